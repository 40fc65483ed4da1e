//! A private key at rest: a file only its passphrase opens.
//!
//! The file is one JWE in flattened JSON (RFC 7516 §7.2.2) around the private JWK (RFC 7517 §7 and
//! App. C, RFC 8037 for Ed25519; `{"crv":"SM2","kty":"EC"}` with `x`, `y`, `d` for SM2): `PBES2-HS256+A128KW` with [`ROUNDS`] rounds of PBKDF2, `A256GCM`. Any JOSE
//! library opens it with the passphrase. The passphrase is used as its UTF-8 bytes, unnormalised.
//!
//! Not here: where the file is kept, and drawing salt, key and nonce; they are arguments
//! ([`Chance`]) and must be fresh random bytes for every file. Read next: `sign::key`.

use crate::canonical::{JsonError, Members, ShapeError, ShapeFault, Value, parse, to_bytes, to_pretty};
use crate::sign::{KeyType, Kid, PrivateKey, decode_base64url, encode_base64url};
use aes_gcm::aead::AeadInOut as _;
use aes_gcm::{Aes256Gcm, KeyInit as _};
use aes_kw::KwAes128;
use zeroize::{Zeroize as _, Zeroizing};

/// Rounds of PBKDF2 written: 0.5 s in a browser.
pub const ROUNDS: u32 = 600_000;

/// Fewest rounds read.
pub const ROUNDS_MIN: u32 = 300_000;

/// Most rounds read; more would hang the page.
pub const ROUNDS_MAX: u32 = 2_000_000;

/// Longest passphrase, in bytes of UTF-8.
pub const PASSPHRASE_BYTES_MAX: usize = 1_024;

/// Largest key file, in bytes; ours take about 700.
pub const FILE_BYTES_MAX: usize = 16 * 1024;

const ALG: &str = "PBES2-HS256+A128KW";
const ENC: &str = "A256GCM";
const CONTENT_TYPE: &str = "jwk+json";

/// Fresh random bytes for one file, drawn by the caller. Overwritten when dropped.
pub struct Chance {
    /// PBKDF2 salt.
    pub salt: [u8; 16],
    /// Content encryption key.
    pub cek: [u8; 32],
    /// Initialization vector of A256GCM.
    pub iv: [u8; 12],
}

impl Drop for Chance {
    fn drop(&mut self) {
        self.cek.zeroize();
    }
}

/// Why a key file was not written or opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyFileError {
    /// JSON of another shape, or another kind of file altogether.
    NotAKeyFile,
    /// Not the profile's JSON: cut off, doubled members, another encoding.
    Json(JsonError),
    /// More than [`FILE_BYTES_MAX`].
    TooLarge { bytes: usize },
    /// The passphrase does not fit the file (or the wrapped key was altered, which looks the same).
    WrongPassphrase,
    /// Empty, or more than [`PASSPHRASE_BYTES_MAX`].
    PassphraseLength { bytes: usize },
    /// A member is missing, ill-formed or altered.
    Malformed { field: &'static str },
    /// A JWE that asks for something we do not do.
    Unsupported { field: &'static str, value: String },
    /// `p2c` outside [`ROUNDS_MIN`]–[`ROUNDS_MAX`].
    IterationsOutOfRange { found: i64 },
}

impl KeyFileError {
    /// A stable word for tables, tests and `--json` output.
    pub const fn code(&self) -> &'static str {
        match self {
            KeyFileError::NotAKeyFile => "not-a-key-file",
            KeyFileError::Json(_) => "json",
            KeyFileError::TooLarge { .. } => "too-large",
            KeyFileError::WrongPassphrase => "wrong-passphrase",
            KeyFileError::PassphraseLength { .. } => "passphrase-length",
            KeyFileError::Malformed { .. } => "malformed",
            KeyFileError::Unsupported { .. } => "unsupported",
            KeyFileError::IterationsOutOfRange { .. } => "iterations-out-of-range",
        }
    }
}

/// Writes the key file. Slow on purpose: [`ROUNDS`] rounds.
///
/// # Errors
/// [`KeyFileError::PassphraseLength`]; the others cannot happen with sound input.
pub fn seal(key: &PrivateKey, passphrase: &str, chance: &Chance) -> Result<Vec<u8>, KeyFileError> {
    seal_with_rounds(key, passphrase, chance, ROUNDS)
}

