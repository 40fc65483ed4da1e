//! What came of a requirement, and how much a finding matters.

/// 判定, from the one that asks most of the reader to the one that asks nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Something typed cannot be read or contradicts itself.
    Unreadable,
    /// 未达标.
    Unmet,
    /// A soft requirement is not met; a reason is asked for.
    SoftUnmet,
    /// 未填.
    Blank,
    /// 未统计.
    NotCounted,
    /// 填了待核: a person judges.
    ToReview,
    /// 未发生 (0/0).
    NoneOccurred,
    /// 尚未到期: the assessed period does not ask it yet.
    Coming,
    /// 已过该阶段: the assessed period asks it no more.
    Past,
    /// 另项填报: every demand of the row restates one that is asked elsewhere. Of rows only.
    Elsewhere,
    /// 不适用.
    NotApplicable,
    /// 达标.
    Met,
}

impl Verdict {
    pub const ALL: [Verdict; 12] = [
        Verdict::Unreadable,
        Verdict::Unmet,
        Verdict::SoftUnmet,
        Verdict::Blank,
        Verdict::NotCounted,
        Verdict::ToReview,
        Verdict::NoneOccurred,
        Verdict::Coming,
        Verdict::Past,
        Verdict::Elsewhere,
        Verdict::NotApplicable,
        Verdict::Met,
    ];

    /// The name in files and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Verdict::Unreadable => "unreadable",
            Verdict::Unmet => "unmet",
            Verdict::SoftUnmet => "soft_unmet",
            Verdict::Blank => "blank",
            Verdict::NotCounted => "not_counted",
            Verdict::ToReview => "to_review",
            Verdict::NoneOccurred => "none_occurred",
            Verdict::Coming => "coming",
            Verdict::Past => "past",
            Verdict::Elsewhere => "elsewhere",
            Verdict::NotApplicable => "not_applicable",
            Verdict::Met => "met",
        }
    }

    pub fn from_code(code: &str) -> Option<Verdict> {
        Verdict::ALL.into_iter().find(|verdict| verdict.code() == code)
    }

    /// Counts as answered in the progress figures.
    pub fn is_answered(self) -> bool {
        !matches!(self, Verdict::Blank | Verdict::Unreadable)
    }
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Must be mended before signing: unreadable, contradictory, or a reason is missing.
    Error,
    /// The unit falls short; an honest report may be signed.
    Shortfall,
    /// Worth a look.
    Warning,
    /// Says which reading was taken; asks nothing.
    Note,
}

impl Severity {
    pub fn code(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Shortfall => "shortfall",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}
