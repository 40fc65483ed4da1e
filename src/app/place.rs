//! The page's place in the address, both ways.

use std::cell::Cell;
use std::rc::Rc;

use yew::prelude::*;

use crate::browser::{embedded, hash, title};
use crate::route::Route;
use crate::state::{Action, Dispatch, State};
use crate::words::{self, Frame};

/// Follows the address, and writes the page shown into it. An address that names no page is left
/// as it is, for instance the skip link's.
#[hook]
pub(super) fn use_address(state: &Rc<State>, dispatch: &Dispatch) {
    let shown = use_memo((), |()| Cell::new(Route::Home));
    {
        let (shown, dispatch) = (Rc::clone(&shown), dispatch.clone());
        use_effect_with((), move |()| {
            let follow = move |text: String| {
                if let Some(route) = Route::from_hash(&text).filter(|route| *route != shown.get()) {
                    dispatch.dispatch(Action::Go(route));
                }
            };
            follow(hash::get());
            let listening = hash::on_change(follow);
            move || drop(listening)
        });
    }
    shown.set(state.shown());
    use_effect_with((state.shown(), state.lang), move |(route, lang)| {
        let words = &words::of(*lang).frame;
        let name = embedded::name();
        title::set(&format!("{} – {}", label(*route, words), name.as_deref().unwrap_or(words.product)), lang.tag());
    });
    use_effect_with(state.shown(), move |route| {
        // The bare address is home already.
        if *route != Route::Home || !hash::get().is_empty() {
            hash::set(&route.hash());
        }
    });
}

/// What the page is called in the header and in the window's title.
pub(super) fn label(route: Route, words: &Frame) -> &'static str {
    match route {
        Route::Home => words.nav_home,
        Route::Walk(_) | Route::Facts => words.nav_walk,
        Route::Review | Route::Ledger => words.nav_review,
        Route::Narrate => words.nav_narrate,
        Route::Sign => words.nav_sign,
        Route::Countersign => words.nav_countersign,
        Route::Verify => words.nav_verify,
        Route::Receive => words.nav_receive,
        Route::Trust => words.nav_trust,
        Route::Keys => words.nav_keys,
        Route::About => words.about,
    }
}
