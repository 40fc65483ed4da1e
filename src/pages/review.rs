//! What is left before signing: every problem with a link to its field, blanks by group, reasons.

pub mod stopped;

use std::rc::Rc;

use yew::prelude::*;
use zicha_core::answer::Mark;
use zicha_core::catalogue::Indicator;
use zicha_core::finding::{Finding, Problem, Severity, Verdict};
use zicha_core::session::{Row, Session};
use zicha_core::text::{self, Lang, wide};
use zicha_html::html;

use crate::pages::edited::Edited;
use crate::pages::remarks::Remarks;
use crate::pages::walk::{ReasonField, ids, reason_field};
use crate::pages::wrong::use_wrong;
use crate::route::Route;
use crate::state::{Action, Dispatch, HEADING_ID, State};
use crate::widgets::pictures::matrix::{Matrix, matrix};
use crate::widgets::summary::{Line, lines};
use crate::widgets::verdicts::verdicts;
use crate::words::Words;

/// Most lines of one list; the rest is counted.
pub const LINES_SHOWN_MAX: usize = 300;

/// What the page is drawn from.
#[derive(Properties, PartialEq, Clone)]
pub struct ReviewPageProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
}

/// Draws the page.
#[component(ReviewPage)]
pub fn review_page(props: &ReviewPageProps) -> Html {
    let errors_shown = props.state.session().is_some_and(|session| session.mine().any(|row| row.has_errors()));
    use_wrong(errors_shown, props.state.lang);
    let Some(session) = props.state.session() else { return Html::default() };
    let words = props.state.words();
    let page = Page { session, words, lang: props.state.lang, dispatch: &props.dispatch };
    html! {
        <div class="zc-review">
            <h1 id={HEADING_ID} tabindex="-1">{ words.review().title }</h1>
            <Remarks state={Rc::clone(&props.state)} dispatch={props.dispatch.clone()} />
            <Edited state={Rc::clone(&props.state)} dispatch={props.dispatch.clone()} />
            { errors(&page) }
            { soft(&page) }
            { shortfalls(&page) }
            { blanks(&page) }
            { warnings(&page) }
            { coming(&page) }
            { not_applicable(&page) }
            <section class="zc-panel" aria-labelledby="zc-counts">
                <h2 id="zc-counts">{ words.review().counts }</h2>
                { verdicts(&session.total(), props.state.lang) }
                { matrix(&Matrix { session, lang: props.state.lang, dispatch: &props.dispatch, number: words.walk.number }) }
            </section>
            <div class="zc-row">
                { go(&page, Route::Sign, words.review().go_sign, "zc-button zc-button--primary") }
                { go(&page, Route::Walk(first_row(session)), words.review().go_walk, "zc-button") }
                { go(&page, Route::Ledger, words.review().go_ledger, "zc-button") }
            </div>
        </div>
    }
}

struct Page<'a> {
    session: &'a Session,
    words: &'static Words,
    lang: Lang,
    dispatch: &'a Dispatch,
}

impl Page<'_> {
    fn indicator(&self, row: &Row) -> Option<&Indicator> {
        self.session.catalogue().indicators.get(row.indicator)
    }

    /// A link into the walk, named by its row.
    fn line(&self, row: &Row, id: String, text: String) -> Option<Line> {
        self.line_to(Route::Walk(row.indicator), row, id, text)
    }

    fn line_to(&self, route: Route, row: &Row, id: String, text: String) -> Option<Line> {
        let indicator = self.indicator(row)?;
        let title = wide(indicator.title.as_deref().unwrap_or_default());
        let dispatch = self.dispatch.clone();
        Some(Line {
            href: route.hash(),
            name: format!("{} {title}", (self.words.walk.number)(&indicator.number)),
            text,
            follow: Callback::from(move |()| dispatch.dispatch(Action::GoTo { route, id: id.clone() })),
        })
    }

    fn finding(&self, row: &Row, finding: &Finding) -> Option<Line> {
        let indicator = self.indicator(row)?;
        let place = text::place(finding, indicator, self.lang);
        let sentence = text::finding(finding, indicator, self.lang);
        // The reason of a soft shortfall can be written on this very page.
        let route = if finding.problem == Problem::ReasonMissing { Route::Review } else { Route::Walk(row.indicator) };
        let text = format!("{place}{}{sentence}", self.words.frame.colon);
        self.line_to(route, row, ids::of(row.indicator, finding), text)
    }

    /// Lines of every finding that is wanted, and how many there are.
    fn findings(&self, wanted: impl Fn(&Finding) -> bool) -> (Vec<Line>, usize) {
        let all = || self.session.mine().flat_map(|row| row.findings.iter().map(move |it| (row, it)));
        let chosen = || all().filter(|(_, finding)| wanted(finding));
        let shown = chosen().take(LINES_SHOWN_MAX).filter_map(|(row, finding)| self.finding(row, finding)).collect();
        (shown, chosen().count())
    }

    fn more(&self, shown: usize, all: usize) -> Option<String> {
        (all > shown).then(|| (self.words.review().more)(all - shown))
    }
}

