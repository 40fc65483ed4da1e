//! Keys pressed wherever the keyboard is; in an element, wherever it is inside.

use std::cell::RefCell;
use std::rc::Rc;

use super::Listening;
use crate::shortcuts::Press;
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast as _;
use web_sys::{Event, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, KeyboardEvent};

/// Calls `then` with each key that nobody has dealt with; where it answers true, the browser does nothing of its own.
/// While a word is being composed nothing is called.
pub fn on_press(then: impl Fn(&Press<'_>) -> bool + 'static) -> Listening {
    let Some(stage) = super::host::stage() else { return Listening { _events: Vec::new() } };
    let came = Rc::new(RefCell::new(None::<String>));
    let first = Rc::clone(&came);
    let focus = EventListener::new(&stage, "focusin", move |event| *first.borrow_mut() = text(event));
    let options = EventListenerOptions::enable_prevent_default();
    let press = EventListener::new_with_options(&stage, "keydown", options, move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        if event.default_prevented() || super::events::is_composing(key) {
            return;
        }
        let now = text(event);
        let (code, written) = (key.code(), key.key());
        let press = Press {
            code: &code,
            key: &written,
            alt: key.alt_key(),
            ctrl: key.ctrl_key() || key.meta_key(),
            shift: key.shift_key(),
            in_field: now.is_some() || is_select(event),
            typed: now.is_some() && now != *came.borrow(),
        };
        if then(&press) {
            event.prevent_default();
        }
    });
    Listening { _events: vec![focus, press] }
}

/// The text of the field that the event is about; none where nothing is typed there.
fn text(event: &Event) -> Option<String> {
    let target = event.target()?;
    if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        let typed = !matches!(input.type_().as_str(), "radio" | "checkbox" | "button" | "submit" | "file");
        return typed.then(|| input.value());
    }
    if let Some(area) = target.dyn_ref::<HtmlTextAreaElement>() {
        return Some(area.value());
    }
    target.dyn_ref::<HtmlElement>().filter(|it| it.is_content_editable()).map(|it| it.inner_text())
}

fn is_select(event: &Event) -> bool {
    event.target().is_some_and(|it| it.dyn_ref::<HtmlSelectElement>().is_some())
}
