//! Sentences about what an office issues and keeps: catalogue packages, the ledger of receipts; and about
//! what changed between two reports.

use super::envelope::{content_kind, envelope_error, role, seal_error, signature};
use super::file::{calendar_error, json_error, json_fault, shape_error};
use super::report::reason;
use super::{Lang, fault, mark, verdict, within};
use crate::answer::Mark;
use crate::catalogue::Catalogue;
use crate::changes::{Change, CompareError, Place};
use crate::envelope::Outcome;
use crate::finding::Verdict;
use crate::ledger::{Class, Intake, IssueError, LedgerError, LedgerFault};
use crate::package::PackageError;

/// Why a file is no catalogue package, or why none was made.
pub fn package_error(error: &PackageError, lang: Lang) -> String {
    match error {
        PackageError::Open(error) => envelope_error(error, lang),
        PackageError::NotAPackage { kind } => {
            let kind = content_kind(*kind, lang);
            say!(
                lang,
                "这是{kind}，不是目录包，请核对是否选错了文件。",
                "This is a {kind}, not a catalogue package; check that it is the right file."
            )
        }
        PackageError::Signature { index, reason } => {
            let (number, why) = (index + 1, within(&signature(reason, lang)));
            say!(lang, "目录包的第{number}个签名无效：{why}", "Signature {number} of the package is not valid: {why}")
        }
        PackageError::NotTheOffice { index, role: as_role } => {
            let (number, as_role) = (index + 1, role(*as_role, lang));
            say!(
                lang,
                "目录包的第{number}个签名人以“{as_role}”身份签批，请由发布机关以接收机关身份签发。",
                "Signer {number} of the package signed as {as_role}; have the office sign it as the office."
            )
        }
        PackageError::Json(error) => json_error(error, lang),
        PackageError::Shape(error) => shape_error(error, lang),
        PackageError::Catalogue(faults) | PackageError::Profile(faults) => {
            let first = faults.first().map(|it| format!("{}: {}", it.path, fault(it, lang))).unwrap_or_default();
            let (what, count) = (inside(error, lang), faults.len());
            say!(
                lang,
                "目录包中的{what}有{count}处错误，请先更正。{first}",
                "The {what} in the package has {count} faults to correct first. {first}"
            )
        }
        PackageError::Calendar(error) => calendar_error(error, lang),
        PackageError::OtherCalendar { wanted, found } => say!(
            lang,
            "目录用的是工作日历“{wanted}”，包里放的是“{found}”，请换成同一个。",
            "The catalogue counts by the calendar “{wanted}” and “{found}” is packed with it; pack that one."
        ),
    }
}

fn inside(error: &PackageError, lang: Lang) -> &'static str {
    if matches!(error, PackageError::Profile(_)) {
        lang.pick("分工方案", "profile")
    } else {
        lang.pick("指标目录", "catalogue")
    }
}

/// Where a ledger is broken and what that means.
pub fn ledger_error(error: &LedgerError, lang: Lang) -> String {
    let line = error.line;
    let what = match &error.fault {
        LedgerFault::TooLarge => lang.pick("收件簿过大，请另开一本。", "the ledger is too large; begin another one."),
        LedgerFault::Cut => lang.pick(
            "收件簿到这里就断了，可能没有写完，请用备份核对。",
            "the ledger is cut off here, perhaps while it was written; compare it with a copy.",
        ),
        LedgerFault::Json(error) => &json_fault(&error.fault, lang),
        LedgerFault::Shape(error) => &shape_error(error, lang),
        LedgerFault::BadKey => lang.pick("公钥不对，请用备份核对。", "the key is not sound; compare it with a copy."),
        LedgerFault::PrevMismatch => lang.pick(
            "与上一行接不上，有一行被改动、删除、插入或者调换，请用备份核对。",
            "it does not follow from the line before: a line was altered, removed, put in or moved; compare it with a copy.",
        ),
        LedgerFault::NoMismatch { expected } => {
            &say!(lang, "编号应为{expected}，请用备份核对。", "the number should be {expected}; compare it with a copy.")
        }
        LedgerFault::ReceiptMismatch => {
            lang.pick("回执与这一行不符，请用备份核对。", "the receipt is not the one of this line; compare it with a copy.")
        }
    };
    say!(lang, "第{line}行：{what}", "Line {line}: {what}")
}

