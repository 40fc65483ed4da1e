//! `zicha page`: an office's own single file, and every refusal names the option and what to do.

use serde_json::{Value, json};
use zicha_single::{data, page};

use crate::office::{OFFICE, as_office, desk, kid};
use crate::tool::Desk;

/// What `zicha page` looks at in a finished page.
fn office() -> Desk {
    let desk = desk();
    let calendar = include_str!("../../../../assets/calendars/cn-mainland.json");
    let element = |class: &str, id: &str, json: &str| data::packed(&data::element(class, id, json).unwrap()).unwrap();
    let html = [
        "<!DOCTYPE html><html><head><title>自查</title></head><body>",
        "<script id=\"zicha-wasm\" type=\"application/octet-stream\">x</script>",
        "<script id=\"zicha-office\" type=\"application/octet-stream\">x</script>",
        &element("zicha-catalogue", "other", "{}"),
        &element("zicha-calendar", "cn-mainland", calendar),
        "<script type=\"application/json\" id=\"zicha-draft\">null</script>",
        "</body></html>",
    ];
    desk.put("zicha.html", html.concat());
    desk.put("calendar.json", calendar.replacen("\"cn-mainland\"", "\"county\"", 1));
    desk.put("county.json", changed(|it| it["calendar"] = json!("county")));
    desk.put("broken.json", changed(|it| it["units"][0]["type"] = json!("burea")));
    let package = ["catalogue", "sign", "county.json", "--calendar", "calendar.json", "--office", OFFICE];
    as_office(&desk, &[&package[..], &["-o", "county.package.json"]].concat()).good();
    desk
}

fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut catalogue: Value = serde_json::from_str(include_str!("../data/small.json")).unwrap();
    change(&mut catalogue);
    catalogue.to_string()
}

/// Classes and ids of what lies in the page.
fn inside(desk: &Desk, file: &str) -> Vec<String> {
    let html = String::from_utf8(desk.read(file)).unwrap();
    let scripts = page::elements(&html, "script");
    scripts.iter().filter_map(|it| it.attribute("id").map(str::to_owned)).collect()
}

/// What the page says of its catalogue before it is read.
fn head(desk: &Desk, file: &str) -> String {
    let html = String::from_utf8(desk.read(file)).unwrap();
    let scripts = page::elements(&html, "script");
    scripts.iter().find_map(|it| it.attribute("data-head")).unwrap().to_owned()
}

#[test]
fn a_page_holds_the_one_catalogue_under_the_offices_name() {
    let desk = office();
    let said = desk.run(&["page", "c.json", "--name", "试用区自查", "--pin", &kid("office")]).good().out;
    let title = changed(|_| ());
    let title: Value = serde_json::from_str(&title).unwrap();
    let file = format!("{}.html", title["title"].as_str().unwrap());
    assert!(said.contains(&file), "{said}");
    assert!(inside(&desk, &file).contains(&"zicha-office".to_owned()), "others sign after the filler");
    assert_eq!(inside(&desk, &file).len(), 5, "both parts of the program, catalogue, calendar, the draft's place");
    let html = String::from_utf8(desk.read(&file)).unwrap();
    assert!(html.contains("<title>试用区自查</title>") && html.contains(&kid("office")), "{html}");
    desk.run(&["page", "c.json"]).refused(1, &[&file]);
    desk.run(&["page", "c.json", "--force"]).good();
    desk.put("filler.json", changed(|_| ()));
    desk.run(&["page", "filler.json", "-o", "filler.html"]).good();
    assert_eq!(inside(&desk, "filler.html").len(), 4, "the filler signs alone: the office's part is left out");
}

