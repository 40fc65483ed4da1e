//! Holds a catalogue against the copy it was read from: nothing invented, nothing lost.
//!
//! The walk cuts the copy into rows by itself (`cut`, one function per document) and looks for every
//! figure, every numeral with a measure word and every "all of them" or "each year"; each must stand
//! inside the quote of a requirement that checks that very figure, inside a `restates` quote whose
//! requirement does, or in `tests/data/<document>/exceptions.tsv` with the reason. An exception that
//! nothing needs fails too. `demands.rs` says what a demand is and which check is about it.
//!
//! In `corrections` of a catalogue `□` stands where the copy lost a character, and a stand-in of the
//! document for words that no file of ours may carry.
#![allow(dead_code, unused_imports, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod demands;
mod judged;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use sha2::{Digest, Sha256};
use zicha_core::catalogue::wire::{CatalogueFile, Correction, Group, Indicator, Requirement};

pub use demands::NUMERALS;
use demands::{answers, demands};
pub use judged::verdicts;

/// A document, its catalogue and what is needed to hold one against the other.
pub struct Document {
    /// `tests/data/<document>/source.txt`.
    pub source: &'static str,
    /// The catalogue file.
    pub catalogue: &'static str,
    /// `tests/data/<document>/exceptions.tsv`: a head line, then row, words around the figure, reason.
    pub exceptions: &'static str,
    /// The rows of the copy by the id of their indicator, in printed order, found without the catalogue.
    pub cut: fn(&str) -> Vec<(String, String)>,
    /// What a correction writes for words it must not carry, and the words of the copy.
    pub stand_ins: &'static [(&'static str, &'static str)],
}

/// What a walk found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Walked {
    /// `row: words …the text there`, for each demand nothing is about.
    pub missed: Vec<String>,
    /// Exceptions nothing needs.
    pub needless: Vec<String>,
}

/// One width for punctuation and no white space: a copy is half-width and has stray breaks.
pub fn folded(text: &str) -> String {
    let fold = |c: char| match c {
        '，' => ',',
        '；' => ';',
        '：' => ':',
        '（' => '(',
        '）' => ')',
        '％' => '%',
        other => other,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(fold).collect()
}

/// Every indicator, in printed order.
pub fn rows(file: &CatalogueFile) -> Vec<&Indicator> {
    fn within(group: &Group) -> Vec<&Indicator> {
        group.groups.iter().flat_map(within).chain(&group.indicators).collect()
    }
    file.groups.iter().flat_map(within).collect()
}

/// Every indicator, to be changed.
pub fn rows_mut(file: &mut CatalogueFile) -> Vec<&mut Indicator> {
    fn within(group: &mut Group) -> Vec<&mut Indicator> {
        group.groups.iter_mut().flat_map(within).chain(&mut group.indicators).collect()
    }
    file.groups.iter_mut().flat_map(within).collect()
}

/// The requirement of that id.
pub fn requirement<'f>(file: &'f CatalogueFile, id: &str) -> &'f Requirement {
    let found = rows(file).into_iter().flat_map(|row| &row.requirements).find(|it| it.id == id);
    found.unwrap_or_else(|| panic!("no requirement {id}"))
}

impl Document {
    pub fn file(&self) -> CatalogueFile {
        serde_json::from_str(self.catalogue).unwrap()
    }

    /// The rows of the copy by id.
    pub fn printed(&self) -> BTreeMap<String, String> {
        (self.cut)(self.source).into_iter().map(|(id, text)| (id, folded(&text))).collect()
    }

    /// Words of a row as the copy prints them, faults and all.
    pub fn as_printed(&self, text: &str, row: &Indicator) -> String {
        let undo = |text: String, fault: &Correction| match fault.read_as.as_str() {
            "" => text,
            read_as => text.replace(read_as, &fault.printed),
        };
        let marked = row.citation.corrections.iter().fold(text.to_owned(), undo).replace('□', "");
        folded(&self.stand_ins.iter().fold(marked, |text, (mark, words)| text.replace(mark, words)))
    }

