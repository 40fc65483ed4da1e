//! The form that was open in this tab before the page was loaded again, opened again. Lies in the second part of the
//! program, with the reader of drafts.

use std::rc::Rc;

use yew::prelude::*;
use zicha_html::html;

use crate::browser::clock;
use crate::drafts;
use crate::own::use_effect_with;
use crate::pages::home::Depot;
use crate::state::{Action, Dispatch, HEADING_ID, State};

/// What it is drawn from.
#[derive(Properties, PartialEq, Clone)]
pub struct ReopenProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
    pub depot: Depot,
}

/// Stands in for a page of the form until that is open; draws nothing beside another page.
#[component(Reopen)]
pub fn reopen(props: &ReopenProps) -> Html {
    let props = props.clone();
    let (words, stands_in) = (&props.state.words().frame, props.state.shown().needs_work());
    use_effect_with((), move |()| {
        let key = props.state.waiting.clone().unwrap_or_default();
        let text = props.depot.0.get(&key);
        let mut work = text.and_then(|text| drafts::open(text.as_bytes(), &props.state.shelf, clock::today()).ok());
        if let Some(work) = &mut work {
            work.fork = drafts::fork(&key, &work.session);
        }
        props.dispatch.dispatch(work.map_or(Action::Waited, |work| Action::Open(Box::new(work))));
    });
    if !stands_in {
        return Html::default();
    }
    html! { <p id={HEADING_ID} tabindex="-1">{ words.late }</p> }
}
