//! `assess --json`: one unit's answers, read and judged.

use std::collections::BTreeMap;

use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct Assessment {
    pub catalogue: String,
    pub version: String,
    pub unit: Unit,
    pub period: String,
    /// Rows that are the unit's.
    pub count: u32,
    pub complete: u32,
    pub with_errors: u32,
    /// How many of the unit's rows have this verdict; every verdict is there.
    pub totals: BTreeMap<&'static str, u32>,
    /// Errors among the findings of the unit's rows: while there are any, nothing is signed.
    pub errors: usize,
    pub rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
pub struct Unit {
    pub code: String,
    pub name: String,
    #[serde(rename = "type")]
    pub unit_type: String,
}

#[derive(Debug, Serialize)]
pub struct Row {
    pub id: String,
    pub number: String,
    pub tier: &'static str,
    pub verdict: &'static str,
    pub complete: bool,
    pub slots: Vec<Slot>,
    pub requirements: Vec<Requirement>,
    /// Findings about no single requirement.
    pub findings: Vec<Finding>,
}

#[derive(Debug, Serialize)]
pub struct Slot {
    pub id: String,
    /// As typed.
    pub text: String,
    /// `blank`, `unreadable` or `read`.
    pub state: &'static str,
    /// What it means; null unless `state` is `read`.
    pub reading: Reading,
}

/// A reading by the kind of slot: whole numbers are JSON numbers, decimals and days are strings.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Reading {
    None,
    Whole(i64),
    /// A decimal, a day, an option or words.
    Text(String),
    Texts(Vec<String>),
    Wholes(Vec<u32>),
    Range {
        shortest: String,
        longest: String,
    },
    Cases(Vec<Case>),
    Parts(Vec<Part>),
}

#[derive(Debug, Serialize)]
pub struct Case {
    pub line: usize,
    pub label: String,
    pub start: String,
    pub end: String,
}

#[derive(Debug, Serialize)]
pub struct Part {
    pub name: String,
    pub number: String,
}

#[derive(Debug, Serialize)]
pub struct Requirement {
    pub id: String,
    pub kind: &'static str,
    pub verdict: &'static str,
    /// A fact about the unit decided that it does not apply.
    pub excluded: bool,
    /// Why, where the facts about the unit or the division of duties decided that it does not apply.
    pub because: Option<String>,
    pub mark: &'static str,
    pub reason: String,
    pub figure: Option<String>,
    /// The live line: figure, verdict and what is missing.
    pub text: String,
    pub findings: Vec<Finding>,
}

#[derive(Debug, Serialize)]
pub struct Finding {
    pub code: &'static str,
    pub severity: &'static str,
    /// The slot to mend; null where it is the requirement's state or reason.
    pub slot: Option<String>,
    pub text: String,
}
