//! What can be wrong with a catalogue file, each fault with its path and the nearest valid name.
//!
//! `read_file` finds what is wrong with the shape (one fault: reading stops there), `lint` everything
//! that is wrong with the meaning. Sentences are in `text`.

pub(super) mod requirement;
pub(crate) mod roll;
mod words;

use std::collections::BTreeSet;

use crate::canonical::wire::{WireCause, WireFault};
use crate::canonical::{self, JsonError, Value};

use super::wire::{self, CatalogueFile};
use super::{INDICATORS_MAX, PER_INDICATOR_MAX, path};

pub use words::{BoundWord, bound_words};

/// Longest id of a file.
pub(crate) const ID_BYTES_MAX: usize = 64;

/// One fault of a catalogue file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub code: FaultCode,
    /// `groups[0].groups[1].indicators[2].requirements[0]`, and the ids on the way: `指标26 › 26-r1`.
    pub path: String,
    /// What was found, shortened.
    pub found: String,
    /// The nearest valid name, or what was expected.
    pub expected: Option<String>,
    /// Line and column in the file, from 1, where they are known.
    pub at: Option<(usize, usize)>,
}

/// Kinds of fault. Only `Unused` and `WordUnknown` leave the catalogue usable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaultCode {
    NotJson,
    UnknownField,
    MissingField,
    Shape,
    Format,
    BadId,
    Duplicate,
    UnknownName,
    WrongInput,
    Empty,
    TooMany,
    QuoteNotInText,
    QuoteMissing,
    WordNotInQuote,
    WordContradictsBound,
    WordUnknown,
    BadNumber,
    BadDate,
    DatesReversed,
    Cycle,
    BoundReversed,
    RestatesItself,
    Unused,
    /// Answering a fact with 否 sets nothing aside.
    SparesNothing,
}

impl FaultCode {
    pub fn is_error(self) -> bool {
        !matches!(self, FaultCode::Unused | FaultCode::WordUnknown | FaultCode::SparesNothing)
    }

    pub fn code(self) -> &'static str {
        match self {
            FaultCode::NotJson => "not-json",
            FaultCode::UnknownField => "unknown-field",
            FaultCode::MissingField => "missing-field",
            FaultCode::Shape => "shape",
            FaultCode::Format => "format",
            FaultCode::BadId => "bad-id",
            FaultCode::Duplicate => "duplicate",
            FaultCode::UnknownName => "unknown-name",
            FaultCode::WrongInput => "wrong-input",
            FaultCode::Empty => "empty",
            FaultCode::TooMany => "too-many",
            FaultCode::QuoteNotInText => "quote-not-in-text",
            FaultCode::QuoteMissing => "quote-missing",
            FaultCode::WordNotInQuote => "word-not-in-quote",
            FaultCode::WordContradictsBound => "word-contradicts-bound",
            FaultCode::WordUnknown => "word-unknown",
            FaultCode::BadNumber => "bad-number",
            FaultCode::BadDate => "bad-date",
            FaultCode::DatesReversed => "dates-reversed",
            FaultCode::Cycle => "cycle",
            FaultCode::BoundReversed => "bound-reversed",
            FaultCode::RestatesItself => "restates-itself",
            FaultCode::Unused => "unused",
            FaultCode::SparesNothing => "spares-nothing",
        }
    }
}

/// The candidate that is most likely meant; see `path::nearest`.
pub fn nearest<'a>(name: &str, mut candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    path::nearest(name, &mut candidates)
}

pub(crate) fn not_json(error: &JsonError) -> Fault {
    Fault {
        code: FaultCode::NotJson,
        path: String::new(),
        found: error.code().to_owned(),
        expected: None,
        at: Some((error.line, error.column)),
    }
}

pub(crate) fn other_format(found: &str, wanted: &str) -> Fault {
    let (path, expected) = ("format".to_owned(), Some(wanted.to_owned()));
    Fault { code: FaultCode::Format, path, found: found.chars().take(80).collect(), expected, at: None }
}

/// Reads the shape of a file.
///
/// # Errors
/// The file is not JSON, or the first place where it is not of the shape of `wire::CatalogueFile`.
pub fn read_file(bytes: &[u8]) -> Result<CatalogueFile, Vec<Fault>> {
    read_value(&canonical::parse(bytes).map_err(|error| vec![not_json(&error)])?)
}

pub(crate) fn read_value(value: &Value) -> Result<CatalogueFile, Vec<Fault>> {
    canonical::wire::read(value, wire::read::catalogue).map_err(|fault| vec![shape_fault(fault)])
}

