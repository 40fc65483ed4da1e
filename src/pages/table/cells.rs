//! What stands in a cell, and what typing there changes. Pure.

use std::ops::RangeInclusive;

use zicha_core::answer::Slot;
use zicha_core::block::Block;
use zicha_core::catalogue::Indicator;
use zicha_core::finding::{Problem, Severity};
use zicha_core::session::{Edit, Row, Session};
use zicha_core::text::{self, Lang, wide};

use super::lines::{Line, What};
use super::select::{COLUMNS, Selection, Spot};
use crate::pages::walk::ids;

/// What a column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Number,
    Title,
    Item,
    Answer,
    Unit,
    Verdict,
    Note,
}

impl Column {
    pub const ALL: [Column; COLUMNS] =
        [Column::Number, Column::Title, Column::Item, Column::Answer, Column::Unit, Column::Verdict, Column::Note];

    /// Its place from the left.
    pub fn index(self) -> usize {
        Column::ALL.iter().position(|it| *it == self).unwrap_or(0)
    }
}

/// What typing in a cell changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    Slot(usize),
    Note,
}

impl Target {
    /// The edit that puts this text there.
    pub fn edit(self, text: String) -> Edit {
        match self {
            Target::Slot(slot) => Edit::Slot { slot, text },
            Target::Note => Edit::Note(text),
        }
    }

    /// The text as typed.
    pub fn text(self, row: &Row) -> &str {
        match self {
            Target::Slot(slot) => row.answer.slots.get(slot).map(String::as_str).unwrap_or_default(),
            Target::Note => &row.answer.note,
        }
    }
}

/// Why nothing can be typed in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locked {
    /// The column is for reading.
    Column(Column),
    Computed,
    /// No field stands here.
    NothingAsked,
    /// The note stands in the first line of its row.
    NoteAbove,
}

/// One line with what it is of.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub line: Line,
    pub row: &'a Row,
    pub indicator: &'a Indicator,
}

impl<'a> Place<'a> {
    /// The line of a session; none past its end.
    pub fn of(session: &'a Session, line: Line) -> Option<Place<'a>> {
        let row = session.row(line.row)?;
        Some(Place { line, row, indicator: session.catalogue().indicators.get(line.row)? })
    }

    /// The field of the line.
    pub fn slot(&self) -> Option<&'a Slot> {
        match self.line.what {
            What::Slot(slot) => self.indicator.slots.get(slot),
            What::Requirement(_) | What::Nothing => None,
        }
    }

    /// What typing in a column changes.
    ///
    /// # Errors
    /// Why nothing can be typed there.
    pub fn target(&self, column: Column) -> Result<Target, Locked> {
        match (column, self.line.what) {
            (Column::Answer, What::Slot(slot)) => match self.slot() {
                Some(it) if it.sum_of.is_empty() => Ok(Target::Slot(slot)),
                Some(_) => Err(Locked::Computed),
                None => Err(Locked::NothingAsked),
            },
            (Column::Answer, What::Requirement(_) | What::Nothing) => Err(Locked::NothingAsked),
            (Column::Note, _) if !self.row.tier.is_mine() || self.indicator.requirements.is_empty() => {
                Err(Locked::NothingAsked)
            }
            (Column::Note, _) if self.line.first => Ok(Target::Note),
            (Column::Note, _) => Err(Locked::NoteAbove),
            (Column::Number | Column::Title | Column::Item | Column::Unit | Column::Verdict, _) => {
                Err(Locked::Column(column))
            }
        }
    }

    /// What the line asks for.
    pub fn item(&self) -> String {
        match self.line.what {
            What::Slot(_) => self.slot().map(|it| wide(&it.label)).unwrap_or_default(),
            What::Requirement(at) => self.indicator.requirements.get(at).map(|it| wide(&it.title)).unwrap_or_default(),
            What::Nothing => String::new(),
        }
    }

    /// The text of a cell: what is seen, copied, and compared when a block is pasted.
    pub fn text(&self, column: Column, lang: Lang) -> String {
        match column {
            Column::Number => self.indicator.number.clone(),
            Column::Title => wide(self.indicator.title.as_deref().unwrap_or_default()),
            Column::Item => self.item(),
            Column::Answer => match self.line.what {
                What::Slot(slot) => Target::Slot(slot).text(self.row).to_owned(),
                What::Requirement(_) | What::Nothing => String::new(),
            },
            Column::Unit => self.slot().map(|it| it.unit.clone()).unwrap_or_default(),
            Column::Verdict => text::verdict(self.verdict(), lang).to_owned(),
            Column::Note if self.line.first => self.row.answer.note.clone(),
            Column::Note => String::new(),
        }
    }

    /// The verdict of the line's requirement, or else of the whole row.
    pub fn verdict(&self) -> zicha_core::finding::Verdict {
        let own = self.line.requirement.and_then(|at| self.row.judgements.get(at));
        own.map_or(self.row.verdict, |it| it.verdict)
    }

    /// Id of the cell: of what is filled in there, so that the keyboard can be sent to it.
    pub fn id(&self, column: Column) -> String {
        match (column, self.line.what) {
            (Column::Answer, What::Slot(slot)) => ids::cell(self.line.row, slot),
            (Column::Note, _) if self.line.first => ids::note_cell(self.line.row),
            (_, What::Slot(slot)) => format!("{}-{}", ids::cell(self.line.row, slot), column.index()),
            (_, What::Requirement(at)) => format!("t{}-q{at}-{}", self.line.row, column.index()),
            (_, What::Nothing) => format!("t{}-x-{}", self.line.row, column.index()),
        }
    }
}

/// What a person must mend or look at again in the cell itself; the rest is said of the requirement.
pub fn is_to_mend(problem: &Problem) -> bool {
    problem.severity() == Severity::Error || matches!(problem, Problem::LikelyPercent { .. })
}

/// The cell with this id.
pub fn spot_of(session: &Session, lines: &[Line], id: &str) -> Option<Spot> {
    let (row, _) = id.strip_prefix('t')?.split_once('-')?;
    let row: usize = row.parse().ok()?;
    let here = lines.iter().enumerate().filter(|(_, line)| line.row == row);
    here.filter_map(|(at, line)| Some((at, Place::of(session, *line)?))).find_map(|(line, place)| {
        let column = Column::ALL.into_iter().find(|column| place.id(*column) == id)?;
        Some(Spot { line, column: column.index() })
    })
}

/// The texts of a block of cells.
pub fn block(session: &Session, lines: &[Line], selection: &Selection, lang: Lang) -> Block {
    let part = |range: RangeInclusive<usize>| lines.get(*range.start()..=*range.end()).unwrap_or_default();
    let columns = || selection.columns().filter_map(|at| Column::ALL.get(at));
    let places = part(selection.lines()).iter().filter_map(|line| Place::of(session, *line));
    places.map(|place| columns().map(|column| place.text(*column, lang)).collect()).collect()
}

/// The edits that empty every cell of a block that can be changed and holds something.
pub fn emptied(session: &Session, lines: &[Line], selection: &Selection) -> Vec<(usize, Edit)> {
    let mut edits = Vec::new();
    for line in lines.get(*selection.lines().start()..=*selection.lines().end()).unwrap_or_default() {
        let Some(place) = Place::of(session, *line) else { continue };
        for column in selection.columns().filter_map(|at| Column::ALL.get(at)) {
            if let Ok(target) = place.target(*column)
                && !target.text(place.row).is_empty()
            {
                edits.push((line.row, target.edit(String::new())));
            }
        }
    }
    edits
}
