//! docs/accessibility.md: what is claimed for each criterion of WCAG 2.2, A and AA, and the test that holds the claim. The
//! document is made of `criteria.tsv`, `tests.tsv` and `head.md`; `ZICHA_WRITE=1 cargo test --test it accessibility` writes it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const HEAD: &str = include_str!("accessibility/head.md");
/// Number, name, level, what GB/T 37668-2019 calls it (“–” where it came later), status, how, names of tests.
const CRITERIA: &str = include_str!("accessibility/criteria.tsv");
/// Each test once, with its file.
const TESTS: &str = include_str!("accessibility/tests.tsv");

/// Criteria of the levels A and AA in WCAG 2.2 (4.1.1 is gone).
const LEVEL_A: usize = 31;
const LEVEL_AA: usize = 24;
const STATUSES: [&str; 4] = ["met", "met with limits", "not met", "not applicable"];
const PRINCIPLES: [&str; 4] =
    ["1 可感知性 Perceivable", "2 可操作性 Operable", "3 可理解性 Understandable", "4 兼容性 Robust"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// One criterion, column by column.
fn criteria() -> Vec<[&'static str; 7]> {
    let columns = |line: &'static str| line.split('\t').collect::<Vec<_>>().try_into();
    CRITERIA.lines().map(|line| columns(line).unwrap_or_else(|_| panic!("seven columns: {line}"))).collect()
}

fn tests() -> BTreeMap<&'static str, &'static str> {
    TESTS.lines().map(|line| line.split_once('\t').unwrap_or_else(|| panic!("two columns: {line}"))).collect()
}

fn document() -> String {
    let mut text = HEAD.to_owned();
    for principle in PRINCIPLES {
        text += &format!("\n### {principle}\n\n| criterion | level | GB/T 37668 | status | how | held by |\n");
        text += "|---|---|---|---|---|---|\n";
        let of = |it: &[&str; 7]| it[0].get(..1) == principle.get(..1);
        for [number, name, level, topic, status, how, held_by] in criteria().into_iter().filter(of) {
            let held: Vec<String> = held_by.split_whitespace().map(|name| format!("`{name}`")).collect();
            let held = match status {
                "not applicable" => "–".to_owned(),
                _ if held.is_empty() => "judged by hand".to_owned(),
                _ => held.join(", "),
            };
            text += &format!("| {number} {name} | {level} | {topic} | {status} | {how} | {held} |\n");
        }
    }
    text += "\n## The tests\n\n| test | where |\n|---|---|\n";
    for line in TESTS.lines() {
        let (name, path) = line.split_once('\t').unwrap();
        text += &format!("| `{name}` | `{path}` |\n");
    }
    text
}

#[test]
fn the_statement_is_what_the_table_says() {
    let path = root().join("docs/accessibility.md");
    let wanted = document();
    if std::env::var_os("ZICHA_WRITE").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(there == wanted, "docs/accessibility.md differs from tests/it/accessibility: ZICHA_WRITE=1 writes it anew");
}

#[test]
fn every_criterion_of_the_two_levels_is_there_once() {
    let all = criteria();
    let numbers: BTreeSet<&str> = all.iter().map(|it| it[0]).collect();
    assert_eq!(numbers.len(), all.len(), "one is there twice");
    let of = |level: &str| all.iter().filter(|it| it[2] == level).count();
    assert_eq!((of("A"), of("AA"), all.len()), (LEVEL_A, LEVEL_AA, LEVEL_A + LEVEL_AA));
    for [number, _, _, _, status, how, held_by] in all {
        assert!(STATUSES.contains(&status), "{number}: {status}");
        assert!(!how.is_empty(), "{number}: how?");
        assert!(status != "not applicable" || held_by.is_empty(), "{number}: nothing to hold");
    }
}

#[test]
fn every_test_that_is_named_is_there() {
    for (name, path) in tests() {
        let source = std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        // At the side of its module, or within it.
        let is_test = ["", "    "].iter().any(|it| source.contains(&format!("#[test]\n{it}fn {name}()")));
        assert!(is_test, "{path} has no test {name}");
    }
    let named: BTreeSet<&str> = criteria().iter().flat_map(|it| it[6].split_whitespace()).collect();
    assert_eq!(named, tests().into_keys().collect(), "tests that are named and tests that are listed");
}
