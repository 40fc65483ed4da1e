//! What is verified by, drawn: the trust list in use or offered, the pinned keys, the ledger.

use super::board::{Board, Came, Step};
use super::list::{Backing, Offer, Why};
use crate::browser::files::{self, File, FileError};
use crate::browser::task;
use crate::own::Steps;
use crate::pages::file_drop::FileDrop;
use crate::pins::Pinboard;
use crate::words::Verify as Words;
use yew::prelude::*;
use zicha_core::digest::fingerprint;
use zicha_core::pinned::PINS_MAX;
use zicha_core::sign::{Kid, Signer, Statement};
use zicha_core::text::Lang;
use zicha_core::trust::{KeyStatus, TrustList};
use zicha_html::html;

/// What is drawn, and whom it tells.
pub struct Aids<'a> {
    pub board: &'a Board,
    pub steps: Steps<Board>,
    /// Pins outlive the page.
    pub lasting: bool,
    pub words: &'static Words,
    pub lang: Lang,
}

/// The place for a list, and everything at hand.
pub fn aids(it: &Aids<'_>) -> Html {
    let words = it.words;
    let on_files = {
        let steps = it.steps.clone();
        Callback::from(move |files: Vec<File>| task::spawn(read(files, steps.clone())))
    };
    let errors: Vec<String> = it.board.offer.iter().filter_map(|offer| refusal(it, offer)).collect();
    html! {
        <div class="zc-verify__trust">
            <FileDrop id="zc-verify-trust" label={words.trust} hint={words.trust_hint} or_drop={words.drop_here} {errors}
                {on_files} />
            { in_use(it) }
            { offered(it) }
            { book(it) }
            { pins(it) }
        </div>
    }
}

/// Reads the file given as list; the board says what it is.
async fn read(files: Vec<File>, steps: Steps<Board>) {
    let Some(file) = files.into_iter().next() else {
        return;
    };
    let name = file.name();
    let came = came(files::read(file).await);
    steps.dispatch(Step::List { name, came });
}

/// What the browser gave, as the board takes it.
pub fn came(read: Result<Vec<u8>, FileError>) -> Came {
    match read {
        Ok(bytes) => Came::Bytes(bytes),
        Err(FileError::TooLarge { limit, .. }) => Came::TooLarge { limit },
        Err(FileError::Unreadable) => Came::Unreadable,
    }
}

fn button(it: &Aids<'_>, label: &'static str, step: impl Fn() -> Step + 'static) -> Html {
    let steps = it.steps.clone();
    let onclick = move |_: MouseEvent| steps.dispatch(step());
    html! { <button type="button" class="zc-button" {onclick}>{ label }</button> }
}

/// The sentence about a list that is refused; where another one is in use, that it stays so.
fn refusal(it: &Aids<'_>, offer: &Offer) -> Option<String> {
    let kept = if it.board.trust.is_some() { it.words.trust_kept } else { "" };
    offer.refusal(it.words, it.lang).map(|refused| refused + kept)
}

fn in_use(it: &Aids<'_>) -> Html {
    let Some(trust) = &it.board.trust else { return Html::default() };
    let (words, list) = (it.words, &*trust.list);
    match &trust.backing {
        Backing::Office(signers) => html! {
            <div class="zc-aid zc-aid--good">
                <p class="zc-ok" id="zc-verify-trust-used">
                    <span aria-hidden="true">{ "✓ " }</span>{ (words.trust_in_use)(&list.office, list.seq) }
                </p>
                { facts(it, list, &trust.name, signers, Pin::Never) }
                <p>{ button(it, words.trust_remove, || Step::NoList) }</p>
            </div>
        },
        Backing::Nobody => html! {
            <div class="zc-aid zc-aid--warn">
                <p id="zc-verify-trust-used"><strong>{ (words.trust_unsigned)(&list.office) }</strong></p>
                <p>{ words.trust_unsigned_more }</p>
                { facts(it, list, &trust.name, &[], Pin::Never) }
                <p>{ button(it, words.trust_remove, || Step::NoList) }</p>
            </div>
        },
    }
}

fn offered(it: &Aids<'_>) -> Html {
    let Some(offer) = &it.board.offer else { return Html::default() };
    let Why::Compare(claimed) = &offer.why else { return Html::default() };
    let (words, list) = (it.words, claimed.list());
    let full = it.board.pins.count() >= PINS_MAX;
    html! {
        <div class="zc-aid zc-aid--warn" id="zc-verify-offer" tabindex="-1">
            <p><strong>{ (words.offered)(&list.office, list.seq) }</strong></p>
            <p>{ words.compare }</p>
            if it.board.pins.count() > 0 { <p class="zc-field__error">{ words.compare_other }</p> }
            { facts(it, list, &offer.name, claimed.signers(), if full { Pin::Full } else { Pin::Offer }) }
            if full { <p class="zc-field__error">{ words.pins_full }</p> }
            <p>{ button(it, words.offer_away, || Step::NoOffer) }</p>
        </div>
    }
}

