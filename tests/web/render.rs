//! One keystroke redraws one card, whatever the size of the catalogue.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Document, Element, HtmlInputElement};
use yew::prelude::*;
use zicha::own::use_steps;
use zicha::pages::review::ReviewPage;
use zicha::pages::walk::WalkPage;
use zicha::route::Route;
use zicha::state::{Shelf, State, Storing, Work};
use zicha::widgets::probe;
use zicha_core::calendar::WorkCalendar;
use zicha_core::catalogue::Catalogue;
use zicha_core::session::{Session, Setting};
use zicha_core::text::Lang;
use zicha_core::unit;

const CALENDAR: &[u8] = include_bytes!("../../assets/calendars/cn-mainland.json");

thread_local! {
    static STAGED: RefCell<Option<State>> = const { RefCell::new(None) };
}

#[component(Stage)]
fn stage() -> Html {
    let (state, dispatch) = use_steps(|| STAGED.take().unwrap());
    match state.route {
        Route::Walk(at) => html! { <WalkPage {state} {dispatch} {at} /> },
        Route::Home
        | Route::Table(_)
        | Route::Shortcuts
        | Route::Facts
        | Route::Review
        | Route::Narrate
        | Route::Ledger
        | Route::Sign
        | Route::Countersign
        | Route::Verify
        | Route::Receive
        | Route::Trust
        | Route::Keys
        | Route::About => {
            html! { <ReviewPage {state} {dispatch} /> }
        }
    }
}

fn state(rows: usize, route: Route) -> State {
    let catalogue = Arc::new(Catalogue::read(super::generated::catalogue(rows).as_bytes()).unwrap());
    let calendar = Arc::new(WorkCalendar::from_json(CALENDAR).unwrap());
    let unit = unit::resolve(&catalogue, "甲局").unwrap();
    let setting = Setting { unit, period: 0, calendar: Arc::clone(&calendar), today: None, facts: Vec::new() };
    let session = Session::new(Arc::clone(&catalogue), setting);
    let shelf = Shelf::of(vec![catalogue], vec![calendar]);
    let mut state = State::new(shelf, Lang::Zh, Storing::Nowhere);
    state.work = Some(Work::new(session));
    state.route = route;
    state
}

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

async fn settled() {
    gloo::timers::future::TimeoutFuture::new(50).await;
}

async fn shown(state: State) -> Element {
    let root = document().create_element("div").unwrap();
    document().body().unwrap().append_child(&root).unwrap();
    STAGED.set(Some(state));
    yew::Renderer::<Stage>::with_root(root.clone()).render();
    settled().await;
    root
}

fn type_into(root: &Element, id: &str, text: &str) {
    let input: HtmlInputElement = root.query_selector(&format!("#{id}")).unwrap().unwrap().unchecked_into();
    input.set_value(text);
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    input.dispatch_event(&web_sys::Event::new_with_event_init_dict("input", &init).unwrap()).unwrap();
}

/// Types two figures into one row; each is one card drawn, and the verdict follows.
async fn check(rows: usize) {
    let root = shown(state(rows, Route::Walk(rows / 2))).await;
    let row = rows / 2;
    for (slot, text) in [("s0", "2999"), ("s1", "3000")] {
        let before = probe::cards();
        type_into(&root, &format!("r{row}-{slot}"), text);
        settled().await;
        assert_eq!(probe::cards() - before, 1, "{rows} rows, {slot}");
    }
    let verdict = root.query_selector(".zc-verdict__line").unwrap().unwrap().text_content().unwrap();
    assert!(verdict.contains("99.97%"), "{verdict}");
    root.remove();
}

#[wasm_bindgen_test]
async fn a_keystroke_draws_one_card_of_94() {
    check(94).await;
}

#[wasm_bindgen_test]
async fn a_keystroke_draws_one_card_of_1_000() {
    check(1_000).await;
}

#[wasm_bindgen_test]
async fn a_keystroke_draws_one_card_of_10_000() {
    check(10_000).await;
}

#[wasm_bindgen_test]
async fn the_review_of_10_000_blank_rows_is_bounded() {
    let root = shown(state(10_000, Route::Review)).await;
    let count = |what: &str| root.query_selector_all(what).unwrap().length() as usize;
    let (boxes, lines) = (count(".zc-matrix__box"), count("li:not(.zc-matrix li)"));
    assert!(lines > 0 && lines <= 4 * zicha::pages::review::LINES_SHOWN_MAX, "{lines}");
    assert!(boxes > 0 && boxes <= zicha::widgets::pictures::matrix::BOXES_MAX, "{boxes}");
    root.remove();
}
