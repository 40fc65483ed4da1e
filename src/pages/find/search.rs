//! The search field with its list of rows: WAI-ARIA's combobox, of which the list is chosen from with the arrow keys.

use std::rc::Rc;

use crate::markup::classes;
use crate::own::{Own, use_own};
use yew::prelude::*;
use zicha_core::find::{Found, Hit, Initials, Place, excerpt, find};
use zicha_core::session::Session;
use zicha_core::text::wide;
use zicha_html::html;

use super::steps::{SEARCH_ID, Steps};
use super::{ToolsProps, key};
use crate::browser::events;
use crate::shortcuts::Shortcut;
use crate::state::Action;

/// Most rows listed.
const LISTED_MAX: usize = 30;
/// Characters of the text shown with a row that was found by its text.
const EXCERPT_CHARS: usize = 36;
const LIST_ID: &str = "zc-find-list";

/// What is typed, what was found by it, and which of that the arrow keys are on.
#[derive(Clone, Default, PartialEq)]
struct Asked {
    query: String,
    found: Rc<Found>,
    on: Option<usize>,
    open: bool,
}

impl Asked {
    fn listed(&self) -> &[Hit] {
        self.found.hits.get(..self.found.hits.len().min(LISTED_MAX)).unwrap_or_default()
    }

    /// The row that Enter leads to: the one the arrow keys are on, or else the first.
    fn wanted(&self) -> Option<usize> {
        self.listed().get(self.on.unwrap_or(0)).map(|hit| hit.row)
    }

    /// With the arrow keys one further; they go round, by way of the field itself.
    fn moved(&self, down: bool) -> Asked {
        let last = self.listed().len().checked_sub(1);
        let on = match (self.on, down) {
            (None, true) => last.map(|_| 0),
            (None, false) => last,
            (Some(at), true) => at.checked_add(1).filter(|at| Some(*at) <= last),
            (Some(at), false) => at.checked_sub(1),
        };
        Asked { on, open: last.is_some(), ..self.clone() }
    }
}

/// Draws it.
#[component(Search)]
pub(super) fn search(props: &ToolsProps) -> Html {
    let words = props.state.words().find();
    let asked = use_own(Asked::default);
    let initials = use_mut_ref(|| None::<Rc<Initials>>);
    let oninput = {
        let (asked, props) = (asked.clone(), props.clone());
        move |event: InputEvent| {
            let table = Rc::clone(initials.borrow_mut().get_or_insert_with(|| Rc::new(Initials::new())));
            look(&props, &asked, events::typed(&event), &table);
        }
    };
    let onkeydown = {
        let (asked, props) = (asked.clone(), props.clone());
        move |event: KeyboardEvent| press(&props, &asked, &event)
    };
    let onblur = {
        let asked = asked.clone();
        move |_: FocusEvent| {
            let now = asked.latest();
            asked.set(Asked { open: false, on: None, ..(*now).clone() });
        }
    };
    let open = asked.open && !asked.query.trim().is_empty();
    let on = asked.on.filter(|_| open).map(|at| format!("{LIST_ID}-{at}"));
    let placeholder = match key(props, Shortcut::Find) {
        Some(key) => format!("{}  {key}", words.search_hint),
        None => words.search_hint.to_owned(),
    };
    html! {
        <div class="zc-find" role="search">
            <label class="zc-unseen" for={SEARCH_ID}>{ words.search }</label>
            <input type="text" id={SEARCH_ID} class="zc-field__input zc-find__input" role="combobox" autocomplete="off" spellcheck="false"
                value={asked.query.clone()} {placeholder} {oninput} {onkeydown} {onblur} aria-autocomplete="list" aria-controls={LIST_ID}
                aria-expanded={if open { "true" } else { "false" }} aria-activedescendant={on} />
            <div class={if open { "zc-find__box" } else { "zc-find__box zc-find__box--closed" }}>
                <ul id={LIST_ID} role="listbox" class="zc-find__list" aria-label={words.search}>
                    if open { { for asked.listed().iter().enumerate().map(|(at, hit)| option(props, &asked, at, *hit)) } }
                </ul>
                if open { <p class="zc-find__count">{ count(props, &asked) }</p> }
            </div>
        </div>
    }
}

fn count(props: &ToolsProps, asked: &Asked) -> String {
    let words = props.state.words().find();
    match (asked.found.all, asked.listed().len()) {
        (0, _) => (words.found_none)(asked.query.trim()),
        (all, shown) if shown < all => (words.more)(shown, all),
        (all, _) => (words.found)(all),
    }
}

