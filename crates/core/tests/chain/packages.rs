//! Catalogue packages: signed by the office, named by digest in reports.

use serde_json::json;
use zicha_core::canonical::Value;
use zicha_core::envelope::{Against, ContentKind, seal};
use zicha_core::package::{self, PackageError};
use zicha_core::sign::Role;
use zicha_core::text::{self, Lang};
use zicha_core::verify::{Outcome, Shelf, verify};

use crate::maker::{
    AT_OFFICE, HEAD, calendar, catalogue, catalogue_file, codes, day, key, parts, read, report_file, trust,
};

fn calendar_file() -> Vec<u8> {
    std::fs::read(format!("{}/../../assets/calendars/cn-mainland.json", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn content() -> Value {
    let catalogue = catalogue_file("1.0.0").to_string();
    package::content(catalogue.as_bytes(), None, Some(&calendar_file()), &day("2021-01-01")).unwrap()
}

fn signed(content: &Value, role: Role, by: u8) -> Vec<u8> {
    seal(ContentKind::Catalogue, content, parts(role), &key(by)).unwrap()
}

fn code(error: &PackageError) -> &'static str {
    [Lang::Zh, Lang::En].iter().for_each(|lang| assert!(!text::package_error(error, *lang).is_empty()));
    error.code()
}

#[test]
fn package_opens_to_the_same_catalogue_and_calendar() {
    let list = trust();
    let file = signed(&content(), Role::Office, AT_OFFICE);
    let found = package::open(&file, &Against { trust: Some(&list), received: None }).unwrap();
    assert_eq!(found.outcome(), Outcome::Trusted);
    assert_eq!(found.issuers()[0].statement.signer.name, "赵六");
    assert_eq!(found.contents().catalogue.content, catalogue().content);
    assert_eq!(found.contents().calendar.as_ref().unwrap().digests(), calendar().digests());
    assert_eq!(found.fingerprint().len(), 79);
    let unknown = package::open(&file, &Against::default()).unwrap();
    assert_eq!(unknown.outcome(), Outcome::IntactUnknown);
    let catalogues = [std::sync::Arc::clone(&found.contents().catalogue)];
    let calendars = [std::sync::Arc::clone(found.contents().calendar.as_ref().unwrap())];
    let shelf = Shelf { catalogues: &catalogues, calendars: &calendars, trust: Some(&list), received: None };
    assert_eq!(verify(&report_file(), &shelf).outcome, Outcome::Trusted);
}

#[test]
fn changed_catalogue_is_said_of_the_package_and_of_the_report() {
    let file = String::from_utf8(signed(&content(), Role::Office, AT_OFFICE)).unwrap();
    let altered = file.replacen("全年不少于2件", "全年不少于1件", 1);
    assert_ne!(file, altered);
    assert_eq!(code(&package::open(altered.as_bytes(), &Against::default()).unwrap_err()), "content-digest");
    let calendars = [calendar()];
    let check = |version: &str, other: serde_json::Value, expected: &str| {
        let mut file = catalogue_file(version);
        file["about"] = other;
        let catalogues = [read(&file)];
        let shelf = Shelf { catalogues: &catalogues, calendars: &calendars, ..Shelf::default() };
        assert_eq!(codes(&verify(&report_file(), &shelf)), [expected]);
    };
    check("1.0.1", json!("试"), "other-catalogue");
    check("1.0.0", json!("改"), "other-catalogue");
}

#[test]
fn profile_inside_is_applied() {
    let profile = json!({
        "format": "zicha-profile/1", "id": "north", "title": "北部", "issuer": "区法治办",
        "catalogue": {"id": "chain", "version": "1.0.0"},
        "assign": [{"indicators": ["1"], "lead": ["区财政局"]}]
    });
    let catalogue = catalogue_file("1.0.0").to_string();
    let made = package::content(catalogue.as_bytes(), Some(profile.to_string().as_bytes()), None, &day("2021-01-01"));
    match made {
        Ok(content) => {
            let file = signed(&content, Role::Office, AT_OFFICE);
            let found = package::open(&file, &Against::default()).unwrap();
            assert_eq!(found.contents().catalogue.id, "chain.north");
            assert!(found.contents().calendar.is_none());
        }
        Err(error) => panic!("{error:?}"),
    }
    let wrong = json!({"format": "zicha-profile/1", "id": "north"}).to_string();
    let error = package::content(catalogue.as_bytes(), Some(wrong.as_bytes()), None, &day("2021-01-01")).unwrap_err();
    assert_eq!(code(&error), "profile-faults");
}

#[test]
fn what_is_no_package_of_the_office_is_refused() {
    let check = |file: &[u8], expected: &str| {
        assert_eq!(code(&package::open(file, &Against::default()).unwrap_err()), expected);
    };
    check(&signed(&content(), Role::Head, HEAD), "not-the-office");
    check(&report_file(), "not-a-package");
    check(catalogue_file("1.0.0").to_string().as_bytes(), "foreign-file");
    let list = trust();
    let against = Against { trust: Some(&list), received: None };
    let by_head = package::open(&signed(&content(), Role::Office, HEAD), &against).unwrap_err();
    assert_eq!(code(&by_head), "role-not-granted");
    let bare = Value::object([("schema", Value::text("zicha-package/2"))]);
    check(&signed(&bare, Role::Office, AT_OFFICE), "not-allowed");
    let make = |catalogue: &[u8], calendar: Option<&[u8]>| {
        code(&package::content(catalogue, None, calendar, &day("2021-01-01")).unwrap_err())
    };
    assert_eq!(make(b"{", None), "unexpected-end");
    assert_eq!(make(b"{}", None), "catalogue-faults");
    let mut other = catalogue_file("1.0.0");
    assert_eq!(make(other.to_string().as_bytes(), Some(b"{}")), "calendar-faults");
    other["calendar"] = json!("cn-other");
    assert_eq!(make(other.to_string().as_bytes(), Some(&calendar_file())), "other-calendar");
}
