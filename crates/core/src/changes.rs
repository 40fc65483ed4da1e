//! What changed between two reports, answer by answer. A sign-off names its content by digest, so one changed
//! figure breaks every signature over it; this says which figure it was, and the next revision continues from
//! there. Nothing here is verified: the files may be anything, and what is said of them is only a comparison.

use crate::answer::{Evidence, Rectification};
use crate::canonical::ShapeError;
use crate::draft::Identity;
use crate::envelope::{self, ContentKind, Envelope, EnvelopeError};
use crate::record::{ByName, RecordedAnswer};
use crate::report::{self, Report, Stamp};
use crate::session::Session;
use crate::sign::Role;

/// Most changes that are named; the rest is counted.
pub const CHANGES_MAX: usize = 2_000;

/// One place that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub place: Place,
    /// Empty where there was nothing.
    pub before: String,
    /// Empty where there is nothing any more.
    pub after: String,
}

/// Where in a report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Unit,
    Period,
    Catalogue,
    Calendar,
    Fact {
        id: String,
    },
    /// A shared quantity.
    Base {
        id: String,
    },
    Slot {
        indicator: String,
        slot: String,
    },
    Mark {
        indicator: String,
        requirement: String,
    },
    Reason {
        indicator: String,
        requirement: String,
    },
    Note {
        indicator: String,
    },
    /// The piece of evidence at this place of the list, from 0.
    Evidence {
        indicator: String,
        at: usize,
    },
    Rectification {
        indicator: String,
    },
    /// What the report says came of it.
    Verdict {
        requirement: String,
    },
}

impl Place {
    /// The indicator it belongs to, where it belongs to one.
    pub fn indicator(&self) -> Option<&str> {
        match self {
            Place::Slot { indicator, .. }
            | Place::Mark { indicator, .. }
            | Place::Reason { indicator, .. }
            | Place::Note { indicator }
            | Place::Evidence { indicator, .. }
            | Place::Rectification { indicator } => Some(indicator),
            Place::Unit
            | Place::Period
            | Place::Catalogue
            | Place::Calendar
            | Place::Fact { .. }
            | Place::Base { .. }
            | Place::Verdict { .. } => None,
        }
    }

    /// The member of the report, as in `answers.26.slots.reviewed`.
    pub fn path(&self) -> String {
        match self {
            Place::Unit => "unit".to_owned(),
            Place::Period => "period".to_owned(),
            Place::Catalogue => "catalogue".to_owned(),
            Place::Calendar => "calendar".to_owned(),
            Place::Fact { id } => format!("facts.{id}"),
            Place::Base { id } => format!("bases.{id}"),
            Place::Slot { indicator, slot } => format!("answers.{indicator}.slots.{slot}"),
            Place::Mark { indicator, requirement } => format!("answers.{indicator}.marks.{requirement}"),
            Place::Reason { indicator, requirement } => format!("answers.{indicator}.reasons.{requirement}"),
            Place::Note { indicator } => format!("answers.{indicator}.note"),
            Place::Evidence { indicator, at } => format!("answers.{indicator}.evidence.{at}"),
            Place::Rectification { indicator } => format!("answers.{indicator}.rectification"),
            Place::Verdict { requirement } => format!("computed.verdicts.{requirement}"),
        }
    }
}

/// A sign-off that does not speak of the other content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Place in the file, from 0.
    pub index: usize,
    pub role: Role,
    pub name: String,
}

/// Two signed files held against each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// At most [`CHANGES_MAX`].
    pub changes: Vec<Change>,
    /// Sign-offs of the first file that do not cover the content of the second.
    pub broken: Vec<Broken>,
    /// Whether the second says that it replaces the first.
    pub continues: bool,
}

/// Why two files were not compared; which of them, from 0, is at fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CompareError {
    Open { file: usize, error: EnvelopeError },
    NotAReport { file: usize, kind: ContentKind },
    Shape { file: usize, error: ShapeError },
}

