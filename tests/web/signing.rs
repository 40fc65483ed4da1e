//! Keys, signing and verifying, compiled to wasm.

use super::stage;
use wasm_bindgen_test::wasm_bindgen_test;
use zicha::browser::{clock, random};
use zicha_core::draft::Identity;
use zicha_core::envelope::{self, ContentKind, Parts};
use zicha_core::keyfile::{self, Chance, KeyFileError};
use zicha_core::report::{self, App, Stamp};
use zicha_core::sign::{Moment, PrivateKey, Role, Signer};
use zicha_core::verify::{self, Outcome, verify};

fn key() -> PrivateKey {
    PrivateKey::from_seed(&random::bytes().unwrap())
}

#[wasm_bindgen_test]
fn a_key_file_opens_with_its_passphrase_only() {
    let chance =
        Chance { salt: *random::bytes().unwrap(), cek: *random::bytes().unwrap(), iv: *random::bytes().unwrap() };
    let key = key();
    let file = keyfile::seal_with_rounds(&key, "正确的口令 123", &chance, keyfile::ROUNDS_MIN).unwrap();
    assert_eq!(keyfile::open(&file, "正确的口令 123").unwrap().kid(), key.kid());
    assert_eq!(keyfile::open(&file, "错误的口令 123").unwrap_err(), KeyFileError::WrongPassphrase);
}

#[wasm_bindgen_test]
fn a_report_signed_here_verifies_and_one_altered_does_not() {
    let shelf = stage::shelf();
    let session = stage::session(&shelf);
    let now = clock::now_rfc3339();
    let stamp = Stamp {
        identity: Identity { id: "0123456789abcdef0123456789abcdef".into(), revision: 1, supersedes: None },
        created: now.clone(),
        app: App::default(),
    };
    let parts = Parts {
        role: Role::Filler,
        opinion: "属实".into(),
        signer: Signer { name: "张三".into(), title: String::new(), unit: session.setting().unit.name.clone() },
        signed: Moment::read(&now).unwrap(),
    };
    let file = envelope::seal(ContentKind::Report, &report::content(&session, &stamp), parts, &key()).unwrap();
    let catalogues = shelf.open();
    let at_hand = verify::Shelf { catalogues: &catalogues, calendars: &shelf.calendars, ..verify::Shelf::default() };
    let found = verify(&file, &at_hand);
    assert_eq!((found.outcome, found.reasons), (Outcome::IntactUnknown, Vec::new()));
    let altered = String::from_utf8(file).unwrap().replacen("属实", "不实", 1);
    assert_eq!(verify(altered.as_bytes(), &at_hand).outcome, Outcome::Invalid);
}
