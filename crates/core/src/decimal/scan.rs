//! The steps by which [`super::read`] walks over a typed number: sign, digits, units.

use super::glyphs::{digit, is_hanzi_numeral, power_of_ten};
use super::{Decimal, ReadError, hanzi};

/// Characters of a typed unit at most.
pub const UNIT_CHARS_MAX: usize = 8;

/// Digits before and after the point; together with 万亿 they fit 128 bits.
const WHOLE_DIGITS_MAX: usize = 19;
const FRACTION_DIGITS_MAX: usize = 16;

/// Behind a number or its unit: not an exact figure.
pub(super) const ABOUT_AFTER: [&str; 4] = ["左右", "上下", "以上", "以下"];

/// What may follow a number in Chinese numerals: 一般 and 一直 begin like a number and are words.
const UNITS_AFTER_HANZI: &str = "个 件 次 人 名 项 条 份 家 篇 期 场 起 宗 部 户 天 日 周 年 小时 学时 课时 分钟 元 米 分 批 \
    类 处 所 例 位 轮 套 册 本 股 间 台 辆 件次 人次 个月 个工作日 工作日 户次";

/// The digits of a number before they are one: `digits` × 10^`power`.
pub(super) struct Digits {
    pub(super) digits: i128,
    pub(super) power: i32,
    pub(super) in_hanzi: bool,
}

impl Digits {
    pub(super) fn value(&self, negative: bool) -> Result<Decimal, ReadError> {
        let signed = if negative { -self.digits } else { self.digits };
        let shift = self.power + 4;
        let unit = 10_i128.checked_pow(shift.unsigned_abs()).ok_or(ReadError::OutOfRange)?;
        let ten_thousandths = if shift >= 0 {
            signed.checked_mul(unit).ok_or(ReadError::OutOfRange)?
        } else if signed % unit == 0 {
            signed / unit
        } else {
            return Err(ReadError::TooPrecise);
        };
        i64::try_from(ten_thousandths).map(Decimal::from_ten_thousandths).map_err(|_| ReadError::OutOfRange)
    }
}

/// A place in the text; `plain` and `typed` run in step.
pub(super) struct Scan<'a> {
    pub(super) plain: &'a [char],
    pub(super) typed: &'a [char],
    pub(super) at: usize,
}

