//! Civil dates of the Gregorian calendar, 1900 to 2199, and how people write them.
//!
//! No clock and no time zone: today is an argument wherever it matters. Which days are working
//! days is known to `calendar`. Read next: [`read`], [`read_pairs`], [`PartialDate`].

mod pairs;
mod partial;
mod read;
mod written;

use std::fmt;
use std::str::FromStr;

pub use pairs::{LABEL_CHARS_MAX, LINE_CHARS_MAX, MAX_PAIR_LINES, Pair, PairCause, PairError, PairLine, read_pairs};
pub use partial::{OFFSET_YEARS_MAX, PartialDate, PartialDateError};
pub use read::{DATE_CHARS_MAX, LIST_DATES_MAX, ListError, read, read_list};

/// The first year a date can have.
pub const FIRST_YEAR: i32 = 1900;
/// The last year a date can have.
pub const LAST_YEAR: i32 = 2199;

/// 1970-01-01 counted from 0000-03-01, the day the algorithm below starts from.
const EPOCH_DAY: i32 = 719_468;
/// Days of the 400-year cycle of the Gregorian calendar.
const CYCLE_DAYS: i32 = 146_097;

/// A day of the calendar, in order of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i16,
    month: u8,
    day: u8,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// Saturday or Sunday.
    #[must_use]
    pub const fn is_weekend(self) -> bool {
        matches!(self, Self::Saturday | Self::Sunday)
    }
}

/// Why there is no such date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateError {
    /// Nothing but white space.
    Empty,
    /// Not written like a date.
    NotADate,
    /// Written like a date, but the month has no such day, or the year no such month.
    NoSuchDay { year: i32, month: u32, day: u32 },
    /// 3月1日 where no year is known.
    YearMissing,
    /// 26.3.1: the century must be written.
    TwoDigitYear { year: i32 },
    /// Before [`FIRST_YEAR`] or after [`LAST_YEAR`].
    YearOutOfRange { year: i32 },
}

/// A sentence for logs and files; what the page says comes from `text`.
impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("no date"),
            Self::NotADate => f.write_str("not a date"),
            Self::NoSuchDay { year, month, day } => {
                write!(f, "no such day: {year}-{month:02}-{day:02}")
            }
            Self::YearMissing => f.write_str("the year is missing"),
            Self::TwoDigitYear { year } => write!(f, "the year {year} needs four digits"),
            Self::YearOutOfRange { year } => {
                write!(f, "the year {year} is not within {FIRST_YEAR} to {LAST_YEAR}")
            }
        }
    }
}

impl std::error::Error for DateError {}

/// Whether the year has a 29 February.
#[must_use]
pub const fn is_leap_year(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days of a month (1 to 12); 0 for any other month.
#[must_use]
pub const fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap_year(year) => 29,
        2 => 28,
        _ => 0,
    }
}

impl Date {
    /// 1970-01-01, day number 0.
    pub const EPOCH: Self = Self { year: 1970, month: 1, day: 1 };

    /// The day with this year, month (1 to 12) and day of the month.
    ///
    /// # Errors
    /// `YearOutOfRange` or `NoSuchDay`.
    pub fn new(year: i32, month: u32, day: u32) -> Result<Self, DateError> {
        if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
            return Err(DateError::YearOutOfRange { year });
        }
        let known = (1..=days_in_month(year, month)).contains(&day);
        let parts = (i16::try_from(year), u8::try_from(month), u8::try_from(day), known);
        let (Ok(year), Ok(month), Ok(day), true) = parts else {
            return Err(DateError::NoSuchDay { year, month, day });
        };
        Ok(Self { year, month, day })
    }

    /// 1900 to 2199.
    #[must_use]
    pub fn year(self) -> i32 {
        i32::from(self.year)
    }

    /// 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        u32::from(self.month)
    }

    /// 1 to 31.
    #[must_use]
    pub fn day(self) -> u32 {
        u32::from(self.day)
    }

    /// 1 to 4.
    #[must_use]
    pub fn quarter(self) -> u32 {
        self.month().div_ceil(3)
    }

    /// 1 January is 1, 31 December 365 or 366.
    #[must_use]
    pub fn day_of_year(self) -> u32 {
        let before: u32 = (1..self.month()).map(|month| days_in_month(self.year(), month)).sum();
        before + self.day()
    }

    /// Days since 1970-01-01, negative before it (proleptic Gregorian calendar).
    ///
    /// The year is taken to begin in March, so that the leap day comes last and the lengths of
    /// the months follow one line: (153 m + 2) / 5 days lie before month m.
    #[must_use]
    pub fn day_number(self) -> i32 {
        let (year, month, day) = (self.year(), i32::from(self.month), i32::from(self.day));
        let year = if month <= 2 { year - 1 } else { year };
        let (cycle, year_of_cycle) = (year.div_euclid(400), year.rem_euclid(400));
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let leap_days = year_of_cycle / 4 - year_of_cycle / 100;
        cycle * CYCLE_DAYS + year_of_cycle * 365 + leap_days + day_of_year - EPOCH_DAY
    }

    /// The inverse of [`Date::day_number`]; `None` outside 1900 to 2199.
    #[must_use]
    pub fn from_day_number(number: i32) -> Option<Self> {
        let days = number.checked_add(EPOCH_DAY)?;
        let (cycle, day) = (days.div_euclid(CYCLE_DAYS), days.rem_euclid(CYCLE_DAYS));
        let year_of_cycle = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day_of_year = day - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = (month_from_march + 2) % 12 + 1;
        let year = cycle * 400 + year_of_cycle + i32::from(month <= 2);
        Self::new(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?).ok()
    }

    /// The day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        match (self.day_number() + 3).rem_euclid(7) {
            0 => Weekday::Monday,
            1 => Weekday::Tuesday,
            2 => Weekday::Wednesday,
            3 => Weekday::Thursday,
            4 => Weekday::Friday,
            5 => Weekday::Saturday,
            _ => Weekday::Sunday,
        }
    }

    /// Calendar days from this day to `other`; negative where `other` is earlier.
    #[must_use]
    pub fn days_until(self, other: Self) -> i32 {
        other.day_number() - self.day_number()
    }

    /// `days` later (earlier where negative); `None` outside 1900 to 2199.
    #[must_use]
    pub fn add_days(self, days: i64) -> Option<Self> {
        let number = i64::from(self.day_number()).checked_add(days)?;
        Self::from_day_number(i32::try_from(number).ok()?)
    }

    /// The same day `months` later, or the last of that month where it has no such day:
    /// 31 January and one month is 28 February. `None` outside 1900 to 2199.
    #[must_use]
    pub fn add_months(self, months: i32) -> Option<Self> {
        let count = (self.year() * 12 + i32::from(self.month) - 1).checked_add(months)?;
        let (year, month) = (count.div_euclid(12), u32::try_from(count.rem_euclid(12)).ok()? + 1);
        Self::new(year, month, self.day().min(days_in_month(year, month))).ok()
    }

    /// The same day `years` later; 29 February becomes the 28th where there is none.
    #[must_use]
    pub fn add_years(self, years: i32) -> Option<Self> {
        self.add_months(years.checked_mul(12)?)
    }

    /// "2020年1月31日", as official documents write it (GB/T 9704: no leading noughts).
    #[must_use]
    pub fn chinese(self) -> String {
        format!("{}年{}月{}日", self.year, self.month, self.day)
    }
}

/// ISO 8601: "2020-01-31".
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The strict spelling used in files, "2020-01-31". What people type goes through [`read`].
impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let shape = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if shape { read(text, None) } else { Err(DateError::NotADate) }
    }
}
