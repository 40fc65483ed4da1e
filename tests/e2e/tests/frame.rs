//! The iframe edition, by the page of docs/frame.md: who is refused, and the whole way through the port.

use serde_json::{Value, json};
use std::process::Command;
use zicha_e2e::browser::Browser;
use zicha_e2e::server::{Reply, Server};
use zicha_e2e::setup::{Scratch, Setup, copy_folder};

const DOCS: &str = include_str!("../../../docs/frame.md");
const SECURITY: &str = include_str!("../../../docs/security.md");
const ADDRESS: &str = "https://forms.example.gov.cn/embed/frame.html";
const NO_ORIGINS: &str = "<meta name=\"zicha-allow-origins\" content=\"\">";
/// What stands in the page of the documents where a message arrives.
const HEARD: &str = "port.onmessage = ({ data }) => {";

const PASSPHRASE: &str = "红桥 correct horse";

/// A portal and a server of forms, on two origins.
struct Scene {
    setup: Setup,
    browser: Browser,
    portal: Server,
    _folders: [Scratch; 2],
}

impl Scene {
    /// `allowed` makes the list out of the portal's origin.
    fn new(name: &str, allowed: impl Fn(&str) -> String) -> Scene {
        Scene::with(name, allowed, false)
    }

    /// The same; in a sandbox the two lines and the header of the documents take their places.
    fn with(name: &str, allowed: impl Fn(&str) -> String, sandboxed: bool) -> Scene {
        let setup = Setup::find();
        setup.has("embed/frame.html");
        let (forms, pages) = (Scratch::new("frame-forms"), Scratch::new("frame-portal"));
        copy_folder(&setup.dist.join("embed"), &forms.dir("embed"));
        let open = |_: &str, reply: &mut Reply| reply.headers = "Access-Control-Allow-Origin: *\r\n";
        let server = if sandboxed { Server::twisted(forms.path(), open) } else { Server::start(forms.path()) };
        let portal = Server::start(pages.path());
        let html = std::fs::read_to_string(setup.dist.join("embed/frame.html")).unwrap();
        assert_eq!(html.matches(NO_ORIGINS).count(), 1, "it comes with an empty list");
        let list = NO_ORIGINS.replace("\"\"", &format!("\"{}\"", allowed(portal.url().trim_end_matches('/'))));
        forms.dir("embed");
        std::fs::write(forms.path().join("embed/frame.html"), html.replace(NO_ORIGINS, &list)).unwrap();
        let snippet = DOCS.split("```html\n").nth(2).unwrap().split("   ```").next().unwrap();
        assert!(snippet.contains(ADDRESS) && snippet.contains(HEARD), "{snippet}");
        let snippet = if sandboxed { in_sandbox(snippet) } else { snippet.to_owned() };
        let page = snippet
            .replace(ADDRESS, &format!("{}embed/frame.html", server.url()))
            .replace(HEARD, &format!("window.heard = []; {HEARD} heard.push(data);"));
        let icon = "<!DOCTYPE html><meta charset=\"utf-8\"><link rel=\"icon\" href=\"data:,\">";
        pages.write("index.html", format!("{icon}<body>{page}").as_bytes());
        // The page of the documents without its greeting: greets by hand.
        let mute = page.replace(
            "frame.contentWindow.postMessage(hello",
            "window.greet = () => frame.contentWindow.postMessage(hello",
        );
        pages.write("mute.html", format!("{icon}<body>{mute}").as_bytes());
        let browser = Browser::start(&setup, name);
        Scene { setup, browser, portal, _folders: [forms, pages] }
    }

    /// Sends on the port with an id, and gives what comes back.
    fn ask(&self, message: Value) -> Value {
        let code = "const id = window.asked = (window.asked || 0) + 1; \
            port.postMessage(Object.assign({id}, arguments[0])); \
            return new Promise(done => { const look = () => { const it = heard.find(it => it.id === id); \
            if (it) done(JSON.parse(JSON.stringify(it))); else setTimeout(look, 20); }; look(); })";
        self.browser.script(code, vec![message])
    }

    /// Waits for a message and gives the last of that type.
    fn heard(&self, kind: &str) -> Value {
        let code = "const all = (window.heard || []).filter(it => it.type === arguments[0]); \
            const it = all[all.length - 1]; return it ? JSON.parse(JSON.stringify(it)) : null";
        self.browser.until(kind, || {
            let found = self.browser.script(code, vec![json!(kind)]);
            (!found.is_null()).then_some(found)
        })
    }

