//! The chain of sign-offs, each person on a computer of their own: the filler signs, the reviewer returns it once
//! with a remark, the filler mends it and signs the next revision, reviewer and head sign, and everybody can verify.

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use zicha_e2e::desk::{self, PASSPHRASE, UNIT};
use zicha_e2e::outside::zicha;
use zicha_e2e::page::Page;
use zicha_e2e::setup::{Scratch, Setup};
use zicha_e2e::values::Fill;

/// Somebody with a key.
struct Person {
    role: &'static str,
    name: &'static str,
    seed: u8,
}

const FILLER: Person = Person { role: "filler", name: "张三", seed: 1 };
const REVIEWER: Person = Person { role: "reviewer", name: "李四", seed: 2 };
const HEAD: Person = Person { role: "head", name: "王五", seed: 3 };

/// What all of them have on paper or by mail: the catalogue and their key files.
struct Desk {
    scratch: Scratch,
    catalogue: PathBuf,
}

impl Desk {
    /// The ledger of 红桥, but with three sign-offs by three keys.
    fn new(setup: &Setup) -> Desk {
        let scratch = Scratch::new("chain");
        let path = setup.root.join("assets/catalogues/hongqiao-2020.json");
        let mut catalogue: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        catalogue["id"] = "hongqiao-2020-three".into();
        catalogue["signing"] = json!({"required": ["filler", "reviewer", "head"], "distinct_keys": true});
        let catalogue = scratch.write("three.json", catalogue.to_string().as_bytes());
        for person in [FILLER, REVIEWER, HEAD] {
            scratch.write(&format!("{}.zicha-key.json", person.role), &desk::key_file(person.seed));
        }
        Desk { scratch, catalogue }
    }

    fn key(&self, person: &Person) -> PathBuf {
        self.scratch.path().join(format!("{}.zicha-key.json", person.role))
    }

    /// The three keys as the office would list them.
    fn trust(&self) -> PathBuf {
        let jwks = [FILLER, REVIEWER, HEAD].map(|person| (desk::public(person.seed), person));
        let people: Vec<_> = jwks.iter().map(|(jwk, person)| (jwk, person.name, person.role)).collect();
        self.scratch.write("trust.json", desk::trust_list(&people).as_bytes())
    }

    fn verify(&self, setup: &Setup, file: &Path) -> (i32, Value) {
        let (trust, catalogue) = (self.trust(), &self.catalogue);
        let path = |path: &Path| path.to_str().unwrap().to_owned();
        let args = ["verify", &path(file), "--trust", &path(&trust), "--catalogue", &path(catalogue), "--json"];
        let ended = zicha(setup, &args);
        (ended.code, serde_json::from_str(&ended.out).expect("--json prints JSON"))
    }
}

/// A browser of that person's own, with the catalogue opened.
fn computer(desk: &Desk, name: &'static str) -> Page {
    let page = Page::served(name);
    page.browser.wait_for("#zc-import");
    page.browser.choose("#zc-import", &[&desk.catalogue]);
    page.browser.wait_for_text("已加入《");
    page
}

#[test]
fn three_people_sign_one_report_and_one_return_is_mended() {
    let desk = Desk::new(&Setup::find());
    let filler = computer(&desk, "filler");
    let first = sign_as_filler(&filler, &desk);
    an_edit_after_signing_is_named(&filler);
    let back = returned(&desk, &first);
    let second = mended(&desk, &back);
    let (code, said) = desk.verify(&filler.setup, &second);
    assert_eq!(
        (code, &said[0]["reasons"][0]["code"]),
        (1, &json!("role-missing")),
        "a report on its way is not handed in"
    );
    let reviewed = countersigned(&desk, &second, &REVIEWER, "reviewer-2", "-已审核");
    let approved = countersigned(&desk, &reviewed, &HEAD, "head", "-已签发");
    let (code, said) = desk.verify(&filler.setup, &approved);
    assert_eq!((code, &said[0]["outcome"]), (0, &json!("trusted")), "{said:#}");
    let signers: Vec<&Value> = said[0]["signatures"].as_array().unwrap().iter().map(|it| &it["role"]).collect();
    assert_eq!(signers, ["filler", "reviewer", "head"]);
    assert_eq!(said[0]["report"]["revision"], 2);
    filler.step("done");
}

fn fill(page: &Page, slot: &str, text: &str) {
    let row = page.row("26");
    page.go_row(row);
    page.fill(row, page.slot(row, slot), &Fill::Type(text.to_owned()));
    page.leave();
}

/// The page's own export, kept beside the others' files.
fn exported(page: &Page, desk: &Desk, name: &str, as_name: &str) -> PathBuf {
    desk.scratch.write(as_name, &page.browser.downloaded(name))
}

fn sign_as_filler(page: &Page, desk: &Desk) -> PathBuf {
    let browser = &page.browser;
    page.step("the filler answers one row and signs");
    browser.choose_unit("司法");
    browser.click_text("开始填报");
    browser.wait_for(".zc-card");
    fill(page, "files", "10");
    fill(page, "reviewed", "9");
    fill(page, "skipped", "0");
    page.go("#/sign");
    browser.wait_for("#zc-sign-button");
    assert!(!browser.has("#zc-edited") && !browser.has("#zc-unedited"), "nothing was signed yet");
    browser.click("#zc-sign-blanks");
    browser.type_on("#zc-sign-name", FILLER.name);
    page.browser.open_key(&desk.key(&FILLER), PASSPHRASE);
    browser.click("#zc-sign-button");
    browser.wait_for("#zc-sign-done");
    exported(page, desk, &format!("{UNIT}-2020.report.json"), "first.report.json")
}

