//! What an office and its units have beside the page: the program in a folder of its own, key files, lists of keys.
//!
//! Not here: what a scenario asks of them. Keys come from a seed, so that two runs sign the same.

use crate::outside::Ended;
use crate::page::Page;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::Command;
use zicha_core::keyfile::{self, Chance};
use zicha_core::sign::PrivateKey;

pub const OFFICE: &str = "红桥区法治办";
pub const UNIT: &str = "区司法局";
pub const PASSPHRASE: &str = "今天下午三点开会记得带笔";

/// Who signs, as the page shows it, with the key file `<key>.key.json`.
#[derive(Clone, Copy, Debug)]
pub struct Signer {
    pub key: &'static str,
    pub name: &'static str,
    pub title: &'static str,
}

/// Signs for [`OFFICE`].
pub const CHIEF: Signer = Signer { key: "office", name: "赵某", title: "主任" };

/// The program, in a folder of its own, which knows [`PASSPHRASE`] as `PASS`.
#[derive(Debug)]
pub struct Desk {
    cli: PathBuf,
    dir: PathBuf,
}

impl Desk {
    /// The folder goes with the page's browser.
    pub fn beside(page: &Page) -> Desk {
        Desk { cli: page.setup.cli.clone(), dir: page.browser.scratch().dir("desk") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    pub fn keep(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.path(name), bytes).unwrap();
    }

    pub fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn json(&self, name: &str) -> Value {
        serde_json::from_str(&self.text(name)).unwrap()
    }

    pub fn run(&self, args: &[&str]) -> Ended {
        let mut command = Command::new(&self.cli);
        command.args(args).current_dir(&self.dir).env("PASS", PASSPHRASE).env("LANG", "zh_CN.UTF-8");
        Ended::of(command.output().unwrap())
    }

    /// The same where nothing may go wrong; gives what was printed.
    pub fn good(&self, args: &[&str]) -> String {
        let ended = self.run(args);
        assert_eq!(ended.code, 0, "{args:?}: {}{}", ended.out, ended.err);
        ended.out + &ended.err
    }

    /// A key file `<who>.key.json`; gives its public half, which is kept as `<who>.pub.json`.
    pub fn key_of(&self, who: &str) -> Value {
        let out = format!("{who}.key.json");
        let made = self.run(&["keygen", "--out", &out, "--passphrase-env", "PASS", "--json"]).expect(0).out;
        self.keep(&format!("{who}.pub.json"), made.as_bytes());
        serde_json::from_str(&made).unwrap()
    }

    /// A verb signed by somebody; what it makes is the file `out`.
    pub fn signed_by(&self, who: Signer, args: &[&str], out: &str) {
        let Signer { key, name, title } = who;
        let key = format!("{key}.key.json");
        let by = ["--key", &key, "--passphrase-env", "PASS", "--name", name, "--title", title, "-o", out];
        self.good(&[args, &by].concat());
    }

    /// `a.json`, a form of the unit in which nothing is filled in, and `r.report.json`, the same signed.
    pub fn report_by(&self, who: Signer) {
        let answers = format!(r#"{{"format":"zicha-draft/1","unit":"{UNIT}","answers":{{}}}}"#);
        self.keep("a.json", answers.as_bytes());
        self.signed_by(who, &["sign", "--catalogue", "hongqiao-2020", "a.json"], "r.report.json");
    }
}

/// A private key made of this byte.
fn key(seed: u8) -> PrivateKey {
    PrivateKey::from_seed(&[seed; 32])
}

/// Its file, under [`PASSPHRASE`], with the fewest rounds that are taken.
pub fn key_file(seed: u8) -> Vec<u8> {
    let chance = Chance { salt: [seed; 16], cek: [seed; 32], iv: [seed; 12] };
    keyfile::seal_with_rounds(&key(seed), PASSPHRASE, &chance, keyfile::ROUNDS_MIN).unwrap()
}

/// Its public half as a JWK with its thumbprint (RFC 7517, RFC 7638).
pub fn public(seed: u8) -> Value {
    serde_json::from_slice(&zicha_core::canonical::to_bytes(&key(seed).public().to_jwk())).unwrap()
}

/// An unsigned list of [`OFFICE`] with these people of [`UNIT`]: a JWK with its thumbprint, a name, a role.
pub fn trust_list(people: &[(&Value, &str, &str)]) -> String {
    let keys = people.iter().map(|(jwk, name, role)| {
        let bare = json!({"kty": jwk["kty"], "crv": jwk["crv"], "x": jwk["x"]});
        json!({"kid": jwk["kid"], "jwk": bare, "name": name, "unit": UNIT, "roles": [role],
            "status": "active", "since": "2020-01-01"})
    });
    let keys: Vec<Value> = keys.collect();
    json!({"schema": "zicha-trust/1", "office": OFFICE, "seq": 1, "issued": "2020-01-01", "expires": "2099-12-31",
        "keys": keys})
    .to_string()
}
