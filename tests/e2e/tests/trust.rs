//! The office's list of keys: made on the page and accepted by the program; made by the program and used on the page
//! only after its fingerprint was compared. And the fingerprint on paper, typed.

use serde_json::Value;
use std::path::PathBuf;
use std::process::Command;
use zicha_e2e::page::{Page, Place};
use zicha_e2e::server::Server;
use zicha_e2e::setup::Setup;

const OFFICE: &str = "红桥区法治办";
const UNIT: &str = "区司法局";
const PASSPHRASE: &str = "今天下午三点开会记得带笔";

/// The program, in a folder of its own.
struct Desk<'a> {
    page: &'a Page,
    dir: PathBuf,
}

impl Desk<'_> {
    fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// Runs it and gives its exit code and what it printed.
    fn run(&self, args: &[&str]) -> (i32, String) {
        let mut command = Command::new(&self.page.setup.cli);
        command.args(args).current_dir(&self.dir).env("PASS", PASSPHRASE);
        let done = command.output().unwrap();
        let said = String::from_utf8_lossy(&done.stdout) + String::from_utf8_lossy(&done.stderr);
        (done.status.code().unwrap(), said.into_owned())
    }

    fn good(&self, args: &[&str]) -> String {
        let (code, said) = self.run(args);
        assert_eq!(code, 0, "{args:?}: {said}");
        said
    }

    /// A key file, and an enrolment of it.
    fn enrolled(&self, who: &str, role: &str, more: &[&str]) {
        self.good(&["keygen", "--out", &format!("{who}.key.json"), "--passphrase-env", "PASS"]);
        let (key, out) = (format!("{who}.key.json"), format!("{who}.enrolment.json"));
        let args = ["key", "enrol", "--key", &key, "--passphrase-env", "PASS", "--name", "李某", "--unit", UNIT];
        self.good(&[&args[..], &["--role", role, "-o", &out], more].concat());
    }

    /// A verb signed by the office's key.
    fn as_office(&self, args: &[&str], out: &str) {
        let more =
            ["--key", "office.key.json", "--passphrase-env", "PASS", "--name", "赵某", "--title", "主任", "-o", out];
        self.good(&[args, &more].concat());
    }

    fn json(&self, name: &str) -> Value {
        serde_json::from_slice(&std::fs::read(self.path(name)).unwrap()).unwrap()
    }
}

