//! 暂存: the answers of one unit as a file, `zicha-draft/1`. It is what the page saves by itself, what a
//! person exports and imports, and what the command line takes as answers. Nothing in it is signed.

use std::sync::Arc;

use crate::answer::TEXT_CHARS_MAX;
use crate::calendar::WorkCalendar;
use crate::canonical::{self, JsonError, Members, ShapeError, ShapeFault, Value};
use crate::catalogue::{Catalogue, INDICATORS_MAX};
use crate::date::Date;
use crate::narrative::{OWN_BLOCKS_MAX, OwnWords};
use crate::record::{self, Record, Style};
use crate::session::{Row, Session, Setting, clean};
use crate::unit::{self, NAME_CHARS_MAX, UnitError};

pub use crate::record::Leftover;

/// The value of `format`.
pub const FORMAT: &str = "zicha-draft/1";
/// Most remarks: one an indicator and one about the whole.
pub const REMARKS_MAX: usize = INDICATORS_MAX + 1;
/// Most pages remembered that a draft was saved in; the oldest give way.
pub const PAST_MAX: usize = 32;
/// Most requirements that wait for a decision.
pub const HELD_MAX: usize = INDICATORS_MAX;

/// What stands in a draft besides answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// When it was saved, RFC 3339; empty where nobody knows.
    pub saved: String,
    /// The report that was made of it, so that the next one continues it.
    pub report: Option<Identity>,
    /// Words put in place of those the narrative report makes by itself.
    pub narrative: OwnWords,
    /// What somebody who returned the report asks for.
    pub remarks: Vec<Remark>,
    /// One entry for each page it was saved in, the latest last: SHA-256 over the entry before and what the page then
    /// held, 64 lower-case hex digits. Two drafts of which neither goes on from the other were both changed.
    pub past: Vec<String>,
}

/// One thing to see to before the report is signed again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remark {
    /// Id of the indicator; empty where it is about the whole report.
    pub indicator: String,
    pub text: String,
    /// Who says so.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
    /// The filler has seen to it.
    pub done: bool,
}

/// Which report, and which edition of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// 32 lower-case hex digits, by chance.
    pub id: String,
    /// From 1.
    pub revision: u32,
    /// SHA-256 of the report this one replaces, 64 hex digits.
    pub supersedes: Option<String>,
}

/// A draft as read, not yet matched with its catalogue. Empty texts were absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Id of the catalogue.
    pub catalogue: String,
    /// Name or code of the unit.
    pub unit: String,
    pub unit_type: Option<String>,
    /// Id of the period.
    pub period: String,
    /// The catalogue as it was when the draft was saved; none in a file written by hand.
    pub edition: Option<Edition>,
    pub meta: Meta,
    pub record: Record,
    /// Ids of the requirements that were answered before a fact about the unit set them aside; the person has not
    /// decided yet.
    pub held: Vec<String>,
}

/// Which text of a catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    pub version: String,
    /// 64 hex digits.
    pub sha256: String,
}

impl Edition {
    /// Of a catalogue.
    pub fn of(catalogue: &Catalogue) -> Edition {
        Edition { version: catalogue.version.clone(), sha256: catalogue.content.sha256_hex() }
    }
}

/// Why a file is no draft, or does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftError {
    Json(JsonError),
    /// The file is JSON of another format; what it says it is (`report`, `zicha-catalogue/1` …).
    OtherFormat {
        found: String,
    },
    Shape(ShapeError),
    OtherCatalogue {
        wanted: String,
        found: String,
    },
    UnknownPeriod {
        period: String,
        known: Vec<String>,
    },
    Unit(UnitError),
}

