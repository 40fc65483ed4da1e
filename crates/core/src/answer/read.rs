//! From text to reading, one function per input. Nothing is rewritten and nothing fails: what cannot be
//! read is `Unreadable`, and each reason is a `Problem`.

use crate::catalogue::wire::Input;
use crate::date::{self, DateError, LIST_DATES_MAX, ListError, PairCause, PairError};
use crate::decimal::{self, Decimal};
use crate::finding::Problem;

use super::{Case, Choice, Days, FAULTS_SHOWN_MAX, LINES_MAX, Reading, Slot, TEXT_CHARS_MAX};

/// Most occurrences in one sub-period that are taken for a count.
const OCCURRENCES_MAX: u32 = 366;

/// Reads one slot. `year` completes dates typed without one. Never fails: what cannot be read is
/// `Unreadable` and each reason is pushed to `problems`.
pub fn read(slot: &Slot, text: &str, year: i32, problems: &mut Vec<Problem>) -> Reading {
    if text.trim().is_empty() {
        return Reading::Blank;
    }
    // Bytes bound characters from above, so most texts are never walked.
    if text.len() > TEXT_CHARS_MAX && text.chars().count() > TEXT_CHARS_MAX {
        problems.push(Problem::TooLong { limit_chars: TEXT_CHARS_MAX });
        return Reading::Unreadable;
    }
    let read = match slot.input {
        Input::Count => read_count(text),
        Input::Number => read_number(text, &slot.unit, problems),
        Input::Date => date::read(text, Some(year).filter(|_| !slot.names_year))
            .map(Reading::Date)
            .map_err(|cause| Problem::Date { typed: excerpt(text), cause }),
        Input::Dates => read_dates(text, year),
        Input::Days => read_days(text, year, problems),
        Input::Choice => read_choice(text),
        Input::Parts => read_parts(text),
        Input::Ticks => read_ticks(text, &slot.options),
        Input::Level => read_level(text, &slot.options),
        Input::Text => Ok(Reading::Text),
    };
    read.unwrap_or_else(|problem| {
        problems.push(problem);
        Reading::Unreadable
    })
}

fn read_count(text: &str) -> Result<Reading, Problem> {
    decimal::read_count(text).map(Reading::Count).map_err(|cause| Problem::Count { typed: excerpt(text), cause })
}

fn read_number(text: &str, unit: &str, problems: &mut Vec<Problem>) -> Result<Reading, Problem> {
    let read = decimal::read(text).map_err(|cause| Problem::Number { typed: excerpt(text), cause })?;
    if read.approximate {
        return Err(Problem::Approximate { typed: excerpt(text) });
    }
    if unit != "%" || read.percent {
        return Ok(Reading::Number(read.value));
    }
    let one = Decimal::from_ten_thousandths(10_000);
    if read.value > Decimal::from_ten_thousandths(0) && read.value <= one {
        problems.push(Problem::LikelyPercent { typed: excerpt(text), percent: read.value.percent_text() });
    }
    Ok(Reading::Number(Decimal::from_ten_thousandths(read.value.ten_thousandths() / 100)))
}

/// Dates in a list; or counts, one per sub-period, when nothing in the text is a date.
fn read_dates(text: &str, year: i32) -> Result<Reading, Problem> {
    let mut parts = text
        .split(|c: char| c.is_whitespace() || matches!(c, '、' | '，' | ',' | ';' | '；' | '\u{3000}'))
        .filter(|part| !part.is_empty());
    let counts: Option<Vec<u32>> = parts.by_ref().take(LINES_MAX).map(small_count).collect();
    if let Some(counts) = counts {
        // A count for each is at most one of every month there may be.
        let is_all = parts.next().is_none();
        return if is_all { Ok(Reading::PerPeriod(counts)) } else { Err(Problem::TooManyLines { limit: LINES_MAX }) };
    }
    date::read_list(text, Some(year)).map(Reading::Dates).map_err(|error| match error {
        ListError::Entry { text, error: cause, .. } => Problem::Date { typed: excerpt(&text), cause },
        ListError::Empty => Problem::Date { typed: excerpt(text), cause: DateError::NotADate },
        ListError::TooMany => Problem::TooManyLines { limit: LIST_DATES_MAX },
    })
}

/// A count of occurrences: at most one a day, so that 2020 and 20200301 are none; 0306 is more likely a day.
fn small_count(part: &str) -> Option<u32> {
    let count = decimal::read_count(part).ok()?;
    let has_zeros = part.len() > 1 && part.starts_with(['0', '０']);
    u32::try_from(count).ok().filter(|count| *count <= OCCURRENCES_MAX && !has_zeros)
}

fn read_days(text: &str, year: i32, problems: &mut Vec<Problem>) -> Result<Reading, Problem> {
    if let Some(range) = read_range(text)? {
        return Ok(Reading::Days(range));
    }
    if text.lines().filter(|line| !line.trim().is_empty()).count() > LINES_MAX {
        return Err(Problem::TooManyLines { limit: LINES_MAX });
    }
    let mut cases = Vec::new();
    let mut faults = Vec::new();
    for line in date::read_pairs(text, Some(year), LINES_MAX) {
        match line {
            Ok(pair) => cases.push(Case {
                line: pair.line_no,
                label: pair.label.unwrap_or_default(),
                start: pair.start,
                end: pair.end,
            }),
            Err(fault) => faults.push(fault),
        }
    }
    // A block pasted with its heading: the first line names no day, the others do.
    if !cases.is_empty() && faults.first().is_some_and(|it| it.line_no == 1 && it.cause == PairCause::NoDate) {
        faults.remove(0);
    }
    if faults.is_empty() {
        return Ok(Reading::Days(Days::Cases(cases)));
    }
    problems.extend(faults.into_iter().take(FAULTS_SHOWN_MAX).map(|fault| pair_problem(text, fault)));
    Ok(Reading::Unreadable)
}