impl Scan<'_> {
    pub(super) fn rest(&self) -> &[char] {
        self.plain.get(self.at..).unwrap_or(&[])
    }

    fn peek(&self) -> Option<char> {
        self.rest().first().copied()
    }

    fn starts_with(&self, words: &str) -> bool {
        let mut rest = self.rest().iter();
        words.chars().all(|c| rest.next() == Some(&c))
    }

    pub(super) fn take(&mut self, words: &str) -> bool {
        let found = self.starts_with(words);
        if found {
            self.at += words.chars().count();
        }
        found
    }

    pub(super) fn take_any(&mut self, choices: &[&str]) -> bool {
        choices.iter().any(|words| self.take(words))
    }

    /// Length of the run of characters that satisfy `wanted`.
    fn run(&self, wanted: impl Fn(char) -> bool) -> usize {
        self.rest().iter().take_while(|c| wanted(**c)).count()
    }

    pub(super) fn spaces(&mut self) {
        self.at += self.run(char::is_whitespace);
    }

    fn error(&self) -> ReadError {
        ReadError::not_a_number(self.typed, self.at)
    }

    pub(super) fn sign(&mut self) -> bool {
        let negative = self.take_any(&["-", "负"]);
        if !negative {
            self.take("+");
        }
        negative
    }

    pub(super) fn number(&mut self, after_proportion: bool) -> Result<Digits, ReadError> {
        match self.peek() {
            Some(c) if c.is_ascii_digit() || c == '.' => self.ascii_number(),
            Some('百') if after_proportion && !self.rest().get(1).is_some_and(|c| is_hanzi_numeral(*c)) => {
                self.at += 1;
                Ok(Digits { digits: 100, power: 0, in_hanzi: true })
            }
            Some(c) if is_hanzi_numeral(c) => self.hanzi_number(),
            Some(_) | None => Err(self.error()),
        }
    }

    /// 1,234.5 · 1。5 · .5 · a point with nothing behind it ends a sentence.
    fn ascii_number(&mut self) -> Result<Digits, ReadError> {
        let start = self.at;
        let mut whole = self.digits();
        let first_group = whole.len();
        while self.peek() == Some(',') {
            let comma = self.at;
            self.at += 1;
            let group = self.digits();
            if group.len() != 3 || first_group == 0 || first_group > 3 {
                return Err(ReadError::BadGrouping { at: comma });
            }
            whole.extend(group);
        }
        let mut fraction = Vec::new();
        if self.take(".") {
            fraction = self.digits();
        }
        if whole.is_empty() && fraction.is_empty() {
            self.at = start;
            return Err(self.error());
        }
        if !fraction.is_empty() && matches!(self.peek(), Some('.' | ',')) {
            return Err(self.error());
        }
        join(&whole, &fraction, false)
    }

    fn digits(&mut self) -> Vec<u32> {
        let run = self.run(|c| c.is_ascii_digit());
        let digits = self.rest().iter().take(run).filter_map(|c| c.to_digit(10)).collect();
        self.at += run;
        digits
    }

    /// 一千零五 · 九十九点九七 · 十二万.
    fn hanzi_number(&mut self) -> Result<Digits, ReadError> {
        let run = self.run(is_hanzi_numeral);
        let whole = hanzi::whole(&self.rest()[..run]).ok_or_else(|| self.error())?;
        self.at += run;
        if self.peek() != Some('点') {
            return Ok(Digits { digits: i128::from(whole), power: 0, in_hanzi: true });
        }
        self.at += 1;
        let run = self.run(|c| !c.is_ascii_digit() && digit(c).is_some());
        let fraction: Vec<u32> = self.rest().iter().take(run).filter_map(|c| digit(*c)).collect();
        if fraction.is_empty() {
            return Err(self.error());
        }
        self.at += run;
        let whole: Vec<u32> = whole.to_string().chars().filter_map(|c| c.to_digit(10)).collect();
        join(&whole, &fraction, true)
    }

    /// The power of 百, 千, 万, 亿, 百万, 万亿 behind digits; falls back to nothing.
    pub(super) fn multiplier(&mut self) -> i32 {
        let mut power = 0;
        for allowed in [1..=3, 4..=4, 8..=8] {
            let unit = self.peek().and_then(power_of_ten).filter(|p| allowed.contains(p));
            if let Some(unit) = unit {
                power += unit;
                self.at += 1;
            }
        }
        i32::try_from(power).unwrap_or(0)
    }

    pub(super) fn percent_mark(&mut self) -> Option<i32> {
        match self.peek() {
            Some('%') => Some(-2),
            Some('‰') => Some(-3),
            Some(_) | None => None,
        }
        .inspect(|_| self.at += 1)
    }

    /// The unit, as typed, and whether 左右 or the like follows it. A closing full stop is dropped.
    pub(super) fn unit(&mut self, percent: bool, in_hanzi: bool) -> Result<(Option<String>, bool), ReadError> {
        let mut rest = self.rest();
        if let Some((last, front)) = rest.split_last()
            && *last == '.'
        {
            rest = front;
        }
        let words: String = rest.iter().collect();
        let bare = ABOUT_AFTER.iter().find_map(|about| words.strip_suffix(about));
        let length = bare.unwrap_or(&words).chars().count();
        if length == 0 {
            return Ok((None, bare.is_some()));
        }
        let refused = |c: char| {
            let letter = c.is_alphabetic() || matches!(c, '/' | '㎡' | '°' | '℃' | '²' | '³');
            !letter || is_hanzi_numeral(c) || matches!(c, '几' | '数' | '点' | '负' | '之')
        };
        let known = !in_hanzi || known_unit(bare.unwrap_or(&words));
        let bad = rest.iter().take(length).position(|c| refused(*c));
        let bad = if rest.first() == Some(&'/') { Some(0) } else { bad };
        if percent || !known || length > UNIT_CHARS_MAX {
            return Err(self.error());
        }
        if let Some(offset) = bad {
            self.at += offset;
            return Err(self.error());
        }
        let typed = self.typed.iter().skip(self.at).take(length).collect();
        Ok((Some(typed), bare.is_some()))
    }
}

/// Whether the word is one of the units that follow Chinese numerals.
fn known_unit(word: &str) -> bool {
    UNITS_AFTER_HANZI.split(' ').any(|unit| unit == word)
}

/// Digits before and after the point as one integer and a power of ten.
fn join(whole: &[u32], fraction: &[u32], in_hanzi: bool) -> Result<Digits, ReadError> {
    let first = whole.iter().position(|d| *d != 0).unwrap_or(whole.len());
    let last = fraction.iter().rposition(|d| *d != 0).map_or(0, |last| last + 1);
    let (whole, fraction) = (&whole[first..], &fraction[..last]);
    if whole.len() > WHOLE_DIGITS_MAX {
        return Err(ReadError::OutOfRange);
    }
    if fraction.len() > FRACTION_DIGITS_MAX {
        return Err(ReadError::TooPrecise);
    }
    let digits = whole.iter().chain(fraction).fold(0_i128, |n, d| n * 10 + i128::from(*d));
    let power = i32::try_from(fraction.len()).map_or(0, |places| -places);
    Ok(Digits { digits, power, in_hanzi })
}
