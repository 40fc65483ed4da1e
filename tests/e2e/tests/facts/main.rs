//! 红桥 as a 街道: a few questions first, the rows they spare, what was filled in before, and how many keys it takes
//! (docs/clerks-path.md).

mod path;

use zicha_core::session::Session;
use zicha_e2e::page::Page;
use zicha_e2e::values::Fill;

const UNIT: &str = "丁字沽街道";
/// What this 街道 answers with no; docs/clerks-path.md names the same.
const NO: [&str; 8] =
    ["files", "decisions", "fees", "promises", "losses", "litigation", "disclosure", "reconsideration"];

const TAB: &str = "\u{e004}";
const DOWN: &str = "\u{e015}";

/// Opens the page on the questions about the 街道.
fn begin(name: &'static str) -> Page {
    let page = Page::served(name);
    let browser = &page.browser;
    browser.click("#zc-catalogue-0");
    browser.wait_for("#zc-unit-search");
    browser.type_on("#zc-unit-search", "丁字沽");
    browser.until("the last option alone", || (browser.count("[name=zc-unit]") == 1).then_some(()));
    browser.click("[name=zc-unit]");
    browser.type_on("#zc-unit-name", UNIT);
    browser.click_text("先答几个问题");
    browser.wait_for(".zc-factpage");
    page
}

/// The 街道 with nothing answered.
fn blank(page: &Page) -> Session {
    page.session(UNIT, Vec::new())
}

/// Answers every question by keyboard, one key to the question, one or two to the answer; gives the session as it is
/// then and the keys pressed. The page counts them in `pressed`, without Alt, and its addresses in `views`.
fn answer(page: &Page) -> (Session, usize) {
    let (browser, mut plan) = (&page.browser, blank(page));
    let asked = plan.facts_asked();
    let counts = "window.pressed = 0; window.views = 0; \
                  addEventListener('keydown', event => { if (event.key !== 'Alt') window.pressed += 1 }, true); \
                  const push = history.pushState.bind(history); \
                  history.pushState = (...step) => { window.views += 1; push(...step) }; \
                  document.querySelector(arguments[0]).focus()";
    browser.script(counts, vec![format!("#zc-fact-{}-2", asked[0]).into()]);
    let mut keys = 0;
    for (nth, at) in asked.iter().enumerate() {
        if nth > 0 {
            browser.keys(TAB);
            keys += 1;
        }
        // From 暂不回答 an arrow down goes round to 是, another to 否.
        let no = NO.contains(&page.catalogue.facts[*at].id.as_str());
        for option in 0..=usize::from(no) {
            browser.keys(DOWN);
            let css = format!("#zc-fact-{at}-{option}:checked");
            browser.until(&css, || browser.has(&css).then_some(()));
            keys += 1;
        }
        plan = plan.with_fact(*at, Some(!no));
    }
    assert_eq!(browser.script("return window.pressed", vec![]), keys, "every key press, counted by the page");
    (plan, keys)
}

#[test]
fn a_street_answers_a_few_questions_first_and_takes_an_answer_back() {
    let page = begin("facts");
    let browser = &page.browser;
    page.picture("facts");

    let catalogue = &page.catalogue;
    let asked = blank(&page).facts_asked();
    assert!((10..=15).contains(&asked.len()), "{} questions", asked.len());

    page.step("answer them by keyboard: one key to the question, one or two to the answer");
    let (plan, keys) = answer(&page);
    assert_eq!(keys, 2 * asked.len() - 1 + NO.len());
    let aside = plan.mine().filter(|row| row.is_excluded()).count();
    let said = format!("免填{aside}项");
    browser.until(&said, || browser.text(".zc-factpage__sum").contains(&said).then_some(()));
    page.picture("facts-answered");

    page.step("rows set aside say why");
    let row = page.row("26");
    page.go_row(row);
    let why = "本单位本年度没有制定行政规范性文件";
    browser.until(why, || browser.text(".zc-answer").contains(why).then_some(()));
    assert!(browser.text(".zc-answer").contains("不适用"));

    page.step("take an answer back: the row is asked again");
    browser.click_text("单位情况");
    browser.wait_for(".zc-factpage");
    let fact = |id: &str| catalogue.facts.iter().position(|fact| fact.id == id).unwrap();
    let files = fact("files");
    browser.click(&format!("#zc-fact-{files}-0"));
    page.go_row(row);
    let slot = page.slot(row, "reviewed");
    browser.wait_for(&format!("#r{row}-s{slot}"));

    page.step("what was typed is left alone until the person decides");
    page.fill(row, slot, &Fill::Type("3".to_owned()));
    page.leave();
    browser.click_text("单位情况");
    browser.wait_for(".zc-factpage");
    browser.click(&format!("#zc-fact-{files}-1"));
    browser.until("the row to wait", || browser.text(".zc-factpage__held").contains("第26项").then_some(()));
    page.go_row(row);
    assert_eq!(browser.value(&format!("#r{row}-s{slot}")), "3");
    browser.click_text("记为不适用");
    browser.until(why, || browser.text(".zc-answer").contains(why).then_some(()));
    assert!(browser.text(".zc-answer").contains("仍然保留"));

    page.step("and comes back with the answer");
    browser.click_text("改答单位情况");
    browser.wait_for(".zc-factpage");
    browser.click(&format!("#zc-fact-{files}-2"));
    page.go_row(row);
    browser.until("the figure", || (browser.value(&format!("#r{row}-s{slot}")) == "3").then_some(()));
    page.stayed_quiet();
}
