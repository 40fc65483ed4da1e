//! The field of a passphrase. What is typed stays in the input and is never copied into a
//! component's state.

use crate::markup::classes;
use crate::own::use_own;
use crate::widgets::field::{described_by, explanation};
use yew::prelude::*;
use zicha_html::html;

/// What a [`Secret`] shows and whom it tells.
#[derive(Properties, PartialEq)]
pub struct SecretProps {
    pub id: AttrValue,
    pub label: AttrValue,
    pub hints: Vec<AttrValue>,
    pub errors: Vec<String>,
    /// Label of the tick that shows the characters: an IME does not write into a hidden field.
    pub show: AttrValue,
    /// The input, for `browser::secret`.
    pub node: NodeRef,
    /// Told that something was typed, not what.
    #[prop_or_default]
    pub on_typing: Callback<()>,
}

/// Label, hint, error, input, and the tick.
#[component(Secret)]
pub fn secret(props: &SecretProps) -> Html {
    let shown = use_own(|| false);
    let id = props.id.clone();
    let show_id = format!("{id}-show");
    let oninput = props.on_typing.reform(|_: InputEvent| ());
    let onchange = {
        let shown = shown.clone();
        move |_: Event| shown.set(!*shown)
    };
    let wrong = !props.errors.is_empty();
    html! {
        <div class={classes!("zc-field", wrong.then_some("zc-field--wrong"))}>
            <label class="zc-field__label" for={id.clone()}>{ &props.label }</label>
            { explanation(&id, &props.hints, &props.errors) }
            <div class="zc-field__box">
                <input ref={props.node.clone()} id={id.clone()} class="zc-field__input"
                    type={if *shown { "text" } else { "password" }} autocomplete="off" spellcheck="false"
                    aria-describedby={described_by(&id, &props.hints, &props.errors)}
                    aria-invalid={wrong.then_some("true")} {oninput} />
            </div>
            <p class="zc-sign__show">
                <input type="checkbox" id={show_id.clone()} checked={*shown} {onchange} />
                <label for={show_id}>{ &props.show }</label>
            </p>
        </div>
    }
}
