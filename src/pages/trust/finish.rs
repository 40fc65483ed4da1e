//! Signing the list: until when, by whom, with which key; then the file and what to print for the units.

use super::desk::{Desk, Step};
use super::make::{Fault, Form, Made, faults, knows_base, make};
use crate::browser::{clock, files, focus, task};
use crate::own::{Own, Steps, use_own};
use crate::pages::home::Depot;
use crate::pages::keyring::Held;
use crate::pages::signer;
use crate::pages::wrong::use_wrong;
use crate::pins::Pinboard;
use crate::route::Route;
use crate::state::{Action, Dispatch, State};
use crate::widgets::choice::{Group, checkboxes};
use crate::widgets::field::{Field, Fills, Room};
use crate::widgets::summary::Line;
use crate::words::{self, Trust as Words};
use std::rc::Rc;
use yew::prelude::*;
use zicha_core::digest::fingerprint;
use zicha_core::text::Lang;
use zicha_html::html;

/// Id of the list of what keeps from signing.
const FAULTS_ID: &str = "zc-trust-faults";

/// What signing is given.
#[derive(Properties, PartialEq)]
pub struct FinishProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
    pub depot: Depot,
    pub desk: Rc<Desk>,
    pub steps: Steps<Desk>,
}

/// Where signing stands.
#[derive(Clone, PartialEq)]
enum Stage {
    Filling,
    /// Asked to sign; faults are shown from here on.
    Tried,
    Signing,
    Failed(String),
    Done {
        made: Rc<Made>,
        taken: bool,
    },
}

/// Draws what is typed, the key, the button and the result.
#[component(Finish)]
pub fn finish(props: &FinishProps) -> Html {
    let expires = props.desk.base.as_ref().map(|base| base.list.expires.as_str().to_owned()).unwrap_or_default();
    let form = use_own(|| Form { expires, ..Form::default() });
    let held = use_own(|| None::<Held>);
    let stage = use_own(|| Stage::Filling);
    let tries = signer::use_tries();
    let lang = props.state.lang;
    let pins = Pinboard::read(&*props.depot.0);
    let view = View { props, words: words::of(lang).trust(), lang, form, held, stage, tries, pins };
    use_wrong(!view.faults().is_empty(), lang);
    view.draw()
}

struct View<'a> {
    props: &'a FinishProps,
    words: &'static Words,
    lang: Lang,
    form: Own<Form>,
    held: Own<Option<Held>>,
    stage: Own<Stage>,
    tries: signer::Tries,
    pins: Pinboard,
}

