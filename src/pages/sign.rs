//! 签名并导出: shows what will be signed, asks who signs with which key, and hands out a file that
//! was read again and verified. The key lives in this page's memory and ends with it.
//!
//! Reading order: `form` (what is typed), `content` (what is signed), `make` (signing), `done` (the
//! result); the key is chosen in `pages::keyring`.

mod content;
mod done;
pub mod form;
pub mod make;

use self::done::{Done, hand_out};
use self::form::{Fault, Form, HasKey};
use self::make::{Occasion, SignError, Signed};
use crate::browser::{clock, embedded, focus, host, random, task};
use crate::own::{Own, use_own};
use crate::pages::edited::Edited;
use crate::pages::keyring::Held;
use crate::pages::signer::{self, Finish};
use crate::pages::wrong::use_wrong;
use crate::route::Route;
use crate::state::{Action, Dispatch, HEADING_ID, State, Work};
use crate::widgets::field::{Field, Fills, Room};
use crate::widgets::summary::Line;
use crate::words;
use std::rc::Rc;
use yew::prelude::*;
use zicha_core::finding::Finding;
use zicha_core::report;
use zicha_core::sign::Role;
use zicha_core::text::{self, Lang};
use zicha_html::html;

/// What the page is given.
#[derive(Properties, PartialEq)]
pub struct SignProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
}

/// Where signing stands.
#[derive(Clone, PartialEq)]
enum Stage {
    /// Not asked to sign yet.
    Filling,
    /// Asked; faults are shown from here on.
    Tried,
    Signing,
    Failed(String),
    Done {
        signed: Rc<Signed>,
        taken: bool,
    },
}

/// The page; nothing without an open form.
#[component(Sign)]
pub fn sign(props: &SignProps) -> Html {
    let form = use_own(Form::default);
    let held = use_own(|| None::<Held>);
    let stage = use_own(|| Stage::Filling);
    let tries = signer::use_tries();
    let view = props.state.work.as_ref().map(|work| View {
        props,
        work,
        blockers: report::blockers(&work.session),
        blanks: form::blanks(&work.session),
        form,
        held,
        stage,
        tries,
    });
    // What must be corrected is listed from the beginning.
    let is_wrong = view.as_ref().is_some_and(|view| !view.blockers.is_empty() || !view.faults().is_empty());
    use_wrong(is_wrong, props.state.lang);
    view.map(|view| view.draw()).unwrap_or_default()
}

/// One drawing of the page: what it was given and where it stands.
struct View<'a> {
    props: &'a SignProps,
    work: &'a Work,
    blockers: Vec<(usize, Finding)>,
    blanks: u32,
    form: Own<Form>,
    held: Own<Option<Held>>,
    stage: Own<Stage>,
    tries: signer::Tries,
}

