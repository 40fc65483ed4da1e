//! One sentence for every problem.

use zicha_core::catalogue::wire::{Every, Relation};
use zicha_core::date::DateError;
use zicha_core::decimal::{CountError, ReadError};
use zicha_core::finding::{Finding, Problem, Quantity, Sign, Statement};
use zicha_core::text::{self, Lang};

use crate::maker::{cases, catalogue, check_sentence, day, limit, number, percent, row, working_days};

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
        "还差1件：应≥100%，实为99.97%，请核对或者填写整改措施。",
        "1 more needed: ≥100% is asked, it is 99.97%; check it or say what will be done.",
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
        Problem::Count { typed: "".into(), cause: CountError::Number(ReadError::Empty) },
        "请填写0或正整数，如12。",
        "Enter 0 or a whole number, such as 12.",
    );
    check(
        "26-r1",
        Some("files"),
        Problem::Count {
            typed: "十来件".into(),
            cause: CountError::Number(ReadError::NotANumber { at: 0, found: "十".into() }),
        },
        "“十来件”不是数量，请填写0或正整数，如12。",
        "“十来件” is not a number of things; enter 0 or a whole number, such as 12.",
    );
    check(
        "49-r2",
        Some("reported"),
        Problem::Date { typed: "44000".into(), cause: DateError::NotADate },
        "“44000”是Excel、WPS里的日期序号，即2020年6月18日，请写成日期。",
        "“44000” is how a spreadsheet counts 18 June 2020; write the date.",
    );
    check(
        "26-r3",
        Some("review"),
        Problem::Over {
            actual: working_days("18"),
            limit: limit(Sign::AtMost, working_days("15")),
            excess: Some(working_days("3")),
        },
        "超出3个工作日：应≤15个工作日，实为18个工作日，请核对或者填写整改措施。",
        "3 working days too many: ≤15 working days is asked, it is 18 working days; check it or say what will be done.",
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

fn said(text: &str, answer: Option<bool>) -> Statement {
    Statement { text: text.to_owned(), text_en: None, answer }
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
        Problem::NotYetDue { last: late },
        Problem::NotYetInForce { first: late },
        Problem::NoLongerInForce { last: early },
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
        Problem::FactContradicts {
            facts: vec![said("本单位不使用执法辅助人员", None), said("本单位是否收费？", Some(false))],
        },
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
        Problem::NotYetDue { .. } | Problem::NotYetInForce { .. } | Problem::NoLongerInForce { .. } => {}
        Problem::NoneButExpected | Problem::FactContradicts { .. } => {}
    }
    45
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

/// English outside “…”: words of the catalogue and of the person stay in their language, as quotations.
fn outside_quotes(sentence: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::new();
    for c in sentence.chars() {
        match c {
            '“' => depth += 1,
            '”' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[test]
fn every_problem_ends_with_how_to_mend_it_and_english_is_english() {
    let catalogue = catalogue();
    let (indicator, requirement) = row(&catalogue, "26-r1");
    // What asks for an act; a Note only says what will be, and needs none.
    let zh = ["请", "可以", "填写"];
    let en = [
        "please", "check", "clear", "judge", "enter", "give", "mend", "correct", "add", "write", "remove", "choose",
        "say", "keep", "split", "fill in", "change", "shorten", "type", "put", "read",
    ];
    let mut wrong = Vec::new();
    for problem in every_problem() {
        let severity = problem.severity();
        let finding = Finding { requirement: Some(requirement), slot: Some(0), problem };
        let (said, english) =
            (text::finding(&finding, indicator, Lang::Zh), text::finding(&finding, indicator, Lang::En));
        let asks = severity != zicha_core::finding::Severity::Note;
        if asks && !zh.iter().any(|word| said.contains(word)) {
            wrong.push(said);
        }
        if asks && !en.iter().any(|word| english.to_lowercase().contains(word)) {
            wrong.push(english.clone());
        }
        // Units and parts are the catalogue's own words, which stand without quotes only where they are named as such.
        let named = matches!(
            finding.problem,
            Problem::MissingParts { .. }
                | Problem::NotAnOption { .. }
                | Problem::LevelTooLow { .. }
                | Problem::Short { .. }
                | Problem::Over { .. }
                | Problem::PartsShort { .. }
        );
        if !named && outside_quotes(&english).chars().any(crate::maker::is_chinese) {
            wrong.push(english);
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
