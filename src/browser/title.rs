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

/// Puts that before what the window is called, or takes it away: who tries again hears at once that something is wrong.
pub fn mark(prefix: &str, is_wrong: bool) {
    if super::host::is_element() {
        return;
    }
    let Some(document) = super::document() else { return };
    let title = document.title();
    let bare = title.strip_prefix(prefix).unwrap_or(&title);
    document.set_title(&if is_wrong { format!("{prefix}{bare}") } else { bare.to_owned() });
}
