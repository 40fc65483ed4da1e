//! The desk from an empty table to two signed issues.

use super::super::make::{self, Form, make};
use super::*;
use crate::pins::Pinboard;
use zicha_core::enrolment::Enrolment;
use zicha_core::envelope::{Parts, add_signature, seal};
use zicha_core::pinned::Pins;
use zicha_core::sign::{ContentKind, Moment, PrivateKey, Signer};

const OFFICE: u8 = 9;

#[test]
fn everything_that_is_refused_says_how_to_mend_it() {
    use crate::pages::trust::make::{Fault as Unsigned, MakeError};
    use crate::words::said::{self, every};
    use zicha_core::enrolment::EnrolmentError;
    use zicha_core::envelope::{EnvelopeError, SealError};
    let (name, json) = (|| "名单.json".to_owned(), || canonical::parse(b"{").unwrap_err());
    let (unread, issue) = (FileError::Unreadable, || IssueError::UnknownKey { kid: key(1).kid() });
    let open = every![
        OpenError::Signed(_) => OpenError::Signed(PinnedError::LowerSeq { seq: 1, seen: 2 }),
        OpenError::Bare(_) => OpenError::Bare(TrustError::DaysReversed),
        OpenError::Unread(_) => OpenError::Unread(unread),
    ];
    said::check(&open, OpenError::sentence);
    let offered = every![
        Refused::Json(_) => Refused::Json(json()),
        Refused::Enrolment(_) => Refused::Enrolment(Box::new(EnrolmentError::File(EnvelopeError::Foreign))),
        Refused::NoKey => Refused::NoKey,
        Refused::Unread(_) => Refused::Unread(FileError::TooLarge { bytes: 9, limit: 8 << 20 }),
    ];
    said::check(&offered, Refused::sentence);
    let faults = every![
        Fault::Open { .. } => Fault::Open { name: name(), error: open[1].clone() },
        Fault::Offer { .. } => Fault::Offer { name: name(), error: offered[2].clone() },
        Fault::Issue(_) => Fault::Issue(issue()),
        Fault::TooMany => Fault::TooMany,
    ];
    said::check(&faults, |it, lang| it.sentence(lang));
    let unsigned = every![
        Unsigned::Waiting => Unsigned::Waiting,
        Unsigned::Expires => Unsigned::Expires,
        Unsigned::Past => Unsigned::Past,
        Unsigned::Name => Unsigned::Name,
        Unsigned::BaseUnknown => Unsigned::BaseUnknown,
        Unsigned::KeyMissing => Unsigned::KeyMissing,
    ];
    said::check(&unsigned, |it, lang| it.sentence(words::of(lang).trust()).to_owned());
    let making = every![
        MakeError::Clock => MakeError::Clock,
        MakeError::Issue(_) => MakeError::Issue(issue()),
        MakeError::Seal(_) => MakeError::Seal(SealError::TooManySignatures),
        MakeError::Refused(_) => MakeError::Refused(PinnedError::SeqReused { seq: 2 }),
        MakeError::TooLarge => MakeError::TooLarge,
    ];
    said::check(&making, MakeError::sentence);
}

fn key(number: u8) -> PrivateKey {
    PrivateKey::from_seed(&[number; 32])
}

fn day(text: &str) -> Day {
    Day::read(text).unwrap()
}

/// An enrolment of that person's key as head of the unit, in place of another where `old` says so.
fn enrolment(number: u8, name: &str, old: Option<u8>) -> Vec<u8> {
    let it = Enrolment {
        key: key(number).public().clone(),
        holder: Signer { name: name.into(), title: "局长".into(), unit: "区司法局".into() },
        roles: vec![Role::Head],
        created: Moment::read("2026-05-01T09:00:00+08:00").unwrap(),
        replaces: old.map(|old| key(old).kid()),
    };
    let parts: Parts = it.parts();
    let file = seal(ContentKind::Enrolment, &it.to_value(), parts.clone(), &key(number)).unwrap();
    old.map_or(file.clone(), |old| add_signature(&file, parts, &key(old)).unwrap())
}

fn offer(bytes: Vec<u8>) -> Step {
    Step::Offer { name: "登记.json".into(), bytes }
}