/// The file of a session: readable, two spaces, the same bytes for the same session.
pub fn write(session: &Session, meta: &Meta) -> Vec<u8> {
    let setting = session.setting();
    let mut members = vec![
        ("format", Value::text(FORMAT)),
        ("catalogue", Value::text(session.catalogue().id.as_str())),
        ("unit", Value::text(setting.unit.name.as_str())),
        ("unit_type", Value::text(setting.unit.unit_type.as_str())),
        ("period", Value::text(session.period().map(|period| period.id.as_str()).unwrap_or_default())),
        ("saved", Value::text(meta.saved.as_str())),
    ];
    let Edition { version, sha256 } = Edition::of(session.catalogue());
    let edition = [("version", Value::text(version)), ("sha-256", Value::text(sha256))];
    members.push(("edition", Value::object(edition)));
    members.extend(record::members(session, Style::Verbatim));
    let held = held(session);
    if !held.is_empty() {
        members.push(("held", Value::Array(held)));
    }
    if let Some(identity) = &meta.report {
        members.push(("report", identity.to_value()));
    }
    if !meta.narrative.is_empty() {
        let texts = meta.narrative.iter().map(|(id, text)| (id.clone(), Value::text(text.as_str())));
        members.push(("narrative", Value::object(texts.collect::<Vec<_>>())));
    }
    if !meta.remarks.is_empty() {
        members.push(("remarks", Value::Array(meta.remarks.iter().map(remark).collect())));
    }
    if !meta.past.is_empty() {
        members.push(("past", Value::Array(meta.past.iter().map(|it| Value::text(it.as_str())).collect())));
    }
    canonical::to_pretty(&Value::object(members)).into_bytes()
}

/// What waits for a decision, by the ids of its requirements.
fn held(session: &Session) -> Vec<Value> {
    let ids = |row: &Row| {
        let requirements = session.catalogue().indicators.get(row.indicator).map(|it| it.requirements.as_slice());
        let requirements = requirements.unwrap_or_default();
        let ids = row.held.iter().filter_map(|at| requirements.get(*at)).map(|it| Value::text(it.id.as_str()));
        ids.collect::<Vec<_>>()
    };
    session.held().flat_map(|row| ids(row)).take(HELD_MAX).collect()
}

fn remark(it: &Remark) -> Value {
    let texts = [("indicator", &it.indicator), ("text", &it.text), ("by", &it.by), ("at", &it.at)];
    let texts = texts.map(|(key, text)| (key, Value::text(text.as_str())));
    Value::object(texts.into_iter().chain([("done", Value::Bool(it.done))]))
}

impl Identity {
    pub(crate) fn to_value(&self) -> Value {
        Value::object(self.members())
    }

