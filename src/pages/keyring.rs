//! Choosing the key: open a key file, or make one. The open key lives in the page's memory only.

mod make_key;
mod open_key;
mod passphrase;
mod secret;

use self::make_key::{Made, MakeKey};
use self::open_key::OpenKey;
use crate::browser::files::FileError;
use crate::own::use_own;
use crate::widgets::choice::{Group, radios};
use crate::words;
use std::rc::Rc;
use yew::prelude::*;
use zicha_core::digest::fingerprint;
use zicha_core::keyfile::KeyFileError;
use zicha_core::sign::PrivateKey;
use zicha_core::text::{self, Lang};
use zicha_html::html;

/// A key in memory, overwritten when the last of these is dropped.
#[derive(Clone)]
pub struct Held(pub Rc<PrivateKey>);

impl PartialEq for Held {
    fn eq(&self, other: &Held) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Where a key comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Open,
    Make,
}

/// What the chooser is told.
#[derive(Properties, PartialEq)]
pub struct KeyChooserProps {
    pub lang: Lang,
    /// A new key file is named after this person.
    pub signer: AttrValue,
    pub held: Option<Held>,
    /// Why the choice as a whole is at fault.
    pub errors: Vec<String>,
    pub on_key: Callback<Option<Held>>,
    /// Says a sentence in the live region.
    pub on_say: Callback<String>,
}

/// Draws the choice, or the key that is open.
#[component(KeyChooser)]
pub fn key_chooser(props: &KeyChooserProps) -> Html {
    let words = &words::of(props.lang).sign;
    let way = use_own(|| Way::Open);
    let made = use_own(|| None);
    if let Some(held) = &props.held {
        let (told, forget, way) = (props.on_key.clone(), made.clone(), way.clone());
        let other = move |_: MouseEvent| {
            forget.set(None);
            way.set(Way::Open);
            told.emit(None);
        };
        return html! {
            <div class="zc-sign__key" id="zc-sign-key" tabindex="-1">
                if let Some(made) = &*made { <Made lang={props.lang} file={Rc::clone(made)} /> }
                <p class="zc-ok"><span aria-hidden="true">{ "✓ " }</span>{ words.key_ready }</p>
                <dl class="zc-facts">
                    <dt>{ words.key_fingerprint }</dt>
                    <dd class="zc-print">{ fingerprint(held.0.kid().bytes()) }</dd>
                </dl>
                <p><button type="button" class="zc-button" onclick={other}>{ words.key_other }</button></p>
            </div>
        };
    }
    let choose = {
        let way = way.clone();
        Callback::from(move |at: usize| way.set(if at == 0 { Way::Open } else { Way::Make }))
    };
    let ways = Group {
        id: "zc-sign-key",
        legend: words.key_way,
        hints: &[],
        errors: &props.errors,
        options: &[words.key_open, words.key_make],
    };
    let chosen = match *way {
        Way::Open => 0,
        Way::Make => 1,
    };
    let keep = made.clone();
    let on_made = Callback::from(move |file| keep.set(Some(file)));
    html! {
        <div class="zc-sign__key">
            { radios(&ways, Some(chosen), &choose) }
            { match *way {
                Way::Open => html! {
                    <OpenKey lang={props.lang} on_key={props.on_key.clone()} on_say={props.on_say.clone()} />
                },
                Way::Make => html! {
                    <MakeKey lang={props.lang} signer={props.signer.clone()} {on_made}
                        on_key={props.on_key.clone()} on_say={props.on_say.clone()} />
                },
            } }
        </div>
    }
}

/// Why a chosen key file could not be read at all.
fn file_error(error: FileError, lang: Lang) -> String {
    match error {
        FileError::TooLarge { bytes, .. } => {
            let bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
            text::key_error(&KeyFileError::TooLarge { bytes }, lang)
        }
        FileError::Unreadable => words::of(lang).verify.unreadable.to_owned(),
    }
}
