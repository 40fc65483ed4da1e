//! Exact decimal numbers in ten-thousandths: the only number besides integers that a judgement uses.
//!
//! Not a general decimal library: four places are enough for every rate and measure of the
//! documents (99.97% is 0.9997), and a number that does not fit is refused, never rounded.
//! Read next: [`read`] (what people type), [`rate_text`] (how a rate is shown), then `date`.

mod error;
pub(crate) mod glyphs;
pub(crate) mod hanzi;
mod rate_text;
mod read;
mod scan;

use std::fmt;
use std::str::FromStr;

pub use error::{CountError, ReadError};
pub use rate_text::{percent_text, rate_text};
pub use read::{NUMBER_CHARS_MAX, Read, read, read_count};
pub use scan::UNIT_CHARS_MAX;

/// How many ten-thousandths make one.
pub const SCALE: i64 = 10_000;

/// The largest count [`read_count`] accepts: 10^12, beyond any head count or sum in yuan of a unit.
pub const COUNT_MAX: i64 = 1_000_000_000_000;

/// An exact number, held as a count of ten-thousandths.
///
/// Range: ±922,337,203,685,477.5807 (one more ten-thousandth below). Arithmetic is checked and
/// answers `None` outside the range.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i64);

impl Decimal {
    /// Nought.
    pub const ZERO: Self = Self(0);
    /// One, which is also 100%.
    pub const ONE: Self = Self(SCALE);

    /// The whole number `n`; `None` where |n| exceeds the range.
    #[must_use]
    pub const fn from_int(n: i64) -> Option<Self> {
        match n.checked_mul(SCALE) {
            Some(ten_thousandths) => Some(Self(ten_thousandths)),
            None => None,
        }
    }

    /// The number `n` / 10,000.
    #[must_use]
    pub const fn from_ten_thousandths(n: i64) -> Self {
        Self(n)
    }

    /// This number times 10,000.
    #[must_use]
    pub const fn ten_thousandths(self) -> i64 {
        self.0
    }

    /// Whether nothing stands after the decimal point.
    #[must_use]
    pub const fn is_integer(self) -> bool {
        self.0 % SCALE == 0
    }

    /// The whole number, or `None` where something stands after the decimal point.
    #[must_use]
    pub const fn to_int(self) -> Option<i64> {
        if self.is_integer() { Some(self.0 / SCALE) } else { None }
    }

    /// Whether the number is below nought.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The sum, or `None` out of range.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, or `None` out of range.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The number with its sign turned, or `None` out of range.
    #[must_use]
    pub fn checked_neg(self) -> Option<Self> {
        self.0.checked_neg().map(Self)
    }

    /// `self` × `n`, or `None` out of range.
    #[must_use]
    pub fn checked_mul_int(self, n: i64) -> Option<Self> {
        self.0.checked_mul(n).map(Self)
    }

    /// How `numerator` / `denominator` compares with this number, by cross-multiplication.
    /// `None` where the denominator is not positive.
    #[must_use]
    pub fn compare_ratio(self, numerator: i64, denominator: i64) -> Option<std::cmp::Ordering> {
        if denominator <= 0 {
            return None;
        }
        let left = i128::from(numerator) * i128::from(SCALE);
        let right = i128::from(self.0) * i128::from(denominator);
        Some(left.cmp(&right))
    }

    /// The number as a percentage, exact and as short as possible: 0.95 is "95%", 0.714 is "71.4%".
    #[must_use]
    pub fn percent_text(self) -> String {
        format!("{}%", plain(i128::from(self.0), 2))
    }
}

/// Shortest exact spelling: "0.95", "95", "-1.5".
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&plain(i128::from(self.0), 4))
    }
}

/// The strict spelling used in files: an optional `-`, digits, and at most four decimals
/// ("0.95", "12", "-1.5"). What people type goes through [`read`] instead.
impl FromStr for Decimal {
    type Err = ReadError;

    fn from_str(text: &str) -> Result<Self, ReadError> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let padded = whole.len() > 1 && whole.starts_with('0');
        if !all_digits(whole) || !all_digits(fraction) || padded {
            return if text.is_empty() {
                Err(ReadError::Empty)
            } else {
                Err(ReadError::not_a_number(&text.chars().collect::<Vec<_>>(), 0))
            };
        }
        Ok(read(text)?.value)
    }
}

/// `n` × 10^-`places`, without a trailing nought or point.
pub(crate) fn plain(n: i128, places: u32) -> String {
    let unit = 10_u128.pow(places);
    let size = n.unsigned_abs();
    let sign = if n < 0 { "-" } else { "" };
    let (whole, rest) = (size / unit, size % unit);
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    let fraction = format!("{rest:0width$}", width = places as usize);
    format!("{sign}{whole}.{}", fraction.trim_end_matches('0'))
}
