//! The public half of a key as its library holds it: the one place where a further type comes in.
//! Read next: `key`.

#[cfg(feature = "es256")]
use super::es256;
use super::{Alg, KeyType, SIGNATURE_BYTES, ed25519, sm2};

/// A point that may be verified with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Point {
    Ed25519(ed25519_dalek::VerifyingKey),
    Sm2(::sm2::PublicKey),
    #[cfg(feature = "es256")]
    P256(p256::ecdsa::VerifyingKey),
}

/// What a JWK gives of a point: `x`, and `y` where the type has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coordinates {
    pub x: [u8; 32],
    pub y: Option<[u8; 32]>,
}

impl Point {
    /// The point of that type at these coordinates; `None` where they are no usable point of the curve, too
    /// many or too few for it, or of a type this build does not verify ([`KeyType::supported`]).
    pub fn read(key_type: KeyType, at: &Coordinates) -> Option<Point> {
        match (key_type, at.y.as_ref()) {
            (KeyType::Ed25519, None) => ed25519::read(&at.x).map(Point::Ed25519),
            (KeyType::Sm2, Some(y)) => sm2::read(&at.x, y).map(Point::Sm2),
            #[cfg(feature = "es256")]
            (KeyType::P256, Some(y)) => es256::read(&at.x, y).map(Point::P256),
            #[cfg(not(feature = "es256"))]
            (KeyType::P256, Some(_)) => None,
            (KeyType::Ed25519, Some(_)) | (KeyType::Sm2 | KeyType::P256, None) => None,
        }
    }

    pub fn coordinates(&self) -> Coordinates {
        let both = |(x, y)| Coordinates { x, y: Some(y) };
        match self {
            Point::Ed25519(key) => Coordinates { x: key.to_bytes(), y: None },
            Point::Sm2(key) => both(sm2::coordinates(key)),
            #[cfg(feature = "es256")]
            Point::P256(key) => both(es256::coordinates(key)),
        }
    }

    pub const fn key_type(&self) -> KeyType {
        match self {
            Point::Ed25519(_) => KeyType::Ed25519,
            Point::Sm2(_) => KeyType::Sm2,
            #[cfg(feature = "es256")]
            Point::P256(_) => KeyType::P256,
        }
    }

    /// The algorithm name written for it.
    pub const fn alg(&self) -> Alg {
        match self {
            Point::Ed25519(_) => Alg::EdDsa,
            Point::Sm2(_) => Alg::Sm2,
            #[cfg(feature = "es256")]
            Point::P256(_) => Alg::Es256,
        }
    }

    pub fn verify(&self, message: &[u8], signature: &[u8; SIGNATURE_BYTES]) -> bool {
        match self {
            Point::Ed25519(key) => ed25519::verify(key, message, signature),
            Point::Sm2(key) => sm2::verify(key, message, signature),
            #[cfg(feature = "es256")]
            Point::P256(key) => es256::verify(key, message, signature),
        }
    }
}
