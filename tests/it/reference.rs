//! What was answered under other documents, beside the fields of this one.

use std::rc::Rc;
use std::sync::Arc;

use yew::prelude::*;
use zicha::drafts;
use zicha::pages::reference::{LINES_SHOWN_MAX, gathered};
use zicha::pages::walk::Card;
use zicha::state::{Action, State, Work};
use zicha_core::catalogue::Catalogue;
use zicha_core::concordance::{self, Reference};
use zicha_core::session::{Edit, Session, Setting};
use zicha_core::text::Lang;
use zicha_core::unit;

use super::stage::{self, open, typed};

const CONCORDANCE: &[u8] = include_bytes!("../../assets/concordance.json");
const YUBEI: &[u8] = include_bytes!("../../assets/catalogues/yubei-2012-2016.json");

/// Asks how many who had made proposals were content with what became of them.
const NUMBER: usize = 64;

/// The draft of a unit under 渝北's plan, with three figures on proposals.
fn draft(state: &State, unit: &str, period: &str) -> String {
    let catalogue = Arc::new(Catalogue::read(YUBEI).unwrap());
    let setting = Setting {
        unit: unit::resolve(&catalogue, unit).unwrap(),
        period: catalogue.period_at(period).unwrap(),
        calendar: Arc::clone(&state.shelf.calendars[0]),
        today: None,
        facts: Vec::new(),
    };
    let (row, _) = catalogue.requirement_at("19-2-r2").unwrap();
    let slots = ["received", "answered", "content"].into_iter().zip(["41", "40", "39"]);
    let session = slots.fold(Session::new(Arc::clone(&catalogue), setting), |session, (id, text)| {
        let slot = catalogue.indicators[row].slots.iter().position(|slot| slot.id == id).unwrap();
        session.edit(row, Edit::Slot { slot, text: text.to_owned() })
    });
    String::from_utf8(drafts::bytes(&Work::new(session), String::new())).unwrap()
}

fn found(state: &State, drafts: &[String]) -> Vec<Reference> {
    let concordance = concordance::read(CONCORDANCE).unwrap();
    gathered(&concordance, state.session().unwrap(), &state.shelf, drafts.iter().cloned(), Lang::Zh)
}

fn check(name: &str, edits: &[(usize, Edit)]) {
    let state = open(Lang::Zh, edits);
    let all: Rc<[Reference]> = found(&state, &[draft(&state, "区政府法制办", "2016")]).into();
    stage::check(name, state, move |state, dispatch| {
        let session = state.session().unwrap();
        let row = Arc::clone(session.row(NUMBER - 1).unwrap());
        html! {
            <Card catalogue={Arc::clone(session.catalogue())} setting={Arc::clone(session.setting())} {row}
                lang={state.lang} {dispatch} references={Rc::clone(&all)} />
        }
    });
}

#[test]
fn a_value_given_elsewhere_stands_under_the_field_with_a_button() {
    check("card-64-reference", &[]);
}

#[test]
fn what_was_typed_is_not_overwritten() {
    check("card-64-reference-typed", &[typed(NUMBER, 0, "7"), typed(NUMBER, 1, "7")]);
}

#[test]
fn the_same_unit_comes_first_then_the_latest_year() {
    let state = open(Lang::Zh, &[]);
    let drafts = [
        draft(&state, "区政府办", "2013"),
        draft(&state, "区政府法制办", "2014"),
        draft(&state, "区政府办", "2016"),
        "{}".to_owned(),
    ];
    let all = found(&state, &drafts);
    let years: Vec<&str> = all.iter().filter(|it| it.source == "19-2-r2").map(|it| it.period.as_str()).collect();
    assert_eq!(years, ["2016年度", "2014年度", "2013年度"]);
    assert!(years.len() <= LINES_SHOWN_MAX);
}

#[test]
fn gathering_saves_nothing_and_another_language_gathers_anew() {
    let mut state = open(Lang::Zh, &[]);
    let all: Rc<[Reference]> = found(&state, &[draft(&state, "区政府法制办", "2016")]).into();
    let before = state.session().unwrap().clone();
    state = Rc::unwrap_or_clone(Reducible::reduce(Rc::new(state), Action::References(Rc::clone(&all))));
    let work = state.work.as_ref().unwrap();
    assert!(work.is_kept() && work.session == before);
    assert!(work.references.as_ref().is_some_and(|it| Rc::ptr_eq(it, &all)));
    state = Rc::unwrap_or_clone(Reducible::reduce(Rc::new(state), Action::Speak(Lang::En)));
    assert!(state.work.unwrap().references.is_none());
}
