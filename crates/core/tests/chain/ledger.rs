//! The office's ledger: what comes in, what was altered in it.

use zicha_core::canonical;
use zicha_core::draft::Identity;
use zicha_core::envelope::{add_receipt, open};
use zicha_core::ledger::{self, Intake, Ledger};
use zicha_core::report::{self, Report};
use zicha_core::sign::{ReceiptVerdict, Role};
use zicha_core::text::{self, Lang};
use zicha_core::trust::KeyStatus;
use zicha_core::verify::Outcome;

use crate::maker::{
    AT_OFFICE, OFFICE, STRANGER, catalogue, content, day, identity, key, parts, session, session_of, signed, trust,
    verify_with,
};

fn receive(ledger: &mut Ledger, file: &[u8], by: u8) -> (Vec<u8>, Vec<u8>) {
    let receipt = ledger.next_receipt(ReceiptVerdict::Trusted);
    let receipted = add_receipt(file, parts(Role::Office), receipt, &key(by)).unwrap();
    let envelope = open(&receipted).unwrap();
    let line = ledger.append(&envelope, &read(&receipted)).unwrap();
    (receipted, line)
}

fn read(file: &[u8]) -> Report {
    verify_with(file, None, None).report.unwrap().content().clone()
}

pub fn next(before: &[u8], counts: [&str; 2]) -> Vec<u8> {
    let identity = read(before).identity.next(&open(before).unwrap().digests().sha256_hex());
    signed(&content(&session_of(&catalogue(), 0, counts), identity))
}

pub fn with_id(id: &str, period: usize) -> Vec<u8> {
    let identity = Identity { id: id.repeat(32), ..identity() };
    signed(&content(&session_of(&catalogue(), period, ["3", "1"]), identity))
}

/// Three receipts, as a file and as the files given back.
fn three() -> (Vec<u8>, Vec<Vec<u8>>) {
    let (mut ledger, mut bytes) = Ledger::begin(OFFICE, &day("2021-01-01")).unwrap();
    let mut given = Vec::new();
    for file in [with_id("a", 0), with_id("b", 1), next(&with_id("a", 0), ["4", "4"])] {
        let (receipted, line) = receive(&mut ledger, &file, AT_OFFICE);
        bytes.extend(line);
        given.push(receipted);
    }
    assert_eq!(Ledger::read(&bytes), Ok(ledger));
    (bytes, given)
}

#[test]
fn ledger_is_read_back_and_every_receipt_vouches_for_it() {
    let (bytes, given) = three();
    let ledger = Ledger::read(&bytes).unwrap();
    assert_eq!((ledger.office(), ledger.opened(), ledger.lines().len()), (OFFICE, &day("2021-01-01"), 3));
    assert_eq!(ledger::outcome(&ledger.check(Some(&trust()))), Outcome::Trusted);
    assert_eq!(ledger::outcome(&ledger.check(None)), Outcome::IntactUnknown);
    for (file, no) in given.iter().zip(1..) {
        assert_eq!(ledger.vouched_by(&open(file).unwrap()), Some(Ok(no)));
    }
    assert_eq!(ledger.vouched_by(&open(&with_id("a", 0)).unwrap()), None);
    assert_eq!(ledger.superseded_by(&ledger.lines()[0]), Some(3));
    assert_eq!(ledger.superseded_by(&ledger.lines()[1]), None);
    let digests = *open(&given[0]).unwrap().digests();
    assert_eq!(ledger.received(&digests), Some(day("2021-01-15")));
}

#[test]
fn what_comes_in_is_told_apart() {
    let (mut ledger, _) = Ledger::begin(OFFICE, &day("2021-01-01")).unwrap();
    let (one, other_year) = (with_id("a", 0), with_id("b", 1));
    let (two, fork) = (next(&one, ["4", "4"]), next(&one, ["5", "5"]));
    let three = next(&two, ["6", "6"]);
    let check = |ledger: &Ledger, file: &[u8], expected: Intake| {
        let found = ledger.intake(&read(file), open(file).unwrap().digests());
        assert_eq!(found, expected);
        [Lang::Zh, Lang::En].iter().for_each(|lang| assert!(!text::intake(&found, *lang).is_empty()));
    };
    check(&ledger, &one, Intake::First);
    receive(&mut ledger, &one, AT_OFFICE);
    check(&ledger, &one, Intake::Duplicate { no: 1 });
    check(&ledger, &other_year, Intake::First);
    check(&ledger, &with_id("c", 0), Intake::Another { no: 1 });
    check(&ledger, &two, Intake::Successor { no: 1 });
    check(&ledger, &three, Intake::Successor { no: 1 });
    receive(&mut ledger, &two, AT_OFFICE);
    check(&ledger, &one, Intake::Duplicate { no: 1 });
    check(&ledger, &fork, Intake::Fork { no: 2, revision: 2 });
    receive(&mut ledger, &three, AT_OFFICE);
    check(&ledger, &fork, Intake::Superseded { no: 3, revision: 3 });
    let claims = Identity { revision: 4, supersedes: Some("0".repeat(64)), ..read(&one).identity };
    check(&ledger, &signed(&content(&session(), claims)), Intake::Fork { no: 3, revision: 3 });
    assert_eq!([Intake::First.is_clear(), Intake::Fork { no: 1, revision: 1 }.is_clear()], [true, false]);
}

