//! One labelled text field: label, hint, error, input, in that order, tied by `aria-describedby`.
//!
//! The input shows exactly the text it is given and reports exactly what is typed. Nothing is
//! rewritten, and Enter is left to the browser, so composing Chinese is never disturbed.

use crate::markup::classes;
use yew::prelude::*;
use zicha_html::html;

use crate::browser::events;

/// Which keys a touch keyboard offers first. Never `type="number"`: it hides what was typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keys {
    #[default]
    Words,
    Digits,
    Decimal,
}

impl Keys {
    fn inputmode(self) -> &'static str {
        match self {
            Keys::Words => "text",
            Keys::Digits => "numeric",
            Keys::Decimal => "decimal",
        }
    }
}

/// How much room the text gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Room {
    /// A figure or a date.
    Short,
    #[default]
    Line,
    /// Several lines of height.
    Lines(u32),
}

/// Whose particulars a field asks for, as the browser knows them ("HTML", autofill detail tokens; WCAG 2.2, 1.3.5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fills {
    /// None of the person's own: the browser keeps out.
    #[default]
    Other,
    Name,
    Job,
    Unit,
}

impl Fills {
    fn token(self) -> &'static str {
        match self {
            Fills::Other => "off",
            Fills::Name => "name",
            Fills::Job => "organization-title",
            Fills::Unit => "organization",
        }
    }
}

/// What a field shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Field<'a> {
    /// Unique in the page; the hint and the error get ids made from it.
    pub id: &'a str,
    pub label: &'a str,
    /// Several hints stand below each other.
    pub hints: &'a [AttrValue],
    pub errors: &'a [String],
    pub value: &'a str,
    /// Unit of measure behind the input.
    pub unit: &'a str,
    pub keys: Keys,
    pub room: Room,
    pub fills: Fills,
    /// What follows the input: a button.
    pub beside: Html,
}

/// Draws it. `typed` gets the whole text at each keystroke; `left` fires when the keyboard leaves.
pub fn field(field: &Field<'_>, typed: Callback<String>, left: Callback<()>) -> Html {
    let id = AttrValue::from(field.id.to_owned());
    html! {
        <div class={classes!("zc-field", (!field.errors.is_empty()).then_some("zc-field--wrong"))}>
            <label class="zc-field__label" for={id.clone()}>{ field.label }</label>
            { explanation(field.id, field.hints, field.errors) }
            <div class="zc-field__box">
                { control(field, id, typed, left) }
                if !field.unit.is_empty() {
                    <span class="zc-field__unit">{ field.unit }</span>
                }
                { field.beside.clone() }
            </div>
        </div>
    }
}

fn control(field: &Field<'_>, id: AttrValue, typed: Callback<String>, left: Callback<()>) -> Html {
    let described = described_by(field.id, field.hints, field.errors);
    let invalid = (!field.errors.is_empty()).then_some("true");
    let value = field.value.to_owned();
    let onblur = left.reform(|_: FocusEvent| ());
    if let Room::Lines(rows) = field.room {
        let oninput = typed.reform(|event: InputEvent| events::typed(&event));
        return html! {
            <textarea {id} class="zc-field__input zc-field__input--lines" rows={rows.to_string()} {value} {oninput} {onblur}
                autocomplete={field.fills.token()} aria-describedby={described} aria-invalid={invalid} />
        };
    }
    let oninput = typed.reform(|event: InputEvent| events::typed(&event));
    let short = (field.room == Room::Short).then_some("zc-field__input--short");
    html! {
        <input {id} type="text" class={classes!("zc-field__input", short)} inputmode={field.keys.inputmode()} {value} {oninput} {onblur}
            autocomplete={field.fills.token()} aria-describedby={described} aria-invalid={invalid} />
    }
}

/// Hints, then errors, with ids made from `id`.
pub fn explanation(id: &str, hints: &[AttrValue], errors: &[String]) -> Html {
    html! {
        <>
            if !hints.is_empty() {
                <div class="zc-field__hint" id={format!("{id}-hint")}>
                    { for hints.iter().map(|hint| html! { <p>{ hint }</p> }) }
                </div>
            }
            if !errors.is_empty() {
                <div class="zc-field__error" id={format!("{id}-error")}>
                    { for errors.iter().map(|error| html! { <p>{ error }</p> }) }
                </div>
            }
        </>
    }
}

/// The value of `aria-describedby` that goes with [`explanation`].
pub fn described_by(id: &str, hints: &[AttrValue], errors: &[String]) -> Option<String> {
    match (hints.is_empty(), errors.is_empty()) {
        (true, true) => None,
        (false, true) => Some(format!("{id}-hint")),
        (true, false) => Some(format!("{id}-error")),
        (false, false) => Some(format!("{id}-hint {id}-error")),
    }
}
