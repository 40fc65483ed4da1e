//! The page with the annual report, and what becomes of words of one's own.

use std::rc::Rc;
use std::sync::Arc;

use yew::prelude::*;
use zicha::drafts;
use zicha::pages::narrate::NarratePage;
use zicha::route::Route;
use zicha::state::{Action, State, Work};
use zicha_core::answer::TEXT_CHARS_MAX;
use zicha_core::catalogue::Catalogue;
use zicha_core::narrative;
use zicha_core::session::{Edit, Session, Setting};
use zicha_core::text::Lang;
use zicha_core::unit;

use super::generated;
use super::stage::{self, idle, open, typed};

/// A unit with three rows: one met, one short, one blank.
fn three_rows(lang: Lang) -> State {
    let mut state = idle(lang);
    let catalogue = Arc::new(Catalogue::read(generated::catalogue(3).as_bytes()).unwrap());
    let calendar = Arc::clone(&state.shelf.calendars[0]);
    let unit = unit::resolve(&catalogue, "甲局").unwrap();
    let session = Session::new(catalogue, Setting { unit, period: 0, calendar, today: None, facts: Vec::new() });
    let fill = |session: Session, row: usize, slot: usize, text: &str| {
        session.edit(row, Edit::Slot { slot, text: text.to_owned() })
    };
    let answers = [(0, 0, "30"), (0, 1, "30"), (1, 0, "9"), (1, 1, "10")];
    let session = answers.into_iter().fold(session, |session, (row, slot, text)| fill(session, row, slot, text));
    state.work = Some(Work::new(session));
    state
}

fn write(block: &str, text: &str) -> Action {
    Action::Narrate { block: block.to_owned(), text: text.to_owned() }
}

/// The state after these actions.
fn after(state: State, actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    actions.into_iter().fold(Rc::new(state), State::reduce)
}

fn check(name: &str, state: State) {
    stage::check(name, state, |state, dispatch| html! { <NarratePage state={Rc::clone(&state)} {dispatch} /> });
}

#[test]
fn every_figure_leads_to_its_answer_and_blanks_are_counted() {
    check("narrate", three_rows(Lang::Zh));
}

#[test]
fn the_same_page_in_english_has_a_chinese_report() {
    check("narrate-english", three_rows(Lang::En));
}

#[test]
fn own_words_keep_their_figures_and_mistakes_are_named() {
    let own = [
        write("closing", "共受理{1.all}件。\n<特此报告>"),
        write("headship.text", "{1.al}"),
        write("nowhere", "没有这一段"),
    ];
    check("narrate-own", (*after(three_rows(Lang::Zh), own)).clone());
}

/// The words of one's own after a draft was written and opened again.
fn survives(actions: Vec<Action>, expected: &[(&str, &str)]) {
    let state = after(open(Lang::Zh, &[typed(26, 0, "3000")]), actions);
    let work = state.work.as_ref().unwrap();
    let bytes = drafts::bytes(work, "2020-12-10T09:30:00+08:00".to_owned());
    let opened = drafts::open(&bytes, &state.shelf, None).unwrap();
    let own: Vec<(&str, &str)> = opened.narrative.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
    assert_eq!(own, expected);
    assert_eq!(opened.narrative, work.narrative);
}

#[test]
fn own_words_survive_in_the_draft() {
    survives(vec![], &[]);
    survives(vec![write("closing", "完。{{")], &[("closing", "完。{{")]);
    survives(
        vec![write("row.26", " 文件{26.files}件\n"), write("closing", "完。"), write("row.26", "文件{26.files}")],
        &[("closing", "完。"), ("row.26", "文件{26.files}")],
    );
    survives(
        vec![write("closing", "完。"), Action::Go(Route::Home), Action::Go(Route::Narrate)],
        &[("closing", "完。")],
    );
    survives(vec![write("closing", "完。"), write("closing", " \n")], &[]);
}

#[test]
fn own_words_too_long_for_a_draft_are_cut_where_it_ends() {
    let longest = "字".repeat(TEXT_CHARS_MAX);
    survives(vec![write("closing", &(longest.clone() + "多"))], &[("closing", &longest)]);
}

#[test]
fn own_words_are_unsaved_until_they_are_saved() {
    let kept = |actions: Vec<Action>| after(open(Lang::Zh, &[]), actions).work.as_ref().unwrap().is_kept();
    assert!(!kept(vec![write("closing", "完。")]));
    assert!(kept(vec![write("closing", "")]), "nothing was changed");
}

#[test]
fn the_words_offered_for_editing_read_back_as_they_were() {
    let state = three_rows(Lang::Zh);
    let session = state.session().unwrap();
    let made = narrative::narrate(session, &Vec::new());
    for block in &made.blocks {
        let own = vec![(block.id.clone(), narrative::editable(block))];
        let again = narrative::narrate(session, &own);
        let same = again.blocks.iter().find(|it| it.id == block.id).unwrap();
        assert_eq!(same.text(), block.text(), "{}", block.id);
    }
}
