//! Holds SM2 to GM/T 0003.5 and to openssl and gmssl, ES256 to Wycheproof, and every key to its own algorithm.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use zicha_core::canonical::{Value, parse, to_bytes};
use zicha_core::sign::{Alg, JwkError, KeyType, PrivateKey, PublicKey, signature_from_der};

/// The sample key of GM/T 0003.5 appendix A on the recommended curve.
const D: &str = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8";
const X: &str = "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020";
const Y: &str = "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";
const R: &str = "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3";
const S: &str = "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa";
/// Order of the group, and the prime of the field.
const N: &str = "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123";
const P: &str = "fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff";

fn unhex(text: &str) -> Vec<u8> {
    text.as_bytes().chunks(2).map(|p| u8::from_str_radix(std::str::from_utf8(p).unwrap(), 16).unwrap()).collect()
}

fn base64url(bytes: &[u8]) -> String {
    use base64ct::Encoding as _;
    base64ct::Base64UrlUnpadded::encode_string(bytes)
}

fn number(text: &str) -> [u8; 32] {
    unhex(text).try_into().unwrap()
}

fn signature(r: &str, s: &str) -> [u8; 64] {
    unhex(&format!("{r}{s}")).try_into().unwrap()
}

fn ec(crv: &str, x: &[u8], y: &[u8]) -> Result<PublicKey, JwkError> {
    let members = [("kty", "EC"), ("crv", crv), ("x", &base64url(x)), ("y", &base64url(y))];
    PublicKey::from_jwk(&Value::object(members.map(|(name, value)| (name, Value::text(value)))), "/keys/0")
}

fn sm2() -> PrivateKey {
    PrivateKey::from_secret(KeyType::Sm2, &number(D)).unwrap()
}

/// `a + change` of 256-bit numbers.
fn plus(a: &str, change: i8) -> String {
    let mut bytes = number(a);
    let mut carry = i16::from(change);
    for byte in bytes.iter_mut().rev() {
        let sum = i16::from(*byte) + carry;
        *byte = sum.rem_euclid(256) as u8;
        carry = sum.div_euclid(256);
    }
    zicha_core::digest::hex(&bytes)
}

/// `n - a` for the order of the group.
fn negated(a: &str) -> String {
    let mut borrow = 0;
    let mut out = [0; 32];
    for (at, (n, a)) in number(N).iter().zip(number(a)).enumerate().rev() {
        let rest = i16::from(*n) - i16::from(a) - borrow;
        out[at] = rest.rem_euclid(256) as u8;
        borrow = i16::from(rest < 0);
    }
    zicha_core::digest::hex(&out)
}

#[test]
fn sm2_is_that_of_gm_t_0003_5() {
    let key = sm2();
    assert_eq!(key.public(), &ec("SM2", &unhex(X), &unhex(Y)).unwrap());
    assert_eq!((key.public().key_type(), key.public().alg()), (KeyType::Sm2, Alg::Sm2));
    assert!(key.public().verify(b"message digest", &signature(R, S)));
    assert!(!key.public().verify(b"message digesT", &signature(R, S)));
    assert!(!key.public().verify(b"message digest", &signature(S, R)));
}

#[test]
fn sm2_of_openssl_and_gmssl_verifies() {
    let message = "自查 SM2".as_bytes();
    // gmssl 3.2.2 for Python, sign_with_sm3; raw.
    let raw = "6ac7f0b7c0a627470f881ad77c27152ffba761a9cff80e21e7741611185e3fab2581ca5eeda64772e4f440a6fe115d0e61d60d571ae04ce44fce94467084c6ea";
    assert!(sm2().public().verify(message, &unhex(raw).try_into().unwrap()));
    // openssl 3.0 dgst -sm3 -sign with distid 1234567812345678; DER.
    let der = "3045022100ac7d278b47f1c130ebfc9d1e3a6519349d33c52a82cce1537b438402b4bdd85b02203caebf7414cec2ab5166649cd60ffc28cfae4618629313ca71f4ec1e1dc3010f";
    assert!(sm2().public().verify(message, &signature_from_der(&unhex(der)).unwrap()));
}

#[test]
fn sm2_signs_what_it_verifies_and_always_the_same() {
    arbtest::arbtest(|u| {
        let Some(key) = PrivateKey::from_secret(KeyType::Sm2, &u.arbitrary()?) else { return Ok(()) };
        let message: Vec<u8> = u.arbitrary()?;
        let signature = key.sign(&message);
        assert!(key.public().verify(&message, &signature));
        assert_eq!(key.sign(&message), signature);
        let mut other = signature;
        other[u.choose_index(64)?] ^= 1 << u.int_in_range(0..=7)?;
        assert!(!key.public().verify(&message, &other));
        Ok(())
    })
    .budget_ms(2_000);
}

