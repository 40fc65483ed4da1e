//! Ratios measured in one run: `cargo xtask bench`. Absolute times depend on the machine and are printed
//! for orientation only; a ratio over its budget ends with exit code 1.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod verifying;

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use zicha_core::calendar::WorkCalendar;
use zicha_core::catalogue::Catalogue;
use zicha_core::session::{Edit, Session, Setting};
use zicha_core::unit::Unit;

/// An edit at 10,000 indicators may cost this many times one at 94.
const EDIT_RATIO_MAX: u32 = 3;
const ROUNDS: usize = 31;
const EDITS: usize = 2_000;
/// A person types some characters into a row before going on to another one.
const KEYS_PER_ROW: usize = 8;

fn main() {
    let small = session(94);
    // First, while the heap is as tidy as that of a program that verifies.
    let verifies_within = verifying::within_budget(&small, &calendar());
    if std::env::args().nth(1).as_deref() == Some("verify") {
        std::process::exit(i32::from(!verifies_within));
    }
    let large = session(10_000);
    // Taking turns lets a change of the machine's speed hit both alike; the median ratio decides.
    let mut ratios: Vec<(u128, u128)> =
        (0..ROUNDS).map(|_| (edits(&small).as_nanos(), edits(&large).as_nanos())).collect();
    ratios.sort_by(|left, right| (left.1 * right.0).cmp(&(right.1 * left.0)));
    let (of_small, of_large) = ratios[ROUNDS / 2];
    let each = |nanos: u128| nanos / EDITS as u128;
    println!("session.edit: {} ns at 94 indicators, {} ns at 10,000", each(of_small), each(of_large));
    println!(
        "ratio (median of {ROUNDS}): {}.{:02}, budget {EDIT_RATIO_MAX}",
        of_large / of_small,
        of_large * 100 / of_small % 100
    );
    judge_all("whole form of 94 judged", 94);
    judge_all("whole form of 10,000 judged", 10_000);
    let edits_within = of_large <= of_small * u128::from(EDIT_RATIO_MAX);
    if !edits_within {
        eprintln!("session.edit at 10,000 indicators is over its budget");
    }
    if !verifies_within || !edits_within {
        std::process::exit(1);
    }
}

fn edits(session: &Session) -> Duration {
    let rows = session.catalogue().indicators.len();
    let mut session = session.clone();
    let start = Instant::now();
    for turn in 0..EDITS {
        let text = if turn % 2 == 0 { "9" } else { "10" };
        // The old session stays alive while the next is made, as it does in the page.
        let next = session.edit((turn / KEYS_PER_ROW * 37) % rows, Edit::Slot { slot: 0, text: text.to_owned() });
        session = black_box(next);
    }
    start.elapsed()
}

fn judge_all(what: &str, indicators: usize) {
    let session = session(indicators);
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|turn| {
            let start = Instant::now();
            black_box(session.with_today(Some(zicha_core::date::Date::from_day_number(18_000 + turn as i32).unwrap())));
            start.elapsed()
        })
        .collect();
    times.sort();
    println!("{what}: {} µs (median of {ROUNDS})", times[ROUNDS / 2].as_micros());
}

fn calendar() -> Arc<WorkCalendar> {
    let file = include_bytes!("../../../../assets/calendars/cn-mainland.json");
    Arc::new(WorkCalendar::from_json(file).unwrap())
}

fn session(indicators: usize) -> Session {
    let catalogue = Arc::new(Catalogue::read(file(indicators).to_string().as_bytes()).unwrap());
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

/// Groups of ten rows, each a rate, as a ledger has them.
fn file(indicators: usize) -> Value {
    let row = |at: usize| {
        json!({
            "id": format!("{at}"), "number": format!("{at}"), "text": "审核率达到100%", "citation": {"lines": [1]},
            "responsibility": {"lead": ["甲局"], "printed": "甲局"},
            "slots": [{"id": "n", "label": "已审核", "input": "count", "unit": "件"},
                      {"id": "d", "label": "全部", "input": "count", "unit": "件"}],
            "requirements": [{"id": format!("{at}-r1"), "title": "审核率", "quote": "审核率达到100%",
                "check": {"rate": {"numerator": "n", "denominator": "d", "bound": {"at_least": "100%"}, "words": "达到"}}}]
        })
    };
    let group = |at: usize| {
        let rows: Vec<Value> = (at * 10..((at + 1) * 10).min(indicators)).map(row).collect();
        json!({"id": format!("g{at}"), "number": "1.", "title": "组", "indicators": rows})
    };
    let groups: Vec<Value> = (0..indicators.div_ceil(10)).map(group).collect();
    json!({
        "format": "zicha-catalogue/1", "id": "bench", "version": "1.0.0", "title": "测", "about": "测",
        "source": {"title": "测", "issuer": "测", "published": "2020-01-01", "sha256": "0".repeat(64)},
        "calendar": "cn-mainland",
        "periods": [{"id": "2020", "title": "2020", "start": "2020-01-01", "end": "2020-12-31"}],
        "unit_types": [{"id": "department", "name": "部门"}],
        "units": [{"code": "u", "name": "甲局", "type": "department"}],
        "signing": {"required": ["filler", "reviewer", "head"], "distinct_keys": true},
        "groups": [{"id": "all", "number": "一、", "title": "全部", "groups": groups}]
    })
}
