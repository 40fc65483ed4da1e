//! One headless Chromium with a fresh profile, driven step by step. Every step waits for what it
//! needs and fails with a sentence that names it.

use crate::driver::Driver;
use crate::setup::{Scratch, Setup};
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::{Value, json};
use std::future::Future;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Longest wait for anything on the page. Making and opening a key takes seconds on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);
/// Longest wait for one answer of the browser.
const ANSWER: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(25);

/// The browser. Fields are dropped in order: the session is closed first.
#[derive(Debug)]
pub struct Browser {
    client: Client,
    runtime: tokio::runtime::Runtime,
    _driver: Driver,
    scratch: Scratch,
}

impl Browser {
    pub fn start(setup: &Setup, name: &str) -> Browser {
        let scratch = Scratch::new(name);
        let driver = Driver::start(&setup.chromedriver);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let connector = hyper_util::client::legacy::connect::HttpConnector::new();
        let mut builder = ClientBuilder::new(connector);
        let Value::Object(wanted) = capabilities(setup, &scratch) else { unreachable!() };
        builder.capabilities(wanted);
        let client = runtime.block_on(builder.connect(driver.url())).expect("the browser starts");
        let browser = Browser { client, runtime, _driver: driver, scratch };
        // Chromium's own first tab loads things of its own; they are not the page's.
        browser.open("about:blank");
        browser.log("performance");
        browser.log("browser");
        browser
    }

    fn wait<T>(&self, step: &str, work: impl Future<Output = Result<T, CmdError>>) -> T {
        let answer = self.runtime.block_on(async { tokio::time::timeout(ANSWER, work).await });
        answer
            .unwrap_or_else(|_| panic!("{step}: the browser gave no answer"))
            .unwrap_or_else(|e| panic!("{step}: {e}"))
    }

    pub fn open(&self, url: &str) {
        self.wait(url, self.client.goto(url));
    }

    pub fn reload(&self) {
        self.wait("reload", self.client.refresh());
    }

    pub fn address(&self) -> String {
        self.wait("address", self.client.current_url()).to_string()
    }

    /// Runs a script with arguments; `return` gives a value back.
    pub fn script(&self, code: &str, args: Vec<Value>) -> Value {
        self.wait(code, self.client.execute(code, args))
    }

    /// Repeats until there is something.
    pub fn until<T>(&self, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
        let since = Instant::now();
        loop {
            if let Some(found) = look() {
                return found;
            }
            assert!(since.elapsed() < PATIENCE, "waited in vain for {what}; the page says:\n{}", self.said());
            std::thread::sleep(PAUSE);
        }
    }

