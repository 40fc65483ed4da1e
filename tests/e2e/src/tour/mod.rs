//! Every page of the program in every state it can be in, one after another: what is true of all pages (names,
//! contrast, order, words, room) is checked along this tour.
//!
//! Reading order: `answers` (drafts and files that make the states), `scenes` (the states in their order).

mod answers;
mod scenes;

use crate::page::Page;
use crate::screen::{DESK, Screen};
use serde_json::Value;
use std::path::PathBuf;

pub use self::scenes::SCENES;

/// One state of one page. Scenes are shown in their order; a later one may stand on an earlier one.
#[derive(Clone, Copy, Debug)]
pub struct Scene {
    /// Page and state: `review-errors`.
    pub name: &'static str,
    show: fn(&Tour),
}

/// 跟随系统 apart, what a person can choose in the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dress {
    Light,
    Dark,
    /// 大字版.
    Large,
}

impl Dress {
    pub const ALL: [Dress; 3] = [Dress::Light, Dress::Dark, Dress::Large];

    pub fn name(self) -> &'static str {
        match self {
            Dress::Light => "light",
            Dress::Dark => "dark",
            Dress::Large => "large",
        }
    }
}

/// The page and the files that are opened on it.
#[derive(Debug)]
pub struct Tour {
    pub page: Page,
    files: PathBuf,
}

impl Tour {
    /// Opens the page; `before` is done before anything is loaded.
    pub fn start(name: &'static str, before: impl FnOnce(&crate::browser::Browser)) -> Tour {
        let page = Page::served_after(name, before);
        let files = page.browser.scratch().dir("files");
        let tour = Tour { page, files };
        answers::write(&tour);
        tour.page.browser.view(DESK);
        tour
    }

    /// Shows every scene and calls `check` on it. `ZICHA_SCENES=walk,sign` checks those alone whose names begin so.
    pub fn each(&self, mut check: impl FnMut(&Tour, &Scene)) {
        let only = std::env::var("ZICHA_SCENES").unwrap_or_default();
        for scene in SCENES {
            (scene.show)(self);
            if only.is_empty() || only.split(',').any(|wanted| scene.name.starts_with(wanted)) {
                self.page.step(scene.name);
                check(self, scene);
                assert!(!self.page.browser.has("#zicha-panic[open]"), "{}: the program stopped", scene.name);
            }
        }
    }

    /// A file of the tour.
    pub fn file(&self, name: &str) -> PathBuf {
        self.files.join(name)
    }

    /// Gives the page those colours and letters, as the choice in the header would.
    pub fn dress(&self, dress: Dress) {
        let code = "const root = document.querySelector('.zc'); \
                    root.setAttribute('data-theme', arguments[0] === 'dark' ? 'dark' : 'light'); \
                    if (arguments[0] === 'large') root.setAttribute('data-size', 'large'); else root.removeAttribute('data-size')";
        self.page.browser.script(code, vec![dress.name().into()]);
    }

    /// From now on nothing moves, blinks or goes away by itself, and nothing that differs from build to build is shown.
    pub fn still(&self) {
        let code = "const sheet = new CSSStyleSheet(); \
            sheet.replaceSync('*, *::before, *::after { animation: none !important; transition: none !important; \
                caret-color: transparent !important; scroll-behavior: auto !important } .zc-notice { display: none }'); \
            document.adoptedStyleSheets = document.adoptedStyleSheets.concat(sheet)";
        self.page.browser.script(code, vec![]);
        self.page.browser.cdp("Emulation.setScrollbarsHidden", serde_json::json!({"hidden": true}));
    }

