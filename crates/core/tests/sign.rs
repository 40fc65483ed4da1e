//! Holds keys, thumbprints, JWS and statements to RFC 8032, 7638, 8037, 7515 and Wycheproof.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use zicha_core::canonical::{Value, parse, to_bytes};
use zicha_core::digest::Digests;
use zicha_core::sign::{
    Alg, ContentKind, ContentRef, Header, HeaderError, JwkError, Kid, Moment, OPINION_CHARS_MAX, PrivateKey, PublicKey,
    Role, Signer, Statement, TYP, protected_header, read_signature, signing_input,
};

fn unhex(text: &str) -> Vec<u8> {
    text.as_bytes().chunks(2).map(|p| u8::from_str_radix(std::str::from_utf8(p).unwrap(), 16).unwrap()).collect()
}

fn base64url(bytes: &[u8]) -> String {
    use base64ct::Encoding as _;
    base64ct::Base64UrlUnpadded::encode_string(bytes)
}

fn ed25519_jwk(point: &[u8]) -> Value {
    Value::object([("kty", Value::text("OKP")), ("crv", Value::text("Ed25519")), ("x", Value::Str(base64url(point)))])
}

#[test]
fn ed25519_is_that_of_rfc_8032() {
    let check = |seed: &str, point: &str, message: &str, signature: &str| {
        let key = PrivateKey::from_seed(&unhex(seed).try_into().unwrap());
        let public = PublicKey::from_jwk(&ed25519_jwk(&unhex(point)), "").unwrap();
        assert_eq!(key.public(), &public);
        let (message, signature) = (unhex(message), unhex(signature));
        assert_eq!(key.sign(&message).to_vec(), signature);
        let signature = signature.try_into().unwrap();
        assert!(public.verify(&message, &signature));
        assert!(!public.verify(&[&message[..], b"\0"].concat(), &signature));
    };
    check(
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    );
    check(
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    );
    check(
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    );
}

#[test]
fn wycheproof_verdicts_are_met() {
    let set = wycheproof::eddsa::TestSet::load(wycheproof::eddsa::TestName::Ed25519).unwrap();
    let mut seen = 0;
    for group in set.test_groups {
        let key = PublicKey::from_jwk(&ed25519_jwk(&group.key.pk), "");
        for test in group.tests {
            let signature: Option<[u8; 64]> = test.sig.as_ref().try_into().ok();
            let verified = match (&key, signature) {
                (Ok(key), Some(signature)) => key.verify(&test.msg, &signature),
                _ => false,
            };
            assert_eq!(verified, !test.result.must_fail(), "{}: {}", test.tc_id, test.comment);
            seen += 1;
        }
    }
    assert!(seen >= 100, "only {seen} vectors");
}

