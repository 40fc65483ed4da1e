//! A paragraph under way: pieces put one after the other.

use super::{BLANK, Ink, Piece};

/// Pieces of one sentence or paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line(pub Vec<Piece>);

impl Line {
    pub fn of(words: &str) -> Line {
        let mut line = Line::default();
        line.words(words);
        line
    }

    /// Plain words; a run of `＿` among them is a blank.
    pub fn words(&mut self, words: &str) {
        let mut rest = words;
        while let Some(start) = rest.find('＿') {
            self.plain(&rest[..start]);
            let end = rest[start..].find(|c| c != '＿').map_or(rest.len(), |end| start + end);
            self.0.push(Piece { text: rest[start..end].to_owned(), link: None, ink: Ink::Blank });
            rest = &rest[end..];
        }
        self.plain(rest);
    }

    fn plain(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(last) if last.ink == Ink::Words && last.link.is_none() => last.text.push_str(words),
            Some(_) | None => self.0.push(Piece { text: words.to_owned(), link: None, ink: Ink::Words }),
        }
    }

    pub fn figure(&mut self, link: String, (text, ink): (String, Ink)) {
        self.0.push(Piece { text, link: Some(link), ink });
    }

    /// A blank that no answer fills.
    pub fn blank(&mut self) {
        self.words(&BLANK.repeat(2));
    }

    pub fn append(&mut self, other: Line) {
        for piece in other.0 {
            match piece.link {
                None if piece.ink == Ink::Words => self.plain(&piece.text),
                Some(_) | None => self.0.push(piece),
            }
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Ends the sentence, unless it has ended.
    pub fn stop(&mut self) {
        let ended = self.0.last().is_none_or(|last| last.text.ends_with(['。', '！', '？', '：', '\n']));
        if !ended {
            self.plain("。");
        }
    }
}

/// The lines with `between` between them.
pub(super) fn joined(lines: Vec<Line>, between: &str) -> Line {
    let mut all = Line::default();
    for (at, line) in lines.into_iter().enumerate() {
        if at > 0 {
            all.plain(between);
        }
        all.append(line);
    }
    all
}

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// 一, 十二, 一百零三; digits from 1,000 on.
pub(super) fn hanzi(number: usize) -> String {
    let digit = |n: usize| DIGITS.get(n % 10).copied().unwrap_or('〇');
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
    if number >= 1_000 {
        return number.to_string();
    }
    let mut text = String::new();
    if hundreds > 0 {
        text.push(digit(hundreds));
        text.push('百');
        if tens == 0 && ones > 0 {
            text.push('零');
        }
    }
    if tens > 0 {
        if tens > 1 || hundreds > 0 {
            text.push(digit(tens));
        }
        text.push('十');
    }
    if ones > 0 || number == 0 {
        text.push(digit(ones));
    }
    text
}
