//! What people read about answers, in both languages.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use zicha_core::calendar::WorkCalendar;
use zicha_core::catalogue::wire::{Every, Relation, SpanUnit};
use zicha_core::catalogue::{Catalogue, Indicator, Requirement};
use zicha_core::date::{Date, DateError};
use zicha_core::decimal::{CountError, Decimal, ReadError};
use zicha_core::finding::{Finding, Limit, Problem, Quantity, Sign, Verdict};
use zicha_core::judge::Judgement;
use zicha_core::kind::bound::Bound;
use zicha_core::kind::{Figure, Kind};
use zicha_core::text::{self, Lang};

fn catalogue() -> Catalogue {
    Catalogue::read(include_bytes!("../../../assets/catalogues/hongqiao-2020.json")).unwrap()
}

fn calendar() -> WorkCalendar {
    WorkCalendar::from_json(include_bytes!("../../../assets/calendars/cn-mainland.json")).unwrap()
}

/// An indicator and the place of one of its requirements, by the requirement's id.
fn row<'a>(catalogue: &'a Catalogue, id: &str) -> (&'a Indicator, usize) {
    let find = |it: &'a Indicator| Some((it, it.requirements.iter().position(|it| it.id == id)?));
    catalogue.indicators.iter().find_map(find).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn cases(count: &str) -> Quantity {
    Quantity::Number(number(count), "件".to_owned())
}

fn working_days(count: &str) -> Quantity {
    Quantity::Span(number(count), SpanUnit::WorkingDays)
}

fn percent(text: &str) -> Quantity {
    Quantity::Percent(text.to_owned())
}

fn limit(sign: Sign, value: Quantity) -> Limit {
    Limit { sign, value }
}

#[test]
fn problems_say_what_is_wrong_and_how_to_mend_it() {
    let catalogue = catalogue();
    let check = |id: &str, slot: Option<&str>, problem: Problem, zh: &str, en: &str| {
        let (indicator, requirement) = row(&catalogue, id);
        let slot = slot.map(|slot| indicator.slots.iter().position(|it| it.id == slot).unwrap());
        let finding = Finding { requirement: Some(requirement), slot, problem };
        assert_eq!(text::finding(&finding, indicator, Lang::Zh), zh);
        assert_eq!(text::finding(&finding, indicator, Lang::En), en);
    };
    let full = || limit(Sign::AtLeast, percent("100%"));
    check(
        "26-r1",
        Some("reviewed"),
        Problem::Short { actual: percent("99.97%"), limit: full(), missing: Some(cases("1")) },
        "还差1件：应≥100%，实为99.97%。",
        "1 more needed: ≥100% is asked, it is 99.97%.",
    );
    check(
        "26-r1",
        Some("reviewed"),
        Problem::PartExceedsWhole { part: 12, whole: 10 },
        "分子（12）不能大于分母（10），请核对“其中经合法性审核的”。",
        "The numerator (12) cannot exceed the denominator (10); check “其中经合法性审核的”.",
    );
    check(
        "26-r1",
        Some("files"),
        Problem::Count { typed: "十来件".into(), cause: CountError::Number(ReadError::Empty) },
        "请填写0或正整数，如12。",
        "Enter 0 or a whole number, such as 12.",
    );
    check(
        "26-r3",
        Some("review"),
        Problem::Over {
            actual: working_days("18"),
            limit: limit(Sign::AtMost, working_days("15")),
            excess: Some(working_days("3")),
        },
        "超出3个工作日：应≤15个工作日，实为18个工作日。",
        "3 working days too many: ≤15 working days is asked, it is 18 working days.",
    );
    check(
        "26-r2",
        Some("review"),
        Problem::ReasonMissing,
        "未达到“一般”的要求，请说明理由。",
        "What is asked as a rule (“一般”) is not met; please give the reason.",
    );
    check(
        "26-r3",
        Some("review"),
        Problem::PartsShort {
            limit: limit(Sign::AtMost, working_days("15")),
            parts: vec![("#3".into(), working_days("16")), ("某办法".into(), working_days("21"))],
            total_bad: 12,
        },
        "12项不符合要求（应≤15个工作日）：第3行为16个工作日、“某办法”为21个工作日等，请逐项核对整改。",
        "12 do not comply (≤15 working days is asked): line 3 is 16 working days, “某办法” is 21 working days and others; mend each of them.",
    );
    check(
        "78-r5",
        Some("closed"),
        Problem::Unbalanced {
            left: number("31"),
            relation: Relation::Equal,
            right: number("30"),
            left_text: "审结".into(),
            right_text: "维持 + 撤销".into(),
        },
        "“审结”应等于“维持 + 撤销”：左边31，右边30，相差1，请核对。",
        "“审结” should equal “维持 + 撤销”: 31 on the left, 30 on the right, 1 apart; check them.",
    );
    check(
        "9-r3",
        Some("rounds"),
        Problem::TooFewIn { every: Every::Quarter, times: 1, short: vec![(2, 0), (4, 0)] },
        "应每季度至少1次，第2季度0次、第4季度0次不够，请核对有无漏填。",
        "Too few in quarter 2 (0 times), quarter 4 (0 times): at least once every quarter is asked, so check that nothing was left out.",
    );
    check(
        "83-r3",
        Some("studies"),
        Problem::TooFewIn { every: Every::Year, times: 4, short: vec![(1, 3)] },
        "还差1次：应每年至少4次，实为3次，请核对有无漏填。",
        "1 more needed: at least 4 times every year is asked, it was 3 times; check that nothing was left out.",
    );
    check(
        "49-r2",
        Some("reported"),
        Problem::BeforeReading { strict: day("2021-01-30"), lenient: day("2021-01-31"), lenient_used: true },
        "“1月31日前”按含当日计算，最后一天是2021年1月31日，另一种读法是1月30日，请留意。",
        "“1月31日前” is read with that day included, so the last day is 31 January 2021; please note that it could also be read as 30 January.",
    );
    check(
        "49-r2",
        Some("reported"),
        Problem::Late { done: day("2021-02-03"), last: day("2021-01-31") },
        "迟了3天：最迟应为2021年1月31日，实为2021年2月3日，请核对日期或者填写整改措施。",
        "3 days late: the last day was 31 January 2021, it was 3 February 2021; check the date or say what will be done.",
    );
    check(
        "26-r4",
        Some("skipped"),
        Problem::GateBroken { cases: 2, unit: "件".into() },
        "应为0件，实为2件，请核对，确实如此的请说明情况和整改措施。",
        "There should be 0, there are 2; check it, and if it is right say what happened and what will be done.",
    );
    check(
        "1-r3",
        Some("days_now"),
        Problem::NotBetter { now: number("5"), before: number("5"), increase: false },
        "“本年度平均承诺办理时限”（5）应小于“上年度平均承诺办理时限”（5），请核对，确实如此的请说明原因和整改措施。",
        "“本年度平均承诺办理时限” (5) should be below “上年度平均承诺办理时限” (5); check both, and if they are right say why and what will be done.",
    );
    check(
        "65-r2",
        Some("rate_now"),
        Problem::LikelyPercent { typed: "0.98".into(), percent: "98%".into() },
        "是否为98%？此栏按百分数计，现填“0.98”，如是请改填98%。",
        "Did you mean 98%? This field takes a percentage and holds “0.98”; if so, enter 98%.",
    );
    check(
        "49-r2",
        Some("reported"),
        Problem::Date { typed: "2.30".into(), cause: DateError::NoSuchDay { year: 2021, month: 2, day: 30 } },
        "没有2021年2月30日这一天，请核对月和日。",
        "There is no such day as 2021-02-30; check month and day.",
    );
    check(
        "3-r2",
        None,
        Problem::MissingParts { parts: vec!["办理时限".into(), "收费标准(含减免)".into()] },
        "还缺2项：办理时限、收费标准（含减免），请补齐。",
        "2 missing: 办理时限, 收费标准（含减免）; please complete them.",
    );
}

#[test]
fn a_finding_names_its_place() {
    let catalogue = catalogue();
    let (indicator, requirement) = row(&catalogue, "26-r1");
    let check = |requirement: Option<usize>, slot: Option<usize>, zh: &str| {
        let finding = Finding { requirement, slot, problem: Problem::NotYetAnswered };
        assert_eq!(text::place(&finding, indicator, Lang::Zh), zh);
    };
    check(Some(requirement), Some(1), "“其中经合法性审核的”");
    check(Some(requirement), None, "“合法性审核率”");
    check(None, None, "第26项");
}

/// One of every kind of problem, and more than one where a sentence branches.
fn every_problem() -> Vec<Problem> {
    let typed = || "填错的".to_owned();
    let numbers = [
        ReadError::Empty,
        ReadError::NotANumber { at: 0, found: typed() },
        ReadError::BadGrouping { at: 1 },
        ReadError::TooPrecise,
        ReadError::OutOfRange,
    ];
    let counts = [
        CountError::Proportion,
        CountError::Approximate,
        CountError::Negative,
        CountError::NotWhole,
        CountError::OutOfRange,
    ];
    let dates = [
        DateError::Empty,
        DateError::NotADate,
        DateError::NoSuchDay { year: 2021, month: 2, day: 30 },
        DateError::YearMissing,
        DateError::TwoDigitYear { year: 26 },
        DateError::YearOutOfRange { year: 1800 },
    ];
    let counts = counts.into_iter().chain(numbers.clone().map(CountError::Number));
    let mut all: Vec<Problem> =
        numbers.iter().map(|it| Problem::Number { typed: typed(), cause: it.clone() }).collect();
    all.extend(counts.map(|cause| Problem::Count { typed: typed(), cause }));
    all.extend(dates.map(|cause| Problem::Date { typed: typed(), cause }));
    let (early, late) = (day("2021-01-05"), day("2021-03-02"));
    for missing in [None, Some(cases("3"))] {
        let (actual, bound) = (percent("71.4%"), limit(Sign::AtLeast, percent("80%")));
        all.push(Problem::Short { actual: actual.clone(), limit: bound.clone(), missing: missing.clone() });
        all.push(Problem::Over { actual, limit: bound, excess: missing });
    }
    for every in [Every::Month, Every::Quarter, Every::HalfYear, Every::Year] {
        all.push(Problem::TooFewIn { every, times: 2, short: vec![(1, 0), (2, 1)] });
        all.push(Problem::NeedPerPeriod { every, parts: 4 });
    }
    for relation in [Relation::Equal, Relation::AtMost, Relation::AtLeast] {
        let (left, right) = (number("3"), number("4.5"));
        let (left_text, right_text) = ("甲(一)".to_owned(), "乙,丙".to_owned());
        all.push(Problem::Unbalanced { left, relation, right, left_text, right_text });
    }
    for increase in [true, false] {
        all.push(Problem::NotBetter { now: number("1"), before: number("2"), increase });
        all.push(Problem::BeforeReading { strict: early, lenient: late, lenient_used: increase });
    }
    all.extend([
        Problem::Line { line: 3, typed: typed() },
        Problem::TooManyLines { limit: 5000 },
        Problem::TooLong { limit_chars: 100_000 },
        Problem::NotAnOption { typed: typed(), options: (0..12).map(|it| format!("选{it}")).collect() },
        Problem::PartWithoutNumber { line: 2, typed: typed() },
        Problem::LikelyPercent { typed: "0.98".into(), percent: "98%".into() },
        Problem::Approximate { typed: "约20".into() },
        Problem::EndBeforeStart { line: 2, start: late, end: early },
        Problem::CalendarMissing { year: 2027 },
        Problem::PartExceedsWhole { part: 12, whole: 10 },
        Problem::DivisionByZero,
        Problem::NegativeSpan,
        Problem::PartsShort {
            limit: limit(Sign::AtLeast, Quantity::Number(number("2"), "名".into())),
            parts: vec![("甲街道".into(), Quantity::Number(number("1"), "名".into()))],
            total_bad: 1,
        },
        Problem::PersonJudges,
        Problem::Late { done: late, last: early },
        Problem::Early { done: early, first: late },
        Problem::Overdue { last: early },
        Problem::OutsidePeriod { date: late },
        Problem::NotDone,
        Problem::PartlyDone,
        Problem::MissingParts { parts: (0..20).map(|it| format!("第{it}部分")).collect() },
        Problem::GateBroken { cases: 1, unit: "件".into() },
        Problem::LevelTooLow { actual: "中".into(), wanted: "良".into() },
        Problem::ReasonMissing,
        Problem::NotApplicableReasonMissing,
        Problem::NotCountedReasonMissing,
        Problem::AwaitsReview,
        Problem::MarkContradicts,
        Problem::NotYetAnswered,
        Problem::NeedsOther { label: "本年度制定的(全区)".into() },
        Problem::NoneButExpected,
    ]);
    all
}

/// How many kinds there are; a new one does not compile until it is counted here.
fn kinds_of_problem(problem: &Problem) -> usize {
    match problem {
        Problem::Number { .. } | Problem::Count { .. } | Problem::Date { .. } | Problem::Line { .. } => {}
        Problem::TooManyLines { .. } | Problem::TooLong { .. } | Problem::NotAnOption { .. } => {}
        Problem::PartWithoutNumber { .. } | Problem::LikelyPercent { .. } | Problem::Approximate { .. } => {}
        Problem::EndBeforeStart { .. } | Problem::CalendarMissing { .. } | Problem::PartExceedsWhole { .. } => {}
        Problem::DivisionByZero | Problem::NegativeSpan | Problem::Short { .. } | Problem::Over { .. } => {}
        Problem::PartsShort { .. } | Problem::PersonJudges | Problem::Late { .. } | Problem::Early { .. } => {}
        Problem::BeforeReading { .. } | Problem::Overdue { .. } | Problem::TooFewIn { .. } => {}
        Problem::NeedPerPeriod { .. } | Problem::OutsidePeriod { .. } | Problem::Unbalanced { .. } => {}
        Problem::NotDone | Problem::PartlyDone | Problem::MissingParts { .. } | Problem::GateBroken { .. } => {}
        Problem::LevelTooLow { .. } | Problem::NotBetter { .. } | Problem::ReasonMissing => {}
        Problem::NotApplicableReasonMissing | Problem::NotCountedReasonMissing | Problem::AwaitsReview => {}
        Problem::MarkContradicts | Problem::NotYetAnswered | Problem::NeedsOther { .. } => {}
        Problem::NoneButExpected => {}
    }
    41
}

fn is_chinese(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// What holds for every sentence of either language.
fn check_sentence(sentence: &str, lang: Lang) {
    let ends: &[char] = match lang {
        Lang::Zh => &['。', '？'],
        Lang::En => &['.', '?'],
    };
    assert!(sentence.ends_with(ends), "{sentence}");
    for trace in ["{", "}", "Some(", "None", "\"", "..", "  ", "。。", "；。", "，，", "，。"] {
        assert!(!sentence.contains(trace), "{trace} in {sentence}");
    }
    if lang == Lang::Zh {
        let chars: Vec<char> = sentence.chars().collect();
        for pair in chars.windows(2) {
            let wrong = is_chinese(pair[0]) && ",;:!?()".contains(pair[1])
                || ",;:!?()".contains(pair[0]) && is_chinese(pair[1]);
            assert!(!wrong, "{}{} in {sentence}", pair[0], pair[1]);
        }
    } else {
        assert!(!sentence.contains(['。', '；']), "{sentence}");
        assert!(sentence.chars().next().is_some_and(|first| !first.is_lowercase()), "{sentence}");
    }
}

#[test]
fn every_problem_has_a_sentence_in_both_languages() {
    let catalogue = catalogue();
    let all = every_problem();
    let codes: std::collections::BTreeSet<&str> = all.iter().map(Problem::code).collect();
    assert_eq!(codes.len(), kinds_of_problem(&all[0]), "a problem is missing from the list");
    // Each beside a rate, a span, a trend, a deadline, a sum, ticks, and on a row as a whole.
    let ids = ["26-r1", "26-r2", "1-r3", "49-r2", "78-r5", "3-r2"];
    for problem in all {
        for id in ids {
            let (indicator, requirement) = row(&catalogue, id);
            for slot in [None, Some(0)] {
                for requirement in [None, Some(requirement), Some(999)] {
                    let finding = Finding { requirement, slot, problem: problem.clone() };
                    for lang in Lang::ALL {
                        check_sentence(&text::finding(&finding, indicator, lang), lang);
                        assert!(!text::place(&finding, indicator, lang).is_empty());
                    }
                }
            }
        }
    }
}

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
