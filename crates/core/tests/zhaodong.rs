//! 肇东's own report as the model of the narrative: its figures entered as answers give a report with the
//! same six sections and the same figures, its identities hold or are known not to; its own words with
//! placeholders give the report back word for word.
//! `ZICHA_BLESS=1 cargo test -p zicha-core --test zhaodong` writes the goldens anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use zicha_core::calendar::WorkCalendar;
use zicha_core::catalogue::Catalogue;
use zicha_core::draft;
use zicha_core::finding::Verdict;
use zicha_core::kind::Kind;
use zicha_core::narrative::{self, BlockKind, Document, Ink, Outcome, markdown};
use zicha_core::session::Session;
use zicha_core::text::Lang;

const SOURCE: &str = include_str!("../../../tests/data/zhaodong/source.txt");
const CATALOGUE: &[u8] = include_bytes!("../../../assets/catalogues/zhaodong-2016.json");
const CALENDAR: &[u8] = include_bytes!("../../../assets/calendars/cn-mainland.json");
const ANSWERS: &[u8] = include_bytes!("../../../tests/data/zhaodong/answers.json");
const OWN_WORDS: &[u8] = include_bytes!("../../../tests/data/zhaodong/own-words.json");
const EXCEPTIONS: &str = include_str!("../../../tests/data/zhaodong/exceptions.tsv");
const NUMERALS: &str = "一二两三四五六七八九十";

fn catalogue() -> Arc<Catalogue> {
    Arc::new(Catalogue::read(CATALOGUE).unwrap())
}

fn made(bytes: &[u8]) -> (Session, Document) {
    let draft = draft::read(bytes).unwrap();
    let calendar = Arc::new(WorkCalendar::from_json(CALENDAR).unwrap());
    let (session, leftovers) = draft.open(catalogue(), calendar, None).unwrap();
    assert_eq!(leftovers, []);
    let document = narrative::narrate(&session, &draft.meta.narrative);
    (session, document)
}

