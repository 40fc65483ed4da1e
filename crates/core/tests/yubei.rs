//! The Yubei plan of 2012 to 2016 against the copy it was read from (`walk` says how), its stages and
//! inspection windows, and what the decomposition table repeats.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod walk;

use std::sync::Arc;

use walk::{Document, folded, requirement, rows};
use zicha_core::calendar::WorkCalendar;
use zicha_core::catalogue::Catalogue;
use zicha_core::catalogue::wire::{Bound, Check, InForce, Indicator};
use zicha_core::finding::Verdict;
use zicha_core::session::{Edit, Session, Setting};
use zicha_core::unit;

const YUBEI: Document = Document {
    source: include_str!("../../../tests/data/yubei/source.txt"),
    catalogue: include_str!("../../../assets/catalogues/yubei-2012-2016.json"),
    exceptions: include_str!("../../../tests/data/yubei/exceptions.tsv"),
    cut,
    stand_ins: &[("〔网页插入的广告词〕", SPAM)],
};

/// What the site put in the place of 政府信息公开.
const SPAM: &str = "manbetx手机版注册首页 ";

/// Goals are dashed, steps stand in one paragraph, tasks are paragraphs of numbered points, guarantees
/// have a heading of their own, and after the line 附件 comes the table.
fn cut(source: &str) -> Vec<(String, String)> {
    let annex = source.find("\n附件\n").unwrap();
    let (body, table) = source.split_at(annex);
    let mut found = Vec::new();
    let (mut is_last_part, mut guarantees) = (false, 0);
    for line in body.lines() {
        is_last_part |= line.starts_with("三、");
        let (number, rest) = numbered(line);
        if let Some(goal) = line.strip_prefix("——") {
            found.push((format!("g{}", found.len() + 1), goal.to_owned()));
        } else if let Some(steps) = line.strip_prefix("(三)实施步骤:") {
            found.extend(steps.split_inclusive(';').map(|step| (format!("s{}", &step[..4]), step.to_owned())));
        } else if is_last_part && line.starts_with('(') {
            guarantees += 1;
            found.push((format!("b{guarantees}"), line.split_once('。').unwrap().1.to_owned()));
        } else if let Some(points) = rest.strip_prefix('.').filter(|_| number > 0) {
            found.extend(cut_points(number, points));
        }
    }
    found.extend(cut_table(table));
    found
}

/// `强化公共服务职能。(1)…(2)…`
fn cut_points(task: usize, text: &str) -> Vec<(String, String)> {
    let mut points = Vec::new();
    let mut rest = text.split_once("(1)").unwrap().1;
    loop {
        let at = points.len() + 1;
        match rest.split_once(&format!("({})", at + 1)) {
            Some((point, after)) => {
                points.push((format!("{task}-{at}"), point.to_owned()));
                rest = after;
            }
            None => {
                points.push((format!("{task}-{at}"), rest.to_owned()));
                return points;
            }
        }
    }
}

/// A row begins with its number; one that breaks off at a semicolon goes on in the next line.
fn cut_table(table: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let (mut prefix, mut is_open) = ("t", false);
    for line in table.lines() {
        let (number, rest) = numbered(line);
        match found.last_mut().filter(|_| is_open) {
            Some((_, text)) => text.push_str(line),
            None if number > 0 => {
                found.push((format!("{prefix}{number}"), rest.trim_start_matches('、').trim().to_owned()));
            }
            None if line == "(八)" => prefix = "t8-",
            None => continue,
        }
        is_open = line.ends_with(';');
    }
    found
}

/// The number a line begins with, or 0, and what follows.
fn numbered(line: &str) -> (usize, &str) {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    (line[..line.len() - rest.len()].parse().unwrap_or(0), rest)
}

fn catalogue() -> Arc<Catalogue> {
    Arc::new(Catalogue::read(YUBEI.catalogue.as_bytes()).unwrap())
}

