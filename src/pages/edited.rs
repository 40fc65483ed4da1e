//! Where the open form differs from what was signed: which answers, and whose sign-offs that leaves without cover.

use std::rc::Rc;
use std::sync::Arc;

use yew::prelude::*;
use zicha_core::catalogue::Catalogue;
use zicha_core::changes::{self, Change, Comparison, Place};
use zicha_core::text::{self, Lang};
use zicha_html::html;

use crate::browser::files::File;
use crate::browser::task;
use crate::own::use_own;
use crate::pages::file_drop::{FileDrop, read};
use crate::state::{Action, Dispatch, State, Work};
use crate::words;

/// Most changes that are listed; the rest is counted.
const LISTED_MAX: usize = 100;

/// What is drawn.
#[derive(Properties, PartialEq)]
pub struct EditedProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
}

/// Draws what changed since signing; nothing for a form that was never signed.
#[component(Edited)]
pub fn edited(props: &EditedProps) -> Html {
    let refused = use_own(Vec::<String>::new);
    let Some(work) = &props.state.work else { return Html::default() };
    let lang = props.state.lang;
    let revision = work.identity.as_ref().map_or(1, |it| it.revision);
    let found = work.signed.as_ref().and_then(|file| changes::since_file(file, &work.session).ok());
    let unedited = found.as_ref().is_some_and(|it| it.changes.is_empty()) && !work.is_as_signed();
    if unedited {
        // What is printed from now on bears the fingerprint.
        let dispatch = props.dispatch.clone();
        task::spawn(async move { dispatch.dispatch(Action::Unedited) });
    }
    match found {
        Some(found) => since(&found, work, revision, lang),
        None if revision > 1 => beside(props, work, revision, &refused),
        None => Html::default(),
    }
}

fn since(found: &Comparison, work: &Work, revision: u32, lang: Lang) -> Html {
    let words = words::of(lang).countersign();
    if found.changes.is_empty() {
        return html! { <p class="zc-note" id="zc-unedited">{ words.unedited }</p> };
    }
    let signers = found.broken.iter().map(|it| (words.signer)(text::role(it.role, lang), &it.name));
    let signers = signers.collect::<Vec<_>>().join(words::of(lang).frame.comma);
    html! {
        <section class="zc-summary zc-summary--warning" id="zc-edited" aria-labelledby="zc-edited-title">
            <h2 id="zc-edited-title">{ (words.edited)(answers(&found.changes).count()) }</h2>
            { lines(&found.changes, Some(work.session.catalogue()), lang) }
            <p><strong>{ (words.edited_breaks)(&signers) }</strong></p>
            <p>{ (words.edited_hint)(revision) }</p>
        </section>
    }
}

/// A page that was loaded again knows only which report it continues.
fn beside(props: &EditedProps, work: &Work, revision: u32, refused: &crate::own::Own<Vec<String>>) -> Html {
    let lang = props.state.lang;
    let words = words::of(lang).countersign();
    let on_files = {
        let (dispatch, refused, wanted) = (props.dispatch.clone(), refused.clone(), work.identity.clone());
        Callback::from(move |files: Vec<File>| {
            let Some(file) = files.into_iter().next() else { return };
            let (dispatch, refused, wanted) = (dispatch.clone(), refused.clone(), wanted.clone());
            task::spawn(async move {
                match read(file, words::of(lang)).await {
                    Ok(bytes) if changes::successor(&bytes).ok() == wanted => {
                        refused.set(Vec::new());
                        dispatch.dispatch(Action::Beside(bytes.into()));
                    }
                    Ok(_) => refused.set(vec![words::of(lang).countersign().beside_other.to_owned()]),
                    Err(why) => refused.set(vec![why]),
                }
            });
        })
    };
    html! {
        <section class="zc-summary" id="zc-continues">
            <p>{ (words.continues)(revision) }</p>
            <FileDrop id="zc-beside" label={words.beside} hint={words.beside_hint} or_drop={words::of(lang).verify().drop_here}
                errors={(**refused).clone()} {on_files} />
        </section>
    }
}

/// What changed against an earlier signed file.
pub(super) fn list(found: &Comparison, catalogue: Option<&Arc<Catalogue>>, lang: Lang) -> Html {
    let words = words::of(lang).countersign();
    if found.changes.is_empty() {
        return html! { <p class="zc-note">{ words.unchanged }</p> };
    }
    html! {
        <div id="zc-cs-changes">
            <h3>{ (words.changed)(answers(&found.changes).count()) }</h3>
            { lines(&found.changes, catalogue, lang) }
        </div>
    }
}

/// The changes that somebody made; verdicts follow from them.
fn answers(changes: &[Change]) -> impl Iterator<Item = &Change> {
    changes.iter().filter(|it| !matches!(it.place, Place::Verdict { .. }))
}

fn lines(all: &[Change], catalogue: Option<&Arc<Catalogue>>, lang: Lang) -> Html {
    let words = words::of(lang).countersign();
    let catalogue = catalogue.map(|it| &**it);
    let shown = answers(all).take(LISTED_MAX).map(|it| text::change(it, catalogue, lang));
    let more = answers(all).count().saturating_sub(LISTED_MAX);
    html! {
        <>
            <ul class="zc-cs__changes">{ for shown.map(|it| html! { <li>{ it }</li> }) }</ul>
            if more > 0 { <p>{ (words.changes_more)(more) }</p> }
        </>
    }
}
