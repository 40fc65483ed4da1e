//! What is said about keys and signers.

use std::fmt::Display;

use zicha_core::text::Lang;

use crate::args::Words;

pub const NO_PUBLIC_KEY: Words = Words {
    zh: "不是公钥文件：应为JWK（zicha keygen 显示的那一段），或者openssl的PEM公钥（Ed25519、SM2）",
    en: "not a public key: a JWK as `zicha keygen` prints it, or openssl's PEM (Ed25519, SM2), is read",
};
pub const NO_PRIVATE_KEY: Words = Words {
    zh: "不是加密的PKCS#8私钥（BEGIN ENCRYPTED PRIVATE KEY）",
    en: "not an encrypted PKCS#8 key (BEGIN ENCRYPTED PRIVATE KEY)",
};
pub const NOT_ENCRYPTED: Words = Words {
    zh: "私钥没有加密，不读；先用 openssl pkcs8 -topk8 加上口令",
    en: "the key is not encrypted and is not read; put a passphrase on it with `openssl pkcs8 -topk8` first",
};
pub const TOO_COSTLY: Words = Words {
    zh: "PKCS#8文件的加密方式不支持，或者参数过大",
    en: "the PKCS#8 file is encrypted in a way that is not supported, or with parameters that are too large",
};
pub const WRONG_PASSPHRASE: Words =
    Words { zh: "口令不对，或者文件已损坏", en: "the passphrase does not fit, or the file is damaged" };
pub const OTHER_KEY: Words =
    Words { zh: "里面的私钥不是Ed25519或者SM2", en: "the key inside is neither Ed25519 nor SM2" };
pub const SAME_KEY: Words = Words {
    zh: "--replaces 写的就是要登记的密钥，请先用 zicha keygen 生成新密钥",
    en: "--replaces names the very key to be registered; make a new one with `zicha keygen` first",
};

pub fn key_made(path: &str, kid: &str, jwk: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: 密钥已生成\n公钥指纹：{kid}\n公钥：{jwk}\n"),
        Lang::En => format!("{path}: key made\nfingerprint: {kid}\npublic key: {jwk}\n"),
    }
}

pub fn passphrase_changed(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: 口令已改，并已用新口令打开核对。以前的副本仍用旧口令，请一并替换或者销毁。\n"),
        Lang::En => format!(
            "{path}: the passphrase is changed, and the file was opened with it. Older copies still open with the old one: replace or destroy them.\n"
        ),
    }
}

pub fn converted(path: &str, kid: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: 已写出并重新打开核对\n公钥指纹：{kid}\n"),
        Lang::En => format!("{path}: written and opened again\nfingerprint: {kid}\n"),
    }
}

pub fn enrolled(path: &str, kid: &str, groups: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!(
            "{path}: 登记文件已生成，请连同签字盖章的公钥登记表报接收机关\n公钥编号：{kid}\n公钥指纹：{groups}\n"
        ),
        Lang::En => format!(
            "{path}: made; hand it to the office together with the signed paper form\nkey id: {kid}\nfingerprint: {groups}\n"
        ),
    }
}

pub fn no_such_role(role: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!(
            "没有身份“{role}”，应为 filler（填报人）、reviewer（审核人）、head（负责人）、office（接收机关），每种一次"
        ),
        Lang::En => format!("there is no role `{role}`; use filler, reviewer, head or office, each once"),
    }
}

pub fn signer_failed(command: &str, why: &dyn Display, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("签名命令“{command}”没有完成（{why}），没有签署"),
        Lang::En => format!("the signer `{command}` did not do its work ({why}); nothing was signed"),
    }
}

pub fn signer_signature(command: &str, bytes: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("签名命令“{command}”给出的{bytes}字节不是该公钥对待签内容的签名，没有签署"),
        Lang::En => {
            format!(
                "the {bytes} bytes from the signer `{command}` are no signature of that key over the input; nothing was signed"
            )
        }
    }
}

pub fn no_passphrase(file: &str, env: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("这里不能输入口令，请用 --{file} 或 --{env}"),
        Lang::En => format!("no terminal to ask for the passphrase; use --{file} or --{env}"),
    }
}

pub fn ask_again(lang: Lang) -> &'static str {
    Words { zh: "再输一遍：", en: "Again: " }.of(lang)
}

pub fn passphrases_differ(lang: Lang) -> String {
    Words {
        zh: "两遍口令不一样，没有写出任何文件", en: "the two passphrases differ; nothing was written"
    }
    .of(lang)
    .to_owned()
}
