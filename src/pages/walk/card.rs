//! One indicator: its text beside its answer. A keystroke redraws this and nothing else of weight.

use std::sync::Arc;

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;
use zicha_core::catalogue::wire::Restatement;
use zicha_core::catalogue::{Catalogue, Indicator};
use zicha_core::concordance::Reference;
use zicha_core::session::{Row, Setting, facts};
use zicha_core::text::{self, Lang, wide};
use zicha_html::html;

use super::clause::clause;
use super::{demand, extras, ids, layout};
use crate::own::{Own, use_own};
use crate::route::Route;
use crate::state::{Action, Dispatch, HEADING_ID};
use crate::widgets::{probe, tag};
use crate::words::{self, Frame, Walk};

/// What a card is drawn from.
#[derive(Properties, Clone)]
pub struct CardProps {
    pub catalogue: Arc<Catalogue>,
    pub setting: Arc<Setting>,
    pub row: Arc<Row>,
    pub lang: Lang,
    pub dispatch: Dispatch,
    #[prop_or_default]
    pub references: Rc<[Reference]>,
    /// What lives in the second part of the program may be drawn.
    #[prop_or_default]
    pub late: bool,
}

impl PartialEq for CardProps {
    /// By pointer: a session hands out the same `Arc` for a row that came out the same.
    fn eq(&self, other: &CardProps) -> bool {
        Arc::ptr_eq(&self.row, &other.row)
            && Arc::ptr_eq(&self.setting, &other.setting)
            && Arc::ptr_eq(&self.catalogue, &other.catalogue)
            && same(&self.references, &other.references)
            && self.late == other.late
            && self.lang == other.lang
            && self.dispatch == other.dispatch
    }
}

fn same(a: &Rc<[Reference]>, b: &Rc<[Reference]>) -> bool {
    Rc::ptr_eq(a, b) || (a.is_empty() && b.is_empty())
}

/// Which fields were left. It changes a moment after a field is left, and then the card is drawn again.
#[derive(Clone)]
pub(super) struct Settled {
    flags: Rc<RefCell<Vec<Flag>>>,
    redraw: UseForceUpdateHandle,
}

/// Of one field.
struct Flag {
    is_settled: bool,
    /// How often typing began anew.
    turn: u32,
}

impl Settled {
    pub fn is(&self, slot: usize) -> bool {
        self.flags.borrow().get(slot).is_none_or(|flag| flag.is_settled)
    }

    /// To be given to [`Settled::settle`]: how often typing has begun.
    pub fn turn(&self, slot: usize) -> u32 {
        self.flags.borrow().get(slot).map_or(0, |flag| flag.turn)
    }

    /// It is being typed in again: nothing new is called wrong before it is left.
    pub fn unsettle(&self, slot: usize) {
        if let Some(flag) = self.flags.borrow_mut().get_mut(slot) {
            *flag = Flag { is_settled: false, turn: flag.turn.wrapping_add(1) };
        }
    }

    /// Unless the person came back and types in it again since that turn.
    pub fn settle(&self, slot: usize, turn: u32) {
        if let Some(flag) = self.flags.borrow_mut().get_mut(slot).filter(|flag| flag.turn == turn) {
            flag.is_settled = true;
        }
        self.redraw.force_update();
    }
}

/// What the parts of a card share while it is drawn.
pub(super) struct Shown<'a> {
    pub at: usize,
    pub indicator: &'a Indicator,
    pub props: &'a CardProps,
    pub words: &'static Walk,
    pub frame: &'static Frame,
    /// One per slot: the person has left it since the card was opened, or it came filled. Until then
    /// nothing is called wrong.
    pub settled: Settled,
    /// One per requirement: its state was set when the card was opened.
    pub stated: &'a [bool],
    /// One per slot: a fraction such as 0.95 that the person has said the meaning of, as it was typed.
    pub fractions: Own<Vec<Option<String>>>,
}

impl Shown<'_> {
    pub fn row(&self) -> &Row {
        &self.props.row
    }

    pub fn lang(&self) -> Lang {
        self.props.lang
    }

    /// The year in which the assessed period ends.
    pub fn year(&self) -> i32 {
        let periods = &self.props.catalogue.periods;
        periods.get(self.props.setting.period).map_or(2000, |period| period.end.year())
    }
}

/// Draws one indicator. The parent gives it a key per row, so that what was touched is forgotten.
#[component(Card)]
pub fn card(props: &CardProps) -> Html {
    probe::card();
    let answer = &props.row.answer;
    let came_filled = |text: &String| Flag { is_settled: !text.trim().is_empty(), turn: 0 };
    let flags = use_mut_ref(|| answer.slots.iter().map(came_filled).collect::<Vec<Flag>>());
    let settled = Settled { flags, redraw: use_force_update() };
    let fractions = use_own(|| vec![None::<String>; answer.slots.len()]);
    let stated = use_memo((), |()| {
        answer.marks.iter().map(|mark| *mark != zicha_core::answer::Mark::None).collect::<Vec<bool>>()
    });
    let Some(indicator) = props.catalogue.indicators.get(props.row.indicator) else { return Html::default() };
    let words = words::of(props.lang);
    let shown = Shown {
        at: props.row.indicator,
        indicator,
        props,
        words: &words.walk,
        frame: &words.frame,
        settled,
        stated: &stated,
        fractions,
    };
    html! {
        <article class="zc-card" aria-labelledby={HEADING_ID}>
            { head(&shown) }
            <div class="zc-card__columns">
                { clause(&props.catalogue, indicator, shown.words, shown.frame) }
                { answer_part(&shown) }
            </div>
        </article>
    }
}

