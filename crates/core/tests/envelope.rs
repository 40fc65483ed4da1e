//! Holds signed files to the threats of docs/format.md: what was altered, taken out, reordered or
//! signed by another key is refused, each for its own reason.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use zicha_core::canonical::{Value, parse, to_bytes};
use zicha_core::digest::Digests;
use zicha_core::envelope::{
    Against, Checked, ContentKind, KeyUse, Outcome, Parts, Pending, Policy, PolicyFault, SIGNATURES_MAX, SealError,
    add_signature, check, open, seal,
};
use zicha_core::sign::{Day, Moment, PrivateKey, Role, Signer};
use zicha_core::trust::TrustList;

fn key(number: u8) -> PrivateKey {
    PrivateKey::from_seed(&[number; 32])
}

fn parts(role: Role) -> Parts {
    Parts {
        role,
        opinion: "属实".into(),
        signer: Signer { name: "张三".into(), title: "科员".into(), unit: "红桥区司法局".into() },
        signed: Moment::read("2021-01-15T10:00:00+08:00").unwrap(),
    }
}

fn report() -> Value {
    parse(r#"{"schema":"zicha-report/1","unit":"红桥区","n":2999,"list":["95.50",null,true]}"#.as_bytes()).unwrap()
}

fn signed() -> Vec<u8> {
    seal(ContentKind::Report, &report(), parts(Role::Filler), &key(1)).unwrap()
}

/// Signed by filler, reviewer and head with the keys 1, 2 and 3.
fn chained() -> Vec<u8> {
    let file = add_signature(&signed(), parts(Role::Reviewer), &key(2)).unwrap();
    add_signature(&file, parts(Role::Head), &key(3)).unwrap()
}

fn trust_text(entries: &[(u8, &str, &str)]) -> String {
    let entries: Vec<String> = entries
        .iter()
        .map(|(number, role, status)| {
            let jwk = String::from_utf8(to_bytes(&key(*number).public().to_jwk())).unwrap();
            format!(
                r#"{{"kid":"{}","jwk":{jwk},"name":"持有人{number}","unit":"红桥区司法局","roles":["{role}"],"status":"{status}","since":"2021-02-01"}}"#,
                key(*number).kid()
            )
        })
        .collect();
    format!(
        r#"{{"schema":"zicha-trust/1","office":"红桥区法治办","seq":3,"issued":"2021-01-01","expires":"2021-12-31","keys":[{}]}}"#,
        entries.join(",")
    )
}

fn trust(entries: &[(u8, &str, &str)]) -> TrustList {
    TrustList::read(trust_text(entries).as_bytes()).unwrap()
}

fn three_people() -> TrustList {
    trust(&[(1, "filler", "active"), (2, "reviewer", "active"), (3, "head", "active")])
}

/// The outcome and the code of every signature, or of what kept the file from opening.
fn verdict(file: &[u8], against: &Against<'_>) -> (Outcome, Vec<&'static str>) {
    let envelope = match open(file) {
        Ok(envelope) => envelope,
        Err(error) => return (Outcome::Invalid, vec![error.code()]),
    };
    match check(&envelope, against) {
        Ok(checked) => (checked.outcome(), checked.signatures().iter().map(|s| s.reason.code()).collect()),
        Err(refused) => (Outcome::Invalid, refused.signatures.iter().map(|s| s.reason.code()).collect()),
    }
}

fn against(trust: &TrustList) -> Against<'_> {
    Against { trust: Some(trust), received: None }
}

fn checked(file: &[u8]) -> Checked {
    check(&open(file).unwrap(), &Against::default()).unwrap()
}

#[test]
fn sealed_file_opens_intact_and_with_a_trust_list_trusted() {
    assert_eq!(verdict(&signed(), &Against::default()), (Outcome::IntactUnknown, vec!["unknown-signer"]));
    assert_eq!(verdict(&signed(), &against(&three_people())), (Outcome::Trusted, vec!["trusted"]));
    let checked = checked(&signed());
    assert_eq!(checked.content_bytes(), to_bytes(&report()));
    assert_eq!(checked.digests(), &Digests::of(&to_bytes(&report())));
    assert_eq!(checked.kind(), ContentKind::Report);
    assert_eq!(checked.signatures()[0].kid, Some(key(1).kid()));
    let held = check(&open(&signed()).unwrap(), &against(&three_people())).unwrap();
    assert_eq!(held.signatures()[0].holder.as_ref().unwrap().name, "持有人1");
}

