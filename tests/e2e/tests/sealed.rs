//! The sealed file: the shell around it keeps what is typed, hands out what is exported, and saves the page with the
//! answers inside; the program itself touches neither storage nor downloads. The shell is the one that is printed.

use serde_json::json;
use std::path::Path;
use zicha_e2e::browser::Browser;
use zicha_e2e::generation::{next, without_draft};
use zicha_e2e::setup::{Scratch, Setup};

const UNIT: &str = "区司法局";
const NAME: &str = "区司法局-2020年度.html";
const SHELL: &str = include_str!("../../../assets/sealed/shell.html");

#[test]
fn the_shell_keeps_hands_out_and_saves_itself() {
    let setup = Setup::find();
    setup.has("zicha-sealed.html");
    let (browser, scratch) = (Browser::start(&setup, "sealed"), Scratch::new("sealed-pages"));
    let file = setup.dist.join("zicha-sealed.html");
    opened(&browser, &file);
    let denied = "try { return String(localStorage.length) } catch (error) { return error.name }";
    assert_eq!(browser.script(denied, vec![]), json!("SecurityError"), "the program has no storage of its own");
    begin(&browser);
    browser.type_on("#r25-s0", "10");
    browser.saved();

    println!("[sealed] another day the draft is there");
    opened(&browser, &file);
    browser.wait_for_text(UNIT);
    browser.leave();
    let keys = "return Object.keys(localStorage).filter(key => !key.startsWith('zicha:')).length";
    assert_eq!(browser.script(keys, vec![]), json!(0), "only keys of ours");
    browser.enter("iframe");
    browser.click_text("继续填报");
    browser.wait_for(".zc-card");
    to_row(&browser);
    assert_eq!(browser.value("#r25-s0"), "10");

    println!("[sealed] exports and pages with answers come out through the shell");
    browser.click_text("导出草稿");
    let draft = browser.downloaded("区司法局-2020年度.draft.json");
    assert!(String::from_utf8(draft).unwrap().contains("\"10\""));
    browser.type_on("#r25-note", "</script><!-- ‹b›");
    let first = next(&browser, NAME, &scratch, "first.html");
    let second = Browser::start(&setup, "sealed-second");
    opened(&second, &first);
    second.wait_for(".zc-card");
    to_row(&second);
    assert_eq!((second.value("#r25-s0"), second.value("#r25-note")), ("10".into(), "</script><!-- ‹b›".into()));
    second.type_anew("#r25-s0", "12");
    let again = next(&second, NAME, &scratch, "second.html");
    let read = |path: &Path| without_draft(&std::fs::read_to_string(path).unwrap());
    assert_eq!(read(&first), read(&again), "generations differ in the draft alone");

    println!("[sealed] a text that the browser does not keep is said");
    browser.leave();
    browser
        .script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }", vec![]);
    browser.enter("iframe");
    browser.type_anew("#r25-s0", "11");
    browser.wait_for(".zc-saving--open");
}

#[test]
fn a_copy_that_the_browser_saved_shows_one_form() {
    let setup = Setup::find();
    setup.has("zicha-sealed.html");
    let (browser, scratch) = (Browser::start(&setup, "sealed-copy"), Scratch::new("sealed-copies"));
    opened(&browser, &setup.dist.join("zicha-sealed.html"));
    browser.leave();
    let whole = "return '<!DOCTYPE html>\\n' + document.documentElement.outerHTML";
    let text = browser.script(whole, vec![]);
    let copy = scratch.write("copy.html", text.as_str().unwrap().as_bytes());
    opened(&browser, &copy);
    browser.leave();
    assert_eq!(browser.count("iframe"), 1);
    browser.enter("iframe");
    begin(&browser);
    next(&browser, NAME, &scratch, "saved.html");
    let saved = std::fs::read_to_string(scratch.path().join("saved.html")).unwrap();
    assert!(!saved.contains("<iframe"), "nor does it save one");
}

#[test]
fn what_is_shipped_around_the_program_is_what_is_printed() {
    let setup = Setup::find();
    setup.has("zicha-sealed.html");
    let page = std::fs::read_to_string(setup.dist.join("zicha-sealed.html")).unwrap();
    let (start, rest) = page.split_once("<meta http-equiv=\"Content-Security-Policy\"").unwrap();
    let (policy, rest) = rest.split_once("\">").unwrap();
    assert!(policy.contains("frame-src 'none'") && policy.contains("connect-src 'none'"), "{policy}");
    let open = "<script type=\"text/plain\" id=\"zicha-app\">";
    let (head, rest) = rest.split_once(open).unwrap();
    let (app, end) = rest.split_once("</script>").unwrap();
    assert!(!app.contains('<'), "nothing in the program ends its element");
    assert_eq!([start, "<!--policy-->", head, open, "<!--app-->", "</script>", end].concat(), SHELL);
}

fn opened(browser: &Browser, file: &Path) {
    browser.open("about:blank");
    browser.open(&format!("file://{}", file.display()));
    browser.enter("iframe");
    browser.wait_for("h1");
}

fn begin(browser: &Browser) {
    browser.begin("司法");
    to_row(browser);
}

fn to_row(browser: &Browser) {
    browser.script("location.hash = '#/walk/26'", vec![]);
    browser.wait_for("#r25-note");
}