impl View<'_> {
    fn lang(&self) -> Lang {
        self.props.state.lang
    }

    fn words(&self) -> &'static words::Sign {
        words::of(self.lang()).sign()
    }

    fn draw(&self) -> Html {
        let words = self.words();
        html! {
            <div class="zc-page zc-sign">
                <h1 id={HEADING_ID} tabindex="-1">{ words.title }</h1>
                <p>{ words.lead }</p>
                <section aria-labelledby="zc-sign-content">
                    <h2 id="zc-sign-content">{ words.content }</h2>
                    { content::facts(self.work, &self.props.state.shelf, self.revision(), self.lang()) }
                    <Edited state={Rc::clone(&self.props.state)} dispatch={self.props.dispatch.clone()} />
                    { content::blockers(&self.work.session, &self.blockers, self.lang(), &self.props.dispatch) }
                    { content::blanks(&self.form, self.blanks, self.is_wrong(Fault::BlanksUnknown), self.lang(), self.tick()) }
                </section>
                { self.signer() }
                <section aria-labelledby="zc-sign-key-title">
                    <h2 id="zc-sign-key-title">{ words.key }</h2>
                    <p>{ words.key_lead }</p>
                    { self.key() }
                </section>
                <section aria-labelledby="zc-sign-finish">
                    <h2 id="zc-sign-finish">{ words.finish }</h2>
                    <p>{ words.finish_lead }</p>
                    { self.finish() }
                </section>
            </div>
        }
    }

    fn signer(&self) -> Html {
        let words = self.words();
        let faults = self.faults();
        let text = |drawn: Field<'_>, hint, put| {
            let own = faults.iter().filter(|it| it.field() == drawn.id);
            let errors: Vec<String> = own.map(|it| it.sentence(self.lang())).collect();
            signer::text(drawn, hint, &errors, self.form.typed(put))
        };
        let name = Field {
            id: "zc-sign-name",
            label: words.name,
            value: &self.form.name,
            fills: Fills::Name,
            ..Field::default()
        };
        let job =
            Field { id: "zc-sign-job", label: words.job, value: &self.form.job, fills: Fills::Job, ..Field::default() };
        let (opinion, room) = (&self.form.opinion, Room::Lines(3));
        let opinion = Field { id: "zc-sign-opinion", label: words.opinion, value: opinion, room, ..Field::default() };
        html! {
            <section aria-labelledby="zc-sign-signer">
                <h2 id="zc-sign-signer">{ words.signer }</h2>
                <dl class="zc-facts">
                    <dt>{ words.role }</dt><dd>{ text::role(Role::Filler, self.lang()) }</dd>
                    <dt>{ words.unit }</dt><dd>{ &self.work.session.setting().unit.name }</dd>
                </dl>
                { text(name, words.name_hint, |form, it| form.name = it) }
                { text(job, words.job_hint, |form, it| form.job = it) }
                { text(opinion, words.opinion_hint, |form, it| form.opinion = it) }
            </section>
        }
    }

    fn tick(&self) -> Callback<Option<u32>> {
        let form = self.form.clone();
        Callback::from(move |blanks_known| form.set(Form { blanks_known, ..(*form.latest()).clone() }))
    }

    fn key(&self) -> Html {
        let errors =
            if self.is_wrong(Fault::KeyMissing) { vec![Fault::KeyMissing.sentence(self.lang())] } else { Vec::new() };
        signer::key(self.lang(), &self.form.name, &self.held, errors, &self.props.dispatch)
    }

    fn finish(&self) -> Html {
        let words = self.words();
        let faults = if self.was_tried() { self.faults() } else { Vec::new() };
        let lines: Vec<Line> = faults.iter().map(|fault| self.line(*fault)).collect();
        let it = Finish {
            ids: ["zc-sign-faults", "zc-sign-failed", "zc-sign-button"],
            title: words.faults,
            faults: &lines,
            failed: if let Stage::Failed(why) = &*self.stage { Some(why) } else { None },
            label: words.sign,
            busy: (*self.stage == Stage::Signing).then_some(words.signing),
        };
        html! {
            <>
                { signer::finish(&it, &self.tries, self.act()) }
                if let Stage::Done { signed, taken } = &*self.stage {
                    <Done key={signed.fingerprint.clone()} lang={self.lang()} signed={Rc::clone(signed)} taken={*taken} />
                }
            </>
        }
    }

    /// The edition just signed, else the one that would be signed now.
    fn revision(&self) -> u32 {
        match &*self.stage {
            Stage::Done { signed, .. } => signed.revision,
            Stage::Filling | Stage::Tried | Stage::Signing | Stage::Failed(_) => {
                self.work.identity.as_ref().map_or(1, |identity| identity.revision)
            }
        }
    }

    fn was_tried(&self) -> bool {
        *self.stage != Stage::Filling
    }

    fn faults(&self) -> Vec<Fault> {
        if !self.was_tried() {
            return Vec::new();
        }
        self.form.faults(self.blanks, self.blockers.len(), self.has_key())
    }

    fn has_key(&self) -> HasKey {
        if self.held.is_some() { HasKey::Yes } else { HasKey::No }
    }

    fn is_wrong(&self, fault: Fault) -> bool {
        self.faults().contains(&fault)
    }

    fn line(&self, fault: Fault) -> Line {
        let words = self.words();
        let name = match fault {
            Fault::Blockers { .. } | Fault::BlanksUnknown => words.content,
            Fault::Signer(slip) => slip.of(words.name, words.job, words.opinion),
            Fault::KeyMissing => words.key,
        };
        Line {
            href: Route::Sign.hash(),
            name: name.to_owned(),
            text: fault.sentence(self.lang()),
            follow: Callback::from(move |()| focus::on_id(fault.field())),
        }
    }

    /// What the button does: shows every fault at once, or signs.
    fn act(&self) -> Callback<MouseEvent> {
        let ready = self.form.faults(self.blanks, self.blockers.len(), self.has_key()).is_empty();
        let Some(held) = (*self.held).clone().filter(|_| ready) else {
            let (stage, tries) = (self.stage.clone(), self.tries.clone());
            return Callback::from(move |_| {
                stage.set(Stage::Tried);
                tries.again();
            });
        };
        let job = Job {
            work: self.work.clone(),
            form: (*self.form).clone(),
            state: Rc::clone(&self.props.state),
            held,
            dispatch: self.props.dispatch.clone(),
            stage: self.stage.clone(),
        };
        let stage = self.stage.clone();
        Callback::from(move |_| {
            if *stage != Stage::Signing {
                task::spawn(job.clone().run());
            }
        })
    }
}

