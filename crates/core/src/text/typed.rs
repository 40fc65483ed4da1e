//! Sentences about text that cannot be read as what its field asks for.

use super::Lang;
use crate::date::{Date, DateError};
use crate::decimal::{CountError, ReadError};

/// Most options a sentence names.
const OPTIONS_NAMED_MAX: usize = 10;

pub(super) fn number(typed: &str, cause: &ReadError, lang: Lang) -> String {
    let typed = verbatim(typed);
    match cause {
        ReadError::Empty => lang.pick("请填写数字，如12.5。", "Enter a number, such as 12.5.").to_owned(),
        ReadError::NotANumber { .. } => {
            say!(
                lang,
                "{typed}不是数字，请填写数字，如12.5。",
                "{typed} is not a number; enter a number, such as 12.5."
            )
        }
        ReadError::BadGrouping { .. } => grouping(&typed, lang),
        ReadError::TooPrecise => say!(
            lang,
            "{typed}的小数位过多，请至多保留四位小数（百分数两位）。",
            "{typed} has too many decimals; keep at most four (two for a percentage)."
        ),
        ReadError::OutOfRange => too_large(&typed, lang),
    }
}

pub(super) fn count(typed: &str, cause: &CountError, lang: Lang) -> String {
    let typed = verbatim(typed);
    match cause {
        CountError::Number(ReadError::BadGrouping { .. }) => grouping(&typed, lang),
        CountError::Number(ReadError::Empty) => {
            lang.pick("请填写0或正整数，如12。", "Enter 0 or a whole number, such as 12.").to_owned()
        }
        CountError::Number(ReadError::NotANumber { .. } | ReadError::TooPrecise | ReadError::OutOfRange) => say!(
            lang,
            "{typed}不是数量，请填写0或正整数，如12。",
            "{typed} is not a number of things; enter 0 or a whole number, such as 12."
        ),
        CountError::Proportion => say!(
            lang,
            "此处填数量，不填百分数（{typed}），请填写0或正整数，如12。",
            "A number is asked for here, not a percentage ({typed}); enter 0 or a whole number, such as 12."
        ),
        CountError::Approximate => say!(
            lang,
            "{typed}是约数，请填写准确的数，如12。",
            "{typed} is approximate; enter the exact number, such as 12."
        ),
        CountError::Negative => say!(
            lang,
            "数量不能小于0（{typed}），请填写0或正整数，如12。",
            "A number cannot be below 0 ({typed}); enter 0 or a whole number, such as 12."
        ),
        CountError::NotWhole => say!(
            lang,
            "数量应为整数（{typed}），请填写0或正整数，如12。",
            "A whole number is asked for ({typed}); enter 0 or a whole number, such as 12."
        ),
        CountError::OutOfRange => too_large(&typed, lang),
    }
}

fn grouping(typed: &str, lang: Lang) -> String {
    say!(
        lang,
        "{typed}中逗号的位置不对，请去掉逗号，或者写成1,234的样式。",
        "The comma in {typed} does not part thousands; leave it out or write it as in 1,234."
    )
}

fn too_large(typed: &str, lang: Lang) -> String {
    say!(lang, "{typed}过大，请核对是否多输了位数。", "{typed} is too large; check for a digit too many.")
}

/// The day that a spreadsheet holds as this number: days since 30 December 1899, for the years 2000 to 2099.
fn serial(typed: &str) -> Option<Date> {
    const EPOCH: i64 = 25_569;
    let digits = typed.trim();
    let number: i64 = digits.parse().ok().filter(|_| digits.len() == 5)?;
    Date::EPOCH.add_days(number - EPOCH).filter(|day| (2000..2100).contains(&day.year()))
}

pub(super) fn date(typed: &str, cause: &DateError, lang: Lang) -> String {
    let day = serial(typed).filter(|_| *cause == DateError::NotADate);
    let typed = verbatim(typed);
    if let Some(day) = day {
        let day = super::date(day, lang);
        return say!(
            lang,
            "{typed}是Excel、WPS里的日期序号，即{day}，请写成日期。",
            "{typed} is how a spreadsheet counts {day}; write the date."
        );
    }
    match cause {
        DateError::Empty => {
            lang.pick("请填写日期，如2021年1月29日或者2021-1-29。", "Enter a date, such as 2021-01-29.").to_owned()
        }
        DateError::NotADate => say!(
            lang,
            "{typed}不是日期，请写成2021年1月29日或者2021-1-29的样式。",
            "{typed} is not a date; write it as in 2021-01-29."
        ),
        DateError::NoSuchDay { year, month, day } => say!(
            lang,
            "没有{year}年{month}月{day}日这一天，请核对月和日。",
            "There is no such day as {year}-{month:02}-{day:02}; check month and day."
        ),
        DateError::YearMissing => say!(
            lang,
            "{typed}没有年份，请写明年份，如2021年3月1日。",
            "{typed} has no year; write it in full, such as 2021-03-01."
        ),
        DateError::TwoDigitYear { year } => say!(
            lang,
            "年份“{year:02}”应写四位数，请改写，如20{year:02}年。",
            "The year “{year:02}” needs four digits; write it in full, such as 20{year:02}."
        ),
        DateError::YearOutOfRange { year } => {
            let (first, last) = (crate::date::FIRST_YEAR, crate::date::LAST_YEAR);
            say!(
                lang,
                "{year}年不在{first}年至{last}年之间，请核对年份。",
                "The year {year} is not within {first} to {last}; check the year."
            )
        }
    }
}

pub(super) fn line(line: usize, typed: &str, lang: Lang) -> String {
    let typed = verbatim(typed);
    say!(
        lang,
        "第{line}行{typed}读不出起止日期，请每行写一个起始日期和一个截止日期，如2020-3-2 2020-3-9。",
        "Line {line}, {typed}, does not give two dates; write one first day and one last day on each line, such as 2020-03-02 2020-03-09."
    )
}

pub(super) fn part_without_number(line: usize, typed: &str, lang: Lang) -> String {
    let typed = verbatim(typed);
    say!(
        lang,
        "第{line}行{typed}读不出数字，请写成“名称 数字”，如某某委员会 3。",
        "Line {line}, {typed}, does not end in a number; write a name and a number, such as Committee A 3."
    )
}

pub(super) fn end_before_start(line: usize, start: Date, end: Date, lang: Lang) -> String {
    let (start, end) = (super::date(start, lang), super::date(end, lang));
    say!(
        lang,
        "第{line}行的截止日期（{end}）早于起始日期（{start}），请核对这两个日期。",
        "On line {line} the last day ({end}) is before the first ({start}); check both dates."
    )
}

pub(super) fn not_an_option(typed: &str, options: &[String], lang: Lang) -> String {
    let typed = verbatim(typed);
    let named = options.iter().take(OPTIONS_NAMED_MAX).map(|option| lang.quote(option)).collect::<Vec<_>>();
    let more = options.len() > named.len();
    let (named, zh_more, en_more) =
        (named.join(lang.pick("", ", ")), if more { "等" } else { "" }, if more { " and others" } else { "" });
    match lang {
        Lang::Zh => format!("没有{typed}这一选项，请从{named}{zh_more}中选择。"),
        Lang::En => format!("{typed} is not one of the options; choose from {named}{en_more}."),
    }
}

/// What was typed, as it was typed.
pub(super) fn verbatim(typed: &str) -> String {
    format!("“{typed}”")
}
