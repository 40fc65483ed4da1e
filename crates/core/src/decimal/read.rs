//! Numbers as people type them, read once at the edge.
//!
//! Reads ９５％, 95％, 百分之九十五, 千分之三, 1，234.5, 1。5, 5 个, 40学时, 十二, 两百, 3.5万, 约20余件.
//! Never guesses: two numbers, a wrongly grouped number or a word is an error that names its place.

use super::glyphs::plain_chars;
use super::scan::{ABOUT_AFTER, Scan};
use super::{COUNT_MAX, CountError, Decimal, ReadError};

/// Characters of a typed number, unit included, at most.
pub const NUMBER_CHARS_MAX: usize = 100;

const ABOUT_BEFORE: [&str; 13] =
    ["大约", "大概", "将近", "接近", "约为", "超过", "不到", "约", "近", "超", "逾", "≈", "~"];
const ABOUT_WITHIN: [&str; 4] = ["余", "多", "来", "+"];
const PROPORTIONS: [(&str, i32); 3] = [("百分之", -2), ("千分之", -3), ("万分之", -4)];

/// A number and what stood around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The number itself; 95% is 0.95, 3.5万 is 35,000.
    pub value: Decimal,
    /// The unit as typed ("个", "学时"); 万 and 亿 belong to the number ("5万元" is 50,000 "元").
    pub unit: Option<String>,
    /// Typed as a proportion: %, ‰, 百分之, 千分之, 万分之.
    pub percent: bool,
    /// Typed with 约, 近, 余, 多, 左右 and the like: not an exact figure.
    pub approximate: bool,
}

impl Read {
    /// The number as a count: whole, 0 ≤ n ≤ [`COUNT_MAX`], not a proportion.
    /// An approximate number passes here; [`read_count`] refuses it.
    ///
    /// # Errors
    /// `Proportion`, `Negative`, `NotWhole` or `OutOfRange`.
    pub fn count(&self) -> Result<i64, CountError> {
        if self.percent {
            return Err(CountError::Proportion);
        }
        if self.value.is_negative() {
            return Err(CountError::Negative);
        }
        match self.value.to_int() {
            None => Err(CountError::NotWhole),
            Some(n) if n > COUNT_MAX => Err(CountError::OutOfRange),
            Some(n) => Ok(n),
        }
    }
}

/// Reads an exact count, 0 to [`COUNT_MAX`], a unit allowed ("5 个", "十二件").
///
/// # Errors
/// See [`CountError`].
pub fn read_count(text: &str) -> Result<i64, CountError> {
    if let Some(count) = plain_count(text) {
        return Ok(count);
    }
    let read = read(text)?;
    if read.approximate {
        return Err(CountError::Approximate);
    }
    read.count()
}

/// A count of up to six bare digits, as most are; everything else takes the long way.
fn plain_count(text: &str) -> Option<i64> {
    const DIGITS_MAX: usize = 6;
    let digits = text.as_bytes();
    if digits.is_empty() || digits.len() > DIGITS_MAX {
        return None;
    }
    let mut count = 0;
    for digit in digits {
        count = count * 10 + i64::from(digit.checked_sub(b'0').filter(|digit| *digit < 10)?);
    }
    Some(count)
}

/// Reads one number with what people write around it.
///
/// # Errors
/// See [`ReadError`]. Texts over [`NUMBER_CHARS_MAX`] characters are not numbers.
pub fn read(text: &str) -> Result<Read, ReadError> {
    let typed: Vec<char> = text.chars().collect();
    let plain = plain_chars(text);
    let end = plain.iter().rposition(|c| !c.is_whitespace()).map_or(0, |last| last + 1);
    let mut scan = Scan { plain: &plain[..end], typed: &typed, at: 0 };
    scan.spaces();
    if scan.rest().is_empty() {
        return Err(ReadError::Empty);
    }
    if scan.rest().len() > NUMBER_CHARS_MAX {
        return Err(ReadError::not_a_number(&typed, scan.at + NUMBER_CHARS_MAX));
    }
    let mut approximate = scan.take_any(&ABOUT_BEFORE);
    scan.spaces();
    let negative = scan.sign();
    let proportion = PROPORTIONS.iter().find(|(words, _)| scan.take(words)).map(|(_, power)| *power);
    let mut number = scan.number(proportion.is_some())?;
    approximate |= scan.take_any(&ABOUT_WITHIN);
    if proportion.is_none() {
        number.power += scan.multiplier();
        approximate |= scan.take_any(&ABOUT_WITHIN);
    }
    scan.spaces();
    let mark = if proportion.is_none() { scan.percent_mark() } else { None };
    approximate |= mark.is_some() && scan.take_any(&ABOUT_WITHIN);
    let percent = proportion.or(mark);
    number.power += percent.unwrap_or(0);
    scan.spaces();
    approximate |= scan.take_any(&ABOUT_AFTER);
    let (unit, about) = scan.unit(percent.is_some(), number.in_hanzi)?;
    let value = number.value(negative)?;
    Ok(Read { value, unit, percent: percent.is_some(), approximate: approximate || about })
}
