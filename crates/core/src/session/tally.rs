//! How far a group is: counts of rows by verdict, kept up to date by differences.

use crate::finding::Verdict;

use super::Row;

/// Counts over the rows that concern the unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub rows: u32,
    /// Rows with nothing left to fill in.
    pub complete: u32,
    /// Rows with a finding that keeps from signing.
    pub with_errors: u32,
    verdicts: [u32; Verdict::ALL.len()],
}

impl Tally {
    /// Rows whose summary is this verdict.
    pub fn of(&self, verdict: Verdict) -> u32 {
        self.verdicts[index(verdict)]
    }

    pub(super) fn add(&mut self, row: &Row) {
        self.count(row, |counter| *counter = counter.saturating_add(1));
    }

    pub(super) fn remove(&mut self, row: &Row) {
        self.count(row, |counter| *counter = counter.saturating_sub(1));
    }

    fn count(&mut self, row: &Row, change: fn(&mut u32)) {
        if !row.tier.is_mine() {
            return;
        }
        change(&mut self.rows);
        change(&mut self.verdicts[index(row.verdict)]);
        if row.is_complete() {
            change(&mut self.complete);
        }
        if row.has_errors() {
            change(&mut self.with_errors);
        }
    }
}

fn index(verdict: Verdict) -> usize {
    Verdict::ALL.iter().position(|it| *it == verdict).unwrap_or(0)
}