    /// Everything a person can read.
    pub fn said(&self) -> String {
        self.script("return document.body ? document.body.innerText : ''", vec![])
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    pub fn wait_for_text(&self, text: &str) {
        self.until(&format!("“{text}”"), || self.said().contains(text).then_some(()));
    }

    pub fn wait_for(&self, css: &str) {
        self.until(css, || self.has(css).then_some(()));
    }

    pub fn has(&self, css: &str) -> bool {
        self.count(css) > 0
    }

    pub fn count(&self, css: &str) -> u64 {
        self.script("return document.querySelectorAll(arguments[0]).length", vec![json!(css)]).as_u64().unwrap_or(0)
    }

    /// Text a person can read in the first element; empty where there is none.
    pub fn text(&self, css: &str) -> String {
        let code = "const it = document.querySelector(arguments[0]); return it ? it.innerText : ''";
        self.script(code, vec![json!(css)]).as_str().unwrap_or_default().to_owned()
    }

    /// What a field holds.
    pub fn value(&self, css: &str) -> String {
        let code = "const it = document.querySelector(arguments[0]); return it ? it.value : ''";
        self.script(code, vec![json!(css)]).as_str().unwrap_or_default().to_owned()
    }

    fn find(&self, how: Locator<'_>) -> Element {
        let what = format!("{how:?}");
        self.until(&what, || self.runtime.block_on(self.client.find(how)).ok())
    }

    pub fn click(&self, css: &str) {
        self.press(css, || self.find(Locator::Css(css)));
    }

    /// Clicks a button, link or tab by the text it shows.
    pub fn click_text(&self, text: &str) {
        let path = format!(
            "//*[self::button or self::a or self::summary or self::label][normalize-space(.)='{text}' and not(@disabled)]"
        );
        self.press(text, || self.find(Locator::XPath(&path)));
    }

    /// Scrolls as a person would, then clicks. A click may meet an element that has just been drawn
    /// anew: once more, then.
    fn press(&self, what: &str, find: impl Fn() -> Element) {
        let since = Instant::now();
        loop {
            let element = find();
            let near = vec![serde_json::to_value(&element).unwrap()];
            let scroll = self.client.execute("arguments[0].scrollIntoView({block: 'nearest'})", near);
            let _ = self.runtime.block_on(scroll);
            let Err(error) = self.runtime.block_on(element.click()) else { return };
            assert!(since.elapsed() < PATIENCE, "{what} cannot be clicked: {error}");
            std::thread::sleep(PAUSE);
        }
    }

    /// Types into a field, after what is there.
    pub fn type_on(&self, css: &str, text: &str) {
        let element = self.find(Locator::Css(css));
        self.wait(css, element.send_keys(text));
    }

    /// Empties a field as a person does, with keys, and types.
    pub fn type_anew(&self, css: &str, text: &str) {
        let element = self.find(Locator::Css(css));
        if !self.value(css).is_empty() {
            // Control+A, Delete, and the keys let go.
            self.wait(css, element.send_keys("\u{e009}a\u{e000}\u{e017}"));
        }
        if !text.is_empty() {
            self.wait(css, element.send_keys(text));
        }
    }

    /// Gives files to a file input.
    pub fn choose(&self, css: &str, files: &[&Path]) {
        let element = self.find(Locator::Css(css));
        let names: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        self.wait(css, element.send_keys(&names.join("\n")));
    }

    /// Keys to whatever has the keyboard, as a keyboard sends them: each is held until the last has been pressed.
    pub fn keys(&self, keys: &str) {
        let down = keys.chars().map(|value| KeyAction::Down { value });
        let up = keys.chars().rev().map(|value| KeyAction::Up { value });
        let actions = down.chain(up).fold(KeyActions::new("keyboard".to_owned()), |all, one| all.then(one));
        self.wait("keys", self.client.perform_actions(actions));
    }

    pub fn resize(&self, width: u32, height: u32) {
        self.wait("resize", self.client.set_window_size(width, height));
        // The outer size is set; the page wants the inner one, and headless Chromium has a frame too.
        let inner = self.script("return [innerWidth, innerHeight]", vec![]);
        let lacks = |at: usize, want: u32| want + want.saturating_sub(inner[at].as_u64().unwrap_or(0) as u32);
        self.wait("resize", self.client.set_window_size(lacks(0, width), lacks(1, height)));
    }

    pub fn screenshot(&self, file: &Path) {
        std::fs::write(file, self.wait("screenshot", self.client.screenshot())).unwrap();
    }

    /// A command of the Chrome DevTools Protocol, with its answer.
    pub fn cdp(&self, command: &'static str, params: Value) -> Value {
        self.wait(command, self.client.issue_cmd(Cdp { command, params }))
    }

    /// Prints the page as its style sheet wants it, and gives the text of each sheet.
    pub fn printed(&self) -> Vec<String> {
        let answer = self.cdp("Page.printToPDF", json!({"preferCSSPageSize": true, "printBackground": true}));
        let pdf = base64(answer["data"].as_str().expect("the browser prints"));
        let document = lopdf::Document::load_mem(&pdf).expect("the print is a PDF");
        document.get_pages().keys().map(|at| document.extract_text(&[*at]).unwrap_or_default()).collect()
    }

    /// Where downloads arrive.
    pub fn downloads(&self) -> PathBuf {
        self.scratch.dir("downloads")
    }

    /// A folder of this test.
    pub fn scratch(&self) -> &Scratch {
        &self.scratch
    }

    /// Waits until a download is there and complete, and takes it out of the folder.
    pub fn downloaded(&self, name: &str) -> Vec<u8> {
        let path = self.downloads().join(name);
        let there = || std::fs::metadata(&path).map(|it| it.len()).ok().filter(|size| *size > 0);
        let list =
            || std::fs::read_dir(self.downloads()).unwrap().flatten().map(|it| it.file_name()).collect::<Vec<_>>();
        let since = Instant::now();
        loop {
            let size = there();
            std::thread::sleep(PAUSE * 4);
            if size.is_some() && size == there() && !path.with_extension("json.crdownload").exists() {
                break;
            }
            assert!(since.elapsed() < PATIENCE, "{name} was not downloaded; there is {:?}", list());
        }
        let bytes = std::fs::read(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        bytes
    }

    /// Entries of the console log (`browser`) or of the network log (`performance`) since last asked.
    pub fn log(&self, kind: &'static str) -> Vec<Value> {
        let answer = self.wait(kind, self.client.issue_cmd(Log(kind)));
        answer.as_array().cloned().unwrap_or_default()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Also when a test failed: chromedriver then ends Chromium itself.
        let close = self.client.clone().close();
        let _ = self.runtime.block_on(async { tokio::time::timeout(Duration::from_secs(10), close).await });
    }
}

fn capabilities(setup: &Setup, scratch: &Scratch) -> Value {
    let args = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1366,768",
    ];
    let mut args: Vec<String> = args.into_iter().map(str::to_owned).collect();
    args.push(format!("--user-data-dir={}", scratch.dir("profile").display()));
    json!({
        "browserName": "chrome",
        "goog:chromeOptions": {
            "binary": setup.chromium,
            "args": args,
            "prefs": {
                "download.default_directory": scratch.dir("downloads"),
                "download.prompt_for_download": false,
                "profile.default_content_setting_values.automatic_downloads": 1,
            },
            "perfLoggingPrefs": {"enableNetwork": true, "enablePage": false},
        },
        "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        "timeouts": {"script": 60_000, "pageLoad": 60_000, "implicit": 0},
    })
}

/// A command of Chromium's own protocol.
#[derive(Debug)]
struct Cdp {
    command: &'static str,
    params: Value,
}

impl WebDriverCompatibleCommand for Cdp {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(json!({"cmd": self.command, "params": self.params}).to_string()))
    }
}

/// Chromium's own command: what was logged since last asked.
#[derive(Debug)]
struct Log(&'static str);

impl WebDriverCompatibleCommand for Log {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(json!({"type": self.0}).to_string()))
    }
}

/// Decodes base64 as the browser writes it.
pub(crate) fn base64(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut held, mut bits) = (Vec::with_capacity(text.len() / 4 * 3), 0_u32, 0);
    for digit in text.bytes().filter_map(|byte| DIGITS.iter().position(|it| *it == byte)) {
        held = held << 6 | digit as u32;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xff) as u8);
        }
    }
    bytes
}
