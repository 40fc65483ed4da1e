//! docs/format.md says what the program does: its example runs, its tables are core's.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::tool::Desk;

const FORMAT: &str = include_str!("../../../../docs/format.md");
const SMALL: &str = include_str!("../data/small.json");

/// The text between two marks.
fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let rest = text.split_once(from).unwrap_or_else(|| panic!("{from}")).1;
    rest.split_once(to).unwrap_or_else(|| panic!("{to}")).0
}

/// The part under a heading, up to the next.
fn part(heading: &str) -> &'static str {
    let rest = FORMAT.split_once(&format!("\n## {heading}\n")).expect(heading).1;
    rest.split_once("\n## ").map_or(rest, |(part, _)| part)
}

/// Every `code` in the first column of the tables of a text.
fn documented(text: &str) -> BTreeSet<String> {
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.flat_map(|row| {
        row.split(" | ").next().unwrap().split(", ").map(|code| code.trim_matches('`').to_owned()).collect::<Vec<_>>()
    })
    .collect()
}

/// Every code that the `fn code` of a type gives, read from its source.
fn codes(source: &str, of: &str) -> BTreeSet<String> {
    let body = between(between(source, of, "\n}\n"), "fn code", "\n    }");
    body.split("=> \"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[test]
fn the_example_of_an_answers_file_runs() {
    let desk = Desk::new();
    desk.put("a.json", between(FORMAT, "```json answers\n", "```"));
    let judged = desk.run(&["assess", "a.json", "--json"]).good().json();
    assert_eq!(judged["errors"], 0, "{judged}");
    let row = judged["rows"].as_array().unwrap().iter().find(|row| row["id"] == "26").unwrap();
    let verdicts: Vec<&str> =
        row["requirements"].as_array().unwrap().iter().map(|it| it["verdict"].as_str().unwrap()).collect();
    assert_eq!(verdicts, ["unmet", "soft_unmet", "met", "met", "met", "met", "met"], "{row}");
}

#[test]
fn every_typed_example_reads_as_the_table_says() {
    let desk = Desk::new();
    desk.put("small.json", SMALL);
    let table = part("Kinds of input");
    let rows: Vec<Vec<&str>> = table
        .lines()
        .filter(|line| line.starts_with("| ") && line.contains('`'))
        .map(|line| line.trim_matches('|').split(" | ").map(|cell| cell.trim().trim_matches('`')).collect())
        .collect();
    for row in &rows {
        let [input, typed, reading] = row.as_slice() else { panic!("{row:?}") };
        let file = json!({"format": "zicha-draft/1", "unit": "试用局", "answers": {"1": {"slots": {*input: typed}}}});
        desk.put("a.json", file.to_string());
        let judged = desk.run(&["assess", "a.json", "--catalogue", "small.json", "--json"]).good().json();
        let slot =
            judged["rows"][0]["slots"].as_array().unwrap().iter().find(|slot| slot["id"] == *input).unwrap().clone();
        let wanted: Value = serde_json::from_str(reading).unwrap();
        assert_eq!((&slot["state"], &slot["reading"]), (&json!("read"), &wanted), "{typed}");
    }
    let inputs: BTreeSet<&str> = rows.iter().map(|row| row[0]).collect();
    for input in ["count", "number", "date", "dates", "days", "choice", "parts", "ticks", "level", "text"] {
        assert!(inputs.contains(input), "{input} has no example");
    }
}

#[test]
fn the_tables_of_codes_are_those_of_core() {
    use zicha_core::answer::Mark;
    use zicha_core::finding::Verdict;
    let check = |heading: &str, core: BTreeSet<String>| assert_eq!(documented(part(heading)), core, "{heading}");
    check("Verdicts", Verdict::ALL.iter().map(|it| it.code().to_owned()).collect());
    check("States", Mark::ALL.iter().map(|it| it.code().to_owned()).filter(|code| !code.is_empty()).collect());
    check("Findings", codes(include_str!("../../../core/src/finding.rs"), "impl Problem {"));
    let (signature, file) = part("Reasons").split_once("Of the file").unwrap();
    let of_signature = codes(include_str!("../../../core/src/envelope/check.rs"), "impl Reason {");
    assert_eq!(documented(signature), of_signature);
    let mut of_file = codes(include_str!("../../../core/src/verify.rs"), "impl Reason {");
    of_file.extend(codes(include_str!("../../../core/src/envelope/open.rs"), "impl EnvelopeError {"));
    of_file.extend(codes(include_str!("../../../core/src/canonical/error.rs"), "impl JsonFault {"));
    of_file.extend(codes(include_str!("../../../core/src/canonical/members.rs"), "impl ShapeError {"));
    of_file.insert("unreadable".to_owned());
    assert_eq!(documented(file), of_file);
}

#[test]
fn the_severities_of_findings_are_those_of_core() {
    let source = include_str!("../../../core/src/finding.rs");
    let problem = between(source, "impl Problem {", "\n}\n");
    let names = between(problem, "fn code", "\n    }");
    let levels = between(problem, "fn severity", "\n    }");
    for row in part("Findings").lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row.split('|').map(|cell| cell.trim().trim_matches('`')).collect();
        let (code, severity) = (cells[1], cells[2]);
        let arm = names.lines().find(|line| line.contains(&format!("\"{code}\""))).unwrap();
        let variant = arm.trim().split([' ', '{']).next().unwrap();
        let is_it = |at: &usize| levels[*at..].split(|c: char| c.is_whitespace() || c == '{').next() == Some(variant);
        let at = levels.match_indices(variant).map(|(at, _)| at).find(is_it).expect(variant);
        let level = between(&levels[at..], "=> Severity::", ",").split_whitespace().next().unwrap().to_lowercase();
        assert_eq!(level.trim_end_matches('}'), severity, "{code}");
    }
}
