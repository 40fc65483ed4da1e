//! 撤销和重做: what the answers were before each whole edit. A session is cheap to keep (its rows are shared), so a step
//! keeps the one before it, and going back is exact: shared quantities, computed ones and facts included.
//!
//! Keystrokes in one field are one edit until the field is left or another is changed; a choice, a mark or a pasted block
//! is an edit by itself. The steps are the page's own: they end with it.

use std::rc::Rc;
use std::sync::Arc;

use zicha_core::answer::Rectification;
use zicha_core::catalogue::wire::Input;
use zicha_core::session::{Edit, Session};

/// Most edits that can be taken back.
pub const STEPS_MAX: usize = 200;

/// What an edit was made in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Slot(usize),
    Mark(usize),
    Reason(usize),
    Note,
    /// By its place in the list.
    Evidence(usize),
    /// Measure, owner or day of the rectification.
    Plan(usize),
    /// Several cells at once, of which this row has the first.
    Block,
    /// A fact about the unit; it belongs to no row.
    Fact(usize),
}

/// Whether an edit may be one of many keystrokes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Made {
    Typed,
    AtOnce,
}

/// One edit, by what was there without it.
#[derive(Debug)]
struct Step {
    /// Before it, where it can be taken back; after it, where it can be made again.
    other: Session,
    place: (usize, Field),
}

/// See the module.
#[derive(Clone, Debug, Default)]
pub struct History {
    past: Vec<Rc<Step>>,
    future: Vec<Rc<Step>>,
    /// The last step takes further keystrokes.
    open: bool,
}

impl History {
    /// Row and field of the edit that would be taken back.
    pub fn back(&self) -> Option<(usize, Field)> {
        self.past.last().map(|it| it.place)
    }

    /// Row and field of the edit that would be made again.
    pub fn forth(&self) -> Option<(usize, Field)> {
        self.future.last().map(|it| it.place)
    }

    /// Whatever is typed next is an edit of its own.
    pub(super) fn close(&mut self) {
        self.open = false;
    }

    /// Takes the last edit back: gives the answers before it.
    pub(super) fn undo(&mut self, now: &Session) -> Option<Session> {
        step(&mut self.past, &mut self.future, &mut self.open, now)
    }

    /// Makes the edit again that was taken back last.
    pub(super) fn redo(&mut self, now: &Session) -> Option<Session> {
        step(&mut self.future, &mut self.past, &mut self.open, now)
    }

    /// One edit of one row was made.
    pub(super) fn edited(&mut self, before: &Session, after: &Session, at: usize, edit: &Edit) {
        let (field, made) = field(before, at, edit);
        if same(before, after, at) {
            return;
        }
        if made == Made::Typed && self.open && self.back() == Some((at, field)) {
            self.future.clear();
            // Typed and deleted again: nothing to take back.
            if self.past.last().is_some_and(|it| same(&it.other, after, at)) {
                self.past.pop();
                self.open = false;
            }
            return;
        }
        self.push(before, (at, field));
        self.open = made == Made::Typed;
    }

    /// A fact was answered, or a block pasted.
    pub(super) fn changed(&mut self, before: &Session, after: &Session, place: (usize, Field)) {
        if before != after {
            self.push(before, place);
            self.open = false;
        }
    }

    fn push(&mut self, before: &Session, place: (usize, Field)) {
        self.future.clear();
        if self.past.len() >= STEPS_MAX {
            self.past.remove(0);
        }
        self.past.push(Rc::new(Step { other: before.clone(), place }));
    }
}

fn step(from: &mut Vec<Rc<Step>>, to: &mut Vec<Rc<Step>>, open: &mut bool, now: &Session) -> Option<Session> {
    let step = from.pop()?;
    *open = false;
    to.push(Rc::new(Step { other: now.clone(), place: step.place }));
    Some(step.other.clone())
}

/// A row that was edited to what it was comes out with the same answer.
fn same(a: &Session, b: &Session, at: usize) -> bool {
    match (a.row(at), b.row(at)) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b) || a.answer == b.answer,
        (Some(_) | None, Some(_) | None) => true,
    }
}

fn field(before: &Session, at: usize, edit: &Edit) -> (Field, Made) {
    let answer = before.row(at).map(|row| &row.answer);
    match edit {
        Edit::Slot { slot, .. } => {
            let slots = before.catalogue().indicators.get(at).map(|it| it.slots.as_slice()).unwrap_or_default();
            let clicked =
                slots.get(*slot).is_some_and(|it| matches!(it.input, Input::Choice | Input::Ticks | Input::Level));
            (Field::Slot(*slot), if clicked { Made::AtOnce } else { Made::Typed })
        }
        Edit::Mark { requirement, .. } => (Field::Mark(*requirement), Made::AtOnce),
        Edit::Reason { requirement, .. } => (Field::Reason(*requirement), Made::Typed),
        Edit::Note(_) => (Field::Note, Made::Typed),
        Edit::Evidence(list) => {
            let old = answer.map(|it| it.evidence.as_slice()).unwrap_or_default();
            let first = old.iter().zip(list).position(|(old, new)| old != new).unwrap_or(old.len().min(list.len()));
            (Field::Evidence(first), if old.len() == list.len() { Made::Typed } else { Made::AtOnce })
        }
        Edit::EvidenceFile(_) => (Field::Evidence(answer.map_or(0, |it| it.evidence.len())), Made::AtOnce),
        Edit::Rectification(plan) => (Field::Plan(answer.map_or(0, |it| first(&it.rectification, plan))), Made::Typed),
    }
}

fn first(old: &Rectification, new: &Rectification) -> usize {
    let same = [old.measure == new.measure, old.owner == new.owner];
    same.iter().position(|same| !same).unwrap_or(same.len())
}
