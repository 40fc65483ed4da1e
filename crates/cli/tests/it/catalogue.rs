//! `catalogue list`, `catalogue show`, `template`.

use serde_json::{Value, json};

use crate::tool::{Desk, run};

fn show(more: &[&str]) -> Value {
    let mut args = vec!["catalogue", "show", "hongqiao-2020", "--json"];
    args.extend(more);
    run(&args).good().json()
}

fn row<'v>(shown: &'v Value, id: &str) -> &'v Value {
    shown["indicators"].as_array().unwrap().iter().find(|row| row["id"] == id).unwrap_or(&Value::Null)
}

#[test]
fn the_list_names_what_is_built_in() {
    let listed = run(&["catalogue", "list", "--json"]).good().json();
    assert_eq!(listed[0]["id"], "hongqiao-2020");
    assert_eq!(listed[0]["indicators"], 94);
    assert!(run(&["catalogue", "list"]).good().out.contains("hongqiao-2020"));
}

#[test]
fn show_gives_everything_an_answers_file_needs() {
    let shown = show(&[]);
    assert_eq!(shown["indicators"].as_array().unwrap().len(), 94);
    assert_eq!(
        shown["periods"][0],
        json!({"id": "2020", "title": "2020年度", "start": "2020-01-01", "end": "2020-12-31"})
    );
    assert!(shown["facts"].as_array().unwrap().iter().any(|fact| fact["id"] == "files"));
    let it = row(&shown, "26");
    let review = &it["slots"][2];
    assert_eq!(
        (&review["id"], &review["label"], &review["input"]),
        (&json!("review"), &json!("合法性审核的时间"), &json!("days"))
    );
    assert_eq!((&it["slots"][0]["base"], &it["slots"][0]["unit"]), (&json!("files"), &json!("件")));
    let demand = &it["requirements"][1];
    assert_eq!(
        (&demand["id"], &demand["kind"], &demand["slots"]),
        (&json!("26-r2"), &json!("span"), &json!(["review"]))
    );
    assert_eq!(demand["given"]["firmness"], "soft");
    assert_eq!(demand["given"]["check"]["span"]["bound"], json!({"at_least": "5"}));
    assert_eq!(it["groups"].as_array().unwrap().len(), 2);
}

#[test]
fn a_plain_requirement_shows_the_slot_it_brings() {
    let shown = show(&["--indicator", "30"]);
    let it = row(&shown, "30");
    assert_eq!(it["slots"][0]["id"], "30-r1");
    assert_eq!(it["slots"][0]["input"], "choice");
    assert_eq!(it["requirements"][0]["slots"], json!(["30-r1"]));
}

#[test]
fn with_a_unit_only_its_rows_are_shown_with_their_tier() {
    let shown = show(&["--unit", "区司法局"]);
    assert_eq!(shown["unit"]["name"], "区司法局");
    assert_eq!(row(&shown, "26")["tier"], "lead");
    let rows = shown["indicators"].as_array().unwrap().len();
    assert!(rows < 94, "{rows}");
    assert_eq!(show(&["--unit", "区司法局", "--all"])["indicators"].as_array().unwrap().len(), 94);
}

#[test]
fn a_misspelt_name_is_answered_with_the_nearest() {
    run(&["catalogue", "show", "hongqiao-2021"]).refused(1, &["hongqiao-2021", "`hongqiao-2020`"]);
    run(&["catalogue", "show", "hongqiao-2020", "--unit", "区司发局"]).refused(1, &["区司法局"]);
    run(&["catalogue", "show", "hongqiao-2020", "--indicator", "126"]).refused(1, &["126"]);
}

#[test]
fn the_readable_form_names_rows_requirements_and_slots() {
    let shown = run(&["catalogue", "show", "hongqiao-2020", "--unit", "区司法局", "--lang", "zh"]).good().out;
    ["26  规范性文件合法性审核和公开  [牵头]", "26-r2", "review: "]
        .iter()
        .for_each(|it| assert!(shown.contains(it), "{it}"));
}

#[test]
fn a_blank_file_can_be_assessed_as_it_is() {
    let desk = Desk::new();
    let blank = desk.run(&["template", "--catalogue", "hongqiao-2020", "--unit", "丁字沽街道"]).good().out;
    assert!(blank.find("\"2\": {").unwrap() < blank.find("\"10\": {").unwrap(), "rows stand in printed order");
    desk.put("a.json", &blank);
    let judged = desk.run(&["assess", "a.json", "--json"]).good().json();
    assert_eq!(judged["unit"], json!({"code": "subdistrict:丁字沽街道", "name": "丁字沽街道", "type": "subdistrict"}));
    assert_eq!(judged["totals"]["blank"], judged["count"]);
    assert_eq!(judged["errors"], 0);
}

#[test]
fn the_guide_says_what_each_slot_asks() {
    let guide = run(&["template", "--catalogue", "hongqiao-2020", "--unit", "区司法局", "--guide"]).good().out;
    ["`review` days", "合法性审核的时间", "`files`: true / false", "`officers` count"]
        .iter()
        .for_each(|it| assert!(guide.contains(it), "{it}"));
}
