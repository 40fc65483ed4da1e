//! The list on the office's desk: what was opened, what was changed, which keys wait to be compared. Pure: files come
//! in as bytes, the day as a value.

use super::offer::{self, Offered, Refused};
use crate::browser::files::FileError;
use crate::words;
use std::rc::Rc;
use yew::prelude::Reducible;
use zicha_core::canonical;
use zicha_core::enrolment::Standing;
use zicha_core::pinned::{self, PinnedError};
use zicha_core::session::clean;
use zicha_core::sign::{Day, Kid, NAME_CHARS_MAX, Role, Statement};
use zicha_core::text::{self, Lang};
use zicha_core::trust::{IssueError, KeyStatus, ListChange, TrustError, TrustList, TrustedKey, changes};

/// Most keys that wait to be compared.
pub const WAITING_MAX: usize = 200;

/// The list it began from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// Name of its file.
    pub name: String,
    pub list: TrustList,
    /// Who claims to have signed it; empty for one that nobody signed.
    pub signers: Vec<(Kid, Statement)>,
}

/// A key that waits for a person to compare it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Counts all that came in, from 1.
    pub number: usize,
    /// Name of its file.
    pub file: String,
    pub offered: Offered,
    /// As typed for a bare key; an enrolment says it itself.
    pub name: String,
    pub unit: String,
    /// In the order of [`Role::ALL`].
    pub roles: [bool; 4],
    /// The person was asked to fill in what is missing.
    pub tried: bool,
}

impl Candidate {
    /// What is missing before it can be entered.
    pub fn lacks(&self) -> [bool; 3] {
        let lacks = |text: &str| {
            let text = clean(text.trim());
            text.is_empty() || text.chars().count() > NAME_CHARS_MAX
        };
        [lacks(&self.name), lacks(&self.unit), !self.roles.contains(&true)]
    }

    /// Name, unit and roles come from a file the holder signed.
    pub fn is_enrolled(&self) -> bool {
        self.offered.enrolled.is_some()
    }

    fn entry(&self, since: &Day) -> TrustedKey {
        let roles = Role::ALL.into_iter().zip(self.roles).filter(|(_, on)| *on).map(|(role, _)| role);
        TrustedKey {
            key: self.offered.key.clone(),
            name: clean(self.name.trim()),
            unit: clean(self.unit.trim()),
            roles: roles.collect(),
            status: KeyStatus::Active,
            since: since.clone(),
        }
    }
}

/// What was last refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    Open {
        name: String,
        error: OpenError,
    },
    Offer {
        name: String,
        error: Refused,
    },
    Issue(IssueError),
    /// More keys came than [`WAITING_MAX`].
    TooMany,
}

/// Why a list was not opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenError {
    Signed(PinnedError),
    Bare(TrustError),
    Unread(FileError),
}

impl Fault {
    /// What is wrong, and what to do about it.
    pub fn sentence(&self, lang: Lang) -> String {
        let words = words::of(lang).trust();
        match self {
            Fault::Open { name, error } => (words.not_opened)(name, &error.sentence(lang)),
            Fault::Offer { name, error } => (words.not_offered)(name, &error.sentence(lang)),
            Fault::Issue(error) => text::issue_error(error, lang),
            Fault::TooMany => (words.too_many)(WAITING_MAX),
        }
    }
}

impl OpenError {
    fn sentence(&self, lang: Lang) -> String {
        match self {
            OpenError::Unread(error) => offer::unread(*error, lang),
            OpenError::Signed(error) => text::pinned_error(error, lang),
            OpenError::Bare(error) => text::trust_error(error, lang),
        }
    }
}

/// A change of status that is being filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changing {
    pub kid: Kid,
    pub status: KeyStatus,
    /// As typed.
    pub since: String,
}

/// Everything the page shows but what is typed for signing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    /// None where the clock says nothing usable; then nothing is entered or signed.
    pub today: Option<Day>,
    pub base: Option<Base>,
    /// As it would be signed, but for number, days and the office's own key.
    pub list: Option<TrustList>,
    pub waiting: Vec<Candidate>,
    pub changing: Option<Changing>,
    pub fault: Option<Fault>,
    came: usize,
}

/// Everything that can happen.
#[derive(Debug)]
pub enum Step {
    /// A new list of that office.
    Begin(String),
    Open {
        name: String,
        bytes: Vec<u8>,
    },
    /// A file that was to be opened, or a key where a list is open.
    Unread {
        name: String,
        error: FileError,
    },
    /// Away with the list and all changes.
    Close,
    Offer {
        name: String,
        bytes: Vec<u8>,
    },
    Name(usize, String),
    Unit(usize, String),
    Role(usize, usize, bool),
    /// Compared with paper: it enters the list.
    Confirm(usize),
    Drop(usize),
    Change(Option<Changing>),
    /// The status being filled in, from that day on.
    Retire(Day),
    /// The list was signed: the next change begins from it.
    Issued(Base),
}

impl Desk {
    /// An empty one.
    pub fn new(today: Option<Day>) -> Desk {
        Desk { today, base: None, list: None, waiting: Vec::new(), changing: None, fault: None, came: 0 }
    }

