//! The page's place in the address, both ways: which page, which row, and the filter.

use std::cell::Cell;
use std::rc::Rc;

use yew::prelude::*;
use zicha_core::sieve::Sieve;

use crate::browser::{embedded, hash, title, visit};
use crate::drafts;
use crate::own::use_effect_with;
use crate::route::Route;
use crate::state::{Action, Dispatch, State};
use crate::words::{self, Frame};

/// Follows the address, and writes the page shown into it. An address that names no page is left
/// as it is, for instance the skip link's.
#[hook]
pub(super) fn use_address(state: &Rc<State>, dispatch: &Dispatch) {
    let shown = use_memo((), |()| Cell::new((Route::Home, Sieve::default())));
    {
        let (shown, dispatch) = (Rc::clone(&shown), dispatch.clone());
        use_effect_with((), move |()| {
            let follow = move |text: String| {
                let Some(route) = Route::from_hash(&text) else { return };
                let (now, before) = shown.get();
                let sieve = Route::sieve_of(&text).unwrap_or(before);
                if sieve != before {
                    dispatch.dispatch(Action::Sift(sieve));
                }
                if route != now || sieve != before {
                    dispatch.dispatch(Action::Go(route));
                }
            };
            follow(hash::get());
            let listening = hash::on_change(follow);
            move || drop(listening)
        });
    }
    use_effect_with((state.shown(), state.lang), move |(route, lang)| {
        let words = &words::of(*lang).frame;
        let name = embedded::name();
        title::set(&format!("{} – {}", label(*route, words), name.as_deref().unwrap_or(words.product)), lang.tag());
    });
    use_effect_with((state.shown(), state.sieve), move |(route, sieve)| {
        // Told here and not while drawing: a page may be drawn twice before this is done once.
        let before = shown.replace((*route, *sieve));
        let address = route.address(*sieve);
        // The bare address is home already.
        if *route == Route::Home && hash::get().is_empty() {
            return;
        }
        if is_step(before.0, *route) { hash::set(&address) } else { hash::put(&address) }
    });
    use_effect_with((state.work.as_ref().map(drafts::key_of_work), state.waiting.is_some()), |(key, waiting)| {
        if !waiting {
            visit::note(key.as_deref());
        }
    });
}

/// Moving within the table, or filtering, leaves no trail to go back along.
fn is_step(before: Route, route: Route) -> bool {
    let within = matches!((before, route), (Route::Table(_), Route::Table(_)));
    !within && before != route
}

/// What the page is called in the header and in the window's title.
pub(super) fn label(route: Route, words: &Frame) -> &'static str {
    match route {
        Route::Home => words.nav_home,
        Route::Walk(_) | Route::Table(_) | Route::Facts | Route::Shortcuts => words.nav_walk,
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