fn after(steps: Vec<Step>) -> Desk {
    let desk = Rc::new(Desk::new(Some(day("2026-06-01"))));
    (*steps.into_iter().fold(desk, Desk::reduce)).clone()
}

fn begun(steps: Vec<Step>) -> Desk {
    after([Step::Begin(" 区法治办 ".into())].into_iter().chain(steps).collect())
}

fn form() -> Form {
    Form { expires: "2026.12.31".into(), name: "赵某".into(), job: "主任".into(), base_known: false }
}

fn signed(desk: &Desk, by: u8) -> make::Made {
    make(desk, &form(), &key(by), "2026-06-01T09:00:00+08:00").unwrap()
}

/// Status of that key in the list.
fn status(desk: &Desk, number: u8) -> Option<KeyStatus> {
    desk.list.as_ref().unwrap().find(key(number).kid()).map(|it| it.status)
}

#[test]
fn a_key_waits_until_it_was_compared_and_then_stands_in_the_list() {
    let desk = begun(vec![offer(enrolment(1, "李某", None))]);
    assert_eq!((desk.waiting.len(), status(&desk, 1)), (1, None));
    assert_eq!(desk.standing(&desk.waiting[0]), Standing::OnPaper);
    let twice = begun(vec![offer(enrolment(1, "李某", None)), offer(enrolment(1, "李某", None))]);
    assert_eq!(twice.waiting.len(), 1);
    let desk = begun(vec![offer(enrolment(1, "李某", None)), Step::Confirm(1)]);
    assert_eq!((desk.waiting.len(), status(&desk, 1)), (0, Some(KeyStatus::Active)));
    let desk = begun(vec![offer(enrolment(1, "李某", None)), Step::Drop(1)]);
    assert_eq!((desk.waiting.len(), status(&desk, 1)), (0, None));
}

#[test]
fn a_bare_key_needs_a_person_a_unit_and_a_role() {
    let jwk = canonical::to_bytes(&key(2).public().to_jwk());
    let named = |more: Vec<Step>| {
        let steps = vec![offer(jwk.clone()), Step::Name(1, "王某".into()), Step::Unit(1, "区司法局".into())];
        begun(steps.into_iter().chain(more).collect())
    };
    assert!(named(vec![Step::Confirm(1)]).waiting[0].tried);
    let desk = named(vec![Step::Role(1, 1, true), Step::Confirm(1)]);
    let entry = desk.list.as_ref().unwrap().find(key(2).kid()).unwrap();
    assert_eq!((entry.name.as_str(), &entry.roles[..]), ("王某", &[Role::Reviewer][..]));
    assert!(matches!(begun(vec![offer(b"{}".to_vec())]).fault, Some(Fault::Offer { error: Refused::NoKey, .. })));
}

#[test]
fn a_new_key_signed_for_by_the_old_one_retires_it() {
    let steps = || vec![offer(enrolment(1, "李某", None)), Step::Confirm(1), offer(enrolment(2, "李某", Some(1)))];
    let desk = begun(steps());
    assert_eq!(desk.standing(&desk.waiting[0]), Standing::CarriedOver);
    let desk = begun(steps().into_iter().chain([Step::Confirm(2)]).collect());
    assert_eq!((status(&desk, 1), status(&desk, 2)), (Some(KeyStatus::Expired), Some(KeyStatus::Active)));
    let other = vec![offer(enrolment(1, "李某", None)), Step::Confirm(1), offer(enrolment(2, "张某", Some(1)))];
    let desk = begun(other.into_iter().chain([Step::Confirm(2)]).collect());
    assert_eq!(status(&desk, 1), Some(KeyStatus::Active), "another person's key retires nothing");
}

#[test]
fn the_first_issue_has_the_offices_own_key_and_opens_by_it() {
    let desk = begun(vec![offer(enrolment(1, "李某", None)), Step::Confirm(1)]);
    let made = signed(&desk, OFFICE);
    let pins = Pins::new(&[key(OFFICE).kid()]).unwrap();
    let list = pinned::open(&made.bytes, &pins, None).unwrap().into_list();
    assert_eq!((list.seq, list.office.as_str(), list.expires.as_str()), (1, "区法治办", "2026-12-31"));
    assert_eq!(list.find(key(OFFICE).kid()).unwrap().roles, [Role::Office]);
    assert_eq!(made.file_name, "区法治办-受信名单-第1期.trust.json");
}

