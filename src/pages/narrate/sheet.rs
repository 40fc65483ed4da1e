//! The report on its sheet. Blocks are drawn with the classes of `zicha_core::narrative::html`.

use yew::prelude::*;
use zicha_core::narrative::{Block, BlockKind, Ink, Origin, Piece};
use zicha_html::html;

use super::{Page, editor, place};
use crate::markup::classes;
use crate::state::Action;

/// Id of a block on the page.
pub(super) fn block_id(block: &str) -> String {
    ["zc-b-", block].concat()
}

/// Id of a blank, counted from 0 over what is drawn.
pub(super) fn blank_id(nth: usize) -> String {
    format!("zc-blank-{nth}")
}

/// Draws the sheet; says how many blanks are on it.
pub(super) fn sheet(page: &Page<'_>) -> (Html, usize) {
    let mut blanks = 0;
    let blocks: Vec<Html> = page.document.blocks.iter().map(|it| block(page, it, &mut blanks)).collect();
    let sheet = html! {
        <article class="zc-sheet zc-narrative" lang="zh-Hans" aria-label={page.words.sheet}>{ blocks }</article>
    };
    (sheet, blanks)
}

fn block(page: &Page<'_>, it: &Block, blanks: &mut usize) -> Html {
    let id = block_id(&it.id);
    if let Some(open) = page.open.as_ref().filter(|open| open.block == it.id) {
        return html! { <div class="zc-sheet__part" key={it.id.clone()} {id} tabindex="-1">{ editor::editor(page, open) }</div> };
    }
    html! {
        <div class="zc-sheet__part" key={it.id.clone()} {id} tabindex="-1">
            { paragraph(page, it, blanks) }
            <span class="zc-sheet__beside" lang={page.props.state.lang.tag()}>
                if it.origin == Origin::Own { <small>{ page.words.own }{ " " }</small> }
                <button type="button" class="zc-link zc-sheet__edit" onclick={editor::begin(page, it)}>
                    { page.words.edit }<span class="zc-unseen" lang="zh-Hans">{ " " }{ name(it) }</span>
                </button>
            </span>
        </div>
    }
}

/// Most characters of a block's name.
const NAME_CHARS_MAX: usize = 16;

/// A block as a link names it: its number and first words.
pub(super) fn name(block: &Block) -> String {
    let text = block.text();
    let end = text.find(['。', '\n']).unwrap_or(text.len());
    let head = text.get(..end).unwrap_or_default();
    let short: String = head.chars().take(NAME_CHARS_MAX).collect();
    if short.len() < head.len() { short + "…" } else { short }
}

fn paragraph(page: &Page<'_>, it: &Block, blanks: &mut usize) -> Html {
    let (head, rest) = halves(page, it, blanks);
    match it.kind {
        BlockKind::Title => html! { <h2 class="zc-narrative__title">{ rest }</h2> },
        BlockKind::Heading => html! { <h3 class="zc-narrative__heading">{ &it.number }{ rest }</h3> },
        BlockKind::Addressee
        | BlockKind::Overview
        | BlockKind::Lead
        | BlockKind::Paragraph
        | BlockKind::Shortcoming
        | BlockKind::Headship
        | BlockKind::Plan
        | BlockKind::Closing
        | BlockKind::Signature
        | BlockKind::Attachment => {
            let class = ["zc-narrative__", it.kind.code()].concat();
            let numbered = !it.number.is_empty();
            html! {
                <p {class}>
                    if numbered { <span class="zc-narrative__head">{ &it.number }{ head }</span> } else { { head } }
                    { rest }
                </p>
            }
        }
    }
}

/// The pieces up to the first full stop where a number begins the block, and the others.
fn halves(page: &Page<'_>, it: &Block, blanks: &mut usize) -> (Vec<Html>, Vec<Html>) {
    let (mut head, mut rest) = (Vec::new(), Vec::new());
    let mut in_head = !it.number.is_empty() && it.kind != BlockKind::Heading;
    for one in &it.pieces {
        let plain = one.ink == Ink::Words && one.link.is_none();
        match one.text.find('。').filter(|_| in_head && plain) {
            Some(end) => {
                let (first, second) = one.text.split_at(end + '。'.len_utf8());
                head.push(html! { { first } });
                rest.push(html! { { second } });
                in_head = false;
            }
            None if in_head => head.push(piece(page, it, one, blanks)),
            None => rest.push(piece(page, it, one, blanks)),
        }
    }
    (head, rest)
}

/// Words; a figure as the way to its answer; a blank that no answer fills as the way into the editor.
fn piece(page: &Page<'_>, block: &Block, it: &Piece, blanks: &mut usize) -> Html {
    let look = match it.ink {
        Ink::Words if it.link.is_none() => return html! { { &it.text } },
        Ink::Words | Ink::Figure => None,
        Ink::Approximate => Some("zc-figure--approximate"),
        Ink::Blank => Some("zc-figure--blank"),
    };
    let class = classes!("zc-figure", look);
    let id = (it.ink == Ink::Blank).then(|| {
        *blanks += 1;
        blank_id(*blanks - 1)
    });
    let target = it.link.as_ref().and_then(|link| place::of(&page.work.session, block, link));
    match target {
        Some(target) => {
            let title = place::number(page, target.row);
            let href = target.route().hash();
            html! { <a {class} {id} {href} {title} onclick={go(page, target)}>{ &it.text }</a> }
        }
        None if it.ink == Ink::Blank => {
            let onclick = editor::begin(page, block);
            html! { <button type="button" {class} {id} title={page.words.fill_in} {onclick}>{ &it.text }</button> }
        }
        None => html! { <span {class}>{ &it.text }</span> },
    }
}

fn go(page: &Page<'_>, target: place::Target) -> Callback<MouseEvent> {
    let dispatch = page.props.dispatch.clone();
    Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        dispatch.dispatch(Action::GoTo { route: target.route(), id: target.id.clone() });
    })
}
