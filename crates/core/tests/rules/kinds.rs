//! Rates, counts, sums, choices, gates, levels, trends, frequencies: at the bound, beside it, and at zero.

use serde_json::{Value, json};
use zicha_core::finding::{Problem, Quantity, Verdict};
use zicha_core::kind::Figure;

use crate::maker::{file, indicator, judged, outcome, read, requirement, session, slot, soft, type_into};
use zicha_core::answer::Mark;
use zicha_core::session::Edit;

fn rate(bound: Value, n: &str, d: &str) -> crate::maker::Outcome {
    let slots = json!([slot("n", "count", "件"), slot("d", "count", "件")]);
    judged(slots, json!({"rate": {"numerator": "n", "denominator": "d", "bound": bound}}), &[n, d])
}

fn percent(row: &zicha_core::session::Row) -> String {
    match &row.judgements[0].figure {
        Some(Figure::Quantity(Quantity::Percent(text))) => text.clone(),
        other => format!("{other:?}"),
    }
}

#[test]
fn rate_is_compared_exactly_and_never_shown_rounded_up_to_the_bound() {
    let check = |bound: Value, n: &str, d: &str, wanted: Verdict, shown: &str| {
        let judged = rate(bound.clone(), n, d);
        assert_eq!(judged.verdict, wanted, "{n}/{d} against {bound}");
        assert_eq!(percent(&judged.row), shown, "{n}/{d}");
    };
    let all = json!({"exactly": "100%"});
    check(all.clone(), "3000", "3000", Verdict::Met, "100%");
    check(all.clone(), "2999", "3000", Verdict::Unmet, "99.97%");
    check(all, "29999", "30000", Verdict::Unmet, "99.997%");
    check(json!({"at_least": "95%"}), "95", "100", Verdict::Met, "95%");
    check(json!({"at_least": "95%"}), "9499", "10000", Verdict::Unmet, "94.99%");
    check(json!({"at_least": "71.4%"}), "5", "7", Verdict::Met, "71.43%");
    check(json!({"at_most": "5%"}), "5", "100", Verdict::Met, "5%");
    check(json!({"at_most": "5%"}), "5001", "100000", Verdict::Unmet, "5.001%");
    check(json!({"at_least": "80%"}), "８０", "1，00", Verdict::Unreadable, "None");
    check(json!({"at_least": "80%"}), "８０", "１００", Verdict::Met, "80%");
}

#[test]
fn words_that_include_the_number_meet_it_and_those_that_do_not_miss_it() {
    let check = |bound: Value, below: Verdict, at: Verdict, above: Verdict| {
        for (n, wanted) in [("49", below), ("50", at), ("51", above)] {
            assert_eq!(rate(bound.clone(), n, "100").verdict, wanted, "{n} against {bound}");
        }
    };
    use Verdict::{Met, ToReview, Unmet};
    check(json!({"at_least": "50%"}), Unmet, Met, Met);
    check(json!({"at_most": "50%"}), Met, Met, Unmet);
    check(json!({"more_than": "50%"}), Unmet, Unmet, Met);
    check(json!({"less_than": "50%"}), Met, Unmet, Unmet);
    check(json!({"exactly": "50%"}), Unmet, Met, Unmet);
    check(json!({"between": ["50%", "50%"]}), Unmet, Met, Unmet);
    check(json!({"about": {"value": "50%"}}), ToReview, ToReview, ToReview);
    check(json!({"about": {"value": "50%", "tolerance": "0.5%"}}), Unmet, ToReview, Unmet);
}

#[test]
fn gap_says_how_many_cases_would_mend_it() {
    let check = |bound: Value, n: &str, d: &str, wanted: i64| {
        let row = rate(bound, n, d).row;
        let gap = row.findings.iter().find_map(|finding| match &finding.problem {
            Problem::Short { missing: Some(Quantity::Number(gap, unit)), .. }
            | Problem::Over { excess: Some(Quantity::Number(gap, unit)), .. } => {
                assert_eq!(unit, "件");
                gap.to_int()
            }
            _ => None,
        });
        assert_eq!(gap, Some(wanted), "{n}/{d}");
    };
    check(json!({"exactly": "100%"}), "2999", "3000", 1);
    check(json!({"at_least": "95%"}), "90", "100", 5);
    check(json!({"at_least": "95%"}), "0", "7", 7);
    check(json!({"more_than": "50%"}), "50", "100", 1);
    check(json!({"at_most": "5%"}), "8", "100", 3);
    check(json!({"less_than": "5%"}), "5", "100", 1);
}

