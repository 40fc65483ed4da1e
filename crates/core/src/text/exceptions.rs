//! Sentences of the exceptions sheet, of who may sign next and of returned reports.

use super::envelope::{content_kind, envelope_error, role};
use super::file::{json_error, shape_error};
use super::{Lang, finding, judgement, wide};
use crate::answer::Rectification;
use crate::catalogue::Indicator;
use crate::countersign::Hindrance;
use crate::exceptions::{Counts, Entry, Heading};
use crate::finding::{Finding, Severity, Verdict};
use crate::returned::ReturnError;
use crate::session::{Row, Session};
use crate::sign::Statement;

/// 未达标, 没有佐证材料 ….
pub fn exception_heading(heading: Heading, lang: Lang) -> &'static str {
    match heading {
        Heading::Unreadable => lang.pick("须更正", "To be corrected"),
        Heading::Unmet => lang.pick("未达标", "Not met"),
        Heading::SoftUnmet => lang.pick("未达原则性要求", "Soft demands not met"),
        Heading::NotApplicable => lang.pick("填报为不适用", "Said not to apply"),
        Heading::NotCounted => lang.pick("填报为未统计", "Said not to be counted"),
        Heading::ToReview => lang.pick("填了待核", "Awaiting review"),
        Heading::NoEvidence => lang.pick("没有登记佐证材料", "No evidence listed"),
        Heading::Blank => lang.pick("未填", "Blank"),
    }
}

/// What one entry says, a line each: the demand with its figure, what is wrong, the reason, what will be done.
pub fn exception(entry: &Entry, session: &Session, lang: Lang) -> Vec<String> {
    let indicator = session.catalogue().indicators.get(entry.row);
    let (Some(indicator), Some(row)) = (indicator, session.row(entry.row)) else { return Vec::new() };
    match (entry.heading, entry.requirement) {
        (Heading::NoEvidence, _) => vec![wanted(indicator, lang)],
        (Heading::Blank, _) => blank(row, indicator, lang),
        (
            Heading::Unreadable
            | Heading::Unmet
            | Heading::SoftUnmet
            | Heading::NotApplicable
            | Heading::NotCounted
            | Heading::ToReview,
            Some(at),
        ) => demand(entry.heading, row, indicator, at, lang),
        (
            Heading::Unreadable
            | Heading::Unmet
            | Heading::SoftUnmet
            | Heading::NotApplicable
            | Heading::NotCounted
            | Heading::ToReview,
            None,
        ) => Vec::new(),
    }
}

fn demand(heading: Heading, row: &Row, indicator: &Indicator, at: usize, lang: Lang) -> Vec<String> {
    let (Some(requirement), Some(judged)) = (indicator.requirements.get(at), row.judgements.get(at)) else {
        return Vec::new();
    };
    let own: Vec<&Finding> = row.findings.iter().filter(|it| it.requirement == Some(at)).collect();
    // How far off it is, the findings say; what the filler must still do is no matter for who signs next.
    let (title, said) = (wide(&requirement.title), judgement(judged, &[], lang));
    let mut lines = vec![say!(lang, "{title}：{said}", "{title}: {said}")];
    let worst = if heading == Heading::Unreadable { Severity::Error } else { Severity::Shortfall };
    let wrong = own.iter().filter(|it| it.problem.severity() == worst);
    lines.extend(wrong.map(|it| finding(it, indicator, lang)));
    let reason = row.answer.reasons.get(at).map(|it| it.trim()).unwrap_or_default();
    if !reason.is_empty() {
        lines.push(say!(lang, "理由：{reason}", "Reason: {reason}"));
    } else if matches!(heading, Heading::SoftUnmet | Heading::NotApplicable | Heading::NotCounted) {
        lines.push(lang.pick("没有写理由", "No reason is given").to_owned());
    }
    // It is the row's: said once, below the last of its demands.
    let later = row.judgements.iter().skip(at + 1).any(|it| it.verdict == Verdict::Unmet);
    if heading == Heading::Unmet && !later {
        lines.push(rectification(&row.answer.rectification, lang));
    }
    lines
}

fn rectification(it: &Rectification, lang: Lang) -> String {
    let parts: Vec<String> = [&it.measure, &it.owner, &it.due].map(|part| part.trim().to_owned()).to_vec();
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        return lang.pick("没有写整改安排", "Nothing is said of what will be done").to_owned();
    }
    let parts = parts.join(lang.pick("；", "; "));
    say!(lang, "整改：{parts}", "Rectification: {parts}")
}

/// What the catalogue names as proof.
fn wanted(indicator: &Indicator, lang: Lang) -> String {
    let mut names: Vec<String> = indicator.requirements.iter().flat_map(|it| &it.evidence).map(|it| wide(it)).collect();
    names.dedup();
    let names = lang.list(&names);
    say!(lang, "可作佐证：{names}", "Proof could be: {names}")
}

fn blank(row: &Row, indicator: &Indicator, lang: Lang) -> Vec<String> {
    let blank = row.judgements.iter().zip(&indicator.requirements);
    let blank = blank.filter(|(judged, _)| judged.verdict == Verdict::Blank);
    let titles: Vec<String> = blank.map(|(_, requirement)| wide(&requirement.title)).collect();
    if titles.len() == row.judgements.len() {
        return Vec::new();
    }
    let titles = lang.list(&titles);
    vec![say!(lang, "只填了一部分，还缺：{titles}", "Filled in partly; missing: {titles}")]
}

