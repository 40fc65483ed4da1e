//! From an open report to the file that goes on: signed once more, or returned. Pure: the time is an argument.

use std::rc::Rc;

use zicha_core::envelope::{self, Parts, SealError};
use zicha_core::returned::{self, Note, ReturnError};
use zicha_core::session::clean;
use zicha_core::sign::{Moment, PrivateKey, Role, Signer};
use zicha_core::verify::{Outcome, Verification};

use super::form::Form;
use crate::pages::case::{Case, verified};
use crate::pages::file_name;
use crate::state::Shelf;
use crate::words::Countersign as Words;

/// A file ready to be handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    pub file_name: String,
    pub bytes: Rc<[u8]>,
    /// Whose turn it is next, in the order of signing; of a returned report nobody's.
    pub awaiting: Vec<Role>,
    /// None for a returned report.
    pub signed_as: Option<Role>,
    /// SHA-256 of the report's content in groups of four.
    pub fingerprint: String,
}

/// Why nothing is handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActError {
    /// The computer's clock gives no time that can stand in a file.
    Clock,
    Seal(SealError),
    Return(ReturnError),
    /// The bytes were made, but did not verify when read again.
    NotSound(Box<Verification>),
}

fn typed(text: &str) -> String {
    clean(text.trim())
}

/// Adds a signature and verifies the very bytes that will be handed out.
///
/// # Errors
/// See [`ActError`].
pub fn sign(
    case: &Case,
    form: &Form,
    role: Role,
    key: &PrivateKey,
    shelf: &Shelf,
    now: &str,
    words: &Words,
) -> Result<Made, ActError> {
    let signed = Moment::read(now).ok_or(ActError::Clock)?;
    let unit = case.session.setting().unit.name.clone();
    let signer = Signer { name: typed(&form.name), title: typed(&form.job), unit: unit.clone() };
    let parts = Parts { role, opinion: typed(&form.opinion), signer, signed };
    let bytes = envelope::add_signature(&case.bytes, parts, key).map_err(ActError::Seal)?;
    let found = verified(&bytes, shelf);
    match (found.outcome, &found.fingerprint) {
        (Outcome::Trusted | Outcome::IntactUnknown, Some(fingerprint)) => Ok(Made {
            file_name: file_name::signed(&unit, period(case), (words.signed_suffix)(role)),
            bytes: bytes.into(),
            awaiting: found.awaiting.clone(),
            signed_as: Some(role),
            fingerprint: fingerprint.clone(),
        }),
        (Outcome::Trusted | Outcome::IntactUnknown, None) | (Outcome::Invalid, _) => {
            Err(ActError::NotSound(Box::new(found)))
        }
    }
}

fn period(case: &Case) -> &str {
    case.session.period().map(|period| period.id.as_str()).unwrap_or_default()
}

/// The file that returns the report, with the remarks in printed order.
///
/// # Errors
/// See [`ActError`].
pub fn give_back(case: &Case, form: &Form, now: &str) -> Result<Made, ActError> {
    let returned = Moment::read(now).ok_or(ActError::Clock)?;
    let mut remarks = form.remarks.clone();
    remarks.sort_unstable_by_key(|(row, _)| *row);
    let indicators = &case.session.catalogue().indicators;
    let remarks = remarks.into_iter().filter_map(|(row, text)| Some((indicators.get(row)?.id.clone(), text)));
    let note = Note {
        role: form.back.unwrap_or(Role::Office),
        name: form.name.clone(),
        title: form.job.clone(),
        returned,
        overall: form.overall.clone(),
        remarks: remarks.collect(),
    };
    let bytes = returned::write(&case.bytes, &note).map_err(ActError::Return)?;
    Ok(Made {
        file_name: file_name::returned(&case.session.setting().unit.name, period(case)),
        bytes: bytes.into(),
        awaiting: Vec::new(),
        signed_as: None,
        fingerprint: case.found.fingerprint.clone().unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::decide::why;
    use super::*;
    use crate::words::said::{self, every};

    #[test]
    fn everything_that_is_not_handed_out_says_what_to_do() {
        let all = every![
            ActError::Clock => ActError::Clock,
            ActError::Seal(_) => ActError::Seal(SealError::TooManySignatures),
            ActError::Return(_) => ActError::Return(ReturnError::Nothing),
            ActError::NotSound(_) => ActError::NotSound(Box::new(verified(b"{}", &Shelf::default()))),
        ];
        said::check(&all, why);
    }
}
