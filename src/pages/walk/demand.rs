//! One requirement in the card: what is asked, its fields, and what the answer amounts to.

use std::rc::Rc;
use std::sync::Arc;

use crate::markup::classes;
use yew::prelude::*;
use zicha_core::answer::{Mark, Reading, SlotRef};
use zicha_core::catalogue::Requirement;
use zicha_core::catalogue::wire::{Firmness, Input};
use zicha_core::finding::{Finding, Problem, Severity, Verdict};
use zicha_core::judge::Judgement;
use zicha_core::kind::Kind;
use zicha_core::session::Edit;
use zicha_core::text::{self, wide};
use zicha_html::html;

use super::card::Shown;
use super::fraction::fraction;
use super::ids;
use super::layout::Section;
use crate::browser::task;
use crate::pages::reference::References;
use crate::state::Action;
use crate::widgets::choice::{Group, radios};
use crate::widgets::field::{Field, Room, field};
use crate::widgets::input::{SlotInput, input};
use crate::widgets::pictures::gauge::gauge;
use crate::widgets::tag::verdict_class;

/// A field is settled this long after it was left: the press of a button that took the focus away ends on
/// that button, and not on a page that has moved under it.
const SETTLE_MS: u32 = 250;

/// Draws one requirement.
pub(super) fn demand(shown: &Shown<'_>, at: usize, section: &Section) -> Html {
    let Some(requirement) = shown.indicator.requirements.get(at) else { return Html::default() };
    let Some(judgement) = shown.row().judgements.get(at) else { return Html::default() };
    let id = ids::demand(shown.at, at);
    let body = if judgement.excluded {
        if matches!(judgement.verdict, Verdict::Coming | Verdict::Past) {
            html! { <p><strong>{ sentence(shown, at, judgement) }</strong></p> }
        } else {
            let props = shown.props;
            let why = text::set_aside(&props.catalogue, &props.setting, shown.row(), at, shown.lang());
            html! { <p class="zc-demand__aside">{ why }</p> }
        }
    } else {
        live(shown, at, requirement, judgement, section)
    };
    html! {
        <section class={classes!("zc-demand", judgement.excluded.then_some("zc-demand--off"))} aria-labelledby={id.clone()}>
            <h3 {id} tabindex="-1" lang="zh-Hans">{ wide(&requirement.title) }</h3>
            { asked(shown, requirement) }
            { body }
        </section>
    }
}

/// What is asked, and everything the catalogue remarks about it.
fn asked(shown: &Shown<'_>, requirement: &Requirement) -> Html {
    let (words, colon) = (shown.words, shown.frame.colon);
    let aside = |name: &str, text: &str| {
        html! { <p class="zc-demand__aside">{ name }{ colon }<span lang="zh-Hans">{ wide(text) }</span></p> }
    };
    html! {
        <>
            <p class="zc-demand__asked">
                { text::demand(requirement, shown.indicator, shown.year(), shown.lang()) }
                if requirement.firmness == Firmness::Soft {
                    { " " }<span class="zc-tag zc-is--soft">{ words.soft }</span>
                }
            </p>
            { countdown(shown, requirement) }
            if let Some(condition) = &requirement.condition { { aside(words.condition, condition) } }
            if let Some(derived) = &requirement.derived { { aside(words.derived, derived) } }
            if let Some(note) = &requirement.note { <p class="zc-demand__aside" lang="zh-Hans">{ wide(note) }</p> }
        </>
    }
}

fn countdown(shown: &Shown<'_>, requirement: &Requirement) -> Html {
    let Kind::Deadline(deadline) = &requirement.kind else { return Html::default() };
    let setting = &shown.props.setting;
    let Some(today) = setting.today else { return Html::default() };
    let text = text::deadline_countdown(deadline, shown.year(), today, &setting.calendar, shown.lang());
    if text.is_empty() {
        Html::default()
    } else {
        html! { <p class="zc-demand__aside">{ text }</p> }
    }
}

fn live(shown: &Shown<'_>, at: usize, requirement: &Requirement, judgement: &Judgement, section: &Section) -> Html {
    html! {
        <>
            { fields(shown, requirement, at, section) }
            { used(shown, section) }
            { references(shown, at) }
            { gauge(&requirement.kind, judgement) }
            { verdict(shown, at, judgement) }
            { state(shown, at) }
            { reason(shown, at, judgement) }
            { proof(shown, requirement) }
        </>
    }
}

/// The fields; a part and its whole are one group with the requirement's name.
fn fields(shown: &Shown<'_>, requirement: &Requirement, at: usize, section: &Section) -> Html {
    let fields = section.fields.iter().map(|at| slot(shown, *at));
    if section.fields.len() > 1 && matches!(requirement.kind, Kind::Rate(_) | Kind::Ratio(_)) {
        html! { <div role="group" class="zc-pair" aria-labelledby={ids::demand(shown.at, at)}>{ for fields }</div> }
    } else {
        fields.collect()
    }
}

