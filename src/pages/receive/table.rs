//! The files that came in, drawn: one row each, and how many of every class.

use super::desk::{Desk, Item, Step};
use super::{hand_out, store};
use crate::browser::events;
use crate::markup::classes;
use crate::state::Dispatch;
use crate::words::{self, Receive as Words};
use std::rc::Rc;
use yew::prelude::*;
use zicha_core::envelope::Outcome;
use zicha_core::ledger::Class;
use zicha_core::text::{self, Lang};
use zicha_html::html;

/// How many of each class, those that are there.
pub fn counts(desk: &Desk, lang: Lang) -> String {
    let words = words::of(lang).receive();
    let counts: Vec<(&str, usize)> = Class::ALL
        .iter()
        .map(|class| (text::intake_class(*class, lang), desk.count(*class)))
        .filter(|(_, count)| *count > 0)
        .collect();
    let given = desk.items.iter().filter(|it| it.given.is_some()).count();
    let parts =
        [(!counts.is_empty()).then(|| (words.counts)(&counts)), (given > 0).then(|| (words.given_count)(given))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(words.clause)
}

/// The table.
pub fn table(desk: &Desk, dispatch: &Dispatch, lang: Lang) -> Html {
    let words = words::of(lang).receive();
    html! {
        <div class="zc-scroll" tabindex="0" role="group" aria-labelledby="zc-receive-files">
            <table class="zc-table zc-table--cards" id="zc-receive-items">
                <thead><tr>
                    <th scope="col">{ words.column_take }</th><th scope="col">{ words.column_file }</th>
                    <th scope="col">{ words.column_report }</th><th scope="col">{ words.column_class }</th>
                    <th scope="col">{ words.column_receipt }</th>
                </tr></thead>
                <tbody>{ for desk.items.iter().map(|item| row(desk, item, dispatch, lang)) }</tbody>
            </table>
        </div>
    }
}

fn row(desk: &Desk, item: &Rc<Item>, dispatch: &Dispatch, lang: Lang) -> Html {
    let words = words::of(lang).receive();
    let number = item.number;
    let onchange = move |event: Event| store::step(Step::Tick { number, on: events::ticked(&event) });
    let class = item.class();
    html! {
        <tr key={number} data-class={class.code()}>
            <td class="zc-table__tick">
                if item.asks().is_some() {
                    <input type="checkbox" id={format!("zc-receive-tick-{number}")} aria-label={(words.take)(&item.name)}
                        checked={item.is_chosen()} disabled={desk.busy} {onchange} />
                }
            </td>
            <td class="zc-table__file">{ &item.name }</td>
            <td>{ report(item, words) }</td>
            <td>
                if item.given.is_none() {
                    <strong class={classes!("zc-receive__class", colour(class))}>{ text::intake_class(class, lang) }</strong>
                }
                { why(item, words, lang) }
            </td>
            <td>{ receipt(item, dispatch, words, lang) }</td>
        </tr>
    }
}

fn colour(class: Class) -> &'static str {
    match class {
        Class::Clear => "zc-is--met",
        Class::UnknownSigner | Class::Another => "zc-is--unmet",
        Class::Duplicate | Class::Superseded | Class::Fork | Class::OtherMatter => "zc-is--off",
        Class::Invalid => "zc-is--error",
    }
}

fn report(item: &Item, words: &'static Words) -> Html {
    let Some(found) = item.incoming().and_then(|it| it.found.report.as_ref()) else { return Html::default() };
    let report = found.content();
    let period = found.session().period().map(|it| it.title.as_str()).unwrap_or_default();
    html! {
        <>
            <strong>{ &report.unit.name }</strong><br />
            { period }{ " · " }{ (words.edition)(report.identity.revision) }
        </>
    }
}

/// Why it is of its class, in a sentence; nothing about one that is clear and new.
fn why(item: &Item, words: &'static Words, lang: Lang) -> Html {
    let Some(incoming) = item.incoming() else {
        return html! { <p class="zc-field__hint">{ words::of(lang).verify().unreadable }</p> };
    };
    let mut said = Vec::new();
    if let Some(name) = &item.same_as {
        said.push((words.same_as)(name));
    }
    if item.given.is_none() {
        said.extend(incoming.intake.as_ref().filter(|_| !incoming.other_matter).map(|it| text::intake(it, lang)));
        said.extend(incoming.found.reasons.first().map(|reason| text::reason(reason, lang)));
        // What no receipt is given for anyway needs no word about who signed it.
        let of_signers = item.asks().is_some() || item.class() == Class::Invalid;
        let mut signatures = incoming.found.signatures.iter().filter(|_| of_signers);
        let bad = signatures.find(|it| it.reason.outcome() != Outcome::Trusted);
        said.extend(bad.map(|it| text::signature(&it.reason, lang)));
    }
    said.extend(item.refused.clone());
    html! { <>{ for said.into_iter().map(|it| html! { <p class="zc-field__hint">{ it }</p> }) }</> }
}

fn receipt(item: &Rc<Item>, dispatch: &Dispatch, words: &'static Words, lang: Lang) -> Html {
    let Some(given) = &item.given else { return Html::default() };
    let verdict = match given.verdict {
        zicha_core::sign::ReceiptVerdict::Trusted => Outcome::Trusted,
        zicha_core::sign::ReceiptVerdict::IntactUnknown => Outcome::IntactUnknown,
    };
    html! {
        <>
            <span class="zc-ok">{ (words.no_is)(given.no) }{ " · " }{ text::outcome(verdict, lang) }</span><br />
            { hand_out::button(item, dispatch, words) }
            if given.handed { <small>{ " ✓ " }{ words.handed }</small> }
        </>
    }
}
