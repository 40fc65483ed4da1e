//! 表格填报: every row as a line of a grid, filled in like a spreadsheet. WAI-ARIA's grid pattern: one cell has the keyboard,
//! keys move it, Esc leaves the table. Lies in the second part of the program.
//!
//! Reading order: `lines`, `cells`, `select`, `paste` and `grid` are pure; `hand` and `clip` act; `row` and `preview` draw.

pub mod cells;
mod clip;
pub mod grid;
mod hand;
pub mod lines;
pub mod paste;
mod preview;
mod row;
pub mod select;

use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use yew::prelude::*;
use zicha_core::session::Session;
use zicha_html::html;

use self::grid::{Grid, WHOLE_MAX};
use self::hand::Hand;
use self::lines::{Line, by_row, lines};
use self::row::{Done, RowLines};
use self::select::COLUMNS;
use crate::browser::{cells as page, clipboard, events, focus};
use crate::own::use_effect_with;
use crate::pages::find::steps::Steps;
use crate::pages::find::{Tools, ToolsProps};
use crate::pages::walk::ids;
use crate::route::Route;
use crate::shortcuts::Shortcut;
use crate::state::{Action, Dispatch, HEADING_ID, State};
use crate::words::Table;

/// Id of the field in the cell that has the keyboard.
const CELL_ID: &str = "zc-cell";
/// Id of what Esc leads to.
const OUT_ID: &str = "zc-grid-out";
const HELP_ID: &str = "zc-grid-help";
/// Id of what the table is scrolled in.
const SIGHT_ID: &str = "zc-grid-sight";

/// What the page is drawn from.
#[derive(Properties, PartialEq, Clone)]
pub struct TablePageProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
    /// The row one is on; one past the end is the first that is shown.
    pub at: usize,
}

/// Draws the page.
#[component(TablePage)]
pub fn table_page(props: &TablePageProps) -> Html {
    let Some(session) = props.state.session() else { return Html::default() };
    html! { <Sheet state={Rc::clone(&props.state)} dispatch={props.dispatch.clone()} at={at(session, props.at)} /> }
}

fn at(session: &Session, at: usize) -> usize {
    at.min(session.catalogue().indicators.len().saturating_sub(1))
}

#[component(Sheet)]
fn sheet(props: &TablePageProps) -> Html {
    let grid = use_mut_ref(Grid::default);
    let redraw = use_force_update();
    let lines = use_lines(props);
    let stamp = Rc::as_ptr(&lines) as usize;
    grid.borrow_mut().settle(props.at, &lines, stamp);
    let hand = Hand { props: props.clone(), lines, grid, redraw };
    let done = use_done(&hand);
    use_keyboard(&hand);
    let words = props.state.words().table();
    let plan = hand.grid.borrow().plan.clone();
    html! {
        <div class="zc-table">
            <h1 id={HEADING_ID} tabindex="-1">{ words.title }</h1>
            <Tools state={Rc::clone(&props.state)} dispatch={props.dispatch.clone()} at={props.at} />
            if let Some(plan) = plan {
                { preview::preview(&hand, &plan) }
            } else {
                { actions(&hand, words) }
                <p id={HELP_ID} class="zc-field__hint">{ words.lead }</p>
                { narrow(&hand, words) }
                { body(&hand, &done, words) }
                { about(&hand) }
                { out(&hand) }
            }
        </div>
    }
}

/// The lines that the filter leaves. A row that no longer fits after an edit stays until the filter or the facts change:
/// it must not vanish from under the keyboard.
#[hook]
fn use_lines(props: &TablePageProps) -> Rc<Vec<Line>> {
    let session = props.state.session().cloned();
    let setting = session.as_ref().map(|it| Arc::as_ptr(it.setting()) as usize);
    let sieve = props.state.sieve;
    use_memo((sieve, setting), move |_| session.map(|it| lines(&it, sieve.rows(&it))).unwrap_or_default())
}

/// One callback for the life of the page, so that rows that did not change are not drawn.
#[hook]
fn use_done(hand: &Hand) -> Callback<Done> {
    let now = use_mut_ref(|| None::<Hand>);
    *now.borrow_mut() = Some(hand.clone());
    (*use_memo((), move |()| {
        Callback::from(move |done| {
            let Some(hand) = now.borrow().clone() else { return };
            match done {
                Done::Typed(text) => hand.typed(text),
                Done::Chose(text) => hand.chose(text),
            }
        })
    }))
    .clone()
}

