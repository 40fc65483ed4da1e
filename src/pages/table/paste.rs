//! What pasting a block would do, before it is done: which cells change to what, which do not fit and why. Pure.
//!
//! Nothing that was typed is lost: an empty cell of the block overwrites nothing, a text that its field cannot read is
//! not put there, and a line that is of another row or field is left out whole. What is done is one edit, to be undone
//! as one.

use zicha_core::answer::{Reading, Slot, read};
use zicha_core::block::Block;
use zicha_core::finding::Finding;
use zicha_core::session::{Edit, Session, clean};
use zicha_core::text::{self, Lang};

use super::cells::{Column, Locked, Place, Target};
use super::lines::Line;
use super::select::{Selection, Spot};
use crate::words;

/// Most characters of one cell, in any field.
const CELL_CHARS_MAX: usize = zicha_core::answer::TEXT_CHARS_MAX;

/// Why a cell of the block is not put anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    Locked(Locked),
    /// Behind the last line or column.
    Beyond,
    /// The block has the number of another row here.
    OtherRow {
        pasted: String,
    },
    /// The block has the name of another field here.
    OtherItem,
    /// A cell above that shares its number gets another text.
    Shared,
    /// The field cannot read it; the sentence that says so.
    Unreadable(String),
}

/// A cell that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub spot: Spot,
    pub before: String,
    pub after: String,
    edit: (usize, Edit),
}

/// A cell of the block that fits nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// Line and cell of the block, from 0.
    pub from: (usize, usize),
    /// The cell of the table it would come to.
    pub spot: Option<Spot>,
    pub text: String,
    pub why: Why,
}

/// A cell that changes to something its field can read and that may be meant otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    pub spot: Spot,
    pub text: String,
    /// What is asked about it.
    pub sentence: String,
}

/// What would happen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Lines of the block, and cells of its longest line.
    pub size: (usize, usize),
    pub changes: Vec<Change>,
    pub misfits: Vec<Misfit>,
    /// Of the cells that change, those to be looked at again.
    pub doubts: Vec<Doubt>,
    /// The first line of the block holds the names of the columns and is left out.
    pub is_headed: bool,
    /// Cells that hold the same already.
    pub same: usize,
    /// Empty cells over filled ones.
    pub blanks: usize,
}

impl Plan {
    /// The edits, in the order of the table.
    pub fn edits(&self) -> Vec<(usize, Edit)> {
        self.changes.iter().map(|it| it.edit.clone()).collect()
    }
}

/// Where a block goes, and what it goes into.
pub struct Onto<'a> {
    pub session: &'a Session,
    pub lines: &'a [Line],
    pub lang: Lang,
}

/// Plans a block from the first selected cell on. One single cell fills every selected one.
pub fn plan(it: &Onto<'_>, selection: &Selection, block: &Block) -> Plan {
    let corner = selection.corner();
    let is_headed = is_headed(corner.column, block);
    let body = block.get(usize::from(is_headed)..).unwrap_or_default();
    let filled = match body {
        [line] if line.len() == 1 && !selection.is_one() => {
            vec![vec![line[0].clone(); selection.columns().count()]; selection.lines().count()]
        }
        _ => body.to_vec(),
    };
    let size = (block.len(), block.iter().map(Vec::len).max().unwrap_or(0));
    let mut plan = Plan { size, is_headed, ..Plan::default() };
    let mut shared: Vec<(usize, String)> = Vec::new();
    for (down, cells) in filled.iter().enumerate() {
        let place = it.lines.get(corner.line + down).and_then(|line| Place::of(it.session, *line));
        let foreign = place.as_ref().and_then(|place| foreign(place, corner.column, cells, it.lang));
        for (right, text) in cells.iter().enumerate() {
            let text = clean(text);
            let column = Column::ALL.get(corner.column + right).copied();
            let (Some(place), Some(column)) = (place, column) else {
                plan.out((down + usize::from(is_headed), right), None, text, Why::Beyond);
                continue;
            };
            let spot = Spot { line: corner.line + down, column: corner.column + right };
            match one(it, &place, column, &text, foreign.as_ref(), &mut shared) {
                Fate::Same => plan.same += 1,
                Fate::Blank => plan.blanks += 1,
                Fate::Nothing => {}
                Fate::Out(why) => plan.out((down + usize::from(is_headed), right), Some(spot), text, why),
                Fate::Change(target, doubt) => plan.change(spot, &place, target, text, doubt),
            }
        }
    }
    plan
}

impl Plan {
    fn change(&mut self, spot: Spot, place: &Place<'_>, target: Target, text: String, doubt: Option<String>) {
        if let Some(sentence) = doubt {
            self.doubts.push(Doubt { spot, text: text.clone(), sentence });
        }
        self.changes.push(Change {
            spot,
            before: target.text(place.row).to_owned(),
            after: text.clone(),
            edit: (place.line.row, target.edit(text)),
        });
    }

