//! The Zhumadian 2018 catalogue against the copy it was read from; `walk` says how.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod walk;

use walk::{Document, folded, requirement, rows, verdicts};
use zicha_core::catalogue::wire::{BeforeReading, Bound, Check, DeadlineRule, Every};
use zicha_core::finding::Verdict::{self, Met, NotApplicable, Unmet};

const ZHUMADIAN: Document = Document {
    source: include_str!("../../../tests/data/zhumadian/source.txt"),
    catalogue: include_str!("../../../assets/catalogues/zhumadian-2018.json"),
    exceptions: include_str!("../../../tests/data/zhumadian/exceptions.tsv"),
    cut,
    stand_ins: &[],
};

/// 1 is 一, 10 十, 38 三十八.
fn hanzi(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (number / 10, number % 10) {
        (0, ones) => DIGITS[ones].to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones]),
        (tens, ones) => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
    }
}

/// A row is the rest of a line that begins with its ordinal and its title: `(七)积极推进….制定出台…`.
fn cut(source: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for line in source.lines().map(str::trim) {
        let number = found.len() + 1;
        if let Some(heading) = line.strip_prefix(&format!("({})", hanzi(number))) {
            let (_, text) = heading.split_once('。').unwrap();
            found.push((number.to_string(), text.to_owned()));
        }
    }
    found
}

#[test]
fn every_figure_of_the_copy_is_quoted_by_a_requirement() {
    ZHUMADIAN.assert_every_demand_is_quoted();
}

#[test]
fn the_walk_notices_a_requirement_that_is_gone() {
    ZHUMADIAN.assert_gone_is_noticed(&[
        ("1-r2", "1: 全覆盖"),
        ("3-r8", "3: 3"),
        ("7-r3", "7: 7"),
        ("7-r4", "7: 1"),
        ("17-r3", "17: 每季度"),
        ("21-r1", "21: 所有"),
        ("27-r2", "27: 全部"),
        ("30-r8", "30: 2018"),
        ("31-r4", "31: 4"),
        ("31-r7", "31: 一次"),
        ("35-r3", "35: 1"),
    ]);
}

#[test]
fn the_walk_notices_a_wrong_figure() {
    ZHUMADIAN.assert_change_is_noticed("\"2018-07-01\"", "\"2018-08-01\"", "7: 7");
    ZHUMADIAN.assert_change_is_noticed("\"50%\"", "\"40%\"", "30: 一半");
    ZHUMADIAN.assert_change_is_noticed(
        "{\"slot\": \"studies\", \"bound\": {\"at_least\": \"4\"}",
        "{\"slot\": \"studies\", \"bound\": {\"at_least\": \"3\"}",
        "31: 4",
    );
}

#[test]
fn the_copy_is_the_one_that_was_read() {
    ZHUMADIAN.assert_copy_is_the_one_that_was_read();
}

#[test]
fn all_38_rows_stand_in_10_sections_under_their_printed_titles() {
    let file = ZHUMADIAN.file();
    assert_eq!((file.groups.len(), rows(&file).len()), (10, 38));
    for (number, group) in (1..).zip(&file.groups) {
        assert_eq!(group.number, format!("{}、", hanzi(number)));
        let heading = folded(&format!("{}{}", group.number, group.title));
        assert!(ZHUMADIAN.source.lines().any(|line| folded(line) == heading), "{heading}");
    }
    for (number, row) in (1..).zip(rows(&file)) {
        assert_eq!(row.number, format!("（{}）", hanzi(number)));
        let heading = folded(&format!("{}{}。", row.number, row.title.as_deref().unwrap()));
        assert!(ZHUMADIAN.source.lines().any(|line| folded(line).starts_with(&heading)), "{heading}");
    }
}

#[test]
fn every_row_is_the_copy_with_its_corrections_undone() {
    ZHUMADIAN.assert_rows_are_the_copy();
}

#[test]
fn every_row_asks_something_in_the_words_of_its_text() {
    ZHUMADIAN.assert_rows_ask_in_their_own_words();
}

/// The cell as the copy prints it, name by name: the order decides who leads.
#[test]
fn the_first_unit_of_the_cell_leads_and_the_others_follow_in_printed_order() {
    ZHUMADIAN.assert_units_are_printed(str::to_owned);
    let file = ZHUMADIAN.file();
    assert!(folded(ZHUMADIAN.source).contains("责任单位排名第一的为牵头单位"));
    let lines: Vec<&str> = ZHUMADIAN.source.lines().collect();
    let mut collective = Vec::new();
    for row in rows(&file) {
        let cell = &row.responsibility;
        // The cell stands on the line after the text.
        let line = lines[row.citation.lines[0] as usize].trim();
        assert_eq!(folded(&cell.printed), folded(line), "{}", row.id);
        let names = line.trim_start_matches("责任单位:").trim_end_matches('。').replace("按职责分工分别负责", "");
        let listed: Vec<String> = names.split(['、', ',']).map(|name| official(&file, name)).collect();
        let read: Vec<String> = cell.lead.iter().chain(&cell.cooperating).cloned().collect();
        assert_eq!((read, cell.lead.len()), (listed, 1), "{}", row.id);
        if file.collectives.iter().any(|it| it.name == cell.lead[0]) {
            collective.push(row.id.as_str());
        }
    }
    assert_eq!(collective, ["6", "8", "9", "11", "14", "16", "33"]);
    let without_counties = |row: &&zicha_core::catalogue::wire::Indicator| {
        !row.responsibility.cooperating.iter().any(|name| name == "县级人民政府")
    };
    assert_eq!(rows(&file).into_iter().filter(without_counties).map(|row| &*row.id).collect::<Vec<_>>(), ["19", "32"]);
}

