//! How a rate is shown: rounded for the eye, but never to the wrong side of a bound.

use super::{Decimal, SCALE, plain};
use std::cmp::Ordering;

/// Decimals of a percentage shown at first.
const DECIMALS_MIN: u32 = 2;
/// Decimals of a percentage tried before the figure is cut towards the exact value.
const DECIMALS_MAX: u32 = 8;

/// `numerator` / `denominator` in percent, rounded half up (away from nought) to at most
/// `decimals` places (never more than 8), trailing noughts trimmed: (5, 7, 2) is "71.43%".
///
/// A denominator that is not positive has no percentage: the two numbers are shown as "5/0".
#[must_use]
pub fn percent_text(numerator: i64, denominator: i64, decimals: u32) -> String {
    if denominator <= 0 {
        return format!("{numerator}/{denominator}");
    }
    let decimals = decimals.min(DECIMALS_MAX);
    format!("{}%", plain(rounded(numerator, denominator, decimals), decimals))
}

/// `numerator` / `denominator` in percent with two decimals, and with more (up to 8) until the
/// rounded figure stands on the same side of `bound` as the exact value; then cut to that side.
///
/// 2999/3000 against 100% is "99.97%", 29999/30000 is "99.997%". 0% and 100% are always such
/// bounds, so that only nothing shows as "0%" and only all of them as "100%".
/// A denominator that is not positive is shown as "5/0".
#[must_use]
pub fn rate_text(numerator: i64, denominator: i64, bound: Option<Decimal>) -> String {
    if denominator <= 0 {
        return format!("{numerator}/{denominator}");
    }
    let bounds = [Some(Decimal::ZERO), Some(Decimal::ONE), bound];
    let faithful = |shown: i128, decimals: u32| {
        bounds
            .into_iter()
            .flatten()
            .all(|bound| bound.compare_ratio(numerator, denominator) == Some(compare_shown(shown, decimals, bound)))
    };
    for decimals in DECIMALS_MIN..=DECIMALS_MAX {
        let shown = rounded(numerator, denominator, decimals);
        if faithful(shown, decimals) {
            return format!("{}%", plain(shown, decimals));
        }
    }
    // A bound has at most two decimals of a percent, so the floor of a value below it stays below
    // it, and the floor plus one of an inexact value above it stays above it.
    let floor = scaled(numerator, DECIMALS_MAX).div_euclid(i128::from(denominator));
    let shown = if faithful(floor, DECIMALS_MAX) { floor } else { floor + 1 };
    format!("{}%", plain(shown, DECIMALS_MAX))
}

/// The percentage `shown` × 10^-`decimals` % against a bound.
fn compare_shown(shown: i128, decimals: u32, bound: Decimal) -> Ordering {
    let left = shown * i128::from(SCALE);
    let right = i128::from(bound.ten_thousandths()) * 10_i128.pow(decimals + 2);
    left.cmp(&right)
}

/// `numerator` in units of 10^-`decimals` percent; at most 10^29.
fn scaled(numerator: i64, decimals: u32) -> i128 {
    i128::from(numerator) * 10_i128.pow(decimals + 2)
}

/// Half up, away from nought. `denominator` is positive.
fn rounded(numerator: i64, denominator: i64, decimals: u32) -> i128 {
    let exact = scaled(numerator, decimals);
    let denominator = i128::from(denominator);
    let size = (2 * exact.abs() + denominator) / (2 * denominator);
    if exact < 0 { -size } else { size }
}
