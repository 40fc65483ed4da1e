//! What happens on each action, without a page.

use std::rc::Rc;

use yew::prelude::Reducible as _;
use zicha::browser::late::Late;
use zicha::drafts;
use zicha::route::{Part, Route};
use zicha::state::{Action, EDITS_UNSAVED_MAX, ERRORS_ID, HEADING_ID, How, Identity, State, Work};
use zicha_core::draft::DraftError;
use zicha_core::sieve::Sieve;
use zicha_core::text::{FootState, Lang};
use zicha_core::unit::Tier;

use super::stage::{idle, open, typed};

/// The state after these actions.
fn after(state: State, actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    actions.into_iter().fold(Rc::new(state), State::reduce)
}

fn edit(number: usize, slot: usize, text: &str) -> Action {
    let (at, edit) = typed(number, slot, text);
    Action::Edit { at, edit }
}

fn saved(changes: u32, how: How) -> Action {
    Action::Saved { changes, at: "14:05".to_owned(), how }
}

#[test]
fn a_page_that_needs_a_form_is_home_without_one() {
    assert_eq!(after(idle(Lang::Zh), [Action::Go(Route::Review)]).shown(), Route::Home);
    assert_eq!(after(idle(Lang::Zh), [Action::Go(Route::Verify)]).shown(), Route::Verify);
    assert_eq!(after(open(Lang::Zh, &[]), [Action::Go(Route::Review)]).shown(), Route::Review);
}

#[test]
fn opening_shows_the_first_row_of_the_unit() {
    let work = open(Lang::Zh, &[]).work.unwrap();
    let first = work.session.mine().next().unwrap().indicator;
    assert_eq!(after(idle(Lang::Zh), [Action::Open(Box::new(work))]).shown(), Route::Walk(first));
}

#[test]
fn going_on_from_a_wrong_card_shows_its_errors_once() {
    let late = || Action::Late(Part::Late, Late::Ready);
    let on = || Action::Onward { at: 0, then: Box::new(Action::Go(Route::Walk(1))) };
    let check = |text: &str, actions: Vec<Action>, route: Route, focus: &str| {
        let before = [Action::Go(Route::Walk(0)), edit(1, 0, text)];
        let state = after(open(Lang::Zh, &[]), before.into_iter().chain(actions));
        assert_eq!((state.shown(), state.focus.as_deref()), (route, Some(focus)), "{text}");
    };
    check("三又", vec![late(), on()], Route::Walk(0), ERRORS_ID);
    check("三又", vec![late(), on(), on()], Route::Walk(1), HEADING_ID);
    check("3", vec![late(), on()], Route::Walk(1), HEADING_ID);
    // Nobody could list them yet.
    check("三又", vec![Action::Late(Part::Late, Late::OnTheWay), on()], Route::Walk(1), HEADING_ID);
    // Who comes back is stopped again.
    let back = || Action::Go(Route::Walk(0));
    check("三又", vec![late(), on(), on(), back(), on()], Route::Walk(0), ERRORS_ID);
}

#[test]
fn an_edit_is_unsaved_until_that_very_edit_is_saved() {
    let kept = |actions: Vec<Action>| after(open(Lang::Zh, &[]), actions).work.as_ref().unwrap().is_kept();
    assert!(kept(vec![]));
    assert!(!kept(vec![edit(1, 0, "3")]));
    assert!(kept(vec![edit(1, 0, "3"), saved(1, How::Stored)]));
    // Typed on while the save was under way.
    assert!(!kept(vec![edit(1, 0, "3"), edit(1, 0, "34"), saved(1, How::Stored)]));
    assert!(!kept(vec![edit(1, 0, "3"), Action::SaveFailed]));
    assert!(!kept(vec![edit(1, 0, "3"), saved(1, How::Stored), Action::StoreRefused]));
    assert!(!kept(vec![Action::Signed {
        next: Identity { id: "0".repeat(32), revision: 1, supersedes: None },
        file: Rc::from([])
    }]));
}

