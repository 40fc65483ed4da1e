//! What a requirement asks, short enough to stand beside its field.

use super::figure::{date, number_of_times, quantity, sign, stretch};
use super::{Lang, wide};
use crate::answer::SlotRef;
use crate::catalogue::wire::{Direction, Every, Firmness, Relation, SpanUnit};
use crate::catalogue::{Indicator, Requirement};
use crate::decimal::Decimal;
use crate::finding::{Quantity, Sign};
use crate::kind::bound::Bound;
use crate::kind::choice::Choose;
use crate::kind::deadline::{Deadline, Rule};
use crate::kind::sum::Sum;
use crate::kind::{Kind, count};

/// Longest wording that names both sides of an identity, in characters.
const SUM_CHARS_MAX: usize = 20;

/// A bound as a symbol with its unit: `≥80%`, `5～15个工作日`, `≈95%（±2%）`.
pub fn bound(bound: &Bound, requirement: &Requirement, indicator: &Indicator, lang: Lang) -> String {
    let measure = Measure::of(requirement, indicator);
    let text = |value: Decimal| measure.text(value, lang);
    match bound {
        Bound::AtLeast(it) => format!("≥{}", text(*it)),
        Bound::AtMost(it) => format!("≤{}", text(*it)),
        Bound::Exactly(it) => format!("={}", text(*it)),
        Bound::MoreThan(it) => format!(">{}", text(*it)),
        Bound::LessThan(it) => format!("<{}", text(*it)),
        Bound::Between(low, high) => {
            let (low, high) = (measure.bare(*low), text(*high));
            say!(lang, "{low}～{high}", "{low} to {high}")
        }
        Bound::About { value, tolerance: None } => format!("≈{}", text(*value)),
        Bound::About { value, tolerance: Some(tolerance) } => {
            let (value, tolerance) = (text(*value), measure.bare(*tolerance));
            say!(lang, "≈{value}（±{tolerance}）", "≈{value} (±{tolerance})")
        }
    }
}

/// What is asked, in words and symbol: `不低于80%（≥80%）`, `每季度至少1次`,
/// `第一季度内（2021年1月1日至3月31日）`. `year` is the year in which the assessed period ends.
pub fn demand(requirement: &Requirement, indicator: &Indicator, year: i32, lang: Lang) -> String {
    let asked = match &requirement.kind {
        Kind::Rate(rate) | Kind::Ratio(rate) => bounded(rate.bound, requirement, indicator, lang),
        Kind::Span(span) => bounded(span.bound, requirement, indicator, lang),
        Kind::Count(count) => counted(count, requirement, indicator, lang),
        Kind::Deadline(deadline) => until(deadline, year, lang),
        Kind::Frequency(frequency) => at_least_each(frequency.every, frequency.times, lang),
        Kind::Sum(sum) => balanced(sum, indicator, lang),
        Kind::Choice(choose) => chosen(choose, lang),
        Kind::Gate(_) => {
            let none = Measure::of(requirement, indicator).text(Decimal::ZERO, lang);
            say!(lang, "应为{none}", "should be {none}")
        }
        Kind::Level(level) => {
            let word = lang.quote(level.options.get(level.at_least).map(String::as_str).unwrap_or_default());
            if level.at_least == 0 {
                say!(lang, "应为{word}", "should be {word}")
            } else {
                say!(lang, "应为{word}或更好", "{word} or better")
            }
        }
        Kind::Trend(trend) => match trend.direction {
            Direction::Increase => lang.pick("应比上期增加", "more than before").to_owned(),
            Direction::Decrease => lang.pick("应比上期减少", "less than before").to_owned(),
        },
        Kind::Narrative(_) => lang.pick("用文字说明", "describe in words").to_owned(),
    };
    match requirement.firmness {
        Firmness::Hard => asked,
        Firmness::Soft => soften(&asked, requirement.soft_word.as_deref().unwrap_or("原则上"), lang),
    }
}

