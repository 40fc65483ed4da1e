//! The browsers: how each is started, and what has to be set so that it behaves as on an office's computer.

use crate::remote::Remote;
use crate::remote::cdp::Cdp;
use crate::remote::driver::{Driver, Screen};
use crate::remote::webdriver::WebDriver;
use crate::setup::Scratch;
use serde_json::{Map, Value, json};
use std::path::PathBuf;
use std::process::Command;

/// Arguments of every Chromium.
const CHROMIUM: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // The same letters and colours on every computer: goldens are compared with them.
    "--font-render-hinting=none",
    "--disable-lcd-text",
    "--force-color-profile=srgb",
    "--window-size=1366,768",
];

/// A browser that is installed.
#[derive(Clone, Debug)]
pub enum Engine {
    /// With its driver, chromedriver.
    Chromium { driver: PathBuf, program: PathBuf },
    /// With its driver, geckodriver.
    Firefox { driver: PathBuf, program: PathBuf },
    /// MiniBrowser with its driver, WebKitWebDriver, on a screen by Xvfb.
    WebKit { driver: PathBuf, program: PathBuf, screen: PathBuf },
    /// A Chromium of years ago, which has no driver here.
    Old { program: PathBuf },
}

/// How a browser is started besides.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// `127.0.0.1:8080`: asked for every http address but those of this machine.
    pub proxy: Option<String>,
}

impl Engine {
    /// Starts it with a new profile inside the folder; downloads go to its folder `downloads`.
    pub fn start(&self, scratch: &Scratch, start: &Start) -> Box<dyn Remote> {
        match self {
            Engine::Chromium { driver, program } => {
                let driver =
                    Driver::start(Command::new(driver).arg("--log-level=SEVERE"), "started successfully on port ");
                Box::new(WebDriver::connect(driver, None, chromium(program, scratch, start)))
            }
            Engine::Firefox { driver, program } => {
                let driver = Driver::start(
                    Command::new(driver).args(["--websocket-port=0", "--profile-root"]).arg(scratch.dir("profiles")),
                    "Listening on 127.0.0.1:",
                );
                Box::new(WebDriver::connect(driver, None, firefox(program, scratch, start)))
            }
            Engine::WebKit { driver, program, screen } => {
                let screen = Screen::start(screen);
                let driver = Driver::start_at_a_port(&mut webkit_driver(driver, &screen, scratch));
                let options = json!({"binary": program, "args": ["--automation"]});
                let wanted = common(json!({"webkitgtk:browserOptions": options}), start);
                Box::new(WebDriver::connect(driver, Some(screen), wanted))
            }
            Engine::Old { program } => {
                let mut command = Command::new(program);
                command.args(CHROMIUM).arg(format!("--user-data-dir={}", scratch.dir("profile").display()));
                command.env("HOME", scratch.dir("home"));
                if let Some(proxy) = &start.proxy {
                    command.arg(format!("--proxy-server={proxy}"));
                }
                Box::new(Cdp::start(&mut command, &scratch.dir("downloads")))
            }
        }
    }
}

/// Capabilities that every driver understands, beside its own.
fn common(own: Value, start: &Start) -> Map<String, Value> {
    let Value::Object(mut wanted) = own else { return Map::new() };
    wanted.insert("timeouts".to_owned(), json!({"script": 60_000, "pageLoad": 60_000, "implicit": 0}));
    if let Some(proxy) = &start.proxy {
        wanted.insert("proxy".to_owned(), json!({"proxyType": "manual", "httpProxy": proxy}));
    }
    wanted
}

fn chromium(program: &std::path::Path, scratch: &Scratch, start: &Start) -> Map<String, Value> {
    let mut args: Vec<String> = CHROMIUM.iter().map(ToString::to_string).collect();
    args.push(format!("--user-data-dir={}", scratch.dir("profile").display()));
    let own = json!({
        "browserName": "chrome",
        "goog:chromeOptions": {
            "binary": program,
            "args": args,
            "prefs": {
                "download.default_directory": scratch.dir("downloads"),
                "download.prompt_for_download": false,
                "profile.default_content_setting_values.automatic_downloads": 1,
            },
            "perfLoggingPrefs": {"enableNetwork": true, "enablePage": false},
        },
        "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
    });
    common(own, start)
}

fn firefox(program: &std::path::Path, scratch: &Scratch, start: &Start) -> Map<String, Value> {
    let own = json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": program,
            "args": ["-headless", "-width", "1366", "-height", "768"],
            "prefs": {
                // WebDriver relaxes this; on a clerk's computer it is on.
                "security.fileuri.strict_origin_policy": true,
                "browser.download.dir": scratch.dir("downloads"),
                "browser.download.folderList": 2,
                "browser.download.always_ask_before_handling_new_types": false,
                "browser.download.useDownloadDir": true,
                "network.proxy.allow_hijacking_localhost": false,
            },
        },
    });
    common(own, start)
}

/// MiniBrowser saves where the folder of downloads is said to be, and wants neither a message bus nor a graphics card.
fn webkit_driver(driver: &std::path::Path, screen: &Screen, scratch: &Scratch) -> Command {
    let home = scratch.dir("home");
    let folders = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", scratch.dir("downloads").display());
    std::fs::create_dir_all(home.join(".config")).unwrap();
    std::fs::write(home.join(".config/user-dirs.dirs"), folders).unwrap();
    let mut command = Command::new(driver);
    command.env("HOME", &home).env("XDG_CONFIG_HOME", home.join(".config")).env("DISPLAY", &screen.name);
    command.env("XDG_DATA_HOME", home.join("data")).env("XDG_CACHE_HOME", home.join("cache"));
    command.env_remove("WAYLAND_DISPLAY").env("DBUS_SESSION_BUS_ADDRESS", "disabled:");
    command.env("GTK_A11Y", "none").env("NO_AT_BRIDGE", "1").env("LIBGL_ALWAYS_SOFTWARE", "1");
    command.env("WEBKIT_DISABLE_DMABUF_RENDERER", "1").env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
    command
}