fn look(props: &ToolsProps, asked: &Own<Asked>, query: String, initials: &Initials) {
    let Some(session) = props.state.session() else { return };
    let catalogue = session.catalogue();
    let found = find(catalogue, 0..catalogue.indicators.len(), &query, initials);
    let next = Asked { query, found: Rc::new(found), on: None, open: true };
    // Said for the ear; the eye has it below the list.
    if !next.query.trim().is_empty() && next.found.all != asked.latest().found.all {
        props.dispatch.dispatch(Action::Hear(count(props, &next)));
    }
    asked.set(next);
}

fn press(props: &ToolsProps, asked: &Own<Asked>, event: &KeyboardEvent) {
    if events::is_composing(event) {
        return;
    }
    let now = asked.latest();
    match event.key().as_str() {
        "ArrowDown" | "ArrowUp" => {
            event.prevent_default();
            let next = now.moved(event.key() == "ArrowDown");
            if let Some(at) = next.on {
                crate::browser::focus::show(&format!("{LIST_ID}-{at}"));
            }
            asked.set(next);
        }
        "Enter" => {
            event.prevent_default();
            if let Some(row) = now.wanted() {
                choose(props, asked, row);
            }
        }
        "Escape" if now.open || !now.query.is_empty() => {
            event.prevent_default();
            event.stop_propagation();
            // Once closes the list, twice empties the field.
            let query = if now.open { now.query.clone() } else { String::new() };
            asked.set(Asked { query, open: false, on: None, ..(*now).clone() });
        }
        _ => {}
    }
}

fn choose(props: &ToolsProps, asked: &Own<Asked>, row: usize) {
    asked.set(Asked::default());
    props.dispatch.dispatch((Steps::new(props).to())(row));
}

fn option(props: &ToolsProps, asked: &Own<Asked>, at: usize, hit: Hit) -> Html {
    let words = props.state.words();
    let Some(session) = props.state.session() else { return Html::default() };
    let Some(indicator) = session.catalogue().indicators.get(hit.row) else { return Html::default() };
    let is_on = asked.on == Some(at);
    let onclick = {
        let (asked, props) = (asked.clone(), props.clone());
        move |_: MouseEvent| choose(&props, &asked, hit.row)
    };
    // The keyboard stays in the field.
    let onmousedown = |event: MouseEvent| event.prevent_default();
    let by_text = matches!(hit.place, Place::Text | Place::TextInitials);
    html! {
        <li key={hit.row} id={format!("{LIST_ID}-{at}")} role="option" aria-selected={if is_on { "true" } else { "false" }}
            class={classes!("zc-find__one", is_on.then_some("zc-find__one--on"))} {onclick} {onmousedown}>
            <strong>{ (words.walk.number)(&indicator.number) }</strong>{ " " }
            <span lang="zh-Hans">{ wide(indicator.title.as_deref().unwrap_or_default()) }</span>
            if by_text { <small lang="zh-Hans">{ excerpt(indicator, &asked.query, EXCERPT_CHARS) }</small> }
            if !is_mine(session, hit.row) { <small>{ words.find().not_mine }</small> }
        </li>
    }
}

fn is_mine(session: &Session, row: usize) -> bool {
    session.row(row).is_some_and(|row| row.tier.is_mine())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(rows: usize) -> Asked {
        let hits = (0..rows).map(|row| Hit { row, place: Place::Title }).collect();
        Asked { query: "x".to_owned(), found: Rc::new(Found { hits, all: rows }), on: None, open: true }
    }

    #[test]
    fn the_arrow_keys_go_round_by_way_of_the_field() {
        let mut it = asked(2);
        for (down, expected) in
            [(true, Some(0)), (true, Some(1)), (true, None), (false, Some(1)), (false, Some(0)), (false, None)]
        {
            it = it.moved(down);
            assert_eq!(it.on, expected);
        }
    }

    #[test]
    fn enter_leads_to_the_first_unless_another_is_chosen() {
        assert_eq!(asked(2).wanted(), Some(0));
        assert_eq!(asked(2).moved(false).wanted(), Some(1));
        assert_eq!(asked(0).wanted(), None);
        assert_eq!(asked(0).moved(true).on, None);
    }

    #[test]
    fn what_is_past_the_bound_is_not_listed() {
        assert_eq!(asked(LISTED_MAX + 1).listed().len(), LISTED_MAX);
        assert_eq!(asked(LISTED_MAX + 1).moved(false).wanted(), Some(LISTED_MAX - 1));
    }
}
