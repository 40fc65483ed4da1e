//! Keys beside signing: another passphrase, registration and rotation, openssl, signers elsewhere.

use std::process::Command;

use serde_json::{Value, json};

use crate::answers::file;
use crate::tool::{Desk, Ran};

const PASS: (&str, &str) = ("ZICHA_TEST_PASS", "红桥 correct horse");
const OTHER: (&str, &str) = ("ZICHA_TEST_OTHER", "other-passphrase");

fn run(desk: &Desk, args: &[&str]) -> Ran {
    desk.run_with(args, &[PASS, OTHER])
}

/// A desk with `ed.json` and `sm2.json`, both under [`PASS`], made once for all tests.
fn desk() -> Desk {
    static MADE: std::sync::OnceLock<Vec<(&str, Vec<u8>)>> = std::sync::OnceLock::new();
    let keys = MADE.get_or_init(|| {
        let desk = Desk::new();
        [("ed.json", "EdDSA"), ("sm2.json", "SM2")]
            .map(|(name, alg)| {
                run(&desk, &["keygen", "--alg", alg, "-o", name, "--passphrase-env", PASS.0]).good();
                (name, desk.read(name))
            })
            .into()
    });
    let desk = Desk::new();
    keys.iter().for_each(|(name, bytes)| desk.put(name, bytes));
    desk
}

fn enrol(desk: &Desk, more: &[&str]) -> Ran {
    let args = ["key", "enrol", "--passphrase-env", PASS.0, "--name", "王某", "--unit", "区司法局"];
    run(desk, &[&args, more].concat())
}

fn openssl(desk: &Desk, args: &[&str]) -> Vec<u8> {
    let out = Command::new("openssl").args(args).current_dir(&desk.0).output().unwrap();
    assert!(out.status.success(), "openssl {args:?}: {}", String::from_utf8_lossy(&out.stderr));
    out.stdout
}

fn openssl_is_here() -> bool {
    let here = Command::new("openssl").arg("version").output().is_ok_and(|out| out.stdout.starts_with(b"OpenSSL 3"));
    if !here {
        eprintln!("openssl 3 is not installed: the check against it was not run");
    }
    here
}

#[test]
fn a_passphrase_is_changed_in_place_and_the_key_stays() {
    let desk = desk();
    let change = |old: &str, more: &[&str]| {
        run(&desk, &[&["key", "passphrase", "--passphrase-env", old, "sm2.json"], more].concat())
    };
    let before = desk.read("sm2.json");
    change(PASS.0, &["--new-passphrase-env", OTHER.0]).good();
    assert_ne!(desk.read("sm2.json"), before);
    let after = desk.read("sm2.json");
    change(PASS.0, &["--new-passphrase-env", PASS.0]).refused(1, &["sm2.json", "passphrase"]);
    change(OTHER.0, &[]).refused(64, &["--new-passphrase-file", "--new-passphrase-env"]);
    assert_eq!(desk.read("sm2.json"), after);
}

#[test]
fn a_key_is_registered_and_its_form_printed() {
    let desk = desk();
    let roles = ["--role", "filler", "--role", "reviewer", "--title", "科员"];
    let ran = enrol(&desk, &[&["--key", "sm2.json", "-o", "e.json", "--form", "e.html"], &roles[..]].concat()).good();
    let made: Value = serde_json::from_slice(&desk.read("e.json")).unwrap();
    let kid = made["enrolment"]["key"]["kid"].as_str().unwrap();
    assert!(ran.out.contains(kid), "{ran:?}");
    assert_eq!(made["enrolment"]["roles"], json!(["filler", "reviewer"]));
    let html = String::from_utf8(desk.read("e.html")).unwrap();
    let text = run(&desk, &["key", "form", "e.json"]).good().out;
    for part in ["公钥登记表", "王某", "科员", "区司法局", "填报人、审核人", "SM2", kid] {
        assert!(html.contains(part) && text.contains(part), "{part}");
    }
    assert_eq!(run(&desk, &["key", "form", "--format", "html", "e.json"]).good().out, html);
    desk.put("x.json", made.to_string().replace("王某", "李某"));
    run(&desk, &["key", "form", "x.json"]).refused(1, &["x.json"]);
    run(&desk, &["key", "form", "--format", "pdf", "e.json"]).refused(64, &["pdf", "text | html"]);
    enrol(&desk, &["--key", "sm2.json", "-o", "f.json", "--role", "boss"]).refused(64, &["boss", "reviewer"]);
    enrol(&desk, &["--key", "sm2.json", "-o", "f.json", "--role", "head", "--role", "head"]).refused(64, &["head"]);
    enrol(&desk, &["--key", "sm2.json", "-o", "e.json"]).refused(1, &["e.json", "--force"]);
}

