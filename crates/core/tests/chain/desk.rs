//! What the office does with a file that comes in: its class, and the receipt.

use zicha_core::envelope::open;
use zicha_core::ledger::{Class, Consent, Incoming, IssueError, Ledger, Wanted, receipt_name};
use zicha_core::sign::{ReceiptVerdict, Role};
use zicha_core::trust::TrustList;
use zicha_core::verify::{Outcome, Shelf, verify};

use crate::ledger::{next, with_id};
use crate::maker::{AT_OFFICE, OFFICE, STRANGER, calendar, catalogue, day, key, parts, trust};

struct Desk {
    ledger: Ledger,
    bytes: Vec<u8>,
}

fn desk() -> Desk {
    let (ledger, bytes) = Ledger::begin(OFFICE, &day("2021-01-01")).unwrap();
    Desk { ledger, bytes }
}

fn with<T>(trust: Option<&TrustList>, then: impl FnOnce(&Shelf<'_>) -> T) -> T {
    let (catalogues, calendars) = ([catalogue()], [calendar()]);
    then(&Shelf { catalogues: &catalogues, calendars: &calendars, trust, received: None })
}

fn look(desk: &Desk, file: &[u8], trust: Option<&TrustList>) -> Incoming {
    with(trust, |shelf| Incoming::look(file, &desk.ledger, shelf, None))
}

fn issue(
    desk: &mut Desk,
    file: &[u8],
    consents: &[Consent],
    trust: Option<&TrustList>,
    by: u8,
) -> Result<Vec<u8>, IssueError> {
    let incoming = look(desk, file, trust);
    let (office, key) = (parts(Role::Office), key(by));
    let issued = with(trust, |shelf| desk.ledger.issue(file, &incoming, consents, (&office, &key), shelf))?;
    desk.bytes.extend(issued.line);
    Ok(issued.file)
}

#[test]
fn class_is_the_worst_that_can_be_said() {
    let (mut desk, list) = (desk(), trust());
    let check = |desk: &Desk, file: &[u8], trust: Option<&TrustList>, expected: Class, asks: Option<&[Consent]>| {
        let found = look(desk, file, trust);
        assert_eq!((found.class(), found.asks().as_deref()), (expected, asks), "{}", expected.code());
    };
    let one = with_id("a", 0);
    let two = next(&one, ["4", "4"]);
    check(&desk, &one, Some(&list), Class::Clear, Some(&[]));
    check(&desk, &one, None, Class::UnknownSigner, Some(&[Consent::UnknownSigner]));
    check(&desk, b"{}", Some(&list), Class::Invalid, None);
    issue(&mut desk, &one, &[], Some(&list), AT_OFFICE).unwrap();
    check(&desk, &one, Some(&list), Class::Duplicate, None);
    check(&desk, &one, None, Class::Duplicate, None);
    check(&desk, &with_id("c", 0), Some(&list), Class::Another, Some(&[Consent::Another]));
    check(&desk, &with_id("c", 0), None, Class::Another, Some(&[Consent::UnknownSigner, Consent::Another]));
    check(&desk, &two, Some(&list), Class::Clear, Some(&[]));
    issue(&mut desk, &two, &[], Some(&list), AT_OFFICE).unwrap();
    check(&desk, &next(&one, ["5", "5"]), Some(&list), Class::Fork, None);
    issue(&mut desk, &next(&two, ["6", "6"]), &[], Some(&list), AT_OFFICE).unwrap();
    check(&desk, &next(&one, ["7", "7"]), Some(&list), Class::Superseded, None);
    assert_eq!(Ledger::read(&desk.bytes).unwrap(), desk.ledger);
}

#[test]
fn another_catalogue_or_period_than_the_office_collects_is_its_own_class() {
    let (desk, list, file) = (desk(), trust(), with_id("a", 0));
    let class = |catalogue: &str, period: &str| {
        let wanted = Wanted { catalogue: catalogue.into(), period: period.into() };
        with(Some(&list), |shelf| Incoming::look(&file, &desk.ledger, shelf, Some(&wanted)).class())
    };
    assert_eq!(class("chain", "2020"), Class::Clear);
    assert_eq!(class("chain", "2021"), Class::OtherMatter);
    assert_eq!(class("hongqiao-2020", "2020"), Class::OtherMatter);
    let none = Incoming::look(&file, &desk.ledger, &Shelf::default(), None);
    assert_eq!(none.class(), Class::OtherMatter, "its catalogue is not at hand");
}

#[test]
fn receipt_and_line_go_together_and_the_file_verifies() {
    let (mut desk, list) = (desk(), trust());
    let file = issue(&mut desk, &with_id("a", 0), &[], Some(&list), AT_OFFICE).unwrap();
    let found = with(Some(&list), |shelf| verify(&file, shelf));
    assert_eq!(found.outcome, Outcome::Trusted);
    assert_eq!(desk.ledger.vouched_by(&open(&file).unwrap()), Some(Ok(1)));
    assert_eq!(desk.ledger.lines()[0].statement().receipt.as_ref().unwrap().verdict, ReceiptVerdict::Trusted);
}

#[test]
fn what_nobody_let_pass_changes_nothing() {
    let (mut desk, list) = (desk(), trust());
    let before = desk.ledger.clone();
    let one = with_id("a", 0);
    assert_eq!(issue(&mut desk, &one, &[], None, AT_OFFICE), Err(IssueError::NotTaken(Class::UnknownSigner)));
    assert_eq!(issue(&mut desk, b"{}", &[], None, AT_OFFICE), Err(IssueError::NotTaken(Class::Invalid)));
    assert_eq!(desk.ledger, before);
    issue(&mut desk, &one, &[Consent::UnknownSigner], None, STRANGER).unwrap();
    let receipt = desk.ledger.lines()[0].statement().receipt.clone().unwrap();
    assert_eq!(receipt.verdict, ReceiptVerdict::IntactUnknown);
    assert_eq!(issue(&mut desk, &one, &[], Some(&list), AT_OFFICE), Err(IssueError::NotTaken(Class::Duplicate)));
}

#[test]
fn ledger_that_grew_since_the_look_has_the_last_word() {
    let (mut desk, list, file) = (desk(), trust(), with_id("a", 0));
    let early = look(&desk, &file, Some(&list));
    issue(&mut desk, &file, &[], Some(&list), AT_OFFICE).unwrap();
    let (office, key) = (parts(Role::Office), key(AT_OFFICE));
    let again = with(Some(&list), |shelf| desk.ledger.issue(&file, &early, &[], (&office, &key), shelf));
    assert_eq!(again, Err(IssueError::NotTaken(Class::Duplicate)));
}

#[test]
fn receipted_report_is_named_after_the_report() {
    let check = |from: &str, expected: &str| assert_eq!(receipt_name(from), expected);
    check("in/区司法局-2020.report.json", "区司法局-2020.received.json");
    check("C:\\in\\a.json", "a.received.json");
    check("a", "a.received.json");
}
