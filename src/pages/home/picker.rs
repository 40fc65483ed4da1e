//! A new form: catalogue, unit, period, begin.

use std::rc::Rc;
use std::sync::Arc;

use crate::markup::classes;
use crate::own::{Own, use_own};
use yew::prelude::*;
use zicha_core::catalogue::{Catalogue, Period};
use zicha_core::date::Date;
use zicha_core::session::{Session, Setting};
use zicha_core::text::{self, wide};
use zicha_core::unit::{Tier, Unit, UnitError};
use zicha_html::html;

use super::units::{UnitPick, mine, units};
use super::{HomePageProps, own};
use crate::browser::{clock, focus};
use crate::drafts as store;
use crate::route::Route;
use crate::shelf::Head;
use crate::state::{Action, Book, Shelf, Work};
use crate::widgets::choice::{Group, radios};

/// What was chosen so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Pick {
    /// Id of the catalogue that the rest belongs to.
    catalogue: String,
    unit: UnitPick,
    period: usize,
    errors: Vec<String>,
}

impl Pick {
    /// The same for this catalogue: of another one only the name of the unit is kept.
    fn on(&self, catalogue: &Catalogue, shelf: &Shelf) -> Pick {
        if self.catalogue == catalogue.id {
            return self.clone();
        }
        Pick {
            catalogue: catalogue.id.clone(),
            unit: self.unit.moved(shelf.catalogue(&self.catalogue).map(AsRef::as_ref), catalogue),
            period: period_at(&catalogue.periods, clock::today()),
            ..Pick::default()
        }
    }
}

/// The period that holds today, else the one that ends last.
pub fn period_at(periods: &[Period], today: Option<Date>) -> usize {
    let holds = |it: &Period| today.is_some_and(|today| it.start <= today && today <= it.end);
    let last = || periods.iter().enumerate().rev().max_by_key(|(_, it)| it.end).map(|(at, _)| at);
    periods.iter().position(holds).or_else(last).unwrap_or(0)
}

/// Draws the choices; beginning sends [`Action::Open`].
#[component(Picker)]
pub(super) fn picker(props: &HomePageProps) -> Html {
    let home = &props.state.words().home;
    let pick = use_own(Pick::default);
    let shelf = &props.state.shelf;
    let book = shelf.book(&props.state.catalogue);
    let catalogue = book.and_then(Book::catalogue);
    if shelf.books.is_empty() {
        return html! { <p class="zc-note zc-note--warn">{ home.no_catalogue }</p> };
    }
    let now = catalogue.map(|it| pick.on(it, shelf));
    let unit = catalogue.zip(now.as_ref()).and_then(|(it, now)| Some((it, now.unit.unit(it)?.ok()?)));
    html! {
        <section class="zc-panel" aria-labelledby="zc-fresh">
            <h2 id="zc-fresh">{ home.fresh }{ " " }<small>{ home.required }</small></h2>
            { books(props, unit.map(|(it, unit)| mine(it, &unit))) }
            if let (Some(catalogue), Some(now)) = (catalogue, now) {
                { form(props, catalogue, &pick, &now) }
            } else if let Some(book) = book {
                <p class="zc-note zc-note--warn">{ (props.state.words().frame.bad_block)(&book.head.id) }</p>
            }
        </section>
    }
}

/// What is asked once a catalogue is chosen.
fn form(props: &HomePageProps, catalogue: &Arc<Catalogue>, pick: &Own<Pick>, now: &Pick) -> Html {
    let home = &props.state.words().home;
    let change_unit = {
        let (pick, now) = (pick.clone(), now.clone());
        Callback::from(move |unit| pick.set(Pick { unit, errors: Vec::new(), ..now.clone() }))
    };
    html! {
        <>
            { units(catalogue, &now.unit, &now.errors, home, &change_unit) }
            { periods(props, catalogue, pick, now) }
            <p class="zc-home__begin zc-row">
                if !catalogue.facts.is_empty() {
                    <button type="button" class="zc-button zc-button--primary" onclick={begin(props, catalogue, pick, now, Some(Route::Facts))}>{ home.facts_first }</button>
                }
                <button type="button" class={classes!("zc-button", catalogue.facts.is_empty().then_some("zc-button--primary"))}
                    onclick={begin(props, catalogue, pick, now, None)}>{ home.start }</button>
            </p>
        </>
    }
}

