//! 收件登记: the office takes reports in, issues receipts and keeps the ledger.

use crate::state::{Dispatch, HEADING_ID, State};
use std::rc::Rc;
use yew::prelude::*;
use zicha_html::html;

/// What the page is given.
#[derive(Properties, PartialEq)]
pub struct ReceiveProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
}

/// The page.
#[component(Receive)]
pub fn receive(props: &ReceiveProps) -> Html {
    let words = &props.state.words().receive;
    html! {
        <div class="zc-page zc-receive">
            <h1 id={HEADING_ID} tabindex="-1">{ words.title }</h1>
        </div>
    }
}
