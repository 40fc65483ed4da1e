//! What a draft and a report have in common: facts, shared quantities and answers by the names the
//! catalogue gives them, so that a file outlives a reordering of its indicators.
//!
//! Only `draft` and `report` use it; each decides what stands around it.

use std::collections::BTreeMap;

use crate::answer::{Answer, Choice, Evidence, Mark, Reading, Rectification, TEXT_CHARS_MAX};
use crate::canonical::{Members, ShapeError, ShapeFault, Value};
use crate::catalogue::{Catalogue, INDICATORS_MAX, lint};
use crate::session::{Row, Session, clean};

/// Most pieces of evidence of one indicator.
pub const EVIDENCE_MAX: usize = 1_000;

/// Answers by name, not yet matched with a catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    pub facts: BTreeMap<String, bool>,
    pub bases: BTreeMap<String, String>,
    pub answers: BTreeMap<String, RecordedAnswer>,
}

/// One indicator's answer by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordedAnswer {
    pub slots: BTreeMap<String, String>,
    pub marks: BTreeMap<String, Mark>,
    pub reasons: BTreeMap<String, String>,
    pub note: String,
    pub evidence: Vec<Evidence>,
    pub rectification: Rectification,
}

/// Something typed that found no place in the catalogue. It is shown, never dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// `answers.26.slots.reviewd`
    pub path: String,
    pub text: String,
    /// The nearest valid name.
    pub nearest: Option<String>,
}

/// How slot values stand in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Every text as typed.
    Verbatim,
    /// Counts as integers, everything else as typed: what a report signs.
    Typed,
}

