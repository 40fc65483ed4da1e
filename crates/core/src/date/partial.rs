//! Dates as catalogues name them: a year, half-year, quarter, month or day, the year fixed or
//! counted from the assessed one. `2020`, `2020-Q3`, `Y-H1`, `Y+1-03`, `Y-12-31`.

use super::{Date, FIRST_YEAR, LAST_YEAR, days_in_month};
use std::fmt;
use std::str::FromStr;

/// Years before or after the assessed one at most.
pub const OFFSET_YEARS_MAX: i32 = 9;

/// A year that ends February in the 29th, to check `Y-02-29`.
const SOME_LEAP_YEAR: i32 = 2000;

/// A stretch of the calendar named by a catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    year: Year,
    part: Part,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Year {
    Fixed(i32),
    /// Years after the assessed one.
    Offset(i32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Part {
    Whole,
    Half(u32),
    Quarter(u32),
    Month(u32),
    Day(u32, u32),
}

/// Why a text is no partial date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartialDateError {
    /// Neither four digits nor `Y`, `Y+1`, `Y-1` (up to nine) at the start.
    BadYear { text: String },
    /// What follows the year is no `H1`, `Q1` to `Q4`, month or day.
    BadPart { text: String },
}

/// A sentence for the linter.
impl fmt::Display for PartialDateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadYear { text } => {
                write!(f, "{text:?} must begin with a year such as 2020, Y or Y+1")
            }
            Self::BadPart { text } => {
                write!(f, "{text:?} must end in H1, H2, Q1 to Q4, MM or MM-DD, or be a bare year")
            }
        }
    }
}

impl std::error::Error for PartialDateError {}

impl PartialDate {
    /// Parses `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `YYYY-Q1`, `YYYY-H1`, with `Y`, `Y+1` or `Y-1` in
    /// place of the year. Years 1900 to 2199, offsets up to [`OFFSET_YEARS_MAX`].
    ///
    /// # Errors
    /// See [`PartialDateError`].
    pub fn parse(text: &str) -> Result<Self, PartialDateError> {
        let bad_year = || PartialDateError::BadYear { text: text.to_owned() };
        let bad_part = || PartialDateError::BadPart { text: text.to_owned() };
        let (year, rest) = parse_year(text).ok_or_else(bad_year)?;
        let part = parse_part(rest).ok_or_else(bad_part)?;
        if let Part::Day(month, day) = part {
            let sample = match year {
                Year::Fixed(year) => year,
                Year::Offset(_) => SOME_LEAP_YEAR,
            };
            Date::new(sample, month, day).map_err(|_| bad_part())?;
        }
        Ok(Self { year, part })
    }

    /// One day, as a fixed partial date.
    #[must_use]
    pub fn day(date: Date) -> Self {
        Self { year: Year::Fixed(date.year()), part: Part::Day(date.month(), date.day()) }
    }

    /// Whether the year is counted from the assessed one.
    #[must_use]
    pub fn is_relative(self) -> bool {
        match self.year {
            Year::Fixed(_) => false,
            Year::Offset(_) => true,
        }
    }

    /// The first and the last day, for the assessed `year`. 29 February is the 28th in a year that
    /// has none. `None` where the days fall outside 1900 to 2199.
    #[must_use]
    pub fn resolve(self, year: i32) -> Option<(Date, Date)> {
        let year = match self.year {
            Year::Fixed(fixed) => fixed,
            Year::Offset(offset) => year.checked_add(offset)?,
        };
        let months = |first: u32, last: u32| {
            let first = Date::new(year, first, 1).ok()?;
            Some((first, Date::new(year, last, days_in_month(year, last)).ok()?))
        };
        match self.part {
            Part::Whole => months(1, 12),
            Part::Half(half) => months(half * 6 - 5, half * 6),
            Part::Quarter(quarter) => months(quarter * 3 - 2, quarter * 3),
            Part::Month(month) => months(month, month),
            Part::Day(month, day) => {
                let date = Date::new(year, month, day.min(days_in_month(year, month))).ok()?;
                Some((date, date))
            }
        }
    }
}

/// What [`PartialDate::parse`] reads.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Year::Fixed(year) => write!(f, "{year:04}")?,
            Year::Offset(0) => f.write_str("Y")?,
            Year::Offset(offset) => write!(f, "Y{offset:+}")?,
        }
        match self.part {
            Part::Whole => Ok(()),
            Part::Half(half) => write!(f, "-H{half}"),
            Part::Quarter(quarter) => write!(f, "-Q{quarter}"),
            Part::Month(month) => write!(f, "-{month:02}"),
            Part::Day(month, day) => write!(f, "-{month:02}-{day:02}"),
        }
    }
}

impl FromStr for PartialDate {
    type Err = PartialDateError;

    fn from_str(text: &str) -> Result<Self, PartialDateError> {
        Self::parse(text)
    }
}

/// The year and what follows it. `Y-1` is last year and `Y-12` December: one digit is an offset.
fn parse_year(text: &str) -> Option<(Year, &str)> {
    let Some(rest) = text.strip_prefix('Y') else {
        let year = text.get(..4).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
        let year: i32 = year.parse().ok()?;
        let known = (FIRST_YEAR..=LAST_YEAR).contains(&year);
        return known.then_some((Year::Fixed(year), &text[4..]));
    };
    let bytes = rest.as_bytes();
    let single = !bytes.get(2).is_some_and(u8::is_ascii_digit);
    match (bytes.first(), bytes.get(1)) {
        (Some(sign @ (b'+' | b'-')), Some(digit @ b'1'..=b'9')) if single => {
            let offset = i32::from(digit - b'0');
            let offset = if *sign == b'-' { -offset } else { offset };
            Some((Year::Offset(offset), &rest[2..]))
        }
        (Some(b'+'), _) => None,
        (_, _) => Some((Year::Offset(0), rest)),
    }
}

fn parse_part(text: &str) -> Option<Part> {
    if text.is_empty() {
        return Some(Part::Whole);
    }
    let two_digits = |text: &str| -> Option<u32> {
        let plain = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| text.parse().ok()).flatten()
    };
    match text.strip_prefix('-')? {
        "H1" => Some(Part::Half(1)),
        "H2" => Some(Part::Half(2)),
        "Q1" => Some(Part::Quarter(1)),
        "Q2" => Some(Part::Quarter(2)),
        "Q3" => Some(Part::Quarter(3)),
        "Q4" => Some(Part::Quarter(4)),
        rest => match rest.split_once('-') {
            Some((month, day)) => Some(Part::Day(two_digits(month)?, two_digits(day)?)),
            None => two_digits(rest).filter(|m| (1..=12).contains(m)).map(Part::Month),
        },
    }
}
