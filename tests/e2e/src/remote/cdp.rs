//! A Chromium without a driver of its age: by the Chrome DevTools Protocol on its debugging port. Only what these
//! tests need, in the words that Chromium 67 already knows.

use super::driver::Program;
use super::{Answer, Remote, base64};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tungstenite::{Message, WebSocket};

/// Longest wait for one answer, and for a page to load.
const ANSWER: Duration = Duration::from_secs(60);
/// Entries kept of each log until they are asked for.
const ENTRIES_MAX: usize = 10_000;

/// Special keys: WebDriver's letter, name, number (Windows virtual-key code), the text it types.
const KEYS: &[(char, &str, u32, &str)] = &[
    ('\u{e004}', "Tab", 9, ""),
    ('\u{e007}', "Enter", 13, "\r"),
    ('\n', "Enter", 13, "\r"),
    ('\u{e00c}', "Escape", 27, ""),
    ('\u{e017}', "Delete", 46, ""),
];
const CONTROL: char = '\u{e009}';
const LET_GO: char = '\u{e000}';

/// Fields are dropped in order.
#[derive(Debug)]
pub struct Cdp {
    link: RefCell<Link>,
    _program: Program,
}

#[derive(Debug)]
struct Link {
    socket: WebSocket<TcpStream>,
    last: u64,
    /// The script world of each frame.
    worlds: BTreeMap<String, u64>,
    frame: Option<String>,
    console: Vec<Value>,
    network: Vec<Value>,
}

impl Cdp {
    /// Starts the program, which gets a free debugging port, and takes its first tab.
    pub fn start(command: &mut Command, downloads: &Path) -> Cdp {
        command.args(["--remote-debugging-port=0", "about:blank"]).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut program = Program::start(command);
        let browser = program.says("DevTools listening on ws://").expect("Chromium says its debugging port");
        let address = browser.split('/').next().unwrap_or_default().to_owned();
        let stream = TcpStream::connect(&address).unwrap();
        stream.set_read_timeout(Some(ANSWER)).unwrap();
        stream.set_nodelay(true).unwrap();
        let (socket, _) = tungstenite::client(first_tab(&address), stream).expect("the tab can be debugged");
        let (worlds, console, network) = (BTreeMap::new(), Vec::new(), Vec::new());
        let link = Link { socket, last: 0, worlds, frame: None, console, network };
        let remote = Cdp { link: RefCell::new(link), _program: program };
        for domain in ["Page", "Runtime", "Log", "Network"] {
            remote.call(&format!("{domain}.enable"), json!({})).unwrap();
        }
        let allow = json!({"behavior": "allow", "downloadPath": downloads});
        remote.call("Page.setDownloadBehavior", allow).unwrap();
        remote
    }

    fn call(&self, method: &str, params: Value) -> Answer<Value> {
        self.link.borrow_mut().call(method, params)
    }

    fn evaluate(&self, expression: &str, by_value: bool) -> Answer<Value> {
        let mut params = json!({"expression": expression, "awaitPromise": true, "returnByValue": by_value});
        let frame = self.link.borrow().frame.clone();
        if let Some(frame) = frame {
            let world = self.link.borrow().worlds.get(&frame).copied();
            params["contextId"] = json!(world.ok_or("the frame has gone")?);
        }
        let mut answer = self.call("Runtime.evaluate", params)?;
        if answer["exceptionDetails"].is_object() {
            return Err(format!("{}", answer["exceptionDetails"]));
        }
        Ok(answer["result"].take())
    }

    /// The handle of an element.
    fn find(&self, element: &str) -> Answer<String> {
        let found = self.evaluate(element, false)?;
        found["objectId"].as_str().map(str::to_owned).ok_or_else(|| format!("there is no {element}"))
    }

    fn on(&self, object: &str, function: &str) -> Answer<Value> {
        let params = json!({"objectId": object, "functionDeclaration": function, "returnByValue": true});
        let mut answer = self.call("Runtime.callFunctionOn", params)?;
        if answer["exceptionDetails"].is_object() {
            return Err(format!("{}", answer["exceptionDetails"]));
        }
        Ok(answer["result"]["value"].take())
    }

    /// The middle of an element in the window, whatever frame it is in.
    fn middle(&self, object: &str) -> Answer<(f64, f64)> {
        let quads = self.call("DOM.getContentQuads", json!({"objectId": object}));
        let corners = match quads {
            Ok(mut answer) => answer["quads"][0].take(),
            Err(_) => self.call("DOM.getBoxModel", json!({"objectId": object}))?["model"]["border"].take(),
        };
        let at = |which: usize| corners[which].as_f64().ok_or("the element has no place");
        Ok(((at(0)? + at(4)?) / 2.0, (at(1)? + at(5)?) / 2.0))
    }

