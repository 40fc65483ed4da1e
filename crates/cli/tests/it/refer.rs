//! `refer`: what another document's answers say beside these, and that nothing is written.

use serde_json::{Value, json};

use crate::answers::file;
use crate::tool::{Desk, Ran};

/// Answers of 渝北 beside a blank form of 红桥.
fn refer(slots: &Value, more: &[&str]) -> (Desk, Ran) {
    let desk = Desk::new();
    desk.put("new.json", file(json!({}), json!({})).to_string());
    let mut old = json!({"format": "zicha-draft/1", "catalogue": "yubei-2012-2016", "unit": "区政府法制办", "period": "2016", "answers": {}});
    for (id, slots) in slots.as_object().unwrap() {
        old["answers"][id] = json!({"slots": slots});
    }
    desk.put("old.json", old.to_string());
    let mut args = vec!["refer", "new.json", "old.json"];
    args.extend(more);
    let ran = desk.run(&args);
    (desk, ran)
}

#[test]
fn a_rate_elsewhere_is_shown_with_what_could_be_typed() {
    let (_desk, ran) = refer(&json!({"10-1": {"filed": "97"}, "g3": {"reviewed": "100"}}), &["--json"]);
    let found = ran.good().json();
    assert_eq!(found["references"], json!([]), "a part of a rate is no answer");
    let (_desk, ran) = refer(&json!({"19-2": {"received": "40", "answered": "40", "content": "39"}}), &["--json"]);
    let found = ran.good().json();
    let all = found["references"].as_array().unwrap();
    let it = all.iter().find(|it| it["requirement"] == "64-r1").unwrap_or_else(|| panic!("{found}"));
    assert_eq!((&it["value"], &it["threshold"], &it["same_subject"]), (&json!("97.5%"), &json!("same"), &json!(true)));
    assert_eq!(it["carry"], json!({"handled": "40", "satisfied": "39"}));
    assert_eq!((&it["period"], &it["number"]), (&json!("2016年度"), &json!("19(2)")));
}

#[test]
fn it_reads_as_a_list_in_both_languages_and_writes_nothing() {
    let slots = json!({"19-2": {"received": "40", "answered": "40", "content": "39"}});
    let (desk, ran) = refer(&slots, &["--lang", "zh"]);
    let out = ran.good().out;
    for said in ["97.5%", "阈值相同；对象相同", "可填：handled=40 satisfied=39", "2016年度“19(2)”"] {
        assert!(out.contains(said), "{said} is not in {out}");
    }
    assert_eq!(desk.read("new.json"), file(json!({}), json!({})).to_string().into_bytes());
    let (_desk, ran) = refer(&slots, &["--lang", "en"]);
    assert!(ran.good().out.contains("same threshold; same subject"));
}

#[test]
fn a_file_that_is_neither_answers_nor_report_is_refused() {
    let (desk, _) = refer(&json!({}), &[]);
    desk.put("x.json", "{}");
    desk.run(&["refer", "new.json", "x.json"]).refused(1, &["x.json"]);
    desk.run(&["refer", "new.json"]).refused(64, &["OTHER.json"]);
}
