//! The JWS around a statement: protected header, signing input, signature text.
//! Detached and flattened, RFC 7515 §7.2.2 and App. F. Read next: `envelope`.

use super::{Alg, Kid, SIGNATURE_BYTES, decode_base64url, encode_base64url};
use crate::canonical::{JsonError, Members, ShapeError, Value, parse, to_bytes};

/// The only `typ` of the protected header.
pub const TYP: &str = "vnd.zicha.signoff+json";

/// Longest protected header read, in characters of base64url; ours takes 152.
pub const HEADER_CHARS_MAX: usize = 512;

/// A protected header: exactly `alg`, `kid` and `typ`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    pub alg: Alg,
    pub kid: Kid,
}

/// Why a protected header was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeaderError {
    /// Not base64url, or more than [`HEADER_CHARS_MAX`].
    Base64,
    /// Not canonical-profile JSON inside.
    Json(JsonError),
    /// Another member than the three (`crit`, `jwk`, `jku`, `b64`, `zip`, …), or one missing.
    Shape(ShapeError),
    /// Another `typ` than [`TYP`].
    Typ { found: String },
    /// An `alg` outside the closed table, `none` among them.
    UnknownAlg { found: String },
    /// `kid` is not a thumbprint.
    Kid { found: String },
}

impl Header {
    /// Reads the base64url text of a protected header.
    ///
    /// # Errors
    /// See [`HeaderError`].
    pub fn read(protected: &str) -> Result<Header, HeaderError> {
        if protected.len() > HEADER_CHARS_MAX {
            return Err(HeaderError::Base64);
        }
        let bytes = decode_base64url(protected).ok_or(HeaderError::Base64)?;
        let value = parse(&bytes).map_err(HeaderError::Json)?;
        let shape = HeaderError::Shape;
        let members = Members::read(&value, "", &["alg", "kid", "typ"]).map_err(shape)?;
        let text = |key| members.text(key, HEADER_CHARS_MAX).map_err(shape);
        let (alg, kid, typ) = (text("alg")?, text("kid")?, text("typ")?);
        if typ != TYP {
            return Err(HeaderError::Typ { found: typ.to_owned() });
        }
        Ok(Header {
            alg: Alg::from_name(alg).ok_or_else(|| HeaderError::UnknownAlg { found: alg.to_owned() })?,
            kid: Kid::read(kid).ok_or_else(|| HeaderError::Kid { found: kid.to_owned() })?,
        })
    }
}

/// Base64url of the canonical header `{"alg","kid","typ"}`.
pub fn protected_header(header: Header) -> String {
    let value = Value::object([
        ("alg", Value::text(header.alg.name())),
        ("kid", Value::Str(header.kid.to_string())),
        ("typ", Value::text(TYP)),
    ]);
    encode_base64url(&to_bytes(&value))
}

/// The bytes that are signed: `ASCII(protected "." BASE64URL(payload))`, RFC 7515 §5.1 step 8.
pub fn signing_input(protected: &str, payload: &[u8]) -> Vec<u8> {
    format!("{protected}.{}", encode_base64url(payload)).into_bytes()
}

/// Exactly 64 bytes of base64url.
pub fn read_signature(text: &str) -> Option<[u8; SIGNATURE_BYTES]> {
    /// 64 bytes in base64url without padding.
    const SIGNATURE_CHARS: usize = 86;
    if text.len() != SIGNATURE_CHARS {
        return None;
    }
    decode_base64url(text)?.try_into().ok()
}
