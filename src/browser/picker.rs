//! The browser's own calendar, for a field of dates that is typed in otherwise.

use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::HtmlInputElement;

/// Opens the calendar of the date field with this id. Browsers that open it for nobody (Chromium before 99) show the
/// field instead and move the keyboard to it: it has a calendar of its own.
pub fn open(id: &str) {
    let field = super::host::root().and_then(|root| root.get_element_by_id(id));
    let Some(field) = field.and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) else { return };
    let show = js_sys::Reflect::get(&field, &JsValue::from_str("showPicker")).ok();
    let show = show.and_then(|it| it.dyn_into::<js_sys::Function>().ok());
    if show.is_some_and(|show| show.call0(&field).is_ok()) {
        return;
    }
    let _ = field.remove_attribute("hidden");
    let _ = field.remove_attribute("tabindex");
    let _ = field.set_attribute("class", "zc-field__input zc-field__input--short");
    let _ = field.focus();
}
