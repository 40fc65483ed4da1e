//! From a session and a key to the bytes of a report that has been read again and verified.
//! Pure: time, identity and build are arguments.

use super::form::Form;
use crate::pages::file_name;
use crate::state::{Identity, Shelf};
use std::rc::Rc;
use zicha_core::digest::{hex, read_fingerprint};
use zicha_core::envelope::{ContentKind, Parts, Pending, SealError};
use zicha_core::report::{self, App, Stamp};
use zicha_core::session::{Session, clean};
use zicha_core::sign::{Moment, PrivateKey, PublicKey, Role, SIGNATURE_BYTES, Signer};
use zicha_core::verify::{self, Outcome, Verification, verify_so_far};

/// When, as which edition, and by which build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occasion {
    pub identity: Identity,
    /// RFC 3339 with offset.
    pub now: String,
    pub build: String,
}

/// A report ready to be handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    pub file_name: String,
    pub bytes: Rc<[u8]>,
    /// SHA-256 of the content in groups of four, as printed on paper.
    pub fingerprint: String,
    pub revision: u32,
    /// What the next report of this form will bear: one revision on, superseding this one.
    pub next: Identity,
}

/// Why nothing is handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignError {
    /// The computer's clock gives no time that can stand in a report.
    Clock,
    Seal(SealError),
    /// The bytes were made, but did not verify when read again.
    NotSound(Box<Verification>),
}

/// Signs as 填报人 and verifies the very bytes that will be handed out.
///
/// # Errors
/// See [`SignError`].
pub fn make(
    session: &Session,
    form: &Form,
    key: &PrivateKey,
    shelf: &Shelf,
    occasion: Occasion,
) -> Result<Signed, SignError> {
    let draft = prepare(session, form, key.public(), occasion)?;
    let signature = key.sign(draft.pending.signing_input());
    draft.finish(&signature, session, shelf)
}

/// A report that lacks its signature: for a key that this program does not hold.
#[derive(Debug, Clone)]
pub struct Unsigned {
    pub pending: Pending,
    identity: Identity,
}

/// Everything but the signature of the owner of `key`.
///
/// # Errors
/// [`SignError::Clock`], or [`SignError::Seal`] where a text cannot stand in a report.
pub fn prepare(session: &Session, form: &Form, key: &PublicKey, occasion: Occasion) -> Result<Unsigned, SignError> {
    let Occasion { identity, now, build } = occasion;
    let signed = Moment::read(&now).ok_or(SignError::Clock)?;
    let unit = session.setting().unit.name.clone();
    let app = App { name: "zicha".into(), version: env!("CARGO_PKG_VERSION").into(), build };
    let stamp = Stamp { identity: identity.clone(), created: now, app };
    // A verifier does not know the day of filling in, and judges without it.
    let content = report::content(&session.with_today(None), &stamp);
    let typed = |text: &str| clean(text.trim());
    let signer = Signer { name: typed(&form.name), title: typed(&form.job), unit };
    let parts = Parts { role: Role::Filler, opinion: typed(&form.opinion), signer, signed };
    let pending = Pending::first(ContentKind::Report, &content, parts, key).map_err(SignError::Seal)?;
    Ok(Unsigned { pending, identity })
}

impl Unsigned {
    /// The finished file, verified; `session` is the one it was prepared from.
    ///
    /// # Errors
    /// [`SignError::Seal`] where the signature does not fit, [`SignError::NotSound`].
    pub fn finish(
        self,
        signature: &[u8; SIGNATURE_BYTES],
        session: &Session,
        shelf: &Shelf,
    ) -> Result<Signed, SignError> {
        let identity = self.identity;
        let bytes = self.pending.finish(signature).map_err(SignError::Seal)?;
        let fingerprint = sound(&bytes, shelf)?;
        let period = session.period().map(|period| period.id.as_str()).unwrap_or_default();
        Ok(Signed {
            file_name: file_name::report(&session.setting().unit.name, period),
            bytes: bytes.into(),
            revision: identity.revision,
            next: Identity {
                revision: identity.revision.saturating_add(1),
                supersedes: read_fingerprint(&fingerprint).map(|digest| hex(&digest)),
                id: identity.id,
            },
            fingerprint,
        })
    }
}

/// Verifies a finished file as anybody would, and gives its fingerprint.
fn sound(bytes: &[u8], shelf: &Shelf) -> Result<String, SignError> {
    let (catalogues, calendars) = (&shelf.open(), &shelf.calendars);
    let found = verify_so_far(bytes, &verify::Shelf { catalogues, calendars, ..verify::Shelf::default() });
    match (found.outcome, &found.fingerprint) {
        (Outcome::Trusted | Outcome::IntactUnknown, Some(fingerprint)) => Ok(fingerprint.clone()),
        (Outcome::Trusted | Outcome::IntactUnknown, None) | (Outcome::Invalid, _) => {
            Err(SignError::NotSound(Box::new(found)))
        }
    }
}

/// The identity of a first report, from sixteen random bytes.
pub fn first(random: &[u8; 16]) -> Identity {
    Identity { id: hex(random), revision: 1, supersedes: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::sign::why;
    use crate::words::said::{self, every};

    #[test]
    fn every_signing_that_fails_says_what_to_do() {
        let unsound = || Box::new(verify_so_far(b"{}", &verify::Shelf::default()));
        let all = every![
            SignError::Clock => SignError::Clock,
            SignError::Seal(_) => SignError::Seal(SealError::BadSignature),
            SignError::NotSound(_) => SignError::NotSound(unsound()),
        ];
        said::check(&all, why);
    }
}
