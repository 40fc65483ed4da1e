//! The Liaoning plan for 2016–2020 against the copy it was read from, what it asks of whom and when, and a
//! sample profile by which a city assigns it to its own units.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod walk;

use std::sync::Arc;

use walk::{Document, folded, requirement, rows};
use zicha_core::calendar::WorkCalendar;
use zicha_core::catalogue::wire::{BeforeReading, CatalogueFile, Check, DeadlineRule};
use zicha_core::catalogue::{Catalogue, lint};
use zicha_core::finding::Verdict;
use zicha_core::profile;
use zicha_core::session::{Edit, Session, Setting};
use zicha_core::unit::{self, Tier};

const LIAONING: Document = Document {
    source: include_str!("../../../tests/data/liaoning/source.txt"),
    catalogue: include_str!("../../../assets/catalogues/liaoning-135.json"),
    exceptions: include_str!("../../../tests/data/liaoning/exceptions.tsv"),
    cut,
    stand_ins: &[],
};
const PROFILE: &str = include_str!("../../../tests/data/liaoning/profile.json");
const CALENDAR: &str = include_str!("../../../assets/calendars/cn-mainland.json");

/// Row, form, date and words of every deadline, in printed order. `year` is a bare year: done by its last
/// day, earlier is no fault; `end` is 年底前; `from` is 自…起; `month` is 6月前; `quarter` comes every year.
const DEADLINES: [(&str, &str, &str, &str); 40] = [
    ("g0", "year", "2020", "到2020年"),
    ("1", "end", "2017-12-31", "2017年年底前"),
    ("2", "year", "2018", "2018年"),
    ("2", "month", "2017-06", "2017年6月前"),
    ("3", "end", "2016-12-31", "2016年年底前"),
    ("4", "year", "2017", "2017年"),
    ("4", "end", "2017-12-31", "2017年年底前"),
    ("6", "end", "2017-12-31", "2017年年底前"),
    ("8", "year", "2017", "2017年"),
    ("10", "end", "2019-12-31", "2019年年底前"),
    ("11", "from", "2016", "自2016年起"),
    ("12", "year", "2016", "2016年"),
    ("13", "from", "2016", "自2016年起"),
    ("15", "year", "2017", "2017年"),
    ("16", "year", "2017", "2017年"),
    ("18", "year", "2017", "2017年"),
    ("19", "end", "2016-12-31", "2016年年底前"),
    ("20", "year", "2018", "2018年"),
    ("22", "year", "2017", "2017年"),
    ("23", "year", "2016", "2016年"),
    ("24", "end", "2016-12-31", "2016年年底前"),
    ("25", "from", "2017", "自2017年起"),
    ("26", "end", "2018-12-31", "2018年年底前"),
    ("27", "from", "2016", "自2016年起"),
    ("28", "year", "2017", "2017年"),
    ("30", "end", "2018-12-31", "2018年年底前"),
    ("32", "end", "2019-12-31", "2019年年底前"),
    ("33", "end", "2018-12-31", "2018年年底前"),
    ("36", "year", "2016", "2016年"),
    ("37", "year", "2016", "2016年"),
    ("38", "end", "2017-12-31", "2017年年底前"),
    ("40", "year", "2016", "2016年"),
    ("41", "year", "2017", "2017年"),
    ("43", "from", "2016", "自2016年起"),
    ("46", "year", "2019", "2019年"),
    ("48", "year", "2019", "2019年"),
    ("55", "year", "2016", "2016年"),
    ("57", "from", "2016", "自2016年起"),
    ("57", "quarter", "Y-Q1", "第一季度"),
    ("57", "quarter", "Y-Q1", "第一季度"),
];

/// The goals stand between two headings and have no numbers; the tasks begin with theirs, and those of the
/// third part have no title before their words.
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

#[test]
fn the_walk_notices_a_requirement_that_is_gone_or_changed() {
    LIAONING.assert_gone_is_noticed(&[
        ("41-r3", "41: 所有"),
        ("3-r7", "3: 2016"),
        ("38-r1", "38: 全覆盖"),
        ("51-r3", "51: 一期"),
        ("51-r4", "51: 两期"),
        ("46-r3", "46: 全覆盖"),
    ]);
    LIAONING.assert_change_is_noticed(
        "{\"before\": {\"date\": \"2017-06\"",
        "{\"before\": {\"date\": \"2017-05\"",
        "2: 6",
    );
    LIAONING.assert_change_is_noticed("{\"by\": \"2019-12-31\"}", "{\"by\": \"2018-12-31\"}", "32: 2019");
    LIAONING.assert_change_is_noticed("2017年6月前,全面清理", "2017年前,全面清理", "2: not the words of the copy");
}

