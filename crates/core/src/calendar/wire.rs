//! The calendar file, format `zicha-calendar/1`.
//!
//! Monday to Friday are working days and the weekend is not, except: `rest` names the days off
//! (with the weekend days among them, as the notices do), `work` the Saturdays and Sundays worked.

use super::{WorkCalendar, WorkYear, YEAR_WORDS};
use crate::canonical::wire::{self, Wire};
use crate::canonical::{self, Value};
use crate::date::{Date, FIRST_YEAR, LAST_YEAR};
use crate::digest::Content;
use std::fmt;

/// The format this module reads.
pub const FORMAT: &str = "zicha-calendar/1";
/// Size of a calendar file at most, in bytes.
pub const CALENDAR_BYTES_MAX: usize = 256 * 1024;
/// Years of a calendar at most.
pub const CALENDAR_YEARS_MAX: usize = 200;
/// Entries of `rest`, and of `work`, in a year at most.
const ENTRIES_MAX: usize = 60;

/// Why a file is no calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalendarError {
    /// Over [`CALENDAR_BYTES_MAX`].
    TooLarge { bytes: usize },
    /// Not JSON, or not with exactly the members of the format.
    NotACalendar { line: usize, column: usize, message: String },
    /// Another format, perhaps of a later version.
    OtherFormat { found: String },
    /// The years are not those from `covers_from` to `covers_to`, one after the other.
    YearsBroken { expected: i32, found: Option<i32> },
    /// `covers_from` to `covers_to` is backwards, too long, or outside 1900 to 2199.
    BadCoverage { from: i32, to: i32 },
    /// More than 60 entries in one list.
    TooManyEntries { year: i32 },
    /// Neither `MM-DD` nor `MM-DD..MM-DD` of that year, forwards.
    BadDay { year: i32, text: String },
    /// The day is named twice, or is a day of work that is no Saturday or Sunday.
    Contradiction { date: Date },
}

/// A sentence for logs and the linter.
impl fmt::Display for CalendarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { bytes } => {
                write!(f, "{bytes} bytes; a calendar has at most {CALENDAR_BYTES_MAX}")
            }
            Self::NotACalendar { line, column, message } => {
                write!(f, "line {line}, column {column}: {message}")
            }
            Self::OtherFormat { found } => write!(f, "format is {found:?}, not {FORMAT:?}"),
            Self::YearsBroken { expected, found: Some(found) } => {
                write!(f, "years: {expected} expected, {found} found")
            }
            Self::YearsBroken { expected, found: None } => {
                write!(f, "years: {expected} expected, the list ends")
            }
            Self::BadCoverage { from, to } => write!(f, "cannot cover {from} to {to}"),
            Self::TooManyEntries { year } => {
                write!(f, "{year}: more than {ENTRIES_MAX} entries in one list")
            }
            Self::BadDay { year, text } => {
                write!(f, "{year}: {text:?} is neither MM-DD nor MM-DD..MM-DD")
            }
            Self::Contradiction { date } => {
                write!(f, "{date} is named twice, or is a day of work that is no weekend day")
            }
        }
    }
}

impl std::error::Error for CalendarError {}

struct File {
    format: String,
    id: String,
    title: String,
    source: String,
    covers_from: i32,
    covers_to: i32,
    years: Vec<FileYear>,
}

struct FileYear {
    year: i32,
    rest: Vec<String>,
    work: Vec<String>,
}

fn take_file(wire: &mut Wire, value: &Value) -> File {
    const MEMBERS: &[&str] = &["format", "id", "title", "source", "covers_from", "covers_to", "years"];
    let of = wire.object(value, "struct File", MEMBERS);
    File {
        format: wire.text_of(of, "format"),
        id: wire.text_of(of, "id"),
        title: wire.text_of(of, "title"),
        source: wire.text_of(of, "source"),
        covers_from: wire.need(of, "covers_from", Wire::i32),
        covers_to: wire.need(of, "covers_to", Wire::i32),
        years: wire.need(of, "years", |wire, value| wire.items(value, take_year)),
    }
}

