//! 显示: colours and size of letters, behind a word in the header. Lies in the second part of the program.

use std::rc::Rc;

use yew::prelude::*;
use zicha_html::html;

use crate::browser::focus;
use crate::look::{self, Look, Size, Theme};
use crate::own::use_effect_with;
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

/// Draws it. A choice counts at once, and for the next visit where the browser keeps anything. It closes with Escape and
/// when another page is shown.
#[component(Looks)]
pub fn looks(props: &LooksProps) -> Html {
    let words = props.state.words().looks();
    let now = props.state.look;
    let (node, word) = (use_node_ref(), use_node_ref());
    {
        let node = node.clone();
        use_effect_with(props.state.shown(), move |_| {
            focus::fold(&node);
        });
    }
    let onkeydown = {
        let (node, word) = (node.clone(), word.clone());
        move |event: KeyboardEvent| {
            if event.key() == "Escape" && focus::fold(&node) {
                focus::on(&word);
            }
        }
    };
    let put = |change: fn(Look, usize) -> Look| {
        let (dispatch, depot, unkept) =
            (props.dispatch.clone(), props.depot.clone(), props.state.words().find().kept_not);
        Callback::from(move |at: usize| {
            let next = change(now, at);
            dispatch.dispatch(Action::Look(next));
            if !depot.keep_choice(look::KEY, &next.text()) {
                dispatch.dispatch(Action::Unkept(unkept));
            }
        })
    };
    let theme = put(|now, at| Look { theme: Theme::ALL.get(at).copied().unwrap_or_default(), ..now });
    let size = put(|now, at| Look { size: Size::ALL.get(at).copied().unwrap_or_default(), ..now });
    let chosen_theme = Theme::ALL.iter().position(|it| *it == now.theme);
    let chosen_size = Size::ALL.iter().position(|it| *it == now.size);
    let themes = Group { id: "zc-theme", legend: words.theme, options: &words.themes, ..Group::default() };
    let sizes = Group { id: "zc-size", legend: words.size, options: &words.sizes, ..Group::default() };
    html! {
        <details class="zc-looks" ref={node} {onkeydown}>
            <summary class="zc-link" ref={word}>{ words.title }</summary>
            <div class="zc-looks__box">
                { radios(&themes, chosen_theme, &theme) }
                { radios(&sizes, chosen_size, &size) }
            </div>
        </details>
    }
}
