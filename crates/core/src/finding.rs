//! What can be wrong with an answer, as data. Sentences are made in `text`; nothing here is for the eye.

mod verdict;

use crate::catalogue::wire::{Every, Relation, SpanUnit};
use crate::date::{Date, DateError};
use crate::decimal::{CountError, Decimal, ReadError};

pub use verdict::{Severity, Verdict};

/// 问题: one thing to say about one row, pointing at one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Index of the requirement in its indicator; none where the text itself is at fault.
    pub requirement: Option<usize>,
    /// Index of the slot to mend; none where the field is the requirement's state or reason.
    pub slot: Option<usize>,
    pub problem: Problem,
}

/// A figure with its unit of measure, in no language yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Already exact and rounded for the eye: `99.97%`.
    Percent(String),
    /// `3` `件`; the unit is the catalogue's word and may be empty.
    Number(Decimal, String),
    Span(Decimal, SpanUnit),
}

/// The sign of a bound: ≥ ≤ = > < ≈.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    AtLeast,
    AtMost,
    Exactly,
    MoreThan,
    LessThan,
    About,
}

/// A bound as a sentence needs it: `≥ 95%`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    pub sign: Sign,
    pub value: Quantity,
}

/// Every kind of finding. Adding one here makes `text` and `code` fail to compile until it has a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    Number {
        typed: String,
        cause: ReadError,
    },
    Count {
        typed: String,
        cause: CountError,
    },
    Date {
        typed: String,
        cause: DateError,
    },
    /// One line of a pasted list; lines count from 1.
    Line {
        line: usize,
        typed: String,
    },
    TooManyLines {
        limit: usize,
    },
    TooLong {
        limit_chars: usize,
    },
    NotAnOption {
        typed: String,
        options: Vec<String>,
    },
    /// `部分名 数字` was expected.
    PartWithoutNumber {
        line: usize,
        typed: String,
    },
    /// 0 < x ≤ 1 where a percentage is usual: was 98% meant?
    LikelyPercent {
        typed: String,
        percent: String,
    },
    /// 约, 余: an approximate figure where an exact one is needed.
    Approximate {
        typed: String,
    },
    EndBeforeStart {
        line: usize,
        start: Date,
        end: Date,
    },
    /// The calendar of this year is not published.
    CalendarMissing {
        year: i32,
    },
    PartExceedsWhole {
        part: i64,
        whole: i64,
    },
    /// 0 as denominator with a numerator above it is caught by PartExceedsWhole; this is a ratio over nothing.
    DivisionByZero,
    NegativeSpan,
    /// Below a lower bound. `missing` is how much would mend it, none for rates over an unknown whole.
    Short {
        actual: Quantity,
        limit: Limit,
        missing: Option<Quantity>,
    },
    /// Above an upper bound.
    Over {
        actual: Quantity,
        limit: Limit,
        excess: Option<Quantity>,
    },
    /// Parts (committees, cases, lines) that miss the bound, with their own value; at most ten are named.
    PartsShort {
        limit: Limit,
        parts: Vec<(String, Quantity)>,
        total_bad: usize,
    },
    /// 左右: not settled by the figure alone.
    PersonJudges,
    Late {
        done: Date,
        last: Date,
    },
    Early {
        done: Date,
        first: Date,
    },
    /// …前: which of the two last days was used.
    BeforeReading {
        strict: Date,
        lenient: Date,
        lenient_used: bool,
    },
    /// Blank and the last day has passed.
    Overdue {
        last: Date,
    },
    /// A deadline that lies beyond the assessed period: blank for now.
    NotYetDue {
        last: Date,
    },
    /// Asked from this day on, which lies beyond the assessed period.
    NotYetInForce {
        first: Date,
    },
    /// Asked up to this day, which lies before the assessed period.
    NoLongerInForce {
        last: Date,
    },
    /// Too few in these sub-periods (第1季度 …), numbered from 1.
    TooFewIn {
        every: Every,
        times: u32,
        short: Vec<(u32, u32)>,
    },
    /// One total was given but each sub-period must be known.
    NeedPerPeriod {
        every: Every,
        parts: u32,
    },
    /// A date outside the assessed period is not counted.
    OutsidePeriod {
        date: Date,
    },
    Unbalanced {
        left: Decimal,
        relation: Relation,
        right: Decimal,
        left_text: String,
        right_text: String,
    },
    NotDone,
    PartlyDone,
    MissingParts {
        parts: Vec<String>,
    },
    GateBroken {
        cases: i64,
        unit: String,
    },
    LevelTooLow {
        actual: String,
        wanted: String,
    },
    NotBetter {
        now: Decimal,
        before: Decimal,
        increase: bool,
    },
    ReasonMissing,
    NotApplicableReasonMissing,
    NotCountedReasonMissing,
    /// 填了待核.
    AwaitsReview,
    /// Marked 未发生, yet figures are typed.
    MarkContradicts,
    NotYetAnswered,
    /// A shared or foreign quantity this check needs is blank.
    NeedsOther {
        label: String,
    },
    /// The zero-denominator rule says there should have been some.
    NoneButExpected,
    /// Facts about the unit set this aside, yet it was answered before: a person must decide.
    FactContradicts {
        facts: Vec<Statement>,
    },
}

