//! What a key or a click does in the table; what the clipboard does is in `clip`.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;
use zicha_core::answer::Choice;
use zicha_core::catalogue::wire::Input;
use zicha_core::finding::Finding;
use zicha_core::session::Session;
use zicha_core::text;

use super::TablePageProps;
use super::cells::{self, Column, Locked, Place, Target, is_to_mend};
use super::grid::{Grid, Mode};
use super::lines::{Line, first_of};
use super::select::{Move, Selection, Spot, move_of, moved};
use super::{CELL_ID, OUT_ID, preview};
use crate::browser::{cells as page, events, focus};
use crate::route::Route;
use crate::state::{Action, Dispatch};

/// The table as it stands, and the ways to change it.
#[derive(Clone)]
pub(super) struct Hand {
    pub props: TablePageProps,
    pub lines: Rc<Vec<Line>>,
    pub grid: Rc<RefCell<Grid>>,
    pub redraw: UseForceUpdateHandle,
}

impl Hand {
    pub fn dispatch(&self) -> &Dispatch {
        &self.props.dispatch
    }

    pub(super) fn session(&self) -> Option<&Session> {
        self.props.state.session()
    }

    /// Changes what is remembered and draws it.
    pub fn with(&self, change: impl FnOnce(&mut Grid)) {
        change(&mut self.grid.borrow_mut());
        self.redraw.force_update();
    }

    pub fn selection(&self) -> Selection {
        self.grid.borrow().selection
    }

    pub(super) fn mode(&self) -> Mode {
        self.grid.borrow().mode
    }

    fn place(&self) -> Option<(Place<'_>, Column)> {
        let spot = self.selection().on;
        let line = self.lines.get(spot.line)?;
        Some((Place::of(self.session()?, *line)?, *Column::ALL.get(spot.column)?))
    }

    fn target(&self) -> Option<(Place<'_>, Target)> {
        let (place, column) = self.place()?;
        Some((place, place.target(column).ok()?))
    }

    /// Id of the cell that has the keyboard.
    pub fn id(&self) -> Option<String> {
        self.place().map(|(place, column)| place.id(column))
    }

    /// Puts the keyboard on a cell.
    pub fn go(&self, selection: Selection) {
        if self.mode().is_open() {
            self.tell();
        }
        self.with(|grid| {
            grid.go(selection);
            grid.grab();
        });
        if let Some(line) = self.lines.get(selection.on.line) {
            self.dispatch().dispatch(Action::At(line.row));
        }
    }

    /// From here on the cell is filled in.
    fn begin(&self, mode: Mode) {
        let Some((place, target)) = self.target() else { return };
        let was = (!self.mode().is_open()).then(|| target.text(place.row).to_owned());
        self.with(|grid| {
            grid.mode = mode;
            if let Some(was) = was {
                grid.was = was;
            }
        });
    }

    /// The cell's whole new text.
    pub fn typed(&self, text: String) {
        let Some((place, target)) = self.target() else { return };
        let at = place.line.row;
        if !self.mode().is_open() {
            self.begin(Mode::Typing);
        }
        self.dispatch().dispatch(Action::Edit { at, edit: target.edit(text) });
    }

    /// The same for a choice, which is an edit by itself.
    pub fn chose(&self, text: String) {
        if let Some((place, target)) = self.target() {
            self.dispatch().dispatch(Action::Edit { at: place.line.row, edit: target.edit(text) });
        }
    }

    fn revert(&self) {
        let was = self.grid.borrow().was.clone();
        if let Some((place, target)) = self.target()
            && target.text(place.row) != was
        {
            self.dispatch().dispatch(Action::Edit { at: place.line.row, edit: target.edit(was) });
        }
        self.with(|grid| {
            grid.mode = Mode::Going;
            grid.grab();
        });
    }

    /// What came of an edit is said for the ear when the cell is left.
    fn tell(&self) {
        if let Some(sentence) = self.came_of_it() {
            self.dispatch().dispatch(Action::Hear(sentence));
        }
    }

    /// `第51项 本年度作出的行政执法决定：99.97%，未达标，还差1件`.
    pub fn about(&self) -> Option<String> {
        let words = self.props.state.words();
        let (place, _) = self.place()?;
        let name = (words.table().cell)(&(words.walk.number)(&place.indicator.number), &place.item());
        let said = self.came_of_it().map(|it| [words.frame.colon, &it].concat()).unwrap_or_default();
        Some(name + &said)
    }

