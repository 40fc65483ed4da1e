//! Every row of the unit as a small box with its sign, colour and number, group below group; a box leads to its row.

use yew::prelude::*;
use zicha_core::session::{Row, Session};
use zicha_core::text::{self, Lang, wide};
use zicha_html::html;

use crate::route::Route;
use crate::state::{Action, Dispatch};
use crate::widgets::tag;

/// Most boxes drawn; a catalogue with more is better read as a list.
pub const BOXES_MAX: usize = 2_000;

/// What it is drawn from.
pub struct Matrix<'a> {
    pub session: &'a Session,
    pub lang: Lang,
    pub dispatch: &'a Dispatch,
    /// `第7项` of a number as printed.
    pub number: fn(&str) -> String,
}

/// Draws it; groups without a row of the unit are left out.
pub fn matrix(it: &Matrix<'_>) -> Html {
    let catalogue = it.session.catalogue();
    let first = catalogue.groups.iter().filter(|group| group.parent.is_none());
    let one = |group: &zicha_core::catalogue::Group| {
        let rows = group.indicators.clone().filter(|at| *at < BOXES_MAX).filter_map(|at| it.session.row(at));
        let rows: Vec<&Row> = rows.map(AsRef::as_ref).filter(|row: &&Row| row.tier.is_mine()).collect();
        if rows.is_empty() {
            return Html::default();
        }
        html! {
            <li class="zc-matrix__group">
                <span class="zc-matrix__name" lang="zh-Hans">{ &group.number }{ wide(&group.title) }</span>
                <ul class="zc-matrix__boxes">{ for rows.iter().filter_map(|row| cell(it, row)) }</ul>
            </li>
        }
    };
    html! { <ul class="zc-matrix">{ for first.map(one) }</ul> }
}

fn cell(it: &Matrix<'_>, row: &Row) -> Option<Html> {
    let indicator = it.session.catalogue().indicators.get(row.indicator)?;
    let route = Route::Walk(row.indicator);
    let dispatch = it.dispatch.clone();
    let onclick = move |event: MouseEvent| {
        event.prevent_default();
        dispatch.dispatch(Action::Go(route));
    };
    let title = wide(indicator.title.as_deref().unwrap_or_default());
    let verdict = text::verdict(row.verdict, it.lang);
    let name = format!("{} {title} {verdict}", (it.number)(&indicator.number));
    Some(html! {
        <li>
            <a class={format!("zc-matrix__box {}", tag::verdict_class(row.verdict))} href={route.hash()} title={name.clone()}
                aria-label={name} {onclick}>
                { tag::mark(row.verdict) }{ &indicator.number }
            </a>
        </li>
    })
}
