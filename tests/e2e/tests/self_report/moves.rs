//! Moving about: buttons, keys, the contents, a number to jump to.

use zicha_e2e::page::Page;

/// Presses of Tab before giving up.
const TABS_MAX: u32 = 60;

/// Held down with the next letter, as WebDriver spells it.
const ALT: char = '\u{e00a}';

pub fn lead_where_they_say(page: &Page) {
    page.step("buttons, keys, contents and the jump field lead where they say");
    let browser = &page.browser;
    let heading = |id: &str| format!("第{id}项");
    let at =
        |id: &str| browser.until(&heading(id), || browser.text(".zc-card h1").starts_with(&heading(id)).then_some(()));
    page.go_row(page.row("50"));
    browser.click_text("下一项");
    at("51");
    browser.click_text("上一项");
    at("50");
    let alt = |letter: char| browser.keys(&format!("{ALT}{letter}"));
    alt('j');
    at("51");
    alt('k');
    at("50");
    // Rows 50 and 51 fall short, 56 softly so; 61 and 72 hold what cannot be used, 94 nothing.
    alt('n');
    at("51");
    alt('n');
    at("56");
    for id in ["61", "72", "94"] {
        alt('b');
        at(id);
    }
    browser.type_anew("#zc-find", "26");
    browser.keys("\u{e007}");
    at("26");
    let row = page.row("25");
    browser.click(&format!(".zc-tree a[href='#/walk/{}']", row + 1));
    at("25");
    assert!(browser.address().ends_with(&format!("#/walk/{}", row + 1)));
    the_keyboard_is_seen(page);
    a_file_of_evidence_is_listed(page);
    page.stayed_quiet();
}

/// A file is listed by its name, size and digest, once however often it is chosen.
fn a_file_of_evidence_is_listed(page: &Page) {
    page.step("a file is listed as evidence and stays where it is");
    let row = page.row("7");
    page.go_row(row);
    let file = page.browser.scratch().write("第七项台账.txt", b"abc");
    for _ in 0..2 {
        page.browser.choose(&format!("#r{row}-evidence-files"), &[&file]);
        page.browser.wait_for_text("已登记1份文件");
    }
    // SHA-256 of "abc", FIPS 180-4.
    page.browser.wait_for_text("文件：第七项台账.txt（3字节，校验值ba7816bf8f01cfea…）");
    assert_eq!(page.browser.said().matches("文件：第七项台账.txt").count(), 1, "chosen twice, listed once");
}

/// Tab leads from field to field, and none of them lies under something else (WCAG 2.2, 2.4.11).
fn the_keyboard_is_seen(page: &Page) {
    page.step("Tab through a row: every field is in sight");
    page.go_row(page.row("26"));
    page.browser.script("document.getElementById('zc-heading').focus()", vec![]);
    let seen = "const it = document.activeElement, box = it.getBoundingClientRect(); \
                const top = document.elementFromPoint(box.x + Math.min(box.width, 20) / 2, box.y + Math.min(box.height, 20) / 2); \
                return [it.id || it.tagName, !!top && (it.contains(top) || top.contains(it)), !!it.closest('.zc-card')]";
    let (mut fields, mut hidden) = (0, Vec::new());
    for _ in 0..TABS_MAX {
        page.browser.keys("\u{e004}");
        let found = page.browser.script(seen, vec![]);
        if found[2] != true {
            break;
        }
        fields += 1;
        if found[1] != true {
            hidden.push(found[0].to_string());
        }
    }
    assert!(fields > 8, "Tab met {fields} fields only");
    assert!(hidden.is_empty(), "under something else: {hidden:?}");
}
