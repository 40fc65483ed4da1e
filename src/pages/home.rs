//! The first page: a new form, drafts to continue, or a file to open.

mod drafts;
mod losing;
pub mod own;
mod picker;
pub mod units;

use std::rc::Rc;

use crate::markup::classes;
use crate::own::use_own;
use yew::prelude::*;
use zicha_html::html;

use self::drafts::Drafts;
use self::picker::Picker;
pub use self::picker::period_at;
use crate::browser::late::Late;
pub use crate::depot::Depot;
use crate::pages::intake::Intake;
use crate::route::Route;
use crate::state::{Action, Dispatch, HEADING_ID, State, Storing, Work};

/// What the page is drawn from.
#[derive(Properties, PartialEq, Clone)]
pub struct HomePageProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
    pub depot: Depot,
}

/// Draws the page.
#[component(HomePage)]
pub fn home_page(props: &HomePageProps) -> Html {
    let home = &props.state.words().home;
    let pending = use_own(|| None::<Rc<Work>>);
    let stored = match props.state.storing {
        Storing::Browser => home.stored_here,
        Storing::Nowhere => home.stored_nowhere,
    };
    let open = {
        let (props, pending) = (props.clone(), pending.clone());
        Callback::from(move |work| losing::open_or_ask(&props, work, &pending))
    };
    html! {
        <div class="zc-home">
            <h1 id={HEADING_ID} tabindex="-1">{ home.title }</h1>
            <p>{ home.lead }</p>
            <p class={classes!("zc-note", (props.state.storing == Storing::Nowhere).then_some("zc-note--warn"))}>{ stored }</p>
            { in_progress(props) }
            <Picker ..props.clone() />
            if props.state.late == Late::Ready {
                <Drafts ..props.clone() />
                <Intake state={Rc::clone(&props.state)} dispatch={props.dispatch.clone()} depot={props.depot.clone()} {open} />
                { losing::question(props, &pending) }
            }
        </div>
    }
}

/// The form that is open in this page, if any.
fn in_progress(props: &HomePageProps) -> Html {
    let words = props.state.words();
    let Some(session) = props.state.session() else { return Html::default() };
    let first = session.next_blank(usize::MAX).unwrap_or(0);
    let dispatch = props.dispatch.clone();
    let go = move |_: MouseEvent| dispatch.dispatch(Action::Go(Route::Walk(first)));
    html! {
        <section class="zc-panel" aria-labelledby="zc-open">
            <h2 id="zc-open">{ words.home.in_progress }</h2>
            <p lang="zh-Hans">
                { &session.setting().unit.name }{ " · " }{ session.period().map_or("", |period| &period.title) }{ " · " }
                { &session.catalogue().title }
            </p>
            <button type="button" class="zc-button zc-button--primary" onclick={go}>{ words.home.open_draft }</button>
        </section>
    }
}
