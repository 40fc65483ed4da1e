//! Drafts between the page and its storage or files: their keys, their bytes, and opening one.
//! Pure: the clock's reading is an argument.

use std::rc::Rc;
use std::sync::Arc;

use zicha_core::date::Date;
use zicha_core::draft::{self, DraftError, Meta};
use zicha_core::session::Session;

use crate::state::{Book, Shelf, Work};

/// Where a form is kept: `zicha:<catalogue>:<unit>:<period>`.
pub fn key(session: &Session) -> String {
    key_of(&session.catalogue().id, &session.setting().unit.code, session.period().map_or("", |period| &period.id))
}

/// The same from its parts.
pub fn key_of(catalogue: &str, unit: &str, period: &str) -> String {
    format!("zicha:{catalogue}:{unit}:{period}")
}

/// Where the open form is kept: a draft that was set beside another of the same form stays beside it.
pub fn key_of_work(work: &Work) -> String {
    [&key(&work.session), work.fork.as_deref().unwrap_or_default()].concat()
}

/// What `key` adds to the name of its form; none where it is the form's own.
pub fn fork(key: &str, session: &Session) -> Option<Rc<str>> {
    key.strip_prefix(&self::key(session)).filter(|rest| !rest.is_empty()).map(Rc::from)
}

/// The draft file. `saved` is the moment, RFC 3339.
pub fn bytes(work: &Work, saved: String) -> Vec<u8> {
    let narrative = (*work.narrative).clone();
    let (report, remarks, past) = (work.identity.clone(), work.remarks.to_vec(), work.past.to_vec());
    draft::write(&work.session, &Meta { saved, report, narrative, remarks, past })
}

/// `区司法局-2020年度.draft.json`.
pub fn file_name(session: &Session) -> String {
    named(session, ".draft.json")
}

/// `区司法局-2020年度` with an ending, without the characters that file systems refuse.
pub fn named(session: &Session, ending: &str) -> String {
    let period = session.period().map_or("", |period| &period.title);
    let name = format!("{}-{period}{ending}", session.setting().unit.name);
    name.chars()
        .map(|c| if matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') { '_' } else { c })
        .collect()
}

/// Opens a draft with the catalogue and calendar it was made with.
///
/// # Errors
/// It is no draft, or the page lacks its catalogue; [`DraftError::OtherCatalogue`] too where the
/// calendar is missing.
pub fn open(bytes: &[u8], shelf: &Shelf, today: Option<Date>) -> Result<Work, DraftError> {
    let draft = draft::read(bytes)?;
    let book = if draft.catalogue.is_empty() { shelf.books.first() } else { shelf.book(&draft.catalogue) };
    let catalogue = book.and_then(Book::catalogue);
    let calendar = catalogue.and_then(|it| shelf.calendar_of(it));
    let (Some(catalogue), Some(calendar)) = (catalogue, calendar) else {
        let wanted = shelf.books.iter().map(|it| it.head.id.as_str()).collect::<Vec<_>>().join(", ");
        return Err(DraftError::OtherCatalogue { wanted, found: draft.catalogue });
    };
    let (session, leftovers) = draft.open(Arc::clone(catalogue), Arc::clone(calendar), today)?;
    let mut work = Work::new(session);
    work.leftovers = leftovers.into();
    work.made_by = draft.edition.filter(|it| it.sha256 != catalogue.content.sha256_hex()).map(|it| it.version);
    work.identity = draft.meta.report;
    work.remarks = draft.meta.remarks.into();
    work.past = draft.meta.past.into();
    let mut narrative = draft.meta.narrative;
    narrative.sort_unstable();
    work.narrative = narrative.into();
    Ok(work)
}

/// `2026-03-01T09:30:00+08:00` as people read it: `2026-03-01 09:30`.
pub fn moment(rfc3339: &str) -> String {
    rfc3339.get(..16).unwrap_or(rfc3339).replace('T', " ")
}
