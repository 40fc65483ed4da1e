//! Catalogue, unit, period, facts; then the first row.

use super::UNIT;
use zicha_core::session::Session;
use zicha_e2e::page::Page;

/// Facts answered with no: rows 64 and 62 then do not apply. All others are answered with yes.
const NO: [&str; 2] = ["proposals", "auxiliary"];

/// What the unit will have to fill in, found by the rules and not by looking at the page.
pub struct Plan {
    /// Before any answer.
    pub session: Session,
}

pub fn begin(page: &Page) -> Plan {
    page.step("choose catalogue, unit and period");
    let browser = &page.browser;
    browser.wait_for_text("红桥区2020年法治政府建设年度计划任务台账");
    page.picture("home");
    // Newest first; another one is tried, and what was typed there does not stay.
    browser.click("#zc-catalogue-1");
    browser.until("another catalogue", || browser.text(".zc-book--here").contains("驻马店市").then_some(()));
    browser.click("#zc-catalogue-0");
    browser.until("the first catalogue", || browser.text(".zc-book--here").contains("红桥区").then_some(()));

    page.step("beginning without a unit is refused with a sentence");
    browser.click_text("开始填报");
    browser.until("the sentence", || browser.text("#zc-unit-error").contains("请先选择填报单位").then_some(()));

    browser.choose_unit("司法");
    browser.until("how many are the unit's", || browser.text(".zc-book--here").contains("本单位").then_some(()));

    page.step("answer the facts about the unit that can decide something for it");
    browser.click_text("先答几个问题");
    browser.wait_for(".zc-factpage");
    let asked = page.session(UNIT, Vec::new()).facts_asked();
    let mut facts: Vec<Option<bool>> = vec![None; page.catalogue.facts.len()];
    for at in &asked {
        let no = NO.contains(&page.catalogue.facts[*at].id.as_str());
        facts[*at] = Some(!no);
        browser.click(&format!("#zc-fact-{at}-{}", usize::from(no)));
    }
    let answered = format!("已答{}题，共{0}题", asked.len());
    browser.until(&answered, || browser.text(".zc-factpage__sum").contains(&answered).then_some(()));

    browser.click_text("去填报");
    browser.wait_for(".zc-card");
    assert_eq!(browser.text(".zc-header__what strong"), UNIT);
    page.stayed_quiet();

    Plan { session: page.session(UNIT, facts) }
}
