//! 公钥登记表: the one page on which a person and their unit vouch for a key with ink. The fingerprints on
//! it are what the office compares. In Chinese, as the office files it; the layout is the page's own.

use super::Enrolled;
use crate::digest::fingerprint;
use crate::narrative::html::escape;
use crate::sign::KeyType;
use crate::text::{self, Lang};

/// Title of the page.
const TITLE: &str = "公钥登记表";

/// What the holder declares.
const DECLARATION: &str = "以上公钥由本人生成，对应的私钥文件和口令由本人保管，没有交给他人，也没有留在公用计算机上。\
     用该私钥所作的签名视为本人签名。私钥遗失、口令泄露或者本人离岗的，立即书面告知接收机关。";

/// A page taken apart: facts, what is declared, and the places to sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    pub title: &'static str,
    /// Label and value, in printed order.
    pub facts: Vec<(&'static str, String)>,
    pub declaration: &'static str,
    /// Who signs, and the lines left for them.
    pub blanks: Vec<(&'static str, &'static [&'static str])>,
}

/// The form of a checked enrolment.
pub fn form(enrolled: &Enrolled) -> Form {
    let it = enrolled.enrolment();
    let roles: Vec<&str> = it.roles.iter().map(|role| text::role(*role, Lang::Zh)).collect();
    let mut facts = vec![
        ("姓名", it.holder.name.clone()),
        ("职务", it.holder.title.clone()),
        ("单位", it.holder.unit.clone()),
        ("签批身份", roles.join("、")),
        ("密钥算法", algorithm(it.key.key_type()).to_owned()),
        ("公钥指纹（SHA-256）", fingerprint(it.key.kid().bytes())),
        ("公钥编号", it.key.kid().to_string()),
        ("登记文件指纹（SHA-256）", fingerprint(&enrolled.digests().sha256)),
        ("登记时间（本人计算机）", it.created.as_str().to_owned()),
    ];
    if let Some(old) = it.replaces {
        facts.push(("换下的公钥指纹（SHA-256）", fingerprint(old.bytes())));
    }
    let blanks: Vec<(&str, &[&str])> = vec![
        ("登记人", &["签名：", "日期："]),
        ("单位负责人", &["签名：", "日期：", "（单位盖章）"]),
        ("接收机关", &["指纹与登记文件核对一致：□是　□否", "核对人：", "列入受信名单日期："]),
    ];
    Form { title: TITLE, facts, declaration: DECLARATION, blanks }
}

fn algorithm(key_type: KeyType) -> &'static str {
    match key_type {
        KeyType::Ed25519 => "Ed25519",
        KeyType::Sm2 => "SM2（国密，SM3杂凑）",
        KeyType::P256 => "ECDSA P-256",
    }
}

impl Form {
    /// One line a fact, for the terminal and for pasting into a document.
    pub fn text(&self) -> String {
        let mut out = format!("{}\n\n", self.title);
        for (label, value) in &self.facts {
            out += &format!("{label}：{value}\n");
        }
        out += &format!("\n{}\n", self.declaration);
        for (who, lines) in &self.blanks {
            out += &format!("\n{who}\n");
            lines.iter().for_each(|line| out += &format!("  {line}\n"));
        }
        out
    }

    /// `<article class="zc-enrolment">…</article>`, everything escaped, no style attributes.
    pub fn html(&self) -> String {
        let mut out = String::from("<article class=\"zc-enrolment\" lang=\"zh-Hans\">\n");
        element("h1", self.title, &mut out);
        out += "<table>\n";
        for (label, value) in &self.facts {
            out += "<tr><th scope=\"row\">";
            escape(label, &mut out);
            out += "</th><td>";
            escape(value, &mut out);
            out += "</td></tr>\n";
        }
        out += "</table>\n";
        element("p", self.declaration, &mut out);
        for (who, lines) in &self.blanks {
            out += "<section class=\"zc-enrolment__blank\">\n";
            element("h2", who, &mut out);
            lines.iter().for_each(|line| element("p", line, &mut out));
            out += "</section>\n";
        }
        out + "</article>\n"
    }
}

fn element(tag: &str, text: &str, out: &mut String) {
    *out += &format!("<{tag}>");
    escape(text, out);
    *out += &format!("</{tag}>\n");
}

/// The form as a page that stands by itself, on one sheet of A4.
pub fn page(form: &Form) -> String {
    let head =
        format!("<!DOCTYPE html>\n<html lang=\"zh-Hans\">\n<meta charset=\"utf-8\">\n<title>{}</title>", form.title);
    format!("{head}\n<style>\n{STYLE}</style>\n{}</html>\n", form.html())
}

/// Names of fonts only; nothing is fetched.
const STYLE: &str = include_str!("page.css");
