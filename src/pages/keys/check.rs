//! Opens a key file to see that file and passphrase are good and which key it is; a second copy for safety.
//! The key itself is dropped at once.

use crate::own::use_own;
use crate::pages::keyring::key_file::KeyFile;
use crate::pages::keyring::open_key::OpenKey;
use crate::pages::keyring::{Held, facts, use_arrival};
use crate::words;
use std::rc::Rc;
use yew::prelude::*;
use zicha_core::keyfile;
use zicha_core::sign::PublicKey;
use zicha_core::text::Lang;
use zicha_html::html;

/// What checking is told.
#[derive(Properties, PartialEq)]
pub struct CheckProps {
    pub lang: Lang,
    pub on_say: Callback<String>,
}

/// A file that opened.
struct Good {
    file: Rc<KeyFile>,
    public: PublicKey,
}

/// Draws the file and passphrase, or what is in it.
#[component(Check)]
pub fn check(props: &CheckProps) -> Html {
    let words = words::of(props.lang).keys();
    let good = use_own(|| None::<Good>);
    let refused = use_own(|| false);
    let count = use_own(|| 0_u32);
    let arrival = use_arrival(*count);
    let Some(it) = &*good else {
        let (good, on_say) = (good.clone(), props.on_say.clone());
        let on_opened = Callback::from(move |held: Held| {
            on_say.emit(words.checked.to_owned());
            good.set(Some(Good { public: held.public().clone(), file: Rc::clone(held.file()) }));
            count.set(count.latest().wrapping_add(1));
        });
        return html! { <OpenKey lang={props.lang} prefix="zc-check" {on_opened} on_say={props.on_say.clone()} /> };
    };
    let another = {
        let good = good.clone();
        move |_: MouseEvent| good.set(None)
    };
    let copy = {
        let (file, refused) = (Rc::clone(&it.file), refused.clone());
        move |_: MouseEvent| refused.set(!file.hand_out())
    };
    html! {
        <>
            <p class="zc-ok" id="zc-check-good" tabindex="-1" ref={arrival}><span aria-hidden="true">{ "✓ " }</span>{ words.checked }</p>
            <dl class="zc-facts"><dt>{ words.file }</dt><dd>{ &it.file.name }</dd></dl>
            { facts(&it.public, props.lang) }
            <dl class="zc-facts">
                <dt>{ words.protection }</dt>
                <dd id="zc-check-rounds">{ (words.protection_is)(keyfile::rounds(&it.file.bytes).unwrap_or_default()) }</dd>
            </dl>
            <p class="zc-note">{ words.backup }</p>
            if *refused { <p class="zc-field__error">{ words::of(props.lang).keyring().download_refused }</p> }
            <div class="zc-row">
                <button type="button" class="zc-button zc-button--primary" onclick={copy}>{ words.backup_save }</button>
                <button type="button" class="zc-button" onclick={another}>{ words.check_another }</button>
            </div>
        </>
    }
}
