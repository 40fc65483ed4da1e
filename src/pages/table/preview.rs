//! What pasting would do, to be agreed to: cells that change, cells that do not fit and why.

use yew::prelude::*;
use zicha_html::html;

use super::cells::{Column, Locked, Place};
use super::hand::Hand;
use super::paste::{Change, Doubt, Misfit, Plan, Why};
use super::select::Spot;
use crate::words::{Table, Words};

/// Id of the heading, which takes the keyboard.
pub(super) const TITLE_ID: &str = "zc-paste-title";
/// Most cells of a list; the rest is counted.
const LISTED_MAX: usize = 200;
/// Most characters of a text that are shown.
const SHOWN_CHARS: usize = 80;

/// Draws it.
pub(super) fn preview(hand: &Hand, plan: &Plan) -> Html {
    let words = hand.props.state.words().table();
    let cancel = {
        let hand = hand.clone();
        move |_: MouseEvent| hand.put_away()
    };
    let apply = {
        let (hand, plan) = (hand.clone(), plan.clone());
        move |_: MouseEvent| hand.apply(&plan)
    };
    let onkeydown = {
        let hand = hand.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.prevent_default();
                hand.put_away();
            }
        }
    };
    html! {
        <section class="zc-paste" role="dialog" aria-labelledby={TITLE_ID} {onkeydown}>
            <h2 id={TITLE_ID} tabindex="-1">{ words.preview }</h2>
            <p>{ (words.preview_counts)(plan.size.0, plan.size.1) }</p>
            if plan.is_headed { <p>{ words.headed }</p> }
            { changes(hand, plan, words) }
            { doubts(hand, plan, words) }
            { misfits(hand, plan, words) }
            if plan.same > 0 { <p>{ (words.same)(plan.same) }</p> }
            if plan.blanks > 0 { <p>{ (words.blanks)(plan.blanks) }</p> }
            <div class="zc-row">
                <button type="button" id="zc-paste-go" class="zc-button zc-button--primary" disabled={plan.changes.is_empty()} onclick={apply}>
                    { (words.do_paste)(plan.changes.len()) }
                </button>
                <button type="button" id="zc-paste-cancel" class="zc-button" onclick={cancel}>{ words.cancel }</button>
            </div>
        </section>
    }
}

fn changes(hand: &Hand, plan: &Plan, words: &Table) -> Html {
    if plan.changes.is_empty() {
        return html! { <h3>{ (words.changes)(0) }</h3> };
    }
    let one = |it: &Change| {
        html! {
            <tr>
                <td>{ name(hand, it.spot) }</td>
                <td class="zc-paste__before">{ text(&it.before, words) }</td>
                <td class="zc-paste__after"><strong>{ text(&it.after, words) }</strong></td>
            </tr>
        }
    };
    html! {
        <>
            <h3>{ (words.changes)(plan.changes.len()) }</h3>
            <div class="zc-paste__list" tabindex="0" role="region" aria-label={(words.changes)(plan.changes.len())}>
                <table class="zc-paste__changes">
                    <thead><tr><th scope="col">{ words.place }</th><th scope="col">{ words.before }</th><th scope="col">{ words.after }</th></tr></thead>
                    <tbody>{ for plan.changes.iter().take(LISTED_MAX).map(one) }</tbody>
                </table>
                { more(plan.changes.len(), words) }
            </div>
        </>
    }
}

fn misfits(hand: &Hand, plan: &Plan, words: &Table) -> Html {
    if plan.misfits.is_empty() {
        return Html::default();
    }
    let one = |it: &Misfit| {
        let place = match it.spot {
            Some(spot) => name(hand, spot),
            None => (words.block_place)(it.from.0 + 1, it.from.1 + 1),
        };
        [place, text(&it.text, words), why(hand, it)]
    };
    let rows = plan.misfits.iter().take(LISTED_MAX).map(one).collect();
    let count = plan.misfits.len();
    listed(
        &Listed { class: "zc-paste__misfits", title: (words.misfits)(count), hint: words.misfits_hint, why: words.why },
        count,
        rows,
        words,
    )
}

