//! What a demand is held against, as one line that two documents can be compared by: `rate >= 100%`,
//! `working_days <= 20`, `times >= 4 each year`, `in Y+1-Q1`, `all 登记|编号|印发`, `done`.

use crate::catalogue::Catalogue;
use crate::catalogue::wire::{Direction, Every, Input, SpanUnit};
use crate::decimal::Decimal;
use crate::finding::Sign;
use crate::kind::Kind;
use crate::kind::bound::Bound;
use crate::kind::deadline::Rule;

/// What stands after the measure where a document asks for a figure but sets no limit.
const NO_LIMIT: &str = "without limit";

/// Of the requirement with these indices; empty where there is none.
pub fn threshold(catalogue: &Catalogue, row: usize, requirement: usize) -> String {
    let found = catalogue.indicators.get(row).and_then(|it| it.requirements.get(requirement));
    found.map_or_else(String::new, |it| of_kind(&it.kind, catalogue, row))
}

fn of_kind(kind: &Kind, catalogue: &Catalogue, row: usize) -> String {
    match kind {
        Kind::Rate(rate) => format!("rate {}", limited(rate.bound, Decimal::percent_text)),
        Kind::Ratio(rate) => format!("ratio {}", limited(rate.bound, Decimal::percent_text)),
        Kind::Count(count) => {
            let limit = limited(count.bound, |value| value.to_string());
            // Days are counted over the period, which is a year.
            let in_time = catalogue.slot(row, count.slot).is_some_and(|slot| slot.input == Input::Dates);
            if in_time { format!("times {limit} each year") } else { format!("count {limit}") }
        }
        Kind::Span(span) => format!("{} {}", span_unit(span.unit), limited(span.bound, |value| value.to_string())),
        Kind::Deadline(deadline) => match &deadline.rule {
            Rule::By(date) => format!("by {date}"),
            Rule::Before { date, .. } => format!("before {date}"),
            Rule::In(date) => format!("in {date}"),
            Rule::From(date) => format!("from {date}"),
            Rule::Window { from, to } if from == to => format!("in {from}"),
            Rule::Window { from, to } => format!("from {from} to {to}"),
        },
        Kind::Frequency(it) => format!("times >= {} each {}", it.times, every(it.every)),
        Kind::Gate(_) => "count = 0".to_owned(),
        Kind::Choice(choose) if choose.options.is_empty() => "done".to_owned(),
        Kind::Choice(choose) => format!("all {}", choose.options.join("|")),
        Kind::Level(level) => format!("level {}", level.options.get(level.at_least).map_or("", String::as_str)),
        Kind::Trend(trend) => match trend.direction {
            Direction::Increase => "trend increase".to_owned(),
            Direction::Decrease => "trend decrease".to_owned(),
        },
        Kind::Sum(_) => "sum".to_owned(),
        Kind::Narrative(_) => "words".to_owned(),
    }
}

/// Whether a line holds an answer against a figure or a day.
pub(super) fn is_figure(line: &str) -> bool {
    let bare = ["done", "all", "words", "sum", "trend"];
    !line.ends_with(NO_LIMIT) && line.split(' ').next().is_some_and(|measure| !bare.contains(&measure))
}

fn limited(bound: Bound, shown: impl Fn(Decimal) -> String) -> String {
    let sign = |sign: Sign| match sign {
        Sign::AtLeast => ">=",
        Sign::AtMost => "<=",
        Sign::Exactly => "=",
        Sign::MoreThan => ">",
        Sign::LessThan => "<",
        Sign::About => "~",
    };
    match (bound, bound.limits().as_slice()) {
        (Bound::AtLeast(Decimal::ZERO), _) => NO_LIMIT.to_owned(),
        (_, [(_, low), (_, high)]) => format!("{} to {}", shown(*low), shown(*high)),
        (Bound::About { tolerance: Some(tolerance), value }, _) => {
            format!("~ {} within {}", shown(value), shown(tolerance))
        }
        (_, limits) => limits.iter().map(|(it, value)| format!("{} {}", sign(*it), shown(*value))).collect(),
    }
}

fn span_unit(unit: SpanUnit) -> &'static str {
    match unit {
        SpanUnit::WorkingDays => "working_days",
        SpanUnit::CalendarDays => "calendar_days",
        SpanUnit::Months => "months",
        SpanUnit::Years => "years",
    }
}

fn every(every: Every) -> &'static str {
    match every {
        Every::Month => "month",
        Every::Quarter => "quarter",
        Every::HalfYear => "half_year",
        Every::Year => "year",
    }
}