/// The catalogues, each in two lines; the chosen one says what is the unit's.
fn books(props: &HomePageProps, mine: Option<[usize; 3]>) -> Html {
    let home = &props.state.words().home;
    let all = &props.state.shelf.books;
    // A loaded catalogue stands for the one of the page with its id.
    let offered =
        all.iter().enumerate().filter(|(at, book)| !all.iter().take(*at).any(|it| it.head.id == book.head.id));
    html! {
        <fieldset class="zc-required zc-books" id="zc-catalogue" tabindex="-1">
            <legend class="zc-field__label">{ home.catalogue }</legend>
            if props.state.catalogue.is_empty() { <p class="zc-field__hint">{ home.catalogue_hint }</p> }
            { for offered.map(|(at, it)| book(props, at, it, mine)) }
        </fieldset>
    }
}

fn book(props: &HomePageProps, at: usize, book: &Book, mine: Option<[usize; 3]>) -> Html {
    let home = &props.state.words().home;
    let head = &book.head;
    let here = props.state.catalogue == head.id;
    let choose = {
        let (dispatch, id) = (props.dispatch.clone(), head.id.clone());
        move |_: Event| dispatch.dispatch(Action::Choose(id.clone()))
    };
    let size = format!("{} · {}", (home.years)(head.years.0, head.years.1), (home.catalogue_size)(head.rows));
    html! {
        <div key={head.id.clone()} class={classes!("zc-book", here.then_some("zc-book--here"))}>
            <label class="zc-book__label">
                <input type="radio" id={format!("zc-catalogue-{at}")} name="zc-catalogue" checked={here} onchange={choose} />
                <span class="zc-book__words">
                    <span class="zc-book__title" lang="zh-Hans">{ wide(&head.title) }</span>
                    <span class="zc-book__size">{ size }</span>
                    <span class="zc-book__about" lang="zh-Hans">{ wide(&head.about) }</span>
                    if let Some(mine) = mine.filter(|_| here) { <span class="zc-book__mine">{ of_unit(props, mine) }</span> }
                </span>
            </label>
            if !head.issuer.is_empty() {
                <p class="zc-book__own">
                    { issued(props, head) }
                    if head.is_own() {
                        <button type="button" class="zc-link" onclick={take_out(props, &head.id)}>{ home.take_out }</button>
                    }
                </p>
            }
        </div>
    }
}

/// Who sent it out, and whether that is known of the key that signed it.
fn issued(props: &HomePageProps, head: &Head) -> Html {
    let home = &props.state.words().home;
    let Some(issue) = &head.issue else {
        return html! { <span lang="zh-Hans">{ (home.issued_by)(&head.issuer) }</span> };
    };
    let (class, known) =
        if issue.compared { ("zc-ok", home.issue_compared) } else { ("zc-field__hint", home.issue_unknown) };
    html! {
        <span class="zc-book__issue">
            <span lang="zh-Hans">{ (home.issued_on)(&head.issuer, &issue.day) }</span>{ " " }<span {class}>{ known }</span><br />
            { home.issue_print }<span class="zc-print">{ &issue.fingerprint }</span>
        </span>
    }
}

/// `本单位50项：牵头12、点名责任8、按职责30`.
fn of_unit(props: &HomePageProps, counts: [usize; 3]) -> String {
    let words = props.state.words();
    let all: usize = counts.iter().sum();
    if all == 0 {
        return words.home.own_none.to_owned();
    }
    let parts = Tier::MINE.iter().zip(counts).filter(|(_, count)| *count > 0);
    let parts: Vec<String> =
        parts.map(|(tier, count)| format!("{}{count}", text::tier(*tier, props.state.lang))).collect();
    format!("{}{}{}", (words.home.own_all)(all), words.frame.colon, parts.join(words.frame.comma))
}

fn take_out(props: &HomePageProps, id: &str) -> Callback<MouseEvent> {
    let (props, id) = (props.clone(), id.to_owned());
    Callback::from(move |_| {
        own::forget(&props.depot, &id);
        props.dispatch.dispatch(Action::TakeOut(id.clone()));
        props.dispatch.dispatch(Action::Say(props.state.words().home.taken_out.to_owned()));
    })
}