    pub(crate) fn members(&self) -> [(&'static str, Value); 3] {
        [
            ("id", Value::text(self.id.as_str())),
            ("revision", Value::Int(i64::from(self.revision))),
            ("supersedes", self.supersedes.as_ref().map_or(Value::Null, |digest| Value::text(digest.as_str()))),
        ]
    }

    /// Reads the members `id`, `revision` and `supersedes`.
    pub(crate) fn read(members: &Members<'_>) -> Result<Identity, ShapeError> {
        let hex = |digits: usize| move |text: &str| is_hex(text, digits).then(|| text.to_owned());
        let revision = members.int("revision")?;
        let supersedes = match members.value("supersedes")? {
            Value::Null => None,
            Value::Bool(_) | Value::Int(_) | Value::Str(_) | Value::Array(_) | Value::Object(_) => {
                Some(members.word("supersedes", "64 lower-case hexadecimal digits", hex(64))?)
            }
        };
        Ok(Identity {
            id: members.word("id", "32 lower-case hexadecimal digits", hex(32))?,
            revision: u32::try_from(revision).ok().filter(|revision| *revision >= 1).ok_or_else(|| {
                let found = revision.to_string();
                ShapeError::new(members.path("revision"), ShapeFault::NotAllowed { expected: "1 or more", found })
            })?,
            supersedes,
        })
    }
}

fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// Reads a file as a draft.
///
/// # Errors
/// [`DraftError`]: not JSON of the profile, another format, or a member that does not belong.
pub fn read(bytes: &[u8]) -> Result<Draft, DraftError> {
    let value = canonical::parse(bytes).map_err(DraftError::Json)?;
    let format = match value.get("format") {
        Some(Value::Str(format)) => format.clone(),
        Some(_) | None => what_is(&value),
    };
    if format != FORMAT {
        return Err(DraftError::OtherFormat { found: format });
    }
    read_members(&value).map_err(DraftError::Shape)
}

fn read_members(value: &Value) -> Result<Draft, ShapeError> {
    let known = [
        "format",
        "catalogue",
        "unit",
        "unit_type",
        "period",
        "saved",
        "facts",
        "bases",
        "answers",
        "report",
        "narrative",
        "remarks",
        "edition",
        "held",
        "past",
    ];
    let members = Members::read(value, "", &known)?;
    let text = |key: &str, chars_max: usize| match members.find(key) {
        None => Ok(String::new()),
        Some(_) => members.text(key, chars_max).map(str::to_owned),
    };
    let report = match members.find("report") {
        None => None,
        Some(value) => {
            Some(Identity::read(&Members::read(value, members.path("report"), &["id", "revision", "supersedes"])?)?)
        }
    };
    Ok(Draft {
        catalogue: text("catalogue", 64)?,
        unit: text("unit", NAME_CHARS_MAX)?,
        unit_type: Some(text("unit_type", 64)?).filter(|it| !it.is_empty()),
        period: text("period", 64)?,
        edition: read_edition(&members)?,
        meta: Meta {
            saved: text("saved", 64)?,
            report,
            narrative: read_own_words(&members)?,
            remarks: read_remarks(&members)?,
            past: read_past(&members)?,
        },
        record: record::read(&members)?,
        held: read_held(&members)?,
    })
}

fn read_held(members: &Members<'_>) -> Result<Vec<String>, ShapeError> {
    read_texts(members, "held", HELD_MAX)
}

fn read_past(members: &Members<'_>) -> Result<Vec<String>, ShapeError> {
    let past = read_texts(members, "past", PAST_MAX)?;
    match past.iter().find(|it| !is_hex(it, 64)) {
        None => Ok(past),
        Some(found) => {
            let fault =
                ShapeFault::NotAllowed { expected: "64 lower-case hexadecimal digits each", found: found.clone() };
            Err(ShapeError::new(members.path("past"), fault))
        }
    }
}

/// An array of texts; empty where there is none.
fn read_texts(members: &Members<'_>, key: &str, most: usize) -> Result<Vec<String>, ShapeError> {
    if members.find(key).is_none() {
        return Ok(Vec::new());
    }
    let path = members.path(key);
    let read = |value: &Value| match value {
        Value::Str(text) => Ok(text.clone()),
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Array(_) | Value::Object(_) => {
            Err(ShapeError::new(path.clone(), ShapeFault::WrongType { expected: "string", found: value.type_name() }))
        }
    };
    members.array(key, 0, most)?.iter().map(read).collect()
}

fn read_edition(members: &Members<'_>) -> Result<Option<Edition>, ShapeError> {
    let Some(value) = members.find("edition") else { return Ok(None) };
    let it = Members::read(value, members.path("edition"), &["version", "sha-256"])?;
    let sha256 =
        it.word("sha-256", "64 lower-case hexadecimal digits", |text| is_hex(text, 64).then(|| text.to_owned()))?;
    Ok(Some(Edition { version: it.text("version", TEXT_CHARS_MAX)?.to_owned(), sha256 }))
}

fn read_remarks(members: &Members<'_>) -> Result<Vec<Remark>, ShapeError> {
    let mut remarks = Vec::new();
    if members.find("remarks").is_none() {
        return Ok(remarks);
    }
    for (at, value) in members.array("remarks", 0, REMARKS_MAX)?.iter().enumerate() {
        let path = format!("{}/{at}", members.path("remarks"));
        let it = Members::read(value, path, &["indicator", "text", "by", "at", "done"])?;
        let mut remark = Remark { done: it.find("done") == Some(&Value::Bool(true)), ..Remark::default() };
        let Remark { indicator, text, by, at, done: _ } = &mut remark;
        it.texts(TEXT_CHARS_MAX, &mut [("indicator", indicator), ("text", text), ("by", by), ("at", at)])?;
        remarks.push(remark);
    }
    Ok(remarks)
}

fn read_own_words(members: &Members<'_>) -> Result<OwnWords, ShapeError> {
    let Some(value) = members.find("narrative") else { return Ok(OwnWords::new()) };
    let path = || members.path("narrative");
    let Value::Object(object) = value else {
        let fault = ShapeFault::WrongType { expected: "object", found: value.type_name() };
        return Err(ShapeError::new(path(), fault));
    };
    if object.len() > OWN_BLOCKS_MAX {
        return Err(ShapeError::new(path(), ShapeFault::TooLong { max: OWN_BLOCKS_MAX }));
    }
    let mut own = OwnWords::new();
    for (id, text) in object.iter() {
        let path = || format!("{}/{id}", members.path("narrative"));
        match text {
            Value::Str(text) if text.chars().count() > TEXT_CHARS_MAX => {
                return Err(ShapeError::new(path(), ShapeFault::TooLong { max: TEXT_CHARS_MAX }));
            }
            Value::Str(text) => own.push((id.to_owned(), clean(text))),
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Array(_) | Value::Object(_) => {
                let fault = ShapeFault::WrongType { expected: "string", found: text.type_name() };
                return Err(ShapeError::new(path(), fault));
            }
        }
    }
    Ok(own)
}

/// What a JSON file that is no draft seems to be, by its members; empty where nothing tells.
pub fn what_is(value: &Value) -> String {
    let kinds = ["report", "catalogue", "trust", "enrolment", "handoff", "rollup", "ciphertext", "schema"];
    let found = kinds.into_iter().find(|kind| value.get(kind).is_some());
    let other = if value.type_name() == "object" { "" } else { value.type_name() };
    found.unwrap_or(other).to_owned()
}

impl Draft {
    /// The session the draft was made from. Names the catalogue does not know come back beside it.
    ///
    /// # Errors
    /// The draft belongs to another catalogue, period or a unit that does not exist.
    pub fn open(
        &self,
        catalogue: Arc<Catalogue>,
        calendar: Arc<WorkCalendar>,
        today: Option<Date>,
    ) -> Result<(Session, Vec<Leftover>), DraftError> {
        if !self.catalogue.is_empty() && self.catalogue != catalogue.id {
            let found = self.catalogue.clone();
            return Err(DraftError::OtherCatalogue { wanted: catalogue.id.clone(), found });
        }
        let period = if self.period.is_empty() { Some(0) } else { catalogue.period_at(&self.period) };
        let period = period.ok_or_else(|| DraftError::UnknownPeriod {
            period: self.period.clone(),
            known: catalogue.periods.iter().map(|period| period.id.clone()).collect(),
        })?;
        let unit = match &self.unit_type {
            Some(unit_type) => unit::of_type(&catalogue, &self.unit, unit_type),
            None => unit::resolve(&catalogue, &self.unit),
        };
        let unit = unit.map_err(DraftError::Unit)?;
        let placed = record::place(&self.record, &catalogue);
        let setting = Setting { unit, period, calendar, today, facts: placed.facts };
        let session = Session::filled(catalogue, setting, placed.answers, placed.bases);
        if self.held.is_empty() {
            return Ok((session, placed.leftovers));
        }
        // An id the catalogue no longer has holds nothing, and nothing typed is lost by that.
        let held: Vec<_> = self.held.iter().filter_map(|id| session.catalogue().requirement_at(id)).collect();
        Ok((session.with_held(&held), placed.leftovers))
    }
}
