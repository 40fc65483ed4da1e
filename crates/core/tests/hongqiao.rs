//! The Hongqiao 2020 catalogue against the copy it was read from; `walk` says how.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod walk;

use walk::{Document, NUMERALS, folded, requirement, rows};
use zicha_core::catalogue::wire::{BeforeReading, Check, DeadlineRule};

const HONGQIAO: Document = Document {
    source: include_str!("../../../tests/data/hongqiao/source.txt"),
    catalogue: include_str!("../../../assets/catalogues/hongqiao-2020.json"),
    exceptions: include_str!("../../../tests/data/hongqiao/exceptions.tsv"),
    cut,
    stand_ins: &[],
};

/// A row begins with its number alone on a line and ends before a heading or the cell of its units.
fn cut(source: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut is_open = false;
    for line in source.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if line == (found.len() + 1).to_string() {
            is_open = true;
            found.push((line.to_owned(), String::new()));
        } else if is_heading(line) || line.starts_with("牵头") {
            is_open = false;
        } else if let Some((_, text)) = found.last_mut().filter(|_| is_open) {
            text.push_str(line);
        }
    }
    found
}

/// `一、…` or `12.…`.
fn is_heading(line: &str) -> bool {
    let first_level = line.chars().next().is_some_and(|c| NUMERALS.contains(c)) && line.chars().nth(1) == Some('、');
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    first_level || (rest.len() < line.len() && rest.starts_with('.'))
}

#[test]
fn every_figure_of_the_copy_is_quoted_by_a_requirement() {
    HONGQIAO.assert_every_demand_is_quoted();
}

#[test]
fn the_walk_notices_a_requirement_that_is_gone() {
    HONGQIAO.assert_gone_is_noticed(&[
        ("7-r1", "7: 80%"),
        ("26-r3", "26: 15"),
        ("13-r4", "13: 全覆盖"),
        ("93-r2", "93: 一个"),
        ("49-r2", "49: 31"),
    ]);
}

#[test]
fn the_walk_notices_a_wrong_figure() {
    HONGQIAO.assert_change_is_noticed("\"71.4%\"", "\"71%\"", "22: 71.4%");
    HONGQIAO.assert_change_is_noticed("\"Y+1-01-31\"", "\"Y+1-01-30\"", "49: 31");
}

#[test]
fn the_walk_notices_a_row_that_is_gone_and_words_that_differ() {
    let mut file = HONGQIAO.file();
    file.groups[0].groups[0].indicators.remove(1);
    file.groups[0].groups[0].indicators[0].text.push('也');
    let missed = HONGQIAO.walk(&file).missed;
    assert_eq!(missed, ["1: not the words of the copy", "2: no such indicator"]);
}

#[test]
fn the_walk_notices_an_exception_nothing_needs() {
    let exceptions = "row\twords\treason\n7\t80%\tquoted by 7-r1\n";
    let walked = Document { exceptions, ..HONGQIAO }.walk(&HONGQIAO.file());
    assert_eq!(walked.needless, ["7: 80%"]);
    assert!(walked.missed.iter().any(|it| it.starts_with("71: 8890")), "{:?}", walked.missed);
}

#[test]
fn the_lost_month_is_restored() {
    let file = HONGQIAO.file();
    let Check::Deadline(deadline) = &requirement(&file, "49-r2").check else { panic!("49-r2 is a deadline") };
    let expected = DeadlineRule::Before { date: "Y+1-01-31".to_owned(), reading: BeforeReading::Lenient };
    assert_eq!(deadline.rule, expected);
}

#[test]
fn the_copy_is_the_one_that_was_read() {
    HONGQIAO.assert_copy_is_the_one_that_was_read();
}

#[test]
fn all_94_rows_stand_in_9_and_33_groups() {
    let file = HONGQIAO.file();
    assert_eq!((file.groups.len(), file.groups.iter().map(|group| group.groups.len()).sum::<usize>()), (9, 33));
    let numbers: Vec<String> = rows(&file).iter().map(|row| row.number.clone()).collect();
    assert_eq!(numbers, (1..=94).map(|number| number.to_string()).collect::<Vec<_>>());
    for group in file.groups.iter().flat_map(|group| std::iter::once(group).chain(&group.groups)) {
        let heading = folded(&format!("{}{}", group.number, group.title));
        assert!(HONGQIAO.source.lines().any(|line| folded(line) == heading), "{heading}");
    }
}

#[test]
fn every_row_is_the_copy_with_its_corrections_undone() {
    HONGQIAO.assert_rows_are_the_copy();
}

#[test]
fn every_row_asks_something_in_the_words_of_its_text() {
    HONGQIAO.assert_rows_ask_in_their_own_words();
}

#[test]
fn every_unit_of_a_row_is_known_and_printed_in_its_cell() {
    // One cell of the copy has 责 twice.
    HONGQIAO.assert_units_are_printed(|text| text.replace("责责任", "责任"));
    let file = HONGQIAO.file();
    let alone: Vec<_> = rows(&file).into_iter().filter(|row| row.responsibility.cooperating.is_empty()).collect();
    assert_eq!(alone.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["81", "82"]);
}

#[test]
fn no_fault_of_the_copy_is_carried_on() {
    HONGQIAO.assert_no_fault_is_carried(11, &["131日", "20206", "责责", "manbetx", "万博"]);
}
