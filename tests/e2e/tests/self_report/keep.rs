//! What was typed is saved by itself and there again after the page was loaded anew.

use super::choose::Plan;
use super::{PERIOD, UNIT};
use serde_json::Value;
use zicha_e2e::page::Page;

/// Attempts to be asked.
const TRIES_MAX: u32 = 10;

/// The browser's own question before unsaved work is left.
const ASKS: &str =
    "const e = new Event('beforeunload', {cancelable: true}); window.dispatchEvent(e); return e.defaultPrevented";

pub fn nothing_is_lost(page: &Page, plan: &Plan, filled: usize) {
    page.step("leaving with unsaved work asks, and no longer once it is saved");
    let browser = &page.browser;
    let row = page.row("26");
    page.go_row(row);
    browser.type_anew(&format!("#r{row}-note"), "已逐件核对");
    // Saving is quick; on a slow machine it may come before the question is tried.
    let asked = (0..TRIES_MAX).any(|_| {
        browser.type_on(&format!("#r{row}-note"), "。");
        browser.script(ASKS, vec![]) == Value::Bool(true)
    });
    assert!(asked, "unsaved work was left without a question");
    browser.type_anew(&format!("#r{row}-note"), "已逐件核对");
    browser.saved();
    assert_eq!(browser.script(ASKS, vec![]), Value::Bool(false), "nothing is unsaved");

    page.step("reload: the form is open again where one was, and the draft is listed and opens as it was");
    let before = drafts(page);
    page.go_row(row);
    browser.reload();
    page.loaded();
    browser.wait_for(&format!("#r{row}-note"));
    assert!(browser.address().ends_with(&format!("#/walk/{}", row + 1)), "{}", browser.address());
    // On a page that needs no form it is open too, beside it.
    page.go("#/keys");
    browser.wait_for(".zc-keys");
    browser.reload();
    page.loaded();
    browser.wait_for(".zc-header__what");
    assert!(browser.has(".zc-keys") && browser.address().ends_with("#/keys"), "{}", browser.address());
    page.go("#/");
    browser.wait_for_text(UNIT);
    assert!(browser.said().contains(&format!("{PERIOD}年度")), "the draft is named by its period");
    page.picture("drafts");
    browser.click_text("继续填报");
    browser.wait_for(".zc-card");
    page.go_row(row);
    assert_eq!(browser.value(&format!("#r{row}-note")), "已逐件核对");
    let shared = page.row("55");
    page.go_row(shared);
    assert_eq!(browser.value(&format!("#r{shared}-s{}", page.slot(shared, "rulings"))), "3000", "a shared quantity");
    let reason = page.row("56");
    page.go_row(reason);
    assert_eq!(browser.value(&format!("#r{reason}-q1-reason")), "已招录两人，明年一季度到岗。");
    assert_eq!(drafts(page), before, "the same draft after opening it");
    every_value_is_there(page, plan, &before, filled);
    page.stayed_quiet();
}

/// The stored drafts without the moment they were saved.
fn drafts(page: &Page) -> Value {
    let code = "return Object.keys(localStorage).filter(k => k.startsWith('zicha:') && k.split(':').length > 3).sort().map(k => localStorage[k])";
    let stored = page.browser.script(code, vec![]);
    let texts: Vec<&str> = stored.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert_eq!(texts.len(), 1, "one draft");
    let mut draft: Value = serde_json::from_str(texts[0]).unwrap();
    draft.as_object_mut().unwrap().remove("saved");
    draft
}

/// What was typed, slot by slot, stands in the draft letter by letter.
fn every_value_is_there(page: &Page, plan: &Plan, draft: &Value, filled: usize) {
    use zicha_e2e::values::Fill;
    let mut found = draft["bases"].as_object().unwrap().len();
    for (id, answer) in draft["answers"].as_object().unwrap() {
        let row = page.row(id);
        assert!(plan.session.row(row).unwrap().tier.is_mine(), "{id} is not the unit's");
        for (slot, text) in answer["slots"].as_object().unwrap() {
            let at = page.slot(row, slot);
            let typed = match super::fill::value(page, row, at) {
                Fill::Type(text) => text,
                Fill::Choose(_) => "是".to_owned(),
                Fill::TickAll(_) => page.spec(row, at).options.join("\n"),
            };
            assert_eq!(text, &Value::String(typed), "第{id}项 {slot}");
            found += 1;
        }
    }
    println!("    {found} values stand in the draft as they were typed");
    assert_eq!(found, filled, "fields filled in and values in the draft");
}
