//! A private key at rest: a file only its passphrase opens.
//!
//! The file is one JWE in flattened JSON (RFC 7516 §7.2.2) around the private JWK (RFC 7517 §7 and
//! App. C, RFC 8037): `PBES2-HS256+A128KW` with [`ROUNDS`] rounds of PBKDF2, `A256GCM`. Any JOSE
//! library opens it with the passphrase. The passphrase is used as its UTF-8 bytes, unnormalised.
//!
//! Not here: where the file is kept, and drawing salt, key and nonce; they are arguments
//! ([`Chance`]) and must be fresh random bytes for every file. Read next: `sign::key`.

use crate::canonical::{JsonError, Members, ShapeError, ShapeFault, Value, parse, to_bytes, to_pretty};
use crate::sign::{Kid, PrivateKey, decode_base64url, encode_base64url};
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

/// Whether the bytes look like a key file at all, without the passphrase.
///
/// # Errors
/// What [`open`] would say before the slow part.
pub fn look(file: &[u8]) -> Result<(), KeyFileError> {
    Sealed::read(file).map(|_| ())
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

/// RFC 7518 §4.8: PBKDF2-HMAC-SHA-256 over the passphrase with the salt `alg || 0x00 || p2s`.
fn wrapping_key(passphrase: &str, salt: &[u8], rounds: u32) -> Result<KwAes128, KeyFileError> {
    if passphrase.is_empty() || passphrase.len() > PASSPHRASE_BYTES_MAX {
        return Err(KeyFileError::PassphraseLength { bytes: passphrase.len() });
    }
    let salt = [ALG.as_bytes(), &[0], salt].concat();
    let mut key = Zeroizing::new([0; 16]);
    pbkdf2::pbkdf2_hmac::<sha2::Sha256>(passphrase.as_bytes(), &salt, rounds, key.as_mut_slice());
    Ok(KwAes128::new(&(*key).into()))
}

/// The private JWK of RFC 8037 §2, canonical. Written by hand so that no copy of `d` is left behind.
fn private_jwk(key: &PrivateKey) -> Zeroizing<Vec<u8>> {
    /// Room for the whole text, so that it never moves.
    const JWK_BYTES_MAX: usize = 256;
    let d = Zeroizing::new(encode_base64url(key.seed().as_slice()));
    let mut text = Zeroizing::new(Vec::with_capacity(JWK_BYTES_MAX));
    let kid = key.kid().to_string();
    let x = key.public().x();
    for part in [r#"{"crv":"Ed25519","d":""#, &d, r#"","kid":""#, &kid, r#"","kty":"OKP","x":""#, &x, r#""}"#] {
        text.extend_from_slice(part.as_bytes());
    }
    text
}

/// Reads the private JWK; `x` and `kid` must belong to `d`.
fn read_private_jwk(text: &[u8]) -> Result<PrivateKey, KeyFileError> {
    let value = parse(text).map_err(|_| malformed("plaintext"))?;
    let key = key_of_jwk(&value);
    value.wipe();
    key
}

fn key_of_jwk(jwk: &Value) -> Result<PrivateKey, KeyFileError> {
    let members = Members::read(jwk, "", &["kty", "crv", "x", "d", "kid"]).map_err(|_| malformed("plaintext"))?;
    for (field, wanted) in [("kty", "OKP"), ("crv", "Ed25519")] {
        let found = members.text(field, FILE_BYTES_MAX).map_err(|_| malformed(field))?;
        if found != wanted {
            return Err(KeyFileError::Unsupported { field, value: found.to_owned() });
        }
    }
    let seed = Zeroizing::new(exact::<32>(&members, "d")?);
    let key = PrivateKey::from_seed(&seed);
    if members.text("x", FILE_BYTES_MAX) != Ok(key.public().x().as_str()) {
        return Err(malformed("x"));
    }
    if members.word("kid", "thumbprint", Kid::read) != Ok(key.kid()) {
        return Err(malformed("kid"));
    }
    Ok(key)
}
