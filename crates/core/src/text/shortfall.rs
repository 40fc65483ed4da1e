//! Sentences about answers that can be read and are not enough, or do not agree.

use super::demand::at_least_each;
use super::figure::{date, days, limit, number, number_of_times, quantity};
use super::typed::verbatim;
use super::{Lang, wide};
use crate::catalogue::wire::{Every, Relation};
use crate::date::Date;
use crate::decimal::Decimal;
use crate::finding::{Limit, Quantity, Sign};

/// Most missing parts and sub-periods a sentence names.
const NAMED_MAX: usize = 12;

pub(super) fn short(actual: &Quantity, bound: &Limit, missing: Option<&Quantity>, lang: Lang) -> String {
    let (actual, bound) = (quantity(actual, lang), limit(bound, lang));
    match missing {
        Some(missing) => {
            let missing = quantity(missing, lang);
            say!(
                lang,
                "还差{missing}：应{bound}，实为{actual}，请核对或者填写整改措施。",
                "{missing} more needed: {bound} is asked, it is {actual}; check it or say what will be done."
            )
        }
        None => say!(
            lang,
            "未达到：应{bound}，实为{actual}，请核对或者填写整改措施。",
            "Too low: {bound} is asked, it is {actual}; check it or say what will be done."
        ),
    }
}

pub(super) fn over(actual: &Quantity, bound: &Limit, excess: Option<&Quantity>, lang: Lang) -> String {
    let (actual, bound) = (quantity(actual, lang), limit(bound, lang));
    match excess {
        Some(excess) => {
            let excess = quantity(excess, lang);
            say!(
                lang,
                "超出{excess}：应{bound}，实为{actual}，请核对或者填写整改措施。",
                "{excess} too many: {bound} is asked, it is {actual}; check it or say what will be done."
            )
        }
        None => say!(
            lang,
            "超出要求：应{bound}，实为{actual}，请核对或者填写整改措施。",
            "Too high: {bound} is asked, it is {actual}; check it or say what will be done."
        ),
    }
}

pub(super) fn parts_short(bound: &Limit, parts: &[(String, Quantity)], total_bad: usize, lang: Lang) -> String {
    let named = parts
        .iter()
        .map(|(name, value)| {
            let (name, value) = (part_name(name, lang), quantity(value, lang));
            say!(lang, "{name}为{value}", "{name} is {value}")
        })
        .collect::<Vec<_>>();
    let rest = if total_bad > parts.len() { lang.pick("等", " and others") } else { "" };
    let (named, sign) = (lang.list(&named), bound.sign);
    let bound = limit(bound, lang);
    let zh = match sign {
        Sign::AtLeast | Sign::MoreThan => "请逐项补足",
        Sign::AtMost | Sign::LessThan | Sign::Exactly | Sign::About => "请逐项核对整改",
    };
    match lang {
        Lang::Zh => format!("{total_bad}项不符合要求（应{bound}）：{named}{rest}，{zh}。"),
        Lang::En => format!("{total_bad} do not comply ({bound} is asked): {named}{rest}; mend each of them."),
    }
}

/// `#3` is what a pasted line without a name of its own is called.
fn part_name(name: &str, lang: Lang) -> String {
    let line = name.strip_prefix('#').filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    match line {
        Some(line) => say!(lang, "第{line}行", "line {line}"),
        None => verbatim(name),
    }
}

pub(super) fn late(done: Date, last: Date, lang: Lang) -> String {
    let (by, done, last) = (days(last.days_until(done), lang), date(done, lang), date(last, lang));
    say!(
        lang,
        "迟了{by}：最迟应为{last}，实为{done}，请核对日期或者填写整改措施。",
        "{by} late: the last day was {last}, it was {done}; check the date or say what will be done."
    )
}

pub(super) fn early(done: Date, first: Date, lang: Lang) -> String {
    let (by, done, first) = (days(done.days_until(first), lang), date(done, lang), date(first, lang));
    say!(
        lang,
        "早了{by}：最早应为{first}，实为{done}，请核对日期。",
        "{by} early: the first day was {first}, it was {done}; check the date."
    )
}

pub(super) fn overdue(last: Date, lang: Lang) -> String {
    let last = date(last, lang);
    say!(
        lang,
        "已过最后一天（{last}），已完成的请填写完成日期，未完成的请尽快完成。",
        "The last day ({last}) has passed; enter the day it was done, or do it as soon as possible."
    )
}

pub(super) fn not_yet_due(last: Date, lang: Lang) -> String {
    let last = date(last, lang);
    say!(
        lang,
        "本期尚未到期（最迟{last}），可以暂不填写；已完成的请填写完成日期。",
        "It is not due in this period (by {last}) and may stay blank; if it is done already, enter the day."
    )
}

pub(super) fn not_yet_in_force(first: Date, lang: Lang) -> String {
    let first = date(first, lang);
    say!(
        lang,
        "这一要求自{first}起适用，本期不必填写。",
        "This is asked from {first}; nothing to fill in for this period."
    )
}

pub(super) fn no_longer_in_force(last: Date, lang: Lang) -> String {
    let last = date(last, lang);
    say!(
        lang,
        "这一要求适用至{last}，本期不必填写。",
        "This was asked until {last}; nothing to fill in for this period."
    )
}

