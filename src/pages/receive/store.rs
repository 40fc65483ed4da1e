//! The desk outlives its drawing: who looks at another page of the program comes back to the same ledger and the
//! same receipts, and signing goes on meanwhile. It ends with the page, which asks before that where something
//! would be lost.

use super::desk::{Desk, Step};
use crate::browser::unload::{self, Loss};
use crate::own::use_effect_with;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

thread_local! {
    static DESK: RefCell<Rc<Desk>> = RefCell::new(Rc::default());
    /// Draws the page again, while it is shown.
    static REDRAW: RefCell<Option<UseForceUpdateHandle>> = const { RefCell::new(None) };
}

/// The desk as it stands.
pub fn now() -> Rc<Desk> {
    DESK.with_borrow(Rc::clone)
}

/// Something happened.
pub fn step(step: Step) {
    let next = Rc::new(now().after(step));
    unload::guard(Loss::Receipts, next.would_lose());
    DESK.set(next);
    let redraw = REDRAW.with_borrow(Clone::clone);
    if let Some(redraw) = redraw {
        redraw.force_update();
    }
}

/// The desk, for the page that draws it.
#[hook]
pub fn use_desk() -> Rc<Desk> {
    let redraw = use_force_update();
    use_effect_with((), move |()| {
        REDRAW.set(Some(redraw));
        || REDRAW.set(None)
    });
    now()
}
