//! Getting about the rows, above the walk and above the table: view, search, filter, taking back. It also hears the keys.
//! Lies in the second part of the program.

mod filter;
pub mod help;
mod keys;
mod search;
pub mod steps;

use std::rc::Rc;

use crate::markup::classes;
use crate::own::use_own;
use yew::prelude::*;
use zicha_html::html;

use self::search::Search;
use self::steps::Steps;
use crate::route::Route;
use crate::shortcuts::Shortcut;
use crate::state::{Action, Dispatch, State};
use crate::words::Find;

/// What it is drawn from.
#[derive(Properties, PartialEq, Clone)]
pub struct ToolsProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
    /// The row one is on.
    pub at: usize,
}

/// Draws it.
#[component(Tools)]
pub fn tools(props: &ToolsProps) -> Html {
    keys::use_shortcuts(props);
    let words = props.state.words().find();
    let open = use_own(|| false);
    let chosen = props.state.sieve.chosen();
    let toggle = {
        let (open, now) = (open.clone(), *open);
        move |_: MouseEvent| open.set(!now)
    };
    let label = if chosen == 0 { words.filter.to_owned() } else { (words.filter_on)(chosen) };
    html! {
        <section class="zc-tools" aria-label={words.tools}>
            <div class="zc-tools__line">
                { views(props, words) }
                <Search ..props.clone() />
                <button type="button" id="zc-filter" class={classes!("zc-button", (chosen > 0).then_some("zc-button--on"))} onclick={toggle}
                    aria-expanded={if *open { "true" } else { "false" }} aria-controls="zc-sieve">{ label }</button>
                { history(props, words) }
            </div>
            <div id="zc-sieve">{ filter::filter(props, *open) }</div>
        </section>
    }
}

/// 逐项 or 表格.
fn views(props: &ToolsProps, words: &Find) -> Html {
    let here = props.state.shown();
    let link = |route: Route, label: &str, is_here: bool| {
        let dispatch = props.dispatch.clone();
        let onclick = move |event: MouseEvent| {
            event.prevent_default();
            dispatch.dispatch(Action::Go(route));
        };
        html! {
            <a class={classes!("zc-views__one", is_here.then_some("zc-views__one--here"))} href={route.address(props.state.sieve)} {onclick}
                aria-current={is_here.then_some("true")}>{ label }</a>
        }
    };
    let is_table = matches!(here, Route::Table(_));
    html! {
        <span class="zc-views" role="group" aria-label={words.views} title={key(props, Shortcut::View)}>
            { link(Route::Walk(props.at), words.one, !is_table) }
            { link(Route::Table(props.at), words.table, is_table) }
        </span>
    }
}

/// The key of a button, unless it is switched off.
fn key(props: &ToolsProps, shortcut: Shortcut) -> Option<&'static str> {
    props.state.shortcuts.acts(shortcut).then(|| shortcut.keys())
}

fn history(props: &ToolsProps, words: &Find) -> Html {
    let Some(work) = &props.state.work else { return Html::default() };
    let button = |id: &'static str, label: &str, shortcut: Shortcut, is_there: bool| {
        let steps = Steps::new(props);
        let onclick = move |_: MouseEvent| steps.act(shortcut);
        html! {
            <button type="button" {id} class="zc-button" {onclick} disabled={!is_there} title={key(props, shortcut)}>{ label }</button>
        }
    };
    html! {
        <span class="zc-tools__history">
            { button("zc-undo", words.undo, Shortcut::Undo, work.history.back().is_some()) }
            { button("zc-redo", words.redo, Shortcut::Redo, work.history.forth().is_some()) }
        </span>
    }
}
