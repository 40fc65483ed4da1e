//! 自查报告: what one unit signs. Answers as integers and texts, the verdicts they lead to (advisory: the
//! receiver judges again), and what they were judged by, by digest.

use crate::canonical::{Members, ShapeError, ShapeFault, Value};
use crate::digest::Digests;
use crate::draft::Identity;
use crate::finding::{Finding, Severity, Verdict};
use crate::record::{self, ByName, Record, Style};
use crate::session::Session;
use crate::unit::{NAME_CHARS_MAX, Unit};

/// The value of `schema`.
pub const SCHEMA: &str = "zicha-report/1";
/// Longest id, version or build of an app, in characters.
const WORD_CHARS_MAX: usize = 200;

/// What only the moment of writing knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub identity: Identity,
    /// RFC 3339 with offset: a claim.
    pub created: String,
    pub app: App,
}

/// The program that wrote a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct App {
    pub name: String,
    pub version: String,
    pub build: String,
}

/// A report as its bytes say; whether that is true is for `verify`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub identity: Identity,
    pub created: String,
    pub app: App,
    pub unit: Unit,
    /// Id, first and last day.
    pub period: (String, String, String),
    pub catalogue: Named,
    pub calendar: Named,
    pub record: Record,
    /// By requirement id.
    pub verdicts: ByName<Verdict>,
}

/// A file by name and digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub id: String,
    /// Empty for a calendar.
    pub version: String,
    pub digests: Digests,
}

/// Findings that keep from signing, by row, of the unit's own rows.
pub fn blockers(session: &Session) -> Vec<(usize, Finding)> {
    let errors = |finding: &&Finding| finding.problem.severity() == Severity::Error;
    session
        .mine()
        .flat_map(|row| row.findings.iter().filter(errors).map(|finding| (row.indicator, finding.clone())))
        .collect()
}

/// The content to sign. It is of the canonical profile whatever was typed: `session::clean` saw to that.
pub fn content(session: &Session, stamp: &Stamp) -> Value {
    let setting = session.setting();
    let catalogue = session.catalogue();
    let mut members = vec![
        ("schema", Value::text(SCHEMA)),
        ("created", Value::text(stamp.created.as_str())),
        ("app", app(&stamp.app)),
        ("unit", unit(&setting.unit)),
        ("period", period(session)),
        ("catalogue", named(&catalogue.id, Some(&catalogue.version), &catalogue.content.digests())),
        ("calendar", named(setting.calendar.id(), None, &setting.calendar.digests())),
        ("computed", computed(session)),
    ];
    members.extend(stamp.identity.members());
    members.extend(record::members(session, Style::Typed));
    Value::object(members)
}

fn app(app: &App) -> Value {
    Value::object([
        ("name", Value::text(app.name.as_str())),
        ("version", Value::text(app.version.as_str())),
        ("build", Value::text(app.build.as_str())),
    ])
}

fn unit(unit: &Unit) -> Value {
    Value::object([
        ("code", Value::text(unit.code.as_str())),
        ("name", Value::text(unit.name.as_str())),
        ("type", Value::text(unit.unit_type.as_str())),
    ])
}

fn period(session: &Session) -> Value {
    let Some(period) = session.period() else { return Value::Null };
    Value::object([
        ("id", Value::text(period.id.as_str())),
        ("start", Value::Str(period.start.to_string())),
        ("end", Value::Str(period.end.to_string())),
    ])
}

fn named(id: &str, version: Option<&str>, digests: &Digests) -> Value {
    let mut members = vec![("id", Value::text(id))];
    members.extend(version.map(|version| ("version", Value::text(version))));
    members.extend(digests.members());
    Value::object(members)
}

fn computed(session: &Session) -> Value {
    let points = session.points();
    let mut found = Vec::new();
    for (id, verdict) in verdicts(session) {
        found.push((id, Value::text(verdict.code())));
    }
    let mut members = vec![("verdicts", Value::object(found))];
    if points.full != crate::decimal::Decimal::ZERO {
        let score =
            [("reached", Value::Str(points.reached.to_string())), ("full", Value::Str(points.full.to_string()))];
        members.push(("score", Value::object(score)));
    }
    Value::object(members)
}

