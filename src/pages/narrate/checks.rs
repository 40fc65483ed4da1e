//! What was found when figures were held against each other: contradictions first, what agrees folded.

use yew::prelude::*;
use zicha_core::narrative::check::{Check, Outcome, Rule, sentence};
use zicha_html::html;

use super::{Page, sheet};
use crate::route::Route;
use crate::state::Action;
use crate::widgets::summary::{self, Line, lines};

/// Most lines of one list; the rest is counted.
pub const LINES_SHOWN_MAX: usize = 200;

/// Draws the lists.
pub(super) fn checks(page: &Page<'_>) -> Html {
    let words = page.words;
    let (broken, broken_more) = of(page, Outcome::Broken);
    let (unsure, unsure_more) = of(page, Outcome::Unsure);
    let (holds, holds_more) = of(page, Outcome::Holds);
    let count = |lines: &[Line], more: usize| lines.len() + more;
    let rest = |more: usize| (more > 0).then(|| (page.props.state.words().review().more)(more));
    if page.document.checks.is_empty() {
        return html! { <p class="zc-note">{ words.checks_none }</p> };
    }
    let title = |said: fn(usize) -> String, lines: &[Line], more: usize| said(count(lines, more));
    html! {
        <>
            { lines("zc-narrate-broken", "zc-summary--unmet", &title(words.broken, &broken, broken_more), "", &broken, rest(broken_more)) }
            { unused(page) }
            { lines("zc-narrate-unsure", "", &title(words.unsure, &unsure, unsure_more), "", &unsure, rest(unsure_more)) }
            if !holds.is_empty() {
                <details class="zc-summary">
                    <summary><h2>{ title(words.holds, &holds, holds_more) }</h2></summary>
                    <ul class="zc-summary__list">{ for holds.iter().map(summary::line) }</ul>
                    if let Some(more) = rest(holds_more) { <p>{ more }</p> }
                </details>
            }
        </>
    }
}

/// Lines of those that came out so, and how many are left out.
fn of(page: &Page<'_>, outcome: Outcome) -> (Vec<Line>, usize) {
    let found = || page.document.checks.iter().filter(|it| it.outcome == outcome && it.rule != Rule::UnknownBlock);
    let mut shown: Vec<Line> = found().take(LINES_SHOWN_MAX).map(|it| line(page, it)).collect();
    let more = found().count() - shown.len();
    // Two requirements of a row may lack the same: said once.
    shown.dedup_by(|a, b| a.name == b.name && a.text == b.text);
    (shown, more)
}

fn line(page: &Page<'_>, it: &Check) -> Line {
    let block = page.document.blocks.iter().find(|block| block.id == it.block);
    let (dispatch, to) = (page.props.dispatch.clone(), page.focus(sheet::block_id(&it.block)));
    Line {
        href: Route::Narrate.hash(),
        name: block.map(sheet::name).unwrap_or_default(),
        text: sentence(it, page.props.state.lang),
        follow: Callback::from(move |()| dispatch.dispatch(to.clone())),
    }
}

/// Words of one's own whose block this catalogue does not have: shown in full, never dropped unasked.
fn unused(page: &Page<'_>) -> Html {
    let of = |check: &Check| page.work.narrative.iter().find(|(id, _)| *id == check.block);
    let checks = page.document.checks.iter().filter(|it| it.rule == Rule::UnknownBlock).take(LINES_SHOWN_MAX);
    let items: Vec<Html> = checks.filter_map(|it| Some(one_unused(page, it, &of(it)?.1))).collect();
    if items.is_empty() {
        return Html::default();
    }
    html! {
        <section class="zc-summary zc-summary--unmet" aria-labelledby="zc-narrate-unused">
            <h2 id="zc-narrate-unused">{ page.words.unused }</h2>
            <ul class="zc-summary__list">{ items }</ul>
        </section>
    }
}

fn one_unused(page: &Page<'_>, it: &Check, text: &str) -> Html {
    let (dispatch, block) = (page.props.dispatch.clone(), it.block.clone());
    let onclick = move |_: MouseEvent| dispatch.dispatch(Action::Narrate { block: block.clone(), text: String::new() });
    html! {
        <li>
            { sentence(it, page.props.state.lang) }
            <p class="zc-verbatim" lang="zh-Hans">{ text }</p>
            <button type="button" class="zc-link" {onclick}>{ page.words.remove }</button>
        </li>
    }
}
