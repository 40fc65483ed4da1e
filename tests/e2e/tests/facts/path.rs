//! The clerk's path, walked: every row that is left is answered by keyboard alone, and the page counts the keys and the
//! addresses. docs/clerks-path.md keeps the figures.

use super::{TAB, answer, begin};
use serde_json::Value;
use zicha_core::catalogue::wire::Input;
use zicha_e2e::page::Page;
use zicha_e2e::values::{Fill, good};

const ALT_B: &str = "\u{e00a}b";
const ENTER: &str = "\u{e007}";
const SPACE: &str = " ";
/// Rows visited before giving up.
const ROWS_MAX: usize = 120;
/// Fields of one row, shared quantities and ticks among them.
const FIELDS_MAX: usize = 40;
/// Tabs pressed one by one where the page has more stops than its markup says.
const LATE_TABS_MAX: usize = 30;
/// Another Chromium may make some scrollers stops of their own: so much of the key presses may differ.
const PART: u64 = 50;

/// What is not answered yet in the row that is shown: the first field, the stops before it, and whether it is a tick.
const NEXT: &str = "
    const card = document.querySelector('.zc-card');
    const open = it => it.type === 'radio' ? !document.querySelector(`[name='${it.name}']:checked`)
        : it.type === 'checkbox' ? !it.checked : !it.value;
    const field = Array.from(card.querySelectorAll('input, textarea'))
        .find(it => /^r\\d+-s\\d+(-\\d+)?$/.test(it.id) && !it.readOnly && it.checkVisibility() && open(it));
    if (!field) return null;
    const group = it => it.type === 'radio' && document.querySelector(`[name='${it.name}']:checked`);
    const first = it => it.type === 'radio' && document.querySelector(`[name='${it.name}']`);
    const stops = Array.from(document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex=\"0\"]'))
        .filter(it => !it.disabled && it.tabIndex >= 0 && it.checkVisibility()
            && (it.type !== 'radio' || (group(it) || first(it)) === it));
    const from = document.activeElement;
    const after = stops.filter(it => from.compareDocumentPosition(it) & Node.DOCUMENT_POSITION_FOLLOWING);
    return {id: field.id, kind: field.type, tabs: after.indexOf(field) + 1}";

#[test]
fn a_street_answers_every_row_by_keyboard_in_the_keys_the_document_keeps() {
    let page = begin("clerks-path");
    let browser = &page.browser;
    let (plan, _) = answer(&page);
    page.step("on to the rows");
    reach(&page, ".zc-factpage > .zc-factpage__go .zc-button--primary");
    browser.keys(ENTER);
    browser.wait_for(".zc-card");
    let mut left: Vec<usize> = plan.mine().filter(|row| !row.is_complete()).map(|row| row.indicator).collect();
    let rows = left.len();
    for _ in 0..ROWS_MAX {
        // The keyboard comes to the new row's heading, and goes on from there.
        browser.wait_for("#zc-heading:focus");
        let at = shown(&page);
        // The address follows what is drawn; two steps in one would be one page.
        let address = format!("#/walk/{}", at + 1);
        browser.until(&address, || browser.address().ends_with(&address).then_some(()));
        fill(&page, at);
        left.retain(|row| *row != at);
        if left.is_empty() {
            break;
        }
        browser.keys(ALT_B);
        browser.until("another row", || (shown(&page) != at).then_some(()));
    }
    assert!(left.is_empty(), "not come by: {left:?}");
    let total = format!("{0}/{0}", plan.total().rows);
    browser.until(&total, || browser.text(".zc-side > summary").contains(&total).then_some(()));
    let counted = |name: &str| browser.script(&format!("return window.{name}"), vec![]).as_u64().unwrap();
    let (keys, pages) = (counted("pressed"), counted("views") + 1);
    page.step(&format!("{rows} rows, {keys} keys, {pages} pages"));
    let document = std::fs::read_to_string(page.setup.root.join("docs/clerks-path.md")).unwrap();
    let line = document.lines().find(|line| line.starts_with("| walked |")).expect("the figures of this walk");
    let kept: Vec<u64> = line.split('|').filter_map(|cell| cell.trim().replace(',', "").parse().ok()).collect();
    assert_eq!(pages, kept[1], "pages; docs/clerks-path.md keeps {kept:?}");
    assert!(keys.abs_diff(kept[0]) * PART <= kept[0], "{keys} keys; docs/clerks-path.md keeps {kept:?}");
    page.stayed_quiet();
}

/// The row of the address, counted from 0.
fn shown(page: &Page) -> usize {
    let code = "const it = document.querySelector(\".zc-card [id^='r'][id*='-']\"); \
                return it ? it.id : ''";
    let id = page
        .browser
        .until("a row", || page.browser.script(code, vec![]).as_str().filter(|id| !id.is_empty()).map(str::to_owned));
    id[1..].split('-').next().unwrap().parse().unwrap_or_else(|_| panic!("not a row: {id}"))
}

/// Tabs until the element has the keyboard.
fn reach(page: &Page, css: &str) {
    let has = |css: &str| page.browser.has(&format!("{css}:focus"));
    for _ in 0..LATE_TABS_MAX {
        if has(css) {
            return;
        }
        page.browser.keys(TAB);
    }
    let at = page.browser.script("return document.activeElement.outerHTML.slice(0, 200)", vec![]);
    panic!("{css} is not come by with Tab; the keyboard is at {at}");
}

/// Fills in what is empty of a row, field by field.
fn fill(page: &Page, row: usize) {
    for _ in 0..FIELDS_MAX {
        let next = page.browser.script(NEXT, vec![]);
        let Some(id) = next["id"].as_str() else { return };
        tab_to(page, id, &next);
        let slot: usize = id.split('-').nth(1).unwrap()[1..].parse().unwrap();
        match next["kind"].as_str() {
            Some("radio" | "checkbox") => page.browser.keys(SPACE),
            _ => typed(page, row, slot),
        }
        let done = format!(
            "return (it => it.type === 'radio' || it.type === 'checkbox' ? !!document.querySelector(`[name='${{it.name}}']:checked`) || it.checked : !!it.value)(document.getElementById('{id}'))"
        );
        page.browser.until(id, || page.browser.script(&done, vec![]).as_bool().filter(|it| *it));
    }
    panic!("row {row} has no end");
}

fn tab_to(page: &Page, id: &str, next: &Value) {
    let tabs = next["tabs"].as_u64().unwrap() as usize;
    for _ in 0..tabs {
        page.browser.keys(TAB);
    }
    reach(page, &format!("#{id}"));
}

/// What the rule of the document counts: two digits, eight of a day, ten letters of a text.
fn typed(page: &Page, row: usize, slot: usize) {
    let text = match (page.spec(row, slot).input, good(&page.catalogue, row, slot)) {
        (Input::Date, _) => "20210120".to_owned(),
        (Input::Dates, _) => "20200203 20200506 20200807 20201109".to_owned(),
        (Input::Text, _) => "已按要求完成本项任务".to_owned(),
        (_, Fill::Type(text)) if text == "１２" || text == "十二" => "12".to_owned(),
        (_, Fill::Type(text)) => text,
        (_, Fill::Choose(_) | Fill::TickAll(_)) => panic!("row {row}, slot {slot} is not typed"),
    };
    for line in text.split_inclusive('\n') {
        page.browser.keys(&line.replace('\n', ENTER));
    }
}
