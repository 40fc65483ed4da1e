//! Which cell has the keyboard, which block is selected, and how keys move them. Pure.

use std::ops::RangeInclusive;

/// How many columns the table has; see `cells::Column`.
pub const COLUMNS: usize = 7;
/// Lines that Page Up and Page Down go.
pub const PAGE_LINES: usize = 12;

/// A cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    pub line: usize,
    pub column: usize,
}

/// The cell with the keyboard, and the opposite corner of the block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub on: Spot,
    pub from: Spot,
}

/// Where a key leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    Up,
    Down,
    Left,
    Right,
    /// Right, and on to the next line behind the last cell; out of the table behind the very last.
    Next,
    Back,
    LineStart,
    LineEnd,
    Start,
    End,
    PageUp,
    PageDown,
    /// To the last of the filled cells one is among, or else to the next filled one, or else to the edge.
    Edge(Way),
}

/// Where the edge lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Up,
    Down,
    Left,
    Right,
}

impl Selection {
    pub fn at(spot: Spot) -> Selection {
        Selection { on: spot, from: spot }
    }

    pub fn lines(&self) -> RangeInclusive<usize> {
        self.on.line.min(self.from.line)..=self.on.line.max(self.from.line)
    }

    pub fn columns(&self) -> RangeInclusive<usize> {
        self.on.column.min(self.from.column)..=self.on.column.max(self.from.column)
    }

    /// The cell of the block that is first in the table.
    pub fn corner(&self) -> Spot {
        Spot { line: *self.lines().start(), column: *self.columns().start() }
    }

    pub fn is_one(&self) -> bool {
        self.on == self.from
    }

    pub fn has(&self, spot: Spot) -> bool {
        self.lines().contains(&spot.line) && self.columns().contains(&spot.column)
    }

    /// Everything there is.
    pub fn all(lines: usize) -> Selection {
        let end = Spot { line: lines.saturating_sub(1), column: COLUMNS - 1 };
        Selection { on: Spot::default(), from: end }
    }

    /// To another cell; the block goes along from where it began.
    pub fn stretched(self, to: Spot) -> Selection {
        Selection { on: to, from: self.from }
    }
}

/// The cell a move leads to among so many lines; none where it leads out of the table. `is_filled` tells whether
/// anything stands in a cell.
pub fn moved(spot: Spot, it: Move, lines: usize, is_filled: impl Fn(Spot) -> bool) -> Option<Spot> {
    let (last_line, last) = (lines.checked_sub(1)?, COLUMNS - 1);
    let Spot { line, column } = spot;
    let to = |line: usize, column: usize| Some(Spot { line: line.min(last_line), column: column.min(last) });
    match it {
        Move::Up => to(line.saturating_sub(1), column),
        Move::Down => to(line.saturating_add(1), column),
        Move::Left => to(line, column.saturating_sub(1)),
        Move::Right => to(line, column.saturating_add(1)),
        Move::Next if column < last => to(line, column + 1),
        Move::Next if line < last_line => to(line + 1, 0),
        Move::Back if column > 0 => to(line, column - 1),
        Move::Back if line > 0 => to(line - 1, last),
        Move::Next | Move::Back => None,
        Move::LineStart => to(line, 0),
        Move::LineEnd => to(line, last),
        Move::Start => to(0, 0),
        Move::End => to(last_line, last),
        Move::PageUp => to(line.saturating_sub(PAGE_LINES), column),
        Move::PageDown => to(line.saturating_add(PAGE_LINES), column),
        Move::Edge(way) => Some(leap(spot, way, last_line, is_filled)),
    }
}

/// At most as many steps as there are lines or columns.
fn leap(spot: Spot, way: Way, last_line: usize, is_filled: impl Fn(Spot) -> bool) -> Spot {
    let ahead = |it: Spot| match way {
        Way::Up => it.line.checked_sub(1).map(|line| Spot { line, ..it }),
        Way::Down => Some(Spot { line: it.line + 1, ..it }).filter(|it| it.line <= last_line),
        Way::Left => it.column.checked_sub(1).map(|column| Spot { column, ..it }),
        Way::Right => Some(Spot { column: it.column + 1, ..it }).filter(|it| it.column < COLUMNS),
    };
    let is_among = is_filled(spot) && ahead(spot).is_some_and(&is_filled);
    let mut at = spot;
    while let Some(next) = ahead(at) {
        match (is_among, is_filled(next)) {
            (true, false) => break,
            (false, true) => return next,
            (true, true) | (false, false) => at = next,
        }
    }
    at
}

