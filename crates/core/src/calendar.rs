//! Which days are working days, and how periods are counted.
//!
//! The data is a file that follows the State Council's yearly notices (调休 Saturdays and Sundays
//! work); a year whose notice is not out is an answer of its own, never a guess. The starting day
//! is not counted (民法典 §201); a period of calendar days that ends on a rest day ends on the next
//! working day (§203). 工作日 and 日 are never converted. Sentences are printed by `text`.

mod counting;
mod wire;

use crate::date::Date;
use crate::digest::{Content, Digests};
use std::fmt;

pub use counting::{Counting, CountingError, RUNS_LISTED_MAX, RestRun};
pub use wire::{CALENDAR_BYTES_MAX, CALENDAR_YEARS_MAX, CalendarError, FORMAT};

/// Sixty-four-day words that hold a year.
const YEAR_WORDS: usize = 6;

/// The working days of a run of whole years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkCalendar {
    id: String,
    title: String,
    source: String,
    first_year: i32,
    years: Vec<WorkYear>,
    content: Content,
}

/// One year: bit n of the words is set where day n (1 January is 0) is a working day.
#[derive(Clone, Debug, PartialEq, Eq)]
struct WorkYear {
    working: [u64; YEAR_WORDS],
    /// Working days of all years before this one.
    before: u32,
}

/// No calendar is at hand for this year: the notice is not out, or the year lies before the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NotPublished {
    pub year: i32,
}

/// A sentence for logs; what the page says comes from `text`.
impl fmt::Display for NotPublished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no calendar of working days for {}", self.year)
    }
}

impl std::error::Error for NotPublished {}

impl WorkYear {
    fn is_working(&self, day: u32) -> bool {
        self.word(day / 64) >> (day % 64) & 1 == 1
    }

    fn word(&self, index: u32) -> u64 {
        usize::try_from(index).ok().and_then(|index| self.working.get(index)).copied().unwrap_or(0)
    }

    fn count(&self) -> u32 {
        self.working.iter().map(|word| word.count_ones()).sum()
    }

    /// Working days up to and including day `day` (0 to 365).
    fn count_through(&self, day: u32) -> u32 {
        let whole: u32 = (0..day / 64).map(|index| self.word(index).count_ones()).sum();
        whole + (self.word(day / 64) << (63 - day % 64)).count_ones()
    }

    /// The day (0 to 365) of the `n`-th working day, counted from 1.
    fn nth(&self, n: u32) -> Option<u32> {
        let mut left = n;
        for (index, word) in (0_u32..).zip(self.working) {
            if left <= word.count_ones() {
                let through = |bit: &u32| (word << (63 - bit)).count_ones();
                return (0..64).find(|bit| through(bit) == left).map(|bit| index * 64 + bit);
            }
            left -= word.count_ones();
        }
        None
    }
}

impl WorkCalendar {
    /// Reads a calendar file, format [`FORMAT`].
    ///
    /// # Errors
    /// See [`CalendarError`].
    pub fn from_json(bytes: &[u8]) -> Result<Self, CalendarError> {
        wire::read(bytes)
    }

    /// Over the canonical bytes of the file: which calendar a report was judged by.
    #[must_use]
    pub fn digests(&self) -> Digests {
        self.content.digests()
    }

    /// "cn-mainland".
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The name people read.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Where the days come from.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The first and the last day the calendar knows; always whole years.
    #[must_use]
    pub fn coverage(&self) -> (Date, Date) {
        // wire::read lets in only years that dates can have, and at least one.
        let day = |year, month, day| Date::new(year, month, day).unwrap_or(Date::EPOCH);
        (day(self.first_year, 1, 1), day(self.last_year(), 12, 31))
    }

    /// Whether people work on this day.
    ///
    /// # Errors
    /// `NotPublished` outside [`WorkCalendar::coverage`].
    pub fn is_working_day(&self, date: Date) -> Result<bool, NotPublished> {
        Ok(self.year(date.year())?.is_working(date.day_of_year() - 1))
    }

    /// Working days from `start`, not counted, through `end`, counted. A period within which no
    /// one works is 0; the same day twice is 0.
    ///
    /// # Errors
    /// `EndBeforeStart`, or `NotPublished` where either day is not covered.
    pub fn working_days_between(&self, start: Date, end: Date) -> Result<u32, CountingError> {
        if end < start {
            return Err(CountingError::EndBeforeStart);
        }
        let through_start = self.working_days_through(start)?;
        Ok(self.working_days_through(end)? - through_start)
    }

    /// The `working_days`-th working day after `start`; `start` itself where that is 0.
    ///
    /// # Errors
    /// `NotPublished` names the first year that would be needed and is missing.
    pub fn add_working_days(&self, start: Date, working_days: u32) -> Result<Date, NotPublished> {
        let through_start = self.working_days_through(start)?;
        if working_days == 0 {
            return Ok(start);
        }
        let beyond = NotPublished { year: self.last_year() + 1 };
        let wanted = through_start.checked_add(working_days).ok_or(beyond)?;
        let index = self.years.partition_point(|year| year.before < wanted).saturating_sub(1);
        let year = self.years.get(index).ok_or(beyond)?;
        let day = year.nth(wanted - year.before).ok_or(beyond)?;
        let first =
            i32::try_from(index).ok().and_then(|index| Date::new(self.first_year + index, 1, 1).ok()).ok_or(beyond)?;
        first.add_days(i64::from(day)).ok_or(beyond)
    }

    /// The last day of a period of `days` calendar days after `start` (not counted): the day
    /// itself, or the next working day where it is a rest day (民法典 §203).
    ///
    /// # Errors
    /// `NotPublished` where the last day, or the working day after it, is not covered.
    pub fn add_natural_days(&self, start: Date, days: u32) -> Result<Date, NotPublished> {
        let beyond = NotPublished { year: self.last_year() + 1 };
        let nominal = start.add_days(i64::from(days)).ok_or(beyond)?;
        self.working_day_from(nominal)
    }

    /// The day itself where people work on it, else the next working day.
    ///
    /// # Errors
    /// `NotPublished` where that day is not covered.
    pub fn working_day_from(&self, date: Date) -> Result<Date, NotPublished> {
        if self.is_working_day(date)? { Ok(date) } else { self.add_working_days(date, 1) }
    }

    /// Working days of all covered years through `date`.
    fn working_days_through(&self, date: Date) -> Result<u32, NotPublished> {
        let year = self.year(date.year())?;
        Ok(year.before + year.count_through(date.day_of_year() - 1))
    }

    fn last_year(&self) -> i32 {
        self.first_year + i32::try_from(self.years.len()).unwrap_or(0) - 1
    }

    fn year(&self, year: i32) -> Result<&WorkYear, NotPublished> {
        usize::try_from(year - self.first_year)
            .ok()
            .and_then(|index| self.years.get(index))
            .ok_or(NotPublished { year })
    }
}
