//! The annual report says what was answered; its words can be one's own and are not lost.

use super::{PERIOD, UNIT};
use zicha_e2e::page::Page;

/// Where one's own words are typed.
const FIELD: &str = "#zc-narrate-text";
/// The block that is reworded.
const BLOCK: &str = "[id='zc-b-closing']";
/// With a figure of row 51, and with one that is misspelt.
const OWN: &str = "裁判文书如实记录{51.recorded}件。特此报告。";
const MISSPELT: &str = "裁判文书如实记录{51.recorde}件。";
const READS: &str = "裁判文书如实记录2999件。特此报告。";

pub fn says_what_was_answered(page: &Page) {
    page.step("the annual report has the figures that were typed");
    let browser = &page.browser;
    browser.click_text("情况报告");
    browser.wait_for(".zc-sheet");
    let short = browser.text("[id='zc-b-shortcoming.51']");
    for figure in ["99.97%", "2999", "3000", "还差1件"] {
        assert!(short.contains(figure), "{figure} is missing in: {short}");
    }
    assert!(browser.text(".zc-narrate__blanks").contains("处空白"), "row 94 is blank");
    page.picture("narrate");

    page.step("a figure and a blank lead where they say");
    let row = page.row("51");
    browser.click("[id='zc-b-shortcoming.51'] a.zc-figure");
    let focused = || browser.script("return document.activeElement.id", vec![]).as_str().map(str::to_owned);
    let field = format!("r{row}-");
    browser.until("the keyboard in row 51", || focused()?.starts_with(&field).then_some(()));
    page.go("#/narrate");
    browser.click_text("下一处空白");
    browser.until("the first blank", || (focused()? == "zc-blank-0").then_some(()));

    reword(page);
    downloads_agree(page);
    page.stayed_quiet();
}

fn reword(page: &Page) {
    page.step("a misspelt placeholder is named");
    let browser = &page.browser;
    begin(page);
    browser.type_anew(FIELD, MISSPELT);
    page.picture("narrate-editor");
    browser.click_text("保存");
    browser.wait_for_text("没有“51.recorde”这个占位符，是不是“51.recorded”？");

    page.step("own words stay when the page is left with the field open, and after a reload");
    begin(page);
    browser.type_anew(FIELD, OWN);
    page.go_row(page.row("50"));
    page.browser.saved();
    page.go("#/narrate");
    reads(page, READS);
    browser.reload();
    page.loaded();
    reads(page, READS);
    assert!(browser.text(BLOCK).contains("已改写"));

    page.step("the generated words come back");
    begin(page);
    browser.click_text("恢复自动生成的文字");
    reads(page, "特此报告。");
    assert!(!browser.text(BLOCK).contains("已改写"));
    begin(page);
    browser.type_anew(FIELD, OWN);
    browser.click_text("保存");
    reads(page, READS);
}

/// Opens the editor; the keyboard is in it.
fn begin(page: &Page) {
    let browser = &page.browser;
    browser.wait_for(BLOCK);
    browser.click(&format!("{BLOCK} .zc-sheet__edit"));
    let here = "return '#' + document.activeElement.id";
    browser.until("the editor", || (browser.script(here, vec![]).as_str() == Some(FIELD)).then_some(()));
}

fn reads(page: &Page, words: &str) {
    let browser = &page.browser;
    browser.until(words, || (browser.text(&format!("{BLOCK} p")).trim() == words).then_some(()));
}

fn downloads_agree(page: &Page) {
    page.step("the Markdown and the page that are downloaded have the figures of the sheet");
    let browser = &page.browser;
    let sheet =
        "return [...document.querySelectorAll('.zc-sheet__part > :first-child')].map(it => it.textContent).join('\\n')";
    let sheet = numbers(browser.script(sheet, vec![]).as_str().unwrap_or_default());
    assert!(sheet.len() > 100, "the report holds what was answered");
    browser.click("#zc-narrate-markdown");
    let markdown = browser.downloaded(&format!("{UNIT}-{PERIOD}年度-情况报告.md"));
    let markdown = String::from_utf8(markdown).unwrap();
    assert!(markdown.contains(READS), "one's own words are in the Markdown");
    assert_eq!(numbers(&markdown), sheet);
    browser.click("#zc-narrate-page");
    let html = String::from_utf8(browser.downloaded(&format!("{UNIT}-{PERIOD}年度-情况报告.html"))).unwrap();
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("zc-narrative__title"), "a page that stands alone");
    println!("    {} numbers agree", sheet.len());
}

/// Runs of digits, in order.
fn numbers(text: &str) -> Vec<String> {
    let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    runs.map(str::to_owned).collect()
}
