//! The dates of catalogues.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use zicha_core::date::{Date, PartialDate};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn check_partial(text: &str, wanted: &str) {
    let shown = match PartialDate::parse(text) {
        Ok(partial) => {
            assert_eq!(partial.to_string(), text);
            let (first, last) = partial.resolve(2021).unwrap();
            format!("{first} {last}")
        }
        Err(error) => error.to_string(),
    };
    assert!(shown.starts_with(wanted), "{text:?}: {shown}");
}

#[test]
fn catalogue_dates_resolve_to_a_first_and_a_last_day() {
    check_partial("2020", "2020-01-01 2020-12-31");
    check_partial("2020-02", "2020-02-01 2020-02-29");
    check_partial("2020-03-31", "2020-03-31 2020-03-31");
    check_partial("2020-Q1", "2020-01-01 2020-03-31");
    check_partial("2020-Q4", "2020-10-01 2020-12-31");
    check_partial("2020-H1", "2020-01-01 2020-06-30");
    check_partial("2020-H2", "2020-07-01 2020-12-31");
    check_partial("Y", "2021-01-01 2021-12-31");
    check_partial("Y-12", "2021-12-01 2021-12-31");
    check_partial("Y-1", "2020-01-01 2020-12-31");
    check_partial("Y-1-12-31", "2020-12-31 2020-12-31");
    check_partial("Y+1-03-01", "2022-03-01 2022-03-01");
    check_partial("Y+1-Q1", "2022-01-01 2022-03-31");
    check_partial("Y-Q3", "2021-07-01 2021-09-30");
    check_partial("Y-02-29", "2021-02-28 2021-02-28");
    assert!(PartialDate::parse("Y+9").unwrap().resolve(2191).is_none());
    assert!(PartialDate::parse("Y+9").unwrap().resolve(i32::MAX).is_none());
    assert!(PartialDate::parse("Y-02").unwrap().is_relative());
    assert_eq!(PartialDate::day(day("2020-03-01")).to_string(), "2020-03-01");
}

#[test]
fn misspelt_catalogue_dates_are_refused() {
    for text in ["", "20", "y", "1899", "2200", "Y+0", "Y+10", "Y+", "二〇二〇", "Q1-2020"] {
        check_partial(text, &format!("{text:?} must begin"));
    }
    for text in [
        "2020-13",
        "2020-00",
        "2020-3",
        "2020-Q5",
        "2020-Q0",
        "2020-H3",
        "2021-02-29",
        "2020-02-30",
        "Y-02-30",
        "2020-03-01-01",
        "2020-",
        "2020Q1",
        "20200301",
        "Y-0",
        "2020-q1",
        "2020-+3",
    ] {
        check_partial(text, &format!("{text:?} must end"));
    }
}
