//! The filter: what can be chosen, each with how many rows it would leave; and what is chosen, in words.

use yew::prelude::*;
use zicha_core::session::Session;
use zicha_core::sieve::{Choice, Counts, KINDS, Sieve, Status, example};
use zicha_core::text;
use zicha_core::unit::Tier;
use zicha_html::html;

use super::ToolsProps;
use crate::browser::events;
use crate::state::Action;

/// Draws it; closed, only what is chosen.
pub(super) fn filter(props: &ToolsProps, open: bool) -> Html {
    let sieve = props.state.sieve;
    let Some(session) = props.state.session().filter(|_| open || !sieve.is_open()) else { return Html::default() };
    let counts = sieve.counts(session);
    html! {
        <>
            if open { { panel(props, session, &counts) } }
            if !sieve.is_open() { { chosen(props, session, &counts) } }
        </>
    }
}

fn panel(props: &ToolsProps, session: &Session, counts: &Counts) -> Html {
    let words = props.state.words().find();
    let aspect = |legend: &str, all: Vec<Choice>| {
        let there = all.into_iter().filter(|it| counts.of(*it) > 0 || props.state.sieve.has(*it));
        html! {
            <fieldset class="zc-choice">
                <legend class="zc-field__label">{ legend }</legend>
                <div class="zc-choice__options">{ for there.map(|it| option(props, session, counts, it)) }</div>
            </fieldset>
        }
    };
    html! {
        <div class="zc-sieve">
            { aspect(words.by_status, Status::ALL.map(Choice::Status).to_vec()) }
            { aspect(words.by_tier, Tier::MINE.map(Choice::Tier).to_vec()) }
            { aspect(words.by_kind, (0..KINDS.len()).map(Choice::Kind).collect()) }
        </div>
    }
}

fn option(props: &ToolsProps, session: &Session, counts: &Counts, it: Choice) -> Html {
    let sieve = props.state.sieve;
    let dispatch = props.dispatch.clone();
    let onchange = move |event: Event| {
        if events::ticked(&event) != sieve.has(it) {
            dispatch.dispatch(Action::Sift(sieve.turned(it)));
        }
    };
    let id = format!("zc-sieve-{}", Sieve::default().only(it).query().replace('=', "-"));
    html! {
        <label class="zc-choice__option" key={id.clone()}>
            <input type="checkbox" {id} checked={sieve.has(it)} {onchange} />
            <span>{ name(props, session, it) }{ " " }<small>{ counts.of(it) }</small></span>
        </label>
    }
}

fn name(props: &ToolsProps, session: &Session, it: Choice) -> String {
    let lang = props.state.lang;
    match it {
        Choice::Status(status) => (props.state.words().find().status)(status).to_owned(),
        Choice::Tier(tier) => text::tier(tier, lang).to_owned(),
        Choice::Kind(kind) => {
            example(session.catalogue(), kind).map(|it| text::kind(it, lang)).unwrap_or_default().to_owned()
        }
    }
}

/// What is chosen, how many rows that leaves, and the way out of it.
fn chosen(props: &ToolsProps, session: &Session, counts: &Counts) -> Html {
    let words = props.state.words();
    let statuses = Status::ALL.into_iter().map(Choice::Status);
    let all = statuses.chain(Tier::MINE.into_iter().map(Choice::Tier)).chain((0..KINDS.len()).map(Choice::Kind));
    let names: Vec<String> = all.filter(|it| props.state.sieve.has(*it)).map(|it| name(props, session, it)).collect();
    let dispatch = props.dispatch.clone();
    let clear = move |_: MouseEvent| dispatch.dispatch(Action::Sift(Sieve::default()));
    let mine = session.total().rows as usize;
    html! {
        <p class="zc-sieve__chosen" id="zc-sieve-chosen">
            <strong>{ (words.find().left)(counts.rows(), mine) }</strong>{ words.frame.colon }{ names.join(words.frame.comma) }{ " " }
            if counts.rows() == 0 { <span>{ words.find().left_none }</span>{ " " } }
            <button type="button" id="zc-sieve-clear" class="zc-link" onclick={clear}>{ words.find().clear }</button>
        </p>
    }
}
