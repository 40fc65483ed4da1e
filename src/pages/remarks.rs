//! What somebody who returned the report asks for: on its indicator's card, and all of it on the review page.

use std::rc::Rc;

use yew::prelude::*;
use zicha_core::text::wide;
use zicha_html::html;

use crate::drafts;
use crate::markup::classes;
use crate::route::Route;
use crate::state::{Action, Dispatch, HEADING_ID, Remark, State};
use crate::words::Words;

/// What is drawn.
#[derive(Properties, PartialEq)]
pub struct RemarksProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
    /// Index of the indicator; none for all of them.
    #[prop_or_default]
    pub row: Option<usize>,
}

/// Draws the remarks; nothing where there are none.
#[component(Remarks)]
pub fn remarks(props: &RemarksProps) -> Html {
    let words = props.state.words();
    let Some(work) = &props.state.work else { return Html::default() };
    let indicators = &work.session.catalogue().indicators;
    let id = |row: usize| indicators.get(row).map(|it| it.id.as_str());
    let wanted = |it: &&Remark| match props.row {
        Some(row) => !it.indicator.is_empty() && id(row) == Some(it.indicator.as_str()),
        None => true,
    };
    let all = work.remarks.iter().enumerate().filter(|(_, it)| wanted(it));
    let drawn: Vec<Html> = all.map(|(at, it)| one(props, words, at, it)).collect();
    if drawn.is_empty() {
        return Html::default();
    }
    let open = work.remarks.iter().filter(|it| wanted(it) && !it.done).count();
    html! {
        <section class={classes!("zc-remarks", (open == 0).then_some("zc-remarks--done"))} aria-labelledby="zc-remarks">
            <h2 id="zc-remarks">{ (words.review().remarks)(open) }</h2>
            <ul class="zc-remarks__list">{ for drawn }</ul>
        </section>
    }
}

fn one(props: &RemarksProps, words: &Words, at: usize, it: &Remark) -> Html {
    let toggle = {
        let (dispatch, done) = (props.dispatch.clone(), !it.done);
        move |_: MouseEvent| dispatch.dispatch(Action::Remark { at, done })
    };
    let label = if it.done { words.review().remark_reopen } else { words.review().remark_done };
    html! {
        <li class={classes!("zc-remarks__one", it.done.then_some("zc-remarks__one--done"))}>
            if props.row.is_none() { { place(props, words, it) } }
            <p class="zc-verbatim">{ &it.text }</p>
            <p class="zc-remarks__foot">
                <small>{ &it.by }{ " " }{ drafts::moment(&it.at) }</small>
                <button type="button" class="zc-button zc-button--small" id={format!("zc-remark-{at}")} onclick={toggle}>{ label }</button>
            </p>
        </li>
    }
}

/// Where it belongs, with a link where the catalogue has the row.
fn place(props: &RemarksProps, words: &Words, it: &Remark) -> Html {
    if it.indicator.is_empty() {
        return html! { <p><strong>{ words.review().remark_whole }</strong></p> };
    }
    let found = props.state.session().and_then(|session| {
        let row = session.catalogue().indicator_at(&it.indicator)?;
        Some((row, session.catalogue().indicators.get(row)?))
    });
    let Some((row, indicator)) = found else {
        return html! { <p><strong>{ (words.walk.number)(&it.indicator) }</strong></p> };
    };
    let (dispatch, route) = (props.dispatch.clone(), Route::Walk(row));
    let onclick = move |event: MouseEvent| {
        event.prevent_default();
        dispatch.dispatch(Action::GoTo { route, id: HEADING_ID.to_owned() });
    };
    html! {
        <p>
            <a href={route.hash()} {onclick}>
                { (words.walk.number)(&indicator.number) }{ " " }{ wide(indicator.title.as_deref().unwrap_or_default()) }
            </a>
        </p>
    }
}