impl CompareError {
    /// A stable word for tables, tests and `--json` output.
    pub const fn code(&self) -> &'static str {
        match self {
            CompareError::Open { error, .. } => error.code(),
            CompareError::NotAReport { .. } => "not-a-report",
            CompareError::Shape { error, .. } => error.code(),
        }
    }
}

/// Compares two signed reports, whatever their signatures are worth.
///
/// # Errors
/// [`CompareError`] for a file that is no report at all.
pub fn compare(before: &[u8], after: &[u8]) -> Result<Comparison, CompareError> {
    let (first, before) = open(before, 0)?;
    let (second, after) = open(after, 1)?;
    let covers = |index: &usize| {
        let stated = first.entries().get(*index).map(|entry| entry.statement().content.digests);
        stated == Some(*second.digests())
    };
    let next = before.identity.next(&first.digests().sha256_hex());
    let broken = broken(&first, covers);
    Ok(Comparison { broken, continues: after.identity == next, changes: between(&before, &after) })
}

/// The sign-offs of a file that do not cover what is asked about.
fn broken(file: &Envelope, covers: impl Fn(&usize) -> bool) -> Vec<Broken> {
    let entries = file.entries().iter().enumerate().filter(|(index, _)| !covers(index));
    let broken = entries.map(|(index, entry)| Broken {
        index,
        role: entry.statement().role,
        name: entry.statement().signer.name.clone(),
    });
    broken.collect()
}

/// The id of the catalogue a report claims, for showing changes in its words.
pub fn catalogue_id(file: &[u8]) -> Option<String> {
    open(file, 0).ok().map(|(_, report)| report.catalogue.id)
}

fn open(file: &[u8], which: usize) -> Result<(Envelope, Report), CompareError> {
    let envelope = envelope::open(file).map_err(|error| CompareError::Open { file: which, error })?;
    if envelope.kind() != ContentKind::Report {
        return Err(CompareError::NotAReport { file: which, kind: envelope.kind() });
    }
    let report = report::read(envelope.content()).map_err(|error| CompareError::Shape { file: which, error })?;
    Ok((envelope, report))
}

/// What the answers of a session would change in a signed report: empty when signing it again would say the same.
pub fn since(signed: &Report, session: &Session) -> Vec<Change> {
    let stamp = Stamp { identity: signed.identity.clone(), created: signed.created.clone(), app: signed.app.clone() };
    // A session's own content is always of the format.
    let now = report::read(&report::content(&session.with_today(None), &stamp));
    now.map(|now| between(signed, &now)).unwrap_or_default()
}

/// What signing the answers of a session again would change in a signed file, and whose sign-offs over it would
/// not cover the result: none where nothing changed. That the next report continues it is for the caller to see
/// to, with [`Identity::next`].
///
/// # Errors
/// [`CompareError`] where the file is no report at all.
pub fn since_file(signed: &[u8], session: &Session) -> Result<Comparison, CompareError> {
    let (envelope, report) = open(signed, 0)?;
    let changes = since(&report, session);
    let covers = |_: &usize| changes.is_empty();
    Ok(Comparison { broken: broken(&envelope, covers), continues: true, changes })
}

/// The identity of the report that would replace the one in a signed file.
///
/// # Errors
/// [`CompareError`] where the file is no report at all.
pub fn successor(signed: &[u8]) -> Result<Identity, CompareError> {
    let (envelope, report) = open(signed, 0)?;
    Ok(report.identity.next(&envelope.digests().sha256_hex()))
}

impl Identity {
    /// The identity of the report that replaces this one, whose canonical bytes have that SHA-256.
    pub fn next(&self, sha256_hex: &str) -> Identity {
        Identity {
            id: self.id.clone(),
            revision: self.revision.saturating_add(1),
            supersedes: Some(sha256_hex.to_owned()),
        }
    }
}