/// [`seal`] with a chosen cost, for hosts with slow computers and for tests.
///
/// # Errors
/// As [`seal`], and [`KeyFileError::IterationsOutOfRange`].
pub fn seal_with_rounds(
    key: &PrivateKey,
    passphrase: &str,
    chance: &Chance,
    rounds: u32,
) -> Result<Vec<u8>, KeyFileError> {
    let rounds = check_rounds(i64::from(rounds))?;
    let protected = encode_base64url(&to_bytes(&Value::object([
        ("alg", Value::text(ALG)),
        ("enc", Value::text(ENC)),
        ("cty", Value::text(CONTENT_TYPE)),
        ("p2s", Value::Str(encode_base64url(&chance.salt))),
        ("p2c", Value::Int(i64::from(rounds))),
    ])));
    let wrapping = wrapping_key(passphrase, &chance.salt, rounds)?;
    let mut wrapped = [0; 40];
    wrapping.wrap_key(&chance.cek, &mut wrapped).map_err(|_| KeyFileError::Malformed { field: "encrypted_key" })?;
    let mut text = private_jwk(key);
    let tag = Aes256Gcm::new(&chance.cek.into())
        .encrypt_inout_detached(&chance.iv.into(), protected.as_bytes(), text.as_mut_slice().into())
        .map_err(|_| KeyFileError::Malformed { field: "ciphertext" })?;
    let file = Value::object([
        ("protected", Value::Str(protected)),
        ("encrypted_key", Value::Str(encode_base64url(&wrapped))),
        ("iv", Value::Str(encode_base64url(&chance.iv))),
        ("ciphertext", Value::Str(encode_base64url(&text))),
        ("tag", Value::Str(encode_base64url(&tag))),
    ]);
    Ok((to_pretty(&file) + "\n").into_bytes())
}

/// Opens a key file. Slow on purpose; the number of rounds comes from the file, within bounds.
///
/// # Errors
/// See [`KeyFileError`]. Everything that can be refused without the passphrase is refused before the slow part.
pub fn open(file: &[u8], passphrase: &str) -> Result<PrivateKey, KeyFileError> {
    let sealed = Sealed::read(file)?;
    let wrapping = wrapping_key(passphrase, &sealed.salt, sealed.rounds)?;
    let mut cek = Zeroizing::new([0; 32]);
    wrapping.unwrap_key(&sealed.wrapped, cek.as_mut_slice()).map_err(|_| KeyFileError::WrongPassphrase)?;
    let mut text = Zeroizing::new(sealed.ciphertext);
    Aes256Gcm::new(&(*cek).into())
        .decrypt_inout_detached(
            &sealed.iv.into(),
            sealed.protected.as_bytes(),
            text.as_mut_slice().into(),
            &sealed.tag.into(),
        )
        .map_err(|_| KeyFileError::Malformed { field: "ciphertext" })?;
    read_private_jwk(&text)
}

/// The same key under another passphrase, with everything random drawn anew; the new file is opened once
/// before it is given out. The old file still opens with the old passphrase wherever a copy of it lies.
/// Three times as slow as [`open`].
///
/// # Errors
/// See [`KeyFileError`]: those of [`open`] for the old passphrase, those of [`seal`] for the new one.
pub fn change_passphrase(file: &[u8], old: &str, new: &str, chance: &Chance) -> Result<Vec<u8>, KeyFileError> {
    check_passphrase(new)?;
    let key = open(file, old)?;
    let changed = seal(&key, new, chance)?;
    let reread = open(&changed, new)?;
    if reread.kid() != key.kid() {
        return Err(malformed("kid"));
    }
    Ok(changed)
}

/// Whether the bytes look like a key file at all, without the passphrase.
///
/// # Errors
/// What [`open`] would say before the slow part.
pub fn look(file: &[u8]) -> Result<(), KeyFileError> {
    Sealed::read(file).map(|_| ())
}

/// How many rounds of PBKDF2 the file asks for, without the passphrase.
///
/// # Errors
/// As [`look`].
pub fn rounds(file: &[u8]) -> Result<u32, KeyFileError> {
    Sealed::read(file).map(|sealed| sealed.rounds)
}

/// A key file taken apart, nothing decrypted.
struct Sealed {
    protected: String,
    salt: Vec<u8>,
    rounds: u32,
    wrapped: [u8; 40],
    iv: [u8; 12],
    ciphertext: Vec<u8>,
    tag: [u8; 16],
}

impl Sealed {
    fn read(file: &[u8]) -> Result<Sealed, KeyFileError> {
        if file.len() > FILE_BYTES_MAX {
            return Err(KeyFileError::TooLarge { bytes: file.len() });
        }
        let value = parse(file).map_err(KeyFileError::Json)?;
        let known = ["protected", "encrypted_key", "iv", "ciphertext", "tag"];
        let members = Members::read(&value, "", &known).map_err(|_| KeyFileError::NotAKeyFile)?;
        if members.find("protected").is_none() || members.find("encrypted_key").is_none() {
            return Err(KeyFileError::NotAKeyFile);
        }
        let protected = members.text("protected", FILE_BYTES_MAX).map_err(|_| malformed("protected"))?;
        let (salt, rounds) = read_header(protected)?;
        Ok(Sealed {
            protected: protected.to_owned(),
            salt,
            rounds,
            wrapped: exact(&members, "encrypted_key")?,
            iv: exact(&members, "iv")?,
            ciphertext: bytes(&members, "ciphertext")?,
            tag: exact(&members, "tag")?,
        })
    }
}

