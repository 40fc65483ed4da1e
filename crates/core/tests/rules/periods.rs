//! What is asked depends on the assessed period: stages of a plan, deadlines still to come, and rows that
//! only repeat what is asked elsewhere.

use std::sync::Arc;

use serde_json::{Value, json};
use zicha_core::finding::Verdict;
use zicha_core::report;
use zicha_core::session::{Session, Setting};
use zicha_core::text::{self, Lang};
use zicha_core::verify::{Shelf, verify};

use crate::maker::{calendar, file, indicator, read, requirement, session, slot, type_into};
use crate::reports::{signed, stamp};

/// One row of a plan of 2012 to 2016, assessed in one of its periods.
fn plan(slots: Value, requirements: Value) -> impl Fn(&str) -> Session {
    let mut file = file(vec![indicator("1", slots, requirements)]);
    let year = |year: i32| json!({"id": year.to_string(), "title": "年度", "start": format!("{year}-01-01"), "end": format!("{year}-12-31")});
    let mut periods: Vec<Value> = (2012..=2016).map(year).collect();
    periods.push(json!({"id": "2014-h2", "title": "中期", "start": "2014-07-01", "end": "2014-12-31"}));
    file["periods"] = json!(periods);
    let catalogue = read(&file);
    move |period| {
        let unit = session(&catalogue).setting().unit.clone();
        let period = catalogue.period_at(period).unwrap();
        let setting = Setting { unit, period, calendar: calendar(), today: None, facts: Vec::new() };
        Session::new(Arc::clone(&catalogue), setting)
    }
}

fn line(session: &Session, at: usize) -> String {
    let row = session.row(0).unwrap();
    let findings: Vec<_> = row.findings.iter().filter(|it| it.requirement == Some(at)).collect();
    text::judgement(&row.judgements[at], &findings, Lang::Zh)
}

fn stage(id: &str, in_force: Value, bound: &str) -> Value {
    let rate = json!({"rate": {"numerator": "n", "denominator": "d", "bound": {"at_least": bound}}});
    let mut it = requirement(id, rate);
    it["in_force"] = in_force;
    it
}

#[test]
fn each_stage_is_asked_in_its_own_years() {
    let stages = json!([
        stage("1-r1", json!({"from": "2012", "to": "2012"}), "70%"),
        stage("1-r2", json!({"from": "2013", "to": "2014-H1"}), "80%"),
        stage("1-r3", json!({"from": "2014-07-01"}), "90%"),
    ]);
    let open = plan(json!([slot("n", "count", "件"), slot("d", "count", "件")]), stages);
    let check = |period: &str, wanted: [Verdict; 3]| {
        let session = type_into(&open(period), 0, &["75", "100"]);
        let row = session.row(0).unwrap();
        assert_eq!(row.judgements.iter().map(|it| it.verdict).collect::<Vec<_>>(), wanted, "{period}");
        for judgement in &row.judgements {
            assert_eq!(judgement.excluded, matches!(judgement.verdict, Verdict::Coming | Verdict::Past));
        }
        assert_eq!(row.verdict, wanted.into_iter().find(|it| matches!(it, Verdict::Met | Verdict::Unmet)).unwrap());
    };
    use Verdict::{Coming, Met, Past, Unmet};
    check("2012", [Met, Coming, Coming]);
    check("2013", [Past, Unmet, Coming]);
    // A year in which one stage ends and the next begins asks both.
    check("2014", [Past, Unmet, Unmet]);
    check("2014-h2", [Past, Past, Unmet]);
    check("2015", [Past, Past, Unmet]);
    assert_eq!(line(&open("2013"), 0), "已过该阶段，2012年12月31日止");
    assert_eq!(line(&open("2012"), 1), "尚未到期，2013年1月1日起要求");
}

#[test]
fn what_is_not_asked_in_the_period_is_complete_and_may_hold_anything() {
    let open = plan(
        json!([slot("n", "count", "件"), slot("d", "count", "件")]),
        json!([stage("1-r1", json!({"from": "2015"}), "70%")]),
    );
    let blank = open("2012");
    let row = blank.row(0).unwrap();
    assert!(row.is_complete() && !row.has_errors() && !row.has_problems() && !row.is_excluded());
    assert_eq!((row.verdict, blank.total().of(Verdict::Coming), blank.total().complete), (Verdict::Coming, 1, 1));
    assert_eq!(blank.next_blank(0), None);
    assert_eq!(type_into(&blank, 0, &["甚多"]).row(0).unwrap().verdict, Verdict::Coming);
    assert_eq!(type_into(&open("2015"), 0, &["甚多"]).row(0).unwrap().verdict, Verdict::Unreadable);
}

#[test]
fn what_is_not_asked_is_worth_no_points() {
    let mut late = stage("1-r1", json!({"from": "2015"}), "70%");
    late["score"] = json!({"points": "5", "rule": {"all_or_nothing": {}}});
    let open = plan(json!([slot("n", "count", "件"), slot("d", "count", "件")]), json!([late]));
    let full = |period: &str| open(period).points().full.to_string();
    assert_eq!((full("2014").as_str(), full("2015").as_str()), ("0", "5"));
}