#[test]
fn sm2_takes_r_and_s_from_1_to_n_less_1_and_not_their_negation() {
    let key = sm2();
    let refuse = |r: &str, s: &str| assert!(!key.public().verify(b"message digest", &signature(r, s)), "{r} {s}");
    let (zero, max) = (&"00".repeat(32), &"ff".repeat(32));
    for bad in [zero, N, &plus(N, 1), &plus(N, -1), max, P] {
        refuse(bad, S);
        refuse(R, bad);
        refuse(bad, bad);
    }
    // What a rule of low s is about in ECDSA: here the other half does not verify to begin with.
    refuse(R, &negated(S));
    refuse(&negated(R), S);
    // r + s = n: t is zero.
    refuse(R, &negated(R));
}

#[test]
fn sm2_private_keys_are_1_to_n_less_2() {
    let read = |d: &str| PrivateKey::from_secret(KeyType::Sm2, &number(d));
    for d in [&"00".repeat(32), N, &plus(N, -1), &plus(N, 1), &"ff".repeat(32)] {
        assert!(read(d).is_none(), "{d}");
    }
    for d in [format!("{}01", "00".repeat(31)), plus(N, -2)] {
        let key = read(&d).unwrap();
        assert_eq!(key.secret().as_slice(), number(&d));
        assert!(key.public().verify(b"x", &key.sign(b"x")));
    }
    assert!(PrivateKey::from_secret(KeyType::P256, &[1; 32]).is_none(), "P-256 is only verified");
    let ed25519 = PrivateKey::from_secret(KeyType::Ed25519, &[1; 32]).unwrap();
    assert_eq!(ed25519.kid(), PrivateKey::from_seed(&[1; 32]).kid());
}

#[test]
fn points_that_are_none_are_refused() {
    let (x, y) = (unhex(X), unhex(Y));
    let refuse = |x: &[u8], y: &[u8], at: &str| {
        assert_eq!(ec("SM2", x, y), Err(JwkError::BadPoint { path: at.into() }), "{x:02x?} {y:02x?}");
    };
    refuse(&y, &x, "/keys/0/x"); // off the curve
    refuse(&x, &number(&plus(Y, 1)), "/keys/0/x");
    refuse(&[0; 32], &[0; 32], "/keys/0/x"); // how some write infinity
    refuse(&number(P), &y, "/keys/0/x"); // not below p
    refuse(&[0xff; 32], &y, "/keys/0/x");
    refuse(&x, &[0xff; 32], "/keys/0/x");
    refuse(&x[1..], &y, "/keys/0/x");
    refuse(&[&[0][..], &x].concat(), &y, "/keys/0/x");
    refuse(&x, &y[..31], "/keys/0/y");
    refuse(&x, &[&y[..], &[0]].concat(), "/keys/0/y");
    refuse(&[&[4][..], &x, &y].concat(), &y, "/keys/0/x"); // the whole SEC 1 point
    // The point of the other curve: P-256's generator is not on SM2's.
    let (gx, gy) = (
        "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
        "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
    );
    refuse(&unhex(gx), &unhex(gy), "/keys/0/x");
}

