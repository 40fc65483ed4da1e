//! Keys pressed with Alt, wherever the keyboard is; in an element, wherever it is inside.

use super::Listening;
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast as _;

/// What `keyCode` says while a word is being composed, also where `isComposing` does not say so.
const COMPOSING: u32 = 229;

/// Calls `then` with the key's place on the keyboard (`KeyN`) while Alt alone is held; where it
/// answers true, the browser does nothing of its own. While a word is being composed nothing is called.
pub fn on_alt(then: impl Fn(&str) -> bool + 'static) -> Listening {
    let options = EventListenerOptions::enable_prevent_default();
    let events = super::host::stage().map(|stage| {
        EventListener::new_with_options(&stage, "keydown", options, move |event| {
            let Some(key) = event.dyn_ref::<web_sys::KeyboardEvent>() else { return };
            let alone = key.alt_key()
                && !key.ctrl_key()
                && !key.meta_key()
                && !key.is_composing()
                && key.key_code() != COMPOSING;
            if alone && then(&key.code()) {
                event.prevent_default();
            }
        })
    });
    Listening { _events: events.into_iter().collect() }
}
