//! The lines of one row. A keystroke draws these and no others.

use std::rc::Rc;
use std::sync::Arc;

use crate::markup::classes;
use yew::prelude::*;
use zicha_core::answer::Choice;
use zicha_core::catalogue::Catalogue;
use zicha_core::catalogue::wire::Input;
use zicha_core::session::Row;
use zicha_core::text::{self, Lang, wide};
use zicha_html::html;

use super::CELL_ID;
use super::cells::{Column, Place, Target, is_to_mend};
use super::grid::Mode;
use super::hand::turned;
use super::lines::{Line, What};
use super::select::{Selection, Spot};
use crate::browser::{cells as page, events};
use crate::route::Route;
use crate::widgets::choice::{Group, checkboxes};
use crate::widgets::tag;
use crate::words;

/// What was done in the cell that has the keyboard.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Done {
    Typed(String),
    Chose(String),
}

/// What the lines of a row are drawn from.
#[derive(Properties, Clone)]
pub(super) struct RowLinesProps {
    pub catalogue: Arc<Catalogue>,
    pub row: Arc<Row>,
    pub lines: Rc<Vec<Line>>,
    /// Of the lines, which are the row's.
    pub from: usize,
    pub to: usize,
    /// Where it reaches into this row.
    pub selection: Option<Selection>,
    pub mode: Mode,
    pub lang: Lang,
    pub done: Callback<Done>,
}

impl PartialEq for RowLinesProps {
    fn eq(&self, other: &RowLinesProps) -> bool {
        Arc::ptr_eq(&self.row, &other.row)
            && Arc::ptr_eq(&self.catalogue, &other.catalogue)
            && Rc::ptr_eq(&self.lines, &other.lines)
            && (self.from, self.to) == (other.from, other.to)
            && self.selection == other.selection
            && (self.selection.is_none() || self.mode == other.mode)
            && self.lang == other.lang
            && self.done == other.done
    }
}

/// Draws them.
#[component(RowLines)]
pub(super) fn row_lines(props: &RowLinesProps) -> Html {
    let Some(indicator) = props.catalogue.indicators.get(props.row.indicator) else { return Html::default() };
    let lines = props.lines.get(props.from..props.to).unwrap_or_default();
    let place = |line: &Line| Place { line: *line, row: &props.row, indicator };
    html! {
        <tbody role="rowgroup">
            { for lines.iter().enumerate().map(|(nth, line)| one(props, &place(line), props.from + nth)) }
        </tbody>
    }
}

fn one(props: &RowLinesProps, place: &Place<'_>, at: usize) -> Html {
    html! {
        <tr key={at} role="row" aria-rowindex={(at + 2).to_string()} class={classes!("zc-grid__line", place.line.first.then_some("zc-grid__line--first"))}>
            { for Column::ALL.into_iter().map(|column| cell(props, place, at, column)) }
        </tr>
    }
}

fn cell(props: &RowLinesProps, place: &Place<'_>, line: usize, column: Column) -> Html {
    let spot = Spot { line, column: column.index() };
    let is_on = props.selection.is_some_and(|it| it.on == spot);
    let is_in = props.selection.is_some_and(|it| it.has(spot));
    let target = place.target(column).ok();
    // Nothing is called wrong while it is being typed.
    let is_open = is_on && props.mode.is_open();
    let wrong = if column == Column::Answer && !is_open { wrong(props, place) } else { None };
    let class = classes!(
        "zc-grid__cell",
        Some(class_of(column)),
        is_on.then_some("zc-grid__cell--on"),
        is_in.then_some("zc-grid__cell--in"),
        target.is_none().then_some("zc-grid__cell--read"),
        wrong.is_some().then_some("zc-grid__cell--wrong"),
    );
    let full = place.text(column, props.lang);
    let body = match target.filter(|_| is_on) {
        Some(target) => editor(props, place, target, wrong.as_deref()),
        None => shown(props, place, column, &full),
    };
    // The field in the cell has the keyboard where there is one.
    let tabindex = if is_on && !has_field(place, target) { "0" } else { "-1" };
    let title = Some(wrong.unwrap_or(full)).filter(|it| !it.is_empty());
    html! {
        <td id={place.id(column)} role={if column == Column::Number { "rowheader" } else { "gridcell" }} {class} {tabindex}
            aria-selected={if is_in { "true" } else { "false" }} aria-readonly={if target.is_some() { "false" } else { "true" }} {title}>
            { body }
        </td>
    }
}

fn class_of(column: Column) -> &'static str {
    match column {
        Column::Number => "zc-grid__number",
        Column::Title => "zc-grid__title",
        Column::Item => "zc-grid__item",
        Column::Answer => "zc-grid__answer",
        Column::Unit => "zc-grid__unit",
        Column::Verdict => "zc-grid__verdict",
        Column::Note => "zc-grid__note",
    }
}

/// The sentence of what is to be mended in the field of the line.
fn wrong(props: &RowLinesProps, place: &Place<'_>) -> Option<String> {
    let What::Slot(slot) = place.line.what else { return None };
    let found = place.row.findings.iter().find(|it| it.slot == Some(slot) && is_to_mend(&it.problem))?;
    Some(text::finding(found, place.indicator, props.lang))
}

