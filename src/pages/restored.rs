//! The draft that came inside the page (`pages::saved_page`): opened at once, unless this browser keeps another one of
//! the same form and both were changed. Lies in the second part of the program.

use std::rc::Rc;

use yew::prelude::*;
use zicha_core::digest::{hex, sha256};
use zicha_core::draft;
use zicha_core::text;
use zicha_html::html;

use crate::browser::{clock, embedded, focus};
use crate::drafts;
use crate::own::{use_effect_with, use_own};
use crate::pages::home::Depot;
use crate::state::{Action, Dispatch, State, Work};
use crate::words;

/// What is to be done with the draft inside the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// This browser keeps none, or the same, or the one the page's was made from.
    Page,
    /// The page's is the one that this browser's was made from.
    Browser,
    /// Each has something the other lacks.
    Ask,
}

/// Decides by the digests of the two, and of the last one that was both in a page and in this browser.
pub fn choose(page: &str, browser: Option<&str>, common: Option<&str>) -> Choice {
    match browser {
        None => Choice::Page,
        Some(browser) if browser == page || common == Some(browser) => Choice::Page,
        Some(_) if common == Some(page) => Choice::Browser,
        Some(_) => Choice::Ask,
    }
}

/// Of everything in the form, whenever it was saved.
fn digest(work: &Work) -> String {
    hex(&sha256(&drafts::bytes(work, String::new())))
}

/// Where [`remember`] keeps the digest: not among the drafts, whose keys have three colons.
fn common_key(work: &Work) -> String {
    drafts::key(&work.session).replacen(':', "/", 3).replacen('/', ":", 1)
}

/// Notes that the open form is the same in a page and in this browser.
pub fn remember(depot: &Depot, work: &Work) {
    // A fork is not what this browser opens under the form's name.
    if work.fork.is_some() {
        return;
    }
    // Without the note the person is asked once more than needed.
    let _ = depot.0.set(&common_key(work), &digest(work));
}

/// What it needs.
#[derive(Properties, PartialEq, Clone)]
pub struct RestoredProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
    pub depot: Depot,
}

/// The two drafts between which a person decides.
struct Pair {
    page: Work,
    browser: Work,
    page_saved: String,
    browser_saved: String,
}

/// Opens the draft, once; draws the question where there is one.
#[component(Restored)]
pub fn restored(props: &RestoredProps) -> Html {
    let asked = use_own(|| None::<Rc<Pair>>);
    {
        let (props, asked) = (props.clone(), asked.clone());
        use_effect_with((), move |()| open(&props, |pair| asked.set(Some(Rc::new(pair)))));
    }
    let Some(pair) = (*asked).clone() else { return Html::default() };
    let words = words::of(props.state.lang).saved_page();
    let take = |work: Work, other: Work, other_saved: &str| {
        let (props, asked, saved) = (props.clone(), asked.clone(), other_saved.to_owned());
        move |_: MouseEvent| {
            // The one not taken stays among the drafts, under a name of its own.
            let text = String::from_utf8(drafts::bytes(&other, saved.clone())).unwrap_or_default();
            let key = [&drafts::key(&other.session), ":", &saved].concat();
            let said = if props.depot.0.set(&key, &text).is_ok() { words.other_kept } else { words.other_not_kept };
            asked.set(None);
            props.dispatch.dispatch(Action::Open(Box::new(work.clone())));
            props.dispatch.dispatch(Action::Say(said.to_owned()));
        }
    };
    let from_page = take(pair.page.clone(), pair.browser.clone(), &pair.browser_saved);
    let from_browser = take(pair.browser.clone(), pair.page.clone(), &pair.page_saved);
    let line = |name: &'static str, work: &Work, saved: &str| {
        let total = work.session.total();
        html! { <li>{ name }{ (words.state)(&drafts::moment(saved), total.complete, total.rows) }</li> }
    };
    html! {
        <div class="zc-banner zc-banner--warn" id="zc-restored" tabindex="-1">
            <p>{ words.both_changed }</p>
            <ul>
                { line(words.in_page, &pair.page, &pair.page_saved) }
                { line(words.in_browser, &pair.browser, &pair.browser_saved) }
            </ul>
            <div class="zc-row">
                <button type="button" class="zc-button" onclick={from_page}>{ words.take_page }</button>
                <button type="button" class="zc-button" onclick={from_browser}>{ words.take_browser }</button>
            </div>
        </div>
    }
}

fn open(props: &RestoredProps, ask: impl FnOnce(Pair)) {
    let words = words::of(props.state.lang).saved_page();
    let Some(json) = embedded::draft() else { return };
    let read = |text: &str| drafts::open(text.as_bytes(), &props.state.shelf, clock::today());
    let saved = |text: &str| draft::read(text.as_bytes()).map(|it| it.meta.saved).unwrap_or_default();
    let mut page = match read(&json) {
        Ok(work) => work,
        Err(error) => {
            let why = text::draft_error(&error, props.state.lang);
            return props.dispatch.dispatch(Action::Say((words.unusable)(&why)));
        }
    };
    let stored = props.depot.0.get(&drafts::key(&page.session));
    let browser = stored.as_deref().and_then(|text| read(text).ok());
    let common = props.depot.0.get(&common_key(&page));
    match (choose(&digest(&page), browser.as_ref().map(digest).as_deref(), common.as_deref()), browser) {
        (Choice::Ask, Some(browser)) => {
            let browser_saved = saved(stored.as_deref().unwrap_or_default());
            ask(Pair { page_saved: saved(&json), browser_saved, page, browser });
            focus::on_id("zc-restored");
        }
        (Choice::Browser, Some(browser)) => {
            props.dispatch.dispatch(Action::Open(Box::new(browser)));
            props.dispatch.dispatch(Action::Say(words.browser_newer.to_owned()));
        }
        (Choice::Page | Choice::Browser | Choice::Ask, _) => {
            remember(&props.depot, &page);
            let at = drafts::moment(&saved(&json));
            page.changes = 1;
            props.dispatch.dispatch(Action::Open(Box::new(page)));
            props.dispatch.dispatch(Action::Say((words.opened)(&at)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newer_of_two_is_taken_and_only_a_fork_is_asked_about() {
        let check = |page, browser, common, want| assert_eq!(choose(page, browser, common), want);
        check("a", None, None, Choice::Page);
        check("a", None, Some("b"), Choice::Page);
        check("a", Some("a"), None, Choice::Page);
        check("b", Some("a"), Some("a"), Choice::Page);
        check("a", Some("b"), Some("a"), Choice::Browser);
        check("b", Some("c"), Some("a"), Choice::Ask);
        check("b", Some("c"), None, Choice::Ask);
    }
}
