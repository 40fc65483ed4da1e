//! The question the browser asks before a page with unsaved work is left.

use gloo::events::{EventListener, EventListenerOptions};
use std::cell::RefCell;
use wasm_bindgen::JsCast as _;

thread_local! {
    static GUARD: RefCell<Option<EventListener>> = const { RefCell::new(None) };
}

/// Asks before leaving from now on (`true`), or no longer (`false`). Saying the same twice does
/// nothing. The wording is the browser's own.
pub fn guard(unsaved: bool) {
    GUARD.with_borrow_mut(|held| match (unsaved, held.is_some()) {
        (true, false) => *held = listen(),
        (false, true) => *held = None,
        (true, true) | (false, false) => {}
    });
}

fn listen() -> Option<EventListener> {
    let window = web_sys::window()?;
    let options = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(&window, "beforeunload", options, |event| {
        event.prevent_default();
        // Chromium below 119 asks only where this is set as well.
        if let Some(event) = event.dyn_ref::<web_sys::BeforeUnloadEvent>() {
            event.set_return_value("!");
        }
    }))
}
