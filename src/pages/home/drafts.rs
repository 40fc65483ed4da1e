//! The drafts this browser keeps: continue one, or delete it after a question.

use crate::own::{Own, use_own};
use yew::prelude::*;
use zicha_core::{draft, text};
use zicha_html::html;

use super::HomePageProps;
use crate::browser::clock;
use crate::browser::storage::PREFIX;
use crate::drafts as store;
use crate::state::{Action, Shelf};

/// Most drafts listed.
const DRAFTS_MAX: usize = 200;

/// A draft as the list shows it.
#[derive(Clone, PartialEq)]
struct Entry {
    key: String,
    /// Unit, period and catalogue; empty where it cannot be read.
    name: String,
    saved: String,
    text: String,
}

fn entries(props: &HomePageProps) -> Vec<Entry> {
    let keys = props.depot.0.keys().into_iter().filter(|key| key.matches(':').count() >= 3);
    let entry = |key: String| {
        let text = props.depot.0.get(&key)?;
        let (name, saved) = described(&text, &props.state.shelf).unwrap_or_default();
        Some(Entry { key, name, saved, text })
    };
    keys.filter_map(entry).take(DRAFTS_MAX).collect()
}

fn described(text: &str, shelf: &Shelf) -> Option<(String, String)> {
    let draft = draft::read(text.as_bytes()).ok()?;
    let head = &shelf.book(&draft.catalogue)?.head;
    let period = head.periods.iter().find(|it| it.0 == draft.period);
    let period = period.map_or(draft.period.as_str(), |it| &it.1);
    Some((format!("{} · {period} · {}", draft.unit, head.title), store::moment(&draft.meta.saved)))
}

/// Draws the list.
#[component(Drafts)]
pub(super) fn drafts(props: &HomePageProps) -> Html {
    let home = &props.state.words().home;
    // Counts deletions: the storage itself cannot be compared.
    let turn = use_own(|| 0_u32);
    let asked = use_own(|| None::<String>);
    let list = use_memo((*turn, props.state.shelf.books.len()), |_| entries(props));
    if list.is_empty() {
        return Html::default();
    }
    let delete = {
        let (props, turn, asked) = (props.clone(), turn.clone(), asked.clone());
        Callback::from(move |key: String| {
            props.depot.0.remove(&key);
            asked.set(None);
            turn.set(turn.wrapping_add(1));
            props.dispatch.dispatch(Action::Say(props.state.words().home.deleted.to_owned()));
        })
    };
    html! {
        <section class="zc-panel" aria-labelledby="zc-drafts">
            <h2 id="zc-drafts">{ home.drafts }</h2>
            <ul class="zc-drafts">{ for list.iter().map(|entry| one(props, entry, &asked, &delete)) }</ul>
        </section>
    }
}

fn one(props: &HomePageProps, entry: &Entry, asked: &Own<Option<String>>, delete: &Callback<String>) -> Html {
    let home = &props.state.words().home;
    let readable = !entry.name.is_empty();
    let name = if readable {
        entry.name.clone()
    } else {
        format!("{} ({})", home.draft_unreadable, entry.key.trim_start_matches(PREFIX))
    };
    let open = {
        let (props, text) = (props.clone(), entry.text.clone());
        move |_: MouseEvent| {
            props.dispatch.dispatch(match store::open(text.as_bytes(), &props.state.shelf, clock::today()) {
                Ok(work) => Action::Open(Box::new(work)),
                Err(error) => Action::Say(text::draft_error(&error, props.state.lang)),
            });
        }
    };
    let is_open = props.state.session().is_some_and(|session| store::key(session) == entry.key);
    let ask = {
        let (asked, key) = (asked.clone(), entry.key.clone());
        move |_: MouseEvent| asked.set(Some(key.clone()))
    };
    html! {
        <li key={entry.key.clone()} class="zc-drafts__item">
            <span class="zc-drafts__name" lang="zh-Hans">{ name }</span>
            if !entry.saved.is_empty() { <small>{ (home.saved_at)(&entry.saved) }</small> }
            if asked.as_ref() == Some(&entry.key) {
                { sure(props, &entry.key, asked, delete) }
            } else {
                <span class="zc-row">
                    if readable && !is_open {
                        <button type="button" class="zc-button zc-button--primary" onclick={open}>{ home.open_draft }</button>
                    }
                    if !is_open {
                        <button type="button" class="zc-button" onclick={ask}>{ home.delete_draft }</button>
                    }
                </span>
            }
        </li>
    }
}

fn sure(props: &HomePageProps, key: &str, asked: &Own<Option<String>>, delete: &Callback<String>) -> Html {
    let home = &props.state.words().home;
    let yes = {
        let key = key.to_owned();
        delete.reform(move |_: MouseEvent| key.clone())
    };
    let asked = asked.clone();
    let no = move |_: MouseEvent| asked.set(None);
    html! {
        <span class="zc-row" role="alert">
            <span>{ home.delete_sure }</span>
            <button type="button" class="zc-button" onclick={yes}>{ home.delete_yes }</button>
            <button type="button" class="zc-button zc-button--primary" onclick={no}>{ home.delete_no }</button>
        </span>
    }
}