/// Everything that differs, in the order of [`Place`]; at most [`CHANGES_MAX`]. Who wrote the file, when and
/// as which revision are not compared.
pub fn between(before: &Report, after: &Report) -> Vec<Change> {
    let mut found = Found(Vec::new());
    let named = |it: &report::Named| format!("{} {} {}", it.id, it.version, it.digests.sha256_hex());
    let unit = |it: &Report| format!("{} {} {}", it.unit.code, it.unit.name, it.unit.unit_type);
    let period = |it: &Report| format!("{} {} {}", it.period.0, it.period.1, it.period.2);
    found.put(Place::Unit, unit(before), unit(after));
    found.put(Place::Period, period(before), period(after));
    found.put(Place::Catalogue, named(&before.catalogue), named(&after.catalogue));
    found.put(Place::Calendar, named(&before.calendar), named(&after.calendar));
    let (old, new) = (&before.record, &after.record);
    found.each(&old.facts, &new.facts, ToString::to_string, |id| Place::Fact { id });
    found.each(&old.bases, &new.bases, Clone::clone, |id| Place::Base { id });
    let blank = RecordedAnswer::default();
    for id in names(&old.answers, &new.answers) {
        let of = |all: &'_ ByName<RecordedAnswer>| get(all, id).cloned();
        let (was, is) = (of(&old.answers), of(&new.answers));
        found.answer(id, was.as_ref().unwrap_or(&blank), is.as_ref().unwrap_or(&blank));
    }
    let code = |verdict: &crate::finding::Verdict| verdict.code().to_owned();
    found.each(&before.verdicts, &after.verdicts, code, |requirement| Place::Verdict { requirement });
    found.0
}

struct Found(Vec<Change>);

impl Found {
    fn put(&mut self, place: Place, before: String, after: String) {
        if before != after && self.0.len() < CHANGES_MAX {
            self.0.push(Change { place, before, after });
        }
    }

    fn each<T>(
        &mut self,
        before: &ByName<T>,
        after: &ByName<T>,
        text: impl Fn(&T) -> String,
        place: impl Fn(String) -> Place,
    ) {
        let say = |all, name| get(all, name).map(&text).unwrap_or_default();
        for name in names(before, after) {
            self.put(place(name.to_owned()), say(before, name), say(after, name));
        }
    }

    fn answer(&mut self, id: &str, before: &RecordedAnswer, after: &RecordedAnswer) {
        let indicator = || id.to_owned();
        let mark = |mark: &crate::answer::Mark| mark.code().to_owned();
        self.each(&before.slots, &after.slots, Clone::clone, |slot| Place::Slot { indicator: indicator(), slot });
        let at = |requirement| Place::Mark { indicator: indicator(), requirement };
        self.each(&before.marks, &after.marks, mark, at);
        let at = |requirement| Place::Reason { indicator: indicator(), requirement };
        self.each(&before.reasons, &after.reasons, Clone::clone, at);
        self.put(Place::Note { indicator: indicator() }, before.note.clone(), after.note.clone());
        for at in 0..before.evidence.len().max(after.evidence.len()) {
            let say = |all: &[Evidence]| all.get(at).map(evidence).unwrap_or_default();
            let place = Place::Evidence { indicator: indicator(), at };
            self.put(place, say(&before.evidence), say(&after.evidence));
        }
        let (was, is) = (rectification(&before.rectification), rectification(&after.rectification));
        self.put(Place::Rectification { indicator: indicator() }, was, is);
    }
}

/// Both lists' names, ascending, each once. Lists read from a file are ascending.
fn names<'a, T>(before: &'a ByName<T>, after: &'a ByName<T>) -> Vec<&'a str> {
    let mut names: Vec<&str> = before.iter().chain(after).map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn get<'a, T>(all: &'a ByName<T>, name: &str) -> Option<&'a T> {
    let at = all.binary_search_by(|(known, _)| known.as_str().cmp(name)).ok()?;
    all.get(at).map(|(_, value)| value)
}

fn evidence(it: &Evidence) -> String {
    let size = if it.size == 0 { String::new() } else { it.size.to_string() };
    joined(&[&it.title, &it.number, &it.date, &it.file, &size, &it.sha256])
}

fn rectification(it: &Rectification) -> String {
    joined(&[&it.measure, &it.owner, &it.due])
}

fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join("; ")
}
