//! `assess`: every rule of judgement that a person would try first.

use serde_json::{Value, json};

use crate::answers::{assess, file, outcome, row};
use crate::tool::Desk;

#[track_caller]
fn check(bases: Value, slots: Value, requirement: &str, verdict: &str, said: &str) {
    let (found, line, findings) = outcome(&file(bases, slots), requirement);
    assert_eq!(found, verdict, "{line} {findings}");
    assert!(line.contains(said), "{said:?} is not in {line:?}");
}

#[test]
fn a_rate_is_compared_exactly_and_says_how_many_are_missing() {
    let rate = |reviewed: &str, verdict: &str, said: &str| {
        check(json!({"files": "3000"}), json!({"26": {"reviewed": reviewed}}), "26-r1", verdict, said);
    };
    rate("2999", "unmet", "99.97%, not met, 1 more needed");
    rate("3000", "met", "100%");
    rate("３，０００件", "met", "100%");
    rate("3001", "unreadable", "needs correcting");
}

#[test]
fn a_rate_of_nothing_is_none_occurred_and_complete() {
    let nothing = file(json!({"files": 0}), json!({"26": {"reviewed": 0}}));
    let (verdict, line, _) = outcome(&nothing, "26-r1");
    assert_eq!((verdict.as_str(), line.as_str()), ("none_occurred", "none occurred this year"));
}

#[test]
fn one_sentence_holds_a_soft_and_a_hard_demand() {
    let days = |text: &str, soft: &str, hard: &str| {
        let it = file(json!({}), json!({"26": {"review": text}}));
        assert_eq!((outcome(&it, "26-r2").0.as_str(), outcome(&it, "26-r3").0.as_str()), (soft, hard), "{text}");
    };
    days("5-15", "met", "met");
    days("3", "soft_unmet", "met");
    days("3-16", "soft_unmet", "unmet");
    days("16", "met", "unmet");
    let findings = outcome(&file(json!({}), json!({"26": {"review": "3"}})), "26-r2").2;
    assert_eq!(findings[1]["code"], "reason-missing");
    assert_eq!(findings[1]["severity"], "error");
}

#[test]
fn a_reason_answers_a_soft_miss() {
    let mut it = file(json!({}), json!({"26": {"review": "3"}}));
    it["answers"]["26"]["reasons"] = json!({"26-r2": "疫情防控急件"});
    let (verdict, _, findings) = outcome(&it, "26-r2");
    assert_eq!(verdict, "soft_unmet");
    assert!(findings.as_array().unwrap().iter().all(|it| it["severity"] != "error"), "{findings}");
}

#[test]
fn pairs_of_days_are_counted_by_the_working_calendar() {
    let pair = |start: &str, end: &str, days: &str| {
        check(json!({}), json!({"26": {"review": format!("{start} {end}")}}), "26-r3", "met", days);
    };
    // The National Day week, then the Spring Festival with its make-up days.
    pair("2020-09-30", "2020-10-13", "4 working days");
    pair("2020-04-30", "2020-05-09", "4 working days");
    let it = row(&file(json!({}), json!({"26": {"review": "甲 2020-3-2 2020-3-9\n乙 2020-3-2 2020-4-1"}})), "26");
    assert_eq!(
        it["slots"][2]["reading"][1],
        json!({"line": 2, "label": "乙", "start": "2020-03-02", "end": "2020-04-01"})
    );
    assert_eq!(it["requirements"][2]["verdict"], "unmet");
    assert!(it["requirements"][2]["findings"][0]["text"].as_str().unwrap().contains('乙'), "{it}");
}

#[test]
fn a_minimum_over_parts_is_held_against_each_part() {
    let parts = |text: &str, verdict: &str, said: &str| {
        check(json!({}), json!({"76": {"trade": text}}), "76-r3", verdict, said)
    };
    parts("甲调委会 3\n乙调委会 9", "met", "");
    parts("甲调委会 2\n乙调委会 90", "unmet", "not met");
    let findings = outcome(&file(json!({}), json!({"76": {"trade": "甲调委会 2\n乙调委会 90"}})), "76-r3").2;
    assert_eq!(findings[0]["code"], "parts-short");
    let text = findings[0]["text"].as_str().unwrap();
    assert!(text.contains("甲调委会") && !text.contains("乙调委会"), "{text}");
}

#[test]
fn once_a_quarter_and_four_a_year_are_two_checks() {
    check(json!({}), json!({"9": {"rounds": "2020-1-5、2020-4-5、2020-7-5、2020-10-5"}}), "9-r3", "met", "");
    check(json!({}), json!({"9": {"rounds": "2020-1-5、2020-1-6、2020-1-7、2020-1-8"}}), "9-r3", "soft_unmet", "");
}

#[test]
fn a_gate_wants_nothing_to_have_slipped_through() {
    check(json!({}), json!({"26": {"skipped": 0}}), "26-r4", "met", "");
    check(json!({}), json!({"26": {"skipped": "1"}}), "26-r4", "unmet", "");
}

#[test]
fn a_relation_between_figures_shows_both_sides() {
    check(json!({"files": 9}), json!({"26": {"publishable": 10}}), "26-r6", "unreadable", "10");
}

