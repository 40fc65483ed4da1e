//! 审核签批: a signed report comes in, its exceptions are read, and it is signed again or returned with remarks.
//! Works without an open form, on another computer than the filler's.
//!
//! Reading order: `pages::case` (what came in), `form` (what is typed), `act` (what goes out), `sheet` (the exceptions),
//! `decide` (signing or returning), `done`.

mod act;
mod decide;
mod done;
mod form;
mod sheet;

use std::rc::Rc;

use yew::prelude::*;
use zicha_core::changes::{self, Comparison};
use zicha_core::sign::Role;
use zicha_core::text::{self, Lang};
use zicha_html::html;

use self::act::Made;
use self::done::Done;
use self::form::{Fault, Form};
use crate::browser::files::File;
use crate::browser::{focus, task};
use crate::own::{Own, use_effect_with, use_own};
use crate::pages::case::{self, Case};
use crate::pages::edited;
use crate::pages::file_drop::{FileDrop, read};
use crate::pages::keyring::Held;
use crate::pages::signer;
use crate::pages::wrong::use_wrong;
use crate::state::{Action, Dispatch, HEADING_ID, State};
use crate::widgets::paper::paper;
use crate::widgets::verdicts::verdicts;
use crate::words;

/// What the page is given.
#[derive(Properties, PartialEq)]
pub struct CountersignProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
}

/// Where the page stands with the report.
#[derive(Clone, PartialEq)]
enum Stage {
    /// Not asked to act yet.
    Reading,
    /// Asked; faults are shown from here on.
    Tried,
    Acting,
    Failed(String),
    Done {
        made: Rc<Made>,
        taken: bool,
    },
}

/// An earlier file beside the report, or why it was not taken.
type Before = Option<Rc<Result<Comparison, String>>>;

/// Draws the page.
#[component(Countersign)]
pub fn countersign(props: &CountersignProps) -> Html {
    let case = use_own(|| None::<Rc<Case>>);
    let refused = use_own(Vec::<String>::new);
    let form = use_own(Form::default);
    let held = use_own(|| None::<Held>);
    let stage = use_own(|| Stage::Reading);
    let before = use_own(|| Before::None);
    let tries = signer::use_tries();
    let view = View { props, case, refused, form, held, stage, before, tries };
    let faults = view.case.as_deref().map(|case| view.shown_faults(case));
    use_wrong(faults.is_some_and(|it| !it.is_empty()), props.state.lang);
    use_passed(&view);
    view.draw()
}

/// A report handed over by another page is opened as if it had been chosen here.
#[hook]
fn use_passed(view: &View<'_>) {
    let passed = view.props.state.passed.clone();
    let take = view.take();
    let at = passed.as_ref().map(|it| Rc::as_ptr(it).cast::<u8>() as usize);
    use_effect_with(at, move |_| passed.iter().for_each(|bytes| take.emit(Rc::clone(bytes))));
}

/// One drawing of the page: what it was given and where it stands.
#[derive(Clone)]
struct View<'a> {
    props: &'a CountersignProps,
    case: Own<Option<Rc<Case>>>,
    refused: Own<Vec<String>>,
    form: Own<Form>,
    held: Own<Option<Held>>,
    stage: Own<Stage>,
    before: Own<Before>,
    tries: signer::Tries,
}

