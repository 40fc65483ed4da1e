//! The Hongqiao 2020 catalogue against the copy it was read from: nothing invented, nothing lost.
//!
//! The walk reads the copy by itself, row by row, and looks for every figure and every "all of them";
//! each must stand inside the quote of a requirement that checks that very figure, or in `EXCEPTIONS`
//! with the reason.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};
use zicha_core::catalogue::wire::{
    BeforeReading, Bound, CatalogueFile, Check, Correction, DeadlineRule, Indicator, Requirement,
};

const SOURCE: &str = include_str!("../../../tests/data/hongqiao/source.txt");
const CATALOGUE: &str = include_str!("../../../assets/catalogues/hongqiao-2020.json");

/// Figures of the copy that demand no quantity: row, the words around them, why.
const EXCEPTIONS: [(&str, &str, &str); 7] = [
    ("8", "津党编发【20206号", "文号"),
    ("16", "所有制", "one word: forms of ownership"),
    ("22", "2020年", "the year of the plan, the assessed period itself"),
    ("55", "红桥政办发[2019]11号", "文号"),
    ("65", "“1+1+1”", "three roles, ticked one by one"),
    ("71", "8890", "a hotline"),
    ("91", "“12.4”", "a day, 4 December"),
];

/// Measure words that make a demand of a Chinese numeral: 一个部门, 每季度一次.
const MEASURES: [&str; 14] =
    ["个", "次", "名", "年", "季度", "件", "类", "日", "月", "学时", "工作日", "人", "项", "起"];
const NUMERALS: &str = "一二两三四五六七八九十百千";
/// Words that demand all of something, or something again and again.
const WHOLES: [&str; 8] = ["全覆盖", "全部", "所有", "均", "每年", "每季度", "每月", "左右"];

fn catalogue() -> CatalogueFile {
    serde_json::from_str(CATALOGUE).unwrap()
}

fn rows(file: &CatalogueFile) -> Vec<&Indicator> {
    file.groups.iter().flat_map(|group| &group.groups).flat_map(|group| &group.indicators).collect()
}

