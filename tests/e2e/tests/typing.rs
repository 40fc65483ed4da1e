//! Typing as hands do it: composed Chinese, full-width figures, a wheel over a number, dates by keys and by calendar, a
//! fraction where a percentage is usual. Nothing is lost, doubled or rewritten while it is typed.

use serde_json::json;
use zicha_e2e::page::Page;

/// What is typed for each character, and the character: as a pinyin keyboard composes it.
const WORDS: [(&str, &str); 8] = [
    ("yi'yan'shou", "已验收"),
    ("，", "，"),
    ("zhu'tiao", "逐条"),
    ("he'dui", "核对"),
    ("wu'wu", "无误"),
    ("；", "；"),
    ("gong", "共"),
    ("san'ye", "三页"),
];

/// Times that a person goes out of a field and comes back at once.
const BACK_AT_ONCE: usize = 3;
/// Leaves the field, comes back, types what cannot be read, and gives the page twice the time after which what was left
/// is called wrong.
const COME_BACK: &str = "
    const it = document.querySelector(arguments[0]), put = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
    it.blur(); it.focus();
    put.call(it, '十来件儿'); it.dispatchEvent(new InputEvent('input', {bubbles: true, data: '儿'}));
    return new Promise(done => setTimeout(done, 500))";

fn opened(name: &'static str) -> Page {
    let page = Page::served(name);
    page.begin("司法");
    page
}

fn focus(page: &Page, css: &str) {
    page.browser.wait_for(css);
    page.browser.script("document.querySelector(arguments[0]).focus()", vec![css.into()]);
}

/// One word: each letter changes what is being composed, then the word takes its place.
fn compose(page: &Page, letters: &str, word: &str) {
    let browser = &page.browser;
    let mut shown = String::new();
    for letter in letters.chars() {
        browser.cdp(
            "Input.dispatchKeyEvent",
            json!({"type": "rawKeyDown", "key": "Process", "windowsVirtualKeyCode": 229, "code": "KeyA"}),
        );
        shown.push(letter);
        let end = shown.chars().count();
        browser.cdp("Input.imeSetComposition", json!({"text": shown, "selectionStart": end, "selectionEnd": end}));
    }
    browser.cdp("Input.insertText", json!({"text": word}));
}

fn composed(page: &Page, css: &str, times: usize) {
    focus(page, css);
    let mut wanted = String::new();
    for _ in 0..times {
        for (letters, word) in WORDS {
            compose(page, letters, word);
            wanted.push_str(word);
        }
    }
    assert_eq!(page.browser.value(css), wanted, "no character is lost or doubled");
    page.leave();
    assert_eq!(page.browser.value(css), wanted, "and none is changed when the field is left");
}

#[test]
fn composed_chinese_and_figures_arrive_whole() {
    let page = opened("typing");
    let row = page.row("26");
    page.go_row(row);
    page.step("compose a note, five times the same sentence");
    composed(&page, &format!("#r{row}-note"), 5);

    page.step("figures by a keyboard for Chinese, full-width as they come");
    let (files, reviewed) = (page.slot(row, "files"), page.slot(row, "reviewed"));
    for (slot, letters, typed) in [(files, "１２", "１２"), (reviewed, "十二", "十二")] {
        let css = format!("#r{row}-s{slot}");
        focus(&page, &css);
        compose(&page, letters, typed);
        assert_eq!(page.browser.value(&css), typed);
        assert!(!page.browser.has(".zc-field--wrong"), "nothing is called wrong before the field is left");
        page.leave();
        assert_eq!(page.browser.value(&css), typed, "shown as typed");
    }
    page.verdict_says(row, 0, "达标");

    page.step("a word half composed is not called wrong, and Enter takes the word and nothing else");
    let css = format!("#r{row}-s{files}");
    page.browser.type_anew(&css, "");
    focus(&page, &css);
    let address = page.browser.address();
    compose(&page, "shi'er", "");
    page.browser.cdp("Input.imeSetComposition", json!({"text": "shi'er", "selectionStart": 6, "selectionEnd": 6}));
    assert!(!page.browser.has(".zc-field--wrong"), "not while it is being composed: {}", page.browser.script("return [...document.querySelectorAll('.zc-field--wrong')].map(it => it.innerText + it.querySelector('input').value).join()", vec![]));
    page.browser.cdp("Input.insertText", json!({"text": "12"}));
    assert_eq!(page.browser.value(&css), "12");
    assert_eq!(page.browser.address(), address);

    page.step("who comes back at once and types is not called wrong by the leaving before");
    page.browser.type_anew(&css, "");
    for _ in 0..BACK_AT_ONCE {
        page.browser.script(COME_BACK, vec![css.clone().into()]);
        assert!(!page.browser.has(&format!("{css}-error")), "the field is being typed in");
        page.browser.type_anew(&css, "");
    }

    page.step("a mistake is named once the field is left and goes as soon as it is mended");
    page.browser.type_anew(&css, "十来件儿");
    assert!(!page.browser.has(&format!("{css}-error")));
    page.leave();
    page.browser.wait_for(&format!("{css}-error"));

    page.step("who goes on sees what is wrong listed once, with the keyboard on it and a way to the field");
    let onward = ".zc-bar .zc-button--primary";
    page.browser.click(onward);
    page.browser.wait_for("#zc-card-errors:focus");
    assert_eq!(page.browser.address(), address, "the card is still there");
    page.browser.click(".zc-walk__main > .zc-summary a");
    page.browser.wait_for(&format!("{css}:focus"));
    page.browser.type_anew(&css, "12");
    page.browser.until("the error to go", || (!page.browser.has(&format!("{css}-error"))).then_some(()));
    page.browser.until("the list to go", || (!page.browser.has("#zc-card-errors")).then_some(()));
    page.browser.type_anew(&css, "十来件儿");
    page.browser.click(onward);
    page.browser.until("the next card", || (page.browser.address() != address).then_some(()));
    page.stayed_quiet();
}

