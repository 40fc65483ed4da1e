//! Walking fast, with keys alone: the table is filled in like a spreadsheet, a block is copied and pasted through the
//! browser's own clipboard after a preview, edits are taken back, filters stand in the address, rows are found by number,
//! words and pinyin initials, and keys can be switched off.

#[path = "table/cells.rs"]
mod cells;

use zicha_e2e::browser::Browser;
use zicha_e2e::page::Page;

const ENTER: char = '\u{e007}';
const TAB: char = '\u{e004}';
const ESCAPE: char = '\u{e00c}';
const CONTROL: char = '\u{e009}';
const SHIFT: char = '\u{e008}';
const ALT: char = '\u{e00a}';
const HOME: char = '\u{e011}';
const END: char = '\u{e010}';
const UP: char = '\u{e013}';
const LEFT: char = '\u{e012}';
const RIGHT: char = '\u{e014}';
const DOWN: char = '\u{e015}';
const DELETE: char = '\u{e017}';
const F2: char = '\u{e032}';

#[test]
fn rows_are_walked_fast_with_keys_alone() {
    let page = Page::served("table");
    page.begin("司法");
    cells_are_filled_in(&page);
    edits_are_taken_back(&page);
    a_block_goes_out_and_comes_in(&page);
    spreadsheets_are_pasted(&page);
    cells::behave_as_in_spreadsheets(&page);
    filters_stand_in_the_address(&page);
    rows_are_found(&page);
    problems_are_leapt_to(&page);
    keys_are_switched_off(&page);
    page.stayed_quiet();
    page.step("done");
}

/// Presses keys one after another, each let go before the next.
fn press(browser: &Browser, keys: &[char]) {
    for key in keys {
        browser.keys(&key.to_string());
    }
}

fn chord(browser: &Browser, with: char, key: char) {
    browser.keys(&format!("{with}{key}"));
}

/// Types into what has the keyboard, letter by letter.
fn write(browser: &Browser, text: &str) {
    press(browser, &text.chars().collect::<Vec<_>>());
}

/// The cell with the keyboard.
fn here(browser: &Browser) -> String {
    let code = "const cell = document.activeElement.closest('td'); return cell ? cell.id : document.activeElement.id";
    browser.script(code, vec![]).as_str().unwrap_or_default().to_owned()
}

fn is_at(browser: &Browser, cell: &str) {
    browser.until(&format!("the keyboard on {cell}, it is on {}", here(browser)), || {
        (here(browser) == cell).then_some(())
    });
}

/// What a cell holds, whether it is being filled in or not.
fn holds(browser: &Browser, cell: &str) -> String {
    let code = "const cell = document.getElementById(arguments[0]); if (!cell) return '(none)'; \
                const field = cell.querySelector('input,textarea,select'); return field ? field.value : cell.innerText.trim()";
    browser.script(code, vec![cell.into()]).as_str().unwrap_or_default().to_owned()
}

fn has(browser: &Browser, cell: &str, text: &str) {
    browser.until(&format!("“{text}” in {cell}"), || (holds(browser, cell) == text).then_some(()));
}

/// Goes to a row of the table and puts the keyboard there.
fn enter(page: &Page, number: usize) {
    let browser = &page.browser;
    page.go(&format!("#/table/{number}"));
    browser.wait_for("#zc-grid");
    let cell = format!("t{}-s0", number - 1);
    browser.wait_for(&format!("#{cell}"));
    browser.until("the row in the address", || browser.address().contains(&format!("#/table/{number}")).then_some(()));
    browser.script("document.getElementById(arguments[0]).focus()", vec![cell.clone().into()]);
    is_at(browser, &cell);
}

