//! What an event of a form field carries. Reading it touches nothing, so this is the one file of
//! this folder that `widgets` use too.

use wasm_bindgen::JsCast as _;
use web_sys::{Event, HtmlInputElement, HtmlTextAreaElement, InputEvent, KeyboardEvent};

/// What a browser gives as the code of a key that an input method takes.
const COMPOSING: u32 = 229;

/// The whole text of the field typed into; empty where the event comes from no text field.
pub fn typed(event: &InputEvent) -> String {
    let Some(target) = event.target() else { return String::new() };
    if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        return input.value();
    }
    target.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value).unwrap_or_default()
}

/// The value of the field that changed; empty where the event comes from none.
pub fn picked(event: &Event) -> String {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    target.map(|input| input.value()).unwrap_or_default()
}

/// Whether an input method takes the key.
pub fn is_composing(event: &KeyboardEvent) -> bool {
    event.is_composing() || event.key_code() == COMPOSING
}

/// Whether the checkbox is on now.
pub fn ticked(event: &Event) -> bool {
    let target = event.target();
    target.and_then(|target| target.dyn_into::<HtmlInputElement>().ok()).is_some_and(|input| input.checked())
}
