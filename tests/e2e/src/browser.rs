//! One headless browser with a fresh profile, driven step by step. Every step waits for what it
//! needs and fails with a sentence that names it.

use crate::engine::{Engine, Start};
use crate::remote::{Answer, Remote, is_between_pages};
use crate::setup::{Scratch, Setup};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Longest wait for anything on the page. Making and opening a key takes seconds on a busy machine.
const PATIENCE: Duration = Duration::from_secs(40);
const PAUSE: Duration = Duration::from_millis(25);
/// What is said of keys none of which has arrived: the field could not take the keyboard, or was drawn anew.
const UNTOUCHED: [&str; 4] = ["not focusable", "not interactable", "stale element", "there is no "];

/// The browser. Fields are dropped in order: the session is closed first.
#[derive(Debug)]
pub struct Browser {
    remote: Box<dyn Remote>,
    scratch: Scratch,
    /// Where elements are looked for: a document or a shadow root, as a JavaScript expression.
    scope: RefCell<String>,
}

impl Browser {
    /// Chromium of today.
    pub fn start(setup: &Setup, name: &str) -> Browser {
        let engine = Engine::Chromium { driver: setup.chromedriver.clone(), program: setup.chromium.clone() };
        Browser::start_engine(&engine, name, &Start::default())
    }

    pub fn start_engine(engine: &Engine, name: &str, start: &Start) -> Browser {
        let scratch = Scratch::new(name);
        let remote = engine.start(&scratch, start);
        let browser = Browser { remote, scratch, scope: RefCell::new("document".to_owned()) };
        // Chromium's own first tab loads things of its own; they are not the page's.
        browser.open("about:blank");
        browser.log("performance");
        browser.log("browser");
        browser
    }

    fn done<T>(&self, step: &str, answer: Answer<T>) -> T {
        answer.unwrap_or_else(|e| panic!("{step}: {e}"))
    }

    /// From now on, elements are looked for in this document or shadow root, a JavaScript expression.
    pub fn within(&self, scope: &str) {
        scope.clone_into(&mut self.scope.borrow_mut());
    }

    /// The first element, as a JavaScript expression.
    fn one(&self, css: &str) -> String {
        format!("{}.querySelector({})", self.scope.borrow(), json!(css))
    }

    pub fn open(&self, url: &str) {
        self.done(url, self.remote.open(url));
    }

    pub fn reload(&self) {
        self.done("reload", self.remote.reload());
    }

    pub fn address(&self) -> String {
        self.done("address", self.remote.address())
    }

    /// Runs a script with arguments; `return` gives a value back. Where another page takes the place of the one that was
    /// asked, that page is asked.
    pub fn script(&self, code: &str, args: Vec<Value>) -> Value {
        let since = Instant::now();
        loop {
            match self.remote.script(code, args.clone()) {
                Err(error) if is_between_pages(&error) && since.elapsed() < PATIENCE => std::thread::sleep(PAUSE),
                answer => return self.done(code, answer),
            }
        }
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
        let scope = self.scope.borrow();
        let code = format!(
            "const it = {scope}; if (it === document) return it.body ? it.body.innerText : ''; \
             return Array.from(it.children).filter(one => one.tagName !== 'STYLE').map(one => one.innerText).join('\\n')"
        );
        self.script(&code, vec![]).as_str().unwrap_or_default().to_owned()
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
        let code = format!("return {}.querySelectorAll(arguments[0]).length", self.scope.borrow());
        self.script(&code, vec![json!(css)]).as_u64().unwrap_or(0)
    }

    /// Text a person can read in the first element; empty where there is none.
    pub fn text(&self, css: &str) -> String {
        let code = format!("const it = {}; return it ? it.innerText : ''", self.one(css));
        self.script(&code, vec![]).as_str().unwrap_or_default().to_owned()
    }

    /// What a field holds.
    pub fn value(&self, css: &str) -> String {
        let code = format!("const it = {}; return it ? it.value : ''", self.one(css));
        self.script(&code, vec![]).as_str().unwrap_or_default().to_owned()
    }

    pub fn click(&self, css: &str) {
        self.press(css, &self.one(css));
    }

