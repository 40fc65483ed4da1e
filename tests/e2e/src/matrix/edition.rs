//! The editions, and how each is brought before a person.

use crate::browser::Browser;
use crate::engine::{Engine, Start};
use crate::server::Server;
use crate::setup::{Scratch, Setup, copy_folder};

/// A way to have the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    Hosted,
    Single,
    Second,
    Sealed,
    Element,
    Frame,
    HttpOnly,
    Sandboxed,
}

/// The name of an intranet that is no secure context: loopback addresses are one even over http. The browser asks a proxy
/// on this machine for it, so no name has to be resolved.
const INTRANET: &str = "http://zicha.test/";

/// The inner size of the window, in CSS pixels.
const WIDTH: u32 = 1366;
const HEIGHT: u32 = 768;

/// A page that is open, with what it stands on.
#[derive(Debug)]
pub struct Opened {
    pub browser: Browser,
    pub edition: Edition,
    url: String,
    server: Option<Server>,
    _folder: Scratch,
}

impl Edition {
    pub const ALL: [Edition; 8] = [
        Edition::Hosted,
        Edition::Single,
        Edition::Second,
        Edition::Sealed,
        Edition::Element,
        Edition::Frame,
        Edition::HttpOnly,
        Edition::Sandboxed,
    ];

    /// As `--edition` calls it.
    pub fn name(self) -> &'static str {
        match self {
            Edition::Hosted => "hosted",
            Edition::Single => "single",
            Edition::Second => "second",
            Edition::Sealed => "sealed",
            Edition::Element => "element",
            Edition::Frame => "iframe",
            Edition::HttpOnly => "http-only",
            Edition::Sandboxed => "sandboxed",
        }
    }

    /// As the table calls it.
    pub fn title(self) -> &'static str {
        match self {
            Edition::Hosted => "hosted",
            Edition::Single => "single file, `file://`",
            Edition::Second => "self-saved, generation 2",
            Edition::Sealed => "sealed, `file://`",
            Edition::Element => "element `<zicha-form>`",
            Edition::Frame => "iframe edition",
            Edition::HttpOnly => "http-only origin",
            Edition::Sandboxed => "sandboxed iframe",
        }
    }

    /// Files of dist/ that it is made of.
    pub fn needs(self) -> &'static [&'static str] {
        match self {
            Edition::Hosted | Edition::HttpOnly => &["index.html"],
            Edition::Single | Edition::Second | Edition::Sandboxed => &["zicha.html"],
            Edition::Sealed => &["zicha-sealed.html"],
            Edition::Element => &["embed/zicha.js"],
            Edition::Frame => &["embed/frame.html"],
        }
    }

    /// Starts a browser and opens the page in it. For the second generation that is the file to come from: the first.
    pub fn open(self, setup: &Setup, engine: &Engine) -> Opened {
        let folder = Scratch::new(self.name());
        let on_disk = |file: &str| (format!("file://{}", setup.dist.join(file).display()), None, Start::default());
        let (url, server, start) = match self {
            Edition::Hosted => served(Server::start(&setup.dist), ""),
            Edition::Single | Edition::Second => on_disk("zicha.html"),
            Edition::Sealed => on_disk("zicha-sealed.html"),
            Edition::HttpOnly => {
                let server = Server::start(&setup.dist);
                let proxy = server.url().trim_start_matches("http://").trim_end_matches('/').to_owned();
                (INTRANET.to_owned(), Some(server), Start { proxy: Some(proxy) })
            }
            Edition::Element | Edition::Frame | Edition::Sandboxed => {
                let server = Server::start(folder.path());
                self.portal(setup, &folder, server.url().trim_end_matches('/'));
                served(server, "portal.html")
            }
        };
        let browser = Browser::start_engine(engine, self.name(), &start);
        let opened = Opened { browser, edition: self, url, server, _folder: folder };
        opened.again();
        opened
    }

    /// Starts a browser and opens a file of the edition, which lies in that folder.
    pub fn open_file(self, folder: Scratch, file: &std::path::Path, engine: &Engine) -> Opened {
        let browser = Browser::start_engine(engine, self.name(), &Start::default());
        let mut opened = Opened { browser, edition: self, url: String::new(), server: None, _folder: folder };
        opened.turn_to(file);
        opened
    }

    /// Another page around the form, as a portal has one.
    fn portal(self, setup: &Setup, folder: &Scratch, origin: &str) {
        let body = match self {
            Edition::Sandboxed => {
                std::fs::copy(setup.dist.join("zicha.html"), folder.path().join("zicha.html")).unwrap();
                "<iframe sandbox=\"allow-scripts allow-downloads\" width=\"1250\" height=\"480\" src=\"zicha.html\"></iframe>"
            }
            Edition::Element => {
                copy_folder(&setup.dist.join("embed"), &folder.dir("embed"));
                "<script src=\"embed/zicha.classic.js\"></script>\
                 <zicha-form catalogue=\"hongqiao-2020\" unit=\"区司法局\" period=\"2020\"></zicha-form>"
            }
            Edition::Frame => {
                let embed = folder.dir("embed");
                copy_folder(&setup.dist.join("embed"), &embed);
                let html = std::fs::read_to_string(embed.join("frame.html")).unwrap();
                let list = "<meta name=\"zicha-allow-origins\" content=\"";
                assert!(html.contains(list), "frame.html has a list of origins");
                std::fs::write(embed.join("frame.html"), html.replace(list, &format!("{list}{origin}"))).unwrap();
                "<iframe width=\"1250\" height=\"600\" src=\"embed/frame.html\"></iframe><script>\
                 var frame = document.querySelector('iframe'), hello = {zicha: 1, type: 'hello', catalogue: 'hongqiao-2020', unit: '区司法局', period: '2020'};\
                 frame.addEventListener('load', function () { window.channel = new MessageChannel(); channel.port1.start();\
                 frame.contentWindow.postMessage(hello, location.origin, [channel.port2]); });</script>"
            }
            Edition::Hosted | Edition::Single | Edition::Second | Edition::Sealed | Edition::HttpOnly => {
                panic!("{} stands in no portal", self.name())
            }
        };
        let head = "<!DOCTYPE html><meta charset=\"utf-8\"><link rel=\"icon\" href=\"data:,\"><title>门户</title>";
        folder.write("portal.html", format!("{head}<h1>门户</h1>{body}").as_bytes());
    }
}

