//! The kinds of requirement, one file each. A kind takes readings and gives a `Judged`; it never sees text.
//!
//! Adding a kind: a variant in `catalogue::wire::Check`, one here in `Kind`, a file with `judge`,
//! and the compiler names every other place. All arithmetic is on integers.

pub mod bound;
pub mod choice;
pub mod count;
pub mod deadline;
pub mod frequency;
pub mod gauge;
pub mod narrative;
pub mod rate;
pub mod span;
pub mod sum;

use crate::answer::{Reading, Slot, SlotRef};
use crate::calendar::WorkCalendar;
use crate::catalogue::wire::Relation;
use crate::date::Date;
use crate::decimal::Decimal;
use crate::finding::{Problem, Quantity, Verdict};

/// What a requirement asks, with slots resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Rate(rate::Rate),
    Ratio(rate::Rate),
    Count(count::Count),
    Span(span::Span),
    Deadline(deadline::Deadline),
    Frequency(frequency::Frequency),
    Sum(sum::Sum),
    Choice(choice::Choose),
    Gate(choice::Gate),
    Level(choice::Level),
    Trend(choice::Trend),
    Narrative(narrative::Narrative),
}

impl Kind {
    /// The name in files and on the command line.
    pub fn code(&self) -> &'static str {
        match self {
            Kind::Rate(_) => "rate",
            Kind::Ratio(_) => "ratio",
            Kind::Count(_) => "count",
            Kind::Span(_) => "span",
            Kind::Deadline(_) => "deadline",
            Kind::Frequency(_) => "frequency",
            Kind::Sum(_) => "sum",
            Kind::Choice(_) => "choice",
            Kind::Gate(_) => "gate",
            Kind::Level(_) => "level",
            Kind::Trend(_) => "trend",
            Kind::Narrative(_) => "narrative",
        }
    }

    /// Every slot the check reads, in the order a person meets them.
    pub fn slots(&self) -> Vec<SlotRef> {
        match self {
            Kind::Rate(rate) | Kind::Ratio(rate) => with(vec![rate.numerator, rate.denominator], rate.confirm),
            Kind::Count(count) => with(vec![count.slot], count.confirm),
            Kind::Span(span) => with(vec![span.slot], span.confirm),
            Kind::Deadline(deadline) => vec![deadline.slot],
            Kind::Frequency(frequency) => vec![frequency.slot],
            Kind::Sum(sum) => sum.left.iter().chain(&sum.right).copied().collect(),
            Kind::Choice(choose) => vec![choose.slot],
            Kind::Gate(gate) => vec![gate.slot],
            Kind::Level(level) => vec![level.slot],
            Kind::Trend(trend) => vec![trend.now, trend.before],
            Kind::Narrative(narrative) => vec![narrative.slot],
        }
    }
}

fn with(mut slots: Vec<SlotRef>, confirm: Option<SlotRef>) -> Vec<SlotRef> {
    slots.extend(confirm);
    slots
}

/// Sources a judgement may consult besides the readings.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub calendar: &'a WorkCalendar,
    /// First and last day of the assessed period.
    pub period: (Date, Date),
    /// The day of judging, where one is known: only for what is overdue.
    pub today: Option<Date>,
}

/// Readings by reference, wherever the slot is.
pub trait Inputs {
    fn reading(&self, at: SlotRef) -> &Reading;
    fn slot(&self, at: SlotRef) -> SlotView<'_>;
}

/// What a sentence needs to know about a slot.
#[derive(Clone, Copy, Debug)]
pub struct SlotView<'a> {
    pub label: &'a str,
    pub unit: &'a str,
}

impl<'a> From<&'a Slot> for SlotView<'a> {
    fn from(slot: &'a Slot) -> Self {
        SlotView { label: &slot.label, unit: &slot.unit }
    }
}

/// The value a check computed, for the eye.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figure {
    Quantity(Quantity),
    /// Shortest and longest of so many cases.
    Spread {
        shortest: Quantity,
        longest: Quantity,
        cases: usize,
    },
    Date(Date),
    /// Occurrences in each sub-period and altogether.
    Occurrences {
        each: Vec<u32>,
        total: u32,
    },
    Balance {
        left: Decimal,
        relation: Relation,
        right: Decimal,
    },
    /// Parts that are there, of all.
    Parts {
        present: usize,
        of: usize,
    },
    Words(String),
}

/// The outcome of one check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    pub verdict: Verdict,
    pub figure: Option<Figure>,
    /// Each with the slot to mend.
    pub problems: Vec<(Option<SlotRef>, Problem)>,
}

impl Judged {
    pub fn new(verdict: Verdict, figure: Option<Figure>) -> Judged {
        Judged { verdict, figure, problems: Vec::new() }
    }

    pub fn with(mut self, at: SlotRef, problem: Problem) -> Judged {
        self.problems.push((Some(at), problem));
        self
    }

    /// A reading is missing: nothing can be said but which one.
    pub fn blank(at: SlotRef) -> Judged {
        Judged::new(Verdict::Blank, None).with(at, Problem::NotYetAnswered)
    }

    /// A reading cannot be used; its own problem was said when it was read.
    pub fn unreadable() -> Judged {
        Judged::new(Verdict::Unreadable, None)
    }

    /// Blank or unreadable, whichever this reading is.
    pub fn missing(at: SlotRef, reading: &Reading) -> Judged {
        if reading.is_blank() { Judged::blank(at) } else { Judged::unreadable() }
    }
}

/// Judges one requirement by its kind.
pub fn judge(kind: &Kind, inputs: &dyn Inputs, context: &Context<'_>) -> Judged {
    match kind {
        Kind::Rate(rate) => rate::judge(rate, rate::Part::OfWhole, inputs),
        Kind::Ratio(rate) => rate::judge(rate, rate::Part::Free, inputs),
        Kind::Count(count) => count::judge(count, inputs),
        Kind::Span(span) => span::judge(span, inputs, context),
        Kind::Deadline(deadline) => deadline::judge(deadline, inputs, context),
        Kind::Frequency(frequency) => frequency::judge(frequency, inputs, context),
        Kind::Sum(sum) => sum::judge(sum, inputs),
        Kind::Choice(choose) => choice::judge(choose, inputs),
        Kind::Gate(gate) => choice::judge_gate(gate, inputs),
        Kind::Level(level) => choice::judge_level(level, inputs),
        Kind::Trend(trend) => choice::judge_trend(trend, inputs),
        Kind::Narrative(narrative) => narrative::judge(narrative, inputs),
    }
}
