//! Everything that can happen to the page's state; what comes of it is in `state`.

use std::rc::Rc;

use zicha_core::concordance::Reference;
use zicha_core::session::Edit;
use zicha_core::sieve::Sieve;
use zicha_core::text::Lang;

use super::{Book, Hands, How, Identity, Work};
use crate::browser::late::Late;
use crate::look::Look;
use crate::route::{Part, Route};
use crate::shortcuts::Shortcuts;

/// Everything that can happen.
#[derive(Clone, Debug)]
pub enum Action {
    /// Shows a page and moves the keyboard to its heading.
    Go(Route),
    /// Shows a page and moves the keyboard to the element with this id.
    GoTo {
        route: Route,
        id: String,
    },
    /// Goes on from a row by `then`; from a card with errors only when asked again.
    Onward {
        at: usize,
        then: Box<Action>,
    },
    /// The keyboard was moved; nothing waits any more.
    Focused,
    Speak(Lang),
    /// Colours and size of letters.
    Look(Look),
    /// Answers can be changed from now on, or no longer.
    Hands(Hands),
    /// Begins or continues a form, on its first row.
    Open(Box<Work>),
    /// The draft that was waited for cannot be opened.
    Waited,
    /// Leaves the form; it stays where it was saved.
    Close,
    Edit {
        at: usize,
        edit: Edit,
    },
    /// Several cells at once; taken back as one.
    Edits(Rc<[(usize, Edit)]>),
    /// Takes the last edit back; `pages` move the keyboard to it.
    Undo,
    /// Makes the edit again that was taken back last.
    Redo,
    /// The keyboard is on this row of the table; what has it keeps it.
    At(usize),
    Fact {
        fact: usize,
        value: Option<bool>,
    },
    /// A row in which something was held goes aside as the facts say.
    SetAside(usize),
    /// Words of one's own for a block of the annual report; none of them where `text` is empty.
    Narrate {
        block: String,
        text: String,
    },
    /// What the other drafts of this browser say; changes nothing that is saved.
    References(Rc<[Reference]>),
    Sift(Sieve),
    /// Which keys act.
    Shortcuts(Shortcuts),
    /// A catalogue for a new form, by its id.
    Choose(String),
    /// A catalogue was loaded from a file: it is offered and chosen.
    Shelve(Book),
    /// A loaded catalogue goes.
    TakeOut(String),
    /// A report was made: the draft remembers which, and the page the file.
    Signed {
        next: Identity,
        file: Rc<[u8]>,
    },
    /// The signed file of the open form, from disk.
    Beside(Rc<[u8]>),
    /// The answers were compared with the signed file and are the same.
    Unedited,
    /// Whether a remark, by its place in the list, was seen to.
    Remark {
        at: usize,
        done: bool,
    },
    /// A signed report goes to the page that countersigns.
    Countersign(Rc<[u8]>),
    /// The open form was saved as a page, which makes this its past.
    Paged(Rc<[String]>),
    /// `changes` of [`Work`] as they were when saving began.
    Saved {
        changes: u32,
        at: String,
        how: How,
    },
    SaveFailed,
    /// What was said to be stored was refused afterwards, by the page around ours.
    StoreRefused,
    /// Long unsaved: the reminder of exporting appears.
    Urge,
    /// The reminder goes, for now.
    PutOff,
    /// Another window saved the same form.
    ChangedElsewhere,
    /// A later part of the program has arrived, or has not.
    Late(Part, Late),
    /// Says a sentence to everybody, by eye and by ear.
    Say(String),
    /// Says by ear what stands on the page already; the field it is about was left.
    Hear(String),
    /// Says by ear what has appeared on the page; nothing was left.
    Tell(String),
    /// A choice that was to be kept could not be: said once, in these words.
    Unkept(&'static str),
}

impl Action {
    /// Whether a person changes the form by it.
    pub(super) fn changes_the_form(&self) -> bool {
        matches!(
            self,
            Action::Edit { .. }
                | Action::Edits(_)
                | Action::Undo
                | Action::Redo
                | Action::Fact { .. }
                | Action::SetAside(_)
                | Action::Narrate { .. }
                | Action::Signed { .. }
                | Action::Remark { .. }
        )
    }
}
