//! Holds the key file to what it promises: the passphrase opens it, nothing else does, and every
//! other file gets its own answer.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use base64ct::{Base64UrlUnpadded, Encoding as _};
use zicha_core::canonical::parse;
use zicha_core::keyfile::{
    Chance, FILE_BYTES_MAX, KeyFileError, PASSPHRASE_BYTES_MAX, ROUNDS_MAX, ROUNDS_MIN, change_passphrase, look, open,
    rounds, seal_with_rounds,
};
use zicha_core::sign::{KeyType, PrivateKey};

const PASSPHRASE: &str = "红桥 passphrase 2020";

fn key() -> PrivateKey {
    PrivateKey::from_seed(&[5; 32])
}

fn chance() -> Chance {
    Chance { salt: [1; 16], cek: [2; 32], iv: [3; 12] }
}

/// One file for all tests: the fewest rounds that are read.
fn file() -> &'static str {
    static FILE: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    FILE.get_or_init(|| {
        String::from_utf8(seal_with_rounds(&key(), PASSPHRASE, &chance(), ROUNDS_MIN).unwrap()).unwrap()
    })
}

fn header(file: &str) -> String {
    let value = parse(file.as_bytes()).unwrap();
    let Some(zicha_core::canonical::Value::Str(text)) = value.get("protected") else { panic!() };
    String::from_utf8(Base64UrlUnpadded::decode_vec(text).unwrap()).unwrap()
}

fn with_header(header_text: &str) -> String {
    let old = Base64UrlUnpadded::encode_string(header(file()).as_bytes());
    file().replace(&old, &Base64UrlUnpadded::encode_string(header_text.as_bytes()))
}

#[test]
fn passphrase_opens_the_file_and_gives_the_same_key() {
    let opened = open(file().as_bytes(), PASSPHRASE).unwrap();
    assert_eq!(opened.kid(), key().kid());
    assert_eq!(opened.sign(b"x"), key().sign(b"x"));
    assert!(!file().contains(&Base64UrlUnpadded::encode_string(&[5; 32])));
}

#[test]
fn another_passphrase_does_not() {
    for wrong in ["红桥 passphrase 2021", "x"] {
        assert_eq!(open(file().as_bytes(), wrong).unwrap_err(), KeyFileError::WrongPassphrase);
    }
    for length in [0, PASSPHRASE_BYTES_MAX + 1] {
        let passphrase = "p".repeat(length);
        assert_eq!(open(file().as_bytes(), &passphrase).unwrap_err(), KeyFileError::PassphraseLength { bytes: length });
        let error = seal_with_rounds(&key(), &passphrase, &chance(), ROUNDS_MIN).unwrap_err();
        assert_eq!(error, KeyFileError::PassphraseLength { bytes: length });
    }
}

#[test]
fn altered_key_text_is_not_taken_for_a_wrong_passphrase() {
    let value = parse(file().as_bytes()).unwrap();
    let Some(zicha_core::canonical::Value::Str(tag)) = value.get("tag") else { panic!() };
    let other = Base64UrlUnpadded::encode_string(&[9; 16]);
    let error = open(file().replace(tag, &other).as_bytes(), PASSPHRASE).unwrap_err();
    assert_eq!(error, KeyFileError::Malformed { field: "ciphertext" });
}

