//! How a browser is told what to do: by WebDriver where it has a driver, else by the debugging port that every
//! Chromium has. [`crate::browser::Browser`] stands on this and is what scenarios use.

pub mod cdp;

pub mod driver;

pub mod webdriver;

use serde_json::Value;
use std::fmt::Debug;
use std::path::Path;

/// What went wrong, as a sentence; the step is tried again where that makes sense.
pub type Answer<T = ()> = Result<T, String>;

/// What browsers and their drivers say when a page goes away while it is asked something.
const BETWEEN_PAGES: [&str; 6] = [
    "Inspected target navigated or closed",
    "Execution context was destroyed",
    "Cannot find context with specified id",
    "aborted by navigation",
    "document unloaded while waiting for result",
    "the frame has gone",
];

/// Whether an answer failed because another page took the place of the one that was asked: to be asked again, then.
#[must_use]
pub fn is_between_pages(error: &str) -> bool {
    BETWEEN_PAGES.iter().any(|words| error.contains(words))
}

/// One tab of one browser. `element` is a JavaScript expression that gives an element or null, in the frame entered last.
pub trait Remote: Debug {
    /// Opens an address and waits until it is loaded. The frame is then the page itself.
    fn open(&self, url: &str) -> Answer;

    /// Loads the page again. The frame is then the page itself.
    fn reload(&self) -> Answer;

    fn address(&self) -> Answer<String>;

    /// Runs the body of a function with its arguments; a promise is waited for.
    fn script(&self, code: &str, args: Vec<Value>) -> Answer<Value>;

    /// Scrolls to the element and clicks its middle with the mouse.
    fn click(&self, element: &str) -> Answer;

    /// Types after what is there, key by key. Special keys are WebDriver's: U+E009 Control, U+E000 lets go.
    fn type_on(&self, element: &str, keys: &str) -> Answer;

    /// Gives files to a file input.
    fn choose(&self, element: &str, files: &[&Path]) -> Answer;

    /// Keys to whatever has the keyboard; each is held until the last has been pressed.
    fn keys(&self, keys: &str) -> Answer;

    /// Further steps happen inside this frame.
    fn enter(&self, frame: &str) -> Answer;

    /// Further steps happen in the page itself.
    fn leave(&self) -> Answer;

    /// Width and height of the window's inside, in CSS pixels.
    fn resize(&self, width: u32, height: u32) -> Answer;

    /// The picture, as PNG.
    fn screenshot(&self) -> Answer<Vec<u8>>;

    /// A command of the Chrome DevTools Protocol, with its answer; null in browsers that do not speak it.
    fn cdp(&self, command: &'static str, params: Value) -> Answer<Value>;

    /// Entries of the console log (`browser`) or of the network log (`performance`) since last asked, as chromedriver
    /// gives them; none where the browser keeps no log for others.
    fn log(&self, kind: &'static str) -> Answer<Vec<Value>>;
}

/// Decodes base64 as browsers write it.
pub fn base64(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut values = [None; 256];
    for (value, digit) in DIGITS.iter().enumerate() {
        values[usize::from(*digit)] = Some(value as u32);
    }
    let (mut bytes, mut held, mut bits) = (Vec::with_capacity(text.len() / 4 * 3), 0_u32, 0);
    for digit in text.bytes().filter_map(|byte| values[usize::from(byte)]) {
        held = held << 6 | digit;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xff) as u8);
        }
    }
    bytes
}
