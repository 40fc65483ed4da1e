//! The net under the program: what must be left in the page for when it stops.
//!
//! A release is built so that a panic is one trap instruction; no hook runs then, and
//! assets/loader/net.js, which listens for traps, opens the dialog of index.html and hands out the
//! draft it finds in `#zicha-panic-draft`. In a diagnostic build [`install`] adds what went wrong.

/// Leaves the draft where assets/loader/net.js finds it. Call it whenever the draft was saved.
pub fn keep(draft: &str) {
    put("zicha-panic-draft", draft);
}

/// From now on a panic writes its message into the dialog before the program stops.
pub fn install() {
    yew::set_custom_panic_hook(Box::new(|info| put("zicha-panic-detail", &info.to_string())));
}

fn put(id: &str, text: &str) {
    if let Some(place) = super::host::data().and_then(|data| data.get_element_by_id(id)) {
        place.set_text_content(Some(text));
    }
}
