//! What the shortcuts do, on the walk and on the table.

use zicha_core::session::Session;
use zicha_core::text::wide;

use super::ToolsProps;
use crate::browser::focus;
use crate::pages::walk::bar::{Step, go};
use crate::pages::walk::ids;
use crate::route::Route;
use crate::shortcuts::Shortcut;
use crate::state::{Action, Field, HEADING_ID};

/// Id of the search field.
pub const SEARCH_ID: &str = "zc-find";

/// Acts from where one is.
#[derive(Clone)]
pub struct Steps(ToolsProps);

/// To a row of the walk.
pub fn walk_to(row: usize) -> Action {
    Action::Go(Route::Walk(row))
}

/// To a row of the table: its first cell that is filled in.
pub fn table_to(row: usize) -> Action {
    Action::GoTo { route: Route::Table(row), id: ids::grid().to_owned() }
}

impl Steps {
    pub fn new(props: &ToolsProps) -> Steps {
        Steps(props.clone())
    }

    fn is_table(&self) -> bool {
        matches!(self.0.state.shown(), Route::Table(_))
    }

    /// The way to a row on the page one is on.
    pub fn to(&self) -> fn(usize) -> Action {
        if self.is_table() { table_to } else { walk_to }
    }

    /// Does what the shortcut says.
    pub fn act(&self, shortcut: Shortcut) {
        match shortcut {
            Shortcut::Next => self.step(Step::Next),
            Shortcut::Previous => self.step(Step::Previous),
            Shortcut::Problem => self.step(Step::Problem),
            Shortcut::Blank => self.step(Step::Blank),
            Shortcut::View => self.0.dispatch.dispatch(match self.is_table() {
                true => walk_to(self.0.at),
                false => table_to(self.0.at),
            }),
            Shortcut::Find => focus::on_id(SEARCH_ID),
            Shortcut::Undo | Shortcut::Redo => self.take_back(shortcut == Shortcut::Undo),
            Shortcut::Help => self.0.dispatch.dispatch(Action::Go(Route::Shortcuts)),
        }
    }

    fn step(&self, step: Step) {
        let state = &self.0.state;
        if let Some(session) = state.session() {
            go(session, self.0.at, state.sieve, step, self.to(), &self.0.dispatch, state.words());
        }
    }

    /// The keyboard goes where something has changed.
    fn take_back(&self, is_undo: bool) {
        let (state, dispatch) = (&self.0.state, &self.0.dispatch);
        let words = state.words().find();
        let Some(work) = &state.work else { return };
        let place = if is_undo { work.history.back() } else { work.history.forth() };
        let Some((at, field)) = place else {
            let text = if is_undo { words.nothing_to_undo } else { words.nothing_to_redo };
            dispatch.dispatch(Action::Say(text.to_owned()));
            return;
        };
        dispatch.dispatch(if is_undo { Action::Undo } else { Action::Redo });
        let is_fact = matches!(field, Field::Fact(_));
        let name = if is_fact { words.a_fact.to_owned() } else { self.name(&work.session, at, field) };
        if !is_fact {
            let (route, id) = match self.is_table() {
                true => (Route::Table(at), cell(at, field)),
                false => (Route::Walk(at), place_of(at, field)),
            };
            dispatch.dispatch(Action::GoTo { route, id });
        }
        dispatch.dispatch(Action::Hear(if is_undo { (words.undone)(&name) } else { (words.redone)(&name) }));
    }

    /// `第7项 政务服务事项总数`.
    fn name(&self, session: &Session, at: usize, field: Field) -> String {
        let Some(indicator) = session.catalogue().indicators.get(at) else { return String::new() };
        let number = (self.0.state.words().walk.number)(&indicator.number);
        let what = match field {
            Field::Slot(slot) => indicator.slots.get(slot).map(|it| wide(&it.label)),
            Field::Mark(_)
            | Field::Reason(_)
            | Field::Note
            | Field::Evidence(_)
            | Field::Plan(_)
            | Field::Block
            | Field::Fact(_) => None,
        };
        let what = what.or_else(|| indicator.title.as_deref().map(wide)).unwrap_or_default();
        format!("{number} {what}")
    }
}

/// The element of the walk where an edit was made.
fn place_of(at: usize, field: Field) -> String {
    match field {
        Field::Slot(slot) => ids::slot(at, slot),
        Field::Mark(requirement) => ids::demand(at, requirement),
        Field::Reason(requirement) => ids::reason(at, requirement),
        Field::Note => format!("r{at}-note"),
        Field::Plan(0) => format!("r{at}-measure"),
        Field::Plan(1) => format!("r{at}-owner"),
        Field::Plan(_) => format!("r{at}-due"),
        Field::Evidence(_) | Field::Block | Field::Fact(_) => HEADING_ID.to_owned(),
    }
}

/// The cell of the table.
fn cell(at: usize, field: Field) -> String {
    match field {
        Field::Slot(slot) => ids::cell(at, slot),
        Field::Note => ids::note_cell(at),
        Field::Mark(_) | Field::Reason(_) | Field::Plan(_) | Field::Evidence(_) | Field::Block | Field::Fact(_) => {
            ids::grid().to_owned()
        }
    }
}
