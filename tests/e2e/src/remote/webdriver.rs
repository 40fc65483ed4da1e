//! A browser with a driver: Chromium, Firefox, WebKitGTK.

use super::driver::{Driver, Screen};
use super::{Answer, Remote};
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::error::CmdError;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use serde_json::{Map, Value, json};
use std::future::Future;
use std::path::Path;
use std::time::Duration;

/// Longest wait for one answer of the browser.
const ANSWER: Duration = Duration::from_secs(60);
/// How the standard writes an element in JSON (W3C WebDriver, "web element identifier").
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Fields are dropped in order, after the session was closed.
#[derive(Debug)]
pub struct WebDriver {
    client: Client,
    runtime: tokio::runtime::Runtime,
    _driver: Driver,
    _screen: Option<Screen>,
    /// Whether it knows chromedriver's own commands.
    chromium: bool,
}

impl WebDriver {
    /// Begins a session with these capabilities.
    pub fn connect(driver: Driver, screen: Option<Screen>, capabilities: Map<String, Value>) -> WebDriver {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let connector = hyper_util::client::legacy::connect::HttpConnector::new();
        let mut builder = ClientBuilder::new(connector);
        let chromium = capabilities.contains_key("goog:chromeOptions");
        builder.capabilities(capabilities);
        let connected = builder.connect(driver.url());
        let client = runtime
            .block_on(async { tokio::time::timeout(ANSWER, connected).await })
            .expect("the browser answers")
            .expect("the browser starts");
        WebDriver { client, runtime, _driver: driver, _screen: screen, chromium }
    }

    fn wait<T>(&self, work: impl Future<Output = Result<T, CmdError>>) -> Answer<T> {
        let answer = self.runtime.block_on(async { tokio::time::timeout(ANSWER, work).await });
        answer.map_err(|_| "the browser gave no answer".to_owned())?.map_err(|e| e.to_string())
    }

    fn find(&self, element: &str) -> Answer<Element> {
        let found = self.script(&format!("return {element}"), vec![])?;
        let id = found[ELEMENT].as_str().ok_or_else(|| format!("there is no {element}"))?;
        Ok(Element::from_element_id(self.client.clone(), ElementRef::from(id.to_owned())))
    }

    fn own<T: WebDriverCompatibleCommand + Send + 'static>(&self, command: T) -> Answer<Value> {
        if self.chromium { self.wait(self.client.issue_cmd(command)) } else { Ok(Value::Null) }
    }
}

impl Remote for WebDriver {
    fn open(&self, url: &str) -> Answer {
        self.wait(self.client.goto(url))
    }

    fn reload(&self) -> Answer {
        self.wait(self.client.refresh())
    }

    fn address(&self) -> Answer<String> {
        self.wait(self.client.current_url()).map(|url| url.to_string())
    }

    fn script(&self, code: &str, args: Vec<Value>) -> Answer<Value> {
        self.wait(self.client.execute(code, args))
    }

    fn click(&self, element: &str) -> Answer {
        // Found and scrolled to in one step: there are thousands of clicks.
        let found =
            self.find(&format!("(it => {{ if (it) it.scrollIntoView({{block: 'nearest'}}); return it }})({element})"))?;
        self.wait(found.click())
    }

    fn type_on(&self, element: &str, keys: &str) -> Answer {
        let found = self.find(element)?;
        self.wait(found.send_keys(keys))
    }

    fn choose(&self, element: &str, files: &[&Path]) -> Answer {
        let found = self.find(element)?;
        let names: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        self.wait(found.send_keys(&names.join("\n")))
    }

    fn keys(&self, keys: &str) -> Answer {
        let down = keys.chars().map(|value| KeyAction::Down { value });
        let up = keys.chars().rev().map(|value| KeyAction::Up { value });
        let actions = down.chain(up).fold(KeyActions::new("keyboard".to_owned()), |all, one| all.then(one));
        self.wait(self.client.perform_actions(actions))
    }

    fn enter(&self, frame: &str) -> Answer {
        let found = self.find(frame)?;
        self.wait(found.enter_frame())
    }

    fn leave(&self) -> Answer {
        self.wait(self.client.enter_parent_frame())
    }

    fn resize(&self, width: u32, height: u32) -> Answer {
        self.wait(self.client.set_window_size(width, height))?;
        // The outer size is set; the page wants the inner one, and headless Chromium has a frame too.
        let inner = self.script("return [innerWidth, innerHeight]", vec![])?;
        let lacks = |at: usize, want: u32| want + want.saturating_sub(inner[at].as_u64().unwrap_or(0) as u32);
        self.wait(self.client.set_window_size(lacks(0, width), lacks(1, height)))
    }

    fn screenshot(&self) -> Answer<Vec<u8>> {
        self.wait(self.client.screenshot())
    }

    fn cdp(&self, command: &'static str, params: Value) -> Answer<Value> {
        self.own(Cdp { command, params })
    }

    fn log(&self, kind: &'static str) -> Answer<Vec<Value>> {
        self.own(Log(kind)).map(|answer| answer.as_array().cloned().unwrap_or_default())
    }
}

impl Drop for WebDriver {
    fn drop(&mut self) {
        // Also when a test failed: the driver then ends the browser itself.
        let close = self.client.clone().close();
        let _ = self.runtime.block_on(async { tokio::time::timeout(Duration::from_secs(10), close).await });
    }
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
