//! Keys: the public half as a JWK with its thumbprint, the private half in memory.
//! Keys at rest are in `keyfile`. Read next: `statement`.

use super::point::{Coordinates, Point};
use super::{Alg, KeyType, decode_base64url, encode_base64url, sm2};
use crate::canonical::{Members, ShapeError, ShapeFault, Value, to_bytes};
use crate::digest::sha256;
use ed25519_dalek::{Signer as _, SigningKey};
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
    /// A type that is known but not verified by this build, with the `kid` it claims.
    NotSupported { key_type: KeyType, kid: Option<Kid> },
    /// `x` (and `y`) is no usable point of the curve, or a coordinate has not exactly 32 bytes.
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

impl PublicKey {
    /// Reads a JWK with the members `kty`, `crv`, `x` (and `y` for EC) and optionally `kid`.
    ///
    /// # Errors
    /// See [`JwkError`]; paths start with `path`.
    pub fn from_jwk(jwk: &Value, path: &str) -> Result<PublicKey, JwkError> {
        let members = Members::read(jwk, path, &["kty", "crv", "x", "y", "kid"]).map_err(JwkError::Shape)?;
        let shape = JwkError::Shape;
        let kty = members.text("kty", 16).map_err(shape)?;
        let crv = members.text("crv", 16).map_err(shape)?;
        let claimed = match members.find("kid") {
            Some(_) => Some(members.word("kid", "an RFC 7638 thumbprint", Kid::read).map_err(shape)?),
            None => None,
        };
        let Some(key_type) = KeyType::from_names(kty, crv) else {
            return Err(JwkError::UnknownType { kty: kty.to_owned(), crv: crv.to_owned() });
        };
        if !key_type.supported() {
            return Err(JwkError::NotSupported { key_type, kid: claimed });
        }
        let point = Point::read(key_type, &read_coordinates(key_type, &members)?);
        let key = PublicKey::new(point.ok_or_else(|| JwkError::BadPoint { path: members.path("x") })?);
        match claimed {
            Some(kid) if kid != key.kid => Err(JwkError::KidMismatch { path: members.path("kid"), computed: key.kid }),
            Some(_) | None => Ok(key),
        }
    }

    /// The JWK with its `kid`: `{"crv","kid","kty","x"}`, and `"y"` for EC.
    pub fn to_jwk(&self) -> Value {
        Value::object(self.required().into_iter().chain([("kid", Value::Str(self.kid.to_string()))]))
    }

    /// Its RFC 7638 thumbprint.
    pub fn kid(&self) -> Kid {
        self.kid
    }

    /// Which type it is.
    pub fn key_type(&self) -> KeyType {
        self.point.key_type()
    }

    /// The algorithm name written into headers for this key.
    pub fn alg(&self) -> Alg {
        self.point.alg()
    }

    /// Whether `signature` over `message` is this key's; strictly, as each algorithm's module says.
    pub fn verify(&self, message: &[u8], signature: &[u8; SIGNATURE_BYTES]) -> bool {
        self.point.verify(message, signature)
    }

    /// The key at these coordinates, as [`PublicKey::coordinates`] gives them. `None` where
    /// [`PublicKey::from_jwk`] would refuse them.
    pub fn from_coordinates(key_type: KeyType, x: [u8; 32], y: Option<[u8; 32]>) -> Option<PublicKey> {
        Point::read(key_type, &Coordinates { x, y }).map(PublicKey::new)
    }

    /// The coordinates, 32 bytes each: `x`, and `y` for EC. For writing the key in other formats.
    pub fn coordinates(&self) -> ([u8; 32], Option<[u8; 32]>) {
        let Coordinates { x, y } = self.point.coordinates();
        (x, y)
    }

    fn new(point: Point) -> PublicKey {
        let mut key = PublicKey { point, kid: Kid([0; 32]) };
        key.kid = Kid(sha256(&to_bytes(&Value::object(key.required()))));
        key
    }

    /// The members that RFC 7638 §3.2 takes the thumbprint of.
    pub(crate) fn required(&self) -> Vec<(&'static str, Value)> {
        let (kty, crv) = self.key_type().names();
        let Coordinates { x, y } = self.point.coordinates();
        let coordinate = |bytes: [u8; 32]| Value::Str(encode_base64url(&bytes));
        let x = [("crv", Value::text(crv)), ("kty", Value::text(kty)), ("x", coordinate(x))];
        x.into_iter().chain(y.map(|y| ("y", coordinate(y)))).collect()
    }
}

/// `x`, and `y` exactly where the type has one; each the base64url of 32 bytes (RFC 7518 §6.2.1.2: no
/// leading zero is left out).
fn read_coordinates(key_type: KeyType, members: &Members<'_>) -> Result<Coordinates, JwkError> {
    /// Longest coordinate of other curves, with room.
    const COORDINATE_CHARS_MAX: usize = 128;
    let coordinate = |name| {
        let text = members.text(name, COORDINATE_CHARS_MAX).map_err(JwkError::Shape)?;
        let bytes = decode_base64url(text).and_then(|bytes| bytes.try_into().ok());
        bytes.ok_or_else(|| JwkError::BadPoint { path: members.path(name) })
    };
    let x = coordinate("x")?;
    match key_type {
        KeyType::Ed25519 if members.find("y").is_some() => {
            Err(JwkError::Shape(ShapeError::new(members.path("y"), ShapeFault::Unknown)))
        }
        KeyType::Ed25519 => Ok(Coordinates { x, y: None }),
        KeyType::Sm2 | KeyType::P256 => Ok(Coordinates { x, y: Some(coordinate("y")?) }),
    }
}

/// A private key in memory. Its bytes are overwritten when it is dropped, and it prints only its kid.
pub struct PrivateKey {
    secret: Secret,
    public: PublicKey,
}

enum Secret {
    Ed25519(SigningKey),
    Sm2(sm2::Secret),
}

impl PrivateKey {
    /// The Ed25519 key of a seed of 32 random bytes, which the caller draws and forgets (RFC 8032 §5.1.5).
    pub fn from_seed(seed: &[u8; 32]) -> PrivateKey {
        let secret = SigningKey::from_bytes(seed);
        let public = PublicKey::new(Point::Ed25519(secret.verifying_key()));
        PrivateKey { secret: Secret::Ed25519(secret), public }
    }

    /// The key of these 32 random bytes: the seed of Ed25519, the big-endian d of SM2.
    /// `None` where they are no key: SM2 takes 1..=n−2, so once in 2³² draws one must draw again.
    /// P-256 is only verified: always `None`.
    pub fn from_secret(key_type: KeyType, secret: &[u8; 32]) -> Option<PrivateKey> {
        match key_type {
            KeyType::Ed25519 => Some(PrivateKey::from_seed(secret)),
            KeyType::Sm2 => {
                let secret = sm2::Secret::read(secret)?;
                let public = PublicKey::new(Point::Sm2(secret.public()));
                Some(PrivateKey { secret: Secret::Sm2(secret), public })
            }
            KeyType::P256 => None,
        }
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
        match &self.secret {
            Secret::Ed25519(key) => key.sign(message).to_bytes(),
            Secret::Sm2(key) => key.sign(message),
        }
    }

    /// What [`PrivateKey::from_secret`] takes, for writing the key into another encrypted file and nothing else.
    pub fn secret(&self) -> Zeroizing<[u8; 32]> {
        match &self.secret {
            Secret::Ed25519(key) => Zeroizing::new(key.to_bytes()),
            Secret::Sm2(key) => key.bytes(),
        }
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateKey({})", self.public.kid)
    }
}