/// There are none before the third part of the program, which draws them, has gathered them.
fn references(shown: &Shown<'_>, at: usize) -> Html {
    let all = &shown.props.references;
    if !all.iter().any(|it| it.row == shown.at && it.requirement == at) {
        return Html::default();
    }
    html! {
        <References all={Rc::clone(all)} setting={Arc::clone(&shown.props.setting)} row={Arc::clone(&shown.props.row)}
            {at} lang={shown.lang()} dispatch={shown.props.dispatch.clone()} />
    }
}

/// Quantities this requirement takes from elsewhere, by name.
fn used(shown: &Shown<'_>, section: &Section) -> Html {
    let names = |labels: Vec<String>| labels.join(shown.frame.comma);
    let above = section.above.iter().filter_map(|at| shown.indicator.slots.get(*at));
    let above: Vec<String> = above.map(|slot| format!("“{}”", wide(&slot.label))).collect();
    let elsewhere = section.elsewhere.iter().filter_map(|at| {
        let label = wide(&shown.props.catalogue.slot(shown.at, *at)?.label);
        let SlotRef::Row { indicator, .. } = at else { return Some(format!("“{label}”")) };
        let number = &shown.props.catalogue.indicators.get(*indicator)?.number;
        Some(format!("{}“{label}”", (shown.words.number)(number)))
    });
    let elsewhere: Vec<String> = elsewhere.collect();
    html! {
        <>
            if !above.is_empty() { <p class="zc-demand__aside">{ (shown.words.used_above)(&names(above)) }</p> }
            if !elsewhere.is_empty() { <p class="zc-demand__aside">{ (shown.words.used_other)(&names(elsewhere)) }</p> }
        </>
    }
}

/// One field with its own errors.
pub(super) fn slot(shown: &Shown<'_>, at: usize) -> Html {
    let (Some(slot), Some(text)) = (shown.indicator.slots.get(at), shown.row().answer.slots.get(at)) else {
        return Html::default();
    };
    let id = ids::slot(shown.at, at);
    if !slot.sum_of.is_empty() {
        return computed(shown, &id, slot, text);
    }
    let errors: Vec<String> = shown
        .row()
        .findings
        .iter()
        .filter(|finding| finding.slot == Some(at) && is_field_error(finding) && may_say(shown, finding))
        .map(|finding| text::finding(finding, shown.indicator, shown.lang()))
        .collect();
    let it = SlotInput {
        id: &id,
        slot,
        text,
        reading: shown.row().readings.get(at).unwrap_or(&Reading::Blank),
        hints: shared_with(shown, slot.base).into_iter().collect(),
        errors: &errors,
        words: shown.words,
        lang: shown.lang(),
    };
    // A 是/部分/否 of its own is named like its requirement: said once to the eye, always to the ear.
    let named_above = shown.indicator.requirements.iter().any(|it| it.title == slot.label);
    let class = named_above.then_some("zc-named-above");
    let calm = errors.is_empty();
    html! {
        <div key={id.clone()} {class}>
            { input(it, typed(shown, at, calm), left(shown, at)) }
            { fraction(shown, at, text) }
        </div>
    }
}

fn computed(shown: &Shown<'_>, id: &str, slot: &zicha_core::answer::Slot, text: &str) -> Html {
    html! {
        <div class="zc-field" key={id.to_owned()}>
            <span class="zc-field__label">{ wide(&slot.label) }</span>
            <output id={id.to_owned()} for={terms(shown, &slot.sum_of)} aria-live="off" tabindex="-1" class="zc-field__output">
                { if text.is_empty() { "—" } else { text } }{ " " }{ &slot.unit }
                <small class="zc-facts__note">{ shown.words.computed }</small>
            </output>
        </div>
    }
}

/// Ids of this card's fields among those a result comes from.
fn terms(shown: &Shown<'_>, from: &[SlotRef]) -> String {
    let own = from.iter().filter_map(|at| match at {
        SlotRef::Own(slot) => Some(ids::slot(shown.at, *slot)),
        SlotRef::Base(_) | SlotRef::Row { .. } => None,
    });
    own.collect::<Vec<_>>().join(" ")
}

