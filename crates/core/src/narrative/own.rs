//! Words of one's own with placeholders in braces: `{26.files}`, `{sections 汉字}`; `{{` is a brace.

use crate::catalogue::lint;
use crate::session::Session;

use super::check::{Check, Outcome, Rule};
use super::line::{Line, hanzi};
use super::{Block, Origin, OwnWords, compose, link};

/// After a placeholder's name: write the number in Chinese numerals.
const IN_HANZI: &str = "汉字";

/// The text of a block as a person edits it: figures as placeholders. Read back it gives the same pieces.
pub fn editable(block: &Block) -> String {
    let mut text = String::new();
    for piece in &block.pieces {
        match &piece.link {
            Some(link) => text.push_str(&["{", link, "}"].concat()),
            None => text.push_str(&piece.text.replace('{', "{{")),
        }
    }
    text
}

/// Puts one's own words in place. What names no block or no answer is said.
pub(super) fn replace(session: &Session, blocks: &mut [Block], own: &OwnWords) -> Vec<Check> {
    let sections = compose::section_count(blocks);
    let mut checks = Vec::new();
    for (id, text) in own.iter().filter(|(_, text)| !text.trim().is_empty()) {
        match blocks.iter_mut().find(|block| block.id == *id) {
            Some(block) => {
                block.pieces = read(session, sections, id, text, &mut checks).0;
                block.origin = Origin::Own;
            }
            None => {
                let near = lint::nearest(id, blocks.iter().map(|block| block.id.as_str())).unwrap_or_default();
                let rule = Rule::UnknownBlock;
                checks.push(Check::new(id, rule, Outcome::Broken, id, near));
            }
        }
    }
    checks
}

fn read(session: &Session, sections: usize, id: &str, text: &str, checks: &mut Vec<Check>) -> Line {
    let mut line = Line::default();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        line.words(&rest[..open]);
        rest = &rest[open + 1..];
        if let Some(after) = rest.strip_prefix('{') {
            line.words("{");
            rest = after;
            continue;
        }
        let Some(close) = rest.find('}') else {
            line.words("{");
            continue;
        };
        let written = &rest[..close];
        rest = &rest[close + 1..];
        let (name, numerals) = match written.trim().split_once(char::is_whitespace) {
            Some((name, how)) => (name, how.trim() == IN_HANZI),
            None => (written.trim(), false),
        };
        match link::resolve(session, sections, name) {
            Some((text, ink)) => {
                let number = text.parse::<usize>().ok().filter(|_| numerals);
                line.figure(written.trim().to_owned(), (number.map_or(text, hanzi), ink));
            }
            None => {
                line.words(&["{", written, "}"].concat());
                let near = link::nearest(session.catalogue(), name).unwrap_or_default();
                checks.push(Check::new(id, Rule::UnknownPlaceholder, Outcome::Broken, written.trim(), &near));
            }
        }
    }
    line.words(rest);
    line
}