#[test]
fn a_rotation_is_signed_by_the_new_key_and_the_old_one() {
    let desk = desk();
    let old = ["--replaces", "ed.json", "--old-passphrase-env", PASS.0];
    enrol(&desk, &[&["--key", "sm2.json", "-o", "r.json"], &old[..]].concat()).good();
    let made: Value = serde_json::from_slice(&desk.read("r.json")).unwrap();
    let keys = made["keys"].as_array().unwrap();
    assert_eq!((made["signatures"].as_array().unwrap().len(), keys.len()), (2, 2));
    assert_eq!((&keys[0]["crv"], &keys[1]["crv"]), (&json!("SM2"), &json!("Ed25519")));
    assert_eq!(made["enrolment"]["replaces"], keys[1]["kid"]);
    assert!(run(&desk, &["key", "form", "r.json"]).good().out.contains("换下的公钥指纹"));
    let mut alone = made.clone();
    alone["signatures"].as_array_mut().unwrap().pop();
    alone["keys"].as_array_mut().unwrap().pop();
    desk.put("alone.json", alone.to_string());
    run(&desk, &["key", "form", "alone.json"]).refused(1, &["alone.json", "has not signed"]);
}

#[test]
fn keys_go_to_openssl_and_come_back() {
    let desk = desk();
    for name in ["ed.json", "sm2.json"] {
        let passes = ["--passphrase-env", PASS.0, "--new-passphrase-env", OTHER.0];
        let out = run(&desk, &[&["key", "export", name, "-o", "k.pem", "--force"], &passes[..]].concat()).good().out;
        if openssl_is_here() {
            let pass = format!("pass:{}", OTHER.1);
            let public = openssl(&desk, &["pkey", "-in", "k.pem", "-passin", &pass, "-pubout"]);
            assert!(public.starts_with(b"-----BEGIN PUBLIC KEY-----"), "{out}");
        }
    }
    let import =
        |passes: [&str; 4]| run(&desk, &[&["key", "import", "k.pem", "-o", "back.json"][..], &passes].concat());
    import(["--passphrase-env", PASS.0, "--new-passphrase-env", PASS.0]).refused(1, &["k.pem"]);
    import(["--passphrase-env", OTHER.0, "--new-passphrase-env", PASS.0]).good();
    let kid = |key: &str, out: &str| {
        enrol(&desk, &["--key", key, "-o", out]).good();
        serde_json::from_slice::<Value>(&desk.read(out)).unwrap()["enrolment"]["key"]["kid"].clone()
    };
    assert_eq!(kid("sm2.json", "1.json"), kid("back.json", "2.json"));
}

