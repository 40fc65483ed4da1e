//! One date as written, found at a place in a text. [`super::read`] wants it to be the whole text,
//! [`super::read_pairs`] looks for it anywhere in a line.

use super::{Date, DateError, FIRST_YEAR, LAST_YEAR};
use crate::decimal::glyphs::{digit, power_of_ten};
use crate::decimal::hanzi;

/// Digits of a year, month or day at most; longer runs are no part of a date.
const NUMERAL_CHARS_MAX: usize = 8;

/// Year, month and day as written, not yet a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub year: Option<Year>,
    pub month: Option<u32>,
    pub day: u32,
}

/// A year and the number of digits it was written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Year {
    pub value: i32,
    pub digits: usize,
}

impl Written {
    /// Whether it bears a year of four digits, so that it can be nothing but a date.
    pub(super) fn has_full_year(self) -> bool {
        self.year.is_some_and(|year| year.digits == 4)
    }

    /// The date; `default_year` serves where none is written.
    pub(super) fn date(self, default_year: Option<i32>) -> Result<Date, DateError> {
        let year = match self.year {
            None => default_year.ok_or(DateError::YearMissing)?,
            Some(Year { value, digits: 1 | 2 }) => {
                return Err(DateError::TwoDigitYear { year: value });
            }
            Some(Year { value, .. }) => value,
        };
        let month = self.month.ok_or(DateError::NotADate)?;
        Date::new(year, month, self.day)
    }
}

/// The date that begins at `at`, and the place behind it. The longest reading wins.
/// `chars` are plain (see `glyphs`).
pub(super) fn match_at(chars: &[char], at: usize) -> Option<(Written, usize)> {
    if at > 0 && chars.get(at - 1).is_some_and(|c| numeral(*c)) {
        return None;
    }
    compact(chars, at)
        .or_else(|| in_words(chars, at))
        .or_else(|| with_marks(chars, at))
        .map(|(written, end)| (written, skip_time(chars, end)))
}

/// 9日, the end of "2026年3月1日至9日".
pub(super) fn match_day_at(chars: &[char], at: usize) -> Option<(Written, usize)> {
    let (day, after) = number(chars, at)?;
    let end = mark(chars, after, &['日', '号'])?;
    Some((Written { year: None, month: None, day }, end))
}

/// 20260301.
fn compact(chars: &[char], at: usize) -> Option<(Written, usize)> {
    let end = digits_end(chars, at);
    if end - at != 8 {
        return None;
    }
    let all = ascii(&chars[at..end])?;
    let (year, month, day) = (i32::try_from(all / 10_000).ok()?, all / 100 % 100, all % 100);
    // Any other eight digits are a serial number.
    let likely = (FIRST_YEAR..=LAST_YEAR).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let year = Year { value: year, digits: 4 };
    likely.then_some((Written { year: Some(year), month: Some(month), day }, end))
}

/// 2026年3月1日, 二〇二六年三月一日, 3月1日; 号 for 日, or neither behind digits.
fn in_words(chars: &[char], at: usize) -> Option<(Written, usize)> {
    let (year, month_at) = match year(chars, at) {
        Some((year, after)) => (Some(year), skip_spaces(chars, after)),
        None => (None, at),
    };
    let (month, after) = number(chars, month_at)?;
    let day_at = skip_spaces(chars, mark(chars, after, &['月'])?);
    let (day, after) = number(chars, day_at)?;
    let in_digits = chars.get(day_at).is_some_and(char::is_ascii_digit);
    let end = mark(chars, after, &['日', '号']).or(in_digits.then_some(after))?;
    Some((Written { year, month: Some(month), day }, end))
}

/// A year with 年 behind it.
fn year(chars: &[char], at: usize) -> Option<(Year, usize)> {
    let end = numeral_end(chars, at);
    let run = &chars[at..end];
    let after = mark(chars, end, &['年'])?;
    if run.is_empty() || !run.iter().all(|c| digit(*c).is_some()) {
        return None;
    }
    let value = run.iter().filter_map(|c| digit(*c)).fold(0, |n, d| n * 10 + d);
    Some((Year { value: i32::try_from(value).ok()?, digits: run.len() }, after))
}

