//! Ids of the fields, so that a link of the review page finds its field in the walk.

use zicha_core::finding::{Finding, Problem};

/// A slot's input.
pub fn slot(row: usize, slot: usize) -> String {
    format!("r{row}-s{slot}")
}

/// A requirement's heading.
pub fn demand(row: usize, requirement: usize) -> String {
    format!("r{row}-q{requirement}")
}

/// A requirement's state.
pub fn state(row: usize, requirement: usize) -> String {
    format!("r{row}-q{requirement}-state")
}

/// A requirement's reason.
pub fn reason(row: usize, requirement: usize) -> String {
    format!("r{row}-q{requirement}-reason")
}

/// The table: takes the keyboard on behalf of the cell that has it.
pub fn grid() -> &'static str {
    "zc-grid"
}

/// The cell of the table in which a slot is filled in.
pub fn cell(row: usize, slot: usize) -> String {
    format!("t{row}-s{slot}")
}

/// The cell of the table with the remark.
pub fn note_cell(row: usize) -> String {
    format!("t{row}-note")
}

/// The field that mends a finding.
pub fn of(row: usize, finding: &Finding) -> String {
    let asks_reason = matches!(
        finding.problem,
        Problem::ReasonMissing | Problem::NotApplicableReasonMissing | Problem::NotCountedReasonMissing
    );
    match (finding.slot, finding.requirement) {
        (Some(at), _) => slot(row, at),
        (None, Some(requirement)) if asks_reason => reason(row, requirement),
        (None, Some(requirement)) => demand(row, requirement),
        (None, None) => crate::state::HEADING_ID.to_owned(),
    }
}
