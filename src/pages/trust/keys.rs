//! Keys that came in and wait to be compared, each with its fingerprint.

use super::View;
use super::desk::{Candidate, Fault, Step};
use crate::browser::files::{self, File};
use crate::browser::task;
use crate::pages::file_drop::FileDrop;
use crate::widgets::choice::{Group, checkboxes};
use crate::widgets::field::{Field, field};
use crate::words;
use yew::prelude::*;
use zicha_core::digest::fingerprint;
use zicha_core::enrolment::Standing;
use zicha_core::sign::Role;
use zicha_core::text;
use zicha_html::html;

impl View<'_> {
    /// The place for enrolment files, and those that wait.
    pub(super) fn add(&self) -> Html {
        let words = self.words;
        let errors: Vec<String> = match &self.desk.fault {
            Some(fault @ (Fault::Offer { .. } | Fault::TooMany | Fault::Issue(_))) => vec![fault.sentence(self.lang)],
            Some(Fault::Open { .. }) | None => Vec::new(),
        };
        let on_files = {
            let steps = self.steps.clone();
            Callback::from(move |files: Vec<File>| {
                let steps = steps.clone();
                task::spawn(async move {
                    for file in files.into_iter().take(files::CHOICE_MAX) {
                        let name = file.name();
                        steps.dispatch(match files::read(file).await {
                            Ok(bytes) => Step::Offer { name, bytes },
                            Err(error) => Step::Unread { name, error },
                        });
                        task::breathe().await;
                    }
                });
            })
        };
        html! {
            <section class="zc-noprint" aria-labelledby="zc-trust-add-title">
                <h2 id="zc-trust-add-title">{ words.add }</h2>
                <p>{ words.add_lead }</p>
                <FileDrop id="zc-trust-add" label={words.add_files} hint={words.add_hint} or_drop={words.drop_here} multiple=true
                    {errors} {on_files} />
                { for self.desk.waiting.iter().map(|it| self.candidate(it)) }
            </section>
        }
    }

    fn candidate(&self, it: &Candidate) -> Html {
        let (words, number) = (self.words, it.number);
        let carried = self.desk.standing(it) == Standing::CarriedOver;
        let confirm = if carried { words.confirm_carried } else { words.confirm };
        let onclick = {
            let steps = self.steps.clone();
            move |_: MouseEvent| steps.dispatch(Step::Confirm(number))
        };
        html! {
            <article class="zc-trust__wait" key={number}>
                <h3>{ &it.file }</h3>
                <p class="zc-note">{ self.what_to_do(it, carried) }</p>
                if self.desk.known(it).is_some() { <p class="zc-note zc-note--warn">{ words.known }</p> }
                if it.is_enrolled() { { self.enrolled(it) } } else { { self.bare(it) } }
                <dl class="zc-facts">
                    <dt>{ words.key }</dt>
                    <dd class="zc-print zc-print--large">{ fingerprint(it.offered.key.kid().bytes()) }</dd>
                </dl>
                <div class="zc-row">
                    <button type="button" class="zc-button zc-button--primary" {onclick}>{ confirm }</button>
                    { self.button(words.drop, move || Step::Drop(number)) }
                </div>
            </article>
        }
    }

    fn what_to_do(&self, it: &Candidate, carried: bool) -> String {
        let words = self.words;
        let replaces = it.offered.enrolled.as_ref().and_then(|it| it.enrolment().replaces);
        match (replaces, carried) {
            (Some(old), true) => {
                let print = fingerprint(old.bytes());
                (words.carried_over)(print.get(..19).unwrap_or(&print))
            }
            (Some(_), false) => words.not_carried_over.to_owned() + words.on_paper,
            (None, _) if it.is_enrolled() => words.on_paper.to_owned(),
            (None, _) => words.on_paper_bare.to_owned(),
        }
    }

    fn enrolled(&self, it: &Candidate) -> Html {
        let (words, colon) = (self.words, words::of(self.lang).frame.comma);
        let Some(enrolled) = &it.offered.enrolled else { return Html::default() };
        let said = enrolled.enrolment();
        let roles: Vec<&str> = said.roles.iter().map(|role| text::role(*role, self.lang)).collect();
        html! {
            <dl class="zc-facts">
                <dt>{ words.holder }</dt><dd>{ &said.holder.name }{ " " }{ &said.holder.title }</dd>
                <dt>{ words.unit }</dt><dd>{ &said.holder.unit }</dd>
                <dt>{ words.roles }</dt><dd>{ roles.join(colon) }</dd>
                <dt>{ words.created }</dt><dd>{ said.created.as_str() }</dd>
            </dl>
        }
    }

    fn bare(&self, it: &Candidate) -> Html {
        let (words, number) = (self.words, it.number);
        let said = |lacks: bool, sentence: &str| {
            (it.tried && lacks).then(|| sentence.to_owned()).into_iter().collect::<Vec<String>>()
        };
        let [name, unit, roles] = it.lacks();
        let text = |id: &str, label, value: &str, errors: &[String], step: fn(usize, String) -> Step| {
            let steps = self.steps.clone();
            let id = format!("zc-trust-{id}-{number}");
            let drawn = Field { id: &id, label, errors, value, ..Field::default() };
            field(&drawn, Callback::from(move |text| steps.dispatch(step(number, text))), Callback::noop())
        };
        let options = Role::ALL.map(|role| text::role(role, self.lang));
        let errors = said(roles, words.roles_missing);
        let id = format!("zc-trust-role-{number}");
        let group = Group { id: &id, legend: words.roles, hints: &[], errors: &errors, options: &options };
        let steps = self.steps.clone();
        let tick = Callback::from(move |(at, on)| steps.dispatch(Step::Role(number, at, on)));
        html! {
            <>
                { text("holder", words.holder, &it.name, &said(name, words.name_missing), Step::Name) }
                { text("unit", words.unit, &it.unit, &said(unit, words.unit_missing), Step::Unit) }
                { checkboxes(&group, &it.roles, &tick) }
            </>
        }
    }
}
