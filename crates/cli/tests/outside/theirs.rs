//! What others write, we verify; what is damaged, we refuse.

use std::process::Command;

use serde_json::{Value, json};

use crate::tool::Desk;
use crate::{Library, altered, files, good, outside};

/// Somebody else's program that signs the content of r.json anew as `theirs.json`, with three keys of its own.
fn check(who: &str, sign: impl Fn(&Desk)) {
    let desk = files::desk();
    sign(&desk);
    let file = desk.read("theirs.json");
    desk.put("list.json", trust(&serde_json::from_slice(&file).unwrap()).to_string());
    let verify = |name: &str, more: &[&str]| {
        files::run(&desk, &[&["verify", name, "--catalogue", "c.json", "--json"], more].concat())
    };
    let trusted = verify("theirs.json", &["--trust", "list.json"]);
    assert_eq!(trusted.code, 0, "{who}: {trusted:?}");
    let codes: Vec<Value> =
        trusted.json()[0]["signatures"].as_array().unwrap().iter().map(|it| it["code"].clone()).collect();
    assert_eq!(codes, ["trusted"; 3], "{who}");
    assert_eq!(verify("theirs.json", &[]).code, 2, "{who}");
    let damaged = altered::copies(&file);
    damaged.iter().for_each(|(damage, bytes)| desk.put(damage, bytes));
    let names: Vec<&str> = damaged.iter().skip(1).map(|(damage, _)| *damage).collect();
    let refused = verify(damaged[0].0, &[&["--trust", "list.json"], &names[..]].concat());
    let outcomes: Vec<Value> = refused.json().as_array().unwrap().iter().map(|it| it["outcome"].clone()).collect();
    assert_eq!((refused.code, outcomes), (1, vec![json!("invalid"); damaged.len()]), "{who}");
}

/// A trust list that holds the keys of a file, each in the role it signed in.
fn trust(file: &Value) -> Value {
    let entry = |(key, signed): (&Value, &Value)| {
        json!({"kid": key["kid"], "jwk": key, "name": "某", "unit": files::UNIT, "status": "active", "since": "2020-01-01",
               "roles": [signed["statement"]["role"]]})
    };
    let signatures = file["signatures"].as_array().unwrap();
    let keys: Vec<Value> = file["keys"].as_array().unwrap().iter().zip(signatures).map(entry).collect();
    json!({"schema": "zicha-trust/1", "office": files::OFFICE, "seq": 1, "issued": "2020-01-01", "expires": "2199-12-31",
           "keys": keys})
}

#[test]
#[ignore = "needs the outside verifiers: cargo xtask test --only outside"]
fn reports_signed_by_each_library_are_trusted() {
    for library in [Library::Jose, Library::Jwcrypto, Library::Joserfc, Library::Gmssl] {
        check(library.name(), |desk| drop(good(library.run(desk, &["sign", "r.json", "theirs.json"]))));
    }
}

#[test]
#[ignore = "needs the outside verifiers: cargo xtask test --only outside"]
fn reports_signed_by_openssl_are_trusted() {
    for alg in ["ed25519", "SM2"] {
        check(alg, |desk| {
            let mut sh = Command::new("sh");
            sh.arg(outside("openssl_sign.sh")).args(["r.json", "theirs.json", alg]).current_dir(&desk.0);
            good(sh.output().unwrap());
        });
    }
}

#[test]
#[ignore = "needs the outside verifiers: cargo xtask test --only outside"]
fn key_files_of_jose_and_jwcrypto_open_here() {
    for library in [Library::Jose, Library::Jwcrypto] {
        let desk = files::desk();
        let public: Value =
            serde_json::from_str(&good(library.run(&desk, &["seal", "k.json", files::PASS.1]))).unwrap();
        let enrol = ["key", "enrol", "--key", "k.json", "--passphrase-env", files::PASS.0, "--name", "某"];
        files::run(&desk, &[&enrol[..], &["--unit", files::UNIT, "-o", "e.json"]].concat()).good();
        let made: Value = serde_json::from_slice(&desk.read("e.json")).unwrap();
        assert_eq!(made["enrolment"]["key"], public, "{}: the thumbprint or the key differs", library.name());
        let mut damaged: Value = serde_json::from_slice(&desk.read("k.json")).unwrap();
        damaged["tag"] = json!("AAAAAAAAAAAAAAAAAAAAAA");
        desk.put("damaged.json", damaged.to_string());
        let damaged = ["key", "enrol", "--key", "damaged.json", "--passphrase-env", files::PASS.0, "--name", "某"];
        let ran = files::run(&desk, &[&damaged[..], &["--unit", files::UNIT, "-o", "f.json"]].concat());
        assert_eq!(ran.code, 1, "{}: {ran:?}", library.name());
    }
}
