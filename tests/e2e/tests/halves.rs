//! The program comes in parts. While the later ones are missing the form can be filled in all the same, in both
//! languages and with every text in its place, and a page of a missing part says what is the matter.

use zicha_e2e::browser::Browser;
use zicha_e2e::server::Server;
use zicha_e2e::setup::{Scratch, Setup};

/// Rows of the ledger that is filled in.
const ROWS: usize = 94;

#[test]
fn without_the_later_parts_the_page_says_so_and_goes_on() {
    let setup = Setup::find();
    let dist = Scratch::new("halves");
    for entry in std::fs::read_dir(&setup.dist).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_file() && !name.ends_with("_late.wasm") && !name.ends_with("_office.wasm") {
            dist.write(&name, &std::fs::read(&path).unwrap());
        }
    }
    let server = Server::start(dist.path());
    let browser = Browser::start(&setup, "halves");
    browser.open(&server.url());
    browser.wait_for("#zicha-late[data-state=\"absent\"]");
    for page in ["verify", "sign", "keys", "receive"] {
        browser.script(&format!("location.hash = '#/{page}'"), vec![]);
        browser.wait_for("#zicha #zc-heading");
        whole(&browser, page);
    }
    browser.script("location.hash = '#/verify'", vec![]);
    browser.wait_for_text("程序的这一部分没有载入");
    browser.script("location.hash = '#/'", vec![]);
    filled_in(&browser);
    assert!(!browser.has("#zicha-panic[open]"), "the program goes on");
}

/// The whole walk: a verdict after typing, and every row in both languages.
fn filled_in(browser: &Browser) {
    browser.wait_for("#zc-catalogue-0");
    browser.begin("司法");
    browser.script("location.hash = '#/walk/26'", vec![]);
    browser.wait_for("#r25-s1");
    browser.type_on("#r25-s0", "10");
    browser.type_on("#r25-s1", "9");
    browser.wait_for_text("90%");
    for language in ["English", "中文"] {
        browser.click_text(language);
        for row in 0..ROWS {
            browser.script(&format!("location.hash = '#/walk/{}'", row + 1), vec![]);
            browser.wait_for(".zc-card");
            whole(browser, &format!("row {row} in {language}"));
        }
    }
}

/// What a later part would have brought reads as zeros.
fn whole(browser: &Browser, place: &str) {
    let said = browser.script("return document.body.textContent", vec![]);
    assert!(said.as_str().is_some_and(|said| !said.contains('\0')), "{place} lacks a text");
}
