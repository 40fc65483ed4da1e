//! Saving by itself, and noticing when another window saves the same form.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::prelude::*;

use crate::browser::{clock, idle, panic, storage, task, unload};
use crate::depot::{Depot, Unkept};
use crate::drafts;
use crate::own::use_effect_with;
use crate::state::{Action, Dispatch, How, State, Work};

/// Quiet time before a save, in milliseconds.
const QUIET_MS: u32 = 300;

/// The longest a change waits while typing goes on, in milliseconds: on a slow computer drawing and saving take as long
/// again, and less than a second may be lost when the browser stops.
const WAIT_MS: u32 = 300;

/// After so long without a save the person is reminded, in milliseconds.
const URGE_MS: u32 = 10 * 60 * 1000;

/// What is to be saved, across drawings.
struct Keeper {
    dispatch: Dispatch,
    depot: Depot,
    /// The form with its changes, until they are saved.
    unsaved: RefCell<Option<Work>>,
    /// Runs out however long typing goes on.
    wait: RefCell<Option<task::Timeout>>,
    /// Another window's text was in the way.
    stopped: Cell<bool>,
    /// Which form that is: how many were opened before, and its key.
    form: RefCell<(u32, Option<String>)>,
}

/// When something is saved.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    /// Typing paused, or the page goes out of sight.
    Paused,
    /// While typing goes on.
    Typing,
}

/// Saves the open form when typing pauses and while it goes on, and lets the browser ask before unsaved work is left.
#[hook]
pub(super) fn use_autosave(state: &Rc<State>, dispatch: &Dispatch, depot: &Depot) {
    let keeper = use_memo((), |()| Keeper {
        dispatch: dispatch.clone(),
        depot: depot.clone(),
        unsaved: RefCell::default(),
        wait: RefCell::default(),
        stopped: Cell::default(),
        form: RefCell::default(),
    });
    use_events(&keeper);
    let work = state.work.as_ref();
    let unsaved = work.filter(|work| !work.is_kept());
    let turn = unsaved.map(|work| work.changes);
    let stopped = work.is_some_and(|work| work.kept.how == How::Elsewhere);
    let key = work.map(drafts::key_of_work);
    let (held, unsaved) = (Rc::clone(&keeper), unsaved.cloned());
    use_effect_with((state.opened, key, turn, stopped), move |(opened, key, turn, stopped)| {
        held.turn_to((*opened, key.clone()), *stopped);
        let quiet = held.take(unsaved);
        unload::guard(unload::Loss::Answers, turn.is_some());
        move || drop(quiet)
    });
    let urgent = work.filter(|work| !work.is_kept() && work.kept.how == How::Refused).map(Work::is_urgent);
    let dispatch = dispatch.clone();
    use_effect_with(urgent, move |urgent| {
        let urge = move || dispatch.dispatch(Action::Urge);
        let waiting = (*urgent == Some(false)).then(|| task::after(URGE_MS, urge));
        move || drop(waiting)
    });
}

impl Keeper {
    /// What was typed into a form that is no longer open is saved first. What is stored of a form that is opened is
    /// known to this window, and so it is once the person decided that this window prevails.
    fn turn_to(&self, form: (u32, Option<String>), stopped: bool) {
        let is_other = *self.form.borrow() != form;
        if is_other {
            self.write();
            self.unsaved.take();
        }
        let was_stopped = self.stopped.replace(stopped);
        if (is_other || was_stopped && !stopped)
            && let Some(key) = &form.1
        {
            self.depot.see(key);
        }
        self.form.replace(form);
    }

    /// Takes what is to be saved; gives the timer that a further change stops.
    fn take(self: &Rc<Self>, unsaved: Option<Work>) -> Option<task::Timeout> {
        let waits = unsaved.is_some() && !self.stopped.get();
        self.unsaved.replace(unsaved);
        if !waits {
            self.wait.take();
            return None;
        }
        let (quiet, typing) = (Rc::clone(self), Rc::clone(self));
        self.wait.borrow_mut().get_or_insert_with(|| task::after(WAIT_MS, move || typing.save(When::Typing)));
        Some(task::after(QUIET_MS, move || quiet.save(When::Paused)))
    }

    fn save(&self, when: When) {
        self.wait.take();
        let Some((changes, at, kept)) = self.write() else { return };
        match kept {
            Ok(()) => self.dispatch.dispatch(Action::Saved { changes, at, how: How::Stored }),
            Err(Unkept::Elsewhere) => self.dispatch.dispatch(Action::ChangedElsewhere),
            Err(Unkept::Refused) if when == When::Paused => self.dispatch.dispatch(Action::SaveFailed),
            Err(Unkept::Refused) => {}
        }
    }

    /// Writes down what is not saved: the count of its changes, the time, and whether it was kept.
    fn write(&self) -> Option<(u32, String, Result<(), Unkept>)> {
        let work = self.unsaved.borrow().clone().filter(|_| !self.stopped.get())?;
        let now = clock::now_rfc3339();
        let at = now.get(11..16).unwrap_or_default().to_owned();
        let text = String::from_utf8(drafts::bytes(&work, now)).ok()?;
        panic::keep(&text);
        Some((work.changes, at, self.depot.keep(&drafts::key_of_work(&work), &text)))
    }

    /// Another window wrote a form, or the page around ours could not.
    fn hear(&self, key: &str, text: &str) {
        if key == storage::REFUSED {
            self.dispatch.dispatch(Action::StoreRefused);
        }
        if self.form.borrow().1.as_deref() == Some(key) && self.depot.is_news(text) {
            self.dispatch.dispatch(Action::ChangedElsewhere);
        }
    }

    /// The draft that is not saved, for when the program has stopped.
    fn rescue(&self) -> Option<String> {
        let work = self.unsaved.try_borrow().ok()?.clone()?;
        String::from_utf8(drafts::bytes(&work, clock::now_rfc3339())).ok()
    }
}

/// Other windows, the page going out of sight, and the program stopping.
#[hook]
fn use_events(keeper: &Rc<Keeper>) {
    let keeper = Rc::clone(keeper);
    use_effect_with((), move |()| {
        let (news, hide, stop) = (Rc::clone(&keeper), Rc::clone(&keeper), keeper);
        let news = storage::on_change(move |key, text| news.hear(key, text));
        let hide = idle::on_hide(move || hide.save(When::Paused));
        panic::rescue_with(Box::new(move || stop.rescue()));
        move || drop((news, hide))
    });
}
