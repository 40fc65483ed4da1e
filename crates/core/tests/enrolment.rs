//! Holds key enrolments to what they promise: signed by the key itself, in a rotation by the old key too,
//! and by nobody else; and the paper form to one sheet that shows what the file says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use zicha_core::canonical::Value;
use zicha_core::digest::fingerprint;
use zicha_core::enrolment::{Enrolled, Enrolment, EnrolmentError, MakeError, Standing, form, make, open};
use zicha_core::envelope::{ContentKind, Parts, add_signature, seal};
use zicha_core::sign::{KeyType, Moment, PrivateKey, Role, Signer};
use zicha_core::text::{self, Lang};
use zicha_core::trust::TrustList;

fn key(number: u8) -> PrivateKey {
    PrivateKey::from_seed(&[number; 32])
}

fn enrolment(key: &PrivateKey, old: Option<&PrivateKey>) -> Enrolment {
    Enrolment {
        key: key.public().clone(),
        holder: Signer { name: "王某".into(), title: "科员".into(), unit: "区司法局".into() },
        roles: vec![Role::Filler, Role::Reviewer],
        created: Moment::read("2021-01-15T10:00:00+08:00").unwrap(),
        replaces: old.map(PrivateKey::kid),
    }
}

fn signed_with(it: &Enrolment, parts: &Parts, keys: &[&PrivateKey]) -> Vec<u8> {
    let file = seal(ContentKind::Enrolment, &it.to_value(), parts.clone(), keys[0]).unwrap();
    keys[1..].iter().fold(file, |file, key| add_signature(&file, parts.clone(), key).unwrap())
}

fn signed(it: &Enrolment, keys: &[&PrivateKey]) -> Vec<u8> {
    signed_with(it, &it.parts(), keys)
}

fn code(file: &[u8]) -> &'static str {
    open(file).map_or_else(|error| error.code(), |_| "sound")
}

#[test]
fn a_key_registers_itself() {
    for key in [key(1), PrivateKey::from_secret(KeyType::Sm2, &[1; 32]).unwrap()] {
        let it = enrolment(&key, None);
        let file = signed(&it, &[&key]);
        let opened = open(&file).unwrap();
        assert_eq!(opened.enrolment(), &it);
        assert_eq!(Enrolment::read(&it.to_value()), Ok(it));
    }
}

#[test]
fn a_new_key_is_signed_for_by_itself_and_the_one_it_replaces() {
    let (new, old, other) = (key(2), key(1), key(3));
    let it = enrolment(&new, Some(&old));
    assert_eq!(code(&signed(&it, &[&new, &old])), "sound");
    assert_eq!(code(&signed(&it, &[&new])), "not-signed-by-key");
    assert_eq!(code(&signed(&it, &[&old])), "not-signed-by-key");
    assert_eq!(code(&signed(&it, &[&old, &new])), "not-signed-by-key");
    assert_eq!(code(&signed(&it, &[&new, &other])), "stray-signature");
    assert_eq!(code(&signed(&it, &[&other, &old])), "stray-signature");
    assert_eq!(code(&signed(&it, &[&new, &old, &other])), "stray-signature");
    assert_eq!(code(&signed(&enrolment(&new, None), &[&new, &old])), "stray-signature");
    assert_eq!(code(&signed(&enrolment(&new, None), &[&old])), "stray-signature");
    assert_eq!(code(&signed(&enrolment(&new, Some(&new)), &[&new])), "replaces-itself");
}

