//! A limit and how far a figure is from it. 以上, 以下, 以内, 不低于, 不超过 include the number;
//! 超过, 不满, 以外 do not (民法典 §1259).

use std::cmp::Ordering;

use crate::decimal::Decimal;
use crate::finding::{Limit, Quantity, Sign, Verdict};

const SCALE: i128 = 10_000;

/// A limit with its value read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    AtLeast(Decimal),
    AtMost(Decimal),
    Exactly(Decimal),
    MoreThan(Decimal),
    LessThan(Decimal),
    Between(Decimal, Decimal),
    /// 左右; the tolerance is on either side and inclusive.
    About {
        value: Decimal,
        tolerance: Option<Decimal>,
    },
}

/// Where a figure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    Met,
    /// Below the limit with this sign and value.
    Below(Sign, Decimal),
    Above(Sign, Decimal),
    /// Within 左右, or no tolerance declared: a person judges.
    Person,
}

impl Bound {
    /// Holds `numerator / denominator` against the limit by cross-multiplication. The denominator is above 0.
    pub fn fit_ratio(self, numerator: i64, denominator: i64) -> Fit {
        let left = i128::from(numerator) * SCALE;
        let against = |limit: Decimal| left.cmp(&(i128::from(limit.ten_thousandths()) * i128::from(denominator)));
        self.fit(&against)
    }

    pub fn fit_decimal(self, value: Decimal) -> Fit {
        self.fit(&|limit: Decimal| value.cmp(&limit))
    }

    fn fit(self, against: &dyn Fn(Decimal) -> Ordering) -> Fit {
        match self {
            Bound::AtLeast(limit) => below_if(against(limit).is_lt(), Sign::AtLeast, limit),
            Bound::MoreThan(limit) => below_if(against(limit).is_le(), Sign::MoreThan, limit),
            Bound::AtMost(limit) => above_if(against(limit).is_gt(), Sign::AtMost, limit),
            Bound::LessThan(limit) => above_if(against(limit).is_ge(), Sign::LessThan, limit),
            Bound::Exactly(limit) => match against(limit) {
                Ordering::Less => Fit::Below(Sign::Exactly, limit),
                Ordering::Greater => Fit::Above(Sign::Exactly, limit),
                Ordering::Equal => Fit::Met,
            },
            Bound::Between(low, high) => {
                if against(low).is_lt() {
                    Fit::Below(Sign::AtLeast, low)
                } else {
                    above_if(against(high).is_gt(), Sign::AtMost, high)
                }
            }
            Bound::About { value, tolerance: None } => match against(value) {
                Ordering::Less | Ordering::Equal | Ordering::Greater => Fit::Person,
            },
            Bound::About { value, tolerance: Some(tolerance) } => {
                let low = value.checked_sub(tolerance).unwrap_or(value);
                let high = value.checked_add(tolerance).unwrap_or(value);
                if against(low).is_lt() {
                    Fit::Below(Sign::About, value)
                } else if against(high).is_gt() {
                    Fit::Above(Sign::About, value)
                } else {
                    Fit::Person
                }
            }
        }
    }

    /// The smallest change of a whole number that mends it: how many more, or how many too many.
    pub fn gap_count(self, value: Decimal) -> Option<Decimal> {
        let one = Decimal::from_int(1)?;
        match self.fit_decimal(value) {
            Fit::Met | Fit::Person => None,
            Fit::Below(Sign::MoreThan, limit) => limit.checked_sub(value)?.checked_add(one),
            Fit::Above(Sign::LessThan, limit) => value.checked_sub(limit)?.checked_add(one),
            Fit::Below(_, limit) => limit.checked_sub(value),
            Fit::Above(_, limit) => value.checked_sub(limit),
        }
    }

    /// The same for a rate: how many cases more in the numerator, or too many, the whole staying as it is.
    pub fn gap_ratio(self, numerator: i64, denominator: i64) -> Option<i64> {
        let whole = i128::from(denominator);
        let scaled = |limit: Decimal| i128::from(limit.ten_thousandths()) * whole;
        let ceil = |limit: Decimal| -> i128 { (scaled(limit) + SCALE - 1).div_euclid(SCALE) };
        let floor = |limit: Decimal| -> i128 { scaled(limit).div_euclid(SCALE) };
        let numerator = i128::from(numerator);
        let gap = match self.fit_ratio(i64::try_from(numerator).ok()?, denominator) {
            Fit::Met | Fit::Person => return None,
            Fit::Below(Sign::MoreThan, limit) => floor(limit) + 1 - numerator,
            Fit::Above(Sign::LessThan, limit) => numerator - (ceil(limit) - 1),
            Fit::Below(Sign::About, _) | Fit::Above(Sign::About, _) => return None,
            Fit::Below(_, limit) => ceil(limit) - numerator,
            Fit::Above(_, limit) => numerator - floor(limit),
        };
        i64::try_from(gap).ok()
    }

    /// The limit the display must not contradict by rounding.
    pub fn edge(self) -> Decimal {
        match self {
            Bound::AtLeast(limit)
            | Bound::AtMost(limit)
            | Bound::Exactly(limit)
            | Bound::MoreThan(limit)
            | Bound::LessThan(limit)
            | Bound::Between(limit, _)
            | Bound::About { value: limit, .. } => limit,
        }
    }

    /// Sign and value, for showing the bound beside the words: one pair, two for a range.
    pub fn limits(self) -> Vec<(Sign, Decimal)> {
        match self {
            Bound::AtLeast(limit) => vec![(Sign::AtLeast, limit)],
            Bound::AtMost(limit) => vec![(Sign::AtMost, limit)],
            Bound::Exactly(limit) => vec![(Sign::Exactly, limit)],
            Bound::MoreThan(limit) => vec![(Sign::MoreThan, limit)],
            Bound::LessThan(limit) => vec![(Sign::LessThan, limit)],
            Bound::Between(low, high) => vec![(Sign::AtLeast, low), (Sign::AtMost, high)],
            Bound::About { value, .. } => vec![(Sign::About, value)],
        }
    }
}

impl Fit {
    pub fn verdict(self) -> Verdict {
        match self {
            Fit::Met => Verdict::Met,
            Fit::Below(..) | Fit::Above(..) => Verdict::Unmet,
            Fit::Person => Verdict::ToReview,
        }
    }
}

/// A limit with its quantity made by `quantity`.
pub fn limit(sign: Sign, value: Decimal, quantity: impl Fn(Decimal) -> Quantity) -> Limit {
    Limit { sign, value: quantity(value) }
}

fn below_if(is_below: bool, sign: Sign, limit: Decimal) -> Fit {
    if is_below { Fit::Below(sign, limit) } else { Fit::Met }
}

fn above_if(is_above: bool, sign: Sign, limit: Decimal) -> Fit {
    if is_above { Fit::Above(sign, limit) } else { Fit::Met }
}
