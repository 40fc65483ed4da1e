//! A new form: catalogue, unit, period, facts, begin.

use std::rc::Rc;
use std::sync::Arc;

use crate::own::{Own, use_own};
use yew::prelude::*;
use zicha_core::catalogue::Catalogue;
use zicha_core::session::{Session, Setting};
use zicha_core::text::{self, wide};
use zicha_core::unit::Unit;
use zicha_html::html;

use super::HomePageProps;
use super::facts::Facts;
use super::units::{UnitPick, units};
use crate::browser::{clock, focus};
use crate::drafts as store;
use crate::state::{Action, Work};
use crate::widgets::choice::{Group, radios};

/// What was chosen so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Pick {
    catalogue: usize,
    unit: UnitPick,
    period: usize,
    facts: Vec<Option<bool>>,
    errors: Vec<String>,
}

/// Draws the choices; beginning sends [`Action::Open`].
#[component(Picker)]
pub(super) fn picker(props: &HomePageProps) -> Html {
    let words = props.state.words();
    let home = &words.home;
    let pick = use_own(Pick::default);
    let choose_fact = {
        let pick = pick.clone();
        use_callback((), move |(fact, value): (usize, Option<bool>), ()| {
            // This callback is made once, so that the questions stay as drawn.
            let mut next = (*pick.latest()).clone();
            next.facts.resize(next.facts.len().max(fact + 1), None);
            if let Some(slot) = next.facts.get_mut(fact) {
                *slot = value;
            }
            pick.set(next);
        })
    };
    let Some(catalogue) = props.state.shelf.catalogues.get(pick.catalogue) else {
        return html! { <p class="zc-note zc-note--warn">{ home.no_catalogue }</p> };
    };
    let change_unit = {
        let pick = pick.clone();
        Callback::from(move |unit| pick.set(Pick { unit, errors: Vec::new(), ..(*pick.latest()).clone() }))
    };
    let answered = pick.facts.iter().flatten().count();
    html! {
        <section class="zc-panel" aria-labelledby="zc-fresh">
            <h2 id="zc-fresh">{ home.fresh }</h2>
            { catalogues(props, &pick) }
            { units(catalogue, &pick.unit, &pick.errors, home, &change_unit) }
            { periods(props, catalogue, &pick) }
            <details class="zc-home__facts">
                <summary>{ home.facts }{ " " }<small>{ (home.facts_answered)(answered, catalogue.facts.len()) }</small></summary>
                <p class="zc-field__hint">{ home.facts_hint }</p>
                <Facts catalogue={Arc::clone(catalogue)} given={pick.facts.clone()} choose={choose_fact} lang={props.state.lang} />
            </details>
            <button type="button" class="zc-button zc-button--primary" onclick={begin(props, catalogue, &pick)}>{ home.start }</button>
        </section>
    }
}

fn catalogues(props: &HomePageProps, pick: &Own<Pick>) -> Html {
    let home = &props.state.words().home;
    let all = &props.state.shelf.catalogues;
    let options: Vec<String> = all
        .iter()
        .map(|it| format!("{} — {} {}", wide(&it.title), wide(&it.about), (home.catalogue_size)(it.indicators.len())))
        .collect();
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    let group = Group { id: "zc-catalogue", legend: home.catalogue, options: &options, ..Group::default() };
    let now = pick.clone();
    let choose = Callback::from(move |catalogue| now.set(Pick { catalogue, ..Pick::default() }));
    radios(&group, Some(pick.catalogue), &choose)
}

fn periods(props: &HomePageProps, catalogue: &Catalogue, pick: &Own<Pick>) -> Html {
    let options: Vec<&str> = catalogue.periods.iter().map(|it| it.title.as_str()).collect();
    let group =
        Group { id: "zc-period", legend: props.state.words().home.period, options: &options, ..Group::default() };
    let now = pick.clone();
    let choose = Callback::from(move |period| now.set(Pick { period, ..(*now.latest()).clone() }));
    radios(&group, Some(pick.period), &choose)
}

fn begin(props: &HomePageProps, catalogue: &Arc<Catalogue>, pick: &Own<Pick>) -> Callback<MouseEvent> {
    let (props, catalogue, pick) = (props.clone(), Arc::clone(catalogue), pick.clone());
    Callback::from(move |_| match chosen(&props, &catalogue, &pick) {
        Ok(work) => props.dispatch.dispatch(Action::Open(Box::new(work))),
        Err(text) => {
            pick.set(Pick { errors: vec![text], ..(*pick.latest()).clone() });
            focus::on_id("zc-unit");
        }
    })
}

/// The new form, or why it cannot begin.
fn chosen(props: &HomePageProps, catalogue: &Arc<Catalogue>, pick: &Pick) -> Result<Work, String> {
    let home = &props.state.words().home;
    let unit: Unit = match pick.unit.unit(catalogue) {
        None => return Err(home.pick_unit_first.to_owned()),
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
    let calendar = props.state.shelf.calendar(&catalogue.calendar).ok_or(home.no_calendar)?;
    let setting = Setting {
        unit,
        period: pick.period,
        calendar: Arc::clone(calendar),
        today: clock::today(),
        facts: pick.facts.clone(),
    };
    let mut work = Work::new(Session::new(Arc::clone(catalogue), setting));
    // Facts that were answered are worth saving; a blank form is not.
    work.changes = u32::from(pick.facts.iter().any(Option::is_some));
    work.leftovers = Rc::from([]);
    Ok(work)
}
