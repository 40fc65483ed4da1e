//! Signed trust lists: what an office issues, and what is refused of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use zicha_core::canonical::Value;
use zicha_core::envelope::{ContentKind, Parts, add_signature, seal};
use zicha_core::pinned::{self, Kept, KeptPin, PINS_MAX, Pins, Seen};
use zicha_core::sign::{Day, Moment, PrivateKey, Role, Signer};
use zicha_core::text::{self, Lang};
use zicha_core::trust::{KeyStatus, TrustList, TrustedKey, changes};

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

/// The same of an office of another name.
fn list_of(office: &str) -> TrustList {
    let TrustList { issued, expires, .. } = list();
    TrustList::first(office, issued, expires, list().keys().to_vec()).unwrap()
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

fn pin(number: u8, office: &str) -> KeptPin {
    KeptPin { kid: key(number).kid(), office: office.into(), since: day("2021-01-02") }
}

/// The word of what came of opening it.
fn opened(kept: &Kept, file: &[u8], more: &[u8]) -> &'static str {
    let more: Vec<_> = more.iter().map(|number| key(*number).kid()).collect();
    kept.open(file, &more).map_or_else(|error| error.code(), |_| "accepted")
}

#[test]
fn a_list_is_shown_before_anybody_vouches_for_it() {
    let claimed = pinned::claim(&signed(&list(), 8)).unwrap();
    assert_eq!((claimed.list().office.as_str(), claimed.seen().seq), ("区法治办", 1));
    assert_eq!(claimed.signers()[0].0, key(8).kid());
    assert_eq!(claimed.signers()[0].1.signer.name, "王某");
    let as_head = seal(ContentKind::Trust, &list().to_value(), parts(Role::Head), &key(9)).unwrap();
    assert_eq!(pinned::claim(&as_head).unwrap_err().code(), "not-the-office");
    assert_eq!(pinned::claim(b"{}").unwrap_err().code(), "foreign-file");
}

#[test]
fn kept_pins_open_a_list_and_two_are_the_most() {
    let (first, none) = (signed(&list(), 9), Kept::default());
    assert_eq!(opened(&none, &first, &[]), "not-pinned");
    assert_eq!(opened(&none, &first, &[9]), "accepted");
    let kept = none.with(pin(9, "区法治办")).unwrap();
    assert_eq!(opened(&kept, &first, &[]), "accepted");
    assert_eq!(opened(&kept, &signed(&list(), 8), &[]), "not-pinned");
    assert_eq!(opened(&kept, &first, &[7, 8]), "not-pinned", "those of the page come first and two are the most");
    let both = kept.with(pin(8, "区法治办")).unwrap();
    assert_eq!(both.pins().len(), PINS_MAX);
    assert!(both.with(pin(7, "区法治办")).is_none());
    assert_eq!(both.with(pin(9, "区法治办")).unwrap().pins().len(), PINS_MAX, "the same one anew");
    assert_eq!(opened(&both.without(key(9).kid()), &first, &[]), "not-pinned");
}

#[test]
fn what_is_kept_comes_back_and_refuses_a_lower_seq() {
    let second = list().renewed(day("2021-02-01"), day("2021-12-31")).unwrap();
    let kept = Kept::default().with(pin(9, "区法治办")).unwrap();
    let kept = kept.saw(&kept.open(&signed(&second, 9), &[]).unwrap());
    let kept = Kept::read(&kept.to_bytes()).unwrap();
    assert_eq!(kept.seen("区法治办").map(|it| it.seq), Some(2));
    assert_eq!(opened(&kept, &signed(&second, 9), &[]), "accepted");
    assert_eq!(opened(&kept, &signed(&list(), 9), &[]), "lower-seq");
    let other = list().renewed(day("2021-02-02"), day("2021-12-31")).unwrap();
    assert_eq!(opened(&kept, &signed(&other, 9), &[]), "seq-reused");
    assert_eq!(opened(&kept, &signed(&list_of("市司法局"), 9), &[]), "accepted", "each office counts for itself");
    let anew = kept.without(key(9).kid()).with(pin(9, "区法治办")).unwrap();
    assert_eq!(opened(&anew, &signed(&list(), 9), &[]), "accepted", "a person may begin anew");
    let next = kept.with(pin(8, "区法治办")).unwrap().without(key(9).kid());
    assert_eq!(opened(&next, &signed(&list(), 8), &[]), "lower-seq", "but not by changing from key to key");
}

#[test]
fn kept_text_that_is_not_ours_is_refused() {
    let good = String::from_utf8(Kept::default().with(pin(9, "办")).unwrap().to_bytes()).unwrap();
    assert!(Kept::read(good.as_bytes()).is_ok());
    let twice = good.replace("[{", "[{\"kid\":\"KID\",\"office\":\"办\",\"since\":\"2021-01-02\"},{");
    let twice = twice.replace("KID", &key(9).kid().to_string());
    for bad in ["", "{}", &good.replace("pins/1", "pins/2"), &good.replace("since", "until"), &twice] {
        assert!(Kept::read(bad.as_bytes()).is_err(), "{bad}");
    }
    let many = |count: usize| {
        let sealed = |at| signed(&list_of(&format!("{at}办")), 9);
        let kept = Kept::default().with(pin(9, "办")).unwrap();
        (0..count).fold(kept, |kept, at| kept.saw(&kept.open(&sealed(at), &[]).unwrap()))
    };
    let full = many(pinned::OFFICES_MAX + 1);
    assert!(full.seen("0办").is_none() && full.seen("1办").is_some());
    assert_eq!(Kept::read(&full.to_bytes()).unwrap(), full);
}

#[test]
fn what_changed_between_two_issues_is_said() {
    let old = list();
    let renamed = TrustedKey { name: "改名".into(), ..entry(1, Role::Filler) };
    let steps = [
        old.with_key(entry(2, Role::Head)).unwrap(),
        old.with_status(key(1).kid(), KeyStatus::Revoked, day("2021-05-01")).unwrap(),
        old.with_key(renamed).unwrap(),
        old.renewed(day("2021-02-01"), day("2022-12-31")).unwrap(),
        list_of("办"),
        old.with_successor(entry(3, Role::Filler), key(1).kid()).unwrap(),
    ];
    let said = |a: &TrustList, b: &TrustList| {
        let found = changes(a, b);
        let lines: Vec<String> = found.iter().map(|it| text::list_change(it, Lang::Zh)).collect();
        assert!(found.iter().all(|it| !text::list_change(it, Lang::En).is_empty()));
        lines.join("；")
    };
    assert_eq!(said(&old, &old.renewed(day("2021-02-01"), old.expires.clone()).unwrap()), "");
    let found: Vec<String> = steps.iter().map(|new| said(&old, new)).collect();
    assert!(found[0].starts_with("新登记区司法局持有人2（公钥") && found[0].ends_with("，可签负责人"), "{}", found[0]);
    assert!(found[1].ends_with("由有效改为已注销，自2021年5月1日起"), "{}", found[1]);
    assert!(found[2].contains("的登记改为区司法局改名"), "{}", found[2]);
    assert_eq!(found[3], "有效期由2021年12月31日改为2022年12月31日");
    assert_eq!(found[4], "机关名称由“区法治办”改为“办”");
    assert!(found[5].contains("新登记") && found[5].contains("由有效改为已停用，自2021年1月1日起"), "{}", found[5]);
    assert!(said(&steps[0], &old).starts_with("名单里不再有区司法局持有人2"));
    assert_eq!((steps[1].count(KeyStatus::Active), steps[1].count(KeyStatus::Revoked)), (1, 1));
}
