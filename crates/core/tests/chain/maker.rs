//! A small catalogue that asks for three sign-offs with three keys, and reports signed all the way.
#![allow(dead_code)]

use std::sync::{Arc, OnceLock};

use serde_json::{Value as Json, json};
use zicha_core::calendar::WorkCalendar;
use zicha_core::canonical::Value;
use zicha_core::catalogue::Catalogue;
use zicha_core::draft::Identity;
use zicha_core::envelope::{ContentKind, Parts, add_signature, seal};
use zicha_core::report::{self, App, Stamp};
use zicha_core::session::{Edit, Session, Setting};
use zicha_core::sign::{Day, Moment, PrivateKey, Role, Signer};
use zicha_core::trust::{KeyStatus, TrustList, TrustedKey};
use zicha_core::unit;
use zicha_core::verify::{Shelf, Verification, verify};

pub const UNIT: &str = "区司法局";
pub const OFFICE: &str = "区法治办";
/// Seeds of the three people, of the office and of a stranger.
pub const FILLER: u8 = 1;
pub const REVIEWER: u8 = 2;
pub const HEAD: u8 = 3;
pub const AT_OFFICE: u8 = 9;
pub const STRANGER: u8 = 7;

pub fn key(number: u8) -> PrivateKey {
    PrivateKey::from_seed(&[number; 32])
}

pub fn day(text: &str) -> Day {
    Day::read(text).unwrap()
}

pub fn calendar() -> Arc<WorkCalendar> {
    static MADE: OnceLock<Arc<WorkCalendar>> = OnceLock::new();
    let path = format!("{}/../../assets/calendars/cn-mainland.json", env!("CARGO_MANIFEST_DIR"));
    Arc::clone(MADE.get_or_init(|| Arc::new(WorkCalendar::from_json(&std::fs::read(path).unwrap()).unwrap())))
}

/// The file, with its version, so that a changed one can be had.
pub fn catalogue_file(version: &str) -> Json {
    let indicator = |id: &str| {
        json!({
            "id": id, "number": id, "text": "全年不少于2件",
            "citation": {"lines": [1]},
            "responsibility": {"lead": [UNIT], "printed": UNIT},
            "slots": [{"id": "done", "label": "办理件数", "input": "count", "unit": "件"}],
            "requirements": [{"id": format!("{id}-r1"), "title": "办理", "quote": "全年不少于2件",
                "check": {"count": {"slot": "done", "bound": {"at_least": "2"}}}}]
        })
    };
    json!({
        "format": "zicha-catalogue/1", "id": "chain", "version": version, "title": "签批试验", "about": "试",
        "source": {"title": "试", "issuer": OFFICE, "published": "2020-01-01", "sha256": "0".repeat(64)},
        "calendar": "cn-mainland",
        "periods": [
            {"id": "2020", "title": "2020年度", "start": "2020-01-01", "end": "2020-12-31"},
            {"id": "2021", "title": "2021年度", "start": "2021-01-01", "end": "2021-12-31"}
        ],
        "unit_types": [{"id": "department", "name": "部门", "name_endings": ["局"]}],
        "units": [
            {"code": "sifa", "name": UNIT, "type": "department"},
            {"code": "caizheng", "name": "区财政局", "type": "department"}
        ],
        "groups": [{"id": "g", "number": "一、", "title": "组", "indicators": [indicator("1"), indicator("2")]}],
        "signing": {"required": ["filler", "reviewer", "head"], "distinct_keys": true}
    })
}

pub fn catalogue() -> Arc<Catalogue> {
    static MADE: OnceLock<Arc<Catalogue>> = OnceLock::new();
    Arc::clone(MADE.get_or_init(|| read(&catalogue_file("1.0.0"))))
}

pub fn read(file: &Json) -> Arc<Catalogue> {
    match Catalogue::read(file.to_string().as_bytes()) {
        Ok(catalogue) => Arc::new(catalogue),
        Err(faults) => panic!("{faults:#?}"),
    }
}

