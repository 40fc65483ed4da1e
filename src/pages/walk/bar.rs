//! Moving about: before, after, the next problem, the next blank, and a number to jump to.

use yew::prelude::*;
use zicha_core::session::Session;
use zicha_core::unit::Tier;
use zicha_html::html;

use super::tree::is_walked;
use crate::route::Route;
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

impl Step {
    /// The step of a key pressed with Alt, by its place on the keyboard (`KeyboardEvent.code`).
    pub fn of_key(code: &str) -> Option<Step> {
        match code {
            "KeyK" => Some(Step::Previous),
            "KeyJ" => Some(Step::Next),
            "KeyN" => Some(Step::Problem),
            "KeyB" => Some(Step::Blank),
            _ => None,
        }
    }
}

/// Where a step leads, among the rows walked; none at either end, or where nothing is left.
pub fn target(session: &Session, at: usize, tier: Option<Tier>, step: Step) -> Option<usize> {
    let walked = || session.rows().filter(|row| is_walked(row.tier, tier)).map(|row| row.indicator);
    match step {
        Step::Previous => walked().rev().find(|row| *row < at),
        Step::Next => walked().find(|row| *row > at),
        Step::Problem => session.next_problem(at),
        Step::Blank => session.next_blank(at),
    }
}

/// Takes the step, or says why not.
pub fn go(session: &Session, at: usize, tier: Option<Tier>, step: Step, dispatch: &Dispatch, words: &Words) {
    match (target(session, at, tier, step), step) {
        (Some(row), _) => dispatch.dispatch(Action::Go(Route::Walk(row))),
        (None, Step::Problem) => dispatch.dispatch(Action::Say(words.walk.no_problem.to_owned())),
        (None, Step::Blank) => dispatch.dispatch(Action::Say(words.walk.no_blank.to_owned())),
        (None, Step::Previous) => {}
        (None, Step::Next) => dispatch.dispatch(Action::Go(Route::Review)),
    }
}

/// What the bar is drawn from.
pub(super) struct Bar<'a> {
    pub session: &'a Session,
    pub at: usize,
    pub tier: Option<Tier>,
    pub words: &'static Words,
    pub dispatch: &'a Dispatch,
}

impl Bar<'_> {
    fn step(&self, step: Step) -> Callback<MouseEvent> {
        let (session, at, tier) = (self.session.clone(), self.at, self.tier);
        let (dispatch, words) = (self.dispatch.clone(), self.words);
        Callback::from(move |_| go(&session, at, tier, step, &dispatch, words))
    }
}

/// Buttons below the card.
pub(super) fn bar(it: &Bar<'_>) -> Html {
    let words = &it.words.walk;
    let before = target(it.session, it.at, it.tier, Step::Previous).is_some();
    let after = target(it.session, it.at, it.tier, Step::Next).is_some();
    let next = if after { words.next } else { words.to_review };
    let dispatch = it.dispatch.clone();
    let facts = move |_: MouseEvent| dispatch.dispatch(Action::Go(Route::Facts));
    html! {
        <nav class="zc-bar" aria-label={words.progress}>
            <button type="button" class="zc-button" onclick={it.step(Step::Previous)} disabled={!before}>{ words.previous }</button>
            <button type="button" class="zc-button zc-button--primary" onclick={it.step(Step::Next)}>{ next }</button>
            <button type="button" class="zc-button" onclick={it.step(Step::Problem)} title="Alt+N">
                { words.next_problem }<kbd>{ "Alt+N" }</kbd>
            </button>
            <button type="button" class="zc-button" onclick={it.step(Step::Blank)} title="Alt+B">
                { words.next_blank }<kbd>{ "Alt+B" }</kbd>
            </button>
            if !it.session.catalogue().facts.is_empty() {
                <button type="button" class="zc-button" onclick={facts}>{ it.words.home.facts }</button>
            }
        </nav>
    }
}

#[cfg(test)]
mod tests {
    use super::Step;

    #[test]
    fn keys_take_their_steps_and_others_none() {
        assert_eq!(Step::of_key("KeyN"), Some(Step::Problem));
        assert_eq!(Step::of_key("KeyJ"), Some(Step::Next));
        assert_eq!(Step::of_key("Enter"), None);
    }
}
