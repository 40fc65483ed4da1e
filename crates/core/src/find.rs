//! 查找: rows by number, by words and by the initials of pinyin.
//!
//! Several words, with spaces between them, must all be found in a row. What is found in the number or title comes before
//! what is found in the text; among equals the printed order stays.

mod initials;

use crate::catalogue::{Catalogue, Indicator};
use crate::text::wide;

pub use initials::Initials;

/// Most characters of a query that are looked at.
pub const QUERY_CHARS_MAX: usize = 60;
/// Most rows found at once.
pub const HITS_MAX: usize = 200;

/// Where a query was found, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// It is the row's number or id.
    Number,
    /// The number begins with it.
    NumberStart,
    Title,
    /// 一级/二级指标, or the name of a requirement or field.
    Name,
    Text,
    /// The unit or office answering for it.
    Responsibility,
    /// By initials of the title.
    TitleInitials,
    /// By initials of a group, a requirement or a field.
    NameInitials,
    TextInitials,
}

/// A row that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index of the indicator.
    pub row: usize,
    /// The worst place among those of the words.
    pub place: Place,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// At most [`HITS_MAX`], the best first.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub all: usize,
}

/// Looks among the rows given, by their indices in printed order. An empty query finds nothing.
pub fn find(catalogue: &Catalogue, rows: impl Iterator<Item = usize>, query: &str, initials: &Initials) -> Found {
    let query = folded(&query.chars().take(QUERY_CHARS_MAX).collect::<String>());
    let words: Vec<&str> = query.split_whitespace().collect();
    if words.is_empty() {
        return Found::default();
    }
    let mut hits: Vec<Hit> = rows
        .filter_map(|row| {
            let texts = Texts::of(catalogue, catalogue.indicators.get(row)?);
            let places = words.iter().map(|word| texts.place(word, initials));
            let worst = places.collect::<Option<Vec<Place>>>()?.into_iter().max()?;
            Some(Hit { row, place: worst })
        })
        .collect();
    hits.sort_by_key(|hit| (hit.place, hit.row));
    let all = hits.len();
    hits.truncate(HITS_MAX);
    Found { hits, all }
}

/// The texts of a row as they are compared.
struct Texts {
    numbers: [String; 2],
    title: String,
    names: Vec<String>,
    text: String,
    responsibility: String,
}

impl Texts {
    fn of(catalogue: &Catalogue, it: &Indicator) -> Texts {
        let mut names: Vec<String> = Vec::new();
        let mut group = catalogue.groups.get(it.group);
        // Two levels of groups, so this ends.
        for _ in 0..2 {
            let Some(one) = group else { break };
            names.push(folded(&one.title));
            group = one.parent.and_then(|parent| catalogue.groups.get(parent));
        }
        names.extend(it.requirements.iter().map(|one| folded(&one.title)));
        names.extend(it.slots.iter().map(|one| folded(&one.label)));
        Texts {
            numbers: [folded(&it.number), folded(&it.id)],
            title: folded(it.title.as_deref().unwrap_or_default()),
            names,
            text: folded(&it.text),
            responsibility: folded(&it.responsibility.printed),
        }
    }

    fn place(&self, word: &str, initials: &Initials) -> Option<Place> {
        let bare = word.trim_start_matches('第').trim_end_matches('项');
        let named = |test: &dyn Fn(&str) -> bool| self.names.iter().any(|name| test(name));
        let has = |text: &str| text.contains(word);
        if self.numbers.iter().any(|it| it == bare || it == word) {
            return Some(Place::Number);
        }
        if !bare.is_empty() && self.numbers[0].starts_with(bare) {
            return Some(Place::NumberStart);
        }
        for (place, found) in [
            (Place::Title, has(&self.title)),
            (Place::Name, named(&has)),
            (Place::Text, has(&self.text)),
            (Place::Responsibility, has(&self.responsibility)),
        ] {
            if found {
                return Some(place);
            }
        }
        // A single letter begins something everywhere.
        let sounds = word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphanumeric()) && word.bytes().any(is_letter);
        if !sounds {
            return None;
        }
        let sound = |text: &str| initials.fits(text, word);
        if sound(&self.title) {
            Some(Place::TitleInitials)
        } else if named(&sound) {
            Some(Place::NameInitials)
        } else {
            sound(&self.text).then_some(Place::TextInitials)
        }
    }
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic()
}

/// Widths and cases as one: `ＯＡ系统（试行）` and `oa系统(试行)` are the same.
fn folded(text: &str) -> String {
    let half = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    };
    text.chars().map(half).flat_map(char::to_lowercase).collect()
}

/// A few words of the text around what was found, for the list of hits; the beginning where nothing of it stands there.
pub fn excerpt(indicator: &Indicator, query: &str, chars: usize) -> String {
    let text = wide(&indicator.text);
    let folded_text: Vec<char> = folded(&text).chars().collect();
    let shown: Vec<char> = text.chars().collect();
    let query = folded(query);
    let word: Vec<char> = query.split_whitespace().next().unwrap_or_default().chars().collect();
    let at = if word.is_empty() { None } else { folded_text.windows(word.len()).position(|run| run == word) };
    let from = at.unwrap_or(0).saturating_sub(chars / 4).min(shown.len());
    let to = from.saturating_add(chars).min(shown.len());
    let middle: String = shown.get(from..to).unwrap_or_default().iter().collect();
    let (before, after) = (if from > 0 { "…" } else { "" }, if to < shown.len() { "…" } else { "" });
    [before, &middle, after].concat()
}
