//! The lines of the table: one for each field a row asks for, so that going down leads from field to field. A
//! requirement without a field of its own, and a row that asks for nothing, have a line to be seen in. Pure.

use zicha_core::session::Session;

use crate::pages::walk::layout::sections;

/// What a line is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Slot(usize),
    /// A requirement whose figures all stand in other lines.
    Requirement(usize),
    /// Nothing is asked.
    Nothing,
}

/// One line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Index of the indicator.
    pub row: usize,
    pub what: What,
    /// The requirement whose verdict is shown.
    pub requirement: Option<usize>,
    /// The first line of its row, which has the note.
    pub first: bool,
}

/// The lines of these rows, in order.
pub fn lines(session: &Session, rows: impl Iterator<Item = usize>) -> Vec<Line> {
    rows.flat_map(|row| of_row(session, row)).collect()
}

fn of_row(session: &Session, at: usize) -> Vec<Line> {
    let (Some(row), Some(indicator)) = (session.row(at), session.catalogue().indicators.get(at)) else {
        return Vec::new();
    };
    let line = |what, requirement| Line { row: at, what, requirement, first: false };
    let mut all = Vec::new();
    if row.tier.is_mine() && !row.is_excluded() {
        let asked: Vec<bool> = row.judgements.iter().map(|it| !it.excluded).collect();
        let (sections, rest) = sections(indicator, &asked);
        for (requirement, section) in sections.iter().enumerate() {
            all.extend(section.fields.iter().map(|slot| line(What::Slot(*slot), Some(requirement))));
            if section.fields.is_empty() {
                all.push(line(What::Requirement(requirement), Some(requirement)));
            }
        }
        all.extend(rest.into_iter().map(|slot| line(What::Slot(slot), None)));
    }
    if all.is_empty() {
        all.push(line(What::Nothing, None));
    }
    all.iter_mut().take(1).for_each(|it| it.first = true);
    all
}

/// Where a row's lines begin; none where it has no line.
pub fn first_of(lines: &[Line], row: usize) -> Option<usize> {
    lines.iter().position(|it| it.row == row)
}

/// Ranges of lines that belong to one row each, within a part of the lines that begins and ends with a row.
pub fn by_row(lines: &[Line], from: usize, to: usize) -> Vec<std::ops::Range<usize>> {
    let part = lines.get(from..to).unwrap_or_default();
    let mut at = from;
    let ranges = part.chunk_by(|a, b| a.row == b.row).map(|chunk| {
        let begin = at;
        at += chunk.len();
        begin..at
    });
    ranges.collect()
}
