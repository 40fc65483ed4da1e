//! Whole numbers in Chinese numerals: 十二, 两百, 一千零五, 三万, 二〇二六.

use super::glyphs::{digit, power_of_ten};

/// Digits of a number spelled digit by digit (二〇二六) at most.
const SPELLED_DIGITS_MAX: usize = 18;

/// Reads a whole numeral made only of Chinese digits and units; `None` where it is not one.
/// The largest value is below 10^18.
pub(crate) fn whole(chars: &[char]) -> Option<i64> {
    if chars.is_empty() || chars.iter().any(char::is_ascii_digit) {
        return None;
    }
    if chars.iter().all(|c| digit(*c).is_some()) {
        return spelled(chars);
    }
    let mut numeral = Numeral::default();
    for c in chars {
        match (digit(*c), power_of_ten(*c)) {
            (Some(0), _) => numeral.nought()?,
            (Some(n), _) => numeral.digit(i64::from(n))?,
            (None, Some(power @ 1..=3)) => numeral.small(power)?,
            (None, Some(4)) => numeral.ten_thousand()?,
            (None, Some(_)) => numeral.hundred_million()?,
            (None, None) => return None,
        }
    }
    numeral.finish()
}

/// 二〇二六: every character one digit. 两三, 三五 mean "two or three", "three to five": no number.
fn spelled(chars: &[char]) -> Option<i64> {
    let is_about = matches!(chars, [low, high] if digit(*low) < digit(*high) && digit(*low) != Some(0));
    if is_about || chars.len() > SPELLED_DIGITS_MAX {
        return None;
    }
    chars.iter().try_fold(0_i64, |n, c| Some(n * 10 + i64::from(digit(*c)?)))
}

/// A numeral under way. Powers within a section of four fall, as they do in speech.
#[derive(Default)]
struct Numeral {
    /// Whole 亿, in ones.
    hundred_millions: i64,
    /// Whole 万 since the last 亿, in ones.
    ten_thousands: i64,
    /// Sum of 千, 百 and 十 of this section.
    section: i64,
    /// The power of the last unit, in the section or over it; `None` at the very start.
    last_power: Option<u32>,
    /// The lowest power already used in this section (4 when fresh).
    section_power: Option<u32>,
    /// A digit that waits for its unit.
    waiting: Option<i64>,
    /// A nought stands before the waiting digit, so that it is ones whatever came before.
    after_nought: bool,
}

impl Numeral {
    fn nought(&mut self) -> Option<()> {
        if self.waiting.is_some() || self.after_nought || self.last_power.is_none() {
            return None;
        }
        self.after_nought = true;
        Some(())
    }

    fn digit(&mut self, n: i64) -> Option<()> {
        self.waiting.replace(n).is_none().then_some(())
    }

    fn small(&mut self, power: u32) -> Option<()> {
        let falls = self.section_power.is_none_or(|last| power < last);
        // 十二 and 一百十二 leave the 一 of ten unsaid; 百 and 千 never do.
        let n = self.waiting.take().or((power == 1).then_some(1))?;
        if !falls {
            return None;
        }
        self.section += n * 10_i64.pow(power);
        self.section_power = Some(power);
        self.last_power = Some(power);
        self.after_nought = false;
        Some(())
    }

    /// Ends a section of four before 万 or 亿; a trailing digit is ones.
    fn close_section(&mut self, power: u32) -> i64 {
        let sum = self.section + self.waiting.take().unwrap_or(0);
        self.section = 0;
        self.section_power = None;
        self.last_power = Some(power);
        self.after_nought = false;
        sum
    }

    fn ten_thousand(&mut self) -> Option<()> {
        if self.ten_thousands != 0 {
            return None;
        }
        self.ten_thousands = self.close_section(4) * 10_000;
        (self.ten_thousands != 0).then_some(())
    }

    fn hundred_million(&mut self) -> Option<()> {
        if self.hundred_millions != 0 {
            return None;
        }
        let sum = self.ten_thousands + self.close_section(8);
        self.ten_thousands = 0;
        self.hundred_millions = sum * 100_000_000;
        (sum != 0).then_some(())
    }

    /// 一千零五 is 1,005; 一千五 is 1,500 and 三万五 is 35,000, as they are said.
    fn finish(mut self) -> Option<i64> {
        let ones = match (self.waiting.take(), self.after_nought, self.last_power) {
            (Some(n), false, Some(power @ 2..)) => n * 10_i64.pow(power - 1),
            (Some(n), _, _) => n,
            (None, true, _) => return None,
            (None, false, _) => 0,
        };
        Some(self.hundred_millions + self.ten_thousands + self.section + ones)
    }
}
