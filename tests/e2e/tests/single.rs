//! The single file saves itself: the page with the answers inside, generation after generation, each of which differs
//! from the one before in the answers alone.

use std::path::Path;
use zicha_e2e::browser::Browser;
use zicha_e2e::generation::{next, without_draft};
use zicha_e2e::logs;
use zicha_e2e::page::{Page, Place};
use zicha_e2e::setup::{Scratch, Setup};
use zicha_e2e::values::Fill;

const UNIT: &str = "区司法局";
const NAME: &str = "区司法局-2020年度.html";

#[test]
fn a_page_saved_with_answers_opens_with_them_and_saves_itself_again() {
    let page = Page::open(Setup::find(), Place::Disk, "single");
    let (browser, scratch) = (&page.browser, Scratch::new("generations"));
    page.step("fill in one row and save the page");
    page.begin("司法");
    let row = page.row("26");
    let files = page.slot(row, "files");
    page.go_row(row);
    page.fill(row, files, &Fill::Type("10".to_owned()));
    browser.type_on(&format!("#r{row}-note"), "</script><!-- 已逐件核对");
    page.leave();
    let first = next(browser, NAME, &scratch, "first.html");

    page.step("another computer opens it: the answers are there");
    let slot = format!("#r{row}-s{files}");
    let second = Browser::start(&page.setup, "single-second");
    opened(&second, &first, row);
    assert_eq!(second.text(".zc-header__what strong"), UNIT);
    assert_eq!(second.value(&slot), "10");
    assert_eq!(second.value(&format!("#r{row}-note")), "</script><!-- 已逐件核对");
    second.type_anew(&slot, "12");
    let again = next(&second, NAME, &scratch, "second.html");

    page.step("the generations differ in the draft alone");
    let read = |path: &Path| std::fs::read_to_string(path).unwrap();
    let (one, two) = (read(&first), read(&again));
    assert_eq!(without_draft(&one), without_draft(&two));
    assert!(one != two);
    assert_eq!(without_draft(&one).len(), without_draft(&two).len());

    page.step("the newer one replaces what its own forerunner left in a browser; a fork is asked about");
    opened(browser, &again, row);
    assert_eq!(browser.value(&slot), "12");
    browser.type_anew(&slot, "13");
    browser.saved();
    opened(browser, &again, row);
    assert_eq!(browser.value(&slot), "13", "this browser went on from that page");

    page.step("what is typed while the page is saved is in both: nothing is asked");
    let hurry = "const it = document.querySelector(arguments[0]); it.focus(); it.value = '135'; \
                 it.dispatchEvent(new InputEvent('input', {bubbles: true})); \
                 setTimeout(() => document.querySelector('#zc-save-page').click())";
    browser.script(hurry, vec![slot.clone().into()]);
    let hurried = scratch.write("hurried.html", &browser.downloaded(NAME));
    opened(browser, &hurried, row);
    assert_eq!(browser.value(&slot), "135");
    second.type_anew(&slot, "14");
    let fork = next(&second, NAME, &scratch, "third.html");
    browser.open(&format!("file://{}", fork.display()));
    browser.wait_for("#zc-restored");
    browser.click_text("用网页里的");
    browser.wait_for(".zc-card");
    browser.wait_for_text("另一份已留在首页的草稿中");
    page.go_row(row);
    assert_eq!(browser.value(&slot), "14");
    page.step("done");
}

#[test]
fn a_copy_that_the_browser_saved_starts_like_the_page() {
    let page = Page::open(Setup::find(), Place::Disk, "copy");
    let (browser, scratch) = (&page.browser, Scratch::new("copies"));
    page.step("fill in one row; the browser saves the page as it stands");
    page.begin("司法");
    let row = page.row("26");
    let slot = format!("#r{row}-s{}", page.slot(row, "files"));
    page.go_row(row);
    browser.type_on(&slot, "10");
    browser.saved();
    let whole = "return '<!DOCTYPE html>\\n' + document.documentElement.outerHTML";
    let text = browser.script(whole, vec![]);
    let copy = scratch.write("copy.html", text.as_str().unwrap().as_bytes());

    page.step("on another computer it is the page before anything was filled in, and whole");
    let other = Browser::start(&page.setup, "copy-other");
    other.open(&format!("file://{}", copy.display()));
    other.wait_for("#zc-catalogue-0");
    assert_eq!((other.count("h1"), other.count("#zicha-panic-draft")), (1, 1));
    assert!(!other.has("#zicha-panic-draft:not(:empty)"), "somebody's answers");
    assert!(!other.said().contains(UNIT), "{}", other.said());
    other.begin("司法");
    other.click("a[href='#/sign']");
    other.wait_for("#zc-sign-name");
    other.script("location.hash = '#/receive'", vec![]);
    other.wait_for(".zc-main input[type=file]");
    logs::console_is_clean(&other.log("browser"));
    other.script("location.hash = '#/walk/1'", vec![]);
    other.wait_for(".zc-card");
    other.click("#zc-save-page");
    let saved = without_draft(&String::from_utf8(other.downloaded(NAME)).unwrap());
    assert!(!saved.contains("data-state=\"") && !saved.contains("class=\"zc-"), "nothing of what was drawn");
    assert!(saved.contains("<title>自查</title>") && saved.contains("<div id=\"zicha\"><p id=\"zicha-loading\""));

    page.step("where it was filled in, the draft is there");
    browser.open(&format!("file://{}", copy.display()));
    browser.wait_for_text(UNIT);
    browser.click_text("继续填报");
    browser.wait_for(".zc-card");
    page.go_row(row);
    assert_eq!(browser.value(&slot), "10");
    page.step("done");
}

fn opened(browser: &Browser, file: &Path, row: usize) {
    browser.open(&format!("file://{}", file.display()));
    browser.wait_for(".zc-card");
    browser.script(&format!("location.hash = '#/walk/{}'", row + 1), vec![]);
    browser.wait_for(&format!("#r{row}-note"));
}
