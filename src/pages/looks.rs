//! 显示: colours and size of letters, behind a word in the header. Lies in the second part of the program.

use std::rc::Rc;

use yew::prelude::*;
use zicha_html::html;

use crate::look::{self, Look, Size, Theme};
use crate::pages::home::Depot;
use crate::state::{Action, Dispatch, State};
use crate::widgets::choice::{Group, radios};

/// What it is drawn from.
#[derive(Properties, PartialEq, Clone)]
pub struct LooksProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
    pub depot: Depot,
}

/// Draws it. A choice counts at once, and for the next visit where the browser keeps anything.
#[component(Looks)]
pub fn looks(props: &LooksProps) -> Html {
    let words = props.state.words().looks();
    let now = props.state.look;
    let put = |change: fn(Look, usize) -> Look| {
        let (dispatch, depot) = (props.dispatch.clone(), props.depot.clone());
        Callback::from(move |at: usize| {
            let next = change(now, at);
            // Where it cannot be kept it still counts until the page is closed.
            let _ = depot.0.set(look::KEY, &next.text());
            dispatch.dispatch(Action::Look(next));
        })
    };
    let theme = put(|now, at| Look { theme: Theme::ALL.get(at).copied().unwrap_or_default(), ..now });
    let size = put(|now, at| Look { size: Size::ALL.get(at).copied().unwrap_or_default(), ..now });
    let chosen_theme = Theme::ALL.iter().position(|it| *it == now.theme);
    let chosen_size = Size::ALL.iter().position(|it| *it == now.size);
    let themes = Group { id: "zc-theme", legend: words.theme, options: &words.themes, ..Group::default() };
    let sizes = Group { id: "zc-size", legend: words.size, options: &words.sizes, ..Group::default() };
    html! {
        <details class="zc-looks">
            <summary class="zc-link">{ words.title }</summary>
            <div class="zc-looks__box">
                { radios(&themes, chosen_theme, &theme) }
                { radios(&sizes, chosen_size, &size) }
            </div>
        </details>
    }
}
