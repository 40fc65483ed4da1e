//! SM2 signatures with SM3, GB/T 32918.2 (GM/T 0003.2): r‖s, each 32 bytes, big-endian. The signer's
//! identity is the usual one of GM/T 0009 §10. There is no rule of a low `s`: n − s verifies no better
//! than any other number, for `t = r + s` goes into the check. Read next: `es256`.

use super::{SIGNATURE_BYTES, sec1};
use ::sm2::dsa::signature::{Signer as _, Verifier as _};
use ::sm2::dsa::{Signature, SigningKey, VerifyingKey};
use ::sm2::elliptic_curve::point::AffineCoordinates as _;
use ::sm2::elliptic_curve::sec1::ToSec1Point as _;
use ::sm2::{AffinePoint, PublicKey, SecretKey};
use zeroize::Zeroizing;

/// The distinguishing identity that goes into Z, where parties agreed on no other (GM/T 0009 §10).
const IDENTITY: &str = "1234567812345678";

/// The order of the group less one, big-endian (GM/T 0003.5).
const ORDER_LESS_ONE: [u8; 32] = [
    0xff, 0xff, 0xff, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x72, 0x03, 0xdf,
    0x6b, 0x21, 0xc6, 0x05, 0x2b, 0x53, 0xbb, 0xf4, 0x09, 0x39, 0xd5, 0x41, 0x22,
];

/// The key at (x, y); `None` for coordinates not below p and points off the curve. The group has no
/// points of small order but infinity, which these bytes cannot say.
pub fn read(x: &[u8; 32], y: &[u8; 32]) -> Option<PublicKey> {
    // Not by way of a SEC 1 point: its reader brings the square roots of compressed points along.
    let point = AffinePoint::from_coordinates(&(*x).into(), &(*y).into()).into_option()?;
    PublicKey::from_affine(point).ok()
}

/// x and y.
pub fn coordinates(key: &PublicKey) -> ([u8; 32], [u8; 32]) {
    sec1::split(key.to_sec1_point(false).as_bytes())
}

/// Whether `signature` over `message` is that key's: r and s in 1..n, r + s not 0 modulo n.
pub fn verify(key: &PublicKey, message: &[u8], signature: &[u8; SIGNATURE_BYTES]) -> bool {
    let key = VerifyingKey::new(IDENTITY, *key);
    let signature = Signature::from_slice(signature);
    key.is_ok_and(|key| signature.is_ok_and(|signature| key.verify(message, &signature).is_ok()))
}

/// A private key d in 1..=n−2 (GB/T 32918.1 §6.1). Overwritten when dropped.
pub struct Secret(SecretKey);

impl Secret {
    /// The key of these big-endian bytes; `None` outside 1..=n−2.
    pub fn read(bytes: &[u8; 32]) -> Option<Secret> {
        if *bytes >= ORDER_LESS_ONE {
            return None;
        }
        SecretKey::from_slice(bytes).ok().map(Secret)
    }

    pub fn public(&self) -> PublicKey {
        self.0.public_key()
    }

    pub fn bytes(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_bytes().into())
    }

    /// Signs with the nonce of RFC 6979 over SM3, so that no random source can fail. The one chance in
    /// 2²⁵⁶ in which the standard asks for another nonce gives zeros, which verify nowhere.
    pub fn sign(&self, message: &[u8]) -> [u8; SIGNATURE_BYTES] {
        let key = SigningKey::new(IDENTITY, &self.0);
        let signature = key.and_then(|key| key.try_sign(message));
        debug_assert!(signature.is_ok(), "a fault of the library or one chance in 2^256");
        signature.map_or([0; SIGNATURE_BYTES], |signature| signature.to_bytes().into())
    }
}
