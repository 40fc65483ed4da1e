//! Base64url without padding (RFC 4648 §5, RFC 7515 §2), strict: one text per byte string.

use base64ct::{Base64UrlUnpadded, Encoding as _};

/// Encodes.
pub fn encode(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

/// Decodes; padding, other alphabets, space and stray trailing bits are refused.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    Base64UrlUnpadded::decode_vec(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_one_spelling_is_read() {
        assert_eq!(decode("AQ"), Some(vec![1]));
        assert_eq!(decode("-_8"), Some(vec![0xfb, 0xff]));
        for text in ["AQ==", "AR", "AQI=", "AQJ", "+/8", "A", "A Q", "AQ\n", "ＡＱ"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
