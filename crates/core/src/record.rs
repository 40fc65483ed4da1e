//! What a draft and a report have in common: facts, shared quantities and answers by the names the
//! catalogue gives them, so that a file outlives a reordering of its indicators.
//!
//! Only `draft` and `report` use it; each decides what stands around it.

use crate::answer::{Answer, Choice, Evidence, Mark, Reading, Rectification, Slot, TEXT_CHARS_MAX};
use crate::canonical::{Members, Object, ShapeError, ShapeFault, Value, write_int};
use crate::catalogue::{Catalogue, INDICATORS_MAX, Indicator, Requirement, lint};
use crate::digest;
use crate::session::{Row, Session, clean};

/// Most pieces of evidence of one indicator.
pub const EVIDENCE_MAX: usize = 1_000;

/// Values by name, ascending.
pub type ByName<T> = Vec<(String, T)>;

/// Answers by name, not yet matched with a catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    pub facts: ByName<bool>,
    pub bases: ByName<String>,
    pub answers: ByName<RecordedAnswer>,
}

/// One indicator's answer by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordedAnswer {
    pub slots: ByName<String>,
    pub marks: ByName<Mark>,
    pub reasons: ByName<String>,
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
    let (mut facts, mut bases, mut answers) = (Vec::new(), Vec::new(), Vec::new());
    for (fact, answer) in catalogue.facts.iter().zip(&session.setting().facts) {
        if let Some(yes) = answer {
            put(&mut facts, &fact.id, Value::Bool(*yes));
        }
    }
    for (at, base) in catalogue.bases.iter().enumerate() {
        let text = session.base_text(at);
        if !text.is_empty() {
            put(&mut bases, &base.id, value(text, session.base_reading(at), style));
        }
    }
    for row in session.rows() {
        if !row.answer.is_blank() {
            let indicator = &catalogue.indicators[row.indicator];
            put(&mut answers, &indicator.id, answer(indicator, row, style));
        }
    }
    [("facts", Value::object(facts)), ("bases", Value::object(bases)), ("answers", Value::object(answers))]
}

fn put(members: &mut ByName<Value>, id: &str, value: Value) {
    members.push((id.to_owned(), value));
}

fn answer(indicator: &Indicator, row: &Row, style: Style) -> Value {
    let it = &row.answer;
    let (mut slots, mut marks, mut reasons) = (Vec::new(), Vec::new(), Vec::new());
    for ((spec, text), reading) in indicator.slots.iter().zip(&it.slots).zip(&row.readings) {
        // A shared quantity stands under `bases`, a computed one follows from its terms.
        if spec.base.is_none() && spec.sum_of.is_empty() && !text.is_empty() {
            put(&mut slots, &spec.id, value(text, reading, style));
        }
    }
    for ((requirement, mark), reason) in indicator.requirements.iter().zip(&it.marks).zip(&it.reasons) {
        if *mark != Mark::None {
            put(&mut marks, &requirement.id, Value::text(mark.code()));
        }
        if !reason.is_empty() {
            put(&mut reasons, &requirement.id, Value::text(reason.as_str()));
        }
    }
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
    each(members, "facts", flag, &mut record.facts)?;
    each(members, "bases", slot_text, &mut record.bases)?;
    each(members, "answers", read_answer, &mut record.answers)?;
    Ok(record)
}

