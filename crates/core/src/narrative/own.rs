//! Words of one's own with placeholders in braces: `{26.files}`, `{sections 汉字}`; `{{` is a brace.

use crate::catalogue::lint;
use crate::session::Session;

use super::check::{Check, Outcome, Rule};
use super::line::{Line, hanzi};
use super::{Block, Origin, OwnWords, compose, link};

/// Most placeholders of one block; what follows is taken as words.
pub const PLACEHOLDERS_MAX: usize = 1_000;
/// Unknown placeholders of one block whose nearest name is looked for.
const UNKNOWN_NAMED_MAX: usize = 10;
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
    let mut places: Vec<(String, usize)> =
        blocks.iter().enumerate().map(|(at, block)| (block.id.clone(), at)).collect();
    places.sort_unstable();
    for (id, text) in own.iter().filter(|(_, text)| !text.trim().is_empty()) {
        let place = places.binary_search_by(|it| it.0.cmp(id)).ok().and_then(|at| places.get(at));
        match place.and_then(|(_, at)| blocks.get_mut(*at)) {
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
    let (mut left, mut unknown) = (PLACEHOLDERS_MAX, 0);
    while let Some(open) = rest.find('{').filter(|_| left > 0) {
        left -= 1;
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
                unknown += 1;
                let near = if unknown > UNKNOWN_NAMED_MAX { None } else { link::nearest(session.catalogue(), name) };
                let near = near.unwrap_or_default();
                checks.push(Check::new(id, Rule::UnknownPlaceholder, Outcome::Broken, written.trim(), &near));
            }
        }
    }
    line.words(rest);
    line
}