    fn out(&mut self, from: (usize, usize), spot: Option<Spot>, text: String, why: Why) {
        // An empty cell beyond the edge is no loss.
        if !text.trim().is_empty() {
            self.misfits.push(Misfit { from, spot, text, why });
        }
    }
}

enum Fate {
    /// It holds that already.
    Same,
    /// Empty, over something.
    Blank,
    /// Empty, over nothing.
    Nothing,
    Out(Why),
    /// With what is to be asked about it.
    Change(Target, Option<String>),
}

/// Whether the first line of a block holds the names of the columns: where it holds one alone, that of the column it
/// comes to, with something below.
fn is_headed(first: usize, block: &Block) -> bool {
    let names = [Lang::Zh, Lang::En].map(|lang| words::of(lang).table().columns);
    let Some(line) = block.first() else { return false };
    let filled = || line.iter().enumerate().filter(|(_, it)| !it.trim().is_empty());
    let is_name = |text: &str| names.iter().flatten().any(|it| alike(it, text));
    let is_here =
        |(at, text): (usize, &String)| names.iter().filter_map(|it| it.get(first + at)).any(|it| alike(it, text));
    match filled().count() {
        0 => false,
        1 => block.len() > 1 && filled().all(is_here),
        _ => filled().all(|(_, it)| is_name(it)),
    }
}

/// Why a whole line of the block does not belong to a line of the table: it names another row or field.
fn foreign(place: &Place<'_>, first: usize, cells: &[String], lang: Lang) -> Option<Why> {
    // Where nothing could be changed anyway, that is the reason.
    let reaches = |column: Column| (first..first + cells.len()).contains(&column.index());
    if !reaches(Column::Answer) && !reaches(Column::Note) {
        return None;
    }
    let pasted = |column: Column| {
        let text = cells.get(column.index().checked_sub(first)?)?.trim();
        (!text.is_empty() && !alike(text, &place.text(column, lang))).then(|| text.to_owned())
    };
    let row = pasted(Column::Number).map(|pasted| Why::OtherRow { pasted });
    row.or_else(|| pasted(Column::Item).map(|_| Why::OtherItem))
}

/// Spreadsheets write 7 as 7.0 and change the width of a mark.
fn alike(a: &str, b: &str) -> bool {
    let plain = |text: &str| {
        let text: String = text::wide(text).split_whitespace().collect();
        text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
    };
    plain(a) == plain(b)
}

fn one(
    it: &Onto<'_>,
    place: &Place<'_>,
    column: Column,
    text: &str,
    foreign: Option<&Why>,
    shared: &mut Vec<(usize, String)>,
) -> Fate {
    let now = place.text(column, it.lang);
    let key = matches!(column, Column::Number | Column::Item);
    if text == now || (key && alike(text, &now)) {
        return if text.is_empty() { Fate::Nothing } else { Fate::Same };
    }
    if text.trim().is_empty() {
        return if now.is_empty() { Fate::Nothing } else { Fate::Blank };
    }
    if let Some(why) = foreign {
        return Fate::Out(why.clone());
    }
    let target = match place.target(column) {
        Ok(target) => target,
        Err(locked) => return Fate::Out(Why::Locked(locked)),
    };
    let slot = match target {
        Target::Slot(_) => place.slot(),
        Target::Note => None,
    };
    let doubt = match found(it, place, target, slot, text) {
        Some((Reading::Unreadable, sentence)) => return Fate::Out(Why::Unreadable(sentence)),
        other => other.map(|(_, sentence)| sentence),
    };
    if let Some(base) = slot.and_then(|slot| slot.base) {
        match shared.iter().find(|(at, _)| *at == base) {
            Some((_, other)) if other != text => return Fate::Out(Why::Shared),
            // The first cell that shares it has changed it already.
            Some(_) => return Fate::Same,
            None => shared.push((base, text.to_owned())),
        }
    }
    Fate::Change(target, doubt)
}

/// What its field makes of a text, with what is to be said of it; none where nothing is.
fn found(
    it: &Onto<'_>,
    place: &Place<'_>,
    target: Target,
    slot: Option<&Slot>,
    text: &str,
) -> Option<(Reading, String)> {
    let mut problems = Vec::new();
    let at = match target {
        Target::Slot(at) => Some(at),
        Target::Note => None,
    };
    let reading = match slot {
        Some(slot) => {
            let year = it.session.period().map_or(2000, |period| period.end.year());
            read(slot, text, year, &mut problems)
        }
        None if text.chars().count() <= CELL_CHARS_MAX => return None,
        None => {
            problems.push(zicha_core::finding::Problem::TooLong { limit_chars: CELL_CHARS_MAX });
            Reading::Unreadable
        }
    };
    let problem = problems.into_iter().next()?;
    let finding = Finding { requirement: place.line.requirement, slot: at, problem };
    Some((reading, text::finding(&finding, place.indicator, it.lang)))
}
