//! `<App>`: one reducer, one switch on the route, and everything the browser tells the page.

mod frame;
mod keep;
mod place;

use std::rc::Rc;
use std::sync::Arc;

use yew::prelude::*;
use zicha_core::calendar::WorkCalendar;
use zicha_core::catalogue::Catalogue;
use zicha_core::text::Lang;
use zicha_html::html;

use crate::browser::late::{self, Late};
use crate::browser::storage;
use crate::browser::{embedded, focus, hash, host, visit};
use crate::look::{self, Look};
use crate::own::{use_effect_with, use_steps};
use crate::pages::about::AboutPage;
use crate::pages::countersign::Countersign;
use crate::pages::facts::FactsPage;
use crate::pages::find::help::ShortcutsPage;
use crate::pages::home::own;
use crate::pages::home::{Depot, HomePage};
use crate::pages::keys::Keys;
use crate::pages::ledger::LedgerPage;
use crate::pages::narrate::NarratePage;
use crate::pages::receive::Receive;
use crate::pages::reopen::Reopen;
use crate::pages::review::ReviewPage;
use crate::pages::sign::Sign;
use crate::pages::table::TablePage;
use crate::pages::trust::Trust;
use crate::pages::verify::Verify;
use crate::pages::walk::WalkPage;
use crate::route::{Part, Route};
use crate::shelf::Head;
use crate::shortcuts::{self, Shortcuts};
use crate::state::{Action, Book, Dispatch, HEADING_ID, Shelf, State, Storing};

/// The whole page, standing alone: its place is in the address after `#`.
#[component(App)]
pub fn app() -> Html {
    let depot = use_memo((), |()| Depot::new(storage::open()));
    let (state, dispatch) = use_steps(|| {
        let mut state = State::new(shelf(&depot), lang(), storing(&depot));
        state.look = depot.0.get(look::KEY).map(|it| Look::read(&it)).unwrap_or_default();
        state.shortcuts = depot.0.get(shortcuts::KEY).map(|it| Shortcuts::read(&it)).unwrap_or_default();
        state.late = late::state(Part::Late);
        state.office = late::state(Part::Office);
        wait(&mut state, &depot);
        state
    });
    crate::markup::mark_chinese(state.lang == Lang::En);
    place::use_address(&state, &dispatch);
    keep::use_autosave(&state, &dispatch, &depot);
    use_focus(&state, &dispatch);
    use_late(&dispatch);
    let page = page(&state, &dispatch, &depot);
    let came_filled = *use_memo((), |()| embedded::draft().is_some());
    frame::frame(&frame::Frame { state: &state, dispatch: &dispatch, depot: &depot, came_filled }, page)
}

/// Loading the page again opens the form again that was open in this tab, on every page but the first, which lists the
/// drafts. A page that came with answers asks about them itself (`pages::restored`).
fn wait(state: &mut State, depot: &Depot) {
    let address = hash::get();
    let Some(route) = Route::from_hash(&address).filter(|it| *it != Route::Home) else { return };
    let noted = visit::noted().filter(|key| embedded::draft().is_none() && depot.0.get(key).is_some());
    if let Some(key) = noted {
        state.waiting = Some(key.into());
        state.route = route;
        state.sieve = Route::sieve_of(&address).unwrap_or_default();
    }
}

