//! Signed trust lists: what an office issues, and what is refused of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use zicha_core::canonical::Value;
use zicha_core::envelope::{ContentKind, Parts, add_signature, seal};
use zicha_core::pinned::{self, Pins, Seen};
use zicha_core::sign::{Day, Moment, PrivateKey, Role, Signer};
use zicha_core::text::{self, Lang};
use zicha_core::trust::{KeyStatus, TrustList, TrustedKey};

fn key(number: u8) -> PrivateKey {
    PrivateKey::from_seed(&[number; 32])
}

fn day(text: &str) -> Day {
    Day::read(text).unwrap()
}

fn parts(role: Role) -> Parts {
    Parts {
        role,
        opinion: String::new(),
        signer: Signer { name: "王某".into(), title: "主任".into(), unit: "区法治办".into() },
        signed: Moment::read("2021-01-01T09:00:00+08:00").unwrap(),
    }
}

fn entry(number: u8, role: Role) -> TrustedKey {
    TrustedKey {
        key: key(number).public().clone(),
        name: format!("持有人{number}"),
        unit: "区司法局".into(),
        roles: vec![role],
        status: KeyStatus::Active,
        since: day("2021-01-01"),
    }
}

/// The office's key is 9.
fn list() -> TrustList {
    let keys = vec![entry(9, Role::Office), entry(1, Role::Filler)];
    TrustList::first("区法治办", day("2021-01-01"), day("2021-12-31"), keys).unwrap()
}

fn signed(list: &TrustList, by: u8) -> Vec<u8> {
    seal(ContentKind::Trust, &list.to_value(), parts(Role::Office), &key(by)).unwrap()
}

fn pins(numbers: &[u8]) -> Pins {
    Pins::new(&numbers.iter().map(|number| key(*number).kid()).collect::<Vec<_>>()).unwrap()
}

fn code(file: &[u8], pins: &Pins, seen: Option<&Seen>) -> &'static str {
    match pinned::open(file, pins, seen) {
        Ok(_) => "accepted",
        Err(error) => {
            [Lang::Zh, Lang::En].iter().for_each(|lang| assert!(!text::pinned_error(&error, *lang).is_empty()));
            error.code()
        }
    }
}

#[test]
fn list_signed_by_the_pinned_key_comes_back_as_it_was() {
    let pinned = pinned::open(&signed(&list(), 9), &pins(&[9]), None).unwrap();
    assert_eq!(pinned.list(), &list());
    assert_eq!((pinned.seen().seq, pinned.signers().len()), (1, 1));
    assert_eq!(pinned::claimed_signers(&signed(&list(), 9)), Ok(vec![key(9).kid()]));
}

#[test]
fn list_of_another_key_role_or_kind_is_refused() {
    let check = |file: &[u8], pinned: &[u8], expected| assert_eq!(code(file, &pins(pinned), None), expected);
    check(&signed(&list(), 8), &[9], "not-pinned");
    check(&signed(&list(), 8), &[7, 9], "not-pinned");
    check(&signed(&list(), 9), &[7, 9], "accepted");
    let as_head = seal(ContentKind::Trust, &list().to_value(), parts(Role::Head), &key(9)).unwrap();
    check(&as_head, &[9], "not-the-office");
    let rollup = seal(ContentKind::Rollup, &list().to_value(), parts(Role::Office), &key(9)).unwrap();
    check(&rollup, &[9], "not-a-list");
    let empty = seal(ContentKind::Trust, &Value::object([("a", Value::Null)]), parts(Role::Office), &key(9)).unwrap();
    check(&empty, &[9], "unknown-member");
    let text = String::from_utf8(signed(&list(), 9)).unwrap();
    check(text.replace("持有人1", "持有人2").as_bytes(), &[9], "content-digest");
    check(b"{}", &[9], "foreign-file");
    assert_eq!(TrustList::read(text.as_bytes()).unwrap_err().code(), "signed-list");
}

#[test]
fn changing_the_office_key_works_with_both_signatures_or_both_pins() {
    let next = list().with_key(entry(8, Role::Office)).unwrap().renewed(day("2021-06-01"), day("2022-05-31")).unwrap();
    let both = add_signature(&signed(&next, 9), parts(Role::Office), &key(8)).unwrap();
    for pinned in [&[9][..], &[8], &[8, 9]] {
        assert_eq!(code(&both, &pins(pinned), None), "accepted");
    }
    let later = next.with_status(key(9).kid(), KeyStatus::Revoked, day("2021-07-01")).unwrap();
    assert_eq!(code(&signed(&later, 8), &pins(&[8, 9]), None), "accepted");
    assert_eq!(code(&signed(&later, 9), &pins(&[8, 9]), None), "not-pinned", "a withdrawn key vouches for nothing");
    assert!(Pins::new(&[]).is_none());
    assert!(Pins::new(&[key(7).kid(), key(8).kid(), key(9).kid()]).is_none());
    assert_eq!(Pins::new(&[key(9).kid(), key(9).kid()]), Some(pins(&[9])));
}

#[test]
fn lower_or_reused_seq_is_refused() {
    let second = list().renewed(day("2021-02-01"), day("2021-12-31")).unwrap();
    let seen = pinned::open(&signed(&second, 9), &pins(&[9]), None).unwrap().seen();
    let check = |list: &TrustList, expected| assert_eq!(code(&signed(list, 9), &pins(&[9]), Some(&seen)), expected);
    check(&second, "accepted");
    check(&list(), "lower-seq");
    check(&list().renewed(day("2021-02-02"), day("2021-12-31")).unwrap(), "seq-reused");
    check(&second.renewed(day("2021-03-01"), day("2021-12-31")).unwrap(), "accepted");
}

#[test]
fn changes_keep_every_entry_and_say_what_cannot_be_changed() {
    let list = list().with_status(key(1).kid(), KeyStatus::Revoked, day("2021-05-01")).unwrap();
    let found = list.find(key(1).kid()).unwrap();
    assert_eq!((found.status, &found.since, list.keys().len()), (KeyStatus::Revoked, &day("2021-05-01"), 2));
    let code = |error: zicha_core::trust::IssueError| {
        [Lang::Zh, Lang::En].iter().for_each(|lang| assert!(!text::issue_error(&error, *lang).is_empty()));
        error.code()
    };
    let again = list.with_status(key(1).kid(), KeyStatus::Revoked, day("2021-05-01")).unwrap_err();
    assert_eq!(code(again), "unchanged");
    let unknown = list.with_status(key(5).kid(), KeyStatus::Revoked, day("2021-05-01")).unwrap_err();
    assert_eq!(code(unknown), "unknown-key");
    let long = TrustedKey { name: "长".repeat(101), ..entry(2, Role::Head) };
    assert_eq!(code(list.with_key(long).unwrap_err()), "too-long");
    let invisible = TrustedKey { name: "王\u{200b}某".into(), ..entry(2, Role::Head) };
    assert_eq!(code(list.with_key(invisible).unwrap_err()), "forbidden-character");
    assert_eq!(code(list.renewed(day("2021-02-01"), day("2021-01-01")).unwrap_err()), "days-reversed");
    let twice = TrustList::first("办", day("2021-01-01"), day("2021-01-02"), vec![entry(1, Role::Head); 2]);
    assert_eq!(code(twice.unwrap_err()), "key-twice");
}