#[test]
fn everything_else_is_refused_before_the_slow_part() {
    let check = |file: &str, expected: KeyFileError| assert_eq!(look(file.as_bytes()), Err(expected), "{file}");
    assert_eq!(look(file().as_bytes()), Ok(()));
    check("[]", KeyFileError::NotAKeyFile);
    check(r#"{"report":{},"signatures":[],"keys":[]}"#, KeyFileError::NotAKeyFile);
    check(r#"{"kty":"OKP"}"#, KeyFileError::NotAKeyFile);
    check("{}", KeyFileError::NotAKeyFile);
    check(&file().replace("\"iv\"", "\"aad\""), KeyFileError::NotAKeyFile);
    check(&file().replace("\"iv\": \"", "\"iv\": \"A"), KeyFileError::Malformed { field: "iv" });
    check(&file().replace("\"tag\": \"", "\"tag\": \"="), KeyFileError::Malformed { field: "tag" });
    let bytes = FILE_BYTES_MAX + 1;
    check(&" ".repeat(bytes), KeyFileError::TooLarge { bytes });
    for cut in [0, 1, file().len() / 2, file().len() - 3] {
        assert!(matches!(look(&file().as_bytes()[..cut]), Err(KeyFileError::Json(_))), "cut at {cut}");
    }
}

#[test]
fn header_asking_for_anything_else_is_refused() {
    let ours = header(file());
    let check = |from: &str, to: &str, expected: KeyFileError| {
        let changed = ours.replacen(from, to, 1);
        assert_ne!(changed, ours, "{from}");
        assert_eq!(look(with_header(&changed).as_bytes()), Err(expected), "{changed}");
    };
    let unsupported = |field, value: &str| KeyFileError::Unsupported { field, value: value.into() };
    check("PBES2-HS256+A128KW", "dir", unsupported("alg", "dir"));
    check("A256GCM", "A128CBC-HS256", unsupported("enc", "A128CBC-HS256"));
    check("jwk+json", "text", unsupported("cty", "text"));
    check("\"p2c\"", "\"zip\":\"DEF\",\"p2c\"", unsupported("protected", "/zip"));
    check("\"p2c\":300000,", "", KeyFileError::Malformed { field: "p2c" });
    check("300000", "300000.0", KeyFileError::Malformed { field: "protected" });
    for rounds in [0, -1, i64::from(ROUNDS_MIN) - 1, i64::from(ROUNDS_MAX) + 1, 1 << 40] {
        check("300000", &rounds.to_string(), KeyFileError::IterationsOutOfRange { found: rounds });
    }
    let salt = Base64UrlUnpadded::encode_string(&[1; 16]);
    check(&salt, &Base64UrlUnpadded::encode_string(&[1; 15]), KeyFileError::Malformed { field: "p2s" });
    assert_eq!(look(with_header(&ours.replace("300000", "2000000")).as_bytes()), Ok(()));
    assert_eq!(rounds(with_header(&ours.replace("300000", "2000000")).as_bytes()), Ok(ROUNDS_MAX));
    assert_eq!(rounds(b"{}"), Err(KeyFileError::NotAKeyFile));
    let error = seal_with_rounds(&key(), PASSPHRASE, &chance(), ROUNDS_MIN - 1).unwrap_err();
    assert_eq!(error, KeyFileError::IterationsOutOfRange { found: 299_999 });
}

#[test]
fn look_never_panics() {
    arbtest::arbtest(|u| {
        let mut bytes = file().as_bytes().to_vec();
        for _ in 0..u.int_in_range(1..=4)? {
            let at = u.choose_index(bytes.len())?;
            bytes[at] = u.arbitrary()?;
        }
        let _ = look(&bytes);
        Ok(())
    });
}

#[test]
fn file_made_by_another_jose_library_opens() {
    /// Written by npm `jose` 6 around the private JWK of the seed 07…07.
    const FOREIGN: &str = r#"{"ciphertext":"Y8WGJ7_9xOlzqgKc_LaOyffNFDjklv85GbHna72IMkYbozl5naOUANMaTBCCvj_jDlr_bX5ma7pdwQZpE7i1iNMJN_isbqnI-cELURncQrgXw006E-LQ3l8w4V31iw23UbjTFYpkrcLYtw0ULrBBT49dRSUgOSTAEROV39pmXHG9aIVQk1rvwWapDpXs06Fhq0zFlFD3yFEKMFPskGkd2bCoqo6pkLalbHUrCynhz6cRRueFbw",
        "iv":"Uj8unRPOWJGnd860",
        "tag":"mzIoGL6kEj8Mcq5Yb2MNZQ",
        "encrypted_key":"eYN8BTPzvCUz9-ODQvxGHJOtGWdT6cPHzWd52tlKU6tasUJ7rNo5jA",
        "protected":"eyJhbGciOiJQQkVTMi1IUzI1NitBMTI4S1ciLCJlbmMiOiJBMjU2R0NNIiwiY3R5IjoiandrK2pzb24iLCJwMmMiOjMwMDAwMCwicDJzIjoiQ1FrSkNRa0pDUWtKQ1FrSkNRa0pDUSJ9"}"#;
    let opened = open(FOREIGN.as_bytes(), "口令 x").unwrap();
    assert_eq!(opened.kid(), PrivateKey::from_seed(&[7; 32]).kid());
}

#[test]
fn an_sm2_key_is_kept_the_same_way() {
    let key = PrivateKey::from_secret(KeyType::Sm2, &[5; 32]).unwrap();
    let file = seal_with_rounds(&key, PASSPHRASE, &chance(), ROUNDS_MIN).unwrap();
    let opened = open(&file, PASSPHRASE).unwrap();
    assert_eq!((opened.kid(), opened.public().key_type()), (key.kid(), KeyType::Sm2));
    assert_eq!(opened.sign(b"x"), key.sign(b"x"));
}

#[test]
fn another_passphrase_can_be_given_to_the_same_key() {
    let fresh = || Chance { salt: [7; 16], cek: [8; 32], iv: [9; 12] };
    let changed = change_passphrase(file().as_bytes(), PASSPHRASE, "新的口令 new", &fresh()).unwrap();
    assert_eq!(open(&changed, "新的口令 new").unwrap().kid(), key().kid());
    assert_eq!(open(&changed, PASSPHRASE).unwrap_err(), KeyFileError::WrongPassphrase);
    let refused = |old: &str, new: &str| change_passphrase(file().as_bytes(), old, new, &fresh()).unwrap_err();
    assert_eq!(refused("x", "new"), KeyFileError::WrongPassphrase);
    assert_eq!(refused(PASSPHRASE, ""), KeyFileError::PassphraseLength { bytes: 0 });
}