/// 2026-3-1, 2026.03.01, 2026/3/1, 3.1: the same mark throughout.
fn with_marks(chars: &[char], at: usize) -> Option<(Written, usize)> {
    let first_end = digits_end(chars, at);
    let separator = chars.get(first_end).copied().filter(|c| matches!(c, '-' | '.' | '/' | '\\'))?;
    let first = ascii(&chars[at..first_end])?;
    let (second, second_end) = short(chars, first_end + 1)?;
    let third = (chars.get(second_end) == Some(&separator))
        .then(|| digits_end(chars, second_end + 1))
        .filter(|end| *end > second_end + 1);
    let Some(third_end) = third else {
        // 2026.3 is a month, 3.1 a day.
        let written = Written { year: None, month: Some(first), day: second };
        return (first_end - at <= 2).then_some((written, second_end));
    };
    let (third, end) = short(chars, second_end + 1).filter(|(_, end)| *end == third_end)?;
    let year = Year { value: i32::try_from(first).ok()?, digits: first_end - at };
    let written = Written { year: Some(year), month: Some(second), day: third };
    (year.digits <= 4).then_some((written, end))
}

/// One or two ASCII digits and no more.
fn short(chars: &[char], at: usize) -> Option<(u32, usize)> {
    let end = digits_end(chars, at);
    let value = ascii(chars.get(at..end)?)?;
    (end - at <= 2).then_some((value, end))
}

/// A month or day in ASCII or Chinese numerals.
fn number(chars: &[char], at: usize) -> Option<(u32, usize)> {
    let end = numeral_end(chars, at);
    let run = chars.get(at..end)?;
    let value = if run.iter().all(char::is_ascii_digit) {
        ascii(run).filter(|_| run.len() <= 2)
    } else {
        hanzi::whole(run).and_then(|n| u32::try_from(n).ok())
    };
    value.map(|value| (value, end))
}

/// A mark, white space allowed before it.
fn mark(chars: &[char], at: usize, marks: &[char]) -> Option<usize> {
    let at = skip_spaces(chars, at);
    chars.get(at).filter(|c| marks.contains(c)).map(|_| at + 1)
}

/// The time of day Excel adds to a date (" 00:00:00", "T08:30") says nothing here.
fn skip_time(chars: &[char], at: usize) -> usize {
    let from = match chars.get(at) {
        Some('T') => at + 1,
        Some(' ') => skip_spaces(chars, at),
        Some(_) | None => return at,
    };
    let mut end = at;
    let mut next = from;
    for part in 0..3 {
        let Some((_, after)) = short(chars, next) else {
            break;
        };
        if part > 0 {
            end = after;
        }
        match chars.get(after) {
            Some(':') => next = after + 1,
            Some(_) | None => break,
        }
    }
    end
}

/// Spaces within a line; a tab parts cells and is no such space.
pub(super) fn skip_spaces(chars: &[char], at: usize) -> usize {
    at + run(chars, at, |c| c == ' ')
}

fn numeral(c: char) -> bool {
    digit(c).is_some() || power_of_ten(c) == Some(1)
}

fn numeral_end(chars: &[char], at: usize) -> usize {
    at + run(chars, at, numeral).min(NUMERAL_CHARS_MAX)
}

fn digits_end(chars: &[char], at: usize) -> usize {
    at + run(chars, at, |c| c.is_ascii_digit())
}

fn run(chars: &[char], at: usize, wanted: impl Fn(char) -> bool) -> usize {
    chars.iter().skip(at).take_while(|c| wanted(**c)).count()
}

fn ascii(digits: &[char]) -> Option<u32> {
    if digits.is_empty() || digits.len() > NUMERAL_CHARS_MAX {
        return None;
    }
    digits.iter().try_fold(0_u32, |n, c| Some(n * 10 + c.to_digit(10)?))
}
