//! The sign-offs: stripped, moved, spliced, and headers that say more than they may.

use zicha_core::canonical::{Value, to_bytes};
use zicha_core::draft::Identity;
use zicha_core::sign::Role;

use crate::forge::{Attack, file, headed, header, members, set, swap};
use crate::maker::{FILLER, HEAD, REVIEWER, STRANGER, content, identity, key, parts, session, session_of, signed};

const MOVED: &str = "prev-mismatch";

/// Entries taken out, repeated or put in another order.
fn order() -> Vec<Attack> {
    let (report, entries, keys) = members();
    let with = |order: &[usize]| {
        let mut names = order.to_vec();
        names.sort_unstable();
        names.dedup();
        let of = |all: &[Value], picked: &[usize]| picked.iter().map(|at| all[*at].clone()).collect::<Vec<_>>();
        file(report.clone(), of(&entries, order), of(&keys, &names))
    };
    vec![
        Attack::on("head stripped", &with(&[0, 1]), &["role-missing"]),
        Attack::on("reviewer and head stripped", &with(&[0]), &["role-missing", "role-missing"]),
        Attack::on("filler stripped", &with(&[1, 2]), &[MOVED]),
        Attack::on("reviewer stripped", &with(&[0, 2]), &[MOVED]),
        Attack::on("reviewer and head exchanged", &with(&[0, 2, 1]), &[MOVED, MOVED]),
        Attack::on("filler and reviewer exchanged", &with(&[1, 0, 2]), &[MOVED, MOVED, MOVED]),
        Attack::on("head first", &with(&[2, 0, 1]), &[MOVED, MOVED]),
        Attack::on("head twice", &with(&[0, 1, 2, 2]), &[MOVED]),
        Attack::on("filler again at the end", &with(&[0, 1, 2, 0]), &[MOVED]),
        Attack::on("no signature left", &with(&[]), &["too-short"]),
        Attack::on("seventeen signatures", &with(&[0; 17]), &["too-long"]),
        Attack::on(
            "keys of strangers added",
            &{
                let mut more = keys.clone();
                more.push(key(STRANGER).public().to_jwk());
                file(report.clone(), entries.clone(), more)
            },
            &["stray-key"],
        ),
    ]
}

/// Sign-offs taken from another report of the same people.
fn spliced() -> Vec<Attack> {
    let (report, entries, keys) = members();
    let other = signed(&content(&session_of(&crate::maker::catalogue(), 0, ["9", "9"]), identity()));
    let other = zicha_core::canonical::parse(&other).unwrap();
    let Some(Value::Array(others)) = other.get("signatures") else { panic!() };
    let from_other = |at: usize| {
        let mut mixed = entries.clone();
        mixed[at] = others[at].clone();
        file(report.clone(), mixed, keys.clone())
    };
    let statement = {
        let mut mixed = entries.clone();
        mixed[2] = set(&mixed[2], "statement", others[2].get("statement").unwrap().clone());
        file(report.clone(), mixed, keys.clone())
    };
    let signature = {
        let mut mixed = entries.clone();
        mixed[2] = set(&mixed[2], "signature", mixed[1].get("signature").unwrap().clone());
        file(report.clone(), mixed, keys.clone())
    };
    let all = file(report.clone(), others.clone(), keys.clone());
    vec![
        Attack::on("head's sign-off of another report", &from_other(2), &["content-digest"]),
        Attack::on("filler's sign-off of another report", &from_other(0), &["content-digest", MOVED]),
        Attack::on("all sign-offs of another report", &all, &["content-digest"; 3]),
        Attack::on("statement of another report", &statement, &["bad-signature"]),
        Attack::on("signature of the reviewer for the head", &signature, &["bad-signature"]),
    ]
}

