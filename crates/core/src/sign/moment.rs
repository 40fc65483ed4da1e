//! Times and days as they stand in signed files: checked, kept verbatim, never computed with.
//! A signatory's time is a claim, not evidence, so there is nothing to reckon.

use std::fmt;

/// A point in time with its offset, RFC 3339 §5.6 `date-time`: `2026-03-01T09:30:00+08:00`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Moment(String);

/// A civil day, RFC 3339 §5.6 `full-date`: `2026-03-01`. Ordered in time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(String);

impl Moment {
    /// Reads upper-case `T`, seconds 00–59, up to nine fraction digits, and `Z` or an offset below 24 hours.
    pub fn read(text: &str) -> Option<Moment> {
        const FRACTION_DIGITS_MAX: usize = 9;
        let (day, time) = text.split_once('T')?;
        Day::read(day)?;
        let clock = time.get(..8)?;
        let (hour, rest) = clock.split_once(':')?;
        let (minute, second) = rest.split_once(':')?;
        if two_digits(hour)? > 23 || two_digits(minute)? > 59 || two_digits(second)? > 59 {
            return None;
        }
        let mut zone = time.get(8..)?;
        if let Some(fraction) = zone.strip_prefix('.') {
            let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
            if digits == 0 || digits > FRACTION_DIGITS_MAX {
                return None;
            }
            zone = fraction.get(digits..)?;
        }
        let well_formed = zone == "Z" || {
            let (hours, minutes) = zone.strip_prefix(['+', '-'])?.split_once(':')?;
            two_digits(hours)? <= 23 && two_digits(minutes)? <= 59
        };
        well_formed.then(|| Moment(text.to_owned()))
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Day {
    /// Reads a day that exists, years 1900–9999.
    pub fn read(text: &str) -> Option<Day> {
        let (year, rest) = text.split_once('-')?;
        let (month, day) = rest.split_once('-')?;
        if year.len() != 4 {
            return None;
        }
        let year = two_digits(year.get(..2)?)? * 100 + two_digits(year.get(2..)?)?;
        let (month, day) = (two_digits(month)?, two_digits(day)?);
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        (year >= 1900 && (1..=days).contains(&day)).then(|| Day(text.to_owned()))
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn two_digits(text: &str) -> Option<u32> {
    match text.as_bytes() {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => Some(u32::from(tens - b'0') * 10 + u32::from(ones - b'0')),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_rfc_3339_with_an_offset() {
        for good in [
            "2026-03-01T09:30:00+08:00",
            "2024-02-29T23:59:59Z",
            "2026-03-01T09:30:00.123-11:30",
            "2000-02-29T00:00:00Z",
        ] {
            assert!(Moment::read(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "2026-03-01",
            "2026-03-01T09:30:00",
            "2026-03-01t09:30:00Z",
            "2026-03-01T09:30:00z",
            "2026-02-29T09:30:00Z",
            "2026-03-01 09:30:00Z",
            "2026-03-01T24:00:00Z",
            "2026-03-01T09:60:00Z",
            "2026-03-01T09:30:60Z",
            "2026-03-01T09:30:00+0800",
            "2026-03-01T09:30:00+24:00",
            "2026-03-01T09:30:00.Z",
            "2026-03-01T09:30:00.0123456789Z",
            "2026-3-1T09:30:00Z",
            "２026-03-01T09:30:00Z",
            "2026-03-01T09:30Z",
            "2026-13-01T09:30:00Z",
            "2026-03-01T09:30:00Z ",
        ] {
            assert!(Moment::read(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn days_are_ordered_in_time() {
        assert!(Day::read("2025-12-31") < Day::read("2026-01-01"));
        for bad in ["1899-12-31", "2100-02-29", "2026-04-31", "2026-00-10", "2026-01-00", "20260101"] {
            assert!(Day::read(bad).is_none(), "{bad}");
        }
    }
}
