//! A file with a public key: an enrolment its holder signed, a JWK, or what `zicha keygen --json` prints. Pure.

use crate::browser::files::FileError;
use zicha_core::canonical::{self, JsonError};
use zicha_core::enrolment::{self, Enrolled, EnrolmentError};
use zicha_core::sign::PublicKey;

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
