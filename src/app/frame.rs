//! What stands around every page: header, banner, live region, footer.

use std::rc::Rc;

use crate::markup::classes;
use yew::prelude::*;
use zicha_core::text::{Lang, wide};
use zicha_html::html;

use crate::browser::late::Late;
use crate::browser::{clock, embedded, files, host};
use crate::drafts;
use crate::pages::elsewhere::Elsewhere;
use crate::pages::embed::Desk;
use crate::pages::home::Depot;
use crate::pages::looks::Looks;
use crate::pages::reopen::Reopen;
use crate::pages::restored::Restored;
use crate::pages::saved_page::SavePage;
use crate::route::Route;
use crate::state::{Action, Dispatch, How, State, Storing, Work};
use crate::widgets::paper::paper;

/// What the frame is drawn from.
pub(super) struct Frame<'a> {
    pub state: &'a Rc<State>,
    pub dispatch: &'a Dispatch,
    pub depot: &'a Depot,
    /// The page came with answers inside.
    pub came_filled: bool,
}

/// Draws the frame with the page in it.
pub(super) fn frame(it: &Frame<'_>, page: Html) -> Html {
    let words = &it.state.words().frame;
    let sheet = match it.state.shown() {
        Route::Narrate | Route::Keys => Some("zc--sheet"),
        Route::Ledger => Some("zc--ledger"),
        Route::Home
        | Route::Walk(_)
        | Route::Facts
        | Route::Table(_)
        | Route::Shortcuts
        | Route::Review
        | Route::Sign
        | Route::Countersign
        | Route::Verify
        | Route::Receive
        | Route::Trust
        | Route::About => None,
    };
    html! {
        <div class={classes!("zc", sheet)} lang={it.state.lang.tag()} data-theme={it.state.look.theme.attribute()}
            data-size={it.state.look.size.attribute()}>
            <a class="zc-skip" href="#zc-main" onclick={skip()}>{ words.skip }</a>
            { header(it) }
            { elsewhere(it) }
            { urge(it) }
            { restored(it) }
            { reopen(it) }
            { desk(it) }
            { for it.state.shelf.unreadable.iter().map(|id| html! { <p class="zc-banner zc-banner--warn">{ (words.bad_block)(id) }</p> }) }
            <main id="zc-main" class="zc-main" tabindex="-1">{ on_paper(it, page) }</main>
            { notice(it) }
            <footer class="zc-footer">
                <span>{ words.footer }</span>{ " " }<span>{ (words.build)(&embedded::build_id()) }</span>{ " " }
                <a href={Route::About.hash()} onclick={go(it, Route::About)}>{ words.about }</a>{ offline(it) }
            </footer>
        </div>
    }
}

/// What is printed of the open form bears its foot; other pages bring their own.
fn on_paper(it: &Frame<'_>, page: Html) -> Html {
    let route = it.state.shown();
    // The ledger has a foot of its own.
    let has_foot = route.needs_work() && route != Route::Ledger;
    let foot = it.state.work.as_ref().filter(|_| has_foot).map(Work::foot);
    paper(foot.as_ref(), it.state.lang, page)
}

/// The single file lies beside the hosted page.
fn offline(it: &Frame<'_>) -> Html {
    let build = embedded::build_id();
    if embedded::edition() != embedded::Edition::Hosted || build == "dev" {
        return Html::default();
    }
    html! { <>{ " " }<a href="zicha.html" download="zicha.html">{ it.state.words().saved_page().offline }</a></> }
}

/// The address belongs to the pages, so the link acts instead of being followed.
fn skip() -> Callback<MouseEvent> {
    Callback::from(|event: MouseEvent| {
        event.prevent_default();
        crate::browser::focus::on_id("zc-main");
    })
}

