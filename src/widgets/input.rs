//! Which widget a slot gets: one arm per kind of input, so a new kind does not compile without one.

use yew::prelude::*;
use zicha_core::answer::{Choice, Reading, Slot};
use zicha_core::catalogue::wire::Input;
use zicha_core::text::{self, Lang, wide};
use zicha_html::html;

use super::choice::{Group, checkboxes, radios};
use super::field::{Field, Fills, Keys, Room, field};
use crate::browser::{events, picker};
use crate::words::Walk;

/// Height of a box for pasted lists, in lines.
const LIST_LINES: u32 = 3;

/// A slot as it stands.
#[derive(Clone, Debug)]
pub struct SlotInput<'a> {
    pub id: &'a str,
    pub slot: &'a Slot,
    pub text: &'a str,
    pub reading: &'a Reading,
    /// What is to be said beside the catalogue's own hint.
    pub hints: Vec<AttrValue>,
    pub errors: &'a [String],
    pub words: &'a Walk,
    pub lang: Lang,
}

/// Draws the widget. `typed` gets the slot's whole new text; `left` fires when a text field is left.
pub fn input(it: SlotInput<'_>, typed: Callback<String>, left: Callback<()>) -> Html {
    let (keys, room, explain) = match it.slot.input {
        Input::Count => (Keys::Digits, Room::Short, false),
        Input::Number => (Keys::Decimal, Room::Short, false),
        Input::Date => (Keys::Words, Room::Short, true),
        Input::Dates => (Keys::Words, Room::Lines(LIST_LINES), true),
        Input::Days => (Keys::Words, Room::Lines(LIST_LINES), true),
        Input::Parts => (Keys::Words, Room::Lines(LIST_LINES), true),
        Input::Text => (Keys::Words, Room::Lines(LIST_LINES), false),
        Input::Choice => return yes_or_no(it, typed),
        Input::Ticks => return ticks(it, typed),
        Input::Level => return levels(it, typed),
    };
    let hints = hints(&it, explain);
    let label = wide(&it.slot.label);
    let shown = Field {
        id: it.id,
        label: &label,
        hints: &hints,
        errors: it.errors,
        value: it.text,
        unit: &it.slot.unit,
        keys,
        room,
        fills: Fills::Other,
        beside: if it.slot.input == Input::Date { calendar(&it, &label, &typed) } else { Html::default() },
    };
    field(&shown, typed, left)
}

/// A button for the browser's calendar. What is picked is typed into the field as `2020-03-05`.
fn calendar(it: &SlotInput<'_>, label: &str, typed: &Callback<String>) -> Html {
    let id = format!("{}-day", it.id);
    let iso = it.reading.date().map(|date| date.to_string()).unwrap_or_default();
    let onchange = typed.reform(|event: Event| events::picked(&event));
    let name = (it.words.calendar_of)(label);
    let open = {
        let id = id.clone();
        move |_: MouseEvent| picker::open(&id)
    };
    html! {
        <>
            <button type="button" class="zc-button zc-field__calendar" aria-label={name.clone()} onclick={open}>{ it.words.calendar }</button>
            <input {id} type="date" class="zc-field__day" tabindex="-1" aria-label={name} value={iso} {onchange} />
        </>
    }
}

/// The catalogue's hint if it has one, else how to type it where that needs saying; then what the
/// page adds.
fn hints(it: &SlotInput<'_>, explain: bool) -> Vec<AttrValue> {
    let own = it.slot.hint.as_deref().map(wide);
    let general = || explain.then(|| text::input_hint(it.slot, it.lang));
    own.or_else(general).map(AttrValue::from).into_iter().chain(it.hints.iter().cloned()).collect()
}

fn yes_or_no(it: SlotInput<'_>, typed: Callback<String>) -> Html {
    let options = [it.words.yes, it.words.partly, it.words.no];
    let chosen = it.reading.choice().and_then(|choice| Choice::ALL.iter().position(|one| *one == choice));
    let choose =
        typed.reform(|at: usize| Choice::ALL.get(at).map(|choice| choice.word().to_owned()).unwrap_or_default());
    one_of(it, &options, chosen, &choose, typed)
}

fn levels(it: SlotInput<'_>, typed: Callback<String>) -> Html {
    let slot = it.slot;
    let options: Vec<&str> = slot.options.iter().map(String::as_str).collect();
    let names = slot.options.clone();
    let choose = typed.reform(move |at: usize| names.get(at).cloned().unwrap_or_default());
    let chosen = it.reading.level();
    one_of(it, &options, chosen, &choose, typed)
}

fn one_of(
    it: SlotInput<'_>,
    options: &[&str],
    chosen: Option<usize>,
    choose: &Callback<usize>,
    typed: Callback<String>,
) -> Html {
    let hints = hints(&it, false);
    let legend = wide(&it.slot.label);
    let clear = typed.reform(|_: MouseEvent| String::new());
    html! {
        <>
            { radios(&Group { id: it.id, legend: &legend, hints: &hints, errors: it.errors, options }, chosen, choose) }
            if chosen.is_some() {
                <button type="button" class="zc-link zc-choice__clear" onclick={clear}>{ it.words.clear }</button>
            }
        </>
    }
}

fn ticks(it: SlotInput<'_>, typed: Callback<String>) -> Html {
    let hints = hints(&it, false);
    let legend = wide(&it.slot.label);
    let options: Vec<String> = it.slot.options.iter().map(|option| wide(option)).collect();
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    let ticked = it.reading.ticks().map(<[bool]>::to_vec).unwrap_or_else(|| vec![false; options.len()]);
    let names = it.slot.options.clone();
    let before = ticked.clone();
    let tick = typed.reform(move |(at, on): (usize, bool)| {
        let kept = names
            .iter()
            .enumerate()
            .filter(|(each, _)| if *each == at { on } else { before.get(*each) == Some(&true) });
        kept.map(|(_, name)| name.as_str()).collect::<Vec<_>>().join("\n")
    });
    checkboxes(
        &Group { id: it.id, legend: &legend, hints: &hints, errors: it.errors, options: &options },
        &ticked,
        &tick,
    )
}