/// What the ledger makes of a report that comes in.
pub fn intake(intake: &Intake, lang: Lang) -> String {
    match intake {
        Intake::First => lang.pick("首次收到。", "Received for the first time.").to_owned(),
        Intake::Successor { no } => {
            say!(lang, "新的一版，替换第{no}号。", "A new revision that replaces receipt {no}.")
        }
        Intake::Duplicate { no } => say!(
            lang,
            "重复：同一份报告已经收过，见第{no}号，不另发回执。",
            "A duplicate: this very report has receipt {no} and gets no other."
        ),
        Intake::Superseded { no, revision } => say!(
            lang,
            "已被替换：第{no}号是同一报告较新的第{revision}版，请核对是否发错了文件。",
            "Superseded: receipt {no} is the newer revision {revision} of this report; check that the right file was sent."
        ),
        Intake::Fork { no, revision } => say!(
            lang,
            "与第{no}号（第{revision}版）是同一报告的两个不同版本，请与填报单位核对。",
            "This and receipt {no} (revision {revision}) are different continuations of one report; ask the unit which holds."
        ),
        Intake::Another { no } => say!(
            lang,
            "同一单位、目录和考核期已有另一份报告，见第{no}号，请与填报单位核对。",
            "The unit has handed in another report for this catalogue and period, receipt {no}; ask the unit which holds."
        ),
    }
}

/// The one word for a file that comes in.
pub fn intake_class(class: Class, lang: Lang) -> &'static str {
    match class {
        Class::Clear => lang.pick("可以收", "Ready"),
        Class::UnknownSigner => lang.pick("签名人未知", "Signer unknown"),
        Class::Another => lang.pick("另有一份", "A second report"),
        Class::Duplicate => lang.pick("重复", "Duplicate"),
        Class::Superseded => lang.pick("版次较旧", "Older revision"),
        Class::Fork => lang.pick("版本冲突", "Conflicting revision"),
        Class::OtherMatter => lang.pick("目录或者考核期不对", "Another catalogue or period"),
        Class::Invalid => lang.pick("无效", "Invalid"),
    }
}

/// Why no receipt was given.
pub fn receipt_error(error: &IssueError, lang: Lang) -> String {
    match error {
        IssueError::NotTaken(it) => {
            let (class, next) = (intake_class(*it, lang), not_taken(*it, lang));
            say!(lang, "不能收：{class}，{next}。", "Not received: {class}; {next}.")
        }
        IssueError::Open(error) => envelope_error(error, lang),
        IssueError::Seal(error) => seal_error(error, lang),
        IssueError::NotSound(found) => {
            let reasons = found.reasons.iter().map(|it| reason(it, lang));
            let signatures = found.signatures.iter().filter(|it| it.reason.outcome() == Outcome::Invalid);
            let lines: Vec<String> = reasons.chain(signatures.map(|it| signature(&it.reason, lang))).collect();
            let why = lines.join(lang.pick("", " "));
            say!(lang, "加上回执以后核验不过：{why}", "With its receipt it would not verify: {why}")
        }
        IssueError::Ledger(error) => ledger_error(error, lang),
    }
}

/// What the office does with a report it did not take.
fn not_taken(class: Class, lang: Lang) -> &'static str {
    match class {
        Class::Clear | Class::Duplicate => lang.pick("不用再收", "there is nothing to do"),
        Class::Superseded => lang.pick("请以较新的一版为准", "keep to the newer revision"),
        Class::UnknownSigner => lang.pick("请先核实签名人", "check first who the signer is"),
        Class::Another | Class::Fork => lang.pick("请与填报单位核对以哪份为准", "ask the unit which one holds"),
        Class::OtherMatter => lang.pick("请核对是否发错了文件", "check that the right file was sent"),
        Class::Invalid => lang.pick("请退回填报单位重新签名", "have the unit sign it again"),
    }
}

