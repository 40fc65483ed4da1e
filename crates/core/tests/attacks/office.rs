//! The office's intake: sent again, lower revisions, another continuation; and its own files.

use zicha_core::draft::Identity;
use zicha_core::envelope::{Against, ContentKind, add_receipt, open, seal};
use zicha_core::ledger::{Intake, Ledger};
use zicha_core::package;
use zicha_core::sign::{ReceiptVerdict, Role};

use crate::forge::Attack;
use crate::maker::{
    AT_OFFICE, HEAD, OFFICE, catalogue, catalogue_file, content, day, identity, key, parts, report_file, session,
    session_of, signed, verify_with,
};

fn revision(of: &[u8], revision: u32, counts: [&str; 2]) -> Vec<u8> {
    let supersedes = Some(open(of).unwrap().digests().sha256_hex());
    signed(&content(&session_of(&catalogue(), 0, counts), Identity { revision, supersedes, ..identity() }))
}

/// A ledger that has received the first and the third revision.
fn ledger() -> (Ledger, Vec<Vec<u8>>, Vec<u8>) {
    let (mut ledger, mut bytes) = Ledger::begin(OFFICE, &day("2021-01-01")).unwrap();
    let mut given = Vec::new();
    for file in [report_file(), revision(&report_file(), 3, ["4", "4"])] {
        let receipt = ledger.next_receipt(ReceiptVerdict::Trusted);
        let file = add_receipt(&file, parts(Role::Office), receipt, &key(AT_OFFICE)).unwrap();
        let report = verify_with(&file, None, None).report.unwrap().content().clone();
        bytes.extend(ledger.append(&open(&file).unwrap(), &report).unwrap());
        given.push(file);
    }
    (ledger, given, bytes)
}

fn intake(name: &'static str, ledger: &Ledger, file: &[u8], wanted: &'static str) -> Attack {
    let report = verify_with(file, None, None).report.unwrap().content().clone();
    let found: Intake = ledger.intake(&report, open(file).unwrap().digests());
    Attack::elsewhere(name, if found.is_clear() { Ok(()) } else { Err(found.code()) }, wanted)
}

pub fn attacks() -> Vec<Attack> {
    let (ledger, given, bytes) = ledger();
    let other_id = Identity { id: "f".repeat(32), ..identity() };
    let mut all = vec![
        intake("report sent again", &ledger, &report_file(), "duplicate"),
        intake("receipted report sent again", &ledger, &given[0], "duplicate"),
        intake("lower revision", &ledger, &revision(&report_file(), 2, ["5", "5"]), "superseded"),
        intake("same revision, other answers", &ledger, &revision(&report_file(), 3, ["6", "6"]), "fork"),
        intake("next revision of another content", &ledger, &revision(&report_file(), 4, ["6", "6"]), "fork"),
        intake("second report for the same period", &ledger, &signed(&content(&session(), other_id)), "another"),
    ];
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let broken = |name, lines: &[&[u8]], code| {
        Attack::elsewhere(name, Ledger::read(&lines.concat()).map(drop).map_err(|error| error.fault.code()), code)
    };
    let altered = String::from_utf8(lines[1].to_vec()).unwrap().replacen("\"revision\":1", "\"revision\":9", 1);
    all.push(broken("ledger line taken out", &[lines[0], lines[2]], "ledger-prev-mismatch"));
    all.push(broken("ledger line altered", &[lines[0], altered.as_bytes(), lines[2]], "ledger-prev-mismatch"));
    all.push(broken("ledger cut within a line", &[lines[0], &lines[1][..200]], "ledger-cut"));
    let cut = Ledger::read(&lines[..2].concat()).unwrap();
    let vouched = cut.vouched_by(&open(&given[1]).unwrap()).unwrap();
    all.push(Attack::elsewhere(
        "ledger cut at a line end",
        vouched.map(drop).map_err(|_| "not-in-the-ledger"),
        "not-in-the-ledger",
    ));
    let packed =
        package::content(catalogue_file("1.0.0").to_string().as_bytes(), None, None, &day("2021-01-01")).unwrap();
    let list = crate::maker::trust();
    let against = Against { trust: Some(&list), received: None };
    let opened = |name, role, by: u8, code| {
        let file = seal(ContentKind::Catalogue, &packed, parts(role), &key(by)).unwrap();
        Attack::elsewhere(name, package::open(&file, &against).map(drop).map_err(|error| error.code()), code)
    };
    all.push(opened("catalogue signed by a head", Role::Head, HEAD, "not-the-office"));
    all.push(opened("catalogue signed by a head as the office", Role::Office, HEAD, "role-not-granted"));
    let file = seal(ContentKind::Catalogue, &packed, parts(Role::Office), &key(AT_OFFICE)).unwrap();
    let easier = String::from_utf8(file).unwrap().replacen("\"at_least\": \"2\"", "\"at_least\": \"1\"", 1);
    let result = package::open(easier.as_bytes(), &against).map(drop).map_err(|error| error.code());
    all.push(Attack::elsewhere("catalogue made easier", result, "content-digest"));
    all
}
