//! What the page around `<zicha-form>` meets: its own form with the element as a field, a program that stops, and a policy
//! under which no program runs.

use serde_json::{Value, json};
use zicha_e2e::browser::Browser;
use zicha_e2e::server::Server;
use zicha_e2e::setup::{Scratch, Setup, copy_folder};

/// Gives the tests the memory of every program, and counts the errors that the page hears of.
const WATCH: &str = "<script>var memories = [], wrong = [], instantiate = WebAssembly.instantiate; \
    addEventListener('error', e => wrong.push(e.message)); addEventListener('unhandledrejection', e => wrong.push(String(e.reason))); \
    WebAssembly.instantiate = (...given) => instantiate(...given).then(made => { \
    for (const it of Object.values((made.instance || made).exports)) if (it instanceof WebAssembly.Memory) memories.push(it); \
    return made })</script>";
const FIELD: &str = "#r25-s0";

struct Host {
    server: Server,
    browser: Browser,
    _site: Scratch,
}

impl Host {
    /// A page with this body, under this policy, beside the folder of the element.
    fn open(name: &str, policy: &str, body: &str) -> Host {
        let setup = Setup::find();
        setup.has("embed/zicha.js");
        let site = Scratch::new(name);
        copy_folder(&setup.dist.join("embed"), &site.path().join("embed"));
        let meta = if policy.is_empty() {
            WATCH.to_owned()
        } else {
            format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")
        };
        let html = format!(
            "<!DOCTYPE html><meta charset=\"utf-8\"><link rel=\"icon\" href=\"data:,\"><title>门户</title>{meta}\
             <script src=\"embed/zicha.classic.js\"></script><h1>门户</h1>{body}"
        );
        site.write("page.html", html.as_bytes());
        let (server, browser) = (Server::start(site.path()), Browser::start(&setup, name));
        browser.open(&format!("{}page.html", server.url()));
        Host { server, browser, _site: site }
    }

    /// Shows the row with the field in the element, and looks for elements inside from then on.
    fn row(&self, css: &str) {
        self.browser.within("document");
        let ask = format!(
            "const it = document.querySelector('{css}'); const key = '_' + it.id; if (!window[key]) {{ window[key] = 'asked'; \
             const form = it.zicha(1); form.ready.then(() => form.focusIndicator('26')).then(() => {{ window[key] = 'there'; }}, e => {{ window[key] = e.code; }}); }} \
             return window[key]"
        );
        self.browser.until(css, || (self.browser.script(&ask, vec![]) == json!("there")).then_some(()));
        self.browser.within(&format!("document.querySelector('{css}').shadowRoot"));
        self.browser.wait_for(FIELD);
    }

    fn field_is(&self, text: &str) {
        self.browser.until(text, || (self.browser.value(FIELD) == text).then_some(()));
    }

    fn value(&self) -> String {
        self.browser
            .script("return document.querySelector('#one').value || ''", vec![])
            .as_str()
            .unwrap_or_default()
            .into()
    }
}

fn element(id: &str, unit: &str) -> String {
    format!(
        "<zicha-form id=\"{id}\" name=\"draft\" catalogue=\"hongqiao-2020\" unit=\"{unit}\" period=\"2020\"></zicha-form>"
    )
}

