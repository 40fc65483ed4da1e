//! 核验报告: files in, a three-state result for each. Works without an open form; of what came in it keeps only the
//! thumbprints a person compared with paper.
//!
//! Reading order: `list` (what serves as trust list), `sort` (what a file is), `board` (what was verified), `aids`
//! (what is verified by), `chain` (who signed), `paper` (digits typed off a print), `result` (one card).

mod aids;
mod board;
mod chain;
pub mod list;
mod paper;
mod result;
mod sort;

use self::aids::{Aids, aids, came};
use self::board::{Board, ITEMS_MAX, Step};
use self::list::Why;
use self::result::ResultCard;
use crate::browser::files::{self, File};
use crate::browser::{clock, focus, task};
use crate::own::{Steps, use_effect_with, use_own, use_steps};
use crate::pages::file_drop::FileDrop;
use crate::pages::home::Depot;
use crate::pins::Pinboard;
use crate::state::{Action, Dispatch, HEADING_ID, State};
use crate::words::{self, Verify as Words};
use std::rc::Rc;
use yew::prelude::*;
use zicha_core::pinned::Claimed;
use zicha_core::sign::Day;
use zicha_core::verify::Outcome;
use zicha_html::html;

pub use self::aids::person;

/// What the page is given.
#[derive(Properties, PartialEq)]
pub struct VerifyProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
    pub depot: Depot,
}

/// The page.
#[component(Verify)]
pub fn verify(props: &VerifyProps) -> Html {
    let lang = props.state.lang;
    let words = words::of(lang).verify();
    let (shelf, depot) = (Rc::clone(&props.state.shelf), props.depot.clone());
    let (board, steps) = use_steps(move || Board::new(shelf, Pinboard::read(&*depot.0), today()));
    let typed = use_own(String::new);
    let heading = use_node_ref();
    use_telling(&board, words, props.dispatch.clone(), heading.clone());
    use_keeping(&board.pins, &props.depot);
    let on_typed = {
        let typed = typed.clone();
        Callback::from(move |text| typed.set(text))
    };
    let tell = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |said| dispatch.dispatch(Action::Tell(said)))
    };
    let at_hand = Aids { board: &board, steps: steps.clone(), lasting: props.depot.is_lasting(), words, lang };
    let on_files = {
        let steps = steps.clone();
        Callback::from(move |files: Vec<File>| task::spawn(take(files, steps.clone())))
    };
    let clear = {
        let steps = steps.clone();
        move |_: MouseEvent| steps.dispatch(Step::Clear)
    };
    html! {
        <div class="zc-page zc-verify">
            <h1 id={HEADING_ID} tabindex="-1">{ words.title }</h1>
            <p>{ words.lead }</p>
            <FileDrop id="zc-verify-files" label={words.files} hint={words.files_hint} or_drop={words.drop_here}
                multiple=true accept="" {on_files} />
            { aids(&at_hand) }
            <section aria-labelledby="zc-verify-results" aria-busy={board.busy.then_some("true")}>
                <h2 id="zc-verify-results" ref={heading} tabindex="-1">{ words.results }</h2>
                if board.busy { <p class="zc-busy">{ words.checking }</p> }
                if board.overflow { <p class="zc-field__error">{ (words.too_many)(ITEMS_MAX) }</p> }
                if board.items.is_empty() {
                    if !board.busy { <p>{ words.none_yet }</p> }
                } else {
                    <p id="zc-verify-totals">{ totals(&board, words) }</p>
                    <p><button type="button" class="zc-button" onclick={clear}>{ words.clear }</button></p>
                    { paper::on_page(&board.items, &typed, words, &props.state.words().frame, lang, on_typed, tell.clone()) }
                    { for board.items.iter().map(|item| {
                        html! { <ResultCard key={item.number} item={Rc::clone(item)} {lang} tell={tell.clone()} /> }
                    }) }
                }
            </section>
        </div>
    }
}

fn totals(board: &Board, words: &Words) -> String {
    let trusted = board.count(Outcome::Trusted);
    let said = (words.done)(trusted, board.count(Outcome::IntactUnknown), board.count(Outcome::Invalid));
    let marked = trusted > 0 && board.trust.as_ref().is_some_and(|trust| !trust.backing.is_signed());
    if marked { said + words.done_unsigned } else { said }
}

/// A list whose signer must be compared with paper.
fn waiting(board: &Board) -> Option<&Claimed> {
    match &board.offer.as_ref()?.why {
        Why::Compare(claimed) => Some(claimed),
        Why::Pinned(_) | Why::Bare(_) | Why::Stale(_) | Why::Unsigned | Why::TooLarge { .. } | Why::Unreadable => None,
    }
}

/// The totals, and that a list waits.
fn said(board: &Board, words: &Words) -> String {
    let said = totals(board, words);
    if waiting(board).is_some() { said + words.offer_waits } else { said }
}

fn today() -> Option<Day> {
    clock::now_rfc3339().get(..10).and_then(Day::read)
}

/// Keeps the pins in the browser, where it can.
#[hook]
fn use_keeping(pins: &Pinboard, depot: &Depot) {
    let depot = depot.clone();
    let first = use_mut_ref(|| true);
    use_effect_with(pins.clone(), move |pins| {
        if !first.replace(false) {
            // The page says beside the pins whether they outlive it; a refused write changes nothing now.
            let _ = pins.write(&*depot.0);
        }
    });
}

/// When the last file is through: totals to the live region, keyboard to the results, or to a list that waits.
#[hook]
fn use_telling(board: &Board, words: &Words, dispatch: Dispatch, heading: NodeRef) {
    let before = use_mut_ref(|| false);
    let (waits, sentence) = (waiting(board).is_some(), said(board, words));
    use_effect_with(board.busy, move |busy| {
        if before.replace(*busy) && !*busy {
            dispatch.dispatch(Action::Say(sentence));
            if waits {
                focus::on_id("zc-verify-offer");
            } else {
                focus::on(&heading);
            }
        }
    });
}

/// Reads files one after another, letting the page paint between them.
async fn take(files: Vec<File>, steps: Steps<Board>) {
    steps.dispatch(Step::Begin);
    if files.len() > files::CHOICE_MAX {
        steps.dispatch(Step::Overflow);
    }
    for file in files.into_iter().take(files::CHOICE_MAX) {
        let name = file.name();
        let came = came(files::read(file).await);
        steps.dispatch(Step::File { name, came });
        task::breathe().await;
    }
    steps.dispatch(Step::End);
}