fn session(catalogue: &Arc<Catalogue>, unit: &str, period: &str) -> Session {
    let calendar = include_str!("../../../assets/calendars/cn-mainland.json");
    let calendar = Arc::new(WorkCalendar::from_json(calendar.as_bytes()).unwrap());
    let (unit, period) = (unit::resolve(catalogue, unit).unwrap(), catalogue.period_at(period).unwrap());
    Session::new(Arc::clone(catalogue), Setting { unit, period, calendar, today: None, facts: Vec::new() })
}

fn verdict(session: &Session, id: &str) -> Verdict {
    let (row, requirement) = session.catalogue().requirement_at(id).unwrap();
    session.row(row).unwrap().judgements[requirement].verdict
}

/// Types into the slot `indicator.slot`; the person's word on 左右 is the slot named like the requirement.
fn typed(session: &Session, slot: &str, text: &str) -> Session {
    let (row, slot) = slot.split_once('.').unwrap();
    let at = session.catalogue().indicators.iter().position(|it| it.id == row).unwrap();
    let slot = session.catalogue().indicators[at].slots.iter().position(|it| it.id == slot).unwrap();
    session.edit(at, Edit::Slot { slot, text: text.to_owned() })
}

#[test]
fn every_figure_of_the_copy_is_quoted_by_a_requirement() {
    YUBEI.assert_every_demand_is_quoted();
}

#[test]
fn the_walk_notices_a_requirement_that_is_gone() {
    YUBEI.assert_gone_is_noticed(&[
        ("g1-r3", "g1: 70%"),
        ("g6-r3", "g6: 左右"),
        ("3-1-r3", "3-1: 30%"),
        ("8-3-r2", "8-3: 2"),
        ("10-1-r2", "10-1: 15"),
        ("10-3-r3", "10-3: 每两年"),
        ("10-4-r2", "10-4: 5"),
        ("14-8-r5", "14-8: 全覆盖"),
        ("23-1-r2", "23-1: 每半年"),
        ("b2-r6", "b2: 2016"),
        ("t8-3-r4", "t8-3: 95%"),
        // What another row restates is missed there too.
        ("19-2-r2", "t19: 95%"),
        ("23-2-r3", "g8: 100%"),
        ("b4-r2", "t8-3: 2"),
    ]);
}

#[test]
fn the_walk_notices_a_wrong_figure() {
    YUBEI.assert_change_is_noticed("\"30%\"", "\"31%\"", "3-1: 30%");
    YUBEI.assert_change_is_noticed("\"2014-H2\"", "\"2015-H2\"", "b2: 2014");
    YUBEI.assert_change_is_noticed("\"at_most\": \"15\"", "\"at_most\": \"20\"", "10-1: 15");
    YUBEI.assert_change_is_noticed("\"from\": \"2015-12-31\"", "\"from\": \"2016-12-31\"", "12-3: 2015");
}

#[test]
fn the_copy_is_the_one_that_was_read() {
    YUBEI.assert_copy_is_the_one_that_was_read();
}

#[test]
fn every_row_is_the_copy_with_its_corrections_undone() {
    YUBEI.assert_rows_are_the_copy();
}

#[test]
fn every_row_asks_or_restates_in_the_words_of_its_text() {
    YUBEI.assert_rows_ask_in_their_own_words();
}

#[test]
fn no_fault_of_the_copy_is_carried_on() {
    let words = ["会社会", "快速反映", "劝诫,协调", "manbetx", "万博"];
    YUBEI.assert_no_fault_is_carried(5, &words);
}

#[test]
fn the_24_tasks_have_97_points_beside_8_goals_5_steps_4_guarantees_and_27_rows() {
    let file = YUBEI.file();
    let all = rows(&file);
    let count = |letter: fn(char) -> bool| all.iter().filter(|row| row.id.starts_with(letter)).count();
    assert_eq!([count(|c| c == 'g'), count(|c| c == 's'), count(|c| c == 'b'), count(|c| c == 't')], [8, 5, 4, 27]);
    assert_eq!(count(|c| c.is_ascii_digit()), 97);
    let tasks: Vec<_> =
        file.groups.iter().flat_map(|group| &group.groups).filter(|it| it.id.starts_with("task-")).collect();
    assert_eq!(tasks.len(), 24);
    for (number, task) in (1..).zip(tasks) {
        assert_eq!((task.id.clone(), task.number.clone()), (format!("task-{number}"), format!("{number}.")));
    }
}