/// The name a catalogue gives to a printed name.
fn official(file: &zicha_core::catalogue::wire::CatalogueFile, printed: &str) -> String {
    let units = file.units.iter().map(|it| (&it.name, &it.aliases));
    let mut all = units.chain(file.collectives.iter().map(|it| (&it.name, &it.aliases)));
    let known = all.find(|(name, aliases)| *name == printed || aliases.iter().any(|alias| alias == printed));
    known.unwrap_or_else(|| panic!("{printed}")).0.clone()
}

#[test]
fn two_checks_hold_what_one_sentence_says_twice() {
    let file = ZHUMADIAN.file();
    for (each, every, whole, at_least) in [
        ("31-r3", Every::Quarter, "31-r4", "4"),
        ("31-r7", Every::HalfYear, "31-r6", "2"),
        ("33-r3", Every::HalfYear, "33-r2", "2"),
    ] {
        let Check::Frequency(frequency) = &requirement(&file, each).check else { panic!("{each}") };
        let Check::Count(count) = &requirement(&file, whole).check else { panic!("{whole}") };
        assert_eq!((frequency.every, frequency.times), (every, 1), "{each}");
        assert_eq!(count.bound, Bound::AtLeast(at_least.to_owned()), "{whole}");
        assert_eq!(frequency.slot, count.slot, "one list of days answers both: {each}");
    }
}

#[test]
fn the_1st_of_july_is_kept_with_both_readings() {
    let file = ZHUMADIAN.file();
    let found = requirement(&file, "7-r3");
    let Check::Deadline(deadline) = &found.check else { panic!("7-r3 is a deadline") };
    let expected = DeadlineRule::Before { date: "2018-07-01".to_owned(), reading: BeforeReading::Lenient };
    assert_eq!(deadline.rule, expected);
    let note = found.note.as_deref().unwrap_or_default();
    assert!(["7月1日", "6月30日", "从宽", "从严"].iter().all(|words| note.contains(words)), "{note}");
}

#[test]
fn half_of_the_counties_and_half_of_the_townships_are_counted_apart() {
    let file = ZHUMADIAN.file();
    for id in ["30-r6", "30-r7"] {
        let Check::Rate(rate) = &requirement(&file, id).check else { panic!("{id}") };
        assert_eq!(rate.bound, Bound::AtLeast("50%".to_owned()), "{id}");
    }
}

fn check(unit: &str, typed: &[(&str, &str)], expected: &[(&str, Verdict)]) {
    let asked: Vec<&str> = expected.iter().map(|(id, _)| *id).collect();
    let found = verdicts(&ZHUMADIAN, unit, "2018", typed, &asked);
    assert_eq!(asked.into_iter().zip(found).collect::<Vec<_>>(), expected, "{unit}: {typed:?}");
}

#[test]
fn answers_are_judged_as_the_text_says() {
    let quarters = "2018-02-01 2018-05-01 2018-08-01 2018-11-01";
    check("市司法局", &[("31.studies", quarters)], &[("31-r3", Met), ("31-r4", Met)]);
    let crowded = "2018-01-05 2018-01-12 2018-02-01 2018-03-01";
    check("市司法局", &[("31.studies", crowded)], &[("31-r3", Unmet), ("31-r4", Met)]);
    check("市司法局", &[("31.studies", "1 1 0 1")], &[("31-r3", Unmet), ("31-r4", Unmet)]);
    check("市司法局", &[("31.lectures", "2018-03-01 2018-04-01")], &[("31-r6", Met), ("31-r7", Unmet)]);
    check("市司法局", &[("33.classes", "2018-03-01 2018-09-01")], &[("33-r2", Met), ("33-r3", Met)]);
    check("西平县", &[("35.meetings", "2 1 1 1")], &[("35-r3", Met)]);
    check("西平县", &[("7.established", "2018-06-30")], &[("7-r3", Met)]);
    check("西平县", &[("7.established", "2018-07-01")], &[("7-r3", Met)]);
    check("西平县", &[("7.established", "2018-07-02")], &[("7-r3", Unmet)]);
    check(
        "西平县",
        &[("7.staff", "柏城街道 2\n五沟营镇 1"), ("7.advisers", "柏城街道 1\n五沟营镇 0")],
        &[("7-r4", Met), ("7-r5", Unmet)],
    );
    check("西平县", &[], &[("33-r2", NotApplicable), ("34-r7", NotApplicable), ("30-r6", NotApplicable)]);
    check("市委政法委", &[("30.counties", "9"), ("30.counties_built", "4")], &[("30-r6", Unmet)]);
    check(
        "市委政法委",
        &[("30.towns", "190"), ("30.towns_built", "95"), ("30.half", "2018-12-31")],
        &[("30-r7", Met), ("30-r8", Met)],
    );
    check("市工商局", &[("3.begun", "2018-03-02")], &[("3-r8", Unmet)]);
    check("市工商局", &[("3.begun", "2018-03-01")], &[("3-r8", Met)]);
    check("市编办", &[("34.deployed", "2018-03-30"), ("34.report", "2019-02-20")], &[("34-r4", Met), ("34-r7", Met)]);
}

#[test]
fn no_fault_of_the_copy_is_carried_on() {
    ZHUMADIAN.assert_no_fault_is_carried(1, &["核准制度, 优化"]);
}
