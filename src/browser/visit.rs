//! Which form is open in this tab, so that loading the page again opens it again: the browser's sessionStorage, which
//! another tab does not see and which ends with the tab. An element leaves it alone: its host decides what is open.

const KEY: &str = "zicha:open";

/// None where there is no storage, or it belongs to somebody else's page.
fn storage() -> Option<web_sys::Storage> {
    web_sys::window().filter(|_| !super::host::is_element())?.session_storage().ok()?
}

/// Notes the key of the draft that is open, or that none is.
pub fn note(open: Option<&str>) {
    let Some(storage) = storage() else { return };
    // What cannot be noted is opened by hand.
    let _ = match open {
        Some(key) => storage.set_item(KEY, key),
        None => storage.remove_item(KEY),
    };
}

/// The key of the draft that was open when the page was left.
pub fn noted() -> Option<String> {
    storage()?.get_item(KEY).ok()?
}
