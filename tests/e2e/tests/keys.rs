//! Keys on the page: made, checked, put under another passphrase, registered and replaced; the program takes
//! every file. An open key locks when the page is hidden and after a while, and nothing of it is ever stored.

use serde_json::Value;
use std::path::PathBuf;
use zicha_e2e::outside::zicha;
use zicha_e2e::page::Page;

const NAME: &str = "张三";
const UNIT: &str = "区司法局";
const FIRST: &str = "今天下午三点开会记得带笔";
const SECOND: &str = "a pen and paper at three";

#[test]
fn a_person_makes_registers_and_replaces_a_key() {
    let page = Page::served("keys");
    page.go("#/keys");
    let old = made(&page, "SM2", 1, FIRST);
    let enrolment = registered(&page);
    locked_when_hidden(&page);
    let changed = another_passphrase(&page, &old);
    checked(&page, &changed);
    let new = made(&page, "Ed25519", 0, FIRST);
    locked_when_idle(&page, &new);
    let rotation = replaced(&page, &new, &changed);
    listed(&page, &enrolment, &rotation);
    page.stayed_quiet();
    page.step("done");
}

/// A file of this test, as downloaded.
struct Kept {
    path: PathBuf,
    text: String,
}

fn keep(page: &Page, download: &str, name: &str) -> Kept {
    let bytes = page.browser.downloaded(download);
    Kept { path: page.browser.scratch().write(name, &bytes), text: String::from_utf8(bytes).unwrap() }
}

/// Nothing of keys or passphrases lies in any storage of the browser.
fn nothing_is_stored(page: &Page, key: &Kept) {
    let code = "return JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie])";
    let stored = page.browser.script(code, vec![]).as_str().unwrap().to_owned();
    let file: Value = serde_json::from_str(&key.text).unwrap();
    let parts = file.as_object().unwrap().values().map(|it| it.as_str().unwrap().to_owned());
    for part in parts.chain([FIRST.to_owned(), SECOND.to_owned()]) {
        assert!(!stored.contains(&part), "{part} is stored");
    }
    // Asynchronous by nature: the answer is left on the window.
    let code = "indexedDB.databases().then(all => { window.zichaDatabases = all.length })";
    page.browser.script(code, vec![]);
    let count = || page.browser.script("return window.zichaDatabases", vec![]).as_u64();
    assert_eq!(page.browser.until("the databases", count), 0);
    assert!(!page.browser.address().contains(&file["tag"].as_str().unwrap().to_owned()));
}

fn made(page: &Page, algorithm: &str, choice: usize, passphrase: &str) -> Kept {
    page.step(&format!("make a key: {algorithm}"));
    let browser = &page.browser;
    browser.click("#zc-keys-create");
    if browser.has("#zc-key-fingerprint") {
        browser.click_text("再建一个");
    }
    browser.type_anew("#zc-create-name", NAME);
    browser.click(&format!("#zc-key-alg-{choice}"));
    browser.make_key(passphrase, passphrase);
    let key = keep(page, &format!("{NAME}.zicha-key.json"), &format!("{algorithm}.key.json"));
    browser.wait_for_text("谁也无法找回");
    assert!(browser.text("#zc-key-algorithm").contains(algorithm));
    nothing_is_stored(page, &key);
    key
}

fn registered(page: &Page) -> Kept {
    page.step("register it: what is missing is said at once");
    let browser = &page.browser;
    browser.click_text("接着登记公钥");
    assert_eq!(browser.value("#zc-enrol-name"), NAME);
    let fingerprint = browser.text("#zc-key-fingerprint");
    browser.click("#zc-enrol-button");
    browser.wait_for("#zc-enrol-faults");
    assert!(browser.text("#zc-enrol-faults").contains("请填写单位"));
    browser.type_anew("#zc-enrol-unit", UNIT);
    browser.click("#zc-enrol-roles-1");
    browser.click("#zc-enrol-button");
    browser.wait_for("#zc-enrol-done");
    let enrolment = keep(page, &format!("{NAME}.zicha-enrolment.json"), "first.enrolment.json");
    assert_eq!(browser.text("#zc-enrol-fingerprint"), fingerprint);
    page.picture("enrolled");

    page.step("the paper form is what the program prints");
    let sheet = browser.text(".zc-enrolment");
    let form = zicha(&page.setup, &["key", "form", enrolment.path.to_str().unwrap()]).expect(0).out;
    for line in form.lines().filter_map(|line| line.trim().split_once('：')).filter(|(_, value)| !value.is_empty()) {
        assert!(sheet.contains(line.0) && sheet.contains(line.1), "{line:?} is not on {sheet}");
    }
    browser.click_text("下载登记表网页");
    let html = keep(page, &format!("{NAME}-公钥登记表.html"), "form.html").text;
    let printed = ["key", "form", "--format", "html", enrolment.path.to_str().unwrap()];
    assert_eq!(zicha(&page.setup, &printed).expect(0).out, html);
    enrolment
}