/// `calm`: nothing is called wrong in the field. Then nothing is until it is left again; what is called wrong already
/// stays until it is mended.
fn typed(shown: &Shown<'_>, slot: usize, calm: bool) -> Callback<String> {
    let (dispatch, at, settled) = (shown.props.dispatch.clone(), shown.at, shown.settled.clone());
    let spec = shown.indicator.slots.get(slot);
    let clicked = spec.is_some_and(|it| matches!(it.input, Input::Choice | Input::Ticks | Input::Level));
    Callback::from(move |text| {
        if calm && !clicked {
            settled.unsettle(slot);
        }
        dispatch.dispatch(Action::Edit { at, edit: Edit::Slot { slot, text } });
    })
}

/// Leaving a field settles it, and what is wrong with it, or else the verdict of its requirement, is
/// said for the ear.
fn left(shown: &Shown<'_>, slot: usize) -> Callback<()> {
    let owner = shown.indicator.requirements.iter().position(|it| it.kind.slots().contains(&SlotRef::Own(slot)));
    let wrong = shown.row().findings.iter().find(|it| it.slot == Some(slot) && is_field_error(it));
    let sentence = match wrong {
        Some(finding) => Some(text::finding(finding, shown.indicator, shown.lang())),
        None => owner.and_then(|at| Some(sentence(shown, at, shown.row().judgements.get(at)?))),
    };
    let (settled, dispatch) = (shown.settled.clone(), shown.props.dispatch.clone());
    let blank = shown.row().answer.slots.get(slot).is_none_or(|text| text.trim().is_empty());
    Callback::from(move |()| {
        if !settled.is(slot) {
            let (settled, turn) = (settled.clone(), settled.turn(slot));
            task::after(SETTLE_MS, move || settled.settle(slot, turn)).forget();
        }
        if let Some(sentence) = sentence.clone().filter(|_| !blank) {
            dispatch.dispatch(Action::Hear(sentence));
        }
    })
}

/// "与第26项共用": the other rows that show the same shared quantity.
fn shared_with(shown: &Shown<'_>, base: Option<usize>) -> Option<AttrValue> {
    let base = base?;
    let catalogue = &shown.props.catalogue;
    let shows = |row: &&usize| {
        let slots = catalogue.indicators.get(**row).map(|it| it.slots.as_slice()).unwrap_or_default();
        **row != shown.at && slots.iter().any(|slot| slot.base == Some(base))
    };
    let rows = catalogue.effects_of_base(base).rejudge.iter().filter(shows);
    let numbers: Vec<&str> = rows.filter_map(|row| Some(catalogue.indicators.get(*row)?.number.as_str())).collect();
    (!numbers.is_empty()).then(|| AttrValue::from((shown.words.shared_with)(&numbers.join(shown.frame.comma))))
}

/// What a person must mend in the field itself; the rest is said under the verdict.
fn is_field_error(finding: &Finding) -> bool {
    finding.problem.severity() == Severity::Error || matches!(finding.problem, Problem::LikelyPercent { .. })
}

/// Nothing is called wrong while it is being typed: the finding's own field was left, and so was
/// every filled field of its requirement unless the text itself cannot be read.
pub(super) fn may_say(shown: &Shown<'_>, finding: &Finding) -> bool {
    let is_settled = |slot: usize| shown.settled.is(slot);
    let own = finding.slot.is_none_or(is_settled);
    let unreadable = finding.slot.and_then(|slot| shown.row().readings.get(slot)) == Some(&Reading::Unreadable);
    own && (unreadable || finding.requirement.is_none_or(|at| requirement_settled(shown, at)))
}

/// Every field of the requirement that holds text and is typed was left.
fn requirement_settled(shown: &Shown<'_>, at: usize) -> bool {
    let Some(requirement) = shown.indicator.requirements.get(at) else { return true };
    requirement.kind.slots().into_iter().all(|slot| {
        let SlotRef::Own(slot) = slot else { return true };
        let clicked =
            shown.indicator.slots.get(slot).is_none_or(|it| {
                matches!(it.input, Input::Choice | Input::Ticks | Input::Level) || !it.sum_of.is_empty()
            });
        let blank = shown.row().answer.slots.get(slot).is_none_or(|text| text.trim().is_empty());
        clicked || blank || shown.settled.is(slot)
    })
}

fn sentence(shown: &Shown<'_>, at: usize, judgement: &Judgement) -> String {
    let findings: Vec<&Finding> = shown.row().findings.iter().filter(|it| it.requirement == Some(at)).collect();
    text::judgement(judgement, &findings, shown.lang())
}

