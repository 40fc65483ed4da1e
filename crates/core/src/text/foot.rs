//! What stands at the foot of every printed sheet: whose it is, which edition, and the fingerprint by which paper
//! and file are held together. No fingerprint stands under answers that were edited since.

use super::Lang;

/// What a printed sheet is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foot {
    pub unit: String,
    /// Title of the period.
    pub period: String,
    pub state: FootState,
}

/// Whether what is printed was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FootState {
    /// As it stands in the signed edition.
    Signed {
        revision: u32,
        /// SHA-256 of the report in groups of four.
        fingerprint: String,
    },
    /// That edition was signed, and then answers were edited.
    Edited { revision: u32 },
    /// That edition was signed, and nobody compared what is printed with it.
    Uncompared { revision: u32 },
    /// Never signed.
    Draft,
}

/// The lines, the fingerprint in one of its own.
pub fn foot(foot: &Foot, lang: Lang) -> Vec<String> {
    let Foot { unit, period, state } = foot;
    let head = format!("{unit} · {period}");
    match state {
        FootState::Signed { revision, fingerprint } => vec![
            say!(
                lang,
                "{head} · 自查报告第{revision}版（已签名）",
                "{head} · self-check report, revision {revision} (signed)"
            ),
            say!(lang, "报告指纹（SHA-256）：{fingerprint}", "Report fingerprint (SHA-256): {fingerprint}"),
        ],
        FootState::Edited { revision } => vec![say!(
            lang,
            "{head} · 未签名草稿（第{revision}版签名以后又有修改）",
            "{head} · unsigned draft (edited since revision {revision} was signed)"
        )],
        FootState::Uncompared { revision } => vec![say!(
            lang,
            "{head} · 未签名草稿（没有与已签名的第{revision}版核对）",
            "{head} · unsigned draft (not compared with revision {revision}, which was signed)"
        )],
        FootState::Draft => vec![say!(lang, "{head} · 未签名草稿", "{head} · unsigned draft")],
    }
}
