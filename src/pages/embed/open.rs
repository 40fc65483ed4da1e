//! Which form an element shows: by catalogue, unit and period, or from a draft. Nothing unsaved is left behind.

use std::sync::Arc;

use zicha_core::draft;
use zicha_core::session::{Session, Setting};
use zicha_core::text;
use zicha_core::unit;

use super::DeskProps;
use super::say::Refusal;
use crate::browser::clock;
use crate::drafts;
use crate::pages::home::period_at;
use crate::state::{Action, Hands, How, Work};

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
    if flush(props) { Ok(()) } else { Err(unsaved(props)) }
}

fn unsaved(props: &DeskProps) -> Refusal {
    Refusal::new("unsaved", props.state.words().embed().unsaved)
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
    // It is not in this browser's storage yet; what is only looked at does not get there.
    work.changes = u32::from(state.hands == Hands::On);
    props.dispatch.dispatch(Action::Open(Box::new(work)));
    Ok(())
}

/// What an element takes along from one program to the next: lines with the key of the draft (empty where it is the
/// form's own), `1` where all of it is in this browser's storage, `1` where it is as signed, and the draft.
struct Left<'a> {
    key: Option<&'a str>,
    kept: bool,
    signed: bool,
    draft: &'a str,
}

impl<'a> Left<'a> {
    fn read(text: &'a str) -> Option<Left<'a>> {
        let mut lines = text.splitn(4, '\n');
        let key = lines.next().filter(|it| !it.is_empty());
        Some(Left { key, kept: lines.next()? == "1", signed: lines.next()? == "1", draft: lines.next()? })
    }
}

/// Which of two drafts of a form goes on when its element comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Back {
    /// What was taken along; it is not in the storage.
    Left,
    /// What is in the storage: the same, or another window has gone on with it.
    Stored,
    /// The same, and what was taken along goes beside it, for nobody else has it.
    StoredAndLeft,
}

/// `same`: both hold the same. `newer`: the stored one was saved later.
fn choose(kept: bool, same: bool, newer: bool) -> Back {
    match (same || kept, newer) {
        (true, _) => Back::Stored,
        (false, true) => Back::StoredAndLeft,
        (false, false) => Back::Left,
    }
}

/// Opens what was open before the element was taken out of its page, or the page left, with the file `signed` of it.
/// What another window saved meanwhile is not written over.
///
/// # Errors
/// `draft`, `unsaved`.
pub fn back(props: &DeskProps, text: &str, signed: &[u8]) -> Result<(), Refusal> {
    let state = &props.state;
    let open = |draft: &str| {
        drafts::open(draft.as_bytes(), &state.shelf, clock::today())
            .map_err(|error| Refusal::new("draft", text::draft_error(&error, state.lang)))
    };
    let left = Left::read(text).ok_or(Refusal::new("draft", ""))?;
    let mut work = open(left.draft)?;
    let key = left.key.map_or_else(|| drafts::key(&work.session), str::to_owned);
    let content = |work: &Work| drafts::bytes(work, String::new());
    let stored = props.depot.0.get(&key).and_then(|text| open(&text).ok().map(|work| (text, work)));
    let is_same = stored.as_ref().is_none_or(|(_, there)| content(there) == content(&work));
    work.changes = u32::from(state.hands == Hands::On);
    if let Some((text, there)) = stored {
        let saved = |text: &str| draft::read(text.as_bytes()).map(|it| it.meta.saved).unwrap_or_default();
        let then = saved(left.draft);
        match choose(left.kept, is_same, saved(&text) > then) {
            Back::Left => {}
            Back::Stored => work = there,
            Back::StoredAndLeft => {
                props.depot.0.set(&[&key, ":", &then].concat(), left.draft).map_err(|_| unsaved(props))?;
                work = there;
            }
        }
    }
    work.fork = drafts::fork(&key, &work.session);
    leave(props)?;
    props.dispatch.dispatch(Action::Open(Box::new(work)));
    if is_same && !signed.is_empty() {
        props.dispatch.dispatch(Action::Beside(signed.into()));
        if left.signed {
            props.dispatch.dispatch(Action::Unedited);
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_that_comes_back_never_writes_over_what_another_window_saved() {
        let check = |kept, same, newer, want| assert_eq!(choose(kept, same, newer), want);
        check(true, true, false, Back::Stored);
        check(true, false, true, Back::Stored);
        check(true, false, false, Back::Stored);
        check(false, true, true, Back::Stored);
        check(false, false, true, Back::StoredAndLeft);
        check(false, false, false, Back::Left);
    }

    #[test]
    fn what_was_taken_along_is_read_by_lines() {
        let left = Left::read("zicha:c:u:p:x\n1\n0\n{}").map(|it| (it.key, it.kept, it.signed, it.draft));
        assert_eq!(left, Some((Some("zicha:c:u:p:x"), true, false, "{}")));
        let left = Left::read("\n0\n1\n{\n}").map(|it| (it.key, it.kept, it.signed, it.draft));
        assert_eq!(left, Some((None, false, true, "{\n}")));
        assert!(Left::read("{}").is_none());
    }
}
