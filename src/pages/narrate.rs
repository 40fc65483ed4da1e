//! 情况报告: the annual report made of the answers, on a sheet as it will be printed, with every blank,
//! every contradiction and every figure's way back to its answer.
//!
//! Reading order: `sheet` (the report), `editor` (words of one's own), `place` (where a figure comes
//! from), `checks` (figures against each other), `hand_out` (downloads, print).

mod checks;
mod editor;
mod hand_out;
mod place;
mod sheet;

use std::rc::Rc;

use yew::prelude::*;
use zicha_core::narrative::{self, Document, OwnWords};
use zicha_core::session::Session;
use zicha_html::html;

use self::editor::Open;
use crate::browser::focus;
use crate::own::{Own, use_own};
use crate::route::Route;
use crate::state::{Action, Dispatch, HEADING_ID, State, Work};
use crate::words;

/// What the page is drawn from.
#[derive(Properties, PartialEq)]
pub struct NarratePageProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
}

/// What the report is made of. While a block is being edited it stands as it was, so that a keystroke
/// makes nothing anew.
type Source = Option<(Session, OwnWords)>;

/// One drawing of the page.
struct Page<'a> {
    props: &'a NarratePageProps,
    work: &'a Work,
    document: &'a Document,
    open: Own<Option<Open>>,
    words: &'static words::Narrate,
}

/// Draws the page; nothing without an open form.
#[component(NarratePage)]
pub fn narrate_page(props: &NarratePageProps) -> Html {
    let open = use_own(|| None::<Open>);
    // The blank that "next" goes to.
    let next = use_own(|| 0_usize);
    let source: Source = props.state.work.as_ref().map(|work| (work.session.clone(), source_words(work, &open)));
    let document = use_memo(source, |source| source.as_ref().map(|(session, own)| narrative::narrate(session, own)));
    let (Some(work), Some(document)) = (&props.state.work, &*document) else { return Html::default() };
    let page = Page { props, work, document, open, words: props.state.words().narrate() };
    let (sheet, blanks) = sheet::sheet(&page);
    html! {
        <div class="zc-narrate">
            <div class="zc-narrate__side">
                <h1 id={HEADING_ID} tabindex="-1">{ page.words.title }</h1>
                <p>{ page.words.lead }</p>
                { hand_out::buttons(&page) }
                { checks::checks(&page) }
            </div>
            <div class="zc-narrate__main">
                { blank_bar(&page, blanks, &next) }
                { sheet }
            </div>
        </div>
    }
}

/// The words of one's own without what is being typed.
fn source_words(work: &Work, open: &Option<Open>) -> OwnWords {
    let Some(open) = open else { return (*work.narrative).clone() };
    let others = work.narrative.iter().filter(|(id, _)| *id != open.block).cloned();
    let before = (!open.before.is_empty()).then(|| (open.block.clone(), open.before.clone()));
    others.chain(before).collect()
}

/// How many places are still to be filled in, and the way to the next.
fn blank_bar(page: &Page<'_>, blanks: usize, next: &Own<usize>) -> Html {
    if blanks == 0 {
        return html! { <p class="zc-note zc-note--good">{ page.words.blanks_none }</p> };
    }
    let onclick = {
        let next = next.clone();
        move |_: MouseEvent| {
            let at = if *next.latest() < blanks { *next.latest() } else { 0 };
            focus::on_id(&sheet::blank_id(at));
            next.set(at + 1);
        }
    };
    html! {
        <p class="zc-narrate__blanks">
            <strong>{ (page.words.blanks)(blanks) }</strong>
            <button type="button" class="zc-button zc-button--small" {onclick}>{ page.words.next_blank }</button>
        </p>
    }
}

impl Page<'_> {
    /// Moves the keyboard to an element of this page.
    fn focus(&self, id: String) -> Action {
        Action::GoTo { route: Route::Narrate, id }
    }
}
