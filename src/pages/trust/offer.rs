//! A file with a public key: an enrolment its holder signed, a JWK, or what `zicha keygen --json` prints. Pure.

use crate::browser::files::FileError;
use crate::words;
use zicha_core::canonical::{self, JsonError};
use zicha_core::enrolment::{self, Enrolled, EnrolmentError};
use zicha_core::sign::PublicKey;
use zicha_core::text::{self, Lang};

/// A public key, with the enrolment it came in where it came in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    pub key: PublicKey,
    pub enrolled: Option<Box<Enrolled>>,
}

/// Why a file offers no key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    Json(JsonError),
    Enrolment(Box<EnrolmentError>),
    /// None of what is taken; a private key's file among them.
    NoKey,
    Unread(FileError),
}

impl Refused {
    /// What is wrong, and what to do about it.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Refused::Json(error) => text::json_error(error, lang),
            Refused::Enrolment(error) => text::enrolment_error(error, lang),
            Refused::NoKey => words::of(lang).trust().no_key.to_owned(),
            Refused::Unread(error) => unread(*error, lang),
        }
    }
}

/// Why a file's bytes did not arrive.
pub fn unread(error: FileError, lang: Lang) -> String {
    let words = words::of(lang).verify();
    match error {
        FileError::TooLarge { limit, .. } => (words.too_large)(limit / (1024 * 1024)),
        FileError::Unreadable => words.unreadable.to_owned(),
    }
}

/// Reads it.
///
/// # Errors
/// See [`Refused`].
pub fn read(bytes: &[u8]) -> Result<Offered, Refused> {
    let value = canonical::parse(bytes).map_err(Refused::Json)?;
    if value.get("signatures").is_some() {
        let enrolled = enrolment::open(bytes).map_err(|error| Refused::Enrolment(Box::new(error)))?;
        return Ok(Offered { key: enrolled.enrolment().key.clone(), enrolled: Some(Box::new(enrolled)) });
    }
    let jwk = value.get("jwk").unwrap_or(&value);
    let key = PublicKey::from_jwk(jwk, "").map_err(|_| Refused::NoKey)?;
    Ok(Offered { key, enrolled: None })
}
