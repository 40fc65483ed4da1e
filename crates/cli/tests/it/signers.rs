//! `--signer` in every verb that signs: what openssl signs there is as good as what a key file does.

use std::process::Command;

use crate::office;
use crate::tool::{Desk, Ran};

/// The desk of the office with openssl's key files of reviewer and office; none where openssl is not installed.
fn desk() -> Option<Desk> {
    let here = Command::new("openssl").arg("version").output().is_ok_and(|out| out.stdout.starts_with(b"OpenSSL 3"));
    if !here {
        eprintln!("openssl 3 is not installed: signers elsewhere were not run");
        return None;
    }
    let desk = office::desk();
    for (person, seed) in [("reviewer", 2), ("office", 4)] {
        // RFC 8410 §7 around the seed the desk makes this person's key of.
        let prefix = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
        desk.put(&format!("{person}.der"), [&prefix[..], &[seed; 32]].concat());
    }
    Some(desk)
}

fn with(desk: &Desk, person: &str, args: &[&str]) -> Ran {
    let command = format!("cat > in.bin && openssl pkeyutl -sign -rawin -in in.bin -keyform DER -inkey {person}.der");
    let public = format!("{person}.pub.json");
    let who = ["--signer", &command, "--public-key", &public, "--name", "某", "--title", "主任"];
    desk.run(&[args, &who].concat())
}

#[test]
fn a_reviewer_signs_with_a_key_elsewhere() {
    let Some(desk) = desk() else { return };
    let args = ["countersign", "r1.report.json", "--as", "reviewer", "--catalogue", "c.json", "-o", "r2.json"];
    with(&desk, "reviewer", &args).good();
    let found = desk.run(&["verify", "r2.json", "--catalogue", "c.json", "--json"]).json();
    assert_eq!(found[0]["signatures"].as_array().unwrap().len(), 2);
    desk.run(&[&args[..], &["--name", "某", "--title", "科长"]].concat()).refused(64, &["--key"]);
}

#[test]
fn an_office_issues_its_list_and_packages_with_a_key_elsewhere() {
    let Some(desk) = desk() else { return };
    let office = |args: &[&str]| with(&desk, "office", args).good();
    office(&["trust", "new", "--office", office::OFFICE, "--expires", "2199-12-31", "-o", "n1.json"]);
    let holder = ["--holder", "某", "--holder-unit", "试用局", "--role", "head"];
    office(&[&["trust", "add", "n1.json", "--public", "head.pub.json", "-o", "n2.json"], &holder[..]].concat());
    let (kid, pin) = (office::kid("head"), office::kid("office"));
    office(&["trust", "revoke", "n2.json", "--kid", &kid, "-o", "n3.json"]);
    desk.run(&["trust", "verify", "n3.json", "--pin", &pin, "--after", "n2.json"]).good();
    office(&["catalogue", "sign", "c.json", "--office", office::OFFICE, "-o", "c.package.json"]);
    desk.run(&["catalogue", "verify", "c.package.json", "--trust", "n3.json", "--pin", &pin]).good();
}

#[test]
fn an_office_gives_receipts_with_a_key_elsewhere() {
    let Some(desk) = desk() else { return };
    let pin = office::kid("office");
    let args = ["receive", "--ledger", "l.ledger", "--begin", "--office", office::OFFICE, "--trust", "t4.json"];
    let args = [&args[..], &["--pin", &pin, "--catalogue", "c.json", "--into", "given", "r.report.json"]].concat();
    let who = ["--public-key", "office.pub.json", "--name", "某", "--title", "主任", "--signer"];
    // A signer that fails ends the run; nothing is recorded and nothing given out.
    desk.run(&[&args[..], &who, &["exit 3"]].concat()).refused(1, &["exit 3"]);
    assert!(!desk.0.join("given/r.received.json").exists());
    with(&desk, "office", &args).good();
    let given = ["verify", "given/r.received.json", "--catalogue", "c.json", "--trust", "t4.json", "--pin", &pin];
    desk.run(&given).good();
    let shown =
        ["ledger", "verify", "l.ledger", "given/r.received.json", "--trust", "t4.json", "--pin", &pin, "--json"];
    assert_eq!(desk.run(&shown).good().json()["receipts"].as_array().unwrap().len(), 1);
}
