//! The question the browser asks before a page with unsaved work is left.

use gloo::events::{EventListener, EventListenerOptions};
use std::cell::RefCell;
use wasm_bindgen::JsCast as _;

thread_local! {
    static GUARD: RefCell<[Option<EventListener>; 3]> = const { RefCell::new([None, None, None]) };
}

/// What leaving would lose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// Answers that are not saved.
    Answers,
    /// Receipts and lines of the ledger that were not downloaded.
    Receipts,
    /// Changes of a trust list that were not signed.
    List,
}

/// Asks before leaving from now on (`true`), or no longer (`false`). Saying the same twice does
/// nothing; each loss asks by itself. The wording is the browser's own.
pub fn guard(loss: Loss, unsaved: bool) {
    let at = match loss {
        Loss::Answers => 0,
        Loss::Receipts => 1,
        Loss::List => 2,
    };
    GUARD.with_borrow_mut(|all| {
        let Some(held) = all.get_mut(at) else { return };
        match (unsaved, held.is_some()) {
            (true, false) => *held = listen(),
            (false, true) => *held = None,
            (true, true) | (false, false) => {}
        }
    });
}

/// Asks no more, whatever would be lost: an element that left its page has nothing to say there.
pub fn release() {
    GUARD.with_borrow_mut(|all| *all = [None, None, None]);
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
