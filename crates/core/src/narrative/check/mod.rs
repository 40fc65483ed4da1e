//! Figures held against each other, and words against figures: identities the catalogue declares, those
//! the genre implies (审结 = 维持 + 撤销 + …), and what the text itself says (其中, 全部, 六次, 六个).
//!
//! A check says where it looked and both sides, whether or not it holds. Read next: `scan` (numbers in a
//! text), `wording` (rules over a text), `chain` (rules over labels).

mod chain;
mod scan;
mod sentence;
mod wording;

use crate::answer::SlotRef;
use crate::catalogue::wire::Relation;
use crate::finding::{Severity, Verdict};
use crate::kind::{Figure, Kind};
use crate::session::{Row, Session};
use crate::text::{self, Lang, wide};

use super::Block;

pub use sentence::sentence;

/// What was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A `sum` requirement of the catalogue, by id.
    Identity {
        requirement: String,
        relation: Relation,
    },
    /// 收到 = 受理 + 不予受理, 受理 = 审结 + 未结, 审结 = 维持 + 撤销 + …, known by the labels.
    Chain,
    /// 清理22项，其中保留18项，取消4项.
    Parts,
    /// 282名…，282人全部合格.
    Whole,
    /// 全覆盖 without the figures that show it.
    Coverage,
    /// 六次学习了《》《》….
    List,
    /// “六个依法” and the sections there are.
    Sections,
    /// “四个机制” and the paragraphs of that section.
    Paragraphs,
    /// 20余: adds up with nothing.
    Approximate,
    /// A number in one's own words that comes from no answer.
    Unlinked,
    UnknownPlaceholder,
    UnknownBlock,
    /// A row has something that must be corrected first.
    Unusable {
        /// What is wrong, in English; `left` says it in the language of the catalogue.
        english: String,
    },
}

impl Rule {
    /// The name in tests and on the command line.
    pub fn code(&self) -> &'static str {
        match self {
            Rule::Identity { .. } => "identity",
            Rule::Chain => "chain",
            Rule::Parts => "parts",
            Rule::Whole => "whole",
            Rule::Coverage => "coverage",
            Rule::List => "list",
            Rule::Sections => "sections",
            Rule::Paragraphs => "paragraphs",
            Rule::Approximate => "approximate",
            Rule::Unlinked => "unlinked",
            Rule::UnknownPlaceholder => "unknown-placeholder",
            Rule::UnknownBlock => "unknown-block",
            Rule::Unusable { .. } => "unusable",
        }
    }
}

/// How it came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// A contradiction.
    Broken,
    /// A person should look.
    Unsure,
    Holds,
}

/// One thing looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Id of the block, which for one's own words that name no block is theirs.
    pub block: String,
    pub rule: Rule,
    pub outcome: Outcome,
    /// One side: figures with their labels, or the words in question.
    pub left: String,
    /// The other side, or the nearest valid name; may be empty.
    pub right: String,
}

impl Check {
    pub(super) fn new(block: &str, rule: Rule, outcome: Outcome, left: &str, right: &str) -> Check {
        Check { block: block.to_owned(), rule, outcome, left: left.to_owned(), right: right.to_owned() }
    }
}

/// Everything that can be looked at in a finished report.
pub(super) fn all(session: &Session, blocks: &[Block]) -> Vec<Check> {
    let mut checks = Vec::new();
    // A row that stands in several blocks belongs to the first.
    let mut of_row = vec![""; session.catalogue().indicators.len()];
    for block in blocks.iter().rev() {
        for row in &block.rows {
            of_row[*row] = &block.id;
        }
    }
    for row in session.mine() {
        let block = of_row.get(row.indicator).copied().unwrap_or_default();
        unusable(session, row, block, &mut checks);
        identities(session, row, block, &mut checks);
        chain::look(session, row, block, &mut checks);
    }
    for block in blocks {
        wording::look(session, block, &mut checks);
    }
    wording::count_headings(session, blocks, &mut checks);
    checks
}

fn unusable(session: &Session, row: &Row, block: &str, checks: &mut Vec<Check>) {
    let Some(indicator) = session.catalogue().indicators.get(row.indicator) else { return };
    for finding in row.findings.iter().filter(|it| it.problem.severity() == Severity::Error) {
        let sum = finding.requirement.and_then(|at| indicator.requirements.get(at));
        // Said as the identity it is, with both sides.
        if sum.is_none_or(|it| !matches!(it.kind, Kind::Sum(_))) {
            let left = text::finding(finding, indicator, Lang::Zh);
            let english = text::finding(finding, indicator, Lang::En);
            checks.push(Check::new(block, Rule::Unusable { english }, Outcome::Broken, &left, &indicator.number));
        }
    }
}

/// The `sum` requirements of a row that apply.
fn identities(session: &Session, row: &Row, block: &str, checks: &mut Vec<Check>) {
    let Some(indicator) = session.catalogue().indicators.get(row.indicator) else { return };
    for (requirement, judgement) in indicator.requirements.iter().zip(&row.judgements) {
        let Kind::Sum(sum) = &requirement.kind else { continue };
        let outcome = if let Some(Figure::Balance { left, right, .. }) = &judgement.figure {
            if sum.relation.holds(*left, *right) { Outcome::Holds } else { Outcome::Broken }
        } else if judgement.verdict == Verdict::Blank && !row.answer.is_blank() {
            Outcome::Unsure
        } else {
            continue;
        };
        let side = |slots: &[SlotRef]| side(session, row, slots);
        let rule = Rule::Identity { requirement: requirement.id.clone(), relation: sum.relation };
        checks.push(Check::new(block, rule, outcome, &side(&sum.left), &side(&sum.right)));
    }
}

/// `审结31件 + 未审结0件`.
fn side(session: &Session, row: &Row, slots: &[SlotRef]) -> String {
    let mut text = String::new();
    for (nth, at) in slots.iter().enumerate() {
        let Some(slot) = session.catalogue().slot(row.indicator, *at) else { continue };
        text.push_str(if nth > 0 { " + " } else { "" });
        text.push_str(wide(&slot.label).trim_start_matches("其中"));
        text.push_str(&super::link::slot(session, row.indicator, *at).0);
        text.push_str(&super::link::measure(&slot.unit));
    }
    text
}