impl View<'_> {
    fn kid(&self) -> Option<zicha_core::sign::Kid> {
        (*self.held).as_ref().map(|held| held.public().kid())
    }

    fn draw(&self) -> Html {
        let (words, desk) = (self.words, &self.props.desk);
        let seq = desk.base.as_ref().map_or(1, |base| base.list.seq.saturating_add(1));
        let expires = Field { room: Room::Short, ..line("zc-trust-expires", words.expires, &self.form.expires) };
        html! {
            <section class="zc-noprint" aria-labelledby="zc-trust-sign-title">
                <h2 id="zc-trust-sign-title" tabindex="-1">{ words.sign }</h2>
                if let Stage::Done { made, taken } = &*self.stage { { self.done(made, *taken) } }
                <p>{ (words.sign_lead)(seq) }</p>
                { self.text(expires, words.expires_hint, &[Fault::Expires, Fault::Past], |form, it| form.expires = it) }
                { self.text(Field { fills: Fills::Name, ..line("zc-trust-name", words.name, &self.form.name) }, words.name_hint, &[Fault::Name],
                    |form, it| form.name = it) }
                { self.text(line("zc-trust-job", words.job, &self.form.job), "", &[], |form, it| form.job = it) }
                { self.key() }
                { self.base() }
                <div class="zc-trust__finish" id="zc-trust-finish" tabindex="-1">{ self.button() }</div>
            </section>
        }
    }

    fn faults(&self) -> Vec<Fault> {
        match &*self.stage {
            Stage::Tried => faults(&self.props.desk, &self.form, &self.pins, self.kid()),
            Stage::Filling | Stage::Signing | Stage::Failed(_) | Stage::Done { .. } => Vec::new(),
        }
    }

    /// The sentences of those faults that were found.
    fn said(&self, wanted: &[Fault]) -> Vec<String> {
        self.faults()
            .into_iter()
            .filter(|it| wanted.contains(it))
            .map(|it| it.sentence(self.words).to_owned())
            .collect()
    }

    /// A field of the form, with what is wrong with it once signing was asked for.
    fn text(&self, drawn: Field<'_>, hint: &'static str, wanted: &[Fault], put: fn(&mut Form, String)) -> Html {
        let errors = self.said(wanted);
        signer::text(drawn, hint, &errors, self.form.typed(put))
    }

    fn key(&self) -> Html {
        let errors = self.said(&[Fault::KeyMissing]);
        signer::key(self.lang, &self.form.name, &self.held, errors, &self.props.dispatch)
    }

    /// Asks who signed the list opened, where nothing else says it.
    fn base(&self) -> Html {
        let known = self.form.base_known;
        let asked = Form { base_known: false, ..(*self.form).clone() };
        if self.kid().is_none() || knows_base(&self.props.desk, &asked, &self.pins, self.kid()) {
            return Html::default();
        }
        let (words, errors) = (self.words, self.said(&[Fault::BaseUnknown]));
        let group = Group {
            id: "zc-trust-base",
            legend: words.base_unknown,
            hints: &[],
            errors: &errors,
            options: &[words.base_known],
        };
        let form = self.form.clone();
        let tick = Callback::from(move |(_, on)| form.set(Form { base_known: on, ..(*form.latest()).clone() }));
        checkboxes(&group, &[known], &tick)
    }

    fn button(&self) -> Html {
        let words = self.words;
        let busy = *self.stage == Stage::Signing;
        let onclick = {
            let (stage, tries) = (self.stage.clone(), self.tries.clone());
            let (form, held) = (self.form.clone(), self.held.clone());
            let (desk, pins, words, lang) = (Rc::clone(&self.props.desk), self.pins.clone(), self.words, self.lang);
            let (steps, dispatch) = (self.props.steps.clone(), self.props.dispatch.clone());
            move |_: MouseEvent| {
                let key = held.latest();
                let kid = (*key).as_ref().map(|held| held.public().kid());
                if *stage.latest() == Stage::Signing {
                    return;
                }
                let found = faults(&desk, &form.latest(), &pins, kid);
                let Some(held) = (*key).clone().filter(|_| found.is_empty()) else {
                    stage.set(Stage::Tried);
                    tries.again();
                    return;
                };
                stage.set(Stage::Signing);
                let job =
                    Job { desk: Rc::clone(&desk), form: (*form.latest()).clone(), stage: stage.clone(), words, lang };
                task::spawn(job.sign(held, steps.clone(), dispatch.clone()));
            }
        };
        let lines: Vec<Line> = self.faults().into_iter().map(|fault| self.line(fault)).collect();
        let failed = if let Stage::Failed(why) = &*self.stage { Some((words.failed)(why)) } else { None };
        let end = signer::Finish {
            ids: [FAULTS_ID, "zc-trust-failed", "zc-trust-sign"],
            title: words::of(self.lang).sign().faults,
            faults: &lines,
            failed: failed.as_deref(),
            label: words.button,
            busy: busy.then_some(words.signing),
        };
        signer::finish(&end, &self.tries, Callback::from(onclick))
    }

    fn line(&self, fault: Fault) -> Line {
        let words = self.words;
        let (name, field) = match fault {
            Fault::Waiting => (words.add, "zc-trust-add"),
            Fault::Expires | Fault::Past => (words.expires, "zc-trust-expires"),
            Fault::Name => (words.name, "zc-trust-name"),
            Fault::BaseUnknown => (words.base_known, "zc-trust-base"),
            Fault::KeyMissing => (words::of(self.lang).keyring().way, "zc-sign-key"),
        };
        let follow = Callback::from(move |()| focus::on_id(field));
        Line { href: Route::Trust.hash(), name: name.to_owned(), text: fault.sentence(words).to_owned(), follow }
    }

    fn done(&self, made: &Rc<Made>, taken: bool) -> Html {
        let words = self.words;
        let again = {
            let (made, stage) = (Rc::clone(made), self.stage.clone());
            move |_: MouseEvent| {
                let taken = hand_out(&made);
                stage.set(Stage::Done { made: Rc::clone(&made), taken });
            }
        };
        html! {
            <div class="zc-note zc-note--good" id="zc-trust-done" tabindex="-1">
                <p><strong>{ if taken { (words.done)(made.base.list.seq) } else { words.refused.to_owned() } }</strong></p>
                <dl class="zc-facts">
                    <dt>{ words.done_file }</dt><dd id="zc-trust-file">{ &made.file_name }</dd>
                    <dt>{ words.own_print }</dt>
                    <dd class="zc-print zc-print--large" id="zc-trust-own">{ fingerprint(made.kid.bytes()) }</dd>
                </dl>
                <p>{ words.give_out }</p>
                <p class="zc-trust__do"><button type="button" class="zc-button" onclick={again}>{ words.again }</button></p>
            </div>
        }
    }
}

/// A line to type in.
fn line<'a>(id: &'a str, label: &'a str, value: &'a str) -> Field<'a> {
    Field { id, label, value, ..Field::default() }
}

/// One signing.
struct Job {
    desk: Rc<Desk>,
    form: Form,
    stage: Own<Stage>,
    words: &'static Words,
    lang: Lang,
}

impl Job {
    async fn sign(self, held: Held, steps: Steps<Desk>, dispatch: Dispatch) {
        task::painted().await;
        match make(&self.desk, &self.form, held.key(), &clock::now_rfc3339()) {
            Ok(made) => {
                let (made, base) = (Rc::new(made.clone()), made.base);
                let taken = hand_out(&made);
                let said = if taken { (self.words.done)(base.list.seq) } else { self.words.refused.to_owned() };
                steps.dispatch(Step::Issued(base));
                self.stage.set(Stage::Done { made, taken });
                dispatch.dispatch(Action::Say(said));
                task::painted().await;
                focus::on_id("zc-trust-done");
            }
            Err(error) => self.stage.set(Stage::Failed(error.sentence(self.lang))),
        }
    }
}

/// Whether the browser took the download.
fn hand_out(made: &Made) -> bool {
    files::download(&made.file_name, "application/json", &made.bytes).is_ok()
}
