//! The trust list of the office, where it has one: the same list and the same pins as on the verify page.

use super::desk::{Desk, Step};
use super::store;
use crate::browser::files::{self, File};
use crate::browser::{clock, task};
use crate::own::Own;
use crate::pages::file_drop::FileDrop;
use crate::pages::home::Depot;
use crate::pages::verify::list::{Given, Offer, Trust, Why, consider};
use crate::pins::Pinboard;
use crate::words::Verify as Words;
use std::rc::Rc;
use yew::prelude::*;
use zicha_core::digest::fingerprint;
use zicha_core::pinned::{Claimed, PINS_MAX};
use zicha_core::sign::{Day, Kid};
use zicha_core::text::Lang;
use zicha_html::html;

/// What is drawn, and what it keeps.
pub struct Place<'a> {
    pub desk: &'a Desk,
    pub depot: &'a Depot,
    /// A list that is not used, and why.
    pub offer: &'a Own<Option<Rc<Offer>>>,
    pub words: &'static Words,
    pub lang: Lang,
}

/// The place for a list, the one in use, and one that waits to be compared with paper.
pub fn place(it: &Place<'_>) -> Html {
    let words = it.words;
    let on_files = {
        let (depot, offer) = (it.depot.clone(), it.offer.clone());
        Callback::from(move |files: Vec<File>| task::spawn(read(files, depot.clone(), offer.clone())))
    };
    let errors: Vec<String> = it.offer.as_deref().and_then(|offer| offer.refusal(words, it.lang)).into_iter().collect();
    html! {
        <div class="zc-receive__trust">
            <FileDrop id="zc-receive-trust" label={words.trust} hint={words.trust_hint} or_drop={words.drop_here} {errors}
                {on_files} />
            if let Some(trust) = &it.desk.trust { { in_use(it, trust) } }
            if let Some(Why::Compare(claimed)) = it.offer.as_ref().map(|offer| &offer.why) { { compare(it, claimed) } }
        </div>
    }
}

async fn read(files: Vec<File>, depot: Depot, offer: Own<Option<Rc<Offer>>>) {
    let Some(file) = files.into_iter().next() else { return };
    let name = file.name();
    match files::read(file).await {
        Ok(bytes) => take(consider(&name, &bytes.into(), &Pinboard::read(&*depot.0), today().as_ref()), &depot, &offer),
        Err(files::FileError::TooLarge { limit, .. }) => {
            offer.set(Some(Rc::new(Offer::unread(name, Why::TooLarge { limit }))));
        }
        Err(files::FileError::Unreadable) => offer.set(Some(Rc::new(Offer::unread(name, Why::Unreadable)))),
    }
}

fn take(given: Given, depot: &Depot, offer: &Own<Option<Rc<Offer>>>) {
    match given {
        Given::Used(trust, pins) => {
            // Where the browser refuses, the list is asked for again next time.
            let _ = pins.write(&*depot.0);
            offer.set(None);
            store::step(Step::Trust(Some(trust)));
        }
        Given::Offered(it) => offer.set(Some(Rc::new(it))),
    }
}

fn today() -> Option<Day> {
    clock::now_rfc3339().get(..10).and_then(Day::read)
}

fn in_use(it: &Place<'_>, trust: &Trust) -> Html {
    let (words, list) = (it.words, &*trust.list);
    let remove = |_: MouseEvent| store::step(Step::Trust(None));
    html! {
        <>
            if trust.backing.is_signed() {
                <p class="zc-ok" id="zc-receive-trust-used">
                    <span aria-hidden="true">{ "✓ " }</span>{ (words.trust_in_use)(&list.office, list.seq) }
                </p>
            } else {
                <p class="zc-note zc-note--warn" id="zc-receive-trust-used">{ (words.trust_unsigned)(&list.office) }</p>
            }
            <p><button type="button" class="zc-button zc-button--small" onclick={remove}>{ words.trust_remove }</button></p>
        </>
    }
}

fn compare(it: &Place<'_>, claimed: &Claimed) -> Html {
    let (words, list) = (it.words, claimed.list());
    let full = Pinboard::read(&*it.depot.0).count() >= PINS_MAX;
    html! {
        <div class="zc-note zc-note--warn">
            <p><strong>{ (words.offered)(&list.office, list.seq) }</strong></p>
            <p>{ words.compare }</p>
            { for claimed.signers().iter().map(|(kid, _)| html! {
                <>
                    <p class="zc-print">{ fingerprint(kid.bytes()) }</p>
                    <p><button type="button" class="zc-button" disabled={full} onclick={pin(it, *kid, &list.office)}>{ words.pin }</button></p>
                </>
            }) }
            if full { <p class="zc-field__error">{ words.pins_full }</p> }
        </div>
    }
}

/// A person compared the thumbprint with paper: it is kept and the list opened with it.
fn pin(it: &Place<'_>, kid: Kid, office: &str) -> Callback<MouseEvent> {
    let (depot, offer, office) = (it.depot.clone(), it.offer.clone(), office.to_owned());
    Callback::from(move |_| {
        let (today, waiting) = (today(), offer.latest());
        let with = today.clone().and_then(|today| Pinboard::read(&*depot.0).with(kid, &office, today));
        if let (Some(pins), Some(waiting)) = (with, waiting.as_ref()) {
            take(waiting.again(&pins, today.as_ref()), &depot, &offer);
        }
    })
}