#[test]
fn the_next_issue_grows_by_one_and_says_what_changed() {
    let first = signed(&begun(vec![offer(enrolment(1, "李某", None)), Step::Confirm(1)]), OFFICE);
    let open = || Step::Open { name: first.file_name.clone(), bytes: first.bytes.to_vec() };
    let desk = after(vec![open()]);
    assert!(!desk.is_changed());
    let changing = Changing { kid: key(1).kid(), status: KeyStatus::Revoked, since: String::new() };
    let desk = after(vec![open(), Step::Change(Some(changing)), Step::Retire(day("2026-06-01"))]);
    assert_eq!((desk.changes().len(), desk.changing.is_none(), desk.is_changed()), (1, true, true));
    let second = signed(&desk, OFFICE);
    assert_eq!((second.base.list.seq, second.base.list.count(KeyStatus::Revoked)), (2, 1));
    let same = Changing { kid: key(1).kid(), status: KeyStatus::Active, since: String::new() };
    let again = after(vec![open(), Step::Change(Some(same)), Step::Retire(day("2026-06-01"))]);
    assert!(matches!(again.fault, Some(Fault::Issue(IssueError::Unchanged { .. }))));
}

#[test]
fn signing_asks_who_signed_the_list_before_unless_the_key_in_hand_did() {
    let first = signed(&begun(Vec::new()), OFFICE);
    let desk = after(vec![Step::Open { name: "名单.json".into(), bytes: first.bytes.to_vec() }]);
    let asked = |form: &Form, pins: &Pinboard, by: u8| make::faults(&desk, form, pins, Some(key(by).kid()));
    let none = Pinboard::default();
    assert_eq!(asked(&form(), &none, OFFICE), []);
    assert_eq!(asked(&form(), &none, 8), [make::Fault::BaseUnknown]);
    assert_eq!(asked(&Form { base_known: true, ..form() }, &none, 8), []);
    assert_eq!(asked(&form(), &none.with(key(OFFICE).kid(), "区法治办", day("2026-01-01")).unwrap(), 8), []);
    let bare = canonical::to_bytes(&first.base.list.to_value());
    let desk = after(vec![Step::Open { name: "名单.json".into(), bytes: bare }]);
    assert_eq!(make::faults(&desk, &form(), &none, Some(key(OFFICE).kid())), [make::Fault::BaseUnknown]);
}

#[test]
fn signing_needs_a_day_to_come_a_name_a_key_and_no_key_left_waiting() {
    let none = Pinboard::default();
    let desk = begun(vec![offer(enrolment(1, "李某", None))]);
    use make::Fault as F;
    assert_eq!(make::faults(&desk, &Form::default(), &none, None), [F::Waiting, F::Expires, F::Name, F::KeyMissing]);
    let past = Form { expires: "2026-05-31".into(), ..form() };
    assert_eq!(make::faults(&begun(Vec::new()), &past, &none, Some(key(OFFICE).kid())), [F::Past]);
    let today = Form { expires: "2026年6月1日".into(), ..form() };
    assert_eq!(make::faults(&begun(Vec::new()), &today, &none, Some(key(OFFICE).kid())), []);
}

#[test]
fn a_key_that_the_list_withdraws_does_not_sign_it() {
    let first = signed(&begun(Vec::new()), OFFICE);
    let open = Step::Open { name: "名单.json".into(), bytes: first.bytes.to_vec() };
    let changing = Changing { kid: key(OFFICE).kid(), status: KeyStatus::Revoked, since: String::new() };
    let desk = after(vec![open, Step::Change(Some(changing)), Step::Retire(day("2026-06-01"))]);
    let made = make(&desk, &form(), &key(OFFICE), "2026-06-01T09:00:00+08:00");
    assert!(matches!(made, Err(make::MakeError::Refused(PinnedError::NotPinned { .. }))));
}