fn cells_are_filled_in(page: &Page) {
    page.step("typing fills a cell, Enter goes down, Tab right, Esc gives up, F2 edits");
    let browser = &page.browser;
    enter(page, 51);
    write(browser, "3000");
    press(browser, &[ENTER]);
    is_at(browser, "t50-s1");
    write(browser, "2999");
    press(browser, &[ENTER]);
    is_at(browser, "t50-s2");
    has(browser, "t50-s0-5", "未达标");
    // 是 by its place.
    press(browser, &['1']);
    has(browser, "t50-s2", "是");
    press(browser, &[UP, UP]);
    is_at(browser, "t50-s0");
    browser.wait_for_text("99.97%，未达标，还差1件");
    press(browser, &[TAB]);
    is_at(browser, "t50-s0-4");
    chord(browser, SHIFT, TAB);
    is_at(browser, "t50-s0");
    press(browser, &[F2]);
    write(browser, "5");
    has(browser, "t50-s0", "30005");
    press(browser, &[ESCAPE]);
    has(browser, "t50-s0", "3000");
    is_at(browser, "t50-s0");
    press(browser, &[HOME]);
    is_at(browser, "t50-s0-0");
    press(browser, &[END]);
    is_at(browser, "t50-note");
    write(browser, "已核对");
    chord(browser, ALT, ENTER);
    write(browser, "无误");
    press(browser, &[ENTER]);
    has(browser, "t50-note", "已核对 ⏎ 无误");
    page.step("the corners of the table, and out of it");
    chord(browser, CONTROL, HOME);
    browser.until("the first cell", || here(browser).starts_with("t0-").then_some(()));
    chord(browser, CONTROL, END);
    browser.until("the last cell", || here(browser).starts_with("t93-").then_some(()));
    press(browser, &[ESCAPE]);
    is_at(browser, "zc-grid-out");
    page.picture("filled");
}

fn edits_are_taken_back(page: &Page) {
    page.step("edits are taken back whole and made again, in the table and in the walk");
    let browser = &page.browser;
    enter(page, 52);
    enter(page, 50);
    chord(browser, CONTROL, 'z');
    has(browser, "t50-note", "");
    is_at(browser, "t50-note");
    chord(browser, CONTROL, 'z');
    has(browser, "t50-s2", "");
    chord(browser, CONTROL, 'z');
    has(browser, "t50-s1", "");
    has(browser, "t50-s0", "3000");
    chord(browser, CONTROL, 'y');
    has(browser, "t50-s1", "2999");
    chord(browser, CONTROL, 'y');
    chord(browser, CONTROL, 'y');
    has(browser, "t50-note", "已核对\n无误");
    // In a field the browser's own comes first, letter by letter or run by run; then the kit's.
    let row = page.row("51");
    page.go_row(row);
    let field = format!("#r{row}-s1");
    browser.wait_for(&field);
    browser.click(&field);
    write(browser, "8");
    browser.until("29998", || (browser.value(&field) == "29998").then_some(()));
    chord(browser, CONTROL, 'z');
    browser.until("2999", || (browser.value(&field) == "2999").then_some(()));
    browser.click("#zc-undo");
    browser.until("the note gone", || browser.value(&format!("#r{row}-note")).is_empty().then_some(()));
    browser.click("#zc-redo");
    let note = format!("#r{row}-note");
    browser.until("the note back", || (browser.value(&note) == "已核对\n无误").then_some(()));
}

/// Chromium's own editing commands, as its menu sends them: WebDriver's Ctrl+V is no paste.
fn command(browser: &Browser, name: &str) {
    let (key, code, number) = match name {
        "copy" => ("c", "KeyC", 67),
        "cut" => ("x", "KeyX", 88),
        _ => ("v", "KeyV", 86),
    };
    for kind in ["rawKeyDown", "keyUp"] {
        let event = serde_json::json!({"type": kind, "key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": 2,
            "commands": if kind == "rawKeyDown" { vec![name] } else { vec![] }});
        browser.cdp("Input.dispatchKeyEvent", event);
    }
}

fn copied(browser: &Browser) -> String {
    browser.script("return window.zichaTestCopied || ''", vec![]).as_str().unwrap_or_default().to_owned()
}

