//! Figures, live lines, demands, bounds, and counted days.

use zicha_core::catalogue::Requirement;
use zicha_core::catalogue::wire::{Relation, SpanUnit};
use zicha_core::finding::{Finding, Problem, Quantity, Sign, Verdict};
use zicha_core::judge::Judgement;
use zicha_core::kind::bound::Bound;
use zicha_core::kind::{Figure, Kind};
use zicha_core::text::{self, Lang};

use crate::maker::{
    calendar, cases, catalogue, check_sentence, day, is_chinese, limit, number, percent, row, working_days,
};

#[test]
fn figures_stand_with_their_units() {
    let check = |figure: Figure, zh: &str, en: &str| {
        assert_eq!(text::figure(&figure, Lang::Zh), zh);
        assert_eq!(text::figure(&figure, Lang::En), en);
    };
    check(Figure::Quantity(percent("99.97%")), "99.97%", "99.97%");
    check(Figure::Quantity(working_days("12")), "12个工作日", "12 working days");
    check(Figure::Quantity(working_days("1")), "1个工作日", "1 working day");
    check(Figure::Quantity(Quantity::Span(number("30"), SpanUnit::CalendarDays)), "30日", "30 days");
    check(Figure::Quantity(Quantity::Span(number("6"), SpanUnit::Months)), "6个月", "6 months");
    check(Figure::Quantity(Quantity::Span(number("5"), SpanUnit::Years)), "5年", "5 years");
    check(Figure::Quantity(cases("3")), "3件", "3");
    check(Figure::Quantity(Quantity::Number(number("40.5"), "学时".into())), "40.5学时", "40.5 hours");
    check(Figure::Quantity(Quantity::Number(number("7"), "工作日".into())), "7个工作日", "7 working days");
    check(Figure::Quantity(Quantity::Number(number("7"), String::new())), "7", "7");
    let spread = |cases| Figure::Spread { shortest: working_days("5"), longest: working_days("16"), cases };
    check(
        spread(12),
        "最短5个工作日，最长16个工作日（共12件）",
        "shortest 5 working days, longest 16 working days (12 cases)",
    );
    check(spread(0), "最短5个工作日，最长16个工作日", "shortest 5 working days, longest 16 working days");
    check(Figure::Date(day("2021-01-29")), "2021年1月29日", "29 January 2021");
    check(
        Figure::Occurrences { each: vec![4, 0, 0, 0], total: 4 },
        "共4次（各期依次4、0、0、0）",
        "4 times in all (4, 0, 0, 0 in turn)",
    );
    check(Figure::Occurrences { each: vec![1], total: 1 }, "1次", "once");
    let balance =
        |left: &str, relation, right: &str| Figure::Balance { left: number(left), relation, right: number(right) };
    check(balance("31", Relation::Equal, "31"), "31 = 31", "31 = 31");
    check(balance("31", Relation::Equal, "30"), "31 ≠ 30", "31 ≠ 30");
    check(balance("31", Relation::AtMost, "30"), "31 > 30", "31 > 30");
    check(Figure::Parts { present: 3, of: 5 }, "5项中有3项", "3 of 5");
    check(Figure::Words("良(较好)".into()), "良（较好）", "良（较好）");
}

