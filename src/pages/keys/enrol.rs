//! Registers a key with the receiving office, or a new one in place of an old one: who holds it, the key, the
//! old key, and the file they sign.

use super::Task;
use super::form::{Fault, Form, Old};
use super::paper::{Done, Paper};
use crate::browser::{clock, focus, task};
use crate::own::{Own, use_effect_with, use_own};
use crate::pages::keyring::lock::{Why, use_lock};
use crate::pages::keyring::open_key::OpenKey;
use crate::pages::keyring::{Held, KeyChooser, facts, why_locked};
use crate::pages::wrong::use_wrong;
use crate::route::Route;
use crate::widgets::choice::{Group, checkboxes};
use crate::widgets::field::{Field, Fills, field};
use crate::widgets::summary::{self, Line};
use crate::words::{self, Keys as Labels};
use std::rc::Rc;
use yew::prelude::*;
use zicha_core::enrolment::{self, MakeError};
use zicha_core::sign::{Moment, Role};
use zicha_core::text::{self, Lang};
use zicha_html::html;

/// What registering is told.
#[derive(Properties)]
pub struct EnrolProps {
    pub lang: Lang,
    /// [`Task::Enrol`] or [`Task::Replace`].
    pub task: Task,
    /// Where to write; what it holds is `typed`.
    pub form: Own<Form>,
    pub typed: Form,
    pub held: Option<Held>,
    pub on_key: Callback<Option<Held>>,
    /// The paper form stands on the page from now on.
    pub on_paper: Callback<()>,
    pub on_say: Callback<String>,
}

impl PartialEq for EnrolProps {
    /// As in `create`: a callback of an earlier drawing may hold its key.
    fn eq(&self, other: &EnrolProps) -> bool {
        (self.lang, self.task) == (other.lang, other.task)
            && (&self.typed, &self.held, &self.on_key) == (&other.typed, &other.held, &other.on_key)
    }
}

/// Where registering stands.
#[derive(Clone, PartialEq)]
enum Stage {
    Filling,
    /// Asked; faults are shown from here on.
    Tried,
    Working,
    Failed(String),
    Done(Rc<Done>),
}

/// Draws the form, and under it what was made.
#[component(Enrol)]
pub fn enrol(props: &EnrolProps) -> Html {
    let view = View {
        props,
        words: words::of(props.lang).keys(),
        old: use_own(|| None),
        locked: use_own(|| None),
        stage: use_own(|| Stage::Filling),
        tries: use_own(|| 0),
    };
    use_lock(view.old.as_ref(), view.lock_old());
    use_wrong(!view.shown().is_empty(), props.lang);
    let summary = use_node_ref();
    {
        let summary = summary.clone();
        use_effect_with(*view.tries, move |tries| {
            if *tries > 0 {
                focus::on(&summary);
            }
        });
    }
    html! {
        <>
            { view.holder() }
            { view.key() }
            if props.task == Task::Replace { { view.old_key() } }
            { view.finish(summary) }
        </>
    }
}

/// One drawing.
struct View<'a> {
    props: &'a EnrolProps,
    words: &'static Labels,
    /// The key that is replaced.
    old: Own<Option<Held>>,
    /// Why the old key was locked.
    locked: Own<Option<Why>>,
    stage: Own<Stage>,
    tries: Own<u32>,
}

