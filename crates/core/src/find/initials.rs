//! 拼音首字母: which letters a character's readings begin with.
//!
//! The table covers the 3,755 common characters (GB 2312 level 1) and every character of the catalogues that come with
//! the program, with the first three readings of each; `tests/initials.rs` makes it anew from the `pinyin` crate and
//! compares. A Chinese character outside the table fits any letter: better found too often than not at all.

/// The first character of the table.
const FIRST: u32 = 0x4E00;
/// The last character the table could name.
const LAST: u32 = 0x9FA5;
/// Letters `a` to `z`, a bit each.
const ANY: u32 = (1 << 26) - 1;

/// In the order of characters: one letter, or several of which all but the last are capitals; a number says how many
/// characters are left out.
const TABLE: &str = include_str!("initials.txt");

/// The table, unfolded.
#[derive(Clone, Debug)]
pub struct Initials(Vec<u32>);

impl Default for Initials {
    fn default() -> Initials {
        Initials::new()
    }
}

impl Initials {
    /// Unfolds the table: some 80 KB, to be kept while somebody searches.
    pub fn new() -> Initials {
        let mut all = Vec::with_capacity((LAST - FIRST) as usize);
        let (mut gap, mut held) = (0_usize, 0);
        for byte in TABLE.bytes() {
            if byte.is_ascii_digit() {
                gap = gap.saturating_mul(10).saturating_add(usize::from(byte - b'0')).min(LAST as usize);
                continue;
            }
            all.resize(all.len() + std::mem::take(&mut gap), 0);
            held |= letter(char::from(byte));
            if byte.is_ascii_lowercase() {
                all.push(std::mem::take(&mut held));
            }
        }
        Initials(all)
    }

    /// What a character can be found by, a bit a letter; none for punctuation. Letters and digits are found by
    /// themselves, see [`Initials::fits`].
    fn of(&self, c: char) -> u32 {
        let at = u32::from(c).checked_sub(FIRST).map(|at| at as usize);
        match at.and_then(|at| self.0.get(at)).copied() {
            Some(letters) if letters != 0 => letters,
            Some(_) => ANY,
            None if is_han(c) => ANY,
            None => letter(c),
        }
    }

    /// The letters a character of the table begins with, ascending; none where the table does not have it.
    pub fn letters(&self, c: char) -> String {
        let at = u32::from(c).checked_sub(FIRST).and_then(|at| self.0.get(at as usize)).copied().unwrap_or(0);
        ('a'..='z').filter(|it| at & letter(*it) != 0).collect()
    }

    /// Whether some run of the text's characters, punctuation passed over, begins with these letters. `wanted` is in
    /// lower case; a digit in it stands for itself.
    pub fn fits(&self, text: &str, wanted: &str) -> bool {
        let wanted: Vec<char> = wanted.chars().collect();
        let sounds: Vec<(char, u32)> = text.chars().map(|c| (c, self.of(c))).filter(heard).collect();
        !wanted.is_empty() && sounds.windows(wanted.len()).any(|run| run.iter().zip(&wanted).all(one))
    }
}

fn heard(it: &(char, u32)) -> bool {
    it.1 != 0 || it.0.is_ascii_digit()
}

fn one((sound, wanted): (&(char, u32), &char)) -> bool {
    sound.0 == *wanted || sound.1 & letter(*wanted) != 0
}

fn letter(c: char) -> u32 {
    if c.is_ascii_alphabetic() { 1 << (u32::from(c.to_ascii_lowercase()) - u32::from('a')) } else { 0 }
}

/// A Chinese character, in any plane.
fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

#[cfg(test)]
mod tests {
    use super::Initials;

    fn check(text: &str, wanted: &str, fits: bool) {
        assert_eq!(Initials::new().fits(text, wanted), fits, "{wanted} in {text}");
    }

    #[test]
    fn initials_are_found_in_a_row() {
        check("全面推行阳光政务工作", "ygzw", true);
        check("全面推行阳光政务工作", "qmtx", true);
        check("全面推行阳光政务工作", "ygw", false);
        check("阳光", "ygzw", false);
        check("阳光", "", false);
    }

    #[test]
    fn every_reading_counts() {
        // 重 zhong and chong, 行 xing and hang, 率 lü and shuai, 调 diao and tiao.
        for wanted in ["zdxz", "cdxz", "zdhz"] {
            check("重大行政", wanted, true);
        }
        check("办结率", "bjl", true);
        check("办结率", "bjs", true);
        check("调解", "tj", true);
        check("调解", "dj", true);
    }

    #[test]
    fn punctuation_is_passed_over_and_figures_and_letters_stand_for_themselves() {
        check("党委（党组）、政府", "dwdz", true);
        check("党委（党组）、政府", "dzzf", true);
        check("推进“12345”热线", "tj12345rx", true);
        check("建设OA系统", "jsoaxt", true);
    }

    #[test]
    fn a_character_outside_the_table_fits_any_letter() {
        let initials = Initials::new();
        assert_eq!(initials.letters('鑀'), "");
        check("鑀区", "aq", true);
        check("鑀区", "zq", true);
        check("㐀区", "zq", true);
    }
}
