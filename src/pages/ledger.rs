//! 台账: the whole ledger of the open form as it is printed on A3 across, with merged cells of groups, the answers, the
//! evidence and what came of them, a place for signatures, and on every sheet whose it is and its fingerprint.
//!
//! The foot of the sheet is the foot of the table itself (`widgets::paper` says why); so is the head.

pub mod lines;

use std::rc::Rc;

use yew::prelude::*;
use zicha_core::answer::Evidence;
use zicha_core::catalogue::{Catalogue, Indicator};
use zicha_core::finding::Finding;
use zicha_core::session::{Row, Session};
use zicha_core::text::{self, Lang, wide};
use zicha_html::html;

use self::lines::{Line, Merged, has_second, lines};
use crate::browser::print;
use crate::own::use_own;
use crate::state::{Dispatch, HEADING_ID, State, Work};
use crate::widgets::choice::{Group, radios};
use crate::words::{Ledger, Words};

/// What the page is drawn from.
#[derive(Properties, PartialEq, Clone)]
pub struct LedgerPageProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
}

/// One drawing of the page.
struct Page<'a> {
    work: &'a Work,
    session: &'a Session,
    catalogue: &'a Catalogue,
    lang: Lang,
    all: &'static Words,
    words: &'static Ledger,
    /// Columns of groups: 1 or 2.
    groups: usize,
}

/// Columns beside those of the groups.
const COLUMNS: usize = 6;

/// Draws the page; nothing without an open form.
#[component(LedgerPage)]
pub fn ledger_page(props: &LedgerPageProps) -> Html {
    let only_mine = use_own(|| 0_usize);
    let Some(work) = &props.state.work else { return Html::default() };
    let all = props.state.words();
    let words = all.ledger();
    let (session, catalogue) = (&work.session, work.session.catalogue());
    let groups = if has_second(catalogue) { 2 } else { 1 };
    let page = Page { work, session, catalogue, lang: props.state.lang, all, words, groups };
    let choose = {
        let only_mine = only_mine.clone();
        Callback::from(move |at| only_mine.set(at))
    };
    let which = Group { id: "zc-ledger-rows", legend: words.rows, options: &words.rows_options, ..Group::default() };
    let on_print = move |_: MouseEvent| print::print();
    html! {
        <div class="zc-ledger">
            <div class="zc-ledger__top zc-noprint">
                <h1 id={HEADING_ID} tabindex="-1">{ words.title }</h1>
                <p>{ words.lead }</p>
                { radios(&which, Some(*only_mine), &choose) }
                <p class="zc-row">
                    <button type="button" class="zc-button zc-button--primary" onclick={on_print}>{ words.print }</button>
                </p>
            </div>
            <div class="zc-ledger__sheet zc-sheet" tabindex="0" role="region" aria-label={words.title}>{ table(&page, *only_mine == 1) }</div>
        </div>
    }
}

fn table(page: &Page<'_>, only_mine: bool) -> Html {
    let mine = |row: usize| page.session.row(row).is_some_and(|row| row.tier.is_mine());
    let shown = lines(page.catalogue, |row| !only_mine || mine(row));
    let span = (COLUMNS + page.groups).to_string();
    html! {
        <table class={if page.groups == 2 { "zc-ledger__table zc-ledger__table--two" } else { "zc-ledger__table" }}>
            { caption(page) }
            { head(page) }
            <tfoot>
                <tr><td colspan={span.clone()}>
                    { for text::foot(&page.work.foot(), page.lang).into_iter().map(|line| html! { <p>{ line }</p> }) }
                </td></tr>
            </tfoot>
            <tbody>
                { for shown.iter().filter_map(|line| row(page, line)) }
                <tr class="zc-ledger__sign"><td colspan={span}>{ signatures(page) }</td></tr>
            </tbody>
        </table>
    }
}

fn caption(page: &Page<'_>) -> Html {
    let period = page.session.period().map_or("", |period| &period.title);
    html! {
        <caption>
            <span class="zc-ledger__name" lang="zh-Hans">{ wide(&page.catalogue.title) }{ page.words.of_self_check }</span>
            <span class="zc-ledger__unit">
                <span>{ page.words.unit }{ page.all.frame.colon }{ &page.session.setting().unit.name }</span>
                <span>{ page.words.period }{ page.all.frame.colon }{ period }</span>
            </span>
        </caption>
    }
}

fn head(page: &Page<'_>) -> Html {
    let words = page.words;
    let second = (page.groups == 2).then_some(words.second);
    let names = [words.number, words.task, words.responsible, words.answer, words.evidence, words.verdict];
    let all = [words.first].into_iter().chain(second).chain(names);
    html! { <thead><tr>{ for all.map(|name| html! { <th scope="col">{ name }</th> }) }</tr></thead> }
}

