//! Sentences about drafts and about reports that do not verify.

use super::envelope::{content_kind, envelope_error, policy_fault};
use super::file::{json_error, shape_error};
use super::{Lang, unit_error, verdict};
use crate::draft::DraftError;
use crate::verify::Reason;

/// Why a report is not trusted, as far as no single signature is to blame.
pub fn reason(reason: &Reason, lang: Lang) -> String {
    match reason {
        Reason::File(error) => envelope_error(error, lang),
        Reason::NotAReport { kind } => {
            let kind = content_kind(*kind, lang);
            say!(
                lang,
                "这是{kind}，不是自查报告，请核对是否选错了文件。",
                "This is a {kind}, not a report; check that it is the right file."
            )
        }
        Reason::Shape(error) => shape_error(error, lang),
        Reason::UnknownCatalogue { id, version } => say!(
            lang,
            "没有报告所依据的指标目录（{id} {version}），请先装入这个目录再核验。",
            "The catalogue of the report ({id} {version}) is not at hand; load it and verify again."
        ),
        Reason::OtherCatalogue { id, version, at_hand } if version == at_hand => say!(
            lang,
            "报告所依据的指标目录（{id} {version}）与这里同一版本的内容不同，请核对目录是否被改动过。",
            "The catalogue of the report ({id} {version}) differs from the one of that version here; check whether either was altered."
        ),
        Reason::OtherCatalogue { id, version, at_hand } => say!(
            lang,
            "报告依据的是指标目录{id}的{version}版，这里是{at_hand}版，请装入{version}版再核验。",
            "The report was made with version {version} of the catalogue {id} and {at_hand} is here; load {version} and verify again."
        ),
        Reason::UnknownCalendar { id } => say!(
            lang,
            "没有报告所用的工作日历（{id}），或者内容不同，请装入同一工作日历再核验。",
            "The working-day calendar of the report ({id}) is not at hand, or differs; load the same one and verify again."
        ),
        Reason::UnknownPeriod { id } => say!(
            lang,
            "指标目录没有“{id}”这个考核期，或者起止日期不同，请退回重新填报。",
            "The catalogue has no period “{id}” with these days; have the report made again."
        ),
        Reason::UnknownUnit { name } => {
            let name = lang.quote(name);
            say!(
                lang,
                "指标目录中没有与{name}相符的单位，请退回核对单位名称。",
                "No unit of the catalogue fits {name}; have the name of the unit checked."
            )
        }
        Reason::SignerOfOtherUnit { index, unit } => {
            let (number, unit) = (index + 1, lang.quote(unit));
            say!(
                lang,
                "第{number}个签名人的单位是{unit}，不是填报单位，请由本单位人员签批。",
                "Signer {number} is of {unit}, not of the reporting unit; have someone of the unit sign."
            )
        }
        Reason::RevisionMismatch { revision: 1 } => lang
            .pick(
                "报告是第1版，却写着替换另一份报告，请退回重新导出。",
                "The report is revision 1 yet says that it replaces another; have it exported again.",
            )
            .to_owned(),
        Reason::RevisionMismatch { revision } => say!(
            lang,
            "报告是第{revision}版，却没有写明替换哪一份报告，请退回从上一版重新导出。",
            "The report is revision {revision} and does not say which report it replaces; have it made again from the one before."
        ),
        Reason::ForeignAnswer { path } => say!(
            lang,
            "报告中的“{path}”在指标目录中没有对应的栏目，请退回重新导出。",
            "The catalogue has no place for “{path}” of the report; have it exported again."
        ),
        Reason::VerdictDiffers { requirement, said, found } => {
            let word = |it: &Option<crate::finding::Verdict>| match it {
                Some(it) => lang.pick("“", "“").to_owned() + verdict(*it, lang) + "”",
                None => lang.pick("没有判定", "no verdict").to_owned(),
            };
            let (said, found) = (word(said), word(found));
            say!(
                lang,
                "{requirement}：报告写的是{said}，按所填重新判定为{found}，请退回重新导出。",
                "{requirement}: the report says {said}, its answers lead to {found}; have it exported again."
            )
        }
        Reason::HasErrors { rows } => say!(
            lang,
            "有{rows}项指标含须更正的问题，不应签批，请退回更正后重新签批。",
            "{rows} of the rows hold something that must be corrected first; have them corrected and signed again."
        ),
        Reason::Policy(fault) => policy_fault(fault, lang),
    }
}

/// Why a draft was not read or does not fit.
pub fn draft_error(error: &DraftError, lang: Lang) -> String {
    match error {
        DraftError::Json(error) => json_error(error, lang),
        DraftError::OtherFormat { found } if found.is_empty() => lang
            .pick("这不是草稿文件，请核对是否选错了文件。", "This is not a draft; check that it is the right file.")
            .to_owned(),
        DraftError::OtherFormat { found } => say!(
            lang,
            "这不是草稿文件，而是“{found}”，请核对是否选错了文件。",
            "This is not a draft but “{found}”; check that it is the right file."
        ),
        DraftError::Shape(error) => shape_error(error, lang),
        DraftError::OtherCatalogue { wanted, found } => say!(
            lang,
            "草稿用的是指标目录“{found}”，现在打开的是“{wanted}”，请换用“{found}”。",
            "The draft was made with the catalogue “{found}” and “{wanted}” is open; use “{found}”."
        ),
        DraftError::UnknownPeriod { period, known } => {
            let known = lang.list(&known.iter().map(|it| lang.quote(it)).collect::<Vec<_>>());
            say!(
                lang,
                "指标目录没有“{period}”这个考核期，请从{known}中选择。",
                "The catalogue has no period “{period}”; choose from {known}."
            )
        }
        DraftError::Unit(error) => unit_error(error, lang),
    }
}
