//! The contents: groups with how far each is, and the rows of the group one is in.

use crate::markup::classes;
use yew::prelude::*;
use zicha_core::catalogue::{Catalogue, Group};
use zicha_core::finding::Verdict;
use zicha_core::session::{Session, Tally};
use zicha_core::sieve::Sieve;
use zicha_core::text::{self, Lang, wide};
use zicha_html::html;

use crate::route::Route;
use crate::state::{Action, Dispatch};
use crate::widgets::pictures::ring::ring;
use crate::widgets::tag;
use crate::words::Walk;

/// What the contents are drawn from.
pub(super) struct Tree<'a> {
    pub session: &'a Session,
    pub at: usize,
    pub sieve: Sieve,
    pub words: &'static Walk,
    pub lang: Lang,
    pub dispatch: &'a Dispatch,
}

/// Draws all first-level groups; below the one that holds the row, its groups; below the one of
/// these that holds it, its rows. So a large catalogue costs what one group costs.
pub(super) fn tree(it: &Tree<'_>) -> Html {
    let groups = &it.session.catalogue().groups;
    let first = groups.iter().enumerate().filter(|(_, group)| group.parent.is_none());
    html! { <ol class="zc-tree">{ for first.map(|(at, group)| branch(it, at, group)) }</ol> }
}

fn branch(it: &Tree<'_>, at: usize, group: &Group) -> Html {
    let tally = it.session.tally(at);
    let open = group.indicators.contains(&it.at);
    let left = || it.sieve.is_open() || group.indicators.clone().any(|row| lets(it, it.sieve, row));
    if !open && (tally.rows == 0 || !left()) {
        return Html::default();
    }
    let groups = &it.session.catalogue().groups;
    let children = groups.iter().enumerate().filter(|(_, child)| child.parent == Some(at));
    html! {
        <li key={at}>
            { heading(it, group, tally, open) }
            if open {
                <ol class="zc-tree__level">
                    { for children.map(|(at, child)| branch(it, at, child)) }
                    { for rows(it, at) }
                </ol>
            }
        </li>
    }
}

/// A link to the group's first row.
fn heading(it: &Tree<'_>, group: &Group, tally: Tally, open: bool) -> Html {
    let first = first_row(it, group);
    let problems = problems(tally);
    let href = Route::Walk(first).hash();
    let dispatch = it.dispatch.clone();
    let onclick = move |event: MouseEvent| {
        event.prevent_default();
        dispatch.dispatch(Action::Go(Route::Walk(first)));
    };
    let (done, rows) = (tally.complete as usize, tally.rows as usize);
    html! {
        <a class={classes!("zc-tree__group", open.then_some("zc-tree__group--open"))} {href} {onclick}>
            <span class="zc-tree__name" lang="zh-Hans">{ &group.number }{ wide(&group.title) }</span>
            { ring(done, rows) }
            <span class={classes!("zc-tree__count", (done == rows).then_some("zc-is--met"))}>
                <span aria-hidden="true">{ done }{ "/" }{ rows }</span>
                <span class="zc-unseen">{ (it.words.filled_spoken)(done, rows) }</span>
            </span>
            if problems > 0 {
                <span class="zc-tree__problems" title={(it.words.problems_spoken)(problems)}>
                    <span aria-hidden="true">{ problems }</span>
                    <span class="zc-unseen">{ (it.words.problems_spoken)(problems) }</span>
                </span>
            }
        </a>
    }
}

fn first_row(it: &Tree<'_>, group: &Group) -> usize {
    let first = |sieve: Sieve| group.indicators.clone().find(|row| lets(it, sieve, *row));
    first(it.sieve).or_else(|| first(Sieve::default())).unwrap_or(group.indicators.start)
}

fn lets(it: &Tree<'_>, sieve: Sieve, row: usize) -> bool {
    it.session.row(row).is_some_and(|row| sieve.lets(it.session.catalogue(), row))
}

fn problems(tally: Tally) -> usize {
    let of = |verdict: Verdict| tally.of(verdict) as usize;
    of(Verdict::Unreadable) + of(Verdict::Unmet) + of(Verdict::SoftUnmet)
}

/// The rows that stand directly in this group.
fn rows(it: &Tree<'_>, group: usize) -> Vec<Html> {
    let catalogue = it.session.catalogue();
    let Some(range) = catalogue.groups.get(group).map(|group| group.indicators.clone()) else { return Vec::new() };
    range.filter_map(|at| row(it, catalogue, group, at)).collect()
}

fn row(it: &Tree<'_>, catalogue: &Catalogue, group: usize, at: usize) -> Option<Html> {
    let indicator = catalogue.indicators.get(at).filter(|indicator| indicator.group == group)?;
    let row = it.session.row(at)?;
    let here = at == it.at;
    if !here && !it.sieve.lets(catalogue, row) {
        return None;
    }
    let dispatch = it.dispatch.clone();
    let onclick = move |event: MouseEvent| {
        event.prevent_default();
        dispatch.dispatch(Action::Go(Route::Walk(at)));
    };
    Some(html! {
        <li key={at}>
            <a class={classes!("zc-tree__row", here.then_some("zc-tree__row--here"))} href={Route::Walk(at).hash()} {onclick}
                aria-current={here.then_some("page")}>
                { tag::mark(row.verdict) }
                <span class="zc-tree__name" lang="zh-Hans">
                    { &indicator.number }{ " " }{ wide(indicator.title.as_deref().unwrap_or_default()) }
                </span>
                <span class="zc-unseen">{ text::verdict(row.verdict, it.lang) }</span>
            </a>
        </li>
    })
}
