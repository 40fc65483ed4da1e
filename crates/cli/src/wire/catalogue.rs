//! `catalogue show --json`: everything needed to write an answers file, in printed order.

use serde::Serialize;
use zicha_core::catalogue::wire::{
    Citation, Collective, Condition, Fact, Input, Requirement, Responsibility, Restatement, Source, Unit, UnitType,
};

#[derive(Debug, Serialize)]
pub struct Listed {
    pub id: String,
    pub version: String,
    pub title: String,
    pub about: String,
    pub indicators: usize,
    pub requirements: usize,
    pub periods: Vec<String>,
    pub sha256: String,
}

#[derive(Debug, Serialize)]
pub struct Catalogue<'a> {
    pub id: &'a str,
    pub version: &'a str,
    pub title: &'a str,
    pub about: &'a str,
    pub source: &'a Source,
    /// Over the canonical bytes of the catalogue file.
    pub sha256: String,
    pub sm3: String,
    pub calendar: &'a str,
    pub periods: Vec<Period<'a>>,
    pub unit_types: &'a [UnitType],
    pub units: &'a [Unit],
    pub collectives: &'a [Collective],
    pub facts: &'a [Fact],
    pub bases: Vec<Slot<'a>>,
    pub groups: Vec<Group<'a>>,
    /// With `--unit`, whose rows follow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<ResolvedUnit<'a>>,
    pub indicators: Vec<Indicator<'a>>,
}

#[derive(Debug, Serialize)]
pub struct ResolvedUnit<'a> {
    pub code: &'a str,
    pub name: &'a str,
    #[serde(rename = "type")]
    pub unit_type: &'a str,
}

#[derive(Debug, Serialize)]
pub struct Period<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub start: String,
    pub end: String,
}

#[derive(Debug, Serialize)]
pub struct Group<'a> {
    pub id: &'a str,
    pub number: &'a str,
    pub title: &'a str,
    /// Id of the first-level group.
    pub parent: Option<&'a str>,
}

#[derive(Debug, Serialize)]
pub struct Indicator<'a> {
    pub id: &'a str,
    pub number: &'a str,
    pub title: Option<&'a str>,
    pub text: &'a str,
    /// Ids of the groups around it, outermost first.
    pub groups: Vec<&'a str>,
    pub responsibility: &'a Responsibility,
    /// With `--unit`: `lead`, `named`, `by_duty` or `none`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applies: Option<&'a Condition>,
    pub citation: &'a Citation,
    /// Every slot an answer may fill, the 是/部分/否 of plain requirements among them.
    pub slots: Vec<Slot<'a>>,
    pub requirements: Vec<Demand<'a>>,
    /// Words that repeat requirements of other indicators.
    #[serde(skip_serializing_if = "<[Restatement]>::is_empty")]
    pub restates: &'a [Restatement],
}

#[derive(Debug, Serialize)]
pub struct Slot<'a> {
    pub id: &'a str,
    pub label: &'a str,
    pub input: Input,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub unit: &'a str,
    /// Id of the shared quantity it shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<&'a str>,
    /// Computed from these, so it is not typed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sum_of: Vec<String>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub options: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<&'a str>,
}

/// The requirement as the file gives it, with what follows from it.
#[derive(Debug, Serialize)]
pub struct Demand<'a> {
    pub id: &'a str,
    pub kind: &'static str,
    /// What is asked, in short: `≥80%`.
    pub demand: String,
    /// What it reads: `slot`, `indicator.slot` or `base:id`.
    pub slots: Vec<String>,
    /// Every member of the requirement as it stands in the catalogue file.
    pub given: &'a Requirement,
}
