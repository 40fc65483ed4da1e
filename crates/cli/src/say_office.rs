//! The sentences of the office's verbs, in both languages. What core finds, core::text says.

use zicha_core::text::Lang;

use crate::args::Words;

pub fn too_many_pins(lang: Lang) -> String {
    Words { zh: "--pin 最多写两个不同的公钥指纹", en: "give at most two different thumbprints with --pin" }
        .of(lang)
        .to_owned()
}

pub fn no_public_key(lang: Lang) -> &'static str {
    Words {
        zh: "文件里没有可用的公钥；要的是公钥登记文件、公钥（JWK）或者 keygen --json 的输出",
        en: "no usable public key here; give an enrolment file, a JWK, or what keygen --json printed",
    }
    .of(lang)
}

pub fn pin_needed(path: &str, kids: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: 名单由公钥 {kids} 签发；请按书面核对这个指纹，再加 --pin"),
        Lang::En => {
            format!("{path}: the list was signed by key {kids}; compare it with paper, then give it with --pin")
        }
    }
}

/// Said of every list that is used without a pin.
pub fn bare_list(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: 名单没有签名，任何人都能改，按它得出的“可信”只作参考；机关签发的名单请加 --pin"),
        Lang::En => {
            format!(
                "{path}: nobody signed this list, so anybody can change it; use the office's signed list with --pin"
            )
        }
    }
}

pub fn list_line(office: &str, seq: i64, issued: &str, expires: &str, keys: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{office}，第{seq}期，{issued}签发，用到{expires}，公钥{keys}个"),
        Lang::En => format!("{office}, issue {seq}, issued {issued}, good until {expires}, keys: {keys}"),
    }
}

pub fn unchecked(lang: Lang) -> &'static str {
    Words {
        zh: "（没有核验签名，见 zicha trust verify）", en: "(signatures not verified; see zicha trust verify)"
    }
    .of(lang)
}

pub fn list_written(path: &str, seq: i64, kid: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: 第{seq}期已签发\n发布机关公钥指纹（--pin）：{kid}\n"),
        Lang::En => format!("{path}: issue {seq} signed\nthumbprint of the office's key (--pin): {kid}\n"),
    }
}

pub fn compare_on_paper(name: &str, groups: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{name}的公钥指纹：{groups}；请与公钥登记表逐组核对\n"),
        Lang::En => format!("thumbprint of {name}'s key: {groups}; compare it with their enrolment form\n"),
    }
}

pub fn carried_over(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!(
            "{name}的新密钥由名单里的旧密钥签过，不用再核对；旧密钥请用 zicha trust revoke --status expired 停用\n"
        ),
        Lang::En => format!(
            "{name}'s new key was signed for by the old one in the list; retire that with `zicha trust revoke --status expired`\n"
        ),
    }
}

pub fn already_listed(kid: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("名单里已有公钥 {kid}；要改登记内容请加 --force"),
        Lang::En => format!("the list already has the key {kid}; --force replaces its entry"),
    }
}

pub fn who_is_it(lang: Lang) -> String {
    Words {
        zh: "公钥文件没有写明是谁的，请用 --holder、--holder-unit 和 --role 写明",
        en: "the file does not say whose key it is; say so with --holder, --holder-unit and --role",
    }
    .of(lang)
    .to_owned()
}

pub fn countersigned(path: &str, role: &str, fingerprint: &str, awaiting: &str, lang: Lang) -> String {
    let rest = match (awaiting.is_empty(), lang) {
        (true, Lang::Zh) => "签批齐全".to_owned(),
        (false, Lang::Zh) => format!("还要签批：{awaiting}"),
        (true, Lang::En) => "all sign-offs are there".to_owned(),
        (false, Lang::En) => format!("still to sign: {awaiting}"),
    };
    match lang {
        Lang::Zh => format!("{path}: 已作为{role}签批；{rest}\n报告指纹：{fingerprint}\n"),
        Lang::En => format!("{path}: signed as {role}; {rest}\nfingerprint: {fingerprint}\n"),
    }
}

pub fn cannot_sign_on(path: &str, why: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: 报告没有通过核验，不能在其上签批：{why}"),
        Lang::En => format!("{path}: the report does not verify, nothing is signed on top of it: {why}"),
    }
}

pub fn received(from: &str, to: &str, no: i64, unit: &str, revision: u32, what: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{from}: 第{no}号，{unit}，第{revision}版，{what}回执：{to}\n"),
        Lang::En => format!("{from}: receipt {no}, {unit}, revision {revision}. {what} Receipt: {to}\n"),
    }
}

pub fn not_received(from: &str, why: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{from}: 没有发回执：{why}"),
        Lang::En => format!("{from}: no receipt: {why}"),
    }
}

pub fn unknown_not_received(lang: Lang) -> &'static str {
    Words {
        zh: "有签名人不在受信名单；确认无误后可加 --unknown",
        en: "a signer is not in the trust list; --unknown takes it in all the same",
    }
    .of(lang)
}