/// What is not on the sheet, in one sentence.
pub fn exception_counts(counts: &Counts, lang: Lang) -> String {
    let Counts { rows, quiet, met, none_occurred, coming, past, excluded } = *counts;
    let rest = [
        (none_occurred, lang.pick("本年度无此类事项", "did not occur")),
        (coming, lang.pick("尚未到期", "not yet due")),
        (past, lang.pick("已过该阶段", "of an earlier stage")),
        (excluded, lang.pick("由单位情况或者分工决定不适用", "excluded by facts or the division of work")),
    ];
    let rest = rest.into_iter().filter(|(count, _)| *count > 0);
    let rest: Vec<String> = rest.map(|(count, word)| say!(lang, "{word}{count}条", "{count} {word}")).collect();
    let rest = if rest.is_empty() {
        String::new()
    } else {
        let rest = lang.list(&rest);
        say!(lang, "，{rest}", ", {rest}")
    };
    say!(
        lang,
        "本单位指标{rows}项，{quiet}项没有例外；达标的要求{met}条{rest}。",
        "Rows of the unit: {rows}, without exceptions: {quiet}. Demands met: {met}{rest}."
    )
}

/// Who signed, as what, when and saying what: `填报人 张三（科员），2021-01-15 10:00，意见：属实`.
pub fn sign_off(it: &Statement, lang: Lang) -> String {
    /// `2021-01-15T10:00`.
    const MINUTE_CHARS: usize = 16;
    let (as_role, name) = (role(it.role, lang), wide(&it.signer.name));
    let title = if it.signer.title.is_empty() {
        String::new()
    } else {
        let title = &it.signer.title;
        say!(lang, "（{title}）", " ({title})")
    };
    let signed = it.signed.as_str().get(..MINUTE_CHARS).unwrap_or(it.signed.as_str()).replace('T', " ");
    let opinion = if it.opinion.is_empty() {
        lang.pick("没有写意见", "no opinion").to_owned()
    } else {
        let opinion = &it.opinion;
        say!(lang, "意见：{opinion}", "opinion: {opinion}")
    };
    say!(lang, "{as_role} {name}{title}，{signed}，{opinion}", "{as_role} {name}{title}, {signed}, {opinion}")
}

/// Why somebody may not sign, and who may.
pub fn hindrance(hindrance: &Hindrance, lang: Lang) -> String {
    match hindrance {
        Hindrance::Invalid => lang
            .pick(
                "报告没有通过核验，不能签批，请向填报人重新索取报告。",
                "The report does not verify, so nothing is signed on top of it; ask the filler for it again.",
            )
            .to_owned(),
        Hindrance::NoCountersigner { role: as_role } => {
            let as_role = role(*as_role, lang);
            say!(
                lang,
                "{as_role}不在这里签批，请选审核人或者负责人。",
                "Nobody signs here as {as_role}; choose the reviewer or the head of the unit."
            )
        }
        Hindrance::RoleSigned { role: as_role, name } => {
            let as_role = role(*as_role, lang);
            say!(
                lang,
                "{as_role}{name}已经签过，同一身份不再签第二次，请交给下一位签批人。",
                "{name} has signed as {as_role} already; pass the file on to the next signer."
            )
        }
        Hindrance::OutOfOrder { role: as_role, after } => {
            let (as_role, after) = (role(*as_role, lang), role(*after, lang));
            say!(
                lang,
                "{after}已经签过，{as_role}不能签在其后；需要补签的，请由填报人重新签名后从头签批。",
                "The {after} has signed already and the {as_role} cannot sign after that; have the report signed anew from the beginning."
            )
        }
        Hindrance::KeyUsed { first, name } => {
            let first = role(*first, lang);
            say!(
                lang,
                "这个密钥已由{first}{name}用来签名，指标目录要求各人用各自的密钥，请换成本人的密钥。",
                "{name} signed with this key as {first}, and the catalogue asks for one key each; use your own key."
            )
        }
    }
}

/// Why a file is no returned report, or none was made.
pub fn return_error(error: &ReturnError, lang: Lang) -> String {
    match error {
        ReturnError::Json(error) => json_error(error, lang),
        ReturnError::OtherFormat { .. } => lang
            .pick(
                "这不是退回文件，请核对是否选错了文件。",
                "This is not a returned report; check that it is the right file.",
            )
            .to_owned(),
        ReturnError::Shape(error) => shape_error(error, lang),
        ReturnError::Nothing => lang
            .pick(
                "没有写任何退回意见，请至少写一条，填报人才知道改什么。",
                "No remark is given; write at least one, so that the filler knows what to mend.",
            )
            .to_owned(),
        ReturnError::Open(error) => envelope_error(error, lang),
        ReturnError::NotAReport { kind } => {
            let kind = content_kind(*kind, lang);
            say!(
                lang,
                "退回的是{kind}，不是自查报告，请核对是否选错了文件。",
                "What is returned is a {kind}, not a report; check that it is the right file."
            )
        }
    }
}