fn locked_when_hidden(page: &Page) {
    page.step("hiding the page locks the key; what was typed stays");
    let browser = &page.browser;
    let hide = "Object.defineProperty(document, 'hidden', {value: arguments[0], configurable: true}); \
                document.dispatchEvent(new Event('visibilitychange'))";
    browser.script(hide, vec![true.into()]);
    browser.wait_for("#zc-key-locked");
    assert!(browser.text("#zc-key-locked").contains("切换到后台"));
    assert!(browser.text(".zc-notice, .zc-unseen[role=status]").contains("密钥已锁定"));
    browser.script(hide, vec![false.into()]);
    assert!(!browser.has("#zc-key-fingerprint"));
    assert_eq!((browser.value("#zc-enrol-name").as_str(), browser.value("#zc-enrol-unit").as_str()), (NAME, UNIT));
    // The file is still at hand: the passphrase is enough.
    browser.type_on("#zc-key-passphrase", FIRST);
    browser.click_text("打开密钥");
    browser.wait_for("#zc-key-fingerprint");
    assert!(!browser.has("#zc-key-locked"));
}

fn another_passphrase(page: &Page, old: &Kept) -> Kept {
    page.step("another passphrase: a new file, the old one still opens with the old one");
    let browser = &page.browser;
    browser.click("#zc-keys-change");
    browser.choose("#zc-change-file", &[&old.path]);
    let attempt = |from: &str, to: &str| {
        browser.type_anew("#zc-change-old", from);
        browser.type_anew("#zc-change-new", to);
        browser.type_anew("#zc-change-again", to);
        browser.click_text("生成新口令的密钥文件");
    };
    attempt(FIRST, FIRST);
    browser.wait_for_text("新口令和原口令一样");
    attempt(SECOND, SECOND);
    browser.wait_for_text("新口令和原口令一样");
    attempt("not that sentence", SECOND);
    browser.until("a refusal", || Some(browser.text("#zc-change-old-error")).filter(|it| !it.is_empty()));
    attempt(FIRST, SECOND);
    browser.wait_for("#zc-change-good");
    assert!(browser.said().contains("仍能用原口令打开"));
    let changed = keep(page, "SM2.key-新口令.zicha-key.json", "changed.key.json");
    assert_ne!(changed.text, old.text);
    nothing_is_stored(page, &changed);
    changed
}

fn checked(page: &Page, key: &Kept) {
    page.step("check the file and save a second copy");
    let browser = &page.browser;
    browser.click("#zc-keys-check");
    browser.choose("#zc-check-file", &[&key.path]);
    browser.wait_for_text("已选择：changed.key.json");
    browser.type_on("#zc-check-passphrase", FIRST);
    browser.click_text("打开密钥");
    browser.until("a refusal", || Some(browser.text("#zc-check-passphrase-error")).filter(|it| !it.is_empty()));
    browser.type_anew("#zc-check-passphrase", SECOND);
    browser.click_text("打开密钥");
    browser.wait_for("#zc-check-good");
    assert!(browser.text("#zc-check-rounds").contains("60万轮"));
    browser.click_text("另存一份备用");
    assert_eq!(keep(page, "changed.key.json", "backup.key.json").text, key.text);
}

fn locked_when_idle(page: &Page, key: &Kept) {
    page.step("a key that nobody uses locks; the clock is turned on by the test");
    let browser = &page.browser;
    browser.click("#zc-keys-replace");
    // Long timers come at once, and find that ten minutes have gone.
    let hurry = "const timer = window.setTimeout, now = Date.now; \
                 window.setTimeout = (run, ms, ...rest) => timer(run, ms > 120000 ? 300 : ms, ...rest); \
                 window.zichaHurry = () => { Date.now = () => now() + 600000 }; \
                 window.zichaCalm = () => { window.setTimeout = timer; Date.now = now }";
    browser.script(hurry, vec![]);
    open(page, "zc-key", key, FIRST);
    browser.wait_for("#zc-key-fingerprint");
    assert!(!browser.has("#zc-key-locked"), "not before its time");
    browser.script("window.zichaHurry()", vec![]);
    browser.wait_for("#zc-key-locked");
    assert!(browser.text("#zc-key-locked").contains("十分钟"));
    browser.script("window.zichaCalm()", vec![]);
}

