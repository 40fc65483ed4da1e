//! The page as a person handles it: where it was opened, the rows, the fields, and the promise that
//! it asks for nothing once it is loaded.

use crate::browser::Browser;
use crate::logs;
use crate::server::Server;
use crate::setup::Setup;
use crate::values::Fill;
use std::cell::Cell;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use zicha_core::answer::Slot;
use zicha_core::calendar::WorkCalendar;
use zicha_core::catalogue::Catalogue;
use zicha_core::session::{Session, Setting};
use zicha_core::unit;

/// Clicks tried before giving up.
const PRESSES_MAX: u32 = 3;

/// Longest wait for a verdict after typing.
const VERDICT: Duration = Duration::from_secs(5);

/// How the page reaches the browser.
#[derive(Debug)]
pub enum Place {
    Http(Server),
    /// The single file, from disk.
    Disk,
}

/// The open page.
#[derive(Debug)]
pub struct Page {
    pub setup: Setup,
    pub browser: Browser,
    pub place: Place,
    pub catalogue: Arc<Catalogue>,
    pub calendar: Arc<WorkCalendar>,
    name: &'static str,
    began: Instant,
    lost: Cell<u32>,
}

/// What is done in the same way whether the page was opened by [`Page`] or the browser holds another edition of it.
impl Browser {
    /// Types words by which one unit of the catalogue is found, and waits until it alone is offered.
    pub fn find_unit(&self, words: &str) {
        self.type_on("#zc-unit-search", words);
        self.until("one unit and the last option", || (self.count("[name=zc-unit]") == 2).then_some(()));
    }

    /// Chooses the one unit that is found by these words.
    pub fn choose_unit(&self, words: &str) {
        self.find_unit(words);
        self.click("#zc-unit-0");
    }

    /// From the home page to the first row: opens the form of the first catalogue for the one unit found by these words.
    pub fn begin(&self, words: &str) {
        self.click("#zc-catalogue-0");
        self.choose_unit(words);
        self.click_text("开始填报");
        self.wait_for(".zc-card");
    }

    /// Waits until the page says that what was typed is saved.
    pub fn saved(&self) {
        self.until("已自动保存", || self.text(".zc-saving").contains("已自动保存").then_some(()));
    }

    /// Offers a key file with a passphrase; what the page makes of it is for the caller to see.
    pub fn offer_key(&self, file: &Path, passphrase: &str) {
        self.choose("#zc-key-file", &[file]);
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        self.wait_for_text(&format!("已选择：{name}"));
        self.type_anew("#zc-key-passphrase", passphrase);
        self.click_text("打开密钥");
    }

    /// Has a key file made under a passphrase, typed twice; what the page makes of it is for the caller to see.
    pub fn make_key(&self, passphrase: &str, again: &str) {
        self.type_anew("#zc-key-new", passphrase);
        self.type_anew("#zc-key-again", again);
        self.click_text("生成密钥文件");
    }

    /// Opens a key to sign with.
    pub fn open_key(&self, file: &Path, passphrase: &str) {
        self.offer_key(file, passphrase);
        self.wait_for_text("密钥已打开，可以签名。");
    }
}

impl Page {
    /// Opens `dist/` as a server hands it out.
    pub fn served(name: &'static str) -> Page {
        Page::served_after(name, |_| ())
    }

    /// The same, with something done to the browser before the page is loaded.
    pub fn served_after(name: &'static str, before: impl FnOnce(&Browser)) -> Page {
        let setup = Setup::find();
        let server = Server::start(&setup.dist);
        Page::open_after(setup, Place::Http(server), name, before)
    }

    /// Opens the form of a unit; see [`Browser::begin`].
    pub fn begin(&self, words: &str) {
        self.browser.begin(words);
    }

