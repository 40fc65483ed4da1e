//! The one place where files come in on the first page; what a file is, its `format` says. Lies in the second half of
//! the program, with the linter.

use crate::browser::files::{self, File, FileError};
use crate::browser::{clock, task};
use crate::drafts;
use crate::own::use_own;
use crate::pages::countersign::case;
use crate::pages::file_drop::FileDrop;
use crate::pages::home::{Depot, own};
use crate::pins::Pinboard;
use crate::shelf::{Head, Issue};
use crate::state::{Action, Book, Dispatch, State, Work};
use crate::words::{Intake as Words, Words as All};
use std::rc::Rc;
use std::sync::Arc;
use yew::prelude::*;
use zicha_core::calendar::WorkCalendar;
use zicha_core::canonical::{self, Value};
use zicha_core::catalogue::{Catalogue, Fault, wire};
use zicha_core::date::Date;
use zicha_core::digest::fingerprint;
use zicha_core::envelope::Against;
use zicha_core::package::{self, PackageError};
use zicha_core::profile::{self, ProfileError};
use zicha_core::returned;
use zicha_core::text::{self, Lang};
use zicha_html::html;

/// Most faults of a file that are listed.
pub const FAULTS_SHOWN_MAX: usize = 8;

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
    let on_files = {
        let (errors, signed, props) = (errors.clone(), signed.clone(), props.clone());
        Callback::from(move |chosen: Vec<File>| {
            let Some(file) = chosen.into_iter().next() else { return };
            let (errors, signed, props) = (errors.clone(), signed.clone(), props.clone());
            task::spawn(async move {
                let came = bytes(files::read(file).await, props.state.words());
                let taken =
                    came.and_then(|bytes| take(&bytes, &props.state, &Pinboard::read(&*props.depot.0), clock::today()));
                signed.set(None);
                errors.set(match taken {
                    Ok(Taken::Signed(work)) => {
                        signed.set(Some(work));
                        Vec::new()
                    }
                    Ok(taken) => {
                        act(&props, taken);
                        Vec::new()
                    }
                    Err(sentences) => sentences,
                });
            });
        })
    };
    html! {
        <section class="zc-panel" aria-labelledby="zc-intake">
            <h2 id="zc-intake">{ words.intake().title }</h2>
            <FileDrop id="zc-import" label={words.intake().label} hint={words.intake().hint} or_drop={words.sign().or_drop}
                errors={(*errors).clone()} {on_files} />
            if let Some(work) = &*signed { { offer(props, work) } }
        </section>
    }
}

/// What can be done with a signed report.
fn offer(props: &IntakeProps, work: &Rc<Work>) -> Html {
    let words = &props.state.words().countersign();
    let next = work.identity.as_ref().map_or(2, |it| it.revision);
    let change = {
        let (open, work) = (props.open.clone(), Rc::clone(work));
        move |_: MouseEvent| open.emit(Rc::clone(&work))
    };
    let countersign = {
        let (dispatch, file) = (props.dispatch.clone(), work.signed.clone());
        move |_: MouseEvent| file.iter().for_each(|file| dispatch.dispatch(Action::Countersign(Rc::clone(file))))
    };
    html! {
        <div class="zc-note" id="zc-came" role="status">
            <p>{ (words.came)(&work.session.setting().unit.name, next.saturating_sub(1)) }</p>
            <p>{ words.came_hint }</p>
            <div class="zc-row">
                <button type="button" class="zc-button zc-button--primary" id="zc-go-countersign" onclick={countersign}>
                    { words.go_countersign }
                </button>
                <button type="button" class="zc-button" id="zc-continue" onclick={change}>{ (words.continue_as)(next) }</button>
            </div>
        </div>
    }
}