fn read_answer(value: &Value) -> Result<RecordedAnswer, ShapeError> {
    let known = ["slots", "marks", "reasons", "note", "evidence", "rectification"];
    let members = Members::read(value, "", &known)?;
    let mut answer = RecordedAnswer::default();
    each(&members, "slots", slot_text, &mut answer.slots)?;
    each(&members, "marks", mark, &mut answer.marks)?;
    each(&members, "reasons", reason, &mut answer.reasons)?;
    members.texts_if_there(TEXT_CHARS_MAX, &mut [("note", &mut answer.note)])?;
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

/// How one value is read; its faults are placed as if it stood alone, and `each` says where it stands.
type Read<T> = fn(&Value) -> Result<T, ShapeError>;

/// The members of an object member, which has as many as there can be indicators; none when it is absent.
fn each<T>(members: &Members<'_>, key: &str, read: Read<T>, all: &mut ByName<T>) -> Result<(), ShapeError> {
    let Some(object) = object(members, key)? else { return Ok(()) };
    for (id, value) in object.iter() {
        // Paths only when something is wrong: a report has a thousand of these.
        let read = read(value).map_err(|error| error.under(&format!("{}/{id}", members.path(key))))?;
        all.push((id.to_owned(), read));
    }
    Ok(())
}

fn object<'a>(members: &Members<'a>, key: &str) -> Result<Option<&'a Object>, ShapeError> {
    match members.find(key) {
        None => Ok(None),
        Some(Value::Object(object)) if object.len() > INDICATORS_MAX => {
            Err(ShapeError::new(members.path(key), ShapeFault::TooLong { max: INDICATORS_MAX }))
        }
        Some(Value::Object(object)) => Ok(Some(object)),
        Some(other) => Err(wrong(members.path(key), "object", other)),
    }
}

fn flag(value: &Value) -> Result<bool, ShapeError> {
    if let Value::Bool(yes) = value { Ok(*yes) } else { Err(wrong(String::new(), "boolean", value)) }
}

fn reason(value: &Value) -> Result<String, ShapeError> {
    if let Value::Str(text) = value { Ok(text.clone()) } else { Err(wrong(String::new(), "string", value)) }
}

fn mark(value: &Value) -> Result<Mark, ShapeError> {
    const EXPECTED: &str = "to_review, none_occurred, not_applicable, not_counted";
    let Value::Str(code) = value else { return Err(wrong(String::new(), "string", value)) };
    Mark::from_code(code).ok_or_else(|| {
        ShapeError::new(String::new(), ShapeFault::NotAllowed { expected: EXPECTED, found: code.clone() })
    })
}

fn read_evidence(value: &Value, path: String) -> Result<Evidence, ShapeError> {
    let it = Members::read(value, path, &["title", "number", "date", "file", "size", "sha256"])?;
    let size = if it.find("size").is_some() { it.int("size")? } else { 0 };
    let mut evidence = Evidence::default();
    let Evidence { title, number, date, file, size: bytes, sha256 } = &mut evidence;
    it.texts(TEXT_CHARS_MAX, &mut [("title", title)])?;
    let optional = &mut [("number", number), ("date", date), ("file", file), ("sha256", sha256)];
    it.texts_if_there(TEXT_CHARS_MAX, optional)?;
    if !sha256.is_empty() && digest::from_hex(sha256).is_none() {
        const EXPECTED: &str = "64 lower-case hexadecimal digits";
        let fault = ShapeFault::NotAllowed { expected: EXPECTED, found: sha256.clone() };
        return Err(ShapeError::new(it.path("sha256"), fault));
    }
    *bytes = u64::try_from(size).map_err(|_| {
        ShapeError::new(it.path("size"), ShapeFault::NotAllowed { expected: "0 or more", found: size.to_string() })
    })?;
    Ok(evidence)
}

fn read_rectification(value: &Value, path: String) -> Result<Rectification, ShapeError> {
    let it = Members::read(value, path, &["measure", "owner", "due"])?;
    let mut rectification = Rectification::default();
    let Rectification { measure, owner, due } = &mut rectification;
    it.texts_if_there(TEXT_CHARS_MAX, &mut [("measure", measure), ("owner", owner), ("due", due)])?;
    Ok(rectification)
}

