//! The working-day calendar: its data, the counting rules and the calendar file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use arbtest::arbtest;
use sha2::{Digest, Sha256};
use zicha_core::calendar::{
    CALENDAR_BYTES_MAX, CalendarError, CountingError, NotPublished, RUNS_LISTED_MAX, WorkCalendar,
};
use zicha_core::date::Date;

const MAINLAND: &[u8] = include_bytes!("../../../assets/calendars/cn-mainland.json");

/// Working days of each year from 2004 on, as the second source counts them.
const WORKING_DAYS: [u32; 23] =
    [252, 250, 251, 249, 251, 250, 250, 250, 249, 250, 250, 249, 250, 249, 250, 250, 249, 250, 249, 249, 251, 248, 248];

/// One character a day from 2004-01-01 to 2026-12-31, '1' for a working day and '0' for a day of
/// rest, hashed. The file was made from the PyPI package `chinesecalendar` 1.11.0 (its tables of
/// holidays and make-up days); this figure is the answer of `isWorkday` of the npm package
/// `chinese-days` 1.5.7 for every day, which has its own tables.
const EVERY_DAY_SHA256: &str = "f07b1434e28df3010d2b339a0f6a5c995f69f53a376833daef9186a8b3c565b4";

fn mainland() -> WorkCalendar {
    WorkCalendar::from_json(MAINLAND).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn every_day(calendar: &WorkCalendar) -> impl Iterator<Item = Date> {
    let (first, last) = calendar.coverage();
    (first.day_number()..=last.day_number()).map(|number| Date::from_day_number(number).unwrap())
}

#[test]
fn every_day_agrees_with_an_independent_calendar() {
    let calendar = mainland();
    let mut days = String::new();
    let mut counts = [0; WORKING_DAYS.len()];
    for date in every_day(&calendar) {
        let working = calendar.is_working_day(date).unwrap();
        days.push(if working { '1' } else { '0' });
        counts[usize::try_from(date.year() - 2004).unwrap()] += u32::from(working);
    }
    assert_eq!(days.len(), 8_401);
    assert_eq!(counts, WORKING_DAYS);
    let hash: String = Sha256::digest(days).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hash, EVERY_DAY_SHA256);
}

#[test]
fn the_calendar_covers_2004_to_2026() {
    let calendar = mainland();
    assert_eq!(calendar.id(), "cn-mainland");
    assert_eq!(calendar.coverage(), (day("2004-01-01"), day("2026-12-31")));
    assert!(calendar.title().contains("2026") && calendar.source().contains("国务院办公厅"));
}

fn check_working(start: &str, days: u32, wanted: &str) {
    let calendar = mainland();
    let end = calendar.add_working_days(day(start), days);
    assert_eq!(end, Ok(day(wanted)), "{start} + {days}工作日");
    assert_eq!(calendar.working_days_between(day(start), day(wanted)), Ok(days));
}

#[test]
fn working_days_are_added_without_the_starting_day() {
    check_working("2026-09-30", 5, "2026-10-13");
    check_working("2026-02-13", 5, "2026-02-27");
    check_working("2026-02-13", 6, "2026-02-28");
    check_working("2026-04-30", 4, "2026-05-09");
    check_working("2025-12-31", 1, "2026-01-04");
    check_working("2025-01-24", 3, "2025-02-05");
    check_working("2026-09-30", 0, "2026-09-30");
    check_working("2004-01-01", 1, "2004-01-02");
    check_working("2026-12-30", 1, "2026-12-31");
    check_working("2004-01-01", WORKING_DAYS.iter().sum(), "2026-12-31");
}

#[test]
fn calendar_days_that_end_on_a_rest_day_end_on_the_next_working_day() {
    let check = |start: &str, days: u32, wanted: &str| {
        assert_eq!(mainland().add_natural_days(day(start), days), Ok(day(wanted)), "{start} + {days}日");
    };
    check("2026-09-22", 3, "2026-09-28");
    check("2026-09-16", 15, "2026-10-08");
    check("2026-09-25", 15, "2026-10-10");
    check("2026-03-02", 4, "2026-03-06");
    check("2026-03-02", 5, "2026-03-09");
    check("2026-03-02", 0, "2026-03-02");
}

#[test]
fn a_year_without_a_calendar_is_named() {
    let calendar = mainland();
    let missing = |year| Err(NotPublished { year });
    assert_eq!(calendar.is_working_day(day("2027-01-01")), missing(2027));
    assert_eq!(calendar.is_working_day(day("2003-12-31")), missing(2003));
    assert_eq!(calendar.add_working_days(day("2026-12-31"), 1), Err(NotPublished { year: 2027 }));
    assert_eq!(calendar.add_working_days(day("2026-12-31"), u32::MAX).unwrap_err().year, 2027);
    assert_eq!(calendar.add_working_days(day("2003-06-01"), 1).unwrap_err().year, 2003);
    assert_eq!(calendar.add_working_days(day("2030-06-01"), 1).unwrap_err().year, 2030);
    assert_eq!(calendar.add_natural_days(day("2026-12-31"), 1).unwrap_err().year, 2027);
    assert_eq!(calendar.add_natural_days(day("2026-12-31"), u32::MAX).unwrap_err().year, 2027);
    let counted = |start: &str, end: &str| calendar.working_days_between(day(start), day(end));
    let unpublished = |year| Err(CountingError::NotPublished(NotPublished { year }));
    assert_eq!(counted("2026-12-31", "2027-01-04"), unpublished(2027));
    assert_eq!(counted("2003-12-31", "2004-01-04"), unpublished(2003));
    assert_eq!(counted("2026-03-02", "2026-03-01"), Err(CountingError::EndBeforeStart));
    assert_eq!(counted("2026-03-07", "2026-03-08"), Ok(0));
}

