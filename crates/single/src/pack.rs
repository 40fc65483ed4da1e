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

/// What LZMA guesses the next byte from (`lc`, `lp`, `pb` of its specification).
#[derive(Clone, Copy)]
struct Contexts {
    /// Bits of the byte before.
    literal: u32,
    /// Bits of the place.
    place: u32,
}

/// Found by trying: what says most about the next byte of a script or style, of a program, and of Chinese text in
/// UTF-16, whose first bytes are alike.
const SCRIPT: Contexts = Contexts { literal: 2, place: 0 };
const PROGRAM: Contexts = Contexts { literal: 3, place: 0 };
const TEXT: Contexts = Contexts { literal: 0, place: 1 };

/// What every copy of the page carries, packed for `unlzma` of assets/loader/unpack.js: LZMA with the header of
/// .lzma files, then the CRC-32 of `bytes`. A sixth less than gzip, which pays for the unpacker many times over.
pub fn lzma(bytes: &[u8]) -> Vec<u8> {
    packed(bytes, &[], SCRIPT, Packing::Small)
}

/// The same for a catalogue, in big-endian UTF-16: a sixteenth less than in UTF-8, where a character has three bytes.
pub fn lzma_text(text: &str) -> Vec<u8> {
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    packed(&bytes, &[], TEXT, Packing::Small)
}

/// The same for a program that follows another one, which the unpacker has already: parts of one program repeat each
/// other.
pub fn lzma_after(bytes: &[u8], before: &[u8], packing: Packing) -> Vec<u8> {
    packed(bytes, before, PROGRAM, packing)
}

fn packed(bytes: &[u8], before: &[u8], contexts: Contexts, packing: Packing) -> Vec<u8> {
    let mut options = lzma_rust2::LzmaOptions::with_preset(match packing {
        Packing::Small => 9,
        Packing::Quick => 0,
    });
    (options.lc, options.lp, options.pb) = (contexts.literal, contexts.place, contexts.place);
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

/// Letters that stand for nothing: what ends an element, and control characters that HTML's own rules or terminals do
/// not leave alone (NUL, CR, SUB, ESC).
const LEFT_OUT: [u8; 5] = [0, 13, 26, 27, b'<'];
/// 123 to the fifteenth is just more than 2 to the 104th.
const LETTERS: u128 = 128 - LEFT_OUT.len() as u128;
/// Bytes of a block, and the letters it becomes.
const BLOCK: (usize, usize) = (13, 15);

/// Bytes as letters that may stand inside a script element, thirteen bytes in fifteen of 123 letters, least significant
/// first: a seventh less than base64. The first fifteen are the number of bytes.
pub fn letters(bytes: &[u8]) -> String {
    let alphabet: Vec<char> = (0..128_u8).filter(|code| !LEFT_OUT.contains(code)).map(char::from).collect();
    let number = |block: &[u8]| block.iter().rev().fold(0, |all, byte| all << 8 | u128::from(*byte));
    let numbers = std::iter::once(bytes.len() as u128).chain(bytes.chunks(BLOCK.0).map(number));
    let mut text = String::with_capacity((bytes.len() / BLOCK.0 + 2) * BLOCK.1);
    for mut rest in numbers {
        for _ in 0..BLOCK.1 {
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
        assert_eq!(letters(b"").len(), 15, "the length alone");
        assert_eq!(letters(&[255; 13 * 1024]).len(), 15 + 15 * 1024);
        assert!(LETTERS.pow(15) > 1 << 104);
        let all = letters(&(0..=255).collect::<Vec<u8>>());
        assert!(all.bytes().all(|letter| letter < 128 && !LEFT_OUT.contains(&letter)), "{all}");
    }
}
