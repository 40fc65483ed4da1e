//! One sentence for every problem: what is wrong and how to mend it.

use super::demand::{bound, own_label};
use super::figure::{date, day_and_month};
use super::typed::{self, verbatim};
use super::{Lang, facts, sentence_case, shortfall, wide};
use crate::answer::SlotRef;
use crate::catalogue::{Indicator, Requirement};
use crate::date::Date;
use crate::decimal::Decimal;
use crate::finding::{Finding, Problem};
use crate::kind::Kind;

/// What is wrong and how to mend it, in one sentence. The field it belongs to is named by [`place`].
pub fn finding(finding: &Finding, indicator: &Indicator, lang: Lang) -> String {
    sentence_case(&sentence(finding, indicator, lang))
}

fn sentence(finding: &Finding, indicator: &Indicator, lang: Lang) -> String {
    let at = At::of(finding, indicator, lang);
    match &finding.problem {
        Problem::Number { typed, cause } => typed::number(typed, cause, lang),
        Problem::Count { typed, cause } => typed::count(typed, cause, lang),
        Problem::Date { typed, cause } => typed::date(typed, cause, lang),
        Problem::Line { line, typed } => typed::line(*line, typed, lang),
        Problem::TooManyLines { limit } => too_many_lines(*limit, lang),
        Problem::TooLong { limit_chars } => too_long(*limit_chars, lang),
        Problem::NotAnOption { typed, options } => typed::not_an_option(typed, options, lang),
        Problem::PartWithoutNumber { line, typed } => typed::part_without_number(*line, typed, lang),
        Problem::LikelyPercent { typed, percent } => likely_percent(typed, percent, lang),
        Problem::Approximate { typed } => approximate(typed, lang),
        Problem::EndBeforeStart { line, start, end } => typed::end_before_start(*line, *start, *end, lang),
        Problem::CalendarMissing { year } => calendar_missing(*year, lang),
        Problem::PartExceedsWhole { part, whole } => at.part_exceeds_whole(*part, *whole),
        Problem::DivisionByZero => at.division_by_zero(),
        Problem::NegativeSpan => negative_span(lang),
        Problem::Short { actual, limit, missing } => shortfall::short(actual, limit, missing.as_ref(), lang),
        Problem::Over { actual, limit, excess } => shortfall::over(actual, limit, excess.as_ref(), lang),
        Problem::PartsShort { limit, parts, total_bad } => shortfall::parts_short(limit, parts, *total_bad, lang),
        Problem::PersonJudges => at.person_judges(),
        Problem::Late { done, last } => shortfall::late(*done, *last, lang),
        Problem::Early { done, first } => shortfall::early(*done, *first, lang),
        Problem::BeforeReading { strict, lenient, lenient_used } => at.before(*strict, *lenient, *lenient_used),
        Problem::Overdue { last } => shortfall::overdue(*last, lang),
        Problem::NotYetDue { last } => shortfall::not_yet_due(*last, lang),
        Problem::NotYetInForce { first } => shortfall::not_yet_in_force(*first, lang),
        Problem::NoLongerInForce { last } => shortfall::no_longer_in_force(*last, lang),
        Problem::TooFewIn { every, times, short } => shortfall::too_few(*every, *times, short, lang),
        Problem::NeedPerPeriod { every, parts } => shortfall::need_per_period(*every, *parts, lang),
        Problem::OutsidePeriod { date } => shortfall::outside(*date, lang),
        Problem::Unbalanced { left, relation, right, left_text, right_text } => {
            shortfall::unbalanced((*left, left_text), *relation, (*right, right_text), lang)
        }
        Problem::NotDone => shortfall::not_done(lang),
        Problem::PartlyDone => shortfall::partly_done(lang),
        Problem::MissingParts { parts } => shortfall::missing_parts(parts, lang),
        Problem::GateBroken { cases, unit } => shortfall::gate_broken(*cases, unit, lang),
        Problem::LevelTooLow { actual, wanted } => shortfall::level_too_low(actual, wanted, lang),
        Problem::NotBetter { now, before, increase } => at.not_better(*now, *before, *increase),
        Problem::ReasonMissing => at.reason_missing(),
        Problem::NotApplicableReasonMissing => {
            lang.pick("选了“不适用”，请说明理由。", "It is marked not applicable; please give the reason.").to_owned()
        }
        Problem::NotCountedReasonMissing => lang
            .pick(
                "选了“未统计”，请说明理由和何时能统计。",
                "It is marked not counted; please say why, and when it will be.",
            )
            .to_owned(),
        Problem::AwaitsReview => lang
            .pick("已填写，请审核人核对后确认。", "It is filled in; the reviewer should check and confirm it.")
            .to_owned(),
        Problem::MarkContradicts => at.mark_contradicts(),
        Problem::NotYetAnswered => at.not_yet(),
        Problem::NeedsOther { label } => shortfall::needs_other(label, lang),
        Problem::NoneButExpected => at.none_but_expected(),
        Problem::FactContradicts { facts } => facts::contradicts(facts, lang),
    }
}