    /// Waits until the last height that was told is that of what is inside, and gives it. The form changes its height by
    /// itself too: a line that says when it was saved may wrap.
    fn height(&self) -> u64 {
        let browser = &self.browser;
        browser.until("the height of what is inside", || {
            browser.enter("#zicha");
            let inside = "return Math.ceil(document.getElementById('zicha-frame').getBoundingClientRect().height)";
            let inside = browser.script(inside, vec![]).as_u64();
            browser.leave();
            (self.heard("resize")["height"].as_u64() == inside).then_some(inside).flatten()
        })
    }

    /// Shows what the form holds between header and footer, or does not.
    fn show_main(&self, shown: bool) {
        self.browser.enter("#zicha");
        let code = "document.querySelector('zicha-form').shadowRoot.querySelector('.zc-main').hidden = !arguments[0]";
        self.browser.script(code, vec![json!(shown)]);
        self.browser.leave();
    }

    /// What the frame says where it has no form.
    fn note(&self, page: &str) -> String {
        self.browser.open(&format!("{}{page}", self.portal.url()));
        self.browser.enter("#zicha");
        self.browser.wait_for("#zicha-frame-note");
        if page.is_empty() {
            self.browser.wait_for("#zicha-frame-note[data-state]");
        }
        self.browser.text("#zicha-frame-note")
    }
}

/// The page of the documents with the frame and the greeting that they give for a sandbox.
fn in_sandbox(snippet: &str) -> String {
    assert_eq!(SECURITY.matches("add_header Access-Control-Allow-Origin \"*\" always;").count(), 1);
    let part = DOCS.split("## Sandboxed").nth(1).unwrap();
    let line = |of: &str, begins: &str| {
        let found = of.lines().map(str::trim).find(|it| it.starts_with(begins));
        found.unwrap_or_else(|| panic!("no line begins with {begins}")).to_owned()
    };
    ["<iframe", "frame.contentWindow.postMessage(hello"].iter().fold(snippet.to_owned(), |page, begins| {
        let (old, new) = (line(snippet, begins), line(part, begins));
        assert_ne!(old, new);
        page.replace(&old, &new)
    })
}

#[test]
fn a_sandboxed_frame_is_greeted_as_the_documents_say() {
    let scene = Scene::with("frame-sandboxed", str::to_owned, true);
    let browser = &scene.browser;
    browser.open(&scene.portal.url());
    scene.heard("ready");
    assert!(scene.height() > 200, "the form has a height");
    scene.ask(json!({"type": "focus", "indicator": "26"}));
    browser.enter("#zicha");
    let stored = "try { return String(localStorage.length) } catch (error) { return error.name }";
    assert_eq!(browser.script(stored, vec![]), json!("SecurityError"), "it has no origin of its own");
    browser.within("document.querySelector('zicha-form').shadowRoot");
    browser.type_on("#r25-s0", "10");
    top(browser);
    let draft = || scene.ask(json!({"type": "draft"}))["value"].as_str().unwrap_or_default().to_owned();
    browser.until("what was typed", || Some(draft()).filter(|it| it.contains("\"10\"")));
}

#[test]
fn nobody_and_strangers_are_refused_in_words() {
    let nobody = Scene::new("frame-nobody", |_| String::new());
    assert!(nobody.note("").contains("zicha-allow-origins"));
    drop(nobody);
    for list in ["https://portal.example.gov.cn", "null", "*", "http://127.0.0.1"] {
        let scene = Scene::new("frame-stranger", |_| list.to_owned());
        let said = scene.note("");
        let origin = scene.portal.url();
        assert!(said.contains("没有允许") && said.contains(origin.trim_end_matches('/')), "{list}: {said}");
        assert_eq!(scene.browser.count("zicha-form"), 0, "{list}");
    }
}