fn header(it: &Frame<'_>) -> Html {
    let words = &it.state.words().frame;
    html! {
        <header class="zc-header">
            <div class="zc-header__line">
                <a class="zc-header__product" href={Route::Home.hash()} onclick={go(it, Route::Home)}>
                    { plate() }{ embedded::name().unwrap_or_else(|| words.product.to_owned()) }
                </a>
                { what(it) }
                <span class="zc-header__tools">
                    { saving(it) }
                    { looks(it) }
                    { language(it) }
                </span>
            </div>
            <nav class="zc-nav" aria-label={words.pages}>
                { link(it, Route::Home, words.nav_home) }
                if let Some(work) = &it.state.work {
                    { link(it, walk_route(it, work), words.nav_walk) }
                    { link(it, Route::Review, words.nav_review) }
                    { link(it, Route::Narrate, words.nav_narrate) }
                    { link(it, Route::Sign, words.nav_sign) }
                }
                if it.state.office != Late::Absent {
                    { link(it, Route::Countersign, words.nav_countersign) }
                }
                { link(it, Route::Verify, words.nav_verify) }
                if it.state.office != Late::Absent {
                    { link(it, Route::Receive, words.nav_receive) }
                    { link(it, Route::Trust, words.nav_trust) }
                }
                { link(it, Route::Keys, words.nav_keys) }
            </nav>
            <p class="zc-banner">{ words.secrecy }</p>
        </header>
    }
}

/// The name plate: a sheet with a tick in it; also in index.html, for the tab.
fn plate() -> Html {
    html! {
        <svg class="zc-plate" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <path d="M7 2h18a5 5 0 0 1 5 5v18a5 5 0 0 1-5 5H7a5 5 0 0 1-5-5V7a5 5 0 0 1 5-5zm1 15 6 6L25 12l-3-3-8 8-3-3z" fill-rule="evenodd" />
        </svg>
    }
}

/// Back to the row one was on, or the first blank one.
fn walk_route(it: &Frame<'_>, work: &Work) -> Route {
    match it.state.shown() {
        Route::Walk(at) => Route::Walk(at),
        Route::Table(at) => Route::Table(at),
        Route::Home
        | Route::Facts
        | Route::Shortcuts
        | Route::Review
        | Route::Narrate
        | Route::Ledger
        | Route::Sign
        | Route::Countersign
        | Route::Verify
        | Route::Receive
        | Route::Trust
        | Route::Keys
        | Route::About => Route::Walk(work.session.next_blank(usize::MAX).unwrap_or(0)),
    }
}

fn go(it: &Frame<'_>, route: Route) -> Callback<MouseEvent> {
    let dispatch = it.dispatch.clone();
    Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        dispatch.dispatch(Action::Go(route));
    })
}

fn link(it: &Frame<'_>, route: Route, label: &str) -> Html {
    let here = it.state.shown() == route;
    html! {
        <a class={classes!("zc-nav__link", here.then_some("zc-nav__link--here"))} href={route.hash()} onclick={go(it, route)}
            aria-current={here.then_some("page")}>{ label }</a>
    }
}

/// Which form is open.
fn what(it: &Frame<'_>) -> Html {
    let Some(session) = it.state.session() else { return Html::default() };
    let period = session.period().map_or("", |period| &period.title);
    html! {
        <p class="zc-header__what" lang="zh-Hans">
            <span class="zc-header__title">{ wide(&session.catalogue().title) }</span>
            <strong>{ &session.setting().unit.name }</strong>{ " · " }{ period }
        </p>
    }
}

fn saving(it: &Frame<'_>) -> Html {
    let Some(work) = &it.state.work else { return Html::default() };
    let words = &it.state.words().frame;
    let kept = work.is_kept();
    let text = match (kept, work.kept.how) {
        (true, How::Stored) => (words.stored_at)(&work.kept.at),
        (true, How::Exported) => (words.exported_at)(&work.kept.at),
        (true, How::Not | How::Refused | How::Elsewhere) => words.untouched.to_owned(),
        (false, How::Refused) => words.refused.to_owned(),
        (false, How::Not | How::Stored | How::Exported | How::Elsewhere) => match it.state.storing {
            Storing::Browser => words.not_saved.to_owned(),
            Storing::Nowhere => words.refused.to_owned(),
        },
    };
    html! {
        <>
            <span class={classes!("zc-saving", (!kept).then_some("zc-saving--open"))}>{ text }</span>
            <button type="button" class="zc-button zc-button--small" onclick={export(it, work)}>{ words.export_draft }</button>
            if it.state.late == Late::Ready {
                <SavePage state={Rc::clone(it.state)} dispatch={it.dispatch.clone()} depot={it.depot.clone()} />
            }
        </>
    }
}