fn take_year(wire: &mut Wire, value: &Value) -> FileYear {
    let of = wire.object(value, "struct FileYear", &["year", "rest", "work"]);
    FileYear {
        year: wire.need(of, "year", Wire::i32),
        rest: wire.need(of, "rest", Wire::texts),
        work: wire.need(of, "work", Wire::texts),
    }
}

pub(super) fn read(bytes: &[u8]) -> Result<WorkCalendar, CalendarError> {
    if bytes.len() > CALENDAR_BYTES_MAX {
        return Err(CalendarError::TooLarge { bytes: bytes.len() });
    }
    let value = canonical::parse(bytes).map_err(|error| CalendarError::NotACalendar {
        line: error.line,
        column: error.column,
        message: error.code().to_owned(),
    })?;
    let content = Content::new(canonical::to_bytes(&value));
    let file = wire::read(&value, take_file).map_err(|fault| CalendarError::NotACalendar {
        line: 0,
        column: 0,
        message: fault.to_string(),
    })?;
    if file.format != FORMAT {
        return Err(CalendarError::OtherFormat { found: file.format });
    }
    let (from, to) = (file.covers_from, file.covers_to);
    let possible = FIRST_YEAR <= from && from <= to && to <= LAST_YEAR;
    let count = to.checked_sub(from).and_then(|years| usize::try_from(years).ok());
    if !possible || count.is_none_or(|years| years >= CALENDAR_YEARS_MAX) {
        return Err(CalendarError::BadCoverage { from, to });
    }
    let mut found = file.years.iter();
    let mut years: Vec<WorkYear> = Vec::new();
    let mut before = 0;
    for expected in from..=to {
        let year = found.next();
        let Some(year) = year.filter(|year| year.year == expected) else {
            let found = year.map(|year| year.year);
            return Err(CalendarError::YearsBroken { expected, found });
        };
        let year = WorkYear { working: working(year)?, before };
        before += year.count();
        years.push(year);
    }
    if let Some(extra) = found.next() {
        return Err(CalendarError::YearsBroken { expected: to, found: Some(extra.year) });
    }
    let File { id, title, source, .. } = file;
    Ok(WorkCalendar { id, title, source, first_year: from, years, content })
}

fn working(file: &FileYear) -> Result<[u64; YEAR_WORDS], CalendarError> {
    let year = file.year;
    if file.rest.len().max(file.work.len()) > ENTRIES_MAX {
        return Err(CalendarError::TooManyEntries { year });
    }
    let (rest, work) = (days(year, &file.rest)?, days(year, &file.work)?);
    if let Some(date) = work.iter().find(|date| rest.contains(date) || !date.weekday().is_weekend()) {
        return Err(CalendarError::Contradiction { date: *date });
    }
    let mut words = [0; YEAR_WORDS];
    let mut next = Date::new(year, 1, 1).ok();
    // At most 366 rounds: the year changes.
    while let Some(date) = next.filter(|date| date.year() == year) {
        let bit = date.day_of_year() - 1;
        let usual = !date.weekday().is_weekend() && !rest.contains(&date);
        if let (true, Some(word)) = (usual || work.contains(&date), words.get_mut(bit as usize / 64)) {
            *word |= 1 << (bit % 64);
        }
        next = date.add_days(1);
    }
    Ok(words)
}

/// The days of a list of `MM-DD` and `MM-DD..MM-DD`.
fn days(year: i32, entries: &[String]) -> Result<Vec<Date>, CalendarError> {
    let mut days = Vec::new();
    for entry in entries {
        let bad = || CalendarError::BadDay { year, text: entry.clone() };
        let day = |text: &str| format!("{year}-{text}").parse::<Date>().map_err(|_| bad());
        let (first, last) = entry.split_once("..").unwrap_or((entry, entry));
        let (first, last) = (day(first)?, day(last)?);
        if last < first {
            return Err(bad());
        }
        for number in first.day_number()..=last.day_number() {
            let date = Date::from_day_number(number).ok_or_else(bad)?;
            if days.contains(&date) {
                return Err(CalendarError::Contradiction { date });
            }
            days.push(date);
        }
    }
    Ok(days)
}
