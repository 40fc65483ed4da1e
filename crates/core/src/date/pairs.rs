//! Cases pasted line by line: a start, an end, and perhaps a name or document number.
//!
//! Reads rows copied from Excel (cells parted by tabs) and lines such as "2020-03-01 至 2020-03-09",
//! "2020.3.1—2020.3.9", "2020/3/1～3/9", "2020年3月1日至9日", the label anywhere in the line.

use super::read::read_written;
use super::written::{Written, match_at, match_day_at, skip_spaces};
use super::{Date, DateError};
use crate::decimal::glyphs::plain_chars;

/// Lines of a pasted block at most.
pub const MAX_PAIR_LINES: usize = 5_000;
/// Characters of a line at most.
pub const LINE_CHARS_MAX: usize = 1_000;
/// Characters of a label kept; the rest is cut off.
pub const LABEL_CHARS_MAX: usize = 200;

const CONNECTORS: [char; 6] = ['至', '到', '-', '~', '→', '起'];

/// One case: from `start` to `end`, never backwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// What else stood in the line: 文号, name.
    pub label: Option<String>,
    pub start: Date,
    pub end: Date,
    /// Counted from 1 in the pasted text, blank lines included.
    pub line_no: usize,
}

/// A line that is no case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairError {
    /// Counted from 1 in the pasted text, blank lines included.
    pub line_no: usize,
    pub cause: PairCause,
}

/// Why a line is no case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PairCause {
    /// No date in it: often the heading of the table.
    NoDate,
    /// A start and no end.
    OneDate,
    /// Three dates or more.
    TooManyDates,
    /// Something written like a date that is none.
    Date(DateError),
    /// The end lies before the start.
    EndBeforeStart { start: Date, end: Date },
    /// Over [`LINE_CHARS_MAX`] characters.
    LineTooLong,
    /// This line and all after it were not read.
    TooManyLines { max: usize },
}

/// What became of one line that was not blank.
pub type PairLine = Result<Pair, PairError>;

/// Reads a pasted block, one case a line; blank lines are passed over. Reads at most `max_lines`
/// cases (never more than [`MAX_PAIR_LINES`]); the first one past it closes the answer with an error.
/// `default_year` is the year of a line that names none.
#[must_use]
pub fn read_pairs(text: &str, default_year: Option<i32>, max_lines: usize) -> Vec<PairLine> {
    let max = max_lines.min(MAX_PAIR_LINES);
    let mut lines = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let line_no = index + 1;
        if lines.len() == max {
            lines.push(Err(PairError { line_no, cause: PairCause::TooManyLines { max } }));
            break;
        }
        lines.push(read_line(line, default_year, line_no));
    }
    lines
}

fn read_line(line: &str, default_year: Option<i32>, line_no: usize) -> PairLine {
    let failed = |cause| PairError { line_no, cause };
    if line.chars().count() > LINE_CHARS_MAX {
        return Err(failed(PairCause::LineTooLong));
    }
    let found = match cells(line) {
        Some(found) => found,
        None => anywhere(line, default_year).map_err(failed)?,
    };
    let date = |written: Written, year| written.date(year).map_err(|e| failed(PairCause::Date(e)));
    let start = date(found.start, default_year)?;
    let end_written = Written { month: found.end.month.or(Some(start.month())), ..found.end };
    let end = date(end_written, Some(start.year()))?;
    if end < start {
        return Err(failed(PairCause::EndBeforeStart { start, end }));
    }
    Ok(Pair { label: found.label, start, end, line_no })
}

/// Two dates as written and the rest of the line.
struct Found {
    start: Written,
    end: Written,
    label: Option<String>,
}