fn served(server: Server, page: &str) -> (String, Option<Server>, Start) {
    (format!("{}{page}", server.url()), Some(server), Start::default())
}

impl Opened {
    /// Opens the page once more, in the same browser.
    pub fn again(&self) {
        self.browser.resize(WIDTH, HEIGHT);
        self.browser.open(&self.url);
        self.inside();
    }

    /// Loads the page anew, as the key F5 does.
    pub fn reload(&self) {
        self.browser.reload();
        // Below the page some browsers list what was downloaded, over a frame that cannot scroll the page around it.
        self.browser.resize(WIDTH, HEIGHT);
        self.inside();
    }

    /// Opens another file instead.
    pub fn turn_to(&mut self, file: &std::path::Path) {
        self.url = format!("file://{}", file.display());
        self.again();
    }

    /// Goes to where the form is, and waits until it can be used.
    fn inside(&self) {
        match self.edition {
            Edition::Hosted | Edition::Single | Edition::Second | Edition::HttpOnly => {}
            Edition::Sandboxed | Edition::Sealed => self.browser.enter("iframe"),
            Edition::Element => self.shadow(),
            Edition::Frame => {
                self.browser.within("document");
                self.browser.enter("iframe");
                self.shadow();
            }
        }
        self.browser.wait_for("h1");
        if let Edition::HttpOnly = self.edition {
            let secure = self.browser.script("return window.isSecureContext", vec![]);
            assert_eq!(secure.as_bool(), Some(false), "this must be an intranet without https");
        }
        // All its parts are loaded now or on their way; from here on, nothing is asked.
        let late = "return !document.querySelector('#zicha-late:not([data-state=ready]), #zicha-office:not([data-state=ready])')";
        let ready = || self.browser.script(late, vec![]).as_bool().filter(|it| *it);
        self.browser.until("all parts", ready);
        if let Some(server) = &self.server {
            server.asked();
        }
    }

    /// From now on elements are looked for inside the element.
    fn shadow(&self) {
        let there = "const it = document.querySelector('zicha-form'); return !!(it && it.shadowRoot)";
        let there = || self.browser.script(there, vec![]).as_bool().filter(|it| *it);
        self.browser.until("the element's shadow root", there);
        self.browser.within("document.querySelector('zicha-form').shadowRoot");
    }

    /// Nothing was asked of the server since the page was loaded, and the program runs.
    pub fn stayed_quiet(&self) {
        let mut asked = self.server.as_ref().map(Server::asked).unwrap_or_default();
        // What the browser asks its proxy for on its own account is not the page's.
        asked.retain(|url| !url.starts_with("http://") || url.starts_with(INTRANET));
        // The browser looks by itself whether the copy for use without a network is of the newest build.
        asked.retain(|url| url != "/sw.js");
        assert_eq!(asked, Vec::<String>::new(), "the server was asked after loading");
        assert!(!self.browser.has("#zicha-panic[open]"), "the program stopped: {}", self.browser.text("#zicha-panic"));
    }
}