#[test]
fn thumbprint_is_that_of_rfc_8037() {
    let jwk = parse(br#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#).unwrap();
    let key = PublicKey::from_jwk(&jwk, "").unwrap();
    assert_eq!(key.kid().to_string(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    assert_eq!(Kid::read(&key.kid().to_string()), Some(key.kid()));
    assert_eq!(PublicKey::from_jwk(&key.to_jwk(), ""), Ok(key));
}

#[test]
fn jws_is_that_of_rfc_8037() {
    let seed = unhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    let key = PrivateKey::from_seed(&seed.try_into().unwrap());
    let input = signing_input("eyJhbGciOiJFZERTQSJ9", b"Example of Ed25519 signing");
    assert_eq!(input, b"eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc");
    let expected = "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
    assert_eq!(base64url(&key.sign(&input)), expected);
    assert_eq!(read_signature(expected), Some(key.sign(&input)));
}

#[test]
fn signature_text_is_exactly_64_bytes() {
    let text = base64url(&[7; 64]);
    assert_eq!(read_signature(&text), Some([7; 64]));
    let unclean = format!("{}x", &text[..85]);
    for bad in ["", &text[..85], &(text.clone() + "A"), &base64url(&[7; 63]), &unclean, &text.replace('H', "+")] {
        assert_eq!(read_signature(bad), None, "{bad}");
    }
}

#[test]
fn jwks_outside_the_table_are_refused() {
    const X: &str = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    let refuse = |jwk: String, expected: fn(&JwkError) -> bool| {
        let error = PublicKey::from_jwk(&parse(jwk.as_bytes()).unwrap(), "/keys/0").expect_err(&jwk);
        assert!(expected(&error), "{jwk}: {error:?}");
    };
    let okp = |more: &str| format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{X}"{more}}}"#);
    let point = |x: &[u8]| format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{}"}}"#, base64url(x));
    let is_shape = |e: &JwkError| matches!(e, JwkError::Shape(_));
    let is_point = |e: &JwkError| matches!(e, JwkError::BadPoint { .. });
    refuse(okp(r#","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A""#), is_shape);
    refuse(okp(r#","alg":"EdDSA""#), is_shape);
    refuse(okp(r#","y":"AA""#), is_shape);
    refuse(okp(r#","kid":"1""#), is_shape);
    refuse(okp(&format!(r#","kid":"{X}""#)), |e| matches!(e, JwkError::KidMismatch { .. }));
    refuse(r#"{"kty":"OKP","crv":"Ed25519"}"#.into(), is_shape);
    refuse(r#"{"kty":"OKP","crv":"X25519","x":""}"#.into(), |e| matches!(e, JwkError::UnknownType { .. }));
    refuse(r#"{"kty":"oct","crv":"Ed25519","x":""}"#.into(), |e| matches!(e, JwkError::UnknownType { .. }));
    refuse(r#"{"kty":"EC","crv":"SM2","x":"","y":""}"#.into(), is_point);
    refuse(point(&[9; 31]), is_point);
    refuse(point(&[&[1][..], &[0; 31]].concat()), is_point); // the neutral element
    refuse(point(&[&[0xec][..], &[0xff; 30], &[0x7f]].concat()), is_point); // order 2
    refuse(point(&[&[0xf0][..], &[0xff; 30], &[0x7f]].concat()), is_point); // y = 3, not reduced
    refuse(point(&[&[2][..], &[0; 31]].concat()), is_point); // off the curve
}

#[test]
fn only_our_exact_header_is_read() {
    let kid = PrivateKey::from_seed(&[1; 32]).kid();
    let ours = protected_header(Header { alg: Alg::EdDsa, kid });
    assert_eq!(Header::read(&ours), Ok(Header { alg: Alg::EdDsa, kid }));
    let header = |alg: &str, typ: &str, more: &str| {
        base64url(format!(r#"{{"alg":"{alg}","kid":"{kid}","typ":"{typ}"{more}}}"#).as_bytes())
    };
    assert_eq!(ours, header("EdDSA", TYP, ""));
    for alg in ["EdDSA", "Ed25519", "SM2", "ES256"] {
        assert_eq!(Header::read(&header(alg, TYP, "")).unwrap().alg.name(), alg);
    }
    for alg in ["none", "None", "", "HS256", "RS256", "eddsa", "Ed448", "ES256K"] {
        assert_eq!(Header::read(&header(alg, TYP, "")), Err(HeaderError::UnknownAlg { found: alg.into() }));
    }
    for more in [r#","crit":["b64"],"b64":false"#, r#","jku":"http://x""#, r#","jwk":{}"#, r#","zip":"DEF""#] {
        assert!(matches!(Header::read(&header("EdDSA", TYP, more)), Err(HeaderError::Shape(_))), "{more}");
    }
    assert!(matches!(Header::read(&header("EdDSA", TYP, r#","alg":"none""#)), Err(HeaderError::Json(_))));
    assert!(matches!(Header::read(&header("EdDSA", "JWT", "")), Err(HeaderError::Typ { .. })));
    assert!(matches!(Header::read(&base64url(br#"{"alg":"EdDSA"}"#)), Err(HeaderError::Shape(_))));
    let no_thumbprint = base64url(format!(r#"{{"alg":"EdDSA","kid":"1","typ":"{TYP}"}}"#).as_bytes());
    assert!(matches!(Header::read(&no_thumbprint), Err(HeaderError::Kid { .. })));
    for text in ["", "e30=", "{}", &"A".repeat(516)] {
        assert!(Header::read(text).is_err(), "{text}");
    }
}

fn statement() -> Statement {
    Statement {
        content: ContentRef { kind: ContentKind::Report, digests: Digests::of(b"{}") },
        role: Role::Filler,
        opinion: "属实".into(),
        signer: Signer { name: "张三".into(), title: "科员".into(), unit: "红桥区司法局".into() },
        signed: Moment::read("2021-01-15T10:00:00+08:00").unwrap(),
        prev: None,
        receipt: None,
    }
}

#[test]
fn statement_is_written_in_one_way_and_read_back() {
    let expected = concat!(
        r#"{"content":{"sha-256":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","#,
        r#""sm3":"SM3","type":"report"},"opinion":"属实","prev":null,"role":"filler","schema":"zicha-signoff/1","#,
        r#""signed":"2021-01-15T10:00:00+08:00","signer":{"name":"张三","title":"科员","unit":"红桥区司法局"}}"#
    )
    .replace("SM3", &Digests::of(b"{}").sm3_hex());
    assert_eq!(String::from_utf8(statement().to_bytes()).unwrap(), expected);
    let later = Statement { prev: Some(Digests::of(b"x")), role: Role::Head, ..statement() };
    for statement in [statement(), later] {
        assert_eq!(Statement::read(&parse(&statement.to_bytes()).unwrap(), ""), Ok(statement));
    }
}

#[test]
fn statement_takes_no_other_member_and_no_other_word() {
    let text = String::from_utf8(statement().to_bytes()).unwrap();
    let refuse = |from: &str, to: &str, path: &str, code: &str| {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text);
        let error = Statement::read(&parse(changed.as_bytes()).unwrap(), "/s").expect_err(&changed);
        assert_eq!((error.path.as_str(), error.code()), (path, code), "{changed}");
    };
    refuse("\"prev\":null", "\"prev\":null,\"receipt\":{}", "/s/receipt", "unknown-member");
    refuse("\"prev\":null,", "", "/s/prev", "missing-member");
    refuse("\"prev\":null", "\"prev\":{}", "/s/prev/sha-256", "missing-member");
    refuse("\"title\":", "\"phone\":", "/s/signer/phone", "unknown-member");
    refuse("\"filler\"", "\"boss\"", "/s/role", "not-allowed");
    refuse("\"filler\"", "1", "/s/role", "wrong-type");
    refuse("signoff/1", "signoff/2", "/s/schema", "not-allowed");
    refuse("T10:00:00+08:00", "T10:00:00", "/s/signed", "not-allowed");
    refuse("\"report\"", "\"letter\"", "/s/content/type", "not-allowed");
    refuse("44136fa", "44136FA", "/s/content/sha-256", "not-allowed");
    refuse("44136fa", "4136fa", "/s/content/sha-256", "not-allowed");
    refuse("属实", &"实".repeat(OPINION_CHARS_MAX + 1), "/s/opinion", "too-long");
    refuse("张三", &"三".repeat(101), "/s/signer/name", "too-long");
    let longest = text.replace("属实", &"实".repeat(OPINION_CHARS_MAX));
    assert!(Statement::read(&parse(longest.as_bytes()).unwrap(), "").is_ok());
}

#[test]
fn private_key_prints_no_secret() {
    let key = PrivateKey::from_seed(&[0x42; 32]);
    assert_eq!(format!("{key:?}"), format!("PrivateKey({})", key.kid()));
    assert!(!String::from_utf8(to_bytes(&key.public().to_jwk())).unwrap().contains("\"d\""));
}