#[test]
fn every_kind_of_content_has_the_same_envelope() {
    for kind in ContentKind::ALL {
        let file = seal(kind, &report(), parts(Role::Office), &key(4)).unwrap();
        assert_eq!(checked(&file).kind(), kind);
        assert!(String::from_utf8(file).unwrap().starts_with(&format!("{{\n  \"{}\": {{\n", kind.word())));
    }
}

#[test]
fn spelling_of_the_file_does_not_matter() {
    let value = parse(&signed()).unwrap();
    let canonical = to_bytes(&value);
    assert_eq!(verdict(&canonical, &Against::default()).0, Outcome::IntactUnknown);
    let dressed = ["\u{FEFF}\r\n".as_bytes(), &canonical, b" \n"].concat();
    assert_eq!(verdict(&dressed, &Against::default()).0, Outcome::IntactUnknown);
    let escaped = String::from_utf8(signed()).unwrap().replace('红', "\\u7ea2");
    assert_eq!(verdict(escaped.as_bytes(), &Against::default()).0, Outcome::IntactUnknown);
}

#[test]
fn every_alteration_has_its_reason() {
    let text = String::from_utf8(signed()).unwrap();
    let kid = key(1).kid().to_string();
    let refuse = |from: &str, to: &str, code: &str| {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        assert_eq!(verdict(changed.as_bytes(), &Against::default()), (Outcome::Invalid, vec![code]), "{from} → {to}");
        assert_eq!(verdict(changed.as_bytes(), &against(&three_people())), (Outcome::Invalid, vec![code]), "{from}");
    };
    refuse("2999", "3000", "content-digest");
    refuse("2999", "2999.0", "fraction");
    refuse("2999", "2999, \"n\": 2999", "duplicate-key");
    refuse("红桥区\"", "河东区\"", "content-digest");
    refuse("属实", "不实", "bad-signature");
    refuse("\"role\": \"filler\"", "\"role\": \"head\"", "bad-signature");
    refuse("\"type\": \"report\"", "\"type\": \"rollup\"", "bad-signature");
    refuse("\"report\": {", "\"rollup\": {", "content-kind");
    refuse("\"report\": {", "\"trust\": {}, \"report\": {", "several-contents");
    refuse("\"report\": {", "\"letter\": {", "foreign-file");
    refuse("\"report\": {", "\"note\": 1, \"report\": {", "unknown-member");
    refuse("\"protected\": ", "\"header\": {}, \"protected\": ", "unknown-member");
    refuse("\"protected\": \"", "\"protected\": \"=", "header-base64");
    refuse("\"protected\": \"", "\"protected\": \"A", "header-json");
    refuse("\"signature\": \"", "\"signature\": \"A", "signature-form");
    refuse("\"prev\": null", "\"prev\": 0", "wrong-type");
    refuse("\"crv\": \"Ed25519\"", "\"crv\": \"X25519\"", "bad-key");
    refuse(&format!("\"kid\": \"{kid}\""), &format!("\"kid\": \"{}\"", key(2).kid()), "stray-key");
    refuse("\n}\n", "\n}\n{}", "trailing-data");
    let stranger = format!(",\n{}\n  ]", String::from_utf8(to_bytes(&key(9).public().to_jwk())).unwrap());
    refuse("\n  ]\n}", &format!("{stranger}\n}}"), "stray-key");
}

/// The file with its first protected header replaced and signed anew by key 1.
fn with_header(header: &str) -> Vec<u8> {
    use base64ct::{Base64UrlUnpadded, Encoding as _};
    let file = String::from_utf8(signed()).unwrap();
    let envelope = open(file.as_bytes()).unwrap();
    let old = zicha_core::sign::protected_header(zicha_core::sign::Header {
        alg: zicha_core::sign::Alg::EdDsa,
        kid: key(1).kid(),
    });
    let new = Base64UrlUnpadded::encode_string(header.as_bytes());
    let sign = |protected: &str| {
        let input = zicha_core::sign::signing_input(protected, &envelope.entries()[0].statement().to_bytes());
        Base64UrlUnpadded::encode_string(&key(1).sign(&input))
    };
    file.replace(&sign(&old), &sign(&new)).replace(&old, &new).into_bytes()
}

