//! The paper anchor: digits that a person typed off a printed page, held against a fingerprint group by group.
//! Typing a digest is tedious, so the first digits are enough to go on, and what is wrong is shown by its group.

use std::cmp::Ordering;

/// Digits of a whole fingerprint.
pub const DIGITS: usize = 64;

/// Digits in a printed group.
const GROUP: usize = 4;

/// Fewer digits than this say nothing.
pub const TYPED_DIGITS_MIN: usize = 8;

/// Most characters read: digits, separators and some to spare.
pub const TYPED_CHARS_MAX: usize = 512;

/// What the digits came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// No digit at all.
    Nothing,
    /// Fewer than [`TYPED_DIGITS_MIN`], however they compare.
    TooFew { digits: usize },
    /// They are the first `digits` of the fingerprint, that is `groups` whole groups.
    Begins { digits: usize, groups: usize },
    /// Every digit agrees.
    Whole,
    /// The first group that differs, from 1: as typed and as it should be.
    Differs { group: usize, typed: String, expected: String },
    /// More than [`DIGITS`], the first ones right; or more than [`TYPED_CHARS_MAX`] characters.
    TooMany { digits: usize },
    /// A character that is no digit and cannot be taken for one, in the group from 1.
    NotADigit { group: usize, found: char },
}

/// A letter that was read as the digit it looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubt {
    /// From 1.
    pub group: usize,
    pub found: char,
    pub read_as: char,
}

/// The result, and the first letter that had to be guessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    pub typed: Typed,
    pub doubt: Option<Doubt>,
}

/// Compares what was typed with a SHA-256. Any case, full-width characters, spaces, hyphens, colons, dots and line
/// breaks are taken; the letters O, l and I, which no fingerprint has, are read as 0 and 1 and said.
pub fn compare_typed(text: &str, digest: &[u8; 32]) -> Compared {
    let expected: Vec<char> = super::hex(digest).chars().collect();
    let (mut digits, mut doubt): (Vec<char>, Option<Doubt>) = (Vec::new(), None);
    let of = |typed, doubt| Compared { typed, doubt };
    for (at, found) in text.chars().enumerate() {
        if at >= TYPED_CHARS_MAX {
            return of(Typed::TooMany { digits: digits.len() }, doubt);
        }
        let group = digits.len() / GROUP + 1;
        let plain = halved(found);
        if is_separator(plain) {
            continue;
        }
        match looks_like(plain) {
            Some(read_as) => {
                doubt = doubt.or(Some(Doubt { group, found, read_as }));
                digits.push(read_as);
            }
            None if plain.is_ascii_hexdigit() => digits.push(plain.to_ascii_lowercase()),
            None => return of(Typed::NotADigit { group, found }, doubt),
        }
    }
    of(judge(&digits, &expected), doubt)
}

fn judge(digits: &[char], expected: &[char]) -> Typed {
    let count = digits.len();
    if count == 0 {
        return Typed::Nothing;
    }
    if count < TYPED_DIGITS_MIN {
        return Typed::TooFew { digits: count };
    }
    let groups = digits.chunks(GROUP).zip(expected.chunks(GROUP));
    let differs = |(typed, expected): &(&[char], &[char])| !expected.starts_with(typed);
    if let Some((at, (typed, expected))) = groups.enumerate().find(|(_, pair)| differs(pair)) {
        return Typed::Differs { group: at + 1, typed: typed.iter().collect(), expected: expected.iter().collect() };
    }
    match count.cmp(&DIGITS) {
        Ordering::Equal => Typed::Whole,
        Ordering::Greater => Typed::TooMany { digits: count },
        Ordering::Less => Typed::Begins { digits: count, groups: count / GROUP },
    }
}

/// Full-width characters as their half-width ones.
fn halved(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    }
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '–' | '—' | '‐' | '_' | ':' | '.' | ',' | '·' | '。' | '、')
}

