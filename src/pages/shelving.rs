//! Catalogues from files: one alone, a profile of one, or a package that an office signed. In the third part of the
//! program, with the linter: an edition with one catalogue for those who fill in goes without.

use crate::own::use_effect_with;
use crate::pages::home::{Depot, own};
use crate::pins::Pinboard;
use crate::shelf::{Head, Issue};
use crate::state::{Action, Book, Dispatch, State};
use crate::words::Intake as Words;
use std::rc::Rc;
use std::sync::Arc;
use yew::prelude::*;
use zicha_core::calendar::WorkCalendar;
use zicha_core::canonical::{self, Value};
use zicha_core::catalogue::{Catalogue, Fault};
use zicha_core::digest::fingerprint;
use zicha_core::envelope::Against;
use zicha_core::package::{self, PackageError};
use zicha_core::profile::{self, ProfileError};
use zicha_core::text::{self, Lang};

/// Most faults of a file that are listed.
pub const FAULTS_SHOWN_MAX: usize = 8;

/// What it needs to know, and whom it tells.
#[derive(Properties, PartialEq, Clone)]
pub struct ShelvingProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
    pub depot: Depot,
    pub file: Rc<[u8]>,
    /// Told what is wrong with the file; nothing where it was shelved.
    pub done: Callback<Vec<String>>,
}

/// Shelves the file as soon as it is drawn, and draws nothing.
#[component(Shelving)]
pub fn shelving(props: &ShelvingProps) -> Html {
    let props = props.clone();
    use_effect_with(props.file.as_ptr() as usize, move |_| {
        let taken = take(&props.file, &props.state, &Pinboard::read(&*props.depot.0));
        props.done.emit(taken.map(|loaded| shelve(&props, loaded)).err().unwrap_or_default());
    });
    Html::default()
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

/// Reads a catalogue, a profile or a package.
///
/// # Errors
/// What is wrong with it, in sentences.
pub fn take(bytes: &[u8], state: &State, pins: &Pinboard) -> Result<Loaded, Vec<String>> {
    let (words, lang) = (state.words().intake(), state.lang);
    let value = canonical::parse(bytes).ok();
    match value.as_ref().and_then(|it| it.get("format")) {
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
        Some(_) | None if value.as_ref().is_some_and(package::is_one) => signed_package(bytes, state, pins),
        Some(_) | None => catalogue(bytes, None, state),
    }
}

/// A catalogue with every fault found, sent out by `issuer` or else by the office its document is from.
fn catalogue(bytes: &[u8], issuer: Option<&str>, state: &State) -> Result<Loaded, Vec<String>> {
    let words = state.words().intake();
    let read = Catalogue::read(bytes).map_err(|faults| sentences(&faults, words, state.lang))?;
    let known = state.shelf.catalogue(&read.id).is_some_and(|it| it.content == read.content);
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
    Ok(Loaded { head, file, calendar: None, edition, before })
}

/// `2.0.0（2021-03-01）`: the version, and the day of issue or of the document.
fn edition(catalogue: &Catalogue, issue: Option<&Issue>) -> String {
    let day = issue.map_or(&catalogue.source.published, |issue| &issue.day);
    format!("{}（{day}）", catalogue.version)
}

/// The edition at hand, where it is another text.
fn before(catalogue: &Catalogue, state: &State) -> Option<String> {
    let book = state.shelf.book(&catalogue.id)?;
    let old = book.catalogue().filter(|old| old.content != catalogue.content)?;
    Some(edition(old, book.head.issue.as_ref()))
}

/// A package that its office signed. What is altered is refused; whether the signer is known, the pins say.
fn signed_package(bytes: &[u8], state: &State, pins: &Pinboard) -> Result<Loaded, Vec<String>> {
    let (words, lang) = (state.words().intake(), state.lang);
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
    Ok(Loaded { head, file: text(&contents.catalogue_file), calendar, edition, before })
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

fn shelve(props: &ShelvingProps, loaded: Loaded) {
    let words = props.state.words().intake();
    let Loaded { head, file, calendar, edition, before } = loaded;
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
