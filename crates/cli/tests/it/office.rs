//! What goes between units and their office: three sign-offs, trust lists, receipts, the ledger, packages.

use std::sync::{Arc, OnceLock};

use serde_json::{Value, json};
use zicha_core::calendar::WorkCalendar;
use zicha_core::canonical;
use zicha_core::catalogue::Catalogue;
use zicha_core::draft::{self, Identity};
use zicha_core::enrolment::Enrolment;
use zicha_core::envelope::{self, Parts};
use zicha_core::keyfile::{self, Chance};
use zicha_core::report::{self, App, Stamp};
use zicha_core::sign::{ContentKind, Day, Moment, PrivateKey, Role, Signer};
use zicha_core::trust::{KeyStatus, TrustList, TrustedKey};

use crate::tool::{Desk, Ran};

const PASS: (&str, &str) = ("ZICHA_TEST_PASS", "红桥 correct horse");
const PEOPLE: [&str; 4] = ["filler", "reviewer", "head", "office"];
pub const OFFICE: &str = "区法治办";
const UNIT: &str = "试用局";

/// A small catalogue that asks for three sign-offs with three keys.
fn catalogue() -> Value {
    let mut catalogue: Value = serde_json::from_str(include_str!("../data/small.json")).unwrap();
    catalogue["signing"] = json!({"required": ["filler", "reviewer", "head"], "distinct_keys": true});
    catalogue
}

/// The key of each person; sealing and opening files takes a second each, so reports are made without them.
fn key(person: &str) -> PrivateKey {
    let at = PEOPLE.iter().position(|it| *it == person).unwrap();
    PrivateKey::from_seed(&[u8::try_from(at + 1).unwrap(); 32])
}

/// Key files, public keys, trust lists and a report signed all the way; made once.
pub fn desk() -> Desk {
    static MADE: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();
    let files = MADE.get_or_init(|| {
        let mut files = vec![("c.json".to_owned(), catalogue().to_string().into_bytes())];
        for (at, person) in (1..).zip(PEOPLE) {
            let chance = Chance { salt: [at; 16], cek: [at; 32], iv: [at; 12] };
            files.push((
                format!("{person}.key.json"),
                keyfile::seal_with_rounds(&key(person), PASS.1, &chance, keyfile::ROUNDS_MIN).unwrap(),
            ));
            let jwk = canonical::to_bytes(&key(person).public().to_jwk());
            files.push((format!("{person}.pub.json"), jwk));
        }
        let list = |keys: &[&str], seq| lists(keys, seq);
        files.push(("t1.json".to_owned(), list(&["office"], 1)));
        files.push(("t4.json".to_owned(), list(&PEOPLE, 4)));
        files
    });
    let desk = Desk::new();
    files.iter().for_each(|(name, bytes)| desk.put(name, bytes));
    report(&desk, "r", "好", None);
    desk
}

/// A list of these people's keys, signed by the office.
fn lists(people: &[&str], seq: u32) -> Vec<u8> {
    let (issued, expires) = (Day::read("2021-01-01").unwrap(), Day::read("2199-12-31").unwrap());
    let entry = |person: &&str| TrustedKey {
        key: key(person).public().clone(),
        name: "某".into(),
        unit: if *person == "office" { OFFICE.into() } else { UNIT.into() },
        roles: vec![Role::from_word(person).unwrap()],
        status: KeyStatus::Active,
        since: issued.clone(),
    };
    let mut list =
        TrustList::first(OFFICE, issued.clone(), expires.clone(), people.iter().map(entry).collect()).unwrap();
    for _ in 1..seq {
        list = list.renewed(issued.clone(), expires.clone()).unwrap();
    }
    envelope::seal(ContentKind::Trust, &list.to_value(), parts(Role::Office), &key("office")).unwrap()
}

fn parts(role: Role) -> Parts {
    let unit = if role == Role::Office { OFFICE } else { UNIT };
    let signer = Signer { name: "某".into(), title: "主任".into(), unit: unit.into() };
    let signed = Moment::read("2021-01-15T10:00:00+08:00").unwrap();
    Parts { role, opinion: "属实".into(), signer, signed }
}