#[test]
fn the_office_and_the_units_trust_each_others_lists() {
    let setup = Setup::find();
    let server = Server::start(&setup.dist);
    let page = Page::open(setup, Place::Http(server), "trust");
    let desk = Desk { page: &page, dir: page.browser.scratch().dir("desk") };
    page.step("keys, enrolments and a report by the program");
    desk.good(&["keygen", "--out", "office.key.json", "--passphrase-env", "PASS"]);
    desk.enrolled("li", "filler", &[]);
    desk.enrolled("wang", "head", &[]);
    std::fs::write(desk.path("a.json"), format!(r#"{{"format":"zicha-draft/1","unit":"{UNIT}","answers":{{}}}}"#))
        .unwrap();
    let sign = ["sign", "--key", "li.key.json", "--passphrase-env", "PASS", "--name", "李某", "--title", "科员"];
    desk.good(&[&sign[..], &["--catalogue", "hongqiao-2020", "-o", "r.report.json", "a.json"]].concat());
    let pin = made_on_the_page(&page, &desk);
    used_only_after_comparing(&page, &desk, &pin);
    typed_digits(&page, &desk);
    page.stayed_quiet();
}

/// Makes a list on the page from two enrolments; gives the thumbprint of the office's key.
fn made_on_the_page(page: &Page, desk: &Desk<'_>) -> String {
    let browser = &page.browser;
    page.step("a list made on the page from two enrolments");
    page.go("#/trust");
    browser.wait_for("#zc-trust-office");
    browser.type_on("#zc-trust-office", OFFICE);
    browser.click_text("新建");
    browser.wait_for("#zc-trust-add");
    browser.choose("#zc-trust-add", &[&desk.path("li.key.json")]);
    browser.wait_for_text("私钥文件应由签名人自己保管");
    browser.choose("#zc-trust-add", &[&desk.path("li.enrolment.json"), &desk.path("wang.enrolment.json")]);
    for left in [1, 0] {
        browser.wait_for(".zc-trust__wait .zc-print");
        browser.click(".zc-trust__wait .zc-button--primary");
        browser.until("one less", || (browser.count(".zc-trust__wait") == left).then_some(()));
    }
    browser.click("#zc-trust-sign");
    browser.wait_for("#zc-trust-expires-error");
    browser.type_on("#zc-trust-expires", "2098.12.31");
    browser.type_on("#zc-trust-name", "赵某");
    browser.choose("#zc-key-file", &[&desk.path("office.key.json")]);
    browser.wait_for_text("已选择：office.key.json");
    browser.type_anew("#zc-key-passphrase", PASSPHRASE);
    browser.click_text("打开密钥");
    browser.wait_for_text("密钥已打开，可以签名。");
    browser.click("#zc-trust-sign");
    browser.wait_for("#zc-trust-done");
    let name = browser.text("#zc-trust-file");
    assert_eq!(name, format!("{OFFICE}-受信名单-第1期.trust.json"));
    std::fs::write(desk.path("t1.trust.json"), browser.downloaded(&name)).unwrap();
    page.picture("list");

    page.step("the program accepts it by the office's thumbprint and by no other");
    let list = desk.json("t1.trust.json");
    let pin = list["keys"][0]["kid"].as_str().unwrap().to_owned();
    desk.good(&["trust", "verify", "t1.trust.json", "--pin", &pin]);
    let other = desk.json("li.enrolment.json")["enrolment"]["key"]["kid"].as_str().unwrap().to_owned();
    assert_eq!(desk.run(&["trust", "verify", "t1.trust.json", "--pin", &other]).0, 1);
    let found = desk.good(&["verify", "r.report.json", "--trust", "t1.trust.json", "--pin", &pin, "--json"]);
    assert!(found.contains("\"trusted\""), "{found}");
    pin
}

fn used_only_after_comparing(page: &Page, desk: &Desk<'_>, pin: &str) {
    let browser = &page.browser;
    page.step("a list by the program is used on the page only after its fingerprint was compared");
    let li = desk.json("li.enrolment.json")["enrolment"]["key"]["kid"].as_str().unwrap().to_owned();
    desk.as_office(&["trust", "revoke", "t1.trust.json", "--kid", &li, "--since", "2097-01-01"], "t2.trust.json");
    desk.as_office(&["trust", "revoke", "t2.trust.json", "--kid", &li, "--status", "active"], "t3.trust.json");
    page.go("#/verify");
    browser.wait_for("#zc-verify-files");
    browser.choose("#zc-verify-files", &[&desk.path("r.report.json"), &desk.path("t3.trust.json")]);
    browser.wait_for("#zc-verify-offer");
    let card = || browser.text(".zc-result h3");
    browser.until("unknown", || card().contains("完好但签名人未知").then_some(()));
    assert_eq!(browser.count(".zc-result"), 1, "the list is no broken report");
    page.picture("compare");
    browser.click("#zc-verify-offer .zc-button--primary");
    browser.wait_for("#zc-verify-trust-used");
    browser.until("trusted", || card().contains("可信").then_some(()));
    assert!(!card().contains("未签名"), "{}", card());
    let kept = browser.script("return localStorage['zicha:pins']", vec![]);
    assert!(kept.as_str().is_some_and(|it| it.contains(pin)), "{kept}");

    page.step("a lower number and an unsigned list are refused, also after loading the page again");
    let refused = |file: &str, words: &str| {
        browser.choose("#zc-verify-trust", &[&desk.path(file)]);
        browser.until(words, || browser.text("#zc-verify-trust-error").contains(words).then_some(()));
    };
    refused("t2.trust.json", "已经用过第3期");
    browser.reload();
    page.loaded();
    page.go("#/verify");
    browser.wait_for("#zc-verify-trust");
    refused("t2.trust.json", "已经用过第3期");
    std::fs::write(desk.path("bare.json"), desk.json("t3.trust.json")["trust"].to_string()).unwrap();
    refused("bare.json", "任何人都能改");
    browser.choose("#zc-verify-trust", &[&desk.path("t3.trust.json")]);
    browser.wait_for("#zc-verify-trust-used");

    page.step("without the pin the unsigned list is taken, and what it makes trusted is marked");
    browser.click("#zc-verify-pins > summary");
    browser.click_text("移除");
    browser.wait_for("#zc-verify-offer");
    browser.choose("#zc-verify-trust", &[&desk.path("bare.json")]);
    browser.wait_for_text("这份名单没有签名");
    browser.choose("#zc-verify-files", &[&desk.path("r.report.json")]);
    browser.until("marked", || card().contains("可信（按未签名的名单）").then_some(()));
    page.picture("unsigned");
}

fn typed_digits(page: &Page, desk: &Desk<'_>) {
    let browser = &page.browser;
    page.step("digits typed off paper");
    let print = browser.text(".zc-result .zc-print");
    let found = desk.run(&["verify", "r.report.json"]).1;
    assert!(found.contains(&print), "the program prints the same: {found}");
    let field = ".zc-result .zc-anchor textarea";
    let said = |typed: &str, words: &str| {
        browser.type_anew(field, typed);
        browser.until(words, || browser.text(".zc-result .zc-anchor").contains(words).then_some(()));
    };
    said(&print[..19], "一致到第4组");
    said(&print.to_uppercase(), "全部一致");
    let other = if print.starts_with('0') { '1' } else { '0' };
    said(&format!("{other}{}", &print[1..14]), "第1组不同");
    browser.type_anew("#zc-verify-search", &print[..9].replace(' ', "-"));
    browser.wait_for_text("与这个指纹一致的是：r.report.json");
    page.picture("typed");
}