fn first_row(session: &Session) -> usize {
    session.mine().next().map_or(0, |row| row.indicator)
}

fn go(page: &Page<'_>, route: Route, label: &str, class: &'static str) -> Html {
    let dispatch = page.dispatch.clone();
    let onclick = move |event: MouseEvent| {
        event.prevent_default();
        dispatch.dispatch(Action::Go(route));
    };
    html! { <a href={route.hash()} {class} {onclick}>{ label }</a> }
}

/// What keeps from signing; stands first.
fn errors(page: &Page<'_>) -> Html {
    let words = page.words.review();
    let (shown, count) = page.findings(|it| it.problem.severity() == Severity::Error);
    if count == 0 {
        let open = page.session.mine().filter(|row| !row.is_complete()).count();
        return match open {
            0 => html! { <p class="zc-note zc-note--good">{ words.errors_none }</p> },
            open => html! { <p class="zc-note">{ (words.errors_none_yet)(open) }</p> },
        };
    }
    let more = page.more(shown.len(), count);
    lines("zc-errors", "zc-summary--error", &(words.errors)(count), words.errors_hint, &shown, more)
}

fn shortfalls(page: &Page<'_>) -> Html {
    let words = page.words.review();
    let hard = |row: &Row, at: Option<usize>| {
        at.and_then(|at| row.judgements.get(at)).is_none_or(|it| it.verdict != Verdict::SoftUnmet)
    };
    let all = || page.session.mine().flat_map(|row| row.findings.iter().map(move |it| (row, it)));
    let chosen = || all().filter(|(row, it)| it.problem.severity() == Severity::Shortfall && hard(row, it.requirement));
    let shown: Vec<Line> = chosen().take(LINES_SHOWN_MAX).filter_map(|(row, it)| page.finding(row, it)).collect();
    let count = chosen().count();
    let more = page.more(shown.len(), count);
    lines("zc-shortfalls", "zc-summary--unmet", &(words.shortfalls)(count), words.shortfalls_hint, &shown, more)
}

fn warnings(page: &Page<'_>) -> Html {
    let worth = |it: &Finding| {
        it.problem.severity() == Severity::Warning
            && !matches!(it.problem, Problem::NotYetAnswered | Problem::NeedsOther { .. })
    };
    let (shown, count) = page.findings(worth);
    let more = page.more(shown.len(), count);
    lines("zc-warnings", "zc-summary--warning", &(page.words.review().warnings)(count), "", &shown, more)
}

/// Requirements that are softly missed: row and index.
fn soft_rows<'a>(page: &'a Page<'_>) -> impl Iterator<Item = (&'a Row, usize)> {
    let soft = |row: &'a Row| {
        let at = row.judgements.iter().enumerate().filter(|(_, it)| it.verdict == Verdict::SoftUnmet);
        at.map(move |(at, _)| (row, at))
    };
    page.session.mine().flat_map(move |row| soft(row))
}

/// Each with its reason field, to be filled in here.
fn soft(page: &Page<'_>) -> Html {
    let count = soft_rows(page).count();
    if count == 0 {
        return Html::default();
    }
    html! {
        <section class="zc-summary zc-summary--unmet" aria-labelledby="zc-soft">
            <h2 id="zc-soft">{ (page.words.review().soft)(count) }</h2>
            <ul class="zc-summary__list">
                { for soft_rows(page).take(LINES_SHOWN_MAX).filter_map(|(row, at)| soft_one(page, row, at)) }
            </ul>
        </section>
    }
}

fn soft_one(page: &Page<'_>, row: &Row, at: usize) -> Option<Html> {
    let line = judged(page, row, at)?;
    let field = ReasonField {
        row: row.indicator,
        requirement: at,
        text: row.answer.reasons.get(at).map(String::as_str).unwrap_or_default(),
        hint: page.words.walk.reason_soft_hint,
        label: page.words.walk.reason,
        dispatch: page.dispatch,
    };
    Some(html! {
        <>
            { crate::widgets::summary::line(&line) }
            <li>{ reason_field(&field) }</li>
        </>
    })
}