/// The field a finding points at: `“其中已公开的”`; without one the requirement's title, without that
/// the indicator's number.
pub fn place(finding: &Finding, indicator: &Indicator, lang: Lang) -> String {
    let at = At::of(finding, indicator, lang);
    match (at.label, at.requirement) {
        (Some(label), _) => label,
        (None, Some(requirement)) => lang.quote(&requirement.title),
        (None, None) => {
            let number = wide(indicator.number.trim_end_matches('.'));
            say!(lang, "第{number}项", "row {number}")
        }
    }
}

/// A finding's surroundings.
struct At<'a> {
    indicator: &'a Indicator,
    requirement: Option<&'a Requirement>,
    /// Label of the field, quoted.
    label: Option<String>,
    lang: Lang,
}

impl<'a> At<'a> {
    fn of(finding: &Finding, indicator: &'a Indicator, lang: Lang) -> At<'a> {
        let requirement = finding.requirement.and_then(|at| indicator.requirements.get(at));
        let label = finding.slot.and_then(|at| indicator.slots.get(at)).map(|slot| lang.quote(&slot.label));
        At { indicator, requirement, label, lang }
    }

    /// The labels of the two figures a rate or trend compares, quoted, where both are on this row.
    fn two_labels(&self) -> Option<(String, String)> {
        let (first, second) = match &self.requirement?.kind {
            Kind::Rate(rate) | Kind::Ratio(rate) => (rate.numerator, rate.denominator),
            Kind::Trend(trend) => (trend.now, trend.before),
            Kind::Count(_)
            | Kind::Span(_)
            | Kind::Deadline(_)
            | Kind::Frequency(_)
            | Kind::Sum(_)
            | Kind::Choice(_)
            | Kind::Gate(_)
            | Kind::Level(_)
            | Kind::Narrative(_) => return None,
        };
        let label = |at| own_label(at, self.indicator).map(|label| self.lang.quote(&label));
        Some((label(first)?, label(second)?))
    }

    /// Whether what a trend compares is typed in per cent.
    fn is_percentage(&self) -> bool {
        let Some(Kind::Trend(trend)) = self.requirement.map(|it| &it.kind) else { return false };
        let SlotRef::Own(slot) = trend.now else { return false };
        self.indicator.slots.get(slot).is_some_and(|slot| slot.unit == "%")
    }

    /// What to look at again.
    fn check(&self) -> String {
        match (&self.label, self.lang) {
            (Some(label), Lang::Zh) => format!("请核对{label}"),
            (None, Lang::Zh) => "请核对所填的数".to_owned(),
            (Some(label), Lang::En) => format!("check {label}"),
            (None, Lang::En) => "check the figures".to_owned(),
        }
    }

    fn part_exceeds_whole(&self, part: i64, whole: i64) -> String {
        let check = self.check();
        say!(
            self.lang,
            "分子（{part}）不能大于分母（{whole}），{check}。",
            "The numerator ({part}) cannot exceed the denominator ({whole}); {check}."
        )
    }

    fn division_by_zero(&self) -> String {
        let check = self.check();
        say!(
            self.lang,
            "分母为0而分子不为0，无法计算，{check}。",
            "The denominator is 0 and the numerator is not, so nothing can be worked out; {check}."
        )
    }

    fn person_judges(&self) -> String {
        let asked = self.requirement.and_then(|requirement| {
            let asked = match &requirement.kind {
                Kind::Rate(rate) | Kind::Ratio(rate) => rate.bound,
                Kind::Count(count) => count.bound,
                Kind::Span(span) => span.bound,
                Kind::Deadline(_)
                | Kind::Frequency(_)
                | Kind::Sum(_)
                | Kind::Choice(_)
                | Kind::Gate(_)
                | Kind::Level(_)
                | Kind::Trend(_)
                | Kind::Narrative(_) => return None,
            };
            Some(bound(&asked, requirement, self.indicator, self.lang))
        });
        match asked {
            Some(asked) => say!(
                self.lang,
                "要求的是约数（{asked}），请审核人判断是否达标。",
                "What is asked is approximate ({asked}); the reviewer should judge whether it is met."
            ),
            None => self
                .lang
                .pick(
                    "要求的是约数，请审核人判断是否达标。",
                    "What is asked is approximate; the reviewer should judge whether it is met.",
                )
                .to_owned(),
        }
    }

    fn before(&self, strict: Date, lenient: Date, lenient_used: bool) -> String {
        let (used, other) = if lenient_used { (lenient, strict) } else { (strict, lenient) };
        let words = self.requirement.and_then(|requirement| {
            if let Kind::Deadline(deadline) = &requirement.kind { deadline.words.as_deref() } else { None }
        });
        let subject =
            words.map_or_else(|| self.lang.pick("“……前”", "The deadline").to_owned(), |it| self.lang.quote(it));
        let reading =
            if lenient_used { self.lang.pick("含", "included") } else { self.lang.pick("不含", "not included") };
        let day = date(used, self.lang);
        let other = if used.year() == other.year() { day_and_month(other, self.lang) } else { date(other, self.lang) };
        say!(
            self.lang,
            "{subject}按{reading}当日计算，最后一天是{day}，另一种读法是{other}，请留意。",
            "{subject} is read with that day {reading}, so the last day is {day}; please note that it could also be read as {other}."
        )
    }

    fn not_better(&self, now: Decimal, before: Decimal, increase: bool) -> String {
        let word = match (increase, self.lang) {
            (true, Lang::Zh) => "大于",
            (false, Lang::Zh) => "小于",
            (true, Lang::En) => "above",
            (false, Lang::En) => "below",
        };
        let names = self.two_labels();
        let (first, second) = names.unwrap_or_else(|| {
            (
                self.lang.pick("本期", "this time’s figure").to_owned(),
                self.lang.pick("上期", "the earlier figure").to_owned(),
            )
        });
        let written = |value: Decimal| if self.is_percentage() { value.percent_text() } else { value.to_string() };
        let (now, before) = (written(now), written(before));
        say!(
            self.lang,
            "{first}（{now}）应{word}{second}（{before}），请核对，确实如此的请说明原因和整改措施。",
            "{first} ({now}) should be {word} {second} ({before}); check both, and if they are right say why and what will be done."
        )
    }

    fn reason_missing(&self) -> String {
        match self.requirement.and_then(|it| it.soft_word.as_deref()) {
            Some(word) => {
                let word = self.lang.quote(word);
                say!(
                    self.lang,
                    "未达到{word}的要求，请说明理由。",
                    "What is asked as a rule ({word}) is not met; please give the reason."
                )
            }
            None => self
                .lang
                .pick("未达到原则性要求，请说明理由。", "What is asked as a rule is not met; please give the reason.")
                .to_owned(),
        }
    }

    fn mark_contradicts(&self) -> String {
        match &self.label {
            Some(label) => say!(
                self.lang,
                "选了“本年度无此类事项”，但{label}填有内容，请清空该栏或者取消所选。",
                "It is marked as none occurred, yet {label} is filled in; clear that field or take back the mark."
            ),
            None => self
                .lang
                .pick(
                    "选了“本年度无此类事项”，但又填有内容，请清空所填或者取消所选。",
                    "It is marked as none occurred, yet something is filled in; clear it or take back the mark.",
                )
                .to_owned(),
        }
    }

    fn not_yet(&self) -> String {
        match &self.label {
            Some(label) => {
                say!(self.lang, "尚未填写，请填写{label}。", "Nothing is filled in yet; please fill in {label}.")
            }
            None => self.lang.pick("尚未填写，请填写。", "Nothing is filled in yet; please fill it in.").to_owned(),
        }
    }

    fn none_but_expected(&self) -> String {
        let check = self.check();
        say!(
            self.lang,
            "分母为0，而此项不应没有，{check}。",
            "The denominator is 0, but there should have been some; {check}."
        )
    }
}

fn too_many_lines(limit: usize, lang: Lang) -> String {
    say!(
        lang,
        "最多填写{limit}行，请减少行数，或者只填汇总的数。",
        "At most {limit} lines can be taken; use fewer lines, or enter only the totals."
    )
}

fn too_long(limit: usize, lang: Lang) -> String {
    say!(
        lang,
        "最多填写{limit}个字，请精简，详细内容可列为佐证材料。",
        "At most {limit} characters can be taken; shorten it and list the details as evidence."
    )
}

fn likely_percent(typed: &str, percent: &str, lang: Lang) -> String {
    let typed = verbatim(typed);
    say!(
        lang,
        "是否为{percent}？此栏按百分数计，现填{typed}，如是请改填{percent}。",
        "Did you mean {percent}? This field takes a percentage and holds {typed}; if so, enter {percent}."
    )
}

fn approximate(typed: &str, lang: Lang) -> String {
    let typed = verbatim(typed);
    say!(lang, "{typed}是约数，请去掉“约”“余”等字，填写准确的数。", "{typed} is approximate; enter the exact figure.")
}

fn calendar_missing(year: i32, lang: Lang) -> String {
    say!(
        lang,
        "{year}年的工作日历尚未公布或者没有装入，无法推算，请直接填写工作日天数，如8。",
        "The working-day calendar of {year} is not published or not at hand, so nothing can be counted; enter the number of working days itself, such as 8."
    )
}

fn negative_span(lang: Lang) -> String {
    lang.pick(
        "天数不能小于0，最短的也不能大于最长的，请填写如8或者5-12。",
        "A length cannot be below 0, nor the shortest above the longest; enter it as in 8 or 5-12.",
    )
    .to_owned()
}