#[test]
fn a_package_brings_its_calendar_and_opens_by_its_pin_alone() {
    let desk = office();
    let page = ["page", "county.package.json", "-o", "o.html"];
    desk.run(&page).refused(1, &[&kid("office"), "--pin"]);
    desk.run(&[&page[..], &["--pin", &kid("filler")]].concat()).refused(1, &[&kid("office"), "--pin"]);
    desk.run(&[&page[..], &["--pin", &kid("office")]].concat()).good();
    assert!(inside(&desk, "o.html").contains(&"zicha-calendar-county".to_owned()));
    let head = head(&desk, "o.html");
    let parts: Vec<&str> = head.lines().next().unwrap().split('\t').collect();
    assert_eq!((parts.len(), parts[0], parts[2].replace(' ', "").len(), parts[4]), (5, OFFICE, 64, "1"), "{head}");
    desk.put("more.csv", "数据局,,shuju\n");
    let units = ["--pin", &kid("office"), "--units", "more.csv", "--force"];
    desk.run(&[&page[..], &units].concat()).good();
    assert!(self::head(&desk, "o.html").starts_with('\n'), "nobody signed for the added units");
}

#[test]
fn units_are_added_and_the_catalogue_is_handed_out_for_verifying() {
    let desk = office();
    desk.put("units.csv", "\u{feff}单位名称,类别,代码\r\n数据局\r\n\r\n甲街道,\"街道\",jia\r\n数据局,,\r\n");
    let catalogue = changed(|it| {
        it["unit_types"] =
            json!([{"id": "department", "name": "部门", "name_endings": ["局"]}, {"id": "street", "name": "街道"}]);
    });
    desk.put("two.json", catalogue);
    let before = serde_json::from_slice::<Value>(&desk.read("two.json")).unwrap()["units"].as_array().unwrap().len();
    desk.run(&["page", "two.json", "--units", "units.csv", "-o", "o.html"]).good();
    let file: Value = serde_json::from_slice(&desk.read("o.catalogue.json")).unwrap();
    let units = file["units"].as_array().unwrap();
    assert_eq!(units.len(), before + 2);
    assert_eq!((&units[before]["type"], &units[before + 1]["code"]), (&json!("department"), &json!("jia")));
    desk.run(&["lint", "o.catalogue.json"]).good();
    let again = units[before]["code"].clone();
    desk.run(&["page", "two.json", "--units", "units.csv", "-o", "o.html", "--force"]).good();
    let file: Value = serde_json::from_slice(&desk.read("o.catalogue.json")).unwrap();
    assert_eq!(file["units"][before]["code"], again, "the same name keeps its code");
}

#[test]
fn an_office_page_gives_on_its_pins_in_words_and_nobodys_answers() {
    let desk = office();
    let (old, new) = (kid("office"), kid("filler"));
    desk.run(&["page", "c.json", "--pin", &old, "-o", "a.html"]).good();
    let html = String::from_utf8(desk.read("a.html")).unwrap();
    let (before, after) = html.split_once(">null<").unwrap();
    desk.put("answers.html", format!("{before}>{{\"unit\":\"试用局\",\"note\":\"李某\"}}<{after}"));
    let next = |file: &str, more: &[&str]| {
        let ran = desk.run(&[&["page", "c.json", "--from", "answers.html", "-o", file], more].concat()).good();
        let made = String::from_utf8(desk.read(file)).unwrap();
        assert!(!made.contains("李某") && made.contains(">null<"), "{made}");
        (ran.err, made)
    };
    let (said, made) = next("b.html", &[]);
    assert!(said.contains(&old) && said.contains("--pin"), "{said}");
    assert!(made.contains(&old));
    let (said, made) = next("c.html", &["--pin", &new]);
    assert_eq!(said, "");
    assert!(made.contains(&new) && !made.contains(&old), "{made}");
}

#[test]
fn names_are_read_as_the_spreadsheet_wrote_them() {
    let desk = office();
    let catalogue = changed(|it| {
        it["unit_types"] = json!([{"id": "department", "name": "部门"}, {"id": "street", "name": "街道"}])
    });
    desk.put("two.json", catalogue.replace("\"type\":\"bureau\"", "\"type\":\"department\""));
    desk.put("units.csv", "\"和苑,街道\",street,hy\r\n\"新\"\"城\"\"街道\",\"街道\",xc\r\n");
    desk.run(&["page", "two.json", "--units", "units.csv", "-o", "o.html"]).good();
    let file: Value = serde_json::from_slice(&desk.read("o.catalogue.json")).unwrap();
    let units = file["units"].as_array().unwrap();
    let of = |code: &str| units.iter().find(|it| it["code"] == code).unwrap_or_else(|| panic!("{code} in {units:?}"));
    assert_eq!((&of("hy")["name"], &of("hy")["type"]), (&json!("和苑,街道"), &json!("street")));
    assert_eq!((&of("xc")["name"], &of("xc")["type"]), (&json!("新\"城\"街道"), &json!("street")));
}

