//! Figures with their units: `99.97%`, `12个工作日`, `2021年1月29日`.

use super::{Lang, wide};
use crate::catalogue::wire::{Relation, SpanUnit};
use crate::date::Date;
use crate::decimal::Decimal;
use crate::finding::{Limit, Quantity, Sign};
use crate::kind::Figure;

/// Sub-periods whose counts are all shown; of more only the total.
const EACH_SHOWN_MAX: usize = 12;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The value a check computed: `99.97%`, `最短5个工作日，最长16个工作日（共12件）`.
pub fn figure(figure: &Figure, lang: Lang) -> String {
    match figure {
        Figure::Quantity(value) => quantity(value, lang),
        Figure::Spread { shortest, longest, cases } => spread(shortest, longest, *cases, lang),
        Figure::Date(day) => date(*day, lang),
        Figure::Occurrences { each, total } => occurrences(each, *total, lang),
        Figure::Balance { left, relation, right } => {
            let sign = relation_sign(*relation, relation.holds(*left, *right));
            format!("{left} {sign} {right}")
        }
        Figure::Parts { present, of } => say!(lang, "{of}项中有{present}项", "{present} of {of}"),
        Figure::Words(words) => wide(words),
    }
}

fn spread(shortest: &Quantity, longest: &Quantity, cases: usize, lang: Lang) -> String {
    let (low, high) = (quantity(shortest, lang), quantity(longest, lang));
    match cases {
        0 => say!(lang, "最短{low}，最长{high}", "shortest {low}, longest {high}"),
        1 => say!(lang, "{high}（共1件）", "{high} (1 case)"),
        _ => say!(lang, "最短{low}，最长{high}（共{cases}件）", "shortest {low}, longest {high} ({cases} cases)"),
    }
}

fn occurrences(each: &[u32], total: u32, lang: Lang) -> String {
    let times = number_of_times(total, lang);
    if each.len() < 2 || each.len() > EACH_SHOWN_MAX {
        return times;
    }
    let each = each.iter().map(u32::to_string).collect::<Vec<_>>();
    let each = lang.list(&each);
    say!(lang, "共{times}（各期依次{each}）", "{times} in all ({each} in turn)")
}

pub(super) fn number_of_times(times: u32, lang: Lang) -> String {
    match (lang, times) {
        (Lang::Zh, _) => format!("{times}次"),
        (Lang::En, 1) => "once".to_owned(),
        (Lang::En, _) => format!("{times} times"),
    }
}

/// How two sides stand, or should stand.
fn relation_sign(relation: Relation, holds: bool) -> &'static str {
    match (relation, holds) {
        (Relation::Equal, true) => "=",
        (Relation::AtMost, true) => "≤",
        (Relation::AtLeast, true) => "≥",
        (Relation::Equal, false) => "≠",
        (Relation::AtMost, false) => ">",
        (Relation::AtLeast, false) => "<",
    }
}

/// A figure with its unit of measure: `3件`, `12个工作日`, `99.97%`.
pub fn quantity(value: &Quantity, lang: Lang) -> String {
    match value {
        Quantity::Percent(percent) => percent.clone(),
        Quantity::Number(value, unit) => number(*value, unit, lang),
        Quantity::Span(value, unit) => span(*value, *unit, lang),
    }
}

/// A number with the catalogue's unit: `3件`, `40学时`; in English measure words of things are left out.
pub fn number(value: Decimal, unit: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => match unit {
            "工作日" | "月" | "季度" | "小时" => format!("{value}个{unit}"),
            _ => format!("{value}{}", wide(unit)),
        },
        Lang::En => match unit {
            "" | "件" | "个" | "项" | "起" | "类" | "块" | "条" | "份" | "处" | "宗" => value.to_string(),
            "%" => format!("{value}%"),
            "工作日" | "个工作日" => counted(value, "working day", "working days"),
            "日" | "天" => counted(value, "day", "days"),
            "月" | "个月" => counted(value, "month", "months"),
            "年" => counted(value, "year", "years"),
            "学时" | "小时" => counted(value, "hour", "hours"),
            "次" => counted(value, "time", "times"),
            "人" | "名" => counted(value, "person", "people"),
            "分" => counted(value, "point", "points"),
            "元" => format!("{value} yuan"),
            _ => format!("{value} {unit}"),
        },
    }
}

fn span(value: Decimal, unit: SpanUnit, lang: Lang) -> String {
    match unit {
        SpanUnit::WorkingDays => number(value, "工作日", lang),
        SpanUnit::CalendarDays => number(value, "日", lang),
        SpanUnit::Months => number(value, "月", lang),
        SpanUnit::Years => number(value, "年", lang),
    }
}

/// `1 day`, `2 days`; whole and broken numbers other than 1 take the plural.
pub(super) fn counted(value: Decimal, one: &str, many: &str) -> String {
    let word = if value.to_int() == Some(1) { one } else { many };
    format!("{value} {word}")
}

/// Calendar days: `3天`, `1 day`.
pub(super) fn days(days: i32, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{days}天"),
        Lang::En => counted(Decimal::from_int(i64::from(days)).unwrap_or_default(), "day", "days"),
    }
}

/// `≥80%`.
pub fn limit(limit: &Limit, lang: Lang) -> String {
    format!("{}{}", sign(limit.sign), quantity(&limit.value, lang))
}

/// `≥`, `≤`, `=`, `>`, `<`, `≈`.
pub fn sign(sign: Sign) -> &'static str {
    match sign {
        Sign::AtLeast => "≥",
        Sign::AtMost => "≤",
        Sign::Exactly => "=",
        Sign::MoreThan => ">",
        Sign::LessThan => "<",
        Sign::About => "≈",
    }
}

/// `2021年1月29日`, `29 January 2021`.
pub fn date(date: Date, lang: Lang) -> String {
    match lang {
        Lang::Zh => date.chinese(),
        Lang::En => format!("{} {}", day_and_month(date, lang), date.year()),
    }
}

/// `1月29日`, `29 January`.
pub(super) fn day_and_month(date: Date, lang: Lang) -> String {
    let (month, day) = (date.month(), date.day());
    match lang {
        Lang::Zh => format!("{month}月{day}日"),
        Lang::En => {
            let at = usize::try_from(month).unwrap_or(1).saturating_sub(1);
            format!("{day} {}", MONTHS.get(at).copied().unwrap_or_default())
        }
    }
}

/// `2021年1月1日至3月31日`: what both days share is said once.
pub(super) fn stretch(from: Date, to: Date, lang: Lang) -> String {
    if from == to {
        return date(from, lang);
    }
    let same_year = from.year() == to.year();
    match (lang, same_year) {
        (Lang::Zh, true) => format!("{}至{}", date(from, lang), day_and_month(to, lang)),
        (Lang::Zh, false) => format!("{}至{}", date(from, lang), date(to, lang)),
        (Lang::En, true) => format!("{} to {}", day_and_month(from, lang), date(to, lang)),
        (Lang::En, false) => format!("{} to {}", date(from, lang), date(to, lang)),
    }
}
