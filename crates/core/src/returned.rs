//! 退回修改: a signed report given back with remarks, `zicha-return/1`. The report is inside as it was signed.
//!
//! The remarks are not signed. Nothing is counted or judged by them, they only ask for something; and whoever
//! will not sign must be able to say why without a key. What they speak of, the report inside, is signed.

use crate::answer::TEXT_CHARS_MAX;
use crate::canonical::{self, JsonError, Members, ShapeError, Value};
use crate::catalogue::INDICATORS_MAX;
use crate::draft::{self, Remark};
use crate::envelope::{self, ContentKind, EnvelopeError};
use crate::session::clean;
use crate::sign::{Moment, NAME_CHARS_MAX, OPINION_CHARS_MAX, Role};

/// The value of `format`.
pub const FORMAT: &str = "zicha-return/1";
/// Most remarks: one an indicator.
pub const REMARKS_MAX: usize = INDICATORS_MAX;

/// Who returns a report, when, and what about the whole of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub role: Role,
    /// At most [`NAME_CHARS_MAX`] characters, as is the next.
    pub name: String,
    pub title: String,
    /// A claim.
    pub returned: Moment,
    /// At most [`OPINION_CHARS_MAX`] characters; may be empty.
    pub overall: String,
    /// Id of the indicator and what to do there, at most [`TEXT_CHARS_MAX`] characters, none of them empty.
    pub remarks: Vec<(String, String)>,
}

/// A return file as read. The report in it is not verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    pub note: Note,
    /// The signed report, a file of its own.
    pub file: Vec<u8>,
}

/// Why a file is no return, or none was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReturnError {
    Json(JsonError),
    /// JSON of another format; what it says it is.
    OtherFormat {
        found: String,
    },
    Shape(ShapeError),
    /// There is no remark at all: nobody would know what to do.
    Nothing,
    /// What is returned is no signed file.
    Open(EnvelopeError),
    NotAReport {
        kind: ContentKind,
    },
}

impl ReturnError {
    /// A stable word for tables, tests and `--json` output.
    pub const fn code(&self) -> &'static str {
        match self {
            ReturnError::Json(error) => error.fault.code(),
            ReturnError::OtherFormat { .. } => "other-format",
            ReturnError::Shape(error) => error.code(),
            ReturnError::Nothing => "nothing-said",
            ReturnError::Open(error) => error.code(),
            ReturnError::NotAReport { .. } => "not-a-report",
        }
    }
}

/// The file that returns a signed report. What was typed is cleaned and remarks without words are left out.
/// The bytes are read again before they are given out.
///
/// # Errors
/// [`ReturnError`]: what is returned is no report, something is too long, or there is no remark.
pub fn write(file: &[u8], note: &Note) -> Result<Vec<u8>, ReturnError> {
    let signed = canonical::parse(file).map_err(ReturnError::Json)?;
    let typed = |text: &str| Value::text(clean(text.trim()));
    let remark = |(indicator, text): &(String, String)| {
        Value::object([("indicator", Value::text(indicator.as_str())), ("text", typed(text))])
    };
    let said = note.remarks.iter().filter(|(_, text)| !text.trim().is_empty()).map(remark).collect();
    let value = Value::object([
        ("format", Value::text(FORMAT)),
        ("returned", Value::text(note.returned.as_str())),
        ("role", Value::text(note.role.word())),
        ("name", typed(&note.name)),
        ("title", typed(&note.title)),
        ("overall", typed(&note.overall)),
        ("remarks", Value::Array(said)),
        ("signed", signed),
    ]);
    let bytes = canonical::to_pretty(&value).into_bytes();
    read(&bytes)?;
    Ok(bytes)
}

/// Reads a return file.
///
/// # Errors
/// See [`ReturnError`].
pub fn read(bytes: &[u8]) -> Result<Returned, ReturnError> {
    let value = canonical::parse(bytes).map_err(ReturnError::Json)?;
    let found = match value.get("format") {
        Some(Value::Str(format)) => format.clone(),
        Some(_) | None => draft::what_is(&value),
    };
    if found != FORMAT {
        return Err(ReturnError::OtherFormat { found });
    }
    let returned = read_members(&value).map_err(ReturnError::Shape)?;
    if returned.note.overall.is_empty() && returned.note.remarks.is_empty() {
        return Err(ReturnError::Nothing);
    }
    let inside = envelope::open(&returned.file).map_err(ReturnError::Open)?;
    match inside.kind() {
        ContentKind::Report => Ok(returned),
        kind @ (ContentKind::Catalogue
        | ContentKind::Trust
        | ContentKind::Enrolment
        | ContentKind::Handoff
        | ContentKind::Rollup) => Err(ReturnError::NotAReport { kind }),
    }
}

fn read_members(value: &Value) -> Result<Returned, ShapeError> {
    let known = ["format", "returned", "role", "name", "title", "overall", "remarks", "signed"];
    let members = Members::read(value, "", &known)?;
    let (mut name, mut title, mut overall) = (String::new(), String::new(), String::new());
    members.texts(NAME_CHARS_MAX, &mut [("name", &mut name), ("title", &mut title)])?;
    members.texts(OPINION_CHARS_MAX, &mut [("overall", &mut overall)])?;
    let mut remarks = Vec::new();
    for (at, it) in members.array("remarks", 0, REMARKS_MAX)?.iter().enumerate() {
        let it = Members::read(it, format!("{}/{at}", members.path("remarks")), &["indicator", "text"])?;
        let id = it.word("indicator", "an id of the catalogue", |id| (!id.is_empty()).then(|| id.to_owned()))?;
        remarks.push((id, it.text("text", TEXT_CHARS_MAX)?.to_owned()));
    }
    let role = members
        .word("role", "reviewer, head or office", |word| Role::from_word(word).filter(|role| *role != Role::Filler))?;
    let returned = members.word("returned", "an RFC 3339 time with its offset", Moment::read)?;
    let file = canonical::to_pretty(members.value("signed")?).into_bytes();
    Ok(Returned { note: Note { role, name, title, returned, overall, remarks }, file })
}

impl Note {
    /// The remarks as the draft of the next revision keeps them, that about the whole first.
    pub fn to_draft(&self) -> Vec<Remark> {
        let by = if self.title.is_empty() { self.name.clone() } else { format!("{} {}", self.title, self.name) };
        let remark = |indicator: &str, text: &str| Remark {
            indicator: indicator.to_owned(),
            text: text.to_owned(),
            by: by.clone(),
            at: self.returned.as_str().to_owned(),
            done: false,
        };
        let whole = (!self.overall.is_empty()).then(|| remark("", &self.overall));
        whole.into_iter().chain(self.remarks.iter().map(|(id, text)| remark(id, text))).collect()
    }
}
