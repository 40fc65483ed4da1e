//! 填报人 → 审核人 → 主要负责人 → 接收机关.

use zicha_core::envelope::{ContentKind, add_receipt, add_signature, seal};
use zicha_core::ledger::Ledger;
use zicha_core::sign::{ReceiptVerdict, Role};
use zicha_core::trust::{KeyStatus, TrustList};
use zicha_core::verify::{Outcome, Shelf, verify_so_far};

use crate::maker::{
    AT_OFFICE, FILLER, HEAD, OFFICE, REVIEWER, calendar, catalogue, codes, content, day, identity, key, parts,
    parts_at, report_file, session, trust, verify_with,
};

fn receipt(file: &[u8], at: &str) -> Vec<u8> {
    let (ledger, _) = Ledger::begin(OFFICE, &day("2021-01-01")).unwrap();
    let receipt = ledger.next_receipt(ReceiptVerdict::Trusted);
    add_receipt(file, parts_at(Role::Office, at), receipt, &key(AT_OFFICE)).unwrap()
}

#[test]
fn chain_of_three_is_trusted_and_with_the_receipt_still_is() {
    let list = trust();
    let check = |file: &[u8], signatures: usize| {
        let found = verify_with(file, Some(&list), None);
        assert_eq!((found.outcome, codes(&found)), (Outcome::Trusted, vec![]));
        assert_eq!((found.signatures.len(), found.awaiting), (signatures, vec![]));
    };
    check(&report_file(), 3);
    check(&receipt(&report_file(), "2021-01-20T09:00:00+08:00"), 4);
}

#[test]
fn report_on_its_way_awaits_the_next_role_and_is_not_yet_handed_in() {
    let first = seal(ContentKind::Report, &content(&session(), identity()), parts(Role::Filler), &key(FILLER)).unwrap();
    let second = add_signature(&first, parts(Role::Reviewer), &key(REVIEWER)).unwrap();
    let (catalogues, calendars, list) = ([catalogue()], [calendar()], trust());
    let shelf = Shelf { catalogues: &catalogues, calendars: &calendars, trust: Some(&list), received: None };
    for (file, awaited) in [(&first, vec![Role::Reviewer, Role::Head]), (&second, vec![Role::Head])] {
        let found = verify_so_far(file, &shelf);
        assert_eq!((found.outcome, &found.awaiting), (Outcome::Trusted, &awaited));
        let found = verify_with(file, Some(&list), None);
        assert_eq!((found.outcome, codes(&found)), (Outcome::Invalid, vec!["role-missing"; awaited.len()]));
    }
}

#[test]
fn each_sign_off_has_its_role_opinion_and_key() {
    let content = content(&session(), identity());
    let check = |chain: &[(Role, u8)], expected: &[&str]| {
        let mut file = seal(ContentKind::Report, &content, parts(chain[0].0), &key(chain[0].1)).unwrap();
        for (role, number) in &chain[1..] {
            file = add_signature(&file, parts(*role), &key(*number)).unwrap();
        }
        assert_eq!(codes(&verify_with(&file, None, None)), expected, "{chain:?}");
    };
    let (filler, reviewer, head) = ((Role::Filler, FILLER), (Role::Reviewer, REVIEWER), (Role::Head, HEAD));
    check(&[filler, reviewer, head], &[]);
    check(&[filler, reviewer, reviewer, head], &[]);
    check(&[filler, head], &["role-missing"]);
    check(&[filler, head, reviewer], &["out-of-order"]);
    check(&[reviewer, filler, head], &["out-of-order"]);
    check(&[filler, reviewer, (Role::Head, REVIEWER)], &["key-shared"]);
    check(&[filler, reviewer, head, (Role::Office, HEAD)], &["key-shared"]);
    check(&[filler, reviewer, head, (Role::Office, AT_OFFICE), head], &["out-of-order"]);
}

/// A list in which that key has that status since 1 February 2021.
fn with_status(number: u8, status: KeyStatus) -> TrustList {
    trust().with_status(key(number).kid(), status, day("2021-02-01")).unwrap()
}

#[test]
fn receipt_time_and_not_claimed_time_decides_revocation() {
    let check = |number: u8, status, received: Option<&str>, file: &[u8], expected: &[&str]| {
        let list = with_status(number, status);
        let received = received.map(day);
        assert_eq!(codes(&verify_with(file, Some(&list), received.as_ref())), expected, "{number} {received:?}");
    };
    let (bare, early) = (report_file(), receipt(&report_file(), "2021-01-31T23:59:59+08:00"));
    let late = receipt(&report_file(), "2021-02-01T00:00:00+08:00");
    for status in [KeyStatus::Revoked, KeyStatus::Expired] {
        let code = if status == KeyStatus::Revoked { "key-revoked" } else { "key-expired" };
        // Every claimed time lies before the withdrawal: it counts for nothing.
        check(HEAD, status, None, &bare, &[code]);
        check(HEAD, status, Some("2021-01-31"), &bare, &[]);
        check(HEAD, status, Some("2021-02-01"), &bare, &[code]);
        check(HEAD, status, None, &early, &[]);
        check(HEAD, status, None, &late, &[code]);
        // The office's own ledger knows better than what stands in the file.
        check(HEAD, status, Some("2021-02-02"), &early, &[code]);
        // A receipt does not vouch for the key that made it.
        check(AT_OFFICE, status, None, &early, &[code]);
        check(AT_OFFICE, status, Some("2021-01-31"), &early, &[]);
    }
}

#[test]
fn receipt_of_an_unknown_or_unauthorised_key_is_no_evidence_of_time() {
    let (ledger, _) = Ledger::begin(OFFICE, &day("2021-01-01")).unwrap();
    let parts = parts_at(Role::Office, "2021-01-20T09:00:00+08:00");
    let stranger =
        add_receipt(&report_file(), parts.clone(), ledger.next_receipt(ReceiptVerdict::Trusted), &key(8)).unwrap();
    let list = with_status(HEAD, KeyStatus::Revoked);
    assert_eq!(codes(&verify_with(&stranger, Some(&list), None)), ["key-revoked"]);
    let as_head = add_receipt(&report_file(), parts, ledger.next_receipt(ReceiptVerdict::Trusted), &key(HEAD)).unwrap();
    let found = codes(&verify_with(&as_head, Some(&list), None));
    assert!(found.contains(&"key-revoked"), "{found:?}");
}

#[test]
fn receipt_belongs_to_the_office_and_to_reports() {
    let (ledger, _) = Ledger::begin(OFFICE, &day("2021-01-01")).unwrap();
    let receipt = || ledger.next_receipt(ReceiptVerdict::Trusted);
    let refused = add_receipt(&report_file(), parts(Role::Head), receipt(), &key(HEAD)).unwrap_err();
    assert_eq!(refused.code(), "unknown-member");
    let list = seal(ContentKind::Trust, &trust().to_value(), parts(Role::Office), &key(AT_OFFICE)).unwrap();
    let refused = add_receipt(&list, parts(Role::Office), receipt(), &key(AT_OFFICE)).unwrap_err();
    assert_eq!(refused.code(), "unknown-member");
    let zero = zicha_core::sign::Receipt { no: 0, ..receipt() };
    let refused = add_receipt(&report_file(), parts(Role::Office), zero, &key(AT_OFFICE)).unwrap_err();
    assert_eq!(refused.code(), "not-allowed");
}
