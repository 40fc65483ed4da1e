//! Where the keyboard is. Moving it is how a page tells a screen reader what is new.

use wasm_bindgen::JsCast as _;
use yew::NodeRef;

/// Puts the focus on a drawn element that can take it and scrolls it into view.
pub fn on(node: &NodeRef) {
    if let Some(element) = node.cast::<web_sys::HtmlElement>() {
        let _ = element.focus();
    }
}

/// The same by id, for links of an error summary: the id's element may be drawn by another
/// component. An element looks among its own alone.
pub fn on_id(id: &str) {
    let element = super::host::root().and_then(|root| root.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
        // A cell of a table is in sight as soon as it has the keyboard.
        if !matches!(element.closest("[role=grid]"), Ok(Some(_))) {
            element.scroll_into_view();
        }
    }
}

/// Scrolls an element into sight without moving the keyboard, no further than needed.
pub fn show(id: &str) {
    if let Some(element) = super::host::root().and_then(|root| root.get_element_by_id(id)) {
        let near = web_sys::ScrollIntoViewOptions::new();
        near.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&near);
    }
}

/// Puts the keyboard on the first element that fits, where there is one.
pub fn first_of(css: &str) {
    let element = super::host::root().and_then(|root| root.query_selector(css));
    if let Some(element) = element.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Closes a `<details>`; whether it was open.
pub fn fold(node: &NodeRef) -> bool {
    let open = node.cast::<web_sys::Element>().filter(|it| it.has_attribute("open"));
    open.is_some_and(|it| it.remove_attribute("open").is_ok())
}
