//! What the words of a block say about its figures.

use crate::kind::Kind;
use crate::narrative::claim::REPORT_SLOT;
use crate::narrative::{Block, BlockKind, Ink, Origin, compose, link};
use crate::session::Session;

use super::scan::{Number, Scanned, scan};
use super::{Check, Outcome, Rule};

/// Words between a number and the list it introduces, in bytes: about 16 characters.
const TO_LIST_BYTES_MAX: usize = 48;
/// Words of a sentence that a check repeats, in characters.
const SAID_CHARS_MAX: usize = 60;

const SENTENCE: [char; 5] = ['。', '；', '！', '？', '\n'];
const FULL_STOP: [char; 3] = ['。', '！', '\n'];

pub(super) fn look(session: &Session, block: &Block, checks: &mut Vec<Check>) {
    let scanned = scan(block);
    let mut look = Look { session, block, scanned: &scanned, checks };
    for stretch in scanned.stretches(&SENTENCE) {
        let numbers = scanned.numbers(stretch);
        look.parts(stretch, &numbers);
        look.whole(stretch, &numbers);
        look.coverage(stretch);
        look.figures(&numbers);
    }
    for stretch in scanned.stretches(&FULL_STOP) {
        look.list(stretch);
    }
    for piece in block.pieces.iter().filter(|piece| piece.ink == Ink::Approximate) {
        look.push(Rule::Approximate, Outcome::Unsure, &piece.text, piece.link.as_deref().unwrap_or_default());
    }
}

struct Look<'a> {
    session: &'a Session,
    block: &'a Block,
    scanned: &'a Scanned,
    checks: &'a mut Vec<Check>,
}

impl Look<'_> {
    fn push(&mut self, rule: Rule, outcome: Outcome, left: &str, right: &str) {
        self.checks.push(Check::new(&self.block.id, rule, outcome, left, right));
    }

    /// What was made from the figures agrees with them: not worth a word.
    fn is_trivial(&self, outcome: Outcome) -> bool {
        outcome == Outcome::Holds && self.block.origin == Origin::Made
    }

    fn said(&self, (from, to): (usize, usize)) -> String {
        self.scanned.text[from..to].trim().chars().take(SAID_CHARS_MAX).collect()
    }

    /// The whole before 其中 and the parts after it, of the same measure.
    fn parts(&mut self, stretch: (usize, usize), numbers: &[Number]) {
        let Some(at) = self.scanned.text[stretch.0..stretch.1].rfind("其中").map(|at| stretch.0 + at) else { return };
        let Some(whole) = numbers.iter().rfind(|it| it.end <= at) else { return };
        let parts: Vec<&Number> = numbers.iter().filter(|it| it.start > at && it.alike(whole)).collect();
        if whole.approximate || parts.is_empty() || parts.iter().any(|it| it.approximate) {
            return;
        }
        let sum: usize = parts.iter().map(|it| it.value).sum();
        // One part may be less than the whole; several are meant to be all of it.
        let outcome = match sum.cmp(&whole.value) {
            std::cmp::Ordering::Equal => Outcome::Holds,
            std::cmp::Ordering::Greater => Outcome::Broken,
            std::cmp::Ordering::Less if parts.len() > 1 => Outcome::Unsure,
            std::cmp::Ordering::Less => return,
        };
        if self.is_trivial(outcome) {
            return;
        }
        let right = parts.iter().map(|it| it.value.to_string()).collect::<Vec<_>>().join(" + ");
        self.push(Rule::Parts, outcome, &whole.value.to_string(), &right);
    }

    /// 全部 wants the number before it to be the number before that, or that of its rate.
    fn whole(&mut self, stretch: (usize, usize), numbers: &[Number]) {
        let Some(at) = self.scanned.text[stretch.0..stretch.1].find("全部").map(|at| stretch.0 + at) else { return };
        let mut before = numbers.iter().rev().filter(|it| it.end <= at);
        let Some(part) = before.next() else { return };
        let whole = before.find(|it| it.alike(part)).map(|it| it.value);
        let Some(whole) = whole.or_else(|| self.denominator(part)) else { return };
        let outcome = if whole == part.value { Outcome::Holds } else { Outcome::Broken };
        if self.is_trivial(outcome) {
            return;
        }
        self.push(Rule::Whole, outcome, &part.value.to_string(), &whole.to_string());
    }

    /// The whole that a linked part belongs to, by a rate of its row.
    fn denominator(&self, part: &Number) -> Option<usize> {
        let link = part.link.as_deref()?;
        let catalogue = self.session.catalogue();
        let row = link::target(self.session, link)?;
        let whole = catalogue.indicators.get(row)?.requirements.iter().find_map(|it| {
            let Kind::Rate(rate) = &it.kind else { return None };
            (link::name(catalogue, row, rate.numerator) == link).then_some(rate.denominator)
        })?;
        usize::try_from(link::reading(self.session, row, whole).count()?).ok()
    }

    /// 全覆盖 is shown by a rate of 100% among the rows of the block, or not at all.
    fn coverage(&mut self, stretch: (usize, usize)) {
        // A title among what falls short or is planned claims nothing.
        let claims = !matches!(self.block.kind, BlockKind::Shortcoming | BlockKind::Plan);
        if !claims || !self.scanned.text[stretch.0..stretch.1].contains("全覆盖") {
            return;
        }
        let session = self.session;
        let shown = self.block.rows.iter().any(|row| {
            let requirements = session.catalogue().indicators.get(*row).map(|it| it.requirements.as_slice());
            requirements.unwrap_or_default().iter().any(|it| {
                let Kind::Rate(rate) = &it.kind else { return false };
                let count = |at| link::reading(session, *row, at).count();
                count(rate.denominator).is_some_and(|whole| whole > 0 && count(rate.numerator) == Some(whole))
            })
        });
        let said = self.said(stretch);
        self.push(Rule::Coverage, if shown { Outcome::Holds } else { Outcome::Unsure }, &said, "");
    }

    /// Numbers of one's own words that no answer gives; 20余.
    fn figures(&mut self, numbers: &[Number]) {
        for number in numbers.iter().filter(|it| it.link.is_none()) {
            let words = &self.scanned.text[number.start..number.end];
            if number.approximate {
                self.push(Rule::Approximate, Outcome::Unsure, words, "");
            } else if number.digits && self.block.origin == Origin::Own {
                self.push(Rule::Unlinked, Outcome::Unsure, words, "");
            }
        }
    }

    /// 先后六次集体学习了《…》、《…》…: as many names as the number says.
    fn list(&mut self, stretch: (usize, usize)) {
        let text = &self.scanned.text[stretch.0..stretch.1];
        let Some(first) = text.find('《').map(|at| stretch.0 + at) else { return };
        let names = outer_names(text);
        let numbers = self.scanned.numbers((stretch.0, first));
        let near = |it: &&Number| {
            let between = &self.scanned.text[it.end..first];
            between.len() <= TO_LIST_BYTES_MAX && between.matches(['，', '；']).count() <= 1
        };
        let counts = |it: &&Number| matches!(it.measure, "次" | "部" | "项" | "件" | "份" | "个");
        let Some(number) = numbers.iter().next_back().filter(near).filter(counts) else { return };
        if names < 2 || number.approximate {
            return;
        }
        let outcome = match (number.value == names, number.measure) {
            (true, _) => Outcome::Holds,
            // One meeting can take up two laws.
            (false, "次") => Outcome::Unsure,
            (false, _) => Outcome::Broken,
        };
        let words = self.scanned.text[number.start..number.end].to_owned();
        self.push(Rule::List, outcome, &words, &names.to_string());
    }
}

