//! The exceptions sheet on the screen and on paper: an entry a line, and a place for a remark at each row.

use std::rc::Rc;

use yew::prelude::*;
use zicha_core::catalogue::Indicator;
use zicha_core::exceptions::{Entry, Heading};
use zicha_core::text::{self, wide};
use zicha_html::html;

use super::View;
use crate::browser::{focus, print, task};
use crate::pages::case::Case;
use crate::widgets::field::{Field, Keys, Room, field};

/// Up to so many rows without evidence or answers are named in full; more only by their numbers.
const NAMED_MAX: usize = 12;

/// Moves the keyboard to a remark that is about to be drawn.
fn begin(row: usize) {
    task::spawn(async move {
        task::painted().await;
        focus::on_id(&format!("zc-cs-remark-{row}"));
    });
}

impl View<'_> {
    /// The sheet with its remarks.
    pub(super) fn sheet(&self, case: &Rc<Case>) -> Html {
        let words = self.words();
        let mut placed = Vec::new();
        let parts: Vec<Html> = Heading::ALL.into_iter().map(|heading| self.part(case, heading, &mut placed)).collect();
        let on_print = move |_: MouseEvent| print::print();
        html! {
            <section aria-labelledby="zc-cs-sheet" class="zc-cs__sheet">
                <h2 id="zc-cs-sheet">{ words.sheet }</h2>
                <p>{ text::exception_counts(&case.sheet.counts, self.lang()) }</p>
                { self.set_aside(case) }
                <p class="zc-cs__screen"><button type="button" class="zc-button" onclick={on_print}>{ words.print }</button></p>
                if case.sheet.entries.is_empty() { <p class="zc-note zc-note--good">{ words.nothing }</p> }
                { for parts }
                { self.other_remarks(case, &placed) }
                { self.compared(case) }
            </section>
        }
    }

    /// What the unit's facts set aside, a line for each reason.
    fn set_aside(&self, case: &Case) -> Html {
        let lines = text::set_aside_lines(&case.session, self.lang());
        html! { if !lines.is_empty() { <ul>{ for lines.into_iter().map(|line| html! { <li>{ line }</li> }) }</ul> } }
    }

    /// Everything under one heading; `placed` are the rows that have a place for a remark already.
    fn part(&self, case: &Case, heading: Heading, placed: &mut Vec<usize>) -> Html {
        let under = case.sheet.under(heading);
        if under.is_empty() {
            return Html::default();
        }
        let title = (self.words().heading)(text::exception_heading(heading, self.lang()), under.len());
        let in_bulk = matches!(heading, Heading::NoEvidence | Heading::Blank) && under.len() > NAMED_MAX;
        let body = if in_bulk {
            let number = |it: &Entry| case.session.catalogue().indicators.get(it.row).map(|it| it.number.as_str());
            let numbers: Vec<&str> = under.iter().filter_map(number).collect();
            let numbers = numbers.join(crate::words::of(self.lang()).frame.comma);
            html! { <p class="zc-cs__numbers">{ (self.words().numbers)(&numbers) }</p> }
        } else {
            let rows = under.chunk_by(|a, b| a.row == b.row);
            html! { <ul class="zc-cs__rows">{ for rows.filter_map(|row| self.row(case, row, placed)) }</ul> }
        };
        html! {
            <div class="zc-cs__part" data-heading={heading.code()}>
                <h3>{ title }</h3>
                { body }
            </div>
        }
    }

    fn row(&self, case: &Case, entries: &[Entry], placed: &mut Vec<usize>) -> Option<Html> {
        let row = entries.first()?.row;
        let indicator = case.session.catalogue().indicators.get(row)?;
        let lines = entries.iter().flat_map(|it| text::exception(it, &case.session, self.lang()));
        let remark = if placed.contains(&row) {
            Html::default()
        } else {
            placed.push(row);
            self.remark(row, indicator)
        };
        Some(html! {
            <li class="zc-cs__row" data-row={indicator.id.clone()}>
                <p class="zc-cs__name">
                    <strong>{ self.number(indicator) }</strong>{ " " }
                    <span lang="zh-Hans">{ wide(indicator.title.as_deref().unwrap_or(&indicator.text)) }</span>
                </p>
                { for lines.map(|it| html! { <p class="zc-cs__line">{ it }</p> }) }
                { remark }
            </li>
        })
    }

    fn number(&self, indicator: &Indicator) -> String {
        (crate::words::of(self.lang()).walk.number)(&indicator.number)
    }

    /// The remark on a row, or the button that begins one.
    fn remark(&self, row: usize, indicator: &Indicator) -> Html {
        let words = self.words();
        let id = format!("zc-cs-remark-{row}");
        let Some(value) = self.form.remark(row) else {
            let form = self.form.clone();
            let onclick = move |_: MouseEvent| {
                let mut next = (*form.latest()).clone();
                next.put_remark(row, "");
                form.set(next);
                begin(row);
            };
            return html! {
                <button type="button" class="zc-link zc-cs__write" id={format!("{id}-write")} {onclick}>
                    { words.remark_write }<span class="zc-unseen">{ self.number(indicator) }</span>
                </button>
            };
        };
        let label = (words.remark)(&indicator.number);
        let drawn = Field { id: &id, label: &label, value, room: Room::Lines(2), ..Field::default() };
        field(&drawn, self.put(move |form, text| form.put_remark(row, &text)), Callback::noop())
    }

    /// Remarks on rows that are not on the sheet, and the way to begin one.
    fn other_remarks(&self, case: &Case, placed: &[usize]) -> Html {
        let words = self.words();
        let catalogue = case.session.catalogue();
        let others = self.form.remarks.iter().map(|(row, _)| *row).filter(|row| !placed.contains(row));
        let others = others.filter_map(|row| Some((row, catalogue.indicators.get(row)?)));
        let wanted = self.form.other.trim();
        let found = case
            .session
            .mine()
            .map(|row| row.indicator)
            .find(|row| catalogue.indicators.get(*row).is_some_and(|it| it.number.trim_end_matches('.') == wanted));
        let errors: Vec<String> =
            if wanted.is_empty() || found.is_some() { Vec::new() } else { vec![(words.remarks_no_row)(wanted)] };
        let hints = [AttrValue::Static(words.remarks_other_hint)];
        let drawn = Field {
            id: "zc-cs-other",
            label: words.remarks_other,
            hints: &hints,
            errors: &errors,
            value: &self.form.other,
            keys: Keys::Digits,
            room: Room::Short,
            ..Field::default()
        };
        let add = {
            let form = self.form.clone();
            move |_: MouseEvent| {
                let Some(row) = found else { return };
                let mut next = (*form.latest()).clone();
                if next.remark(row).is_none() {
                    next.put_remark(row, "");
                }
                next.other.clear();
                form.set(next);
                begin(row);
            }
        };
        html! {
            <>
                { for others.map(|(row, indicator)| self.remark(row, indicator)) }
                <div class="zc-cs__other zc-cs__screen">
                    { field(&drawn, self.put(|form, text| form.other = text), Callback::noop()) }
                    <button type="button" class="zc-button" id="zc-cs-add" disabled={found.is_none()} onclick={add}>{ words.remark_add }</button>
                </div>
            </>
        }
    }
}