fn row(page: &Page<'_>, line: &Line) -> Option<Html> {
    let row = page.session.row(line.row)?;
    let indicator = page.catalogue.indicators.get(line.row)?;
    let second = line.second.filter(|_| page.groups == 2);
    Some(html! {
        <tr data-row={indicator.id.clone()}>
            { group(page, line.first) }
            { group(page, second) }
            <td class="zc-ledger__number">{ &indicator.number }</td>
            <td lang="zh-Hans">{ wide(&indicator.text) }</td>
            <td lang="zh-Hans">{ wide(&indicator.responsibility.printed) }</td>
            if row.tier.is_mine() {
                <td>{ answers(page, indicator, row) }</td>
                <td>{ for row.answer.evidence.iter().enumerate().map(|(at, it)| evidence(at, it)) }</td>
                <td>{ verdicts(page, indicator, row) }</td>
            } else {
                <td colspan="3" class="zc-ledger__other">{ page.all.walk.not_mine }</td>
            }
        </tr>
    })
}

fn group(page: &Page<'_>, cell: Option<Merged>) -> Html {
    let Some((cell, group)) = cell.and_then(|cell| Some((cell, page.catalogue.groups.get(cell.group)?))) else {
        return Html::default();
    };
    html! {
        <th scope="rowgroup" class="zc-ledger__group" rowspan={cell.rows.to_string()} lang="zh-Hans">
            { &group.number }{ wide(&group.title) }
        </th>
    }
}

/// What was typed, field by field; the note; what will be mended.
fn answers(page: &Page<'_>, indicator: &Indicator, row: &Row) -> Html {
    let colon = page.all.frame.colon;
    let typed = indicator.slots.iter().zip(&row.answer.slots).filter(|(_, text)| !text.trim().is_empty());
    let line = |name: &str, text: &str, unit: &str| {
        html! { <p><span class="zc-ledger__label">{ name }{ colon }</span><span class="zc-verbatim">{ text.trim() }</span>{ unit }</p> }
    };
    let mend = &row.answer.rectification;
    let parts = [mend.measure.trim(), mend.owner.trim(), mend.due.trim()];
    let parts = parts.map(|it| it.trim_end_matches(['。', '；', ';', '.']));
    let parts: Vec<&str> = parts.into_iter().filter(|it| !it.is_empty()).collect();
    html! {
        <>
            { for typed.map(|(slot, text)| line(&wide(&slot.label), text, &slot.unit)) }
            if !row.answer.note.trim().is_empty() { { line(page.all.walk.note, &row.answer.note, "") } }
            if !parts.is_empty() { { line(page.all.walk.rectification, &parts.join(page.words.semicolon), "") } }
        </>
    }
}

fn evidence(at: usize, it: &Evidence) -> Html {
    let more: Vec<&str> = [it.number.trim(), it.date.trim()].into_iter().filter(|it| !it.is_empty()).collect();
    let more = if more.is_empty() { String::new() } else { format!("（{}）", more.join("，")) };
    html! { <p>{ at + 1 }{ ". " }{ it.title.trim() }{ more }</p> }
}

/// What came of every requirement, with its reason.
fn verdicts(page: &Page<'_>, indicator: &Indicator, row: &Row) -> Html {
    let colon = page.all.frame.colon;
    let one = |(at, requirement): (usize, &zicha_core::catalogue::Requirement)| {
        let judgement = row.judgements.get(at)?;
        let findings: Vec<&Finding> = row.findings.iter().filter(|it| it.requirement == Some(at)).collect();
        let sentence = text::judgement(judgement, &findings, page.lang);
        let reason = row.answer.reasons.get(at).map(|it| it.trim()).filter(|it| !it.is_empty());
        let reason = reason.map(|it| format!("{}{}{colon}{it}", page.words.semicolon, page.all.walk.reason));
        Some(html! {
            <p><span class="zc-ledger__label">{ wide(&requirement.title) }{ colon }</span>{ sentence }{ reason.unwrap_or_default() }</p>
        })
    };
    if indicator.requirements.is_empty() {
        return html! { <p>{ text::verdict(row.verdict, page.lang) }</p> };
    }
    html! { <>{ for indicator.requirements.iter().enumerate().filter_map(one) }</> }
}

fn signatures(page: &Page<'_>) -> Html {
    let colon = page.all.frame.colon;
    html! {
        <div class="zc-ledger__signatures">
            { for page.words.signatures.iter().map(|who| html! { <p>{ *who }{ colon }</p> }) }
            <p class="zc-ledger__day">{ page.words.day }</p>
        </div>
    }
}
