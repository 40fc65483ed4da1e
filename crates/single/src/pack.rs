//! What lies packed in the page: LZMA, in letters that may stand in a script element. The loader unpacks it
//! (assets/loader/unpack.js).

use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256};
use std::io::Write;

/// How much time packing may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// As small as it gets: what is shipped.
    Small,
    /// For a debug build of many megabytes.
    Quick,
}

/// What every copy of the page carries, packed for `unlzma` of assets/loader/unpack.js: LZMA with the header of
/// .lzma files, then the CRC-32 of `bytes`. A sixth less than gzip, which pays for the unpacker many times over.
pub fn lzma(bytes: &[u8]) -> Vec<u8> {
    // Four bits of the byte before say most about the next.
    packed(bytes, &[], 4, Packing::Small)
}

/// The same for bytes that follow others, which the unpacker has already: parts of one program repeat each other.
/// For programs: three bits of the byte before say most about the next.
pub fn lzma_after(bytes: &[u8], before: &[u8], packing: Packing) -> Vec<u8> {
    packed(bytes, before, 3, packing)
}

fn packed(bytes: &[u8], before: &[u8], context_bits: u32, packing: Packing) -> Vec<u8> {
    let mut options = lzma_rust2::LzmaOptions::with_preset(match packing {
        Packing::Small => 9,
        Packing::Quick => 0,
    });
    // Nothing here is aligned.
    (options.lc, options.lp, options.pb) = (context_bits, 0, 0);
    if packing == Packing::Small {
        options.nice_len = 273;
    }
    options.dict_size = 4 << 20;
    options.preset_dict = (!before.is_empty()).then(|| before.to_vec());
    let mut out = vec![options.get_props()];
    out.extend(options.dict_size.to_le_bytes());
    out.extend((bytes.len() as u64).to_le_bytes());
    // Writing to memory does not fail; a bad packing would not unpack, so nothing half-made is given out.
    let mut out = compressed(&options, out, bytes).unwrap_or_default();
    out.extend(crc32fast::hash(bytes).to_le_bytes());
    out
}

fn compressed(options: &lzma_rust2::LzmaOptions, head: Vec<u8>, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut writer = lzma_rust2::LzmaWriter::new_no_header(head, options, false)?;
    writer.write_all(bytes)?;
    writer.finish()
}

/// Letters that stand for nothing: what ends or escapes an element, and control characters that editors, terminals and
/// HTML's own rules do not leave alone (NUL, BEL, BS, VT, FF, CR, SUB, ESC, DEL).
const LEFT_OUT: [u8; 12] = [0, 7, 8, 11, 12, 13, 26, 27, b'&', b'<', b'>', 127];
/// 116 to the seventh is just more than 2 to the 48th.
const LETTERS: u64 = 128 - LEFT_OUT.len() as u64;

/// Bytes as letters that may stand inside a script element, six bytes in seven of 116 letters, least significant
/// first: an eighth less than base64. The first seven are the number of bytes.
pub fn letters(bytes: &[u8]) -> String {
    let alphabet: Vec<char> = (0..128_u8).filter(|code| !LEFT_OUT.contains(code)).map(char::from).collect();
    let number = |block: &[u8]| block.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte));
    let numbers = std::iter::once(bytes.len() as u64).chain(bytes.chunks(6).map(number));
    let mut text = String::with_capacity(bytes.len() * 7 / 6 + 14);
    for mut rest in numbers {
        for _ in 0..7 {
            // The remainder is below the length of the alphabet.
            text.extend(alphabet.get((rest % LETTERS) as usize));
            rest /= LETTERS;
        }
    }
    text
}

pub fn base64(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}

/// As a content security policy names an inline script.
pub fn sha256_base64(text: &str) -> String {
    base64(&Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::*;

    #[test]
    fn digests_and_packing_are_the_standard_ones() {
        // SHA-256 of the empty text (FIPS 180-4), in the form of a policy.
        assert_eq!(sha256_base64(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_eq!(lzma(b"zicha"), lzma(b"zicha"));
        assert_eq!(lzma(b"123456789").last_chunk(), Some(&0xCBF4_3926_u32.to_le_bytes()), "the CRC-32 of its standard");
        assert_eq!(letters(b"").len(), 7, "the length alone");
        assert_eq!(letters(&[255; 6 * 1024]).len(), 7 + 7 * 1024);
        assert!(LETTERS.pow(7) > 1 << 48);
        let all = letters(&(0..=255).collect::<Vec<u8>>());
        assert!(all.bytes().all(|letter| letter < 128 && !LEFT_OUT.contains(&letter)), "{all}");
    }
}
