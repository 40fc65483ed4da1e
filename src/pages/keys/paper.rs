//! What came of a registration: the file, what happens with it next, and the 公钥登记表 to print. Printing
//! prints the form alone, on one sheet.

use crate::browser::{files, focus, print};
use crate::own::{use_effect_with, use_own};
use crate::pages::file_name;
use crate::words;
use std::rc::Rc;
use yew::prelude::*;
use zicha_core::digest::fingerprint;
use zicha_core::enrolment::Enrolled;
use zicha_core::enrolment::form::{self, Form};
use zicha_core::text::Lang;
use zicha_html::html;

/// A registration that was made and opened again.
pub struct Done {
    /// Of the file.
    pub name: String,
    bytes: Vec<u8>,
    fingerprint: String,
    form: Form,
    form_name: String,
    /// It takes the place of another key.
    replaces: bool,
}

impl PartialEq for Done {
    fn eq(&self, other: &Done) -> bool {
        self.bytes == other.bytes
    }
}

impl Done {
    pub fn new(bytes: Vec<u8>, enrolled: &Enrolled) -> Done {
        let it = enrolled.enrolment();
        Done {
            name: file_name::enrolment(&it.holder.name),
            bytes,
            fingerprint: fingerprint(it.key.kid().bytes()),
            form: form::form(enrolled),
            form_name: file_name::enrolment_form(&it.holder.name),
            replaces: it.replaces.is_some(),
        }
    }

    /// Whether the browser took the download.
    pub fn hand_out(&self) -> bool {
        files::download(&self.name, "application/json", &self.bytes).is_ok()
    }

    fn hand_out_form(&self) -> bool {
        files::download(&self.form_name, "text/html;charset=utf-8", form::page(&self.form).as_bytes()).is_ok()
    }
}

/// What is shown.
#[derive(Properties, PartialEq)]
pub struct PaperProps {
    pub lang: Lang,
    pub done: Rc<Done>,
}

/// Draws it and takes the keyboard.
#[component(Paper)]
pub fn paper(props: &PaperProps) -> Html {
    let words = words::of(props.lang).keys();
    let done = &props.done;
    let refused = use_own(|| false);
    let heading = use_node_ref();
    {
        let heading = heading.clone();
        use_effect_with(Rc::clone(done), move |_| focus::on(&heading));
    }
    let offer = |hand_out: fn(&Done) -> bool| {
        let (done, refused) = (Rc::clone(done), refused.clone());
        move |_: MouseEvent| refused.set(!hand_out(&done))
    };
    let steps = if done.replaces { words.replaced_next } else { words.enrolled_next };
    html! {
        <section class="zc-keys__done" aria-labelledby="zc-enrol-done">
            <div class="zc-sign__done">
                <h3 id="zc-enrol-done" ref={heading} tabindex="-1">
                    <span aria-hidden="true">{ "✓ " }</span>{ (words.enrolled)(&done.name) }
                </h3>
                <dl class="zc-facts">
                    <dt>{ words::of(props.lang).keyring().fingerprint }</dt>
                    <dd class="zc-print" id="zc-enrol-fingerprint">{ &done.fingerprint }</dd>
                </dl>
                <h4>{ words.next }</h4>
                <ol class="zc-key__keep">{ for steps.iter().map(|it| html! { <li>{ *it }</li> }) }</ol>
                if *refused { <p class="zc-field__error">{ words::of(props.lang).keyring().download_refused }</p> }
                <div class="zc-row">
                    <button type="button" class="zc-button zc-button--primary" onclick={|_: MouseEvent| print::print()}>
                        { words.print }
                    </button>
                    <button type="button" class="zc-button" onclick={offer(Done::hand_out_form)}>{ words.form_save }</button>
                    <button type="button" class="zc-button" onclick={offer(Done::hand_out)}>{ words.file_again }</button>
                </div>
            </div>
            { sheet(&done.form) }
        </section>
    }
}

/// The form with the classes of `zicha_core::enrolment::form`.
fn sheet(form: &Form) -> Html {
    let fact = |(label, value): &(&'static str, String)| {
        html! { <tr><th scope="row">{ *label }</th><td>{ value }</td></tr> }
    };
    let blank = |(who, lines): &(&'static str, &'static [&'static str])| {
        html! {
            <div class="zc-enrolment__blank">
                <h4>{ *who }</h4>
                { for lines.iter().map(|line| html! { <p>{ *line }</p> }) }
            </div>
        }
    };
    html! {
        <article class="zc-enrolment" lang="zh-Hans">
            <h3>{ form.title }</h3>
            <table><tbody>{ for form.facts.iter().map(fact) }</tbody></table>
            <p>{ form.declaration }</p>
            { for form.blanks.iter().map(blank) }
        </article>
    }
}
