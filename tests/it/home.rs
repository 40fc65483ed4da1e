//! The first page, and what becomes of the files that come in there.

use std::rc::Rc;

use yew::prelude::*;
use zicha::browser::storage::Memory;
use zicha::drafts;
use zicha::pages::home::{Depot, HomePage, own};
use zicha::pages::intake;
use zicha::pages::shelving::{FAULTS_SHOWN_MAX, Loaded, take};
use zicha::pins::Pinboard;
use zicha::shelf::Head;
use zicha::state::{Action, Book, State};
use zicha_core::catalogue::Catalogue;
use zicha_core::text::Lang;
use zicha_core::unit;

use super::stage::{self, idle, open};

const LIAONING: &str = include_str!("../../assets/catalogues/liaoning-135.json");
const PROFILE: &str = include_str!("../data/liaoning/profile.json");

/// The page with the Liaoning plan, which names no units, beside the others.
fn with_liaoning() -> State {
    let mut state = idle(Lang::Zh);
    let head = Head::of(&Catalogue::read(LIAONING.as_bytes()).unwrap(), "");
    Rc::make_mut(&mut state.shelf).books.push(Book::new(head, || Some(LIAONING.to_owned())));
    state
}

fn refused(state: &State, file: &str) -> Vec<String> {
    take(file.as_bytes(), state, &Pinboard::default()).unwrap_err()
}

#[test]
fn the_first_page_offers_catalogues_then_drafts_then_files() {
    let depot = Depot::new(Rc::new(Memory::new()));
    let work = open(Lang::Zh, &[]).work.unwrap();
    let draft = String::from_utf8(drafts::bytes(&work, "2020-12-10T09:30:00+08:00".to_owned())).unwrap();
    depot.0.set(&drafts::key(&work.session), &draft).unwrap();
    depot.0.set("zicha:elsewhere:a:b", "{}").unwrap();
    depot.0.set("zicha:gone:a:b", &draft.replacen("hongqiao-2020", "gone", 1)).unwrap();
    let Loaded { head, file, .. } = take(PROFILE.as_bytes(), &with_liaoning(), &Pinboard::default()).unwrap();
    let mut state = with_liaoning();
    Rc::make_mut(&mut state.shelf).put(own::keep(&depot, head, &file, None).unwrap());
    stage::check("home", state, move |state, dispatch| {
        html! { <HomePage {state} {dispatch} depot={depot.clone()} /> }
    });
}

#[test]
fn a_profile_gives_the_catalogue_its_units_and_names_its_office() {
    let state = with_liaoning();
    let Loaded { head, file, .. } = take(PROFILE.as_bytes(), &state, &Pinboard::default()).unwrap();
    assert_eq!((head.id.as_str(), head.rows, head.years), ("liaoning-135.yingkou", 69, (2016, 2020)));
    assert!(head.issuer.contains("营口市"));
    let catalogue = Catalogue::read(file.as_bytes()).unwrap();
    assert!(unit::resolve(&catalogue, "市司法局").is_ok());
    let book = Book::new(head, move || Some(file.clone()));
    let shelved = yew::prelude::Reducible::reduce(Rc::new(state), Action::Shelve(book));
    assert_eq!(shelved.catalogue, "liaoning-135.yingkou");
    assert!(shelved.shelf.catalogue("liaoning-135.yingkou").is_some());
}

#[test]
fn a_profile_for_a_catalogue_that_is_not_here_says_which() {
    let said = refused(&idle(Lang::Zh), PROFILE);
    assert!(said.len() == 1 && said[0].contains("liaoning-135"), "{said:?}");
}

#[test]
fn a_misspelt_profile_is_refused_with_the_nearest_name() {
    let said = refused(&with_liaoning(), &PROFILE.replacen("\"市司法局\"]", "\"市司法厅\"]", 1));
    assert!(said[0].contains("1处错误") && said[1].contains("市司法局"), "{said:?}");
}

#[test]
fn a_catalogue_that_is_here_already_is_not_taken_twice() {
    let said = refused(&with_liaoning(), LIAONING);
    assert!(said[0].contains("请在上面直接选用"), "{said:?}");
}

#[test]
fn a_catalogue_file_joins_the_others() {
    let file = LIAONING.replacen("\"1.0.0\"", "\"1.0.9\"", 1);
    let head = take(file.as_bytes(), &with_liaoning(), &Pinboard::default()).unwrap().head;
    assert_eq!((head.id.as_str(), head.issuer.as_str()), ("liaoning-135", "辽宁省人民政府办公厅"));
}

#[test]
fn one_fault_past_the_bound_is_counted_and_not_listed() {
    let faulty = |count: usize| {
        let mut file = LIAONING.to_owned();
        for at in 0..count {
            file = file.replacen("\"各级政府\"]", &format!("\"无此单位{at}\"]"), 1);
        }
        refused(&with_liaoning(), &file)
    };
    assert_eq!(faulty(FAULTS_SHOWN_MAX).len(), 1 + FAULTS_SHOWN_MAX);
    let said = faulty(FAULTS_SHOWN_MAX + 1);
    assert_eq!(said.len(), 2 + FAULTS_SHOWN_MAX);
    assert!(said.last().unwrap().contains("另有1处"), "{said:?}");
}

#[test]
fn what_is_none_of_them_is_refused_as_a_draft() {
    let said = intake::take(b"{}", &idle(Lang::Zh), None).unwrap_err();
    assert!(said[0].starts_with("没有打开"), "{said:?}");
}
