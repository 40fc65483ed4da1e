//! What a sentence about a counted period needs: both ends, the count, what was skipped.

use super::{NotPublished, WorkCalendar};
use crate::date::Date;

/// Runs of rest days, and make-up days, a [`Counting`] lists; the counts go on.
pub const RUNS_LISTED_MAX: usize = 60;

/// A period counted in working days. The starting day is not counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counting {
    pub start: Date,
    pub end: Date,
    /// Calendar days from `start`, not counted, through `end`.
    pub natural_days: u32,
    /// Working days among them.
    pub working_days: u32,
    /// Rest days among them; together with the working days, all of them.
    pub rest_days: u32,
    /// The rest days in runs, the first [`RUNS_LISTED_MAX`] of them.
    pub rest_runs: Vec<RestRun>,
    /// Saturdays and Sundays worked (调休), the first [`RUNS_LISTED_MAX`] of them.
    pub make_up_days: Vec<Date>,
    /// Whether the two lists are complete.
    pub listed_all: bool,
}

/// Rest days in a row, cut to the counted period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RestRun {
    pub first: Date,
    pub last: Date,
    /// A Monday to Friday is among them, so that it is more than a weekend.
    pub holiday: bool,
}

/// Why a period cannot be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountingError {
    /// The calendar of this year is not at hand.
    NotPublished(NotPublished),
    /// The end lies before the start.
    EndBeforeStart,
}

impl From<NotPublished> for CountingError {
    fn from(error: NotPublished) -> Self {
        Self::NotPublished(error)
    }
}

impl WorkCalendar {
    /// Counts from `start`, not counted, through `end`, and says what was skipped.
    ///
    /// # Errors
    /// `EndBeforeStart`, or `NotPublished` where either day is not covered.
    pub fn count(&self, start: Date, end: Date) -> Result<Counting, CountingError> {
        let working_days = self.working_days_between(start, end)?;
        let natural_days = u32::try_from(start.days_until(end)).unwrap_or(0);
        let mut counting = Counting {
            start,
            end,
            natural_days,
            working_days,
            rest_days: natural_days - working_days,
            rest_runs: Vec::new(),
            make_up_days: Vec::new(),
            listed_all: true,
        };
        // Bounded by the coverage: whole years, at most CALENDAR_YEARS_MAX of them.
        for number in start.day_number() + 1..=end.day_number() {
            let Some(date) = Date::from_day_number(number) else {
                break;
            };
            if !counting.list(date, self.is_working_day(date)?) {
                break;
            }
        }
        Ok(counting)
    }
}

impl Counting {
    /// Lists the next day; false where the lists are full.
    fn list(&mut self, date: Date, working: bool) -> bool {
        let weekend = date.weekday().is_weekend();
        let runs_on = |run: &RestRun| run.last.days_until(date) == 1;
        let room = self.rest_runs.len() < RUNS_LISTED_MAX;
        match (working, weekend) {
            (true, false) => {}
            (true, true) if self.make_up_days.len() < RUNS_LISTED_MAX => {
                self.make_up_days.push(date);
            }
            (false, _) => match self.rest_runs.last_mut().filter(|run| runs_on(run)) {
                Some(run) => {
                    run.last = date;
                    run.holiday |= !weekend;
                }
                None if room => {
                    self.rest_runs.push(RestRun { first: date, last: date, holiday: !weekend });
                }
                None => self.listed_all = false,
            },
            (true, true) => self.listed_all = false,
        }
        self.listed_all
    }
}
