//! `zicha-catalogue/1`: the file an office writes. Only shapes here; meaning is in `catalogue`, faults in `lint`.
//!
//! Every struct refuses unknown members, so a misspelt name is an error and never a silently missing rule.
//! Checks and bounds are externally tagged: `{"rate": {…}}`, `{"at_least": "95%"}`.

use serde::{Deserialize, Serialize};

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
    pub requirements: Vec<Requirement>,
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

/// What a requirement asks. Slots are named `slot`, `indicator.slot` or `base:id`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Check {
    /// 率: a part of a whole; the part can never exceed the whole.
    Rate(RateCheck),
    /// 比: two quantities compared; the first may exceed the second.
    Ratio(RateCheck),
    /// A number; with a `parts` slot every part must meet it.
    Count(CountCheck),
    /// A length of time.
    Span(SpanCheck),
    Deadline(DeadlineCheck),
    Frequency(FrequencyCheck),
    Sum(SumCheck),
    Choice(ChoiceCheck),
    /// 未经…不得…: the number of cases that skipped the step must be 0.
    Gate(SlotCheck),
    Level(LevelCheck),
    /// Better than before: 不断压缩, 切实提高.
    Trend(TrendCheck),
    /// Words a person judges.
    Narrative(SlotCheck),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RateCheck {
    pub numerator: String,
    pub denominator: String,
    pub bound: Bound,
    /// The words of the bound: 不低于, 以上, 达. Its meaning must be that of `bound`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    #[serde(default)]
    pub zero: Zero,
}

/// What 0/0 means for the verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Zero {
    /// 本年度无此类事项: its own state, complete.
    #[default]
    NoneOccurred,
    /// Nothing happened, and that is good.
    Met,
    /// There should have been some.
    Unmet,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CountCheck {
    pub slot: String,
    pub bound: Bound,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// What one part is: 委员会, 案.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SpanCheck {
    pub slot: String,
    pub count_in: SpanUnit,
    /// In units of `count_in`. A lower bound is held against the shortest case, an upper one against the longest.
    pub bound: Bound,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// 工作日 and 日 are never converted into each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SpanUnit {
    WorkingDays,
    CalendarDays,
    Months,
    Years,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeadlineCheck {
    pub slot: String,
    pub rule: DeadlineRule,
    /// The words: 1月31日前.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// Dates are `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `YYYY-Q1`, `YYYY-H1`; `Y`, `Y+1`, `Y-1` stand for the assessed year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum DeadlineRule {
    /// No later than the last day of the date.
    By(String),
    /// …前: strict is the day before it begins, lenient its last day.
    Before { date: String, reading: BeforeReading },
    /// Within the date: a month, a quarter, a year.
    In(String),
    /// 自…起: in force from then on, so begun no later than its last day.
    From(String),
    /// Between the first day of `from` and the last day of `to`.
    Window { from: String, to: String },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum BeforeReading {
    Strict,
    Lenient,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FrequencyCheck {
    pub slot: String,
    pub every: Every,
    /// At least this many times in each.
    pub times: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Every {
    Month,
    Quarter,
    HalfYear,
    Year,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SumCheck {
    pub left: Vec<String>,
    pub relation: Relation,
    pub right: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    Equal,
    AtMost,
    AtLeast,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChoiceCheck {
    /// A `choice` or `ticks` slot; absent: a 是/部分/否 of its own whose id is the requirement's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SlotCheck {
    pub slot: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LevelCheck {
    /// A `level` slot; its options run from best to worst.
    pub slot: String,
    /// This option or a better one.
    pub at_least: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TrendCheck {
    pub now: String,
    pub before: String,
    pub direction: Direction,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Increase,
    Decrease,
}

/// A limit, inclusive unless it says otherwise. Values are decimal strings: `"95%"`, `"5"`, `"71.4%"`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Bound {
    /// 以上, 不低于, 不少于, 达到.
    AtLeast(String),
    /// 以下, 以内, 不超过.
    AtMost(String),
    Exactly(String),
    /// 超过.
    MoreThan(String),
    /// 不满, 低于.
    LessThan(String),
    /// Both ends belong.
    Between(String, String),
    /// 左右: without a tolerance a person judges.
    About {
        value: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tolerance: Option<String>,
    },
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
