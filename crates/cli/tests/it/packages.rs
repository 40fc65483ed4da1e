//! What comes along with a catalogue: the calendar in its package, the profile beside it; and the foot of what is
//! printed of a report.

use serde_json::{Value, json};

use crate::office::{OFFICE, as_office, desk, kid};
use crate::tool::Desk;

/// The small catalogue with a calendar of the county's own, and the package of both.
fn county() -> Desk {
    let desk = desk();
    let mut catalogue: Value = serde_json::from_str(include_str!("../data/small.json")).unwrap();
    catalogue["calendar"] = json!("county");
    desk.put("county.json", catalogue.to_string());
    let calendar = include_str!("../../../../assets/calendars/cn-mainland.json");
    desk.put("calendar.json", calendar.replacen("\"cn-mainland\"", "\"county\"", 1));
    let package = ["catalogue", "sign", "county.json", "--calendar", "calendar.json", "--office", OFFICE];
    as_office(&desk, &[&package[..], &["-o", "county.package.json"]].concat()).good();
    desk
}

#[test]
fn every_verb_counts_by_the_calendar_of_the_package() {
    let desk = county();
    let blank = desk.run(&["template", "--catalogue", "county.package.json", "--unit", "试用局"]).good();
    desk.put("a.json", &blank.out);
    let plain = ["--catalogue", "county.json"];
    let packed = ["--catalogue", "county.package.json"];
    let verb = |args: &[&str], with: &[&str]| desk.run(&[args, with].concat());
    for args in [&["template", "--guide", "--unit", "试用局"][..], &["assess", "a.json"], &["narrate", "a.json"]] {
        verb(args, &packed).good();
        verb(args, &plain).refused(1, &["county"]);
    }
    let key = ["--key", "filler.key.json", "--passphrase-env", "ZICHA_TEST_PASS", "--name", "张三", "--title", "科员"];
    let sign = [&["sign", "a.json", "-o", "county.report.json"], &key[..], &packed].concat();
    desk.run_with(&sign, &[("ZICHA_TEST_PASS", "红桥 correct horse")]).good();
    for args in [&["verify", "county.report.json"][..], &["narrate", "county.report.json"]] {
        assert_eq!(verb(args, &packed).code, 2, "{args:?}: the signer is in no list");
        assert_eq!(verb(args, &[]).code, 1, "{args:?}: without the package nobody can judge it");
    }
}

#[test]
fn narrate_believes_a_list_by_its_pin_and_prints_the_fingerprint() {
    let desk = desk();
    let args = ["narrate", "r.report.json", "--catalogue", "c.json", "--trust", "t4.json", "--format", "html"];
    let page = desk.run(&[&args[..], &["--pin", &kid("office")]].concat()).good().out;
    let found = desk.run(&["verify", "r.report.json", "--catalogue", "c.json", "--json"]).json();
    let print = found[0]["fingerprint"].as_str().unwrap();
    assert!(page.contains("table-footer-group") && page.contains("自查报告第1版（已签名）"), "{page}");
    assert!(page.contains(print), "{print} is not in {page}");
    desk.run(&[&args[..], &["--pin", &kid("filler")]].concat()).refused(1, &["t4.json"]);
}

#[test]
fn what_is_printed_of_answers_is_called_a_draft() {
    let desk = desk();
    let blank = desk.run(&["template", "--catalogue", "c.json", "--unit", "试用局"]).good();
    desk.put("a.json", &blank.out);
    let page = desk.run(&["narrate", "a.json", "--catalogue", "c.json", "--format", "html"]).good().out;
    assert!(page.contains("未签名草稿") && !page.contains("报告指纹"), "{page}");
}

#[test]
fn a_profile_is_applied_to_the_files_of_its_catalogue_alone() {
    let desk = Desk::new();
    desk.put("p.json", include_str!("../../../../tests/data/liaoning/profile.json"));
    let of = |catalogue: &str, unit: &str, period: &str| json!({"format": "zicha-draft/1", "catalogue": catalogue, "unit": unit, "period": period, "answers": {}});
    desk.put("ours.json", of("liaoning-135.yingkou", "市司法局", "2020").to_string());
    desk.put("other.json", of("hongqiao-2020", "区司法局", "2020").to_string());
    desk.run(&["refer", "ours.json", "other.json", "--profile", "p.json"]).good();
    desk.run(&["refer", "other.json", "ours.json", "--profile", "p.json"]).good();
    desk.run(&["refer", "ours.json", "other.json"]).refused(1, &["ours.json", "liaoning-135.yingkou"]);
}
