//! keygen → sign → verify, and what an altered file becomes.

use serde_json::{Value, json};

use crate::answers::file;
use crate::tool::{Desk, Ran};

const PASS: (&str, &str) = ("ZICHA_TEST_PASS", "红桥 correct horse");
/// Options of `sign` that every test needs.
const SIGN: [&str; 9] =
    ["sign", "--key", "me.key.json", "--passphrase-env", PASS.0, "--name", "王某", "--title", "科员"];

/// A desk with a key, answers and one signed report, made once for all tests.
fn desk() -> Desk {
    static MADE: std::sync::OnceLock<(Vec<u8>, Vec<u8>, Vec<u8>)> = std::sync::OnceLock::new();
    let (key, answers, report) = MADE.get_or_init(|| {
        let desk = Desk::new();
        desk.run_with(&["keygen", "-o", "me.key.json", "--passphrase-env", PASS.0], &[PASS]).good();
        desk.put("a.json", file(json!({"files": 10}), json!({"26": {"reviewed": 9, "review": "5-12"}})).to_string());
        sign(&desk, &["-o", "r.report.json", "a.json"]).good();
        (desk.read("me.key.json"), desk.read("a.json"), desk.read("r.report.json"))
    });
    let desk = Desk::new();
    desk.put("me.key.json", key);
    desk.put("a.json", answers);
    desk.put("r.report.json", report);
    desk
}

fn sign(desk: &Desk, more: &[&str]) -> Ran {
    desk.run_with(&[&SIGN, more].concat(), &[PASS])
}

fn report(desk: &Desk, name: &str) -> Value {
    serde_json::from_slice(&desk.read(name)).unwrap()
}

/// A trust list with the key that signed `r.report.json`.
fn trust(desk: &Desk, status: &str, expires: &str) {
    let jwk = report(desk, "r.report.json")["keys"][0].clone();
    let key = json!({"kid": jwk["kid"], "jwk": jwk, "name": "王某", "unit": "区司法局", "roles": ["filler"], "status": status, "since": "2020-01-01"});
    let list = json!({"schema": "zicha-trust/1", "office": "区法治办", "seq": 1, "issued": "2020-01-01", "expires": expires, "keys": [key]});
    desk.put("trust.json", list.to_string());
}

#[test]
fn a_report_is_intact_without_a_trust_list_and_trusted_with_one() {
    let desk = desk();
    let found = desk.run(&["verify", "r.report.json", "--json"]);
    assert_eq!(found.code, 2, "{found:?}");
    let it = &found.json()[0];
    assert_eq!(it["outcome"], "intact-unknown");
    assert_eq!(it["report"]["unit"]["name"], "区司法局");
    assert_eq!(it["signatures"][0]["code"], "unknown-signer");
    trust(&desk, "active", "2199-12-31");
    let found = desk.run(&["verify", "r.report.json", "--trust", "trust.json", "--json"]).good();
    assert_eq!(found.json()[0]["signatures"][0]["holder"], json!({"name": "王某", "unit": "区司法局"}));
    assert!(found.err.contains("nobody signed this list"), "{found:?}");
    trust(&desk, "revoked", "2199-12-31");
    assert_eq!(desk.run(&["verify", "r.report.json", "--trust", "trust.json"]).code, 1);
    trust(&desk, "active", "2020-12-31");
    desk.run(&["verify", "r.report.json", "--trust", "trust.json"]).refused(2, &["trust.json", "2020-12-31"]);
}

#[test]
fn the_time_of_signing_bears_the_local_offset() {
    let signed = report(&desk(), "r.report.json")["signatures"][0]["statement"]["signed"].clone();
    assert!(signed.as_str().unwrap().len() == 25, "{signed}");
}