/// Names in 《》 that do not stand inside another.
fn outer_names(text: &str) -> usize {
    let (mut depth, mut names) = (0_usize, 0);
    for c in text.chars() {
        if c == '《' {
            names += usize::from(depth == 0);
            depth += 1;
        } else if c == '》' {
            depth = depth.saturating_sub(1);
        }
    }
    names
}

/// “六个依法” in 总述 and “四个机制” under a heading: as many as are written.
pub(super) fn count_headings(session: &Session, blocks: &[Block], checks: &mut Vec<Check>) {
    let sections = compose::section_count(blocks);
    for (at, block) in blocks.iter().enumerate() {
        let (rule, written) = match block.kind {
            BlockKind::Overview => (Rule::Sections, sections),
            BlockKind::Lead => {
                let after = &blocks[at + 1..];
                (Rule::Paragraphs, after.iter().take_while(|it| it.kind == BlockKind::Paragraph).count())
            }
            BlockKind::Title
            | BlockKind::Addressee
            | BlockKind::Heading
            | BlockKind::Paragraph
            | BlockKind::Shortcoming
            | BlockKind::Headship
            | BlockKind::Plan
            | BlockKind::Closing
            | BlockKind::Signature
            | BlockKind::Attachment => continue,
        };
        let scanned = scan(block);
        let numbers = scanned.numbers((0, scanned.text.len()));
        let heads = |it: &&Number| {
            let quoted = scanned.text[..it.start].ends_with('“');
            it.measure == "个" && (quoted || scanned.text[it.end..].starts_with("方面"))
        };
        let said = numbers.iter().rfind(heads).map(|it| (it.value, scanned.text[it.start..it.end].to_owned()));
        for (value, words) in said.into_iter().chain(counted(session, block)) {
            let outcome = if value == written { Outcome::Holds } else { Outcome::Broken };
            checks.push(Check::new(&block.id, rule.clone(), outcome, &words, &written.to_string()));
        }
    }
}

/// The number where the catalogue asks for it in a slot of its own.
fn counted(session: &Session, block: &Block) -> Option<(usize, String)> {
    block.rows.iter().find_map(|row| {
        let slots = &session.catalogue().indicators.get(*row)?.slots;
        let of_report = |id: &str| id.starts_with(REPORT_SLOT);
        let readings = &session.row(*row)?.readings;
        let count =
            slots.iter().zip(readings).filter(|(slot, _)| of_report(&slot.id)).find_map(|(_, it)| it.count())?;
        Some((usize::try_from(count).ok()?, count.to_string()))
    })
}
