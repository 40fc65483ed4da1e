//! Several tabs of one Chromium, each of which can be ended as a crash ends it. By the Chrome DevTools Protocol on the
//! debugging port, with a connection a tab: a driver ends its session together with a tab.

use crate::remote::driver::Program;
use crate::remote::{Answer, is_between_pages};
use crate::setup::{Scratch, Setup};
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tungstenite::{Message, WebSocket};

/// Longest wait for one answer, and for anything on the page.
const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(20);

/// A name of this machine that no browser takes for a secure one.
pub const INSECURE_HOST: &str = "zicha.test";

/// The browser.
#[derive(Debug)]
pub struct Tabs {
    address: String,
    path: String,
    _program: Program,
    scratch: Scratch,
}

impl Tabs {
    pub fn start(setup: &Setup, name: &str) -> Tabs {
        let scratch = Scratch::new(name);
        let mut command = Command::new(&setup.chromium);
        command.args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]);
        command.args(["--disable-background-networking", "--disable-component-update", "--disable-sync"]);
        // Tabs that are not seen are slowed down; a clerk looks at the one that is typed into.
        command.args(["--disable-background-timer-throttling", "--disable-renderer-backgrounding"]);
        command.args(["--disable-backgrounding-occluded-windows", "--remote-debugging-port=0"]);
        command.arg(format!("--host-resolver-rules=MAP {INSECURE_HOST} 127.0.0.1"));
        command.arg(format!("--user-data-dir={}", scratch.dir("profile").display()));
        command.arg("about:blank").stdout(Stdio::null()).stderr(Stdio::piped());
        let mut program = Program::start(&mut command);
        let browser = program.says("DevTools listening on ws://").expect("Chromium says its debugging port");
        let (address, path) = browser.split_once('/').expect("an address and a path");
        Tabs { address: address.to_owned(), path: path.to_owned(), _program: program, scratch }
    }

    /// Opens an address in a tab of its own; `before` runs in it before anything of the page does.
    pub fn open(&self, url: &str, before: &str) -> Tab {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_nodelay(true).unwrap();
        let (socket, _) = tungstenite::client(format!("ws://{}/{}", self.address, self.path), stream).unwrap();
        let mut tab =
            Tab { socket: RefCell::new(socket), last: Cell::new(0), session: String::new(), target: String::new() };
        let name = |answer: Value, key: &str| answer[key].as_str().expect("a name").to_owned();
        tab.target = name(tab.call("Target.createTarget", json!({"url": "about:blank"})), "targetId");
        let attach = json!({"targetId": tab.target, "flatten": true});
        tab.session = name(tab.call("Target.attachToTarget", attach), "sessionId");
        tab.call("Page.enable", json!({}));
        let allow = json!({"behavior": "allow", "downloadPath": self.downloads()});
        tab.call("Page.setDownloadBehavior", allow);
        tab.call("Page.addScriptToEvaluateOnNewDocument", json!({"source": before}));
        tab.call("Page.navigate", json!({"url": url}));
        tab
    }

    /// Where downloads arrive.
    pub fn downloads(&self) -> PathBuf {
        self.scratch.dir("downloads")
    }

    /// The download whose name ends so, once it is complete; it is taken out of the folder.
    pub fn downloaded(&self, ending: &str) -> String {
        let since = Instant::now();
        loop {
            let files = std::fs::read_dir(self.downloads()).unwrap().flatten().map(|it| it.path());
            let whole = files.into_iter().find(|it| it.to_string_lossy().ends_with(ending));
            if let Some(text) =
                whole.as_ref().and_then(|it| std::fs::read_to_string(it).ok()).filter(|it| !it.is_empty())
            {
                std::fs::remove_file(whole.unwrap()).unwrap();
                return text;
            }
            assert!(since.elapsed() < PATIENCE, "nothing was downloaded that ends with {ending}");
            std::thread::sleep(PAUSE);
        }
    }
}

/// One tab.
#[derive(Debug)]
pub struct Tab {
    socket: RefCell<WebSocket<TcpStream>>,
    last: Cell<u64>,
    session: String,
    target: String,
}

impl Tab {
    fn send(&self, method: &str, params: Value) -> u64 {
        let id = self.last.get() + 1;
        self.last.set(id);
        let mut message = json!({"id": id, "method": method, "params": params});
        if !method.starts_with("Target.") {
            message["sessionId"] = json!(self.session);
        }
        self.socket.borrow_mut().send(Message::text(message.to_string())).unwrap();
        id
    }