/// A row of cells of which exactly two are dates.
fn cells(line: &str) -> Option<Found> {
    if !line.contains('\t') {
        return None;
    }
    let mut dates = Vec::new();
    let mut words = Vec::new();
    for cell in line.split('\t') {
        match read_written(cell) {
            Ok(written) => dates.push((written, cell)),
            Err(_) => words.push(cell.trim()),
        }
    }
    // 3.1 may number the row; where two cells bear a year, those are the dates.
    if dates.len() > 2 {
        let (full, other): (Vec<_>, Vec<_>) = dates.into_iter().partition(|(d, _)| d.has_full_year());
        words.splice(0..0, other.iter().map(|(_, cell)| cell.trim()));
        dates = full;
    }
    match dates.as_slice() {
        [(start, _), (end, _)] => Some(Found { start: *start, end: *end, label: label(&words.join(" ")) }),
        _ => None,
    }
}

/// A date in a line, and where it stands.
#[derive(Clone, Copy)]
struct Place {
    written: Written,
    from: usize,
    to: usize,
}

fn anywhere(line: &str, default_year: Option<i32>) -> Result<Found, PairCause> {
    let chars = plain_chars(line);
    let all = places(&chars);
    let full: Vec<Place> = all.iter().copied().filter(|p| p.written.has_full_year()).collect();
    let (start, end) = match (full.as_slice(), all.as_slice()) {
        ([start, end], _) => (*start, *end),
        ([start], _) => match joined(&chars, *start) {
            Some(end) => (*start, end),
            None => return Err(PairCause::OneDate),
        },
        ([], []) => return Err(PairCause::NoDate),
        ([], [start, end]) => (*start, *end),
        ([], [start]) => match joined(&chars, *start) {
            Some(end) => (*start, end),
            None => return Err(PairCause::OneDate),
        },
        ([], [_, _, ..]) | ([_, _, _, ..], _) => return Err(PairCause::TooManyDates),
    };
    if let (None, None) = (start.written.year, default_year) {
        return Err(PairCause::Date(DateError::YearMissing));
    }
    let between = match_connector(&chars, start.to).filter(|to| *to == end.from);
    let cut_to = between.unwrap_or(start.to);
    let kept = |from: usize, to: usize| -> String { line.chars().skip(from).take(to.saturating_sub(from)).collect() };
    let words = [kept(0, start.from), kept(cut_to, end.from), kept(end.to, chars.len())];
    Ok(Found { start: start.written, end: end.written, label: label(&words.join(" ")) })
}

/// Every date in the line, from left to right.
fn places(chars: &[char]) -> Vec<Place> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        match match_at(chars, at) {
            Some((written, to)) => {
                found.push(Place { written, from: at, to });
                at = to;
            }
            None => at += 1,
        }
    }
    found
}

/// The end joined to a start by 至 or a dash: 3/9, 3月9日 or only 9日.
fn joined(chars: &[char], start: Place) -> Option<Place> {
    let from = match_connector(chars, start.to)?;
    let (written, to) = match_at(chars, from).or_else(|| match_day_at(chars, from))?;
    Some(Place { written, from, to })
}

/// The place behind a connector; a run of dashes is one.
fn match_connector(chars: &[char], at: usize) -> Option<usize> {
    let from = skip_spaces(chars, at);
    let run = chars.iter().skip(from).take_while(|c| CONNECTORS.contains(c)).count();
    (run > 0).then(|| skip_spaces(chars, from + run))
}

/// The rest of a line without the marks and particles that tied it to the dates (自…起至…止).
fn label(words: &str) -> Option<String> {
    const EMPTY: [&str; 12] = ["()", "（）", "(", ")", "（", "）", "/", "自", "从", "由", "起", "止"];
    let parts: Vec<&str> = words.split_whitespace().collect();
    let edge = |c: char| matches!(c, ',' | '，' | ';' | '；' | ':' | '：' | '、' | '-' | '"' | '|');
    let parts: Vec<&str> = parts
        .into_iter()
        .map(|part| part.trim_matches(edge))
        .filter(|part| !part.is_empty())
        .filter(|part| !EMPTY.contains(part))
        .collect();
    let text: String = parts.join(" ").chars().take(LABEL_CHARS_MAX).collect();
    (!text.is_empty()).then_some(text)
}
