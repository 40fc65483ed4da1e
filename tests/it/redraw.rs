//! What a keystroke redraws, without a browser: a card is drawn again exactly when its properties
//! differ, and they are compared by pointer. tests/web/render.rs counts the same in a browser.

use std::sync::Arc;

use zicha_core::calendar::WorkCalendar;
use zicha_core::catalogue::Catalogue;
use zicha_core::session::{Edit, Session, Setting};
use zicha_core::unit;

use super::generated;

const CALENDAR: &[u8] = include_bytes!("../../assets/calendars/cn-mainland.json");

/// Rows whose `Arc` is another one after an edit of the middle row.
fn check(rows: usize) {
    let catalogue = Arc::new(Catalogue::read(generated::catalogue(rows).as_bytes()).unwrap());
    let calendar = Arc::new(WorkCalendar::from_json(CALENDAR).unwrap());
    let unit = unit::resolve(&catalogue, "甲局").unwrap();
    let before = Session::new(catalogue, Setting { unit, period: 0, calendar, today: None, facts: Vec::new() });
    let after = before.edit(rows / 2, Edit::Slot { slot: 0, text: "2999".to_owned() });
    let changed: Vec<usize> =
        before.rows().zip(after.rows()).filter(|(a, b)| !Arc::ptr_eq(a, b)).map(|(row, _)| row.indicator).collect();
    assert_eq!(changed, [rows / 2]);
    assert!(Arc::ptr_eq(before.catalogue(), after.catalogue()) && Arc::ptr_eq(before.setting(), after.setting()));
}

#[test]
fn an_edit_gives_one_card_new_properties_whatever_the_size() {
    for rows in [94, 1_000, 10_000] {
        check(rows);
    }
}
