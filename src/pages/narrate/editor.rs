//! One block's words in a text field. Every keystroke goes into the draft at once, so nothing is lost
//! when the page is left with the field open; discarding puts back what was there before.

use yew::prelude::*;
use zicha_core::answer::TEXT_CHARS_MAX;
use zicha_core::narrative::check::{self, Outcome};
use zicha_core::narrative::{self, Block, Origin};
use zicha_html::html;

use super::{Page, sheet};
use crate::state::{Action, Dispatch};
use crate::widgets::field::{Field, Room, field};

/// Id of the text field; there is at most one.
const FIELD_ID: &str = "zc-narrate-text";
/// Height of the field in lines, and how many characters fill one.
const LINES: std::ops::RangeInclusive<usize> = 2..=14;
const LINE_CHARS: usize = 26;

/// The block being edited.
#[derive(Clone, PartialEq)]
pub(super) struct Open {
    pub block: String,
    /// One's own words before; empty where the block was as made.
    pub before: String,
    /// The words as made; empty where that is not known.
    made: String,
    text: String,
    lines: usize,
}

/// Opens the editor for a block and puts the keyboard there.
pub(super) fn begin(page: &Page<'_>, block: &Block) -> Callback<MouseEvent> {
    let text = narrative::editable(block);
    let (before, made) = match block.origin {
        Origin::Made => (String::new(), text.clone()),
        Origin::Own => (text.clone(), String::new()),
    };
    let lines = (text.chars().count() / LINE_CHARS + text.lines().count()).clamp(*LINES.start(), *LINES.end());
    let opened = Open { block: block.id.clone(), before, made, text, lines };
    let (open, dispatch, focus) = (page.open.clone(), page.props.dispatch.clone(), page.focus(FIELD_ID.to_owned()));
    Callback::from(move |_: MouseEvent| {
        open.set(Some(opened.clone()));
        dispatch.dispatch(focus.clone());
    })
}

/// Draws it in the place of the block.
pub(super) fn editor(page: &Page<'_>, it: &Open) -> Html {
    let words = page.words;
    let hints = [AttrValue::Static(words.editor_hint)];
    let too_long = (it.text.chars().count() > TEXT_CHARS_MAX).then(|| words.too_long.to_owned());
    let errors: Vec<String> = too_long.into_iter().collect();
    let shown = Field {
        id: FIELD_ID,
        label: words.editor,
        hints: &hints,
        errors: &errors,
        value: &it.text,
        room: Room::Lines(u32::try_from(it.lines).unwrap_or_default()),
        ..Field::default()
    };
    html! {
        <div class="zc-sheet__editor" lang={page.props.state.lang.tag()}>
            { field(&shown, typed(page, it), Callback::noop()) }
            <div class="zc-row">
                <button type="button" class="zc-button zc-button--primary" onclick={save(page, it)}>{ words.save }</button>
                <button type="button" class="zc-button" onclick={end(page, it, it.before.clone(), "")}>{ words.cancel }</button>
                <button type="button" class="zc-button" onclick={end(page, it, String::new(), words.restored)}>
                    { words.restore }
                </button>
            </div>
        </div>
    }
}

/// Into the draft; unchanged words are not one's own.
fn typed(page: &Page<'_>, it: &Open) -> Callback<String> {
    let (open, dispatch, it) = (page.open.clone(), page.props.dispatch.clone(), it.clone());
    Callback::from(move |text: String| {
        keep(&dispatch, &it.block, if text == it.made { "" } else { &text });
        open.set(Some(Open { text, ..it.clone() }));
    })
}

fn keep(dispatch: &Dispatch, block: &str, text: &str) {
    dispatch.dispatch(Action::Narrate { block: block.to_owned(), text: text.to_owned() });
}

/// Closes the editor; a placeholder that names nothing is said at once.
fn save(page: &Page<'_>, it: &Open) -> Callback<MouseEvent> {
    let (open, dispatch, focus) =
        (page.open.clone(), page.props.dispatch.clone(), page.focus(sheet::block_id(&it.block)));
    let (session, own, block) = (page.work.session.clone(), page.work.narrative.clone(), it.block.clone());
    let (saved, lang) = (page.words.saved, page.props.state.lang);
    Callback::from(move |_: MouseEvent| {
        let document = narrative::narrate(&session, &own);
        let wrong = document.checks.iter().find(|it| it.block == block && it.outcome == Outcome::Broken);
        let sentence = wrong.map_or_else(|| saved.to_owned(), |it| check::sentence(it, lang));
        open.set(None);
        dispatch.dispatch(focus.clone());
        dispatch.dispatch(Action::Say(sentence));
    })
}

/// Closes the editor with other words in the draft; none for those that are made.
fn end(page: &Page<'_>, it: &Open, text: String, said: &'static str) -> Callback<MouseEvent> {
    let (open, dispatch, focus) =
        (page.open.clone(), page.props.dispatch.clone(), page.focus(sheet::block_id(&it.block)));
    let block = it.block.clone();
    Callback::from(move |_: MouseEvent| {
        keep(&dispatch, &block, &text);
        open.set(None);
        dispatch.dispatch(focus.clone());
        if !said.is_empty() {
            dispatch.dispatch(Action::Say(said.to_owned()));
        }
    })
}