impl View<'_> {
    fn holder(&self) -> Html {
        let (words, typed) = (self.words, &self.props.typed);
        let text = |(id, fills), label, hint: &'static str, value, faults: [Fault; 2], put: fn(&mut Form, String)| {
            let (errors, hints) = (self.errors(&faults), [AttrValue::Static(hint)]);
            field(
                &Field { id, label, hints: &hints, errors: &errors, value, fills, ..Field::default() },
                self.put(put),
                Callback::noop(),
            )
        };
        let roles = Role::ALL.map(|role| text::role(role, self.props.lang));
        let hints = [AttrValue::Static(words.roles_hint)];
        let group = Group {
            id: "zc-enrol-roles",
            legend: words.roles,
            hints: &hints,
            errors: &self.errors(&[Fault::RoleMissing]),
            options: &roles,
        };
        let form = self.props.form.clone();
        let tick = Callback::from(move |(at, on): (usize, bool)| {
            let mut next = (*form.latest()).clone();
            next.roles.iter_mut().skip(at).take(1).for_each(|role| *role = on);
            form.set(next);
        });
        let (long_name, long_unit) = ([Fault::NameMissing, Fault::NameLong], [Fault::UnitMissing, Fault::UnitLong]);
        html! {
            <>
                <h3>{ words.holder }</h3>
                { text(("zc-enrol-name", Fills::Name), words.name, words.name_hint, &typed.name, long_name, |form, it| form.name = it) }
                { text(("zc-enrol-unit", Fills::Unit), words.unit, words.unit_hint, &typed.unit, long_unit, |form, it| form.unit = it) }
                { text(("zc-enrol-job", Fills::Job), words.job, words.job_hint, &typed.job, [Fault::JobLong; 2], |form, it| form.job = it) }
                { checkboxes(&group, &typed.roles, &tick) }
            </>
        }
    }

    fn put(&self, put: fn(&mut Form, String)) -> Callback<String> {
        let form = self.props.form.clone();
        Callback::from(move |typed| {
            let mut next = (*form.latest()).clone();
            put(&mut next, typed);
            form.set(next);
        })
    }

    fn key(&self) -> Html {
        let (words, props) = (self.words, self.props);
        let title = if props.task == Task::Replace { words.key_new } else { words.key };
        html! {
            <>
                <h3>{ title }</h3>
                <KeyChooser lang={props.lang} signer={props.typed.name.clone()} held={props.held.clone()}
                    errors={self.errors(&[Fault::KeyMissing])} on_key={props.on_key.clone()} on_say={props.on_say.clone()} />
            </>
        }
    }

    fn old_key(&self) -> Html {
        let (words, props) = (self.words, self.props);
        let errors = self.errors(&[Fault::OldMissing, Fault::OldIsNew]);
        let inner = match &*self.old {
            Some(held) => {
                let old = self.old.clone();
                let other = move |_: MouseEvent| old.set(None);
                html! {
                    <>
                        { facts(held.public(), props.lang) }
                        <p><button type="button" class="zc-button" onclick={other}>{ words.old_other }</button></p>
                    </>
                }
            }
            None => {
                let (old, locked) = (self.old.clone(), self.locked.clone());
                let on_opened = Callback::from(move |held: Held| {
                    locked.set(None);
                    old.set(Some(held));
                });
                html! { <OpenKey lang={props.lang} prefix="zc-old" {on_opened} on_say={props.on_say.clone()} /> }
            }
        };
        let shared = words::of(props.lang).keyring();
        html! {
            <>
                <h3>{ words.key_old }</h3>
                <p>{ words.key_old_lead }</p>
                <div class="zc-sign__key" id="zc-enrol-old" tabindex="-1">
                    if let Some(why) = *self.locked { <p class="zc-note zc-note--warn">{ why_locked(shared, why) }</p> }
                    if !errors.is_empty() { <p class="zc-field__error">{ errors.concat() }</p> }
                    { inner }
                </div>
            </>
        }
    }

    fn lock_old(&self) -> Callback<Why> {
        let (old, locked) = (self.old.clone(), self.locked.clone());
        Callback::from(move |why| {
            locked.set(Some(why));
            old.set(None);
        })
    }

    fn finish(&self, summary: NodeRef) -> Html {
        let words = self.words;
        let lines: Vec<Line> = self.shown().iter().map(|fault| self.line(*fault)).collect();
        let busy = *self.stage == Stage::Working;
        html! {
            <>
                if !lines.is_empty() {
                    <div class="zc-summary zc-summary--error" ref={summary} tabindex="-1" id="zc-enrol-faults">
                        <h3>{ words.faults }</h3>
                        <ul class="zc-summary__list">{ for lines.iter().map(summary::line) }</ul>
                    </div>
                }
                if let Stage::Failed(why) = &*self.stage { <p class="zc-field__error" id="zc-enrol-failed">{ why }</p> }
                <p class="zc-keys__finish">
                    <button type="button" class="zc-button zc-button--primary" id="zc-enrol-button" disabled={busy}
                        onclick={self.act()}>{ words.enrol_make }</button>
                    if busy { <span class="zc-busy">{ words.enrol_making }</span> }
                </p>
                if let Stage::Done(done) = &*self.stage { <Paper lang={self.props.lang} done={Rc::clone(done)} /> }
            </>
        }
    }

    fn faults(&self) -> Vec<Fault> {
        let old = match (self.props.task, &*self.old) {
            (Task::Replace, None) => Old::Missing,
            (Task::Replace, Some(old)) => Old::Open(old.public().kid()),
            (Task::Create | Task::Check | Task::Change | Task::Enrol, _) => Old::NotAsked,
        };
        self.props.typed.faults(self.props.held.as_ref().map(|held| held.public().kid()), old)
    }

    /// Faults once the person has asked; a key that was locked after the file was made is none.
    fn shown(&self) -> Vec<Fault> {
        match &*self.stage {
            Stage::Tried | Stage::Failed(_) => self.faults(),
            Stage::Filling | Stage::Working | Stage::Done(_) => Vec::new(),
        }
    }

    fn errors(&self, of: &[Fault]) -> Vec<String> {
        self.shown().into_iter().filter(|it| of.contains(it)).map(|it| it.sentence(self.words)).collect()
    }

    fn line(&self, fault: Fault) -> Line {
        let words = self.words;
        let name = match fault {
            Fault::NameMissing | Fault::NameLong => words.name,
            Fault::UnitMissing | Fault::UnitLong => words.unit,
            Fault::JobLong => words.job,
            Fault::RoleMissing => words.roles,
            Fault::KeyMissing => words.key_short,
            Fault::OldMissing | Fault::OldIsNew => words.key_old_short,
        };
        Line {
            href: Route::Keys.hash(),
            name: name.to_owned(),
            text: fault.sentence(words),
            follow: Callback::from(move |()| focus::on_id(fault.field())),
        }
    }

    /// What the button does: shows every fault at once, or signs.
    fn act(&self) -> Callback<MouseEvent> {
        let (stage, tries) = (self.stage.clone(), self.tries.clone());
        let Some(held) = self.props.held.clone().filter(|_| self.faults().is_empty()) else {
            return Callback::from(move |_| {
                stage.set(Stage::Tried);
                tries.set(tries.wrapping_add(1));
            });
        };
        let job = Job {
            lang: self.props.lang,
            form: self.props.typed.clone(),
            held,
            old: (*self.old).clone(),
            stage: self.stage.clone(),
            on_paper: self.props.on_paper.clone(),
            on_say: self.props.on_say.clone(),
        };
        Callback::from(move |_| {
            if *stage != Stage::Working {
                task::spawn(job.clone().run());
            }
        })
    }
}