#[test]
fn what_is_made_is_what_the_office_opens() {
    let (new, old, other) = (PrivateKey::from_secret(KeyType::Sm2, &[2; 32]).unwrap(), key(1), key(3));
    for replaced in [None, Some(&old)] {
        let it = enrolment(&new, replaced);
        let (file, enrolled) = make(&it, &new, replaced).unwrap();
        assert_eq!((enrolled.enrolment(), open(&file)), (&it, Ok(enrolled.clone())));
    }
    let not_sound = |key: &PrivateKey, old: Option<&PrivateKey>, it: &Enrolment| match make(it, key, old) {
        Err(MakeError::NotSound(error)) => error.code(),
        other => panic!("{other:?}"),
    };
    assert_eq!(not_sound(&new, None, &enrolment(&new, Some(&old))), "not-signed-by-key");
    assert_eq!(not_sound(&new, Some(&other), &enrolment(&new, Some(&old))), "stray-signature");
    assert_eq!(not_sound(&other, None, &enrolment(&new, None)), "stray-signature");
    let nameless = Enrolment { holder: Signer { name: String::new(), ..Signer::default() }, ..enrolment(&new, None) };
    assert!(make(&nameless, &new, None).is_err());
    let long = Signer { name: "长".repeat(101), ..nameless.holder };
    assert!(matches!(make(&Enrolment { holder: long, ..nameless }, &new, None), Err(MakeError::Seal(_))));
}

#[test]
fn nobody_signs_in_anothers_name_or_another_role() {
    let it = enrolment(&key(1), None);
    let check = |parts: Parts| assert_eq!(code(&signed_with(&it, &parts, &[&key(1)])), "other-person");
    check(Parts { role: Role::Reviewer, ..it.parts() });
    check(Parts { signer: Signer { name: "李某".into(), ..it.holder.clone() }, ..it.parts() });
    check(Parts { signer: Signer { unit: "区财政局".into(), ..it.holder.clone() }, ..it.parts() });
}

#[test]
fn every_alteration_has_its_reason() {
    let (new, old) = (key(2), key(1));
    let file = String::from_utf8(signed(&enrolment(&new, Some(&old)), &[&new, &old])).unwrap();
    let check = |from: &str, to: &str, expected: &str| {
        let changed = file.replacen(from, to, 1);
        assert_ne!(changed, file, "{from}");
        assert_eq!(code(changed.as_bytes()), expected, "{from} {to}");
    };
    check("王某", "李某", "content-digest");
    check("\"reviewer\"", "\"head\"", "content-digest");
    check(&new.kid().to_string(), &key(9).kid().to_string(), "content-digest");
    check("\"enrolment\": {", "\"report\": {", "other-kind");
    check("\"signatures\"", "\"signature\"", "unknown-member");
    let report = seal(ContentKind::Report, &Value::object([("a", Value::Int(1))]), enrolment(&new, None).parts(), &new);
    assert_eq!(code(&report.unwrap()), "other-kind");
    arbtest::arbtest(|u| {
        let mut bytes = file.clone().into_bytes();
        for _ in 0..u.int_in_range(1..=3)? {
            let at = u.choose_index(bytes.len())?;
            bytes[at] = u.arbitrary()?;
        }
        let _ = open(&bytes);
        Ok(())
    })
    .budget_ms(500);
}

#[test]
fn content_is_read_strictly() {
    let whole = enrolment(&key(1), None);
    let text = String::from_utf8(zicha_core::canonical::to_bytes(&whole.to_value())).unwrap();
    let refuse = |from: &str, to: &str, expected: &str| {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        let value = zicha_core::canonical::parse(changed.as_bytes()).unwrap();
        assert_eq!(Enrolment::read(&value).unwrap_err().code(), expected, "{changed}");
    };
    refuse("enrolment/1", "enrolment/2", "not-allowed");
    refuse("\"replaces\":null", "\"replaces\":null,\"phone\":\"1\"", "unknown-member");
    refuse(",\"replaces\":null", "", "missing-member");
    refuse("\"replaces\":null", "\"replaces\":\"x\"", "not-allowed");
    refuse("王某", " ", "too-short");
    refuse("区司法局", "", "too-short");
    refuse("科员", &"员".repeat(101), "too-long");
    refuse("[\"filler\",\"reviewer\"]", "[]", "too-short");
    refuse("[\"filler\",\"reviewer\"]", "[\"filler\",\"filler\"]", "not-allowed");
    refuse("[\"filler\",\"reviewer\"]", "[1]", "wrong-type");
    refuse("\"reviewer\"", "\"boss\"", "not-allowed");
    refuse("\"crv\":\"Ed25519\"", "\"crv\":\"Ed448\"", "bad-key");
    refuse(&format!("\"kid\":\"{}\",", key(1).kid()), "", "missing-member");
    refuse("+08:00", "", "not-allowed");
}

