//! The first page: a new form, drafts to continue, or a file to open.

mod drafts;
pub mod own;
mod picker;
pub mod units;

use std::rc::Rc;

use crate::markup::classes;
use crate::own::{Own, use_own};
use yew::prelude::*;
use zicha_html::html;

use self::drafts::Drafts;
use self::picker::Picker;
pub use self::picker::period_at;
use crate::browser::late::Late;
pub use crate::depot::Depot;
use crate::drafts as store;
use crate::pages::intake::Intake;
use crate::route::Route;
use crate::state::{Action, Dispatch, HEADING_ID, State, Storing, Work};
use crate::words::Words;

/// What the page is drawn from.
#[derive(Properties, PartialEq, Clone)]
pub struct HomePageProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
    pub depot: Depot,
}

/// Draws the page.
#[component(HomePage)]
pub fn home_page(props: &HomePageProps) -> Html {
    let words = props.state.words();
    let home = &words.home;
    let pending = use_own(|| None::<Rc<Work>>);
    let stored = match props.state.storing {
        Storing::Browser => home.stored_here,
        Storing::Nowhere => home.stored_nowhere,
    };
    let open = {
        let (props, pending) = (props.clone(), pending.clone());
        Callback::from(move |work| open_or_ask(&props, work, &pending))
    };
    html! {
        <div class="zc-home">
            <h1 id={HEADING_ID} tabindex="-1">{ home.title }</h1>
            <p>{ home.lead }</p>
            <p class={classes!("zc-note", (props.state.storing == Storing::Nowhere).then_some("zc-note--warn"))}>{ stored }</p>
            { in_progress(props) }
            <Picker ..props.clone() />
            if props.state.late == Late::Ready {
                <Drafts ..props.clone() />
                <Intake state={Rc::clone(&props.state)} dispatch={props.dispatch.clone()} depot={props.depot.clone()} {open} />
            }
            { question(props, &pending, words) }
        </div>
    }
}

/// The form that is open in this page, if any.
fn in_progress(props: &HomePageProps) -> Html {
    let words = props.state.words();
    let Some(session) = props.state.session() else { return Html::default() };
    let first = session.next_blank(usize::MAX).unwrap_or(0);
    let dispatch = props.dispatch.clone();
    let go = move |_: MouseEvent| dispatch.dispatch(Action::Go(Route::Walk(first)));
    html! {
        <section class="zc-panel" aria-labelledby="zc-open">
            <h2 id="zc-open">{ words.home.in_progress }</h2>
            <p lang="zh-Hans">
                { &session.setting().unit.name }{ " · " }{ session.period().map_or("", |period| &period.title) }{ " · " }
                { &session.catalogue().title }
            </p>
            <button type="button" class="zc-button zc-button--primary" onclick={go}>{ words.home.open_draft }</button>
        </section>
    }
}

/// Opens a form, or waits for an answer where something would be lost.
fn open_or_ask(props: &HomePageProps, work: Rc<Work>, pending: &Own<Option<Rc<Work>>>) {
    if let Some(text) = loses(props, &work) {
        props.dispatch.dispatch(Action::Tell(text.to_owned()));
        pending.set(Some(work));
    } else {
        pending.set(None);
        props.dispatch.dispatch(Action::Open(Box::new((*work).clone())));
    }
}

/// What opening it would lose, in words.
fn loses(props: &HomePageProps, work: &Work) -> Option<&'static str> {
    let home = &props.state.words().home;
    if props.state.work.as_ref().is_some_and(|open| !open.is_kept()) {
        return Some(home.would_lose);
    }
    props.depot.0.get(&store::key(&work.session)).map(|_| home.would_overwrite)
}

fn question(props: &HomePageProps, pending: &Own<Option<Rc<Work>>>, words: &Words) -> Html {
    let Some(work) = (**pending).clone() else { return Html::default() };
    let Some(text) = loses(props, &work) else { return Html::default() };
    let not = {
        let pending = pending.clone();
        move |_: MouseEvent| pending.set(None)
    };
    let (dispatch, pending) = (props.dispatch.clone(), pending.clone());
    let open = move |_: MouseEvent| {
        pending.set(None);
        dispatch.dispatch(Action::Open(Box::new((*work).clone())));
    };
    html! {
        <div class="zc-note zc-note--warn" id="zc-loses">
            <p>{ text }</p>
            <div class="zc-row">
                <button type="button" class="zc-button" onclick={open}>{ words.home.open_anyway }</button>
                <button type="button" class="zc-button zc-button--primary" onclick={not}>{ words.home.open_not }</button>
            </div>
        </div>
    }
}
