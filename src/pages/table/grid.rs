//! What the table remembers between drawings: the selection, whether a cell is being edited, and which lines are drawn.
//! Pure.

use std::ops::Range;
use std::rc::Rc;

use super::cells::Column;
use super::lines::{Line, first_of};
use super::paste::Plan;
use super::select::{Selection, Spot};

/// As many lines are drawn at once; of more, those in sight.
pub const WHOLE_MAX: usize = 420;
/// Lines drawn above and below what is in sight.
const MARGIN: usize = 30;
/// What is drawn begins at a multiple of this, so that scrolling by a line draws nothing.
const STEP: usize = 20;

/// What keys do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// They move from cell to cell.
    #[default]
    Going,
    /// A cell is being filled in that was begun by typing: the arrows leave it, as in spreadsheets.
    Typing,
    /// They belong to the cell.
    Editing,
}

impl Mode {
    /// Whether a cell is being filled in.
    pub fn is_open(self) -> bool {
        match self {
            Mode::Going => false,
            Mode::Typing | Mode::Editing => true,
        }
    }

    /// Whether this key puts the text in its cell and goes on from there.
    pub fn ends_with(self, key: &str) -> bool {
        let is_arrow = matches!(key, "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight");
        match self {
            Mode::Going => false,
            Mode::Typing => is_arrow || matches!(key, "Enter" | "Tab"),
            Mode::Editing => matches!(key, "Enter" | "Tab"),
        }
    }
}

/// See the module.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    pub selection: Selection,
    pub mode: Mode,
    /// The cell's text before it was edited.
    pub was: String,
    /// The cell of which it was said that it cannot be filled in, until another is gone to.
    pub refused: Option<Spot>,
    /// Counts the times the keyboard is to be put on the cell.
    pub grabs: u32,
    /// Counts the times the cell is to come into sight, the keyboard being elsewhere.
    pub shows: u32,
    /// First line in sight, and how many are.
    pub sight: (usize, usize),
    /// What pasting would do, while that is asked.
    pub plan: Option<Rc<Plan>>,
    /// What is typed into the box for pasting, while it is open.
    pub paste_box: Option<String>,
    /// The row and the lines that were last drawn.
    seen: Option<(usize, usize)>,
}

impl Grid {
    /// Follows the row of the address, and finds the cell again where other lines are drawn than before. `stamp` tells
    /// one list of lines from another.
    pub fn settle(&mut self, at: usize, lines: &[Line], stamp: usize) {
        if self.seen == Some((at, stamp)) {
            return;
        }
        let same_lines = self.seen.is_some_and(|seen| seen.1 == stamp);
        let is_there = lines.get(self.selection.on.line).is_some_and(|line| line.row == at);
        self.seen = Some((at, stamp));
        if same_lines && is_there {
            return;
        }
        let line = first_of(lines, at).unwrap_or(0);
        let column = if same_lines { self.selection.on.column } else { Column::Answer.index() };
        self.go(Selection::at(Spot { line, column }));
        self.shows = self.shows.wrapping_add(1);
    }

    /// Selects; whatever was edited is as it is.
    pub fn go(&mut self, selection: Selection) {
        self.selection = selection;
        self.mode = Mode::Going;
        self.refused = None;
        let (first, in_sight) = self.sight;
        let line = selection.on.line;
        if line < first || line >= first.saturating_add(in_sight.max(1)) {
            self.sight.0 = line.saturating_sub(in_sight / 2);
        }
    }

    /// The cell has no longer been edited.
    pub fn grab(&mut self) {
        self.grabs = self.grabs.wrapping_add(1);
    }

    /// The lines that are drawn: whole rows.
    pub fn drawn(&self, lines: &[Line]) -> Range<usize> {
        if lines.len() <= WHOLE_MAX {
            return 0..lines.len();
        }
        let (first, in_sight) = self.sight;
        let from = first.saturating_sub(MARGIN).min(lines.len() - 1) / STEP * STEP;
        let to = (first + in_sight.max(MARGIN) + MARGIN).div_ceil(STEP) * STEP;
        let is_same_row = |a: usize, b: usize| match (lines.get(a), lines.get(b)) {
            (Some(a), Some(b)) => a.row == b.row,
            (Some(_) | None, Some(_) | None) => false,
        };
        let mut from = from;
        while from > 0 && is_same_row(from - 1, from) {
            from -= 1;
        }
        let mut to = to.min(lines.len());
        while to < lines.len() && is_same_row(to - 1, to) {
            to += 1;
        }
        from..to
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::What;
    use super::*;

    /// Rows of three lines each.
    fn lines(rows: usize) -> Vec<Line> {
        let line =
            |at: usize| Line { row: at / 3, what: What::Slot(at % 3), requirement: None, first: at.is_multiple_of(3) };
        (0..rows * 3).map(line).collect()
    }

    #[test]
    fn a_short_table_is_drawn_whole_and_of_a_long_one_what_is_in_sight() {
        assert_eq!(Grid::default().drawn(&lines(WHOLE_MAX / 3)), 0..WHOLE_MAX);
        let long = lines(4_000);
        let mut grid = Grid { sight: (0, 20), ..Grid::default() };
        for line in [0, 1, 500, 5_999, 11_999] {
            grid.go(Selection::at(Spot { line, column: 3 }));
            let drawn = grid.drawn(&long);
            assert!(drawn.contains(&line) && drawn.len() < 150, "{line}: {drawn:?}");
            assert!(drawn.start.is_multiple_of(3) && drawn.end.is_multiple_of(3), "{drawn:?} cuts a row");
        }
    }

    #[test]
    fn arrows_leave_a_cell_that_was_begun_by_typing_and_stay_in_one_that_was_opened() {
        let check = |mode: Mode, key: &str, ends: bool| assert_eq!(mode.ends_with(key), ends, "{mode:?} {key}");
        for key in ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"] {
            check(Mode::Typing, key, true);
            check(Mode::Editing, key, false);
            check(Mode::Going, key, false);
        }
        for mode in [Mode::Typing, Mode::Editing] {
            check(mode, "Enter", true);
            check(mode, "Tab", true);
            check(mode, "Home", false);
            check(mode, "5", false);
        }
    }

    #[test]
    fn the_address_leads_and_the_cell_stays_where_it_already_is() {
        let lines = lines(40);
        let mut grid = Grid::default();
        grid.settle(7, &lines, 1);
        assert_eq!(grid.selection.on, Spot { line: 21, column: Column::Answer.index() });
        grid.go(Selection::at(Spot { line: 23, column: 6 }));
        grid.settle(7, &lines, 1);
        grid.settle(8, &lines, 1);
        assert_eq!(grid.selection.on, Spot { line: 24, column: 6 });
        grid.go(Selection::at(Spot { line: 29, column: 5 }));
        grid.settle(9, &lines, 1);
        assert_eq!(grid.selection.on.line, 29, "a line of row 9 already");
        let fewer: Vec<Line> = lines.into_iter().filter(|line| line.row > 8).collect();
        grid.settle(9, &fewer, 2);
        assert_eq!(grid.selection.on.line, 0);
    }
}
