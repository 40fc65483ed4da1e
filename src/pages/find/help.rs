//! 快捷键: every key that acts, and a switch for each.

use std::rc::Rc;

use yew::prelude::*;
use zicha_html::html;

use crate::pages::home::Depot;
use crate::route::Route;
use crate::shortcuts::{KEY, Shortcut, Shortcuts};
use crate::state::{Action, Dispatch, HEADING_ID, State};

/// What the page is drawn from.
#[derive(Properties, PartialEq, Clone)]
pub struct ShortcutsPageProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
    pub depot: Depot,
}

/// Draws the page.
#[component(ShortcutsPage)]
pub fn shortcuts_page(props: &ShortcutsPageProps) -> Html {
    let words = props.state.words().find();
    let back = if props.state.work.is_some() { props.state.back } else { Route::Home };
    let leave = {
        let dispatch = props.dispatch.clone();
        move |event: MouseEvent| {
            event.prevent_default();
            dispatch.dispatch(Action::Go(back));
        }
    };
    html! {
        <div class="zc-keys-page">
            <h1 id={HEADING_ID} tabindex="-1">{ words.shortcuts }</h1>
            <p>{ words.shortcuts_lead }</p>
            <table class="zc-keys-list">
                <thead><tr><th scope="col">{ words.key }</th><th scope="col">{ words.act }</th><th scope="col">{ words.is_on }</th></tr></thead>
                <tbody>{ for Shortcut::ALL.into_iter().map(|it| line(props, it)) }</tbody>
            </table>
            <div class="zc-row">
                { all(props, "zc-keys-off", words.all_off, Shortcuts::none()) }
                { all(props, "zc-keys-on", words.all_on, Shortcuts::default()) }
            </div>
            <h2>{ words.in_table }</h2>
            <p>{ words.in_table_lead }</p>
            <table class="zc-keys-list">
                <thead><tr><th scope="col">{ words.key }</th><th scope="col">{ words.act }</th></tr></thead>
                <tbody>
                    { for words.table_keys.iter().map(|(keys, act)| html! { <tr><td><kbd>{ *keys }</kbd></td><td>{ *act }</td></tr> }) }
                </tbody>
            </table>
            <p><a class="zc-button" id="zc-keys-back" href={back.address(props.state.sieve)} onclick={leave}>{ words.back }</a></p>
        </div>
    }
}

fn line(props: &ShortcutsPageProps, it: Shortcut) -> Html {
    let words = props.state.words().find();
    let now = props.state.shortcuts;
    let props = props.clone();
    let onchange = move |_: Event| keep(&props, now.switched(it));
    let (id, name) = (format!("zc-key-{}", it.code()), format!("zc-key-{}-name", it.code()));
    html! {
        <tr>
            <td><kbd>{ it.keys() }</kbd></td>
            <td id={name.clone()}>{ (words.does)(it) }</td>
            <td><input type="checkbox" {id} aria-labelledby={name} checked={now.acts(it)} {onchange} /></td>
        </tr>
    }
}

fn all(props: &ShortcutsPageProps, id: &'static str, label: &str, next: Shortcuts) -> Html {
    let is_so = props.state.shortcuts == next;
    let props = props.clone();
    let onclick = move |_: MouseEvent| keep(&props, next);
    html! { <button type="button" {id} class="zc-button" disabled={is_so} {onclick}>{ label }</button> }
}

/// It counts at once, and for the next visit where the browser keeps anything.
fn keep(props: &ShortcutsPageProps, next: Shortcuts) {
    props.dispatch.dispatch(Action::Shortcuts(next));
    if !props.depot.keep_choice(KEY, &next.text()) {
        props.dispatch.dispatch(Action::Unkept(props.state.words().find().kept_not));
    }
}