fn a_block_goes_out_and_comes_in(page: &Page) {
    page.step("a block is copied as a spreadsheet takes it");
    let browser = &page.browser;
    let listen =
        "document.addEventListener('copy', e => { window.zichaTestCopied = e.clipboardData.getData('text/plain') })";
    browser.script(listen, vec![]);
    enter(page, 51);
    chord(browser, SHIFT, DOWN);
    chord(browser, SHIFT, RIGHT);
    command(browser, "copy");
    let block = "3000\t件\r\n2999\t件";
    browser.until("the block", || (copied(browser) == block).then_some(()));

    page.step("pasted where it came from it changes nothing, and says so");
    command(browser, "paste");
    browser.wait_for("#zc-paste-go[disabled]");
    let said = browser.text(".zc-paste");
    assert!(said.contains("将修改0格") && said.contains("4格内容相同"), "{said}");
    press(browser, &[ESCAPE]);
    browser.wait_for("#zc-grid");

    page.step("pasted elsewhere it is shown first: what fits, what does not and why");
    enter(page, 55);
    command(browser, "paste");
    browser.wait_for(".zc-paste");
    is_at(browser, "zc-paste-title");
    assert!(browser.text(".zc-paste").contains("剪贴板中有2行，最多2列"), "{}", browser.text(".zc-paste"));
    page.picture("preview");
    press(browser, &[ESCAPE]);
    browser.wait_for("#zc-grid");
    is_at(browser, "t54-s0");
    assert_eq!(holds(browser, "t54-s0"), "", "nothing was pasted");
}

/// Puts a text on the clipboard.
fn give(browser: &Browser, text: &str) {
    let code = "const it = document.createElement('textarea'); it.value = arguments[0]; document.body.appendChild(it); it.select(); \
                document.execCommand('copy'); it.remove()";
    browser.script(code, vec![text.into()]);
}

fn spreadsheets_are_pasted(page: &Page) {
    page.step("a block from a spreadsheet: quoted cells, numbers with commas, a text no field can read");
    let browser = &page.browser;
    let text = "1，234\r\n约莫\r\n\"多行\r\n备注\"\r\n";
    give(browser, text);
    enter(page, 55);
    command(browser, "paste");
    browser.wait_for(".zc-paste");
    let said = browser.text(".zc-paste");
    assert!(said.contains("将修改1格") && said.contains("1，234"), "{said}");
    assert!(said.contains("不能粘贴2格") && said.contains("约莫"), "{said}");
    browser.click("#zc-paste-go");
    browser.wait_for("#zc-grid");
    has(browser, "t54-s0", "1，234");
    has(browser, "t54-s1", "");
    chord(browser, CONTROL, 'z');
    has(browser, "t54-s0", "");

    page.step("full-width digits, a percent sign for a count, an empty cell over a filled one");
    give(browser, "１，２３４\t件\r\n９５％\r\n\t件\r\n是\r\n");
    enter(page, 55);
    command(browser, "paste");
    browser.wait_for(".zc-paste");
    let said = browser.text(".zc-paste");
    assert!(said.contains("将修改2格") && said.contains("１，２３４"), "{said}");
    assert!(said.contains("不能粘贴1格") && said.contains("９５％"), "{said}");
    assert!(said.contains("1格是空的，不覆盖已填内容"), "{said}");
    browser.click("#zc-paste-go");
    browser.wait_for("#zc-grid");
    for (cell, text) in [("t54-s0", "１，２３４"), ("t54-s1", ""), ("t54-s2", "3000"), ("t55-s2", "是")] {
        has(browser, cell, text);
    }
    chord(browser, CONTROL, 'z');
    has(browser, "t55-s2", "");
    has(browser, "t54-s0", "");

    page.step("a single text goes into its cell at once; Delete empties a block, as one edit");
    give(browser, "77");
    enter(page, 55);
    command(browser, "paste");
    has(browser, "t54-s0", "77");
    chord(browser, SHIFT, DOWN);
    press(browser, &[DELETE]);
    has(browser, "t54-s0", "");
    chord(browser, CONTROL, 'z');
    has(browser, "t54-s0", "77");
    chord(browser, CONTROL, 'z');
    has(browser, "t54-s0", "");
}