/// Salt and rounds of the protected header, which holds exactly what [`seal`] writes.
fn read_header(protected: &str) -> Result<(Vec<u8>, u32), KeyFileError> {
    /// RFC 7518 §4.8.1.1 asks for 8 bytes or more; the profile for 16.
    const SALT_BYTES: std::ops::RangeInclusive<usize> = 16..=64;
    let value = decode_base64url(protected).and_then(|bytes| parse(&bytes).ok()).ok_or(malformed("protected"))?;
    let members = Members::read(&value, "", &["alg", "enc", "cty", "p2s", "p2c"]).map_err(in_header)?;
    for (field, wanted) in [("alg", ALG), ("enc", ENC), ("cty", CONTENT_TYPE)] {
        let found = members.text(field, FILE_BYTES_MAX).map_err(in_header)?;
        if found != wanted {
            return Err(KeyFileError::Unsupported { field, value: found.to_owned() });
        }
    }
    let rounds = check_rounds(members.int("p2c").map_err(|_| malformed("p2c"))?)?;
    let salt = bytes(&members, "p2s")?;
    if !SALT_BYTES.contains(&salt.len()) {
        return Err(malformed("p2s"));
    }
    Ok((salt, rounds))
}

/// A member our header does not have asks for something we do not do; any other fault is a broken header.
fn in_header(error: ShapeError) -> KeyFileError {
    match error.fault {
        ShapeFault::Unknown => KeyFileError::Unsupported { field: "protected", value: error.path },
        ShapeFault::Missing
        | ShapeFault::WrongType { .. }
        | ShapeFault::NotAllowed { .. }
        | ShapeFault::TooLong { .. }
        | ShapeFault::TooShort { .. } => malformed("protected"),
    }
}

fn malformed(field: &'static str) -> KeyFileError {
    KeyFileError::Malformed { field }
}

fn bytes(members: &Members<'_>, field: &'static str) -> Result<Vec<u8>, KeyFileError> {
    members.text(field, FILE_BYTES_MAX).ok().and_then(decode_base64url).ok_or(malformed(field))
}

fn exact<const N: usize>(members: &Members<'_>, field: &'static str) -> Result<[u8; N], KeyFileError> {
    let bytes = Zeroizing::new(bytes(members, field)?);
    bytes.as_slice().try_into().map_err(|_| malformed(field))
}

fn check_rounds(found: i64) -> Result<u32, KeyFileError> {
    match u32::try_from(found) {
        Ok(rounds @ ROUNDS_MIN..=ROUNDS_MAX) => Ok(rounds),
        Ok(_) | Err(_) => Err(KeyFileError::IterationsOutOfRange { found }),
    }
}

fn check_passphrase(passphrase: &str) -> Result<(), KeyFileError> {
    match passphrase.len() {
        1..=PASSPHRASE_BYTES_MAX => Ok(()),
        bytes => Err(KeyFileError::PassphraseLength { bytes }),
    }
}

/// RFC 7518 §4.8: PBKDF2-HMAC-SHA-256 over the passphrase with the salt `alg || 0x00 || p2s`.
fn wrapping_key(passphrase: &str, salt: &[u8], rounds: u32) -> Result<KwAes128, KeyFileError> {
    check_passphrase(passphrase)?;
    let salt = [ALG.as_bytes(), &[0], salt].concat();
    let mut key = Zeroizing::new([0; 16]);
    pbkdf2::pbkdf2_hmac::<sha2::Sha256>(passphrase.as_bytes(), &salt, rounds, key.as_mut_slice());
    Ok(KwAes128::new(&(*key).into()))
}

/// The private JWK of RFC 8037 §2 or RFC 7518 §6.2.2, canonical. Written by hand so that no copy of
/// `d` is left behind.
fn private_jwk(key: &PrivateKey) -> Zeroizing<Vec<u8>> {
    /// Room for the whole text, so that it never moves.
    const JWK_BYTES_MAX: usize = 320;
    let d = Zeroizing::new(encode_base64url(key.secret().as_slice()));
    let mut text = Zeroizing::new(Vec::with_capacity(JWK_BYTES_MAX));
    let (kty, crv) = key.public().key_type().names();
    let (x, y) = key.public().coordinates();
    let (kid, x, y) = (key.kid().to_string(), encode_base64url(&x), y.map(|y| encode_base64url(&y)));
    for (name, value) in [("{\"crv", crv), ("\",\"d", &d), ("\",\"kid", &kid), ("\",\"kty", kty), ("\",\"x", &x)] {
        text.extend_from_slice(name.as_bytes());
        text.extend_from_slice(b"\":\"");
        text.extend_from_slice(value.as_bytes());
    }
    if let Some(y) = y {
        text.extend_from_slice(b"\",\"y\":\"");
        text.extend_from_slice(y.as_bytes());
    }
    text.extend_from_slice(b"\"}");
    text
}