/// Answers of [`UNIT`] for a period of the catalogue.
pub fn session_of(catalogue: &Arc<Catalogue>, period: usize, counts: [&str; 2]) -> Session {
    let unit = unit::resolve(catalogue, UNIT).unwrap();
    let setting = Setting { unit, period, calendar: calendar(), today: None, facts: Vec::new() };
    let blank = Session::new(Arc::clone(catalogue), setting);
    let put = |session: Session, at: usize| session.edit(at, Edit::Slot { slot: 0, text: counts[at].to_owned() });
    put(put(blank, 0), 1)
}

pub fn session() -> Session {
    session_of(&catalogue(), 0, ["3", "1"])
}

pub fn identity() -> Identity {
    Identity { id: "0123456789abcdef0123456789abcdef".into(), revision: 1, supersedes: None }
}

pub fn content(session: &Session, identity: Identity) -> Value {
    let app = App { name: "zicha".into(), version: "0.1.0".into(), build: "test".into() };
    report::content(session, &Stamp { identity, created: "2021-01-05T09:00:00+08:00".into(), app })
}

pub fn parts(role: Role) -> Parts {
    let (name, unit) = match role {
        Role::Filler => ("张三", UNIT),
        Role::Reviewer => ("李四", UNIT),
        Role::Head => ("王五", UNIT),
        Role::Office => ("赵六", OFFICE),
    };
    Parts {
        role,
        opinion: "属实".into(),
        signer: Signer { name: name.into(), title: "科员".into(), unit: unit.into() },
        signed: Moment::read("2021-01-15T10:00:00+08:00").unwrap(),
    }
}

/// Parts signed at another time.
pub fn parts_at(role: Role, signed: &str) -> Parts {
    Parts { signed: Moment::read(signed).unwrap(), ..parts(role) }
}

/// Signed by filler, reviewer and head.
pub fn signed(content: &Value) -> Vec<u8> {
    let file = seal(ContentKind::Report, content, parts(Role::Filler), &key(FILLER)).unwrap();
    let file = add_signature(&file, parts(Role::Reviewer), &key(REVIEWER)).unwrap();
    add_signature(&file, parts(Role::Head), &key(HEAD)).unwrap()
}

/// The report every test begins with, made once.
pub fn report_file() -> Vec<u8> {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    MADE.get_or_init(|| signed(&content(&session(), identity()))).clone()
}

pub fn entry(number: u8, role: Role) -> TrustedKey {
    TrustedKey {
        key: key(number).public().clone(),
        name: parts(role).signer.name,
        unit: parts(role).signer.unit,
        roles: vec![role],
        status: KeyStatus::Active,
        since: day("2020-01-01"),
    }
}

/// The three people and the office.
pub fn trust() -> TrustList {
    let people = [(FILLER, Role::Filler), (REVIEWER, Role::Reviewer), (HEAD, Role::Head), (AT_OFFICE, Role::Office)];
    let keys = people.map(|(number, role)| entry(number, role)).to_vec();
    TrustList::first(OFFICE, day("2021-01-01"), day("2021-12-31"), keys).unwrap()
}

pub fn verify_with(file: &[u8], trust: Option<&TrustList>, received: Option<&Day>) -> Verification {
    let (catalogues, calendars) = ([catalogue()], [calendar()]);
    verify(file, &Shelf { catalogues: &catalogues, calendars: &calendars, trust, received })
}

/// Every code against a file: of the file, then of each signature that is not sound.
pub fn codes(found: &Verification) -> Vec<&'static str> {
    let bad = found
        .signatures
        .iter()
        .map(|it| &it.reason)
        .filter(|reason| reason.outcome() == zicha_core::verify::Outcome::Invalid);
    found.reasons.iter().map(|reason| reason.code()).chain(bad.map(|reason| reason.code())).collect()
}
