//! Whether anybody is at the page: the time that passes, and the page going out of sight.

use super::Listening;
use gloo::events::EventListener;

/// Milliseconds since 1970 by the computer's clock; it goes on while the computer sleeps.
pub fn now_ms() -> u64 {
    // The browser says it as a double of whole milliseconds.
    js_sys::Date::now() as u64
}

/// Another tab or window covers the page, or it is minimised.
pub fn is_hidden() -> bool {
    super::document().is_some_and(|page| page.hidden())
}

/// Calls `then` as soon as the page is hidden or left, also where the browser keeps it for the way back.
pub fn on_hide(then: impl Fn() + Clone + 'static) -> Listening {
    let hidden = then.clone();
    let document = super::document().map(|page| {
        EventListener::new(&page, "visibilitychange", move |_| {
            if is_hidden() {
                hidden();
            }
        })
    });
    let window = web_sys::window().map(|window| EventListener::new(&window, "pagehide", move |_| then()));
    Listening { _events: document.into_iter().chain(window).collect() }
}
