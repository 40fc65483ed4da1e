//! Lengths of time: numbers, ranges and pasted cases; the limit that each end of them meets.

use serde_json::json;
use zicha_core::finding::{Problem, Verdict};

use crate::maker::{hongqiao, judged, outcome, session, slot};
use zicha_core::session::Edit;

fn check(unit: &str, bound: serde_json::Value, text: &str, wanted: Verdict, code: Option<&str>) {
    let span = json!({"span": {"slot": "d", "count_in": unit, "bound": bound}});
    let judged = judged(json!([slot("d", "days", "")]), span, &[text]);
    assert_eq!(judged.verdict, wanted, "{text}: {:?}", judged.codes);
    assert_eq!(judged.codes.first().copied(), code, "{text}");
}

#[test]
fn working_days_are_counted_by_the_calendar() {
    let most = || json!({"at_most": "5"});
    let check = |text: &str, wanted, code| check("working_days", most(), text, wanted, code);
    check("5", Verdict::Met, None);
    check("5个工作日", Verdict::Met, None);
    check("3-6", Verdict::Unmet, Some("over"));
    // After 30 September 2020 work begins again on the 9th, and Saturday the 10th is worked.
    check("2020-09-30 2020-10-14", Verdict::Met, None);
    check("2020-09-30 2020-10-15", Verdict::Unmet, Some("parts-short"));
    check(
        "文号\t受理\t办结\n甲\t2020.9.30\t2020.10.13\n乙\t2020.9.30\t2020.10.15",
        Verdict::Unmet,
        Some("parts-short"),
    );
    check("2020-10-13 2020-09-30", Verdict::Unreadable, Some("end-before-start"));
    check("2027-01-04 2027-01-08", Verdict::Unreadable, Some("calendar-missing"));
    check("很快", Verdict::Unreadable, Some("line"));
    check("", Verdict::Blank, Some("not-yet-answered"));
}

#[test]
fn calendar_days_and_years_are_never_converted() {
    check("calendar_days", json!({"at_least": "30"}), "2020-03-01 2020-03-31", Verdict::Met, None);
    check("calendar_days", json!({"at_least": "30"}), "2020-03-01 2020-03-30", Verdict::Unmet, Some("parts-short"));
    check("years", json!({"exactly": "5"}), "2020-01-01 2024-12-31", Verdict::Met, None);
    check("years", json!({"exactly": "5"}), "2020-01-01 2025-01-01", Verdict::Met, None);
    check("years", json!({"at_most": "5"}), "5年", Verdict::Met, None);
}

#[test]
fn a_term_a_little_over_its_years_is_over_and_a_little_under_is_under() {
    let most = |text: &str, wanted, code| check("years", json!({"at_most": "5"}), text, wanted, code);
    most("2012-01-01 2016-12-31", Verdict::Met, None);
    most("2012-01-01 2017-01-01", Verdict::Met, None);
    most("2012-01-01 2017-01-03", Verdict::Unmet, Some("parts-short"));
    most("2012-01-01 2017-06-30", Verdict::Unmet, Some("parts-short"));
    most("2012-02-29 2017-02-28", Verdict::Met, None);
    let least = |text: &str, wanted, code| check("years", json!({"at_least": "2"}), text, wanted, code);
    least("2012-01-01 2013-12-31", Verdict::Met, None);
    least("2012-01-01 2013-12-30", Verdict::Unmet, Some("parts-short"));
    let month = |text: &str, wanted, code| check("months", json!({"at_most": "1"}), text, wanted, code);
    month("2020-01-31 2020-02-29", Verdict::Met, None);
    month("2020-01-15 2020-02-15", Verdict::Met, None);
    month("2020-01-15 2020-02-17", Verdict::Unmet, Some("parts-short"));
}

#[test]
fn the_lower_bound_takes_the_shortest_and_the_upper_the_longest() {
    check("working_days", json!({"at_least": "7"}), "6-20", Verdict::Unmet, Some("short"));
    check("working_days", json!({"at_least": "7"}), "7-20", Verdict::Met, None);
    check("working_days", json!({"at_most": "15"}), "6-16", Verdict::Unmet, Some("over"));
}

#[test]
fn hongqiao_26_holds_a_soft_lower_and_a_hard_upper_bound_in_one_sentence() {
    let catalogue = hongqiao();
    let at = catalogue.indicator_at("26").unwrap();
    let slot = catalogue.indicators[at]
        .slots
        .iter()
        .position(|slot| slot.input == zicha_core::catalogue::wire::Input::Days)
        .unwrap();
    let check = |text: &str, soft: Verdict, hard: Verdict| {
        let typed = session(&catalogue).edit(at, Edit::Slot { slot, text: text.to_owned() });
        let row = typed.row(at).unwrap();
        let spans: Vec<Verdict> = catalogue.indicators[at]
            .requirements
            .iter()
            .zip(&row.judgements)
            .filter(|(it, _)| it.kind.code() == "span")
            .map(|(_, judgement)| judgement.verdict)
            .collect();
        assert_eq!(spans, [soft, hard], "{text}: {:?}", outcome(&typed, at).codes);
    };
    check("5-15", Verdict::Met, Verdict::Met);
    check("4-15", Verdict::SoftUnmet, Verdict::Met);
    check("5-16", Verdict::Met, Verdict::Unmet);
    check("4", Verdict::SoftUnmet, Verdict::Met);
}

#[test]
fn findings_name_the_lines_over_the_limit() {
    let judged = judged(
        json!([slot("d", "days", "")]),
        json!({"span": {"slot": "d", "count_in": "working_days", "bound": {"at_most": "5"}}}),
        &["津红〔2020〕1号 2020-03-02 2020-03-09\n津红〔2020〕2号 2020-03-02 2020-03-10"],
    );
    let named = judged.row.findings.iter().find_map(|finding| match &finding.problem {
        Problem::PartsShort { parts, total_bad, .. } => Some((parts.clone(), *total_bad)),
        _ => None,
    });
    let (parts, total) = named.unwrap();
    assert_eq!(total, 1);
    assert!(parts[0].0.contains("2号"), "{parts:?}");
}
