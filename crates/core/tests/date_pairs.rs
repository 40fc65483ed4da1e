//! Cases pasted line by line.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use zicha_core::date::{LABEL_CHARS_MAX, LINE_CHARS_MAX, MAX_PAIR_LINES, PairCause, PairLine, read_pairs};

fn show(line: &PairLine) -> String {
    match line {
        Ok(pair) => {
            let label = pair.label.as_deref().unwrap_or("");
            format!("{}: {} {} {label}", pair.line_no, pair.start, pair.end).trim_end().to_owned()
        }
        Err(error) => format!("{}: {:?}", error.line_no, error.cause),
    }
}

fn check_pair(line: &str, wanted: &str) {
    let lines = read_pairs(line, Some(2020), MAX_PAIR_LINES);
    assert_eq!(lines.iter().map(show).collect::<Vec<_>>().join(" | "), wanted, "{line:?}");
}

#[test]
fn cases_are_read_in_every_usual_spelling() {
    check_pair("2020-03-01\t2020-03-09", "1: 2020-03-01 2020-03-09");
    check_pair("2020-03-01 至 2020-03-09", "1: 2020-03-01 2020-03-09");
    check_pair("2020.3.1—2020.3.9", "1: 2020-03-01 2020-03-09");
    check_pair("2020.3.1——2020.3.9", "1: 2020-03-01 2020-03-09");
    check_pair("2020/3/1～3/9", "1: 2020-03-01 2020-03-09");
    check_pair("2020-03-01-2020-03-09", "1: 2020-03-01 2020-03-09");
    check_pair("20200301-20200309", "1: 2020-03-01 2020-03-09");
    check_pair("2020年3月1日至9日", "1: 2020-03-01 2020-03-09");
    check_pair("2020年12月30日起至2021年1月5日", "1: 2020-12-30 2021-01-05");
    check_pair("二〇二〇年三月一日至三月九日", "1: 2020-03-01 2020-03-09");
    check_pair("3.1—3.9", "1: 2020-03-01 2020-03-09");
    check_pair("3月1日 3月9日", "1: 2020-03-01 2020-03-09");
    check_pair("2020-3-1 2020-3-1", "1: 2020-03-01 2020-03-01");
    check_pair("2020/3/1 0:00:00\t2020/3/9 0:00:00", "1: 2020-03-01 2020-03-09");
}

#[test]
fn the_label_may_stand_anywhere() {
    check_pair("自2020年3月1日起至2020年3月9日止", "1: 2020-03-01 2020-03-09");
    check_pair("津红政复〔2020〕3号\t2020-03-01\t2020-03-09", "1: 2020-03-01 2020-03-09 津红政复〔2020〕3号");
    check_pair("1\t某案\t2020-3-1\t2020-3-9\t已结", "1: 2020-03-01 2020-03-09 1 某案 已结");
    check_pair("3.1\t某案\t2020-3-1\t2020-3-9", "1: 2020-03-01 2020-03-09 3.1 某案");
    check_pair("2020-3-1\t某案\t3月9日", "1: 2020-03-01 2020-03-09 某案");
    check_pair("某案：2020-3-1 至 2020-3-9", "1: 2020-03-01 2020-03-09 某案");
    check_pair("2020-3-1至2020-3-9（某案）", "1: 2020-03-01 2020-03-09 （某案）");
    check_pair("第5-1号 2020-3-1～3-9", "1: 2020-03-01 2020-03-09 第5-1号");
    check_pair("编号20209913 2020-3-1 2020-3-9", "1: 2020-03-01 2020-03-09 编号20209913");
    check_pair("某案 受理2020-3-1，办结2020-3-9", "1: 2020-03-01 2020-03-09 某案 受理 办结");
}

#[test]
fn a_bad_line_says_why_and_where() {
    let text = "文号\t受理\t办结\r\n\r\n　\nA\t2020-3-1\t2020-3-9\r\nB\t2020-3-9\t2020-3-1\nC\t2020-3-1";
    check_pair(
        text,
        "1: NoDate | 4: 2020-03-01 2020-03-09 A | \
         5: EndBeforeStart { start: Date { year: 2020, month: 3, day: 9 }, \
         end: Date { year: 2020, month: 3, day: 1 } } | 6: OneDate",
    );
    check_pair("2020-3-1 2020-3-2 2020-3-3", "1: TooManyDates");
    check_pair("2020-2-30 2020-3-3", "1: Date(NoSuchDay { year: 2020, month: 2, day: 30 })");
    check_pair("20.3.1—20.3.9", "1: Date(TwoDigitYear { year: 20 })");
    let undated = read_pairs("3.1—3.9", None, MAX_PAIR_LINES);
    assert_eq!(show(&undated[0]), "1: Date(YearMissing)");
    assert_eq!(read_pairs("\n \n", None, MAX_PAIR_LINES), []);
}

#[test]
fn pasted_blocks_are_bounded() {
    let many = "3.1—3.9\n".repeat(MAX_PAIR_LINES);
    assert!(read_pairs(&many, Some(2020), usize::MAX).iter().all(Result::is_ok));
    let lines = read_pairs(&format!("{many}3.1—3.9\n3.1—3.9"), Some(2020), usize::MAX);
    assert_eq!(lines.len(), MAX_PAIR_LINES + 1);
    assert_eq!(show(lines.last().unwrap()), "5001: TooManyLines { max: 5000 }");
    assert_eq!(show(&read_pairs("3.1—3.9\n3.1—3.9", Some(2020), 1)[1]), "2: TooManyLines { max: 1 }");
    let dates = "2020-3-1 2020-3-9 ";
    let longest = format!("{dates}{}", "甲".repeat(LINE_CHARS_MAX - dates.len()));
    let label = read_pairs(&longest, None, 1).remove(0).unwrap().label.unwrap();
    assert_eq!(label.chars().count(), LABEL_CHARS_MAX);
    let cause = read_pairs(&format!("{longest}甲"), None, 1).remove(0).unwrap_err().cause;
    assert_eq!(cause, PairCause::LineTooLong);
}
