//! What we write, others verify; what is damaged, they refuse as we do.

use serde_json::Value;

use crate::tool::Desk;
use crate::{Library, OF_ED25519, altered, files, good};

/// Writes damaged copies of these files and returns all names, each with whether it is sound.
fn with_damaged(desk: &Desk, names: &[&str]) -> Vec<(String, bool)> {
    let mut all = Vec::new();
    for name in names {
        all.push(((*name).to_owned(), true));
        for (damage, bytes) in altered::copies(&desk.read(name)) {
            let copy = format!("{damage} of {name}");
            desk.put(&copy, bytes);
            all.push((copy, false));
        }
    }
    all
}

fn check(library: Library, desk: &Desk, all: &[(String, bool)]) {
    let names: Vec<String> = all.iter().map(|(name, _)| name.clone()).collect();
    for ((name, expected), found) in all.iter().zip(library.sound(desk, &names)) {
        assert_eq!(found, *expected, "{}: {name}", library.name());
    }
}

#[test]
#[ignore = "needs the outside verifiers: cargo xtask test --only outside"]
fn jose_jwcrypto_and_joserfc_verify_every_kind_of_file() {
    let desk = files::desk();
    let all = with_damaged(&desk, &files::ED25519);
    assert_eq!(all.iter().filter(|(_, sound)| *sound).count(), 5);
    for library in OF_ED25519 {
        check(library, &desk, &all);
    }
}

#[test]
#[ignore = "needs the outside verifiers: cargo xtask test --only outside"]
fn gmssl_verifies_sm2() {
    let desk = files::desk();
    check(Library::Gmssl, &desk, &with_damaged(&desk, &files::SM2));
}

#[test]
#[ignore = "needs the outside verifiers: cargo xtask test --only outside"]
fn the_damaged_copies_are_refused_by_us_too() {
    let desk = files::desk();
    let all = with_damaged(&desk, &["r.json", "r.received.json"]);
    let names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    let found = files::run(&desk, &[&["verify", "--catalogue", "c.json", "--json"], &names[..]].concat()).json();
    for ((name, sound), found) in all.iter().zip(found.as_array().unwrap()) {
        assert_eq!(found["outcome"], if *sound { "intact-unknown" } else { "invalid" }, "{name}");
    }
}

#[test]
#[ignore = "needs the outside verifiers: cargo xtask test --only outside"]
fn jose_and_jwcrypto_open_our_key_files() {
    let desk = files::desk();
    let public: Value = serde_json::from_slice(&desk.read("filler.pub.json")).unwrap();
    for library in [Library::Jose, Library::Jwcrypto] {
        let opened = good(library.run(&desk, &["open", "filler.key.json", files::PASS.1]));
        let private: Value = serde_json::from_str(&opened).unwrap();
        for member in ["kty", "crv", "x", "kid"] {
            assert_eq!(private[member], public[member], "{}: {member}", library.name());
        }
        assert!(!library.run(&desk, &["open", "filler.key.json", "wrong"]).status.success(), "{}", library.name());
    }
}
