//! Keys: the public half as a JWK with its thumbprint, the private half in memory.
//! Keys at rest are in `keyfile`. Read next: `statement`.

use super::{Alg, KeyType, decode_base64url, encode_base64url};
use crate::canonical::{Members, ShapeError, ShapeFault, Value, to_bytes};
use crate::digest::sha256;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use std::fmt;
use zeroize::Zeroizing;

/// Bytes in a signature, for every algorithm of the table.
pub const SIGNATURE_BYTES: usize = 64;

/// The name of a key: its RFC 7638 SHA-256 thumbprint. Shown and written as 43 characters of base64url.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kid([u8; 32]);

impl Kid {
    /// Reads exactly 43 characters of base64url.
    pub fn read(text: &str) -> Option<Kid> {
        if text.len() != 43 {
            return None;
        }
        decode_base64url(text)?.try_into().ok().map(Kid)
    }

    /// The thumbprint itself, for printing as a fingerprint.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Kid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&encode_base64url(&self.0))
    }
}

impl fmt::Debug for Kid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Kid({self})")
    }
}

/// Why a JWK was not taken as a public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JwkError {
    /// Unknown, missing or ill-formed members. `d` is unknown: a private key has no place in a public file.
    Shape(ShapeError),
    /// A type of key outside the table.
    UnknownType { kty: String, crv: String },
    /// A type that is known but not yet supported, with the `kid` it claims.
    NotSupported { key_type: KeyType, kid: Option<Kid> },
    /// `x` is no usable point of the curve.
    BadPoint { path: String },
    /// `kid` is not the thumbprint of the key.
    KidMismatch { path: String, computed: Kid },
}

/// A public key of a supported type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    point: Point,
    kid: Kid,
}

/// The one place where a further type of key comes in.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Point {
    Ed25519(VerifyingKey),
}

impl PublicKey {
    /// Reads a JWK with the members `kty`, `crv`, `x` (and `y` for EC) and optionally `kid`.
    ///
    /// # Errors
    /// See [`JwkError`]; paths start with `path`.
    pub fn from_jwk(jwk: &Value, path: &str) -> Result<PublicKey, JwkError> {
        /// Longest base64url coordinate of the known curves, with room.
        const COORDINATE_CHARS_MAX: usize = 128;
        let members = Members::read(jwk, path, &["kty", "crv", "x", "y", "kid"]).map_err(JwkError::Shape)?;
        let shape = JwkError::Shape;
        let kty = members.text("kty", 16).map_err(shape)?;
        let crv = members.text("crv", 16).map_err(shape)?;
        let claimed = match members.find("kid") {
            Some(_) => Some(members.word("kid", "an RFC 7638 thumbprint", Kid::read).map_err(shape)?),
            None => None,
        };
        let x = members.text("x", COORDINATE_CHARS_MAX).map_err(shape)?;
        let point = match KeyType::from_names(kty, crv) {
            Some(KeyType::Ed25519) => {
                Point::Ed25519(read_ed25519(x).ok_or_else(|| JwkError::BadPoint { path: members.path("x") })?)
            }
            Some(key_type @ (KeyType::Sm2 | KeyType::P256)) => {
                return Err(JwkError::NotSupported { key_type, kid: claimed });
            }
            None => {
                return Err(JwkError::UnknownType { kty: kty.to_owned(), crv: crv.to_owned() });
            }
        };
        if members.find("y").is_some() {
            return Err(shape(ShapeError::new(members.path("y"), ShapeFault::Unknown)));
        }
        let key = PublicKey::new(point);
        match claimed {
            Some(kid) if kid != key.kid => Err(JwkError::KidMismatch { path: members.path("kid"), computed: key.kid }),
            Some(_) | None => Ok(key),
        }
    }

    /// The JWK with its `kid`: `{"crv","kid","kty","x"}`.
    pub fn to_jwk(&self) -> Value {
        let (kty, crv) = self.key_type().names();
        Value::object([
            ("kty", Value::text(kty)),
            ("crv", Value::text(crv)),
            ("x", Value::Str(self.x())),
            ("kid", Value::Str(self.kid.to_string())),
        ])
    }

    /// Its RFC 7638 thumbprint.
    pub fn kid(&self) -> Kid {
        self.kid
    }

    /// Which type it is.
    pub fn key_type(&self) -> KeyType {
        match self.point {
            Point::Ed25519(_) => KeyType::Ed25519,
        }
    }

    /// The algorithm name written into headers for this key.
    pub fn alg(&self) -> Alg {
        match self.point {
            Point::Ed25519(_) => Alg::EdDsa,
        }
    }

    /// Whether `signature` over `message` is this key's. Strict for Ed25519: canonical `S`, no key
    /// or commitment of small order (RFC 8032 §8.4, "Taming the many EdDSAs").
    pub fn verify(&self, message: &[u8], signature: &[u8; SIGNATURE_BYTES]) -> bool {
        match &self.point {
            Point::Ed25519(key) => key.verify_strict(message, &Signature::from_bytes(signature)).is_ok(),
        }
    }

    fn new(point: Point) -> PublicKey {
        let mut key = PublicKey { point, kid: Kid([0; 32]) };
        let (kty, crv) = key.key_type().names();
        let required = [("crv", Value::text(crv)), ("kty", Value::text(kty)), ("x", Value::Str(key.x()))];
        key.kid = Kid(sha256(&to_bytes(&Value::object(required))));
        key
    }

    /// The coordinate `x` of the JWK.
    pub(crate) fn x(&self) -> String {
        match &self.point {
            Point::Ed25519(key) => encode_base64url(key.as_bytes()),
        }
    }
}

/// The key in `x`; `None` for other lengths, non-canonical encodings (RFC 8032 §5.1.3), points off
/// the curve and points of small order.
fn read_ed25519(x: &str) -> Option<VerifyingKey> {
    let bytes: [u8; 32] = decode_base64url(x)?.try_into().ok()?;
    let [low, middle @ .., high] = bytes;
    let beyond_field = high & 0x7f == 0x7f && middle.iter().all(|b| *b == 0xff) && low >= 0xed;
    let key = VerifyingKey::from_bytes(&bytes).ok()?;
    (!beyond_field && !key.is_weak()).then_some(key)
}

/// A private key in memory. Its bytes are overwritten when it is dropped, and it prints only its kid.
pub struct PrivateKey {
    secret: SigningKey,
    public: PublicKey,
}

impl PrivateKey {
    /// The Ed25519 key of a seed of 32 random bytes, which the caller draws and forgets (RFC 8032 §5.1.5).
    pub fn from_seed(seed: &[u8; 32]) -> PrivateKey {
        let secret = SigningKey::from_bytes(seed);
        let public = PublicKey::new(Point::Ed25519(secret.verifying_key()));
        PrivateKey { secret, public }
    }

    /// The public half.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The thumbprint of the public half.
    pub fn kid(&self) -> Kid {
        self.public.kid
    }

    /// Signs; the same message always gives the same signature.
    pub fn sign(&self, message: &[u8]) -> [u8; SIGNATURE_BYTES] {
        self.secret.sign(message).to_bytes()
    }

    /// The seed, for the key file only.
    pub(crate) fn seed(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.secret.to_bytes())
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateKey({})", self.public.kid)
    }
}
