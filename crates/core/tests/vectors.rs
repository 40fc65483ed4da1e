//! The test vectors of docs/format.md: made here again, equal to the files of tests/data/format, and to every value
//! that the page prints. `ZICHA_BLESS=1` writes the files anew, which is a change of the format.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use zicha_core::calendar::WorkCalendar;
use zicha_core::canonical::{Value, parse, to_bytes};
use zicha_core::catalogue::Catalogue;
use zicha_core::digest::{Digests, fingerprint};
use zicha_core::draft::Identity;
use zicha_core::envelope::{ContentKind, Parts, add_signature, open, seal};
use zicha_core::report::{self, App, Stamp};
use zicha_core::session::{Edit, Session, Setting};
use zicha_core::sign::{KeyType, Moment, PrivateKey, Role, Signer, read_signature, signing_input};
use zicha_core::unit;
use zicha_core::verify::{Outcome, Shelf, verify};

const FORMAT: &str = include_str!("../../../docs/format.md");
const UNIT: &str = "试用局";

fn path(name: &str) -> String {
    format!("{}/../../{name}", env!("CARGO_MANIFEST_DIR"))
}

fn calendar() -> Arc<WorkCalendar> {
    Arc::new(WorkCalendar::from_json(&std::fs::read(path("tests/data/format/calendar.json")).unwrap()).unwrap())
}

fn catalogue() -> Arc<Catalogue> {
    Arc::new(Catalogue::read(&std::fs::read(path("tests/data/format/catalogue.json")).unwrap()).unwrap())
}

fn content() -> Value {
    let catalogue = catalogue();
    let unit = unit::resolve(&catalogue, UNIT).unwrap();
    let setting = Setting { unit, period: 0, calendar: calendar(), today: None, facts: Vec::new() };
    let session = Session::new(catalogue, setting)
        .edit(0, Edit::Slot { slot: 0, text: "２９９９".into() })
        .edit(0, Edit::Slot { slot: 1, text: "3000".into() })
        .edit(0, Edit::Note("说明\t\"引号\"\n€ 𠮷".into()));
    let identity = Identity { id: "000102030405060708090a0b0c0d0e0f".into(), revision: 1, supersedes: None };
    let app = App { name: "zicha".into(), version: "0.1.0".into(), build: "vector".into() };
    report::content(&session, &Stamp { identity, created: "2021-01-15T09:00:00+08:00".into(), app })
}

fn parts(role: Role, name: &str, time: &str) -> Parts {
    let signer = Signer { name: name.into(), title: "科员".into(), unit: UNIT.into() };
    Parts { role, opinion: "属实。".into(), signer, signed: Moment::read(time).unwrap() }
}

/// Signed by filler and head, with the keys of the seeds 01…01 and 02…02.
fn ed25519() -> Vec<u8> {
    let first = parts(Role::Filler, "张三", "2021-01-15T10:00:00+08:00");
    let file = seal(ContentKind::Report, &content(), first, &PrivateKey::from_seed(&[1; 32])).unwrap();
    let head = parts(Role::Head, "王五", "2021-01-16T11:30:00+08:00");
    add_signature(&file, head, &PrivateKey::from_seed(&[2; 32])).unwrap()
}

/// Signed by the filler with the SM2 key whose private number is 03…03.
fn sm2() -> Vec<u8> {
    let first = parts(Role::Filler, "张三", "2021-01-15T10:00:00+08:00");
    let key = PrivateKey::from_secret(KeyType::Sm2, &[3; 32]).unwrap();
    seal(ContentKind::Report, &content(), first, &key).unwrap()
}

fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    match value.get(member) {
        Some(Value::Str(text)) => text,
        other => panic!("{member}: {other:?}"),
    }
}

fn stands_in_the_page(what: &str, value: &str) {
    assert!(FORMAT.contains(&format!("`{value}`")), "docs/format.md lacks {what}: `{value}`");
}

/// Everything that the page says of a file.
fn check(name: &str, made: &[u8], reasons: &[&str]) {
    let file = path(&format!("tests/data/format/{name}"));
    if std::env::var_os("ZICHA_BLESS").is_some() {
        std::fs::write(&file, made).unwrap();
    }
    assert_eq!(String::from_utf8(std::fs::read(file).unwrap()).unwrap(), String::from_utf8(made.to_vec()).unwrap());
    let value = parse(made).unwrap();
    let content = to_bytes(value.get("report").unwrap());
    let digests = Digests::of(&content);
    for (what, found) in [
        ("the number of canonical bytes", content.len().to_string()),
        ("the SHA-256 of the content", digests.sha256_hex()),
        ("the SM3 of the content", digests.sm3_hex()),
        ("the fingerprint", fingerprint(&digests.sha256)),
    ] {
        stands_in_the_page(what, &found);
    }
    let Some(Value::Array(entries)) = value.get("signatures") else { panic!("no signatures") };
    let opened = open(made).unwrap();
    for (entry, hint) in entries.iter().zip(opened.hints()) {
        let statement = to_bytes(entry.get("statement").unwrap());
        let input = signing_input(text(entry, "protected"), &statement);
        assert!(hint.verify(&input, &read_signature(text(entry, "signature")).unwrap()));
        stands_in_the_page("a thumbprint", &hint.kid().to_string());
        stands_in_the_page("a protected header", text(entry, "protected"));
        stands_in_the_page("a signature", text(entry, "signature"));
        stands_in_the_page("the SHA-256 of a canonical statement", &Digests::of(&statement).sha256_hex());
        stands_in_the_page("the SHA-256 of a signing input", &Digests::of(&input).sha256_hex());
        stands_in_the_page("the SHA-256 of an entry", &Digests::of(&to_bytes(entry)).sha256_hex());
        let (x, y) = hint.coordinates();
        for coordinate in [Some(x), y].into_iter().flatten() {
            stands_in_the_page("a coordinate", &Base64UrlUnpadded::encode_string(&coordinate));
        }
    }
    let (catalogues, calendars) = ([catalogue()], [calendar()]);
    let shelf = Shelf { catalogues: &catalogues, calendars: &calendars, trust: None, received: None };
    let found = verify(made, &shelf);
    assert_eq!(found.reasons.iter().map(|it| it.code()).collect::<Vec<_>>(), reasons);
    assert_eq!(found.outcome == Outcome::IntactUnknown, reasons.is_empty());
}

#[test]
fn the_ed25519_vector_is_made_again_byte_for_byte() {
    check("ed25519.report.json", &ed25519(), &[]);
}

#[test]
fn the_sm2_vector_is_made_again_byte_for_byte() {
    check("sm2.report.json", &sm2(), &["role-missing"]);
}

/// Each row of the page's table of spellings: text, and what becomes of it.
#[test]
fn the_table_of_spellings_says_what_the_reader_does() {
    let (_, after) = FORMAT.split_once("| text in the file | canonical, or refused with |\n|---|---|\n").unwrap();
    let rows: Vec<&str> = after.lines().take_while(|line| line.starts_with('|')).collect();
    assert!(rows.len() >= 20, "{} rows", rows.len());
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(|cell| cell.trim()).collect();
        let [given, said] = cells[..] else { panic!("{row}") };
        let given = given.trim_matches('`');
        match parse(given.as_bytes()) {
            Ok(value) => assert_eq!(format!("`{}`", String::from_utf8(to_bytes(&value)).unwrap()), said, "{row}"),
            Err(error) => assert_eq!(format!("refused: `{}`", error.code()), said, "{row}"),
        }
    }
}
