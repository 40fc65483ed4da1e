//! Sentences about signed trust lists: why one was not accepted, why one was not issued, what changed in it.

use super::envelope::{content_kind, day, envelope_error, role, short, signature, trust_error};
use super::{Lang, within};
use crate::pinned::PinnedError;
use crate::trust::{IssueError, KeyStatus, ListChange, TrustedKey};

/// Why a signed trust list was not accepted.
pub fn pinned_error(error: &PinnedError, lang: Lang) -> String {
    match error {
        PinnedError::Open(error) => envelope_error(error, lang),
        PinnedError::NotAList { kind } => {
            let kind = content_kind(*kind, lang);
            say!(
                lang,
                "这是{kind}，不是受信名单，请核对是否选错了文件。",
                "This is a {kind}, not a trust list; check that it is the right file."
            )
        }
        PinnedError::Signature { index, reason } => {
            let (number, why) = (index + 1, within(&signature(reason, lang)));
            say!(
                lang,
                "受信名单的第{number}个签名无效：{why}",
                "Signature {number} of the trust list is not valid: {why}"
            )
        }
        PinnedError::NotTheOffice { index, role: as_role } => {
            let (number, as_role) = (index + 1, role(*as_role, lang));
            say!(
                lang,
                "受信名单的第{number}个签名人以“{as_role}”身份签批，请由发布机关以接收机关身份签发。",
                "Signer {number} of the trust list signed as {as_role}; have the office sign it as the office."
            )
        }
        PinnedError::NotPinned { signers } => {
            let signers = lang.list(&signers.iter().map(short).collect::<Vec<_>>());
            say!(
                lang,
                "受信名单由{signers}签发，不是已核对的发布机关公钥，请向发布机关核实，不要使用这份名单。",
                "The trust list was signed by {signers}, which is not the office's pinned key; ask the office and do not use this list."
            )
        }
        PinnedError::List(error) => trust_error(error, lang),
        PinnedError::LowerSeq { seq, seen } => say!(
            lang,
            "受信名单是第{seq}期，已经用过第{seen}期，请使用最新一期。",
            "The trust list is issue {seq} but issue {seen} was already used; use the newest."
        ),
        PinnedError::SeqReused { seq } => say!(
            lang,
            "有两份内容不同的第{seq}期受信名单，请向发布机关核实。",
            "There are two different trust lists of issue {seq}; ask the office which is theirs."
        ),
    }
}

/// Why a trust list was not issued.
pub fn issue_error(error: &IssueError, lang: Lang) -> String {
    match error {
        IssueError::UnknownKey { kid } => {
            let kid = short(kid);
            say!(
                lang,
                "受信名单中没有公钥{kid}，请核对公钥指纹。",
                "The trust list has no key {kid}; check the thumbprint."
            )
        }
        IssueError::Unchanged { kid } => {
            let kid = short(kid);
            say!(
                lang,
                "公钥{kid}已经是这个状态，不用重新签发。",
                "The key {kid} already has this status; there is nothing to issue."
            )
        }
        IssueError::List(error) => trust_error(error, lang),
    }
}

/// 有效, 已注销, 已停用.
pub fn key_status(status: KeyStatus, lang: Lang) -> &'static str {
    match status {
        KeyStatus::Active => lang.pick("有效", "active"),
        KeyStatus::Revoked => lang.pick("已注销", "revoked"),
        KeyStatus::Expired => lang.pick("已停用", "expired"),
    }
}

/// One difference between two issues of a list.
pub fn list_change(change: &ListChange<'_>, lang: Lang) -> String {
    match change {
        ListChange::Office { from, to } => {
            say!(lang, "机关名称由“{from}”改为“{to}”", "The office, {from}, is now called {to}")
        }
        ListChange::Expires { from, to } => {
            let (from, to) = (day(from, lang), day(to, lang));
            say!(lang, "有效期由{from}改为{to}", "Good until {to}, before until {from}")
        }
        ListChange::Added { entry } => {
            let (who, roles) = (person(entry, lang), roles(entry, lang));
            say!(lang, "新登记{who}，可签{roles}", "New: {who}, as {roles}")
        }
        ListChange::Status { entry, before } => {
            let (who, since) = (person(entry, lang), day(&entry.since, lang));
            let (before, now) = (key_status(*before, lang), key_status(entry.status, lang));
            say!(lang, "{who}由{before}改为{now}，自{since}起", "{who}: {now} since {since}, before {before}")
        }
        ListChange::Particulars { entry, before } => {
            let (who, now, old) = (person(before, lang), person(entry, lang), roles(before, lang));
            let roles = roles(entry, lang);
            say!(
                lang,
                "{who}（{old}）的登记改为{now}（{roles}）",
                "The entry of {who} ({old}) now reads {now} ({roles})"
            )
        }
        ListChange::Gone { entry } => {
            let who = person(entry, lang);
            say!(lang, "名单里不再有{who}", "{who} is no longer in the list")
        }
    }
}

fn person(entry: &TrustedKey, lang: Lang) -> String {
    let TrustedKey { name, unit, .. } = entry;
    let kid = short(&entry.key.kid());
    say!(lang, "{unit}{name}（公钥{kid}）", "{name} of {unit} (key {kid})")
}

fn roles(entry: &TrustedKey, lang: Lang) -> String {
    lang.list(&entry.roles.iter().map(|it| role(*it, lang).to_owned()).collect::<Vec<_>>())
}
