//! From the desk and the office's key to a signed list that was opened again. Pure: time and day are arguments.

use super::desk::{Base, Desk};
use crate::browser::files::READ_BYTES_MAX;
use crate::pages::file_name;
use crate::pins::Pinboard;
use crate::words::{self, Trust as Words};
use std::rc::Rc;
use zicha_core::date::{Date, read as read_date};
use zicha_core::envelope::{self, Parts, SealError};
use zicha_core::pinned::{self, PinnedError, Pins};
use zicha_core::session::clean;
use zicha_core::sign::{ContentKind, Day, Kid, Moment, NAME_CHARS_MAX, PrivateKey, Role, Signer};
use zicha_core::text::{self, Lang};
use zicha_core::trust::{IssueError, KeyStatus, TrustList, TrustedKey};

/// What is typed before signing, verbatim.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// Last day of use.
    pub expires: String,
    pub name: String,
    /// 职务
    pub job: String,
    /// The person compared who signed the list opened; asked only where neither the key in hand nor a pin says it.
    pub base_known: bool,
}

/// What keeps from signing, in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Keys wait to be compared.
    Waiting,
    /// No day, or none that can be read.
    Expires,
    /// The last day of use lies before today.
    Past,
    Name,
    BaseUnknown,
    KeyMissing,
}

impl Fault {
    /// What is wrong, and what to do about it.
    pub fn sentence(self, words: &Words) -> &'static str {
        match self {
            Fault::Waiting => words.waiting,
            Fault::Expires => words.day_wrong,
            Fault::Past => words.past,
            Fault::Name => words.name_wrong,
            Fault::BaseUnknown => words.base_unknown,
            Fault::KeyMissing => words.key_missing,
        }
    }
}

/// A list ready to be handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    pub file_name: String,
    pub bytes: Rc<[u8]>,
    /// The key that signed it.
    pub kid: Kid,
    pub base: Base,
}

/// Why nothing is handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MakeError {
    /// The clock gives no time that can stand in a file, or the form was not looked at.
    Clock,
    Issue(IssueError),
    Seal(SealError),
    /// It was made and would not be accepted, for example because the list withdraws the very key.
    Refused(PinnedError),
    /// No page could open it again.
    TooLarge,
}

impl MakeError {
    /// What went wrong, and what to do about it.
    pub fn sentence(&self, lang: Lang) -> String {
        let words = words::of(lang).trust();
        match self {
            MakeError::Clock => words.clock.to_owned(),
            MakeError::Issue(error) => text::issue_error(error, lang),
            MakeError::Seal(error) => text::seal_error(error, lang),
            MakeError::Refused(error) => text::pinned_error(error, lang),
            MakeError::TooLarge => words.too_large.to_owned(),
        }
    }
}

/// The day typed for the end of use, in any spelling the form knows.
pub fn day(typed: &str) -> Option<Day> {
    let read: Date = read_date(typed, None).ok()?;
    Day::read(&read.to_string())
}

/// Whether the list opened is known to be the office's: by the key in hand, a pin, or the person's word.
pub fn knows_base(desk: &Desk, form: &Form, pins: &Pinboard, key: Option<Kid>) -> bool {
    let Some(base) = &desk.base else { return true };
    form.base_known || base.signers.iter().any(|(kid, _)| Some(*kid) == key || pins.holds(*kid))
}

/// Everything that keeps from signing.
pub fn faults(desk: &Desk, form: &Form, pins: &Pinboard, key: Option<Kid>) -> Vec<Fault> {
    let expires = day(&form.expires);
    let name = clean(form.name.trim());
    let long = |text: &str| text.chars().count() > NAME_CHARS_MAX;
    let faults = [
        (!desk.waiting.is_empty(), Fault::Waiting),
        (expires.is_none(), Fault::Expires),
        (expires.zip(desk.today.clone()).is_some_and(|(day, today)| day < today), Fault::Past),
        (name.is_empty() || long(&name) || long(&clean(form.job.trim())), Fault::Name),
        (key.is_some() && !knows_base(desk, form, pins, key), Fault::BaseUnknown),
        (key.is_none(), Fault::KeyMissing),
    ];
    faults.into_iter().filter(|(found, _)| *found).map(|(_, fault)| fault).collect()
}

/// Signs the next issue and opens the very bytes that are handed out as a unit will.
///
/// # Errors
/// See [`MakeError`].
pub fn make(desk: &Desk, form: &Form, key: &PrivateKey, now: &str) -> Result<Made, MakeError> {
    let (signed, expires) = (Moment::read(now).ok_or(MakeError::Clock)?, day(&form.expires).ok_or(MakeError::Clock)?);
    let list = desk.list.as_ref().ok_or(MakeError::Clock)?;
    let (name, title) = (clean(form.name.trim()), clean(form.job.trim()));
    let today = desk.today.clone().ok_or(MakeError::Clock)?;
    let list = next(desk, list, (today, expires), &name, key).map_err(MakeError::Issue)?;
    let signer = Signer { name, title, unit: list.office.clone() };
    let parts = Parts { role: Role::Office, opinion: String::new(), signer, signed };
    let bytes = envelope::seal(ContentKind::Trust, &list.to_value(), parts, key).map_err(MakeError::Seal)?;
    if u64::try_from(bytes.len()).is_ok_and(|bytes| bytes > READ_BYTES_MAX) {
        return Err(MakeError::TooLarge);
    }
    let pins = Pins::new(&[key.kid()]).ok_or(MakeError::Clock)?;
    let opened = pinned::open(&bytes, &pins, None).map_err(MakeError::Refused)?;
    let file_name = file_name::trust(&list.office, list.seq);
    let base = Base { name: file_name.clone(), signers: opened.signers().to_vec(), list: opened.into_list() };
    Ok(Made { file_name, bytes: bytes.into(), kid: key.kid(), base })
}

/// The first issue with the office's own key in it, or the one after that opened.
fn next(
    desk: &Desk,
    list: &TrustList,
    (today, expires): (Day, Day),
    name: &str,
    key: &PrivateKey,
) -> Result<TrustList, IssueError> {
    if desk.base.is_some() {
        return list.renewed(today, expires);
    }
    let mut keys = list.keys().to_vec();
    if list.find(key.kid()).is_none() {
        keys.push(TrustedKey {
            key: key.public().clone(),
            name: name.to_owned(),
            unit: list.office.clone(),
            roles: vec![Role::Office],
            status: KeyStatus::Active,
            since: today.clone(),
        });
    }
    TrustList::first(&list.office, today, expires, keys)
}
