//! Whole cards and pages of the real ledger, blank and filled.

use std::rc::Rc;
use std::sync::Arc;

use yew::prelude::*;
use zicha::pages::review::ReviewPage;
use zicha::pages::walk::Card;
use zicha::state::State;
use zicha_core::answer::{Evidence, Mark};
use zicha_core::session::Edit;
use zicha_core::text::Lang;

use super::stage::{self, open, open_in, typed};

/// The card of the indicator printed with this number.
fn check(name: &str, state: State, number: usize) {
    stage::check(name, state, move |state, dispatch| {
        let session = state.session().unwrap();
        let row = Arc::clone(session.row(number - 1).unwrap());
        html! {
            <Card catalogue={Arc::clone(session.catalogue())} setting={Arc::clone(session.setting())} {row}
                lang={state.lang} {dispatch} />
        }
    });
}

#[test]
fn a_blank_card_calls_nothing_wrong() {
    check("card-26-blank", open(Lang::Zh, &[]), 26);
}

#[test]
fn a_shortfall_says_how_much_is_missing() {
    check("card-26-short", open(Lang::Zh, &[typed(26, 0, "3000"), typed(26, 1, "2999"), typed(26, 2, "3-16")]), 26);
}

#[test]
fn the_same_card_in_english() {
    check("card-26-english", open(Lang::En, &[typed(26, 0, "3000"), typed(26, 1, "2999"), typed(26, 2, "3-16")]), 26);
}

#[test]
fn a_text_that_cannot_be_read_is_said_in_its_field() {
    check("card-26-unreadable", open(Lang::Zh, &[typed(26, 0, "三干"), typed(26, 2, "很快")]), 26);
}

#[test]
fn a_state_opens_its_reason() {
    let mark = (25, Edit::Mark { requirement: 0, mark: Mark::NotApplicable });
    check("card-26-not-applicable", open(Lang::Zh, &[mark]), 26);
}

#[test]
fn facts_set_a_row_aside() {
    let mut state = open(Lang::Zh, &[]);
    let work = state.work.as_mut().unwrap();
    let at = work.session.catalogue().facts.iter().position(|fact| fact.id == "files").unwrap();
    work.session = work.session.with_fact(at, Some(false));
    check("card-26-set-aside", state, 26);
}

#[test]
fn evidence_is_listed() {
    let one =
        Evidence {
            title: "合法性审核意见书".to_owned(), number: "红司〔2020〕3号".to_owned(), ..Evidence::default()
        };
    check("card-2-evidence", open(Lang::Zh, &[(1, Edit::Evidence(vec![one]))]), 2);
}

/// The card of the Yubei indicator with this id, in a period.
fn staged(name: &str, period: &'static str, id: &'static str) {
    stage::check(name, open_in(Lang::Zh, "yubei-2012-2016", period, &[]), move |state, dispatch| {
        let session = state.session().unwrap();
        let at = session.catalogue().indicator_at(id).unwrap();
        html! {
            <Card catalogue={Arc::clone(session.catalogue())} setting={Arc::clone(session.setting())}
                row={Arc::clone(session.row(at).unwrap())} lang={state.lang} {dispatch} />
        }
    });
}

#[test]
fn stages_to_come_and_stages_past_ask_nothing() {
    staged("card-past", "2014", "s2013");
    staged("card-coming", "2012", "g3");
}

#[test]
fn a_row_that_only_restates_leads_to_where_it_is_asked() {
    staged("card-restated", "2014", "t1");
}

#[test]
fn the_review_page_folds_what_is_not_due_yet() {
    stage::check("review-coming", open_in(Lang::Zh, "yubei-2012-2016", "2012", &[]), |state, dispatch| {
        html! { <ReviewPage {state} {dispatch} /> }
    });
}

#[test]
fn the_review_page_lists_what_is_left() {
    let edits = [typed(26, 0, "3000"), typed(26, 1, "2999"), typed(26, 2, "3-16"), typed(37, 0, "约9件")];
    stage::check("review", open(Lang::Zh, &edits), |state, dispatch| {
        html! { <ReviewPage state={Rc::clone(&state)} {dispatch} /> }
    });
}
