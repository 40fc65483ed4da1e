//! Every sentence about answers, findings and files, in both languages. Nothing else in core speaks.
//!
//! A sentence says what is wrong, where, and how to mend it. Widths: catalogue texts keep the half-width
//! punctuation of their copy; `wide` restores it for the eye.

use crate::finding::Verdict;

/// Language of the interface. Catalogue texts stay in the document's language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    #[default]
    Zh,
    En,
}

impl Lang {
    /// BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Zh => "zh-Hans",
            Lang::En => "en",
        }
    }
}

/// 达标, 未达标 ….
pub fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    match (verdict, lang) {
        (Verdict::Unreadable, Lang::Zh) => "需更正",
        (Verdict::Unreadable, Lang::En) => "needs correcting",
        (Verdict::Unmet, Lang::Zh) => "未达标",
        (Verdict::Unmet, Lang::En) => "not met",
        (Verdict::SoftUnmet, Lang::Zh) => "未达原则性要求",
        (Verdict::SoftUnmet, Lang::En) => "soft demand not met",
        (Verdict::Blank, Lang::Zh) => "未填",
        (Verdict::Blank, Lang::En) => "blank",
        (Verdict::NotCounted, Lang::Zh) => "未统计",
        (Verdict::NotCounted, Lang::En) => "not counted",
        (Verdict::ToReview, Lang::Zh) => "填了待核",
        (Verdict::ToReview, Lang::En) => "awaits review",
        (Verdict::NoneOccurred, Lang::Zh) => "未发生",
        (Verdict::NoneOccurred, Lang::En) => "none occurred",
        (Verdict::NotApplicable, Lang::Zh) => "不适用",
        (Verdict::NotApplicable, Lang::En) => "not applicable",
        (Verdict::Met, Lang::Zh) => "达标",
        (Verdict::Met, Lang::En) => "met",
    }
}