fn page(state: &Rc<State>, dispatch: &Dispatch, depot: &Depot) -> Html {
    let (state_prop, dispatch) = (Rc::clone(state), dispatch.clone());
    if state.work.is_none() && state.shown().needs_work() {
        return match state.late {
            Late::Ready => html! { <Reopen state={state_prop} {dispatch} depot={depot.clone()} /> },
            Late::OnTheWay | Late::Absent | Late::Failed => not_yet(state, Late::OnTheWay),
        };
    }
    if let Some(late) = state.waits_for()
        && late != Late::Ready
    {
        return not_yet(state, late);
    }
    let has_failed = [state.late, state.office].contains(&Late::Failed);
    if state.work.is_none() && !has_failed && host::opens_a_form() {
        return not_yet(state, Late::OnTheWay);
    }
    match state.shown() {
        Route::Home => html! { <HomePage state={state_prop} {dispatch} depot={depot.clone()} /> },
        Route::Walk(at) => html! { <WalkPage state={state_prop} {dispatch} {at} /> },
        Route::Facts => html! { <FactsPage state={state_prop} {dispatch} /> },
        Route::Table(at) => html! { <TablePage state={state_prop} {dispatch} {at} /> },
        Route::Shortcuts => html! { <ShortcutsPage state={state_prop} {dispatch} depot={depot.clone()} /> },
        Route::Review => html! { <ReviewPage state={state_prop} {dispatch} /> },
        Route::Narrate => html! { <NarratePage state={state_prop} {dispatch} /> },
        Route::Ledger => html! { <LedgerPage state={state_prop} {dispatch} /> },
        Route::Sign => html! { <Sign state={state_prop} {dispatch} /> },
        Route::Countersign => html! { <Countersign state={state_prop} {dispatch} /> },
        Route::Verify => html! { <Verify state={state_prop} {dispatch} depot={depot.clone()} /> },
        Route::Receive => html! { <Receive state={state_prop} {dispatch} depot={depot.clone()} /> },
        Route::Trust => html! { <Trust state={state_prop} {dispatch} depot={depot.clone()} /> },
        Route::Keys => html! { <Keys state={state_prop} {dispatch} /> },
        Route::About => html! { <AboutPage state={state_prop} /> },
    }
}

/// Stands in for a page of a later part until that is here.
fn not_yet(state: &State, late: Late) -> Html {
    let words = &state.words().frame;
    match late {
        Late::Ready | Late::OnTheWay => html! { <p id={HEADING_ID} tabindex="-1">{ words.late }</p> },
        Late::Absent => html! { <p id={HEADING_ID} tabindex="-1">{ words.late_absent }</p> },
        Late::Failed => {
            html! { <p id={HEADING_ID} tabindex="-1" class="zc-banner zc-banner--warn">{ words.late_failed }</p> }
        }
    }
}

/// Tells the state where the later parts of the program are, now and when that changes.
#[hook]
fn use_late(dispatch: &Dispatch) {
    let dispatch = dispatch.clone();
    use_effect_with((), move |()| {
        let told = dispatch.clone();
        let listening = late::on_change(move |part, late| told.dispatch(Action::Late(part, late)));
        for part in [Part::Late, Part::Office] {
            dispatch.dispatch(Action::Late(part, late::state(part)));
        }
        move || drop(listening)
    });
}

/// Chinese, unless the page around an element asks for English.
fn lang() -> Lang {
    match host::lang() {
        Some(tag) if tag.starts_with("en") => Lang::En,
        Some(_) | None => Lang::Zh,
    }
}

fn storing(depot: &Depot) -> Storing {
    if depot.is_lasting() { Storing::Browser } else { Storing::Nowhere }
}

/// What came with the page and what was loaded before. A block that cannot be read is named on the page.
fn shelf(depot: &Depot) -> Shelf {
    let mut shelf = Shelf::default();
    for block in embedded::catalogues() {
        match book(&block) {
            Some(book) => shelf.books.push(book),
            None => shelf.unreadable.push(block.id),
        }
    }
    for block in embedded::calendars() {
        match block.json().and_then(|json| WorkCalendar::from_json(json.as_bytes()).ok()) {
            Some(calendar) => shelf.calendars.push(Arc::new(calendar)),
            None => shelf.unreadable.push(block.id),
        }
    }
    own::onto(&mut shelf, depot);
    shelf
}

/// By its head where the build wrote one; an element's catalogue is read at once.
fn book(block: &embedded::Block) -> Option<Book> {
    match block.head() {
        Some(head) => {
            let text = block.clone();
            let head = Head { shipped: true, ..Head::read(&block.id, &head)? };
            Some(Book::new(head, move || text.json()))
        }
        None => Catalogue::read_shipped(block.json()?.as_bytes()).ok().map(|it| Book::of(Arc::new(it))),
    }
}

/// Moves the keyboard once what it was asked for is drawn.
#[hook]
fn use_focus(state: &Rc<State>, dispatch: &Dispatch) {
    let dispatch = dispatch.clone();
    // With the stamp: on a slow computer the next step can be taken before the last request is known to be met, and
    // the same request twice in a row would look like one, for ever.
    let wanted = state.focus.clone().map(|id| (id, state.stamp));
    use_effect_with(wanted, move |wanted| {
        if let Some((id, _)) = wanted {
            focus::on_id(id);
            dispatch.dispatch(Action::Focused);
        }
    });
}
