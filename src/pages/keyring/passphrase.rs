//! Is a new passphrase good enough to protect a key? A short list of rules, in words, no meter.

use zeroize::Zeroizing;
use zicha_core::keyfile::PASSPHRASE_BYTES_MAX;

/// Fewest characters of a new passphrase.
pub const CHARS_MIN: usize = 10;

/// Fewest different characters.
const DISTINCT_MIN: usize = 5;

/// From here on, or with three kinds of characters, it is called strong.
const STRONG_CHARS_MIN: usize = 16;

/// How good it is, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Fewer than [`CHARS_MIN`] characters.
    Short,
    /// Repeated characters or a plain run: refused.
    Weak,
    Fair,
    Strong,
}

/// Judges a new passphrase; only its characters are looked at, no list of known ones.
pub fn strength(passphrase: &str) -> Strength {
    if passphrase.chars().count() < CHARS_MIN {
        return Strength::Short;
    }
    let mut distinct: Zeroizing<Vec<char>> = Zeroizing::new(passphrase.chars().collect());
    distinct.sort_unstable();
    distinct.dedup();
    let plain_figures = passphrase.chars().all(|c| c.is_ascii_digit()) && passphrase.len() < STRONG_CHARS_MIN;
    if distinct.len() < DISTINCT_MIN || is_run(passphrase) || plain_figures || passphrase.len() > PASSPHRASE_BYTES_MAX {
        return Strength::Weak;
    }
    let long = passphrase.chars().count() >= STRONG_CHARS_MIN;
    if long || kinds(passphrase) >= 3 { Strength::Strong } else { Strength::Fair }
}

/// Every character is the one after, or before, the character in front of it: 1234567890, zyxwvutsrq.
fn is_run(text: &str) -> bool {
    let steps =
        || text.chars().zip(text.chars().skip(1)).map(|(a, b)| i64::from(u32::from(b)) - i64::from(u32::from(a)));
    [1, -1].into_iter().any(|step| steps().filter(|found| *found != step).count() <= 1)
}

/// Small letters, capitals, figures, anything else: how many of the four occur.
fn kinds(text: &str) -> usize {
    let tests: [fn(char) -> bool; 4] = [
        |c| c.is_ascii_lowercase(),
        |c| c.is_ascii_uppercase(),
        |c| c.is_ascii_digit(),
        |c| !c.is_ascii_alphanumeric(),
    ];
    tests.iter().filter(|test| text.chars().any(**test)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(passphrase: &str, want: Strength) {
        assert_eq!(strength(passphrase), want, "{passphrase}");
    }

    #[test]
    fn short_ones_are_refused_by_characters_not_bytes() {
        check("", Strength::Short);
        check("Ab3$efg7x", Strength::Short);
        check("红桥司法局自查表", Strength::Short);
    }

    #[test]
    fn what_anybody_tries_first_is_refused() {
        for weak in
            ["aaaaaaaaaa", "1234567890", "0987654321", "abababababab", "2020123119", "abcdefghij", "123456789012"]
        {
            check(weak, Strength::Weak);
        }
        check(&"长a1B".repeat(300), Strength::Weak);
    }

    #[test]
    fn a_sentence_will_do() {
        check("purple cat", Strength::Fair);
        check("今天下午三点开会记得带笔", Strength::Fair);
        check("today at three, bring a pen", Strength::Strong);
        check("Hq-sfj-2020", Strength::Strong);
    }
}