fn filters_stand_in_the_address(page: &Page) {
    page.step("filters narrow the rows, stand in the address, and are there after loading again");
    let browser = &page.browser;
    let row = page.row("51");
    page.go_row(row);
    browser.click("#zc-filter");
    browser.wait_for("#zc-sieve-status-unmet");
    browser.script("document.getElementById('zc-sieve-status-unmet').focus()", vec![]);
    press(browser, &[' ']);
    let address = format!("#/walk/{}?status=unmet", row + 1);
    browser.until(&address, || browser.address().ends_with(&address).then_some(()));
    browser.wait_for_text("筛选出1项，共92项");
    assert_eq!(browser.count(".zc-tree__row"), 1, "the contents hold what is left");
    browser.saved();
    browser.reload();
    page.loaded();
    browser.wait_for(".zc-card");
    assert!(browser.address().ends_with(&address), "{}", browser.address());
    browser.wait_for_text("筛选出1项，共92项");
    // Behind the only row there is nothing but the check.
    assert!(browser.text(".zc-bar").contains("去检查"), "{}", browser.text(".zc-bar"));
    chord(browser, ALT, 't');
    browser.wait_for("#zc-grid");
    browser.until("the filter in the table", || browser.address().contains("#/table/51?status=unmet").then_some(()));
    let rows = browser.count(".zc-grid tbody");
    assert_eq!(rows, 1, "rows in the table");
    browser.click("#zc-sieve-clear");
    browser.until("every row", || (browser.count(".zc-grid tbody") == 92).then_some(()));
    chord(browser, ALT, 't');
    browser.wait_for(".zc-card");
}

fn rows_are_found(page: &Page) {
    page.step("rows are found by number, words and initials; / leads to the field");
    let browser = &page.browser;
    for (query, number, downs) in [("26", "26", 0), ("备案", "28", 0), ("xzfyg", "79", 1), ("zfqgc", "51", 1)] {
        browser.script("document.getElementById('zc-heading').focus()", vec![]);
        press(browser, &['/']);
        is_at(browser, "zc-find");
        write(browser, query);
        browser.until(query, || (browser.value("#zc-find") == query && browser.has("#zc-find-list li")).then_some(()));
        for _ in 0..downs {
            press(browser, &[DOWN]);
        }
        if downs > 0 {
            browser.wait_for("#zc-find[aria-activedescendant='zc-find-list-0']");
        }
        press(browser, &[ENTER]);
        let heading = format!("第{number}项");
        browser.until(&heading, || browser.text(".zc-card h1").starts_with(&heading).then_some(()));
    }
    // In a field it is a character like any other.
    let row = page.row("26");
    page.go_row(row);
    let note = format!("#r{row}-note");
    browser.click(&note);
    write(browser, "a/b?");
    browser.until("a/b?", || (browser.value(&note) == "a/b?").then_some(()));
}

fn problems_are_leapt_to(page: &Page) {
    page.step("the next problem, with the key that its button shows");
    let browser = &page.browser;
    page.go_row(page.row("26"));
    assert!(browser.text(".zc-bar").contains("Alt+N"));
    chord(browser, ALT, 'n');
    browser.until("第51项", || browser.text(".zc-card h1").starts_with("第51项").then_some(()));
    chord(browser, ALT, 't');
    browser.wait_for("#zc-grid");
    chord(browser, ALT, 'n');
    browser.until("row 51 in the table", || here(browser).starts_with("t50-").then_some(()));
}

fn keys_are_switched_off(page: &Page) {
    page.step("? lists the keys; one that is switched off acts no more, also after loading again");
    let browser = &page.browser;
    page.go_row(page.row("26"));
    browser.script("document.getElementById('zc-heading').focus()", vec![]);
    chord(browser, SHIFT, '?');
    browser.wait_for("#zc-key-find");
    page.picture("keys");
    browser.click("#zc-key-find");
    browser.click("#zc-keys-back");
    browser.wait_for(".zc-card");
    let silent = |browser: &Browser| {
        browser.script("document.getElementById('zc-heading').focus()", vec![]);
        press(browser, &['/']);
        assert_eq!(here(browser), "zc-heading");
    };
    silent(browser);
    browser.reload();
    page.loaded();
    browser.wait_for(".zc-tools");
    silent(browser);
    page.go("#/shortcuts");
    browser.wait_for("#zc-keys-off");
    browser.click("#zc-keys-off");
    browser.click("#zc-keys-back");
    browser.wait_for(".zc-card");
    assert!(!browser.text(".zc-bar").contains("Alt+N"), "a key that does nothing is not shown");
    page.go("#/shortcuts");
    browser.wait_for("#zc-keys-on");
    browser.click("#zc-keys-on");
}