    fn ask(&self, method: &str, params: Value) -> Answer<Value> {
        let id = self.send(method, params);
        loop {
            let message = self.socket.borrow_mut().read().map_err(|e| format!("{method}: {e}"))?;
            let Ok(text) = message.into_text() else { continue };
            let mut answer: Value = serde_json::from_str(&text).unwrap_or_default();
            assert!(answer["method"] != "Inspector.targetCrashed", "{method}: the tab has crashed");
            if answer["id"] == id {
                return match answer["error"].take() {
                    Value::Null => Ok(answer["result"].take()),
                    error => Err(format!("{method}: {error}")),
                };
            }
        }
    }

    /// A command, with its answer.
    pub fn call(&self, method: &str, params: Value) -> Value {
        self.ask(method, params).unwrap_or_else(|e| panic!("{e}"))
    }

    fn look(&self, expression: &str) -> Answer<Value> {
        let params = json!({"expression": expression, "awaitPromise": true, "returnByValue": true});
        let mut answer = self.ask("Runtime.evaluate", params)?;
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {}", answer["exceptionDetails"]);
        Ok(answer["result"]["value"].take())
    }

    /// The value of an expression.
    pub fn eval(&self, expression: &str) -> Value {
        self.look(expression).unwrap_or_else(|e| panic!("{expression}: {e}"))
    }

    pub fn text(&self, expression: &str) -> String {
        self.eval(expression).as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the expression is true, on this page or on the one that takes its place meanwhile.
    pub fn until(&self, expression: &str) {
        let since = Instant::now();
        let is_true = || match self.look(&format!("!!({expression})")) {
            Err(error) if is_between_pages(&error) => false,
            answer => answer.unwrap_or_else(|e| panic!("{expression}: {e}")) == json!(true),
        };
        while !is_true() {
            let said = || self.text("document.body ? document.body.innerText.slice(0, 2000) : ''");
            assert!(since.elapsed() < PATIENCE, "waited in vain for {expression}; the page says:\n{}", said());
            std::thread::sleep(PAUSE);
        }
    }

    pub fn wait_for_text(&self, text: &str) {
        self.until(&format!("document.body && document.body.innerText.includes({})", json!(text)));
    }

    pub fn click(&self, css: &str) {
        self.until(&format!("document.querySelector({})", json!(css)));
        self.eval(&format!("document.querySelector({}).click()", json!(css)));
    }

    pub fn click_text(&self, text: &str) {
        let find =
            format!("[...document.querySelectorAll('button')].find(it => it.textContent.trim() === {})", json!(text));
        self.until(&find);
        self.eval(&format!("{find}.click()"));
    }

    /// Puts the keyboard at the end of a field.
    pub fn focus(&self, css: &str) {
        self.until(&format!("document.querySelector({})", json!(css)));
        let code = "it => { it.focus(); it.setSelectionRange(it.value.length, it.value.length) }";
        self.eval(&format!("({code})(document.querySelector({}))", json!(css)));
    }

    /// From the home page to a row of the form of a bureau, with the keyboard in its field `css`.
    pub fn begin(&self, number: usize, css: &str) {
        self.click("#zc-catalogue-0");
        self.focus("#zc-unit-search");
        self.insert("司法");
        self.until("document.querySelectorAll('[name=zc-unit]').length === 2");
        self.click("#zc-unit-0");
        self.click_text("开始填报");
        self.row(number, css);
    }

    /// Asks for a row until it is there, and puts the keyboard into its field `css`: a page that has just opened a form
    /// may still be writing its own address.
    pub fn row(&self, number: usize, css: &str) {
        self.until("document.querySelector('.zc-card')");
        self.until(&format!("document.querySelector('{css}') || void (location.hash = '#/walk/{number}')"));
        self.focus(css);
    }

    /// Types where the keyboard is; returns when the page has dealt with it.
    pub fn insert(&self, text: &str) {
        self.call("Input.insertText", json!({"text": text}));
    }

    pub fn value(&self, css: &str) -> String {
        self.text(&format!("document.querySelector({}).value", json!(css)))
    }

    /// Ends the tab's process at once.
    pub fn crash(self) {
        self.send("Page.crash", json!({}));
        let mut socket = self.socket.borrow_mut();
        while let Ok(message) = socket.read() {
            if message.into_text().is_ok_and(|text| text.contains("Inspector.targetCrashed")) {
                break;
            }
        }
        drop(socket);
        let id = self.send("Target.closeTarget", json!({"targetId": self.target}));
        let mut socket = self.socket.borrow_mut();
        while let Ok(message) = socket.read() {
            if message.into_text().is_ok_and(|text| text.contains(&format!("\"id\":{id},"))) {
                break;
            }
        }
    }
}
