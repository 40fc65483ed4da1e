//! The office's list of keys: made on the page and accepted by the program; made by the program and used on the page
//! only after its fingerprint was compared. And the fingerprint on paper, typed.

use zicha_e2e::desk::{CHIEF, Desk, OFFICE, PASSPHRASE, Signer, UNIT};
use zicha_e2e::page::Page;

const LI: Signer = Signer { key: "li", name: "李某", title: "科员" };

/// A key file, and an enrolment of it.
fn enrolled(desk: &Desk, who: &str, role: &str) {
    desk.key_of(who);
    let (key, out) = (format!("{who}.key.json"), format!("{who}.enrolment.json"));
    let args = ["key", "enrol", "--key", &key, "--passphrase-env", "PASS", "--name", "李某", "--unit", UNIT];
    desk.good(&[&args[..], &["--role", role, "-o", &out]].concat());
}

#[test]
fn the_office_and_the_units_trust_each_others_lists() {
    let page = Page::served("trust");
    let desk = Desk::beside(&page);
    page.step("keys, enrolments and a report by the program");
    desk.key_of(CHIEF.key);
    enrolled(&desk, LI.key, "filler");
    enrolled(&desk, "wang", "head");
    desk.report_by(LI);
    let pin = made_on_the_page(&page, &desk);
    used_only_after_comparing(&page, &desk, &pin);
    typed_digits(&page, &desk);
    page.stayed_quiet();
}

/// Makes a list on the page from two enrolments; gives the thumbprint of the office's key.
fn made_on_the_page(page: &Page, desk: &Desk) -> String {
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
    browser.wait_for("#zc-trust-faults:focus");
    browser.wait_for("#zc-trust-expires-error");
    browser.type_on("#zc-trust-expires", "2098.12.31");
    browser.type_on("#zc-trust-name", "赵某");
    browser.open_key(&desk.path("office.key.json"), PASSPHRASE);
    browser.click("#zc-trust-sign");
    browser.wait_for("#zc-trust-done");
    let name = browser.text("#zc-trust-file");
    assert_eq!(name, format!("{OFFICE}-受信名单-第1期.trust.json"));
    desk.keep("t1.trust.json", &browser.downloaded(&name));
    page.picture("list");

    page.step("the program accepts it by the office's thumbprint and by no other");
    let list = desk.json("t1.trust.json");
    let pin = list["keys"][0]["kid"].as_str().unwrap().to_owned();
    desk.good(&["trust", "verify", "t1.trust.json", "--pin", &pin]);
    let other = desk.json("li.enrolment.json")["enrolment"]["key"]["kid"].as_str().unwrap().to_owned();
    assert_eq!(desk.run(&["trust", "verify", "t1.trust.json", "--pin", &other]).code, 1);
    let found = desk.good(&["verify", "r.report.json", "--trust", "t1.trust.json", "--pin", &pin, "--json"]);
    assert!(found.contains("\"trusted\""), "{found}");
    pin
}

fn used_only_after_comparing(page: &Page, desk: &Desk, pin: &str) {
    let browser = &page.browser;
    page.step("a list by the program is used on the page only after its fingerprint was compared");
    let li = desk.json("li.enrolment.json")["enrolment"]["key"]["kid"].as_str().unwrap().to_owned();
    desk.signed_by(
        CHIEF,
        &["trust", "revoke", "t1.trust.json", "--kid", &li, "--since", "2097-01-01"],
        "t2.trust.json",
    );
    desk.signed_by(CHIEF, &["trust", "revoke", "t2.trust.json", "--kid", &li, "--status", "active"], "t3.trust.json");
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
    desk.keep("bare.json", desk.json("t3.trust.json")["trust"].to_string().as_bytes());
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

fn typed_digits(page: &Page, desk: &Desk) {
    let browser = &page.browser;
    page.step("digits typed off paper");
    let print = browser.text(".zc-result .zc-print");
    let found = desk.run(&["verify", "r.report.json"]).out;
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
