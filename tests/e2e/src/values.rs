//! What a unit that meets everything would type, found from the catalogue alone. Figures are spelt
//! the ways people spell them.

use zicha_core::answer::SlotRef;
use zicha_core::catalogue::wire::{Direction, Input};
use zicha_core::catalogue::{Catalogue, Indicator};
use zicha_core::decimal::Decimal;
use zicha_core::kind::Kind;
use zicha_core::kind::bound::Bound;

/// How a slot is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fill {
    /// Typed; with line breaks where it is a list.
    Type(String),
    /// The option with this index, of 是, 部分, 否 or of a scale.
    Choose(usize),
    /// Every option, so many.
    TickAll(usize),
}

impl Fill {
    fn typed(text: &str) -> Fill {
        Fill::Type(text.to_owned())
    }
}

/// Whole numbers that are enough for every count, in several spellings; all twelve.
const TWELVE: [&str; 3] = ["12", "１２", "十二"];

/// A value that meets every demand on the slot.
pub fn good(catalogue: &Catalogue, row: usize, slot: usize) -> Fill {
    let indicator = &catalogue.indicators[row];
    let spec = &indicator.slots[slot];
    match spec.input {
        Input::Count => {
            Fill::Type(count(indicator, slot).unwrap_or_else(|| TWELVE[(row + slot) % TWELVE.len()].to_owned()))
        }
        Input::Number => number(indicator, slot),
        Input::Date => Fill::typed("2021年1月20日"),
        Input::Dates => Fill::typed("2020.2.3、2020.5.6、2020.8.7、2020.11.9"),
        Input::Days => days(indicator, slot),
        Input::Choice | Input::Level => Fill::Choose(0),
        Input::Parts => Fill::typed("第一调委会 3\n第二调委会 4"),
        Input::Ticks => Fill::TickAll(spec.options.len()),
        Input::Text => Fill::typed("已按要求完成。"),
    }
}

/// Kinds that read this slot.
fn demands(indicator: &Indicator, slot: usize) -> impl Iterator<Item = &Kind> {
    let kinds = indicator.requirements.iter().map(|requirement| &requirement.kind);
    kinds.filter(move |kind| kind.slots().contains(&SlotRef::Own(slot)))
}

fn count(indicator: &Indicator, slot: usize) -> Option<String> {
    let own = SlotRef::Own(slot);
    demands(indicator, slot).find_map(|kind| match kind {
        Kind::Gate(_) => Some("0".to_owned()),
        Kind::Rate(rate) if rate.numerator == own && matches!(rate.bound, Bound::AtMost(_)) => Some("0".to_owned()),
        Kind::Count(count) => Some(limit(&count.bound)),
        // 上年结转 and 审结其他方式: the first term takes all, the others nothing.
        Kind::Sum(sum) if sum.left.iter().skip(1).chain(sum.right.iter().skip(1)).any(|term| *term == own) => {
            Some("0".to_owned())
        }
        _ => None,
    })
}

fn number(indicator: &Indicator, slot: usize) -> Fill {
    let own = SlotRef::Own(slot);
    let found = demands(indicator, slot).find_map(|kind| match kind {
        Kind::Trend(trend) => Some(match (trend.direction, trend.now == own) {
            (Direction::Increase, true) => "９５％".to_owned(),
            (Direction::Increase, false) => "百分之九十".to_owned(),
            (Direction::Decrease, true) => "3.5".to_owned(),
            (Direction::Decrease, false) => "4".to_owned(),
        }),
        Kind::Count(count) => Some(limit(&count.bound)),
        _ => None,
    });
    Fill::Type(found.unwrap_or_else(|| "12".to_owned()))
}

/// One figure between the lower and the upper bounds; a range where there are both.
fn days(indicator: &Indicator, slot: usize) -> Fill {
    let bounds: Vec<&Bound> = demands(indicator, slot)
        .filter_map(|kind| if let Kind::Span(span) = kind { Some(&span.bound) } else { None })
        .collect();
    let limits: Vec<String> = bounds.iter().map(|bound| limit(bound)).collect();
    Fill::Type(limits.join("-"))
}

/// The value at the bound, which meets it.
fn limit(bound: &Bound) -> String {
    let next = |value: &Decimal| Decimal::from_ten_thousandths(value.ten_thousandths() + 10_000);
    match bound {
        Bound::AtLeast(value) | Bound::AtMost(value) | Bound::Exactly(value) | Bound::About { value, .. } => {
            value.to_string()
        }
        Bound::Between(low, _) => low.to_string(),
        Bound::MoreThan(value) => next(value).to_string(),
        Bound::LessThan(_) => "0".to_owned(),
    }
}