fn pair_problem(text: &str, fault: PairError) -> Problem {
    let line = fault.line_no;
    match fault.cause {
        PairCause::EndBeforeStart { start, end } => Problem::EndBeforeStart { line, start, end },
        PairCause::TooManyLines { max } => Problem::TooManyLines { limit: max },
        PairCause::NoDate
        | PairCause::OneDate
        | PairCause::TooManyDates
        | PairCause::LineTooLong
        | PairCause::Date(_) => {
            let typed = excerpt(text.lines().nth(line.saturating_sub(1)).unwrap_or_default());
            Problem::Line { line, typed }
        }
    }
}

/// `7`, `7个工作日`, `5-12`, `5至12`. `None` when the text is not one or two numbers.
fn read_range(text: &str) -> Result<Option<Days>, Problem> {
    let trimmed = text.trim();
    if trimmed.lines().count() > 1 {
        return Ok(None);
    }
    if let Ok(read) = decimal::read(trimmed) {
        if date::read(trimmed, None).is_ok() {
            return Ok(None);
        }
        if read.approximate {
            return Err(Problem::Approximate { typed: excerpt(text) });
        }
        return range(read.value, read.value).map(Some);
    }
    let ends: Vec<&str> =
        trimmed.split(['-', '－', '—', '–', '~', '～', '至', '到']).filter(|end| !end.trim().is_empty()).collect();
    let [low, high] = ends.as_slice() else { return Ok(None) };
    match (decimal::read(low), decimal::read(high)) {
        (Ok(low), Ok(high)) => {
            // 3.1-3.9 is a pair of days, not a range of 3.1 to 3.9 of them.
            if !low.value.is_integer() && !high.value.is_integer() {
                return Ok(None);
            }
            range(low.value, high.value).map(Some)
        }
        (Ok(_) | Err(_), Ok(_) | Err(_)) => Ok(None),
    }
}

fn range(shortest: Decimal, longest: Decimal) -> Result<Days, Problem> {
    if shortest < Decimal::from_ten_thousandths(0) || longest < shortest {
        return Err(Problem::NegativeSpan);
    }
    Ok(Days::Range { shortest, longest })
}

fn read_choice(text: &str) -> Result<Reading, Problem> {
    let choice = match text.trim().to_ascii_lowercase().as_str() {
        "是" | "有" | "已完成" | "完成" | "yes" | "y" | "true" | "√" | "✓" => Choice::Yes,
        "部分" | "部分完成" | "partial" => Choice::Partial,
        "否" | "无" | "没有" | "未完成" | "no" | "n" | "false" | "×" | "✗" => Choice::No,
        other => {
            let options = Choice::ALL.iter().map(|choice| choice.word().to_owned()).collect();
            return Err(Problem::NotAnOption { typed: excerpt(other), options });
        }
    };
    Ok(Reading::Choice(choice))
}

fn read_parts(text: &str) -> Result<Reading, Problem> {
    let mut parts = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line_text = line.trim();
        if line_text.is_empty() {
            continue;
        }
        if parts.len() >= LINES_MAX {
            return Err(Problem::TooManyLines { limit: LINES_MAX });
        }
        let split = line_text
            .rsplit_once(|c: char| c.is_whitespace() || matches!(c, '：' | ':' | '，' | ',' | '、' | '\u{3000}'));
        let (name, number) = match split {
            Some((name, number)) => (name.trim().to_owned(), number),
            // A bare number is a part without a name of its own.
            None => (format!("{}", parts.len() + 1), line_text),
        };
        let read = decimal::read(number)
            .map_err(|_| Problem::PartWithoutNumber { line: index + 1, typed: excerpt(line_text) })?;
        if read.approximate || read.value < Decimal::from_ten_thousandths(0) {
            return Err(Problem::PartWithoutNumber { line: index + 1, typed: excerpt(line_text) });
        }
        parts.push((name, read.value));
    }
    Ok(Reading::Parts(parts))
}

fn read_ticks(text: &str, options: &[String]) -> Result<Reading, Problem> {
    match text.trim() {
        "全部" | "是" | "all" | "yes" => return Ok(Reading::Ticks(vec![true; options.len()])),
        "无" | "否" | "none" | "no" => return Ok(Reading::Ticks(vec![false; options.len()])),
        _ => {}
    }
    let mut ticks = vec![false; options.len()];
    let split_commas = !options.iter().any(|option| option.contains(['、', ',', '，']));
    let separators = |c: char| c == '\n' || (split_commas && matches!(c, '、' | ',' | '，' | ';' | '；'));
    for part in text.split(separators).map(str::trim).filter(|part| !part.is_empty()) {
        match options.iter().position(|option| option == part) {
            Some(index) => ticks[index] = true,
            None => return Err(Problem::NotAnOption { typed: excerpt(part), options: options.to_vec() }),
        }
    }
    Ok(Reading::Ticks(ticks))
}

fn read_level(text: &str, options: &[String]) -> Result<Reading, Problem> {
    let wanted = text.trim();
    options
        .iter()
        .position(|option| option == wanted)
        .map(Reading::Level)
        .ok_or_else(|| Problem::NotAnOption { typed: excerpt(wanted), options: options.to_vec() })
}

/// At most 40 characters of what was typed, for a message.
fn excerpt(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(40) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}
