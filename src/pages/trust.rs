//! 受信名单: the office makes and updates the list of keys it trusts, signs it and hands it out. Nothing is kept: the
//! list is a file that the office opens again.
//!
//! Reading order: `desk` (the list as it stands), `offer` (keys that come in), `make` (signing); drawn by `begin`,
//! `keys`, `sheet` and `finish`.

mod begin;
mod desk;
mod finish;
mod keys;
mod make;
mod offer;
mod sheet;

use self::desk::{Desk, Step};
use self::finish::Finish;
use crate::browser::clock;
use crate::browser::unload::{self, Loss};
use crate::own::{Own, Steps, use_effect_with, use_own, use_steps};
use crate::pages::home::Depot;
use crate::state::{Dispatch, HEADING_ID, State};
use crate::words::{self, Trust as Words};
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;
use zicha_core::sign::Day;
use zicha_core::text::Lang;
use zicha_html::html;

/// What the page is given.
#[derive(Properties, PartialEq)]
pub struct TrustProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
    pub depot: Depot,
}

/// One drawing of the page: the desk and whom to tell.
struct View<'a> {
    desk: &'a Desk,
    steps: Steps<Desk>,
    words: &'static Words,
    lang: Lang,
    /// What is typed that is no change yet.
    typed: Own<Typed>,
}

/// Texts of fields that change nothing by themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Typed {
    /// Name of the office of a new list.
    office: String,
    /// A new list was asked for without it.
    office_missed: bool,
    /// What is looked for among the keys.
    find: String,
    /// A change of status was asked for with no day that can be read.
    day_missed: bool,
}

/// The page.
#[component(Trust)]
pub fn trust(props: &TrustProps) -> Html {
    let lang = props.state.lang;
    let words = words::of(lang).trust();
    let (desk, steps) = use_steps(|| kept().unwrap_or_else(|| Desk::new(today())));
    use_keeping(&desk);
    let typed = use_own(Typed::default);
    let view = View { desk: &desk, steps: steps.clone(), words, lang, typed };
    html! {
        <div class="zc-page zc-trust">
            <h1 id={HEADING_ID} tabindex="-1">{ words.title }</h1>
            <p class="zc-noprint">{ words.lead }</p>
            if desk.list.is_none() {
                { view.begin() }
            } else {
                { view.at_hand() }
                { view.add() }
                { view.sheet() }
                { view.changes() }
                <Finish state={Rc::clone(&props.state)} dispatch={props.dispatch.clone()} depot={props.depot.clone()}
                    desk={Rc::new((*desk).clone())} {steps} />
            }
        </div>
    }
}

impl View<'_> {
    fn put(&self, put: fn(&mut Typed, String)) -> Callback<String> {
        let typed = self.typed.clone();
        Callback::from(move |text| {
            let mut next = (*typed.latest()).clone();
            put(&mut next, text);
            typed.set(next);
        })
    }

    fn button(&self, label: &'static str, step: impl Fn() -> Step + 'static) -> Html {
        let steps = self.steps.clone();
        let onclick = move |_: MouseEvent| steps.dispatch(step());
        html! { <button type="button" class="zc-button" {onclick}>{ label }</button> }
    }
}

thread_local! {
    static DESK: RefCell<Option<Desk>> = const { RefCell::new(None) };
}

/// The desk as it was when the person went to another page; it holds public keys only.
fn kept() -> Option<Desk> {
    DESK.with_borrow(Clone::clone)
}

/// Keeps the desk while the page is open, and lets the browser ask before changes are left.
#[hook]
fn use_keeping(desk: &Rc<Desk>) {
    let now = (**desk).clone();
    use_effect_with(now, |now| {
        unload::guard(Loss::List, now.is_changed());
        DESK.set(Some(now.clone()));
    });
}

fn today() -> Option<Day> {
    clock::now_rfc3339().get(..10).and_then(Day::read)
}