/// Why two files were not compared.
pub fn compare_error(error: &CompareError, lang: Lang) -> String {
    match error {
        CompareError::Open { error, .. } => envelope_error(error, lang),
        CompareError::NotAReport { kind, .. } => {
            let kind = content_kind(*kind, lang);
            say!(
                lang,
                "这是{kind}，不是自查报告，请核对是否选错了文件。",
                "This is a {kind}, not a report; check that it is the right file."
            )
        }
        CompareError::Shape { error, .. } => shape_error(error, lang),
    }
}

/// One change in words: `第26项“已审查件数”：由“9”改为“10”`. Names come from the catalogue where it has them.
pub fn change(change: &Change, catalogue: Option<&Catalogue>, lang: Lang) -> String {
    let place = place(&change.place, catalogue, lang);
    let (before, after) = (value(&change.place, &change.before, lang), value(&change.place, &change.after, lang));
    match (before.is_empty(), after.is_empty()) {
        (true, _) => say!(lang, "{place}：新填“{after}”", "{place}: “{after}” was put in"),
        (false, true) => say!(lang, "{place}：删去“{before}”", "{place}: “{before}” was taken out"),
        (false, false) => say!(lang, "{place}：由“{before}”改为“{after}”", "{place}: “{before}” became “{after}”"),
    }
}

fn value(place: &Place, text: &str, lang: Lang) -> String {
    let known = match place {
        Place::Verdict { .. } => Verdict::from_code(text).map(|it| verdict(it, lang)),
        Place::Mark { .. } => Mark::ALL.into_iter().find(|it| it.code() == text).map(|it| mark(it, lang)),
        Place::Fact { .. } if text == "true" => Some(lang.pick("是", "yes")),
        Place::Fact { .. } if text == "false" => Some(lang.pick("否", "no")),
        Place::Unit
        | Place::Period
        | Place::Catalogue
        | Place::Calendar
        | Place::Fact { .. }
        | Place::Base { .. }
        | Place::Slot { .. }
        | Place::Reason { .. }
        | Place::Note { .. }
        | Place::Evidence { .. }
        | Place::Rectification { .. } => None,
    };
    known.map_or_else(|| text.to_owned(), str::to_owned)
}

fn place(place: &Place, catalogue: Option<&Catalogue>, lang: Lang) -> String {
    let found = |id: &str| {
        let catalogue = catalogue?;
        catalogue.indicator_at(id).and_then(|at| catalogue.indicators.get(at))
    };
    let number = |id: &str| found(id).map_or_else(|| id.to_owned(), |it| it.number.clone());
    let named = |id: &str, what: &str| {
        let number = number(id);
        say!(lang, "第{number}项{what}", "item {number}, {what}")
    };
    match place {
        Place::Unit => lang.pick("填报单位", "the unit").to_owned(),
        Place::Period => lang.pick("考核期", "the period").to_owned(),
        Place::Catalogue => lang.pick("指标目录", "the catalogue").to_owned(),
        Place::Calendar => lang.pick("工作日历", "the calendar").to_owned(),
        Place::Fact { id } => say!(lang, "单位情况“{id}”", "the fact {id}"),
        Place::Base { id } => say!(lang, "共用数“{id}”", "the shared figure {id}"),
        Place::Slot { indicator, slot } => {
            let label = found(indicator).and_then(|it| it.slots.iter().find(|it| it.id == *slot));
            let label = label.map_or(slot.as_str(), |it| it.label.as_str());
            named(indicator, &say!(lang, "“{label}”", "{label}"))
        }
        Place::Mark { indicator, requirement } => {
            named(indicator, &say!(lang, "要求{requirement}的状态", "the state of requirement {requirement}"))
        }
        Place::Reason { indicator, requirement } => {
            named(indicator, &say!(lang, "要求{requirement}的理由", "the reason of requirement {requirement}"))
        }
        Place::Note { indicator } => named(indicator, lang.pick("备注", "the note")),
        Place::Evidence { indicator, at } => {
            let number = at + 1;
            named(indicator, &say!(lang, "第{number}份佐证材料", "evidence {number}"))
        }
        Place::Rectification { indicator } => named(indicator, lang.pick("整改", "the rectification")),
        Place::Verdict { requirement } => {
            say!(lang, "要求{requirement}的判定", "the verdict of requirement {requirement}")
        }
    }
}
