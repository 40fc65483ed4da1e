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
use crate::words::{self, Words};

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
        let words = words::of(*lang);
        let name = embedded::name();
        title::set(
            &format!("{} – {}", label(*route, words), name.as_deref().unwrap_or(words.frame.product)),
            lang.tag(),
        );
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

/// What the window is called on each page.
fn label(route: Route, words: &Words) -> &'static str {
    let frame = &words.frame;
    match route {
        Route::Home => frame.nav_home,
        Route::Walk(_) => frame.nav_walk,
        Route::Facts => words.home.facts_first,
        Route::Table(_) => frame.table,
        Route::Shortcuts => words.walk.keys,
        Route::Review => frame.nav_review,
        Route::Narrate => frame.nav_narrate,
        Route::Ledger => frame.ledger,
        Route::Sign => frame.nav_sign,
        Route::Countersign => frame.nav_countersign,
        Route::Verify => frame.nav_verify,
        Route::Receive => frame.nav_receive,
        Route::Trust => frame.nav_trust,
        Route::Keys => frame.nav_keys,
        Route::About => frame.about,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::ALL;
    use std::collections::BTreeSet;
    use zicha_core::text::Lang;

    #[test]
    fn no_two_pages_are_called_the_same() {
        for lang in [Lang::Zh, Lang::En] {
            let names: BTreeSet<_> = ALL.iter().map(|route| label(*route, words::of(lang))).collect();
            assert_eq!(names.len(), ALL.len(), "{names:?}");
        }
    }
}