    /// What the rules make of a unit's form of the first period with these facts, before any answer.
    pub fn session(&self, unit: &str, facts: Vec<Option<bool>>) -> Session {
        let setting = Setting {
            unit: unit::resolve(&self.catalogue, unit).unwrap(),
            period: 0,
            calendar: Arc::clone(&self.calendar),
            today: None,
            facts,
        };
        Session::new(Arc::clone(&self.catalogue), setting)
    }

    /// Opens it and waits until it can be used.
    pub fn open(setup: Setup, place: Place, name: &'static str) -> Page {
        Page::open_after(setup, place, name, |_| ())
    }

    /// The same, with something done to the browser before the page is loaded.
    pub fn open_after(setup: Setup, place: Place, name: &'static str, before: impl FnOnce(&Browser)) -> Page {
        if matches!(place, Place::Disk) {
            setup.has("zicha.html");
        }
        let read = |path: &str| std::fs::read(setup.root.join("assets").join(path)).unwrap();
        let catalogue = Catalogue::read(&read("catalogues/hongqiao-2020.json")).unwrap();
        let calendar = WorkCalendar::from_json(&read("calendars/cn-mainland.json")).unwrap();
        let browser = Browser::start(&setup, name);
        let page = Page {
            setup,
            browser,
            place,
            catalogue: Arc::new(catalogue),
            calendar: Arc::new(calendar),
            name,
            began: Instant::now(),
            lost: Cell::new(0),
        };
        before(&page.browser);
        page.browser.open(&page.url());
        page.loaded();
        page
    }

    pub fn url(&self) -> String {
        match &self.place {
            Place::Http(server) => server.url(),
            Place::Disk => format!("file://{}", self.setup.dist.join("zicha.html").display()),
        }
    }

    /// Says what is being done and since when, for the reader of the log.
    pub fn step(&self, what: &str) {
        println!("[{} {:5.1}s] {what}", self.name, self.began.elapsed().as_secs_f32());
    }

    /// Waits for the page after it was opened or loaded again; it may ask for its own files then.
    pub fn loaded(&self) {
        let ready = "return document.readyState === 'complete' && !document.querySelector('#zicha-loading') \
                     && !document.querySelector('#zicha-late:not([data-state=ready]), #zicha-office:not([data-state=ready])') \
                     && !!document.querySelector('#zicha h1') \
                     && (!document.querySelector('meta[name=zicha-worker]') || document.documentElement.hasAttribute('data-offline'))";
        self.browser.until("the page to be ready", || self.browser.script(ready, vec![]).as_bool().filter(|it| *it));
        let requests = logs::requests(&self.browser.log("performance"));
        let foreign: Vec<&str> =
            logs::outgoing(&requests).into_iter().filter(|url| !url.starts_with(self.url().as_str())).collect();
        assert!(foreign.is_empty(), "loading asked elsewhere: {foreign:?}");
        if let Place::Http(server) = &self.place {
            server.asked();
        }
        logs::console_is_clean(&self.browser.log("browser"));
    }

    /// Nothing was asked of any network, and nothing complained, since the page was loaded; but the browser itself may
    /// ask whether the script that keeps the page for offline has changed.
    pub fn stayed_quiet(&self) {
        logs::console_is_clean(&self.browser.log("browser"));
        let requests = logs::requests(&self.browser.log("performance"));
        assert_eq!(logs::outgoing(&requests), Vec::<&str>::new(), "requests after loading");
        if let Place::Http(server) = &self.place {
            let asked: Vec<String> = server.asked().into_iter().filter(|path| path != "/sw.js").collect();
            assert_eq!(asked, Vec::<String>::new(), "the server was asked after loading");
        }
        assert!(!self.browser.has("#zicha-panic[open]"), "the program stopped: {}", self.browser.text("#zicha-panic"));
    }

    /// Goes to a page by its address, as a bookmark does: `#/review`.
    pub fn go(&self, hash: &str) {
        self.browser.script("location.hash = arguments[0]", vec![hash.into()]);
    }

