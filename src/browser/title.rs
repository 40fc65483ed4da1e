//! What the window is called, and the language that holds for it.

/// Both, on our own page; an element has neither.
pub fn set(title: &str, lang: &str) {
    if super::host::is_element() {
        return;
    }
    let Some(document) = super::document() else { return };
    document.set_title(title);
    if let Some(root) = document.document_element() {
        let _ = root.set_attribute("lang", lang);
    }
}
