//! The checks of this crate can fail: a page that does what it must not is caught.

use zicha_e2e::browser::Browser;
use zicha_e2e::logs;
use zicha_e2e::server::Server;
use zicha_e2e::setup::{Scratch, Setup};

const PAGE: &str = "<!DOCTYPE html><meta charset=\"utf-8\"><link rel=\"icon\" href=\"data:,\"><h1>页</h1>\
    <a href=\"data:text/plain,x\" download=\"x.txt\">存</a>";

#[test]
fn a_request_and_a_complaint_after_loading_are_seen() {
    let setup = Setup::find();
    let dist = Scratch::new("harness");
    dist.write("index.html", PAGE.as_bytes());
    let server = Server::start(dist.path());
    let browser = Browser::start(&setup, "harness");
    browser.open(&server.url());
    browser.wait_for_text("页");
    assert_eq!(logs::requests(&browser.log("performance")), [server.url()]);
    assert_eq!(server.asked(), ["/"]);
    logs::console_is_clean(&browser.log("browser"));

    browser.script("return fetch('/late').then(() => 0)", vec![]);
    let asked = logs::requests(&browser.log("performance"));
    assert_eq!(logs::outgoing(&asked), [format!("{}late", server.url())]);
    assert_eq!(server.asked(), ["/late"]);
    assert_eq!(logs::complaints(&browser.log("browser")).len(), 1, "the file is not there");

    browser.script("console.error('broken'); console.warn('bent'); console.log('fine')", vec![]);
    assert_eq!(logs::complaints(&browser.log("browser")).len(), 2);

    browser.click_text("存");
    assert_eq!(browser.downloaded("x.txt"), b"x");
}
