//! Measuring and packing bytes: gzip, brotli, base64, digests.

use base64ct::{Base64, Encoding};
use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};
use std::io::Write;

/// gzip at level 9 with a bare header (no name, no time), so that equal input gives equal output
/// and the small inflater of assets/zicha.js can read it.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzBuilder::new().write(Vec::new(), Compression::best());
    // Writing to memory does not fail.
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("gzip into memory")
}

/// gzip by an encoder that takes its time: some 4% less than level 9, for what every copy of the page carries.
pub fn smallest_gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let options = zopfli::Options::default();
    zopfli::compress(options, zopfli::Format::Gzip, bytes, &mut out).expect("gzip into memory");
    out
}

/// The size under brotli at quality 11 with a 4 MiB window, as a web server would send it.
pub fn brotli_size(bytes: &[u8]) -> usize {
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params).expect("brotli into memory");
    out.len()
}

pub fn base64(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}

/// As a content security policy names an inline script.
pub fn sha256_base64(text: &str) -> String {
    base64(&Sha256::digest(text.as_bytes()))
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
        // SHA-256 of the empty text (FIPS 180-4), in the form of a policy.
        assert_eq!(sha256_base64(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_eq!(short_digest(&[b"a", b"bc"]), "ba7816bf8f01", "sha256 of abc");
        assert_eq!(gzip(b"zicha")[..4], [31, 139, 8, 0], "no optional header fields");
        assert_eq!(gzip(b"zicha"), gzip(b"zicha"), "no time inside");
        assert!(brotli_size(&[7; 10_000]) < 50);
    }
}
