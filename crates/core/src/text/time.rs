//! Sentences about counted days: what is left until a deadline, and how a period was counted.

use super::Lang;
use super::figure::{date, day_and_month, days, number, stretch};
use crate::calendar::{Counting, RestRun, WorkCalendar};
use crate::date::Date;
use crate::decimal::Decimal;
use crate::kind::deadline::Deadline;

/// Most runs of rest days a sentence names.
const RUNS_NAMED_MAX: usize = 6;

/// Longest delay counted in days; past that the day itself says more.
const OVERDUE_COUNTED_MAX: i32 = 366;

/// `截止2021年1月31日，还有12个工作日`; `已过期3天`; calendar days where no calendar is published.
/// `period_end_year` is the `Y` of the rule; empty where the day leaves the range of `Date`.
pub fn deadline_countdown(
    deadline: &Deadline,
    period_end_year: i32,
    today: Date,
    calendar: &WorkCalendar,
    lang: Lang,
) -> String {
    let Some(allowed) = deadline.rule.allowed(period_end_year) else { return String::new() };
    let last = allowed.last;
    let left = today.days_until(last);
    let state = if left < -OVERDUE_COUNTED_MAX {
        lang.pick("已过", "past").to_owned()
    } else if left < 0 {
        let over = days(-left, lang);
        say!(lang, "已过期{over}", "{over} overdue")
    } else if left == 0 {
        lang.pick("今天截止", "today is the last day").to_owned()
    } else {
        remaining(today, last, left, calendar, lang)
    };
    let last = date(last, lang);
    say!(lang, "截止{last}，{state}", "due {last}, {state}")
}

fn remaining(today: Date, last: Date, left: i32, calendar: &WorkCalendar, lang: Lang) -> String {
    let natural = days(left, lang);
    match calendar.working_days_between(today, last) {
        Ok(0) => say!(lang, "还有{natural}，都是休息日", "{natural} left, all of them days off"),
        Ok(working) => {
            let working = number(Decimal::from_int(i64::from(working)).unwrap_or_default(), "工作日", lang);
            say!(lang, "还有{working}", "{working} left")
        }
        Err(_) => say!(lang, "还有{natural}", "{natural} left"),
    }
}

/// How a period was counted: `自2020年9月30日起（起始日不计入）第5个工作日为2020年10月13日：扣除休息日8天（10月1日至8日）…`.
pub fn counting(counting: &Counting, lang: Lang) -> String {
    let (start, end) = (date(counting.start, lang), date(counting.end, lang));
    let working = counting.working_days;
    let ends_at_work =
        working > 0 && counting.listed_all && counting.rest_runs.last().is_none_or(|run| run.last < counting.end);
    let head = if ends_at_work {
        say!(
            lang,
            "自{start}起（起始日不计入）第{working}个工作日为{end}",
            "Counted from {start} (that day not counted), working day {working} is {end}"
        )
    } else {
        let working = number(Decimal::from_int(i64::from(working)).unwrap_or_default(), "工作日", lang);
        say!(
            lang,
            "自{start}起（起始日不计入）至{end}共{working}",
            "From {start} (that day not counted) to {end} there are {working}"
        )
    };
    let mut details = Vec::new();
    if counting.rest_days > 0 {
        let (rest, runs) = (days(i32::try_from(counting.rest_days).unwrap_or(i32::MAX), lang), runs(counting, lang));
        details.push(say!(lang, "扣除休息日{rest}（{runs}）", "{rest} off left out ({runs})"));
    }
    if !counting.make_up_days.is_empty() {
        let named =
            counting.make_up_days.iter().take(RUNS_NAMED_MAX).map(|day| day_and_month(*day, lang)).collect::<Vec<_>>();
        let more = if counting.make_up_days.len() > named.len() { lang.pick("等", " and others") } else { "" };
        let named = lang.list(&named);
        details.push(say!(lang, "计入调休上班的{named}{more}", "{named}{more} counted as worked weekend days"));
    }
    if details.is_empty() {
        return say!(lang, "{head}，中间没有休息日。", "{head}, with no days off between.");
    }
    let details = details.join(lang.pick("，", "; "));
    say!(lang, "{head}：{details}。", "{head}: {details}.")
}

fn runs(counting: &Counting, lang: Lang) -> String {
    let run = |run: &RestRun| {
        if run.first == run.last {
            day_and_month(run.first, lang)
        } else if run.first.year() != run.last.year() {
            stretch(run.first, run.last, lang)
        } else {
            let last = match lang {
                Lang::Zh if run.first.month() == run.last.month() => format!("{}日", run.last.day()),
                Lang::Zh | Lang::En => day_and_month(run.last, lang),
            };
            let first = day_and_month(run.first, lang);
            say!(lang, "{first}至{last}", "{first} to {last}")
        }
    };
    let named = counting.rest_runs.iter().take(RUNS_NAMED_MAX).map(run).collect::<Vec<_>>();
    let more = if counting.rest_runs.len() > named.len() || !counting.listed_all {
        lang.pick("等", " and others")
    } else {
        ""
    };
    format!("{}{more}", lang.list(&named))
}