fn shown(props: &RowLinesProps, place: &Place<'_>, column: Column, full: &str) -> Html {
    match column {
        Column::Number => {
            html! { <a href={Route::Walk(place.line.row).hash()} tabindex="-1" class="zc-grid__link">{ full }</a> }
        }
        Column::Verdict => tag::verdict(place.verdict(), props.lang),
        Column::Answer => html! { <span class="zc-grid__text">{ full.replace('\n', " ⏎ ") }</span> },
        Column::Title | Column::Item | Column::Unit => {
            html! { <span class="zc-grid__text" lang="zh-Hans">{ full }</span> }
        }
        Column::Note => html! { <span class="zc-grid__text">{ full.replace('\n', " ⏎ ") }</span> },
    }
}

fn has_field(place: &Place<'_>, target: Option<Target>) -> bool {
    match target {
        None => false,
        Some(Target::Note) => true,
        Some(Target::Slot(_)) => place.slot().is_some_and(|it| it.input != Input::Ticks),
    }
}

/// The field of the cell that has the keyboard: until something is typed its whole text is selected, so that typing
/// replaces it, also by an input method.
fn editor(props: &RowLinesProps, place: &Place<'_>, target: Target, wrong: Option<&str>) -> Html {
    let words = words::of(props.lang);
    let number = (words.walk.number)(&place.indicator.number);
    let item = match target {
        Target::Slot(_) => place.item(),
        Target::Note => words.walk.note.to_owned(),
    };
    let label = (words.table().cell)(&number, &item);
    let it = Editor {
        props,
        label: wrong.map_or_else(|| label.clone(), |wrong| format!("{label}{}{wrong}", words.frame.colon)),
        text: target.text(place.row),
        is_wrong: wrong.is_some(),
    };
    match (target, place.slot()) {
        (Target::Slot(slot), Some(spec)) => match spec.input {
            Input::Count => it.line("numeric"),
            Input::Number => it.line("decimal"),
            Input::Date => it.line("text"),
            Input::Dates | Input::Days | Input::Parts | Input::Text => it.area(),
            Input::Choice => it.list(&Choice::ALL.map(|one| (one.word(), text::choice(one, props.lang).to_owned()))),
            Input::Level => {
                let options: Vec<(&str, String)> = spec.options.iter().map(|one| (one.as_str(), wide(one))).collect();
                it.list(&options)
            }
            Input::Ticks => {
                let ticked = place.row.readings.get(slot).and_then(|it| it.ticks()).unwrap_or_default();
                it.ticks(&spec.options, ticked)
            }
        },
        (Target::Note, _) | (Target::Slot(_), None) => it.area(),
    }
}

struct Editor<'a> {
    props: &'a RowLinesProps,
    label: String,
    text: &'a str,
    is_wrong: bool,
}

impl Editor<'_> {
    fn is_open(&self) -> bool {
        self.props.mode.is_open()
    }

    fn invalid(&self) -> Option<&'static str> {
        self.is_wrong.then_some("true")
    }

    fn line(&self, inputmode: &'static str) -> Html {
        let oninput = self.props.done.reform(|event: InputEvent| Done::Typed(events::typed(&event)));
        html! {
            <input id={CELL_ID} type="text" class="zc-grid__field" {inputmode} value={self.text.to_owned()} {oninput} autocomplete="off"
                aria-label={self.label.clone()} aria-invalid={self.invalid()} />
        }
    }

    fn area(&self) -> Html {
        let oninput = self.props.done.reform(|event: InputEvent| Done::Typed(events::typed(&event)));
        html! {
            <textarea id={CELL_ID} class={classes!("zc-grid__field", self.is_open().then_some("zc-grid__field--open"))} rows="1"
                value={self.text.to_owned()} {oninput} autocomplete="off" aria-label={self.label.clone()} aria-invalid={self.invalid()} />
        }
    }

    fn list(&self, options: &[(&str, String)]) -> Html {
        let onchange = self.props.done.reform(|event: Event| Done::Chose(page::chosen(&event)));
        let empty = words::of(self.props.lang).table().choose;
        let known = self.text.is_empty() || options.iter().any(|it| it.0 == self.text);
        let one = |value: &str, name: &str| {
            html! { <option value={value.to_owned()} selected={value == self.text}>{ name }</option> }
        };
        html! {
            <select id={CELL_ID} class="zc-grid__field" {onchange} aria-label={self.label.clone()} aria-invalid={self.invalid()}>
                { one("", empty) }
                { for options.iter().map(|it| one(it.0, &it.1)) }
                if !known { { one(self.text, self.text) } }
            </select>
        }
    }

    fn ticks(&self, options: &[String], ticked: &[bool]) -> Html {
        if !self.is_open() {
            let hint = words::of(self.props.lang).table().tick_hint;
            let text = self.text.replace('\n', "、");
            return html! {
                <span class="zc-grid__text">
                    if text.is_empty() { <small>{ hint }</small> } else { { text } }
                </span>
            };
        }
        let names: Vec<String> = options.iter().map(|it| wide(it)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let (all, before) = (options.to_vec(), ticked.to_vec());
        let tick = self.props.done.reform(move |(at, on): (usize, bool)| {
            let is_on = before.get(at).copied().unwrap_or(false);
            Done::Chose(if is_on == on { turned(&all, &before, usize::MAX) } else { turned(&all, &before, at) })
        });
        let group = Group { id: CELL_ID, legend: &self.label, options: &names, ..Group::default() };
        html! { <div class="zc-grid__sheet">{ checkboxes(&group, ticked, &tick) }</div> }
    }
}
