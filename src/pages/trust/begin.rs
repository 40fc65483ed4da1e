//! The empty desk, and what lies on it: a list opened or begun.

use super::View;
use super::desk::{Fault, Step};
use crate::browser::files::{self, File};
use crate::browser::{focus, task};
use crate::pages::file_drop::FileDrop;
use crate::pages::verify::person;
use crate::widgets::field::{Field, field};
use yew::prelude::*;
use zicha_core::digest::fingerprint;
use zicha_core::session::clean;
use zicha_html::html;

impl View<'_> {
    /// Open the current list, or begin one.
    pub(super) fn begin(&self) -> Html {
        let words = self.words;
        let errors: Vec<String> = match &self.desk.fault {
            Some(fault @ Fault::Open { .. }) => vec![fault.sentence(self.lang)],
            Some(Fault::Offer { .. } | Fault::Issue(_) | Fault::TooMany) | None => Vec::new(),
        };
        let on_files = {
            let steps = self.steps.clone();
            Callback::from(move |files: Vec<File>| {
                let steps = steps.clone();
                task::spawn(async move {
                    let Some(file) = files.into_iter().next() else { return };
                    let name = file.name();
                    steps.dispatch(match files::read(file).await {
                        Ok(bytes) => Step::Open { name, bytes },
                        Err(error) => Step::Unread { name, error },
                    });
                });
            })
        };
        html! {
            <>
                <section aria-labelledby="zc-trust-open-title">
                    <h2 id="zc-trust-open-title">{ words.open }</h2>
                    <FileDrop id="zc-trust-open" label={words.open_file} hint={words.open_hint} or_drop={words.drop_here} {errors}
                        {on_files} />
                </section>
                { self.new_list() }
            </>
        }
    }

    fn new_list(&self) -> Html {
        let (words, typed) = (self.words, &self.typed);
        let errors: Vec<String> = typed.office_missed.then(|| words.office_missing.to_owned()).into_iter().collect();
        let onsubmit = {
            let (steps, typed) = (self.steps.clone(), typed.clone());
            move |event: SubmitEvent| {
                event.prevent_default();
                let now = (*typed.latest()).clone();
                if clean(now.office.trim()).is_empty() {
                    typed.set(super::Typed { office_missed: true, ..now });
                    focus::on_id("zc-trust-office");
                } else {
                    steps.dispatch(Step::Begin(now.office));
                }
            }
        };
        let hints = [AttrValue::Static(words.office_hint)];
        let drawn = Field {
            id: "zc-trust-office",
            label: words.office,
            hints: &hints,
            errors: &errors,
            value: &typed.office,
            ..Field::default()
        };
        html! {
            <section aria-labelledby="zc-trust-begin-title">
                <h2 id="zc-trust-begin-title">{ words.begin }</h2>
                <p>{ words.begin_lead }</p>
                <form {onsubmit} novalidate=true>
                    { field(&drawn, self.put(|it, text| (it.office, it.office_missed) = (text, false)), Callback::noop()) }
                    <p class="zc-trust__do"><button type="submit" class="zc-button">{ words.begin_button }</button></p>
                </form>
            </section>
        }
    }

    /// Which list is being worked on.
    pub(super) fn at_hand(&self) -> Html {
        let (words, desk) = (self.words, self.desk);
        let Some(list) = &desk.list else { return Html::default() };
        let close = if desk.is_changed() { words.close_losing } else { words.close };
        html! {
            <section class="zc-noprint" aria-labelledby="zc-trust-at-hand">
                <h2 id="zc-trust-at-hand">{ words.at_hand }</h2>
                <dl class="zc-facts">
                    <dt>{ words.office }</dt><dd>{ &list.office }</dd>
                    <dt>{ words.file }</dt>
                    if let Some(base) = &desk.base {
                        <dd>{ (words.from)(&base.name, base.list.seq) }</dd>
                        <dt>{ words.issued }</dt>
                        <dd>{ (words.issued_is)(base.list.issued.as_str(), base.list.expires.as_str()) }</dd>
                        <dt>{ words.signed_by }</dt>
                        if base.signers.is_empty() { <dd class="zc-field__error">{ words.signed_by_nobody }</dd> }
                        { for base.signers.iter().map(|(kid, says)| html! {
                            <dd>{ person(&says.signer) }<br /><span class="zc-print">{ fingerprint(kid.bytes()) }</span></dd>
                        }) }
                    } else {
                        <dd>{ words.new_list }</dd>
                    }
                </dl>
                <p class="zc-trust__do">{ self.button(close, || Step::Close) }</p>
            </section>
        }
    }
}