fn with_key(desk: &Desk, person: &str, args: &[&str]) -> Ran {
    let key = format!("{person}.key.json");
    let more = ["--key", &key, "--passphrase-env", PASS.0, "--name", "某", "--title", "主任"];
    desk.run_with(&[args, &more].concat(), &[PASS])
}

pub fn as_office(desk: &Desk, args: &[&str]) -> Ran {
    with_key(desk, "office", args)
}

/// `NAME1.report.json`, `NAME2.report.json` and `NAME.report.json`, signed by one, two and three; a report of
/// its own, or the next revision of another.
pub fn report(desk: &Desk, name: &str, text: &str, replaces: Option<&str>) {
    let answers = json!({"format": "zicha-draft/1", "unit": UNIT, "answers": {"1": {"slots": {"text": text}}}});
    let catalogue = Arc::new(Catalogue::read(catalogue().to_string().as_bytes()).unwrap());
    let calendar = include_bytes!("../../../../assets/calendars/cn-mainland.json");
    let calendar = Arc::new(WorkCalendar::from_json(calendar).unwrap());
    let draft = draft::read(answers.to_string().as_bytes()).unwrap();
    let (session, _) = draft.open(catalogue, calendar, None).unwrap();
    let first =
        Identity { id: name.repeat(32).replace(|c: char| !c.is_ascii_hexdigit(), "0"), revision: 1, supersedes: None };
    let identity = replaces.map_or(first, |old| {
        let envelope = envelope::open(&desk.read(old)).unwrap();
        let read: Value = serde_json::from_slice(&desk.read(old)).unwrap();
        let id = read["report"]["id"].as_str().unwrap().to_owned();
        Identity { id, revision: 1, supersedes: None }.next(&envelope.digests().sha256_hex())
    });
    let stamp = Stamp { identity, created: "2021-01-05T09:00:00+08:00".into(), app: App::default() };
    let content = report::content(&session, &stamp);
    let mut file = envelope::seal(ContentKind::Report, &content, parts(Role::Filler), &key("filler")).unwrap();
    desk.put(&format!("{name}1.report.json"), &file);
    for (role, to) in [(Role::Reviewer, format!("{name}2.report.json")), (Role::Head, format!("{name}.report.json"))] {
        file = envelope::add_signature(&file, parts(role), &key(role.word())).unwrap();
        desk.put(&to, &file);
    }
}

/// The filler's key, signed by itself.
fn enrolment() -> Vec<u8> {
    let Parts { signer, signed, .. } = parts(Role::Filler);
    let key = key("filler");
    let roles = vec![Role::Filler];
    let it = Enrolment { key: key.public().clone(), holder: signer, roles, created: signed, replaces: None };
    envelope::seal(ContentKind::Enrolment, &it.to_value(), it.parts(), &key).unwrap()
}

pub fn countersign(desk: &Desk, role: &str, from: &str, to: &str) -> Ran {
    with_key(desk, role, &["countersign", from, "--as", role, "--catalogue", "c.json", "--opinion", "属实", "-o", to])
}

pub fn kid(person: &str) -> String {
    key(person).kid().to_string()
}

fn verify(desk: &Desk, file: &str, list: &str, more: &[&str]) -> Ran {
    let pin = kid("office");
    let args = ["verify", file, "--catalogue", "c.json", "--trust", list, "--pin", &pin, "--json"];
    desk.run(&[&args[..], more].concat())
}

fn receive(desk: &Desk, more: &[&str]) -> Ran {
    let pin = kid("office");
    let args = ["receive", "--ledger", "l.ledger", "--begin", "--office", OFFICE, "--trust", "t4.json", "--pin", &pin];
    as_office(desk, &[&args[..], &["--catalogue", "c.json", "--into", "given"], more].concat())
}

