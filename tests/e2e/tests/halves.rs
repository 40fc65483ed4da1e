//! The program comes in two halves. While the second is missing the form can be filled in all the same,
//! and a page of that half says what is the matter.

use zicha_e2e::browser::Browser;
use zicha_e2e::server::Server;
use zicha_e2e::setup::{Scratch, Setup};

#[test]
fn without_the_second_half_the_page_says_so_and_goes_on() {
    let setup = Setup::find();
    let dist = Scratch::new("halves");
    for entry in std::fs::read_dir(&setup.dist).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.ends_with("_late.wasm") && !name.ends_with("_office.wasm") {
            dist.write(&name, &std::fs::read(&path).unwrap());
        }
    }
    let server = Server::start(dist.path());
    let browser = Browser::start(&setup, "halves");
    browser.open(&server.url());
    browser.wait_for("#zicha-late[data-state=\"net\"]");
    browser.script("location.hash = '#/verify'", vec![]);
    browser.wait_for_text("程序的这一部分没有载入");
    browser.script("location.hash = '#/'", vec![]);
    browser.wait_for("#zicha h1");
    assert!(!browser.has("#zicha-panic[open]"), "the program goes on");
}
