//! The one place where files come in on the first page; what a file is, its `format` says. Catalogues are read by
//! `shelving`.

use crate::browser::files::{self, File, FileError};
use crate::browser::late::Late;
use crate::browser::{clock, task};
use crate::drafts;
use crate::own::use_own;
use crate::pages::case;
use crate::pages::file_drop::FileDrop;
use crate::pages::home::Depot;
use crate::pages::shelving::Shelving;
use crate::state::{Action, Dispatch, State, Work};
use crate::words::{Countersign, Words as All};
use std::rc::Rc;
use yew::prelude::*;
use zicha_core::canonical::{self, Value};
use zicha_core::catalogue::wire;
use zicha_core::date::Date;
use zicha_core::package;
use zicha_core::profile;
use zicha_core::returned;
use zicha_core::text;
use zicha_html::html;

/// What it needs to know, and whom it tells of a draft.
#[derive(Properties, PartialEq, Clone)]
pub struct IntakeProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
    pub depot: Depot,
    pub open: Callback<Rc<Work>>,
}

/// Draws the place. What is wrong with a file is said beside it, and nothing else changes.
#[component(Intake)]
pub fn intake(props: &IntakeProps) -> Html {
    let words = props.state.words();
    let errors = use_own(Vec::<String>::new);
    let signed = use_own(|| None::<Rc<Work>>);
    let catalogue = use_own(|| None::<Rc<[u8]>>);
    let on_files = {
        let (errors, signed, catalogue, props) = (errors.clone(), signed.clone(), catalogue.clone(), props.clone());
        Callback::from(move |chosen: Vec<File>| {
            let Some(file) = chosen.into_iter().next() else { return };
            let (errors, signed, catalogue, props) = (errors.clone(), signed.clone(), catalogue.clone(), props.clone());
            task::spawn(async move {
                let came = bytes(files::read(file).await, props.state.words());
                let taken = came.and_then(|bytes| Ok((take(&bytes, &props.state, clock::today())?, bytes)));
                signed.set(None);
                errors.set(match taken {
                    Ok((Taken::Catalogue, bytes)) => {
                        let words = props.state.words();
                        props.dispatch.dispatch(Action::Tell(match props.state.office {
                            Late::Ready | Late::OnTheWay => words.frame.late.to_owned(),
                            Late::Failed => words.frame.late_failed.to_owned(),
                            Late::Absent => words.intake().one_only.to_owned(),
                        }));
                        catalogue.set(Some(bytes.into()));
                        Vec::new()
                    }
                    Ok((Taken::Signed(work), _)) => {
                        props.dispatch.dispatch(Action::Tell(came_in(&work, props.state.words().countersign())));
                        signed.set(Some(work));
                        Vec::new()
                    }
                    Ok((taken, _)) => {
                        act(&props, taken);
                        Vec::new()
                    }
                    Err(sentences) => sentences,
                });
            });
        })
    };
    let done = {
        let (errors, catalogue) = (errors.clone(), catalogue.clone());
        Callback::from(move |found| {
            catalogue.set(None);
            errors.set(found);
        })
    };
    html! {
        <section class="zc-panel" aria-labelledby="zc-intake">
            <h2 id="zc-intake">{ words.intake().title }</h2>
            <FileDrop id="zc-import" label={words.intake().label} hint={words.intake().hint} or_drop={words.sign().or_drop}
                errors={(*errors).clone()} {on_files} dispatch={props.dispatch.clone()} />
            if let Some(work) = &*signed { { offer(props, work) } }
            if let Some(file) = &*catalogue { { shelve(props, file, done) } }
        </section>
    }
}

/// Reads the catalogue in the part of the program that can, once that is here.
fn shelve(props: &IntakeProps, file: &Rc<[u8]>, done: Callback<Vec<String>>) -> Html {
    let words = props.state.words();
    match props.state.office {
        Late::Ready => html! {
            <Shelving state={Rc::clone(&props.state)} dispatch={props.dispatch.clone()} depot={props.depot.clone()}
                file={Rc::clone(file)} {done} />
        },
        Late::OnTheWay => html! { <p class="zc-busy">{ words.frame.late }</p> },
        Late::Failed => html! { <p class="zc-field__error">{ words.frame.late_failed }</p> },
        Late::Absent => html! { <p class="zc-field__error">{ words.intake().one_only }</p> },
    }
}

/// The revision that a change of it would make.
fn revision(work: &Work) -> u32 {
    work.identity.as_ref().map_or(2, |it| it.revision)
}

fn came_in(work: &Work, words: &Countersign) -> String {
    (words.came)(&work.session.setting().unit.name, revision(work).saturating_sub(1))
}