#[test]
fn zero_over_zero_is_its_own_state_and_a_part_never_exceeds_its_whole() {
    let all = json!({"exactly": "100%"});
    assert_eq!(rate(all.clone(), "0", "0").verdict, Verdict::NoneOccurred);
    assert_eq!(rate(all.clone(), "", "0").verdict, Verdict::NoneOccurred);
    assert_eq!(rate(all.clone(), "0", "").verdict, Verdict::Blank);
    assert_eq!(rate(all.clone(), "", "").verdict, Verdict::Blank);
    let more = rate(all.clone(), "4", "3");
    assert_eq!((more.verdict, more.codes), (Verdict::Unreadable, vec!["part-exceeds-whole"]));
    assert_eq!(rate(all.clone(), "1", "0").verdict, Verdict::Unreadable);
    for (zero, wanted) in [("met", Verdict::Met), ("unmet", Verdict::Unmet), ("none_occurred", Verdict::NoneOccurred)] {
        let slots = json!([slot("n", "count", "件"), slot("d", "count", "件")]);
        let check = json!({"rate": {"numerator": "n", "denominator": "d", "bound": all, "zero": zero}});
        assert_eq!(judged(slots, check, &["0", "0"]).verdict, wanted, "{zero}");
    }
}

#[test]
fn ratio_may_exceed_one_and_nothing_divides_by_zero() {
    let check = |n: &str, d: &str, wanted: Verdict| {
        let slots = json!([slot("n", "count", "人"), slot("d", "count", "人")]);
        let ratio = json!({"ratio": {"numerator": "n", "denominator": "d", "bound": {"at_least": "5%"}}});
        assert_eq!(judged(slots, ratio, &[n, d]).verdict, wanted, "{n}:{d}");
    };
    check("3", "2", Verdict::Met);
    check("5", "100", Verdict::Met);
    check("49", "1000", Verdict::Unmet);
    check("1", "0", Verdict::Unreadable);
}

#[test]
fn count_over_parts_is_decided_by_the_least_part() {
    let check = |text: &str, wanted: Verdict, bad: usize| {
        let slots = json!([slot("m", "parts", "名")]);
        let judged =
            judged(slots, json!({"count": {"slot": "m", "bound": {"at_least": "3"}, "per": "委员会"}}), &[text]);
        assert_eq!(judged.verdict, wanted, "{text}");
        let named = judged.row.findings.iter().find_map(|finding| match &finding.problem {
            Problem::PartsShort { total_bad, .. } => Some(*total_bad),
            _ => None,
        });
        assert_eq!(named.unwrap_or(0), bad, "{text}");
    };
    check("医疗 3\n物业 4", Verdict::Met, 0);
    check("医疗\t9\n物业\t2\n交通\t0", Verdict::Unmet, 2);
    check("医疗：３名\n物业：５名", Verdict::Met, 0);
    check("医疗", Verdict::Unreadable, 0);
}

#[test]
fn count_meets_its_bound_with_units_typed() {
    let check = |text: &str, wanted: Verdict| {
        let slots = json!([slot("h", "number", "学时")]);
        assert_eq!(
            judged(slots, json!({"count": {"slot": "h", "bound": {"at_least": "40"}}}), &[text]).verdict,
            wanted,
            "{text}"
        );
    };
    check("40", Verdict::Met);
    check("４０学时", Verdict::Met);
    check("39.5", Verdict::Unmet);
    check("约40", Verdict::Unreadable);
    check("很多", Verdict::Unreadable);
    check("", Verdict::Blank);
}

#[test]
fn percent_field_reads_both_spellings_and_asks_about_small_numbers() {
    let check = |text: &str, wanted: Verdict, code: Option<&str>| {
        let slots = json!([slot("p", "number", "%")]);
        let judged = judged(slots, json!({"count": {"slot": "p", "bound": {"at_least": "95%"}}}), &[text]);
        assert_eq!(judged.verdict, wanted, "{text}");
        assert_eq!(judged.codes.first().copied(), code, "{text}");
    };
    check("95", Verdict::Met, None);
    check("９５％", Verdict::Met, None);
    check("百分之九十五", Verdict::Met, None);
    check("0.98", Verdict::Unmet, Some("likely-percent"));
    check("94.99%", Verdict::Unmet, Some("short"));
}

#[test]
fn identity_shows_both_sides_and_waits_for_what_is_blank() {
    let check = |texts: [&str; 3], wanted: Verdict, code: Option<&str>| {
        let slots = json!([slot("in", "count", "件"), slot("done", "count", "件"), slot("open", "count", "件")]);
        let sum = json!({"sum": {"left": ["in"], "relation": "equal", "right": ["done", "open"]}});
        let judged = judged(slots, sum, &texts);
        assert_eq!(judged.verdict, wanted, "{texts:?}");
        assert_eq!(judged.codes.first().copied(), code, "{texts:?}");
    };
    check(["31", "30", "1"], Verdict::Met, None);
    check(["31", "30", "0"], Verdict::Unreadable, Some("unbalanced"));
    check(["31", "", ""], Verdict::Blank, Some("not-yet-answered"));
    check(["0", "0", "0"], Verdict::Met, None);
}

