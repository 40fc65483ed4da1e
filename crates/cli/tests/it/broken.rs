//! Every way a file can be wrong has its own message, with the file and the place in it.

use serde_json::{Value, json};

use crate::answers::file;
use crate::tool::Desk;

#[track_caller]
fn check(bytes: impl AsRef<[u8]>, said: &[&str]) -> String {
    let desk = Desk::new();
    desk.put("a.json", bytes);
    let ran = desk.run(&["assess", "a.json"]);
    ran.refused(1, said);
    assert!(ran.err.starts_with("a.json"), "{ran:?}");
    assert_eq!(ran.out, "");
    ran.err
}

#[test]
fn each_kind_of_broken_json_has_its_own_message() {
    let whole = file(json!({}), json!({"26": {"reviewed": "9"}})).to_string();
    let said = [
        check(&whole[..60], &["a.json:1:"]),
        check(whole.replace("\"period\"", "\"unit\":\"x\",\"period\""), &["a.json:1:", "unit"]),
        check("[".repeat(40) + &"]".repeat(40), &["a.json:1:", "32"]),
        check(vec![b' '; 9 << 20], &["a.json", "8"]),
        check([b"{\"unit\":\"".as_slice(), &[0xC7, 0xF8], b"\"}"].concat(), &["a.json:1:", "UTF-8"]),
        check("", &["a.json"]),
        check(whole.replace("\"9\"", "9.5"), &["a.json:1:"]),
        check(whole.replace("\"9\"", "1e3"), &["a.json:1:"]),
        check(format!("{whole} {{}}"), &["a.json:1:"]),
        check(whole.replace("区司法局", "区\\u0000司法局"), &["a.json:1:"]),
    ];
    // Fractions and exponents share a remedy, not a message.
    let sentence = |line: &String| line.splitn(4, ':').nth(3).unwrap().to_owned();
    let different: std::collections::BTreeSet<_> = said.iter().map(sentence).collect();
    assert_eq!(different.len(), said.len(), "{said:#?}");
}

#[test]
fn a_foreign_file_is_named_for_what_it_is() {
    check(r#"{"report":{},"signatures":[],"keys":[]}"#, &["report"]);
    check(include_str!("../data/small.json"), &["zicha-catalogue/1"]);
    check("[1]", &["array"]);
}

#[test]
fn a_member_of_the_wrong_shape_is_found_by_line_and_column() {
    let check_at = |file: &str, place: &str, said: &str| drop(check(file, &[place, said]));
    check_at("{\"format\":\"zicha-draft/1\",\n \"unitt\":\"x\"}", "a.json:2:", "unitt");
    check_at(
        "{\"format\":\"zicha-draft/1\",\n \"answers\":{\"26\":{\n\"slots\":{\"made\":[1]}}}}",
        "a.json:3:",
        "made",
    );
    check_at(
        "{\"format\":\"zicha-draft/1\",\n \"answers\":{\"26\":{\n\"marks\":{\"26-r1\":\"skip\"}}}}",
        "a.json:3:",
        "skip",
    );
}

#[test]
fn a_name_the_catalogue_does_not_know_is_answered_with_the_nearest() {
    let with = |change: fn(&mut Value)| {
        let mut it = file(json!({}), json!({"26": {}}));
        change(&mut it);
        it.to_string()
    };
    check(with(|it| it["answers"]["26"]["slots"]["reviewd"] = json!(1)), &["answers.26.slots.reviewd", "`reviewed`"]);
    check(
        with(|it| it["answers"]["26"]["marks"] = json!({"26-r9": "to_review"})),
        &["answers.26.marks.26-r9", "`26-r"],
    );
    check(with(|it| it["answers"]["126"] = json!({"slots": {}})), &["answers.126", "`"]);
    check(with(|it| it["facts"] = json!({"file": true})), &["facts.file", "`files`"]);
    check(with(|it| it["bases"] = json!({"oficers": 1})), &["bases.oficers", "`officers`"]);
    check(with(|it| it["unit"] = json!("区司发局")), &["区司法局"]);
    check(with(|it| it["period"] = json!("2021")), &["2021", "2020"]);
    check(with(|it| it["catalogue"] = json!("hongqiao-2021")), &["hongqiao-2021", "`hongqiao-2020`"]);
}

#[test]
fn a_file_that_is_not_there_is_named() {
    Desk::new().run(&["assess", "nowhere.json"]).refused(1, &["nowhere.json"]);
}

#[test]
fn of_very_many_faults_the_first_hundred_are_told() {
    let rows: serde_json::Map<String, Value> = (1000..1500).map(|id| (id.to_string(), json!({"slots": {}}))).collect();
    let mut it = file(json!({}), json!({}));
    it["answers"] = Value::Object(rows);
    let said = check(it.to_string(), &["answers.1000", "and 400 more"]);
    assert_eq!(said.lines().count(), 101);
}
