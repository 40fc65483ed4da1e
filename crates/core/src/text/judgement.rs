//! The live line under a field: figure, verdict, gap.

use super::figure::{date, days, quantity};
use super::{Lang, figure, verdict};
use crate::catalogue::wire::Every;
use crate::finding::{Finding, Problem, Verdict};
use crate::judge::Judgement;

/// `99.97%，未达标，还差1件`; `12个工作日，达标`; `本年度无此类事项`; `未填`.
/// `findings` are those of this requirement.
pub fn judgement(judgement: &Judgement, findings: &[&Finding], lang: Lang) -> String {
    let word = match judgement.verdict {
        Verdict::NotApplicable if judgement.excluded => {
            lang.pick("不适用（由单位情况决定）", "not applicable (by the facts about the unit)")
        }
        Verdict::NoneOccurred => lang.pick("本年度无此类事项", "none occurred this year"),
        Verdict::Unreadable
        | Verdict::Unmet
        | Verdict::SoftUnmet
        | Verdict::Blank
        | Verdict::NotCounted
        | Verdict::ToReview
        | Verdict::Coming
        | Verdict::Past
        | Verdict::Elsewhere
        | Verdict::NotApplicable
        | Verdict::Met => verdict(judgement.verdict, lang),
    };
    let mut parts = Vec::new();
    parts.extend(judgement.figure.as_ref().map(|it| figure(it, lang)));
    parts.push(word.to_owned());
    parts.extend(findings.iter().find_map(|it| gap(&it.problem, lang)));
    parts.join(lang.pick("，", ", "))
}

/// How far off, in a few words; none where the sentence of the finding is needed.
fn gap(problem: &Problem, lang: Lang) -> Option<String> {
    Some(match problem {
        Problem::Short { missing, .. } => {
            let missing = quantity(missing.as_ref()?, lang);
            say!(lang, "还差{missing}", "{missing} more needed")
        }
        Problem::Over { excess, .. } => {
            let excess = quantity(excess.as_ref()?, lang);
            say!(lang, "超出{excess}", "{excess} too many")
        }
        Problem::PartsShort { total_bad, .. } => say!(lang, "{total_bad}项不符合要求", "{total_bad} do not comply"),
        Problem::Late { done, last } => {
            let by = days(last.days_until(*done), lang);
            say!(lang, "迟{by}", "{by} late")
        }
        Problem::Early { done, first } => {
            let by = days(done.days_until(*first), lang);
            say!(lang, "早{by}", "{by} early")
        }
        Problem::Overdue { .. } => lang.pick("已过期", "overdue").to_owned(),
        Problem::NotYetDue { last } => {
            let last = date(*last, lang);
            say!(lang, "最迟{last}", "by {last}")
        }
        Problem::NotYetInForce { first } => {
            let first = date(*first, lang);
            say!(lang, "{first}起要求", "asked from {first}")
        }
        Problem::NoLongerInForce { last } => {
            let last = date(*last, lang);
            say!(lang, "{last}止", "asked until {last}")
        }
        Problem::TooFewIn { every, times, short } => match (short.as_slice(), every) {
            ([(_, count)], Every::Year) => {
                let missing = times.saturating_sub(*count);
                say!(lang, "还差{missing}次", "{missing} more needed")
            }
            (periods, _) => {
                let count = periods.len();
                say!(lang, "{count}期次数不足", "too few in {count} of them")
            }
        },
        Problem::MissingParts { parts } => {
            let count = parts.len();
            say!(lang, "还缺{count}项", "{count} missing")
        }
        Problem::PersonJudges => lang.pick("请审核人判断", "the reviewer judges").to_owned(),
        Problem::CalendarMissing { year } => say!(lang, "缺{year}年工作日历", "no calendar for {year}"),
        Problem::PartExceedsWhole { .. } => lang.pick("分子大于分母", "numerator above denominator").to_owned(),
        Problem::DivisionByZero => lang.pick("分母为0", "denominator is 0").to_owned(),
        Problem::Unbalanced { left, right, .. } => {
            let difference = left.checked_sub(*right)?;
            let size = if difference.is_negative() { difference.checked_neg()? } else { difference };
            say!(lang, "相差{size}", "{size} apart")
        }
        Problem::NeedsOther { .. } => lang.pick("待填关联的数", "waits for a related figure").to_owned(),
        Problem::Number { .. }
        | Problem::Count { .. }
        | Problem::Date { .. }
        | Problem::Line { .. }
        | Problem::TooManyLines { .. }
        | Problem::TooLong { .. }
        | Problem::NotAnOption { .. }
        | Problem::PartWithoutNumber { .. }
        | Problem::LikelyPercent { .. }
        | Problem::Approximate { .. }
        | Problem::EndBeforeStart { .. }
        | Problem::NegativeSpan
        | Problem::BeforeReading { .. }
        | Problem::NeedPerPeriod { .. }
        | Problem::OutsidePeriod { .. }
        | Problem::NotDone
        | Problem::PartlyDone
        | Problem::GateBroken { .. }
        | Problem::LevelTooLow { .. }
        | Problem::NotBetter { .. }
        | Problem::ReasonMissing
        | Problem::NotApplicableReasonMissing
        | Problem::NotCountedReasonMissing
        | Problem::AwaitsReview
        | Problem::MarkContradicts
        | Problem::NotYetAnswered
        | Problem::NoneButExpected
        | Problem::FactContradicts { .. } => return None,
    })
}