/// One registration, from the button to the download.
#[derive(Clone)]
struct Job {
    lang: Lang,
    form: Form,
    held: Held,
    old: Option<Held>,
    stage: Own<Stage>,
    on_paper: Callback<()>,
    on_say: Callback<String>,
}

impl Job {
    async fn run(self) {
        let words = words::of(self.lang).keys();
        self.stage.set(Stage::Working);
        self.on_say.emit(words.enrol_making.to_owned());
        task::painted().await;
        match self.make() {
            Ok(done) => {
                let refused = words::of(self.lang).keyring().download_refused;
                self.on_say.emit(if done.hand_out() { (words.enrolled)(&done.name) } else { refused.to_owned() });
                self.stage.set(Stage::Done(Rc::new(done)));
                self.on_paper.emit(());
            }
            Err(sentence) => {
                self.on_say.emit(sentence.clone());
                self.stage.set(Stage::Failed(sentence));
            }
        }
    }

    fn make(&self) -> Result<Done, String> {
        let created = Moment::read(&clock::now_rfc3339());
        let created = created.ok_or_else(|| words::of(self.lang).sign().clock_wrong.to_owned())?;
        let replaces = self.old.as_ref().map(|old| old.public().kid());
        let it = self.form.enrolment(self.held.public(), replaces, created);
        let made = enrolment::make(&it, self.held.key(), self.old.as_ref().map(Held::key));
        let (bytes, enrolled) = made.map_err(|error| match error {
            MakeError::Seal(error) => text::seal_error(&error, self.lang),
            MakeError::NotSound(error) => text::enrolment_error(&error, self.lang),
        })?;
        Ok(Done::new(bytes, &enrolled))
    }
}
