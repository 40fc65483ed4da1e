//! `sheet` and `return`: what a reviewer sees, and a report that goes back with remarks.

use serde_json::{Value, json};

use crate::office::{countersign, desk, report};

#[test]
fn the_sheet_says_who_signed_and_what_to_look_at() {
    let desk = desk();
    let run = |more: &[&str]| desk.run(&[&["sheet", "r1.report.json", "--catalogue", "c.json"], more].concat()).good();
    let found = run(&["--json"]).json();
    assert_eq!(found["next"], "reviewer");
    assert_eq!(found["awaiting"], json!(["reviewer", "head"]));
    assert_eq!(found["signed"].as_array().unwrap().len(), 1);
    let headings: Vec<&Value> = found["entries"].as_array().unwrap().iter().map(|it| &it["heading"]).collect();
    assert!(headings.contains(&&json!("to-review")), "{headings:?}");
    let said = run(&[]).out;
    assert!(said.contains("still to sign: reviewer, head of the unit") && said.contains("Awaiting review"), "{said}");
    report(&desk, "s", "更好", Some("r1.report.json"));
    let args = ["sheet", "s1.report.json", "--before", "r1.report.json", "--catalogue", "c.json"];
    let said = desk.run(&args).good().out;
    assert!(said.contains("changes since the revision before: 1"), "{said}");
    desk.run(&["sheet", "c.json"]).refused(1, &["c.json"]);
}

#[test]
fn a_report_goes_back_with_remarks() {
    let desk = desk();
    let back = |more: &[&str]| {
        let args = ["return", "r1.report.json", "--as", "reviewer", "--name", "李某", "--title", "科长"];
        desk.run(&[&args[..], &["--catalogue", "c.json", "-o", "back.json"], more].concat())
    };
    back(&[]).refused(1, &["No remark is given"]);
    back(&["--remark", "99=x"]).refused(64, &["--remark"]);
    back(&["--remark", "1=甲", "--remark", "1=乙"]).refused(64, &["--remark"]);
    back(&["--remark", "1=写具体些", "--overall", "请补正。"]).good();
    let file: Value = serde_json::from_slice(&desk.read("back.json")).unwrap();
    assert_eq!(file["format"], "zicha-return/1");
    assert_eq!(file["remarks"], json!([{"indicator": "1", "text": "写具体些"}]));
    let inside: Value = serde_json::from_slice(&desk.read("r1.report.json")).unwrap();
    assert_eq!(file["signed"], inside, "the report is inside as it was signed");
    // It is no report, and nobody signs on top of it.
    desk.run(&["verify", "back.json"]).refused(1, &[]);
    countersign(&desk, "reviewer", "back.json", "x.json").refused(1, &["back.json"]);
}

#[test]
fn the_headings_documented_are_those_of_core() {
    let format = include_str!("../../../../docs/format.md");
    let part = format.split_once("\n## The exceptions sheet\n").unwrap().1.split_once("\n## ").unwrap().0;
    let rows = part.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    assert_eq!(rows.collect::<Vec<_>>(), zicha_core::exceptions::Heading::ALL.map(|it| it.code()));
}