    /// Demands of the copy that no requirement is about, and the exceptions that were not needed.
    pub fn walk(&self, file: &CatalogueFile) -> Walked {
        let kept: Vec<[&str; 3]> = self.exceptions.lines().skip(1).map(exception).collect();
        let (mut walked, mut used) = (Walked::default(), BTreeSet::new());
        let by_id: BTreeMap<&str, &Indicator> = rows(file).into_iter().map(|row| (row.id.as_str(), row)).collect();
        for (id, printed) in (self.cut)(self.source) {
            let Some(row) = by_id.get(id.as_str()) else {
                walked.missed.push(format!("{id}: no such indicator"));
                continue;
            };
            if self.as_printed(&row.text, row) != folded(&printed) {
                walked.missed.push(format!("{id}: not the words of the copy"));
            }
            let text = folded(&row.text);
            for (range, words) in demands(&text) {
                if is_answered(file, row, &text, &range, &words) {
                    continue;
                }
                match kept.iter().position(|it| it[0] == id && stands_within(&text, it[1], &range)) {
                    Some(at) => drop(used.insert(at)),
                    None => walked.missed.push(format!("{id}: {words} …{}", beginning(&text[range.start..]))),
                }
            }
        }
        let needless = kept.iter().enumerate().filter(|(at, _)| !used.contains(at));
        walked.needless = needless.map(|(_, it)| format!("{}: {}", it[0], it[1])).collect();
        walked
    }

    /// Nothing missed, no exception needless.
    pub fn assert_every_demand_is_quoted(&self) {
        assert_eq!(self.walk(&self.file()), Walked::default());
    }

    /// For each (requirement, beginning of the message): the walk misses it when it is gone.
    pub fn assert_gone_is_noticed(&self, cases: &[(&str, &str)]) {
        for (gone, message) in cases {
            let mut file = self.file();
            assert_eq!(requirement(&file, gone).id, *gone);
            for row in rows_mut(&mut file) {
                row.requirements.retain(|it| it.id != *gone);
            }
            let missed = self.walk(&file).missed;
            assert!(missed.iter().any(|it| it.starts_with(message)), "{gone}: {missed:?}");
        }
    }

    /// The walk misses something when these words of the catalogue file are changed.
    pub fn assert_change_is_noticed(&self, from: &str, to: &str, message: &str) {
        assert!(self.catalogue.contains(from), "{from}");
        let missed = self.walk(&serde_json::from_str(&self.catalogue.replace(from, to)).unwrap()).missed;
        assert!(missed.iter().any(|it| it.starts_with(message)), "{missed:?}");
    }

    pub fn assert_copy_is_the_one_that_was_read(&self) {
        let digest: String = Sha256::digest(self.source).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(digest, self.file().source.sha256);
    }

    /// The same rows in the same order, each the copy with its corrections undone, on the lines it cites.
    pub fn assert_rows_are_the_copy(&self) {
        let file = self.file();
        let printed = (self.cut)(self.source);
        let (lines, of_copy): (Vec<&str>, Vec<&String>) =
            (self.source.lines().collect(), printed.iter().map(|(id, _)| id).collect());
        assert_eq!(rows(&file).iter().map(|row| &row.id).collect::<Vec<_>>(), of_copy);
        for (row, (_, text)) in rows(&file).into_iter().zip(&printed) {
            assert_eq!(self.as_printed(&row.text, row), folded(text), "text of {}", row.id);
            let cited: String = row.citation.lines.iter().map(|line| folded(lines[*line as usize - 1])).collect();
            assert!(cited.contains(&folded(text)), "lines cited by {}", row.id);
        }
    }

    /// Every row asks or restates something, and every quote, soft word and condition is its own words.
    pub fn assert_rows_ask_in_their_own_words(&self) {
        let file = self.file();
        for row in rows(&file) {
            let restated = restated(&file, row);
            assert_eq!(restated.len(), row.restates.len(), "{}", row.id);
            assert!(row.requirements.iter().any(|it| it.quote.is_some()) || !restated.is_empty(), "{}", row.id);
            assert!(restated.iter().all(|(quote, _)| row.text.contains(quote)), "restated in {}", row.id);
            for it in &row.requirements {
                let verbatim = it.quote.as_ref().is_some_and(|quote| row.text.contains(quote.as_str()));
                assert!(verbatim || (it.quote.is_none() && it.derived.is_some()), "{}", it.id);
                let soft = it.soft_word.as_deref().is_none_or(|word| row.text.contains(word));
                let condition = it.condition.as_deref().is_none_or(|words| row.text.contains(words));
                assert!(soft && condition, "{}", it.id);
            }
        }
    }