/// Opens a key where one is asked for.
fn open(page: &Page, place: &str, key: &Kept, passphrase: &str) {
    let browser = &page.browser;
    if place == "zc-key" && browser.has("#zc-key-fingerprint") {
        browser.click_text("换一个密钥");
    }
    browser.choose(&format!("#{place}-file"), &[&key.path]);
    let name = key.path.file_name().unwrap().to_string_lossy().into_owned();
    browser.wait_for_text(&format!("已选择：{name}"));
    browser.type_anew(&format!("#{place}-passphrase"), passphrase);
    browser.script(
        "document.getElementById(arguments[0]).closest('form').requestSubmit()",
        vec![format!("{place}-passphrase").into()],
    );
}

fn replaced(page: &Page, new: &Kept, old: &Kept) -> Kept {
    page.step("replace the old key by the new one: both sign");
    let browser = &page.browser;
    open(page, "zc-key", new, FIRST);
    browser.wait_for("#zc-key-fingerprint");
    browser.click("#zc-enrol-button");
    browser.wait_for_text("请先打开旧密钥");
    open(page, "zc-old", new, FIRST);
    browser.wait_for_text("旧密钥和新密钥是同一个");
    browser.click_text("换一个旧密钥");
    open(page, "zc-old", old, SECOND);
    browser.wait_for_text("国密SM2");
    browser.click("#zc-enrol-button");
    browser.wait_for("#zc-enrol-done");
    page.picture("replaced");
    keep(page, &format!("{NAME}.zicha-enrolment.json"), "second.enrolment.json")
}

/// The office's program enters the first key by its paper and carries the second one over.
fn listed(page: &Page, first: &Kept, second: &Kept) {
    page.step("the office's program takes both registrations");
    let scratch = page.browser.scratch();
    let path = |name: &str| scratch.path().join(name).display().to_string();
    let run = |args: &[&str]| zicha(&page.setup, args).expect(0);
    std::fs::write(path("pass"), FIRST).unwrap();
    run(&["keygen", "--out", &path("office.key.json"), "--passphrase-file", &path("pass")]);
    let office =
        ["--key", &path("office.key.json"), "--passphrase-file", &path("pass"), "--name", "赵某", "--title", "主任"];
    let lists = [path("1.json"), path("2.json"), path("3.json")];
    let new = ["trust", "new", "--office", "区法治办", "--expires", "2199-12-31", "-o", &lists[0]];
    run(&[&new[..], &office].concat());
    let add = |from: &str, enrolment: &Kept, to: &str| {
        let add = ["trust", "add", from, "--public", enrolment.path.to_str().unwrap(), "-o", to];
        run(&[&add[..], &office].concat()).out
    };
    let by_paper = add(&lists[0], first, &lists[1]);
    let carried_over = add(&lists[1], second, &lists[2]);
    assert_ne!(by_paper.lines().last(), carried_over.lines().last(), "the second needs no paper: {carried_over}");
    let shown: Value = serde_json::from_str(&run(&["trust", "show", &lists[2], "--json"]).out).unwrap();
    let keys = shown["keys"].as_array().unwrap();
    assert_eq!(keys.len(), 3);
    let own: Vec<&Value> = keys.iter().filter(|it| it["name"] == NAME && it["unit"] == UNIT).collect();
    assert_eq!(own.len(), 2);
    assert!(own.iter().all(|it| it["roles"] == serde_json::json!(["filler", "reviewer"])), "{shown}");

    page.step("the changed key file opens in the program with the new passphrase");
    std::fs::write(path("pass2"), SECOND).unwrap();
    let enrol =
        ["key", "enrol", "--key", &path("changed.key.json"), "--name", NAME, "--unit", UNIT, "--passphrase-file"];
    run(&[&enrol[..], &[&path("pass2"), "-o", &path("again.json")]].concat());
}
