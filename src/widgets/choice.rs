//! Groups of radio buttons and of checkboxes, each in a fieldset that the legend names.

use crate::markup::classes;
use yew::prelude::*;
use zicha_html::html;

use super::field::{described_by, explanation};
use crate::browser::events;

/// What a group shows.
#[derive(Clone, Debug, Default)]
pub struct Group<'a> {
    /// Unique in the page: name of the buttons; button n has the id `<id>-<n>`.
    pub id: &'a str,
    pub legend: &'a str,
    pub hints: &'a [AttrValue],
    pub errors: &'a [String],
    /// In order; the text beside each button.
    pub options: &'a [&'a str],
}

/// One of the options, or none yet.
pub fn radios(group: &Group<'_>, chosen: Option<usize>, choose: &Callback<usize>) -> Html {
    let buttons = group.options.iter().enumerate().map(|(at, option)| {
        let onchange = choose.reform(move |_: Event| at);
        html! {
            <label class="zc-choice__option">
                <input type="radio" id={format!("{}-{at}", group.id)} name={group.id.to_owned()} value={at.to_string()}
                    checked={chosen == Some(at)} {onchange} />
                <span>{ *option }</span>
            </label>
        }
    });
    fieldset(group, buttons.collect())
}

/// Any of the options. `tick` gets the option and whether it is on.
pub fn checkboxes(group: &Group<'_>, ticked: &[bool], tick: &Callback<(usize, bool)>) -> Html {
    let buttons = group.options.iter().enumerate().map(|(at, option)| {
        let onchange = tick.reform(move |event: Event| (at, events::ticked(&event)));
        html! {
            <label class="zc-choice__option">
                <input type="checkbox" id={format!("{}-{at}", group.id)}
                    checked={ticked.get(at).copied().unwrap_or(false)} {onchange} />
                <span>{ *option }</span>
            </label>
        }
    });
    fieldset(group, buttons.collect())
}

fn fieldset(group: &Group<'_>, buttons: Html) -> Html {
    html! {
        <fieldset class={classes!("zc-choice", (!group.errors.is_empty()).then_some("zc-choice--wrong"))}
            id={group.id.to_owned()} tabindex="-1" aria-describedby={described_by(group.id, group.hints, group.errors)}>
            <legend class="zc-field__label">{ group.legend }</legend>
            { explanation(group.id, group.hints, group.errors) }
            <div class="zc-choice__options">{ buttons }</div>
        </fieldset>
    }
}
