//! The browsers of this machine, as `cargo xtask test` found or installed them.

use crate::engine::Engine;
use serde_json::Value;
use std::path::PathBuf;

/// One browser, or why it is not there.
#[derive(Clone, Debug)]
pub struct Ship {
    /// `chromium`, `chromium-78`, `firefox`, `webkit`.
    pub name: String,
    /// `Firefox ESR`.
    pub title: String,
    /// `153.7.0`; empty where it is not installed.
    pub version: String,
    pub engine: Option<Engine>,
    pub missing: Option<String>,
}

/// All of them, in the order of the table.
#[derive(Clone, Debug)]
pub struct Fleet {
    pub ships: Vec<Ship>,
}

impl Fleet {
    /// Reads the list that the variable `ZICHA_BROWSERS` names.
    pub fn read() -> Fleet {
        let file =
            std::env::var("ZICHA_BROWSERS").expect("ZICHA_BROWSERS is not set: run `cargo xtask test --browsers`");
        let list: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).expect("a list of browsers");
        Fleet { ships: list.as_array().expect("a list").iter().map(ship).collect() }
    }
}

fn ship(entry: &Value) -> Ship {
    let text = |name: &str| entry[name].as_str().unwrap_or_default().to_owned();
    let missing = entry["missing"].as_str().map(str::to_owned);
    let path = |name: &str| PathBuf::from(text(name));
    let engine = match entry["kind"].as_str() {
        _ if missing.is_some() => None,
        Some("chromium") => Some(Engine::Chromium { driver: path("driver"), program: path("program") }),
        Some("firefox") => Some(Engine::Firefox { driver: path("driver"), program: path("program") }),
        Some("webkit") => {
            Some(Engine::WebKit { driver: path("driver"), program: path("program"), screen: path("screen") })
        }
        Some("old") => Some(Engine::Old { program: path("program") }),
        other => panic!("{other:?} is no kind of browser"),
    };
    Ship { name: text("name"), title: text("title"), version: text("version"), engine, missing }
}