/// Reads the private JWK; `x`, `y` and `kid` must belong to `d`.
fn read_private_jwk(text: &[u8]) -> Result<PrivateKey, KeyFileError> {
    let value = parse(text).map_err(|_| malformed("plaintext"))?;
    let key = key_of_jwk(&value);
    value.wipe();
    key
}

fn key_of_jwk(jwk: &Value) -> Result<PrivateKey, KeyFileError> {
    let members = Members::read(jwk, "", &["kty", "crv", "x", "y", "d", "kid"]).map_err(|_| malformed("plaintext"))?;
    let text = |field| members.text(field, FILE_BYTES_MAX).map_err(|_| malformed(field));
    let (kty, crv) = (text("kty")?, text("crv")?);
    let unsupported = || KeyFileError::Unsupported { field: "crv", value: format!("{kty} {crv}") };
    let key_type = match KeyType::from_names(kty, crv) {
        Some(key_type @ (KeyType::Ed25519 | KeyType::Sm2)) => key_type,
        Some(KeyType::P256) | None => return Err(unsupported()),
    };
    let secret = Zeroizing::new(exact::<32>(&members, "d")?);
    let key = PrivateKey::from_secret(key_type, &secret).ok_or(malformed("d"))?;
    let (x, y) = key.public().coordinates();
    for (field, wanted) in [("x", Some(x)), ("y", y)] {
        let found = members.find(field).map(|_| exact::<32>(&members, field)).transpose()?;
        if found != wanted {
            return Err(malformed(field));
        }
    }
    if members.word("kid", "thumbprint", Kid::read) != Ok(key.kid()) {
        return Err(malformed("kid"));
    }
    Ok(key)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::*;

    #[test]
    fn the_key_inside_must_be_whole_and_of_a_type_that_signs() {
        let key = PrivateKey::from_secret(KeyType::Sm2, &[5; 32]).unwrap();
        let (x, y) = key.public().coordinates();
        let (x, y, kid) = (encode_base64url(&x), encode_base64url(&y.unwrap()), key.kid().to_string());
        let jwk = |crv: &str, d: &[u8], more: &str| {
            let d = encode_base64url(d);
            format!(r#"{{"crv":"{crv}","d":"{d}","kid":"{kid}","kty":"EC","x":"{x}"{more}}}"#)
        };
        let with_y = format!(r#","y":"{y}""#);
        let whole = jwk("SM2", &[5; 32], &with_y);
        assert_eq!(private_jwk(&key).as_slice(), whole.as_bytes());
        assert_eq!(read_private_jwk(whole.as_bytes()).unwrap().kid(), key.kid());
        let check =
            |jwk: String, expected| assert_eq!(read_private_jwk(jwk.as_bytes()).unwrap_err(), expected, "{jwk}");
        let unsupported = |value: &str| KeyFileError::Unsupported { field: "crv", value: value.into() };
        check(jwk("SM2", &[5; 32], ""), malformed("y"));
        check(jwk("SM2", &[5; 32], &format!(r#","y":"{x}""#)), malformed("y"));
        check(jwk("SM2", &[6; 32], &with_y), malformed("x"));
        check(jwk("SM2", &[0; 32], &with_y), malformed("d"));
        check(jwk("SM2", &[0xff; 32], &with_y), malformed("d"));
        check(jwk("SM2", &[5; 31], &with_y), malformed("d"));
        check(jwk("P-256", &[5; 32], &with_y), unsupported("EC P-256"));
        check(jwk("Ed25519", &[5; 32], &with_y), unsupported("EC Ed25519"));
        check(whole.replace(&kid, "x"), malformed("kid"));
        check(whole.replace('}', r#","use":"sig"}"#), malformed("plaintext"));
        let ed25519 = PrivateKey::from_seed(&[5; 32]);
        let whole = String::from_utf8(private_jwk(&ed25519).to_vec()).unwrap();
        assert_eq!(read_private_jwk(whole.as_bytes()).unwrap().kid(), ed25519.kid());
        check(whole.replace('}', r#","y":"AA"}"#), malformed("y"));
    }
}