#[test]
fn header_is_exact_even_when_the_signature_fits() {
    let kid = key(1).kid();
    let check = |header: String, outcome, code| {
        assert_eq!(verdict(&with_header(&header), &Against::default()), (outcome, vec![code]), "{header}");
    };
    let header =
        |alg: &str, more: &str| format!(r#"{{"alg":"{alg}","kid":"{kid}","typ":"vnd.zicha.signoff+json"{more}}}"#);
    check(header("EdDSA", ""), Outcome::IntactUnknown, "unknown-signer");
    check(header("Ed25519", ""), Outcome::IntactUnknown, "unknown-signer");
    check(header("none", ""), Outcome::Invalid, "unknown-alg");
    check(header("HS256", ""), Outcome::Invalid, "unknown-alg");
    let es256 = if zicha_core::sign::Alg::Es256.supported() { "alg-key-mismatch" } else { "alg-not-supported" };
    check(header("ES256", ""), Outcome::Invalid, es256);
    check(header("SM2", ""), Outcome::Invalid, "alg-key-mismatch");
    check(header("EdDSA", r#","b64":false,"crit":["b64"]"#), Outcome::Invalid, "header-members");
    check(header("EdDSA", r#","alg":"none""#), Outcome::Invalid, "header-json");
    check(header("EdDSA", "").replace("signoff", "other"), Outcome::Invalid, "header-typ");
    check(header("EdDSA", "").replace(&kid.to_string(), "1"), Outcome::Invalid, "header-kid");
}

#[test]
fn key_not_in_the_file_must_be_in_the_trust_list() {
    let mut bare = parse(&signed()).unwrap();
    if let Value::Object(object) = &bare {
        let members = object.iter().map(|(k, v)| (k.to_owned(), v.clone()));
        bare = Value::object(members.map(|(k, v)| if k == "keys" { (k, Value::Array(vec![])) } else { (k, v) }));
    }
    let bare = to_bytes(&bare);
    assert_eq!(verdict(&bare, &Against::default()), (Outcome::Invalid, vec!["key-not-found"]));
    assert_eq!(verdict(&bare, &against(&three_people())), (Outcome::Trusted, vec!["trusted"]));
    assert_eq!(verdict(&signed(), &against(&trust(&[]))), (Outcome::IntactUnknown, vec!["unknown-signer"]));
}

#[test]
fn trust_list_decides_role_and_standing() {
    let check = |role, status, received: Option<&str>, expected: &str| {
        let list = trust(&[(1, role, status)]);
        let received = received.map(|day| Day::read(day).unwrap());
        let against = Against { trust: Some(&list), received: received.as_ref() };
        assert_eq!(verdict(&signed(), &against).1, vec![expected], "{role} {status} {received:?}");
    };
    check("filler", "active", None, "trusted");
    check("filler", "active", Some("2020-01-01"), "trusted");
    check("head", "active", None, "role-not-granted");
    check("filler", "revoked", None, "key-revoked");
    check("filler", "revoked", Some("2021-01-31"), "trusted");
    check("filler", "revoked", Some("2021-02-01"), "key-revoked");
    check("filler", "expired", None, "key-expired");
    check("filler", "expired", Some("2021-01-31"), "trusted");
}

#[test]
fn chain_tells_what_was_taken_out_or_moved() {
    let value = parse(&chained()).unwrap();
    let Some(Value::Array(entries)) = value.get("signatures") else { panic!() };
    let with = |order: &[usize]| {
        let entries: Vec<Value> = order.iter().map(|i| entries[*i].clone()).collect();
        let keys = order.iter().map(|i| key(u8::try_from(*i).unwrap() + 1).public().to_jwk()).collect();
        to_bytes(&Value::object([
            ("report", value.get("report").unwrap().clone()),
            ("signatures", Value::Array(entries)),
            ("keys", Value::Array(keys)),
        ]))
    };
    let check = |order: &[usize], codes: &[&str]| {
        assert_eq!(verdict(&with(order), &against(&three_people())).1, codes, "{order:?}");
    };
    check(&[0, 1, 2], &["trusted", "trusted", "trusted"]);
    check(&[0, 1], &["trusted", "trusted"]); // the missing head is for the policy to see
    check(&[0, 2], &["trusted", "prev-mismatch"]);
    check(&[1, 2], &["prev-mismatch", "trusted"]);
    check(&[1, 0, 2], &["prev-mismatch", "prev-mismatch", "prev-mismatch"]);
    check(&[0, 2, 1], &["trusted", "prev-mismatch", "prev-mismatch"]);
    let other = seal(ContentKind::Report, &Value::Int(1), parts(Role::Filler), &key(1)).unwrap();
    let other = parse(&other).unwrap();
    let spliced = Value::object([
        ("report", value.get("report").unwrap().clone()),
        ("signatures", other.get("signatures").unwrap().clone()),
        ("keys", other.get("keys").unwrap().clone()),
    ]);
    assert_eq!(verdict(&to_bytes(&spliced), &against(&three_people())).1, ["content-digest"]);
}

#[test]
fn policy_asks_for_roles_and_distinct_keys() {
    let policy = Policy { required: vec![Role::Filler, Role::Head], keys: KeyUse::Distinct };
    assert_eq!(policy.unmet(&checked(&chained())), []);
    assert_eq!(policy.unmet(&checked(&signed())), [PolicyFault::RoleMissing { role: Role::Head }]);
    let same = add_signature(&signed(), parts(Role::Head), &key(1)).unwrap();
    let kid = key(1).kid();
    let shared = PolicyFault::KeyShared { kid, first: Role::Filler, second: Role::Head };
    assert_eq!(policy.unmet(&checked(&same)), [shared]);
    assert_eq!(Policy { keys: KeyUse::Shared, ..policy }.unmet(&checked(&same)), []);
}

#[test]
fn signatures_are_one_to_sixteen() {
    let mut file = signed();
    for _ in 1..SIGNATURES_MAX {
        file = add_signature(&file, parts(Role::Reviewer), &key(2)).unwrap();
    }
    assert_eq!(checked(&file).signatures().len(), SIGNATURES_MAX);
    assert_eq!(add_signature(&file, parts(Role::Head), &key(3)), Err(SealError::TooManySignatures));
    let value = parse(&file).unwrap();
    let Some(Value::Array(entries)) = value.get("signatures") else { panic!() };
    for (count, code) in [(0, "too-short"), (SIGNATURES_MAX + 1, "too-long")] {
        let entries = entries.iter().cycle().take(count).cloned().collect();
        let file = Value::object([
            ("report", report()),
            ("signatures", Value::Array(entries)),
            ("keys", Value::Array(vec![])),
        ]);
        assert_eq!(verdict(&to_bytes(&file), &Against::default()).1, [code]);
    }
}

#[test]
fn nothing_outside_the_profile_is_signed() {
    let refuse = |content: Value, parts: Parts, code: &str| {
        assert_eq!(seal(ContentKind::Report, &content, parts, &key(1)).unwrap_err().code(), code);
    };
    refuse(Value::text("a\u{200b}"), parts(Role::Filler), "forbidden-character");
    refuse(Value::Int(1 << 53), parts(Role::Filler), "number-too-large");
    refuse(Value::object([("键", Value::Null)]), parts(Role::Filler), "key-not-ascii");
    let deep = (0..32).fold(Value::Null, |inner, _| Value::Array(vec![inner]));
    refuse(deep, parts(Role::Filler), "too-deep");
    refuse(report(), Parts { opinion: "\u{202e}".into(), ..parts(Role::Filler) }, "forbidden-character");
    refuse(report(), Parts { opinion: "长".repeat(2001), ..parts(Role::Filler) }, "too-long");
    let SealError::Json(error) =
        seal(ContentKind::Report, &Value::object([("a", Value::text("\0"))]), parts(Role::Filler), &key(1))
            .unwrap_err()
    else {
        panic!()
    };
    assert_eq!(error.path, "/report/a");
}

#[test]
fn outside_signer_is_checked_before_anything_is_kept() {
    let pending = || Pending::first(ContentKind::Report, &report(), parts(Role::Filler), key(1).public()).unwrap();
    let good = key(1).sign(pending().signing_input());
    assert_eq!(pending().finish(&good), Ok(signed()));
    let foreign = key(2).sign(pending().signing_input());
    assert_eq!(pending().finish(&foreign), Err(SealError::BadSignature));
    assert_eq!(pending().statement().role, Role::Filler);
    let altered = String::from_utf8(signed()).unwrap().replace("2999", "3000");
    let error = add_signature(altered.as_bytes(), parts(Role::Head), &key(3)).unwrap_err();
    assert_eq!(error.code(), "earlier-signature");
}

#[test]
fn every_flipped_or_missing_byte_is_refused_or_changes_nothing() {
    let list = three_people();
    let file = signed();
    let canonical = to_bytes(&parse(&file).unwrap());
    let harmless = |changed: &[u8], what: &str| {
        let known = verdict(changed, &against(&list)).0 == Outcome::Invalid;
        if !known {
            assert_eq!(to_bytes(&parse(changed).unwrap()), canonical, "{what}");
        }
        !known
    };
    let mut kept = 0;
    for at in 0..file.len() {
        for bit in 0..8 {
            let mut changed = file.clone();
            changed[at] ^= 1 << bit;
            kept += usize::from(harmless(&changed, &format!("bit {bit} of byte {at}")));
        }
        let mut changed = file.clone();
        changed.remove(at);
        kept += usize::from(harmless(&changed, &format!("byte {at} missing")));
    }
    assert!(kept > 0 && kept < file.len() * 2, "{kept} changes of white space were let through");
}

#[test]
fn open_never_panics_and_no_random_change_is_trusted() {
    let list = three_people();
    let file = chained();
    let canonical = to_bytes(&parse(&file).unwrap());
    arbtest::arbtest(|u| {
        let mut changed = file.clone();
        for _ in 0..u.int_in_range(1..=3)? {
            let at = u.choose_index(changed.len())?;
            match u.int_in_range(0..=2)? {
                0 => changed[at] = u.arbitrary()?,
                1 => changed.insert(at, u.arbitrary()?),
                _ => drop(changed.drain(at..(at + u.int_in_range(1..=40)?).min(changed.len()))),
            }
        }
        if verdict(&changed, &against(&list)).0 == Outcome::Trusted {
            assert_eq!(to_bytes(&parse(&changed).unwrap()), canonical);
        }
        Ok(())
    });
}

#[test]
fn trust_list_is_read_strictly() {
    let text = trust_text(&[(1, "filler", "active"), (2, "head", "active")]);
    let list = TrustList::read(text.as_bytes()).unwrap();
    assert_eq!((list.keys().len(), list.seq), (2, 3));
    assert!(list.find(key(2).kid()).is_some() && list.find(key(3).kid()).is_none());
    assert!(!list.stale_on(&Day::read("2021-12-31").unwrap()) && list.stale_on(&Day::read("2022-01-01").unwrap()));
    let refuse = |from: &str, to: &str, code: &str| {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text);
        assert_eq!(TrustList::read(changed.as_bytes()).unwrap_err().code(), code, "{from} → {to}");
    };
    refuse("trust/1", "trust/2", "not-allowed");
    refuse("\"seq\":3", "\"seq\":0", "not-allowed");
    refuse("\"seq\":3", "\"seq\":3,\"note\":1", "unknown-member");
    refuse("2021-12-31", "2020-12-31", "days-reversed");
    refuse("2021-12-31", "2021-12-32", "not-allowed");
    refuse("\"active\"", "\"good\"", "not-allowed");
    refuse("[\"filler\"]", "[]", "too-short");
    refuse("[\"filler\"]", "[\"boss\"]", "not-allowed");
    let (one, two) = (key(1).kid().to_string(), key(2).kid().to_string());
    refuse(&one, &two, "bad-key");
    let twice = trust_text(&[(1, "filler", "active"), (1, "head", "active")]);
    assert_eq!(TrustList::read(twice.as_bytes()).unwrap_err().code(), "key-twice");
    let enveloped = format!("{{\"trust\":{text},\"signatures\":[],\"keys\":[]}}");
    assert_eq!(TrustList::read(enveloped.as_bytes()).unwrap_err().code(), "signed-list");
}
