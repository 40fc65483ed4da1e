//! By, before, in, from, window: a day against the days a demand allows.

use crate::answer::SlotRef;
use crate::catalogue::wire::BeforeReading;
use crate::date::{Date, PartialDate};
use crate::finding::{Problem, Verdict};

use super::{Context, Figure, Inputs, Judged};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    pub slot: SlotRef,
    pub rule: Rule,
    pub words: Option<String>,
}

/// The rule with its dates parsed; `Y` is the year in which the assessed period ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    By(PartialDate),
    Before { date: PartialDate, reading: BeforeReading },
    In(PartialDate),
    From(PartialDate),
    Window { from: PartialDate, to: PartialDate },
}

/// The days a rule allows in a given period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowed {
    pub first: Option<Date>,
    pub last: Date,
    /// Strict and lenient last day of a …前.
    pub readings: Option<(Date, Date)>,
}

impl Rule {
    /// Whether the last day is the same whatever period is assessed.
    fn is_fixed(&self) -> bool {
        match self {
            Rule::By(date) | Rule::From(date) | Rule::In(date) | Rule::Before { date, .. } => !date.is_relative(),
            Rule::Window { to, .. } => !to.is_relative(),
        }
    }

    /// Whether the last day allowed lies after the assessed year, whichever that is.
    pub fn ends_later(&self) -> bool {
        const ANY: i32 = 2000;
        !self.is_fixed() && self.allowed(ANY).is_some_and(|allowed| allowed.last.year() > ANY)
    }

    /// The allowed days when `Y` is `year`. `None` where a date leaves the range of `Date`.
    pub fn allowed(&self, year: i32) -> Option<Allowed> {
        let until = |last: Date| Allowed { first: None, last, readings: None };
        Some(match self {
            Rule::By(date) | Rule::From(date) => until(date.resolve(year)?.1),
            Rule::In(date) => {
                let (first, last) = date.resolve(year)?;
                Allowed { first: Some(first), last, readings: None }
            }
            Rule::Window { from, to } => {
                Allowed { first: Some(from.resolve(year)?.0), last: to.resolve(year)?.1, readings: None }
            }
            Rule::Before { date, reading } => {
                let (first, lenient) = date.resolve(year)?;
                let strict = first.add_days(-1)?;
                let last = match reading {
                    BeforeReading::Strict => strict,
                    BeforeReading::Lenient => lenient,
                };
                Allowed { first: None, last, readings: Some((strict, lenient)) }
            }
        })
    }
}

pub(super) fn judge(deadline: &Deadline, inputs: &dyn Inputs, context: &Context<'_>) -> Judged {
    let Some(allowed) = deadline.rule.allowed(context.period.1.year()) else { return Judged::unreadable() };
    let reading = inputs.reading(deadline.slot);
    let Some(done) = reading.date() else {
        if reading.is_blank() && deadline.rule.is_fixed() && allowed.last > context.period.1 {
            return Judged::new(Verdict::Coming, None).with(deadline.slot, Problem::NotYetDue { last: allowed.last });
        }
        let missing = Judged::missing(deadline.slot, reading);
        let overdue = reading.is_blank() && context.today.is_some_and(|today| today > allowed.last);
        return if overdue { missing.with(deadline.slot, Problem::Overdue { last: allowed.last }) } else { missing };
    };
    let figure = Some(Figure::Date(done));
    let judged = if done > allowed.last {
        Judged::new(Verdict::Unmet, figure).with(deadline.slot, Problem::Late { done, last: allowed.last })
    } else if let Some(first) = allowed.first.filter(|first| done < *first) {
        Judged::new(Verdict::Unmet, figure).with(deadline.slot, Problem::Early { done, first })
    } else {
        Judged::new(Verdict::Met, figure)
    };
    match allowed.readings {
        Some((strict, lenient)) => {
            let lenient_used = allowed.last == lenient;
            judged.with(deadline.slot, Problem::BeforeReading { strict, lenient, lenient_used })
        }
        None => judged,
    }
}
