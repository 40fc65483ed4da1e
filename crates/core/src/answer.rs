//! 填报: what was typed, verbatim, and what it reads as. Reading happens here and nowhere else.
//!
//! A slot's text is never changed by reading it. Read next: `kind`, which judges readings.

use crate::catalogue::wire::Input;
use crate::date::{self, Date, PairCause, PairError};
use crate::decimal::{self, Decimal};
use crate::finding::Problem;

/// Longest text of one slot, reason or note, in characters.
pub const TEXT_CHARS_MAX: usize = 100_000;
/// Most lines of one pasted list.
pub const LINES_MAX: usize = date::MAX_PAIR_LINES;
/// Most lines of a pasted list that are complained about at once.
pub const FAULTS_SHOWN_MAX: usize = 10;

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SlotRef {
    /// A slot of the same indicator.
    Own(usize),
    /// A shared quantity of the catalogue.
    Base(usize),
    /// A slot of another indicator.
    Row { indicator: usize, slot: usize },
}

/// One thing to type, with its references resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    pub id: String,
    pub label: String,
    pub input: Input,
    /// Unit of measure, empty where there is none.
    pub unit: String,
    pub base: Option<usize>,
    /// Computed from these; empty where it is typed.
    pub sum_of: Vec<SlotRef>,
    pub options: Vec<String>,
    pub hint: Option<String>,
}

/// A state the filler gives a requirement instead of, or beside, a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mark {
    #[default]
    None,
    /// 填了待核.
    ToReview,
    /// 本年度无此类事项.
    NoneOccurred,
    /// 不适用, with a reason.
    NotApplicable,
    /// 未统计, with a reason.
    NotCounted,
}

impl Mark {
    pub const ALL: [Mark; 5] = [Mark::None, Mark::ToReview, Mark::NoneOccurred, Mark::NotApplicable, Mark::NotCounted];

    /// The name in files; empty for none.
    pub fn code(self) -> &'static str {
        match self {
            Mark::None => "",
            Mark::ToReview => "to_review",
            Mark::NoneOccurred => "none_occurred",
            Mark::NotApplicable => "not_applicable",
            Mark::NotCounted => "not_counted",
        }
    }

    pub fn from_code(code: &str) -> Option<Mark> {
        Mark::ALL.into_iter().find(|mark| mark.code() == code)
    }
}

/// 佐证材料: what proves an answer. The file itself stays where it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    pub title: String,
    /// 文号.
    pub number: String,
    /// As typed.
    pub date: String,
    /// File name, empty where it is paper.
    pub file: String,
    /// Bytes; 0 where there is no file.
    pub size: u64,
    /// 64 lower-case hex digits, empty where there is no file.
    pub sha256: String,
}

/// 整改: what will be done about a shortfall.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rectification {
    pub measure: String,
    pub owner: String,
    /// As typed.
    pub due: String,
}

impl Rectification {
    pub fn is_empty(&self) -> bool {
        self.measure.is_empty() && self.owner.is_empty() && self.due.is_empty()
    }
}

/// Everything typed for one indicator. Slots with a base hold a copy of the base's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub slots: Vec<String>,
    /// One per requirement.
    pub marks: Vec<Mark>,
    /// One per requirement: why it is not applicable, not counted, or softly missed.
    pub reasons: Vec<String>,
    pub note: String,
    pub evidence: Vec<Evidence>,
    pub rectification: Rectification,
}

impl Answer {
    pub fn blank(slots: usize, requirements: usize) -> Answer {
        Answer {
            slots: vec![String::new(); slots],
            marks: vec![Mark::None; requirements],
            reasons: vec![String::new(); requirements],
            note: String::new(),
            evidence: Vec::new(),
            rectification: Rectification::default(),
        }
    }

    pub fn is_blank(&self) -> bool {
        self.slots.iter().all(|text| text.trim().is_empty())
            && self.marks.iter().all(|mark| *mark == Mark::None)
            && self.reasons.iter().all(String::is_empty)
            && self.note.is_empty()
            && self.evidence.is_empty()
            && self.rectification.is_empty()
    }
}

