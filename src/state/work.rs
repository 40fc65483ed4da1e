//! The form that is open: its answers, what was made of them, and how far they are saved.

use std::rc::Rc;

use zicha_core::answer::TEXT_CHARS_MAX;
use zicha_core::concordance::Reference;
use zicha_core::digest::{fingerprint, from_hex};
use zicha_core::draft::{Identity, Leftover, Remark};
use zicha_core::narrative::{OWN_BLOCKS_MAX, OwnWords};
use zicha_core::session::{Session, clean};
use zicha_core::text::{Foot, FootState};

use super::history::History;

/// Edits, told apart by pauses in typing, after which a page that cannot save reminds of exporting.
pub const EDITS_UNSAVED_MAX: u32 = 20;

/// The form that is open.
#[derive(Clone, Debug)]
pub struct Work {
    pub session: Session,
    /// The report that was made of it, so that the next one continues it.
    pub identity: Option<Identity>,
    /// Typed text of an opened draft that found no place in this catalogue.
    pub leftovers: Rc<[Leftover]>,
    /// Version of the catalogue that the draft was saved with, where it was another text.
    pub made_by: Option<String>,
    /// Words of one's own in the annual report.
    pub narrative: Rc<OwnWords>,
    /// What somebody who returned the report asks for.
    pub remarks: Rc<[Remark]>,
    /// The pages it was saved in ([`zicha_core::draft::Meta`]).
    pub past: Rc<[String]>,
    /// The signed file this form was last the same as, while the page knows it.
    pub signed: Option<Rc<[u8]>>,
    /// The answers as they were signed, while the page knows it: what is printed of these bears the fingerprint.
    pub(super) sealed: Option<Session>,
    /// Values given under other documents; none until they were gathered, once for a form and a language.
    pub references: Option<Rc<[Reference]>>,
    /// What can be taken back.
    pub history: History,
    /// Counts changes; compared with `kept` to know what is not saved yet.
    pub changes: u32,
    pub kept: Kept,
    /// Ends the name it is kept under, where it is one of two drafts of a form that were both changed.
    pub fork: Option<Rc<str>>,
}

impl Work {
    pub fn new(session: Session) -> Work {
        let (leftovers, narrative) = (Rc::from([]), Rc::default());
        let (remarks, past, kept) = (Rc::from([]), Rc::from([]), Kept::default());
        let (identity, signed, sealed, references) = (None, None, None, None);
        let (made_by, fork, history) = (None, None, History::default());
        Work {
            session,
            identity,
            leftovers,
            made_by,
            narrative,
            remarks,
            past,
            signed,
            sealed,
            references,
            history,
            changes: 0,
            kept,
            fork,
        }
    }

    /// The person's own words for a block of the annual report; an empty text goes back to what is made.
    pub(super) fn narrate(&mut self, block: String, text: &str) {
        let own = Rc::make_mut(&mut self.narrative);
        let text: String = clean(text).chars().take(TEXT_CHARS_MAX).collect();
        match own.binary_search_by(|(id, _)| id.cmp(&block)) {
            Ok(at) if text.trim().is_empty() => drop(own.remove(at)),
            Ok(at) => own.iter_mut().skip(at).take(1).for_each(|it| it.1.clone_from(&text)),
            Err(at) if !text.trim().is_empty() && own.len() < OWN_BLOCKS_MAX => own.insert(at, (block, text)),
            Err(_) => return,
        }
        self.changes = self.changes.wrapping_add(1);
    }

    /// Whether the answers are those that were signed last, as far as the page knows.
    pub fn is_as_signed(&self) -> bool {
        self.sealed.as_ref() == Some(&self.session)
    }

    /// What stands at the foot of everything printed of this form.
    pub fn foot(&self) -> Foot {
        let unit = self.session.setting().unit.name.clone();
        let period = self.session.period().map(|it| it.title.clone()).unwrap_or_default();
        let signed = self.identity.as_ref().filter(|it| it.revision > 1);
        let state = signed.map_or(FootState::Draft, |next| {
            let revision = next.revision - 1;
            let print = next.supersedes.as_deref().and_then(from_hex).map(|it| fingerprint(&it));
            match print {
                Some(fingerprint) if self.is_as_signed() => FootState::Signed { revision, fingerprint },
                Some(_) if self.sealed.is_some() => FootState::Edited { revision },
                Some(_) | None => FootState::Uncompared { revision },
            }
        });
        Foot { unit, period, state }
    }

    /// So much is in this page alone that the person is to be reminded of exporting.
    pub fn is_urgent(&self) -> bool {
        !self.is_kept() && self.kept.failed >= EDITS_UNSAVED_MAX
    }

    /// The warning that stands above the page.
    pub fn alarm(&self) -> Option<Alarm> {
        if self.kept.how == How::Elsewhere {
            return Some(Alarm::Elsewhere);
        }
        self.is_urgent().then_some(Alarm::Unsaved)
    }

    /// Every change is in the browser's storage or in a file the person exported.
    pub fn is_kept(&self) -> bool {
        self.kept.changes == self.changes
    }
}

/// A warning above the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// Another window changed the form.
    Elsewhere,
    /// Much was entered and nothing could be saved.
    Unsaved,
}

/// How far the open form is saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// `Work::changes` of the last save.
    pub changes: u32,
    /// `14:05`, in the computer's time; empty before the first save.
    pub at: String,
    pub how: How,
    /// Pauses in typing after which nothing could be saved, since the last save or since the person put the reminder off.
    pub failed: u32,
}

/// The way of the last save.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum How {
    /// Nothing was saved yet.
    #[default]
    Not,
    /// In the browser's storage.
    Stored,
    /// As a file.
    Exported,
    /// The browser refused; the person must export.
    Refused,
    /// Another window saved the same form: this one stopped saving by itself.
    Elsewhere,
}