fn bytes(read: Result<Vec<u8>, FileError>, words: &All) -> Result<Vec<u8>, Vec<String>> {
    read.map_err(|error| {
        let why = match error {
            FileError::TooLarge { .. } => words.frame.file_too_large,
            FileError::Unreadable => words.frame.file_unreadable,
        };
        vec![(words.intake().failed)(why)]
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
    Catalogue(Box<Loaded>),
}

/// A catalogue that came in.
#[derive(Debug)]
pub struct Loaded {
    pub head: Head,
    /// In canonical form.
    pub file: String,
    /// What came with it, as a file and read.
    pub calendar: Option<(String, Arc<WorkCalendar>)>,
    /// Which edition it is, and which one of the same id it takes the place of.
    pub edition: String,
    pub before: Option<String>,
}

/// Reads a file of any kind that belongs here.
///
/// # Errors
/// What is wrong with it, in sentences.
pub fn take(bytes: &[u8], state: &State, pins: &Pinboard, today: Option<Date>) -> Result<Taken, Vec<String>> {
    let (words, lang) = (&state.words().intake(), state.lang);
    let value = canonical::parse(bytes).ok();
    match value.as_ref().and_then(|it| it.get("format")) {
        Some(Value::Str(format)) if format == wire::FORMAT => catalogue(bytes, None, state),
        Some(Value::Str(format)) if format == profile::FORMAT => {
            let given = profile::read(bytes).map_err(|faults| sentences(&faults, words, lang))?;
            let target = &given.catalogue.id;
            let base = state.shelf.book(target).and_then(Book::text);
            let base = base.ok_or_else(|| vec![(words.failed)(&(words.no_base)(target))])?;
            let applied = profile::apply(base.as_bytes(), bytes).map_err(|error| {
                let (ProfileError::Catalogue(faults) | ProfileError::Profile(faults)) = error;
                sentences(&faults, words, lang)
            })?;
            catalogue(&applied, Some(&given.issuer), state)
        }
        Some(Value::Str(format)) if format == returned::FORMAT => {
            let back =
                returned::read(bytes).map_err(|error| vec![(words.failed)(&text::return_error(&error, lang))])?;
            let mut work = reopened(&back.file, state, today)?;
            work.remarks = back.note.to_draft().into();
            Ok(Taken::Returned(Box::new(work)))
        }
        Some(_) | None if value.as_ref().is_some_and(package::is_one) => signed_package(bytes, state, pins),
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

/// A catalogue with every fault found, sent out by `issuer` or else by the office its document is from.
fn catalogue(bytes: &[u8], issuer: Option<&str>, state: &State) -> Result<Taken, Vec<String>> {
    let words = &state.words().intake();
    let read = Catalogue::read(bytes).map_err(|faults| sentences(&faults, words, state.lang))?;
    let known = state.shelf.catalogue(&read.id).is_some_and(|it| it.digests == read.digests);
    if known {
        return Err(vec![(words.failed)(&(words.already)(&read.title))]);
    }
    if state.shelf.calendar_of(&read).is_none() {
        return Err(vec![(words.failed)(state.words().home.no_calendar)]);
    }
    // It was read, so it is JSON.
    let file = canonical::parse(bytes).map(|value| canonical::to_bytes(&value)).unwrap_or_default();
    let file = String::from_utf8(file).unwrap_or_default();
    let head = Head::of(&read, issuer.unwrap_or(&read.source.issuer));
    let (edition, before) = (edition(&read, None), before(&read, state));
    Ok(Taken::Catalogue(Box::new(Loaded { head, file, calendar: None, edition, before })))
}

/// `2.0.0（2021-03-01）`: the version, and the day of issue or of the document.
fn edition(catalogue: &Catalogue, issue: Option<&Issue>) -> String {
    let day = issue.map_or(&catalogue.source.published, |issue| &issue.day);
    format!("{}（{day}）", catalogue.version)
}

/// The edition at hand, where it is another text.
fn before(catalogue: &Catalogue, state: &State) -> Option<String> {
    let book = state.shelf.book(&catalogue.id)?;
    let old = book.catalogue().filter(|old| old.digests != catalogue.digests)?;
    Some(edition(old, book.head.issue.as_ref()))
}

/// A package that its office signed. What is altered is refused; whether the signer is known, the pins say.
fn signed_package(bytes: &[u8], state: &State, pins: &Pinboard) -> Result<Taken, Vec<String>> {
    let (words, lang) = (&state.words().intake(), state.lang);
    let refuse = |why: &str| vec![(words.failed)(why)];
    let found = package::open(bytes, &Against::default()).map_err(|error| match &error {
        PackageError::Catalogue(faults) | PackageError::Profile(faults) => sentences(faults, words, lang),
        PackageError::Open(_)
        | PackageError::NotAPackage { .. }
        | PackageError::Signature { .. }
        | PackageError::NotTheOffice { .. }
        | PackageError::Json(_)
        | PackageError::Shape(_)
        | PackageError::Calendar(_)
        | PackageError::OtherCalendar { .. } => refuse(&text::package_error(&error, lang)),
    })?;
    let contents = found.contents();
    if contents.calendar.is_none() && state.shelf.calendar(&contents.catalogue.calendar).is_none() {
        return Err(refuse(state.words().home.no_calendar));
    }
    let by = found.issuers().first().ok_or_else(|| refuse(words.no_issuer))?;
    let signer = &by.statement.signer;
    let issue = Issue {
        signer: format!("{} {}", signer.name, signer.title),
        fingerprint: by.kid.map(|kid| fingerprint(kid.bytes())).unwrap_or_default(),
        day: contents.issued.as_str().to_owned(),
        compared: found.issuers().iter().filter_map(|it| it.kid).any(|kid| pins.holds(kid)),
    };
    let text = |file: &[u8]| String::from_utf8(file.to_vec()).unwrap_or_default();
    let calendar = contents.calendar_file.as_deref().map(text).zip(contents.calendar.clone());
    let (edition, before) = (edition(&contents.catalogue, Some(&issue)), before(&contents.catalogue, state));
    let head = Head { issue: Some(issue), ..Head::of(&contents.catalogue, &signer.unit) };
    Ok(Taken::Catalogue(Box::new(Loaded { head, file: text(&contents.catalogue_file), calendar, edition, before })))
}

fn sentences(faults: &[Fault], words: &Words, lang: Lang) -> Vec<String> {
    let errors = || faults.iter().filter(|it| it.code.is_error());
    let count = errors().count();
    let mut said = vec![(words.faults)(count)];
    said.extend(errors().take(FAULTS_SHOWN_MAX).map(|it| text::fault(it, lang)));
    if count > FAULTS_SHOWN_MAX {
        said.push((words.faults_more)(count - FAULTS_SHOWN_MAX));
    }
    said
}

fn act(props: &IntakeProps, taken: Taken) {
    let words = &props.state.words().intake();
    match taken {
        Taken::Draft(work) => props.open.emit(Rc::from(work)),
        Taken::Signed(work) => props.open.emit(work),
        Taken::Returned(work) => {
            let said = (props.state.words().countersign().came_back)(work.remarks.len());
            props.open.emit(Rc::from(work));
            props.dispatch.dispatch(Action::Say(said));
        }
        Taken::Catalogue(loaded) => {
            let Loaded { head, file, calendar, edition, before } = *loaded;
            let title = head.title.clone();
            let calendar_file = calendar.as_ref().map(|(file, _)| file.as_str());
            let (book, mut said) = match own::keep(&props.depot, head.clone(), &file, calendar_file) {
                Ok(book) if props.depot.is_lasting() => (book, (words.kept)(&title)),
                Ok(book) => (book, (words.not_kept)(&title)),
                Err(_) => {
                    let book = Book::new(head, move || Some(file.clone()));
                    (book.with_calendar(calendar.map(|(_, read)| read)), (words.not_kept)(&title))
                }
            };
            if let Some(before) = before {
                said += &(words.replaces)(&before, &edition);
            }
            props.dispatch.dispatch(Action::Shelve(book));
            props.dispatch.dispatch(Action::Say(said));
            props.dispatch.dispatch(Action::GoTo { route: crate::route::Route::Home, id: "zc-catalogue".to_owned() });
        }
    }
}