    fn loaded(&self) -> Answer {
        let since = Instant::now();
        while self.script("return !window.zichaBefore && document.readyState === 'complete'", vec![]) != Ok(json!(true))
        {
            if since.elapsed() > ANSWER {
                return Err("the page does not load".to_owned());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    fn key(&self, kind: &str, letter: char, control: bool) -> Answer {
        let special = KEYS.iter().find(|(it, ..)| *it == letter);
        let (name, number, text) = match special {
            Some((_, name, number, text)) => ((*name).to_owned(), *number, (*text).to_owned()),
            None if letter == CONTROL => ("Control".to_owned(), 17, String::new()),
            None => {
                let number = if letter.is_ascii_alphanumeric() { letter.to_ascii_uppercase() as u32 } else { 0 };
                (letter.to_string(), number, letter.to_string())
            }
        };
        let mut params = json!({"type": kind, "key": name, "modifiers": if control { 2 } else { 0 },
            "windowsVirtualKeyCode": number, "nativeVirtualKeyCode": number});
        if kind == "keyDown" {
            if text.is_empty() || control {
                params["type"] = json!("rawKeyDown");
            } else {
                params["text"] = json!(text);
            }
        }
        self.call("Input.dispatchKeyEvent", params).map(drop)
    }

    fn press(&self, letters: &str) -> Answer {
        let mut control = false;
        for letter in letters.chars() {
            match letter {
                CONTROL => {
                    control = true;
                    self.key("keyDown", CONTROL, true)?;
                }
                LET_GO => {
                    control = false;
                    self.key("keyUp", CONTROL, false)?;
                }
                _ => {
                    self.key("keyDown", letter, control)?;
                    self.key("keyUp", letter, control)?;
                }
            }
        }
        if control { self.key("keyUp", CONTROL, false) } else { Ok(()) }
    }
}

impl Remote for Cdp {
    fn open(&self, url: &str) -> Answer {
        self.link.borrow_mut().frame = None;
        let answer = self.call("Page.navigate", json!({"url": url}))?;
        answer["errorText"].as_str().map_or_else(|| self.loaded(), |text| Err(format!("{url}: {text}")))
    }

    fn reload(&self) -> Answer {
        self.link.borrow_mut().frame = None;
        self.script("window.zichaBefore = true", vec![])?;
        self.call("Page.reload", json!({}))?;
        self.loaded()
    }

    fn address(&self) -> Answer<String> {
        let frame = self.link.borrow_mut().frame.take();
        let address = self.script("return location.href", vec![]);
        self.link.borrow_mut().frame = frame;
        Ok(address?.as_str().unwrap_or_default().to_owned())
    }

    fn script(&self, code: &str, args: Vec<Value>) -> Answer<Value> {
        let whole = format!("(function () {{ {code}\n}}).apply(null, {})", Value::Array(args));
        Ok(self.evaluate(&whole, true)?["value"].take())
    }

    fn click(&self, element: &str) -> Answer {
        let object = self.find(element)?;
        self.on(&object, "function () { this.scrollIntoView({block: 'nearest'}) }")?;
        let hit = "function () { const b = this.getBoundingClientRect(), x = b.left + b.width / 2, y = b.top + b.height / 2; \
                   const top = this.getRootNode().elementFromPoint(x, y); return !!top && this.contains(top) }";
        if self.on(&object, hit)? != json!(true) {
            // Under something that stays where it is, as a bar: into the middle, then.
            self.on(&object, "function () { this.scrollIntoView({block: 'center'}) }")?;
            if self.on(&object, hit)? != json!(true) {
                return Err(format!("something lies over {element}"));
            }
        }
        let (x, y) = self.middle(&object)?;
        for (kind, button, clicks) in
            [("mouseMoved", "none", 0), ("mousePressed", "left", 1), ("mouseReleased", "left", 1)]
        {
            let params = json!({"type": kind, "x": x, "y": y, "button": button, "clickCount": clicks});
            self.call("Input.dispatchMouseEvent", params)?;
        }
        Ok(())
    }

    fn type_on(&self, element: &str, keys: &str) -> Answer {
        let object = self.find(element)?;
        let focus = "function () { this.scrollIntoView({block: 'nearest'}); this.focus(); const end = (this.value || '').length; \
                     if (this.setSelectionRange) this.setSelectionRange(end, end) }";
        self.on(&object, focus)?;
        self.press(keys)
    }

    fn choose(&self, element: &str, files: &[&Path]) -> Answer {
        let object = self.find(element)?;
        self.call("DOM.setFileInputFiles", json!({"files": files, "objectId": object})).map(drop)
    }

    fn keys(&self, keys: &str) -> Answer {
        self.press(keys)
    }

    fn enter(&self, frame: &str) -> Answer {
        let object = self.find(frame)?;
        let node = self.call("DOM.describeNode", json!({"objectId": object}))?;
        let id = node["node"]["frameId"].as_str().ok_or("the element is no frame")?.to_owned();
        let since = Instant::now();
        while !self.link.borrow().worlds.contains_key(&id) {
            if since.elapsed() > ANSWER {
                return Err("no script runs in the frame".to_owned());
            }
            std::thread::sleep(Duration::from_millis(20));
            self.evaluate("0", true)?;
        }
        self.link.borrow_mut().frame = Some(id);
        Ok(())
    }

    fn leave(&self) -> Answer {
        self.link.borrow_mut().frame = None;
        Ok(())
    }

    fn resize(&self, width: u32, height: u32) -> Answer {
        let params = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.call("Emulation.setDeviceMetricsOverride", params).map(drop)
    }

    fn screenshot(&self) -> Answer<Vec<u8>> {
        let answer = self.call("Page.captureScreenshot", json!({"format": "png"}))?;
        Ok(base64(answer["data"].as_str().unwrap_or_default()))
    }

    fn cdp(&self, command: &'static str, params: Value) -> Answer<Value> {
        self.call(command, params)
    }

    fn log(&self, kind: &'static str) -> Answer<Vec<Value>> {
        // What is on its way comes before the next answer.
        self.call("Runtime.evaluate", json!({"expression": "0"}))?;
        let mut link = self.link.borrow_mut();
        Ok(std::mem::take(if kind == "browser" { &mut link.console } else { &mut link.network }))
    }
}

impl Link {
    fn call(&mut self, method: &str, params: Value) -> Answer<Value> {
        let wanted = self.send(method, params)?;
        loop {
            let mut message = self.read()?;
            if message["id"] == json!(wanted) {
                return match message["error"]["message"].as_str() {
                    Some(error) => Err(format!("{method}: {error}")),
                    None => Ok(message["result"].take()),
                };
            }
            self.heard(&message)?;
        }
    }

    fn send(&mut self, method: &str, params: Value) -> Answer<u64> {
        self.last += 1;
        let text = json!({"id": self.last, "method": method, "params": params}).to_string();
        self.socket.send(Message::text(text)).map_err(|e| e.to_string())?;
        Ok(self.last)
    }

    fn read(&mut self) -> Answer<Value> {
        loop {
            if let Message::Text(text) = self.socket.read().map_err(|e| format!("the browser gave no answer: {e}"))? {
                return serde_json::from_str(&text).map_err(|e| e.to_string());
            }
        }
    }

    fn heard(&mut self, event: &Value) -> Answer {
        let params = &event["params"];
        let method = event["method"].as_str().unwrap_or_default();
        match method {
            "Runtime.executionContextCreated" => {
                let world = &params["context"];
                let frame =
                    world["auxData"]["frameId"].as_str().filter(|_| world["auxData"]["isDefault"] == json!(true));
                if let (Some(frame), Some(id)) = (frame, world["id"].as_u64()) {
                    self.worlds.insert(frame.to_owned(), id);
                }
            }
            "Runtime.executionContextDestroyed" => {
                let gone = params["executionContextId"].as_u64();
                self.worlds.retain(|_, id| Some(*id) != gone);
            }
            "Runtime.executionContextsCleared" => self.worlds.clear(),
            // Leaving a page with unsaved work: as WebDriver does, without asking anybody.
            "Page.javascriptDialogOpening" => {
                self.send("Page.handleJavaScriptDialog", json!({"accept": true}))?;
            }
            "Log.entryAdded" => self.complain(&params["entry"]["level"], &params["entry"]["text"]),
            "Runtime.exceptionThrown" => self.complain(&json!("error"), &params["exceptionDetails"]),
            "Runtime.consoleAPICalled" => self.complain(&params["type"], &params["args"]),
            "Network.requestWillBeSent" | "Network.webSocketCreated" if self.network.len() < ENTRIES_MAX => {
                let message = json!({"message": {"method": method, "params": params}}).to_string();
                self.network.push(json!({"level": "INFO", "message": message}));
            }
            _ => {}
        }
        Ok(())
    }

    fn complain(&mut self, level: &Value, what: &Value) {
        let level = match level.as_str() {
            Some("error" | "assert") => "SEVERE",
            Some("warning") => "WARNING",
            _ => "INFO",
        };
        if self.console.len() < ENTRIES_MAX {
            self.console.push(json!({"level": level, "message": what.to_string()}));
        }
    }
}

/// The WebSocket address of the first tab.
fn first_tab(address: &str) -> String {
    let since = Instant::now();
    loop {
        let listed = get(address, "/json/list").and_then(|body| serde_json::from_slice::<Value>(&body).ok());
        let tabs = listed.as_ref().and_then(Value::as_array).into_iter().flatten();
        let tab = tabs.filter(|tab| tab["type"] == json!("page")).find_map(|tab| tab["webSocketDebuggerUrl"].as_str());
        if let Some(url) = tab {
            return url.to_owned();
        }
        assert!(since.elapsed() < ANSWER, "Chromium has no tab");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn get(address: &str, path: &str) -> Option<Vec<u8>> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(ANSWER)).ok()?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").ok()?;
    let (mut reader, mut line, mut length) = (BufReader::new(stream), String::new(), 0);
    while reader.read_line(&mut line).ok()? > 2 {
        let lower = line.to_ascii_lowercase();
        if let Some(value) = lower.strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
        line.clear();
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(body)
}
