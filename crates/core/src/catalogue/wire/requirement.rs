//! 要求: what is asked, when, of whom, and what it is worth.

use serde::{Deserialize, Serialize};

use super::Check;

/// 要求: one measurable demand with the words it was read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Unique within the catalogue: `26-r1`.
    pub id: String,
    pub title: String,
    /// Verbatim part of the indicator's text; absent only where `derived` says why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// Why this check exists though no words demand it (an identity of figures).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub derived: Option<String>,
    #[serde(default, skip_serializing_if = "Firmness::is_hard")]
    pub firmness: Firmness,
    /// The word that softens it: 原则上, 一般, 基本 ….
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub soft_word: Option<String>,
    /// Condition in the document's words, shown beside the field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applies: Option<Condition>,
    /// When it is asked, where that is not always: stages of a plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force: Option<InForce>,
    /// What would prove it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// A remark for the filler: which reading was chosen and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Score>,
    pub check: Check,
}

/// The stretch of time in which a requirement is asked, in dates as in `DeadlineRule`. A period that ends
/// before `from` begins does not ask it yet, one that begins after `to` ends no more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InForce {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// Hard requirements fail; soft ones warn and ask for a reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Firmness {
    #[default]
    Hard,
    Soft,
}

impl Firmness {
    fn is_hard(&self) -> bool {
        *self == Firmness::Hard
    }
}

/// When something applies. Facts not yet answered count as "applies".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Condition {
    /// The fact with this id was answered yes.
    Fact(String),
    /// The unit is of one of these types.
    UnitType(Vec<String>),
    /// The unit is one of these, by name or code.
    Unit(Vec<String>),
    /// The unit leads this row.
    Lead,
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
}

/// How many points a requirement is worth and how they are lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// Points, a decimal string.
    pub points: String,
    pub rule: ScoreRule,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ScoreRule {
    /// Everything when met, nothing otherwise.
    AllOrNothing {},
    /// This many points off for each missing item, never below nothing.
    PerMissing { deduct: String },
}