/// The members `facts`, `bases` and `answers`. Rows nobody answered are left out.
pub fn members(session: &Session, style: Style) -> [(&'static str, Value); 3] {
    let catalogue = session.catalogue();
    let facts = catalogue.facts.iter().zip(&session.setting().facts);
    let facts = facts.filter_map(|(fact, answer)| Some((fact.id.clone(), Value::Bool((*answer)?))));
    let bases = catalogue.bases.iter().enumerate().filter_map(|(at, base)| {
        let text = session.base_text(at);
        (!text.is_empty()).then(|| (base.id.clone(), value(text, session.base_reading(at), style)))
    });
    let answers = session.rows().filter(|row| !row.answer.is_blank()).map(|row| {
        let indicator = &catalogue.indicators[row.indicator];
        (indicator.id.clone(), answer(catalogue, row, style))
    });
    [("facts", Value::object(facts)), ("bases", Value::object(bases)), ("answers", Value::object(answers))]
}

fn answer(catalogue: &Catalogue, row: &Row, style: Style) -> Value {
    let indicator = &catalogue.indicators[row.indicator];
    let it = &row.answer;
    // A shared quantity stands under `bases`, a computed one follows from its terms.
    let own = indicator
        .slots
        .iter()
        .zip(&it.slots)
        .zip(&row.readings)
        .filter(|((spec, text), _)| spec.base.is_none() && spec.sum_of.is_empty() && !text.is_empty());
    let slots = own.map(|((spec, text), reading)| (spec.id.clone(), value(text, reading, style)));
    let marks = indicator.requirements.iter().zip(&it.marks).filter(|(_, mark)| **mark != Mark::None);
    let marks = marks.map(|(requirement, mark)| (requirement.id.clone(), Value::text(mark.code())));
    let reasons = indicator.requirements.iter().zip(&it.reasons).filter(|(_, reason)| !reason.is_empty());
    let reasons = reasons.map(|(requirement, reason)| (requirement.id.clone(), Value::text(reason.as_str())));
    let mut members = vec![
        ("slots", Value::object(slots)),
        ("marks", Value::object(marks)),
        ("reasons", Value::object(reasons)),
        ("note", Value::text(it.note.as_str())),
        ("evidence", Value::Array(it.evidence.iter().map(evidence).collect())),
    ];
    if !it.rectification.is_empty() {
        members.push(("rectification", rectification(&it.rectification)));
    }
    Value::object(members)
}

fn value(text: &str, reading: &Reading, style: Style) -> Value {
    match (style, reading.count()) {
        (Style::Typed, Some(count)) => Value::Int(count),
        (Style::Typed, None) | (Style::Verbatim, Some(_) | None) => Value::text(text),
    }
}

fn evidence(it: &Evidence) -> Value {
    let size = i64::try_from(it.size).unwrap_or(i64::MAX).min(crate::canonical::INT_MAX);
    Value::object([
        ("title", Value::text(it.title.as_str())),
        ("number", Value::text(it.number.as_str())),
        ("date", Value::text(it.date.as_str())),
        ("file", Value::text(it.file.as_str())),
        ("size", Value::Int(size)),
        ("sha256", Value::text(it.sha256.as_str())),
    ])
}

fn rectification(it: &Rectification) -> Value {
    Value::object([
        ("measure", Value::text(it.measure.as_str())),
        ("owner", Value::text(it.owner.as_str())),
        ("due", Value::text(it.due.as_str())),
    ])
}

/// Reads the three members; each may be absent.
///
/// # Errors
/// [`ShapeError`] with the path of the first member that is not of the format.
pub fn read(members: &Members<'_>) -> Result<Record, ShapeError> {
    let mut record = Record::default();
    for (id, value) in object(members, "facts")? {
        let path = format!("{}/{id}", members.path("facts"));
        let Value::Bool(fact) = value else { return Err(wrong(path, "boolean", value)) };
        record.facts.insert(id.to_owned(), *fact);
    }
    for (id, value) in object(members, "bases")? {
        record.bases.insert(id.to_owned(), slot_text(value, format!("{}/{id}", members.path("bases")))?);
    }
    for (id, value) in object(members, "answers")? {
        let path = format!("{}/{id}", members.path("answers"));
        record.answers.insert(id.to_owned(), read_answer(value, path)?);
    }
    Ok(record)
}

fn read_answer(value: &Value, path: String) -> Result<RecordedAnswer, ShapeError> {
    let known = ["slots", "marks", "reasons", "note", "evidence", "rectification"];
    let members = Members::read(value, path, &known)?;
    let mut answer = RecordedAnswer::default();
    for (id, value) in object(&members, "slots")? {
        answer.slots.insert(id.to_owned(), slot_text(value, format!("{}/{id}", members.path("slots")))?);
    }
    for (id, value) in object(&members, "marks")? {
        let path = format!("{}/{id}", members.path("marks"));
        let Value::Str(code) = value else { return Err(wrong(path, "string", value)) };
        let mark = Mark::from_code(code).ok_or_else(|| {
            const EXPECTED: &str = "to_review, none_occurred, not_applicable, not_counted";
            ShapeError::new(path, ShapeFault::NotAllowed { expected: EXPECTED, found: code.clone() })
        })?;
        answer.marks.insert(id.to_owned(), mark);
    }
    for (id, value) in object(&members, "reasons")? {
        let path = format!("{}/{id}", members.path("reasons"));
        let Value::Str(reason) = value else { return Err(wrong(path, "string", value)) };
        answer.reasons.insert(id.to_owned(), reason.clone());
    }
    if members.find("note").is_some() {
        answer.note = members.text("note", TEXT_CHARS_MAX)?.to_owned();
    }
    if members.find("evidence").is_some() {
        for (at, it) in members.array("evidence", 0, EVIDENCE_MAX)?.iter().enumerate() {
            answer.evidence.push(read_evidence(it, format!("{}/{at}", members.path("evidence")))?);
        }
    }
    if let Some(it) = members.find("rectification") {
        answer.rectification = read_rectification(it, members.path("rectification"))?;
    }
    Ok(answer)
}

fn read_evidence(value: &Value, path: String) -> Result<Evidence, ShapeError> {
    let it = Members::read(value, path, &["title", "number", "date", "file", "size", "sha256"])?;
    let size = if it.find("size").is_some() { it.int("size")? } else { 0 };
    Ok(Evidence {
        title: it.text("title", TEXT_CHARS_MAX)?.to_owned(),
        number: optional(&it, "number")?,
        date: optional(&it, "date")?,
        file: optional(&it, "file")?,
        size: u64::try_from(size).map_err(|_| {
            ShapeError::new(it.path("size"), ShapeFault::NotAllowed { expected: "0 or more", found: size.to_string() })
        })?,
        sha256: optional(&it, "sha256")?,
    })
}

fn read_rectification(value: &Value, path: String) -> Result<Rectification, ShapeError> {
    let it = Members::read(value, path, &["measure", "owner", "due"])?;
    Ok(Rectification { measure: optional(&it, "measure")?, owner: optional(&it, "owner")?, due: optional(&it, "due")? })
}

fn optional(members: &Members<'_>, key: &str) -> Result<String, ShapeError> {
    match members.find(key) {
        None => Ok(String::new()),
        Some(_) => Ok(members.text(key, TEXT_CHARS_MAX)?.to_owned()),
    }
}

/// The members of an object member; none when it is absent.
fn object<'a>(members: &Members<'a>, key: &str) -> Result<Vec<(&'a str, &'a Value)>, ShapeError> {
    match members.find(key) {
        None => Ok(Vec::new()),
        Some(Value::Object(object)) if object.len() > INDICATORS_MAX => {
            Err(ShapeError::new(members.path(key), ShapeFault::TooLong { max: INDICATORS_MAX }))
        }
        Some(Value::Object(object)) => Ok(object.iter().collect()),
        Some(other) => Err(wrong(members.path(key), "object", other)),
    }
}

