//! After signing: what was exported, and its fingerprint to be compared on paper.

use super::make::Signed;
use crate::browser::{files, focus};
use crate::own::{use_effect_with, use_own};
use crate::words;
use std::rc::Rc;
use yew::prelude::*;
use zicha_core::text::Lang;
use zicha_html::html;

/// What is shown.
#[derive(Properties, PartialEq)]
pub struct DoneProps {
    pub lang: Lang,
    pub signed: Rc<Signed>,
    /// The browser took the download.
    pub taken: bool,
}

/// Hands the file to the browser; whether it was taken.
pub fn hand_out(signed: &Signed) -> bool {
    files::download(&signed.file_name, "application/json", &signed.bytes).is_ok()
}

/// Draws it and takes the keyboard.
#[component(Done)]
pub fn done(props: &DoneProps) -> Html {
    let words = words::of(props.lang).sign();
    let signed = &props.signed;
    let taken = use_own(|| props.taken);
    let heading = use_node_ref();
    {
        let heading = heading.clone();
        use_effect_with(signed.fingerprint.clone(), move |_| focus::on(&heading));
    }
    let onclick = {
        let (signed, taken) = (Rc::clone(signed), taken.clone());
        move |_: MouseEvent| taken.set(hand_out(&signed))
    };
    html! {
        <section class="zc-sign__done" id="zc-sign-done" aria-labelledby="zc-sign-done-title">
            if *taken {
                <h3 id="zc-sign-done-title" ref={heading} tabindex="-1">
                    <span aria-hidden="true">{ "✓ " }</span>{ words.exported }
                </h3>
            } else {
                <h3 id="zc-sign-done-title" ref={heading} tabindex="-1">{ words.download_refused }</h3>
            }
            <dl class="zc-facts">
                <dt>{ words.file }</dt><dd id="zc-sign-file">{ &signed.file_name }</dd>
                <dt>{ words.edition }</dt><dd>{ (words.edition_is)(signed.revision) }</dd>
                <dt>{ words.size }</dt><dd>{ (words.bytes)(signed.bytes.len()) }</dd>
                <dt>{ words.fingerprint }</dt><dd class="zc-print" id="zc-sign-fingerprint">{ &signed.fingerprint }</dd>
            </dl>
            <p>{ words.reread }</p>
            <p><strong>{ words.not_sent }</strong></p>
            <p><button type="button" class="zc-button" {onclick}>{ words.again }</button></p>
        </section>
    }
}