/// The head's entry with a header of the attacker's, and with the head's own key over it.
fn headers() -> Vec<Attack> {
    let (report, entries, keys) = members();
    let kid = key(HEAD).kid();
    let with = |text: &str| {
        let mut changed = entries.clone();
        changed[2] = headed(&changed[2], text, &key(HEAD));
        file(report.clone(), changed, keys.clone())
    };
    let jwk = String::from_utf8(to_bytes(&key(STRANGER).public().to_jwk())).unwrap();
    let members = |name, more: &str| Attack::on(name, &with(&header("EdDSA", kid, more)), &["header-members"]);
    let alg = |name, alg: &str, code| Attack::on(name, &with(&header(alg, kid, "")), &[code]);
    let mut all = vec![
        alg("alg none", "none", "unknown-alg"),
        alg("alg NONE", "NONE", "unknown-alg"),
        alg("alg HS256 with the public key", "HS256", "unknown-alg"),
        alg("alg RS256", "RS256", "unknown-alg"),
        alg("alg eddsa in small letters", "eddsa", "unknown-alg"),
        members("extra header crit", r#","crit":["exp"],"exp":1"#),
        members("extra header b64", r#","b64":false"#),
        members("extra header jwk", &format!(r#","jwk":{jwk}"#)),
        members("extra header jku", r#","jku":"https://example.com/keys""#),
        members("extra header x5u", r#","x5u":"https://example.com/cert""#),
        members("extra header zip", r#","zip":"DEF""#),
        Attack::on("header with alg twice", &with(&header("EdDSA", kid, r#","alg":"none""#)), &["header-json"]),
        Attack::on("header without typ", &with(&format!(r#"{{"alg":"EdDSA","kid":"{kid}"}}"#)), &["header-members"]),
        Attack::on(
            "header of an access token",
            &with(&header("EdDSA", kid, "").replace("vnd.zicha.signoff+json", "JWT")),
            &["header-typ"],
        ),
        Attack::on(
            "header with a foreign kid",
            &with(&header("EdDSA", kid, "").replace(&kid.to_string(), "1")),
            &["header-kid"],
        ),
        Attack::on("header names a key that is nowhere", &with(&header("EdDSA", key(8).kid(), "")), &["stray-key"]),
    ];
    for (name, alg) in [("ES256 on an Ed25519 key", "ES256"), ("SM2 on an Ed25519 key", "SM2")] {
        let attack = Attack::on(name, &with(&header(alg, kid, "")), &["alg-key-mismatch"]);
        // A build without the algorithm refuses it one step earlier.
        let early = attack.found == ["alg-not-supported"];
        all.push(if early { Attack { wanted: vec!["alg-not-supported"], ..attack } } else { attack });
    }
    all
}

/// Statements and the wrapping around them.
fn statements() -> Vec<Attack> {
    let (report, entries, keys) = members();
    let last = |name: &str, value: Value| {
        let mut changed = entries.clone();
        changed[2] = set(&changed[2], name, value);
        file(report.clone(), changed, keys.clone())
    };
    let signature = |text: String| last("signature", Value::Str(text));
    let Some(Value::Str(own)) = entries[2].get("signature") else { panic!() };
    let replay = signed(&content(&session(), Identity { revision: 1, ..identity() }));
    assert_eq!(replay, crate::maker::report_file(), "signing is repeatable");
    vec![
        Attack::on(
            "opinion turned round",
            &swap("\"opinion\": \"属实\"", "\"opinion\": \"不实\""),
            &["bad-signature", MOVED],
        ),
        Attack::on("role raised", &swap("\"role\": \"filler\"", "\"role\": \"head\""), &["bad-signature", MOVED]),
        Attack::on("signer renamed", &swap("张三", "李四"), &["bad-signature", MOVED]),
        Attack::on("time of signing moved", &swap("2021-01-15T10", "2020-01-15T10"), &["bad-signature", MOVED]),
        Attack::on("kind of content changed", &swap("\"report\": {", "\"rollup\": {"), &["content-kind"; 3]),
        Attack::on(
            "second content beside the first",
            &swap("\"report\": {", "\"trust\": {}, \"report\": {"),
            &["several-contents"],
        ),
        Attack::on(
            "member beside the known ones",
            &swap("\"report\": {", "\"x\": 1, \"report\": {"),
            &["unknown-member"],
        ),
        Attack::on(
            "unprotected header",
            &swap("\"protected\": ", "\"header\": {}, \"protected\": "),
            &["unknown-member"],
        ),
        Attack::on(
            "payload beside the statement",
            &swap("\"protected\": ", "\"payload\": \"e30\", \"protected\": "),
            &["unknown-member"],
        ),
        Attack::on("signature of 63 bytes", &signature(own[..84].to_owned()), &["signature-form"]),
        Attack::on("signature with padding", &signature(format!("{own}==")), &["signature-form"]),
        Attack::on("signature in the other alphabet", &signature(format!("{}+/", &own[..84])), &["signature-form"]),
        Attack::on("signature of zeros", &signature("A".repeat(86)), &["bad-signature"]),
        Attack::on("signature with S + L", &signature(malleable(own)), &["bad-signature"]),
        Attack::on("receipt in the head's sign-off", &receipt_for_the_head(), &["unknown-member"]),
        Attack::on("head's key is of small order", &weak_key(), &["bad-key"]),
    ]
}

/// The same signature with the group order added to S (RFC 8032 §8.4).
fn malleable(signature: &str) -> String {
    use base64ct::{Base64UrlUnpadded, Encoding as _};
    const ORDER: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let mut bytes = Base64UrlUnpadded::decode_vec(signature).unwrap();
    let mut carry = 0u16;
    for (byte, order) in bytes[32..].iter_mut().zip(ORDER) {
        carry += u16::from(*byte) + u16::from(order);
        *byte = u8::try_from(carry & 0xff).unwrap();
        carry >>= 8;
    }
    Base64UrlUnpadded::encode_string(&bytes)
}

fn receipt_for_the_head() -> Vec<u8> {
    let (report, mut entries, keys) = members();
    let receipt = Value::object([("no", Value::Int(1))]);
    let statement = set(entries[2].get("statement").unwrap(), "receipt", receipt);
    entries[2] = set(&entries[2], "statement", statement);
    file(report, entries, keys)
}

fn weak_key() -> Vec<u8> {
    let (report, entries, mut keys) = members();
    keys[2] = set(&keys[2], "x", Value::Str("A".repeat(43)));
    file(report, entries, keys)
}

/// People who sign in each other's place, all with sound signatures.
fn places() -> Vec<Attack> {
    use zicha_core::envelope::{ContentKind, Parts, add_signature, seal};
    let content = content(&session(), identity());
    let chain = |people: &[(Parts, u8)]| {
        let mut file = seal(ContentKind::Report, &content, people[0].0.clone(), &key(people[0].1)).unwrap();
        for (parts, number) in &people[1..] {
            file = add_signature(&file, parts.clone(), &key(*number)).unwrap();
        }
        file
    };
    let (filler, reviewer, head) = (parts(Role::Filler), parts(Role::Reviewer), parts(Role::Head));
    let mut stranger = head.clone();
    stranger.signer.unit = "区财政局".into();
    vec![
        Attack::on(
            "filler signs as head too",
            &chain(&[(filler.clone(), FILLER), (reviewer.clone(), REVIEWER), (head.clone(), FILLER)]),
            &["role-not-granted"],
        ),
        Attack::on(
            "reviewer and head exchange keys",
            &chain(&[(filler.clone(), FILLER), (reviewer.clone(), HEAD), (head.clone(), REVIEWER)]),
            &["role-not-granted", "role-not-granted"],
        ),
        Attack::on(
            "head of another unit",
            &chain(&[(filler.clone(), FILLER), (reviewer.clone(), REVIEWER), (stranger, HEAD)]),
            &["signer-of-other-unit"],
        ),
        Attack::on(
            "head signs before the reviewer",
            &chain(&[(filler, FILLER), (head, HEAD), (reviewer, REVIEWER)]),
            &["out-of-order"],
        ),
    ]
}

pub fn attacks() -> Vec<Attack> {
    [order(), spliced(), headers(), statements(), places()].concat()
}