/// One width for punctuation and no white space.
fn folded(text: &str) -> String {
    let fold = |c: char| match c {
        '，' => ',',
        '；' => ';',
        '：' => ':',
        '（' => '(',
        '）' => ')',
        other => other,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(fold).collect()
}

/// The body of the copy with the faults of the copy mended: 标题 to 特此报告.
fn body() -> Vec<String> {
    let mended = SOURCE.replace("申请行政复议的权力", "申请行政复议的权利").replace("(2015-2020)", "(2015-2020年)");
    let lines = mended.lines().map(folded).filter(|line| !line.is_empty());
    let body = lines.skip_while(|line| !line.starts_with("关于肇东市")).filter(|line| !line.starts_with("作者:"));
    body.take_while(|line| line != "附件下载:").collect()
}

fn check_golden(name: &str, document: &Document) {
    let mut text = markdown::render(document);
    text.push_str("\n---\n\n");
    for check in &document.checks {
        let id = format!("{} {:?}", check.rule.code(), check.outcome).to_lowercase();
        text += &format!("- `{id}` {}: {}\n", check.block, narrative::check::sentence(check, Lang::Zh));
    }
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/narrative").join(format!("{name}.md"));
    if std::env::var_os("ZICHA_BLESS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = golden.lines().zip(text.lines()).find(|(golden, text)| golden != text);
    assert!(golden == text, "{} differs; ZICHA_BLESS=1 writes it anew. {differs:#?}", path.display());
}

#[test]
fn the_figures_make_this_report() {
    check_golden("zhaodong", &made(ANSWERS).1);
}

#[test]
fn the_own_words_make_this_report() {
    check_golden("zhaodong-own-words", &made(OWN_WORDS).1);
}

#[test]
fn the_copy_is_the_one_that_was_read() {
    let digest: String = Sha256::digest(SOURCE).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(digest, catalogue().source.sha256);
}

#[test]
fn every_paragraph_is_an_indicator_in_the_words_of_the_copy() {
    let catalogue = catalogue();
    assert_eq!(catalogue.indicators.len(), 34);
    let lines: Vec<&str> = SOURCE.lines().collect();
    let mut paragraphs = body();
    // The headings are groups, the title is the source's.
    paragraphs.retain(|line| !catalogue.groups.iter().any(|it| *line == folded(&format!("{}{}", it.number, it.title))));
    paragraphs.remove(0);
    assert_eq!(paragraphs.len(), 34);
    for (indicator, printed) in catalogue.indicators.iter().zip(&paragraphs) {
        let bare = printed.strip_prefix("()").unwrap_or(printed);
        let bare = bare.strip_prefix(folded(&indicator.number).as_str()).unwrap_or(bare);
        assert_eq!(folded(&indicator.text), bare, "{}", indicator.id);
        let printed = indicator.citation.corrections.iter().fold(folded(&indicator.text), |text, it| {
            if it.printed == "()" { text } else { text.replace(&folded(&it.read_as), &folded(&it.printed)) }
        });
        let cited: String = indicator.citation.lines.iter().map(|line| folded(lines[*line as usize - 1])).collect();
        assert!(cited.ends_with(&printed), "{}: {cited}", indicator.id);
        assert!(!indicator.text.contains("()"));
    }
}

fn headings(document: &Document) -> Vec<String> {
    let sections = document.blocks.iter().filter(|block| block.id.starts_with("section."));
    sections.map(|block| block.text()).collect()
}

#[test]
fn the_report_has_the_same_six_sections_and_25_paragraphs() {
    for bytes in [ANSWERS, OWN_WORDS] {
        let document = made(bytes).1;
        let headings = headings(&document);
        assert_eq!(headings.len(), 6);
        let printed: Vec<String> = body().into_iter().filter(|line| line.chars().nth(1) == Some('、')).collect();
        assert_eq!(headings.iter().map(|it| folded(it)).collect::<Vec<_>>(), printed);
        let paragraphs = document.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
        let numbers: Vec<String> = paragraphs.map(|block| block.number.clone()).collect();
        let wanted =
            [5, 3, 5, 5, 4, 3].map(|count| ["（一）", "（二）", "（三）", "（四）", "（五）"][..count].to_vec());
        assert_eq!(numbers, wanted.concat());
    }
}

/// The report in one's own words, up to what the copy lacks.
#[test]
fn one_s_own_words_give_the_copy_back_word_for_word() {
    let (_, document) = made(OWN_WORDS);
    let added = ["shortcoming", "shortcomings", "headship", "headship.text", "plan", "plan.text"];
    let blocks = document.blocks.iter().filter(|block| !added.contains(&block.id.as_str()));
    let written: Vec<String> =
        blocks.take_while(|block| block.kind != BlockKind::Attachment).map(|block| folded(&block.text())).collect();
    let printed: Vec<String> = body().into_iter().map(|line| line.replace("()", "")).collect();
    assert_eq!(written.len(), printed.len());
    for (written, printed) in written.iter().zip(&printed) {
        let lost_ordinal = written.starts_with('(') && !printed.starts_with('(');
        let start = if lost_ordinal { written.find(')').unwrap() + 1 } else { 0 };
        assert_eq!(&written[start..], printed);
    }
}

/// Every number of the copy: digits, and Chinese numerals that count something.
fn numbers(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(|c: char| c.is_ascii_digit()).map(|at| from + at) {
        let end = text[start..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |at| start + at);
        found.push((start, text[start..end].to_owned()));
        from = end;
    }
    for (start, numeral) in text.char_indices().filter(|(_, c)| NUMERALS.contains(*c)) {
        let after = &text[start + numeral.len_utf8()..];
        if ["个", "次", "部", "件", "项", "名", "清单", "道"].iter().any(|measure| after.starts_with(measure))
        {
            found.push((start, numeral.to_string()));
        }
    }
    found
}

fn as_digits(number: &str) -> String {
    NUMERALS.chars().position(|c| number == c.to_string()).map_or(number.to_owned(), |at| match at {
        0 | 1 => (at + 1).to_string(),
        2 => "2".to_owned(),
        at => at.to_string(),
    })
}

/// A number stands in a text by itself, not inside another.
fn stands_in(text: &str, number: &str) -> bool {
    text.match_indices(number).any(|(at, _)| {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        !digit(text[..at].chars().next_back()) && !digit(text[at + number.len()..].chars().next())
    })
}

#[test]
fn every_figure_of_the_copy_stands_in_the_paragraph_made_from_the_answers() {
    let (session, document) = made(ANSWERS);
    let exceptions: Vec<Vec<&str>> = EXCEPTIONS.lines().skip(1).map(|line| line.split('\t').collect()).collect();
    let mut used = BTreeSet::new();
    let mut missed = Vec::new();
    let mut found = 0;
    for (row, indicator) in session.catalogue().indicators.iter().enumerate() {
        let blocks = document.blocks.iter().filter(|block| block.rows.contains(&row));
        let made: String = blocks.map(|block| block.text()).collect::<Vec<_>>().join("\n");
        for (at, number) in numbers(&indicator.text) {
            let around: String = indicator.text[at..].chars().take(12).collect();
            let excuse = exceptions.iter().find(|it| it[0] == indicator.id && around.starts_with(it[1]));
            if stands_in(&made, &number) || stands_in(&made, &as_digits(&number)) {
                found += 1;
            } else if let Some(excuse) = excuse {
                used.insert((excuse[0], excuse[1]));
            } else {
                missed.push(format!("{}: {around}", indicator.id));
            }
        }
    }
    let body = body();
    for line in SOURCE.lines().map(folded).filter(|line| !body.contains(line) && line.contains(char::is_numeric)) {
        match exceptions.iter().find(|it| it[0] == "-" && line.contains(&folded(it[1]))) {
            Some(excuse) => drop(used.insert((excuse[0], excuse[1]))),
            // A paragraph with a mended fault; its numbers are looked at above.
            None if line.starts_with("()") || line.starts_with('(') => {}
            None => missed.push(line),
        }
    }
    assert_eq!(missed, Vec::<String>::new());
    assert_eq!(found, 36);
    let needless: Vec<_> = exceptions.iter().filter(|it| !used.contains(&(it[0], it[1]))).collect();
    assert!(needless.is_empty(), "{needless:?}");
}

#[test]
fn the_walk_over_figures_notices_one_that_is_gone() {
    assert!(stands_in("承接152项", "152") && !stands_in("承接1520项", "152") && !stands_in("承接3152项", "152"));
    let found: Vec<String> = numbers("先后六次,承接152项,“三清单”,两道关口").into_iter().map(|(_, it)| it).collect();
    assert_eq!(found, ["152", "六", "三", "两"]);
    assert_eq!(["六", "三", "两", "152"].map(as_digits), ["6", "3", "2", "152"]);
}

/// What became of each relation read out of the copy.
enum Relation {
    /// A `sum` requirement that holds.
    Sum(&'static str),
    /// A check of the text, which holds.
    Holds(&'static str, &'static str),
    /// A check of the text that a person must settle.
    Flag(&'static str, &'static str),
    /// A requirement with this verdict.
    Verdict(&'static str, Verdict),
    /// Nothing may relate these slots.
    Nothing(&'static [&'static str]),
}

const RELATIONS: [(&str, Relation); 23] = [
    ("Z1", Relation::Sum("3-3-r2")),
    ("Z1", Relation::Verdict("3-3-r1", Verdict::Met)),
    ("Z2", Relation::Sum("5-3-r7")),
    ("Z3", Relation::Sum("5-3-r8")),
    ("Z4", Relation::Sum("5-3-r9")),
    ("Z5", Relation::Sum("1-3-r5")),
    ("Z6", Relation::Sum("1-3-r10")),
    ("Z7", Relation::Sum("1-4-r4")),
    ("Z8", Relation::Nothing(&["1-2.taken", "1-2.dropped", "1-2.kept", "1-2.cancelled", "3-3.examined"])),
    ("Z9", Relation::Nothing(&["6-2.cards", "3-3.examined"])),
    ("Z10", Relation::Nothing(&["4-5.towns", "4-5.offices", "4-5.villages"])),
    ("Z10", Relation::Flag("coverage", "row.4-5")),
    ("Z11", Relation::Flag("list", "row.6-1")),
    ("Z12", Relation::Holds("sections", "overview")),
    ("Z13", Relation::Holds("paragraphs", "lead.5")),
    ("Z14", Relation::Verdict("1-3-r1", Verdict::Met)),
    ("Z15", Relation::Verdict("2-3-r3", Verdict::Met)),
    ("Z15", Relation::Verdict("2-3-r4", Verdict::Met)),
    ("Z16", Relation::Verdict("5-4-r3", Verdict::Blank)),
    ("Z17", Relation::Flag("approximate", "row.2-1")),
    ("Z18", Relation::Verdict("7-1-r1", Verdict::Blank)),
    ("Z19", Relation::Verdict("1-3-r9", Verdict::Met)),
    ("Z20", Relation::Verdict("5-3-r10", Verdict::Met)),
];

#[test]
fn every_relation_of_the_copy_holds_or_is_flagged() {
    for bytes in [ANSWERS, OWN_WORDS] {
        let (session, document) = made(bytes);
        for (name, relation) in &RELATIONS {
            let checked = |code: &str, block: &str, outcome: Outcome| {
                let found = document.checks.iter().find(|it| it.rule.code() == code && it.block == block);
                assert_eq!(found.unwrap_or_else(|| panic!("{name}")).outcome, outcome, "{name}");
            };
            let verdict = |id: &str| {
                let rows = session.rows().map(|row| (row, &session.catalogue().indicators[row.indicator]));
                let mut found = rows.filter_map(|(row, indicator)| {
                    let at = indicator.requirements.iter().position(|it| it.id == id)?;
                    Some((row.judgements[at].verdict, indicator.requirements[at].kind.clone()))
                });
                found.next().unwrap_or_else(|| panic!("{name}: {id}"))
            };
            match relation {
                Relation::Sum(id) => {
                    let (found, kind) = verdict(id);
                    assert!(matches!(kind, Kind::Sum(_)) && found == Verdict::Met, "{name}");
                    let said = document.checks.iter().find(
                        |it| matches!(&it.rule, narrative::Rule::Identity { requirement, .. } if requirement == id),
                    );
                    assert_eq!(said.unwrap().outcome, Outcome::Holds, "{name}");
                }
                Relation::Holds(code, block) => checked(code, block, Outcome::Holds),
                Relation::Flag(code, block) => checked(code, block, Outcome::Unsure),
                Relation::Verdict(id, wanted) => assert_eq!(verdict(id).0, *wanted, "{name}"),
                Relation::Nothing(slots) => unrelated(&session, name, slots),
            }
        }
        assert!(document.checks.iter().all(|it| it.outcome != Outcome::Broken), "{:?}", document.checks);
    }
}

fn unrelated(session: &Session, name: &str, slots: &[&str]) {
    for (row, indicator) in session.catalogue().indicators.iter().enumerate() {
        for requirement in indicator.requirements.iter().filter(|it| matches!(it.kind, Kind::Sum(_))) {
            let of = |at: &zicha_core::answer::SlotRef| match at {
                zicha_core::answer::SlotRef::Own(slot) => (row, *slot),
                zicha_core::answer::SlotRef::Row { indicator, slot } => (*indicator, *slot),
                zicha_core::answer::SlotRef::Base(_) => (usize::MAX, 0),
            };
            let named = |(row, slot): (usize, usize)| {
                let it = &session.catalogue().indicators[row];
                slots.contains(&format!("{}.{}", it.id, it.slots[slot].id).as_str())
            };
            let count = requirement.kind.slots().iter().map(of).filter(|at| named(*at)).count();
            assert!(count < 2, "{name}: {}", requirement.id);
        }
    }
}

#[test]
fn a_wrong_figure_breaks_its_identity() {
    let check = |from: &str, to: &str, code: &str, block: &str| {
        for bytes in [ANSWERS, OWN_WORDS] {
            let changed = String::from_utf8_lossy(bytes).replace(from, to);
            assert_ne!(changed.as_bytes(), bytes);
            let (_, document) = made(changed.as_bytes());
            let broken = document.checks.iter().filter(|it| it.outcome == Outcome::Broken);
            assert!(
                broken.clone().any(|it| it.rule.code() == code && it.block == block),
                "{from} {to}: {:?}",
                document.checks
            );
        }
    };
    check("\"upheld\": \"30\"", "\"upheld\": \"29\"", "identity", "row.5-3");
    check("\"accepted\": \"31\"", "\"accepted\": \"30\"", "identity", "row.5-3");
    check("\"cancelled\": \"4\"", "\"cancelled\": \"5\"", "identity", "row.1-3");
    check("\"passed\": \"282\"", "\"passed\": \"281\"", "identity", "row.3-3");
    check("\"narrative_paragraphs\": \"4\"", "\"narrative_paragraphs\": \"5\"", "paragraphs", "lead.5");
}

#[test]
fn words_that_claim_all_are_refused_when_one_failed() {
    let changed = String::from_utf8_lossy(OWN_WORDS).replace("\"passed\": \"282\"", "\"passed\": \"281\"");
    let (_, document) = made(changed.as_bytes());
    let whole = document.checks.iter().find(|it| it.rule.code() == "whole").unwrap();
    assert_eq!((whole.outcome, whole.left.as_str(), whole.right.as_str()), (Outcome::Broken, "281", "282"));
    // The words made from the answers do not claim it.
    let changed = String::from_utf8_lossy(ANSWERS).replace("\"passed\": \"282\"", "\"passed\": \"281\"");
    let (_, document) = made(changed.as_bytes());
    assert!(document.blocks.iter().all(|block| !block.text().contains("全部达到")));
}

#[test]
fn what_the_copy_does_not_say_stays_blank() {
    let (_, document) = made(ANSWERS);
    let blanks: Vec<&str> =
        document.blocks.iter().filter(|block| block.has_blanks()).map(|block| block.id.as_str()).collect();
    assert_eq!(blanks, ["row.5-4", "shortcoming", "plan.text", "day"]);
    let approximate = document.blocks.iter().flat_map(|block| &block.pieces).filter(|it| it.ink == Ink::Approximate);
    assert_eq!(approximate.map(|it| it.text.as_str()).collect::<Vec<_>>(), ["20余"]);
}