    /// Shows a row, counted from 0.
    pub fn go_row(&self, row: usize) {
        self.go(&format!("#/walk/{}", row + 1));
        let number = format!("第{}项", self.catalogue.indicators[row].number);
        self.browser.until(&number, || self.browser.text(".zc-card h1").starts_with(&number).then_some(()));
    }

    /// Index of the row with this id.
    pub fn row(&self, id: &str) -> usize {
        self.catalogue.indicator_at(id).unwrap_or_else(|| panic!("the catalogue has no row {id}"))
    }

    /// Index of a slot by its name.
    pub fn slot(&self, row: usize, id: &str) -> usize {
        let slots = &self.catalogue.indicators[row].slots;
        slots.iter().position(|slot| slot.id == id).unwrap_or_else(|| panic!("row {row} has no slot {id}"))
    }

    /// The slot itself.
    pub fn spec(&self, row: usize, slot: usize) -> &Slot {
        &self.catalogue.indicators[row].slots[slot]
    }

    /// Fills in one slot of the row that is shown, by keyboard and mouse.
    pub fn fill(&self, row: usize, slot: usize, fill: &Fill) {
        let id = format!("#r{row}-s{slot}");
        match fill {
            Fill::Type(text) => self.browser.type_anew(&id, text),
            Fill::Choose(option) => self.press(&format!("{id}-{option}")),
            Fill::TickAll(options) => (0..*options).for_each(|option| self.press(&format!("{id}-{option}"))),
        }
    }

    /// Clicks a radio button or checkbox until it is on. A click is lost where the page moves while
    /// the mouse is down; a person would look and click again.
    fn press(&self, css: &str) {
        for _ in 0..PRESSES_MAX {
            self.browser.click(css);
            let on = self.browser.script("return document.querySelector(arguments[0]).checked", vec![css.into()]);
            if on.as_bool() == Some(true) {
                return;
            }
            println!("    a click on {css} was lost");
            self.lost.set(self.lost.get() + 1);
        }
        panic!("{css} stays off, however often it is clicked");
    }

    /// Clicks that had no effect since the page was opened.
    pub fn clicks_lost(&self) -> u32 {
        self.lost.get()
    }

    /// Gives a requirement of the row that is shown a state: 待核 1, 未发生 2, 不适用 3, 未统计 4.
    pub fn state(&self, row: usize, requirement: usize, state: usize) {
        let id = format!("r{row}-q{requirement}-state");
        if !self.browser.has(&format!("details[open] #{id}")) {
            let fold = "document.getElementById(arguments[0]).closest('details').querySelector('summary').click()";
            self.browser.script(fold, vec![id.clone().into()]);
        }
        self.browser.click(&format!("#{id}-{state}"));
    }

    /// Waits until the live verdict of a requirement of the row that is shown holds the words.
    pub fn verdict_says(&self, row: usize, requirement: usize, words: &str) {
        let code = "const it = document.getElementById(arguments[0]); \
                    const line = it && it.closest('section').querySelector('.zc-verdict__line strong'); \
                    return line ? line.innerText.trim() : ''";
        let id = format!("r{row}-q{requirement}");
        let said = || self.browser.script(code, vec![id.clone().into()]).as_str().unwrap_or_default().to_owned();
        let since = Instant::now();
        while !said().contains(words) {
            let number = &self.catalogue.indicators[row].number;
            assert!(since.elapsed() < VERDICT, "第{number}项: expected “{words}”, the page says “{}”", said());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Leaves the field that has the keyboard.
    pub fn leave(&self) {
        self.browser.script("document.activeElement && document.activeElement.blur()", vec![]);
    }

    /// A picture for people, in both sizes the form is designed for.
    pub fn picture(&self, name: &str) {
        let screens = self.setup.screens();
        for (width, height) in [(390, 844), (1366, 768)] {
            self.browser.resize(width, height);
            self.browser.screenshot(&screens.join(format!("{}-{name}-{width}x{height}.png", self.name)));
        }
    }
}