#[test]
fn another_window_stops_saving_until_the_person_decides() {
    let state = after(open(Lang::Zh, &[]), [edit(1, 0, "3"), Action::ChangedElsewhere]);
    assert_eq!(state.work.as_ref().unwrap().kept.how, How::Elsewhere);
    // Saved or not, what was typed here may be gone from the storage; a window that only looked has lost nothing.
    let is_kept = |actions: Vec<Action>| after(open(Lang::Zh, &[]), actions).work.as_ref().unwrap().is_kept();
    assert!(!is_kept(vec![edit(1, 0, "3"), saved(1, How::Stored), Action::ChangedElsewhere]));
    assert!(is_kept(vec![Action::ChangedElsewhere]));
}

#[test]
fn a_page_that_cannot_save_reminds_after_many_edits_or_a_long_time() {
    let is_urgent = |failed: u32, more: Vec<Action>| {
        let mut actions = vec![edit(1, 0, "3")];
        actions.extend((0..failed).map(|_| Action::SaveFailed));
        actions.extend(more);
        after(open(Lang::Zh, &[]), actions).work.as_ref().unwrap().is_urgent()
    };
    assert!(!is_urgent(EDITS_UNSAVED_MAX - 1, vec![]));
    assert!(is_urgent(EDITS_UNSAVED_MAX, vec![]));
    assert!(is_urgent(1, vec![Action::Urge]), "so much time");
    assert!(!is_urgent(EDITS_UNSAVED_MAX, vec![Action::PutOff]));
    assert!(is_urgent(1, vec![Action::PutOff, Action::Urge]));
    assert!(!is_urgent(EDITS_UNSAVED_MAX, vec![saved(1, How::Exported)]));
}

#[test]
fn the_same_sentence_twice_is_two_events() {
    let once = after(idle(Lang::Zh), [Action::Say("好".to_owned())]);
    let twice = after((*once).clone(), [Action::Say("好".to_owned())]);
    assert!(once.notice != twice.notice && once.notice.text == twice.notice.text);
}

#[test]
fn a_warning_above_the_page_is_heard_once_when_it_appears() {
    let words = |lang| &zicha::words::of(lang).frame;
    let heard = |actions: Vec<Action>, want: &str, times: u32| {
        let first = vec![edit(1, 0, "3"), Action::SaveFailed];
        let notice = after(open(Lang::Zh, &[]), first.into_iter().chain(actions)).notice.clone();
        assert_eq!((notice.text.as_str(), notice.number, notice.seen), (want, times, false));
    };
    let (urge, elsewhere) = (words(Lang::Zh).urge, words(Lang::Zh).elsewhere);
    heard(vec![], "", 0);
    heard(vec![Action::Urge], urge, 1);
    heard(vec![Action::Urge, edit(1, 0, "4"), edit(1, 1, "5"), Action::SaveFailed], urge, 1);
    heard(vec![Action::Urge, Action::PutOff, edit(1, 0, "4"), Action::Urge], urge, 2);
    heard(vec![Action::ChangedElsewhere], elsewhere, 1);
    heard(vec![Action::ChangedElsewhere, edit(1, 0, "4"), Action::ChangedElsewhere], elsewhere, 1);
    // Another language empties the region; what stands on the page needs no telling again.
    heard(vec![Action::Urge, Action::Speak(Lang::En)], "", 2);
}

#[test]
fn a_choice_that_cannot_be_kept_is_said_once() {
    let say = || Action::Unkept("不能保存");
    let notice = |actions: Vec<Action>| after(idle(Lang::Zh), actions).notice.clone();
    let once = notice(vec![say()]);
    assert_eq!((once.text.as_str(), once.number, once.seen), ("不能保存", 1, true));
    assert_eq!(notice(vec![say(), say()]).number, 1);
    let later = notice(vec![say(), Action::Say("好".to_owned()), say()]);
    assert_eq!((later.text.as_str(), later.number), ("好", 2));
    assert!(!notice(vec![Action::Tell("有".to_owned())]).seen);
}

#[test]
fn a_draft_opens_to_the_same_form() {
    let state = open(Lang::Zh, &[typed(26, 0, "３千"), typed(26, 2, "很快")]);
    let work = state.work.as_ref().unwrap();
    let bytes = drafts::bytes(work, "2020-12-10T09:30:00+08:00".to_owned());
    let opened = drafts::open(&bytes, &state.shelf, work.session.setting().today).unwrap();
    assert!(opened.session == work.session && opened.leftovers.is_empty());
    assert_eq!(drafts::key(&opened.session), drafts::key(&work.session));
}

