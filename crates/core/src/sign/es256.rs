//! ECDSA with P-256 and SHA-256, FIPS 186-5 and RFC 7518 §3.4, verified only: r‖s, each 32 bytes,
//! big-endian. RFC 7518 asks for no low `s`, so both halves are taken, as everybody's signers write them.
//! In builds with feature `es256`. Read next: `point`.

use super::{SIGNATURE_BYTES, sec1};
use p256::AffinePoint;
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};
use p256::elliptic_curve::point::AffineCoordinates as _;

/// The key at (x, y); `None` for coordinates not below p and points off the curve.
pub fn read(x: &[u8; 32], y: &[u8; 32]) -> Option<VerifyingKey> {
    let point = AffinePoint::from_coordinates(&(*x).into(), &(*y).into()).into_option()?;
    VerifyingKey::from_affine(point).ok()
}

/// x and y.
pub fn coordinates(key: &VerifyingKey) -> ([u8; 32], [u8; 32]) {
    sec1::split(key.to_sec1_point(false).as_bytes())
}

/// Whether `signature` over `message` is that key's: r and s in 1..n.
pub fn verify(key: &VerifyingKey, message: &[u8], signature: &[u8; SIGNATURE_BYTES]) -> bool {
    Signature::from_slice(signature).is_ok_and(|signature| key.verify(message, &signature).is_ok())
}