    /// What the list says that the one opened did not.
    pub fn changes(&self) -> Vec<ListChange<'_>> {
        match (&self.base, &self.list) {
            (Some(base), Some(list)) => changes(&base.list, list),
            (_, _) => Vec::new(),
        }
    }

    /// Whether something would be lost if the page were left.
    pub fn is_changed(&self) -> bool {
        !self.waiting.is_empty() || (self.base.is_none() && self.list.is_some()) || !self.changes().is_empty()
    }

    /// How a key that waits stands to the list.
    pub fn standing(&self, it: &Candidate) -> Standing {
        match (&it.offered.enrolled, &self.list) {
            (Some(enrolled), Some(list)) => enrolled.standing(list),
            (_, _) => Standing::OnPaper,
        }
    }

    /// The entry of the list that the key would take the place of.
    pub fn known(&self, it: &Candidate) -> Option<&TrustedKey> {
        self.list.as_ref()?.find(it.offered.key.kid())
    }

    fn begin(&mut self, office: &str) {
        let Some(today) = self.today.clone() else { return };
        self.base = None;
        // Its last day is typed when it is signed.
        self.take(TrustList::first(&clean(office.trim()), today.clone(), today, Vec::new()));
    }

    fn open(&mut self, name: String, bytes: &[u8]) {
        let signed = canonical::parse(bytes).is_ok_and(|value| value.get("signatures").is_some());
        let opened = if signed {
            pinned::claim(bytes).map(|it| (it.list().clone(), it.signers().to_vec())).map_err(OpenError::Signed)
        } else {
            TrustList::read(bytes).map(|list| (list, Vec::new())).map_err(OpenError::Bare)
        };
        match opened {
            Ok((list, signers)) => {
                self.list = Some(list.clone());
                self.base = Some(Base { name, list, signers });
            }
            Err(error) => self.fault = Some(Fault::Open { name, error }),
        }
    }

    fn offer(&mut self, name: String, bytes: &[u8]) {
        match offer::read(bytes) {
            Err(error) => self.fault = Some(Fault::Offer { name, error }),
            Ok(_) if self.waiting.len() >= WAITING_MAX => self.fault = Some(Fault::TooMany),
            // The same file twice waits once.
            Ok(it) if self.waiting.iter().any(|known| known.offered.key == it.key) => {}
            Ok(offered) => {
                self.came += 1;
                let said = offered.enrolled.as_ref().map(|it| it.enrolment());
                let holder = said.map(|it| it.holder.clone()).unwrap_or_default();
                let roles = Role::ALL.map(|role| said.is_some_and(|it| it.roles.contains(&role)));
                let number = self.came;
                let (name, file, unit) = (holder.name, name, holder.unit);
                self.waiting.push(Candidate { number, file, offered, name, unit, roles, tried: false });
            }
        }
    }

    fn confirm(&mut self, number: usize) {
        let Some(at) = self.waiting.iter().position(|it| it.number == number) else { return };
        let (Some(it), Some(list)) = (self.waiting.get(at), &self.list) else { return };
        if it.lacks().contains(&true) {
            self.waiting.iter_mut().filter(|it| it.number == number).for_each(|it| it.tried = true);
            return;
        }
        let replaces = it.offered.enrolled.as_ref().and_then(|it| it.enrolment().replaces);
        let Some(today) = &self.today else { return };
        let entry = it.entry(today);
        let next = match (self.standing(it), replaces) {
            (Standing::CarriedOver, Some(old)) => list.with_successor(entry, old),
            (Standing::CarriedOver | Standing::OnPaper, _) => list.with_key(entry),
        };
        if self.take(next) {
            self.waiting.remove(at);
        }
    }

    fn take(&mut self, next: Result<TrustList, IssueError>) -> bool {
        match next {
            Ok(list) => self.list = Some(list),
            Err(error) => self.fault = Some(Fault::Issue(error)),
        }
        self.fault.is_none()
    }

    fn retire(&mut self, since: Day) {
        let (Some(it), Some(list)) = (&self.changing, &self.list) else { return };
        let next = list.with_status(it.kid, it.status, since);
        if self.take(next) {
            self.changing = None;
        }
    }

    fn with(&mut self, number: usize, put: impl FnOnce(&mut Candidate)) {
        if let Some(it) = self.waiting.iter_mut().find(|it| it.number == number) {
            put(it);
        }
    }
}

impl Reducible for Desk {
    type Action = Step;

    fn reduce(self: Rc<Desk>, step: Step) -> Rc<Desk> {
        let mut next = (*self).clone();
        next.fault = None;
        match step {
            Step::Begin(office) => next.begin(&office),
            Step::Open { name, bytes } => next.open(name, &bytes),
            Step::Unread { name, error } => {
                next.fault = Some(if next.list.is_some() {
                    Fault::Offer { name, error: Refused::Unread(error) }
                } else {
                    Fault::Open { name, error: OpenError::Unread(error) }
                });
            }
            Step::Close => next = Desk::new(next.today),
            Step::Offer { name, bytes } => next.offer(name, &bytes),
            Step::Name(number, text) => next.with(number, |it| it.name = text),
            Step::Unit(number, text) => next.with(number, |it| it.unit = text),
            Step::Role(number, at, on) => {
                next.with(number, |it| it.roles.iter_mut().skip(at).take(1).for_each(|role| *role = on));
            }
            Step::Confirm(number) => next.confirm(number),
            Step::Drop(number) => next.waiting.retain(|it| it.number != number),
            Step::Change(changing) => next.changing = changing,
            Step::Retire(since) => next.retire(since),
            Step::Issued(base) => {
                next.list = Some(base.list.clone());
                next.base = Some(base);
            }
        }
        Rc::new(next)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests;