#[test]
fn what_is_no_draft_is_refused_by_what_it_is() {
    let shelf = &idle(Lang::Zh).shelf;
    let check = |bytes: &[u8], wanted: fn(&DraftError) -> bool| {
        let error = drafts::open(bytes, shelf, None).unwrap_err();
        assert!(wanted(&error), "{error:?}");
    };
    check(b"\xff\xfe", |it| matches!(it, DraftError::Json(_)));
    check(br#"{"format":"zicha-draft/1","format":"zicha-draft/1"}"#, |it| matches!(it, DraftError::Json(_)));
    check(br#"{"format":"zicha-catalogue/1"}"#, |it| matches!(it, DraftError::OtherFormat { .. }));
    check(br#"{"format":"zicha-draft/1","catalogue":"elsewhere-2020"}"#, |it| {
        matches!(it, DraftError::OtherCatalogue { .. })
    });
}

#[test]
fn file_names_hold_nothing_a_file_system_refuses() {
    let state = open(Lang::Zh, &[]);
    let Work { session, .. } = state.work.as_ref().unwrap();
    assert_eq!(drafts::file_name(session), "区司法局-2020年度.draft.json");
}

#[test]
fn a_row_filtered_out_gives_way_to_one_that_is_walked() {
    let state = after(open(Lang::Zh, &[]), [Action::Go(Route::Walk(0)), Action::Sift(Sieve::from_query("tier=lead"))]);
    let Route::Walk(at) = state.shown() else { panic!("left the walk") };
    assert_eq!(state.session().unwrap().row(at).unwrap().tier, Tier::Lead);
    assert_eq!(after((*state).clone(), [Action::Sift(Sieve::default())]).shown(), Route::Walk(at));
}

#[test]
fn no_fingerprint_stands_under_answers_edited_since() {
    let signed = || Action::Signed {
        next: Identity { id: "0".repeat(32), revision: 2, supersedes: Some("ab".repeat(32)) },
        file: Rc::from([]),
    };
    let foot = |actions: Vec<Action>| after(open(Lang::Zh, &[]), actions).work.as_ref().unwrap().foot().state;
    assert_eq!(foot(vec![]), FootState::Draft);
    let fingerprint = ["abab"; 16].join(" ");
    assert_eq!(foot(vec![signed()]), FootState::Signed { revision: 1, fingerprint: fingerprint.clone() });
    assert_eq!(foot(vec![signed(), edit(1, 0, "3")]), FootState::Edited { revision: 1 });
    let back = foot(vec![signed(), edit(1, 0, "3"), edit(1, 0, "")]);
    assert_eq!(back, FootState::Signed { revision: 1, fingerprint }, "the answers are those that were signed");
    let work = after(open(Lang::Zh, &[]), [signed()]).work.clone().unwrap();
    let draft = drafts::bytes(&work, "2020-12-10T09:30:00+08:00".to_owned());
    let again = drafts::open(&draft, &idle(Lang::Zh).shelf, None).unwrap();
    assert_eq!(again.foot().state, FootState::Uncompared { revision: 1 });
    let opened = foot(vec![Action::Open(Box::new(again)), Action::Unedited]);
    assert!(matches!(opened, FootState::Signed { revision: 1, .. }), "{opened:?}");
}

#[test]
fn a_draft_saved_under_another_text_of_the_catalogue_says_which() {
    let work = open(Lang::Zh, &[]).work.unwrap();
    let draft = String::from_utf8(drafts::bytes(&work, String::new())).unwrap();
    let made_by = |text: &str| drafts::open(text.as_bytes(), &idle(Lang::Zh).shelf, None).unwrap().made_by;
    assert_eq!(made_by(&draft), None);
    let catalogue = work.session.catalogue();
    let other = draft.replacen(&catalogue.content.sha256_hex(), &"0".repeat(64), 1);
    assert_eq!(made_by(&other), Some(catalogue.version.clone()));
}
