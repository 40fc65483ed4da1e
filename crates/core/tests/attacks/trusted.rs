//! Keys: withdrawn, run out, unknown, put in the place of others; and the receipt that says when.

use zicha_core::canonical::Value;
use zicha_core::envelope::{ContentKind, Parts, add_receipt, add_signature, seal};
use zicha_core::ledger::Ledger;
use zicha_core::pinned::{self, Pins};
use zicha_core::sign::{ReceiptVerdict, Role};
use zicha_core::trust::{KeyStatus, TrustList};
use zicha_core::verify::Outcome;

use crate::forge::{Attack, file, members};
use crate::maker::{
    AT_OFFICE, FILLER, HEAD, OFFICE, REVIEWER, STRANGER, content, day, entry, identity, key, parts, parts_at,
    report_file, session, trust, verify_with,
};

fn since(number: u8, status: KeyStatus) -> TrustList {
    trust().with_status(key(number).kid(), status, day("2021-02-01")).unwrap()
}

fn receipted(by: u8, parts: Parts) -> Vec<u8> {
    let (ledger, _) = Ledger::begin(OFFICE, &day("2021-01-01")).unwrap();
    add_receipt(&report_file(), parts, ledger.next_receipt(ReceiptVerdict::Trusted), &key(by)).unwrap()
}

fn keys() -> Vec<Attack> {
    let with = |name, number, status, received, code| {
        Attack::with(name, &report_file(), &since(number, status), received, &[code])
    };
    let after = receipted(AT_OFFICE, parts_at(Role::Office, "2021-02-01T08:00:00+08:00"));
    let before = receipted(AT_OFFICE, parts_at(Role::Office, "2021-01-31T08:00:00+08:00"));
    let stranger = receipted(STRANGER, parts_at(Role::Office, "2021-01-31T08:00:00+08:00"));
    let by_head = receipted(HEAD, parts_at(Role::Office, "2021-01-31T08:00:00+08:00"));
    let revoked = since(HEAD, KeyStatus::Revoked);
    let (report, entries, _) = members();
    let no_office = TrustList::first(OFFICE, day("2021-01-01"), day("2021-12-31"), vec![entry(FILLER, Role::Filler)]);
    vec![
        with("revoked key, nobody knows when received", HEAD, KeyStatus::Revoked, None, "key-revoked"),
        with("expired key, nobody knows when received", REVIEWER, KeyStatus::Expired, None, "key-expired"),
        with("received on the day of revocation", HEAD, KeyStatus::Revoked, Some("2021-02-01"), "key-revoked"),
        with("received after revocation", FILLER, KeyStatus::Revoked, Some("2021-03-01"), "key-revoked"),
        Attack::with("receipt after revocation", &after, &revoked, None, &["key-revoked"]),
        Attack::with("receipt of a stranger before revocation", &stranger, &revoked, None, &["key-revoked"]),
        Attack::with("receipt by the revoked key itself", &by_head, &revoked, None, &["key-revoked", "key-revoked"]),
        Attack::with(
            "ledger later than the receipt in the file",
            &before,
            &revoked,
            Some("2021-02-02"),
            &["key-revoked"],
        ),
        Attack::with(
            "receipt by the office's withdrawn key",
            &before,
            &since(AT_OFFICE, KeyStatus::Revoked),
            None,
            &["key-revoked"],
        ),
        Attack::with(
            "keys nowhere to be found",
            &file(report, entries, vec![]),
            &no_office.unwrap(),
            None,
            &["key-not-found", "key-not-found"],
        ),
    ]
}

/// Somebody signs everything anew with keys of his own: intact, never trusted.
fn substituted() -> Attack {
    let content = content(&session(), identity());
    let file = seal(ContentKind::Report, &content, parts(Role::Filler), &key(11)).unwrap();
    let file = add_signature(&file, parts(Role::Reviewer), &key(12)).unwrap();
    let file = add_signature(&file, parts(Role::Head), &key(13)).unwrap();
    let found = verify_with(&file, Some(&trust()), None);
    let result = if found.outcome == Outcome::Trusted { Ok(()) } else { Err(found.outcome.code()) };
    Attack::elsewhere("all keys substituted", result, "intact-unknown")
}

fn lists() -> Vec<Attack> {
    let pins = Pins::new(&[key(AT_OFFICE).kid()]).unwrap();
    let signed =
        |list: &TrustList, role, by: u8| seal(ContentKind::Trust, &list.to_value(), parts(role), &key(by)).unwrap();
    let newer = trust().renewed(day("2021-03-01"), day("2021-12-31")).unwrap();
    let seen = pinned::open(&signed(&newer, Role::Office, AT_OFFICE), &pins, None).unwrap().seen();
    let open = |name, file: &[u8], code| {
        let result = pinned::open(file, &pins, Some(&seen)).map(drop).map_err(|error| error.code());
        Attack::elsewhere(name, result, code)
    };
    let own = newer.with_key(entry(STRANGER, Role::Head)).unwrap();
    let text = String::from_utf8(signed(&newer, Role::Office, AT_OFFICE)).unwrap();
    let bare = zicha_core::canonical::to_bytes(&newer.to_value());
    let unsigned = Value::object([
        ("trust", newer.to_value()),
        ("signatures", Value::Array(vec![])),
        ("keys", Value::Array(vec![])),
    ]);
    vec![
        open("list of a lower seq", &signed(&trust(), Role::Office, AT_OFFICE), "lower-seq"),
        open("other list of the same seq", &signed(&own, Role::Office, AT_OFFICE), "seq-reused"),
        open("list signed by a key that is not pinned", &signed(&newer, Role::Office, STRANGER), "not-pinned"),
        open("list signed by a trusted head", &signed(&newer, Role::Head, HEAD), "not-the-office"),
        open("list signed by a head as the office", &signed(&newer, Role::Office, HEAD), "not-pinned"),
        open("list with a status changed", text.replacen("active", "revoked", 1).as_bytes(), "content-digest"),
        open("list with its seq raised", text.replacen("\"seq\": 2", "\"seq\": 3", 1).as_bytes(), "content-digest"),
        open("list that nobody signed", &zicha_core::canonical::to_bytes(&unsigned), "too-short"),
        open("bare list where a signed one is asked for", &bare, "foreign-file"),
        open("report where a list is asked for", &report_file(), "not-a-list"),
    ]
}

pub fn attacks() -> Vec<Attack> {
    [keys(), vec![substituted()], lists()].concat()
}
