//! Every sentence about answers, findings and files, in both languages. Nothing else in core speaks.
//!
//! A sentence says what is wrong, where, and how to mend it. Widths: catalogue texts keep the half-width
//! punctuation of their copy; `wide` restores it for the eye. Words of a catalogue stay in its language.
//! Read next: `finding` (one sentence per problem), `figure` (numbers with their units), `file` (files that do not open).

/// One format string in each language, with the names around it: `say!(lang, "还差{gap}", "{gap} missing")`.
macro_rules! say {
    ($lang:expr, $zh:literal, $en:literal) => {
        match $lang {
            $crate::text::Lang::Zh => format!($zh),
            $crate::text::Lang::En => format!($en),
        }
    };
}

mod anchor;
mod catalogue;
mod demand;
mod enrolment;
mod envelope;
mod exceptions;
mod facts;
mod figure;
mod file;
mod finding;
mod foot;
mod input;
mod judgement;
mod office;
mod reference;
mod report;
mod shortfall;
mod time;
mod trust;
mod typed;
mod wide;

use crate::answer::{Choice, Mark};
use crate::finding::{Severity, Verdict};
use crate::kind::Kind;
use crate::unit::Tier;

pub use anchor::compared;
pub use catalogue::{fault, unit_error};
pub use demand::{bound, demand};
pub use enrolment::enrolment_error;
pub use envelope::{content_kind, envelope_error, outcome, policy_fault, role, seal_error, signature, trust_error};
pub use exceptions::{exception, exception_counts, exception_heading, hindrance, return_error, sign_off};
pub use facts::{set_aside, set_aside_lines, statement, statements};
pub use figure::{date, figure, limit, number, quantity, sign};
pub use file::{calendar_error, json_error, json_fault, key_error, shape_error};
pub use finding::{finding, place};
pub use foot::{Foot, FootState, foot};
pub use input::input_hint;
pub use judgement::judgement;
pub use office::{change, compare_error, intake, intake_class, ledger_error, package_error, receipt_error};
pub use reference::{reference_likeness, reference_source};
pub use report::{draft_error, reason};
pub use time::{counting, deadline_countdown};
pub use trust::{issue_error, key_status, list_change, pinned_error};
pub use wide::wide;

/// Language of the interface. Catalogue texts stay in the document's language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    #[default]
    Zh,
    En,
}

impl Lang {
    pub const ALL: [Lang; 2] = [Lang::Zh, Lang::En];

    /// BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Zh => "zh-Hans",
            Lang::En => "en",
        }
    }

    fn pick(self, zh: &'static str, en: &'static str) -> &'static str {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// `“审结”`, for naming a field or a word of the catalogue; curly quotes in both languages.
    fn quote(self, text: &str) -> String {
        format!("“{}”", wide(text))
    }

    /// 甲、乙、丙.
    fn list(self, items: &[String]) -> String {
        items.join(self.pick("、", ", "))
    }
}

/// 达标, 未达标 ….
pub fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Unreadable => lang.pick("需更正", "needs correcting"),
        Verdict::Unmet => lang.pick("未达标", "not met"),
        Verdict::SoftUnmet => lang.pick("未达原则性要求", "soft demand not met"),
        Verdict::Blank => lang.pick("未填", "blank"),
        Verdict::NotCounted => lang.pick("未统计", "not counted"),
        Verdict::ToReview => lang.pick("填了待核", "awaits review"),
        Verdict::NoneOccurred => lang.pick("未发生", "none occurred"),
        Verdict::Coming => lang.pick("尚未到期", "not yet due"),
        Verdict::Past => lang.pick("已过该阶段", "stage is past"),
        Verdict::Elsewhere => lang.pick("另项填报", "asked elsewhere"),
        Verdict::NotApplicable => lang.pick("不适用", "not applicable"),
        Verdict::Met => lang.pick("达标", "met"),
    }
}

/// The state a filler gives a requirement; for none, what its button says.
pub fn mark(mark: Mark, lang: Lang) -> &'static str {
    match mark {
        Mark::None => lang.pick("正常填报", "answered with figures"),
        Mark::ToReview => lang.pick("填了待核", "awaits review"),
        Mark::NoneOccurred => lang.pick("本年度无此类事项", "none occurred this year"),
        Mark::NotApplicable => lang.pick("不适用", "not applicable"),
        Mark::NotCounted => lang.pick("未统计", "not counted"),
    }
}

/// 牵头, 点名责任, 按职责, 不涉及.
pub fn tier(tier: Tier, lang: Lang) -> &'static str {
    match tier {
        Tier::Lead => lang.pick("牵头", "lead"),
        Tier::Named => lang.pick("点名责任", "named"),
        Tier::ByDuty => lang.pick("按职责", "by duty"),
        Tier::None => lang.pick("不涉及", "not concerned"),
    }
}

/// 须更正, 未达标, 请留意, 说明.
pub fn severity(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => lang.pick("须更正", "must be corrected"),
        Severity::Shortfall => lang.pick("未达标", "falls short"),
        Severity::Warning => lang.pick("请留意", "please check"),
        Severity::Note => lang.pick("说明", "note"),
    }
}

/// 是, 部分, 否.
pub fn choice(choice: Choice, lang: Lang) -> &'static str {
    match choice {
        Choice::Yes => lang.pick("是", "yes"),
        Choice::Partial => lang.pick("部分", "partly"),
        Choice::No => lang.pick("否", "no"),
    }
}

/// 率, 比, 数量 ….
pub fn kind(kind: &Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Rate(_) => lang.pick("率", "rate"),
        Kind::Ratio(_) => lang.pick("比", "ratio"),
        Kind::Count(_) => lang.pick("数量", "number"),
        Kind::Span(_) => lang.pick("时限", "length of time"),
        Kind::Deadline(_) => lang.pick("截止日期", "deadline"),
        Kind::Frequency(_) => lang.pick("频次", "frequency"),
        Kind::Sum(_) => lang.pick("数据关系", "agreement of figures"),
        Kind::Choice(_) => lang.pick("完成情况", "completion"),
        Kind::Gate(_) => lang.pick("禁止事项", "prohibition"),
        Kind::Level(_) => lang.pick("等级", "level"),
        Kind::Trend(_) => lang.pick("变化", "change"),
        Kind::Narrative(_) => lang.pick("文字说明", "description"),
    }
}

/// An English sentence that begins here begins with a capital.
fn sentence_case(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A sentence behind a colon; a name in capitals stays as it is.
fn within(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(chars).collect(),
        (_, _) => text.to_owned(),
    }
}
