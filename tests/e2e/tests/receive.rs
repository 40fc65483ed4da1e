//! The office takes a report in on the page: the receipted file and the ledger hold in the program. A package that the
//! program signed opens with its issuer. What is printed bears its foot on every sheet.

use serde_json::Value;
use zicha_e2e::desk::{CHIEF, Desk, OFFICE, PASSPHRASE, Signer, UNIT};
use zicha_e2e::page::Page;

const FILLER: Signer = Signer { key: "filler", name: "赵某", title: "主任" };

#[test]
fn a_report_is_received_and_the_program_believes_receipt_and_ledger() {
    let page = Page::served("receive");
    let desk = Desk::beside(&page);
    let pin = prepared(&page, &desk);
    ledger_begun(&page);
    list_pinned(&page, &desk);
    received(&page, &desk, &pin);
    second_time(&page, &desk);
    printed(&page, &desk);
    package_opened(&page, &desk);
    page.stayed_quiet();
    page_of_the_package(&page, &desk, &pin);
}

/// Keys, a list with both in it, a report. Gives the thumbprint of the office's key.
fn prepared(page: &Page, desk: &Desk) -> String {
    page.step("keys, list and report by the program");
    let office = desk.key_of(CHIEF.key)["jwk"]["kid"].as_str().unwrap().to_owned();
    desk.key_of(FILLER.key);
    desk.signed_by(CHIEF, &["trust", "new", "--office", OFFICE, "--expires", "2098-12-31"], "t1.trust.json");
    let add =
        ["trust", "add", "t1.trust.json", "--public", "filler.pub.json", "--holder", "赵某", "--holder-unit", UNIT];
    desk.signed_by(CHIEF, &[&add[..], &["--role", "filler"]].concat(), "t2.trust.json");
    desk.report_by(FILLER);
    let draft = desk.text("a.json").replacen("\"unit\"", "\"catalogue\":\"hongqiao-2020\",\"unit\"", 1);
    desk.keep("draft.json", draft.as_bytes());
    desk.signed_by(CHIEF, &["catalogue", "sign", "hongqiao-2020", "--office", OFFICE], "hq.package.json");
    office
}

fn ledger_begun(page: &Page) {
    let browser = &page.browser;
    page.step("a ledger begun on the page");
    page.go("#/receive");
    browser.wait_for("#zc-receive-office");
    browser.click("#zc-receive-begin");
    browser.wait_for("#zc-receive-office-error");
    browser.type_on("#zc-receive-office", OFFICE);
    browser.click("#zc-receive-begin");
    browser.wait_for("#zc-receive-reports");
}

fn list_pinned(page: &Page, desk: &Desk) {
    let browser = &page.browser;
    page.step("without a list nothing is chosen; with the list, once compared, the report is");
    browser.choose("#zc-receive-reports", &[&desk.path("r.report.json"), &desk.path("a.json")]);
    browser.wait_for("tr[data-class=unknown-signer]");
    browser.wait_for("tr[data-class=invalid]");
    assert!(!browser.has("tr[data-class=unknown-signer] input:checked"));
    browser.choose("#zc-receive-trust", &[&desk.path("t2.trust.json")]);
    browser.click_text("与书面逐组一致，记住这个公钥");
    browser.wait_for("#zc-receive-trust-used");
    browser.wait_for("tr[data-class=clear] input:checked");
}

fn received(page: &Page, desk: &Desk, pin: &str) {
    let browser = &page.browser;
    page.step("a receipt, handed out with the ledger");
    browser.click("#zc-receive-give");
    browser.wait_for("#zc-receive-faults:focus");
    browser.wait_for("#zc-receive-name-error");
    browser.type_on("#zc-receive-name", "赵某");
    browser.type_on("#zc-receive-job", "主任");
    browser.open_key(&desk.path("office.key.json"), PASSPHRASE);
    browser.click("#zc-receive-give");
    browser.wait_for("#zc-receive-all");
    page.step("another page and back: nothing is lost");
    page.go("#/verify");
    browser.wait_for("#zc-verify-files");
    page.go("#/receive");
    browser.click("#zc-receive-all");
    let year = browser.script("return new Date().getFullYear()", vec![]).as_u64().unwrap();
    let name = format!("{OFFICE}-{year}.ledger");
    desk.keep("r.received.json", &browser.downloaded("r.received.json"));
    desk.keep("2026.ledger", &browser.downloaded(&name));
    browser.wait_for_text("都已交浏览器下载");
    page.picture("received");
    let by = ["--trust", "t2.trust.json", "--pin", pin];
    desk.good(&[&["verify", "r.received.json"], &by[..]].concat());
    desk.good(&[&["ledger", "verify", "2026.ledger", "r.received.json"], &by[..]].concat());
}