pub fn no_ledger(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: 没有这本收件簿；要新开一本请加 --begin"),
        Lang::En => format!("{path}: there is no such ledger; --begin begins one"),
    }
}

pub fn other_office(path: &str, office: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: 这本收件簿是“{office}”的"),
        Lang::En => format!("{path}: this ledger is that of {office}"),
    }
}

pub fn ledger_locked(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: 另一次收件正在进行，或者上次被打断；确认没有在进行后删去这个文件"),
        Lang::En => {
            format!("{path}: another run is writing the ledger, or one was interrupted; remove this file if none is")
        }
    }
}

pub fn ledger_line(office: &str, opened: &str, receipts: usize, last: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{office}，{opened}起，回执{receipts}份；末行指纹：{last}"),
        Lang::En => format!("{office}, since {opened}, receipts: {receipts}; last line: {last}"),
    }
}

pub fn in_ledger(path: &str, no: Option<i64>, lang: Lang) -> String {
    match (no, lang) {
        (Some(no), Lang::Zh) => format!("{path}: 收件簿第{no}号与这份回执一致"),
        (Some(no), Lang::En) => format!("{path}: receipt {no} stands in the ledger as it does here"),
        (None, Lang::Zh) => format!("{path}: 收件簿里没有这份回执，簿或者回执有一个不是原来的"),
        (None, Lang::En) => format!("{path}: the ledger does not have this receipt; one of the two is not what it was"),
    }
}

pub fn no_receipt(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: 文件里没有回执"),
        Lang::En => format!("{path}: the file bears no receipt"),
    }
}

pub fn superseded_by(no: i64, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("已由第{no}号替换"),
        Lang::En => format!("replaced by {no}"),
    }
}

pub fn package_signed(path: &str, id: &str, version: &str, fingerprint: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: 目录{id} {version}已签发\n目录包指纹：{fingerprint}\n"),
        Lang::En => format!("{path}: catalogue {id} {version} signed\nfingerprint: {fingerprint}\n"),
    }
}

pub fn package_line(id: &str, version: &str, issued: &str, sha256: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("目录{id} {version}，{issued}签发，报告中的目录摘要 {sha256}"),
        Lang::En => format!("catalogue {id} {version}, issued {issued}; digest in reports {sha256}"),
    }
}

pub fn issued_by(path: &str, unit: &str, name: &str, kid: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: {unit}{name}签发，公钥 {kid}；没有用受信名单核验"),
        Lang::En => format!("{path}: issued by {unit}, {name}, key {kid}; not checked against a trust list"),
    }
}

pub fn nothing_changed(lang: Lang) -> &'static str {
    Words { zh: "内容相同，签名都仍有效", en: "the content is the same; every signature still covers it" }.of(lang)
}

pub fn broken(number: usize, role: &str, name: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("第{number}个签批（{role} {name}）不再涵盖改动后的内容"),
        Lang::En => format!("sign-off {number} ({role} {name}) does not cover the changed content"),
    }
}

pub fn continues(continues: bool, lang: Lang) -> &'static str {
    match continues {
        true => Words { zh: "第二份写明替换第一份", en: "the second says that it replaces the first" }.of(lang),
        false => Words {
            zh: "第二份没有写明替换第一份；要作为下一版，请用 zicha sign --replaces",
            en: "the second does not say that it replaces the first; `zicha sign --replaces` makes the next revision",
        }
        .of(lang),
    }
}

pub fn sheet_head(unit: &str, revision: u32, fingerprint: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{unit}，第{revision}版\n报告指纹：{fingerprint}\n"),
        Lang::En => format!("{unit}, revision {revision}\nfingerprint: {fingerprint}\n"),
    }
}

pub fn awaiting(roles: &[&str], lang: Lang) -> String {
    let roles = roles.join(Words { zh: "、", en: ", " }.of(lang));
    match (roles.is_empty(), lang) {
        (true, Lang::Zh) => "目录要求的签批已经齐全\n".to_owned(),
        (true, Lang::En) => "every sign-off the catalogue asks for is there\n".to_owned(),
        (false, Lang::Zh) => format!("还要签批：{roles}\n"),
        (false, Lang::En) => format!("still to sign: {roles}\n"),
    }
}

pub fn since_before(changes: usize, continues: bool, lang: Lang) -> String {
    match (continues, lang) {
        (true, Lang::Zh) => format!("与上一版相比改动{changes}处"),
        (true, Lang::En) => format!("changes since the revision before: {changes}"),
        (false, Lang::Zh) => format!("与所给文件相比改动{changes}处；本报告没有写明替换它"),
        (false, Lang::En) => {
            format!("changes against the file given: {changes}; this report does not say that it replaces it")
        }
    }
}

pub fn given_back(path: &str, remarks: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: 退回文件已写好，意见{remarks}条\n"),
        Lang::En => format!("{path}: written, remarks: {remarks}\n"),
    }
}