/// The live verdict, then what else is to be said about it.
fn verdict(shown: &Shown<'_>, at: usize, judgement: &Judgement) -> Html {
    let settled = requirement_settled(shown, at);
    let class = if settled { verdict_class(judgement.verdict) } else { verdict_class(Verdict::Blank) };
    let in_field = |finding: &Finding| finding.slot.is_some() && is_field_error(finding);
    let say = |finding: &&Finding| {
        finding.requirement == Some(at)
            && !in_field(finding)
            && !matches!(finding.problem, Problem::NotYetAnswered | Problem::AwaitsReview)
            && !asks_reason(finding)
            && may_say(shown, finding)
    };
    let hints = shown.row().findings.iter().filter(say);
    let from = shown.indicator.requirements.get(at).map(|it| it.kind.slots()).unwrap_or_default();
    html! {
        <div class={classes!("zc-verdict", class)}>
            <p class="zc-verdict__line">
                <span class="zc-verdict__name">{ shown.words.verdict }{ shown.frame.colon }</span>
                <strong><output for={terms(shown, &from)} aria-live="off">{ sentence(shown, at, judgement) }</output></strong>
            </p>
            { for hints.map(|it| html! { <p class="zc-verdict__hint">{ text::finding(it, shown.indicator, shown.lang()) }</p> }) }
        </div>
    }
}

fn asks_reason(finding: &Finding) -> bool {
    matches!(
        finding.problem,
        Problem::ReasonMissing | Problem::NotApplicableReasonMissing | Problem::NotCountedReasonMissing
    )
}

/// 未发生, 不适用, 未统计, 待核: folded away until it is wanted.
fn state(shown: &Shown<'_>, requirement: usize) -> Html {
    let mark = shown.row().answer.marks.get(requirement).copied().unwrap_or_default();
    let id = ids::state(shown.at, requirement);
    let options = Mark::ALL.map(|mark| text::mark(mark, shown.lang()));
    let chosen = Mark::ALL.iter().position(|one| *one == mark);
    let (dispatch, at) = (shown.props.dispatch.clone(), shown.at);
    let choose = Callback::from(move |index: usize| {
        let mark = Mark::ALL.get(index).copied().unwrap_or_default();
        dispatch.dispatch(Action::Edit { at, edit: Edit::Mark { requirement, mark } });
    });
    let group = Group { id: &id, legend: shown.words.state, options: &options, ..Group::default() };
    html! {
        <details class="zc-states" open={shown.stated.get(requirement).copied().unwrap_or(false)}>
            <summary>{ shown.words.other_states }</summary>
            { radios(&group, chosen, &choose) }
        </details>
    }
}

/// Asked for where a state or a soft shortfall needs one; shown as long as there is one.
fn reason(shown: &Shown<'_>, at: usize, judgement: &Judgement) -> Html {
    let mark = shown.row().answer.marks.get(at).copied().unwrap_or_default();
    let text = shown.row().answer.reasons.get(at).map(String::as_str).unwrap_or_default();
    let hint = match (mark, judgement.verdict) {
        (Mark::NotApplicable | Mark::NotCounted, _) => shown.words.reason_mark_hint,
        (Mark::None | Mark::ToReview | Mark::NoneOccurred, Verdict::SoftUnmet) => shown.words.reason_soft_hint,
        (Mark::None | Mark::ToReview | Mark::NoneOccurred, _) if text.is_empty() => return Html::default(),
        (Mark::None | Mark::ToReview | Mark::NoneOccurred, _) => "",
    };
    reason_field(&ReasonField {
        row: shown.at,
        requirement: at,
        text,
        hint,
        label: shown.words.reason,
        dispatch: &shown.props.dispatch,
    })
}

/// A reason field, here and on the review page.
pub struct ReasonField<'a> {
    pub row: usize,
    pub requirement: usize,
    pub text: &'a str,
    pub hint: &'a str,
    pub label: &'a str,
    pub dispatch: &'a crate::state::Dispatch,
}

/// Draws it.
pub fn reason_field(it: &ReasonField<'_>) -> Html {
    let id = ids::reason(it.row, it.requirement);
    let hints: Vec<AttrValue> =
        (!it.hint.is_empty()).then(|| AttrValue::from(it.hint.to_owned())).into_iter().collect();
    let shown =
        Field { id: &id, label: it.label, hints: &hints, value: it.text, room: Room::Lines(2), ..Field::default() };
    let (dispatch, at, requirement) = (it.dispatch.clone(), it.row, it.requirement);
    let typed =
        Callback::from(move |text| dispatch.dispatch(Action::Edit { at, edit: Edit::Reason { requirement, text } }));
    html! { <div key={id.clone()}>{ field(&shown, typed, Callback::noop()) }</div> }
}

fn proof(shown: &Shown<'_>, requirement: &Requirement) -> Html {
    if requirement.evidence.is_empty() {
        return Html::default();
    }
    let names: Vec<String> = requirement.evidence.iter().map(|it| wide(it)).collect();
    html! {
        <p class="zc-demand__aside">
            { shown.words.proof }{ shown.frame.colon }<span lang="zh-Hans">{ names.join("、") }</span>
        </p>
    }
}
