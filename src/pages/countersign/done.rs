//! What was exported, and who gets it next.

use std::rc::Rc;

use yew::prelude::*;
use zicha_core::text::{self, Lang};
use zicha_html::html;

use super::act::Made;
use crate::browser::{files, focus};
use crate::own::{use_effect_with, use_own};
use crate::words;

/// What is shown.
#[derive(Properties, PartialEq)]
pub struct DoneProps {
    pub lang: Lang,
    pub made: Rc<Made>,
    /// The browser took the download.
    pub taken: bool,
}

/// Hands the file to the browser; whether it was taken.
pub fn hand_out(made: &Made) -> bool {
    files::download(&made.file_name, "application/json", &made.bytes).is_ok()
}

/// Draws it and takes the keyboard.
#[component(Done)]
pub fn done(props: &DoneProps) -> Html {
    let (words, sign) = (words::of(props.lang).countersign(), words::of(props.lang).sign());
    let made = &props.made;
    let taken = use_own(|| props.taken);
    let heading = use_node_ref();
    {
        let heading = heading.clone();
        use_effect_with(Rc::as_ptr(made) as usize, move |_| focus::on(&heading));
    }
    let onclick = {
        let (made, taken) = (Rc::clone(made), taken.clone());
        move |_: MouseEvent| taken.set(hand_out(&made))
    };
    let title = match (*taken, made.signed_as) {
        (true, Some(role)) => (words.signed)(text::role(role, props.lang)),
        (true, None) => words.returned.to_owned(),
        (false, _) => sign.download_refused.to_owned(),
    };
    let next = match (made.signed_as, made.awaiting.first()) {
        (None, _) => words.returned_next.to_owned(),
        (Some(_), Some(role)) => (words.pass_on)(text::role(*role, props.lang)),
        (Some(_), None) => words.complete.to_owned(),
    };
    html! {
        <div class="zc-sign__done" id="zc-cs-done">
            <h3 id="zc-cs-done-title" ref={heading} tabindex="-1">
                if *taken { <span aria-hidden="true">{ "✓ " }</span> }{ title }
            </h3>
            <dl class="zc-facts">
                <dt>{ sign.file }</dt><dd id="zc-cs-done-file">{ &made.file_name }</dd>
                <dt>{ sign.size }</dt><dd>{ (sign.bytes)(made.bytes.len()) }</dd>
                <dt>{ sign.fingerprint }</dt><dd class="zc-print">{ &made.fingerprint }</dd>
            </dl>
            <p><strong>{ next }</strong></p>
            <p><button type="button" class="zc-button" {onclick}>{ sign.again }</button></p>
        </div>
    }
}
