//! The two digests that name a content: SHA-256 (FIPS 180-4) and SM3 (GB/T 32905-2016).
//! Hashes only; what is hashed is decided in `sign` and `envelope`. Read next: `typed`, `sign`.

mod typed;

use crate::canonical::{Members, ShapeError, Value};
use sha2::Digest as _;
use std::fmt;
use std::sync::Arc;

pub use typed::{Compared, DIGITS, Doubt, TYPED_CHARS_MAX, TYPED_DIGITS_MIN, Typed, compare_typed};

/// Both digests of the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digests {
    pub sha256: [u8; 32],
    pub sm3: [u8; 32],
}

impl Digests {
    /// Hashes `bytes` both ways.
    pub fn of(bytes: &[u8]) -> Digests {
        Digests { sha256: sha256(bytes), sm3: sm3::Sm3::digest(bytes).into() }
    }

    /// SHA-256 in 64 lower-case hexadecimal digits.
    pub fn sha256_hex(&self) -> String {
        hex(&self.sha256)
    }

    /// SM3 in 64 lower-case hexadecimal digits.
    pub fn sm3_hex(&self) -> String {
        hex(&self.sm3)
    }

    /// `{"sha-256": …, "sm3": …}` in lower-case hexadecimal digits.
    pub fn to_value(&self) -> Value {
        Value::object(self.members())
    }

    /// The two members of [`Digests::to_value`], for objects that hold more beside them.
    pub fn members(&self) -> [(&'static str, Value); 2] {
        [("sha-256", Value::Str(self.sha256_hex())), ("sm3", Value::Str(self.sm3_hex()))]
    }

    /// Reads the members `sha-256` and `sm3`, each of exactly 64 lower-case hexadecimal digits.
    ///
    /// # Errors
    /// A member is missing or not of that form.
    pub fn read(members: &Members<'_>) -> Result<Digests, ShapeError> {
        const EXPECTED: &str = "64 lower-case hexadecimal digits";
        Ok(Digests {
            sha256: members.word("sha-256", EXPECTED, from_hex)?,
            sm3: members.word("sm3", EXPECTED, from_hex)?,
        })
    }
}

/// A canonical content that is known by its SHA-256 and gives both digests when asked: SM3 of a large catalogue is not
/// worth its time until something is signed or verified.
#[derive(Clone)]
pub struct Content {
    sha256: [u8; 32],
    bytes: Arc<[u8]>,
}

impl Content {
    /// Of canonical bytes.
    pub fn new(bytes: Vec<u8>) -> Content {
        Content { sha256: sha256(&bytes), bytes: bytes.into() }
    }

    /// SHA-256 alone.
    pub fn sha256(&self) -> &[u8; 32] {
        &self.sha256
    }

    /// SHA-256 in 64 lower-case hexadecimal digits.
    pub fn sha256_hex(&self) -> String {
        hex(&self.sha256)
    }

    /// Both.
    pub fn digests(&self) -> Digests {
        Digests { sha256: self.sha256, sm3: sm3::Sm3::digest(&self.bytes).into() }
    }
}

impl PartialEq for Content {
    fn eq(&self, other: &Content) -> bool {
        self.sha256 == other.sha256
    }
}

impl Eq for Content {}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sha256_hex())
    }
}

/// SHA-256 alone.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    sha2::Sha256::digest(bytes).into()
}

/// Lower-case hexadecimal digits, two per byte.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

/// Reads exactly 64 lower-case hexadecimal digits.
pub fn from_hex(text: &str) -> Option<[u8; 32]> {
    let digits = text.as_bytes();
    if digits.len() != 64 || !digits.iter().all(|d| matches!(d, b'0'..=b'9' | b'a'..=b'f')) {
        return None;
    }
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}

/// A digest as printed on paper: sixteen groups of four hexadecimal digits with a space between.
pub fn fingerprint(digest: &[u8; 32]) -> String {
    digest.chunks(2).map(hex).collect::<Vec<_>>().join(" ")
}

/// What a person typed off paper: 64 hexadecimal digits in any case and grouping, full-width digits
/// included. `None` when it is not that many.
pub fn read_fingerprint(typed: &str) -> Option<[u8; 32]> {
    /// Digits, separators and some to spare.
    const TYPED_BYTES_MAX: usize = 1024;
    if typed.len() > TYPED_BYTES_MAX {
        return None;
    }
    let digits: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | ':' | '－' | '：'))
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            other => other,
        })
        .map(|c| c.to_ascii_lowercase())
        .collect();
    from_hex(&digits)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::*;

    #[test]
    fn abc_has_the_published_digests() {
        let digests = Digests::of(b"abc");
        assert_eq!(digests.sha256_hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(digests.sm3_hex(), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    }

    #[test]
    fn printed_fingerprint_is_read_back_however_it_is_typed() {
        let digest = sha256(b"abc");
        let printed = fingerprint(&digest);
        assert!(printed.starts_with("ba78 16bf 8f01 cfea "));
        for typed in [printed.clone(), printed.to_uppercase(), printed.replace(' ', "-"), printed.replace('7', "７")] {
            assert_eq!(read_fingerprint(&typed), Some(digest), "{typed}");
        }
        assert_eq!(read_fingerprint(&printed[1..]), None);
        assert_eq!(read_fingerprint(&printed.replace('b', "g")), None);
    }

    #[test]
    fn hex_is_strict() {
        assert_eq!(from_hex(&"ab".repeat(32)), Some([0xab; 32]));
        for text in [&"AB".repeat(32), &"ab".repeat(31), &"ab".repeat(33), "", &"+1".repeat(32)] {
            assert_eq!(from_hex(text), None, "{text}");
        }
    }
}
