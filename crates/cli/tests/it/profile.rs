//! `profile apply` and `--profile`, and the choice of a period.

use serde_json::{Value, json};

use crate::tool::Desk;

const SMALL: &str = include_str!("../data/small.json");

fn profile() -> Value {
    json!({
        "format": "zicha-profile/1", "id": "shi", "title": "分工方案", "issuer": "市政府",
        "catalogue": {"id": "small", "version": "1.0.0"},
        "units": [{"code": "jiaoyu", "name": "教育局", "type": "department"}],
        "assign": [{"groups": ["g1"], "lead": ["教育局"]}]
    })
}

/// The small catalogue over two years, with one requirement for the second.
fn desk() -> Desk {
    let desk = Desk::new();
    let mut small: Value = serde_json::from_str(SMALL).unwrap();
    let year = |year: &str| json!({"id": year, "title": "年度", "start": format!("{year}-01-01"), "end": format!("{year}-12-31")});
    small["periods"] = json!([year("2020"), year("2021")]);
    small["groups"][0]["indicators"][0]["requirements"][0]["in_force"] = json!({"from": "2021"});
    desk.put("small.json", small.to_string());
    desk.put("p.json", profile().to_string());
    desk
}

#[test]
fn a_profile_applied_gives_a_catalogue_that_can_be_used_by_itself() {
    let desk = desk();
    let applied = desk.run(&["profile", "apply", "small.json", "p.json"]).good();
    assert_eq!(applied.json()["id"], "small.shi");
    desk.put("small.shi.json", &applied.out);
    desk.run(&["lint", "small.shi.json"]).good();
    let both = |args: &[&str], profile: &[&str]| {
        let with = [args, profile].concat();
        desk.run(&with).good().out
    };
    let show = ["--unit", "教育局", "--json"];
    let by_itself = both(&["catalogue", "show", "small.shi.json"], &show);
    assert_eq!(by_itself, both(&["catalogue", "show", "small.json", "--profile", "p.json"], &show));
    assert!(by_itself.contains("\"lead\""), "{by_itself}");
}

#[test]
fn answers_are_given_and_judged_with_a_profile() {
    let desk = desk();
    let with = ["--catalogue", "small.json", "--profile", "p.json"];
    let blank = desk.run(&[&["template", "--unit", "教育局"], &with[..]].concat()).good();
    assert_eq!((&blank.json()["catalogue"], &blank.json()["period"]), (&json!("small.shi"), &json!("2020")));
    desk.put("a.json", &blank.out);
    let judged = desk.run(&[&["assess", "a.json", "--json"], &with[..]].concat()).good().json();
    assert_eq!((&judged["catalogue"], &judged["rows"][0]["tier"]), (&json!("small.shi"), &json!("lead")));
    desk.run(&["assess", "a.json"]).refused(1, &["a.json:", "small.shi"]);
}

#[test]
fn faults_are_told_of_the_file_they_are_in() {
    let desk = desk();
    let refused = |change: fn(&mut Value), said: &[&str]| {
        let mut it = profile();
        change(&mut it);
        desk.put("bad.json", it.to_string());
        desk.run(&["profile", "apply", "small.json", "bad.json"]).refused(1, said);
    };
    refused(|it| it["assign"][0]["lead"] = json!(["教育居"]), &["bad.json:1:", "assign[0].lead[0]", "教育局"]);
    refused(|it| it["assign"][0]["groups"] = json!(["g2"]), &["bad.json:1:", "assign[0].groups[0]", "g1"]);
    refused(|it| it["catalogue"]["id"] = json!("smell"), &["bad.json:1:", "catalogue.id", "small"]);
    desk.put("bad.json", "{");
    desk.run(&["profile", "apply", "small.json", "bad.json"]).refused(1, &["bad.json:1:2"]);
    desk.run(&["profile", "apply", "small.json"]).refused(64, &["PROFILE"]);
}

#[test]
fn the_period_decides_what_is_asked_and_a_wrong_one_is_answered_with_the_choices() {
    let desk = desk();
    let unit = ["--catalogue", "small.json", "--unit", "试用局"];
    let guide = |period: &str| desk.run(&[&["template", "--guide", "--period", period], &unit[..]].concat()).good().out;
    assert!(guide("2020").contains("(not yet due, asked from 1 January 2021)"), "{}", guide("2020"));
    assert!(!guide("2021").contains("not yet due"));
    let template = desk.run(&[&["template", "--period", "2021"], &unit[..]].concat()).good();
    assert_eq!(template.json()["period"], "2021");
    desk.put("a.json", &template.out);
    let first = |period: &str| {
        let judged = desk.run(&["assess", "a.json", "--catalogue", "small.json", "--period", period, "--json"]);
        judged.good().json()["rows"][0]["requirements"][0].clone()
    };
    assert_eq!((&first("2020")["verdict"], &first("2020")["excluded"]), (&json!("coming"), &json!(true)));
    assert_eq!(first("2021")["verdict"], "blank");
    let args = ["assess", "a.json", "--catalogue", "small.json", "--period", "2022"];
    desk.run(&args).refused(1, &["2022", "2020", "2021"]);
    desk.run(&[&["template", "--period", "2022"], &unit[..]].concat()).refused(1, &["2022", "2020", "2021"]);
}