#[test]
fn every_alteration_is_invalid_with_its_reason() {
    let desk = desk();
    let whole = String::from_utf8(desk.read("r.report.json")).unwrap();
    let check = |altered: String, code: &str| {
        desk.put("x.json", altered);
        let found = desk.run(&["verify", "x.json", "--json"]);
        assert_eq!(found.code, 1, "{code}: {found:?}");
        let it = &found.json()[0];
        let codes = [&it["signatures"][0]["code"], &it["reasons"][0]["code"]];
        assert!(codes.contains(&&json!(code)), "{code}: {it}");
        assert_eq!(it["report"], Value::Null);
    };
    let changed = |from: &str, to: &str| {
        assert!(whole.contains(from), "{from}");
        whole.replacen(from, to, 1)
    };
    check(changed("\"reviewed\": 9", "\"reviewed\": 10"), "content-digest");
    check(changed("\"26-r1\": \"unmet\"", "\"26-r1\": \"met\""), "content-digest");
    check(changed("\"role\": \"filler\"", "\"role\": \"head\""), "bad-signature");
    check(changed("\"name\": \"王某\"", "\"name\": \"李某\""), "bad-signature");
    check(changed("\"keys\": [", "\"extra\": 1, \"keys\": ["), "unknown-member");
    check(whole[..whole.len() / 2].to_owned(), "unexpected-end");
    check("garbage".to_owned(), "unexpected-character");
    check(String::from_utf8(desk.read("a.json")).unwrap(), "foreign-file");
    check(String::from_utf8(desk.read("me.key.json")).unwrap(), "foreign-file");
}

#[test]
fn white_space_and_order_of_members_do_not_matter() {
    let desk = desk();
    desk.put("x.json", report(&desk, "r.report.json").to_string());
    assert_eq!(desk.run(&["verify", "x.json"]).code, 2);
}

#[test]
fn the_exit_code_is_that_of_the_worst_file() {
    let desk = desk();
    trust(&desk, "active", "2199-12-31");
    desk.put("bad.json", "{}");
    let code = |args: &[&str]| desk.run(&[&["verify"], args].concat()).code;
    assert_eq!(code(&["--trust", "trust.json", "r.report.json", "r.report.json"]), 0);
    assert_eq!(code(&["r.report.json", "r.report.json"]), 2);
    assert_eq!(code(&["r.report.json", "bad.json", "r.report.json"]), 1);
    let missing = desk.run(&["verify", "nowhere.json", "r.report.json"]);
    missing.refused(1, &["nowhere.json"]);
    assert!(missing.out.contains("r.report.json"), "the others are still looked at: {missing:?}");
}

#[test]
fn a_catalogue_that_is_not_at_hand_is_said_and_can_be_given() {
    let desk = desk();
    desk.put("small.json", include_str!("../data/small.json"));
    let small = r#"{"format":"zicha-draft/1","unit":"试用局","answers":{"1":{"slots":{"text":"好"}}}}"#;
    desk.put("s.json", small);
    sign(&desk, &["--catalogue", "small.json", "-o", "s.report.json", "s.json"]).good();
    desk.run(&["verify", "s.report.json"]).refused(1, &["s.report.json", "small"]);
    assert_eq!(desk.run(&["verify", "--catalogue", "small.json", "s.report.json"]).code, 2);
}

#[test]
fn errors_keep_from_signing_and_are_listed() {
    let desk = desk();
    let wrong =
        file(json!({"files": 1}), json!({"26": {"reviewed": "两三件", "review": "3"}, "30": {"30-r1": "也许"}}));
    desk.put("w.json", serde_json::to_string_pretty(&wrong).unwrap());
    let ran = sign(&desk, &["-o", "w.report.json", "w.json"]);
    ran.refused(1, &["answers.26.slots.reviewed", "answers.26.reasons.26-r2", "answers.30.slots.30-r1", "w.json:"]);
    assert!(!desk.0.join("w.report.json").exists());
}

#[test]
fn a_report_is_not_written_over_another_unless_told() {
    let desk = desk();
    let before = desk.read("r.report.json");
    sign(&desk, &["-o", "r.report.json", "a.json"]).refused(1, &["r.report.json", "--force"]);
    assert_eq!(desk.read("r.report.json"), before);
    sign(&desk, &["-o", "r.report.json", "--force", "a.json"]).good();
    assert_ne!(desk.read("r.report.json"), before);
}

