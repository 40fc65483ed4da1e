//! How much room there is: the window's width, or the element's.

/// From this width on, in CSS pixels, the contents stand beside the form (assets/zicha.css).
const WIDE_PX: f64 = 860.0;

/// Whether there was much when asked; yes where nobody knows.
pub fn is_wide() -> bool {
    let width = match super::host::is_element() {
        true => super::host::place().map(|place| f64::from(place.client_width())),
        false => web_sys::window().and_then(|window| window.inner_width().ok()?.as_f64()),
    };
    width.is_none_or(|width| width > WIDE_PX)
}
