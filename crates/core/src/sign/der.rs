//! Signatures as devices and openssl give them, DER, into the 64 bytes of a JWS.

use super::SIGNATURE_BYTES;

/// Bytes of r and of s.
const HALF: usize = SIGNATURE_BYTES / 2;

/// Reads an ECDSA or SM2 signature `SEQUENCE { INTEGER r, INTEGER s }` (RFC 3279 §2.2.3, GM/T 0009 §7.3)
/// of a 256-bit curve and gives r‖s. `None` for anything but the one DER text of two numbers in 0..2²⁵⁶;
/// whether they are in range for the curve is for verification to say.
pub fn signature_from_der(der: &[u8]) -> Option<[u8; SIGNATURE_BYTES]> {
    // Two integers of at most 35 bytes: the length is always of the short form.
    let (body, rest) = element(der, 0x30)?;
    let (r, body) = element(body, 0x02)?;
    let (s, end) = element(body, 0x02)?;
    if !rest.is_empty() || !end.is_empty() {
        return None;
    }
    let halves = [half(r)?, half(s)?];
    halves.concat().try_into().ok()
}

/// The content of the element with that tag at the front, and what follows it.
fn element(bytes: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let [found, length @ 0..=0x7f, rest @ ..] = bytes else { return None };
    (*found == tag).then(|| rest.split_at_checked(usize::from(*length)))?
}

/// The number of a DER integer, X.690 §8.3: not negative, in the fewest bytes.
fn half(integer: &[u8]) -> Option<[u8; HALF]> {
    let digits = match integer {
        [0] => integer,
        // A zero stands only before a digit whose high bit is set.
        [] | [0x80..=0xff, ..] | [0, 0..=0x7f, ..] => return None,
        [0, digits @ ..] => digits,
        digits => digits,
    };
    let mut number = [0; HALF];
    let place = number.get_mut(HALF.checked_sub(digits.len())?..)?;
    place.copy_from_slice(digits);
    Some(number)
}
