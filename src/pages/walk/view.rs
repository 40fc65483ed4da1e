//! The walk page: the contents on the left, one card, and the bar below it.

use std::rc::Rc;
use std::sync::Arc;

use yew::prelude::*;
use zicha_core::session::Session;
use zicha_html::html;

use super::bar::{Bar, bar};
use super::card::Card;
use super::tree::{Tree, tree};
use crate::browser::late::Late;
use crate::browser::screen;
use crate::pages::find::Tools;
use crate::pages::reference::Gather;
use crate::pages::remarks::Remarks;
use crate::pages::review::stopped::Stopped;
use crate::route::Route;
use crate::shortcuts::{Shortcut, Shortcuts};
use crate::state::{Action, Dispatch, Leftover, State, Work};
use crate::words::Words;

/// What the page is drawn from.
#[derive(Properties, PartialEq, Clone)]
pub struct WalkPageProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
    /// Index of the indicator; one past the end shows the last.
    pub at: usize,
}

/// Draws the page.
#[component(WalkPage)]
pub fn walk_page(props: &WalkPageProps) -> Html {
    let wide = use_memo((), |()| screen::is_wide());
    let words = props.state.words();
    let Some(work) = &props.state.work else { return Html::default() };
    let session = &work.session;
    let at = props.at.min(session.catalogue().indicators.len().saturating_sub(1));
    let Some(row) = session.row(at) else { return Html::default() };
    html! {
        <div class="zc-walk">
            { side(props, session, at, *wide) }
            <div class="zc-walk__main">
                { tools(props, at) }
                if let Some(old) = &work.made_by {
                    <p class="zc-note zc-note--warn" id="zc-made-by">{ (words.walk.made_by)(old, &session.catalogue().version) }</p>
                }
                { leftovers(&work.leftovers, words) }
                { remarks(props, work, at) }
                { stopped(props, at) }
                <Card key={at} catalogue={Arc::clone(session.catalogue())} setting={Arc::clone(session.setting())}
                    row={Arc::clone(row)} lang={props.state.lang} dispatch={props.dispatch.clone()}
                    references={work.references.clone().unwrap_or_default()}
                    late={props.state.late == Late::Ready} />
                { gather(props, work) }
                { bar(&around(props, session, at)) }
                { keys(props) }
            </div>
        </div>
    }
}

/// What is asked for here by whoever returned the report; drawn by the second part of the program.
fn remarks(props: &WalkPageProps, work: &Work, at: usize) -> Html {
    if props.state.late != Late::Ready || work.remarks.is_empty() {
        return Html::default();
    }
    html! { <Remarks state={Rc::clone(&props.state)} dispatch={props.dispatch.clone()} row={at} /> }
}

/// What is wrong on the card, for whoever wanted to go on; drawn by the second part of the program.
fn stopped(props: &WalkPageProps, at: usize) -> Html {
    if props.state.late != Late::Ready || props.state.stopped != Some(at) {
        return Html::default();
    }
    html! { <Stopped state={Rc::clone(&props.state)} dispatch={props.dispatch.clone()} {at} /> }
}

fn around<'a>(props: &'a WalkPageProps, session: &'a Session, at: usize) -> Bar<'a> {
    let state = &props.state;
    // The keys are heard by the second part of the program.
    let shortcuts = if state.late == Late::Ready { state.shortcuts } else { Shortcuts::none() };
    let (sieve, words) = (state.sieve, state.words());
    Bar { session, at, sieve, shortcuts, words, dispatch: &props.dispatch }
}

/// Search, filter, undo and the way to the table: drawn by the second part of the program, which also hears the keys.
fn tools(props: &WalkPageProps, at: usize) -> Html {
    if props.state.late != Late::Ready {
        return Html::default();
    }
    html! { <Tools state={Rc::clone(&props.state)} dispatch={props.dispatch.clone()} {at} /> }
}

/// The way to the list of keys.
fn keys(props: &WalkPageProps) -> Html {
    let dispatch = props.dispatch.clone();
    let onclick = move |event: MouseEvent| {
        event.prevent_default();
        dispatch.dispatch(Action::Go(Route::Shortcuts));
    };
    let sign = if props.state.shortcuts.acts(Shortcut::Help) { Shortcut::Help.keys() } else { "" };
    html! {
        <p class="zc-walk__keys">
            <a href={Route::Shortcuts.hash()} {onclick}>{ props.state.words().walk.keys }</a>{ " " }
            if !sign.is_empty() { <kbd>{ sign }</kbd> }
        </p>
    }
}

/// Lives in the third part of the program.
fn gather(props: &WalkPageProps, work: &Work) -> Html {
    if props.state.office != Late::Ready || work.references.is_some() {
        return Html::default();
    }
    html! {
        <Gather shelf={Rc::clone(&props.state.shelf)} session={work.session.clone()} lang={props.state.lang}
            dispatch={props.dispatch.clone()} />
    }
}

/// Folds into a drawer where the screen is narrow: there it opens by its summary.
fn side(props: &WalkPageProps, session: &Session, at: usize, wide: bool) -> Html {
    let words = props.state.words();
    let total = session.total();
    let (done, rows) = (total.complete as usize, total.rows as usize);
    let contents = Tree {
        session,
        at,
        sieve: props.state.sieve,
        words: &words.walk,
        lang: props.state.lang,
        dispatch: &props.dispatch,
    };
    html! {
        <details class="zc-side" open={wide}>
            <summary>{ words.walk.contents }{ " " }{ done }{ "/" }{ rows }</summary>
            <label class="zc-side__progress">
                <span>{ words.walk.progress }{ words.frame.colon }{ (words.walk.filled_spoken)(done, rows) }</span>
                <progress value={done.to_string()} max={rows.max(1).to_string()} />
            </label>
            <nav aria-label={words.walk.contents}>{ tree(&contents) }</nav>
            { unit_facts(props, session) }
        </details>
    }
}

/// To the questions about the unit, and how many rows they spare.
fn unit_facts(props: &WalkPageProps, session: &Session) -> Html {
    if session.catalogue().facts.is_empty() {
        return Html::default();
    }
    let dispatch = props.dispatch.clone();
    let onclick = move |event: MouseEvent| {
        event.prevent_default();
        dispatch.dispatch(Action::Go(Route::Facts));
    };
    html! {
        <p class="zc-side__facts"><a href={Route::Facts.hash()} {onclick}>{ props.state.words().home.facts }</a></p>
    }
}

/// Texts of an opened draft that found no place: shown until the person has dealt with them.
fn leftovers(all: &[Leftover], words: &Words) -> Html {
    if all.is_empty() {
        return Html::default();
    }
    let one = |it: &Leftover| {
        html! {
            <li>
                <code>{ &it.path }</code>{ words.frame.colon }{ &it.text }
                if let Some(nearest) = &it.nearest { <small>{ (words.walk.leftover_nearest)(nearest) }</small> }
            </li>
        }
    };
    html! {
        <details class="zc-note" open={true}>
            <summary>{ (words.walk.leftovers)(all.len()) }</summary>
            <ul>{ for all.iter().map(one) }</ul>
        </details>
    }
}