#[test]
fn sm2_jwk_has_y_and_nothing_more_and_one_spelling() {
    let key = sm2();
    let jwk = to_bytes(&key.public().to_jwk());
    let text = String::from_utf8(jwk.clone()).unwrap();
    assert_eq!(
        text,
        format!(
            r#"{{"crv":"SM2","kid":"{}","kty":"EC","x":"{}","y":"{}"}}"#,
            key.kid(),
            base64url(&unhex(X)),
            base64url(&unhex(Y))
        )
    );
    assert_eq!(PublicKey::from_jwk(&parse(&jwk).unwrap(), ""), Ok(key.public().clone()));
    // RFC 7638: the members an EC key must have, sorted.
    let required =
        format!(r#"{{"crv":"SM2","kty":"EC","x":"{}","y":"{}"}}"#, base64url(&unhex(X)), base64url(&unhex(Y)));
    assert_eq!(key.kid().bytes(), &zicha_core::digest::sha256(required.as_bytes()));
    let refuse = |from: &str, to: &str| {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text);
        let jwk = parse(changed.as_bytes()).unwrap();
        assert!(PublicKey::from_jwk(&jwk, "").is_err(), "{changed}");
    };
    refuse("\"SM2\"", "\"P-256\"");
    refuse("\"SM2\"", "\"sm2p256v1\"");
    refuse("\"SM2\"", "\"secp256k1\"");
    refuse("\"EC\"", "\"OKP\"");
    refuse("\"y\":\"", "\"y\":\"=");
    refuse(r#","kty""#, &format!(r#","d":"{}","kty""#, base64url(&unhex(D))));
    refuse(&format!(r#","y":"{}""#, base64url(&unhex(Y))), "");
    refuse(&key.kid().to_string(), &PrivateKey::from_seed(&[1; 32]).kid().to_string());
}

#[test]
fn a_signature_is_good_for_its_own_key_alone() {
    let keys = [
        PrivateKey::from_seed(&number(D)),
        sm2(),
        PrivateKey::from_secret(KeyType::Sm2, &[7; 32]).unwrap(),
        PrivateKey::from_seed(&[7; 32]),
    ];
    for (at, signer) in keys.iter().enumerate() {
        for (other, verifier) in keys.iter().enumerate() {
            assert_eq!(verifier.public().verify(b"x", &signer.sign(b"x")), at == other, "{at} {other}");
        }
    }
    for key in &keys {
        assert_eq!(key.public().alg().key_type(), key.public().key_type());
        assert!(key.public().alg().supported());
        assert_eq!(format!("{key:?}"), format!("PrivateKey({})", key.kid()));
    }
}

#[test]
fn der_has_one_text_for_each_signature() {
    let check = |der: &str, expected: Option<(&str, &str)>| {
        let expected = expected.map(|(r, s)| unhex(&format!("{r:0>64}{s:0>64}")));
        assert_eq!(signature_from_der(&unhex(der)).map(|it| it.to_vec()), expected, "{der}");
    };
    check("3006020101020102", Some(("01", "02")));
    check("300702020080020102", Some(("80", "02")));
    check("3006020100020102", Some(("00", "02"))); // verification says no
    let whole = format!("3046022100{}022100{}", "ff".repeat(32), "80".repeat(32));
    check(&whole, Some((&"ff".repeat(32), &"80".repeat(32))));
    for bad in [
        "",
        "30",
        "3000",
        "3003020101",
        "300602010102010200",     // something after it
        "300702010102010200",     // something inside after s
        "3009020101020102020103", // three numbers
        "30060201010201",         // cut off
        "3006020181020102",       // negative
        "300702020001020102",     // not the fewest bytes
        "300702020000020102",     // the same for zero
        "3005020002010200",       // no digits
        "308106020101020102",     // long form of the length
        "30800201010201020000",   // no length
        "3106020101020102",       // a set
        "3006030101020102",       // a bit string
        "3006020101040102",       // an octet string
    ] {
        check(bad, None);
    }
    check(&format!("3026022101{}020101", "00".repeat(32)), None); // 2^256
    check(&format!("304702220001{}022100{}", "00".repeat(32), "80".repeat(32)), None);
    arbtest::arbtest(|u| {
        let _ = signature_from_der(&u.arbitrary::<Vec<u8>>()?);
        Ok(())
    });
}

#[cfg(not(feature = "es256"))]
#[test]
fn p_256_is_not_verified_without_its_feature() {
    assert!(!Alg::Es256.supported());
    let error = ec("P-256", &[1; 32], &[2; 32]).unwrap_err();
    assert_eq!(error, JwkError::NotSupported { key_type: KeyType::P256, kid: None });
}

#[cfg(feature = "es256")]
mod es256 {
    use super::*;
    use wycheproof::ecdsa::{TestName, TestSet};

    fn run(name: TestName, read: fn(&[u8]) -> Option<[u8; 64]>) -> usize {
        let mut seen = 0;
        for group in TestSet::load(name).unwrap().test_groups {
            let point = &group.key.key[..];
            assert_eq!((point.len(), point[0]), (65, 4));
            let key = ec("P-256", &point[1..33], &point[33..]).unwrap();
            for test in group.tests {
                let verified = read(&test.sig).is_some_and(|signature| key.verify(&test.msg, &signature));
                assert_eq!(verified, !test.result.must_fail(), "{}: {} {:?}", test.tc_id, test.comment, test.flags);
                seen += 1;
            }
        }
        seen
    }

    #[test]
    fn wycheproof_verdicts_are_met_for_r_and_s() {
        let seen = run(TestName::EcdsaSecp256r1Sha256P1363, |bytes| bytes.try_into().ok());
        assert!(seen >= 200, "only {seen} vectors");
    }

    #[test]
    fn wycheproof_verdicts_are_met_for_der() {
        let seen = run(TestName::EcdsaSecp256r1Sha256, signature_from_der);
        assert!(seen >= 400, "only {seen} vectors");
    }

    /// RFC 7515 appendix A.3.
    #[test]
    fn jws_is_that_of_rfc_7515() {
        let jwk = br#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#;
        let key = PublicKey::from_jwk(&parse(jwk).unwrap(), "").unwrap();
        let input = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        let signature = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
        let signature = zicha_core::sign::read_signature(signature).unwrap();
        assert_eq!((key.key_type(), key.alg()), (KeyType::P256, Alg::Es256));
        assert!(key.verify(input.as_bytes(), &signature));
        assert!(!key.verify(b"x", &signature));
        assert!(!key.verify(input.as_bytes(), &[0; 64]));
        assert_eq!(PublicKey::from_jwk(&key.to_jwk(), ""), Ok(key));
    }

    #[test]
    fn points_off_the_curve_are_refused() {
        assert!(matches!(ec("P-256", &unhex(X), &unhex(Y)), Err(JwkError::BadPoint { .. })));
        assert!(matches!(ec("P-256", &[0; 32], &[0; 32]), Err(JwkError::BadPoint { .. })));
        assert!(matches!(ec("P-256", &[0xff; 32], &[0xff; 32]), Err(JwkError::BadPoint { .. })));
    }
}
