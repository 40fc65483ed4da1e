//! One sound file of each kind, to be damaged.

use std::sync::{Arc, OnceLock};

use zicha_core::canonical::to_bytes;
use zicha_core::catalogue::Catalogue;
use zicha_core::enrolment::Enrolment;
use zicha_core::envelope::{self, ContentKind, add_receipt, seal};
use zicha_core::keyfile::{self, Chance};
use zicha_core::ledger::Ledger;
use zicha_core::pinned::Kept;
use zicha_core::report;
use zicha_core::session::{Session, Setting};
use zicha_core::sign::{PrivateKey, ReceiptVerdict, Role};
use zicha_core::{draft, package, unit};

use crate::maker;

fn asset(path: &str) -> Vec<u8> {
    std::fs::read(format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// A blank form with a slot of every input.
pub fn of_every_input() -> Session {
    static MADE: OnceLock<Session> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let catalogue = Arc::new(Catalogue::read(&asset("crates/cli/tests/data/small.json")).unwrap());
        let unit = unit::resolve(&catalogue, "试用局").unwrap();
        let setting = Setting { unit, period: 0, calendar: maker::calendar(), today: None, facts: Vec::new() };
        Session::new(catalogue, setting)
    });
    made.clone()
}

/// Name and bytes.
pub fn all() -> Vec<(&'static str, Vec<u8>)> {
    let office = maker::key(maker::AT_OFFICE);
    let trust = maker::trust().to_value();
    let small = asset("crates/cli/tests/data/small.json");
    let calendar = asset("assets/calendars/cn-mainland.json");
    let package = package::content(&small, None, Some(&calendar), &maker::day("2021-01-01")).unwrap();
    let signed = |kind, content| seal(kind, content, maker::parts(Role::Office), &office).unwrap();
    let (received, ledger) = received();
    let chance = Chance { salt: [1; 16], cek: [2; 32], iv: [3; 12] };
    let session = maker::session();
    vec![
        ("report", maker::report_file()),
        ("report with receipt", received),
        ("ledger", ledger),
        ("trust list", signed(ContentKind::Trust, &trust)),
        ("bare trust list", to_bytes(&trust)),
        ("package", signed(ContentKind::Catalogue, &package)),
        ("enrolment", enrolment()),
        ("key file", keyfile::seal_with_rounds(&office, "p", &chance, keyfile::ROUNDS_MIN).unwrap()),
        ("public key", to_bytes(&office.public().to_jwk())),
        ("SM2 key", to_bytes(&sm2().public().to_jwk())),
        ("kept pins", Kept::default().to_bytes()),
        ("draft", draft::write(&session, &draft::Meta::default())),
        ("catalogue", small),
        ("profile", asset("tests/data/liaoning/profile.json")),
        ("calendar", calendar),
        ("digits", b"cc0b aa9b cdd9 209a 672e d463 56fb f65c b7f8 9d49 2736 68d6 e10c 6186 b012 27b5".to_vec()),
        ("days", "甲案 2020-09-30 2020-10-13\n乙案 ２０２０年３月１日 3.5".as_bytes().to_vec()),
        ("numbers", "１，２３４.5％、百分之九十五，三十六件".as_bytes().to_vec()),
    ]
}

fn sm2() -> PrivateKey {
    PrivateKey::from_secret(zicha_core::sign::KeyType::Sm2, &[5; 32]).unwrap()
}

fn enrolment() -> Vec<u8> {
    let key = sm2();
    let parts = maker::parts(Role::Filler);
    let it = Enrolment {
        key: key.public().clone(),
        holder: parts.signer,
        roles: vec![Role::Filler],
        created: parts.signed,
        replaces: None,
    };
    seal(ContentKind::Enrolment, &it.to_value(), it.parts(), &key).unwrap()
}

/// A report with its receipt, and the ledger that has it.
fn received() -> (Vec<u8>, Vec<u8>) {
    let (mut ledger, mut bytes) = Ledger::begin(maker::OFFICE, &maker::day("2021-01-01")).unwrap();
    let receipt = ledger.next_receipt(ReceiptVerdict::Trusted);
    let key = maker::key(maker::AT_OFFICE);
    let file = add_receipt(&maker::report_file(), maker::parts(Role::Office), receipt, &key).unwrap();
    let content = maker::content(&maker::session(), maker::identity());
    let line = ledger.append(&envelope::open(&file).unwrap(), &report::read(&content).unwrap()).unwrap();
    bytes.extend(line);
    (file, bytes)
}