#[test]
fn a_form_around_it_resets_restores_and_posts_it() {
    let body = format!(
        "<form id=\"form\" method=\"post\" action=\"posted\">{}<button id=\"post\">post</button></form>",
        element("one", "区司法局")
    );
    let host = Host::open("element-form", "", &body);
    let browser = &host.browser;
    host.row("#one");
    browser.type_on(FIELD, "12");
    browser.until("the value", || host.value().contains("\"12\"").then_some(()));
    println!("[element's form] reset");
    browser.script("document.querySelector('#form').reset()", vec![]);
    browser.until("the value of the beginning", || (!host.value().contains("\"12\"")).then_some(()));
    browser.script("delete window._one", vec![]);
    host.row("#one");
    host.field_is("");

    println!("[element's form] restored from its value, with nothing in any storage");
    browser.type_on(FIELD, "34");
    browser.until("the value", || host.value().contains("\"34\"").then_some(()));
    browser.saved();
    let kept = host.value();
    browser.script("localStorage.clear()", vec![]);
    browser.within("document");
    browser.reload();
    // As the browser calls it when it fills in a form again.
    let restore = "document.querySelector('#one').formStateRestoreCallback(arguments[0], 'restore')";
    browser.script(restore, vec![kept.into()]);
    host.row("#one");
    host.field_is("34");

    println!("[element's form] posted with what was typed last");
    browser.type_anew(FIELD, "56");
    browser.script("window.onbeforeunload = null", vec![]);
    browser.within("document");
    host.server.posted();
    browser.click("#post");
    let body = browser.until("what was posted", || host.server.posted().pop());
    let body = String::from_utf8(body).unwrap();
    assert!(body.starts_with("draft=%7B%22") && body.contains("%2256%22") && !body.contains("%0D"), "{body}");
}

#[test]
fn a_program_that_stops_leaves_the_page_and_its_neighbour_alone() {
    let host = Host::open("element-stops", "", &(element("one", "区司法局") + &element("two", "区财政局")));
    let browser = &host.browser;
    host.row("#two");
    host.row("#one");
    browser.type_on(FIELD, "12");
    browser.saved();
    // Its memory is destroyed; the next key meets that.
    let own = "return memories.findIndex(it => new TextDecoder().decode(it.buffer).includes('\"12\"'))";
    let own = browser.script(own, vec![]).as_u64().expect("a memory with what was typed");
    browser.script("new Uint8Array(memories[arguments[0]].buffer).fill(0xa5, 4096)", vec![own.into()]);
    // By an event and not by a key: where a timer of the program met it before, the dialog has the page already.
    let press = "document.querySelector('#one').shadowRoot.querySelector(arguments[0]).dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}))";
    browser.script(press, vec![FIELD.into()]);
    browser.wait_for("dialog#zicha-panic[open]");
    assert!(browser.text("#zicha-panic").contains("页面出现错误，已停止"));
    browser.click("#zicha-panic-download");
    let draft = String::from_utf8(browser.downloaded("自查草稿.json")).unwrap();
    assert!(draft.contains("\"12\""), "{draft}");
    browser.within("document");
    let page =
        "return [document.title, document.querySelectorAll('dialog').length, document.body.children.length, wrong]";
    assert_eq!(browser.script(page, vec![]), json!(["门户", 0, 3, []]), "the page around");

    println!("[element stops] it starts again with what was kept");
    browser.within("document.querySelector('#one').shadowRoot");
    browser.click("#zicha-panic-reload");
    browser.until("no dialog", || (!browser.has("#zicha-panic")).then_some(()));
    browser.within("document");
    browser.script("delete window._one", vec![]);
    host.row("#one");
    host.field_is("12");
    host.row("#two");
    browser.type_on(FIELD, "7");
    host.field_is("7");
}

#[test]
fn where_no_program_may_run_it_says_so_and_offers_the_frame() {
    let policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:";
    let host = Host::open("element-policy", policy, &element("one", "区司法局"));
    let browser = &host.browser;
    browser.within("document.querySelector('#one').shadowRoot");
    browser.wait_for("[data-error=csp]");
    let link = "return document.querySelector('#one').shadowRoot.querySelector('a[href$=\"frame.html\"]').href";
    assert_eq!(browser.script(link, vec![]), Value::from(format!("{}embed/frame.html", host.server.url())));
    assert!(browser.text("[data-error=csp]").contains("内嵌框架版"));
    let ready = "return document.querySelector('#one').zicha(1).ready.then(() => 'ready', e => e.code)";
    assert_eq!(browser.script(ready, vec![]), json!("csp"));
}