#[test]
fn choice_ticks_gate_level_and_trend() {
    let check = |slots: Value, check: Value, texts: &[&str], wanted: Verdict| {
        assert_eq!(judged(slots, check.clone(), texts).verdict, wanted, "{check} {texts:?}");
    };
    for (text, wanted) in
        [("是", Verdict::Met), ("部分", Verdict::Unmet), ("否", Verdict::Unmet), ("也许", Verdict::Unreadable)]
    {
        check(json!([]), json!({"choice": {}}), &[text], wanted);
    }
    let ticks = || json!([{"id": "t", "label": "t", "input": "ticks", "options": ["人", "财", "物"]}]);
    check(ticks(), json!({"choice": {"slot": "t"}}), &["人、财、物"], Verdict::Met);
    check(ticks(), json!({"choice": {"slot": "t"}}), &["人\n财"], Verdict::Unmet);
    check(ticks(), json!({"choice": {"slot": "t"}}), &["无"], Verdict::Unmet);
    let gate = || json!([slot("g", "count", "件")]);
    check(gate(), json!({"gate": {"slot": "g"}}), &["0"], Verdict::Met);
    check(gate(), json!({"gate": {"slot": "g"}}), &["1"], Verdict::Unmet);
    let level = || json!([{"id": "l", "label": "l", "input": "level", "options": ["Ⅰ类", "Ⅱ类", "Ⅲ类", "Ⅳ类"]}]);
    check(level(), json!({"level": {"slot": "l", "at_least": "Ⅲ类"}}), &["Ⅲ类"], Verdict::Met);
    check(level(), json!({"level": {"slot": "l", "at_least": "Ⅲ类"}}), &["Ⅳ类"], Verdict::Unmet);
    let trend = || json!([slot("now", "number", "日"), slot("was", "number", "日")]);
    let down = || json!({"trend": {"now": "now", "before": "was", "direction": "decrease"}});
    check(trend(), down(), &["4.5", "5"], Verdict::Met);
    check(trend(), down(), &["5", "5"], Verdict::Unmet);
}

#[test]
fn four_times_in_one_quarter_meets_the_year_and_misses_the_quarters() {
    let check = |text: &str, quarterly: Verdict, yearly: Verdict| {
        let slots = json!([slot("d", "dates", "次")]);
        let frequency = |every: &str, times: u32| json!({"frequency": {"slot": "d", "every": every, "times": times}});
        assert_eq!(judged(slots.clone(), frequency("quarter", 1), &[text]).verdict, quarterly, "{text}");
        assert_eq!(judged(slots, frequency("year", 4), &[text]).verdict, yearly, "{text}");
    };
    check("2020.1.5、2020.2.3、2020.3.1、2020.3.9", Verdict::Unmet, Verdict::Met);
    check("2020-02-01\n2020-05-01\n2020-08-01\n2020-11-01", Verdict::Met, Verdict::Met);
    check("1、1、1、1", Verdict::Met, Verdict::Met);
    check("4、0、0、0", Verdict::Unmet, Verdict::Met);
    check("4", Verdict::Unreadable, Verdict::Met);
    check("2月1日 5月1日 8月1日", Verdict::Unmet, Verdict::Unmet);
    // As a spreadsheet copies days.
    check("2020-02-01 00:00:00\n2020/5/1 0:00\n2020 年 8 月 1 日\n2020-11-01", Verdict::Met, Verdict::Met);
    // A day that was meant is no count.
    for day in ["0306", "2020", "2020 3", "2020 3 6", "43892", "3.6.9"] {
        check(day, Verdict::Unreadable, Verdict::Unreadable);
    }
    check("366", Verdict::Unreadable, Verdict::Met);
    check("367", Verdict::Unreadable, Verdict::Unreadable);
    check("0", Verdict::Unreadable, Verdict::Unmet);
}

#[test]
fn deadline_forms_hold_at_their_last_day() {
    let check = |rule: Value, day: &str, wanted: Verdict| {
        let slots = json!([slot("d", "date", "")]);
        assert_eq!(
            judged(slots, json!({"deadline": {"slot": "d", "rule": rule}}), &[day]).verdict,
            wanted,
            "{rule} {day}"
        );
    };
    use Verdict::{Met, Unmet};
    check(json!({"by": "Y-12-31"}), "2020-12-31", Met);
    check(json!({"by": "Y-12-31"}), "2021-01-01", Unmet);
    let before = |reading: &str| json!({"before": {"date": "Y+1-01-31", "reading": reading}});
    check(before("lenient"), "2021-01-31", Met);
    check(before("strict"), "2021-01-31", Unmet);
    check(before("strict"), "2021-01-30", Met);
    check(json!({"in": "Y-06"}), "2020-05-31", Unmet);
    check(json!({"in": "Y-06"}), "6月30日", Met);
    // Where the day may lie in the next year, it must say which.
    check(before("lenient"), "1月31日", Verdict::Unreadable);
    check(before("lenient"), "12月31日", Verdict::Unreadable);
    check(before("lenient"), "2020年12月31日", Met);
    check(json!({"by": "Y-12-31"}), "12月31日", Met);
    check(json!({"by": "2030-12-31"}), "12月31日", Met);
    check(json!({"from": "2018"}), "2018-12-31", Met);
    check(json!({"window": {"from": "Y+1-Q1", "to": "Y+1-Q1"}}), "2021.3.31", Met);
    check(json!({"window": {"from": "Y+1-Q1", "to": "Y+1-Q1"}}), "2021.4.1", Unmet);
}