#[test]
fn a_report_of_one_period_is_verified_in_that_period() {
    let stages = json!([
        stage("1-r1", json!({"to": "2012"}), "70%"),
        stage("1-r2", json!({"from": "2013", "to": "2013"}), "80%"),
        stage("1-r3", json!({"from": "2014"}), "90%"),
        requirement("1-r4", json!({"deadline": {"slot": "d", "rule": {"by": "2015"}}})),
    ]);
    let slots = json!([slot("n", "count", "件"), slot("w", "count", "件"), slot("d", "date", "")]);
    let stages = serde_json::from_str(&stages.to_string().replace(r#""denominator":"d""#, r#""denominator":"w""#));
    let session = type_into(&plan(slots, stages.unwrap())("2013"), 0, &["85", "100"]);
    let file = signed(&report::content(&session, &stamp()), "区司法局");
    let (catalogues, calendars) = ([Arc::clone(session.catalogue())], [calendar()]);
    let verification = verify(&file, &Shelf { catalogues: &catalogues, calendars: &calendars, ..Shelf::default() });
    assert_eq!(verification.reasons, []);
    let verdicts = verification.report.unwrap().content().verdicts.clone();
    let verdicts: Vec<Verdict> = verdicts.into_iter().map(|it| it.1).collect();
    assert_eq!(verdicts, [Verdict::Past, Verdict::Met, Verdict::Coming, Verdict::Coming]);
}

#[test]
fn a_deadline_beyond_the_period_is_coming_until_a_day_is_typed() {
    let check = |rule: Value, period: &str, typed: &str, wanted: Verdict| {
        let open = plan(
            json!([slot("d", "date", "")]),
            json!([requirement("1-r1", json!({"deadline": {"slot": "d", "rule": rule}}))]),
        );
        let session = type_into(&open(period), 0, &[typed]);
        assert_eq!(session.row(0).unwrap().verdict, wanted, "{rule} in {period}: {typed:?}");
        if wanted == Verdict::Coming {
            assert_eq!(line(&session, 0), "尚未到期，最迟2015年12月31日");
        }
    };
    use Verdict::{Blank, Coming, Met, Unmet, Unreadable};
    for rule in [
        json!({"by": "2015"}),
        json!({"in": "2015"}),
        json!({"from": "2015"}),
        json!({"window": {"from": "Y", "to": "2015"}}),
        json!({"before": {"date": "2015-12", "reading": "lenient"}}),
    ] {
        check(rule.clone(), "2014", "", Coming);
        check(rule, "2015", "", Blank);
    }
    let by = || json!({"by": "2015"});
    check(by(), "2014", "2014-05-01", Met);
    check(by(), "2014", "2016-05-01", Unmet);
    check(by(), "2014", "五月", Unreadable);
    check(by(), "2016", "", Blank);
    // Due in the year after, every year: what the period itself demands.
    check(json!({"by": "Y+1-01-31"}), "2014", "", Blank);
}

#[test]
fn a_row_that_only_restates_asks_nothing_and_counts_as_done() {
    let first = indicator("1", json!([]), json!([requirement("1-r1", json!({"choice": {}}))]));
    let mut second = indicator("2", json!([]), json!([]));
    second["restates"] = json!([{"quote": "要求", "requirement": "1-r1"}]);
    let catalogue = read(&file(vec![first, second]));
    let session = session(&catalogue);
    let row = session.row(1).unwrap();
    assert_eq!(row.verdict, Verdict::Elsewhere);
    assert!(row.is_complete() && !row.is_excluded() && !row.has_errors());
    assert_eq!((session.total().rows, session.total().complete, session.next_blank(0)), (2, 1, Some(0)));
    assert_eq!(catalogue.requirement_at(&catalogue.indicators[1].restates[0].requirement), Some((0, 0)));
}

#[test]
fn about_is_confirmed_by_a_person_within_the_tolerance_and_unmet_outside() {
    let rate = |bound: Value| json!({"rate": {"numerator": "n", "denominator": "d", "bound": {"about": bound}}});
    let check = |bound: Value, texts: &[&str], wanted: Verdict, codes: &[&str]| {
        let slots = json!([slot("n", "count", "人"), slot("d", "count", "人")]);
        let catalogue = read(&file(vec![indicator("1", slots, json!([requirement("1-r1", rate(bound))]))]));
        let confirm = &catalogue.indicators[0].slots[2];
        assert_eq!((confirm.id.as_str(), confirm.label.as_str()), ("1-r1", "是否符合“1-r1”"));
        let session = type_into(&session(&catalogue), 0, texts);
        let row = session.row(0).unwrap();
        let found: Vec<_> = row.findings.iter().map(|it| it.problem.code()).collect();
        assert_eq!((row.verdict, found.as_slice()), (wanted, codes), "{texts:?}");
        if codes == ["person-judges"] {
            assert_eq!(row.findings[0].slot, Some(2));
        }
    };
    use Verdict::{Blank, Met, ToReview, Unmet, Unreadable};
    let near = || json!({"value": "95%", "tolerance": "2%"});
    let catalogue = read(&file(vec![indicator(
        "1",
        json!([slot("n", "count", "人"), slot("d", "count", "人")]),
        json!([requirement("1-r1", rate(near()))]),
    )]));
    let row = &catalogue.indicators[0];
    assert_eq!(text::demand(&row.requirements[0], row, 2020, Lang::Zh), "95%左右（≈95%±2%）");
    check(near(), &["94", "100"], ToReview, &["person-judges"]);
    check(near(), &["93", "100", "是"], Met, &[]);
    check(near(), &["97", "100", "否"], Unmet, &["not-done"]);
    check(near(), &["97", "100", "部分"], Unmet, &["partly-done"]);
    check(near(), &["97", "100", "大概"], Unreadable, &["not-an-option"]);
    check(near(), &["92", "100", "是"], Unmet, &["short"]);
    check(near(), &["98", "100", "是"], Unmet, &["over"]);
    check(near(), &["", "", "是"], Blank, &["not-yet-answered"]);
    check(json!({"value": "95%"}), &["60", "100"], ToReview, &["person-judges"]);
    check(json!({"value": "95%"}), &["60", "100", "否"], Unmet, &["not-done"]);
}
