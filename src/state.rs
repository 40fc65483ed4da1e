//! What the page knows, and the only ways it changes. No browser here: storage, files and the clock
//! are `app`'s business, which sends what it learnt as an [`Action`].
//!
//! Components get `Rc<State>` (compared by stamp, so comparing is free) or, where a keystroke counts,
//! one `Arc<Row>`; and the dispatcher, which never changes.

mod work;

use std::rc::Rc;

use yew::prelude::{Reducible, UseReducerDispatcher};
use zicha_core::concordance::Reference;
use zicha_core::session::{Edit, Session};
use zicha_core::text::Lang;
use zicha_core::unit::Tier;

pub use self::work::{EDITS_UNSAVED_MAX, How, Kept, Work};
pub use crate::shelf::{Book, Shelf};
pub use zicha_core::draft::{Identity, Leftover, Remark};

use crate::browser::late::Late;
use crate::look::Look;
use crate::route::{Part, Route};
use crate::words::{self, Words};

/// The stable way to change the state.
pub type Dispatch = UseReducerDispatcher<State>;

/// Where drafts are kept between visits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Storing {
    /// This browser on this computer.
    Browser,
    /// Nowhere: what is not exported is lost.
    #[default]
    Nowhere,
}

/// What a person may do with the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hands {
    #[default]
    On,
    /// Look at it only.
    Off,
}

/// A sentence for the live region. The number makes the same sentence twice two events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    pub text: String,
    pub number: u32,
    /// Shown to the eye too.
    pub seen: bool,
}

/// Everything the page knows.
#[derive(Clone, Debug)]
pub struct State {
    stamp: u64,
    pub shelf: Rc<Shelf>,
    pub lang: Lang,
    pub route: Route,
    pub storing: Storing,
    pub look: Look,
    /// Whether the second part of the program is here.
    pub late: Late,
    /// Whether the part for the receiving office is here.
    pub office: Late,
    /// Whether answers can be changed; not in an element that only shows them.
    pub hands: Hands,
    pub work: Option<Work>,
    /// Counts forms opened: the same form opened again is another.
    pub opened: u32,
    /// A signed report given to the page that countersigns.
    pub passed: Option<Rc<[u8]>>,
    /// Id of the catalogue a new form would be of; empty until one is chosen.
    pub catalogue: String,
    /// Which of the unit's rows are walked; none for all of them.
    pub tier: Option<Tier>,
    /// Element to move the keyboard to once it is drawn.
    pub focus: Option<String>,
    pub notice: Notice,
}

impl PartialEq for State {
    /// Two states of one page are the same exactly when nothing was dispatched between them.
    fn eq(&self, other: &State) -> bool {
        self.stamp == other.stamp
    }
}

impl State {
    pub fn new(shelf: Shelf, lang: Lang, storing: Storing) -> State {
        // One alone needs no choosing.
        let catalogue = if let [only] = shelf.books.as_slice() { only.head.id.clone() } else { String::new() };
        State {
            stamp: 0,
            shelf: Rc::new(shelf),
            lang,
            route: Route::Home,
            storing,
            look: Look::default(),
            late: Late::default(),
            office: Late::default(),
            hands: Hands::default(),
            work: None,
            opened: 0,
            passed: None,
            catalogue,
            tier: None,
            focus: None,
            notice: Notice::default(),
        }
    }

    /// The labels in the language chosen.
    pub fn words(&self) -> &'static Words {
        words::of(self.lang)
    }

    pub fn session(&self) -> Option<&Session> {
        self.work.as_ref().map(|work| &work.session)
    }

    /// The page to show: a page that needs a form is home while there is none.
    pub fn shown(&self) -> Route {
        if self.route.needs_work() && self.work.is_none() { Route::Home } else { self.route }
    }

    /// Where the part of the program is that the page shown lives in; none for the first part.
    pub fn waits_for(&self) -> Option<Late> {
        self.shown().part().map(|part| match part {
            Part::Late => self.late,
            Part::Office => self.office,
        })
    }

    fn change(&mut self, next: impl FnOnce(&Session) -> Session) {
        if let Some(work) = &mut self.work {
            work.session = next(&work.session);
            work.changes = work.changes.wrapping_add(1);
        }
    }
}

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
    /// The keyboard was moved; nothing waits any more.
    Focused,
    Speak(Lang),
    /// Colours and size of letters.
    Look(Look),
    /// Answers can be changed from now on, or no longer.
    Hands(Hands),
    /// Begins or continues a form, on its first row.
    Open(Box<Work>),
    /// Leaves the form; it stays where it was saved.
    Close,
    Edit {
        at: usize,
        edit: Edit,
    },
    Fact {
        fact: usize,
        value: Option<bool>,
    },
    SetAside(usize),
    /// Words of one's own for a block of the annual report; none of them where `text` is empty.
    Narrate {
        block: String,
        text: String,
    },
    /// What the other drafts of this browser say; changes nothing that is saved.
    References(Rc<[Reference]>),
    Filter(Option<Tier>),
    /// A catalogue for a new form, by its id.
    Choose(String),
    /// A catalogue was loaded from a file: it is offered and chosen.
    Shelve(Book),
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
    /// Says by ear what stands on the page already.
    Hear(String),
}

impl Action {
    /// Whether a person changes the form by it.
    fn changes_the_form(&self) -> bool {
        matches!(
            self,
            Action::Edit { .. }
                | Action::Fact { .. }
                | Action::Narrate { .. }
                | Action::Signed { .. }
                | Action::Remark { .. }
        )
    }
}

