//! Every problem is listed with a link to its field; errors keep from signing until they are mended.

use zicha_e2e::page::Page;

pub fn lists_every_problem(page: &Page) {
    page.step("the review page lists errors, shortfalls, soft shortfalls and blanks");
    let browser = &page.browser;
    browser.click_text("检查");
    browser.wait_for("#zc-errors");
    for heading in ["须更正", "未达标", "未达原则性要求", "未填", "不适用"] {
        assert!(browser.said().contains(heading), "{heading} is missing on:\n{}", browser.said());
    }
    let summary = |title: &str| browser.text(&format!("section[aria-labelledby={title}]"));
    assert!(summary("zc-shortfalls").contains("第51项"), "{}", summary("zc-shortfalls"));
    assert!(summary("zc-soft").contains("第56项"), "{}", summary("zc-soft"));
    page.picture("review");

    page.step("signing is kept back, with links");
    browser.click_text("签名导出");
    browser.wait_for("#zc-sign-blockers");
    let links = browser.count("section[aria-labelledby=zc-sign-blockers] a[href^='#/walk/']");
    assert!(links >= 2, "one link for each of the two errors, found {links}");
    browser.click("#zc-sign-button");
    browser.wait_for("#zc-sign-faults");
    assert!(!browser.has("#zc-sign-done"), "nothing was exported");

    mend(page, "61", "hours", "４０");
    mend(page, "72", "answered", "12");
    page.step("mended: nothing keeps from signing");
    page.go("#/review");
    browser.wait_for_text("没有须更正的错误");
    page.stayed_quiet();
}

/// Follows the link of an error and types anew.
fn mend(page: &Page, id: &str, slot: &str, text: &str) {
    page.step(&format!("follow the link to row {id} and mend it"));
    let browser = &page.browser;
    let row = page.row(id);
    page.go("#/review");
    browser.wait_for("#zc-errors");
    browser.click(&format!("section[aria-labelledby=zc-errors] a[href='#/walk/{}']", row + 1));
    let field = format!("r{row}-s{}", page.slot(row, slot));
    let focused = || browser.script("return document.activeElement.id", vec![]).as_str().map(str::to_owned);
    browser.until(&format!("the keyboard in {field}"), || (focused()? == field).then_some(()));
    browser.type_anew(&format!("#{field}"), text);
    page.leave();
    browser
        .until("no error beside the field", || (!browser.has(&format!("#{field}[aria-invalid=true]"))).then_some(()));
}