/// One signing, from the button to the download.
#[derive(Clone)]
struct Job {
    work: Work,
    form: Form,
    state: Rc<State>,
    held: Held,
    dispatch: Dispatch,
    stage: Own<Stage>,
}

impl Job {
    async fn run(self) {
        let words = &self.state.words().sign();
        // The page around an element may ask for something first.
        if !host::allows("before-sign", "{\"by\":\"person\"}") {
            self.say(words.host_refused.to_owned());
            return self.stage.set(Stage::Failed(words.host_refused.to_owned()));
        }
        self.stage.set(Stage::Signing);
        self.say(words.signing.to_owned());
        task::painted().await;
        let outcome = self.occasion().and_then(|occasion| {
            make::make(&self.work.session, &self.form, self.held.key(), &self.state.shelf, occasion)
                .map_err(|error| why(&error, self.state.lang))
        });
        match outcome {
            Ok(signed) => {
                let taken = hand_out(&signed);
                let (next, file) = (signed.next.clone(), Rc::clone(&signed.bytes));
                self.dispatch.dispatch(Action::Signed { next, file });
                let said = if taken {
                    format!("{} {}", words.exported, signed.file_name)
                } else {
                    words.download_refused.to_owned()
                };
                self.say(said);
                self.stage.set(Stage::Done { signed: Rc::new(signed), taken });
            }
            Err(sentence) => {
                self.say(sentence.clone());
                self.stage.set(Stage::Failed(sentence));
            }
        }
    }

    fn say(&self, text: String) {
        self.dispatch.dispatch(Action::Say(text));
    }

    /// The next edition of the form's report, or its first.
    fn occasion(&self) -> Result<Occasion, String> {
        occasion(&self.work, self.state.lang)
    }
}

/// The next edition of the form's report, or its first; or why there can be none, in words.
pub fn occasion(work: &Work, lang: Lang) -> Result<Occasion, String> {
    let identity = match &work.identity {
        Some(identity) => identity.clone(),
        None => {
            let random = random::bytes().map_err(|_| words::of(lang).sign().no_randomness.to_owned())?;
            make::first(&random)
        }
    };
    Ok(Occasion { identity, now: clock::now_rfc3339(), build: embedded::build_id() })
}

/// Why nothing was signed, in words.
pub fn why(error: &SignError, lang: Lang) -> String {
    let words = words::of(lang).sign();
    match error {
        SignError::Clock => words.clock_wrong.to_owned(),
        SignError::Seal(error) => (words.not_signed)(&text::seal_error(error, lang)),
        SignError::NotSound(found) => {
            let reasons = found.reasons.iter().map(|reason| text::reason(reason, lang));
            (words.not_sound)(&reasons.collect::<Vec<_>>().join(" "))
        }
    }
}
