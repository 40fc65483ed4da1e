//! Dates: the calendar itself and what people type.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use arbtest::arbtest;
use zicha_core::date::{
    DATE_CHARS_MAX, Date, DateError, FIRST_YEAR, LAST_YEAR, LIST_DATES_MAX, ListError, PartialDate, Weekday,
    days_in_month, read, read_list, read_pairs,
};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn every_day_of_the_range_has_its_number_and_weekday() {
    let mut number = day("1900-01-01").day_number();
    // 1900-01-01 was a Monday.
    let mut weekdays = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ]
    .into_iter()
    .cycle();
    let mut days = 0;
    for year in FIRST_YEAR..=LAST_YEAR {
        let mut day_of_year = 0;
        for month in 1..=12 {
            for day in 1..=days_in_month(year, month) {
                day_of_year += 1;
                let date = Date::new(year, month, day).unwrap();
                assert_eq!(date.day_number(), number, "{date}");
                assert_eq!(Date::from_day_number(number), Some(date));
                assert_eq!(Some(date.weekday()), weekdays.next(), "{date}");
                assert_eq!(date.day_of_year(), day_of_year);
                assert_eq!(date.to_string().parse(), Ok(date));
                number += 1;
                days += 1;
            }
            assert!(Date::new(year, month, days_in_month(year, month) + 1).is_err());
        }
    }
    // 300 years with 73 leap days: 75 fours less 1900, 2100 (2000 stays), and 2200 lies outside.
    assert_eq!(days, 300 * 365 + 73);
    assert_eq!(Date::EPOCH.day_number(), 0);
    assert_eq!(Date::from_day_number(number), None);
    assert_eq!(day("1900-01-01").add_days(-1), None);
    assert_eq!(day("2199-12-31").add_days(i64::MAX), None);
    assert_eq!(Date::from_day_number(i32::MAX), None);
    assert_eq!(Date::from_day_number(i32::MIN), None);
}

#[test]
fn months_and_years_are_added_to_the_end_of_the_month() {
    let check = |start: &str, months: i32, wanted: &str| {
        let end = day(start).add_months(months).map(|date| date.to_string());
        assert_eq!(end.as_deref().unwrap_or("none"), wanted, "{start} {months:+}");
    };
    check("2026-01-31", 1, "2026-02-28");
    check("2024-01-31", 1, "2024-02-29");
    check("2026-03-31", -1, "2026-02-28");
    check("2026-12-15", 1, "2027-01-15");
    check("2026-01-15", -1, "2025-12-15");
    check("2199-12-01", 1, "none");
    check("2026-01-01", i32::MAX, "none");
    assert_eq!(day("2024-02-29").add_years(1), Some(day("2025-02-28")));
    assert_eq!(day("2024-02-29").add_years(i32::MIN), None);
    assert_eq!(day("2020-08-31").quarter(), 3);
    assert_eq!(day("2020-01-31").chinese(), "2020年1月31日");
}

/// The year of dates without one is 2026.
fn check(text: &str, wanted: &str) {
    let shown = match read(text, Some(2026)) {
        Ok(date) => date.to_string(),
        Err(error) => format!("{error:?}"),
    };
    assert_eq!(shown, wanted, "{text:?}");
}

#[test]
fn dates_are_read_as_people_type_them() {
    check("2026-03-01", "2026-03-01");
    check("2026-3-1", "2026-03-01");
    check("2026.3.1", "2026-03-01");
    check("2026。3。1", "2026-03-01");
    check("2026/3/1", "2026-03-01");
    check("2026年3月1日", "2026-03-01");
    check("2026年03月01日", "2026-03-01");
    check("2026 年 3 月 1 日", "2026-03-01");
    check("2026年3月1", "2026-03-01");
    check("2026年3月1号", "2026-03-01");
    check("20260301", "2026-03-01");
    check("3月1日", "2026-03-01");
    check("3.1", "2026-03-01");
    check("3-1", "2026-03-01");
    check("12/31", "2026-12-31");
    check("２０２６年３月１日", "2026-03-01");
    check("２０２６．３．１", "2026-03-01");
    check("二〇二六年三月一日", "2026-03-01");
    check("二○二六年十二月三十一日", "2026-12-31");
    check("二零二六年二月二十八日", "2026-02-28");
    check("二０二六年十月十日", "2026-10-10");
    check("三月一号", "2026-03-01");
    check(" 　2026-03-01\t", "2026-03-01");
    check("2026.3.1.", "2026-03-01");
    check("2026年3月1日。", "2026-03-01");
    check("2026-03-01 00:00:00", "2026-03-01");
    check("2026/3/1 8:30", "2026-03-01");
    check("2026-03-01T08:30:00", "2026-03-01");
}

