//! Ed25519, RFC 8032, verified strictly. Read next: `sm2`.

use super::SIGNATURE_BYTES;
use ed25519_dalek::{Signature, VerifyingKey};

/// The key with that encoding; `None` for non-canonical ones (RFC 8032 §5.1.3), points off the curve
/// and points of small order.
pub fn read(bytes: &[u8; 32]) -> Option<VerifyingKey> {
    let [low, middle @ .., high] = bytes;
    let beyond_field = high & 0x7f == 0x7f && middle.iter().all(|b| *b == 0xff) && *low >= 0xed;
    let key = VerifyingKey::from_bytes(bytes).ok()?;
    (!beyond_field && !key.is_weak()).then_some(key)
}

/// Canonical `S`, no commitment of small order (RFC 8032 §8.4, "Taming the many EdDSAs").
pub fn verify(key: &VerifyingKey, message: &[u8], signature: &[u8; SIGNATURE_BYTES]) -> bool {
    key.verify_strict(message, &Signature::from_bytes(signature)).is_ok()
}
