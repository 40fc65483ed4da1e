//! Receipts and the ledger leave the page: one file after the other, the ledger last, each read again before.

use super::desk::{Desk, Item, Step};
use super::store;
use crate::browser::{files, task};
use crate::state::{Action, Dispatch};
use crate::words::Receive as Words;
use std::rc::Rc;
use yew::prelude::*;
use zicha_core::ledger::Ledger;
use zicha_html::html;

/// Between two downloads, in milliseconds: browsers drop what comes at once.
const PAUSE_MS: u32 = 700;

/// Draws what is not in the person's hands yet, and the buttons.
pub fn place(desk: &Desk, dispatch: &Dispatch, words: &'static Words) -> Html {
    let Some(book) = &desk.book else { return Html::default() };
    let receipts = desk.unhanded().len();
    let ledger_only = {
        let dispatch = dispatch.clone();
        move |_: MouseEvent| {
            let said = if ledger() { words.handed } else { words.not_handed };
            dispatch.dispatch(Action::Say(said.to_owned()));
        }
    };
    let all = {
        let dispatch = dispatch.clone();
        move |_: MouseEvent| task::spawn(everything(dispatch.clone(), words))
    };
    let any_given = desk.items.iter().any(|it| it.given.is_some());
    html! {
        <section aria-labelledby="zc-receive-out">
            <h2 id="zc-receive-out">{ words.hand_out }</h2>
            if desk.would_lose() {
                <p class="zc-note zc-note--warn">{ (words.hand_out_lead)(receipts, book.unhanded()) }</p>
                <p class="zc-field__hint">{ words.hand_out_many }</p>
            } else if any_given {
                <p class="zc-note zc-note--good">{ words.handed_all }</p>
            }
            <div class="zc-row">
                if desk.would_lose() {
                    <button type="button" class="zc-button zc-button--primary" id="zc-receive-all" disabled={desk.busy}
                        onclick={all}>{ (words.hand_out_all)(receipts + 1) }</button>
                }
                <button type="button" class="zc-button" id="zc-receive-ledger" disabled={desk.busy} onclick={ledger_only}>
                    { words.download_ledger }
                </button>
            </div>
        </section>
    }
}

/// The button of one receipt.
pub fn button(item: &Rc<Item>, dispatch: &Dispatch, words: &'static Words) -> Html {
    let (given, dispatch) = (Rc::clone(item), dispatch.clone());
    let onclick = move |_: MouseEvent| {
        if !receipt(&given) {
            dispatch.dispatch(Action::Say(words.not_handed.to_owned()));
        }
    };
    let label = (words.download_named)(&item.name);
    html! {
        <button type="button" class="zc-button zc-button--small" aria-label={label} {onclick}>{ words.download }</button>
    }
}

/// Hands out one receipt; whether the browser took it.
fn receipt(item: &Item) -> bool {
    let taken = item
        .given
        .as_ref()
        .is_some_and(|given| files::download(&given.file_name, "application/json", &given.file).is_ok());
    if taken {
        store::step(Step::Handed(item.number));
    }
    taken
}

/// Hands out the ledger, which is read again before.
fn ledger() -> bool {
    let Some(book) = store::now().book.clone() else { return false };
    let whole = Ledger::read(&book.bytes).is_ok_and(|read| read == book.ledger);
    let taken = whole && files::download(&book.name, "application/octet-stream", &book.bytes).is_ok();
    if taken {
        store::step(Step::HandedBook);
    }
    taken
}

async fn everything(dispatch: Dispatch, words: &'static Words) {
    let waiting = store::now().unhanded();
    let of = waiting.len() + 1;
    store::step(Step::Begin);
    let mut taken = true;
    for (at, item) in waiting.iter().enumerate() {
        dispatch.dispatch(Action::Say((words.handing)(at + 1, of)));
        taken &= receipt(item);
        task::pause(PAUSE_MS).await;
    }
    taken &= ledger();
    store::step(Step::End);
    let said = if taken { words.handed_all } else { words.not_handed };
    dispatch.dispatch(Action::Say(said.to_owned()));
}