/// 是 / 部分 / 否.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    Yes,
    Partial,
    No,
}

impl Choice {
    pub const ALL: [Choice; 3] = [Choice::Yes, Choice::Partial, Choice::No];

    /// What the page writes into the slot.
    pub fn word(self) -> &'static str {
        match self {
            Choice::Yes => "是",
            Choice::Partial => "部分",
            Choice::No => "否",
        }
    }
}

/// One line of a pasted list of cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Counted from 1.
    pub line: usize,
    pub label: String,
    pub start: Date,
    pub end: Date,
}

/// Lengths of time as typed: figures, or cases to be counted with the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Days {
    Range { shortest: Decimal, longest: Decimal },
    Cases(Vec<Case>),
}

/// What a slot's text means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    Blank,
    /// Text is there but cannot be used; a Problem says why.
    Unreadable,
    Count(i64),
    Number(Decimal),
    Date(Date),
    Dates(Vec<Date>),
    /// One count per sub-period, in order.
    PerPeriod(Vec<u32>),
    Days(Days),
    Choice(Choice),
    /// Name and number of each part.
    Parts(Vec<(String, Decimal)>),
    /// Which options are ticked, in the order of the options.
    Ticks(Vec<bool>),
    /// Index of the option.
    Level(usize),
    Text,
}

impl Reading {
    /// The value as a number where it is one.
    pub fn number(&self) -> Option<Decimal> {
        if let Reading::Number(number) = self { Some(*number) } else { Decimal::from_int(self.count()?) }
    }

    pub fn count(&self) -> Option<i64> {
        if let Reading::Count(count) = self { Some(*count) } else { None }
    }

    pub fn date(&self) -> Option<Date> {
        if let Reading::Date(date) = self { Some(*date) } else { None }
    }

    pub fn days(&self) -> Option<&Days> {
        if let Reading::Days(days) = self { Some(days) } else { None }
    }

    pub fn choice(&self) -> Option<Choice> {
        if let Reading::Choice(choice) = self { Some(*choice) } else { None }
    }

    pub fn parts(&self) -> Option<&[(String, Decimal)]> {
        if let Reading::Parts(parts) = self { Some(parts) } else { None }
    }

    pub fn ticks(&self) -> Option<&[bool]> {
        if let Reading::Ticks(ticks) = self { Some(ticks) } else { None }
    }

    pub fn level(&self) -> Option<usize> {
        if let Reading::Level(level) = self { Some(*level) } else { None }
    }

    /// How often something happened, however it was typed.
    pub fn times(&self) -> Option<i64> {
        if let Reading::Dates(dates) = self {
            i64::try_from(dates.len()).ok()
        } else if let Reading::PerPeriod(counts) = self {
            Some(counts.iter().map(|count| i64::from(*count)).sum())
        } else {
            self.count()
        }
    }

    pub fn is_blank(&self) -> bool {
        *self == Reading::Blank
    }
}

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
        Input::Date => date::read(text, Some(year))
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
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '、' | '，' | ',' | ';' | '；' | '\u{3000}'))
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() > LINES_MAX {
        return Err(Problem::TooManyLines { limit: LINES_MAX });
    }
    let counts: Option<Vec<u32>> = parts.iter().map(|part| small_count(part)).collect();
    if let Some(counts) = counts {
        return Ok(Reading::PerPeriod(counts));
    }
    let mut dates = Vec::with_capacity(parts.len());
    for part in parts {
        let read = date::read(part, Some(year));
        dates.push(read.map_err(|cause| Problem::Date { typed: excerpt(part), cause })?);
    }
    Ok(Reading::Dates(dates))
}

/// A count of occurrences: at most four digits, so that 20200301 stays a date.
fn small_count(part: &str) -> Option<u32> {
    let count = decimal::read_count(part).ok()?;
    u32::try_from(count).ok().filter(|count| *count < 10_000)
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