    /// What is wrong in the field of the cell, or else what its requirement comes to.
    fn came_of_it(&self) -> Option<String> {
        let (place, Target::Slot(slot)) = self.target()? else { return None };
        let lang = self.props.state.lang;
        let wrong = place.row.findings.iter().find(|it| it.slot == Some(slot) && is_to_mend(&it.problem));
        let judged = place.line.requirement.and_then(|at| Some((at, place.row.judgements.get(at)?)));
        Some(match (wrong, judged) {
            (Some(finding), _) => text::finding(finding, place.indicator, lang),
            (None, Some((at, judgement))) => {
                let own: Vec<&Finding> = place.row.findings.iter().filter(|it| it.requirement == Some(at)).collect();
                text::judgement(judgement, &own, lang)
            }
            (None, None) => return None,
        })
    }

    /// Moves; whether there was anywhere to go.
    fn step(&self, it: Move, stretch: bool) -> bool {
        let selection = self.selection();
        let Some(to) = moved(selection.on, it, self.lines.len(), |it| self.is_filled(it)) else { return false };
        self.go(if stretch { selection.stretched(to) } else { Selection::at(to) });
        true
    }

    fn is_filled(&self, spot: Spot) -> bool {
        let place = self.lines.get(spot.line).and_then(|line| Place::of(self.session()?, *line));
        let column = Column::ALL.get(spot.column);
        place.zip(column).is_some_and(|(place, column)| !place.text(*column, self.props.state.lang).trim().is_empty())
    }

    pub fn key(&self, event: &KeyboardEvent) {
        if events::is_composing(event) {
            // Where no field is, nothing is composed.
            self.refuse_typing();
            return;
        }
        let done = if self.mode().is_open() { self.key_open(event) } else { self.key_going(event) };
        if done {
            event.prevent_default();
        }
    }

    fn key_open(&self, event: &KeyboardEvent) -> bool {
        let (key, shift, mode) = (event.key(), event.shift_key(), self.mode());
        let ctrl = event.ctrl_key() || event.meta_key();
        match key.as_str() {
            "Escape" => self.revert(),
            "Enter" if event.alt_key() || event.ctrl_key() => {
                if let Some(text) = page::insert(CELL_ID, "\n") {
                    self.typed(text);
                }
            }
            "F2" => self.begin(Mode::Editing),
            leaving if mode.ends_with(leaving) && !event.alt_key() => {
                self.tell();
                self.with(|grid| grid.mode = Mode::Going);
                return self.leave(&key, ctrl, shift);
            }
            "ArrowDown" | "ArrowUp" if self.input() == Some(Input::Ticks) => {
                let id = page::id_of(event);
                let at = id.rsplit_once('-').and_then(|(_, at)| at.parse::<usize>().ok()).unwrap_or(0);
                let next = if key == "ArrowDown" { at.saturating_add(1) } else { at.saturating_sub(1) };
                page::enter(&[&format!("{CELL_ID}-{next}")]);
            }
            _ => return false,
        }
        true
    }

    fn key_going(&self, event: &KeyboardEvent) -> bool {
        let (key, shift) = (event.key(), event.shift_key());
        if event.alt_key() {
            return false;
        }
        let ctrl = event.ctrl_key() || event.meta_key();
        match key.as_str() {
            "F2" => self.edit(),
            " " if self.input() == Some(Input::Ticks) => self.edit(),
            "Escape" => focus::on_id(OUT_ID),
            "Delete" | "Backspace" => self.empty(),
            "a" | "A" if ctrl => {
                let all = Selection::all(self.lines.len());
                self.go(all);
            }
            "Enter" if !shift && !ctrl && self.selection().on.column == Column::Number.index() => {
                self.open();
            }
            digit if !ctrl && self.choose(digit) => {}
            "/" | "／" | "?" | "？" => return false,
            typed if !ctrl && typed.chars().count() == 1 => return self.refuse_typing(),
            _ => return self.leave(&key, ctrl, shift),
        }
        true
    }

    /// Goes where a key leads, with Shift the block along; whether it leads anywhere in the table.
    fn leave(&self, key: &str, ctrl: bool, shift: bool) -> bool {
        let stretch = shift && !matches!(key, "Enter" | "Tab");
        move_of(key, ctrl, shift).is_some_and(|it| self.step(it, stretch))
    }

