//! Values given under other documents, beside the fields of this one: a line each, and a button that types
//! them. Nothing is typed, marked or judged before the button is pressed.
//!
//! All of this is in the third part of the program: `Gather` is drawn only once that is here, and without
//! what it gathers there are no lines.

use std::cmp::Reverse;
use std::rc::Rc;
use std::sync::Arc;

use yew::prelude::*;
use zicha_core::concordance::{self, Concordance, Reference};
use zicha_core::session::{Edit, Row, Session, Setting};
use zicha_core::text::{self, Lang};
use zicha_html::html;

use super::walk::ids;
use crate::browser::{embedded, storage, task};
use crate::drafts;
use crate::own::use_effect_with;
use crate::route::Route;
use crate::state::{Action, Dispatch, Shelf};
use crate::words;

/// Most drafts that are looked into.
pub const DRAFTS_MAX: usize = 20;
/// Most lines under one requirement; the rest is counted.
pub const LINES_SHOWN_MAX: usize = 4;
/// The card is drawn first.
const AFTER_MS: u32 = 50;

/// What is gathered for.
#[derive(Properties, Clone)]
pub struct GatherProps {
    pub shelf: Rc<Shelf>,
    pub session: Session,
    pub lang: Lang,
    pub dispatch: Dispatch,
}

impl PartialEq for GatherProps {
    /// What is typed meanwhile matters to nothing here.
    fn eq(&self, other: &GatherProps) -> bool {
        Arc::ptr_eq(self.session.catalogue(), other.session.catalogue()) && self.lang == other.lang
    }
}

/// Looks into the other drafts of this browser. The parent draws it until something was gathered, so that
/// they are opened once for a form and a language.
#[component(Gather)]
pub fn gather(props: &GatherProps) -> Html {
    use_effect_with(props.clone(), |props| {
        let props = props.clone();
        let waiting = task::after(AFTER_MS, move || {
            let found = stored(&props.shelf, &props.session, props.lang);
            props.dispatch.dispatch(Action::References(found.into()));
        });
        move || drop(waiting)
    });
    Html::default()
}

fn stored(shelf: &Shelf, ours: &Session, lang: Lang) -> Vec<Reference> {
    let json = embedded::concordance().and_then(|block| block.json());
    let Some(Ok(concordance)) = json.map(|json| concordance::read(json.as_bytes())) else { return Vec::new() };
    let storage = storage::open();
    let other = storage.keys().into_iter().filter(|key| {
        let catalogue = key.strip_prefix(storage::PREFIX).and_then(|rest| rest.split(':').next());
        catalogue.is_some_and(|id| id != ours.catalogue().id && concordance.speaks_of(id))
    });
    let texts = other.filter_map(|key| storage.get(&key)).take(DRAFTS_MAX);
    gathered(&concordance, ours, shelf, texts, lang)
}

/// The references in these drafts: those of the same unit first, then the latest.
pub fn gathered(
    concordance: &Concordance,
    ours: &Session,
    shelf: &Shelf,
    texts: impl Iterator<Item = String>,
    lang: Lang,
) -> Vec<Reference> {
    let mut found = Vec::new();
    for text in texts {
        let Ok(work) = drafts::open(text.as_bytes(), shelf, None) else { continue };
        let session = &work.session;
        let other_unit = session.setting().unit.name != ours.setting().unit.name;
        let order = (other_unit, Reverse(session.period().map(|period| period.end)));
        let own = concordance::references(concordance, ours.catalogue(), session, lang);
        found.extend(own.into_iter().map(|it| (order, it)));
    }
    found.sort_by_key(|it| it.0);
    found.into_iter().map(|it| it.1).collect()
}

/// What the lines of one requirement are drawn from.
#[derive(Properties, Clone)]
pub struct ReferencesProps {
    pub all: Rc<[Reference]>,
    pub setting: Arc<Setting>,
    pub row: Arc<Row>,
    /// Index of the requirement.
    pub at: usize,
    pub lang: Lang,
    pub dispatch: Dispatch,
}

impl PartialEq for ReferencesProps {
    fn eq(&self, other: &ReferencesProps) -> bool {
        Rc::ptr_eq(&self.all, &other.all)
            && Arc::ptr_eq(&self.row, &other.row)
            && Arc::ptr_eq(&self.setting, &other.setting)
            && self.at == other.at
            && self.lang == other.lang
    }
}

/// Draws them.
#[component(References)]
pub fn references(props: &ReferencesProps) -> Html {
    let words = words::of(props.lang).reference();
    let here = |it: &&Reference| it.row == props.row.indicator && it.requirement == props.at;
    let more = props.all.iter().filter(here).count().saturating_sub(LINES_SHOWN_MAX);
    html! {
        <>
            { for props.all.iter().filter(here).take(LINES_SHOWN_MAX).map(|it| line(props, it)) }
            if more > 0 { <p class="zc-demand__aside">{ (words.more)(more) }</p> }
        </>
    }
}

fn line(props: &ReferencesProps, it: &Reference) -> Html {
    let (frame, words) = (&words::of(props.lang).frame, words::of(props.lang).reference());
    let unit = (it.unit != props.setting.unit.name).then(|| (words.other_unit)(&it.unit));
    html! {
        <p class="zc-demand__aside">
            { words.name }{ frame.colon }
            <span lang="zh-Hans">{ text::reference_source(it, props.lang) }{ unit.unwrap_or_default() }</span>
            { " " }<strong>{ &it.value }</strong>
            { (words.likeness)(&text::reference_likeness(it, props.lang)) }
            if may_fill(&props.row, it) {
                { " " }
                <button type="button" class="zc-button zc-button--small" aria-label={(words.fill_spoken)(&it.value)}
                    onclick={fill(props, it)}>{ words.fill }</button>
            }
        </p>
    }
}

/// Only into empty fields: what was typed is never overwritten.
fn may_fill(row: &Row, it: &Reference) -> bool {
    let is_blank = |slot: usize| row.answer.slots.get(slot).is_some_and(|text| text.trim().is_empty());
    !it.carry.is_empty() && it.carry.iter().all(|(slot, _)| is_blank(*slot))
}

fn fill(props: &ReferencesProps, it: &Reference) -> Callback<MouseEvent> {
    let (dispatch, at, carry, lang) = (props.dispatch.clone(), it.row, it.carry.clone(), props.lang);
    Callback::from(move |_| {
        for (slot, text) in carry.clone() {
            dispatch.dispatch(Action::Edit { at, edit: Edit::Slot { slot, text } });
        }
        // The button is gone now: the keyboard goes to what is to be checked.
        if let Some((slot, _)) = carry.first() {
            dispatch.dispatch(Action::GoTo { route: Route::Walk(at), id: ids::slot(at, *slot) });
        }
        dispatch.dispatch(Action::Hear(words::of(lang).reference().filled.to_owned()));
    })
}
