//! A date, or a list of dates, as people type them.
//!
//! Reads 2026-03-01, 2026.3.1, 2026/3/1, 2026年3月1日, 20260301, 3月1日, 3.1, full-width digits,
//! 二〇二六年三月一日; a time of day behind the date is passed over.

use super::written::{Written, match_at};
use super::{Date, DateError};
use crate::decimal::glyphs::{plain_chars, plain_glyph};

/// Characters of a typed date at most.
pub const DATE_CHARS_MAX: usize = 60;
/// Dates of a typed list at most.
pub const LIST_DATES_MAX: usize = 1_000;

/// Why a list of dates cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListError {
    /// Nothing but separators.
    Empty,
    /// The entry `number` (counted from 1) is not a date.
    Entry { number: usize, text: String, error: DateError },
    /// More than [`LIST_DATES_MAX`] entries.
    TooMany,
}

/// Reads one date. `default_year` is the year of 3月1日 and 3.1.
///
/// # Errors
/// See [`DateError`]. Texts over [`DATE_CHARS_MAX`] characters are not dates.
pub fn read(text: &str, default_year: Option<i32>) -> Result<Date, DateError> {
    read_written(text)?.date(default_year)
}

/// Reads the whole text as one date, the year perhaps missing.
pub(super) fn read_written(text: &str) -> Result<Written, DateError> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let text = text.strip_suffix(['。', '.']).unwrap_or(text);
    let chars = plain_chars(text);
    if chars.is_empty() {
        return Err(DateError::Empty);
    }
    if chars.len() > DATE_CHARS_MAX {
        return Err(DateError::NotADate);
    }
    match match_at(&chars, 0) {
        Some((written, end)) if end == chars.len() => Ok(written),
        Some(_) | None => Err(DateError::NotADate),
    }
}

/// Reads dates parted by line breaks, 、 ， , ； ; or spaces, in the order typed.
///
/// # Errors
/// See [`ListError`]; the first bad entry is named.
pub fn read_list(text: &str, default_year: Option<i32>) -> Result<Vec<Date>, ListError> {
    let chars = plain_chars(text);
    let mut dates = Vec::new();
    let mut at = 0;
    loop {
        at += chars.iter().skip(at).take_while(|c| separator(**c)).count();
        if at >= chars.len() {
            break;
        }
        if dates.len() == LIST_DATES_MAX {
            return Err(ListError::TooMany);
        }
        let entry = |error: DateError| {
            let typed = text.chars().skip(at).take_while(|c| !separator(plain_glyph(*c)));
            let text = typed.take(DATE_CHARS_MAX).collect();
            ListError::Entry { number: dates.len() + 1, text, error }
        };
        let (written, end) = match_at(&chars, at).ok_or_else(|| entry(DateError::NotADate))?;
        let end = end + usize::from(chars.get(end) == Some(&'.'));
        if chars.get(end).is_some_and(|c| !separator(*c)) {
            return Err(entry(DateError::NotADate));
        }
        let date = written.date(default_year).map_err(entry)?;
        dates.push(date);
        at = end;
    }
    if dates.is_empty() { Err(ListError::Empty) } else { Ok(dates) }
}

fn separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '、' | ',' | ';')
}