impl View<'_> {
    fn lang(&self) -> Lang {
        self.props.state.lang
    }

    fn words(&self) -> &'static words::Countersign {
        words::of(self.lang()).countersign()
    }

    fn draw(&self) -> Html {
        let words = self.words();
        let all = words::of(self.lang());
        html! {
            <div class="zc-page zc-countersign">
                <h1 id={HEADING_ID} tabindex="-1">{ words.title }</h1>
                <p class="zc-cs__screen">{ words.lead }</p>
                <FileDrop id="zc-cs-file" label={words.file} hint={words.file_hint} or_drop={all.verify().drop_here}
                    errors={(*self.refused).clone()} on_files={self.on_files()} dispatch={self.props.dispatch.clone()} />
                if let Some(case) = &*self.case {
                    { paper(case.found.foot().as_ref(), self.lang(), html! {
                        <>
                            { self.report(case) }
                            { self.chain(case) }
                            { self.sheet(case) }
                            { self.decide(case) }
                        </>
                    }) }
                }
            </div>
        }
    }

    fn on_files(&self) -> Callback<Vec<File>> {
        let (take, refused, words) = (self.take(), self.refused.clone(), words::of(self.lang()));
        Callback::from(move |files: Vec<File>| {
            let Some(file) = files.into_iter().next() else { return };
            let (take, refused) = (take.clone(), refused.clone());
            task::spawn(async move {
                match read(file, words).await {
                    Ok(bytes) => take.emit(bytes.into()),
                    Err(why) => refused.set(vec![(words.countersign().failed)(&why)]),
                }
            });
        })
    }

    /// Opens a file in place of what was open; one that is refused leaves that as it is.
    fn take(&self) -> Callback<Rc<[u8]>> {
        let (state, dispatch, lang) = (Rc::clone(&self.props.state), self.props.dispatch.clone(), self.lang());
        let (case, refused, form, held) =
            (self.case.clone(), self.refused.clone(), self.form.clone(), self.held.clone());
        let (stage, before) = (self.stage.clone(), self.before.clone());
        Callback::from(move |bytes: Rc<[u8]>| match case::open(&bytes, &state.shelf, lang) {
            Ok(opened) => {
                let unit = &opened.session.setting().unit.name;
                dispatch.dispatch(Action::Say((words::of(lang).countersign().opened)(unit)));
                form.set(Form::of(&opened.found));
                refused.set(Vec::new());
                // The next signer is another person, with another key.
                held.set(None);
                stage.set(Stage::Reading);
                before.set(None);
                case.set(Some(Rc::new(opened)));
                task::spawn(async {
                    task::painted().await;
                    focus::on_id("zc-cs-report");
                });
            }
            Err(sentences) => refused.set(sentences),
        })
    }

    fn report(&self, case: &Case) -> Html {
        let (words, sign) = (self.words(), words::of(self.lang()).sign());
        let session = &case.session;
        let period = session.period().map(|period| period.title.clone()).unwrap_or_default();
        html! {
            <section aria-labelledby="zc-cs-report">
                <h2 id="zc-cs-report" tabindex="-1">{ words.report }</h2>
                <dl class="zc-facts">
                    <dt>{ sign.unit }</dt><dd lang="zh-Hans" id="zc-cs-unit">{ &session.setting().unit.name }</dd>
                    <dt>{ sign.catalogue }</dt>
                    <dd lang="zh-Hans">{ format!("{} {}", text::wide(&session.catalogue().title), session.catalogue().version) }</dd>
                    <dt>{ sign.period }</dt><dd lang="zh-Hans">{ period }</dd>
                    <dt>{ sign.edition }</dt><dd>{ (sign.edition_is)(case.revision) }</dd>
                    <dt>{ sign.fingerprint }</dt>
                    <dd class="zc-print">{ case.found.fingerprint.clone().unwrap_or_default() }</dd>
                </dl>
                { verdicts(&session.total(), self.lang()) }
                <p class="zc-note zc-cs__screen">{ words.unknown_signers }</p>
            </section>
        }
    }

    fn chain(&self, case: &Case) -> Html {
        let words = self.words();
        let signed = case.found.signatures.iter().map(|it| text::sign_off(&it.statement, self.lang()));
        html! {
            <section aria-labelledby="zc-cs-chain">
                <h2 id="zc-cs-chain">{ words.chain }</h2>
                <ol class="zc-cs__chain">{ for signed.map(|it| html! { <li>{ it }</li> }) }</ol>
                <p id="zc-cs-awaiting"><strong>{ awaited(&case.found.awaiting, self.lang()) }</strong></p>
            </section>
        }
    }

    /// Changes what is typed.
    fn put(&self, put: impl Fn(&mut Form, String) + 'static) -> Callback<String> {
        let form = self.form.clone();
        Callback::from(move |typed| {
            let mut next = (*form.latest()).clone();
            put(&mut next, typed);
            form.set(next);
        })
    }

    fn faults(&self, case: &Case) -> Vec<Fault> {
        let kid = self.held.as_ref().map(|held| held.public().kid());
        self.form.faults(&case.found, kid)
    }

    /// The place for an earlier file, and what changed since.
    fn compared(&self, case: &Rc<Case>) -> Html {
        let (words, lang) = (self.words(), self.lang());
        let (found, errors) = match self.before.as_deref() {
            Some(Ok(found)) => (Some(found), Vec::new()),
            Some(Err(why)) => (None, vec![why.clone()]),
            None => (None, Vec::new()),
        };
        let on_files = {
            let (before, case) = (self.before.clone(), Rc::clone(case));
            Callback::from(move |files: Vec<File>| {
                let Some(file) = files.into_iter().next() else { return };
                let (before, case) = (before.clone(), Rc::clone(&case));
                task::spawn(async move {
                    let found = read(file, words::of(lang)).await.and_then(|bytes| {
                        changes::compare(&bytes, &case.bytes).map_err(|error| text::compare_error(&error, lang))
                    });
                    before.set(Some(Rc::new(found)));
                });
            })
        };
        html! {
            <div class="zc-cs__before">
                <FileDrop id="zc-cs-before" label={words.before} hint={words.before_hint}
                    or_drop={words::of(lang).verify().drop_here} {errors} {on_files} />
                if let Some(found) = found {
                    { edited::list(found, Some(case.session.catalogue()), lang) }
                    if !found.continues { <p class="zc-note zc-note--warn">{ words.not_continued }</p> }
                }
            </div>
        }
    }

    fn done(&self) -> Html {
        let Stage::Done { made, taken } = &*self.stage else { return Html::default() };
        html! { <Done key={made.file_name.clone()} lang={self.lang()} made={Rc::clone(made)} taken={*taken} /> }
    }
}

/// Who is still to sign, in a sentence.
fn awaited(roles: &[Role], lang: Lang) -> String {
    let words = words::of(lang).countersign();
    if roles.is_empty() {
        return words.nobody_awaited.to_owned();
    }
    let roles: Vec<&str> = roles.iter().map(|role| text::role(*role, lang)).collect();
    (words.awaiting)(&roles.join(words::of(lang).frame.comma))
}