/// Rows with something left to fill in, below the name of their group.
fn blanks(page: &Page<'_>) -> Html {
    let rows: Vec<&Row> = page.session.mine().map(AsRef::as_ref).filter(|row: &&Row| !row.is_complete()).collect();
    if rows.is_empty() {
        return Html::default();
    }
    let shown = rows.get(..rows.len().min(LINES_SHOWN_MAX)).unwrap_or_default();
    let group = |row: &&Row| page.indicator(row).map(|it| it.group);
    let groups = shown.chunk_by(|a, b| group(a) == group(b));
    html! {
        <details class="zc-summary zc-summary--blank" open={rows.len() < LINES_SHOWN_MAX / 10}>
            <summary><h2>{ (page.words.review().blanks)(rows.len()) }</h2></summary>
            { for groups.map(|rows| blank_group(page, rows)) }
            if let Some(more) = page.more(shown.len(), rows.len()) { <p>{ more }</p> }
        </details>
    }
}

fn blank_group(page: &Page<'_>, rows: &[&Row]) -> Html {
    let group = rows.first().and_then(|row| page.session.catalogue().groups.get(page.indicator(row)?.group));
    let name = group.map(|it| format!("{}{}", it.number, wide(&it.title))).unwrap_or_default();
    let line = |row: &&Row| page.line(row, HEADING_ID.to_owned(), String::new());
    html! {
        <>
            <h3 lang="zh-Hans">{ name }</h3>
            <ul class="zc-summary__list zc-summary__list--wide">
                { for rows.iter().filter_map(line).map(|it| crate::widgets::summary::line(&it)) }
            </ul>
        </>
    }
}

/// What is not due yet, with its day.
fn coming(page: &Page<'_>) -> Html {
    let later = |row: &'_ Row| -> Vec<usize> {
        let all = row.judgements.iter().enumerate();
        all.filter(|(_, it)| it.verdict == Verdict::Coming).map(|(at, _)| at).collect()
    };
    let rows = || page.session.mine().flat_map(|row| later(row).into_iter().map(move |at| (row, at)));
    let shown = rows().take(LINES_SHOWN_MAX).filter_map(|(row, at)| judged(page, row, at)).collect();
    folded(page, page.words.review().coming, shown, rows().count())
}

/// A list that opens when it is wanted; nothing where there is nothing.
fn folded(page: &Page<'_>, title: fn(usize) -> String, shown: Vec<Line>, count: usize) -> Html {
    if count == 0 {
        return Html::default();
    }
    html! {
        <details class="zc-summary">
            <summary><h2>{ title(count) }</h2></summary>
            <ul class="zc-summary__list">{ for shown.iter().map(crate::widgets::summary::line) }</ul>
            if let Some(more) = page.more(shown.len(), count) { <p>{ more }</p> }
        </details>
    }
}

/// A requirement and what came of it.
fn judged(page: &Page<'_>, row: &Row, at: usize) -> Option<Line> {
    let requirement = page.indicator(row)?.requirements.get(at)?;
    let findings: Vec<&Finding> = row.findings.iter().filter(|it| it.requirement == Some(at)).collect();
    let sentence = text::judgement(row.judgements.get(at)?, &findings, page.lang);
    let text = format!("{}{}{sentence}", wide(&requirement.title), page.words.frame.colon);
    page.line(row, ids::demand(row.indicator, at), text)
}

fn not_applicable(page: &Page<'_>) -> Html {
    let mut shown = Vec::new();
    let mut count = 0_usize;
    for row in page.session.mine() {
        for (at, judgement) in row.judgements.iter().enumerate().filter(|(_, it)| it.verdict == Verdict::NotApplicable)
        {
            count += 1;
            if shown.len() < LINES_SHOWN_MAX {
                shown.extend(set_aside(page, row, at, judgement.excluded));
            }
        }
    }
    folded(page, page.words.review().not_applicable, shown, count)
}

fn set_aside(page: &Page<'_>, row: &Row, at: usize, excluded: bool) -> Option<Line> {
    let words = page.words.review();
    let requirement = page.indicator(row)?.requirements.get(at)?;
    let reason = row.answer.reasons.get(at).map(|it| it.trim()).unwrap_or_default();
    let why = if excluded && row.answer.marks.get(at) != Some(&Mark::NotApplicable) {
        text::set_aside(page.session.catalogue(), page.session.setting(), row, at, page.lang)
    } else if reason.is_empty() {
        words.no_reason.to_owned()
    } else {
        reason.to_owned()
    };
    let text = format!("{}{}{why}", wide(&requirement.title), page.words.frame.colon);
    page.line(row, ids::demand(row.indicator, at), text)
}
