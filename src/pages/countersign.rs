//! 审核签批: a signed report comes in, its exceptions are read, and it is signed again or returned.

use crate::state::{Dispatch, HEADING_ID, State};
use std::rc::Rc;
use yew::prelude::*;
use zicha_html::html;

/// What the page is given.
#[derive(Properties, PartialEq)]
pub struct CountersignProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
}

/// The page.
#[component(Countersign)]
pub fn countersign(props: &CountersignProps) -> Html {
    let words = &props.state.words().countersign;
    html! {
        <div class="zc-page zc-countersign">
            <h1 id={HEADING_ID} tabindex="-1">{ words.title }</h1>
        </div>
    }
}