#[test]
fn three_sign_one_after_the_other_and_only_then_it_is_handed_in() {
    let desk = desk();
    for (file, codes) in
        [("r1.report.json", vec!["role-missing", "role-missing"]), ("r2.report.json", vec!["role-missing"])]
    {
        let found = verify(&desk, file, "t4.json", &[]);
        let reasons: Vec<Value> =
            found.json()[0]["reasons"].as_array().unwrap().iter().map(|it| it["code"].clone()).collect();
        assert_eq!((found.code, reasons), (1, codes.into_iter().map(Value::from).collect()));
    }
    let signed = countersign(&desk, "reviewer", "r1.report.json", "mine.json").good();
    assert!(signed.out.contains("still to sign: head of the unit"), "{signed:?}");
    countersign(&desk, "head", "mine.json", "whole.json").good();
    let found = verify(&desk, "whole.json", "t4.json", &[]).good().json();
    assert_eq!(found[0]["signatures"].as_array().unwrap().len(), 3);
    assert_eq!(found[0]["signatures"][2]["opinion"], "属实");
    countersign(&desk, "filler", "r.report.json", "x.json").refused(64, &["--as", "reviewer"]);
    let again = with_key(
        &desk,
        "filler",
        &["countersign", "r2.report.json", "--as", "head", "--catalogue", "c.json", "-o", "x.json"],
    );
    again.refused(1, &["r2.report.json", "One key"]);
    let altered = String::from_utf8(desk.read("r1.report.json")).unwrap().replace("好", "坏");
    desk.put("x.report.json", altered);
    countersign(&desk, "reviewer", "x.report.json", "y.json").refused(1, &["altered after signing"]);
    assert!(!desk.0.join("x.json").exists() && !desk.0.join("y.json").exists());
}

#[test]
fn trust_list_needs_its_pin_and_never_goes_back() {
    let desk = desk();
    let (pin, other) = (kid("office"), kid("head"));
    let check =
        |args: &[&str], code: i32| assert_eq!(desk.run(&[&["trust", "verify"], args].concat()).code, code, "{args:?}");
    check(&["t4.json", "--pin", &pin], 0);
    check(&["t4.json", "--pin", &pin, "--pin", &other], 0);
    check(&["t4.json", "--pin", &pin, "--after", "t1.json"], 0);
    check(&["t4.json"], 2);
    check(&["t4.json", "--pin", &other], 1);
    check(&["t1.json", "--pin", &pin, "--after", "t4.json"], 1);
    check(&["t4.json", "--pin", "short"], 64);
    desk.run(&["trust", "verify", "t4.json"]).refused(2, &[&pin]);
    let shown = desk.run(&["trust", "show", "t4.json", "--json"]).good().json();
    assert_eq!((&shown["seq"], shown["keys"].as_array().unwrap().len()), (&json!(4), 4));
    desk.run(&["verify", "r.report.json", "--catalogue", "c.json", "--trust", "t4.json"]).refused(1, &[&pin, "--pin"]);
    // Made before the others were entered: intact, but they are unknown.
    assert_eq!(verify(&desk, "r.report.json", "t1.json", &[]).code, 2);
}

#[test]
fn office_makes_and_changes_its_list() {
    let desk = desk();
    let (pin, head) = (kid("office"), kid("head"));
    as_office(&desk, &["trust", "new", "--office", OFFICE, "--expires", "2199-12-31", "-o", "n1.json"]).good();
    let add = ["trust", "add", "n1.json", "--public", "head.pub.json", "-o", "n2.json"];
    with_key(&desk, "head", &add).refused(1, &["n1.json", "pinned"]);
    as_office(&desk, &add).refused(64, &["--holder"]);
    let holder = ["--holder", "某", "--holder-unit", UNIT, "--role", "head"];
    let added = as_office(&desk, &[&add[..], &holder].concat()).good();
    assert!(added.out.contains("compare it with their enrolment form"), "{added:?}");
    // An enrolment file says who they are.
    desk.put("filler.enrolment.json", enrolment());
    as_office(&desk, &["trust", "add", "n2.json", "--public", "filler.enrolment.json", "-o", "n3.json"]).good();
    as_office(&desk, &["trust", "add", "n2.json", "--public", "r1.report.json", "-o", "x.json"])
        .refused(1, &["r1.report.json"]);
    as_office(&desk, &["trust", "revoke", "n3.json", "--kid", &head, "-o", "n4.json"]).good();
    let args = ["trust", "verify", "n4.json", "--pin", &pin, "--after", "n3.json", "--json"];
    let shown = desk.run(&args).good().json();
    assert_eq!((&shown["seq"], shown["keys"].as_array().unwrap().len()), (&json!(4), 3));
    let find = |kid: String| shown["keys"].as_array().unwrap().iter().find(|key| key["kid"] == kid).unwrap().clone();
    let filler = find(kid("filler"));
    assert_eq!((&filler["unit"], &filler["roles"]), (&json!(UNIT), &json!(["filler"])));
    assert_eq!(find(head)["status"], "revoked");
    desk.run(&["trust", "verify", "n3.json", "--pin", &pin, "--after", "n4.json"]).refused(1, &["n3.json", "issue 4"]);
}