#[test]
fn every_heading_is_one_of_the_copy() {
    let file = YUBEI.file();
    let lines: Vec<String> = YUBEI.source.lines().map(folded).collect();
    for group in &file.groups {
        // `二、(一)`: the seven parts of the second chapter are first-level groups.
        let heading = folded(&format!("{}{}", group.number.trim_start_matches("二、"), group.title));
        let is_annex = group.id == "annex" && YUBEI.source.contains(&group.title);
        assert!(is_annex || lines.iter().any(|line| line.starts_with(&heading)), "{heading}");
        for inner in &group.groups {
            let heading = folded(&format!("{}{}", inner.number, inner.title));
            let in_table = inner.id == "t-8" && YUBEI.source.contains(&format!("{}\n{}", inner.number, inner.title));
            assert!(in_table || lines.iter().any(|line| line.starts_with(&heading)), "{heading}");
        }
    }
}

#[test]
fn every_unit_of_a_row_is_known_and_printed_in_its_cell() {
    YUBEI.assert_units_are_printed(str::to_owned);
    let file = YUBEI.file();
    let all = rows(&file);
    let row = |id: &str| *all.iter().find(|row| row.id == id).unwrap();
    let units = |row: &Indicator| (row.responsibility.lead.clone(), row.responsibility.cooperating.clone());
    for it in all.iter().filter(|it| !it.id.starts_with('t')) {
        // Points, goals, steps and guarantees name nobody: the row of the table that they take over says so.
        let from = row(it.responsibility.carried_from.as_deref().unwrap());
        assert_eq!(units(it), units(from), "{}", it.id);
        let task = it.id.split('-').next().unwrap();
        assert!(task.parse::<u32>().is_err() || from.id == format!("t{task}"), "{}", it.id);
    }
    let leads = |id: &str| row(id).responsibility.lead.join(" ");
    assert_eq!(leads("t20"), "区审计局 区监察局");
    assert_eq!(leads("t23"), "区政府法制办 区政府办 区司法局");
    assert_eq!(leads("t8-3"), "区政府法制办 区政府办 区编委办 区人力社保局");
    assert_eq!(row("t8-1").responsibility.cooperating, ["区政府各部门", "各镇街"]);
}

#[test]
fn what_the_table_repeats_is_asked_once() {
    let file = YUBEI.file();
    let (mut asked, mut restated) = (Vec::new(), 0);
    for row in rows(&file).into_iter().filter(|row| row.id.starts_with('t')) {
        asked.extend(row.requirements.iter().map(|it| it.id.as_str()));
        restated += row.restates.len();
        for it in &row.restates {
            assert!(!it.requirement.starts_with('t'), "{} in {}", it.requirement, row.id);
            // Only its own task, or the guarantee it belongs to.
            let task = format!("{}-", row.id.trim_start_matches('t'));
            let is_own = it.requirement.starts_with(&task);
            assert!(is_own || it.requirement.starts_with('b'), "{} in {}", it.requirement, row.id);
        }
    }
    // The demands that only the table makes: 95%, and three that go further than the body.
    assert_eq!(asked, ["t8-3-r1", "t8-3-r2", "t8-3-r3", "t8-3-r4"]);
    assert!(restated > 80, "{restated}");
    let session = session(&catalogue(), "区信访办", "2014");
    let at = |id: &str| session.catalogue().indicators.iter().position(|it| it.id == id).unwrap();
    let before = session.total();
    let filled = typed(&typed(&typed(&session, "7-3.decisions", "4"), "7-3.assessed", "4"), "7-3.reviewed", "3");
    assert_eq!((verdict(&filled, "7-3-r1"), verdict(&filled, "7-3-r2")), (Verdict::Met, Verdict::Unmet));
    assert_eq!(filled.row(at("t7")).unwrap().verdict, Verdict::Elsewhere);
    let unmet = |session: &Session| session.total().of(Verdict::Unmet);
    assert_eq!((unmet(&session), unmet(&filled)), (0, 1));
    assert_eq!(before.rows, filled.total().rows);
}

