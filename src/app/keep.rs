//! Saving by itself, and noticing when another window saves the same form.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use crate::browser::storage::{self, Kind};
use crate::browser::{clock, panic, task, unload};
use crate::drafts;
use crate::pages::home::Depot;
use crate::state::{Action, Dispatch, How, State, Work};

/// Quiet time before a save, in milliseconds.
const QUIET_MS: u32 = 300;

/// Saves the open form when typing pauses, and lets the browser ask before unsaved work is left.
#[hook]
pub(super) fn use_autosave(state: &Rc<State>, dispatch: &Dispatch, depot: &Depot) {
    use_other_windows(state, dispatch);
    let wanted = state.work.as_ref().filter(|work| !work.is_kept());
    let turn = wanted.map(|work| (work.changes, work.kept.how == How::Elsewhere));
    let key = state.session().map(drafts::key);
    let work = wanted.cloned();
    let (dispatch, depot) = (dispatch.clone(), depot.clone());
    use_effect_with((turn, key), move |(turn, _)| {
        unload::guard(unload::Loss::Answers, turn.is_some());
        let waiting = work.filter(|work| work.kept.how != How::Elsewhere);
        let waiting = waiting.map(|work| task::after(QUIET_MS, move || save(&work, &dispatch, &depot)));
        move || drop(waiting)
    });
}

fn save(work: &Work, dispatch: &Dispatch, depot: &Depot) {
    let now = clock::now_rfc3339();
    let at = now.get(11..16).unwrap_or_default().to_owned();
    let Ok(text) = String::from_utf8(drafts::bytes(work, now)) else { return };
    panic::keep(&text);
    match depot.0.kind() {
        Kind::Memory => {}
        Kind::Local => dispatch.dispatch(match depot.0.set(&drafts::key(&work.session), &text) {
            Ok(()) => Action::Saved { changes: work.changes, at, how: How::Stored },
            Err(_) => Action::SaveFailed,
        }),
    }
}

#[hook]
fn use_other_windows(state: &Rc<State>, dispatch: &Dispatch) {
    let key = use_memo((), |()| RefCell::new(None::<String>));
    *key.borrow_mut() = state.session().map(drafts::key);
    let dispatch = dispatch.clone();
    use_effect_with((), move |()| {
        let listening = storage::on_change(move |changed| {
            if changed.is_some() && changed == *key.borrow() {
                dispatch.dispatch(Action::ChangedElsewhere);
            }
        });
        move || drop(listening)
    });
}
