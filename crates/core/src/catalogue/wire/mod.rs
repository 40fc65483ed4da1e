//! `zicha-catalogue/1`: the file an office writes. Only shapes here; meaning is in `catalogue`, faults in `lint`.
//!
//! Every struct refuses unknown members, so a misspelt name is an error and never a silently missing rule.
//! Checks and bounds are externally tagged: `{"rate": {…}}`, `{"at_least": "95%"}`.

mod check;
pub(crate) mod read;
mod requirement;

use serde::{Deserialize, Serialize};

pub use check::*;
pub use requirement::*;

/// The value of `format` in a file this module reads.
pub const FORMAT: &str = "zicha-catalogue/1";

/// One catalogue: a source document turned into indicators a unit can answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CatalogueFile {
    /// Always `zicha-catalogue/1`.
    pub format: String,
    /// Stable name, lower-case letters, digits and hyphens: `hongqiao-2020`.
    pub id: String,
    /// Version of this catalogue, `major.minor.patch`.
    pub version: String,
    pub title: String,
    /// One line for the picker: what the document is and whom it is for.
    pub about: String,
    pub source: Source,
    /// Id of the working-day calendar, e.g. `cn-mainland`.
    pub calendar: String,
    /// The periods a unit can be assessed for, at least one.
    pub periods: Vec<Period>,
    pub unit_types: Vec<UnitType>,
    pub units: Vec<Unit>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub collectives: Vec<Collective>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// Quantities that several indicators use: typed once, shown everywhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bases: Vec<Base>,
    /// First-level groups, in printed order.
    pub groups: Vec<Group>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signing: Option<SigningPolicy>,
}

/// The document a catalogue was read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub title: String,
    /// 文号, absent where the document bears none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    pub issuer: String,
    /// Day of publication, `YYYY-MM-DD`.
    pub published: String,
    /// SHA-256 of the copy that was read, 64 lower-case hex digits.
    pub sha256: String,
    /// What was done to the copy throughout (punctuation widths, page furniture).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// 考核期.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Period {
    pub id: String,
    pub title: String,
    /// First day, `YYYY-MM-DD`.
    pub start: String,
    /// Last day, `YYYY-MM-DD`. Its year is the `Y` of the date rules.
    pub end: String,
}

/// A sort of unit: 部门, 街道, 县级人民政府 ….
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UnitType {
    pub id: String,
    pub name: String,
    /// Endings by which a unit that is not listed is recognised: `["街道", "街道办事处"]`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub name_endings: Vec<String>,
}

/// 填报单位 named in the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Stable code, lower-case letters, digits and hyphens.
    pub code: String,
    pub name: String,
    /// Id of a unit type.
    #[serde(rename = "type")]
    pub unit_type: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

/// A name in the document that stands for many units: 其他部门, 各街道.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Collective {
    pub name: String,
    /// Every unit of these types belongs, unless the indicator names it itself.
    pub types: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

/// A yes/no question about the unit that decides what applies to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fact {
    pub id: String,
    pub question: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question_en: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// What the answer 否 says of the unit, a statement without a full stop: 本单位不使用执法辅助人员. It is the
    /// reason that is quoted where something does not apply; without it the question and its answer are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_no: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_no_en: Option<String>,
}

/// A shared quantity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Base {
    pub id: String,
    pub label: String,
    /// Unit of measure: 件, 人, 项 ….
    pub unit: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

/// 一级 or 二级指标. A group holds groups or indicators, two levels at most.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub id: String,
    /// As printed: `一、`, `1.`.
    pub number: String,
    pub title: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<Indicator>,
}

/// 指标: one row of the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Stable id, printable ASCII without spaces: `26`, `9-2`.
    pub id: String,
    /// As printed.
    pub number: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The document's words, corrected; what was corrected stands in `citation`.
    pub text: String,
    pub citation: Citation,
    pub responsibility: Responsibility,
    /// Shown to those for whom it is true; absent means everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applies: Option<Condition>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slots: Vec<Slot>,
    /// May be empty where `restates` says that everything is asked elsewhere.
    pub requirements: Vec<Requirement>,
    /// Words of `text` that repeat a requirement of another indicator: asked and counted only there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub restates: Vec<Restatement>,
}

/// Words that repeat a requirement stated elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Restatement {
    /// Verbatim part of the indicator's text.
    pub quote: String,
    /// Id of the requirement, which belongs to another indicator.
    pub requirement: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Where in the document a row stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// Lines of the copy, counted from 1.
    pub lines: Vec<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
}

/// A fault of the copy and how it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Correction {
    pub printed: String,
    pub read_as: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Who answers for a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Responsibility {
    /// 牵头: names of units or collectives, in printed order.
    pub lead: Vec<String>,
    /// 责任/配合: names of units or collectives, in printed order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cooperating: Vec<String>,
    /// The cell as printed (widths restored).
    pub printed: String,
    /// Id of the row whose merged cell this row shares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried_from: Option<String>,
    /// Why the cell was read as it is, where that is a judgement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// One thing to type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// Unique within the indicator: lower-case letters, digits, `_`.
    pub id: String,
    pub label: String,
    pub input: Input,
    /// Unit of measure: 件, 人, 学时 ….
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The shared quantity this slot shows and edits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    /// Computed, not typed: the sum of these slots (`slot`, `indicator.slot` or `base:id`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sum_of: Vec<String>,
    /// For `ticks` the parts, for `level` the scale from best to worst.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

/// What kind of text a slot takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Input {
    /// A whole number, 0 or more.
    Count,
    /// A decimal number with up to four places.
    Number,
    /// One day.
    Date,
    /// Days on which something happened, or one count per quarter, half-year or month.
    Dates,
    /// A number of days (or `5-12`, shortest and longest), or one (start, end) pair a line.
    Days,
    /// 是 / 部分 / 否.
    Choice,
    /// One part a line with its number: `某某调委会 3`.
    Parts,
    /// Which of the options are there.
    Ticks,
    /// One of the options.
    Level,
    /// Words.
    Text,
}

/// Who must sign a report made with this catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SigningPolicy {
    /// `filler`, `reviewer`, `head`, `office`, in order of signing.
    pub required: Vec<String>,
    #[serde(default)]
    pub distinct_keys: bool,
}
