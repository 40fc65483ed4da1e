//! Data that came with the program: catalogues, calendars, and which build this is.
//! `cargo xtask build` puts them into the page as `<script type="application/json">` blocks; the script of an element
//! makes the same blocks beside its page (`host`).

use super::host;
use wasm_bindgen::JsCast as _;
use zicha_core::pinned::PINS_MAX;
use zicha_core::sign::Kid;

/// Most blocks of one kind that are taken.
pub const BLOCKS_MAX: usize = 100;

/// One block. Its text is taken out of the page only when it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// `hongqiao-2020` of `zicha-catalogue-hongqiao-2020`.
    pub id: String,
    element: web_sys::Element,
}

impl Block {
    /// What the build says of it in a few lines (`shelf::Head`).
    pub fn head(&self) -> Option<String> {
        self.element.get_attribute("data-head")
    }

    /// Its JSON as it stands.
    pub fn json(&self) -> Option<String> {
        self.element.text_content()
    }
}

/// The catalogues of the page, in its order.
pub fn catalogues() -> Vec<Block> {
    blocks("zicha-catalogue")
}

/// Demands of the catalogues that mean the same.
pub fn concordance() -> Option<Block> {
    blocks("zicha-concordance").into_iter().next()
}

/// The working-day calendars of the page, in its order.
pub fn calendars() -> Vec<Block> {
    blocks("zicha-calendar")
}

/// A draft the page was saved with; `null` in the file means none.
pub fn draft() -> Option<String> {
    let text = host::data()?.get_element_by_id("zicha-draft")?.text_content()?;
    let text = text.trim();
    (!text.is_empty() && text != "null").then(|| text.to_owned())
}

/// Which wrapper the program came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// Several files from a server.
    Hosted,
    /// All in one file, which can save itself.
    Single,
    /// In somebody else's page.
    Element,
}

/// The edition of this page, as assets/loader/start.js found it.
pub fn edition() -> Edition {
    match page_of_slot() {
        Some(_) => Edition::Single,
        None if host::is_element() => Edition::Element,
        None => Edition::Hosted,
    }
}

/// The page as it was before the program started; none unless it is a single file.
pub fn page() -> Option<String> {
    page_of_slot()?.as_string()
}

/// What stands around a page that may touch neither storage nor downloads gives it under this name
/// (assets/sealed/inner.js).
pub(super) fn given(name: &str) -> Option<wasm_bindgen::JsValue> {
    let slot = host::data()?.get_element_by_id("zicha-draft")?;
    js_sys::Reflect::get(&slot, &name.into()).ok().filter(|it| it.is_truthy())
}

/// The loader keeps it as a property of the draft's element: no attribute, so that it is not in the page itself.
fn page_of_slot() -> Option<wasm_bindgen::JsValue> {
    given("zichaPage")
}

/// The build that wrote this page; `dev` where no build did.
pub fn build_id() -> String {
    meta("zicha-build").unwrap_or_else(|| "dev".to_owned())
}

/// What the header says in place of the product's name: `<meta name="zicha-name">` of an office's own copy.
pub fn name() -> Option<String> {
    meta("zicha-name")
}

fn meta(name: &str) -> Option<String> {
    host::data()?.query_selector(&["meta[name=\"", name, "\"]"].concat())?.get_attribute("content")
}

/// Thumbprints of an office's keys that came with the page: `<meta name="zicha-pins" content="kid kid">`. An
/// office's own copy of the page carries them.
pub fn pins() -> Vec<Kid> {
    let text = meta("zicha-pins").unwrap_or_default();
    text.split_ascii_whitespace().filter_map(Kid::read).take(PINS_MAX).collect()
}

fn blocks(class: &str) -> Vec<Block> {
    let Some(found) = host::data().map(|data| data.query_selector_all(&format!(".{class}"))) else {
        return Vec::new();
    };
    let elements = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<web_sys::Element>().ok());
    elements.filter_map(|element| block(class, element)).take(BLOCKS_MAX).collect()
}

fn block(class: &str, element: web_sys::Element) -> Option<Block> {
    let id = element.id();
    let id = id.strip_prefix(class)?.strip_prefix('-')?.to_owned();
    Some(Block { id, element })
}
