//! A number against a bound. Over parts the least part decides: a sum or a mean would hide the one that fails.

use crate::answer::SlotRef;
use crate::decimal::Decimal;
use crate::finding::{Problem, Quantity, Verdict};

use super::bound::{self, Bound, Fit};
use super::{Figure, Inputs, Judged, choice};

/// Most parts a finding names.
pub const PARTS_NAMED_MAX: usize = 10;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    pub slot: SlotRef,
    pub bound: Bound,
    pub words: Option<String>,
    /// What one part is called.
    pub per: Option<String>,
    /// 是/部分/否 of a person, where the bound is 左右.
    pub confirm: Option<SlotRef>,
}

pub(super) fn judge(count: &Count, inputs: &dyn Inputs) -> Judged {
    let reading = inputs.reading(count.slot);
    if let Some(parts) = reading.parts() {
        return judge_parts(count, parts, inputs);
    }
    match reading.number().or_else(|| Decimal::from_int(reading.times()?)) {
        Some(value) => judge_one(count, value, inputs),
        None => Judged::missing(count.slot, reading),
    }
}

fn judge_one(count: &Count, value: Decimal, inputs: &dyn Inputs) -> Judged {
    let unit = inputs.slot(count.slot).unit;
    let quantity = |value: Decimal| quantity(value, unit);
    let fit = count.bound.fit_decimal(value);
    let judged = Judged::new(fit.verdict(), Some(Figure::Quantity(quantity(value))));
    let gap = || count.bound.gap_count(value).map(quantity);
    match fit {
        Fit::Met => judged,
        Fit::Person => choice::confirmed(judged, count.slot, count.confirm, inputs),
        Fit::Below(sign, edge) => judged.with(
            count.slot,
            Problem::Short { actual: quantity(value), limit: bound::limit(sign, edge, quantity), missing: gap() },
        ),
        Fit::Above(sign, edge) => judged.with(
            count.slot,
            Problem::Over { actual: quantity(value), limit: bound::limit(sign, edge, quantity), excess: gap() },
        ),
    }
}

fn judge_parts(count: &Count, parts: &[(String, Decimal)], inputs: &dyn Inputs) -> Judged {
    let unit = inputs.slot(count.slot).unit;
    let mut bad = Vec::new();
    let mut limit = None;
    let mut person = false;
    for (name, value) in parts {
        match count.bound.fit_decimal(*value) {
            Fit::Met => {}
            Fit::Person => person = true,
            Fit::Below(sign, edge) | Fit::Above(sign, edge) => {
                limit = Some(bound::limit(sign, edge, |value| quantity(value, unit)));
                bad.push((name.clone(), quantity(*value, unit)));
            }
        }
    }
    let figure = Figure::Parts { present: parts.len() - bad.len(), of: parts.len() };
    match limit {
        Some(limit) => {
            let total_bad = bad.len();
            bad.truncate(PARTS_NAMED_MAX);
            Judged::new(Verdict::Unmet, Some(figure))
                .with(count.slot, Problem::PartsShort { limit, parts: bad, total_bad })
        }
        None if person => {
            choice::confirmed(Judged::new(Verdict::ToReview, Some(figure)), count.slot, count.confirm, inputs)
        }
        None => Judged::new(Verdict::Met, Some(figure)),
    }
}

/// A percentage where the slot's unit is %, a number with its unit otherwise.
pub(super) fn quantity(value: Decimal, unit: &str) -> Quantity {
    if unit == "%" { Quantity::Percent(value.percent_text()) } else { Quantity::Number(value, unit.to_owned()) }
}
