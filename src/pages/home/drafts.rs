//! The drafts this browser keeps: continue one, or delete it after a question.

use crate::own::{Own, use_effect_with, use_own};
use yew::prelude::*;
use zicha_core::draft::{self, Draft};
use zicha_core::text;
use zicha_html::html;

use super::HomePageProps;
use crate::browser::storage::PREFIX;
use crate::browser::{clock, focus};
use crate::drafts as store;
use crate::state::{Action, HEADING_ID, State};

/// Heading of the list; the buttons that delete are named after it.
const LIST_ID: &str = "zc-drafts";
/// The answer that deletes nothing.
const KEEP_ID: &str = "zc-drafts-keep";
/// Most drafts listed.
const DRAFTS_MAX: usize = 200;

/// A draft as the list shows it.
#[derive(Clone, PartialEq)]
struct Entry {
    key: String,
    /// Unit, period and catalogue, or why it cannot be opened.
    name: String,
    can_open: bool,
    saved: String,
}

fn entries(props: &HomePageProps) -> Vec<Entry> {
    let words = props.state.words().drafts();
    let keys = props.depot.0.keys().into_iter().filter(|key| key.matches(':').count() >= 3);
    let entry = |key: String| {
        let text = props.depot.0.get(&key)?;
        let draft = draft::read(text.as_bytes()).ok();
        let name = match &draft {
            Some(draft) => name(draft, &props.state),
            None => format!("{} ({})", words.unreadable, key.trim_start_matches(PREFIX)),
        };
        let can_open = draft.as_ref().is_some_and(|it| props.state.shelf.book(&it.catalogue).is_some());
        let saved = draft.map(|it| store::moment(&it.meta.saved)).unwrap_or_default();
        Some(Entry { key, name, can_open, saved })
    };
    keys.filter_map(entry).take(DRAFTS_MAX).collect()
}

fn name(draft: &Draft, state: &State) -> String {
    let Some(book) = state.shelf.book(&draft.catalogue) else {
        return format!("{} · {}", draft.unit, (state.words().drafts().catalogue_missing)(&draft.catalogue));
    };
    let period = book.head.periods.iter().find(|it| it.0 == draft.period);
    let period = period.map_or(draft.period.as_str(), |it| &it.1);
    format!("{} · {period} · {}", draft.unit, book.head.title)
}

/// Draws the list.
#[component(Drafts)]
pub(super) fn drafts(props: &HomePageProps) -> Html {
    let words = props.state.words().drafts();
    // Counts deletions: the storage itself cannot be compared.
    let turn = use_own(|| 0_u32);
    let asked = use_own(|| None::<String>);
    let list = use_memo((*turn, props.state.shelf.books.len()), |_| entries(props));
    use_keyboard(list.iter().position(|it| asked.as_ref() == Some(&it.key)), *turn, list.is_empty());
    if list.is_empty() {
        return Html::default();
    }
    let delete = {
        let (props, turn, asked) = (props.clone(), turn.clone(), asked.clone());
        Callback::from(move |key: String| {
            props.depot.0.remove(&key);
            asked.set(None);
            turn.set(turn.wrapping_add(1));
            props.dispatch.dispatch(Action::Say(props.state.words().drafts().deleted.to_owned()));
        })
    };
    html! {
        <section class="zc-panel" aria-labelledby="zc-drafts">
            <h2 id={LIST_ID} tabindex="-1">{ words.title }</h2>
            <ul class="zc-drafts">{ for list.iter().enumerate().map(|(at, entry)| one(props, at, entry, &asked, &delete)) }</ul>
        </section>
    }
}

/// The button that has the keyboard goes when it is pressed: the keyboard goes on to the answer that changes nothing,
/// back to the button, or to the heading once the draft is gone.
#[hook]
fn use_keyboard(asked: Option<usize>, turn: u32, is_empty: bool) {
    let before = use_mut_ref(|| (None::<usize>, 0_u32));
    use_effect_with((asked, turn), move |(asked, turn)| match (before.replace((*asked, *turn)), asked) {
        (_, Some(_)) => focus::on_id(KEEP_ID),
        ((Some(_), then), None) if then != *turn => focus::on_id(if is_empty { HEADING_ID } else { LIST_ID }),
        ((Some(at), _), None) => focus::on_id(&delete_id(at)),
        ((None, _), None) => {}
    });
}

fn delete_id(at: usize) -> String {
    format!("{LIST_ID}-{at}-delete")
}

fn one(
    props: &HomePageProps,
    at: usize,
    entry: &Entry,
    asked: &Own<Option<String>>,
    delete: &Callback<String>,
) -> Html {
    let (home, words) = (&props.state.words().home, props.state.words().drafts());
    let open = {
        let (props, key) = (props.clone(), entry.key.clone());
        move |_: MouseEvent| {
            // As it is now: another window may have gone on with it.
            let text = props.depot.0.get(&key).unwrap_or_default();
            props.dispatch.dispatch(match store::open(text.as_bytes(), &props.state.shelf, clock::today()) {
                Ok(mut work) => {
                    work.fork = store::fork(&key, &work.session);
                    Action::Open(Box::new(work))
                }
                Err(error) => Action::Say(text::draft_error(&error, props.state.lang)),
            });
        }
    };
    let is_open = props.state.work.as_ref().is_some_and(|work| store::key_of_work(work) == entry.key);
    let ask = {
        let (asked, key, props) = (asked.clone(), entry.key.clone(), props.clone());
        move |_: MouseEvent| {
            asked.set(Some(key.clone()));
            props.dispatch.dispatch(Action::Tell(props.state.words().drafts().sure.to_owned()));
        }
    };
    html! {
        <li key={entry.key.clone()} class="zc-drafts__item">
            <span class="zc-drafts__name" lang="zh-Hans">{ &entry.name }</span>
            if !entry.saved.is_empty() { <small>{ (words.saved_at)(&entry.saved) }</small> }
            if asked.as_ref() == Some(&entry.key) {
                { sure(props, &entry.key, asked, delete) }
            } else {
                <span class="zc-row">
                    if entry.can_open && !is_open {
                        <button type="button" class="zc-button zc-button--primary" onclick={open}>{ home.open_draft }</button>
                    }
                    if !is_open {
                        <button type="button" class="zc-button" id={delete_id(at)} onclick={ask}>{ words.delete }</button>
                    }
                </span>
            }
        </li>
    }
}

fn sure(props: &HomePageProps, key: &str, asked: &Own<Option<String>>, delete: &Callback<String>) -> Html {
    let words = props.state.words().drafts();
    let yes = {
        let key = key.to_owned();
        delete.reform(move |_: MouseEvent| key.clone())
    };
    let asked = asked.clone();
    let no = move |_: MouseEvent| asked.set(None);
    html! {
        <span class="zc-row">
            <span>{ words.sure }</span>
            <button type="button" class="zc-button" onclick={yes}>{ words.yes }</button>
            <button type="button" class="zc-button zc-button--primary" id={KEEP_ID} onclick={no}>{ words.no }</button>
        </span>
    }
}