pub(crate) fn shape_fault(fault: WireFault) -> Fault {
    let (code, found, expected) = match fault.cause {
        WireCause::Unknown { found, known } => {
            let expected = nearest(&found, known.iter().copied()).map_or_else(|| known.join(", "), str::to_owned);
            (FaultCode::UnknownField, found, Some(expected))
        }
        WireCause::Missing { member } => (FaultCode::MissingField, member.to_owned(), None),
        WireCause::Shape { message } => (FaultCode::Shape, String::new(), Some(message)),
    };
    Fault { code, path: fault.path, found, expected, at: None }
}

/// Collects faults with the path of where it is.
pub(crate) struct Lint<'a> {
    pub file: &'a CatalogueFile,
    pub faults: Vec<Fault>,
}

impl Lint<'_> {
    pub(crate) fn fault(&mut self, code: FaultCode, path: &str, found: &str, expected: Option<String>) {
        let found = found.chars().take(80).collect();
        self.faults.push(Fault { code, path: path.to_owned(), found, expected, at: None });
    }

    /// A name that must be one of `names`.
    pub(crate) fn known<'n>(&mut self, path: &str, name: &str, names: impl Iterator<Item = &'n str> + Clone) {
        if !names.clone().any(|known| known == name) {
            let expected = nearest(name, names).map(str::to_owned);
            self.fault(FaultCode::UnknownName, path, name, expected);
        }
    }

    /// Ids are unique and of the right letters.
    fn ids<'n>(&mut self, path: &str, ids: impl Iterator<Item = &'n str>, valid: fn(&str) -> bool) {
        let mut seen = BTreeSet::new();
        for id in ids {
            if !valid(id) {
                self.fault(FaultCode::BadId, path, id, None);
            }
            if !seen.insert(id) {
                self.fault(FaultCode::Duplicate, path, id, None);
            }
        }
    }
}

/// Lower-case letters, digits, `-` and `_`.
pub(crate) fn is_code(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= ID_BYTES_MAX
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_'))
}

/// A code; that of a profile may follow after a dot.
fn is_catalogue_id(id: &str) -> bool {
    id.len() <= ID_BYTES_MAX && id.splitn(2, '.').all(is_code)
}

/// Printable ASCII that can stand in `indicator.slot` and as a JSON member name.
fn is_row_id(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= ID_BYTES_MAX
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// Every fault of meaning, in the order of the file.
pub fn lint(file: &CatalogueFile) -> Vec<Fault> {
    let mut lint = Lint { file, faults: Vec::new() };
    roll::lint(&mut lint);
    groups(&mut lint);
    let mut all = Vec::new();
    collect(&file.groups, "groups", &mut all);
    if all.is_empty() {
        lint.fault(FaultCode::Empty, "groups", "", None);
    }
    if all.len() > INDICATORS_MAX {
        lint.fault(FaultCode::TooMany, "groups", &all.len().to_string(), Some(INDICATORS_MAX.to_string()));
        return lint.faults;
    }
    lint.ids("indicators", all.iter().map(|(_, indicator)| indicator.id.as_str()), is_row_id);
    let requirement_ids = all.iter().flat_map(|(_, indicator)| &indicator.requirements).map(|it| it.id.as_str());
    lint.ids("requirements", requirement_ids, is_row_id);
    for (path, indicator) in &all {
        requirement::lint_indicator(&mut lint, path, indicator, &all);
    }
    roll::unused(&mut lint, &all);
    lint.faults
}

fn groups(lint: &mut Lint<'_>) {
    let second = lint.file.groups.iter().flat_map(|group| &group.groups);
    let ids = lint.file.groups.iter().chain(second).map(|group| group.id.as_str());
    lint.ids("groups", ids, is_row_id);
    for (index, group) in lint.file.groups.iter().enumerate() {
        for (inner, second) in group.groups.iter().enumerate() {
            if !second.groups.is_empty() {
                let path = format!("groups[{index}].groups[{inner}].groups");
                lint.fault(FaultCode::TooMany, &path, &second.title, Some("2".to_owned()));
            }
        }
    }
}

/// Every indicator with its path, in printed order: a group's own before those of its groups.
pub(super) fn collect<'f>(groups: &'f [wire::Group], path: &str, all: &mut Vec<(String, &'f wire::Indicator)>) {
    for (index, group) in groups.iter().enumerate() {
        let path = format!("{path}[{index}]");
        for (row, indicator) in group.indicators.iter().enumerate() {
            if indicator.slots.len() <= PER_INDICATOR_MAX && indicator.requirements.len() <= PER_INDICATOR_MAX {
                all.push((format!("{path}.indicators[{row}]（{}）", indicator.id), indicator));
            }
        }
        collect(&group.groups, &format!("{path}.groups"), all);
    }
}
