//! What belongs to a whole row: evidence, a remark, and what will be done about a shortfall.

use yew::prelude::*;
use zicha_core::answer::{Evidence, Rectification};
use zicha_core::finding::Verdict;
use zicha_core::session::Edit;
use zicha_html::html;

use super::card::Shown;
use crate::pages::evidence::EvidenceFiles;
use crate::state::Action;
use crate::widgets::field::{Field, Room, field};

/// Most documents listed for one row.
const EVIDENCE_MAX: usize = 200;

/// Draws them.
pub(super) fn extras(shown: &Shown<'_>) -> Html {
    html! {
        <>
            { rectification(shown) }
            { evidence(shown) }
            { note(shown) }
        </>
    }
}

fn send(shown: &Shown<'_>, edit: impl Fn(String) -> Edit + 'static) -> Callback<String> {
    let (dispatch, at) = (shown.props.dispatch.clone(), shown.at);
    Callback::from(move |text| dispatch.dispatch(Action::Edit { at, edit: edit(text) }))
}

fn note(shown: &Shown<'_>) -> Html {
    let id = format!("r{}-note", shown.at);
    let it = Field {
        id: &id,
        label: shown.words.note,
        value: &shown.row().answer.note,
        room: Room::Lines(2),
        ..Field::default()
    };
    html! { <section class="zc-extra">{ field(&it, send(shown, Edit::Note), Callback::noop()) }</section> }
}

fn rectification(shown: &Shown<'_>) -> Html {
    let plan = &shown.row().answer.rectification;
    let short = shown.row().judgements.iter().any(|it| matches!(it.verdict, Verdict::Unmet | Verdict::SoftUnmet));
    if !short && plan.is_empty() {
        return Html::default();
    }
    let line = |name: &str, label: &str, value: &str, room: Room, put: fn(&mut Rectification, String)| {
        let id = format!("r{}-{name}", shown.at);
        let it = Field { id: &id, label, value, room, ..Field::default() };
        let plan = plan.clone();
        let typed = send(shown, move |text| {
            let mut plan = plan.clone();
            put(&mut plan, text);
            Edit::Rectification(plan)
        });
        field(&it, typed, Callback::noop())
    };
    let words = shown.words;
    html! {
        <section class="zc-extra" aria-labelledby="zc-plan-title">
            <h3 id="zc-plan-title">{ words.rectification }</h3>
            <p class="zc-field__hint">{ words.rectification_hint }</p>
            { line("measure", words.measure, &plan.measure, Room::Lines(2), |plan, text| plan.measure = text) }
            <div class="zc-row">
                { line("owner", words.owner, &plan.owner, Room::Short, |plan, text| plan.owner = text) }
                { line("due", words.due, &plan.due, Room::Short, |plan, text| plan.due = text) }
            </div>
        </section>
    }
}

fn evidence(shown: &Shown<'_>) -> Html {
    let words = shown.words;
    let list = &shown.row().answer.evidence;
    let add = change(shown, |list| list.push(Evidence::default()));
    html! {
        <section class="zc-extra" aria-labelledby="zc-evidence-title">
            <h3 id="zc-evidence-title">{ words.evidence }</h3>
            <p class="zc-field__hint">{ words.evidence_hint }</p>
            if !list.is_empty() {
                <ol class="zc-evidence">{ for list.iter().enumerate().map(|(nth, it)| document(shown, nth, it)) }</ol>
            }
            if list.len() < EVIDENCE_MAX {
                <div class="zc-row">
                    <button type="button" class="zc-button" onclick={add}>{ words.evidence_add }</button>
                    if shown.props.late {
                        <EvidenceFiles at={shown.at} lang={shown.lang()} dispatch={shown.props.dispatch.clone()} />
                    }
                </div>
            }
        </section>
    }
}

fn document(shown: &Shown<'_>, nth: usize, it: &Evidence) -> Html {
    let words = shown.words;
    let line = |name: &str, label: &str, value: &str, room: Room, put: fn(&mut Evidence, String)| {
        let id = format!("r{}-e{nth}-{name}", shown.at);
        let field_shown = Field { id: &id, label, value, room, ..Field::default() };
        let list = shown.row().answer.evidence.clone();
        let typed = send(shown, move |text| {
            let mut list = list.clone();
            if let Some(one) = list.get_mut(nth) {
                put(one, text);
            }
            Edit::Evidence(list)
        });
        field(&field_shown, typed, Callback::noop())
    };
    let remove = change(shown, move |list| {
        if nth < list.len() {
            list.remove(nth);
        }
    });
    html! {
        <li class="zc-evidence__item">
            { line("title", words.evidence_title, &it.title, Room::Line, |it, text| it.title = text) }
            if !it.sha256.is_empty() {
                <p class="zc-field__hint">{ (words.evidence_file)(&it.file, it.size, it.sha256.get(..16).unwrap_or_default()) }</p>
            }
            <div class="zc-row">
                { line("number", words.evidence_number, &it.number, Room::Short, |it, text| it.number = text) }
                { line("date", words.evidence_date, &it.date, Room::Short, |it, text| it.date = text) }
                <button type="button" class="zc-link" onclick={remove}>
                    { words.evidence_remove }<span class="zc-unseen">{ (words.evidence_nth)(nth + 1) }</span>
                </button>
            </div>
        </li>
    }
}

fn change(shown: &Shown<'_>, act: impl Fn(&mut Vec<Evidence>) + 'static) -> Callback<MouseEvent> {
    let list = shown.row().answer.evidence.clone();
    let (dispatch, at) = (shown.props.dispatch.clone(), shown.at);
    Callback::from(move |_: MouseEvent| {
        let mut list = list.clone();
        act(&mut list);
        dispatch.dispatch(Action::Edit { at, edit: Edit::Evidence(list) });
    })
}