/// Puts the keyboard where it was asked to be, and measures a line once one is drawn.
#[hook]
fn use_keyboard(hand: &Hand) {
    let (grabs, shows, is_open, is_asked) = {
        let grid = hand.grid.borrow();
        (grid.grabs, grid.shows, grid.plan.is_some(), grid.paste_box.is_some())
    };
    let open = hand.clone();
    use_effect_with(shows, move |_| {
        if let Some(id) = open.id() {
            page::show(SIGHT_ID, &id);
        }
    });
    let open = hand.clone();
    use_effect_with(grabs, move |grabs| {
        if let Some(id) = open.id().filter(|_| *grabs > 0) {
            page::enter_in(SIGHT_ID, &[CELL_ID, &id]);
        }
    });
    let is_ticking = hand.grid.borrow().mode == grid::Mode::Editing;
    use_effect_with(is_ticking, |is_ticking| {
        if *is_ticking {
            focus::first_of("#zc-cell-0");
        }
    });
    use_effect_with((is_open, is_asked), |(is_open, is_asked)| {
        if *is_open {
            focus::on_id(preview::TITLE_ID);
        } else if *is_asked {
            focus::on_id("zc-paste-box");
        }
    });
}

/// What can be done without keys too.
fn actions(hand: &Hand, words: &'static Table) -> Html {
    let walk = &hand.props.state.words().walk;
    let copy = {
        let hand = hand.clone();
        move |_: MouseEvent| {
            page::enter(&[CELL_ID, ids::grid()]);
            clipboard::copy();
            hand.with(Grid::grab);
        }
    };
    let ask = {
        let hand = hand.clone();
        move |_: MouseEvent| hand.with(|grid| grid.paste_box = Some(String::new()))
    };
    let step = |label: &str, shortcut: Shortcut| {
        let props = &hand.props;
        let tools = ToolsProps { state: Rc::clone(&props.state), dispatch: props.dispatch.clone(), at: props.at };
        let steps = Steps::new(&tools);
        let keys = props.state.shortcuts.acts(shortcut).then(|| shortcut.keys());
        let onclick = move |_: MouseEvent| steps.act(shortcut);
        html! {
            <button type="button" class="zc-button" {onclick} title={keys}>
                { label }
                if let Some(keys) = keys { <kbd>{ keys }</kbd> }
            </button>
        }
    };
    html! {
        <>
            <div class="zc-row zc-table__actions">
                { step(walk.next_problem, Shortcut::Problem) }
                { step(walk.next_blank, Shortcut::Blank) }
                <button type="button" id="zc-copy" class="zc-button" onclick={copy} title="Ctrl+C">{ words.copy }</button>
                <button type="button" id="zc-paste" class="zc-button" onclick={ask} title="Ctrl+V">{ words.paste }</button>
            </div>
            { paste_box(hand, words) }
        </>
    }
}

/// The next step, and where Esc leads.
fn out(hand: &Hand) -> Html {
    let dispatch = hand.dispatch().clone();
    let onclick = move |event: MouseEvent| {
        event.prevent_default();
        dispatch.dispatch(Action::Go(Route::Review));
    };
    html! {
        <p class="zc-table__out">
            <a id={OUT_ID} class="zc-button zc-button--primary" href={Route::Review.hash()} {onclick}>{ hand.props.state.words().walk.to_review }</a>
        </p>
    }
}

/// Shown on a narrow screen: the other way to fill in.
fn narrow(hand: &Hand, words: &'static Table) -> Html {
    let props = &hand.props;
    let (dispatch, route) = (props.dispatch.clone(), Route::Walk(props.at));
    let onclick = move |event: MouseEvent| {
        event.prevent_default();
        dispatch.dispatch(Action::Go(route));
    };
    html! {
        <p class="zc-table__narrow">
            { words.narrow }<a href={route.address(props.state.sieve)} {onclick}>{ words.one_by_one }</a>
        </p>
    }
}

/// What is to be said of the cell that has the keyboard, as long as it is not being edited.
fn about(hand: &Hand) -> Html {
    let said = if hand.mode().is_open() { None } else { hand.about() };
    html! { <p class="zc-table__about">{ said.unwrap_or_default() }</p> }
}

/// For browsers and fingers that have no Ctrl+V on a cell.
fn paste_box(hand: &Hand, words: &'static Table) -> Html {
    let Some(text) = hand.grid.borrow().paste_box.clone() else { return Html::default() };
    let oninput = {
        let hand = hand.clone();
        move |event: InputEvent| hand.with(|grid| grid.paste_box = Some(events::typed(&event)))
    };
    let go = {
        let (hand, text) = (hand.clone(), text.clone());
        move |_: MouseEvent| hand.plan(&text)
    };
    let cancel = {
        let hand = hand.clone();
        move |_: MouseEvent| hand.put_away()
    };
    html! {
        <div class="zc-panel zc-paste-box">
            <label class="zc-field__label" for="zc-paste-box">{ words.paste_box }</label>
            <p class="zc-field__hint" id="zc-paste-hint">{ words.paste_hint }</p>
            <textarea id="zc-paste-box" class="zc-field__input zc-field__input--lines" rows="4" value={text.clone()} {oninput} autocomplete="off"
                aria-describedby="zc-paste-hint" />
            <div class="zc-row">
                <button type="button" id="zc-paste-show" class="zc-button zc-button--primary" disabled={text.is_empty()} onclick={go}>{ words.paste_go }</button>
                <button type="button" class="zc-button" onclick={cancel}>{ words.cancel }</button>
            </div>
        </div>
    }
}

