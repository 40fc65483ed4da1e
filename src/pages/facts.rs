//! 先答几个问题: yes or no about the unit, right after it was chosen and whenever its facts change. 否 sets rows aside at
//! once; what was typed before is listed and waits for the person.

use std::rc::Rc;

use yew::prelude::*;
use zicha_core::session::Session;
use zicha_core::text::{Lang, wide};
use zicha_html::html;

use crate::route::Route;
use crate::state::{Action, Dispatch, HEADING_ID, State};
use crate::widgets::choice::{Group, radios};
use crate::words::{Facts as Labels, Words};

/// Most rows named beside a question.
const ROWS_NAMED_MAX: usize = 12;

/// What the page is drawn from.
#[derive(Properties, PartialEq, Clone)]
pub struct FactsPageProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
}

/// Draws the page.
#[component(FactsPage)]
pub fn facts_page(props: &FactsPageProps) -> Html {
    let Some(session) = props.state.session() else { return Html::default() };
    let words = props.state.words();
    let page = Page { session, words, labels: words.facts(), lang: props.state.lang, dispatch: &props.dispatch };
    let asked = session.facts_asked();
    html! {
        <div class="zc-factpage">
            <h1 id={HEADING_ID} tabindex="-1">{ page.labels.title }</h1>
            <p>{ page.labels.lead }</p>
            if asked.is_empty() {
                <p class="zc-note">{ page.labels.none }</p>
            } else {
                <p class="zc-factpage__sum">{ sum(session, page.labels) }</p>
                { held(&page) }
                <p class="zc-factpage__go">{ onward(&page, "zc-button") }</p>
                <div class="zc-factpage__list">{ for asked.iter().enumerate().map(|(nth, at)| question(&page, nth, *at)) }</div>
            }
            <p class="zc-factpage__go">{ onward(&page, "zc-button zc-button--primary") }</p>
        </div>
    }
}

/// How many questions are answered, and what came of it.
fn sum(session: &Session, labels: &Labels) -> String {
    let (asked, given) = (session.facts_asked(), &session.setting().facts);
    let answered = asked.iter().filter(|at| given.get(**at).is_some_and(Option::is_some)).count();
    let aside = session.mine().filter(|row| row.is_excluded()).count();
    let held = session.held().count();
    let held = if held == 0 { String::new() } else { (labels.held_too)(held) };
    (labels.answered)(answered, asked.len()) + &(labels.aside)(aside, session.total().rows as usize) + &held
}

struct Page<'a> {
    session: &'a Session,
    words: &'static Words,
    labels: &'static Labels,
    lang: Lang,
    dispatch: &'a Dispatch,
}

impl Page<'_> {
    fn go(&self, route: Route, id: String) -> impl Fn(MouseEvent) + use<> {
        let dispatch = self.dispatch.clone();
        move |event: MouseEvent| {
            event.prevent_default();
            dispatch.dispatch(Action::GoTo { route, id: id.clone() });
        }
    }

    /// `第24、25项`, named up to a dozen.
    fn rows(&self, rows: &[usize]) -> String {
        let number = |row: &usize| self.session.catalogue().indicators.get(*row).map(|it| it.number.as_str());
        let named: Vec<&str> = rows.iter().take(ROWS_NAMED_MAX).filter_map(number).collect();
        let more = if rows.len() > ROWS_NAMED_MAX { (self.words.home.and_more)(rows.len()) } else { String::new() };
        format!("{}{more}", named.join(self.words.frame.comma))
    }
}

/// To the first row that is not filled in, whatever was answered here.
fn onward(page: &Page<'_>, class: &'static str) -> Html {
    let first = page.session.mine().next().map_or(0, |row| row.indicator);
    let blank = page.session.mine().find(|row| !row.is_complete()).map(|row| row.indicator);
    let route = Route::Walk(blank.unwrap_or(first));
    html! {
        <a class={class} href={route.hash()} onclick={page.go(route, HEADING_ID.to_owned())}>{ page.labels.onward }</a>
    }
}

fn question(page: &Page<'_>, nth: usize, at: usize) -> Html {
    let catalogue = page.session.catalogue();
    let Some(fact) = catalogue.facts.get(at) else { return Html::default() };
    let asked = match (page.lang, &fact.question_en) {
        (Lang::En, Some(english)) => english.clone(),
        (Lang::En, None) | (Lang::Zh, _) => wide(&fact.question),
    };
    let asked = format!("{}{}{asked}", nth + 1, page.labels.after_number);
    let spared = page.session.spared(at);
    let spares = (page.labels.spares)(spared.rows.len(), spared.parts.len());
    let named = if spared.rows.is_empty() { &spared.parts } else { &spared.rows };
    let spares = if named.is_empty() { spares } else { format!("{spares}{}", (page.labels.named)(&page.rows(named))) };
    let hint = fact.hint.as_deref().map(|hint| AttrValue::from(wide(hint)));
    let hints: Vec<AttrValue> = hint.into_iter().chain([AttrValue::from(spares)]).collect();
    let chosen = match page.session.setting().facts.get(at).copied().flatten() {
        Some(true) => 0,
        Some(false) => 1,
        None => 2,
    };
    let (dispatch, session, labels) = (page.dispatch.clone(), page.session.clone(), page.labels);
    let choose = Callback::from(move |option: usize| {
        let value = [Some(true), Some(false)].get(option).copied().flatten();
        dispatch.dispatch(Action::Fact { fact: at, value });
        dispatch.dispatch(Action::Tell(sum(&session.with_fact(at, value), labels)));
    });
    let id = format!("zc-fact-{at}");
    let options = [page.words.home.yes, page.words.home.no, page.words.home.unsure];
    let group = Group { id: &id, legend: &asked, hints: &hints, options: &options, ..Group::default() };
    html! { <div class="zc-fact" key={id.clone()}>{ radios(&group, Some(chosen), &choose) }</div> }
}

/// Rows that were answered before: each is left alone until the person decides.
fn held(page: &Page<'_>) -> Html {
    let all: Vec<_> = page.session.held().collect();
    if all.is_empty() {
        return Html::default();
    }
    let line = |row: &&std::sync::Arc<zicha_core::session::Row>| {
        let at = row.indicator;
        let indicator = page.session.catalogue().indicators.get(at)?;
        let title = wide(indicator.title.as_deref().unwrap_or_default());
        let name = format!("{} {title}", (page.words.walk.number)(&indicator.number));
        let (dispatch, route) = (page.dispatch.clone(), Route::Walk(at));
        let aside = move |_: MouseEvent| dispatch.dispatch(Action::SetAside(at));
        Some(html! {
            <li key={at}>
                <a href={route.hash()} onclick={page.go(route, HEADING_ID.to_owned())}>{ &name }</a>{ " " }
                <button type="button" class="zc-button" aria-label={format!("{}{}{name}", page.words.walk.set_aside, page.words.frame.colon)} onclick={aside}>
                    { page.words.walk.set_aside }
                </button>
            </li>
        })
    };
    html! {
        <section class="zc-note zc-note--warn zc-factpage__held" aria-labelledby="zc-held">
            <h2 id="zc-held" tabindex="-1">{ (page.labels.held)(all.len()) }</h2>
            <p>{ page.labels.held_hint }</p>
            <ul>{ for all.iter().filter_map(line) }</ul>
        </section>
    }
}
