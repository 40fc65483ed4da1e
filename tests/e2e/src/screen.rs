//! What the page believes about screen, person and clock: size, zoom, themes of the system, one fixed moment.

use crate::browser::Browser;
use serde_json::json;

/// A size of the window in CSS pixels, and how many of the screen's make one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    pub width: u32,
    pub height: u32,
    /// 1 as a rule; 4 is what a zoom of 400 % does.
    pub zoom: u32,
}

/// The office's computer.
pub const DESK: Screen = Screen { width: 1366, height: 768, zoom: 1 };
/// A small or an old one.
pub const SMALL: Screen = Screen { width: 1024, height: 768, zoom: 1 };
/// A telephone.
pub const PHONE: Screen = Screen { width: 390, height: 844, zoom: 1 };
/// The office's computer at 200 %.
pub const TWICE: Screen = Screen { width: 683, height: 384, zoom: 2 };
/// 1280 by 1024 at 400 %: the width of WCAG 2.2, 1.4.10.
pub const NARROW: Screen = Screen { width: 320, height: 256, zoom: 4 };

/// Monday, 1 March 2021, 09:30 in Beijing, in milliseconds since 1970.
const MOMENT_MS: u64 = 1_614_562_200_000;

impl Browser {
    /// Shows the page on that screen.
    pub fn view(&self, screen: Screen) {
        let Screen { width, height, zoom } = screen;
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": zoom, "mobile": false});
        self.cdp("Emulation.setDeviceMetricsOverride", metrics);
    }

    /// Sets media features, as (name, value); those not named are the computer's own.
    pub fn media(&self, features: &[(&str, &str)]) {
        let features: Vec<_> = features.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
        self.cdp("Emulation.setEmulatedMedia", json!({"features": features}));
    }

    /// From the next page on time stands still and chance is none, so that two runs show the same.
    pub fn freeze(&self) {
        let code = format!(
            "(() => {{ const Real = Date; \
               class Fixed extends Real {{ constructor(...a) {{ if (a.length) super(...a); else super({MOMENT_MS}) }} }} \
               Fixed.now = () => {MOMENT_MS}; window.Date = Fixed; let seed = 1; \
               crypto.getRandomValues = into => {{ const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength); \
                 for (let at = 0; at < bytes.length; at++) {{ seed = (seed * 1103515245 + 12345) % 2147483648; bytes[at] = seed >> 16 }} \
                 return into }} }})()"
        );
        self.cdp("Emulation.setTimezoneOverride", json!({"timezoneId": "Asia/Shanghai"}));
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({"source": code}));
    }

    /// The picture on the screen, as PNG.
    pub fn shot(&self) -> Vec<u8> {
        let answer = self.cdp("Page.captureScreenshot", json!({"format": "png", "optimizeForSpeed": true}));
        crate::remote::base64(answer["data"].as_str().expect("a picture"))
    }

    /// What pictures depend on besides the page: the browser with its great version, and the fonts it draws the page's
    /// heading and first paragraph with; a line each.
    pub fn made_with(&self) -> String {
        let product = self.cdp("Browser.getVersion", json!({}))["product"].as_str().expect("a product").to_owned();
        let (program, version) = product.split_once('/').expect("a version");
        let major = version.split('.').next().unwrap_or_default();
        self.cdp("DOM.enable", json!({}));
        self.cdp("CSS.enable", json!({}));
        let root = self.cdp("DOM.getDocument", json!({"depth": 0}))["root"]["nodeId"].clone();
        let mut fonts = std::collections::BTreeSet::new();
        for css in ["h1", "main p"] {
            let node = self.cdp("DOM.querySelector", json!({"nodeId": root, "selector": css}))["nodeId"].clone();
            let used = self.cdp("CSS.getPlatformFontsForNode", json!({"nodeId": node}))["fonts"].clone();
            fonts.extend(
                used.as_array().into_iter().flatten().filter_map(|it| Some(it["familyName"].as_str()?.to_owned())),
            );
        }
        self.cdp("CSS.disable", json!({}));
        self.cdp("DOM.disable", json!({}));
        let fonts: Vec<String> = fonts.into_iter().collect();
        format!("{} {major}\n{}", program.trim_start_matches("Headless"), fonts.join("\n"))
    }
}
