//! Sentences about signed files: what came of their signatures, and why one was not opened or signed.

use super::file::{json_error, json_fault, shape_error};
use super::{Lang, date, within};
use crate::date::Date;
use crate::envelope::{EnvelopeError, Outcome, PolicyFault, Reason, SIGNATURES_MAX, SealError};
use crate::sign::{ContentKind, Day, HeaderError, JwkError, Kid, Role};
use crate::trust::TrustError;

/// 可信, 完好但签名人未知, 无效.
pub fn outcome(outcome: Outcome, lang: Lang) -> &'static str {
    match outcome {
        Outcome::Trusted => lang.pick("可信", "trusted"),
        Outcome::IntactUnknown => lang.pick("完好但签名人未知", "intact, signer unknown"),
        Outcome::Invalid => lang.pick("无效", "invalid"),
    }
}

/// 填报人, 审核人, 负责人, 接收机关.
pub fn role(role: Role, lang: Lang) -> &'static str {
    match role {
        Role::Filler => lang.pick("填报人", "filler"),
        Role::Reviewer => lang.pick("审核人", "reviewer"),
        Role::Head => lang.pick("负责人", "head of the unit"),
        Role::Office => lang.pick("接收机关", "receiving office"),
    }
}

/// 自查报告, 指标目录 ….
pub fn content_kind(kind: ContentKind, lang: Lang) -> &'static str {
    match kind {
        ContentKind::Report => lang.pick("自查报告", "self-check report"),
        ContentKind::Catalogue => lang.pick("指标目录", "catalogue"),
        ContentKind::Trust => lang.pick("受信名单", "trust list"),
        ContentKind::Enrolment => lang.pick("公钥登记表", "key enrolment"),
        ContentKind::Handoff => lang.pick("分办文件", "handoff"),
        ContentKind::Rollup => lang.pick("汇总", "roll-up"),
    }
}

/// What came out for one signature, and what to do about it.
pub fn signature(reason: &Reason, lang: Lang) -> String {
    match reason {
        Reason::Trusted => lang
            .pick("签名有效，签名人在受信名单内。", "The signature is sound and the signer is on the trust list.")
            .to_owned(),
        Reason::UnknownSigner => lang
            .pick(
                "签名完好，但签名人不在受信名单内，请按指纹向对方核实。",
                "The signature is sound, but the signer is not on a trust list; compare the fingerprint with them.",
            )
            .to_owned(),
        Reason::Header(error) => header(error, lang),
        Reason::AlgNotSupported { alg } => {
            let alg = alg.name();
            say!(
                lang,
                "签名算法{alg}本版本还不能核验，请用更新的版本核验。",
                "This version cannot verify signatures of type {alg} yet; verify it with a newer one."
            )
        }
        Reason::KeyNotFound { kid } => {
            let kid = short(kid);
            say!(
                lang,
                "文件和受信名单中都没有签名所用的公钥（{kid}），无法核验，请向签名人索取完整的文件。",
                "Neither the file nor the trust list has the key of this signature ({kid}); ask the signer for the complete file."
            )
        }
        Reason::AlgKeyMismatch { alg } => {
            let alg = alg.name();
            say!(
                lang,
                "签名算法{alg}与公钥的类型不符，请退回重新签名。",
                "The signature type {alg} does not go with the key; have it signed again."
            )
        }
        Reason::SignatureForm => lang
            .pick(
                "签名残缺，请向签名人重新索取文件。",
                "The signature is incomplete; ask the signer for the file again.",
            )
            .to_owned(),
        Reason::BadSignature => lang
            .pick(
                "签名与签批内容不符，签名或者签批内容被改动过，请向签名人重新索取文件。",
                "The signature does not fit the sign-off: one of them was altered; ask the signer for the file again.",
            )
            .to_owned(),
        Reason::ContentKind { stated } => {
            let stated = content_kind(*stated, lang);
            say!(
                lang,
                "这个签名签的是{stated}，不是这份内容，请退回重新签名。",
                "This signature is for a {stated}, not for this content; have it signed again."
            )
        }
        Reason::ContentDigest => lang
            .pick(
                "签名后内容被改动过，请向签名人重新索取文件。",
                "The content was altered after signing; ask the signer for the file again.",
            )
            .to_owned(),
        Reason::PrevMismatch => lang
            .pick(
                "签批的次序对不上，有签名被删除、插入或者调换，请重新索取文件。",
                "The chain of sign-offs is broken: one was removed, put in or moved; ask for the file again.",
            )
            .to_owned(),
        Reason::KeyRevoked { since } => key_revoked(since, lang),
        Reason::KeyExpired { since } => key_expired(since, lang),
        Reason::RoleNotGranted { role } => role_not_granted(*role, lang),
    }
}