/// Asked only where there is a choice.
fn periods(props: &HomePageProps, catalogue: &Catalogue, pick: &Own<Pick>, now: &Pick) -> Html {
    let home = &props.state.words().home;
    if let [only] = catalogue.periods.as_slice() {
        return html! { <p class="zc-field"><span class="zc-field__label">{ home.period }</span>{ &only.title }</p> };
    }
    let options: Vec<&str> = catalogue.periods.iter().map(|it| it.title.as_str()).collect();
    let hints = [AttrValue::Static(home.period_hint)];
    let group = Group { id: "zc-period", legend: home.period, hints: &hints, options: &options, ..Group::default() };
    let (pick, chosen) = (pick.clone(), now.period);
    let now = now.clone();
    let choose = Callback::from(move |period| pick.set(Pick { period, ..now.clone() }));
    html! { <div class="zc-required">{ radios(&group, Some(chosen), &choose) }</div> }
}

/// Opens the form, on its first row or on the page `first`.
fn begin(
    props: &HomePageProps,
    catalogue: &Arc<Catalogue>,
    pick: &Own<Pick>,
    now: &Pick,
    first: Option<Route>,
) -> Callback<MouseEvent> {
    let (props, catalogue, pick, now) = (props.clone(), Arc::clone(catalogue), pick.clone(), now.clone());
    Callback::from(move |_| match chosen(&props, &catalogue, &now) {
        Ok(work) => {
            props.dispatch.dispatch(Action::Open(Box::new(work)));
            if let Some(route) = first {
                props.dispatch.dispatch(Action::Go(route));
            }
        }
        Err(text) => {
            pick.set(Pick { errors: vec![text], ..now.clone() });
            focus::on_id(if catalogue.units.is_empty() { "zc-unit-name" } else { "zc-unit" });
        }
    })
}

/// The new form, or why it cannot begin.
fn chosen(props: &HomePageProps, catalogue: &Arc<Catalogue>, pick: &Pick) -> Result<Work, String> {
    let home = &props.state.words().home;
    let unit: Unit = match pick.unit.unit(catalogue) {
        None => return Err(home.pick_unit_first.to_owned()),
        Some(Err(UnitError::UnknownType { .. })) => return Err(home.unit_type_missing.to_owned()),
        Some(unit) => unit.map_err(|error| text::unit_error(&error, props.state.lang))?,
    };
    let period = catalogue.periods.get(pick.period).map_or("", |period| &period.id);
    let key = store::key_of(&catalogue.id, &unit.code, period);
    if props.depot.0.get(&key).is_some() {
        return Err(home.has_draft.to_owned());
    }
    let unsaved = props.state.work.as_ref().is_some_and(|work| !work.is_kept());
    if unsaved {
        return Err(home.would_lose.to_owned());
    }
    let calendar = props.state.shelf.calendar_of(catalogue).ok_or(home.no_calendar)?;
    let setting =
        Setting { unit, period: pick.period, calendar: Arc::clone(calendar), today: clock::today(), facts: Vec::new() };
    let mut work = Work::new(Session::new(Arc::clone(catalogue), setting));
    work.leftovers = Rc::from([]);
    Ok(work)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::*;

    fn check(today: Option<(i32, u32, u32)>, expected: &str) {
        let yubei = include_str!("../../../assets/catalogues/yubei-2012-2016.json");
        let periods = Catalogue::read(yubei.as_bytes()).unwrap().periods;
        let today = today.map(|(year, month, day)| Date::new(year, month, day).unwrap());
        assert_eq!(periods[period_at(&periods, today)].id, expected, "{today:?}");
    }

    #[test]
    fn the_period_of_today_is_offered_first_and_else_the_last() {
        check(Some((2013, 5, 1)), "2013");
        check(Some((2014, 8, 1)), "2014");
        check(Some((2016, 12, 31)), "2016");
        check(Some((2026, 1, 1)), "2016");
        check(None, "2016");
    }

    #[test]
    fn no_periods_are_no_trouble() {
        assert_eq!(period_at(&[], None), 0);
    }
}
