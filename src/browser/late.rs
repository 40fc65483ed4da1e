//! The second half of the program. The build cuts the wasm in two (crates/xtask/src/split.rs); the
//! loader fetches the second half as soon as the first runs, so it is nearly always there before
//! anybody asks for it. A view that lives in it must not be drawn earlier.

use super::Listening;

/// The element whose `data-state` the loader sets, and which it tells of every change.
const ELEMENT_ID: &str = "zicha-late";
const EVENT: &str = "zicha-late";

/// Where the second half is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Late {
    /// Here, or this build was not cut.
    #[default]
    Ready,
    OnTheWay,
    /// It could not be fetched: the page has to be loaded again.
    Failed,
}

/// Where it is now.
pub fn state() -> Late {
    let element = super::document().and_then(|page| page.get_element_by_id(ELEMENT_ID));
    match element.map(|element| element.get_attribute("data-state")) {
        None => Late::Ready,
        Some(None) => Late::OnTheWay,
        Some(Some(state)) if state == "ready" => Late::Ready,
        Some(Some(_)) => Late::Failed,
    }
}

/// Runs when it has arrived or failed.
pub fn on_change(run: impl Fn(Late) + 'static) -> Listening {
    let element = super::document().and_then(|page| page.get_element_by_id(ELEMENT_ID));
    let listen = |element: web_sys::Element| gloo::events::EventListener::new(&element, EVENT, move |_| run(state()));
    Listening { _events: element.map(listen).into_iter().collect() }
}
