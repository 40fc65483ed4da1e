//! What the page knows, and the only ways it changes. No browser here: storage, files and the clock
//! are `app`'s business, which sends what it learnt as an [`Action`].
//!
//! Components get `Rc<State>` (compared by stamp, so comparing is free) or, where a keystroke counts,
//! one `Arc<Row>`; and the dispatcher, which never changes.

mod action;
mod history;
mod notice;
mod work;

use std::rc::Rc;

use yew::prelude::Reducible;
use zicha_core::session::Session;
use zicha_core::sieve::Sieve;
use zicha_core::text::Lang;

pub use self::action::Action;
pub use self::history::{Field, History, STEPS_MAX};
pub use self::notice::Notice;
pub use self::work::{Alarm, EDITS_UNSAVED_MAX, How, Kept, Work};
pub use crate::shelf::{Book, Shelf};
pub use zicha_core::draft::{Identity, Leftover, Remark};

use crate::browser::late::Late;
use crate::look::Look;
use crate::own::Steps;
use crate::route::{Part, Route};
use crate::shortcuts::Shortcuts;
use crate::words::{self, Words};

/// The stable way to change the state.
pub type Dispatch = Steps<State>;

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

/// Everything the page knows.
#[derive(Clone, Debug)]
pub struct State {
    pub(crate) stamp: u64,
    pub shelf: Rc<Shelf>,
    pub lang: Lang,
    pub route: Route,
    /// Where the page of shortcuts leads back to.
    pub back: Route,
    pub storing: Storing,
    pub look: Look,
    /// Whether the second part of the program is here.
    pub late: Late,
    /// Whether the part for the receiving office is here.
    pub office: Late,
    /// Whether answers can be changed; not in an element that only shows them.
    pub hands: Hands,
    pub work: Option<Work>,
    /// Key of the draft that was open in this tab before the page was loaded again, until the second part of the program
    /// has opened it (`pages::reopen`).
    pub waiting: Option<Rc<str>>,
    /// Counts forms opened: the same form opened again is another.
    pub opened: u32,
    /// A signed report given to the page that countersigns.
    pub passed: Option<Rc<[u8]>>,
    /// Id of the catalogue a new form would be of; empty until one is chosen.
    pub catalogue: String,
    /// Which of the unit's rows are walked.
    pub sieve: Sieve,
    pub shortcuts: Shortcuts,
    /// Element to move the keyboard to once it is drawn.
    pub focus: Option<String>,
    /// The row whose errors were shown when its reader wanted to go on.
    pub stopped: Option<usize>,
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
            back: Route::Home,
            storing,
            look: Look::default(),
            late: Late::default(),
            office: Late::default(),
            hands: Hands::default(),
            work: None,
            waiting: None,
            opened: 0,
            passed: None,
            catalogue,
            sieve: Sieve::default(),
            shortcuts: Shortcuts::default(),
            focus: None,
            stopped: None,
            notice: Notice::default(),
        }
    }

    /// The labels in the language chosen.
    pub fn words(&self) -> &'static Words {
        words::of(self.lang)
    }

    /// Whether going on from a row shows its errors first: once, on its card, and where the part is here that lists them.
    fn stops(&self, at: usize) -> bool {
        let is_wrong = self.session().and_then(|session| session.row(at)).is_some_and(|row| row.has_errors());
        is_wrong && self.late == Late::Ready && self.stopped != Some(at) && matches!(self.route, Route::Walk(_))
    }

    pub fn session(&self) -> Option<&Session> {
        self.work.as_ref().map(|work| &work.session)
    }

    /// The page to show: a page that needs a form is home while there is none, nor one on the way.
    pub fn shown(&self) -> Route {
        let is_there = self.work.is_some() || self.waiting.is_some();
        if self.route.needs_work() && !is_there { Route::Home } else { self.route }
    }

    /// Where the part of the program is that the page shown lives in; none for the first part.
    pub fn waits_for(&self) -> Option<Late> {
        self.shown().part().map(|part| match part {
            Part::Late => self.late,
            Part::Office => self.office,
        })
    }

    fn change(&mut self, next: impl FnOnce(&Session, &mut History) -> Option<Session>) {
        if let Some(work) = &mut self.work
            && let Some(session) = next(&work.session, &mut work.history)
        {
            work.session = session;
            work.changes = work.changes.wrapping_add(1);
        }
    }
}

