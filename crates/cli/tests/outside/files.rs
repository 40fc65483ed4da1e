//! One file of each kind that `zicha` signs, made by the program itself.

use std::sync::OnceLock;

use serde_json::{Value, json};
use zicha_core::canonical;
use zicha_core::keyfile::{self, Chance};
use zicha_core::sign::PrivateKey;

use crate::tool::{Desk, Ran};

pub const PASS: (&str, &str) = ("ZICHA_TEST_PASS", "红桥 correct horse");
pub const OFFICE: &str = "区法治办";
pub const UNIT: &str = "试用局";

/// A report with three sign-offs, the same with its receipt, trust list, catalogue package, enrolment.
pub const ED25519: [&str; 5] = ["r.json", "r.received.json", "trust.json", "package.json", "enrolment.json"];

/// The same report signed with SM2, and an enrolment.
pub const SM2: [&str; 2] = ["sm2.json", "sm2-enrolment.json"];

/// A folder with all of them, the catalogue `c.json` and everybody's key file.
pub fn desk() -> Desk {
    static MADE: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();
    let files = MADE.get_or_init(make);
    let desk = Desk::new();
    files.iter().for_each(|(name, bytes)| desk.put(name, bytes));
    desk
}

pub fn run(desk: &Desk, args: &[&str]) -> Ran {
    desk.run_with(args, &[PASS])
}

fn as_person(desk: &Desk, key: &str, args: &[&str]) {
    let more = ["--key", key, "--passphrase-env", PASS.0, "--name", "张三"];
    run(desk, &[args, &more].concat()).good();
}

fn make() -> Vec<(String, Vec<u8>)> {
    let desk = Desk::new();
    let mut catalogue: Value = serde_json::from_str(include_str!("../data/small.json")).unwrap();
    catalogue["signing"] = json!({"required": ["filler", "reviewer", "head"], "distinct_keys": true});
    desk.put("c.json", catalogue.to_string());
    let slots = json!({"text": "９５％ \"全部\" a/b\\c\n第二行\t€ <&>'😀𠮷", "count": 9, "number": "4.5"});
    let draft = json!({"format": "zicha-draft/1", "unit": UNIT, "answers": {"1": {"slots": slots}}});
    desk.put("a.json", draft.to_string());
    desk.put("b.json", draft.to_string().replace("\"4.5\"", "\"5.5\""));
    for (person, alg) in [("filler", "EdDSA"), ("sm2", "SM2")] {
        let key = format!("{person}.key.json");
        let made = run(&desk, &["keygen", "--alg", alg, "-o", &key, "--passphrase-env", PASS.0, "--json"]).good();
        desk.put(&format!("{person}.pub.json"), made.json()["jwk"].to_string());
    }
    // With the fewest rounds allowed, which take half the time.
    for (person, seed) in [("reviewer", 2), ("head", 3), ("office", 4)] {
        let chance = Chance { salt: [seed; 16], cek: [seed; 32], iv: [seed; 12] };
        let key = PrivateKey::from_seed(&[seed; 32]);
        let file = keyfile::seal_with_rounds(&key, PASS.1, &chance, keyfile::ROUNDS_MIN).unwrap();
        desk.put(&format!("{person}.key.json"), file);
        desk.put(&format!("{person}.pub.json"), canonical::to_bytes(&key.public().to_jwk()));
    }
    let catalogue = ["--catalogue", "c.json", "--title", "科员"];
    let sign = |key, from, out| as_person(&desk, key, &[&["sign", from, "-o", out][..], &catalogue].concat());
    sign("filler.key.json", "a.json", "r1.json");
    sign("filler.key.json", "b.json", "other.json");
    sign("sm2.key.json", "a.json", "sm2.json");
    for (role, from, to) in [("reviewer", "r1.json", "r2.json"), ("head", "r2.json", "r.json")] {
        let args = ["countersign", from, "--as", role, "-o", to];
        as_person(&desk, &format!("{role}.key.json"), &[&args[..], &catalogue].concat());
    }
    office(&desk);
    for (person, out) in [("filler", "enrolment.json"), ("sm2", "sm2-enrolment.json")] {
        as_person(&desk, &format!("{person}.key.json"), &["key", "enrol", "--unit", UNIT, "-o", out]);
    }
    let names = std::fs::read_dir(&desk.0).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.ends_with(".json")).map(|name| (name.clone(), desk.read(&name))).collect()
}

/// What the office makes: list, package, receipt.
fn office(desk: &Desk) {
    let as_office = |args: &[&str]| as_person(desk, "office.key.json", &[args, &["--title", "主任"]].concat());
    let (mut list, expires) = ("trust-0.json".to_owned(), "2199-12-31");
    as_office(&["trust", "new", "--office", OFFICE, "--expires", expires, "-o", &list]);
    for (at, person) in (1..).zip(["filler", "reviewer", "head"]) {
        let (public, next) = (format!("{person}.pub.json"), format!("trust-{at}.json"));
        let holder = ["--holder", "张三", "--holder-unit", UNIT, "--role", person];
        as_office(&[&["trust", "add", &list, "--public", &public, "-o", &next][..], &holder].concat());
        list = next;
    }
    desk.put("trust.json", desk.read(&list));
    as_office(&["catalogue", "sign", "c.json", "--office", OFFICE, "-o", "package.json"]);
    let public: Value = serde_json::from_slice(&desk.read("office.pub.json")).unwrap();
    let pin = public["kid"].as_str().unwrap();
    let receive = ["receive", "r.json", "--ledger", "l.ledger", "--begin", "--office", OFFICE, "--into", "."];
    as_office(&[&receive[..], &["--trust", "trust.json", "--pin", pin, "--catalogue", "c.json"]].concat());
}
