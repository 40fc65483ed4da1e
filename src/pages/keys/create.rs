//! A new key file: whose it is, how it is made, and what to do with it.

use super::form::Form;
use crate::own::{Own, use_own};
use crate::pages::keyring::key_file::KeyFile;
use crate::pages::keyring::make_key::{Made, MakeKey};
use crate::pages::keyring::{Held, facts, use_arrival};
use crate::widgets::field::{Field, Fills, field};
use crate::words;
use std::rc::Rc;
use yew::prelude::*;
use zicha_core::sign::PublicKey;
use zicha_core::text::Lang;
use zicha_html::html;

/// A key file that was made, and the public half of what is in it.
#[derive(Clone, PartialEq)]
pub struct New {
    file: Rc<KeyFile>,
    public: PublicKey,
}

/// What creating is told.
#[derive(Properties)]
pub struct CreateProps {
    pub lang: Lang,
    /// Shared with the registration: whoever makes a key registers it next.
    pub form: Own<Form>,
    pub name: String,
    pub new: Option<New>,
    /// What was made and the open key; neither to make another.
    pub on_made: Callback<(Option<New>, Option<Held>)>,
    pub on_enrol: Callback<()>,
    pub on_say: Callback<String>,
}

impl PartialEq for CreateProps {
    /// `form` is a way to write; what it holds is in `name`. A callback of an earlier drawing may hold the key
    /// of that drawing: it must not outlive it.
    fn eq(&self, other: &CreateProps) -> bool {
        self.lang == other.lang && self.name == other.name && self.new == other.new && self.on_made == other.on_made
    }
}

/// Draws the form, or what was made.
#[component(Create)]
pub fn create(props: &CreateProps) -> Html {
    let words = words::of(props.lang).keys();
    let count = use_own(|| 0_u32);
    let arrival = use_arrival(*count);
    if let Some(new) = &props.new {
        let enrol = props.on_enrol.reform(|_: MouseEvent| ());
        let another = props.on_made.reform(|_: MouseEvent| (None, None));
        return html! {
            <div tabindex="-1" ref={arrival}>
                <Made lang={props.lang} file={Rc::clone(&new.file)} />
                { facts(&new.public, props.lang) }
                <p>{ words.create_next }</p>
                <div class="zc-row">
                    <button type="button" class="zc-button zc-button--primary" onclick={enrol}>{ words.go_enrol }</button>
                    <button type="button" class="zc-button" onclick={another}>{ words.create_another }</button>
                </div>
            </div>
        };
    }
    let hints = [AttrValue::Static(words.create_name_hint)];
    let name = Field {
        id: "zc-create-name",
        label: words.name,
        hints: &hints,
        value: &props.name,
        fills: Fills::Name,
        ..Field::default()
    };
    let put = {
        let form = props.form.clone();
        Callback::from(move |name| form.set(Form { name, ..(*form.latest()).clone() }))
    };
    let on_made = {
        let told = props.on_made.clone();
        Callback::from(move |held: Held| {
            let new = New { public: held.public().clone(), file: Rc::clone(held.file()) };
            told.emit((Some(new), Some(held)));
            count.set(count.latest().wrapping_add(1));
        })
    };
    html! {
        <>
            { field(&name, put, Callback::noop()) }
            <MakeKey lang={props.lang} signer={props.name.clone()} {on_made} on_say={props.on_say.clone()} />
        </>
    }
}
