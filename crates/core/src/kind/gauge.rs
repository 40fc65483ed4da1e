//! Where a rate and its limit lie on a bar, for the eye. No judgement: the verdict was made from whole numbers.

use super::Figure;
use super::bound::Bound;
use crate::decimal::Decimal;
use crate::finding::{Quantity, Verdict};

/// Length of the bar in its own units.
pub const LENGTH: u32 = 1_000;

/// A gap is never drawn shorter: 2999 of 3000 falls short of 100 %, and must be seen to.
pub const GAP_MIN: u32 = 16;

/// Places on the bar, from 0 to [`LENGTH`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gauge {
    pub value: u32,
    pub limit: u32,
    /// Whether limit and value are apart: the limit is missed.
    pub is_missed: bool,
}

/// 1 % in the units that places are computed from: a shown percentage has at most 8 decimals.
const PERCENT: u64 = 100_000_000;
const DECIMALS: usize = 8;

/// Of a rate or ratio by its limit, its figure and its verdict; none for a figure that is no percentage. The bar ends at
/// 100 %, or at the larger of both.
pub fn gauge(bound: Bound, figure: &Figure, verdict: Verdict) -> Option<Gauge> {
    let Figure::Quantity(Quantity::Percent(text)) = figure else { return None };
    let value = units(text)?;
    let limit = limit(bound, value);
    let whole = (100 * PERCENT).max(value).max(limit);
    let place = |it: u64| u32::try_from(u128::from(it) * u128::from(LENGTH) / u128::from(whole)).unwrap_or(LENGTH);
    let is_missed = matches!(verdict, Verdict::Unmet | Verdict::SoftUnmet);
    let (at, edge) = (place(value), place(limit));
    let (at, edge) = match (is_missed, value > limit) {
        (false, _) => (at, edge),
        // Something above a limit at the very end would leave the bar: the limit gives way.
        (true, true) => (at.max(edge.saturating_add(GAP_MIN)).min(LENGTH), edge.min(LENGTH - GAP_MIN)),
        (true, false) => (at.min(edge.saturating_sub(GAP_MIN)), edge),
    };
    Some(Gauge { value: at, limit: edge, is_missed })
}

/// `99.97%` in units; none where it is no percentage or too large to draw.
fn units(percent: &str) -> Option<u64> {
    let figure = percent.strip_suffix('%')?;
    let (whole, rest) = figure.split_once('.').unwrap_or((figure, ""));
    let digits: String = rest.chars().chain("00000000".chars()).take(DECIMALS).collect();
    whole.parse::<u64>().ok()?.checked_mul(PERCENT)?.checked_add(digits.parse().ok()?)
}

/// The limit that matters here: the upper one of a range once the value is past it.
fn limit(bound: Bound, value: u64) -> u64 {
    let of = |it: Decimal| u64::try_from(it.ten_thousandths()).unwrap_or(0).saturating_mul(PERCENT / 100);
    match bound {
        Bound::Between(_, high) if value > of(high) => of(high),
        Bound::AtLeast(it)
        | Bound::AtMost(it)
        | Bound::Exactly(it)
        | Bound::MoreThan(it)
        | Bound::LessThan(it)
        | Bound::Between(it, _)
        | Bound::About { value: it, .. } => of(it),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::*;

    fn bar(bound: Bound, percent: &str, verdict: Verdict) -> Option<(u32, u32)> {
        let drawn = gauge(bound, &Figure::Quantity(Quantity::Percent(percent.to_owned())), verdict)?;
        assert_eq!(drawn.is_missed, verdict != Verdict::Met);
        Some((drawn.value, drawn.limit))
    }

    fn check(bound: Bound, percent: &str, verdict: Verdict, value: u32, limit: u32) {
        assert_eq!(bar(bound, percent, verdict), Some((value, limit)), "{percent} against {bound:?}");
    }

    fn of(percent: i64) -> Decimal {
        Decimal::from_ten_thousandths(percent * 100)
    }

    #[test]
    fn a_missed_rate_is_drawn_apart_from_its_limit_however_near_it_is() {
        use Verdict::{Met, SoftUnmet, Unmet};
        check(Bound::Exactly(of(100)), "100%", Met, 1_000, 1_000);
        check(Bound::Exactly(of(100)), "99.97%", Unmet, 1_000 - GAP_MIN, 1_000);
        check(Bound::AtLeast(of(95)), "94.999%", SoftUnmet, 950 - GAP_MIN, 950);
        check(Bound::AtLeast(of(95)), "40%", Unmet, 400, 950);
        check(Bound::AtLeast(of(95)), "97.5%", Met, 975, 950);
        check(Bound::AtMost(of(5)), "5.001%", Unmet, 50 + GAP_MIN, 50);
        check(Bound::MoreThan(of(50)), "50%", Unmet, 500 - GAP_MIN, 500);
        check(Bound::AtLeast(of(1)), "0%", Unmet, 0, 10);
    }

    #[test]
    fn a_range_shows_the_end_that_was_missed() {
        check(Bound::Between(of(40), of(60)), "30%", Verdict::Unmet, 300, 400);
        check(Bound::Between(of(40), of(60)), "60.01%", Verdict::Unmet, 600 + GAP_MIN, 600);
        check(Bound::Between(of(40), of(60)), "50%", Verdict::Met, 500, 400);
    }

    #[test]
    fn a_ratio_above_the_whole_fills_the_bar() {
        check(Bound::AtLeast(of(150)), "300%", Verdict::Met, 1_000, 500);
        check(Bound::AtLeast(of(300)), "150%", Verdict::Unmet, 500, 1_000);
        check(Bound::AtMost(of(200)), "200.01%", Verdict::Unmet, 1_000, 1_000 - GAP_MIN);
    }

    #[test]
    fn what_is_no_percentage_is_not_drawn() {
        for text in ["", "5/0", "%", "x%", "99999999999999999999%", "-1%"] {
            assert_eq!(bar(Bound::AtLeast(of(1)), text, Verdict::Met), None, "{text}");
        }
    }
}