#[track_caller]
fn refused(desk: &Desk, args: &[&str], code: i32, said: &[&str]) {
    desk.run(&[&["page", "-o", "o.html"], args].concat()).refused(code, said);
    assert!(!desk.0.join("o.html").exists(), "{args:?} left a page");
}

#[test]
fn what_does_not_fit_is_refused_with_what_to_do() {
    let desk = office();
    desk.put("gbk.csv", [0xB5, 0xA5, 0xCE, 0xBB]);
    desk.put("odd.csv", "甲站,站点\n");
    desk.put("none.csv", "名称\n");
    desk.put(
        "index.html",
        "<script id=\"zicha-wasm\" type=\"application/octet-stream\" data-src=\"./a.wasm\"></script>",
    );
    desk.put("cut.html", "<script id=\"zicha-wasm\">");
    let check = |args: &[&str], code, said: &[&str]| refused(&desk, args, code, said);
    check(&["broken.json"], 1, &["broken.json:", "burea"]);
    check(&["nowhere.json"], 1, &["nowhere.json"]);
    check(&["hongqiao-2021"], 1, &["hongqiao-2020"]);
    check(&["county.json"], 1, &["county", "--calendar"]);
    check(&["c.json", "--calendar", "calendar.json"], 1, &["calendar.json", "cn-mainland", "county"]);
    check(&["c.json", "--calendar", "c.json"], 1, &["c.json"]);
    check(&["c.json", "--units", "gbk.csv"], 1, &["gbk.csv", "CSV UTF-8"]);
    check(&["c.json", "--units", "odd.csv"], 1, &["odd.csv:1:1", "站点"]);
    for (list, line) in [
        ("甲局\n\n\"乙,局\n丙局\n", 3),
        ("甲局\n\"乙\"局,,yi\n", 2),
        ("甲局\n乙局,,yi,街道\n", 2),
        ("甲局\n,,yi\n", 2),
        ("甲局\n\"乙\n局\",,yi\n丙局,,\n", 2),
        ("甲局\n\"乙局\",,\"yi\"\n丙局,站点,\n", 3),
        ("名称\n甲局,,jia\n乙局,,jia\n", 3),
        ("甲局\n乙局,,a b\n", 2),
    ] {
        desk.put("list.csv", list);
        check(&["c.json", "--units", "list.csv"], 1, &[&format!("list.csv:{line}:1: ")]);
    }
    std::fs::rename(desk.0.join("zicha.html"), desk.0.join("moved.html")).unwrap();
    check(&["nothing"], 1, &["nothing", "hongqiao-2020"]);
    check(&["c.json"], 1, &["zicha.html"]);
    std::fs::rename(desk.0.join("moved.html"), desk.0.join("zicha.html")).unwrap();
    check(&["c.json", "--units", "none.csv"], 1, &["none.csv", "name,type,code"]);
    check(&["c.json", "--units", "calendar.json"], 1, &["calendar.json"]);
    check(&["c.json", "--from", "index.html"], 1, &["zicha.html"]);
    check(&["c.json", "--from", "cut.html"], 1, &["cut.html", "--from"]);
    check(&["c.json", "--from", "c.json"], 1, &["--from"]);
    check(&["c.json", "--name", ""], 64, &["--name"]);
    check(&["c.json", "--name", &"字".repeat(31)], 64, &["--name", "30"]);
    check(&["c.json", "--pin", "short"], 64, &["--pin"]);
    check(&["c.json", "--into", "."], 64, &["--into"]);
    let pins = [kid("office"), kid("filler"), kid("head")];
    let three: Vec<&str> = pins.iter().flat_map(|kid| ["--pin", kid]).collect();
    check(&[&["c.json"], &three[..]].concat(), 64, &["--pin"]);
}
