//! A signed report as it lies before whoever signs next. Pure; the person acts on it in `act`.

use std::rc::Rc;

use zicha_core::canonical::{self, Value};
use zicha_core::changes;
use zicha_core::exceptions::{self, Sheet};
use zicha_core::returned;
use zicha_core::session::Session;
use zicha_core::text::{self, Lang};
use zicha_core::verify::{self, Outcome, Reason, Verification, verify_so_far};

use crate::state::{Identity, Shelf};
use crate::words;

/// Most reasons against a file that are said.
const REASONS_MAX: usize = 8;

/// An open report, sound so far.
#[derive(Debug, Clone)]
pub struct Case {
    /// The file as it came.
    pub bytes: Rc<[u8]>,
    pub found: Verification,
    pub session: Session,
    pub sheet: Sheet,
    /// What the next revision of it will bear.
    pub next: Identity,
    /// Of this one, from 1.
    pub revision: u32,
}

/// Verifies a report on its way, with the catalogue it asks for.
pub fn verified(bytes: &[u8], shelf: &Shelf) -> Verification {
    let verified = || {
        let (catalogues, calendars) = (&shelf.open(), &shelf.calendars);
        verify_so_far(bytes, &verify::Shelf { catalogues, calendars, ..verify::Shelf::default() })
    };
    let found = verified();
    // A catalogue is read when the first report asks for it.
    let wanted = found.reasons.iter().find_map(|reason| {
        let (Reason::UnknownCatalogue { id, .. } | Reason::OtherCatalogue { id, .. }) = reason else { return None };
        Some(id.as_str())
    });
    let read = |id: &str| shelf.books.iter().any(|it| it.head.id == id && it.catalogue().is_some());
    if wanted.is_some_and(read) { verified() } else { found }
}

/// Opens a signed report.
///
/// # Errors
/// Everything against it, in sentences.
pub fn open(bytes: &[u8], shelf: &Shelf, lang: Lang) -> Result<Case, Vec<String>> {
    let words = words::of(lang).countersign();
    let format = canonical::parse(bytes).ok().and_then(|it| it.get("format").cloned());
    if format == Some(Value::text(returned::FORMAT)) {
        return Err(vec![(words.failed)(words.is_return)]);
    }
    let found = verified(bytes, shelf);
    let session = found.report.as_ref().map(|it| (it.session().clone(), it.content().identity.revision));
    let (Some((session, revision)), Ok(next)) = (session, changes::successor(bytes)) else {
        return Err(against(&found, lang));
    };
    let sheet = exceptions::sheet(&session);
    Ok(Case { bytes: bytes.into(), found, session, sheet, next, revision })
}

fn against(found: &Verification, lang: Lang) -> Vec<String> {
    let words = words::of(lang).countersign();
    let bad = found.signatures.iter().filter(|it| it.reason.outcome() == Outcome::Invalid);
    let bad = bad.map(|it| (words.bad_signature)(it.index + 1, &text::signature(&it.reason, lang)));
    let reasons = found.reasons.iter().map(|it| text::reason(it, lang));
    reasons.chain(bad).take(REASONS_MAX).map(|it| (words.failed)(&it)).collect()
}