#[test]
fn withdrawn_key_is_judged_by_the_day_of_receipt() {
    let desk = desk();
    receive(&desk, &["r.report.json"]).good();
    let head = kid("head");
    let revoke = |since: &str, to: &str| {
        as_office(&desk, &["trust", "revoke", "t4.json", "--kid", &head, "--since", since, "-o", to]).good();
    };
    revoke("2020-01-01", "early.json");
    revoke("2190-01-01", "late.json");
    let code = |file: &str, list: &str, more: &[&str]| verify(&desk, file, list, more).code;
    assert_eq!(code("given/r.received.json", "early.json", &[]), 1);
    assert_eq!(code("given/r.received.json", "late.json", &[]), 0);
    assert_eq!(code("r.report.json", "late.json", &[]), 1, "nobody knows when it was received");
    assert_eq!(code("r.report.json", "late.json", &["--ledger", "l.ledger"]), 0);
    as_office(&desk, &["trust", "revoke", "late.json", "--kid", &head, "--since", "2190-01-01", "-o", "x.json"])
        .refused(1, &["already has this status"]);
}

#[test]
fn office_gives_receipts_and_says_what_it_has_already() {
    let desk = desk();
    let taken = receive(&desk, &["r.report.json", "r1.report.json", "--json"]);
    assert_eq!(taken.code, 1, "{taken:?}");
    let taken = taken.json();
    assert_eq!((&taken[0]["intake"], &taken[0]["no"]), (&json!("first"), &json!(1)));
    assert_eq!((&taken[1]["intake"], &taken[1]["outcome"]), (&Value::Null, &json!("invalid")));
    let found = verify(&desk, "given/r.received.json", "t4.json", &[]).good().json();
    assert_eq!(found[0]["signatures"][3]["role"], "office");
    receive(&desk, &["r.report.json"]).refused(1, &["duplicate", "receipt 1"]);
    report(&desk, "n", "更好", Some("r.report.json"));
    receive(&desk, &["n.report.json"]).good();
    report(&desk, "f", "另写", Some("r.report.json"));
    receive(&desk, &["f.report.json"]).refused(1, &["different continuations"]);
    report(&desk, "e", "再写", None);
    receive(&desk, &["e.report.json"]).refused(1, &["another report"]);
    receive(&desk, &["e.report.json", "--another"]).good();
    let pin = kid("office");
    let given = ["given/r.received.json", "given/n.received.json", "given/e.received.json"];
    let args = ["ledger", "verify", "l.ledger", "--trust", "t4.json", "--pin", &pin];
    let shown = desk.run(&[&args[..], &given, &["--json"]].concat()).good().json();
    let replaced: Vec<&Value> = shown["receipts"].as_array().unwrap().iter().map(|it| &it["superseded_by"]).collect();
    assert_eq!(replaced, [&json!(2), &Value::Null, &Value::Null]);
    assert_eq!(desk.run(&["ledger", "verify", "l.ledger"]).code, 2);
    let lines = String::from_utf8(desk.read("l.ledger")).unwrap();
    let lines: Vec<&str> = lines.split_inclusive('\n').collect();
    desk.put("cut.ledger", lines[..3].concat());
    desk.run(&["ledger", "verify", "cut.ledger", "given/n.received.json"]);
    desk.run(&["ledger", "verify", "cut.ledger", "given/e.received.json"]).refused(1, &["does not have this receipt"]);
    desk.put("cut.ledger", [lines[0], lines[2], lines[3]].concat());
    desk.run(&["ledger", "verify", "cut.ledger"]).refused(1, &["Line 2"]);
    let other = ["receive", "--ledger", "l.ledger", "--office", "别处", "--into", "given", "r.report.json"];
    as_office(&desk, &other).refused(1, &["l.ledger", OFFICE]);
    desk.put("l.ledger.lock", "");
    receive(&desk, &["r.report.json"]).refused(1, &["l.ledger.lock"]);
}

