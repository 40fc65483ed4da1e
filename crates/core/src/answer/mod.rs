//! 填报: what was typed, verbatim, and what it reads as. Reading happens here and nowhere else.
//!
//! A slot's text is never changed by reading it. Read next: `kind`, which judges readings.

mod read;

use crate::catalogue::wire::Input;
use crate::date::{self, Date};
use crate::decimal::Decimal;

pub use read::read;

/// Longest text of one slot, reason or note, in characters.
pub const TEXT_CHARS_MAX: usize = 100_000;
/// Most lines of one pasted list.
pub const LINES_MAX: usize = date::MAX_PAIR_LINES;
/// Most lines of a pasted list that are complained about at once.
pub const FAULTS_SHOWN_MAX: usize = 10;

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SlotRef {
    /// A slot of the same indicator.
    Own(usize),
    /// A shared quantity of the catalogue.
    Base(usize),
    /// A slot of another indicator.
    Row { indicator: usize, slot: usize },
}

/// One thing to type, with its references resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    pub id: String,
    pub label: String,
    pub input: Input,
    /// Unit of measure, empty where there is none.
    pub unit: String,
    pub base: Option<usize>,
    /// Computed from these; empty where it is typed.
    pub sum_of: Vec<SlotRef>,
    pub options: Vec<String>,
    pub hint: Option<String>,
    /// The day asked for may lie in the year after the one assessed: what is typed must name its year.
    pub names_year: bool,
}

/// A state the filler gives a requirement instead of, or beside, a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mark {
    #[default]
    None,
    /// 填了待核.
    ToReview,
    /// 本年度无此类事项.
    NoneOccurred,
    /// 不适用, with a reason.
    NotApplicable,
    /// 未统计, with a reason.
    NotCounted,
}

impl Mark {
    pub const ALL: [Mark; 5] = [Mark::None, Mark::ToReview, Mark::NoneOccurred, Mark::NotApplicable, Mark::NotCounted];

    /// The name in files; empty for none.
    pub fn code(self) -> &'static str {
        match self {
            Mark::None => "",
            Mark::ToReview => "to_review",
            Mark::NoneOccurred => "none_occurred",
            Mark::NotApplicable => "not_applicable",
            Mark::NotCounted => "not_counted",
        }
    }

    pub fn from_code(code: &str) -> Option<Mark> {
        Mark::ALL.into_iter().find(|mark| mark.code() == code)
    }
}

/// 佐证材料: what proves an answer. The file itself stays where it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    pub title: String,
    /// 文号.
    pub number: String,
    /// As typed.
    pub date: String,
    /// File name, empty where it is paper.
    pub file: String,
    /// Bytes; 0 where there is no file.
    pub size: u64,
    /// 64 lower-case hex digits, empty where there is no file.
    pub sha256: String,
}

/// 整改: what will be done about a shortfall.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rectification {
    pub measure: String,
    pub owner: String,
    /// As typed.
    pub due: String,
}

impl Rectification {
    pub fn is_empty(&self) -> bool {
        self.measure.is_empty() && self.owner.is_empty() && self.due.is_empty()
    }
}

/// Everything typed for one indicator. Slots with a base hold a copy of the base's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub slots: Vec<String>,
    /// One per requirement.
    pub marks: Vec<Mark>,
    /// One per requirement: why it is not applicable, not counted, or softly missed.
    pub reasons: Vec<String>,
    pub note: String,
    pub evidence: Vec<Evidence>,
    pub rectification: Rectification,
}

impl Answer {
    pub fn blank(slots: usize, requirements: usize) -> Answer {
        Answer {
            slots: vec![String::new(); slots],
            marks: vec![Mark::None; requirements],
            reasons: vec![String::new(); requirements],
            note: String::new(),
            evidence: Vec::new(),
            rectification: Rectification::default(),
        }
    }

    pub fn is_blank(&self) -> bool {
        self.slots.iter().all(|text| text.trim().is_empty())
            && self.marks.iter().all(|mark| *mark == Mark::None)
            && self.reasons.iter().all(String::is_empty)
            && self.note.is_empty()
            && self.evidence.is_empty()
            && self.rectification.is_empty()
    }
}

/// 是 / 部分 / 否.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    Yes,
    Partial,
    No,
}

impl Choice {
    pub const ALL: [Choice; 3] = [Choice::Yes, Choice::Partial, Choice::No];

    /// What the page writes into the slot.
    pub fn word(self) -> &'static str {
        match self {
            Choice::Yes => "是",
            Choice::Partial => "部分",
            Choice::No => "否",
        }
    }
}

/// One line of a pasted list of cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Counted from 1.
    pub line: usize,
    pub label: String,
    pub start: Date,
    pub end: Date,
}

/// Lengths of time as typed: figures, or cases to be counted with the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Days {
    Range { shortest: Decimal, longest: Decimal },
    Cases(Vec<Case>),
}

/// What a slot's text means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    Blank,
    /// Text is there but cannot be used; a Problem says why.
    Unreadable,
    Count(i64),
    Number(Decimal),
    Date(Date),
    Dates(Vec<Date>),
    /// One count per sub-period, in order.
    PerPeriod(Vec<u32>),
    Days(Days),
    Choice(Choice),
    /// Name and number of each part.
    Parts(Vec<(String, Decimal)>),
    /// Which options are ticked, in the order of the options.
    Ticks(Vec<bool>),
    /// Index of the option.
    Level(usize),
    Text,
}

impl Reading {
    /// The value as a number where it is one.
    pub fn number(&self) -> Option<Decimal> {
        if let Reading::Number(number) = self { Some(*number) } else { Decimal::from_int(self.count()?) }
    }

    pub fn count(&self) -> Option<i64> {
        if let Reading::Count(count) = self { Some(*count) } else { None }
    }

    pub fn date(&self) -> Option<Date> {
        if let Reading::Date(date) = self { Some(*date) } else { None }
    }

    pub fn days(&self) -> Option<&Days> {
        if let Reading::Days(days) = self { Some(days) } else { None }
    }

    pub fn choice(&self) -> Option<Choice> {
        if let Reading::Choice(choice) = self { Some(*choice) } else { None }
    }

    pub fn parts(&self) -> Option<&[(String, Decimal)]> {
        if let Reading::Parts(parts) = self { Some(parts) } else { None }
    }

    pub fn ticks(&self) -> Option<&[bool]> {
        if let Reading::Ticks(ticks) = self { Some(ticks) } else { None }
    }

    pub fn level(&self) -> Option<usize> {
        if let Reading::Level(level) = self { Some(*level) } else { None }
    }

    /// How often something happened, however it was typed.
    pub fn times(&self) -> Option<i64> {
        if let Reading::Dates(dates) = self {
            i64::try_from(dates.len()).ok()
        } else if let Reading::PerPeriod(counts) = self {
            Some(counts.iter().map(|count| i64::from(*count)).sum())
        } else {
            self.count()
        }
    }

    pub fn is_blank(&self) -> bool {
        *self == Reading::Blank
    }
}
