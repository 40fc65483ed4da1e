//! The Liaoning plan for 2016–2020 against the copy it was read from, and what it asks of whom and when.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod walk;

use std::collections::BTreeSet;

use walk::{Document, folded, requirement, rows, rows_mut};
use zicha_core::catalogue::wire::{BeforeReading, Check, DeadlineRule, Requirement};

const LIAONING: Document = Document {
    source: include_str!("../../../tests/data/liaoning/source.txt"),
    catalogue: include_str!("../../../assets/catalogues/liaoning-135.json"),
    exceptions: include_str!("../../../tests/data/liaoning/exceptions.tsv"),
    cut,
    stand_ins: &[],
};

/// The goals stand between two headings without numbers, the tasks begin with theirs; those of the third
/// part have no title before their words.
fn cut(source: &str) -> Vec<(String, String)> {
    let untitled = |words: &str| words.split_once('。').unwrap().1.to_owned();
    let (mut rows, mut in_goals, mut has_titles) = (Vec::new(), false, true);
    for line in source.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let task = line.split_once('.').filter(|(number, _)| number.bytes().all(|b| b.is_ascii_digit()));
        match (line, task) {
            ("(二)总体目标。", _) => in_goals = true,
            ("二、主要任务", _) => in_goals = false,
            ("三、保障机制", _) => has_titles = false,
            (_, Some((number, words))) if has_titles => rows.push((number.to_owned(), untitled(words))),
            (_, Some((number, words))) => rows.push((number.to_owned(), words.to_owned())),
            (goal, None) if in_goals && rows.is_empty() => rows.push(("g0".to_owned(), goal.to_owned())),
            (goal, None) if in_goals => rows.push((format!("g{}", rows.len()), untitled(goal))),
            (_, None) => {}
        }
    }
    rows
}

#[test]
fn every_figure_of_the_copy_is_quoted_by_a_requirement() {
    LIAONING.assert_every_demand_is_quoted();
}
