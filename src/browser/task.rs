//! Work that should not hold up what the person sees.

use gloo::timers::future::TimeoutFuture;

/// What [`after`] gives; dropping it cancels.
pub use gloo::timers::callback::Timeout;

/// Long enough for the browser to paint what was just drawn, in milliseconds.
const PAINT_MS: u32 = 50;

/// Runs `work` beside the page.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    yew::platform::spawn_local(work);
}

/// Waits until what was drawn so far has been painted: say what is coming, wait, then do the slow
/// thing.
pub async fn painted() {
    TimeoutFuture::new(PAINT_MS).await;
}

/// Runs `then` once after `ms` milliseconds unless the handle is dropped before.
#[must_use = "dropping the handle cancels it"]
pub fn after(ms: u32, then: impl FnOnce() + 'static) -> Timeout {
    Timeout::new(ms, then)
}

/// Lets the browser do what waits, between two pieces of work.
pub async fn breathe() {
    TimeoutFuture::new(0).await;
}

/// Waits `ms` milliseconds.
pub async fn pause(ms: u32) {
    TimeoutFuture::new(ms).await;
}
