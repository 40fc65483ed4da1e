//! What a requirement can ask, one struct per kind, and the bounds.

use serde::{Deserialize, Serialize};

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