/// Cells that change to something that may be meant otherwise.
fn doubts(hand: &Hand, plan: &Plan, words: &Table) -> Html {
    if plan.doubts.is_empty() {
        return Html::default();
    }
    let one = |it: &Doubt| [name(hand, it.spot), text(&it.text, words), it.sentence.clone()];
    let rows = plan.doubts.iter().take(LISTED_MAX).map(one).collect();
    let count = plan.doubts.len();
    listed(
        &Listed { class: "zc-paste__doubts", title: (words.doubts)(count), hint: words.doubts_hint, why: words.doubt },
        count,
        rows,
        words,
    )
}

struct Listed {
    class: &'static str,
    title: String,
    hint: &'static str,
    why: &'static str,
}

/// Cells of the block with what is to be said of each.
fn listed(it: &Listed, count: usize, rows: Vec<[String; 3]>, words: &Table) -> Html {
    html! {
        <>
            <h3>{ it.title.clone() }</h3>
            <p class="zc-field__hint">{ it.hint }</p>
            <div class="zc-paste__list" tabindex="0" role="region" aria-label={it.title.clone()}>
                <table class={it.class}>
                    <thead><tr><th scope="col">{ words.place }</th><th scope="col">{ words.paste_box }</th><th scope="col">{ it.why }</th></tr></thead>
                    <tbody>{ for rows.into_iter().map(|[place, text, why]| html! { <tr><td>{ place }</td><td>{ text }</td><td>{ why }</td></tr> }) }</tbody>
                </table>
                { more(count, words) }
            </div>
        </>
    }
}

fn more(all: usize, words: &Table) -> Html {
    if all <= LISTED_MAX {
        Html::default()
    } else {
        html! { <p>{ (words.more)(all - LISTED_MAX) }</p> }
    }
}

fn text(full: &str, words: &Table) -> String {
    if full.trim().is_empty() {
        return words.empty.to_owned();
    }
    match full.char_indices().nth(SHOWN_CHARS) {
        Some((cut, _)) => format!("{}…", &full[..cut]),
        None => full.to_owned(),
    }
}

/// `第7项 政务服务事项总数`.
fn name(hand: &Hand, spot: Spot) -> String {
    let words: &Words = hand.props.state.words();
    let session = hand.props.state.session();
    let Some(place) = session.zip(hand.lines.get(spot.line)).and_then(|(session, line)| Place::of(session, *line))
    else {
        return String::new();
    };
    let number = (words.walk.number)(&place.indicator.number);
    match Column::ALL.get(spot.column) {
        Some(Column::Answer) | None => (words.table().cell)(&number, &place.item()),
        Some(_) => (words.table().cell)(&number, words.table().columns.get(spot.column).copied().unwrap_or_default()),
    }
}

fn why(hand: &Hand, it: &Misfit) -> String {
    let words = hand.props.state.words().table();
    let session = hand.props.state.session();
    let line = it.spot.and_then(|spot| hand.lines.get(spot.line));
    let place = session.zip(line).and_then(|(session, line)| Place::of(session, *line));
    match &it.why {
        Why::Locked(why) => locked(*why, words),
        Why::Beyond => words.why_beyond.to_owned(),
        Why::OtherRow { pasted } => {
            (words.why_other_row)(pasted, place.map_or("", |place| place.indicator.number.as_str()))
        }
        Why::OtherItem => (words.why_other_item)(&place.map(|place| place.item()).unwrap_or_default()),
        Why::Shared => words.why_shared.to_owned(),
        Why::Unreadable(sentence) => sentence.clone(),
    }
}

/// Why nothing can be filled in there.
pub(super) fn locked(it: Locked, words: &Table) -> String {
    match it {
        Locked::Column(column) => (words.why_column)(words.columns.get(column.index()).copied().unwrap_or_default()),
        Locked::Computed => words.why_computed.to_owned(),
        Locked::NothingAsked => words.why_nothing_asked.to_owned(),
        Locked::NoteAbove => words.why_note.to_owned(),
    }
}