/// What a list says of itself and who signed it, each with what may be done about it.
fn facts(it: &Aids<'_>, list: &TrustList, name: &str, signers: &[(Kid, Statement)], pin: Pin) -> Html {
    let words = it.words;
    let [active, revoked, expired] =
        [KeyStatus::Active, KeyStatus::Revoked, KeyStatus::Expired].map(|status| list.count(status));
    html! {
        <dl class="zc-facts">
            <dt>{ words.file }</dt><dd>{ name }</dd>
            <dt>{ words.list_office }</dt><dd>{ &list.office }</dd>
            <dt>{ words.list_seq }</dt><dd>{ (words.list_seq_is)(list.seq) }</dd>
            <dt>{ words.list_days }</dt><dd>{ (words.list_days_are)(list.issued.as_str(), list.expires.as_str()) }</dd>
            <dt>{ words.list_keys }</dt><dd>{ (words.list_counts)(active, revoked, expired) }</dd>
            { for signers.iter().map(|(kid, says)| signer(it, *kid, says, pin)) }
        </dl>
    }
}

/// Whether a signer's key may be pinned here.
#[derive(Clone, Copy, PartialEq)]
enum Pin {
    Offer,
    /// Two are pinned already.
    Full,
    /// It is asked of nobody.
    Never,
}

fn signer(it: &Aids<'_>, kid: Kid, says: &Statement, pin: Pin) -> Html {
    let words = it.words;
    let steps = it.steps.clone();
    let onclick = move |_: MouseEvent| steps.dispatch(Step::Pin(kid));
    html! {
        <>
            <dt>{ words.list_signer }</dt><dd>{ person(&says.signer) }</dd>
            <dt>{ words.list_print }</dt>
            <dd>
                <span class="zc-print zc-print--large">{ fingerprint(kid.bytes()) }</span>
                if it.board.pins.holds(kid) { <span class="zc-ok">{ " ✓ " }{ words.pinned }</span> }
                if pin != Pin::Never {
                    <br />
                    <button type="button" class="zc-button zc-button--primary" disabled={pin == Pin::Full} {onclick}>
                        { words.pin }
                    </button>
                }
            </dd>
        </>
    }
}

/// Name, title and unit, as far as they are given.
pub fn person(signer: &Signer) -> String {
    let parts = [&signer.name, &signer.title, &signer.unit];
    parts.into_iter().map(String::as_str).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn book(it: &Aids<'_>) -> Html {
    let Some(book) = &it.board.book else { return Html::default() };
    let words = it.words;
    html! {
        <div class="zc-aid zc-aid--good">
            <p class="zc-ok" id="zc-verify-ledger-used">
                <span aria-hidden="true">{ "✓ " }</span>
                { (words.ledger_in_use)(book.ledger.office(), book.ledger.lines().len()) }
            </p>
            <dl class="zc-facts"><dt>{ words.file }</dt><dd>{ &book.name }</dd></dl>
            <p>{ button(it, words.ledger_remove, || Step::NoBook) }</p>
        </div>
    }
}

fn pins(it: &Aids<'_>) -> Html {
    let (words, board) = (it.words, &it.board.pins);
    if board.count() == 0 {
        return Html::default();
    }
    html! {
        <details class="zc-aid" id="zc-verify-pins">
            <summary>{ (words.pins)(board.count()) }</summary>
            <p class="zc-field__hint">{ words.pins_hint }</p>
            if !it.lasting { <p class="zc-field__error">{ words.pins_not_kept }</p> }
            <ul>{ for of_page(it, board) }{ for kept(it, board) }</ul>
        </details>
    }
}

fn of_page<'a>(it: &'a Aids<'_>, board: &'a Pinboard) -> impl Iterator<Item = Html> + 'a {
    board.of_page.iter().map(|kid| {
        html! { <li><span class="zc-print">{ fingerprint(kid.bytes()) }</span><br />{ it.words.pin_of_page }</li> }
    })
}

fn kept<'a>(it: &'a Aids<'_>, board: &'a Pinboard) -> impl Iterator<Item = Html> + 'a {
    board.kept.pins().iter().filter(|pin| !board.of_page.contains(&pin.kid)).map(|pin| {
        let kid = pin.kid;
        html! {
            <li>
                <span class="zc-print">{ fingerprint(kid.bytes()) }</span><br />
                { (it.words.pin_of)(&pin.office, pin.since.as_str()) }{ " " }
                { button(it, it.words.unpin, move || Step::Unpin(kid)) }
            </li>
        }
    })
}