#[test]
fn what_is_no_date_says_why() {
    check("", "Empty");
    check("　", "Empty");
    check("已完成", "NotADate");
    check("2026", "NotADate");
    check("2026.3", "NotADate");
    check("2026年3月", "NotADate");
    check("202603", "NotADate");
    check("2026-3.1", "NotADate");
    check("1/3/2026", "NotADate");
    check("2026-3-1 至 2026-3-9", "NotADate");
    check("2026-3-123", "NotADate");
    check("46082", "NotADate");
    check("20261345", "NotADate");
    check("26.3.1", "TwoDigitYear { year: 26 }");
    check("26年3月1日", "TwoDigitYear { year: 26 }");
    check("2026-02-29", "NoSuchDay { year: 2026, month: 2, day: 29 }");
    check("20260230", "NoSuchDay { year: 2026, month: 2, day: 30 }");
    check("2018年1月131日", "NotADate");
    check("2026-13-01", "NoSuchDay { year: 2026, month: 13, day: 1 }");
    check("2026年0月1日", "NoSuchDay { year: 2026, month: 0, day: 1 }");
    check("1899-12-31", "YearOutOfRange { year: 1899 }");
    check("2200-01-01", "YearOutOfRange { year: 2200 }");
    assert_eq!(read("3月1日", None), Err(DateError::YearMissing));
    assert_eq!(read("3.1", None), Err(DateError::YearMissing));
    assert_eq!(read("2.30", None), Err(DateError::YearMissing));
    check(&format!("20260301{}", "0".repeat(DATE_CHARS_MAX)), "NotADate");
}

#[test]
fn files_take_only_iso_dates() {
    for text in ["2026-3-1", "2026.03.01", "20260301", " 2026-03-01", "２026-03-1", "2026-03-01 "] {
        assert_eq!(text.parse::<Date>(), Err(DateError::NotADate), "{text:?}");
    }
    let missing = DateError::NoSuchDay { year: 2026, month: 2, day: 29 };
    assert_eq!("2026-02-29".parse::<Date>(), Err(missing));
}

#[test]
fn lists_of_dates_are_read_in_order() {
    let check = |text: &str, wanted: &str| {
        let shown = match read_list(text, Some(2026)) {
            Ok(dates) => dates.iter().map(Date::to_string).collect::<Vec<_>>().join(" "),
            Err(error) => format!("{error:?}"),
        };
        assert_eq!(shown, wanted, "{text:?}");
    };
    check("2026-03-01、2026.6.30，3月5日,20260709", "2026-03-01 2026-06-30 2026-03-05 2026-07-09");
    check("2026-3-1\n2026-3-2\r\n 2026-3-3；2026-3-4;", "2026-03-01 2026-03-02 2026-03-03 2026-03-04");
    check("2026年3月1日 2026年4月1日。", "2026-03-01 2026-04-01");
    check("2026 年 3 月 1 日　4 月 1 日", "2026-03-01 2026-04-01");
    check(" 、 ", "Empty");
    check("3.1、某日", "Entry { number: 2, text: \"某日\", error: NotADate }");
    check("3.1、3.1x", "Entry { number: 2, text: \"3.1x\", error: NotADate }");
    check("20.3.1，3.2", "Entry { number: 1, text: \"20.3.1\", error: TwoDigitYear { year: 20 } }");
    let many = "3.1 ".repeat(LIST_DATES_MAX);
    assert_eq!(read_list(&many, Some(2026)).unwrap().len(), LIST_DATES_MAX);
    assert_eq!(read_list(&format!("{many}3.2"), Some(2026)), Err(ListError::TooMany));
}

#[test]
fn what_is_printed_is_read_back() {
    arbtest(|u| {
        let date = Date::from_day_number(u.int_in_range(-25_567..=84_005)?).unwrap();
        for text in [date.to_string(), date.chinese(), date.to_string().replace('-', "")] {
            assert_eq!(read(&text, None), Ok(date));
        }
        let year = u.choose(&["1900", "2020", "2199", "Y", "Y+1", "Y-9"])?;
        let part = match u.int_in_range(0..=4)? {
            0 => String::new(),
            1 => format!("-Q{}", u.int_in_range(1..=4)?),
            2 => format!("-H{}", u.int_in_range(1..=2)?),
            3 => format!("-{:02}", u.int_in_range(1..=12)?),
            _ => format!("-{:02}-{:02}", u.int_in_range(1..=12)?, u.int_in_range(1..=28)?),
        };
        let text = format!("{year}{part}");
        assert_eq!(PartialDate::parse(&text).unwrap().to_string(), text);
        Ok(())
    });
}

#[test]
fn the_readers_never_panic() {
    const TYPED: [char; 26] = [
        '1', '2', '0', '9', '３', '〇', '二', '十', '年', '月', '日', '号', '-', '.', '/', '—', '至', '～', '，', '、',
        ' ', '\t', '\n', ':', 'T', '某',
    ];
    let try_all = |text: &str| {
        let _ = (read(text, Some(2020)), read(text, None), read(text, Some(i32::MAX)));
        let _ = (read_list(text, None), read_pairs(text, Some(i32::MIN), 10));
        let _ = (read_pairs(text, None, 10), PartialDate::parse(text), text.parse::<Date>());
        if let Ok(partial) = PartialDate::parse(text) {
            assert_eq!(partial.to_string(), text);
        }
    };
    arbtest(|u| {
        try_all(u.arbitrary()?);
        let length = u.int_in_range(0..=30)?;
        try_all(&(0..length).map(|_| u.choose(&TYPED)).collect::<Result<String, _>>()?);
        let length = u.int_in_range(0..=11)?;
        let spec: &[char] = &['Y', '+', '-', '1', '2', '0', 'Q', 'H', '年'];
        try_all(&(0..length).map(|_| u.choose(spec)).collect::<Result<String, _>>()?);
        Ok(())
    });
}