pub(super) fn too_few(every: Every, times: u32, short: &[(u32, u32)], lang: Lang) -> String {
    let asked = at_least_each(every, times, lang);
    if let ([(_, count)], Every::Year) = (short, every) {
        let (count, missing) = (number_of_times(*count, lang), times.saturating_sub(*count));
        return say!(
            lang,
            "还差{missing}次：应{asked}，实为{count}，请核对有无漏填。",
            "{missing} more needed: {asked} is asked, it was {count}; check that nothing was left out."
        );
    }
    let named = short
        .iter()
        .take(NAMED_MAX)
        .map(|(part, count)| {
            let (part, count) = (sub_period(every, *part, lang), number_of_times(*count, lang));
            say!(lang, "{part}{count}", "{part} ({count})")
        })
        .collect::<Vec<_>>();
    let rest = if short.len() > named.len() { lang.pick("等", " and others") } else { "" };
    let named = lang.list(&named);
    say!(
        lang,
        "应{asked}，{named}{rest}不够，请核对有无漏填。",
        "Too few in {named}{rest}: {asked} is asked, so check that nothing was left out."
    )
}

/// `第2季度`, `第3个月`.
fn sub_period(every: Every, part: u32, lang: Lang) -> String {
    match every {
        Every::Month => say!(lang, "第{part}个月", "month {part}"),
        Every::Quarter => say!(lang, "第{part}季度", "quarter {part}"),
        Every::HalfYear => say!(lang, "第{part}个半年", "half-year {part}"),
        Every::Year => say!(lang, "第{part}年", "year {part}"),
    }
}

pub(super) fn need_per_period(every: Every, parts: u32, lang: Lang) -> String {
    let zh = match every {
        Every::Month => "月",
        Every::Quarter => "季度",
        Every::HalfYear => "半年",
        Every::Year => "年",
    };
    let en = match every {
        Every::Month => "month",
        Every::Quarter => "quarter",
        Every::HalfYear => "half-year",
        Every::Year => "year",
    };
    match lang {
        Lang::Zh => format!("只填总数不能判定，请按{zh}依次填写{parts}个次数（用空格隔开），或者逐次填写日期。"),
        Lang::En => format!(
            "A total alone does not tell; enter {parts} numbers, one for each {en} (with spaces between), or the date of each time."
        ),
    }
}

pub(super) fn outside(day: Date, lang: Lang) -> String {
    let day = date(day, lang);
    say!(
        lang,
        "{day}不在考核期内，没有计入，请核对日期。",
        "{day} is outside the assessed period and was not counted; check the date."
    )
}

pub(super) fn unbalanced(left: (Decimal, &str), relation: Relation, right: (Decimal, &str), lang: Lang) -> String {
    let zh = match relation {
        Relation::Equal => "应等于",
        Relation::AtMost => "应不大于",
        Relation::AtLeast => "应不小于",
    };
    let en = match relation {
        Relation::Equal => "should equal",
        Relation::AtMost => "should be at most",
        Relation::AtLeast => "should be at least",
    };
    let difference =
        left.0.checked_sub(right.0).map(|it| if it.is_negative() { it.checked_neg().unwrap_or(it) } else { it });
    let gap = difference.map_or_else(String::new, |it| say!(lang, "，相差{it}", ", {it} apart"));
    let (left_text, right_text) = (lang.quote(left.1), lang.quote(right.1));
    let (left, right) = (left.0, right.0);
    match lang {
        Lang::Zh => format!("{left_text}{zh}{right_text}：左边{left}，右边{right}{gap}，请核对。"),
        Lang::En => {
            format!("{left_text} {en} {right_text}: {left} on the left, {right} on the right{gap}; check them.")
        }
    }
}

pub(super) fn not_done(lang: Lang) -> String {
    lang.pick(
        "尚未做到，应为“是”，请尽快完成或者填写整改措施。",
        "It is not done; please complete it, or say what will be done.",
    )
    .to_owned()
}

pub(super) fn partly_done(lang: Lang) -> String {
    lang.pick(
        "只做到一部分，应全部做到，请说明差在哪里并填写整改措施。",
        "It is done only in part; say what is missing and what will be done.",
    )
    .to_owned()
}

pub(super) fn missing_parts(parts: &[String], lang: Lang) -> String {
    let named = parts.iter().take(NAMED_MAX).map(|part| wide(part)).collect::<Vec<_>>();
    let rest = if parts.len() > named.len() { lang.pick("等", " and others") } else { "" };
    let (count, named) = (parts.len(), lang.list(&named));
    say!(lang, "还缺{count}项：{named}{rest}，请补齐。", "{count} missing: {named}{rest}; please complete them.")
}

pub(super) fn gate_broken(cases: i64, unit: &str, lang: Lang) -> String {
    let amount = |cases: i64| number(Decimal::from_int(cases).unwrap_or_default(), unit, lang);
    let (cases, none) = (amount(cases), amount(0));
    say!(
        lang,
        "应为{none}，实为{cases}，请核对，确实如此的请说明情况和整改措施。",
        "There should be {none}, there are {cases}; check it, and if it is right say what happened and what will be done."
    )
}

pub(super) fn level_too_low(actual: &str, wanted: &str, lang: Lang) -> String {
    let (actual, wanted) = (lang.quote(actual), lang.quote(wanted));
    say!(
        lang,
        "现为{actual}，应为{wanted}或更好，请核对或者填写整改措施。",
        "It is {actual}; {wanted} or better is asked, so check it or say what will be done."
    )
}

pub(super) fn needs_other(label: &str, lang: Lang) -> String {
    let label = lang.quote(label);
    say!(lang, "请先填写{label}，填写后才能核对。", "Please fill in {label} first; this is checked against it.")
}
