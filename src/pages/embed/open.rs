//! Which form an element shows: by catalogue, unit and period, or from a draft. Nothing unsaved is left behind.

use std::sync::Arc;

use zicha_core::session::{Session, Setting};
use zicha_core::text;
use zicha_core::unit;

use super::DeskProps;
use super::say::Refusal;
use crate::browser::clock;
use crate::drafts;
use crate::pages::home::period_at;
use crate::state::{Action, How, Work};

/// Saves the open form now where it can be saved; whether nothing would be lost.
pub fn flush(props: &DeskProps) -> bool {
    let Some(work) = props.state.work.as_ref().filter(|work| !work.is_kept()) else { return true };
    if work.kept.how == How::Elsewhere {
        return false;
    }
    let now = clock::now_rfc3339();
    let at = now.get(11..16).unwrap_or_default().to_owned();
    let Ok(text) = String::from_utf8(drafts::bytes(work, now)) else { return false };
    let kept = props.depot.keep(&drafts::key_of_work(work), &text).is_ok();
    if kept {
        props.dispatch.dispatch(Action::Saved { changes: work.changes, at, how: How::Stored });
    }
    kept
}

fn leave(props: &DeskProps) -> Result<(), Refusal> {
    let words = props.state.words().embed();
    if flush(props) { Ok(()) } else { Err(Refusal::new("unsaved", words.unsaved)) }
}

/// Opens a draft in place of what is open.
///
/// # Errors
/// `draft`, `unsaved`.
pub fn load(props: &DeskProps, draft: &[u8]) -> Result<(), Refusal> {
    let state = &props.state;
    let mut work = drafts::open(draft, &state.shelf, clock::today())
        .map_err(|error| Refusal::new("draft", text::draft_error(&error, state.lang)))?;
    leave(props)?;
    // It is not in this browser's storage yet.
    work.changes = 1;
    props.dispatch.dispatch(Action::Open(Box::new(work)));
    Ok(())
}

/// Opens the form of a unit: the draft that this browser keeps of it, or else a new one.
///
/// # Errors
/// `catalogue`, `unit`, `period`, `calendar`, `draft`, `unsaved`.
pub fn unit(props: &DeskProps, name: &str, period: &str) -> Result<(), Refusal> {
    let (state, words) = (&props.state, props.state.words().embed());
    let catalogue = state.shelf.catalogue(&state.catalogue).ok_or(Refusal::new("catalogue", words.no_catalogue))?;
    let unit =
        unit::resolve(catalogue, name).map_err(|error| Refusal::new("unit", text::unit_error(&error, state.lang)))?;
    let today = clock::today();
    let at = if period.is_empty() {
        Some(period_at(&catalogue.periods, today))
    } else {
        catalogue.periods.iter().position(|it| it.id == period)
    };
    let known = || catalogue.periods.iter().map(|it| it.id.as_str()).collect::<Vec<_>>().join(", ");
    let at = at.ok_or_else(|| Refusal::new("period", (words.no_period)(period, &known())))?;
    let period = catalogue.periods.get(at).map_or("", |it| it.id.as_str());
    let key = drafts::key_of(&catalogue.id, &unit.code, period);
    if state.work.as_ref().is_some_and(|open| drafts::key_of_work(open) == key) {
        return Ok(());
    }
    let work = match props.depot.0.get(&key) {
        Some(draft) => drafts::open(draft.as_bytes(), &state.shelf, today)
            .map_err(|error| Refusal::new("draft", text::draft_error(&error, state.lang)))?,
        None => {
            let calendar =
                state.shelf.calendar_of(catalogue).ok_or(Refusal::new("calendar", state.words().home.no_calendar))?;
            let facts = vec![None; catalogue.facts.len()];
            let setting = Setting { unit, period: at, calendar: Arc::clone(calendar), today, facts };
            Work::new(Session::new(Arc::clone(catalogue), setting))
        }
    };
    leave(props)?;
    props.dispatch.dispatch(Action::Open(Box::new(work)));
    Ok(())
}
