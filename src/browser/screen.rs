//! How much room the window has.

/// From this width on, in CSS pixels, the contents stand beside the form (assets/zicha.css).
const WIDE_PX: f64 = 860.0;

/// Whether the window was wide when asked; yes where nobody knows.
pub fn is_wide() -> bool {
    let width = web_sys::window().and_then(|window| window.inner_width().ok()?.as_f64());
    width.is_none_or(|width| width > WIDE_PX)
}