fn key_revoked(since: &Day, lang: Lang) -> String {
    let since = day(since, lang);
    say!(
        lang,
        "签名所用的密钥自{since}起已注销，请换用新密钥重新签名。",
        "The key was withdrawn on {since}; have it signed again with a new one."
    )
}

fn key_expired(since: &Day, lang: Lang) -> String {
    let since = day(since, lang);
    say!(
        lang,
        "签名所用的密钥自{since}起已到期，请换用新密钥重新签名。",
        "The key ran out on {since}; have it signed again with a new one."
    )
}

fn role_not_granted(as_role: Role, lang: Lang) -> String {
    let as_role = role(as_role, lang);
    say!(
        lang,
        "受信名单没有授权这个密钥以“{as_role}”身份签批，请由有权的人签批。",
        "The trust list does not let this key sign as {as_role}; have someone sign who may."
    )
}

fn header(error: &HeaderError, lang: Lang) -> String {
    match error {
        HeaderError::Base64 | HeaderError::Json(_) | HeaderError::Shape(_) => lang
            .pick(
                "签名的头部残缺或者被改动过，请重新索取文件。",
                "The header of the signature is damaged or altered; ask for the file again.",
            )
            .to_owned(),
        HeaderError::Typ { found } => say!(
            lang,
            "签名的用途为“{found}”，不是签批，请重新索取文件。",
            "The signature was made for “{found}”, not for a sign-off; ask for the file again."
        ),
        HeaderError::UnknownAlg { found } => say!(
            lang,
            "签名算法“{found}”不被接受，请退回重新签名。",
            "The signature type “{found}” is not accepted; have it signed again."
        ),
        HeaderError::Kid { found } => say!(
            lang,
            "签名所指的公钥编号“{found}”不对，请重新索取文件。",
            "The signature names no possible key (“{found}”); ask for the file again."
        ),
    }
}

/// Why a file is not a signed file of ours.
pub fn envelope_error(error: &EnvelopeError, lang: Lang) -> String {
    match error {
        EnvelopeError::Json(error) => json_error(error, lang),
        EnvelopeError::Foreign => lang
            .pick(
                "这不是签名的自查报告或者目录文件，请核对是否选错了文件。",
                "This is not a signed report or catalogue; check that it is the right file.",
            )
            .to_owned(),
        EnvelopeError::SeveralContents { first, second } => {
            let (first, second) = (content_kind(*first, lang), content_kind(*second, lang));
            say!(
                lang,
                "一个文件里同时有{first}和{second}，请重新索取文件。",
                "The file holds a {first} and a {second} at once; ask for the file again."
            )
        }
        EnvelopeError::Shape(error) => shape_error(error, lang),
        EnvelopeError::BadKey { index, error } => {
            let (number, why) = (index + 1, jwk(error, lang));
            say!(
                lang,
                "随文件的第{number}个公钥{why}，请重新索取文件。",
                "Key {number} that came with the file {why}; ask for the file again."
            )
        }
        EnvelopeError::StrayKey { index } => {
            let number = index + 1;
            say!(
                lang,
                "随文件的第{number}个公钥多余或者重复，请重新索取文件。",
                "Key {number} that came with the file belongs to no signature or is there twice; ask for the file again."
            )
        }
    }
}

/// What is wrong with a public key, to follow its name.
pub(super) fn jwk(error: &JwkError, lang: Lang) -> String {
    match error {
        JwkError::Shape(_) => lang.pick("格式不对", "is ill-formed").to_owned(),
        JwkError::UnknownType { kty, crv } => {
            say!(lang, "类型不明（{kty} {crv}）", "is of an unknown type ({kty} {crv})")
        }
        JwkError::NotSupported { key_type, .. } => {
            let (_, name) = key_type.names();
            say!(lang, "的类型{name}本版本还不支持", "is of type {name}, which this version does not support yet")
        }
        JwkError::BadPoint { .. } => lang.pick("不是有效的公钥", "is no usable key").to_owned(),
        JwkError::KidMismatch { .. } => lang.pick("与编号不符", "does not fit its name").to_owned(),
    }
}