    /// Clicks a button, link or tab by the text it shows.
    pub fn click_text(&self, text: &str) {
        let element = format!(
            "Array.from({}.querySelectorAll('button, a, summary, label')).find(it => !it.hasAttribute('disabled') && \
             it.textContent.replace(/\\s+/g, ' ').trim() === {})",
            self.scope.borrow(),
            json!(text)
        );
        self.press(text, &element);
    }

    /// Scrolls as a person would, then clicks. A click may meet an element that has just been drawn
    /// anew: once more, then.
    fn press(&self, what: &str, element: &str) {
        let since = Instant::now();
        while let Err(error) = self.remote.click(element) {
            assert!(since.elapsed() < PATIENCE, "{what} cannot be clicked: {error}; the page says:\n{}", self.said());
            std::thread::sleep(PAUSE);
        }
    }

    /// Types into a field, after what is there.
    pub fn type_on(&self, css: &str, text: &str) {
        self.wait_for(css);
        self.send(css, text);
    }

    /// Keys to a field. While the page moves the keyboard elsewhere, or the frame does not have it, the field cannot take
    /// it: clicked as by a person, then.
    fn send(&self, css: &str, keys: &str) {
        let since = Instant::now();
        while let Err(error) = self.remote.type_on(&self.one(css), keys) {
            let is_busy = UNTOUCHED.iter().any(|words| error.contains(words));
            assert!(is_busy && since.elapsed() < PATIENCE, "{css}: {error}");
            self.click(css);
        }
    }

    /// Empties a field as a person does, with keys, and types.
    pub fn type_anew(&self, css: &str, text: &str) {
        let code = format!("const it = {}; return it && it.value", self.one(css));
        let held = self.until(css, || self.script(&code, vec![]).as_str().map(str::to_owned));
        if !held.is_empty() {
            // Control+A, Delete, and the keys let go.
            self.send(css, "\u{e009}a\u{e000}\u{e017}");
        }
        if !text.is_empty() {
            self.send(css, text);
        }
    }

    /// Gives files to a file input.
    pub fn choose(&self, css: &str, files: &[&Path]) {
        self.wait_for(css);
        self.done(css, self.remote.choose(&self.one(css), files));
    }

    /// Keys to whatever has the keyboard, as a keyboard sends them: each is held until the last has been pressed.
    pub fn keys(&self, keys: &str) {
        self.done("keys", self.remote.keys(keys));
    }

    /// Further steps happen inside this frame, until the page is opened or loaded again.
    pub fn enter(&self, css: &str) {
        self.wait_for(css);
        self.done(css, self.remote.enter(&self.one(css)));
    }

    /// Further steps happen in the page itself again.
    pub fn leave(&self) {
        self.done("leave", self.remote.leave());
    }

    pub fn resize(&self, width: u32, height: u32) {
        self.done("resize", self.remote.resize(width, height));
    }

    pub fn screenshot(&self, file: &Path) {
        std::fs::write(file, self.done("screenshot", self.remote.screenshot())).unwrap();
    }

    /// A command of the Chrome DevTools Protocol, with its answer.
    pub fn cdp(&self, command: &'static str, params: Value) -> Value {
        self.done(command, self.remote.cdp(command, params))
    }

    /// Prints the page as its style sheet wants it, and gives the text of each sheet.
    pub fn printed(&self) -> Vec<String> {
        self.sheets().into_iter().map(|sheet| sheet.text).collect()
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

    /// The same for the first download whose name ends so.
    pub fn downloaded_ending(&self, ending: &str) -> Vec<u8> {
        let names = || std::fs::read_dir(self.downloads()).unwrap().flatten();
        let named = || names().filter_map(|it| it.file_name().into_string().ok()).find(|name| name.ends_with(ending));
        let name = self.until(&format!("a download that ends in {ending}"), named);
        self.downloaded(&name)
    }

    /// Entries of the console log (`browser`) or of the network log (`performance`) since last asked.
    pub fn log(&self, kind: &'static str) -> Vec<Value> {
        self.done(kind, self.remote.log(kind))
    }
}