    /// Says why nothing can be filled in here; whether that is so. A note is written in the first line of its row, and
    /// there the keyboard goes.
    pub(super) fn refuse(&self) -> bool {
        let Some((place, column)) = self.place() else { return false };
        let Err(locked) = place.target(column) else { return false };
        let words = self.props.state.words().table();
        let first = first_of(&self.lines, place.line.row).filter(|_| locked == Locked::NoteAbove);
        let said = match first {
            Some(_) => words.note_moved.to_owned(),
            None => (words.refused)(&preview::locked(locked, words)),
        };
        if let Some(line) = first {
            self.go(Selection::at(Spot { line, column: column.index() }));
        }
        self.grid.borrow_mut().refused = Some(self.selection().on);
        self.dispatch().dispatch(Action::Say(said));
        true
    }

    /// The same for typing: of a whole word it is said once.
    fn refuse_typing(&self) -> bool {
        let is_said = self.grid.borrow().refused == Some(self.selection().on);
        is_said || self.refuse()
    }

    /// F2: the caret goes behind the text, the ticks open.
    pub fn edit(&self) {
        if self.refuse() {
            return;
        }
        self.begin(Mode::Editing);
        page::caret_to_end(CELL_ID);
    }

    pub(super) fn input(&self) -> Option<Input> {
        match self.target()? {
            (place, Target::Slot(_)) => place.slot().map(|it| it.input),
            (_, Target::Note) => None,
        }
    }

    /// A digit chooses by place: 1 是, 2 部分, 3 否. Whether it did.
    fn choose(&self, digit: &str) -> bool {
        let Some((place, Target::Slot(slot))) = self.target() else { return false };
        let (Some(spec), Some(at)) =
            (place.slot(), digit.parse::<usize>().ok().filter(|_| digit.len() == 1).and_then(|it| it.checked_sub(1)))
        else {
            return false;
        };
        let text = match spec.input {
            Input::Choice => Choice::ALL.get(at).map(|it| it.word().to_owned()),
            Input::Level => spec.options.get(at).cloned(),
            Input::Ticks => spec.options.get(at).map(|_| {
                let ticked = place.row.readings.get(slot).and_then(|it| it.ticks()).unwrap_or_default();
                turned(&spec.options, ticked, at)
            }),
            Input::Count | Input::Number | Input::Date | Input::Dates | Input::Days | Input::Parts | Input::Text => {
                return false;
            }
        };
        if let Some(text) = text {
            self.chose(text);
        }
        true
    }

    /// Opens the row by itself.
    pub fn open(&self) {
        if let Some((place, _)) = self.place() {
            self.dispatch().dispatch(Action::Go(Route::Walk(place.line.row)));
        }
    }

    /// A cell was clicked; with Shift the block reaches to there.
    pub fn click(&self, event: &MouseEvent) {
        let id = page::id_of(event);
        if id == CELL_ID || id.starts_with(CELL_ID) {
            if self.mode() != Mode::Editing && self.input() != Some(Input::Ticks) {
                self.begin(Mode::Editing);
            }
            return;
        }
        let Some(spot) = self.spot(&page::cell_of(event).unwrap_or_default()) else { return };
        let is_here = spot == self.selection().on;
        if is_here && self.input() == Some(Input::Ticks) {
            self.edit();
        } else if !is_here || self.mode() == Mode::Going {
            self.go(if event.shift_key() { self.selection().stretched(spot) } else { Selection::at(spot) });
        }
    }

    fn spot(&self, id: &str) -> Option<Spot> {
        cells::spot_of(self.session()?, &self.lines, id)
    }

    /// The keyboard was sent to a cell, or to the table.
    pub fn focused(&self, event: &FocusEvent) {
        let id = page::id_of(event);
        if id == crate::pages::walk::ids::grid() {
            self.with(Grid::grab);
        } else if let Some(spot) = self.spot(&id) {
            if spot != self.selection().on {
                self.go(Selection::at(spot));
            } else if self.target().is_some() {
                self.with(Grid::grab);
            }
        }
    }
}

/// The ticked options as the slot keeps them, with one turned over.
pub(super) fn turned(options: &[String], ticked: &[bool], at: usize) -> String {
    let is_on = |each: usize| ticked.get(each).copied().unwrap_or(false) != (each == at);
    let kept = options.iter().enumerate().filter(|(each, _)| is_on(*each));
    kept.map(|(_, name)| name.as_str()).collect::<Vec<_>>().join("\n")
}
