//! The errors of one card, above it, when its reader wanted to go on.

use std::rc::Rc;

use yew::prelude::*;
use zicha_core::finding::Severity;

use super::Page;
use crate::pages::wrong::use_wrong;
use crate::state::{Dispatch, ERRORS_ID, State};
use crate::widgets::summary::{Line, lines};

/// What it is drawn from.
#[derive(Properties, PartialEq, Clone)]
pub struct StoppedProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
    /// The row.
    pub at: usize,
}

/// Draws the list; nothing once everything is mended.
#[component(Stopped)]
pub fn stopped(props: &StoppedProps) -> Html {
    let lang = props.state.lang;
    let row = props.state.session().and_then(|session| session.row(props.at));
    let is_wrong = row.is_some_and(|row| row.has_errors());
    use_wrong(is_wrong, lang);
    let (Some(session), Some(row)) = (props.state.session(), row) else { return Html::default() };
    let words = props.state.words();
    let page = Page { session, words, lang, dispatch: &props.dispatch };
    let is_error = |severity| severity == Severity::Error;
    let wrong = row.findings.iter().filter(|it| is_error(it.problem.severity()));
    let all: Vec<Line> = wrong.filter_map(|it| page.finding(row, it)).collect();
    let words = words.review();
    lines(ERRORS_ID, "zc-summary--error", &(words.errors)(all.len()), words.stopped_hint, &all, None)
}
