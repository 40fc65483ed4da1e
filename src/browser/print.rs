//! The browser's print dialog.

/// Opens it for the page as it stands.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // Refused in a sandbox without `allow-modals`; then nothing opens.
        let _ = window.print();
    }
}