/// One width for punctuation and no white space: the copy is half-width and has stray breaks.
fn folded(text: &str) -> String {
    let fold = |c: char| match c {
        '，' => ',',
        '；' => ';',
        '：' => ':',
        '（' => '(',
        '）' => ')',
        '％' => '%',
        other => other,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(fold).collect()
}

/// The words as the copy prints them, faults and all.
fn as_printed(text: &str, row: &Indicator) -> String {
    let undo = |text: String, fault: &Correction| text.replace(&fault.read_as, &fault.printed);
    folded(&row.citation.corrections.iter().fold(text.to_owned(), undo))
}

/// The rows of the copy by their printed number, found without help from the catalogue.
fn printed_rows() -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut open: Option<String> = None;
    for line in SOURCE.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if line == (found.len() + 1).to_string() {
            open = Some(line.to_owned());
            found.insert(line.to_owned(), String::new());
        } else if is_heading(line) || line.starts_with("牵头") {
            open = None;
        } else if let Some(text) = open.as_ref().and_then(|number| found.get_mut(number)) {
            text.push_str(&folded(line));
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

/// Every figure and every "all" of a row: byte range and words.
fn demands(text: &str) -> Vec<(std::ops::Range<usize>, String)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(|c: char| c.is_ascii_digit()).map(|at| from + at) {
        let run = text[start..].find(|c: char| !c.is_ascii_digit() && c != '.').map_or(text.len(), |at| start + at);
        let end = if text[run..].starts_with('%') { run + 1 } else { run };
        found.push((start..end, text[start..end].to_owned()));
        from = end;
    }
    for (start, numeral) in text.char_indices().filter(|(_, c)| NUMERALS.contains(*c)) {
        let after = start + numeral.len_utf8();
        if let Some(measure) = MEASURES.iter().find(|measure| text[after..].starts_with(**measure)) {
            found.push((start..after + measure.len(), text[start..after + measure.len()].to_owned()));
        }
    }
    for word in WHOLES {
        found.extend(text.match_indices(word).map(|(at, _)| (at..at + word.len(), word.to_owned())));
    }
    found
}

/// Where a requirement's quote stands in the printed row, every time it does.
fn covered(requirement: &Requirement, row: &Indicator, printed: &str) -> Vec<std::ops::Range<usize>> {
    let quote = requirement.quote.as_deref().map(|quote| as_printed(quote, row)).unwrap_or_default();
    if quote.is_empty() {
        return Vec::new();
    }
    printed.match_indices(&quote).map(|(at, _)| at..at + quote.len()).collect()
}

/// Whether the check is about these words: a percentage needs a rate with that bound, 全覆盖 a rate,
/// another figure a check with that figure; what has no figure is answered by any check.
fn answers(check: &Check, words: &str) -> bool {
    let is_percent = words.ends_with('%');
    let is_figure = words.starts_with(|c: char| c.is_ascii_digit());
    match check {
        Check::Rate(rate) | Check::Ratio(rate) => !is_figure || is_limit(&rate.bound, words),
        Check::Count(count) => !is_percent && (!is_figure || is_limit(&count.bound, words)),
        Check::Span(span) => !is_percent && (!is_figure || is_limit(&span.bound, words)),
        Check::Frequency(frequency) => !is_percent && (!is_figure || frequency.times.to_string() == words),
        // The copy prints 131日 for 1月31日: the date itself has its own test.
        Check::Deadline(_) => !is_percent,
        Check::Sum(_) | Check::Choice(_) | Check::Gate(_) | Check::Level(_) | Check::Trend(_) | Check::Narrative(_) => {
            !is_figure && words != "全覆盖"
        }
    }
}

fn is_limit(bound: &Bound, words: &str) -> bool {
    match bound {
        Bound::AtLeast(limit) | Bound::AtMost(limit) | Bound::Exactly(limit) => limit == words,
        Bound::MoreThan(_) | Bound::LessThan(_) | Bound::Between(..) | Bound::About { .. } => false,
    }
}

/// Demands of the copy that no requirement quotes, and the exceptions that were needed.
fn walk(file: &CatalogueFile) -> (Vec<String>, BTreeSet<&'static str>) {
    let printed = printed_rows();
    let (mut missed, mut excused) = (Vec::new(), BTreeSet::new());
    for row in rows(file) {
        let text = &printed[&row.number];
        for (range, words) in demands(text) {
            let within = |outer: &std::ops::Range<usize>| outer.start <= range.start && range.end <= outer.end;
            let quoted = row
                .requirements
                .iter()
                .any(|it| answers(&it.check, &words) && covered(it, row, text).iter().any(within));
            let excuse = EXCEPTIONS.iter().find(|(number, around, _)| {
                let around = folded(around);
                *number == row.number && text.match_indices(&around).any(|(at, _)| within(&(at..at + around.len())))
            });
            match excuse {
                Some(_) | None if quoted => {}
                Some((_, around, _)) => drop(excused.insert(*around)),
                None => missed.push(format!(
                    "{}: {words} …{}",
                    row.number,
                    &text[range.start..].chars().take(12).collect::<String>()
                )),
            }
        }
    }
    (missed, excused)
}

#[test]
fn every_figure_of_the_copy_is_quoted_by_a_requirement() {
    let (missed, excused) = walk(&catalogue());
    assert_eq!(missed, Vec::<String>::new());
    let needless: Vec<_> = EXCEPTIONS.iter().filter(|(_, around, _)| !excused.contains(around)).collect();
    assert!(needless.is_empty(), "exceptions nothing needs: {needless:?}");
}

#[test]
fn the_walk_notices_a_requirement_that_is_gone() {
    for (gone, words) in
        [("7-r1", "7: 80%"), ("26-r3", "26: 15"), ("13-r4", "13: 全覆盖"), ("93-r2", "93: 一个"), ("49-r2", "49: 131")]
    {
        let mut file = catalogue();
        let before = rows(&file).iter().map(|row| row.requirements.len()).sum::<usize>();
        for row in file.groups.iter_mut().flat_map(|group| &mut group.groups).flat_map(|group| &mut group.indicators) {
            row.requirements.retain(|it| it.id != gone);
        }
        assert_eq!(rows(&file).iter().map(|row| row.requirements.len()).sum::<usize>(), before - 1, "{gone}");
        let (missed, _) = walk(&file);
        assert!(missed.iter().any(|it| it.starts_with(words)), "{gone}: {missed:?}");
    }
}

#[test]
fn the_walk_notices_a_wrong_percentage() {
    let (missed, _) = walk(&serde_json::from_str(&CATALOGUE.replace("\"71.4%\"", "\"71%\"")).unwrap());
    assert!(missed.iter().any(|it| it.starts_with("22: 71.4%")), "{missed:?}");
}

#[test]
fn the_lost_month_is_restored() {
    let file = catalogue();
    let deadline = rows(&file).into_iter().flat_map(|row| &row.requirements).find(|it| it.id == "49-r2").unwrap();
    let Check::Deadline(deadline) = &deadline.check else { panic!("49-r2 is a deadline") };
    let expected = DeadlineRule::Before { date: "Y+1-01-31".to_owned(), reading: BeforeReading::Lenient };
    assert_eq!(deadline.rule, expected);
}

#[test]
fn the_copy_is_the_one_that_was_read() {
    let digest: String = Sha256::digest(SOURCE).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(digest, catalogue().source.sha256);
}

#[test]
fn all_94_rows_stand_in_9_and_33_groups() {
    let file = catalogue();
    assert_eq!((file.groups.len(), file.groups.iter().map(|group| group.groups.len()).sum::<usize>()), (9, 33));
    let numbers: Vec<String> = rows(&file).iter().map(|row| row.number.clone()).collect();
    assert_eq!(numbers, (1..=94).map(|number| number.to_string()).collect::<Vec<_>>());
    for group in file.groups.iter().flat_map(|group| std::iter::once(group).chain(&group.groups)) {
        let heading = folded(&format!("{}{}", group.number, group.title));
        assert!(SOURCE.lines().any(|line| folded(line) == heading), "{heading}");
    }
}

#[test]
fn every_row_is_the_copy_with_its_corrections_undone() {
    let (file, printed) = (catalogue(), printed_rows());
    let lines: Vec<&str> = SOURCE.lines().collect();
    for row in rows(&file) {
        let cited: String = row.citation.lines.iter().map(|line| folded(lines[*line as usize - 1])).collect();
        assert_eq!(cited, printed[&row.number], "lines cited by {}", row.id);
        assert_eq!(as_printed(&row.text, row), cited, "text of {}", row.id);
    }
}

#[test]
fn every_row_asks_something_in_the_words_of_its_text() {
    let file = catalogue();
    for row in rows(&file) {
        assert!(row.requirements.iter().any(|it| it.quote.is_some()), "{}", row.id);
        for requirement in &row.requirements {
            let verbatim = requirement.quote.as_ref().is_some_and(|quote| row.text.contains(quote.as_str()));
            assert!(verbatim || (requirement.quote.is_none() && requirement.derived.is_some()), "{}", requirement.id);
            let soft = requirement.soft_word.as_deref().is_none_or(|word| row.text.contains(word));
            let condition = requirement.condition.as_deref().is_none_or(|words| row.text.contains(words));
            assert!(soft && condition, "{}", requirement.id);
        }
    }
}

#[test]
fn every_unit_of_a_row_is_known_and_printed_in_its_cell() {
    let file = catalogue();
    // Only the characters: cells are broken over lines, and one has 责 twice.
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>().replace("责责任", "责任");
    let copy = letters(SOURCE);
    for row in rows(&file) {
        let answers = &row.responsibility;
        assert!(copy.contains(&letters(&answers.printed)), "{}", row.id);
        assert!(
            !answers.lead.is_empty() && answers.lead.iter().all(|name| !answers.cooperating.contains(name)),
            "{}",
            row.id
        );
        for name in answers.lead.iter().chain(&answers.cooperating) {
            let unit = file.units.iter().find(|unit| unit.name == *name);
            let collective = file.collectives.iter().any(|it| it.name == *name);
            let printed = |name: &String| answers.printed.contains(name.as_str());
            let named = unit.is_some_and(|unit| printed(&unit.name) || unit.aliases.iter().any(printed));
            assert!(named || (collective && printed(name)), "{name} in {}", row.id);
        }
    }
    let unnamed: Vec<_> =
        rows(&file).iter().filter(|row| row.responsibility.cooperating.is_empty()).map(|row| row.id.clone()).collect();
    assert_eq!(unnamed, ["81", "82"]);
}

#[test]
fn no_fault_of_the_copy_is_carried_on() {
    let mut file = catalogue();
    let mut printed = Vec::new();
    for row in file.groups.iter_mut().flat_map(|group| &mut group.groups).flat_map(|group| &mut group.indicators) {
        for fault in std::mem::take(&mut row.citation.corrections) {
            let kept = fault.read_as.contains(&fault.printed) || fault.note.is_some_and(|note| note.contains("照录"));
            printed.extend((!kept && !row.responsibility.printed.contains(&fault.printed)).then_some(fault.printed));
        }
    }
    assert!(printed.len() > 10);
    let clean = serde_json::to_string(&file).unwrap();
    for fault in printed.iter().map(String::as_str).chain(["131日", "20206", "责责", "manbetx", "万博"]) {
        assert!(!clean.contains(fault), "{fault}");
    }
}