#[test]
fn a_counting_names_what_was_skipped() {
    let calendar = mainland();
    let counting = calendar.count(day("2026-09-30"), day("2026-10-13")).unwrap();
    let runs = |counting: &zicha_core::calendar::Counting| -> Vec<String> {
        let run = |run: &zicha_core::calendar::RestRun| {
            format!("{}..{}{}", run.first, run.last, if run.holiday { " holiday" } else { "" })
        };
        counting.rest_runs.iter().map(run).collect()
    };
    assert_eq!((counting.natural_days, counting.working_days, counting.rest_days), (13, 5, 8));
    assert_eq!(runs(&counting), ["2026-10-01..2026-10-07 holiday", "2026-10-11..2026-10-11"]);
    assert_eq!(counting.make_up_days, [day("2026-10-10")]);
    assert!(counting.listed_all);
    let nothing = calendar.count(day("2026-09-30"), day("2026-09-30")).unwrap();
    assert_eq!((nothing.natural_days, nothing.working_days, nothing.rest_runs.len()), (0, 0, 0));
    let (first, last) = calendar.coverage();
    let all = calendar.count(first, last).unwrap();
    assert_eq!(all.working_days, WORKING_DAYS.iter().sum::<u32>());
    assert_eq!((all.rest_runs.len(), all.listed_all), (RUNS_LISTED_MAX, false));
}

#[test]
fn adding_and_counting_agree_with_walking_day_by_day() {
    let calendar = mainland();
    let (first, last) = calendar.coverage();
    arbtest(|u| {
        let start = Date::from_day_number(u.int_in_range(first.day_number()..=last.day_number())?).unwrap();
        let wanted: u32 = u.int_in_range(0..=400)?;
        let mut at = start;
        let mut counted = 0;
        while counted < wanted {
            at = at.add_days(1).unwrap();
            match calendar.is_working_day(at) {
                Ok(working) => counted += u32::from(working),
                Err(missing) => {
                    assert_eq!(calendar.add_working_days(start, wanted), Err(missing));
                    return Ok(());
                }
            }
        }
        assert_eq!(calendar.add_working_days(start, wanted), Ok(at));
        assert_eq!(calendar.working_days_between(start, at), Ok(wanted));
        Ok(())
    })
    .budget_ms(300);
}

/// A calendar of 2026 alone, `from` to `to` claimed.
fn file(covers: (i32, i32), rest: &str, work: &str) -> String {
    format!(
        r#"{{"format":"zicha-calendar/1","id":"t","title":"t","source":"t","covers_from":{},"covers_to":{},"years":[{{"year":2026,"rest":[{rest}],"work":[{work}]}}]}}"#,
        covers.0, covers.1
    )
}

fn check_file(text: &str, wanted: &str) {
    let shown = match WorkCalendar::from_json(text.as_bytes()) {
        Ok(_) => "read".to_owned(),
        Err(error) => format!("{error}"),
    };
    assert!(shown.contains(wanted), "{text}: {shown}");
}

#[test]
fn a_wrong_calendar_file_says_what_is_wrong() {
    let one = (2026, 2026);
    check_file(&file(one, r#""01-01..01-03""#, r#""01-04""#), "read");
    check_file("", "line 1, column 1: empty");
    check_file("[1", "line 1, column");
    check_file(&file(one, "", "").replace("\"id\"", "\"name\""), "name: unknown name");
    check_file(&file(one, "", "").replace("calendar/1", "calendar/2"), "zicha-calendar/2");
    check_file(&file((2026, 2027), "", ""), "2027 expected, the list ends");
    check_file(&file((2025, 2025), "", ""), "2025 expected, 2026 found");
    check_file(&file((2026, 2025), "", ""), "cannot cover");
    check_file(&file((1899, 2026), "", ""), "cannot cover");
    check_file(&file((i32::MIN, i32::MAX), "", ""), "cannot cover");
    check_file(&file((1999, 2199), "", ""), "cannot cover");
    check_file(&file(one, r#""02-29""#, ""), "\"02-29\" is neither");
    check_file(&file(one, r#""1-1""#, ""), "\"1-1\" is neither");
    check_file(&file(one, r#""01-03..01-01""#, ""), "is neither");
    check_file(&file(one, r#""01-01","01-01""#, ""), "2026-01-01 is named twice");
    check_file(&file(one, r#""01-03""#, r#""01-03""#), "2026-01-03 is named twice");
    check_file(&file(one, "", r#""01-05""#), "2026-01-05 is named twice, or is a day of work");
    let many = (0..61).map(|_| "\"01-01\"").collect::<Vec<_>>().join(",");
    check_file(&file(one, &many, ""), "more than 60 entries");
    let padded = format!("{}{}", file(one, "", ""), " ".repeat(CALENDAR_BYTES_MAX));
    let bytes = padded.len();
    assert_eq!(WorkCalendar::from_json(padded.as_bytes()), Err(CalendarError::TooLarge { bytes }));
}

#[test]
fn reading_a_calendar_never_panics() {
    arbtest(|u| {
        let _ = WorkCalendar::from_json(u.arbitrary()?);
        let mut bytes = MAINLAND.to_vec();
        let at = u.choose_index(bytes.len())?;
        bytes[at] = u.arbitrary()?;
        let _ = WorkCalendar::from_json(&bytes);
        Ok(())
    })
    .budget_ms(300);
}
