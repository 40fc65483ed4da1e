//! Chinese and English, switched in the middle of work.

use zicha_e2e::page::Page;

pub fn both_are_spoken(page: &Page) {
    page.step("switch to English and back");
    let browser = &page.browser;
    let row = page.row("51");
    page.go_row(row);
    browser.click_text("English");
    browser.until("English", || browser.has(".zc[lang=en]").then_some(()));
    page.verdict_says(row, 0, "99.97%");
    page.verdict_says(row, 0, "not met");
    assert_eq!(
        browser.value(&format!("#r{row}-s{}", page.slot(row, "recorded"))),
        "２９９９",
        "answers are not translated"
    );
    assert_eq!(browser.text(".zc-nav [aria-current=page]"), "Fill in");
    page.picture("walk-english");
    browser.click_text("中文");
    browser.until("Chinese", || (!browser.has(".zc[lang=en]")).then_some(()));
    page.verdict_says(row, 0, "99.97%，未达标，还差1件");
    page.stayed_quiet();
}