#[test]
fn each_stage_is_asked_from_its_own_year_on() {
    use Verdict::{Blank, Coming, Past};
    let catalogue = catalogue();
    let check = |unit: &str, id: &str, wanted: [Verdict; 7]| {
        let periods = ["2012", "2013", "2014", "2014-h2", "2015", "2016", "2016-h2"];
        let found = periods.map(|period| verdict(&session(&catalogue, unit, period), id));
        assert_eq!(found, wanted, "{id}");
    };
    let office = "区政府法制办";
    check(office, "s2012-r2", [Blank; 7]);
    check(office, "s2013-r1", [Coming, Blank, Blank, Blank, Blank, Blank, Blank]);
    check(office, "s2013-r2", [Coming, Blank, Past, Past, Past, Past, Past]);
    check(office, "s2014-r1", [Coming, Coming, Blank, Blank, Blank, Blank, Blank]);
    check(office, "s2015-r1", [Coming, Coming, Coming, Coming, Blank, Blank, Blank]);
    check(office, "s2016-r2", [Coming, Coming, Coming, Coming, Coming, Blank, Blank]);
    check(office, "12-2-r3", [Coming, Coming, Coming, Coming, Coming, Blank, Blank]);
    check("区行管办", "12-3-r2", [Coming, Coming, Coming, Coming, Blank, Blank, Blank]);
    check(office, "14-8-r3", [Coming, Coming, Coming, Coming, Coming, Blank, Blank]);
    check(office, "15-2-r3", [Coming, Coming, Coming, Coming, Coming, Blank, Blank]);
    check(office, "b2-r1", [Coming, Blank, Blank, Blank, Blank, Blank, Blank]);
    check(office, "b2-r5", [Coming, Coming, Blank, Blank, Blank, Blank, Blank]);
    check(office, "b2-r6", [Coming, Coming, Coming, Coming, Coming, Blank, Blank]);
    check(office, "t8-3-r4", [Coming, Coming, Coming, Coming, Coming, Blank, Blank]);
    check(office, "g5-r1", [Coming, Coming, Coming, Coming, Coming, Blank, Blank]);
    check(office, "7-3-r1", [Blank; 7]);
}

#[test]
fn what_is_still_to_come_hinders_no_report_of_2014() {
    let session = session(&catalogue(), "区政府法制办", "2014-h2");
    let coming: Vec<_> = session.mine().filter(|row| row.verdict == Verdict::Coming).collect();
    assert!(coming.len() >= 4 && coming.iter().all(|row| row.is_complete() && !row.has_errors()), "{}", coming.len());
    // A day typed before its year is judged all the same.
    let early = typed(&session, "14-8.running", "2014-11-01");
    assert_eq!(verdict(&early, "14-8-r3"), Verdict::Unmet);
    assert_eq!(verdict(&typed(&session, "b2.middle", "2014-12-20"), "b2-r5"), Verdict::Met);
    assert_eq!(verdict(&typed(&session, "b2.middle", "2014-06-20"), "b2-r5"), Verdict::Unmet);
}

#[test]
fn the_years_of_the_stages_stand_in_the_words_they_quote() {
    let file = YUBEI.file();
    let staged: Vec<_> =
        rows(&file).into_iter().flat_map(|row| row.requirements.iter().map(move |it| (row, it))).collect();
    for (row, it) in staged {
        let Some(InForce { from: Some(from), .. }) = &it.in_force else { continue };
        // A goal bears no year: it is due when the plan ends.
        let is_goal = row.id.starts_with('g') && from == "2016-12-31";
        assert!(is_goal || row.text.contains(&from[..4]), "{} from {from}", it.id);
    }
}