#[test]
fn keys_of_openssl_are_taken() {
    if !openssl_is_here() {
        return;
    }
    let desk = Desk::new();
    let pass = format!("pass:{}", OTHER.1);
    let import = |name: &str| {
        let passes = ["--passphrase-env", OTHER.0, "--new-passphrase-env", PASS.0];
        run(&desk, &[&["key", "import", name, "-o", &format!("{name}.json")], &passes[..]].concat())
    };
    let sealed = ["-aes-256-cbc", "-pass", &pass];
    openssl(&desk, &[&["genpkey", "-algorithm", "ed25519", "-out", "ed.pem"], &sealed[..]].concat());
    openssl(
        &desk,
        &[&["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2", "-out", "sm2.pem"], &sealed[..]]
            .concat(),
    );
    openssl(
        &desk,
        &[&["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "p.pem"], &sealed[..]]
            .concat(),
    );
    import("ed.pem").good();
    import("p.pem").refused(1, &["p.pem", "neither Ed25519 nor SM2"]);
    openssl(
        &desk,
        &["pkcs8", "-topk8", "-scrypt", "-in", "sm2.pem", "-passin", &pass, "-passout", &pass, "-out", "scrypt.pem"],
    );
    import("scrypt.pem").good();
    openssl(&desk, &["pkey", "-in", "ed.pem", "-passin", &pass, "-out", "open.pem"]);
    import("open.pem").refused(1, &["open.pem", "not encrypted"]);
    openssl(
        &desk,
        &[
            "pkcs8", "-topk8", "-iter", "2000001", "-in", "ed.pem", "-passin", &pass, "-passout", &pass, "-out",
            "slow.pem",
        ],
    );
    import("slow.pem").refused(1, &["slow.pem", "too large"]);
    desk.put("no.pem", "-----BEGIN PRIVATE");
    import("no.pem").refused(1, &["no.pem", "PKCS#8"]);
}

const SIGN: [&str; 7] = ["sign", "--name", "王某", "--title", "科员", "a.json", "--force"];

/// A report signed by a command.
fn signer(desk: &Desk, command: &str, public: &str) -> Ran {
    desk.put("a.json", file(json!({"files": 10}), json!({"26": {"reviewed": 9, "review": "5-12"}})).to_string());
    run(desk, &[&SIGN[..], &["--signer", command, "--public-key", public, "-o", "r.json"]].concat())
}

#[test]
fn a_signer_elsewhere_is_verified_before_anything_is_written() {
    let desk = desk();
    enrol(&desk, &["--key", "sm2.json", "-o", "e.json"]).good();
    let made: Value = serde_json::from_slice(&desk.read("e.json")).unwrap();
    desk.put("sm2.jwk", made["enrolment"]["key"].to_string());
    let check = |command: &str, said: &str| {
        signer(&desk, command, "sm2.jwk").refused(1, &[said]);
        assert!(!desk.0.join("r.json").exists(), "{command}");
    };
    check("head -c 64 /dev/zero", "64 bytes");
    check("head -c 64", "64 bytes"); // the input itself
    check("cat > /dev/null", "the 0 bytes");
    check("head -c 2000 /dev/zero", "1024 bytes"); // no more is taken
    check("exit 3", "exit 3");
    check("no-such-command-anywhere", "no-such-command-anywhere");
    signer(&desk, "cat", "a.json").refused(1, &["a.json", "JWK"]);
    signer(&desk, "cat", "nowhere.jwk").refused(1, &["nowhere.jwk"]);
    run(&desk, &[&SIGN[..], &["--signer", "cat", "-o", "r.json"]].concat()).refused(64, &["--public-key"]);
    let both = ["--signer", "cat", "--key", "sm2.json", "-o", "r.json"];
    run(&desk, &[&SIGN[..], &both].concat()).refused(64, &["--key", "--signer"]);
    run(&desk, &[&SIGN[..], &["-o", "r.json"]].concat()).refused(64, &["--key"]);
}

#[test]
fn openssl_signs_raw_ed25519_and_der_sm2() {
    if !openssl_is_here() {
        return;
    }
    let desk = Desk::new();
    openssl(&desk, &["genpkey", "-algorithm", "ed25519", "-out", "ed.pem"]);
    openssl(&desk, &["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2", "-out", "sm2.pem"]);
    for name in ["ed", "sm2"] {
        openssl(&desk, &["pkey", "-in", &format!("{name}.pem"), "-pubout", "-out", &format!("{name}.pub.pem")]);
    }
    let ed = "cat > in.bin && openssl pkeyutl -sign -rawin -in in.bin -inkey ed.pem";
    let sm2 = "openssl dgst -sm3 -sign sm2.pem -sigopt distid:1234567812345678";
    for (command, public) in [(ed, "ed.pub.pem"), (sm2, "sm2.pub.pem")] {
        signer(&desk, command, public).good();
        assert_eq!(desk.run(&["verify", "r.json"]).code, 2, "{command}");
    }
    signer(&desk, sm2, "ed.pub.pem").refused(1, &["no signature of that key"]);
    signer(&desk, ed, "sm2.pub.pem").refused(1, &["no signature of that key"]);
    let other_id = "openssl dgst -sm3 -sign sm2.pem -sigopt distid:someone";
    signer(&desk, other_id, "sm2.pub.pem").refused(1, &["no signature of that key"]);
}