/// Verdicts of the unit's own requirements by id, in the order of the catalogue.
pub(crate) fn verdicts(session: &Session) -> ByName<Verdict> {
    let catalogue = session.catalogue();
    let mut all = Vec::new();
    for row in session.mine() {
        let requirements = &catalogue.indicators[row.indicator].requirements;
        for (it, judgement) in requirements.iter().zip(&row.judgements) {
            all.push((it.id.clone(), judgement.verdict));
        }
    }
    all
}

/// Reads a report's content.
///
/// # Errors
/// [`ShapeError`] with the path of the first member that is not of the format.
pub fn read(value: &Value) -> Result<Report, ShapeError> {
    let known = [
        "schema",
        "id",
        "revision",
        "supersedes",
        "created",
        "app",
        "unit",
        "period",
        "catalogue",
        "calendar",
        "facts",
        "bases",
        "answers",
        "computed",
    ];
    let members = Members::read(value, "/report", &known)?;
    members.word("schema", SCHEMA, |schema| (schema == SCHEMA).then_some(()))?;
    Ok(Report {
        identity: Identity::read(&members)?,
        created: members.text("created", WORD_CHARS_MAX)?.to_owned(),
        app: read_app(&inner(&members, "app", &["name", "version", "build"])?)?,
        unit: read_unit(&inner(&members, "unit", &["code", "name", "type"])?)?,
        period: read_period(&inner(&members, "period", &["id", "start", "end"])?)?,
        catalogue: read_named(&inner(&members, "catalogue", &["id", "version", "sha-256", "sm3"])?, true)?,
        calendar: read_named(&inner(&members, "calendar", &["id", "sha-256", "sm3"])?, false)?,
        record: record::read(&members)?,
        verdicts: read_verdicts(&inner(&members, "computed", &["verdicts", "score"])?)?,
    })
}

fn inner<'a>(members: &Members<'a>, key: &str, known: &[&str]) -> Result<Members<'a>, ShapeError> {
    Members::read(members.value(key)?, members.path(key), known)
}

fn read_app(it: &Members<'_>) -> Result<App, ShapeError> {
    let mut app = App::default();
    let App { name, version, build } = &mut app;
    it.texts(WORD_CHARS_MAX, &mut [("name", name), ("version", version), ("build", build)])?;
    Ok(app)
}

fn read_unit(it: &Members<'_>) -> Result<Unit, ShapeError> {
    let mut unit = Unit { code: String::new(), name: String::new(), unit_type: String::new() };
    it.texts(WORD_CHARS_MAX, &mut [("code", &mut unit.code)])?;
    it.texts(NAME_CHARS_MAX, &mut [("name", &mut unit.name)])?;
    it.texts(WORD_CHARS_MAX, &mut [("type", &mut unit.unit_type)])?;
    Ok(unit)
}

fn read_period(it: &Members<'_>) -> Result<(String, String, String), ShapeError> {
    let mut period = Default::default();
    let (id, start, end) = &mut period;
    it.texts(WORD_CHARS_MAX, &mut [("id", id), ("start", start), ("end", end)])?;
    Ok(period)
}

fn read_named(it: &Members<'_>, versioned: bool) -> Result<Named, ShapeError> {
    let digests = Digests::read(it)?;
    let mut named = Named { id: String::new(), version: String::new(), digests };
    if versioned {
        it.texts(WORD_CHARS_MAX, &mut [("version", &mut named.version)])?;
    }
    it.texts(WORD_CHARS_MAX, &mut [("id", &mut named.id)])?;
    Ok(named)
}

fn read_verdicts(it: &Members<'_>) -> Result<ByName<Verdict>, ShapeError> {
    let value = it.value("verdicts")?;
    let Value::Object(object) = value else {
        let fault = ShapeFault::WrongType { expected: "object", found: value.type_name() };
        return Err(ShapeError::new(it.path("verdicts"), fault));
    };
    let members = Members::whole(object, it.path("verdicts"));
    let mut all = Vec::with_capacity(object.len());
    for (id, _) in object.iter() {
        all.push((id.to_owned(), members.word(id, "a verdict", Verdict::from_code)?));
    }
    Ok(all)
}
