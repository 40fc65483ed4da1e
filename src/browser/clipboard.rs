//! What a copy, cut or paste event carries. Events work everywhere; `navigator.clipboard` only where the page is served
//! securely, and it asks.

use wasm_bindgen::JsCast as _;
use web_sys::{ClipboardEvent, Event, HtmlDocument};

/// The text that is pasted.
pub fn pasted(event: &Event) -> Option<String> {
    event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?.get_data("text/plain").ok()
}

/// Gives the event this text instead of what is selected; whether it took it.
pub fn give(event: &Event, text: &str) -> bool {
    let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
    data.is_some_and(|data| data.set_data("text/plain", text).is_ok())
}

/// Copies as the keys would: an event goes to what has the keyboard. Whether the browser did.
pub fn copy() -> bool {
    let page = super::document().and_then(|page| page.dyn_into::<HtmlDocument>().ok());
    page.is_some_and(|page| page.exec_command("copy").unwrap_or(false))
}