/// A text, an integer or a yes/no: people write answers files by hand too.
fn slot_text(value: &Value, path: String) -> Result<String, ShapeError> {
    match value {
        Value::Str(text) => Ok(text.clone()),
        Value::Int(number) => Ok(number.to_string()),
        Value::Bool(yes) => Ok(if *yes { Choice::Yes } else { Choice::No }.word().to_owned()),
        Value::Null | Value::Array(_) | Value::Object(_) => Err(wrong(path, "string", value)),
    }
}

fn wrong(path: String, expected: &'static str, found: &Value) -> ShapeError {
    ShapeError::new(path, ShapeFault::WrongType { expected, found: found.type_name() })
}

/// Answers in the order of a catalogue, with what found no place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    pub facts: Vec<Option<bool>>,
    pub bases: Vec<String>,
    /// Index of the indicator and its answer.
    pub answers: Vec<(usize, Answer)>,
    pub leftovers: Vec<Leftover>,
}

/// Matches names with a catalogue.
pub fn place(record: &Record, catalogue: &Catalogue) -> Placed {
    let mut placed = Placed {
        facts: vec![None; catalogue.facts.len()],
        bases: vec![String::new(); catalogue.bases.len()],
        answers: Vec::with_capacity(record.answers.len()),
        leftovers: Vec::new(),
    };
    for (id, answer) in &record.facts {
        match catalogue.facts.iter().position(|fact| fact.id == *id) {
            Some(at) => placed.facts[at] = Some(*answer),
            None => {
                let names = catalogue.facts.iter().map(|fact| fact.id.as_str());
                placed.left(format!("facts.{id}"), &answer.to_string(), id, names);
            }
        }
    }
    for (id, text) in &record.bases {
        match catalogue.base_at(id) {
            Some(at) => placed.bases[at] = clean(text),
            None => placed.left(format!("bases.{id}"), text, id, catalogue.bases.iter().map(|base| base.id.as_str())),
        }
    }
    for (id, recorded) in &record.answers {
        match catalogue.indicator_at(id) {
            Some(at) => placed.answer(catalogue, at, recorded),
            None => {
                let text = recorded.slots.iter().map(|(id, text)| format!("{id}: {text}")).collect::<Vec<_>>();
                let names = catalogue.indicators.iter().map(|indicator| indicator.id.as_str());
                placed.left(format!("answers.{id}"), &text.join("\n"), id, names);
            }
        }
    }
    placed
}

impl Placed {
    fn left<'n>(&mut self, path: String, text: &str, name: &str, names: impl Iterator<Item = &'n str>) {
        let nearest = lint::nearest(name, names).map(str::to_owned);
        self.leftovers.push(Leftover { path, text: text.to_owned(), nearest });
    }

    fn answer(&mut self, catalogue: &Catalogue, at: usize, recorded: &RecordedAnswer) {
        let indicator = &catalogue.indicators[at];
        let mut answer = Answer::blank(indicator.slots.len(), indicator.requirements.len());
        for (id, text) in &recorded.slots {
            let slot = indicator.slots.iter().position(|slot| slot.id == *id);
            match slot.map(|slot| (slot, indicator.slots[slot].base)) {
                // Written beside the row instead of under `bases`: the same quantity all the same.
                Some((_, Some(base))) if self.bases[base].is_empty() => self.bases[base] = clean(text),
                Some((_, Some(base))) if self.bases[base] == *text => {}
                Some((slot, None)) if indicator.slots[slot].sum_of.is_empty() => answer.slots[slot] = clean(text),
                Some((_, Some(_) | None)) => self.left(path(indicator, "slots", id), text, id, std::iter::empty()),
                None => {
                    let names = indicator.slots.iter().map(|slot| slot.id.as_str());
                    self.left(path(indicator, "slots", id), text, id, names);
                }
            }
        }
        let requirement = |id: &str| indicator.requirements.iter().position(|requirement| requirement.id == id);
        let names = || indicator.requirements.iter().map(|requirement| requirement.id.as_str());
        for (id, mark) in &recorded.marks {
            match requirement(id) {
                Some(at) => answer.marks[at] = *mark,
                None => self.left(path(indicator, "marks", id), mark.code(), id, names()),
            }
        }
        for (id, reason) in &recorded.reasons {
            match requirement(id) {
                Some(at) => answer.reasons[at] = clean(reason),
                None => self.left(path(indicator, "reasons", id), reason, id, names()),
            }
        }
        answer.note = clean(&recorded.note);
        answer.evidence.clone_from(&recorded.evidence);
        answer.rectification = recorded.rectification.clone();
        self.answers.push((at, answer));
    }
}

fn path(indicator: &crate::catalogue::Indicator, member: &str, id: &str) -> String {
    format!("answers.{}.{member}.{id}", indicator.id)
}
