//! What the program stands in: our own page, or an element `<zicha-form>` inside somebody else's page.
//!
//! An element has a program of its own: the script of the element (assets/embed) makes one for each, out of the
//! one wasm, and gives it a `zichaHost`. So nothing here needs to know which of several elements is meant, and what
//! stops in one does not stop another. The page has no `zichaHost`; there the document takes its place.

use wasm_bindgen::prelude::*;
use web_sys::{Element, EventTarget, NodeList};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = zichaHost)]
    static GIVEN: Option<Host>;

    /// What an element's script hands to its program.
    #[derive(Clone)]
    pub type Host;

    /// Where what is drawn is looked for.
    #[wasm_bindgen(method, getter)]
    fn root(this: &Host) -> Lookup;

    /// What index.html holds for the page: catalogues, calendars, the later parts, the draft for a stopped program.
    #[wasm_bindgen(method, getter)]
    fn data(this: &Host) -> Lookup;

    /// The element that is drawn into.
    #[wasm_bindgen(method, getter)]
    fn place(this: &Host) -> Element;

    /// The language to begin with, as a tag.
    #[wasm_bindgen(method, getter)]
    fn lang(this: &Host) -> String;

    /// Whether it opens a form as soon as it can, so that nobody need choose one.
    #[wasm_bindgen(method, getter)]
    fn opens(this: &Host) -> bool;

    /// Tells the host page, with JSON; whether it let the kit go on.
    #[wasm_bindgen(method)]
    fn emit(this: &Host, name: &str, json: &str) -> bool;

    /// Offers the host page a file that goes out; whether the kit should hand it out itself.
    #[wasm_bindgen(method)]
    fn export(this: &Host, name: &str, mime: &str, bytes: &[u8]) -> bool;

    /// Hands over the function that answers the host (`pages::embed`).
    #[wasm_bindgen(method)]
    fn attend(this: &Host, answer: &JsValue);

    /// Hands over the function that ends the program.
    #[wasm_bindgen(method)]
    fn until(this: &Host, end: &JsValue);

    /// A document, or a part of one, that finds its elements by id.
    pub type Lookup;

    #[wasm_bindgen(method, js_name = getElementById)]
    pub fn get_element_by_id(this: &Lookup, id: &str) -> Option<Element>;

    #[wasm_bindgen(method, js_name = querySelector)]
    pub fn query_selector(this: &Lookup, css: &str) -> Option<Element>;

    #[wasm_bindgen(method, js_name = querySelectorAll)]
    pub fn query_selector_all(this: &Lookup, css: &str) -> NodeList;
}

/// The element's host; none on our own page.
fn given() -> Option<Host> {
    GIVEN.with(Option::clone)
}

/// Whether the page around us is somebody else's: its address, title, history and keys are not ours.
pub fn is_element() -> bool {
    given().is_some()
}

/// Where ids of what is drawn are looked for.
pub(super) fn root() -> Option<Lookup> {
    lookup(Host::root)
}

/// Where what came with the program lies.
pub(super) fn data() -> Option<Lookup> {
    lookup(Host::data)
}

fn lookup(of: fn(&Host) -> Lookup) -> Option<Lookup> {
    match given() {
        Some(host) => Some(of(&host)),
        None => super::document().map(JsCast::unchecked_into),
    }
}

/// The element to draw into. Yew empties it, so it is neither the body nor the shadow root.
pub fn place() -> Option<Element> {
    match given() {
        Some(host) => Some(host.place()),
        None => super::document()?.get_element_by_id("zicha"),
    }
}

/// What hears the keys and drops that are ours: the window, or the element alone.
pub(super) fn stage() -> Option<EventTarget> {
    match given() {
        Some(host) => Some(host.place().into()),
        None => web_sys::window().map(Into::into),
    }
}

/// The language that the host asked for, as a tag.
pub fn lang() -> Option<String> {
    given().map(|host| host.lang())
}

/// Whether the host is about to open a form.
pub fn opens_a_form() -> bool {
    given().is_some_and(|host| host.opens())
}

/// Tells the host of an element, with JSON; yes where it forbids nothing, and always on our own page.
pub fn allows(name: &str, json: &str) -> bool {
    given().is_none_or(|host| host.emit(name, json))
}

/// Whether a file should go out by a download; no where the host of an element took it.
pub(super) fn lets_out(name: &str, mime: &str, bytes: &[u8]) -> bool {
    given().is_none_or(|host| host.export(name, mime, bytes))
}

/// What the program answers its host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// JSON, or nothing.
    Text(String),
    Bytes(Vec<u8>),
}

/// The host can ask until this is dropped.
#[must_use = "the host can ask until this is dropped"]
pub struct Attending(Option<Asked>);

/// Called with a verb, a text and bytes.
type Asked = Closure<dyn Fn(String, String, Vec<u8>) -> JsValue>;

impl Drop for Attending {
    fn drop(&mut self) {
        if let Some(host) = given().filter(|_| self.0.is_some()) {
            host.attend(&JsValue::NULL);
        }
    }
}

/// Answers the host of an element from now on.
pub fn attend(answer: impl Fn(&str, &str, &[u8]) -> Reply + 'static) -> Attending {
    Attending(given().map(|host| {
        let asked: Asked =
            Closure::new(move |verb: String, text: String, bytes: Vec<u8>| match answer(&verb, &text, &bytes) {
                Reply::Text(text) => JsValue::from(text),
                Reply::Bytes(bytes) => js_sys::Uint8Array::from(bytes.as_slice()).into(),
            });
        host.attend(asked.as_ref());
        asked
    }))
}

/// Gives the host what ends the program.
pub fn until(end: impl FnOnce() + 'static) {
    if let Some(host) = given() {
        host.until(&Closure::once_into_js(end));
    }
}