#[test]
fn soft_miss_asks_for_a_reason_and_marks_need_theirs() {
    let slots = json!([slot("n", "count", "人"), slot("d", "count", "人")]);
    let ratio = json!({"ratio": {"numerator": "n", "denominator": "d", "bound": {"at_least": "5%"}}});
    let catalogue =
        read(&file(vec![indicator("1", slots, json!([soft("1-r1", ratio.clone()), requirement("1-r2", ratio)]))]));
    let typed = type_into(&session(&catalogue), 0, &["1", "100"]);
    let row = typed.row(0).unwrap();
    assert_eq!(row.judgements[0].verdict, Verdict::SoftUnmet);
    assert_eq!(row.judgements[1].verdict, Verdict::Unmet);
    assert!(outcome(&typed, 0).codes.contains(&"reason-missing"));
    let reasoned = typed.edit(0, Edit::Reason { requirement: 0, text: "人员调动".into() });
    assert!(!outcome(&reasoned, 0).codes.contains(&"reason-missing"));
    let not_applicable = typed.edit(0, Edit::Mark { requirement: 1, mark: Mark::NotApplicable });
    assert!(outcome(&not_applicable, 0).codes.contains(&"not-applicable-reason-missing"));
    let contradicting = typed.edit(0, Edit::Mark { requirement: 1, mark: Mark::NoneOccurred });
    assert!(outcome(&contradicting, 0).codes.contains(&"mark-contradicts"));
    let reviewed = type_into(&typed, 0, &["9", "100"]).edit(0, Edit::Mark { requirement: 1, mark: Mark::ToReview });
    assert_eq!(reviewed.row(0).unwrap().judgements[1].verdict, Verdict::ToReview);
}

#[test]
fn a_row_is_met_when_what_applies_is_met() {
    let gate = |slot: &str| json!({"gate": {"slot": slot}});
    let slots = json!([slot("a", "count", "件"), slot("b", "count", "件")]);
    let catalogue = read(&file(vec![indicator(
        "1",
        slots,
        json!([requirement("1-r1", gate("a")), requirement("1-r2", gate("b"))]),
    )]));
    let one = type_into(&session(&catalogue), 0, &["0"]);
    let check = |mark: Mark, wanted: Verdict| {
        let marked = one.edit(0, Edit::Mark { requirement: 1, mark });
        assert_eq!(marked.row(0).unwrap().verdict, wanted, "{mark:?}");
    };
    check(Mark::NotApplicable, Verdict::Met);
    check(Mark::NoneOccurred, Verdict::Met);
    check(Mark::NotCounted, Verdict::NotCounted);
    check(Mark::None, Verdict::Blank);
    let both = one.edit(0, Edit::Slot { slot: 0, text: String::new() });
    let both = [0, 1]
        .into_iter()
        .fold(both, |it, requirement| it.edit(0, Edit::Mark { requirement, mark: Mark::NotApplicable }));
    assert_eq!(both.row(0).unwrap().verdict, Verdict::NotApplicable);
}

#[test]
fn points_are_lost_by_the_rule_of_the_requirement() {
    let scored = |rule: Value, text: &str| {
        let mut it = requirement("1-r1", json!({"gate": {"slot": "a"}}));
        it["score"] = json!({"points": "5", "rule": rule});
        let catalogue = read(&file(vec![indicator("1", json!([slot("a", "count", "件")]), json!([it]))]));
        let points = type_into(&session(&catalogue), 0, &[text]).points();
        (points.reached.to_string(), points.full.to_string())
    };
    let check = |rule: Value, text: &str, reached: &str| {
        assert_eq!(scored(rule.clone(), text), (reached.to_owned(), "5".to_owned()), "{rule} {text}");
    };
    let each = || json!({"per_missing": {"deduct": "1.5"}});
    check(each(), "0", "5");
    check(each(), "2", "2");
    check(each(), "9", "0");
    check(each(), "", "0");
    check(json!({"all_or_nothing": {}}), "0", "5");
    check(json!({"all_or_nothing": {}}), "1", "0");
}