    /// Every unit of a row is listed and printed in its cell, and the cell in the copy.
    pub fn assert_units_are_printed(&self, mend: fn(&str) -> String) {
        let file = self.file();
        // Only the characters: cells are broken over lines.
        let letters = |text: &str| mend(&text.chars().filter(|c| c.is_alphabetic()).collect::<String>());
        let copy = letters(self.source);
        for row in rows(&file) {
            let cell = &row.responsibility;
            assert!(copy.contains(&letters(&cell.printed)), "cell of {}", row.id);
            assert!(!cell.lead.is_empty(), "{}", row.id);
            assert!(cell.lead.iter().all(|name| !cell.cooperating.contains(name)), "{}", row.id);
            let printed = |name: &String| cell.printed.contains(name.as_str());
            for name in cell.lead.iter().chain(&cell.cooperating) {
                let unit = file.units.iter().find(|it| it.name == *name).map(|it| &it.aliases);
                let aliases = unit.or(file.collectives.iter().find(|it| it.name == *name).map(|it| &it.aliases));
                let named = aliases.is_some_and(|aliases| printed(name) || aliases.iter().any(printed));
                assert!(named, "{name} in {}", row.id);
            }
        }
    }

    /// What a correction mended stands nowhere else in the catalogue. At least so many are looked for.
    pub fn assert_no_fault_is_carried(&self, at_least: usize, also: &[&str]) {
        let mut file = self.file();
        let mut printed = Vec::new();
        for row in rows_mut(&mut file) {
            for fault in std::mem::take(&mut row.citation.corrections) {
                let kept = fault.read_as.contains(&fault.printed) || fault.note.is_some_and(|it| it.contains("照录"));
                let words = fault.printed.replace('□', "");
                printed.extend((!kept && !row.responsibility.printed.contains(&words)).then_some(words));
            }
        }
        assert!(printed.len() >= at_least, "{printed:?}");
        let clean = serde_json::to_string(&file).unwrap();
        for fault in printed.iter().map(String::as_str).chain(also.iter().copied()) {
            assert!(!clean.contains(fault), "{fault}");
        }
    }
}

/// The words a row repeats from elsewhere, with the requirement that asks them and its row.
fn restated<'f>(file: &'f CatalogueFile, row: &'f Indicator) -> Vec<(&'f str, (&'f Indicator, &'f Requirement))> {
    let find = |id: &str| {
        let mut owned = rows(file).into_iter().flat_map(|row| row.requirements.iter().map(move |it| (row, it)));
        owned.find(|(_, it)| it.id == id)
    };
    row.restates.iter().filter_map(|it| Some((it.quote.as_str(), find(&it.requirement)?))).collect()
}

/// Whether a requirement of the row, or one it restates, quotes these words and is about them.
fn is_answered(file: &CatalogueFile, row: &Indicator, text: &str, range: &Range<usize>, words: &str) -> bool {
    let quotes = |quote: &str| stands_within(text, quote, range);
    row.requirements.iter().any(|it| it.quote.as_deref().is_some_and(quotes) && answers(file, row, it, words))
        || restated(file, row).iter().any(|(quote, (owner, it))| quotes(quote) && answers(file, owner, it, words))
}

/// Whether the range lies within one of the places where `outer` stands in the folded text.
fn stands_within(text: &str, outer: &str, range: &Range<usize>) -> bool {
    let outer = folded(outer);
    !outer.is_empty() && text.match_indices(&outer).any(|(at, _)| at <= range.start && range.end <= at + outer.len())
}

fn exception(line: &str) -> [&str; 3] {
    let cells: Vec<&str> = line.split('\t').collect();
    let cells: [&str; 3] = cells.try_into().unwrap_or_else(|_| panic!("row, words, reason: {line}"));
    assert!(cells.iter().all(|cell| !cell.trim().is_empty()), "{line}");
    cells
}

fn beginning(text: &str) -> String {
    text.chars().take(12).collect()
}
