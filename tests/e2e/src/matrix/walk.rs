//! What is done in every edition and browser: type, be judged, save, load anew, sign, export; the file is then verified by
//! the program `zicha`.

use super::edition::{Edition, Opened};
use crate::engine::Engine;
use crate::outside::zicha;
use crate::setup::{Scratch, Setup};
use serde_json::{Value, json};
use std::path::PathBuf;

const UNIT: &str = "区司法局";
const SIGNER: &str = "张三";
const PASSPHRASE: &str = "今天下午三点开会记得带笔";
const ENTER: &str = "\u{e007}";
/// A row of the ledger with a rate of 100 %, and what 2999 of 3000 is said to be.
const ROW: &str = "51";
const JUDGED: &str = "99.97%，未达标，还差1件";

/// Where what was typed outlived the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// In the browser's storage, or in that of the page around it.
    ByItself,
    /// In a draft file the person exports: the page says that it cannot save by itself.
    ByFile,
}

/// The whole way. Stops with a sentence where something fails.
pub fn whole(setup: &Setup, engine: &Engine, edition: Edition) -> Kept {
    let mut page = edition.open(setup, engine);
    begin(&page);
    type_and_be_judged(&page);
    if edition == Edition::Second {
        page = second_generation(page, engine);
    }
    let kept = save_and_load_anew(&page);
    let report = sign_and_export(&page);
    page.stayed_quiet();
    verified(setup, &page, &report);
    kept
}

fn begin(page: &Opened) {
    let browser = &page.browser;
    // An element is told what to open.
    browser.wait_for("#zc-catalogue-0, .zc-card");
    if browser.has(".zc-card") {
        return;
    }
    browser.begin("司法");
}

/// A field of the row that is shown.
fn field(slot: usize) -> String {
    format!(".zc-card [id^=r][id$='-s{slot}']")
}

fn to_row(page: &Opened) {
    let browser = &page.browser;
    browser.type_anew("#zc-find", ROW);
    browser.wait_for("#zc-find-list li");
    browser.keys(ENTER);
    let title = format!("第{ROW}项");
    browser.until(&title, || browser.text(".zc-card h1").starts_with(&title).then_some(()));
}

fn type_and_be_judged(page: &Opened) {
    let browser = &page.browser;
    to_row(page);
    browser.type_anew(&field(0), "3000");
    browser.type_anew(&field(1), "２９９９");
    browser.wait_for_text(JUDGED);
}

/// Saves the page with its answers, opens that and saves it again, and opens the result in another browser.
fn second_generation(mut page: Opened, engine: &Engine) -> Opened {
    let folder = Scratch::new("generations");
    let saved = |page: &Opened, name: &str| {
        page.browser.click("#zc-save-page");
        folder.write(name, &page.browser.downloaded(&format!("{UNIT}-2020年度.html")))
    };
    let first = saved(&page, "first.html");
    page.turn_to(&first);
    is_as_typed(&page, "２９９９");
    page.browser.type_anew(&field(1), "2998");
    let second = saved(&page, "second.html");
    drop(page);
    let page = Edition::Second.open_file(folder, &second, engine);
    is_as_typed(&page, "2998");
    page.browser.type_anew(&field(1), "２９９９");
    page.browser.wait_for_text(JUDGED);
    page
}

fn is_as_typed(page: &Opened, recorded: &str) {
    page.browser.wait_for(".zc-card");
    to_row(page);
    assert_eq!(page.browser.value(&field(1)), recorded, "what was typed");
    assert_eq!(page.browser.value(&field(0)), "3000", "what was typed");
}

fn save_and_load_anew(page: &Opened) -> Kept {
    let browser = &page.browser;
    let saving = || browser.text(".zc-saving");
    let kept = browser.until("a word about saving", || match saving() {
        said if said.contains("已自动保存") => Some(Kept::ByItself),
        said if said.contains("无法自动保存") => Some(Kept::ByFile),
        _ => None,
    });
    let carried: Option<PathBuf> = (kept == Kept::ByFile).then(|| {
        browser.click_text("导出草稿");
        browser.scratch().write("carried.json", &browser.downloaded_ending(".json"))
    });
    page.reload();
    match &carried {
        Some(draft) => browser.choose("#zc-import", &[draft]),
        // Most open what was kept by themselves; a frame that may not even remember which form was open asks.
        None => {
            let again = "#zicha .zc-drafts__item .zc-button--primary";
            browser.wait_for(&format!(".zc-card, {again}"));
            if !browser.has(".zc-card") {
                browser.click(again);
            }
        }
    }
    is_as_typed(page, "２９９９");
    browser.wait_for_text(JUDGED);
    kept
}

/// Gives the signed report as it was downloaded.
fn sign_and_export(page: &Opened) -> Vec<u8> {
    let browser = &page.browser;
    browser.click("a.zc-nav__link[href='#/sign']");
    browser.type_on("#zc-sign-name", SIGNER);
    browser.type_on("#zc-sign-job", "法规科科长");
    browser.click("#zc-sign-key-1");
    browser.make_key(PASSPHRASE, PASSPHRASE);
    browser.wait_for_text("密钥已打开，可以签名。");
    browser.downloaded(&format!("{SIGNER}.zicha-key.json"));
    browser.click("#zc-sign-blanks");
    browser.click("#zc-sign-button");
    browser.wait_for("#zc-sign-done");
    browser.downloaded(&format!("{UNIT}-2020.report.json"))
}

/// The program knows the file as sound, and as trusted once it is given the key; it holds what was typed.
fn verified(setup: &Setup, page: &Opened, report: &[u8]) {
    let folder = page.browser.scratch();
    let file = folder.write("one.report.json", report);
    let file = file.to_str().unwrap();
    let read: Value = serde_json::from_slice(report).expect("the report is JSON");
    assert_eq!(read["report"]["bases"]["rulings"], 3000);
    assert_eq!(read["report"]["answers"]["51"]["slots"]["recorded"], 2999);
    zicha(setup, &["verify", file]).expect(2);
    let hint = &read["keys"][0];
    let key = json!({
        "kid": hint["kid"], "jwk": {"kty": hint["kty"], "crv": hint["crv"], "x": hint["x"]}, "name": SIGNER, "unit": UNIT,
        "roles": ["filler"], "status": "active", "since": "2020-01-01",
    });
    let list = json!({
        "schema": "zicha-trust/1", "office": "红桥区法治办", "seq": 1,
        "issued": "2020-01-01", "expires": "2099-12-31", "keys": [key],
    });
    let trust = folder.write("trust.json", list.to_string().as_bytes());
    zicha(setup, &["verify", file, "--trust", trust.to_str().unwrap()]).expect(0);
}