fn head(shown: &Shown<'_>) -> Html {
    let row = shown.row();
    html! {
        <header class="zc-card__head">
            <p class="zc-card__path" lang="zh-Hans">{ path(&shown.props.catalogue, shown.indicator) }</p>
            <h1 id={HEADING_ID} tabindex="-1">
                <span class="zc-card__number">{ (shown.words.number)(&shown.indicator.number) }</span>
                { " " }<span lang="zh-Hans">{ wide(shown.indicator.title.as_deref().unwrap_or_default()) }</span>
            </h1>
            <p class="zc-card__tags">
                <span class="zc-tag zc-tag--tier">{ text::tier(row.tier, shown.lang()) }</span>
                if row.tier.is_mine() { { tag::verdict(row.verdict, shown.lang()) } }
            </p>
        </header>
    }
}

fn path(catalogue: &Catalogue, indicator: &Indicator) -> String {
    let Some(group) = catalogue.groups.get(indicator.group) else { return String::new() };
    let parent = group.parent.and_then(|parent| catalogue.groups.get(parent));
    let name = |it: &zicha_core::catalogue::Group| format!("{}{}", it.number, wide(&it.title));
    match parent {
        Some(parent) => format!("{} › {}", name(parent), name(group)),
        None => name(group),
    }
}

fn answer_part(shown: &Shown<'_>) -> Html {
    let row = shown.row();
    let words = shown.words;
    let body = if !row.tier.is_mine() {
        html! { <p class="zc-note">{ words.not_mine }</p> }
    } else if row.is_excluded() {
        aside(shown)
    } else {
        let asked: Vec<bool> = row.judgements.iter().map(|it| !it.excluded).collect();
        let (sections, rest) = layout::sections(shown.indicator, &asked);
        html! {
            <>
                { held(shown) }
                { for sections.iter().enumerate().map(|(at, section)| demand::demand(shown, at, section)) }
                { for rest.into_iter().map(|slot| demand::slot(shown, slot)) }
                { restated(shown) }
                if !shown.indicator.requirements.is_empty() { { extras::extras(shown) } }
            </>
        }
    };
    html! {
        <section class="zc-answer" aria-labelledby="zc-answer-title">
            <h2 id="zc-answer-title">{ words.answer }</h2>
            { body }
        </section>
    }
}

/// Why nothing of the row applies, each reason once, and where to change that.
fn aside(shown: &Shown<'_>) -> Html {
    let (props, row) = (shown.props, shown.row());
    let why = |at| text::set_aside(&props.catalogue, &props.setting, row, at, shown.lang());
    let mut reasons: Vec<String> = (0..row.applies.len()).map(why).collect();
    reasons.dedup();
    html! {
        <div class="zc-note">
            <p>{ shown.words.excluded }</p>
            { for reasons.iter().map(|reason| html! { <p>{ reason }</p> }) }
            if facts::has_uncounted(&props.catalogue, row) { <p>{ shown.words.uncounted }</p> }
            { to_facts(shown) }
        </div>
    }
}

/// Something was answered before the facts set it aside: the person decides.
fn held(shown: &Shown<'_>) -> Html {
    if shown.row().held.is_empty() {
        return Html::default();
    }
    let (dispatch, at) = (shown.props.dispatch.clone(), shown.at);
    let onclick = move |_: MouseEvent| dispatch.dispatch(Action::SetAside(at));
    html! {
        <div class="zc-note zc-note--warn">
            <p>{ shown.words.held }</p>
            <button type="button" class="zc-button" {onclick}>{ shown.words.set_aside }</button>{ " " }
            { to_facts(shown) }
        </div>
    }
}

fn to_facts(shown: &Shown<'_>) -> Html {
    let dispatch = shown.props.dispatch.clone();
    let onclick = move |event: MouseEvent| {
        event.prevent_default();
        dispatch.dispatch(Action::Go(Route::Facts));
    };
    html! { <a href={Route::Facts.hash()} {onclick}>{ shown.words.change_facts }</a> }
}

/// What is asked in other rows, each with a link to where.
fn restated(shown: &Shown<'_>) -> Html {
    if shown.indicator.restates.is_empty() {
        return Html::default();
    }
    let all = shown.indicator.requirements.is_empty();
    html! {
        <section class="zc-demand zc-demand--off">
            <h3>{ shown.words.restated }</h3>
            if all { <p class="zc-demand__aside">{ shown.words.restated_all }</p> }
            <ul class="zc-restated">{ for shown.indicator.restates.iter().map(|it| restated_one(shown, it)) }</ul>
        </section>
    }
}

fn restated_one(shown: &Shown<'_>, it: &Restatement) -> Html {
    let catalogue = &shown.props.catalogue;
    let place = catalogue.requirement_at(&it.requirement);
    let place = place.and_then(|(row, at)| Some((row, at, catalogue.indicators.get(row)?)));
    let link = |(row, at, indicator): (usize, usize, &Indicator)| {
        let dispatch = shown.props.dispatch.clone();
        let route = Route::Walk(row);
        let onclick = move |event: MouseEvent| {
            event.prevent_default();
            dispatch.dispatch(Action::GoTo { route, id: ids::demand(row, at) });
        };
        let title = indicator.requirements.get(at).map(|it| wide(&it.title)).unwrap_or_default();
        html! { <a href={route.hash()} {onclick}>{ (shown.words.number)(&indicator.number) }{ " " }{ title }</a> }
    };
    html! {
        <li>
            <q lang="zh-Hans">{ wide(&it.quote) }</q>{ " → " }{ place.map(link) }
            if let Some(note) = &it.note { <small class="zc-facts__note" lang="zh-Hans">{ wide(note) }</small> }
        </li>
    }
}
