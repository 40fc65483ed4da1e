//! How many key presses and pages it takes a 街道 to answer 红桥, with its facts answered first and row by row.
//! docs/clerks-path.md tells the rule and the figures; tests/e2e/tests/facts counts the keys of the questions in a browser.

use std::sync::Arc;

use zicha::pages::walk::layout;
use zicha_core::catalogue::wire::Input;
use zicha_core::session::{Row, Session, Setting};
use zicha_core::unit;

use crate::stage;

/// What this 街道 answers with no.
const NO: [&str; 8] =
    ["files", "decisions", "fees", "promises", "losses", "litigation", "disclosure", "reconsideration"];

#[derive(Debug, Default, PartialEq, Eq)]
struct Path {
    keys: usize,
    pages: usize,
}

fn street() -> Session {
    let state = stage::idle(zicha_core::text::Lang::Zh);
    let catalogue = Arc::clone(state.shelf.catalogue("hongqiao-2020").unwrap());
    let unit = unit::resolve(&catalogue, "丁字沽街道").unwrap();
    let calendar = Arc::clone(&state.shelf.calendars[0]);
    Session::new(catalogue, Setting { unit, period: 0, calendar, today: None, facts: Vec::new() })
}

fn answered(blank: &Session) -> Session {
    blank.facts_asked().into_iter().fold(blank.clone(), |session, at| {
        session.with_fact(at, Some(!NO.contains(&session.catalogue().facts[at].id.as_str())))
    })
}

/// Tab to a field and what is pressed there.
fn field(input: Input, options: usize) -> usize {
    1 + match input {
        Input::Count | Input::Number | Input::Days | Input::Parts => 2,
        Input::Date => 8,
        Input::Dates => 4 * 9,
        Input::Choice | Input::Level => 1,
        Input::Ticks => 2 * options - 1,
        Input::Text => 10,
    }
}

/// Keys to answer what of a row stands; a shared quantity is typed where it is met first.
fn row_keys(session: &Session, row: &Row, typed: &mut Vec<usize>) -> usize {
    let indicator = &session.catalogue().indicators[row.indicator];
    let asked: Vec<bool> = row.judgements.iter().map(|it| !it.excluded).collect();
    let (sections, rest) = layout::sections(indicator, &asked);
    let slots = sections.iter().flat_map(|it| it.fields.iter().copied()).chain(rest);
    slots
        .filter_map(|at| indicator.slots.get(at))
        .filter(|slot| slot.sum_of.is_empty())
        .map(|slot| match slot.base {
            Some(base) if typed.contains(&base) => 1,
            Some(base) => {
                typed.push(base);
                field(slot.input, slot.options.len())
            }
            None => field(slot.input, slot.options.len()),
        })
        .sum()
}

/// Marking one requirement by hand: to 填不了？ and open it, to the states, three down to 不适用, to the reason, six characters.
const MARKED: usize = 2 + 1 + 3 + 1 + 6;

/// Row by row, nothing asked beforehand: what does not apply is marked so, each requirement with its reason.
fn before() -> Path {
    let blank = street();
    let decided = answered(&blank);
    let mut path = Path::default();
    let mut typed = Vec::new();
    for (row, known) in blank.mine().zip(decided.mine()) {
        path.pages += 1;
        path.keys += 1;
        let marked = row.applies.iter().zip(&known.applies).filter(|(asked, stands)| **asked && !**stands).count();
        path.keys += marked * MARKED + row_keys(&decided, known, &mut typed);
    }
    path
}

/// The questions first; then only rows in which something is left.
fn after() -> Path {
    let decided = answered(&street());
    let questions = decided.facts_asked().len();
    // To each question, one down for 是 and two for 否; and to the button below.
    let mut path = Path { keys: 2 * questions + NO.len() + 2, pages: 1 };
    let mut typed = Vec::new();
    for row in decided.mine().filter(|row| !row.is_complete()) {
        path.pages += 1;
        path.keys += 1 + row_keys(&decided, row, &mut typed);
    }
    path
}

#[test]
fn the_figures_of_the_document_are_those_of_the_form() {
    let document = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/clerks-path.md")).unwrap();
    let figures = |name: &str| {
        let line = document.lines().find(|line| line.starts_with(&format!("| {name} |"))).unwrap();
        let cells: Vec<usize> = line.split('|').filter_map(|cell| cell.trim().replace(',', "").parse().ok()).collect();
        Path { keys: cells[0], pages: cells[1] }
    };
    let (before, after) = (before(), after());
    assert_eq!(figures("before"), before, "docs/clerks-path.md");
    assert_eq!(figures("after"), after, "docs/clerks-path.md");
    assert!(after.keys < before.keys && after.pages < before.pages);
}
