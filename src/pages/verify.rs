//! 核验报告: files in, a three-state result for each. Works without an open form and keeps nothing.
//!
//! Reading order: `sort` (what a file is), `board` (what was verified), `result` (one card).

mod board;
mod result;
mod sort;

use self::board::{Board, Came, ITEMS_MAX, Step, Trust};
use self::result::ResultCard;
use crate::browser::files::{self, File, FileError};
use crate::browser::{clock, focus, task};
use crate::own::{Own, use_own};
use crate::pages::file_drop::FileDrop;
use crate::state::{Action, Dispatch, HEADING_ID, State};
use crate::words::{self, Verify as Words};
use std::rc::Rc;
use yew::prelude::*;
use zicha_core::sign::Day;
use zicha_core::text::{self, Lang};
use zicha_core::trust::TrustList;
use zicha_core::verify::Outcome;
use zicha_html::html;

/// What the page is given.
#[derive(Properties, PartialEq)]
pub struct VerifyProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
}

/// The page.
#[component(Verify)]
pub fn verify(props: &VerifyProps) -> Html {
    let lang = props.state.lang;
    let words = &words::of(lang).verify;
    let shelf = Rc::clone(&props.state.shelf);
    let board = use_reducer(move || Board::new(shelf));
    let refused = use_own(|| None::<String>);
    let heading = use_node_ref();
    use_telling(board.busy, totals(&board, words), props.dispatch.clone(), heading.clone());
    let on_files = {
        let steps = board.dispatcher();
        Callback::from(move |files: Vec<File>| task::spawn(take(files, steps.clone())))
    };
    let clear = {
        let steps = board.dispatcher();
        move |_: MouseEvent| steps.dispatch(Step::Clear)
    };
    html! {
        <div class="zc-page zc-verify">
            <h1 id={HEADING_ID} tabindex="-1">{ words.title }</h1>
            <p>{ words.lead }</p>
            <FileDrop id="zc-verify-files" label={words.files} hint={words.files_hint} or_drop={words.drop_here}
                multiple=true accept="" {on_files} />
            { trust_list(&board, &refused, words, lang) }
            <section aria-labelledby="zc-verify-results" aria-busy={board.busy.then_some("true")}>
                <h2 id="zc-verify-results" ref={heading} tabindex="-1">{ words.results }</h2>
                if board.busy { <p class="zc-busy">{ words.checking }</p> }
                if board.overflow { <p class="zc-field__error">{ (words.too_many)(ITEMS_MAX) }</p> }
                if board.items.is_empty() {
                    if !board.busy { <p>{ words.none_yet }</p> }
                } else {
                    <p id="zc-verify-totals">{ totals(&board, words) }</p>
                    <p><button type="button" class="zc-button" onclick={clear}>{ words.clear }</button></p>
                    { for board.items.iter().map(|item| {
                        html! { <ResultCard key={item.number} item={Rc::clone(item)} {lang} /> }
                    }) }
                }
            </section>
        </div>
    }
}

fn totals(board: &Board, words: &Words) -> String {
    (words.done)(board.count(Outcome::Trusted), board.count(Outcome::IntactUnknown), board.count(Outcome::Invalid))
}

/// When the last file is through: totals to the live region, keyboard to the results.
#[hook]
fn use_telling(busy: bool, sentence: String, dispatch: Dispatch, heading: NodeRef) {
    let before = use_mut_ref(|| false);
    use_effect_with(busy, move |busy| {
        if before.replace(*busy) && !*busy {
            dispatch.dispatch(Action::Say(sentence));
            focus::on(&heading);
        }
    });
}

/// Reads files one after another, letting the page paint between them.
async fn take(files: Vec<File>, steps: UseReducerDispatcher<Board>) {
    steps.dispatch(Step::Begin);
    if files.len() > files::CHOICE_MAX {
        steps.dispatch(Step::Overflow);
    }
    for file in files.into_iter().take(files::CHOICE_MAX) {
        let name = file.name();
        let came = match files::read(file).await {
            Ok(bytes) => Came::Bytes(bytes),
            Err(FileError::TooLarge { limit, .. }) => Came::TooLarge { limit },
            Err(FileError::Unreadable) => Came::Unreadable,
        };
        steps.dispatch(Step::File { name, came });
        task::breathe().await;
    }
    steps.dispatch(Step::End);
}

/// The place for a trust list, or the one in use.
fn trust_list(
    board: &UseReducerHandle<Board>,
    refused: &Own<Option<String>>,
    words: &'static Words,
    lang: Lang,
) -> Html {
    let on_files = {
        let (steps, refused, in_use) = (board.dispatcher(), refused.clone(), board.trust.is_some());
        Callback::from(move |files: Vec<File>| {
            task::spawn(read_trust(files, steps.clone(), refused.clone(), lang, in_use));
        })
    };
    let remove = {
        let steps = board.dispatcher();
        move |_: MouseEvent| steps.dispatch(Step::Trust(None))
    };
    let errors: Vec<String> = (**refused).iter().cloned().collect();
    html! {
        <div class="zc-verify__trust">
            <FileDrop id="zc-verify-trust" label={words.trust} hint={words.trust_hint} or_drop={words.drop_here} {errors}
                {on_files} />
            if let Some(trust) = &board.trust {
                <p class="zc-ok" id="zc-verify-trust-used">
                    { (words.trust_in_use)(&trust.list.office, trust.list.keys().len()) }{ " · " }
                    { (words.trust_until)(trust.list.expires.as_str()) }
                </p>
                if trust.stale { <p class="zc-field__error">{ (words.trust_stale)(trust.list.expires.as_str()) }</p> }
                <p><button type="button" class="zc-button" onclick={remove}>{ words.trust_remove }</button></p>
            }
        </div>
    }
}

/// Reads a trust list; one that is refused leaves the list in use as it is.
async fn read_trust(
    files: Vec<File>,
    steps: UseReducerDispatcher<Board>,
    refused: Own<Option<String>>,
    lang: Lang,
    in_use: bool,
) {
    let words = &words::of(lang).verify;
    let Some(file) = files.into_iter().next() else {
        return;
    };
    let read = match files::read(file).await {
        Ok(bytes) => TrustList::read(&bytes).map_err(|error| text::trust_error(&error, lang)),
        Err(FileError::TooLarge { limit, .. }) => Err((words.too_large)(limit / (1024 * 1024))),
        Err(FileError::Unreadable) => Err(words.unreadable.to_owned()),
    };
    match read {
        Ok(list) => {
            let today = clock::now_rfc3339();
            let stale = today.get(..10).and_then(Day::read).is_some_and(|day| list.stale_on(&day));
            refused.set(None);
            steps.dispatch(Step::Trust(Some(Trust { list: Rc::new(list), stale })));
        }
        Err(cause) => {
            let kept = if in_use { words.trust_kept } else { "" };
            refused.set(Some((words.trust_refused)(&cause) + kept));
        }
    }
}
