//! So many times in every month, quarter, half-year or year of the period. 每季度至少一次 and
//! 全年不少于4次 are two requirements: four times in one quarter meets one and fails the other.

use crate::answer::{Reading, SlotRef};
use crate::catalogue::wire::Every;
use crate::date::Date;
use crate::finding::{Problem, Verdict};

use super::{Context, Figure, Inputs, Judged};

/// Longest period that is divided, in months.
pub const MONTHS_MAX: u32 = 240;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frequency {
    pub slot: SlotRef,
    pub every: Every,
    pub times: u32,
    pub words: Option<String>,
}

impl Every {
    pub fn months(self) -> u32 {
        match self {
            Every::Month => 1,
            Every::Quarter => 3,
            Every::HalfYear => 6,
            Every::Year => 12,
        }
    }
}

/// How many sub-periods a period has: a begun one counts.
pub fn sub_periods(every: Every, period: (Date, Date)) -> usize {
    let months = months_since(period.0, period.1).min(MONTHS_MAX) + 1;
    usize::try_from(months.div_ceil(every.months())).unwrap_or(1)
}

pub(super) fn judge(frequency: &Frequency, inputs: &dyn Inputs, context: &Context<'_>) -> Judged {
    let reading = inputs.reading(frequency.slot);
    let parts = sub_periods(frequency.every, context.period);
    let mut outside = None;
    let each = if let Reading::Dates(dates) = reading {
        let mut each = vec![0_u32; parts];
        for date in dates {
            match place(*date, frequency.every, context.period).and_then(|at| each.get_mut(at)) {
                Some(count) => *count += 1,
                None => outside = Some(*date),
            }
        }
        each
    } else if let Some(each) = regroup(reading, parts) {
        each
    } else if reading.times().is_some() {
        let parts = u32::try_from(parts).unwrap_or(u32::MAX);
        let problem = Problem::NeedPerPeriod { every: frequency.every, parts };
        return Judged::new(Verdict::Unreadable, None).with(frequency.slot, problem);
    } else {
        return Judged::missing(frequency.slot, reading);
    };
    let judged = compare(frequency, each);
    match outside {
        Some(date) => judged.with(frequency.slot, Problem::OutsidePeriod { date }),
        None => judged,
    }
}

fn compare(frequency: &Frequency, each: Vec<u32>) -> Judged {
    let short: Vec<(u32, u32)> =
        (1..).zip(&each).filter(|(_, count)| **count < frequency.times).map(|(part, count)| (part, *count)).collect();
    let total = each.iter().fold(0_u32, |total, count| total.saturating_add(*count));
    let figure = Some(Figure::Occurrences { each, total });
    if short.is_empty() {
        return Judged::new(Verdict::Met, figure);
    }
    let problem = Problem::TooFewIn { every: frequency.every, times: frequency.times, short };
    Judged::new(Verdict::Unmet, figure).with(frequency.slot, problem)
}

/// Counts typed per finer sub-period are added up: four quarters make one year.
fn regroup(reading: &Reading, parts: usize) -> Option<Vec<u32>> {
    let single;
    let counts: &[u32] = if let Reading::PerPeriod(counts) = reading {
        counts
    } else {
        single = [u32::try_from(reading.count()?).ok()?];
        &single
    };
    if counts.is_empty() || !counts.len().is_multiple_of(parts) {
        return None;
    }
    let fold = |chunk: &[u32]| chunk.iter().fold(0_u32, |total, count| total.saturating_add(*count));
    Some(counts.chunks(counts.len() / parts).map(fold).collect())
}

fn place(date: Date, every: Every, period: (Date, Date)) -> Option<usize> {
    if date < period.0 || date > period.1 {
        return None;
    }
    usize::try_from(months_since(period.0, date) / every.months()).ok()
}

/// Whole months between the months of two days; the day of the month does not matter.
fn months_since(start: Date, end: Date) -> u32 {
    let months = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month());
    u32::try_from(months(end) - months(start)).unwrap_or(0)
}
