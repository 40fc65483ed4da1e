//! A value given under another document is typed by its button, into empty fields and as if by hand.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;
use zicha::own::use_steps;
use zicha::pages::walk::WalkPage;
use zicha::route::Route;
use zicha::state::{State, Storing, Work};
use zicha::widgets::probe;
use zicha_core::concordance::{Likeness, Reference};
use zicha_core::text::Lang;

use super::stage::{Place, session, shelf, wait};

thread_local! {
    static STAGED: RefCell<Option<State>> = const { RefCell::new(None) };
}

#[component(Stage)]
fn stage() -> Html {
    let (state, dispatch) = use_steps(|| STAGED.take().unwrap());
    let at = if let Route::Walk(at) = state.route { at } else { 0 };
    html! { <WalkPage {state} {dispatch} {at} /> }
}

fn value(place: &Place, id: &str) -> String {
    place.find::<HtmlInputElement>(&format!("#{id}")).unwrap().value()
}

fn button(place: &Place) -> Option<HtmlElement> {
    place.find("button[aria-label='填入参考值95%']")
}

#[wasm_bindgen_test]
async fn the_button_types_the_values_and_goes_when_they_stand() {
    let shelf = shelf();
    let session = session(&shelf);
    let (row, requirement) = session.catalogue().requirement_at("64-r1").unwrap();
    let slots = &session.catalogue().indicators[row].slots;
    let slot = |id: &str| slots.iter().position(|slot| slot.id == id).unwrap();
    let (whole, part) = (slot("handled"), slot("satisfied"));
    let text = |text: &str| text.to_owned();
    let reference = Reference {
        row,
        requirement,
        document: text("规划"),
        unit: text("区司法局"),
        period: text("2016年度"),
        number: text("12"),
        source: text("12-r1"),
        title: text("满意率"),
        value: text("95%"),
        threshold: Likeness::Same,
        demand: text("不低于95%"),
        why: String::new(),
        other_subject: String::new(),
        carry: vec![(whole, text("100")), (part, text("95"))],
    };
    let mut state = State::new(shelf, Lang::Zh, Storing::Nowhere);
    let mut work = Work::new(session);
    work.references = Some([reference].into());
    state.work = Some(work);
    state.route = Route::Walk(row);
    let place = Place::new();
    STAGED.set(Some(state));
    yew::Renderer::<Stage>::with_root(place.0.clone()).render();
    wait(50).await;
    let (whole, part) = (format!("r{row}-s{whole}"), format!("r{row}-s{part}"));
    assert_eq!((value(&place, &whole), value(&place, &part)), (String::new(), String::new()));
    let before = probe::cards();
    button(&place).expect("a button").click();
    wait(50).await;
    assert_eq!((value(&place, &whole), value(&place, &part)), (text("100"), text("95")));
    assert!(probe::cards() - before <= 2, "{}", probe::cards() - before);
    assert!(button(&place).is_none(), "what was typed is not overwritten");
}
