//! 例外情况表: what the reviewer and the head of the unit need to look at before they sign, and nothing else.
//! What is met is not here, what is not asked is only counted. What changed against an earlier signed file is
//! `changes`; who signed so far is in `verify::Verification`. Read next: `countersign`.

use crate::answer::Mark;
use crate::catalogue::Indicator;
use crate::finding::Verdict;
use crate::session::{Row, Session};

/// Under which heading something stands, in the order of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Heading {
    /// Cannot be read or contradicts itself. Never in a signed report.
    Unreadable,
    Unmet,
    /// A soft demand is missed; the reason is beside it.
    SoftUnmet,
    /// Marked so by the filler, with a reason.
    NotApplicable,
    NotCounted,
    ToReview,
    /// Answered, and what could prove it is named by the catalogue, yet no evidence is listed.
    NoEvidence,
    Blank,
}

impl Heading {
    /// Every heading, in the order of the sheet.
    pub const ALL: [Heading; 8] = [
        Heading::Unreadable,
        Heading::Unmet,
        Heading::SoftUnmet,
        Heading::NotApplicable,
        Heading::NotCounted,
        Heading::ToReview,
        Heading::NoEvidence,
        Heading::Blank,
    ];

    /// A stable word for tables, tests and `--json` output.
    pub const fn code(self) -> &'static str {
        match self {
            Heading::Unreadable => "unreadable",
            Heading::Unmet => "unmet",
            Heading::SoftUnmet => "soft-unmet",
            Heading::NotApplicable => "not-applicable",
            Heading::NotCounted => "not-counted",
            Heading::ToReview => "to-review",
            Heading::NoEvidence => "no-evidence",
            Heading::Blank => "blank",
        }
    }
}

/// One thing to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    pub heading: Heading,
    /// Index into the catalogue's indicators.
    pub row: usize,
    /// Index into the indicator's requirements; none where it is about the whole row.
    pub requirement: Option<usize>,
}

/// Requirements that need no look, by why; and the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows of the unit.
    pub rows: usize,
    /// Rows that stand under no heading.
    pub quiet: usize,
    /// Requirements met.
    pub met: usize,
    /// 本年度无此类事项.
    pub none_occurred: usize,
    /// Not due within the assessed period.
    pub coming: usize,
    /// Asked in an earlier period only.
    pub past: usize,
    /// Not applicable by a fact about the unit, the division of work or the period.
    pub excluded: usize,
}

/// The sheet of one unit's answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// By heading, within it in printed order.
    pub entries: Vec<Entry>,
    pub counts: Counts,
}

impl Sheet {
    /// The entries under one heading.
    pub fn under(&self, heading: Heading) -> &[Entry] {
        let from = self.entries.partition_point(|it| it.heading < heading);
        let to = self.entries.partition_point(|it| it.heading <= heading);
        self.entries.get(from..to).unwrap_or_default()
    }
}

/// Makes the sheet of the unit's own rows.
pub fn sheet(session: &Session) -> Sheet {
    let mut sheet = Sheet::default();
    for row in session.mine() {
        let before = sheet.entries.len();
        sheet.counts.rows += 1;
        if let Some(indicator) = session.catalogue().indicators.get(row.indicator) {
            sheet.row(row, indicator);
        }
        sheet.counts.quiet += usize::from(sheet.entries.len() == before);
    }
    // Stable: printed order stays within a heading.
    sheet.entries.sort_by_key(|it| it.heading);
    sheet
}

impl Sheet {
    fn row(&mut self, row: &Row, indicator: &Indicator) {
        let mut blank = false;
        for (at, judgement) in row.judgements.iter().enumerate() {
            let counts = &mut self.counts;
            let heading = match judgement.verdict {
                Verdict::Unreadable => Heading::Unreadable,
                Verdict::Unmet => Heading::Unmet,
                Verdict::SoftUnmet => Heading::SoftUnmet,
                Verdict::NotCounted => Heading::NotCounted,
                Verdict::ToReview => Heading::ToReview,
                Verdict::NotApplicable if row.answer.marks.get(at) == Some(&Mark::NotApplicable) => {
                    Heading::NotApplicable
                }
                Verdict::Blank => {
                    blank = true;
                    continue;
                }
                Verdict::NotApplicable => {
                    counts.excluded += 1;
                    continue;
                }
                Verdict::NoneOccurred => {
                    counts.none_occurred += 1;
                    continue;
                }
                Verdict::Coming => {
                    counts.coming += 1;
                    continue;
                }
                Verdict::Past => {
                    counts.past += 1;
                    continue;
                }
                Verdict::Met => {
                    counts.met += 1;
                    continue;
                }
                Verdict::Elsewhere => continue,
            };
            self.entries.push(Entry { heading, row: row.indicator, requirement: Some(at) });
        }
        if row.answer.evidence.is_empty() && wants_evidence(row, indicator) {
            self.entries.push(Entry { heading: Heading::NoEvidence, row: row.indicator, requirement: None });
        }
        // One blank demand of a row is as good as several: the row is not finished.
        if blank {
            self.entries.push(Entry { heading: Heading::Blank, row: row.indicator, requirement: None });
        }
    }
}

/// Something was claimed that the catalogue names proof for.
fn wants_evidence(row: &Row, indicator: &Indicator) -> bool {
    indicator
        .requirements
        .iter()
        .zip(&row.judgements)
        .any(|(requirement, judgement)| !requirement.evidence.is_empty() && is_claimed(judgement.verdict))
}

/// A value was given; that something fell short or did not occur needs no proof.
fn is_claimed(verdict: Verdict) -> bool {
    match verdict {
        Verdict::Met | Verdict::ToReview => true,
        Verdict::Unreadable
        | Verdict::Unmet
        | Verdict::SoftUnmet
        | Verdict::Blank
        | Verdict::NotCounted
        | Verdict::NoneOccurred
        | Verdict::Coming
        | Verdict::Past
        | Verdict::Elsewhere
        | Verdict::NotApplicable => false,
    }
}
