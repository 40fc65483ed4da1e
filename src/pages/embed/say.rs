//! What the form is, as JSON for the page around it: canonical, so the same form gives the same text. Pure.

use zicha_core::canonical::{Value, parse, to_bytes};
use zicha_core::digest::{fingerprint, from_hex};
use zicha_core::finding::Verdict;
use zicha_core::report;
use zicha_core::text;

use crate::drafts;
use crate::pages::file_name;
use crate::pages::sign::form::blanks;
use crate::route::Route;
use crate::state::{State, Work};

/// Why the host does not get what it asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// A stable word.
    pub code: &'static str,
    /// A sentence in the form's language.
    pub text: String,
}

impl Refusal {
    pub fn new(code: &'static str, text: impl Into<String>) -> Refusal {
        Refusal { code, text: text.into() }
    }

    pub fn json(&self) -> String {
        let error = Value::object([("code", Value::text(self.code)), ("text", Value::text(self.text.as_str()))]);
        json(&Value::object([("error", error)]))
    }
}

/// `{"value":…}`.
pub fn value(value: Value) -> String {
    json(&Value::object([("value", value)]))
}

fn json(value: &Value) -> String {
    String::from_utf8(to_bytes(value)).unwrap_or_default()
}

fn number(count: u32) -> Value {
    Value::Int(i64::from(count))
}

fn count(count: usize) -> Value {
    Value::Int(i64::try_from(count).unwrap_or(i64::MAX))
}

/// How far the form is, and where one stands in it.
pub fn progress(state: &State) -> Value {
    let mut members = vec![
        ("route", Value::text(state.shown().hash())),
        ("lang", Value::text(state.lang.tag())),
        ("open", Value::Bool(state.work.is_some())),
    ];
    if let Some(work) = &state.work {
        let (session, total) = (&work.session, work.session.total());
        let setting = session.setting();
        let verdicts = Verdict::ALL.map(|it| (it.code(), number(total.of(it))));
        members.extend([
            ("catalogue", Value::text(session.catalogue().id.as_str())),
            ("unit", Value::text(setting.unit.name.as_str())),
            ("unitCode", Value::text(setting.unit.code.as_str())),
            ("period", Value::text(session.period().map(|it| it.id.as_str()).unwrap_or_default())),
            ("rows", number(total.rows)),
            ("complete", number(total.complete)),
            ("withErrors", number(total.with_errors)),
            ("verdicts", Value::object(verdicts)),
            ("changes", number(work.changes)),
            ("saved", Value::Bool(work.is_kept())),
            ("signed", Value::Bool(work.signed.is_some() && work.is_as_signed())),
        ]);
        if let Some(indicator) = here(state, work) {
            members.push(("indicator", Value::text(indicator)));
        }
    }
    Value::object(members)
}

/// Id of the indicator that is shown.
fn here<'a>(state: &State, work: &'a Work) -> Option<&'a str> {
    let (Route::Walk(at) | Route::Table(at)) = state.shown() else { return None };
    work.session.catalogue().indicators.get(at).map(|it| it.id.as_str())
}

/// The same as text, for telling.
pub fn state(state: &State) -> String {
    json(&progress(state))
}

/// The draft in one line: Chromium 77 to 92 turn line feeds in form values into CRLF.
pub fn draft(work: &Work, saved: String) -> String {
    let bytes = drafts::bytes(work, saved);
    parse(&bytes).map(|value| json(&value)).unwrap_or_default()
}

/// What was signed last; none where this page has no signed file.
pub fn last_signed(state: &State) -> Option<Value> {
    let work = state.work.as_ref()?;
    let (file, next) = (work.signed.as_ref()?, work.identity.as_ref()?);
    let print = next.supersedes.as_deref().and_then(from_hex).map(|it| fingerprint(&it))?;
    let period = work.session.period().map(|it| it.id.as_str()).unwrap_or_default();
    Some(Value::object([
        ("fileName", Value::text(file_name::report(&work.session.setting().unit.name, period))),
        ("fingerprint", Value::text(print)),
        ("revision", number(next.revision.saturating_sub(1))),
        ("size", count(file.len())),
    ]))
}

/// Told when a signature was made here.
pub fn signed(state: &State) -> Option<String> {
    let work = state.work.as_ref()?;
    // A file put beside the form from disk was not signed now.
    work.identity.as_ref().filter(|it| it.revision > 1)?;
    last_signed(state).map(|it| json(&it))
}

/// Whether the form can be signed, what keeps it from that, and what was signed.
pub fn report(state: &State, work: &Work) -> Value {
    let session = &work.session;
    let blockers = report::blockers(session).into_iter().filter_map(|(row, finding)| {
        let indicator = session.catalogue().indicators.get(row)?;
        Some(Value::object([
            ("indicator", Value::text(indicator.id.as_str())),
            ("number", Value::text(indicator.number.as_str())),
            ("text", Value::text(text::finding(&finding, indicator, state.lang))),
        ]))
    });
    let file = last_signed(state).filter(|_| work.is_as_signed()).unwrap_or(Value::Null);
    Value::object([
        ("blockers", Value::Array(blockers.collect())),
        ("blanks", number(blanks(session))),
        ("signed", file),
        ("progress", progress(state)),
    ])
}