#[test]
fn the_live_line_is_figure_verdict_and_gap() {
    let check = |verdict, figure: Option<Figure>, problem: Option<Problem>, zh: &str, en: &str| {
        let judgement = Judgement { verdict, figure, excluded: false };
        let found = problem.map(|problem| Finding { requirement: Some(0), slot: None, problem });
        let findings: Vec<&Finding> = found.iter().collect();
        assert_eq!(text::judgement(&judgement, &findings, Lang::Zh), zh);
        assert_eq!(text::judgement(&judgement, &findings, Lang::En), en);
    };
    let short = Problem::Short {
        actual: percent("99.97%"),
        limit: limit(Sign::AtLeast, percent("100%")),
        missing: Some(cases("1")),
    };
    let rate = || Some(Figure::Quantity(percent("99.97%")));
    check(Verdict::Unmet, rate(), Some(short), "99.97%，未达标，还差1件", "99.97%, not met, 1 more needed");
    let over = Problem::Over {
        actual: working_days("18"),
        limit: limit(Sign::AtMost, working_days("15")),
        excess: Some(working_days("3")),
    };
    let days = |count| Some(Figure::Quantity(working_days(count)));
    check(
        Verdict::Unmet,
        days("18"),
        Some(over),
        "18个工作日，未达标，超出3个工作日",
        "18 working days, not met, 3 working days too many",
    );
    check(Verdict::Met, days("12"), None, "12个工作日，达标", "12 working days, met");
    check(Verdict::NoneOccurred, None, None, "本年度无此类事项", "none occurred this year");
    check(Verdict::Blank, None, Some(Problem::NotYetAnswered), "未填", "blank");
    check(Verdict::Blank, None, Some(Problem::Overdue { last: day("2021-01-31") }), "未填，已过期", "blank, overdue");
    let late = Problem::Late { done: day("2021-02-03"), last: day("2021-01-31") };
    check(
        Verdict::Unmet,
        Some(Figure::Date(day("2021-02-03"))),
        Some(late),
        "2021年2月3日，未达标，迟3天",
        "3 February 2021, not met, 3 days late",
    );
    let excluded = Judgement { verdict: Verdict::NotApplicable, figure: None, excluded: true };
    assert_eq!(text::judgement(&excluded, &[], Lang::Zh), "不适用（由单位情况决定）");
}

#[test]
fn demands_are_said_in_words_and_symbol() {
    let catalogue = catalogue();
    let check = |id: &str, zh: &str, en: &str| {
        let (indicator, at) = row(&catalogue, id);
        let demand = |lang| text::demand(&indicator.requirements[at], indicator, 2020, lang);
        assert_eq!(demand(Lang::Zh), zh);
        assert_eq!(demand(Lang::En), en);
    };
    check("7-r1", "不低于80%（≥80%）", "at least 80% (≥80%)");
    check("26-r1", "达到100%（≥100%）", "all of them, 100% (≥100%)");
    check("74-r1", "不超过5%（≤5%）", "at most 5% (≤5%)");
    check("26-r2", "一般不少于5个工作日（≥5）", "as a rule at least 5 working days (≥5)");
    check("26-r3", "不超过15个工作日（≤15）", "at most 15 working days (≤15)");
    check("27-r1", "一般为5年（=5）", "as a rule exactly 5 years (=5)");
    check("32-r3", "一般不少于30日（≥30）", "as a rule at least 30 days (≥30)");
    check("76-r3", "每个委员会不少于3名（≥3）", "at least 3 people (≥3) per 委员会");
    check("61-r3", "每人不少于40学时（≥40）", "at least 40 hours (≥40) per 人");
    check("60-r2", "不能为0次（>0）", "more than 0 times (>0)");
    check("9-r3", "原则上每季度至少1次", "as a rule at least once every quarter");
    check("83-r3", "每年至少4次", "at least 4 times every year");
    check("49-r2", "1月31日前（最迟2021年1月31日）", "by 31 January 2021");
    check("87-r1", "第一季度内（2021年1月1日至3月31日）", "1 January to 31 March 2021");
    check("26-r4", "应为0件", "should be 0");
    check("2-r1", "应为“是”", "should be “是” (yes)");
    check("1-r3", "应比上期减少", "less than before");
    check("7-r5", "前者应不大于后者（≤）", "the first at most the second (≤)");
    check("55-r3", "前者应不大于后者（≤）", "the first at most the second (≤)");
}

#[test]
fn no_demand_is_too_long_to_stand_beside_its_field() {
    let catalogue = catalogue();
    for indicator in &catalogue.indicators {
        for requirement in &indicator.requirements {
            let demand = text::demand(requirement, indicator, 2020, Lang::Zh);
            let most = if matches!(requirement.kind, Kind::Deadline(_) | Kind::Sum(_)) { 24 } else { 20 };
            assert!((2..=most).contains(&demand.chars().count()), "{}: {demand}", requirement.id);
            assert!(!text::demand(requirement, indicator, 2020, Lang::En).is_empty());
        }
    }
}

