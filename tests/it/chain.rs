//! A report from hand to hand: what a file turns out to be on the first page, the remarks of a returned one, and
//! what is said of a form that differs from what was signed.

use std::rc::Rc;

use yew::prelude::*;
use zicha::drafts;
use zicha::pages::case;
use zicha::pages::edited::Edited;
use zicha::pages::intake::{Taken, take};
use zicha::pages::remarks::Remarks;
use zicha::route::Route;
use zicha::state::{Action, Identity, State, Work};
use zicha_core::envelope::{self, ContentKind, Parts};
use zicha_core::report::{self, App, Stamp};
use zicha_core::returned::{self, Note};
use zicha_core::sign::{Moment, PrivateKey, Role, Signer};
use zicha_core::text::Lang;

use super::stage::{self, idle, open, typed};

const UNIT: &str = "区司法局";

/// The form of [`stage::open`] with two rows answered, signed as its first revision.
fn signed() -> Vec<u8> {
    let state = open(Lang::Zh, &[typed(26, 1, "9"), typed(26, 3, "0")]);
    let session = state.session().unwrap().edit_base(0, "10").with_today(None);
    let identity = Identity { id: "0".repeat(32), revision: 1, supersedes: None };
    let now = "2021-01-15T10:00:00+08:00";
    let content = report::content(&session, &Stamp { identity, created: now.into(), app: App::default() });
    let signer = Signer { name: "张三".into(), title: "科员".into(), unit: UNIT.into() };
    let parts = Parts { role: Role::Filler, opinion: String::new(), signer, signed: Moment::read(now).unwrap() };
    envelope::seal(ContentKind::Report, &content, parts, &PrivateKey::from_seed(&[1; 32])).unwrap()
}

fn given_back() -> Vec<u8> {
    let remarks = vec![("26".to_owned(), "漏报一件，请核对台账。".to_owned())];
    let note = Note {
        role: Role::Reviewer,
        name: "李四".into(),
        title: "科长".into(),
        returned: Moment::read("2021-01-16T09:00:00+08:00").unwrap(),
        overall: "请补正后再报。".into(),
        remarks,
    };
    returned::write(&signed(), &note).unwrap()
}

fn returned_work() -> Work {
    match take(&given_back(), &idle(Lang::Zh), None).unwrap() {
        Taken::Returned(work) => *work,
        other => panic!("{other:?}"),
    }
}

/// The state after these actions.
fn after(state: State, actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    actions.into_iter().fold(Rc::new(state), State::reduce)
}

#[test]
fn a_signed_report_may_be_changed_as_the_next_revision() {
    let file = signed();
    let Taken::Signed(work) = take(&file, &idle(Lang::Zh), None).unwrap() else { panic!("another kind") };
    let next = work.identity.clone().unwrap();
    assert_eq!((next.revision, next.supersedes.is_some(), next.id), (2, true, "0".repeat(32)));
    assert_eq!(work.signed.as_deref(), Some(file.as_slice()));
    assert!(!work.is_kept(), "it is in no storage yet");
    let altered = String::from_utf8(file).unwrap().replace("\"reviewed\": 9", "\"reviewed\": 10");
    let refused = take(altered.as_bytes(), &idle(Lang::Zh), None).unwrap_err();
    assert!(refused[0].contains("第1个签名"), "{refused:?}");
}

#[test]
fn a_returned_report_opens_with_its_remarks_and_keeps_them() {
    let work = returned_work();
    assert_eq!((work.remarks.len(), work.identity.as_ref().unwrap().revision), (2, 2));
    let state = after(idle(Lang::Zh), [Action::Open(Box::new(work))]);
    assert_eq!(state.shown(), Route::Review, "what is asked for is shown first");
    let state = after((*state).clone(), [Action::Remark { at: 1, done: true }, Action::Remark { at: 9, done: true }]);
    let bytes = drafts::bytes(state.work.as_ref().unwrap(), String::new());
    let again = drafts::open(&bytes, &state.shelf, None).unwrap();
    assert_eq!(again.remarks.iter().map(|it| it.done).collect::<Vec<_>>(), [false, true]);
    assert_eq!(again.identity, state.work.as_ref().unwrap().identity);
    assert_eq!(again.signed, None, "the file itself is not in the draft");
    let state = after((*state).clone(), [Action::Remark { at: 0, done: true }]);
    let work = state.work.clone().unwrap();
    assert_ne!(after(idle(Lang::Zh), [Action::Open(Box::new(work))]).shown(), Route::Review);
}

#[test]
fn what_cannot_be_countersigned_is_refused_in_words() {
    let state = idle(Lang::Zh);
    let why = |bytes: &[u8]| case::open(bytes, &state.shelf, Lang::Zh).err().map(|it| it.join(" "));
    assert_eq!(why(&signed()), None);
    assert!(why(&given_back()).unwrap().contains("这是退回文件"));
    assert!(why(b"{}").unwrap().starts_with("没有打开"));
    let draft = drafts::bytes(&returned_work(), String::new());
    assert!(why(&draft).is_some());
}

#[test]
fn a_report_handed_to_the_next_page_goes_with_it() {
    let file: Rc<[u8]> = signed().into();
    let state = after(idle(Lang::Zh), [Action::Countersign(Rc::clone(&file))]);
    assert_eq!((state.shown(), state.passed.as_deref()), (Route::Countersign, Some(&*file)));
}

#[test]
fn remarks_stand_on_their_own_card_only() {
    let draw = |name: &str, row: Option<usize>| {
        let state = after(idle(Lang::Zh), [Action::Open(Box::new(returned_work()))]);
        stage::check(name, (*state).clone(), move |state, dispatch| html! { <Remarks {state} {dispatch} {row} /> });
    };
    draw("remarks-all", None);
    draw("remarks-26", Some(25));
    draw("remarks-none", Some(24));
}

#[test]
fn an_edit_after_signing_is_named_with_what_it_breaks() {
    let draw = |name: &str, edits: Vec<Action>| {
        let open = Action::Open(Box::new(returned_work()));
        let state = after(idle(Lang::Zh), [open].into_iter().chain(edits));
        stage::check(name, (*state).clone(), |state, dispatch| html! { <Edited {state} {dispatch} /> });
    };
    let (at, edit) = typed(26, 1, "10");
    draw("edited-not", vec![]);
    draw("edited-once", vec![Action::Edit { at, edit }]);
}

#[test]
fn a_form_loaded_again_asks_for_the_signed_file() {
    let mut work = returned_work();
    work.signed = None;
    let state = after(idle(Lang::Zh), [Action::Open(Box::new(work))]);
    stage::check("edited-unknown", (*state).clone(), |state, dispatch| html! { <Edited {state} {dispatch} /> });
    stage::check("edited-never", open(Lang::Zh, &[]), |state, dispatch| html! { <Edited {state} {dispatch} /> });
}
