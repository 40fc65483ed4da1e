//! Reports: signed, altered, and judged by other rules.

use zicha_core::answer::SlotRef;
use zicha_core::canonical::{self, Value};
use zicha_core::draft::Identity;
use zicha_core::envelope::{ContentKind, Parts, seal};
use zicha_core::report::{self, App, Stamp};
use zicha_core::session::{Edit, Session};
use zicha_core::sign::{Moment, PrivateKey, Role, Signer};
use zicha_core::verify::{Outcome, Reason, Shelf, Verification, verify};

use crate::maker::{calendar, hongqiao, session};

pub fn stamp() -> Stamp {
    let identity = Identity { id: "0123456789abcdef0123456789abcdef".into(), revision: 1, supersedes: None };
    let app = App { name: "zicha".into(), version: "0.1.0".into(), build: "test".into() };
    Stamp { identity, created: "2021-01-05T09:00:00+08:00".into(), app }
}

pub fn signed(content: &Value, unit: &str) -> Vec<u8> {
    let signer = Signer { name: "张三".into(), title: "科员".into(), unit: unit.into() };
    let signed = Moment::read("2021-01-05T09:01:00+08:00").unwrap();
    let parts = Parts { role: Role::Filler, opinion: "属实".into(), signer, signed };
    seal(ContentKind::Report, content, parts, &PrivateKey::from_seed(&[7; 32])).unwrap()
}

fn filled() -> Session {
    let catalogue = hongqiao();
    let at = catalogue.indicator_at("7").unwrap();
    session(&catalogue).edit(at, Edit::Slot { slot: 0, text: "１２".into() })
}

fn check_file(file: &[u8]) -> Verification {
    let (catalogues, calendars) = ([hongqiao()], [calendar()]);
    verify(file, &Shelf { catalogues: &catalogues, calendars: &calendars, ..Shelf::default() })
}

/// The content with one member, named by its path, replaced.
fn with(content: &Value, path: &[&str], value: Value) -> Value {
    let Value::Object(object) = content else { panic!("no object at {path:?}") };
    Value::object(object.iter().map(|(key, old)| match path {
        [last] if key == *last => (key, value.clone()),
        [first, rest @ ..] if key == *first => (key, with(old, rest, value.clone())),
        _ => (key, old.clone()),
    }))
}

#[test]
fn a_report_comes_back_as_the_session_it_was_made_of() {
    let session = filled();
    let content = report::content(&session, &stamp());
    assert_eq!(canonical::parse(&canonical::to_bytes(&content)).as_ref(), Ok(&content));
    let verification = check_file(&signed(&content, "区司法局"));
    assert_eq!(verification.reasons, []);
    assert_eq!(verification.outcome, Outcome::IntactUnknown);
    let verified = verification.report.unwrap();
    assert_eq!(verified.session().total(), session.total());
    assert_eq!(verified.content().unit.name, "区司法局");
    let at = session.catalogue().indicator_at("7").unwrap();
    assert_eq!(verified.session().row(at).unwrap().answer.slots[0], "12", "counts are signed as integers");
}

#[test]
fn every_claim_that_is_not_so_is_refused_with_its_own_reason() {
    let content = report::content(&filled(), &stamp());
    let check = |path: &[&str], value: Value, code: &str| {
        let verification = check_file(&signed(&with(&content, path, value), "区司法局"));
        assert_eq!(verification.outcome, Outcome::Invalid, "{path:?}");
        assert!(
            verification.reasons.iter().any(|reason| reason.code() == code),
            "{path:?}: {:?}",
            verification.reasons
        );
        assert!(verification.report.is_none());
    };
    check(&["computed", "verdicts", "7-r1"], Value::text("met"), "verdict-differs");
    check(&["catalogue", "sha-256"], Value::Str("0".repeat(64)), "other-catalogue");
    check(&["catalogue", "id"], Value::text("hongqiao-2021"), "unknown-catalogue");
    check(&["calendar", "sha-256"], Value::Str("0".repeat(64)), "unknown-calendar");
    check(&["period", "end"], Value::text("2021-12-31"), "unknown-period");
    check(&["unit", "code"], Value::text("other"), "unknown-unit");
    check(&["unit", "type"], Value::text("county"), "unknown-unit");
    check(&["schema"], Value::text("zicha-report/2"), "not-allowed");
    check(&["revision"], Value::Int(0), "not-allowed");
    check(&["answers"], Value::object([("950", Value::object([("note", Value::text("x"))]))]), "foreign-answer");
    let first = filled().catalogue().indicators[6].slots[0].id.clone();
    let unreadable = Value::object([("slots", Value::object([(first, Value::text("很多"))]))]);
    check(&["answers"], Value::object([("7", unreadable)]), "verdict-differs");
}

#[test]
fn a_signer_of_another_unit_and_a_missing_role_are_named() {
    let content = report::content(&filled(), &stamp());
    let reasons = check_file(&signed(&content, "区财政局")).reasons;
    assert!(matches!(reasons.as_slice(), [Reason::SignerOfOtherUnit { index: 0, .. }]), "{reasons:?}");
}

#[test]
fn without_its_catalogue_a_report_is_not_believed() {
    let file = signed(&report::content(&filled(), &stamp()), "区司法局");
    let verification = verify(&file, &Shelf::default());
    assert_eq!(verification.reasons.first().map(Reason::code), Some("unknown-catalogue"));
}

#[test]
fn any_flipped_byte_of_a_signed_report_changes_nothing_or_is_refused() {
    let content = report::content(&filled(), &stamp());
    let file = signed(&content, "区司法局");
    let sound = check_file(&file);
    // Every 41st byte here; the envelope's own tests go over every byte of a small file.
    for at in (0..file.len()).step_by(41) {
        let mut altered = file.clone();
        altered[at] ^= 1;
        let verification = check_file(&altered);
        let same = verification.outcome == sound.outcome && verification.fingerprint == sound.fingerprint;
        assert!(same || verification.outcome == Outcome::Invalid, "byte {at}");
    }
}

#[test]
fn errors_keep_from_signing_and_shortfalls_do_not() {
    let catalogue = hongqiao();
    let at = catalogue.indicator_at("7").unwrap();
    let kind = catalogue.indicators[at].requirements[0].kind.slots();
    let [SlotRef::Own(part), SlotRef::Own(whole)] = kind[..] else { panic!("a rate of own figures") };
    let put = |slot: usize, text: &str| Edit::Slot { slot, text: text.to_owned() };
    let short = session(&catalogue).edit(at, put(part, "1")).edit(at, put(whole, "9"));
    assert_eq!(report::blockers(&short), []);
    let broken = short.edit(at, put(part, "许多"));
    assert_eq!(report::blockers(&broken).len(), 1);
}
