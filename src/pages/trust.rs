//! 信任名单: the office makes and updates the list of keys it trusts.

use crate::pages::home::Depot;
use crate::state::{Dispatch, HEADING_ID, State};
use std::rc::Rc;
use yew::prelude::*;
use zicha_html::html;

/// What the page is given.
#[derive(Properties, PartialEq)]
pub struct TrustProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
    pub depot: Depot,
}

/// The page.
#[component(Trust)]
pub fn trust(props: &TrustProps) -> Html {
    let words = &props.state.words().trust;
    html! {
        <div class="zc-page zc-trust">
            <h1 id={HEADING_ID} tabindex="-1">{ words.title }</h1>
        </div>
    }
}
