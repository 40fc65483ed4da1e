//! The draft that came inside the page (`pages::saved_page`): opened at once, unless this browser keeps another one of
//! the same form and both were changed. Lies in the second part of the program.

use std::rc::Rc;

use yew::prelude::*;
use zicha_core::digest::{hex, sha256};
use zicha_core::draft::{self, PAST_MAX};
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

/// What a form holds and the pages it was saved in.
#[derive(Clone, Debug)]
pub struct Version {
    /// Digest of everything in it, whenever it was saved.
    content: String,
    past: Rc<[String]>,
}

impl Version {
    pub fn of(work: &Work) -> Version {
        let mut bare = work.clone();
        bare.past = Rc::from([]);
        Version { content: hex(&sha256(&drafts::bytes(&bare, String::new()))), past: Rc::clone(&work.past) }
    }

    /// The entry of a page saved of it after those before.
    fn entry(&self, before: &[String]) -> String {
        let before = before.last().map_or("", String::as_str);
        hex(&sha256(&[before.as_bytes(), self.content.as_bytes()].concat()))
    }

    /// Its latest page, where it has not changed since; that of a page saved now, where there was none.
    fn page(&self) -> Option<String> {
        match &*self.past {
            [] => Some(self.entry(&[])),
            [before @ .., last] => Some(last).filter(|last| self.entry(before) == **last).cloned(),
        }
    }

    /// The past of a page saved of it now; the same again where nothing has changed since the latest.
    pub fn saved(&self) -> Rc<[String]> {
        if !self.past.is_empty() && self.page().is_some() {
            return Rc::clone(&self.past);
        }
        let all: Vec<String> = self.past.iter().cloned().chain([self.entry(&self.past)]).collect();
        all.get(all.len().saturating_sub(PAST_MAX)..).unwrap_or_default().into()
    }
}

/// Decides by what the two hold and which one goes on from the other.
pub fn choose(page: &Version, browser: Option<&Version>) -> Choice {
    let Some(browser) = browser else { return Choice::Page };
    let goes_on = |one: &Version, from: Option<&String>| from.is_some_and(|it| one.past.contains(it));
    if browser.content == page.content {
        Choice::Page
    } else if goes_on(browser, page.past.last()) {
        Choice::Browser
    } else if goes_on(page, browser.page().as_ref()) {
        Choice::Page
    } else {
        Choice::Ask
    }
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
    match (choose(&Version::of(&page), browser.as_ref().map(Version::of).as_ref()), browser) {
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

    /// What holds `content` and was not saved as a page yet.
    fn fresh(content: &str) -> Version {
        Version { content: content.to_owned(), past: Rc::from([]) }
    }

    /// The same after it was saved as a page, with other content since.
    fn on(from: &Version, content: &str) -> Version {
        Version { content: content.to_owned(), past: from.saved() }
    }

    /// What the page holds that is saved now.
    fn page(of: &Version) -> Version {
        on(of, &of.content)
    }

    #[track_caller]
    fn check(page: &Version, browser: &Version, want: Choice) {
        assert_eq!(choose(page, Some(browser)), want);
    }

    #[test]
    fn the_newer_of_two_is_taken_and_only_a_fork_is_asked_about() {
        let first = page(&fresh("a"));
        let second = page(&on(&first, "b"));
        let third = page(&on(&second, "c"));
        assert_eq!(choose(&first, None), Choice::Page);
        check(&first, &first, Choice::Page);
        check(&first, &fresh("a"), Choice::Page);
        check(&second, &first, Choice::Page);
        check(&third, &first, Choice::Page);
        check(&third, &fresh("a"), Choice::Page);
        check(&first, &second, Choice::Browser);
        check(&first, &on(&first, "b"), Choice::Browser);
        check(&first, &on(&third, "d"), Choice::Browser);
        // Both went on from one page, saved as a page since or not.
        check(&second, &on(&first, "x"), Choice::Ask);
        check(&second, &page(&on(&first, "x")), Choice::Ask);
        check(&second, &fresh("x"), Choice::Ask);
        // A page from before pages were remembered.
        check(&fresh("b"), &fresh("a"), Choice::Ask);
    }

    #[test]
    fn what_was_changed_back_is_still_the_newer() {
        let first = page(&fresh("a"));
        let second = page(&on(&first, "b"));
        let back = page(&on(&second, "a"));
        check(&back, &second, Choice::Page);
        check(&second, &back, Choice::Browser);
        check(&second, &on(&second, "a"), Choice::Browser);
        check(&back, &on(&first, "x"), Choice::Ask);
    }

    #[test]
    fn saving_the_same_again_is_the_same_page_and_the_oldest_pages_are_forgotten() {
        let first = page(&fresh("a"));
        assert_eq!(page(&first).past, first.past);
        let many = (0..PAST_MAX + 5).fold(first.clone(), |it, at| page(&on(&it, &at.to_string())));
        assert_eq!(many.past.len(), PAST_MAX);
        check(&many, &first, Choice::Ask);
        let next = page(&on(&many, "z"));
        check(&next, &many, Choice::Page);
        check(&many, &next, Choice::Browser);
    }
}