/// A text, an integer or a yes/no: people write answers files by hand too.
fn slot_text(value: &Value) -> Result<String, ShapeError> {
    match value {
        Value::Str(text) => Ok(text.clone()),
        Value::Int(number) => {
            let mut text = String::new();
            write_int(*number, &mut text);
            Ok(text)
        }
        Value::Bool(yes) => Ok(if *yes { Choice::Yes } else { Choice::No }.word().to_owned()),
        Value::Null | Value::Array(_) | Value::Object(_) => Err(wrong(String::new(), "string", value)),
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
                let mut names = catalogue.facts.iter().map(|fact| fact.id.as_str());
                placed.left(format!("facts.{id}"), answer.to_string(), id, &mut names);
            }
        }
    }
    for (id, text) in &record.bases {
        match catalogue.base_at(id) {
            Some(at) => placed.bases[at] = clean(text),
            None => placed.left(format!("bases.{id}"), text.clone(), id, &mut slot_ids(&catalogue.bases)),
        }
    }
    for (id, recorded) in &record.answers {
        match catalogue.indicator_at(id) {
            Some(at) => placed.answer(catalogue, at, recorded),
            None => {
                let mut text: Vec<String> = Vec::new();
                for (id, slot) in &recorded.slots {
                    text.push(format!("{id}: {slot}"));
                }
                let mut names = catalogue.indicators.iter().map(|indicator| indicator.id.as_str());
                placed.left(format!("answers.{id}"), text.join("\n"), id, &mut names);
            }
        }
    }
    placed
}

/// Names a misspelt one may be meant for.
type Names<'n, 's> = &'n mut dyn Iterator<Item = &'s str>;

fn slot_ids(slots: &[Slot]) -> impl Iterator<Item = &str> {
    slots.iter().map(|slot| slot.id.as_str())
}

fn requirement_ids(requirements: &[Requirement]) -> impl Iterator<Item = &str> {
    requirements.iter().map(|requirement| requirement.id.as_str())
}

impl Placed {
    #[cold]
    fn left(&mut self, path: String, text: String, name: &str, names: Names<'_, '_>) {
        let nearest = lint::nearest(name, names).map(str::to_owned);
        self.leftovers.push(Leftover { path, text, nearest });
    }

    fn answer(&mut self, catalogue: &Catalogue, at: usize, recorded: &RecordedAnswer) {
        let indicator = &catalogue.indicators[at];
        let mut answer = Answer::blank(indicator.slots.len(), indicator.requirements.len());
        for (id, text) in &recorded.slots {
            self.slot(indicator, &mut answer, id, text);
        }
        let requirement = |id: &str| indicator.requirements.iter().position(|requirement| requirement.id == id);
        let names = || requirement_ids(&indicator.requirements);
        for (id, mark) in &recorded.marks {
            match requirement(id) {
                Some(at) => answer.marks[at] = *mark,
                None => self.left(path(indicator, "marks", id), mark.code().to_owned(), id, &mut names()),
            }
        }
        for (id, reason) in &recorded.reasons {
            match requirement(id) {
                Some(at) => answer.reasons[at] = clean(reason),
                None => self.left(path(indicator, "reasons", id), reason.clone(), id, &mut names()),
            }
        }
        answer.note = clean(&recorded.note);
        answer.evidence.clone_from(&recorded.evidence);
        answer.rectification = recorded.rectification.clone();
        self.answers.push((at, answer));
    }

    fn slot(&mut self, indicator: &Indicator, answer: &mut Answer, id: &str, text: &str) {
        let Some(slot) = indicator.slots.iter().position(|slot| slot.id == id) else {
            let mut names = slot_ids(&indicator.slots);
            return self.left(path(indicator, "slots", id), text.to_owned(), id, &mut names);
        };
        let spec = &indicator.slots[slot];
        match spec.base {
            // Written beside the row instead of under `bases`: the same quantity all the same.
            Some(base) if self.bases[base].is_empty() => self.bases[base] = clean(text),
            Some(base) if self.bases[base] == text => {}
            None if spec.sum_of.is_empty() => answer.slots[slot] = clean(text),
            Some(_) | None => {
                self.left(path(indicator, "slots", id), text.to_owned(), id, &mut std::iter::empty());
            }
        }
    }
}

fn path(indicator: &Indicator, member: &str, id: &str) -> String {
    format!("answers.{}.{member}.{id}", indicator.id)
}
