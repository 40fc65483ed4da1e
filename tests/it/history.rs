//! Taking edits back and making them again.

use std::rc::Rc;

use yew::prelude::Reducible as _;
use zicha::route::Route;
use zicha::state::{Action, Field, Hands, STEPS_MAX, State};
use zicha_core::answer::Mark;
use zicha_core::session::Edit;
use zicha_core::text::Lang;

use super::stage::{open, typed};

fn after(state: Rc<State>, actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    actions.into_iter().fold(state, State::reduce)
}

fn begun() -> Rc<State> {
    Rc::new(open(Lang::Zh, &[]))
}

fn edit(number: usize, slot: usize, text: &str) -> Action {
    let (at, edit) = typed(number, slot, text);
    Action::Edit { at, edit }
}

fn slot(state: &State, number: usize, slot: usize) -> String {
    state.session().unwrap().row(number - 1).unwrap().answer.slots[slot].clone()
}

/// Types letter by letter.
fn keys(number: usize, at: usize, text: &str) -> Vec<Action> {
    let ends = text.char_indices().map(|(from, c)| from + c.len_utf8());
    ends.map(|end| edit(number, at, &text[..end])).collect()
}

#[test]
fn what_is_typed_in_one_field_is_one_edit() {
    let state = after(begun(), keys(51, 0, "3000"));
    let state = after(state, keys(51, 1, "2999"));
    let state = after(state, [Action::Undo]);
    assert_eq!((slot(&state, 51, 0), slot(&state, 51, 1)), ("3000".to_owned(), String::new()));
    let state = after(state, [Action::Undo]);
    assert_eq!(slot(&state, 51, 0), "");
    let state = after(state, [Action::Undo, Action::Redo, Action::Redo, Action::Redo]);
    assert_eq!((slot(&state, 51, 0), slot(&state, 51, 1)), ("3000".to_owned(), "2999".to_owned()));
}

#[test]
fn a_field_that_was_left_is_a_new_edit() {
    for leaving in [Action::Hear("达标".to_owned()), Action::Go(Route::Walk(50)), Action::At(50)] {
        let state = after(begun(), keys(51, 0, "30"));
        let state = after(state, [leaving.clone(), edit(51, 0, "31"), Action::Undo]);
        assert_eq!(slot(&state, 51, 0), "30", "{leaving:?}");
    }
}

#[test]
fn taking_back_brings_back_everything_that_hung_on_it() {
    let before = begun();
    let state = after(Rc::clone(&before), [edit(51, 0, "3000")]);
    let shared = state.session().unwrap().catalogue().indicator_at("55").unwrap();
    assert_ne!(state.session().unwrap(), before.session().unwrap());
    let back = after(Rc::clone(&state), [Action::Undo]);
    assert_eq!(back.session().unwrap(), before.session().unwrap());
    assert_eq!(
        back.session().unwrap().row(shared).unwrap().verdict,
        before.session().unwrap().row(shared).unwrap().verdict
    );
    let again = after(back, [Action::Redo]);
    assert_eq!(again.session().unwrap(), state.session().unwrap());
}

#[test]
fn typed_and_deleted_again_leaves_nothing_to_take_back() {
    let state = after(begun(), [edit(51, 0, "3"), edit(51, 0, "")]);
    assert_eq!(state.work.as_ref().unwrap().history.back(), None);
    let same = after(begun(), [edit(51, 0, "")]);
    assert_eq!(same.work.as_ref().unwrap().history.back(), None);
}

#[test]
fn every_choice_mark_fact_and_block_is_an_edit_by_itself() {
    let mark = |mark| Action::Edit { at: 50, edit: Edit::Mark { requirement: 0, mark } };
    let all: Vec<Vec<Action>> = vec![
        vec![edit(2, 0, "是"), edit(2, 0, "否")],
        vec![mark(Mark::ToReview), mark(Mark::NotCounted)],
        vec![Action::Fact { fact: 0, value: Some(true) }, Action::Fact { fact: 0, value: Some(false) }],
        vec![
            Action::Edits(vec![typed(51, 0, "1"), typed(51, 1, "1")].into()),
            Action::Edits(vec![typed(51, 0, "2"), typed(51, 1, "2")].into()),
        ],
    ];
    for pair in all {
        let once = after(begun(), pair[..1].to_vec());
        let twice = after(Rc::clone(&once), pair[1..].to_vec());
        let back = after(twice, [Action::Undo]);
        assert_eq!(back.session().unwrap(), once.session().unwrap(), "{pair:?}");
    }
}

#[test]
fn a_new_edit_ends_what_could_be_made_again() {
    let state = after(begun(), [edit(51, 0, "3"), Action::Undo, edit(51, 1, "4")]);
    assert_eq!(state.work.as_ref().unwrap().history.forth(), None);
    let state = after(state, [Action::Redo]);
    assert_eq!(slot(&state, 51, 0), "");
}

#[test]
fn a_step_says_where_it_was() {
    let state = after(begun(), [edit(51, 1, "3"), Action::Edit { at: 6, edit: Edit::Note("好".to_owned()) }]);
    let history = |state: &State| state.work.as_ref().unwrap().history.clone();
    assert_eq!(history(&state).back(), Some((6, Field::Note)));
    let state = after(state, [Action::Undo]);
    assert_eq!(history(&state).back(), Some((50, Field::Slot(1))));
    assert_eq!(history(&state).forth(), Some((6, Field::Note)));
}

#[test]
fn steps_are_bounded_and_taking_back_is_an_unsaved_change() {
    let edits = (0..=STEPS_MAX).flat_map(|at| [edit(51, 0, &(at + 1).to_string()), Action::At(50)]);
    let state = after(begun(), edits);
    let changes = state.work.as_ref().unwrap().changes;
    let back = after(Rc::clone(&state), vec![Action::Undo; STEPS_MAX + 1]);
    assert_eq!(slot(&back, 51, 0), "1", "one past the bound is forgotten");
    assert_eq!(back.work.as_ref().unwrap().changes, changes + STEPS_MAX as u32);
}

#[test]
fn where_answers_cannot_be_changed_nothing_is_taken_back() {
    let state = after(begun(), [edit(51, 0, "3"), Action::Hands(Hands::Off), Action::Undo]);
    assert_eq!(slot(&state, 51, 0), "3");
}
