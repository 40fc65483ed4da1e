//! Every state a requirement can have, each seen on the page.

use zicha_e2e::page::Page;

/// Positions in the choice of states.
const TO_REVIEW: usize = 1;
const NONE_OCCURRED: usize = 2;
const NOT_APPLICABLE: usize = 3;
const NOT_COUNTED: usize = 4;

pub fn all_are_met(page: &Page) {
    page.step("give the states: 待核, 未发生, 不适用, 未统计");
    mark(page, "90", 0, TO_REVIEW, None, "待核");
    mark(page, "67", 0, NONE_OCCURRED, None, "本年度无此类事项");
    mark(page, "88", 0, NOT_APPLICABLE, Some("本单位本年度没有这类平台。"), "不适用");
    mark(page, "75", 1, NOT_COUNTED, Some("委托第三方调查，结果尚未送达。"), "未统计");

    page.step("see the others: 未填, 未发生 by 0/0, 达标, 未达标, 未达原则性要求, 需更正, 不适用 by facts");
    sees(page, "94", 0, "未填");
    sees(page, "66", 1, "本年度无此类事项");
    sees(page, "26", 0, "100%，达标");
    sees(page, "51", 0, "99.97%，未达标，还差1件");
    sees(page, "56", 1, "未达原则性要求");
    sees(page, "61", 2, "需更正");
    sees(page, "72", 1, "需更正");
    page.go_row(page.row("64"));
    page.browser.wait_for_text("本项不适用，不必填写");

    page.step("a soft shortfall asks for a reason");
    let row = page.row("56");
    page.go_row(row);
    page.browser.type_anew(&format!("#r{row}-q1-reason"), "已招录两人，明年一季度到岗。");
    page.leave();

    page.step("what cannot be read is said beside its field");
    let row = page.row("61");
    page.go_row(row);
    let field = format!("#r{row}-s{}", page.slot(row, "hours"));
    page.browser.wait_for(&format!("{field}[aria-invalid=true]"));
    let sentence = page.browser.text(&format!("{field}-error"));
    println!("    四十来个 → {sentence}");
    assert!(sentence.contains("四十来个"), "{sentence}");
    assert_eq!(page.browser.value(&field), "四十来个", "what was typed stays");
    page.picture("unreadable");
    page.stayed_quiet();
}

fn sees(page: &Page, id: &str, requirement: usize, words: &str) {
    let row = page.row(id);
    page.go_row(row);
    page.verdict_says(row, requirement, words);
}

fn mark(page: &Page, id: &str, requirement: usize, state: usize, reason: Option<&str>, words: &str) {
    let row = page.row(id);
    page.go_row(row);
    page.state(row, requirement, state);
    if let Some(reason) = reason {
        page.browser.type_anew(&format!("#r{row}-q{requirement}-reason"), reason);
    }
    page.leave();
    page.verdict_says(row, requirement, words);
}