/// Why a file was not signed.
pub fn seal_error(error: &SealError, lang: Lang) -> String {
    match error {
        SealError::Json(error) => {
            // Line and column are those of bytes nobody has seen; the path tells where to look.
            let why = json_fault(&error.fault, lang);
            let path = if error.path.is_empty() { String::new() } else { in_brackets(&error.path, lang) };
            say!(lang, "内容不能签名{path}：{why}", "The content cannot be signed{path}: {why}")
        }
        SealError::Shape(error) => shape_error(error, lang),
        SealError::Open(error) => envelope_error(error, lang),
        SealError::TooManySignatures => say!(
            lang,
            "文件已有{SIGNATURES_MAX}个签名，不能再签，请从原报告重新签批。",
            "The file already bears {SIGNATURES_MAX} signatures; sign the original report anew."
        ),
        SealError::Earlier { index, reason } => {
            let (number, why) = (index + 1, within(&signature(reason, lang)));
            say!(
                lang,
                "前面的第{number}个签名无效，不要在其上签批：{why}",
                "Signature {number} before yours is not valid, so nothing should be signed on top of it: {why}"
            )
        }
        SealError::BadSignature => lang
            .pick(
                "得到的签名与内容和密钥不符，没有写入文件，请核对密钥后重试。",
                "The signature made does not fit content and key and was not written; check the key and try again.",
            )
            .to_owned(),
    }
}

fn in_brackets(text: &str, lang: Lang) -> String {
    say!(lang, "（{text}）", " ({text})")
}

/// Which sign-off a catalogue asks for and the file lacks.
pub fn policy_fault(fault: &PolicyFault, lang: Lang) -> String {
    match fault {
        PolicyFault::RoleMissing { role } => {
            let role = self::role(*role, lang);
            say!(lang, "缺少{role}的签批，请补签。", "The sign-off of the {role} is missing; have it added.")
        }
        PolicyFault::KeyShared { first, second, .. } => {
            let (first, second) = (self::role(*first, lang), self::role(*second, lang));
            say!(
                lang,
                "{first}和{second}用了同一个密钥，请分别用各自的密钥签批。",
                "One key signed as {first} and as {second}; each should use their own."
            )
        }
        PolicyFault::OutOfOrder { index, role, after } => {
            let (number, role, after) = (index + 1, self::role(*role, lang), self::role(*after, lang));
            say!(
                lang,
                "第{number}个签批是{role}的，却在{after}之后，请按填报人、审核人、负责人、接收机关的次序重新签批。",
                "Sign-off {number} is that of the {role} but comes after the {after}; sign anew in the order filler, reviewer, head, office."
            )
        }
    }
}

/// Why a trust list was not read.
pub fn trust_error(error: &TrustError, lang: Lang) -> String {
    match error {
        TrustError::Json(error) => json_error(error, lang),
        TrustError::Shape(error) => shape_error(error, lang),
        TrustError::Key { index, error } => {
            let (number, why) = (index + 1, jwk(error, lang));
            say!(
                lang,
                "受信名单的第{number}个公钥{why}，请向发布机关重新索取名单。",
                "Key {number} of the trust list {why}; ask the office for the list again."
            )
        }
        TrustError::KeyTwice { kid } => {
            let kid = short(kid);
            say!(
                lang,
                "受信名单中公钥{kid}出现两次，请向发布机关重新索取名单。",
                "The trust list names the key {kid} twice; ask the office for the list again."
            )
        }
        TrustError::DaysReversed => lang
            .pick(
                "受信名单的失效日期早于发布日期，请向发布机关重新索取名单。",
                "The trust list expires before it was issued; ask the office for the list again.",
            )
            .to_owned(),
        TrustError::Signed => lang
            .pick(
                "这是签名的受信名单，请先按书面核对并写明发布机关的公钥指纹，再装入名单。",
                "This trust list is signed; give the thumbprint of the office's key, compared with paper, to use it.",
            )
            .to_owned(),
    }
}

/// The first twelve characters of a thumbprint, enough to tell keys apart in a sentence.
pub(super) fn short(kid: &Kid) -> String {
    let text = kid.to_string();
    format!("{}…", text.get(..12).unwrap_or(&text))
}

pub(super) fn day(day: &Day, lang: Lang) -> String {
    let written = day.as_str();
    written.parse::<Date>().map_or_else(|_| written.to_owned(), |it| date(it, lang))
}
