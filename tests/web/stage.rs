//! What several tests need: a catalogue, files made in memory, an eye on downloads, a place to draw.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, Document, Element, File, HtmlElement, HtmlInputElement};
use zicha::state::Shelf;
use zicha_core::calendar::WorkCalendar;
use zicha_core::catalogue::Catalogue;
use zicha_core::session::{Session, Setting};
use zicha_core::unit;

pub const CATALOGUE: &[u8] = include_bytes!("../../assets/catalogues/hongqiao-2020.json");
pub const CALENDAR: &[u8] = include_bytes!("../../assets/calendars/cn-mainland.json");

/// Catalogue and calendar as the page has them.
pub fn shelf() -> Shelf {
    let catalogue = Arc::new(Catalogue::read(CATALOGUE).unwrap());
    Shelf::of(vec![catalogue], vec![Arc::new(WorkCalendar::from_json(CALENDAR).unwrap())])
}

/// A blank form of 区司法局.
pub fn session(shelf: &Shelf) -> Session {
    let catalogue = Arc::clone(&shelf.open()[0]);
    let unit = unit::resolve(&catalogue, "区司法局").unwrap();
    let facts = vec![None; catalogue.facts.len()];
    let calendar = Arc::clone(&shelf.calendars[0]);
    Session::new(catalogue, Setting { unit, period: 0, calendar, today: None, facts })
}

pub fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// A file as a file input would give it.
pub fn file(name: &str, bytes: &[u8]) -> File {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    File::new_with_u8_array_sequence(&parts, name).unwrap()
}

/// Waits for what was started to be done and drawn.
pub async fn wait(ms: u32) {
    gloo::timers::future::TimeoutFuture::new(ms).await;
}

/// Waits until `ready` gives something; fails after `ms`.
pub async fn until<T>(ms: u32, what: &str, ready: impl Fn() -> Option<T>) -> T {
    const STEP_MS: u32 = 20;
    for _ in 0..ms / STEP_MS {
        if let Some(found) = ready() {
            return found;
        }
        wait(STEP_MS).await;
    }
    panic!("{what}: not within {ms} ms; the page says: {}", document().body().unwrap().inner_text());
}

/// An empty element in the page, removed when dropped.
pub struct Place(pub Element);

impl Place {
    pub fn new() -> Place {
        let place = document().create_element("div").unwrap();
        document().body().unwrap().append_child(&place).unwrap();
        Place(place)
    }

    pub fn text(&self) -> String {
        self.0.dyn_ref::<HtmlElement>().unwrap().inner_text()
    }

    pub fn find<T: JsCast>(&self, selector: &str) -> Option<T> {
        self.0.query_selector(selector).unwrap()?.dyn_into().ok()
    }

    pub fn click(&self, selector: &str) {
        self.find::<HtmlElement>(selector).unwrap_or_else(|| panic!("no {selector}")).click();
    }

    /// Types into an input as a person would: value, then the event.
    pub fn enter(&self, selector: &str, text: &str) {
        let input = self.find::<HtmlInputElement>(selector).unwrap_or_else(|| panic!("no {selector}"));
        input.set_value(text);
        self.fire(&input, "input");
    }

    /// Chooses files in a file input.
    pub fn choose(&self, selector: &str, files: &[File]) {
        let input = self.find::<HtmlInputElement>(selector).unwrap_or_else(|| panic!("no {selector}"));
        let data = web_sys::DataTransfer::new().unwrap();
        for file in files {
            let add: js_sys::Function = js_sys::Reflect::get(&data.items(), &"add".into()).unwrap().unchecked_into();
            add.call1(&data.items(), file).unwrap();
        }
        input.set_files(data.files().as_ref());
        self.fire(&input, "change");
    }

    fn fire(&self, target: &HtmlInputElement, name: &str) {
        let init = web_sys::EventInit::new();
        init.set_bubbles(true);
        init.set_cancelable(true);
        target.dispatch_event(&web_sys::Event::new_with_event_init_dict(name, &init).unwrap()).unwrap();
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.remove();
    }
}

/// Sees every blob that is made into an address, which is how a download begins.
pub struct Downloads {
    seen: Rc<RefCell<Vec<Blob>>>,
    original: js_sys::Function,
    _spy: Closure<dyn FnMut(Blob) -> JsValue>,
}

impl Downloads {
    pub fn watch() -> Downloads {
        let url = url();
        let original: js_sys::Function =
            js_sys::Reflect::get(&url, &"createObjectURL".into()).unwrap().unchecked_into();
        let seen = Rc::new(RefCell::new(Vec::new()));
        let (note, make) = (Rc::clone(&seen), original.clone());
        let spy = Closure::new(move |blob: Blob| {
            note.borrow_mut().push(blob.clone());
            make.call1(&self::url(), &blob).unwrap()
        });
        js_sys::Reflect::set(&url, &"createObjectURL".into(), spy.as_ref()).unwrap();
        Downloads { seen, original, _spy: spy }
    }

    pub fn count(&self) -> usize {
        self.seen.borrow().len()
    }

    /// Type and bytes of download `at`.
    pub async fn bytes(&self, at: usize) -> (String, Vec<u8>) {
        let blob = self.seen.borrow()[at].clone();
        let bytes = gloo::file::futures::read_as_bytes(&gloo::file::Blob::from(blob.clone())).await.unwrap();
        (blob.type_(), bytes)
    }
}

impl Drop for Downloads {
    fn drop(&mut self) {
        js_sys::Reflect::set(&url(), &"createObjectURL".into(), &self.original).unwrap();
    }
}

fn url() -> JsValue {
    js_sys::Reflect::get(&js_sys::global(), &"URL".into()).unwrap()
}