fn second_time(page: &Page, desk: &Desk) {
    let browser = &page.browser;
    page.step("the same file again is a duplicate, also for the ledger opened anew");
    browser.choose("#zc-receive-reports", &[&desk.path("r.report.json")]);
    browser.wait_for("tr[data-class=duplicate]");
    assert!(!browser.has("tr[data-class=duplicate] input"), "nobody can choose it");
    browser.click_text("换一本");
    browser.wait_for("#zc-receive-book");
    let text = desk.text("2026.ledger");
    desk.keep("x.ledger", text.replacen(OFFICE, "红桥区财政局", 1).as_bytes());
    browser.choose("#zc-receive-book", &[&desk.path("x.ledger")]);
    browser.wait_for("#zc-receive-book-error");
    browser.choose("#zc-receive-book", &[&desk.path("2026.ledger")]);
    browser.wait_for("#zc-receive-chain");
    assert_eq!(browser.count("#zc-receive-table tbody tr"), 1);
    browser.choose("#zc-receive-reports", &[&desk.path("r.report.json")]);
    browser.wait_for("tr[data-class=duplicate]");
}

/// Every sheet of a signed report bears its fingerprint, every sheet of a form that was never signed says so.
fn printed(page: &Page, desk: &Desk) {
    let browser = &page.browser;
    page.step("the foot of every printed sheet");
    let found = desk.run(&["verify", "r.report.json", "--json"]).out;
    let found: Value = serde_json::from_str(&found).unwrap();
    let fingerprint = found[0]["fingerprint"].as_str().unwrap().to_owned();
    let check = |what: &str, foot: &str, sheets_min: usize| {
        let sheets = browser.printed();
        assert!(sheets.len() >= sheets_min, "{what}: {} sheets", sheets.len());
        for (at, sheet) in sheets.iter().enumerate() {
            let sheet = sheet.replace('\n', " ");
            assert!(sheet.contains(foot), "{what}, sheet {} of {}: {sheet}", at + 1, sheets.len());
        }
    };
    page.go("#/verify");
    browser.wait_for("#zc-verify-files");
    browser.choose("#zc-verify-files", &[&desk.path("r.report.json")]);
    browser.wait_for(".zc-result .zc-print");
    check("the card of a verified report", &fingerprint, 1);
    page.go("#/countersign");
    browser.wait_for("#zc-cs-file");
    browser.choose("#zc-cs-file", &[&desk.path("r.report.json")]);
    browser.wait_for("#zc-cs-sheet");
    check("the exceptions sheet", &fingerprint, 1);
    page.go("#/");
    browser.choose("#zc-import", &[&desk.path("draft.json")]);
    browser.wait_for(".zc-card");
    for (hash, sheets_min) in [("#/walk/26", 2), ("#/narrate", 4), ("#/sign", 1)] {
        page.go(hash);
        browser.wait_for(".zc-paper h1");
        browser.until("the page", || browser.address().ends_with(hash).then_some(()));
        check(hash, "未签名草稿", sheets_min);
    }
}

/// An office's own page made of the package says who issued it; it came with the page and cannot be taken out.
fn page_of_the_package(page: &Page, desk: &Desk, pin: &str) {
    let single = page.setup.dist.join("zicha.html");
    if !single.is_file() {
        println!("dist/ has no single file: a page of the package was not made");
        return;
    }
    page.step("a page made of the package says who issued it");
    desk.good(&["page", "hq.package.json", "--pin", pin, "--from", single.to_str().unwrap(), "-o", "own.html"]);
    let browser = &page.browser;
    browser.open(&format!("file://{}", desk.path("own.html").display()));
    browser.wait_for("#zc-catalogue-0");
    browser.wait_for(".zc-book__own");
    let said = browser.text(".zc-book__own");
    assert!(said.contains(&format!("由{OFFICE}签发")) && said.contains("签发人可信"), "{said}");
    let fingerprint = browser.text(".zc-book__own .zc-print").replace(' ', "");
    assert_eq!(fingerprint.len(), 64, "{fingerprint}");
    assert!(!browser.has(".zc-book__own button"));
    page.picture("page-of-package");
}

fn package_opened(page: &Page, desk: &Desk) {
    let browser = &page.browser;
    page.step("a signed package opens with its issuer; an altered one is refused");
    page.go("#/");
    let text = desk.text("hq.package.json");
    desk.keep("x.package.json", text.replacen("红桥区", "红桥市", 1).as_bytes());
    browser.choose("#zc-import", &[&desk.path("x.package.json")]);
    browser.wait_for("#zc-import-error");
    browser.choose("#zc-import", &[&desk.path("hq.package.json")]);
    browser.wait_for_text(&format!("由{OFFICE}签发"));
    browser.wait_for_text("签发人可信");
    page.picture("package");
}