#[test]
fn the_copy_is_the_one_that_was_read() {
    LIAONING.assert_copy_is_the_one_that_was_read();
}

#[test]
fn all_62_tasks_and_7_goals_stand_in_their_groups() {
    let file = LIAONING.file();
    let inner: Vec<usize> = file.groups.iter().map(|group| group.groups.len()).collect();
    assert_eq!(inner, [1, 10, 6]);
    let wanted = (0..=6).map(|goal| format!("g{goal}")).chain((1..=62).map(|task| task.to_string()));
    assert_eq!(rows(&file).iter().map(|row| row.id.clone()).collect::<Vec<_>>(), wanted.collect::<Vec<_>>());
    for group in file.groups.iter().flat_map(|group| std::iter::once(group).chain(&group.groups)) {
        let heading = folded(&format!("{}{}", group.number, group.title));
        assert!(LIAONING.source.lines().any(|line| folded(line).trim_end_matches('。') == heading), "{heading}");
    }
}

#[test]
fn every_row_is_the_copy_with_its_corrections_undone() {
    LIAONING.assert_rows_are_the_copy();
}

#[test]
fn every_row_bears_its_printed_title() {
    let file = LIAONING.file();
    for row in rows(&file).into_iter().filter(|row| row.id != "g0") {
        let title = row.title.as_deref().unwrap();
        let titled = LIAONING.source.lines().any(|line| match row.id.strip_prefix('g') {
            Some(_) => folded(line).starts_with(&format!("{title}。")),
            None => folded(line).starts_with(&format!("{}.{title}。", row.id)),
        });
        let of_group = file.groups[2].groups.iter().any(|group| group.title == title);
        assert!(titled || of_group, "{}", row.id);
    }
}

#[test]
fn every_row_asks_something_in_the_words_of_its_text() {
    LIAONING.assert_rows_ask_in_their_own_words();
}

#[test]
fn no_fault_of_the_copy_is_carried_on() {
    LIAONING.assert_no_fault_is_carried(3, &["﹝", "﹞", "<关于", "()", "yingkou", "ICP"]);
}

#[test]
fn all_40_deadlines_stand_in_their_forms() {
    let file = LIAONING.file();
    let mut found = Vec::new();
    for row in rows(&file) {
        for it in &row.requirements {
            let Check::Deadline(check) = &it.check else { continue };
            let (form, date) = match &check.rule {
                DeadlineRule::By(date) if date.len() == 4 => ("year", date),
                DeadlineRule::By(date) => ("end", date),
                DeadlineRule::From(date) => ("from", date),
                DeadlineRule::Before { date, reading: BeforeReading::Lenient } => ("month", date),
                DeadlineRule::Window { from, to } if from == to => ("quarter", from),
                DeadlineRule::Before { .. } | DeadlineRule::In(_) | DeadlineRule::Window { .. } => panic!("{}", it.id),
            };
            found.push((row.id.as_str(), form, date.as_str(), check.words.as_deref().unwrap_or_default()));
        }
    }
    // Item 2 prints the later year first, as the table does.
    assert_eq!(found, DEADLINES);
}

#[test]
fn what_is_asked_from_a_later_year_on_has_a_deadline_of_that_year_in_its_row() {
    let file = LIAONING.file();
    let mut stages = 0;
    for row in rows(&file) {
        let years: Vec<&str> = DEADLINES
            .iter()
            .filter(|it| it.0 == row.id)
            .filter_map(|it| it.2.get(..4).filter(|_| it.1 != "quarter"))
            .collect();
        for it in &row.requirements {
            let Some(from) = it.in_force.as_ref().and_then(|it| it.from.as_deref()) else { continue };
            assert!(years.contains(&&from[..4]), "{}: {from} {years:?}", it.id);
            stages += 1;
        }
    }
    assert!(stages > 20, "{stages}");
}