#[test]
fn bounds_are_symbols() {
    let catalogue = catalogue();
    let (indicator, at) = row(&catalogue, "26-r3");
    let span: Requirement = indicator.requirements[at].clone();
    let (rates, at) = row(&catalogue, "7-r1");
    let check = |bound: Bound, zh: &str| {
        let requirement = if zh.contains('%') { &rates.requirements[at] } else { &span };
        assert_eq!(text::bound(&bound, requirement, indicator, Lang::Zh), zh);
    };
    check(Bound::AtLeast(number("0.8")), "≥80%");
    check(Bound::Between(number("5"), number("15")), "5～15个工作日");
    check(Bound::AtMost(number("15")), "≤15个工作日");
    check(Bound::Exactly(number("5")), "=5个工作日");
    check(Bound::MoreThan(number("0.714")), ">71.4%");
    check(Bound::LessThan(number("0.05")), "<5%");
    check(Bound::About { value: number("0.95"), tolerance: None }, "≈95%");
    check(Bound::About { value: number("0.95"), tolerance: Some(number("0.02")) }, "≈95%（±2%）");
}

#[test]
fn a_deadline_counts_down_in_working_days() {
    let (catalogue, calendar) = (catalogue(), calendar());
    let (indicator, at) = row(&catalogue, "49-r2");
    let Kind::Deadline(deadline) = &indicator.requirements[at].kind else { panic!("a deadline") };
    let check = |today: &str, year: i32, zh: &str, en: &str| {
        let said = |lang| text::deadline_countdown(deadline, year, day(today), &calendar, lang);
        assert_eq!(said(Lang::Zh), zh);
        assert_eq!(said(Lang::En), en);
    };
    check("2021-01-13", 2020, "截止2021年1月31日，还有12个工作日", "due 31 January 2021, 12 working days left");
    check("2021-01-28", 2020, "截止2021年1月31日，还有1个工作日", "due 31 January 2021, 1 working day left");
    check(
        "2021-01-29",
        2020,
        "截止2021年1月31日，还有2天，都是休息日",
        "due 31 January 2021, 2 days left, all of them days off",
    );
    check("2021-01-31", 2020, "截止2021年1月31日，今天截止", "due 31 January 2021, today is the last day");
    check("2021-02-03", 2020, "截止2021年1月31日，已过期3天", "due 31 January 2021, 3 days overdue");
    check("2022-02-01", 2020, "截止2021年1月31日，已过期366天", "due 31 January 2021, 366 days overdue");
    check("2022-02-02", 2020, "截止2021年1月31日，已过", "due 31 January 2021, past");
    check("2040-01-21", 2039, "截止2040年1月31日，还有10天", "due 31 January 2040, 10 days left");
}

#[test]
fn a_count_of_working_days_says_what_it_skipped() {
    let calendar = calendar();
    let check = |start: &str, end: &str, zh: &str| {
        let counted = calendar.count(day(start), day(end)).unwrap();
        assert_eq!(text::counting(&counted, Lang::Zh), zh);
        check_sentence(&text::counting(&counted, Lang::En), Lang::En);
    };
    check(
        "2026-09-30",
        "2026-10-13",
        "自2026年9月30日起（起始日不计入）第5个工作日为2026年10月13日：扣除休息日8天（10月1日至7日、10月11日），计入调休上班的10月10日。",
    );
    check("2026-03-02", "2026-03-05", "自2026年3月2日起（起始日不计入）第3个工作日为2026年3月5日，中间没有休息日。");
    check(
        "2026-03-05",
        "2026-03-08",
        "自2026年3月5日起（起始日不计入）至2026年3月8日共1个工作日：扣除休息日2天（3月7日至8日）。",
    );
}

#[test]
fn every_field_says_how_to_fill_it_in() {
    let catalogue = catalogue();
    for slot in catalogue.indicators.iter().flat_map(|it| &it.slots) {
        let hint = text::input_hint(slot, Lang::Zh);
        assert!(hint.chars().any(is_chinese) && !hint.ends_with('。'), "{hint}");
        assert!(text::input_hint(slot, Lang::En).is_ascii());
    }
}