/// An answer to a fact about the unit, as the catalogue states it in its two languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The question, where there is no statement for this answer.
    pub text: String,
    /// None where the catalogue has no English for it.
    pub text_en: Option<String>,
    /// The answer, where `text` is a question; none where it is a statement.
    pub answer: Option<bool>,
}

impl Problem {
    /// The name in files and on the command line.
    pub fn code(&self) -> &'static str {
        match self {
            Problem::Number { .. } => "number",
            Problem::Count { .. } => "count",
            Problem::Date { .. } => "date",
            Problem::Line { .. } => "line",
            Problem::TooManyLines { .. } => "too-many-lines",
            Problem::TooLong { .. } => "too-long",
            Problem::NotAnOption { .. } => "not-an-option",
            Problem::PartWithoutNumber { .. } => "part-without-number",
            Problem::LikelyPercent { .. } => "likely-percent",
            Problem::Approximate { .. } => "approximate",
            Problem::EndBeforeStart { .. } => "end-before-start",
            Problem::CalendarMissing { .. } => "calendar-missing",
            Problem::PartExceedsWhole { .. } => "part-exceeds-whole",
            Problem::DivisionByZero => "division-by-zero",
            Problem::NegativeSpan => "negative-span",
            Problem::Short { .. } => "short",
            Problem::Over { .. } => "over",
            Problem::PartsShort { .. } => "parts-short",
            Problem::PersonJudges => "person-judges",
            Problem::Late { .. } => "late",
            Problem::Early { .. } => "early",
            Problem::BeforeReading { .. } => "before-reading",
            Problem::Overdue { .. } => "overdue",
            Problem::NotYetDue { .. } => "not-yet-due",
            Problem::NotYetInForce { .. } => "not-yet-in-force",
            Problem::NoLongerInForce { .. } => "no-longer-in-force",
            Problem::TooFewIn { .. } => "too-few-in",
            Problem::NeedPerPeriod { .. } => "need-per-period",
            Problem::OutsidePeriod { .. } => "outside-period",
            Problem::Unbalanced { .. } => "unbalanced",
            Problem::NotDone => "not-done",
            Problem::PartlyDone => "partly-done",
            Problem::MissingParts { .. } => "missing-parts",
            Problem::GateBroken { .. } => "gate-broken",
            Problem::LevelTooLow { .. } => "level-too-low",
            Problem::NotBetter { .. } => "not-better",
            Problem::ReasonMissing => "reason-missing",
            Problem::NotApplicableReasonMissing => "not-applicable-reason-missing",
            Problem::NotCountedReasonMissing => "not-counted-reason-missing",
            Problem::AwaitsReview => "awaits-review",
            Problem::MarkContradicts => "mark-contradicts",
            Problem::NotYetAnswered => "not-yet-answered",
            Problem::NeedsOther { .. } => "needs-other",
            Problem::NoneButExpected => "none-but-expected",
            Problem::FactContradicts { .. } => "fact-contradicts",
        }
    }

    /// How much it matters; the same problem always matters the same.
    pub fn severity(&self) -> Severity {
        match self {
            Problem::Number { .. }
            | Problem::Count { .. }
            | Problem::Date { .. }
            | Problem::Line { .. }
            | Problem::TooManyLines { .. }
            | Problem::TooLong { .. }
            | Problem::NotAnOption { .. }
            | Problem::PartWithoutNumber { .. }
            | Problem::Approximate { .. }
            | Problem::EndBeforeStart { .. }
            | Problem::PartExceedsWhole { .. }
            | Problem::DivisionByZero
            | Problem::NegativeSpan
            | Problem::NeedPerPeriod { .. }
            | Problem::CalendarMissing { .. }
            | Problem::Unbalanced { .. }
            | Problem::MarkContradicts
            | Problem::FactContradicts { .. }
            | Problem::ReasonMissing
            | Problem::NotApplicableReasonMissing
            | Problem::NotCountedReasonMissing => Severity::Error,
            Problem::Short { .. }
            | Problem::Over { .. }
            | Problem::PartsShort { .. }
            | Problem::Late { .. }
            | Problem::Early { .. }
            | Problem::TooFewIn { .. }
            | Problem::NotDone
            | Problem::PartlyDone
            | Problem::MissingParts { .. }
            | Problem::GateBroken { .. }
            | Problem::LevelTooLow { .. }
            | Problem::NotBetter { .. }
            | Problem::NoneButExpected => Severity::Shortfall,
            Problem::LikelyPercent { .. }
            | Problem::PersonJudges
            | Problem::Overdue { .. }
            | Problem::OutsidePeriod { .. }
            | Problem::AwaitsReview
            | Problem::NeedsOther { .. }
            | Problem::NotYetAnswered => Severity::Warning,
            Problem::BeforeReading { .. }
            | Problem::NotYetDue { .. }
            | Problem::NotYetInForce { .. }
            | Problem::NoLongerInForce { .. } => Severity::Note,
        }
    }
}