#[test]
fn checklists_have_the_parts_their_number_says() {
    let file = LIAONING.file();
    let check = |id: &str, quote: &str, parts: &[&str]| {
        let it = requirement(&file, id);
        assert!(it.quote.as_deref().unwrap().contains(quote), "{id}");
        let Check::Choice(check) = &it.check else { panic!("{id}") };
        let row = rows(&file).into_iter().find(|row| row.requirements.contains(it)).unwrap();
        let slot = row.slots.iter().find(|slot| Some(&slot.id) == check.slot.as_ref()).unwrap();
        assert_eq!(slot.options, parts, "{id}");
    };
    check("4-r6", "“五分开”", &["人员", "机构", "财务", "资产", "职能"]);
    check("7-r2", "“四落实”", &["任务", "时间", "人员", "经费"]);
    check("12-r3", "统一印发", &["统一登记", "统一编号", "统一印发"]);
    check("43-r5", "“三公开”", &["受理", "审理", "决定"]);
    let fields = requirement(&file, "22-r3").quote.clone().unwrap();
    let ten = fields.split_once('在').unwrap().1.split_once('等').unwrap().0;
    check("22-r3", ten, &ten.split('、').collect::<Vec<_>>());
}

#[test]
fn no_unit_is_named_and_every_row_is_answered_for_by_collectives_of_the_text() {
    let file = LIAONING.file();
    assert!(file.units.is_empty());
    for row in rows(&file) {
        let cell = &row.responsibility;
        assert!(!cell.lead.is_empty() && cell.printed.starts_with("原文没有写明责任单位。"), "{}", row.id);
        for name in cell.lead.iter().chain(&cell.cooperating) {
            assert!(file.collectives.iter().any(|it| it.name == *name), "{name} in {}", row.id);
        }
        let addressed = cell.printed.split_once("条文所称：").map_or("", |it| it.1.trim_end_matches('。'));
        for words in addressed.split('；') {
            assert!(folded(&row.text).contains(&folded(words)), "{words} in {}", row.id);
        }
    }
}

fn open(catalogue: &Arc<Catalogue>, name: &str, unit_type: &str, year: &str) -> Session {
    let unit = unit::of_type(catalogue, name, unit_type).unwrap();
    let calendar = Arc::new(WorkCalendar::from_json(CALENDAR.as_bytes()).unwrap());
    let period = catalogue.period_at(year).unwrap();
    Session::new(Arc::clone(catalogue), Setting { unit, period, calendar, today: None, facts: Vec::new() })
}

fn built_in() -> Arc<Catalogue> {
    Arc::new(Catalogue::read(LIAONING.catalogue.as_bytes()).unwrap())
}

#[test]
fn a_government_or_a_department_of_any_level_fills_it_as_it_is() {
    let catalogue = built_in();
    let check = |name: &str, unit_type: &str, lead: usize, mine: usize| {
        let session = open(&catalogue, name, unit_type, "2020");
        let own: Vec<_> = session.rows().filter(|row| row.tier.is_mine()).collect();
        let leads = own.iter().filter(|row| row.tier == Tier::Lead).count();
        assert_eq!((leads, own.len()), (lead, mine), "{name}");
        for row in own {
            assert!(!row.is_excluded(), "{name}: nothing to answer in {}", catalogue.indicators[row.indicator].id);
        }
    };
    check("辽宁省人民政府", "province_gov", 69, 69);
    check("沈阳市人民政府", "city_gov", 60, 69);
    check("康平县人民政府", "county_gov", 60, 69);
    check("某某镇人民政府", "township", 38, 39);
    check("辽宁省司法厅", "province_dept", 0, 68);
    check("沈阳市司法局", "city_dept", 0, 68);
    check("康平县司法局", "county_dept", 0, 68);
    check("中共沈阳市委", "party", 1, 3);
    check("辽宁省委党校", "school", 0, 1);
}

#[test]
fn units_without_a_level_in_their_name_are_not_guessed_at() {
    let catalogue = built_in();
    let check = |name: &str, wanted: Option<&str>| {
        assert_eq!(unit::resolve(&catalogue, name).ok().map(|it| it.unit_type).as_deref(), wanted, "{name}");
    };
    check("辽宁省人民政府", Some("province_gov"));
    check("辽宁省民政厅", Some("province_dept"));
    check("沈阳市政府", Some("city_gov"));
    check("沈阳市政府办公厅", Some("city_dept"));
    check("和平区人民政府", Some("county_gov"));
    check("某某街道办事处", Some("township"));
    check("沈阳市司法局", None);
}

/// Of every deadline, whether the period asks it, by the row and date of the table.
fn deadlines_of(session: &Session) -> Vec<(String, String, Verdict)> {
    let file = LIAONING.file();
    let mut found = Vec::new();
    for (row, wire) in session.rows().zip(rows(&file)) {
        for (judgement, it) in row.judgements.iter().zip(&wire.requirements) {
            if let Check::Deadline(check) = &it.check {
                found.push((wire.id.clone(), check.words.clone().unwrap(), judgement.verdict));
            }
        }
    }
    found
}

