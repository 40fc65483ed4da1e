//! 签名密钥: create, open, back up, replace a key; its registration form.

use crate::state::{Dispatch, HEADING_ID, State};
use std::rc::Rc;
use yew::prelude::*;
use zicha_html::html;

/// What the page is given.
#[derive(Properties, PartialEq)]
pub struct KeysProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
}

/// The page.
#[component(Keys)]
pub fn keys(props: &KeysProps) -> Html {
    let words = &props.state.words().keys;
    html! {
        <div class="zc-page zc-keys">
            <h1 id={HEADING_ID} tabindex="-1">{ words.title }</h1>
        </div>
    }
}
