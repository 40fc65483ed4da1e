//! 率 and 比: two whole numbers compared by cross-multiplication, never divided for the verdict.

use crate::answer::SlotRef;
use crate::catalogue::wire::Zero;
use crate::decimal::{self, Decimal};
use crate::finding::{Problem, Quantity, Verdict};

use super::bound::{self, Bound, Fit};
use super::{Figure, Inputs, Judged, choice};

/// A rate or a ratio with its slots resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    pub numerator: SlotRef,
    pub denominator: SlotRef,
    pub bound: Bound,
    pub zero: Zero,
    pub words: Option<String>,
    /// 是/部分/否 of a person, where the bound is 左右.
    pub confirm: Option<SlotRef>,
}

/// Whether the numerator is a part of the denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    OfWhole,
    Free,
}

pub(super) fn judge(rate: &Rate, part: Part, inputs: &dyn Inputs) -> Judged {
    let whole = inputs.reading(rate.denominator);
    // A whole of 0 has no parts: the numerator need not be typed.
    if whole.count() == Some(0) && inputs.reading(rate.numerator).is_blank() {
        return none_occurred(rate);
    }
    let Some(numerator) = inputs.reading(rate.numerator).count() else {
        return Judged::missing(rate.numerator, inputs.reading(rate.numerator));
    };
    let Some(denominator) = whole.count() else { return Judged::missing(rate.denominator, whole) };
    if part == Part::OfWhole && numerator > denominator {
        return Judged::new(Verdict::Unreadable, None)
            .with(rate.numerator, Problem::PartExceedsWhole { part: numerator, whole: denominator });
    }
    if denominator == 0 {
        return if numerator == 0 {
            none_occurred(rate)
        } else {
            Judged::new(Verdict::Unreadable, None).with(rate.denominator, Problem::DivisionByZero)
        };
    }
    compare(rate, numerator, denominator, inputs)
}

/// 0/0 by the requirement's own rule.
pub fn none_occurred(rate: &Rate) -> Judged {
    match rate.zero {
        Zero::NoneOccurred => Judged::new(Verdict::NoneOccurred, None),
        Zero::Met => Judged::new(Verdict::Met, None),
        Zero::Unmet => Judged::new(Verdict::Unmet, None).with(rate.denominator, Problem::NoneButExpected),
    }
}

fn compare(rate: &Rate, numerator: i64, denominator: i64, inputs: &dyn Inputs) -> Judged {
    let fit = rate.bound.fit_ratio(numerator, denominator);
    let actual = Quantity::Percent(decimal::rate_text(numerator, denominator, Some(rate.bound.edge())));
    let judged = Judged::new(fit.verdict(), Some(Figure::Quantity(actual.clone())));
    let gap = || {
        let cases = Decimal::from_int(rate.bound.gap_ratio(numerator, denominator)?)?;
        Some(Quantity::Number(cases, inputs.slot(rate.numerator).unit.to_owned()))
    };
    let percent = |value: Decimal| Quantity::Percent(value.percent_text());
    match fit {
        Fit::Met => judged,
        Fit::Person => choice::confirmed(judged, rate.numerator, rate.confirm, inputs),
        Fit::Below(sign, value) => judged
            .with(rate.numerator, Problem::Short { actual, limit: bound::limit(sign, value, percent), missing: gap() }),
        Fit::Above(sign, value) => judged
            .with(rate.numerator, Problem::Over { actual, limit: bound::limit(sign, value, percent), excess: gap() }),
    }
}
