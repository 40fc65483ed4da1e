//! The part of the address after `#`, which the standalone page uses for its place.
//! An element has none: the address is its host's.

use wasm_bindgen::JsValue;
use web_sys::{History, Window};

use super::Listening;

/// As it stands, with its `#`; empty when there is none.
pub fn get() -> String {
    own_window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Goes to `hash` (with or without `#`) as one more step of the browser's history. The same as
/// before is no step.
pub fn set(hash: &str) {
    let with_sign = if hash.starts_with('#') { hash.to_owned() } else { format!("#{hash}") };
    if get() != with_sign
        && let Some(window) = own_window()
        && write(&window, &with_sign, History::push_state_with_url).is_err()
    {
        // Refused only where the page may not navigate at all; then the place is not in the address.
        let _ = window.location().set_hash(&with_sign);
    }
}

/// Puts `hash` in the place of the one before: no step of the history, and nobody is told.
pub fn put(hash: &str) {
    if get() != hash
        && let Some(window) = own_window()
    {
        let _ = write(&window, hash, History::replace_state_with_url);
    }
}

/// How [`History`] takes an address.
type Write = fn(&History, &JsValue, &str, Option<&str>) -> Result<(), JsValue>;

/// Without navigating: Firefox takes a new fragment in a frame that was loaded anew for another page and loads that. The
/// address is a whole one, for a frame without an address of its own reads a bare fragment as one of the page around.
fn write(window: &Window, hash: &str, how: Write) -> Result<(), JsValue> {
    let here = window.location().href()?;
    let bare = here.split('#').next().unwrap_or_default();
    how(&window.history()?, &JsValue::NULL, "", Some(&[bare, hash].concat()))
}

/// Calls `then` with the new hash whenever the person changes it: going back and forth, or typing an address.
pub fn on_change(then: impl Fn(String) + 'static) -> Listening {
    let events =
        own_window().map(|window| gloo::events::EventListener::new(&window, "hashchange", move |_| then(get())));
    Listening { _events: events.into_iter().collect() }
}

/// None where the page is somebody else's.
fn own_window() -> Option<Window> {
    web_sys::window().filter(|_| !super::host::is_element())
}
