//! Measuring bytes: gzip, brotli, digests. What packs them into the page is `zicha_single::pack`.

use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};
use std::io::Write;
pub use zicha_single::pack::{Packing, letters, lzma, lzma_after, lzma_text};

/// gzip at level 9 with a bare header (no name, no time), so that equal input gives equal output.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzBuilder::new().write(Vec::new(), Compression::best());
    // Writing to memory does not fail.
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("gzip into memory")
}

/// The checksum by which the loader knows what it fetched.
pub fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// The size under brotli at quality 11 with a 4 MiB window, as a web server would send it.
pub fn brotli_size(bytes: &[u8]) -> usize {
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params).expect("brotli into memory");
    out.len()
}

/// The first 12 hexadecimal digits of the SHA-256 of all parts.
pub fn short_digest(parts: &[&[u8]]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part);
    }
    digest.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_and_packing_are_the_standard_ones() {
        assert_eq!(short_digest(&[b"a", b"bc"]), "ba7816bf8f01", "sha256 of abc");
        assert_eq!(gzip(b"zicha")[..4], [31, 139, 8, 0], "no optional header fields");
        assert_eq!(gzip(b"zicha"), gzip(b"zicha"), "no time inside");
        assert!(brotli_size(&[7; 10_000]) < 50);
    }
}