fn body(hand: &Hand, done: &Callback<Done>, words: &'static Table) -> Html {
    let Some(session) = hand.props.state.session() else { return Html::default() };
    if hand.lines.is_empty() {
        return html! { <p class="zc-note">{ words.nothing_here }</p> };
    }
    let drawn = hand.grid.borrow().drawn(&hand.lines);
    let gap = Gap::measured(&hand.lines, &drawn);
    let on = |act: fn(&Hand, &Event)| {
        let hand = hand.clone();
        move |event: Event| act(&hand, &event)
    };
    let hands = [hand.clone(), hand.clone(), hand.clone()];
    let [keys, clicks, focuses] = hands;
    let ondblclick = {
        let hand = hand.clone();
        move |_: MouseEvent| hand.edit()
    };
    html! {
        <div id={SIGHT_ID} class="zc-grid" onscroll={on(scrolled)}>
            <table id={ids::grid()} role="grid" tabindex="-1" class="zc-grid__table" aria-rowcount={(hand.lines.len() + 1).to_string()}
                aria-colcount={COLUMNS.to_string()} aria-multiselectable="true" aria-labelledby={HEADING_ID} aria-describedby={HELP_ID}
                onkeydown={move |event: KeyboardEvent| keys.key(&event)} onclick={move |event: MouseEvent| clicked(&clicks, &event)}
                {ondblclick} onfocusin={move |event: FocusEvent| focuses.focused(&event)} oncopy={on(Hand::copy)}
                oncut={on(Hand::cut)} onpaste={on(Hand::paste)}>
                <thead role="rowgroup">
                    <tr role="row" aria-rowindex="1">{ for words.columns.iter().map(|it| html! { <th role="columnheader" scope="col">{ *it }</th> }) }</tr>
                </thead>
                { gap.rows(gap.above) }
                { for by_row(&hand.lines, drawn.start, drawn.end).into_iter().map(|range| row(hand, session, done, range)) }
                { gap.rows(gap.below) }
            </table>
        </div>
    }
}

/// The link in the number is for opening the row in another tab; here it opens it.
fn clicked(hand: &Hand, event: &MouseEvent) {
    if page::follows_link(event) {
        if !event.ctrl_key() && !event.meta_key() && !event.shift_key() {
            event.prevent_default();
            hand.click(event);
            hand.open();
        }
        return;
    }
    hand.click(event);
}

fn row(hand: &Hand, session: &Session, done: &Callback<Done>, range: Range<usize>) -> Html {
    let Some(row) = hand.lines.get(range.start).and_then(|line| session.row(line.row)) else { return Html::default() };
    let grid = hand.grid.borrow();
    let lines = grid.selection.lines();
    let selection = (*lines.start() < range.end && *lines.end() >= range.start).then_some(grid.selection);
    html! {
        <RowLines key={row.indicator} catalogue={Arc::clone(session.catalogue())} row={Arc::clone(row)} lines={Rc::clone(&hand.lines)}
            from={range.start} to={range.end} {selection} mode={grid.mode} lang={hand.props.state.lang} done={done.clone()} />
    }
}

/// Lines that are not drawn, as empty room.
struct Gap {
    line_px: f64,
    above: usize,
    below: usize,
}

impl Gap {
    fn measured(lines: &[Line], drawn: &Range<usize>) -> Gap {
        let (above, below) = (drawn.start, lines.len().saturating_sub(drawn.end));
        let line_px = if lines.len() > WHOLE_MAX { line_px() } else { 0.0 };
        Gap { line_px, above, below }
    }

    fn rows(&self, lines: usize) -> Html {
        if lines == 0 {
            return Html::default();
        }
        let height = (self.line_px * lines as f64).round().to_string();
        html! { <tbody class="zc-grid__gap" role="presentation"><tr role="presentation"><td role="presentation" colspan={COLUMNS.to_string()} {height} /></tr></tbody> }
    }
}

/// Height of a line before one could be measured, in CSS pixels.
const LINE_PX: f64 = 36.0;

fn line_px() -> f64 {
    page::height_of(".zc-grid__line").unwrap_or(LINE_PX)
}

fn scrolled(hand: &Hand, event: &Event) {
    if hand.lines.len() <= WHOLE_MAX {
        return;
    }
    let Some((top, height)) = page::scrolled(event) else { return };
    let line = line_px();
    let sight = ((top / line) as usize, (height / line) as usize + 1);
    let (before, after) = {
        let mut grid = hand.grid.borrow_mut();
        let before = grid.drawn(&hand.lines);
        grid.sight = sight;
        (before, grid.drawn(&hand.lines))
    };
    if before != after {
        hand.redraw.force_update();
    }
}
