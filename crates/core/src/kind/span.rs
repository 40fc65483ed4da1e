//! Lengths of time: working days by the State Council calendar, calendar days, months, years.
//! The starting day is not counted (民法典 §201). 工作日 and 日 are never converted.

use crate::answer::{Case, Days, SlotRef};
use crate::calendar::{CountingError, NotPublished};
use crate::catalogue::wire::SpanUnit;
use crate::date::Date;
use crate::decimal::Decimal;
use crate::finding::{Problem, Quantity, Verdict};

use super::bound::{self, Bound, Fit};
use super::count::PARTS_NAMED_MAX;
use super::{Context, Figure, Inputs, Judged, choice};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    pub slot: SlotRef,
    pub unit: SpanUnit,
    /// A lower bound is held against the shortest case, an upper one against the longest.
    pub bound: Bound,
    pub words: Option<String>,
    /// 是/部分/否 of a person, where the bound is 左右.
    pub confirm: Option<SlotRef>,
}

pub(super) fn judge(span: &Span, inputs: &dyn Inputs, context: &Context<'_>) -> Judged {
    let reading = inputs.reading(span.slot);
    match reading.days() {
        Some(Days::Range { shortest, longest }) => judge_range(span, *shortest, *longest, inputs),
        Some(Days::Cases(cases)) => judge_cases(span, cases, inputs, context),
        None => match reading.number() {
            Some(days) => judge_range(span, days, days, inputs),
            None => Judged::missing(span.slot, reading),
        },
    }
}

fn judge_range(span: &Span, shortest: Decimal, longest: Decimal, inputs: &dyn Inputs) -> Judged {
    let quantity = |value: Decimal| Quantity::Span(value, span.unit);
    let figure = if shortest == longest {
        Figure::Quantity(quantity(shortest))
    } else {
        Figure::Spread { shortest: quantity(shortest), longest: quantity(longest), cases: 0 }
    };
    let worst = worst(span.bound, shortest, longest);
    judge_worst(span, worst, figure, inputs)
}

/// The end of the range that decides.
fn worst(bound: Bound, shortest: Decimal, longest: Decimal) -> Decimal {
    match bound.fit_decimal(shortest) {
        Fit::Met | Fit::Person => longest,
        Fit::Below(..) | Fit::Above(..) => shortest,
    }
}

fn judge_worst(span: &Span, value: Decimal, figure: Figure, inputs: &dyn Inputs) -> Judged {
    let quantity = |value: Decimal| Quantity::Span(value, span.unit);
    let fit = span.bound.fit_decimal(value);
    let judged = Judged::new(fit.verdict(), Some(figure));
    let gap = || span.bound.gap_count(value).map(quantity);
    let actual = quantity(value);
    match fit {
        Fit::Met => judged,
        Fit::Person => choice::confirmed(judged, span.slot, span.confirm, inputs),
        Fit::Below(sign, edge) => {
            judged.with(span.slot, Problem::Short { actual, limit: bound::limit(sign, edge, quantity), missing: gap() })
        }
        Fit::Above(sign, edge) => {
            judged.with(span.slot, Problem::Over { actual, limit: bound::limit(sign, edge, quantity), excess: gap() })
        }
    }
}

fn judge_cases(span: &Span, cases: &[Case], inputs: &dyn Inputs, context: &Context<'_>) -> Judged {
    let mut lengths = Vec::with_capacity(cases.len());
    for case in cases {
        match length(span.unit, case.start, case.end, context) {
            Ok(days) => lengths.push(days),
            Err(CountingError::NotPublished(NotPublished { year })) => {
                return Judged::new(Verdict::Unreadable, None).with(span.slot, Problem::CalendarMissing { year });
            }
            // Reading refused such a line already.
            Err(CountingError::EndBeforeStart) => return Judged::unreadable(),
        }
    }
    let (Some(shortest), Some(longest)) = (lengths.iter().min(), lengths.iter().max()) else {
        return Judged::blank(span.slot);
    };
    let quantity = |value: Decimal| Quantity::Span(value, span.unit);
    let figure = Figure::Spread { shortest: quantity(*shortest), longest: quantity(*longest), cases: cases.len() };
    let mut bad = Vec::new();
    let mut limit = None;
    for (case, days) in cases.iter().zip(&lengths) {
        match span.bound.fit_decimal(*days) {
            Fit::Met | Fit::Person => {}
            Fit::Below(sign, edge) | Fit::Above(sign, edge) => {
                limit = Some(bound::limit(sign, edge, quantity));
                bad.push((name(case), quantity(*days)));
            }
        }
    }
    match limit {
        Some(limit) => {
            let total_bad = bad.len();
            bad.truncate(PARTS_NAMED_MAX);
            Judged::new(Verdict::Unmet, Some(figure))
                .with(span.slot, Problem::PartsShort { limit, parts: bad, total_bad })
        }
        None => judge_worst(span, worst(span.bound, *shortest, *longest), figure, inputs),
    }
}

fn name(case: &Case) -> String {
    if case.label.is_empty() { format!("#{}", case.line) } else { case.label.clone() }
}

fn length(unit: SpanUnit, start: Date, end: Date, context: &Context<'_>) -> Result<Decimal, CountingError> {
    let whole = |count: i64| Decimal::from_int(count).unwrap_or_default();
    Ok(match unit {
        SpanUnit::WorkingDays => whole(i64::from(context.calendar.working_days_between(start, end)?)),
        SpanUnit::CalendarDays => whole(i64::from(start.days_until(end))),
        SpanUnit::Months => term(start, end, 1),
        SpanUnit::Years => term(start, end, 12),
    })
}

/// How long a term is, in units of `months` months, to two places, rounded down; one that is a little
/// longer than a whole number shows .01, so that five years and a week exceed five years.
///
/// A term may be written up to its last day or to the day after: 2020-01-01 to 2024-12-31 and to
/// 2025-01-01 are both five years.
fn term(start: Date, end: Date, months: i64) -> Decimal {
    const DAYS_OF_MONTH: i64 = 31;
    let after = end.add_days(1).unwrap_or(end);
    let count = |date: Date| date.year() * 12 + i32::try_from(date.month()).unwrap_or_default();
    let mut whole = count(after) - count(start);
    let mut begun = start.add_months(whole).unwrap_or(after);
    if begun > after {
        whole -= 1;
        begun = start.add_months(whole).unwrap_or(after);
    }
    let days = i64::from(begun.days_until(after));
    let days = if days > 1 { days } else { 0 };
    let exact = i64::from(whole) * DAYS_OF_MONTH + days;
    let (unit, mut hundredths) = (months * DAYS_OF_MONTH, exact * 100 / (months * DAYS_OF_MONTH));
    if exact % unit != 0 && hundredths % 100 == 0 {
        hundredths += 1;
    }
    Decimal::from_ten_thousandths(hundredths * 100)
}
