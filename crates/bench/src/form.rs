//! A form with any number of indicators, filled in: groups of ten rows, each a rate, as a ledger has them.

use std::fmt::Write as _;
use std::sync::Arc;

use zicha_core::calendar::WorkCalendar;
use zicha_core::catalogue::Catalogue;
use zicha_core::session::{Session, Setting};
use zicha_core::unit::Unit;

/// Rows in one group.
const GROUP: usize = 10;

pub fn calendar() -> Arc<WorkCalendar> {
    let file = include_bytes!("../../../assets/calendars/cn-mainland.json");
    Arc::new(WorkCalendar::from_json(file).unwrap())
}

/// Every row answered with 9 of 10.
pub fn session(indicators: usize) -> Session {
    let catalogue = Arc::new(Catalogue::read(file(indicators).as_bytes()).unwrap());
    let unit = Unit { code: "u".into(), name: "甲局".into(), unit_type: "department".into() };
    let setting = Setting { unit, period: 0, calendar: calendar(), today: None, facts: Vec::new() };
    let blank = Session::new(Arc::clone(&catalogue), setting);
    let answers = blank.rows().map(|row| {
        let mut answer = row.answer.clone();
        answer.slots = vec!["9".to_owned(), "10".to_owned()];
        (row.indicator, answer)
    });
    Session::filled(catalogue, (**blank.setting()).clone(), answers.collect(), Vec::new())
}

/// The catalogue as a file; written by hand, so that no JSON writer stands between it and WebAssembly.
fn file(indicators: usize) -> String {
    let mut text = String::from(
        r#"{"format":"zicha-catalogue/1","id":"bench","version":"1.0.0","title":"测","about":"测",
        "source":{"title":"测","issuer":"测","published":"2020-01-01","sha256":"SHA"},"calendar":"cn-mainland",
        "periods":[{"id":"2020","title":"2020","start":"2020-01-01","end":"2020-12-31"}],
        "unit_types":[{"id":"department","name":"部门"}],"units":[{"code":"u","name":"甲局","type":"department"}],
        "signing":{"required":["filler","reviewer","head"],"distinct_keys":true},
        "groups":[{"id":"all","number":"一、","title":"全部","groups":["#,
    )
    .replace("SHA", &"0".repeat(64));
    for group in 0..indicators.div_ceil(GROUP) {
        let comma = if group > 0 { "," } else { "" };
        write!(text, r#"{comma}{{"id":"g{group}","number":"1.","title":"组","indicators":["#).unwrap();
        for at in group * GROUP..((group + 1) * GROUP).min(indicators) {
            let comma = if at % GROUP > 0 { "," } else { "" };
            text += comma;
            text += &ROW.replace("AT", &at.to_string());
        }
        text += "]}";
    }
    text + "]}]}"
}

const ROW: &str = r#"{"id":"AT","number":"AT","text":"审核率达到100%","citation":{"lines":[1]},
    "responsibility":{"lead":["甲局"],"printed":"甲局"},
    "slots":[{"id":"n","label":"已审核","input":"count","unit":"件"},{"id":"d","label":"全部","input":"count","unit":"件"}],
    "requirements":[{"id":"AT-r1","title":"审核率","quote":"审核率达到100%",
        "check":{"rate":{"numerator":"n","denominator":"d","bound":{"at_least":"100%"},"words":"达到"}}}]}"#;
