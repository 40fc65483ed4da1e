//! Every row of the unit, typed and clicked. The rows of `states` get what makes their state.

use super::choose::Plan;
use std::collections::BTreeSet;
use zicha_core::answer::SlotRef;
use zicha_core::session::Row;
use zicha_e2e::page::Page;
use zicha_e2e::values::{Fill, good};

/// Typed instead of a good value: row, slot, text.
const OTHERWISE: &[(&str, &str, &str)] = &[
    // 2999 of 3000 is not 100 %.
    ("51", "rulings", "3000"),
    ("51", "recorded", "２９９９"),
    // Two of a hundred are softly too few.
    ("56", "officers", "100"),
    ("56", "reviewers", "2"),
    ("61", "certified", "一百"),
    // Cannot be read; mended later.
    ("61", "hours", "四十来个"),
    // More answered than asked: an error that keeps from signing; mended later.
    ("72", "answered", "13"),
    // Nothing came in, so nothing had to be answered.
    ("66", "received", "0"),
    ("66", "answered", "0"),
    // Cases pasted with their days; the second runs over the National Day holidays.
    ("50", "publish", "甲案 2020-03-02 2020-03-06\n乙案 2020.9.28 2020.10.12"),
];

/// Left alone here: these get a state instead of a value, and the last row stays blank.
const LEFT: &[&str] = &["67", "88", "94"];
/// The same for single slots.
const LEFT_SLOTS: &[(&str, &str)] = &[("75", "asked"), ("75", "content")];

/// Gives how many fields were filled in, shared quantities once.
pub fn every_row(page: &Page, plan: &Plan) -> usize {
    page.step("fill in every row of the unit");
    let mut bases = BTreeSet::new();
    let (mut rows, mut slots) = (0, 0);
    for row in plan.session.mine() {
        let indicator = &page.catalogue.indicators[row.indicator];
        if LEFT.contains(&indicator.id.as_str()) || row.is_excluded() {
            continue;
        }
        page.go_row(row.indicator);
        for slot in shown(page, row) {
            let spec = &indicator.slots[slot];
            let name = (indicator.id.as_str(), spec.id.as_str());
            if LEFT_SLOTS.contains(&name) || spec.base.is_some_and(|base| !bases.insert(base)) {
                continue;
            }
            page.fill(row.indicator, slot, &value(page, row.indicator, slot));
            slots += 1;
        }
        page.leave();
        rows += 1;
        if indicator.id == "51" {
            page.verdict_says(row.indicator, 0, "99.97%，未达标，还差1件");
            page.browser.saved();
            page.browser.script("scrollTo(0, 0)", vec![]);
            page.picture("walk");
        }
    }
    page.step(&format!("filled in {slots} fields of {rows} rows"));
    assert!(rows > 80 && slots > 200, "the ledger is larger than that");
    page.stayed_quiet();
    slots
}

/// What the scenario types there.
pub fn value(page: &Page, row: usize, slot: usize) -> Fill {
    let indicator = &page.catalogue.indicators[row];
    let name = (indicator.id.as_str(), indicator.slots[slot].id.as_str());
    let other = OTHERWISE.iter().find(|(row, slot, _)| (*row, *slot) == name);
    other.map_or_else(|| good(&page.catalogue, row, slot), |(_, _, text)| Fill::Type((*text).to_owned()))
}

/// Slots that a requirement which applies to the unit asks for, and those nothing asks for.
fn shown(page: &Page, row: &Row) -> Vec<usize> {
    let indicator = &page.catalogue.indicators[row.indicator];
    let asks = |slot: usize, at: usize| indicator.requirements[at].kind.slots().contains(&SlotRef::Own(slot));
    let requirements = || 0..indicator.requirements.len();
    let is_shown = |slot: &usize| {
        let mut asking = requirements().filter(|at| asks(*slot, *at)).peekable();
        asking.peek().is_none() || asking.any(|at| row.applies[at])
    };
    (0..indicator.slots.len()).filter(is_shown).filter(|slot| indicator.slots[*slot].sum_of.is_empty()).collect()
}
