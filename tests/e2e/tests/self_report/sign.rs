//! A key is made and opened again, the report signed, exported and only then called exported.

use super::wrong_files::refused_one_by_one;
use super::{PASSPHRASE, PERIOD, SIGNER, UNIT};
use std::path::PathBuf;
use zicha_e2e::page::Page;
use zicha_e2e::wrong::{Wrong, altered, files};

/// What the unit holds in the end.
pub struct Signed {
    pub report: Vec<u8>,
    /// The same, on disk.
    pub path: PathBuf,
    pub key: Vec<u8>,
    /// SHA-256 of the content as the page shows it.
    pub fingerprint: String,
}

pub fn key_and_report(page: &Page) -> Signed {
    let browser = &page.browser;
    page.go("#/sign");
    browser.wait_for("#zc-sign-button");
    faults_are_listed(page);
    let key = make_key(page);
    open_key(page, &key);

    page.step("sign and export");
    browser.click("#zc-sign-blanks");
    assert!(!browser.said().contains("已导出"), "nothing is called exported yet");
    let name = format!("{UNIT}-{PERIOD}.report.json");
    assert!(!browser.downloads().join(&name).exists());
    browser.click("#zc-sign-button");
    browser.wait_for("#zc-sign-done");
    let report = browser.downloaded(&name);
    assert!(browser.text("#zc-sign-done-title").contains("已导出"), "{}", browser.text("#zc-sign-done"));
    assert_eq!(browser.text("#zc-sign-file"), name);
    assert!(browser.text("#zc-sign-done").contains(&report.len().to_string()), "the size is shown");
    page.picture("signed");
    let fingerprint = browser.text("#zc-sign-fingerprint");
    page.stayed_quiet();
    Signed { path: browser.scratch().write(&name, &report), report, key, fingerprint }
}

fn faults_are_listed(page: &Page) {
    page.step("signing at once lists what is missing");
    let browser = &page.browser;
    browser.click("#zc-sign-button");
    browser.wait_for("#zc-sign-faults");
    let faults = browser.text("#zc-sign-faults");
    for words in ["未填完的指标", "请填写签名人姓名", "请先打开或新建签名密钥"] {
        assert!(faults.contains(words), "{words} is missing in: {faults}");
    }
    page.picture("sign");
}

fn make_key(page: &Page) -> Vec<u8> {
    page.step("make a key: weak and differing passphrases are refused");
    let browser = &page.browser;
    browser.type_on("#zc-sign-name", SIGNER);
    browser.type_on("#zc-sign-job", "法规科科长");
    browser.type_on("#zc-sign-opinion", "已核对，属实。");
    browser.click("#zc-sign-key-1");
    let attempt = |first: &str, again: &str, words: &str| {
        browser.make_key(first, again);
        browser.wait_for_text(words);
    };
    attempt("1234567890", "1234567890", "口令太容易猜到");
    attempt(PASSPHRASE, "别的口令别的口令别的", "两次输入的口令不一样");
    attempt(PASSPHRASE, PASSPHRASE, "密钥已打开，可以签名。");
    let key = browser.downloaded(&format!("{SIGNER}.zicha-key.json"));
    assert!(!String::from_utf8_lossy(&key).contains(PASSPHRASE), "the passphrase is not in the file");
    key
}

fn open_key(page: &Page, key: &[u8]) {
    page.step("open the key again: wrong files and a wrong passphrase first");
    let browser = &page.browser;
    browser.click_text("换一个密钥");
    browser.click("#zc-sign-key-0");
    browser.wait_for("#zc-key-file");
    let mut wrong = files(key);
    wrong.push(Wrong { name: "malformed.json", bytes: altered(key, "\"iv\": \"", "\"iv\": \"AAAA") });
    refused_one_by_one(page, "#zc-key-file", wrong, || browser.text("#zc-key-file-error"));
    assert_eq!(browser.value("#zc-sign-name"), SIGNER, "what was typed is still there");

    let text = String::from_utf8(key.to_vec()).unwrap();
    let tag = &text[text.rfind("\"tag\"").expect("a tag")..];
    let at = text.len() - tag.len() + tag.find(':').unwrap() + 4;
    let mut broken = key.to_vec();
    broken[at] = if broken[at] == b'A' { b'B' } else { b'A' };
    try_key(page, &broken, PASSPHRASE, "#zc-key-file-error");
    try_key(page, key, "不是这个口令吧", "#zc-key-passphrase-error");

    browser.type_anew("#zc-key-passphrase", PASSPHRASE);
    browser.click_text("打开密钥");
    browser.wait_for_text("密钥已打开，可以签名。");
}

/// Offers a key with a passphrase and waits for the refusal.
fn try_key(page: &Page, key: &[u8], passphrase: &str, error: &str) {
    let browser = &page.browser;
    let path = browser.scratch().write("offered.zicha-key.json", key);
    browser.offer_key(&path, passphrase);
    let sentence = browser.until("a refusal", || Some(browser.text(error)).filter(|it| !it.is_empty()));
    println!("    key → {sentence}");
    assert_eq!(browser.value("#zc-sign-name"), SIGNER);
}