fn soften(asked: &str, word: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => {
            let asked = asked.strip_prefix("应").filter(|rest| rest.starts_with('为')).unwrap_or(asked);
            format!("{}{asked}", wide(word))
        }
        Lang::En => format!("as a rule {asked}"),
    }
}

fn bounded(bound: Bound, requirement: &Requirement, indicator: &Indicator, lang: Lang) -> String {
    let measure = Measure::of(requirement, indicator);
    let text = |value: Decimal| measure.text(value, lang);
    let open = |word: &str, mark: Sign, value: Decimal| {
        let (text, bare, mark) = (text(value), measure.bare(value), sign(mark));
        say!(lang, "{word}{text}（{mark}{bare}）", "{word} {text} ({mark}{bare})")
    };
    let whole = measure == Measure::Percent && bound.edge() == Decimal::from_ten_thousandths(10_000);
    match bound {
        Bound::AtLeast(it) if whole => open(lang.pick("达到", "all of them,"), Sign::AtLeast, it),
        Bound::AtLeast(it) => open(measure.at_least(lang), Sign::AtLeast, it),
        Bound::AtMost(it) => open(lang.pick("不超过", "at most"), Sign::AtMost, it),
        Bound::Exactly(it) => open(lang.pick("应为", "exactly"), Sign::Exactly, it),
        Bound::MoreThan(Decimal::ZERO) => open(lang.pick("不能为", "more than"), Sign::MoreThan, Decimal::ZERO),
        Bound::MoreThan(it) => open(lang.pick("超过", "more than"), Sign::MoreThan, it),
        Bound::LessThan(it) => open(lang.pick("低于", "less than"), Sign::LessThan, it),
        Bound::Between(low, high) => {
            let (low, high) = (measure.bare(low), text(high));
            say!(lang, "{low}至{high}", "{low} to {high}")
        }
        Bound::About { value, tolerance } => {
            let (text, mut bare) = (text(value), measure.bare(value));
            if let Some(tolerance) = tolerance {
                bare = format!("{bare}±{}", measure.bare(tolerance));
            }
            say!(lang, "{text}左右（≈{bare}）", "about {text} (≈{bare})")
        }
    }
}

fn counted(count: &count::Count, requirement: &Requirement, indicator: &Indicator, lang: Lang) -> String {
    let asked = bounded(count.bound, requirement, indicator, lang);
    match &count.per {
        None => asked,
        Some(per) => {
            let each = if per.chars().count() > 1 { "每个" } else { "每" };
            let per = wide(per);
            say!(lang, "{each}{per}{asked}", "{asked} per {per}")
        }
    }
}

fn until(deadline: &Deadline, year: i32, lang: Lang) -> String {
    let Some(allowed) = deadline.rule.allowed(year) else {
        return deadline.words.as_deref().map(wide).unwrap_or_default();
    };
    let days = match allowed.first {
        Some(first) => stretch(first, allowed.last, lang),
        None => {
            let last = date(allowed.last, lang);
            match &deadline.rule {
                Rule::From(_) => say!(lang, "最迟{last}起", "from {last} at the latest"),
                Rule::By(_) | Rule::Before { .. } | Rule::In(_) | Rule::Window { .. } => {
                    say!(lang, "最迟{last}", "by {last}")
                }
            }
        }
    };
    match (&deadline.words, lang) {
        (Some(words), Lang::Zh) => {
            let bare = allowed.first.is_some() && !words.ends_with(['内', '中', '间', '前', '底', '末', '期']);
            format!("{}{}（{days}）", wide(words), if bare { "内" } else { "" })
        }
        (Some(_) | None, Lang::En) | (None, Lang::Zh) => days,
    }
}

/// `每季度至少1次`.
pub(super) fn at_least_each(every: Every, times: u32, lang: Lang) -> String {
    let (each, times) = (each(every, lang), number_of_times(times, lang));
    say!(lang, "{each}至少{times}", "at least {times} {each}")
}

fn each(every: Every, lang: Lang) -> &'static str {
    match every {
        Every::Month => lang.pick("每月", "every month"),
        Every::Quarter => lang.pick("每季度", "every quarter"),
        Every::HalfYear => lang.pick("每半年", "every half-year"),
        Every::Year => lang.pick("每年", "every year"),
    }
}

