//! The text of a block with the places of its figures, its sentences, and the numbers in it.

use crate::decimal::hanzi;
use crate::narrative::{Block, Ink};

/// Words by which something is counted; the longest first where one begins another.
const MEASURES: [&str; 21] = [
    "学时", "件", "项", "个", "名", "人", "部", "次", "起", "份", "条", "类", "户", "处", "场", "期", "家", "宗", "篇",
    "块", "台",
];
const NUMERALS: &str = "〇零一二两三四五六七八九十百千";
const ABOUT: [&str; 2] = ["余", "多"];

/// A block's words in one string.
pub(super) struct Scanned {
    pub text: String,
    /// Start, end and link of each figure.
    marks: Vec<(usize, usize, String)>,
}

/// A number with the measure word after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub start: usize,
    /// After the measure word.
    pub end: usize,
    pub value: usize,
    pub measure: &'static str,
    pub approximate: bool,
    pub link: Option<String>,
    /// Written in digits.
    pub digits: bool,
}

impl Number {
    /// 名 and 人 count the same.
    pub fn alike(&self, other: &Number) -> bool {
        let same = |measure: &'static str| if measure == "名" { "人" } else { measure };
        same(self.measure) == same(other.measure)
    }
}

pub(super) fn scan(block: &Block) -> Scanned {
    let mut scanned = Scanned { text: String::new(), marks: Vec::new() };
    for piece in &block.pieces {
        let start = scanned.text.len();
        scanned.text.push_str(&piece.text);
        if let (Some(link), Ink::Figure | Ink::Approximate) = (&piece.link, piece.ink) {
            scanned.marks.push((start, scanned.text.len(), link.clone()));
        }
    }
    scanned
}

impl Scanned {
    /// Byte ranges of the stretches between any of these marks.
    pub fn stretches(&self, ends: &[char]) -> Vec<(usize, usize)> {
        let (mut all, mut from) = (Vec::new(), 0);
        for (at, mark) in self.text.match_indices(ends) {
            all.push((from, at));
            from = at + mark.len();
        }
        all.push((from, self.text.len()));
        all
    }

    /// Numbers with a measure word between two places.
    pub fn numbers(&self, (from, to): (usize, usize)) -> Vec<Number> {
        let mut found = Vec::new();
        let mut at = from;
        while let Some(first) = self.text.get(at..to).and_then(|rest| rest.chars().next()) {
            let digits = first.is_ascii_digit();
            if !digits && !NUMERALS.contains(first) {
                at += first.len_utf8();
                continue;
            }
            let belongs = |c: char| if digits { c.is_ascii_digit() || c == ',' } else { NUMERALS.contains(c) };
            let end = self.text[at..to].find(|c| !belongs(c)).map_or(to, |end| at + end);
            found.extend(self.number(at, end, to, digits));
            at = end;
        }
        found
    }

    fn number(&self, start: usize, end: usize, to: usize, digits: bool) -> Option<Number> {
        // Behind a point or a letter it is part of something else.
        let before = self.text[..start].chars().next_back();
        if before.is_some_and(|c| digits && (c == '.' || c == '-' || c.is_ascii_alphabetic())) {
            return None;
        }
        let word = &self.text[start..end];
        let value = if digits {
            word.replace(',', "").parse().ok()?
        } else {
            usize::try_from(hanzi::whole(&word.chars().collect::<Vec<_>>())?).ok()?
        };
        let about = ABOUT.iter().find(|about| self.text[end..to].starts_with(**about));
        let after = end + about.map_or(0, |about| about.len());
        let measure = MEASURES.into_iter().find(|measure| self.text[after..to].starts_with(*measure))?;
        Some(Number {
            start,
            end: after + measure.len(),
            value,
            measure,
            approximate: about.is_some(),
            link: self.link_at(start),
            digits,
        })
    }

    pub fn link_at(&self, at: usize) -> Option<String> {
        self.marks.iter().find(|(start, end, _)| *start <= at && at < *end).map(|(_, _, link)| link.clone())
    }
}