/// What can be done with a signed report.
fn offer(props: &IntakeProps, work: &Rc<Work>) -> Html {
    let words = props.state.words().countersign();
    let next = revision(work);
    let change = {
        let (open, work) = (props.open.clone(), Rc::clone(work));
        move |_: MouseEvent| open.emit(Rc::clone(&work))
    };
    let countersign = {
        let (dispatch, file) = (props.dispatch.clone(), work.signed.clone());
        move |_: MouseEvent| file.iter().for_each(|file| dispatch.dispatch(Action::Countersign(Rc::clone(file))))
    };
    html! {
        <div class="zc-note" id="zc-came">
            <p>{ came_in(work, words) }</p>
            <p>{ words.came_hint }</p>
            <div class="zc-row">
                if props.state.office != Late::Absent {
                    <button type="button" class="zc-button zc-button--primary" id="zc-go-countersign" onclick={countersign}>
                        { words.go_countersign }
                    </button>
                }
                <button type="button" class="zc-button" id="zc-continue" onclick={change}>{ (words.continue_as)(next) }</button>
            </div>
        </div>
    }
}

fn bytes(read: Result<Vec<u8>, FileError>, words: &All) -> Result<Vec<u8>, Vec<String>> {
    read.map_err(|error| {
        let words = words.intake();
        let why = match error {
            FileError::TooLarge { .. } => words.file_too_large,
            FileError::Unreadable => words.file_unreadable,
        };
        vec![(words.failed)(why)]
    })
}

/// What a file turned out to be.
#[derive(Debug)]
pub enum Taken {
    Draft(Box<Work>),
    /// A report somebody returned: its answers as the next revision, with the remarks.
    Returned(Box<Work>),
    /// A signed report: its answers as the next revision, should the person want to change them.
    Signed(Rc<Work>),
    /// A catalogue, alone or in a package, or a profile of one: `shelving` reads it.
    Catalogue,
}

/// Reads a file of any kind that belongs here.
///
/// # Errors
/// What is wrong with it, in sentences.
pub fn take(bytes: &[u8], state: &State, today: Option<Date>) -> Result<Taken, Vec<String>> {
    let (words, lang) = (&state.words().intake(), state.lang);
    let value = canonical::parse(bytes).ok();
    match value.as_ref().and_then(|it| it.get("format")) {
        Some(Value::Str(format)) if format == wire::FORMAT || format == profile::FORMAT => Ok(Taken::Catalogue),
        Some(Value::Str(format)) if format == returned::FORMAT => {
            let back =
                returned::read(bytes).map_err(|error| vec![(words.failed)(&text::return_error(&error, lang))])?;
            let mut work = reopened(&back.file, state, today)?;
            work.remarks = back.note.to_draft().into();
            Ok(Taken::Returned(Box::new(work)))
        }
        Some(_) | None if value.as_ref().is_some_and(package::is_one) => Ok(Taken::Catalogue),
        Some(_) | None if is_report(value.as_ref()) => Ok(Taken::Signed(Rc::new(reopened(bytes, state, today)?))),
        Some(_) | None => {
            let opened = drafts::open(bytes, &state.shelf, today);
            let mut work = opened.map_err(|error| vec![(words.failed)(&text::draft_error(&error, lang))])?;
            // A file is not in this browser's storage yet.
            work.changes = 1;
            Ok(Taken::Draft(Box::new(work)))
        }
    }
}

fn is_report(value: Option<&Value>) -> bool {
    value.is_some_and(|it| it.get("report").is_some() && it.get("signatures").is_some())
}

/// The answers of a signed report, to be changed and signed as its next revision.
fn reopened(bytes: &[u8], state: &State, today: Option<Date>) -> Result<Work, Vec<String>> {
    let case = case::open(bytes, &state.shelf, state.lang)?;
    let mut work = Work::new(case.session.with_today(today));
    work.identity = Some(case.next);
    work.signed = Some(case.bytes);
    // It is not in this browser's storage yet.
    work.changes = 1;
    Ok(work)
}

fn act(props: &IntakeProps, taken: Taken) {
    match taken {
        Taken::Draft(work) => props.open.emit(Rc::from(work)),
        Taken::Signed(work) => props.open.emit(work),
        Taken::Returned(work) => {
            let said = (props.state.words().countersign().came_back)(work.remarks.len());
            props.open.emit(Rc::from(work));
            props.dispatch.dispatch(Action::Say(said));
        }
        // Drawn, it does the rest.
        Taken::Catalogue => {}
    }
}