/// Letters that are no hexadecimal digits and look like one.
fn looks_like(c: char) -> Option<char> {
    match c {
        'O' | 'o' => Some('0'),
        'l' | 'L' | 'I' | 'i' | '|' => Some('1'),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::*;
    use crate::digest::{fingerprint, sha256};

    /// `ba78 16bf 8f01 cfea 4141 40de 5dae 2223 b003 61a3 9617 7a9c b410 ff61 f200 15ad`.
    fn digest() -> [u8; 32] {
        sha256(b"abc")
    }

    #[track_caller]
    fn check(text: &str, want: Typed) {
        assert_eq!(compare_typed(text, &digest()), Compared { typed: want, doubt: None }, "{text}");
    }

    #[track_caller]
    fn doubtful(text: &str, want: Typed, doubt: (usize, char, char)) {
        let (group, found, read_as) = doubt;
        let doubt = Some(Doubt { group, found, read_as });
        assert_eq!(compare_typed(text, &digest()), Compared { typed: want, doubt }, "{text}");
    }

    fn begins(digits: usize, groups: usize) -> Typed {
        Typed::Begins { digits, groups }
    }

    fn differs(group: usize, typed: &str, expected: &str) -> Typed {
        Typed::Differs { group, typed: typed.into(), expected: expected.into() }
    }

    #[test]
    fn the_whole_fingerprint_agrees_however_it_is_typed() {
        let printed = fingerprint(&digest());
        check(&printed, Typed::Whole);
        check(&printed.to_uppercase(), Typed::Whole);
        check(&printed.replace(' ', ""), Typed::Whole);
        check(&printed.replace(' ', "-"), Typed::Whole);
        check(&printed.replace(' ', "—"), Typed::Whole);
        check(&printed.replace(' ', "："), Typed::Whole);
        check(&printed.replacen(' ', "\r\n", 9), Typed::Whole);
        check(&format!("\u{3000}{printed}\n"), Typed::Whole);
        let wide = |c: char| if c == ' ' { '\u{3000}' } else { char::from_u32(u32::from(c) + 0xFEE0).unwrap() };
        check(&printed.chars().map(wide).collect::<String>(), Typed::Whole);
    }

    #[test]
    fn the_first_digits_are_enough_from_eight_on() {
        check("", Typed::Nothing);
        check(" \n－ ", Typed::Nothing);
        check("b", Typed::TooFew { digits: 1 });
        check("ba78 16b", Typed::TooFew { digits: 7 });
        check("9999 999", Typed::TooFew { digits: 7 });
        check("ba78 16bf", begins(8, 2));
        check("ba78 16bf 8", begins(9, 2));
        check("ba78 16bf 8f01", begins(12, 3));
        check(&fingerprint(&digest())[..78], begins(63, 15));
    }

    #[test]
    fn the_first_group_that_differs_is_shown_with_what_it_should_be() {
        check("ba79 16bf", differs(1, "ba79", "ba78"));
        check("ba78 16bd 8f01", differs(2, "16bd", "16bf"));
        check("ba78 16bf 8e", differs(3, "8e", "8f01"));
        // A digit left out moves all that follow.
        check("ba78 16bf 801c fea4", differs(3, "801c", "8f01"));
        let last = format!("{}e", &fingerprint(&digest())[..78]);
        check(&last, differs(16, "15ae", "15ad"));
    }

    #[test]
    fn what_is_too_long_is_said_unless_it_differs_before() {
        let printed = fingerprint(&digest());
        check(&format!("{printed} 0"), Typed::TooMany { digits: 65 });
        check(&format!("{} {printed}", "0".repeat(4)), differs(1, "0000", "ba78"));
        check(&" ".repeat(TYPED_CHARS_MAX + 1), Typed::TooMany { digits: 0 });
        check(&format!("{}ba7816bf", " ".repeat(TYPED_CHARS_MAX - 8)), begins(8, 2));
    }

    #[test]
    fn letters_that_look_like_digits_are_read_as_them_and_said() {
        doubtful("ba78 l6bf", begins(8, 2), (2, 'l', '1'));
        doubtful("ba78 I6bf 8fO1", begins(12, 3), (2, 'I', '1'));
        doubtful("ba78 16bf 8fO1", begins(12, 3), (3, 'O', '0'));
        doubtful("ba78 16bf 8fｏ1", begins(12, 3), (3, 'ｏ', '0'));
        doubtful("ba7O 16bf", differs(1, "ba70", "ba78"), (1, 'O', '0'));
    }

    #[test]
    fn what_is_no_digit_is_named_with_its_group() {
        check("ba78 16bg", Typed::NotADigit { group: 2, found: 'g' });
        check("指纹：ba78", Typed::NotADigit { group: 1, found: '指' });
        check("ba78 16bf z", Typed::NotADigit { group: 3, found: 'z' });
        doubtful("bO78 x", Typed::NotADigit { group: 2, found: 'x' }, (1, 'O', '0'));
    }
}