/// Id of the list of a card's errors.
pub const ERRORS_ID: &str = "zc-card-errors";
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
            Action::Onward { at, then } if !self.stops(at) => return self.reduce(*then),
            Action::Onward { at, .. } => {
                next.left_field();
                next.stopped = Some(at);
                next.focus = Some(ERRORS_ID.to_owned());
            }
            Action::Go(route) => {
                next.left_field();
                next.stopped = None;
                if route == Route::Shortcuts && self.route != route {
                    next.back = self.route;
                }
                next.passed = None;
                next.turn_to(route);
                next.focus = Some(HEADING_ID.to_owned());
            }
            Action::GoTo { route, id } => {
                next.left_field();
                next.turn_to(route);
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
                // Where the address already names a place in the form, that place waits for it; and so does a page of
                // its own where the form was open before the page was loaded again.
                let comes_back = self.waiting.is_some() && self.route != Route::Home;
                let is_beside = comes_back && !self.route.needs_work();
                if !comes_back && (self.work.is_some() || !self.route.needs_work()) {
                    // A report that came back shows what is asked for.
                    next.route = if work.remarks.iter().all(|it| it.done) { Route::Walk(first) } else { Route::Review };
                    next.sieve = Sieve::default();
                }
                next.work = Some(*work);
                next.waiting = None;
                next.opened = next.opened.wrapping_add(1);
                if !is_beside {
                    next.focus = Some(HEADING_ID.to_owned());
                }
            }
            Action::Waited => next.waiting = None,
            Action::Close => {
                next.work = None;
                next.route = Route::Home;
                next.focus = Some(HEADING_ID.to_owned());
            }
            Action::Edit { at, edit } => next.change(|session, history| {
                let after = session.edit(at, edit.clone());
                history.edited(session, &after, at, &edit);
                Some(after)
            }),
            Action::Edits(edits) => next.change(|session, history| {
                let after = edits.iter().fold(session.clone(), |session, (at, edit)| session.edit(*at, edit.clone()));
                let first = edits.first().map_or(0, |it| it.0);
                history.changed(session, &after, (first, Field::Block));
                Some(after)
            }),
            Action::Undo => next.change(|session, history| history.undo(session)),
            Action::Redo => next.change(|session, history| history.redo(session)),
            Action::At(row) => {
                next.left_field();
                if let Route::Table(_) = next.route {
                    next.route = Route::Table(row);
                }
            }
            Action::Fact { fact, value } => next.change(|session, history| {
                let after = session.with_fact(fact, value);
                history.changed(session, &after, (0, Field::Fact(fact)));
                Some(after)
            }),
            Action::SetAside(at) => next.change(|session, history| {
                let after = session.set_aside(at);
                history.changed(session, &after, (at, Field::Block));
                Some(after)
            }),
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
            Action::Sift(sieve) => next.sift(sieve),
            Action::Shortcuts(shortcuts) => next.shortcuts = shortcuts,
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
            Action::Paged(past) => {
                if let Some(work) = &mut next.work {
                    work.past = past;
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
                if part == Part::Late && matches!(late, Late::Absent | Late::Failed) {
                    next.waiting = None;
                }
                let is_news = std::mem::replace(known, late) != late;
                if is_news && next.shown().part() == Some(part) {
                    next.focus = Some(HEADING_ID.to_owned());
                }
            }
            Action::Say(text) => next.notify(text, true),
            Action::Hear(text) => {
                next.left_field();
                next.notify(text, false);
            }
            Action::Tell(text) => next.notify(text, false),
            Action::Unkept(text) => next.say_unkept(text),
        }
        next.alarm(&self);
        Rc::new(next)
    }
}

impl State {
    /// A row that is filtered out gives way to the first that is not; the keyboard stays on the filter.
    fn sift(&mut self, sieve: Sieve) {
        self.sieve = sieve;
        let (Route::Walk(at) | Route::Table(at), Some(session)) = (self.route, self.session()) else { return };
        let hidden = session.row(at).is_none_or(|row| !sieve.lets(session.catalogue(), row));
        let first = sieve.rows(session).next();
        if let Some(first) = first.filter(|_| hidden) {
            self.route = if matches!(self.route, Route::Table(_)) { Route::Table(first) } else { Route::Walk(first) };
        }
    }

    /// What was said of one page is over on another.
    fn turn_to(&mut self, route: Route) {
        if std::mem::discriminant(&route) != std::mem::discriminant(&self.shown()) && !self.notice.text.is_empty() {
            self.notify(String::new(), false);
        }
        self.route = route;
    }

    /// A field was left: whatever is typed next is an edit of its own.
    fn left_field(&mut self) {
        if let Some(work) = &mut self.work {
            work.history.close();
        }
    }

    /// A change of the open form that is to be saved.
    fn work_on(&mut self, change: impl FnOnce(&mut Work)) {
        if let Some(work) = &mut self.work {
            change(work);
            work.changes = work.changes.wrapping_add(1);
        }
    }

    fn kept(&mut self, change: impl FnOnce(&mut Kept)) {
        if let Some(work) = &mut self.work {
            change(&mut work.kept);
        }
    }
}
