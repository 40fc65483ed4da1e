//! Moving about: before, after, the next problem, the next blank, and a number to jump to.

use yew::prelude::*;
use zicha_core::session::{Row, Session};
use zicha_core::sieve::Sieve;
use zicha_html::html;

use crate::route::Route;
use crate::shortcuts::{Shortcut, Shortcuts};
use crate::state::{Action, Dispatch};
use crate::words::Words;

/// A step from where one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Previous,
    Next,
    Problem,
    Blank,
}

/// Where a step leads, among the rows walked; none at either end, or where nothing is left.
pub fn target(session: &Session, at: usize, sieve: Sieve, step: Step) -> Option<usize> {
    match step {
        Step::Previous => sieve.rows(session).rev().find(|row| *row < at),
        Step::Next => sieve.rows(session).find(|row| *row > at),
        Step::Problem => round(session, at, sieve, Row::has_problems),
        Step::Blank => round(session, at, sieve, |row| !row.is_complete()),
    }
}

/// The next row walked that is wanted, beginning again at the top.
fn round(session: &Session, at: usize, sieve: Sieve, wanted: fn(&Row) -> bool) -> Option<usize> {
    let rows = || sieve.rows(session).filter(|row| session.row(*row).is_some_and(|row| wanted(row)));
    rows().find(|row| *row > at).or_else(|| rows().next())
}

/// Takes the step, or says why not. `to` is the way to a row.
pub fn go(
    session: &Session,
    at: usize,
    sieve: Sieve,
    step: Step,
    to: fn(usize) -> Action,
    dispatch: &Dispatch,
    words: &Words,
) {
    let none = |all: &str| if sieve.is_open() { all.to_owned() } else { (words.walk.none_here)(all) };
    let onward = |then: Action| Action::Onward { at, then: Box::new(then) };
    dispatch.dispatch(match (target(session, at, sieve, step), step) {
        (Some(row), Step::Next) => onward(to(row)),
        (Some(row), Step::Previous | Step::Problem | Step::Blank) => to(row),
        (None, Step::Problem) => Action::Say(none(words.walk.no_problem)),
        (None, Step::Blank) => Action::Say(none(words.walk.no_blank)),
        (None, Step::Previous) => return,
        (None, Step::Next) => onward(Action::Go(Route::Review)),
    });
}

/// What the bar is drawn from.
pub(super) struct Bar<'a> {
    pub session: &'a Session,
    pub at: usize,
    pub sieve: Sieve,
    pub shortcuts: Shortcuts,
    pub words: &'static Words,
    pub dispatch: &'a Dispatch,
}

impl Bar<'_> {
    fn step(&self, step: Step) -> Callback<MouseEvent> {
        let (session, at, sieve) = (self.session.clone(), self.at, self.sieve);
        let (dispatch, words) = (self.dispatch.clone(), self.words);
        Callback::from(move |_| go(&session, at, sieve, step, |row| Action::Go(Route::Walk(row)), &dispatch, words))
    }
}

/// Buttons below the card.
pub(super) fn bar(it: &Bar<'_>) -> Html {
    let words = &it.words.walk;
    let before = target(it.session, it.at, it.sieve, Step::Previous).is_some();
    let after = target(it.session, it.at, it.sieve, Step::Next).is_some();
    let next = if after { words.next } else { words.to_review };
    let dispatch = it.dispatch.clone();
    let facts = move |_: MouseEvent| dispatch.dispatch(Action::Go(Route::Facts));
    html! {
        <nav class="zc-bar" aria-label={words.progress}>
            <button type="button" class="zc-button" onclick={it.step(Step::Previous)} disabled={!before}>{ words.previous }</button>
            <button type="button" class="zc-button zc-button--primary" onclick={it.step(Step::Next)}>{ next }</button>
            { leap(it, Step::Problem, words.next_problem, Shortcut::Problem) }
            { leap(it, Step::Blank, words.next_blank, Shortcut::Blank) }
            if !it.session.catalogue().facts.is_empty() {
                <button type="button" class="zc-button" onclick={facts}>{ it.words.home.facts }</button>
            }
        </nav>
    }
}

/// A button that shows its key, unless that is switched off.
fn leap(it: &Bar<'_>, step: Step, label: &str, shortcut: Shortcut) -> Html {
    let keys = it.shortcuts.acts(shortcut).then(|| shortcut.keys());
    html! {
        <button type="button" class="zc-button" onclick={it.step(step)} title={keys}>
            { label }
            if let Some(keys) = keys { <kbd>{ keys }</kbd> }
        </button>
    }
}