fn an_edit_after_signing_is_named(page: &Page) {
    let browser = &page.browser;
    page.step("an edit after signing is named, with the sign-off it leaves without cover");
    page.go("#/review");
    browser.wait_for("#zc-unedited");
    fill(page, "reviewed", "8");
    page.go("#/review");
    browser.wait_for("#zc-edited");
    let said = browser.text("#zc-edited");
    for words in ["签名以后改动1处", "由“9”改为“8”", "填报人张三", "第2版"] {
        assert!(said.contains(words), "{words} is missing in: {said}");
    }
    page.picture("edited");
    page.go("#/sign");
    browser.wait_for("#zc-edited");
    page.stayed_quiet();
}

/// Opens a report to countersign and waits for its sheet.
fn opened(page: &Page, file: &Path) {
    page.go("#/countersign");
    page.browser.wait_for("#zc-cs-file");
    page.browser.choose("#zc-cs-file", &[file]);
    page.browser.wait_for("#zc-cs-sheet");
}

fn returned(desk: &Desk, first: &Path) -> PathBuf {
    let page = computer(desk, "reviewer");
    let browser = &page.browser;
    page.step("the reviewer sees the exceptions and returns the report with a remark");
    opened(&page, first);
    assert_eq!(browser.text("#zc-cs-unit"), UNIT);
    assert!(browser.text("#zc-cs-chain + ol").contains("填报人 张三"), "{}", browser.text(".zc-countersign"));
    let unmet = browser.text("[data-heading=unmet] [data-row='26']");
    assert!(unmet.contains("90%，未达标") && unmet.contains("没有写整改安排"), "{unmet}");
    page.picture("sheet");
    let row = page.row("26");
    browser.click(&format!("#zc-cs-remark-{row}-write"));
    browser.wait_for(&format!("#zc-cs-remark-{row}"));
    browser.type_on(&format!("#zc-cs-remark-{row}"), "漏报一件，请核对台账。");
    browser.click("#zc-cs-way-1");
    browser.click("#zc-cs-button");
    browser.wait_for("#zc-cs-faults:focus");
    browser.type_on("#zc-cs-name", REVIEWER.name);
    browser.type_on("#zc-cs-overall", "请补正后再报。");
    browser.click("#zc-cs-button");
    browser.wait_for("#zc-cs-done");
    page.picture("returned");
    page.stayed_quiet();
    exported(&page, desk, &format!("{UNIT}-2020.return.json"), "back.return.json")
}

fn mended(desk: &Desk, back: &Path) -> PathBuf {
    let page = computer(desk, "mended");
    let browser = &page.browser;
    page.step("the filler opens what came back: the remark is on its card, the next revision is the second");
    browser.choose("#zc-import", &[back]);
    browser.wait_for(".zc-remarks");
    assert!(browser.address().ends_with("#/review"), "{}", browser.address());
    let said = browser.text(".zc-remarks");
    assert!(said.contains("待处理2条") && said.contains("请补正后再报。") && said.contains(REVIEWER.name), "{said}");
    page.go_row(page.row("25"));
    browser.until("no remark here", || (!browser.has(".zc-remarks")).then_some(()));
    page.go_row(page.row("26"));
    browser.wait_for(".zc-remarks");
    assert!(browser.text(".zc-remarks").contains("漏报一件，请核对台账。"));
    page.picture("remark");
    fill(&page, "reviewed", "10");
    browser.click_text("已处理");
    browser.until("seen to", || browser.text(".zc-remarks").contains("都已处理").then_some(()));
    page.go("#/sign");
    browser.wait_for("#zc-edited");
    assert!(browser.text("#zc-edited").contains("由“9”改为“10”"), "{}", browser.text("#zc-edited"));
    browser.click("#zc-sign-blanks");
    browser.type_on("#zc-sign-name", FILLER.name);
    page.browser.open_key(&desk.key(&FILLER), PASSPHRASE);
    browser.click("#zc-sign-button");
    browser.wait_for("#zc-sign-done");
    assert!(browser.text("#zc-sign-done").contains("第2版"));
    page.stayed_quiet();
    exported(&page, desk, &format!("{UNIT}-2020.report.json"), "second.report.json")
}

fn countersigned(desk: &Desk, file: &Path, person: &Person, name: &'static str, ending: &str) -> PathBuf {
    let page = computer(desk, name);
    let browser = &page.browser;
    page.step("the next one signs; the filler's key is refused");
    opened(&page, file);
    browser.type_on("#zc-cs-name", person.name);
    page.browser.open_key(&desk.key(&FILLER), PASSPHRASE);
    browser.wait_for("#zc-cs-role-error");
    assert!(browser.text("#zc-cs-role-error").contains("这个密钥已由填报人张三用来签名"));
    browser.click("#zc-cs-button");
    browser.wait_for("#zc-cs-faults:focus");
    browser.click_text("换一个密钥");
    page.browser.open_key(&desk.key(person), PASSPHRASE);
    browser.until("no refusal", || (!browser.has("#zc-cs-role-error")).then_some(()));
    browser.type_on("#zc-cs-opinion", "已核对，属实。");
    browser.click("#zc-cs-button");
    browser.wait_for("#zc-cs-done");
    page.picture("signed");
    page.stayed_quiet();
    exported(&page, desk, &format!("{UNIT}-2020{ending}.report.json"), &format!("{name}.report.json"))
}