/// Id of the heading that takes the keyboard when a page opens.
pub const HEADING_ID: &str = "zc-heading";

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        next.stamp = next.stamp.wrapping_add(1);
        if self.hands == Hands::Off && action.changes_the_form() {
            return self;
        }
        match action {
            Action::Go(route) => {
                next.passed = None;
                next.route = route;
                next.focus = Some(HEADING_ID.to_owned());
            }
            Action::GoTo { route, id } => {
                next.route = route;
                next.focus = Some(id);
            }
            Action::Focused => next.focus = None,
            Action::Hands(hands) => next.hands = hands,
            Action::Speak(lang) => {
                next.lang = lang;
                // What was said in the other language is over.
                next.notify(String::new(), false);
                if let Some(work) = &mut next.work {
                    work.references = None;
                }
            }
            Action::Look(look) => next.look = look,
            Action::Open(work) => {
                let first = work.session.mine().next().map_or(0, |row| row.indicator);
                // A report that came back shows what is asked for.
                next.route = if work.remarks.iter().all(|it| it.done) { Route::Walk(first) } else { Route::Review };
                next.work = Some(*work);
                next.opened = next.opened.wrapping_add(1);
                next.tier = None;
                next.focus = Some(HEADING_ID.to_owned());
            }
            Action::Close => {
                next.work = None;
                next.route = Route::Home;
                next.focus = Some(HEADING_ID.to_owned());
            }
            Action::Edit { at, edit } => next.change(|session| session.edit(at, edit)),
            Action::Fact { fact, value } => next.change(|session| session.with_fact(fact, value)),
            Action::SetAside(at) => next.change(|session| session.set_aside(at)),
            Action::Narrate { block, text } => {
                if let Some(work) = &mut next.work {
                    work.narrate(block, &text);
                }
            }
            Action::References(found) => {
                if let Some(work) = &mut next.work {
                    work.references = Some(found);
                }
            }
            Action::Filter(tier) => next.filter(tier),
            Action::Choose(id) => next.catalogue = id,
            Action::Shelve(book) => {
                next.catalogue.clone_from(&book.head.id);
                Rc::make_mut(&mut next.shelf).put(book);
            }
            Action::TakeOut(id) => Rc::make_mut(&mut next.shelf).take_out(&id),
            Action::Signed { next: identity, file } => next.work_on(|work| {
                work.identity = Some(identity);
                work.signed = Some(file);
                work.sealed = Some(work.session.clone());
            }),
            Action::Beside(file) => {
                if let Some(work) = &mut next.work {
                    work.signed = Some(file);
                }
            }
            Action::Unedited => {
                if let Some(work) = &mut next.work {
                    work.sealed = Some(work.session.clone());
                }
            }
            Action::Remark { at, done } => next.work_on(|work| {
                let remarks = Rc::make_mut(&mut work.remarks);
                remarks.iter_mut().skip(at).take(1).for_each(|it| it.done = done);
            }),
            Action::Countersign(file) => {
                next.passed = Some(file);
                next.route = Route::Countersign;
                next.focus = Some(HEADING_ID.to_owned());
            }
            Action::Saved { changes, at, how } => next.kept(|kept| *kept = Kept { changes, at, how, failed: 0 }),
            Action::StoreRefused => {
                let back = next.work.as_ref().map_or(0, |work| work.changes.wrapping_sub(1));
                next.kept(|kept| (kept.how, kept.changes) = (How::Refused, back));
            }
            Action::SaveFailed => next.kept(|kept| {
                kept.how = How::Refused;
                kept.failed = kept.failed.saturating_add(1);
            }),
            Action::Urge => next.kept(|kept| kept.failed = kept.failed.max(EDITS_UNSAVED_MAX)),
            Action::PutOff => next.kept(|kept| kept.failed = 0),
            Action::ChangedElsewhere => {
                if let Some(work) = &mut next.work {
                    work.kept.how = How::Elsewhere;
                    // What was typed here may not be in what the other window wrote.
                    if work.changes > 0 {
                        work.kept.changes = work.changes.wrapping_sub(1);
                    }
                }
            }
            Action::Late(part, late) => {
                let known = match part {
                    Part::Late => &mut next.late,
                    Part::Office => &mut next.office,
                };
                let is_news = std::mem::replace(known, late) != late;
                if is_news && next.shown().part() == Some(part) {
                    next.focus = Some(HEADING_ID.to_owned());
                }
            }
            Action::Say(text) => next.notify(text, true),
            Action::Hear(text) => next.notify(text, false),
        }
        Rc::new(next)
    }
}

impl State {
    /// A row that is filtered out gives way to the first that is not; the keyboard stays on the filter.
    fn filter(&mut self, tier: Option<Tier>) {
        self.tier = tier;
        let (Some(wanted), Route::Walk(at), Some(session)) = (tier, self.route, self.session()) else { return };
        let hidden = session.row(at).is_none_or(|row| row.tier != wanted);
        let first = session.rows().find(|row| row.tier == wanted).map(|row| row.indicator);
        if let Some(first) = first.filter(|_| hidden) {
            self.route = Route::Walk(first);
        }
    }

    /// A change of the open form that is to be saved.
    fn work_on(&mut self, change: impl FnOnce(&mut Work)) {
        if let Some(work) = &mut self.work {
            change(work);
            work.changes = work.changes.wrapping_add(1);
        }
    }

    fn notify(&mut self, text: String, seen: bool) {
        self.notice = Notice { text, seen, number: self.notice.number.wrapping_add(1) };
    }

    fn kept(&mut self, change: impl FnOnce(&mut Kept)) {
        if let Some(work) = &mut self.work {
            change(&mut work.kept);
        }
    }
}
