//! The table of pinyin initials is what the `pinyin` crate says of the characters it covers, and it covers the catalogues.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use pinyin::ToPinyinMulti;
use zicha_core::find::Initials;

/// Readings of a character that count, the commonest first: further ones are archaic.
const READINGS_MAX: usize = 3;
/// Characters of GB 2312 level 1.
const COMMON: usize = 3_755;

fn initials(c: char) -> String {
    let mut found: Vec<char> = Vec::new();
    for reading in c.to_pinyin_multi().into_iter().flatten() {
        let first = reading.plain().chars().next().unwrap();
        if !found.contains(&first) && found.len() < READINGS_MAX {
            found.push(first);
        }
    }
    found.sort_unstable();
    found.into_iter().collect()
}

fn of_catalogues() -> BTreeSet<char> {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/catalogues");
    let files = std::fs::read_dir(dir).unwrap().map(|it| it.unwrap().path());
    let texts: String = files.map(|file| std::fs::read_to_string(file).unwrap()).collect();
    texts.chars().filter(|c| ('\u{4E00}'..='\u{9FA5}').contains(c)).collect()
}

/// The table that these characters make.
fn table(covered: &BTreeSet<char>) -> String {
    let (mut text, mut gap) = (String::new(), 0);
    for c in '\u{4E00}'..='\u{9FA5}' {
        if !covered.contains(&c) {
            gap += 1;
            continue;
        }
        if gap > 0 {
            text.push_str(&gap.to_string());
            gap = 0;
        }
        let letters = initials(c);
        let last = letters.len() - 1;
        text.extend(letters.char_indices().map(|(at, it)| if at < last { it.to_ascii_uppercase() } else { it }));
    }
    text
}

#[test]
fn the_table_is_what_the_readings_make_and_covers_every_catalogue() {
    let kept = include_str!("../src/find/initials.txt");
    let known = Initials::new();
    let mut covered: BTreeSet<char> = ('\u{4E00}'..='\u{9FA5}').filter(|c| !known.letters(*c).is_empty()).collect();
    assert!(covered.len() >= COMMON, "{} characters", covered.len());
    covered.extend(of_catalogues());
    let made = table(&covered);
    assert!(made == kept, "crates/core/src/find/initials.txt should be:\n{made}");
}

#[test]
fn a_few_characters_known_by_heart() {
    let known = Initials::new();
    for (c, letters) in [('阳', "y"), ('光', "g"), ('政', "z"), ('重', "cz"), ('行', "hx"), ('率', "ls"), ('区', "oq")]
    {
        let found = known.letters(c);
        assert!(letters.chars().all(|it| found.contains(it)), "{c}: {found}");
    }
}
