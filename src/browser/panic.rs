//! The net under the program: what must be left in the page for when it stops.
//!
//! A release is built so that a panic is one trap instruction; no hook runs then, and
//! assets/loader/net.js, which listens for traps, opens a dialog. A panic leaves the memory as it was, so the
//! script first asks [`rescue`] for what was typed up to then, and else hands out the draft that was saved last,
//! which it finds in `#zicha-panic-draft`. In a diagnostic build [`install`] adds what went wrong.

use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;

/// Writes out the draft of what is not saved yet, where something is.
type Latest = Box<dyn Fn() -> Option<String>>;

thread_local! {
    static LATEST: RefCell<Option<Latest>> = const { RefCell::new(None) };
}

/// Leaves the draft where assets/loader/net.js finds it. Call it whenever the draft was saved.
pub fn keep(draft: &str) {
    put("zicha-panic-draft", draft);
}

/// How to write out the draft if the program stops before it is saved.
pub fn rescue_with(latest: Latest) {
    LATEST.set(Some(latest));
}

/// What a stopped program can still say: the draft that is not saved yet.
#[wasm_bindgen]
pub fn rescue() -> Option<String> {
    LATEST.with(|latest| latest.try_borrow().ok()?.as_ref()?())
}

/// From now on a panic writes its message into the page before the program stops.
pub fn install() {
    yew::set_custom_panic_hook(Box::new(|info| put("zicha-panic-detail", &info.to_string())));
}

fn put(id: &str, text: &str) {
    if let Some(place) = super::host::data().and_then(|data| data.get_element_by_id(id)) {
        place.set_text_content(Some(text));
    }
}
