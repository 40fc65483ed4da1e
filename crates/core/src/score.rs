//! 自评分: a proposal computed from verdicts, exact to a ten-thousandth of a point. 红桥 has no scores;
//! catalogues that do carry their rule per requirement.

use crate::catalogue::{Indicator, Score};
use crate::decimal::Decimal;
use crate::finding::{Finding, Problem, Quantity, Severity, Verdict};
use crate::judge::Judgement;

/// Points reached and points there were to reach; what does not apply counts for neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Points {
    pub reached: Decimal,
    pub full: Decimal,
}

/// Points of one row. Sums beyond the range of `Decimal` stay at the last one that fits.
pub fn points(indicator: &Indicator, judgements: &[Judgement], findings: &[Finding]) -> Points {
    let mut total = Points::default();
    for (at, (requirement, judgement)) in indicator.requirements.iter().zip(judgements).enumerate() {
        let Some(score) = &requirement.score else { continue };
        if matches!(judgement.verdict, Verdict::NotApplicable | Verdict::NoneOccurred | Verdict::Coming | Verdict::Past)
        {
            continue;
        }
        let missing = findings.iter().filter(|it| it.requirement == Some(at)).map(|it| missing(&it.problem)).sum();
        let (full, reached) = one(score, judgement.verdict, missing);
        total.full = total.full.checked_add(full).unwrap_or(total.full);
        total.reached = total.reached.checked_add(reached).unwrap_or(total.reached);
    }
    total
}

fn one(score: &Score, verdict: Verdict, missing: i64) -> (Decimal, Decimal) {
    match score {
        Score::AllOrNothing { points } => (*points, if verdict == Verdict::Met { *points } else { Decimal::ZERO }),
        Score::PerMissing { points, deduct } => {
            if verdict == Verdict::Met {
                return (*points, *points);
            }
            // An answer that is not there yet has earned nothing.
            if missing == 0 {
                return (*points, Decimal::ZERO);
            }
            let lost = deduct.checked_mul_int(missing).unwrap_or(*points);
            let left = points.checked_sub(lost).unwrap_or(Decimal::ZERO);
            (*points, left.max(Decimal::ZERO))
        }
    }
}

/// How many items a shortfall misses: as many as it names, else one.
fn missing(problem: &Problem) -> i64 {
    let count = |items: usize| i64::try_from(items).unwrap_or(0);
    if let Problem::Short { missing: Some(Quantity::Number(gap, _)), .. }
    | Problem::Over { excess: Some(Quantity::Number(gap, _)), .. } = problem
    {
        gap.to_int().unwrap_or(1)
    } else if let Problem::PartsShort { total_bad, .. } = problem {
        count(*total_bad)
    } else if let Problem::MissingParts { parts } = problem {
        count(parts.len())
    } else if let Problem::GateBroken { cases, .. } = problem {
        *cases
    } else if let Problem::TooFewIn { short, .. } = problem {
        count(short.len())
    } else {
        i64::from(problem.severity() == Severity::Shortfall)
    }
}