#[test]
fn the_next_revision_continues_the_one_it_replaces() {
    let desk = desk();
    sign(&desk, &["--replaces", "r.report.json", "-o", "r2.report.json", "a.json"]).good();
    let (first, second) = (report(&desk, "r.report.json"), report(&desk, "r2.report.json"));
    assert_eq!(first["report"]["id"], second["report"]["id"]);
    assert_eq!((&first["report"]["revision"], &second["report"]["revision"]), (&json!(1), &json!(2)));
    assert_eq!(second["report"]["supersedes"], first["signatures"][0]["statement"]["content"]["sha-256"]);
    desk.put("other.json", file(json!({}), json!({})).to_string().replace("区司法局", "区财政局"));
    sign(&desk, &["--replaces", "r.report.json", "-o", "x.json", "other.json"])
        .refused(1, &["r.report.json", "区司法局"]);
}

#[test]
fn key_files_and_passphrases_each_have_their_message() {
    let desk = desk();
    let check = |args: &[&str], env: &[(&str, &str)], code: i32, said: &[&str]| {
        desk.run_with(&[&["sign", "--name", "王", "--title", "科员", "-o", "x.json", "a.json"], args].concat(), env)
            .refused(code, said);
    };
    check(&["--key", "me.key.json", "--passphrase-env", PASS.0], &[(PASS.0, "wrong")], 1, &["me.key.json"]);
    check(&["--key", "me.key.json", "--passphrase-env", PASS.0], &[], 64, &[PASS.0]);
    check(&["--key", "me.key.json"], &[], 64, &["--passphrase-file"]);
    check(&["--key", "a.json", "--passphrase-env", PASS.0], &[PASS], 1, &["a.json"]);
    check(&["--key", "nokey.json", "--passphrase-env", PASS.0], &[PASS], 1, &["nokey.json"]);
    desk.put("pass.txt", format!("{}\r\nsecond line", PASS.1));
    desk.run(&[
        "sign",
        "--name",
        "王",
        "--title",
        "科员",
        "-o",
        "y.json",
        "a.json",
        "--key",
        "me.key.json",
        "--passphrase-file",
        "pass.txt",
    ])
    .good();
    desk.run_with(&["keygen", "-o", "me.key.json", "--passphrase-env", PASS.0], &[PASS])
        .refused(1, &["me.key.json", "--force"]);
    desk.run_with(&["keygen", "-o", "new.json", "--passphrase-env", PASS.0], &[(PASS.0, "")]).refused(1, &["new.json"]);
    assert!(!desk.0.join("new.json").exists());
}

#[cfg(unix)]
#[test]
fn a_key_file_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new();
    let made = desk.run_with(&["keygen", "-o", "k.json", "--passphrase-env", PASS.0, "--json"], &[PASS]).good().json();
    assert_eq!(made["kid"], made["jwk"]["kid"]);
    assert_eq!(std::fs::metadata(desk.0.join("k.json")).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn an_sm2_key_signs_and_is_verified() {
    let desk = desk();
    let keygen = |alg: &str| {
        desk.run_with(&["keygen", "-o", "sm2.json", "--alg", alg, "--passphrase-env", PASS.0, "--json"], &[PASS])
    };
    keygen("RSA").refused(64, &["--alg", "RSA", "EdDSA | SM2"]);
    keygen("ES256").refused(64, &["--alg", "ES256"]);
    let made = keygen("sm2").good().json();
    assert_eq!((&made["jwk"]["kty"], &made["jwk"]["crv"]), (&json!("EC"), &json!("SM2")));
    let args = [
        "sign",
        "--key",
        "sm2.json",
        "--passphrase-env",
        PASS.0,
        "--name",
        "王某",
        "--title",
        "科员",
        "-o",
        "s.report.json",
        "a.json",
    ];
    desk.run_with(&args, &[PASS]).good();
    let found = desk.run(&["verify", "s.report.json", "--json"]);
    assert_eq!((found.code, &found.json()[0]["signatures"][0]["kid"]), (2, &made["kid"]));
    let whole = String::from_utf8(desk.read("s.report.json")).unwrap();
    desk.put("x.json", whole.replace("王某", "李某"));
    assert_eq!(desk.run(&["verify", "x.json"]).code, 1);
}