#[test]
fn a_wheel_changes_no_number_and_every_number_brings_its_keyboard() {
    let page = opened("wheel");
    let row = page.row("26");
    page.go_row(row);
    let css = format!("#r{row}-s{}", page.slot(row, "files"));
    page.browser.type_anew(&css, "12");
    focus(&page, &css);
    let place = page.browser.script(
        "const it = document.querySelector(arguments[0]).getBoundingClientRect(); return [it.left + 5, it.top + 5]",
        vec![css.clone().into()],
    );
    for delta in [240, -480] {
        page.browser.cdp(
            "Input.dispatchMouseEvent",
            json!({"type": "mouseWheel", "x": place[0], "y": place[1], "deltaX": 0, "deltaY": delta}),
        );
    }
    assert_eq!(page.browser.value(&css), "12");
    page.browser.keys("\u{e013}");
    assert_eq!(page.browser.value(&css), "12", "nor do the arrow keys");
    let kinds = page.browser.script(
        "return Array.from(document.querySelectorAll('.zc-card input[type=text]')).map(it => it.inputMode)",
        vec![],
    );
    assert!(kinds.as_array().unwrap().contains(&json!("numeric")), "{kinds}");
    assert!(!page.browser.has("input[type=number]"));
    page.stayed_quiet();
}

#[test]
fn dates_are_typed_in_any_way_or_picked_from_a_calendar() {
    let page = opened("dates");
    let row = page.row("49");
    page.go_row(row);
    let slot = page.slot(row, "reported");
    let css = format!("#r{row}-s{slot}");
    let requirement = page.catalogue.requirement_at("49-r2").unwrap().1;
    for typed in ["2021-1-5", "2021年1月5日", "20210105", "2021.1.5", "２０２１－１－５", "２０２１年１月５日"]
    {
        page.step(typed);
        page.browser.type_anew(&css, typed);
        page.leave();
        assert_eq!(page.browser.value(&css), typed, "shown as typed");
        page.verdict_says(row, requirement, "2021年1月5日");
    }
    page.step("the button has a name, and what is picked is typed");
    assert_eq!(page.browser.count("button[aria-label^='从日历中选']"), 1);
    page.browser.script(
        "const day = document.querySelector(arguments[0]); day.value = '2021-01-29'; \
         day.dispatchEvent(new Event('change', {bubbles: true}))",
        vec![format!("{css}-day").into()],
    );
    page.browser.until("the day in the field", || (page.browser.value(&css) == "2021-01-29").then_some(()));
    page.verdict_says(row, requirement, "2021年1月29日");
    page.step("the button opens a calendar by keyboard");
    page.browser.script(
        "window.asked = 0; const day = document.querySelector(arguments[0]); day.showPicker = () => { window.asked += 1 }; \
         document.querySelector('button[aria-label^=\"从日历中选\"]').focus()",
        vec![format!("{css}-day").into()],
    );
    page.browser.keys(" ");
    page.browser.until("the calendar", || (page.browser.script("return window.asked", vec![]) == 1).then_some(()));
    page.stayed_quiet();
}

#[test]
fn a_fraction_is_asked_about_and_the_answer_can_be_changed() {
    let page = opened("fraction");
    let row = page.row("65");
    page.go_row(row);
    let slot = page.slot(row, "rate_now");
    let css = format!("#r{row}-s{slot}");
    page.browser.type_anew(&css, "0.95");
    assert!(!page.browser.has(&format!("{css}-fraction")), "not while it is typed");
    page.leave();
    page.browser.wait_for(&format!("{css}-fraction"));
    assert_eq!(page.browser.value(&css), "0.95", "not rewritten by itself");
    for (option, text) in [(0, "95%"), (1, "0.95%"), (0, "95%")] {
        page.browser.click(&format!("{css}-fraction-{option}"));
        page.browser.until(text, || (page.browser.value(&css) == text).then_some(()));
    }
    page.browser.type_anew(&css, "80%");
    page.browser.until("no question", || (!page.browser.has(&format!("{css}-fraction"))).then_some(()));
    page.stayed_quiet();
}
