//! Hears the shortcuts while the walk or the table is shown.

use yew::prelude::*;

use super::ToolsProps;
use super::steps::Steps;
use crate::browser::keys;
use crate::own::use_effect_with;
use crate::shortcuts::Shortcut;

/// A shortcut that is switched off, or that has nothing to take back, is left to the browser.
#[hook]
pub(super) fn use_shortcuts(props: &ToolsProps) {
    let now = use_mut_ref(|| props.clone());
    *now.borrow_mut() = props.clone();
    use_effect_with((), move |()| {
        let listening = keys::on_press(move |press| {
            let props = now.borrow().clone();
            let acting = Shortcut::of(press).filter(|it| props.state.shortcuts.acts(*it));
            let Some(shortcut) = acting.filter(|it| !press.in_field || has_something(&props, *it)) else {
                return false;
            };
            Steps::new(&props).act(shortcut);
            true
        });
        move || drop(listening)
    });
}

fn has_something(props: &ToolsProps, shortcut: Shortcut) -> bool {
    let history = props.state.work.as_ref().map(|work| &work.history);
    match shortcut {
        Shortcut::Undo => history.is_some_and(|it| it.back().is_some()),
        Shortcut::Redo => history.is_some_and(|it| it.forth().is_some()),
        Shortcut::Next
        | Shortcut::Previous
        | Shortcut::Problem
        | Shortcut::Blank
        | Shortcut::View
        | Shortcut::Find
        | Shortcut::Help => true,
    }
}