fn export(it: &Frame<'_>, work: &Work) -> Callback<MouseEvent> {
    let (work, dispatch, words) = (work.clone(), it.dispatch.clone(), it.state.words());
    Callback::from(move |_| {
        let now = clock::now_rfc3339();
        let at = now.get(11..16).unwrap_or_default().to_owned();
        let bytes = drafts::bytes(&work, now);
        match files::download(&drafts::file_name(&work.session), "application/json", &bytes) {
            Ok(()) => {
                if !work.is_kept() && work.kept.how != How::Elsewhere {
                    dispatch.dispatch(Action::Saved { changes: work.changes, at, how: How::Exported });
                }
                dispatch.dispatch(Action::Say(words.frame.draft_exported.to_owned()));
            }
            Err(_) => dispatch.dispatch(Action::Say(words.frame.export_failed.to_owned())),
        }
    })
}

/// Drawn by the second part of the program.
fn looks(it: &Frame<'_>) -> Html {
    if it.state.late != Late::Ready {
        return Html::default();
    }
    html! { <Looks state={Rc::clone(it.state)} dispatch={it.dispatch.clone()} depot={it.depot.clone()} /> }
}

fn language(it: &Frame<'_>) -> Html {
    let other = match it.state.lang {
        Lang::Zh => Lang::En,
        Lang::En => Lang::Zh,
    };
    let dispatch = it.dispatch.clone();
    let onclick = move |_: MouseEvent| dispatch.dispatch(Action::Speak(other));
    html! {
        <button type="button" class="zc-link" lang={other.tag()} {onclick}>{ it.state.words().frame.other_language }</button>
    }
}

/// Another window saved the same form.
fn elsewhere(it: &Frame<'_>) -> Html {
    if it.state.work.as_ref().is_none_or(|work| work.kept.how != How::Elsewhere) {
        return Html::default();
    }
    if it.state.late != Late::Ready {
        return html! { <p class="zc-banner zc-banner--warn">{ it.state.words().frame.elsewhere }</p> };
    }
    html! { <Elsewhere state={Rc::clone(it.state)} dispatch={it.dispatch.clone()} depot={it.depot.clone()} /> }
}

/// Nothing can be saved here by itself, and much was entered: a reminder, which hinders nobody.
fn urge(it: &Frame<'_>) -> Html {
    let Some(work) = it.state.work.as_ref().filter(|work| work.is_urgent()) else { return Html::default() };
    let (words, dispatch) = (&it.state.words().frame, it.dispatch.clone());
    let later = move |_: MouseEvent| dispatch.dispatch(Action::PutOff);
    html! {
        <div class="zc-banner zc-banner--warn" id="zc-urge">
            <p>{ words.urge }</p>
            <div class="zc-row">
                <button type="button" class="zc-button" onclick={export(it, work)}>{ words.export_draft }</button>
                <button type="button" class="zc-link" onclick={later}>{ words.urge_later }</button>
            </div>
        </div>
    }
}

/// Answers that came inside the page; they are opened by the second part of the program.
fn restored(it: &Frame<'_>) -> Html {
    if it.state.late != Late::Ready || !it.came_filled {
        return Html::default();
    }
    html! { <Restored state={Rc::clone(it.state)} dispatch={it.dispatch.clone()} depot={it.depot.clone()} /> }
}

/// A page that needs no form waits for nobody: the form that was open is opened beside it.
fn reopen(it: &Frame<'_>) -> Html {
    if it.state.late != Late::Ready || it.state.waiting.is_none() || it.state.shown().needs_work() {
        return Html::default();
    }
    html! { <Reopen state={Rc::clone(it.state)} dispatch={it.dispatch.clone()} depot={it.depot.clone()} /> }
}

/// What answers the page around an element; it lives in the third part of the program, which a single file for those who
/// fill in goes without.
fn desk(it: &Frame<'_>) -> Html {
    if it.state.office != Late::Ready || !host::is_element() {
        return Html::default();
    }
    html! { <Desk state={Rc::clone(it.state)} dispatch={it.dispatch.clone()} depot={it.depot.clone()} /> }
}

/// The one live region of the page: whatever is to be heard goes through `Action::{Say, Hear, Tell}` into it. The key
/// makes the same sentence twice two events.
fn notice(it: &Frame<'_>) -> Html {
    let notice = &it.state.notice;
    html! {
        <div class={if notice.seen { "zc-notice" } else { "zc-unseen" }} role="status" aria-live="polite">
            <p key={notice.number}>{ &notice.text }</p>
        </div>
    }
}