#[test]
fn each_year_asks_what_is_due_by_then_and_shows_the_rest_as_coming() {
    let catalogue = built_in();
    let mut coming = Vec::new();
    for year in ["2016", "2017", "2018", "2019", "2020"] {
        let session = open(&catalogue, "辽宁省人民政府", "province_gov", year);
        let found = deadlines_of(&session);
        assert_eq!(found.len(), DEADLINES.len());
        for ((row, words, verdict), wanted) in found.iter().zip(DEADLINES) {
            let is_later = wanted.1 != "quarter" && &wanted.2[..4] > year;
            // What the province need not answer: the report of its departments.
            if *verdict != Verdict::NotApplicable {
                assert_eq!(*verdict == Verdict::Coming, is_later, "{row} {words} in {year}");
            }
        }
        coming.push(found.iter().filter(|it| it.2 == Verdict::Coming).count());
        let parts = session.row(catalogue.indicator_at("4").unwrap()).unwrap().judgements[5].verdict;
        assert_eq!(parts == Verdict::Coming, year == "2016", "“五分开” in {year}");
    }
    assert_eq!(coming, [24, 10, 5, 1, 0]);
}

#[test]
fn what_is_done_ahead_of_its_year_is_met() {
    let catalogue = built_in();
    let at = catalogue.indicator_at("41").unwrap();
    let slot = catalogue.indicators[at].slots.iter().position(|slot| slot.id == "search").unwrap();
    let verdict = |year: &str, text: &str| {
        let session = open(&catalogue, "辽宁省人民政府", "province_gov", year);
        let session = session.edit(at, Edit::Slot { slot, text: text.to_owned() });
        deadlines_of(&session).into_iter().find(|it| it.0 == "41").unwrap().2
    };
    assert_eq!(verdict("2016", ""), Verdict::Coming);
    assert_eq!(verdict("2016", "2016-11-30"), Verdict::Met);
    assert_eq!(verdict("2017", "2017-12-31"), Verdict::Met);
    assert_eq!(verdict("2018", "2018-01-01"), Verdict::Unmet);
}

#[test]
fn the_sample_profile_assigns_every_row_to_units_of_a_city() {
    let bytes = profile::apply(LIAONING.catalogue.as_bytes(), PROFILE.as_bytes()).unwrap();
    let file: CatalogueFile = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(lint::lint(&file), []);
    let catalogue = Arc::new(Catalogue::read(&bytes).unwrap());
    assert_eq!((catalogue.id.as_str(), catalogue.indicators.len()), ("liaoning-135.yingkou", 69));
    for row in rows(&file) {
        for name in &row.responsibility.lead {
            let unit = file.units.iter().find(|unit| unit.name == *name).unwrap();
            let session = open(&catalogue, name, &unit.unit_type, "2018");
            let own = session.row(catalogue.indicator_at(&row.id).unwrap()).unwrap();
            assert!(own.tier == Tier::Lead && !own.is_excluded(), "{name} in {}", row.id);
        }
    }
    for unit in &file.units {
        let session = open(&catalogue, &unit.name, &unit.unit_type, "2018");
        assert!(session.rows().any(|row| row.tier.is_mine()), "{}", unit.name);
    }
}

#[test]
fn a_city_is_not_asked_what_only_the_province_can_do() {
    let bytes = profile::apply(LIAONING.catalogue.as_bytes(), PROFILE.as_bytes()).unwrap();
    let (whole, city) = (built_in(), Arc::new(Catalogue::read(&bytes).unwrap()));
    let asked = |session: &Session, catalogue: &Catalogue, id: &str| {
        let row = catalogue.indicator_at(id.split_once('-').unwrap().0).unwrap();
        let at = catalogue.indicators[row].requirements.iter().position(|it| it.id == id).unwrap();
        session.row(row).unwrap().applies[at]
    };
    let province = open(&whole, "辽宁省人民政府", "province_gov", "2018");
    let office = open(&city, "市政府法制办", "city_dept", "2018");
    for id in ["28-r1", "43-r1", "48-r1"] {
        assert_eq!((asked(&province, &whole, id), asked(&office, &city, id)), (true, false), "{id}");
    }
    // The yearly report of the government is made by the office that leads it.
    assert!(asked(&office, &city, "57-r8") && asked(&province, &whole, "57-r8"));
}