#[test]
fn only_one_greeting_of_the_right_version_counts_and_rubbish_is_answered() {
    let scene = Scene::new("frame-greetings", |origin| format!("https://a.example {origin}"));
    let browser = &scene.browser;
    assert!(scene.note("mute.html").contains("正在等待"));
    browser.open(&format!("{}mute.html", scene.portal.url()));
    browser.until("the frame", || {
        browser.script("return typeof window.greet === 'function'", vec![]).as_bool().filter(|it| *it)
    });
    let greet = "const to = new URL(frame.src).origin, channel = new MessageChannel(); \
        return new Promise(done => { channel.port1.onmessage = it => done(it.data.cause); \
        frame.contentWindow.postMessage(arguments[0], to, [channel.port2]); setTimeout(() => done('silence'), 1500); })";
    let said = |hello: Value| browser.script(greet, vec![hello]).as_str().unwrap_or_default().to_owned();
    assert_eq!(said(json!({"zicha": 2, "type": "hello"})), "version");
    let long = "局".repeat(301);
    for (option, cause) in [
        (json!({"period": 2020}), "message"),
        (json!({"unit": long}), "large"),
        (json!({"unit": true}), "message"),
        (json!({"takesFiles": 1}), "message"),
        (json!({"kept": "x"}), "message"),
    ] {
        let mut hello = json!({"zicha": 1, "type": "hello", "catalogue": "hongqiao-2020"});
        hello.as_object_mut().unwrap().extend(option.as_object().unwrap().clone());
        assert_eq!(said(hello), cause, "{option}");
    }
    for silent in
        [json!({"type": "hello"}), json!("hello"), json!(null), json!({"zicha": 1, "type": "load"}), json!([1])]
    {
        assert_eq!(said(silent.clone()), "silence", "{silent}");
    }
    browser.script("port.postMessage({type: 'draft', id: 'early'}); greet()", vec![]);
    scene.heard("ready");
    assert_eq!(said(json!({"zicha": 1, "type": "hello"})), "again");
    let cause = |message: Value| scene.ask(message)["cause"].as_str().unwrap_or_default().to_owned();
    assert_eq!(cause(json!({"type": "format"})), "message");
    assert_eq!(cause(json!({"type": "constructor"})), "message");
    assert_eq!(cause(json!({"type": "load", "draft": {"a": 1}})), "draft");
    assert_eq!(cause(json!({"type": "setUnit", "unit": {"a": 1}})), "unit");
    assert_eq!(cause(json!({"type": "focus", "indicator": "9999"})), "indicator");
    for unwritable in ["{ n: BigInt(1) }", "(() => { const it = {}; it.it = it; return it })()"] {
        let code = format!(
            "return new Promise(done => {{ port.addEventListener('message', it => {{ if (it.data.id === 'u') done(it.data.cause) }}); \
             port.postMessage({{type: 'load', id: 'u', draft: {unwritable}}}); }})"
        );
        assert_eq!(browser.script(&code, vec![]), json!("message"), "{unwritable}");
    }
    let long = "return new Promise(done => { port.addEventListener('message', it => { if (it.data.cause === 'large') done('large'); }); \
        port.postMessage({type: 'load', draft: 'a'.repeat(8388609)}); })";
    assert_eq!(browser.script(long, vec![]), json!("large"));
    for rubbish in ["1", "null", "'x'", "[]", "new ArrayBuffer(9)", "{type: {}}"] {
        let before = "heard.filter(it => it.cause === 'message').length";
        let count = || browser.script(&format!("return {before}"), vec![]).as_u64();
        let had = count();
        browser.script(&format!("port.postMessage({rubbish})"), vec![]);
        browser.until(rubbish, || (count() > had).then_some(()));
    }
    assert_eq!(scene.ask(json!({"type": "progress"}))["value"]["open"], json!(true), "it goes on");
}

#[test]
fn a_form_is_filled_in_signed_and_verified_through_the_port() {
    let scene = Scene::new("frame-walk", str::to_owned);
    let browser = &scene.browser;
    browser.open(&scene.portal.url());
    scene.heard("ready");
    assert!(scene.height() > 200, "the form has a height");
    scene.ask(json!({"type": "focus", "indicator": "26"}));
    browser.until("the indicator", || (scene.heard("progress")["progress"]["indicator"] == "26").then_some(()));
    browser.enter("#zicha");
    browser.within("document.querySelector('zicha-form').shadowRoot");
    browser.type_on("#r25-s0", "10");
    browser.type_on("#r25-s1", "9");
    browser.wait_for_text("90%");
    let tall = browser.script("return document.body.scrollHeight", vec![]).as_u64().unwrap();
    assert!(tall > 300, "{tall}");
    top(browser);
    let draft = || scene.ask(json!({"type": "draft"}))["value"].as_str().unwrap_or_default().to_owned();
    let draft =
        browser.until("what was typed", || Some(draft()).filter(|it| it.contains("\"10\"") && it.contains("区司法局")));
    assert!(scene.heard("progress")["progress"]["verdicts"].is_object());

    // It shrinks with what is inside, and grows again.
    let walk = scene.height();
    scene.show_main(false);
    let less = scene.height();
    assert!(less < walk, "{less} is not less than {walk}");
    scene.show_main(true);
    let again = scene.height();
    assert!(again > less, "{again} is not more than {less}");

    let other = scene.ask(json!({"type": "setUnit", "unit": "区财政局", "period": "2020"}));
    assert_eq!(other["type"], "reply", "{other}");
    assert_eq!(scene.ask(json!({"type": "progress"}))["value"]["unit"], "区财政局");
    let back = scene.ask(json!({"type": "load", "draft": draft}));
    assert_eq!(back["type"], "reply", "{back}");
    assert_eq!(scene.ask(json!({"type": "progress"}))["value"]["unit"], "区司法局");
    let report = scene.ask(json!({"type": "report"}))["value"].clone();
    assert_eq!(report["signed"], Value::Null, "{report}");
    sign(&scene);
}