#[test]
fn figures_at_their_bounds() {
    use Verdict::{Met, Unmet};
    let catalogue = catalogue();
    let check = |unit: &str, id: &str, texts: &[(&str, &str)], wanted: Verdict| {
        let open = session(&catalogue, unit, "2016");
        let filled = texts.iter().fold(open, |session, (slot, text)| typed(&session, slot, text));
        assert_eq!(verdict(&filled, id), wanted, "{id} {texts:?}");
    };
    check("区财政局", "3-1-r3", &[("3-1.office", "30"), ("3-1.budget", "100")], Met);
    check("区财政局", "3-1-r3", &[("3-1.office", "3001"), ("3-1.budget", "10000")], Unmet);
    check("区财政局", "g1-r3", &[("g1.public", "70"), ("g1.total", "100")], Met);
    check("区财政局", "g1-r3", &[("g1.public", "69999"), ("g1.total", "100000")], Unmet);
    check("龙兴镇", "10-1-r3", &[("10-1.to_district", "15")], Met);
    check("龙兴镇", "10-1-r3", &[("10-1.to_district", "2016-03-01 2016-03-17")], Unmet);
    check("区政府法制办", "10-1-r2", &[("10-1.to_city", "3-16")], Unmet);
    check("龙兴镇", "10-4-r2", &[("10-4.term", "5")], Met);
    check("龙兴镇", "10-4-r2", &[("10-4.term", "5.5")], Unmet);
    check("龙兴镇", "10-2-r1", &[("10-2.due", "3"), ("10-2.evaluated", "2")], Unmet);
    check("龙兴镇", "10-2-r1", &[("10-2.due", "0"), ("10-2.evaluated", "0")], Verdict::NoneOccurred);
    check("龙兴镇", "10-3-r3", &[("10-3.cleared", "2015-01-01")], Met);
    check("龙兴镇", "10-3-r3", &[("10-3.cleared", "2014-12-31")], Unmet);
    check("区卫生局", "8-3-r2", &[("8-3.evaluated", "2")], Met);
    check("区卫生局", "8-3-r2", &[("8-3.evaluated", "1")], Unmet);
    check("龙兴镇", "b4-r2", &[("b4.cadres", "2")], Met);
    check("龙兴镇", "b4-r2", &[("b4.cadres", "0")], Unmet);
    check("区政府法制办", "t8-3-r4", &[("t8-3.staff", "40"), ("t8-3.degree", "38")], Met);
    check("区政府法制办", "t8-3-r4", &[("t8-3.staff", "40"), ("t8-3.degree", "37")], Unmet);
    check("区政府法制办", "23-1-r1", &[("23-1.studies", "1 1 1 1 1 1 1 1 1 1 1 0")], Verdict::SoftUnmet);
    check("区政府法制办", "23-1-r2", &[("23-1.lectures", "2 0")], Unmet);
}

#[test]
fn about_95_is_confirmed_by_a_person() {
    let file = YUBEI.file();
    let Check::Count(count) = &requirement(&file, "g6-r3").check else { panic!("g6-r3 is a number") };
    assert_eq!(count.bound, Bound::About { value: "95%".to_owned(), tolerance: Some("5%".to_owned()) });
    let open = session(&catalogue(), "区信访办", "2014");
    for (typed_in, said, wanted) in [
        ("95.2", "", Verdict::ToReview),
        ("95.2", "是", Verdict::Met),
        ("98", "是", Verdict::Met),
        ("91", "否", Verdict::Unmet),
        ("89.9", "是", Verdict::Unmet),
    ] {
        let filled = typed(&typed(&open, "g6.safety", typed_in), "g6.g6-r3", said);
        assert_eq!(verdict(&filled, "g6-r3"), wanted, "{typed_in} {said}");
    }
}