/// The move of a key while no cell is being edited.
pub fn move_of(key: &str, ctrl: bool, shift: bool) -> Option<Move> {
    match (key, ctrl) {
        ("ArrowUp", false) => Some(Move::Up),
        ("ArrowDown", false) => Some(Move::Down),
        ("ArrowLeft", false) => Some(Move::Left),
        ("ArrowRight", false) => Some(Move::Right),
        ("Enter", false) => Some(if shift { Move::Up } else { Move::Down }),
        ("Tab", false) => Some(if shift { Move::Back } else { Move::Next }),
        ("Home", false) => Some(Move::LineStart),
        ("End", false) => Some(Move::LineEnd),
        ("Home", true) => Some(Move::Start),
        ("End", true) => Some(Move::End),
        ("PageUp", false) => Some(Move::PageUp),
        ("PageDown", false) => Some(Move::PageDown),
        ("ArrowUp", true) => Some(Move::Edge(Way::Up)),
        ("ArrowDown", true) => Some(Move::Edge(Way::Down)),
        ("ArrowLeft", true) => Some(Move::Edge(Way::Left)),
        ("ArrowRight", true) => Some(Move::Edge(Way::Right)),
        (_, true | false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: usize = 30;

    fn check(from: (usize, usize), it: Move, to: Option<(usize, usize)>) {
        let spot = |(line, column)| Spot { line, column };
        assert_eq!(moved(spot(from), it, LINES, |_| false), to.map(spot), "{from:?} {it:?}");
    }

    #[test]
    fn arrows_stop_at_the_edge() {
        check((0, 0), Move::Up, Some((0, 0)));
        check((0, 0), Move::Left, Some((0, 0)));
        check((LINES - 1, COLUMNS - 1), Move::Down, Some((LINES - 1, COLUMNS - 1)));
        check((LINES - 1, COLUMNS - 1), Move::Right, Some((LINES - 1, COLUMNS - 1)));
        check((4, 3), Move::Down, Some((5, 3)));
    }

    #[test]
    fn tab_goes_on_to_the_next_line_and_out_at_the_end() {
        check((4, 3), Move::Next, Some((4, 4)));
        check((4, COLUMNS - 1), Move::Next, Some((5, 0)));
        check((LINES - 1, COLUMNS - 1), Move::Next, None);
        check((5, 0), Move::Back, Some((4, COLUMNS - 1)));
        check((0, 0), Move::Back, None);
    }

    #[test]
    fn home_end_and_pages() {
        check((4, 3), Move::LineStart, Some((4, 0)));
        check((4, 3), Move::LineEnd, Some((4, COLUMNS - 1)));
        check((4, 3), Move::Start, Some((0, 0)));
        check((4, 3), Move::End, Some((LINES - 1, COLUMNS - 1)));
        check((4, 3), Move::PageUp, Some((0, 3)));
        check((4, 3), Move::PageDown, Some((4 + PAGE_LINES, 3)));
        check((LINES - 2, 3), Move::PageDown, Some((LINES - 1, 3)));
    }

    #[test]
    fn control_and_an_arrow_leap_over_what_is_alike() {
        // Filled are the lines 3 to 6 and 9 of the column, and the columns 3 to 5 of line 20.
        let is_filled = |it: Spot| matches!((it.line, it.column), (3..=6 | 9, 3) | (20, 3..=5));
        let check = |from: (usize, usize), way: Way, to: (usize, usize)| {
            let spot = |(line, column)| Spot { line, column };
            assert_eq!(moved(spot(from), Move::Edge(way), LINES, is_filled), Some(spot(to)), "{from:?} {way:?}");
        };
        check((0, 3), Way::Down, (3, 3));
        check((3, 3), Way::Down, (6, 3));
        check((6, 3), Way::Down, (9, 3));
        check((9, 3), Way::Down, (20, 3));
        check((20, 3), Way::Down, (LINES - 1, 3));
        check((LINES - 1, 3), Way::Down, (LINES - 1, 3));
        check((9, 3), Way::Up, (6, 3));
        check((5, 3), Way::Up, (3, 3));
        check((3, 3), Way::Up, (0, 3));
        check((20, 3), Way::Right, (20, 5));
        check((20, 5), Way::Right, (20, COLUMNS - 1));
        check((20, 0), Way::Right, (20, 3));
        check((20, 3), Way::Left, (20, 0));
        check((0, 0), Way::Left, (0, 0));
    }

    #[test]
    fn a_table_without_lines_has_no_cell_to_go_to() {
        assert_eq!(moved(Spot::default(), Move::Down, 0, |_| false), None);
    }

    #[test]
    fn a_block_is_between_its_corners_whichever_way_it_was_drawn() {
        let block = Selection::at(Spot { line: 5, column: 4 }).stretched(Spot { line: 3, column: 6 });
        assert_eq!((block.lines(), block.columns()), (3..=5, 4..=6));
        assert_eq!(block.corner(), Spot { line: 3, column: 4 });
        assert!(block.has(Spot { line: 4, column: 5 }) && !block.has(Spot { line: 6, column: 5 }));
    }

    #[test]
    fn keys_have_their_moves() {
        assert_eq!(move_of("Enter", false, false), Some(Move::Down));
        assert_eq!(move_of("Enter", false, true), Some(Move::Up));
        assert_eq!(move_of("Tab", false, true), Some(Move::Back));
        assert_eq!(move_of("Home", true, false), Some(Move::Start));
        assert_eq!(move_of("ArrowDown", true, false), Some(Move::Edge(Way::Down)));
        assert_eq!(move_of("a", false, false), None);
    }
}