fn balanced(sum: &Sum, indicator: &Indicator, lang: Lang) -> String {
    let sign = match sum.relation {
        Relation::Equal => "=",
        Relation::AtMost => "≤",
        Relation::AtLeast => "≥",
    };
    let sides = sides(&sum.left, indicator).zip(sides(&sum.right, indicator));
    let named = sides.map(|(left, right)| format!("{left} {sign} {right}"));
    let general = || match sum.relation {
        Relation::Equal => lang.pick("两边应相等（=）", "both sides agree (=)"),
        Relation::AtMost => lang.pick("前者应不大于后者（≤）", "the first at most the second (≤)"),
        Relation::AtLeast => lang.pick("前者应不小于后者（≥）", "the first at least the second (≥)"),
    };
    named.filter(|text| text.chars().count() <= SUM_CHARS_MAX).unwrap_or_else(|| general().to_owned())
}

/// `None` where a quantity stands on another row.
fn sides(slots: &[SlotRef], indicator: &Indicator) -> Option<String> {
    let labels = slots.iter().map(|at| own_label(*at, indicator)).collect::<Option<Vec<_>>>()?;
    Some(labels.join(" + "))
}

/// The label of a slot of this row.
pub(super) fn own_label(at: SlotRef, indicator: &Indicator) -> Option<String> {
    match at {
        SlotRef::Own(slot) => Some(wide(&indicator.slots.get(slot)?.label)),
        SlotRef::Base(_) | SlotRef::Row { .. } => None,
    }
}

fn chosen(choose: &Choose, lang: Lang) -> String {
    match choose.options.len() {
        0 => lang.pick("应为“是”", "should be “是” (yes)").to_owned(),
        all => say!(lang, "{all}项应全部具备", "all {all} of them"),
    }
}

/// What a requirement's numbers are measured in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Measure<'a> {
    Percent,
    Unit(&'a str),
    Span(SpanUnit),
}

impl<'a> Measure<'a> {
    fn of(requirement: &Requirement, indicator: &'a Indicator) -> Measure<'a> {
        let unit = |at: SlotRef| match at {
            SlotRef::Own(slot) => match indicator.slots.get(slot).map(|slot| slot.unit.as_str()) {
                Some("%") => Measure::Percent,
                Some(unit) => Measure::Unit(unit),
                None => Measure::Unit(""),
            },
            SlotRef::Base(_) | SlotRef::Row { .. } => Measure::Unit(""),
        };
        match &requirement.kind {
            Kind::Rate(_) | Kind::Ratio(_) => Measure::Percent,
            Kind::Span(span) => Measure::Span(span.unit),
            Kind::Count(count) => unit(count.slot),
            Kind::Gate(gate) => unit(gate.slot),
            Kind::Trend(trend) => unit(trend.now),
            Kind::Deadline(_)
            | Kind::Frequency(_)
            | Kind::Sum(_)
            | Kind::Choice(_)
            | Kind::Level(_)
            | Kind::Narrative(_) => Measure::Unit(""),
        }
    }

    fn text(self, value: Decimal, lang: Lang) -> String {
        let value = match self {
            Measure::Percent => Quantity::Percent(value.percent_text()),
            Measure::Unit(unit) => Quantity::Number(value, unit.to_owned()),
            Measure::Span(unit) => Quantity::Span(value, unit),
        };
        quantity(&value, lang)
    }

    /// Without the unit, but a percentage keeps its sign.
    fn bare(self, value: Decimal) -> String {
        match self {
            Measure::Percent => value.percent_text(),
            Measure::Unit(_) | Measure::Span(_) => value.to_string(),
        }
    }

    /// 不低于 of a rate, 不少于 of a number.
    fn at_least(self, lang: Lang) -> &'static str {
        match self {
            Measure::Percent => lang.pick("不低于", "at least"),
            Measure::Unit(_) | Measure::Span(_) => lang.pick("不少于", "at least"),
        }
    }
}