/// A list in which key 1 belongs to 王某 of 区司法局 as filler and reviewer.
fn list(status: &str, name: &str, roles: &str) -> TrustList {
    let jwk = String::from_utf8(zicha_core::canonical::to_bytes(&key(1).public().to_jwk())).unwrap();
    let text = format!(
        r#"{{"schema":"zicha-trust/1","office":"区法治办","seq":1,"issued":"2021-01-01","expires":"2021-12-31","keys":[
        {{"kid":"{}","jwk":{jwk},"name":"{name}","unit":"区司法局","roles":{roles},"status":"{status}","since":"2021-01-01"}}]}}"#,
        key(1).kid()
    );
    TrustList::read(text.as_bytes()).unwrap()
}

#[test]
fn an_active_old_key_vouches_for_the_same_person_and_no_further_role() {
    let opened = |new: &PrivateKey, old: Option<&PrivateKey>| -> Enrolled {
        let it = enrolment(new, old);
        let keys: Vec<&PrivateKey> = [Some(new), old].into_iter().flatten().collect();
        open(&signed(&it, &keys)).unwrap()
    };
    let both = r#"["filler","reviewer"]"#;
    let rotation = opened(&key(2), Some(&key(1)));
    assert_eq!(rotation.standing(&list("active", "王某", both)), Standing::CarriedOver);
    assert_eq!(rotation.standing(&list("revoked", "王某", both)), Standing::OnPaper);
    assert_eq!(rotation.standing(&list("expired", "王某", both)), Standing::OnPaper);
    assert_eq!(rotation.standing(&list("active", "李某", both)), Standing::OnPaper);
    assert_eq!(rotation.standing(&list("active", "王某", r#"["filler"]"#)), Standing::OnPaper);
    assert_eq!(opened(&key(2), Some(&key(3))).standing(&list("active", "王某", both)), Standing::OnPaper);
    assert_eq!(opened(&key(2), None).standing(&list("active", "王某", both)), Standing::OnPaper);
}

#[test]
fn the_form_shows_what_the_file_says_and_escapes_it() {
    let mut it = enrolment(&key(2), Some(&key(1)));
    it.holder.title = "<b>科员</b> & \"主任\"".into();
    let opened = open(&signed(&it, &[&key(2), &key(1)])).unwrap();
    let shown = form::form(&opened);
    let (text, html) = (shown.text(), form::page(&shown));
    let printed = [
        "公钥登记表",
        "王某",
        "区司法局",
        "填报人、审核人",
        &fingerprint(key(2).kid().bytes()),
        &fingerprint(key(1).kid().bytes()),
        &fingerprint(&opened.digests().sha256),
        &key(2).kid().to_string(),
        "Ed25519",
        "单位盖章",
    ];
    for part in printed {
        assert!(text.contains(part) && html.contains(part), "{part}");
    }
    assert!(text.contains("<b>科员</b>") && html.contains("&lt;b&gt;科员&lt;/b&gt; &amp; &quot;主任&quot;"));
    assert!(!html.contains("<b>") && !html.contains("style=") && !html.contains("http"));
    let first = form::form(&open(&signed(&enrolment(&key(2), None), &[&key(2)])).unwrap());
    assert!(!first.text().contains("换下的"));
}

#[test]
fn every_fault_has_a_sentence_in_both_languages() {
    let errors = [
        open(b"{").unwrap_err(),
        EnrolmentError::OtherKind { found: ContentKind::Report },
        EnrolmentError::NotSigned { kid: key(1).kid() },
        EnrolmentError::Stray { index: 1 },
        EnrolmentError::OtherPerson { index: 0 },
        EnrolmentError::ReplacesItself,
        EnrolmentError::Key(zicha_core::sign::JwkError::BadPoint { path: String::new() }),
        EnrolmentError::Signature { index: 0, reason: zicha_core::envelope::Reason::BadSignature },
    ];
    for error in errors {
        let (zh, en) = (text::enrolment_error(&error, Lang::Zh), text::enrolment_error(&error, Lang::En));
        assert!(zh.ends_with('。') && en.ends_with('.') && zh != en, "{zh} {en}");
    }
}
