//! The later parts of the program. The build cuts the wasm (crates/xtask/src/split.rs); the loader fetches the rest as
//! soon as the first part runs, so it is nearly always there before anybody asks for it. A view that lives in a later
//! part must not be drawn before that has arrived.

use super::Listening;
use crate::route::Part;

/// The element whose `data-state` the loader sets, and which gets an event of the same name at every change.
const fn id(part: Part) -> &'static str {
    match part {
        Part::Late => "zicha-late",
        Part::Office => "zicha-office",
    }
}

/// Where a part is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Late {
    /// Here, or this build was not cut.
    #[default]
    Ready,
    OnTheWay,
    /// It could not be fetched: the page has to be loaded again.
    Failed,
    /// This edition does not carry it.
    Absent,
}

/// Where a part is now.
pub fn state(part: Part) -> Late {
    let Some(element) = element(part) else {
        // A build that was not cut has no later part at all.
        let is_cut = part != Part::Late && element(Part::Late).is_some();
        return if is_cut { Late::Absent } else { Late::Ready };
    };
    match element.get_attribute("data-state") {
        None => Late::OnTheWay,
        Some(state) if state == "ready" => Late::Ready,
        Some(_) => Late::Failed,
    }
}

/// Runs when a part has arrived or failed.
pub fn on_change(run: impl Fn(Part, Late) + Clone + 'static) -> Listening {
    let listen = |part: Part| {
        let run = run.clone();
        let element = element(part)?;
        Some(gloo::events::EventListener::new(&element, id(part), move |_| run(part, state(part))))
    };
    Listening { _events: [Part::Late, Part::Office].into_iter().filter_map(listen).collect() }
}

fn element(part: Part) -> Option<web_sys::Element> {
    super::host::data()?.get_element_by_id(id(part))
}