#[test]
fn every_alteration_of_the_ledger_has_its_reason() {
    let (bytes, given) = three();
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let check = |lines: &[&[u8]], line: usize, code: &str| {
        let error = Ledger::read(&lines.concat()).expect_err(code);
        assert_eq!((error.line, error.fault.code()), (line, code));
        [Lang::Zh, Lang::En].iter().for_each(|lang| assert!(!text::ledger_error(&error, *lang).is_empty()));
    };
    let altered = |at: usize, from: &str, to: &str| {
        let text = String::from_utf8(lines[at].to_vec()).unwrap();
        assert!(text.contains(from), "{text}");
        text.replacen(from, to, 1).into_bytes()
    };
    check(&[lines[0], lines[2], lines[3]], 2, "ledger-prev-mismatch");
    check(&[lines[0], lines[2], lines[1], lines[3]], 2, "ledger-prev-mismatch");
    check(&[lines[0], lines[1], lines[1]], 3, "ledger-prev-mismatch");
    check(&[lines[1], lines[2]], 1, "unknown-member");
    check(&[], 1, "ledger-cut");
    check(&[lines[0], &lines[1][..100]], 2, "ledger-cut");
    check(&[lines[0], b"\n"], 2, "empty");
    check(&[&altered(0, OFFICE, "区财政局"), lines[1]], 2, "ledger-prev-mismatch");
    check(&[lines[0], &altered(1, "2020", "2021"), lines[2]], 3, "ledger-prev-mismatch");
    check(&[lines[0], &altered(1, "\"no\":1", "\"no\":2")], 2, "ledger-no-mismatch");
    check(&[lines[0], &altered(1, "\"role\":\"office\"", "\"role\":\"head\"")], 2, "unknown-member");
    check(&[lines[0], &altered(1, "\"x\":\"", "\"x\":\"AA")], 2, "bad-key");
    check(&[lines[0], &altered(1, "{", "{\"note\":1,")], 2, "unknown-member");
    let statement_no = altered(1, "\"receipt\":{\"ledger_prev\"", "\"receipt\":{\"ledger_Prev\"");
    check(&[lines[0], &statement_no], 2, "unknown-member");
    // Cut at a line end: the lines agree, a receipt given out shows it.
    let cut = Ledger::read(&lines[..3].concat()).unwrap();
    assert_eq!(cut.vouched_by(&open(&given[2]).unwrap()), Some(Err(3)));
    // Written anew by someone else: whole, but signed by nobody the list believes, and no receipt fits.
    let (mut forged, _) = Ledger::begin(OFFICE, &day("2021-01-01")).unwrap();
    receive(&mut forged, &with_id("b", 1), STRANGER);
    assert_eq!(ledger::outcome(&forged.check(Some(&trust()))), Outcome::IntactUnknown);
    assert_eq!(forged.vouched_by(&open(&given[0]).unwrap()), Some(Err(1)));
    // A receipt whose statement was altered does not fit its signature.
    let opinion = Ledger::read(&[lines[0], &altered(1, "属实", "不实")].concat()).unwrap();
    assert_eq!(opinion.check(Some(&trust()))[0].code(), "bad-signature");
}

#[test]
fn key_withdrawn_later_leaves_older_lines_good() {
    let ledger = Ledger::read(&three().0).unwrap();
    let codes = |since: &str| {
        let list = trust().with_status(key(AT_OFFICE).kid(), KeyStatus::Revoked, day(since)).unwrap();
        ledger.check(Some(&list)).iter().map(|reason| reason.code()).collect::<Vec<_>>()
    };
    assert_eq!(codes("2021-01-16"), ["trusted"; 3]);
    assert_eq!(codes("2021-01-15"), ["key-revoked"; 3]);
}

#[test]
fn only_the_next_receipt_can_be_appended() {
    let (mut ledger, _) = Ledger::begin(OFFICE, &day("2021-01-01")).unwrap();
    let stale = ledger.next_receipt(ReceiptVerdict::IntactUnknown);
    receive(&mut ledger, &with_id("a", 0), AT_OFFICE);
    let file = with_id("b", 1);
    let receipted = add_receipt(&file, parts(Role::Office), stale, &key(AT_OFFICE)).unwrap();
    let before = ledger.clone();
    let mut refuse = |file: &[u8], code: &str| {
        let report = read(file);
        assert_eq!(ledger.append(&open(file).unwrap(), &report).unwrap_err().fault.code(), code);
    };
    refuse(&receipted, "ledger-no-mismatch");
    refuse(&file, "receipt-mismatch");
    assert_eq!(ledger, before);
    assert_eq!(Ledger::begin(&"长".repeat(101), &day("2021-01-01")).unwrap_err().fault.code(), "too-long");
    let content = canonical::parse(&canonical::to_bytes(&content(&session(), identity()))).unwrap();
    assert!(report::read(&content).is_ok());
}