#[test]
fn a_deadline_in_the_next_year_is_read_from_its_words() {
    check(json!({}), json!({"49": {"reported": "2021年1月31日"}}), "49-r2", "met", "2021");
    check(json!({}), json!({"49": {"reported": "2021.2.1"}}), "49-r2", "unmet", "2021");
}

#[test]
fn marks_and_facts_set_requirements_aside() {
    let mut it = file(json!({}), json!({"26": {}}));
    it["answers"]["26"]["marks"] = json!({"26-r1": "not_applicable", "26-r3": "none_occurred", "26-r4": "not_counted"});
    it["answers"]["26"]["reasons"] = json!({"26-r1": "未制定文件"});
    assert_eq!(outcome(&it, "26-r1").0, "not_applicable");
    assert_eq!(outcome(&it, "26-r3").0, "none_occurred");
    assert_eq!(outcome(&it, "26-r4").2[0]["code"], "not-counted-reason-missing");
    it["facts"] = json!({"files": false});
    let row = row(&it, "26");
    assert_eq!(row["verdict"], "not_applicable");
    assert_eq!(row["requirements"][1]["excluded"], true);
    assert_eq!(row["requirements"][1]["because"], row["requirements"][1]["text"]);
    let why = "not applicable by the facts about the unit: the unit issued no normative documents this year";
    assert!(row["requirements"][1]["because"].as_str().unwrap().starts_with(why), "{row}");
    let shown = assess(&it, &["--lang", "zh"]).good().out;
    let why = "本单位本年度没有制定行政规范性文件，也没有现行有效的行政规范性文件";
    assert!(shown.contains(&format!("按单位情况不适用：\n    {why}：第16、24、25、26、27、28项")), "{shown}");
    assert!(shown.contains("已填内容保留，不计入"), "{shown}");
}

#[test]
fn a_template_leaves_out_what_the_facts_set_aside() {
    let desk = Desk::new();
    let made = |facts: &[&str]| {
        let mut it = vec!["template", "--catalogue", "hongqiao-2020", "--unit", "丁字沽街道"];
        it.extend(facts);
        desk.run(&it).good().json()
    };
    let rows = |it: &Value| it["answers"].as_object().unwrap().len();
    let (all, some) = (made(&[]), made(&["--facts", "files=no，decisions=否, fees=yes"]));
    assert_eq!(some["facts"], json!({"files": false, "decisions": false, "fees": true}));
    assert!(rows(&some) < rows(&all), "{} of {}", rows(&some), rows(&all));
    let has = |it: &Value, row: &str| it["answers"].as_object().unwrap().contains_key(row);
    assert!(["26", "30", "41"].iter().all(|row| has(&all, row) && !has(&some, row)));
    assert!(has(&some, "10"));
    let bad = |facts: &str, words: &[&str]| {
        let it = ["template", "--catalogue", "hongqiao-2020", "--unit", "丁字沽街道", "--facts", facts];
        desk.run(&it).refused(1, words);
    };
    bad("file=no", &["`file`", "`files`"]);
    bad("files=perhaps", &["`files=perhaps`", "files=no"]);
    bad("files", &["files=yes"]);
}

#[test]
fn only_the_units_rows_are_shown_unless_all_are_asked_for() {
    let it = file(json!({}), json!({}));
    let rows = |more: &[&str]| assess(&it, more).good().json()["rows"].as_array().unwrap().len();
    assert!(rows(&["--json"]) < 94);
    assert_eq!(rows(&["--json", "--all"]), 94);
    let judged = assess(&it, &["--json"]).good().json();
    let sum: u64 = judged["totals"].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(sum, judged["count"].as_u64().unwrap());
}

#[test]
fn options_complete_and_replace_what_the_file_says() {
    let desk = Desk::new();
    desk.put("a.json", r#"{"format":"zicha-draft/1","answers":{}}"#);
    desk.run(&["assess", "a.json"]).refused(1, &["a.json", "--catalogue"]);
    desk.run(&["assess", "a.json", "--catalogue", "hongqiao-2020"]).refused(1, &["a.json", "--unit"]);
    let judged =
        desk.run(&["assess", "a.json", "--catalogue", "hongqiao-2020", "--unit", "sifaju", "--json"]).good().json();
    assert_eq!((&judged["unit"]["name"], &judged["period"]), (&json!("区司法局"), &json!("2020")));
    let other = [
        "assess",
        "a.json",
        "--catalogue",
        "hongqiao-2020",
        "--unit",
        "天宇集团",
        "--unit-type",
        "department",
        "--json",
    ];
    assert_eq!(desk.run(&other).good().json()["unit"]["code"], "department:天宇集团");
}

#[test]
fn the_readable_form_leads_from_verdict_to_what_to_do() {
    let shown = assess(&file(json!({"files": 10}), json!({"26": {"reviewed": 9}})), &["--lang", "zh"]).good().out;
    ["26  规范性文件合法性审核和公开", "90%，未达标，还差1件", "没有填报的指标：1, 2"]
        .iter()
        .for_each(|it| assert!(shown.contains(it), "{shown}"));
}

#[test]
fn answers_may_come_through_a_pipe() {
    let desk = Desk::new();
    let judged = desk.pipe(&["assess", "-", "--json"], file(json!({"files": 1}), json!({})).to_string().as_bytes());
    assert_eq!(judged.good().json()["unit"]["code"], "sifaju");
    desk.pipe(&["assess", "-"], b"{").refused(1, &["stdin:1:"]);
}