/// Signs on the form's own page, and verifies with the program what arrives through the port.
fn sign(scene: &Scene) {
    let browser = &scene.browser;
    browser.enter("#zicha");
    browser.within("document.querySelector('zicha-form').shadowRoot");
    browser.click("a.zc-nav__link[href='#/sign']");
    browser.type_on("#zc-sign-name", "张三");
    browser.type_on("#zc-sign-job", "科长");
    browser.click("#zc-sign-key-1");
    browser.make_key(PASSPHRASE, PASSPHRASE);
    browser.wait_for_text("密钥已打开，可以签名。");
    browser.click("#zc-sign-blanks");
    browser.click("#zc-sign-button");
    browser.wait_for("#zc-sign-done");
    top(browser);
    let signed = scene.heard("signed");
    let exported = scene.heard("exported");
    assert_eq!(exported["name"], signed["fileName"]);
    let bytes = |of: &Value| -> Vec<u8> {
        let all = of["bytes"].as_object().expect("bytes");
        (0..all.len()).map(|at| all[&at.to_string()].as_u64().unwrap() as u8).collect()
    };
    assert_eq!(bytes(&exported), bytes(&signed));
    let file = browser.scratch().write("one.report.json", &bytes(&signed));
    let verified = Command::new(&scene.setup.cli).args(["verify", "--json"]).arg(&file).output().unwrap();
    assert_eq!(verified.status.code(), Some(2), "sound, and the signer is in no list");
    let said: Value = serde_json::from_slice(&verified.stdout).unwrap();
    assert_eq!(said[0]["fingerprint"], signed["fingerprint"]);
    let again = scene.ask(json!({"type": "report"}))["value"]["signed"]["fingerprint"].clone();
    assert_eq!(again, signed["fingerprint"]);
}

/// Back to the portal's page.
fn top(browser: &Browser) {
    browser.within("document");
    browser.leave();
}

#[test]
fn the_portal_keeps_the_drafts_where_it_says_so() {
    let scene = Scene::new("frame-kept", str::to_owned);
    let browser = &scene.browser;
    browser.open(&format!("{}mute.html", scene.portal.url()));
    browser.until("the frame", || {
        browser.script("return typeof window.greet === 'function'", vec![]).as_bool().filter(|it| *it)
    });
    let greet = "const channel = new MessageChannel(), to = new URL(frame.src).origin; window.heard = []; port = channel.port1; \
        port.onmessage = ({data}) => heard.push(data); frame.contentWindow.postMessage({zicha: 1, type: 'hello', \
        catalogue: 'hongqiao-2020', unit: '区司法局', period: '2020', takesFiles: true, kept: arguments[0]}, to, [channel.port2])";
    browser.script(greet, vec![json!({"other": "x"})]);
    scene.heard("ready");
    scene.ask(json!({"type": "focus", "indicator": "26"}));
    browser.enter("#zicha");
    browser.within("document.querySelector('zicha-form').shadowRoot");
    browser.type_on("#r25-s0", "10");
    assert_eq!(browser.script("return localStorage.length", vec![]), json!(0), "nothing is kept in the frame");
    top(browser);
    let keep = browser.until("the draft", || {
        let it = scene.heard("keep");
        it["text"].as_str().is_some_and(|text| text.contains("\"10\"")).then_some(it)
    });
    // The next day, with what was kept.
    let kept = json!({keep["key"].as_str().unwrap(): keep["text"]});
    browser.open(&format!("{}mute.html", scene.portal.url()));
    browser.until("the frame", || {
        browser.script("return typeof window.greet === 'function'", vec![]).as_bool().filter(|it| *it)
    });
    browser.script(greet, vec![kept]);
    scene.heard("ready");
    assert!(scene.ask(json!({"type": "draft"}))["value"].as_str().unwrap().contains("\"10\""));

    // A text that could not be kept is said.
    browser.script("port.postMessage({type: 'refused', key: arguments[0], text: null})", vec![keep["key"].clone()]);
    browser.enter("#zicha");
    browser.within("document.querySelector('zicha-form').shadowRoot");
    browser.until("a warning", || {
        browser
            .text(".zc-saving")
            .contains("未能")
            .then_some(())
            .or_else(|| browser.has(".zc-saving--open").then_some(()))
    });
}