    /// The view as a person has it who has just come to what has the keyboard: no scroller is where another view left
    /// it, and what was changed is saved. Digits of fingerprints and of the build are zeros, and no build is called
    /// dirty. Waits until that is drawn and stays where it is.
    pub fn settle(&self) {
        let browser = &self.page.browser;
        browser.until("what was changed is saved", || (!browser.has(".zc-saving--open")).then_some(()));
        let code = "const root = document.querySelector('.zc'); \
            const build = document.querySelector('meta[name=zicha-build]'); \
            const known = build && build.content || '~'; \
            const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT); \
            for (let it = texts.nextNode(); it; it = texts.nextNode()) { \
                const said = it.data; let shown = said.split(known).join('000000000000'); \
                if (it.parentElement.closest('.zc-print')) shown = shown.replace(/[0-9a-f]/g, '0'); \
                if (shown !== said) it.data = shown } \
            const put = () => { \
                for (const it of document.querySelectorAll('*')) if (it.scrollTop || it.scrollLeft) it.scrollTo(0, 0); \
                const at = document.activeElement; \
                if (at && at !== document.body && !at.matches('main')) at.scrollIntoView({block: 'center'}); \
                return [at && at.id, scrollY, document.documentElement.scrollHeight].join() }; \
            const frame = () => new Promise(requestAnimationFrame); \
            const settle = async () => { \
                await document.fonts.ready; \
                for (let now = '', before, tries = 0; now !== before && tries < 40; tries++) { \
                    before = now; now = put(); await frame(); await frame() } \
                return true }; \
            return settle()";
        browser.script(code, vec![]);
    }

    /// Does something with the page in English and goes back to Chinese.
    pub fn in_english<T>(&self, work: impl FnOnce() -> T) -> T {
        self.speak("en");
        let done = work();
        self.speak("zh-Hans");
        done
    }

    /// Changes the language of the interface.
    pub fn speak(&self, lang: &str) {
        let browser = &self.page.browser;
        let code = "const other = document.querySelector(`.zc-header button[lang=\"${arguments[0]}\"]`); other && other.click()";
        browser.script(code, vec![lang.into()]);
        browser.wait_for(&format!(".zc[lang=\"{lang}\"]"));
    }

    /// The same on another screen.
    pub fn on<T>(&self, screen: Screen, work: impl FnOnce() -> T) -> T {
        self.page.browser.view(screen);
        let done = work();
        self.page.browser.view(DESK);
        done
    }

    /// A script that gives a list of sentences about what is wrong.
    pub fn complaints(&self, code: &str, args: Vec<Value>) -> Vec<String> {
        let found = self.page.browser.script(code, args);
        let list = found.as_array().unwrap_or_else(|| panic!("not a list: {found}"));
        list.iter().map(|it| it.as_str().map_or_else(|| it.to_string(), str::to_owned)).collect()
    }
}

/// Complaints of a whole tour: everything that is wrong is said at once, each thing with the places it is seen in.
#[derive(Debug, Default)]
pub struct Found(std::collections::BTreeMap<String, Vec<String>>);

impl Found {
    /// Scenes named for one complaint.
    const NAMED_MAX: usize = 6;

    pub fn add(&mut self, place: &str, complaints: Vec<String>) {
        for complaint in complaints {
            // A hundred rows with the same fault are one fault.
            let complaint = unnumbered(&complaint);
            let places = self.0.entry(complaint).or_default();
            if places.last().is_none_or(|last| last != place) {
                places.push(place.to_owned());
            }
        }
    }

    /// Fails where there are any.
    pub fn none(self, what: &str) {
        let said: Vec<String> = self
            .0
            .iter()
            .map(|(complaint, places)| {
                let named: Vec<&str> = places.iter().take(Self::NAMED_MAX).map(String::as_str).collect();
                format!("- {complaint}\n    in {} scenes: {}", places.len(), named.join(", "))
            })
            .collect();
        assert!(said.is_empty(), "{} {what}:\n{}", said.len(), said.join("\n"));
    }
}

/// Without the digits of ids.
fn unnumbered(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_id = false;
    for letter in text.chars() {
        is_id = letter == '#' || letter == '"' || (is_id && (letter.is_ascii_alphanumeric() || letter == '-'));
        if is_id && letter.is_ascii_digit() {
            if !out.ends_with('0') {
                out.push('0');
            }
        } else {
            out.push(letter);
        }
    }
    out
}