#[test]
fn unknown_signers_get_a_receipt_only_when_asked() {
    let desk = desk();
    let args = [
        "receive",
        "r.report.json",
        "--ledger",
        "u.ledger",
        "--begin",
        "--office",
        OFFICE,
        "--catalogue",
        "c.json",
        "--into",
        "given",
    ];
    as_office(&desk, &args).refused(1, &["--unknown"]);
    as_office(&desk, &[&args[..], &["--unknown"]].concat()).good();
    let shown = desk.run(&["ledger", "verify", "u.ledger", "--json"]);
    assert_eq!((shown.code, &shown.json()["receipts"][0]["verdict"]), (2, &json!("intact-unknown")));
}

#[test]
fn signed_catalogue_stands_for_the_catalogue_and_a_changed_one_is_said() {
    let desk = desk();
    as_office(&desk, &["catalogue", "sign", "c.json", "--office", OFFICE, "-o", "c.package.json"]).good();
    let pin = kid("office");
    let check = |file: &str| desk.run(&["catalogue", "verify", file, "--trust", "t4.json", "--pin", &pin, "--json"]);
    let shown = check("c.package.json").good().json();
    assert_eq!((&shown["outcome"], &shown["issuers"][0]["unit"]), (&json!("trusted"), &json!(OFFICE)));
    assert_eq!(desk.run(&["catalogue", "verify", "c.package.json"]).code, 2);
    let found = desk.run(&["verify", "r.report.json", "--catalogue", "c.package.json"]);
    found.refused(2, &["c.package.json", OFFICE]);
    let altered = String::from_utf8(desk.read("c.package.json")).unwrap().replacen("试用局", "试用处", 1);
    desk.put("x.package.json", altered);
    check("x.package.json").refused(1, &["x.package.json", "altered"]);
    desk.run(&["verify", "r.report.json", "--catalogue", "x.package.json"]).refused(1, &["x.package.json"]);
    let mut changed = catalogue();
    changed["about"] = json!("改过");
    desk.put("c2.json", changed.to_string());
    desk.run(&["verify", "r.report.json", "--catalogue", "c2.json"]).refused(1, &["r.report.json", "altered"]);
    with_key(&desk, "head", &["catalogue", "sign", "c.json", "--office", OFFICE, "-o", "h.package.json"]).good();
    assert_eq!(check("h.package.json").code, 1, "a head's key is not the office's");
}

#[test]
fn edit_after_signing_is_named_with_the_sign_offs_it_breaks() {
    let desk = desk();
    desk.put("x.report.json", String::from_utf8(desk.read("r.report.json")).unwrap().replacen("好", "很好", 1));
    let found = desk.run(&["compare", "r.report.json", "x.report.json", "--catalogue", "c.json"]).good().out;
    for part in ["“好” became “很好”", "sign-off 1", "sign-off 2", "sign-off 3", "--replaces"] {
        assert!(found.contains(part), "{part} is not in {found}");
    }
    report(&desk, "n", "更好", Some("r.report.json"));
    let found =
        desk.run(&["compare", "r.report.json", "n.report.json", "--catalogue", "c.json", "--json"]).good().json();
    assert_eq!((&found["continues"], &found["changes"][0]["path"]), (&json!(true), &json!("answers.1.slots.text")));
    let same = desk.run(&["compare", "r1.report.json", "r.report.json"]).good().out;
    assert!(same.contains("every signature still covers it"), "{same}");
    desk.run(&["compare", "r.report.json", "c.json"]).refused(1, &["c.json"]);
}
