//! What in a text demands a quantity, and which check is about it.

use std::ops::Range;

use zicha_core::catalogue::wire::{Bound, CatalogueFile, Check, DeadlineRule, Indicator, Requirement};

pub const NUMERALS: &str = "一二两三四五六七八九十百千";

/// Measure words that make a demand of a Chinese numeral: 一个部门, 每季度一次, 一半.
const MEASURES: [&str; 18] = [
    "个",
    "次",
    "名",
    "年",
    "季度",
    "件",
    "类",
    "日",
    "月",
    "学时",
    "工作日",
    "人",
    "项",
    "起",
    "期",
    "半",
    "倍",
    "分之",
];

/// Words that demand all of something, or something again and again.
const WHOLES: [&str; 11] =
    ["全覆盖", "全部", "所有", "均", "每年", "每季度", "每月", "每半年", "每两年", "一律", "左右"];

/// Every figure, numeral with measure word and "all" of a folded text: byte range and words.
pub(super) fn demands(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = figures(text);
    for (start, numeral) in text.char_indices().filter(|(_, c)| NUMERALS.contains(*c)) {
        let after = start + numeral.len_utf8();
        if let Some(measure) = MEASURES.iter().find(|measure| text[after..].starts_with(**measure)) {
            found.push((start..after + measure.len(), text[start..after + measure.len()].to_owned()));
        }
    }
    for word in WHOLES {
        found.extend(text.match_indices(word).map(|(at, _)| (at..at + word.len(), word.to_owned())));
    }
    found
}

/// 95%, 71.4%, 15, 2020.
fn figures(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(|c: char| c.is_ascii_digit()).map(|at| from + at) {
        let run = text[start..].find(|c: char| !c.is_ascii_digit() && c != '.').map_or(text.len(), |at| start + at);
        let end = if text[run..].starts_with('%') { run + 1 } else { run };
        found.push((start..end, text[start..end].to_owned()));
        from = end;
    }
    found
}

/// Whether the requirement is about these words: a percentage needs a rate or a number with that bound,
/// 全覆盖 a rate, 一半 a rate of 50%, 左右 a bound that says about, another figure a check with that figure or
/// a date with it; what has no figure is answered by any check.
pub(super) fn answers(file: &CatalogueFile, row: &Indicator, it: &Requirement, words: &str) -> bool {
    let is_figure = words.starts_with(|c: char| c.is_ascii_digit());
    let is_limit = |bound: &Bound| match (is_figure, words) {
        (true, _) => limits(bound).contains(&words),
        (false, "左右") => matches!(bound, Bound::About { .. }),
        (false, "一半") => limits(bound) == ["50%"],
        (false, _) => true,
    };
    let needs_rate = ["全覆盖", "一半"].contains(&words);
    if is_figure && in_force(file, it).iter().any(|number| number == words) {
        return true;
    }
    match &it.check {
        Check::Rate(check) | Check::Ratio(check) => is_limit(&check.bound),
        Check::Count(check) => !needs_rate && is_limit(&check.bound),
        Check::Span(check) => !needs_rate && is_limit(&check.bound),
        Check::Frequency(check) => (!is_figure && !needs_rate) || check.times.to_string() == words,
        Check::Deadline(check) => {
            (!is_figure && !needs_rate) || dates(file, &check.rule).iter().any(|number| number == words)
        }
        Check::Choice(check) => {
            let ticks = row.slots.iter().find(|slot| Some(&slot.id) == check.slot.as_ref());
            let parts = ticks.is_some_and(|slot| slot.options.len().to_string() == words);
            parts || (!is_figure && !needs_rate && words != "左右")
        }
        Check::Sum(_) | Check::Gate(_) | Check::Level(_) | Check::Trend(_) | Check::Narrative(_) => {
            !is_figure && !needs_rate && words != "左右"
        }
    }
}

fn limits(bound: &Bound) -> Vec<&str> {
    match bound {
        Bound::AtLeast(it) | Bound::AtMost(it) | Bound::Exactly(it) | Bound::MoreThan(it) | Bound::LessThan(it) => {
            vec![it]
        }
        Bound::Between(low, high) => vec![low, high],
        Bound::About { value, .. } => vec![value],
    }
}

/// The numbers a text may print for the dates of a rule: `2018-07-01` is 2018, 7 and 1; `Y` a year assessed.
fn dates(file: &CatalogueFile, rule: &DeadlineRule) -> Vec<String> {
    match rule {
        DeadlineRule::By(date) | DeadlineRule::In(date) | DeadlineRule::From(date) => numbers(file, date),
        DeadlineRule::Before { date, .. } => numbers(file, date),
        DeadlineRule::Window { from, to } => [numbers(file, from), numbers(file, to)].concat(),
    }
}

/// The numbers of `in_force`, for stages printed with their year.
fn in_force(file: &CatalogueFile, it: &Requirement) -> Vec<String> {
    let ends = it.in_force.iter().flat_map(|it| [&it.from, &it.to]).flatten();
    ends.flat_map(|date| numbers(file, date)).collect()
}

fn numbers(file: &CatalogueFile, date: &str) -> Vec<String> {
    let plain = |part: &str| part.trim_start_matches(|c: char| !('1'..='9').contains(&c)).to_owned();
    let (year, rest) = date.split_once('-').unwrap_or((date, ""));
    let years = match year.starts_with('Y') {
        true => file.periods.iter().filter_map(|period| period.end.get(..4)).map(str::to_owned).collect(),
        false => vec![year.to_owned()],
    };
    years.into_iter().chain(rest.split('-').map(plain)).filter(|number| !number.is_empty()).collect()
}
