//! Opening a form where another would be lost: asked about first. Lies in the second part of the program, with the files
//! and drafts it is asked about.

use std::rc::Rc;

use yew::prelude::*;
use zicha_html::html;

use super::HomePageProps;
use crate::drafts as store;
use crate::own::Own;
use crate::state::{Action, Work};

/// Opens a form, or waits for an answer where something would be lost.
#[inline(never)]
pub(super) fn open_or_ask(props: &HomePageProps, work: Rc<Work>, pending: &Own<Option<Rc<Work>>>) {
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
    if props.state.work.as_ref().is_some_and(|open| !open.is_kept()) {
        return Some(props.state.words().home.would_lose);
    }
    props.depot.0.get(&store::key(&work.session)).map(|_| props.state.words().intake().would_overwrite)
}

/// Asks, until it is answered.
#[inline(never)]
pub(super) fn question(props: &HomePageProps, pending: &Own<Option<Rc<Work>>>) -> Html {
    let Some(work) = (**pending).clone() else { return Html::default() };
    let Some(text) = loses(props, &work) else { return Html::default() };
    let words = props.state.words().intake();
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
                <button type="button" class="zc-button" onclick={open}>{ words.open_anyway }</button>
                <button type="button" class="zc-button zc-button--primary" onclick={not}>{ words.open_not }</button>
            </div>
        </div>
    }
}
