//! 判定 of one row: relevance, states, then each requirement by its kind. One function, pure.

use crate::answer::{Answer, Mark, Reading, SlotRef};
use crate::catalogue::wire::Firmness;
use crate::catalogue::{Indicator, Requirement};
use crate::date::PartialDate;
use crate::finding::{Finding, Problem, Severity, Verdict};
use crate::kind::{self, Context, Figure, Inputs, Judged, Kind};

/// What became of one requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    pub verdict: Verdict,
    pub figure: Option<Figure>,
    /// It is not asked at all: a fact about the unit or the assessed period decided so, not the filler.
    pub excluded: bool,
}

/// What became of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowJudgement {
    /// One per requirement.
    pub judgements: Vec<Judgement>,
    pub findings: Vec<Finding>,
    /// The one that asks most of the reader.
    pub verdict: Verdict,
}

/// Judges one row. `read_problems` are what reading its slots found, `applies` says for each
/// requirement whether the unit's facts leave it standing.
pub fn judge(
    indicator: &Indicator,
    answer: &Answer,
    read_problems: &[(usize, Problem)],
    applies: &[bool],
    inputs: &dyn Inputs,
    context: &Context<'_>,
) -> RowJudgement {
    let mut judgements = Vec::with_capacity(indicator.requirements.len());
    let mut findings: Vec<Finding> = Vec::new();
    // A slot all of whose requirements are set aside may hold anything.
    let mut live = vec![false; indicator.slots.len()];
    for (at, requirement) in indicator.requirements.iter().enumerate() {
        let applies = applies.get(at).copied().unwrap_or(true);
        let mark = answer.marks.get(at).copied().unwrap_or_default();
        let reason = answer.reasons.get(at).map(String::as_str).unwrap_or_default();
        let aside =
            if applies { out_of_force(requirement, context) } else { Some(Judged::new(Verdict::NotApplicable, None)) };
        let excluded = aside.is_some();
        let judged = aside.unwrap_or_else(|| judge_requirement(requirement, mark, reason, inputs, context));
        if !excluded && !matches!(mark, Mark::NotApplicable | Mark::NotCounted) {
            for slot in requirement.kind.slots() {
                if let SlotRef::Own(slot) = slot {
                    live[slot] = true;
                }
            }
        }
        findings.extend(judged.problems.into_iter().map(|(slot, problem)| finding(at, slot, problem)));
        judgements.push(Judgement { verdict: judged.verdict, figure: judged.figure, excluded });
    }
    let read = read_problems.iter().filter(|(slot, _)| live.get(*slot).copied().unwrap_or(true));
    findings.splice(
        0..0,
        read.map(|(slot, problem)| Finding {
            requirement: indicator.requirements.iter().position(|it| it.kind.slots().contains(&SlotRef::Own(*slot))),
            slot: Some(*slot),
            problem: problem.clone(),
        }),
    );
    let summary = match judgements.as_slice() {
        [] => Verdict::Elsewhere,
        all => summary(all.iter().map(|judgement| judgement.verdict)),
    };
    let broken = findings
        .iter()
        .any(|it| it.slot.is_some() && it.requirement.is_none() && it.problem.severity() == Severity::Error);
    RowJudgement { judgements, findings, verdict: if broken { Verdict::Unreadable } else { summary } }
}

/// 尚未到期, 已过该阶段: by the first and last day of the assessed period.
fn out_of_force(it: &Requirement, context: &Context<'_>) -> Option<Judged> {
    let (start, end) = context.period;
    let day = |date: Option<PartialDate>| date?.resolve(end.year());
    if let Some((first, _)) = day(it.in_force.from).filter(|from| end < from.0) {
        let problems = vec![(None, Problem::NotYetInForce { first })];
        return Some(Judged { problems, ..Judged::new(Verdict::Coming, None) });
    }
    let (_, last) = day(it.in_force.to).filter(|to| start > to.1)?;
    let problems = vec![(None, Problem::NoLongerInForce { last })];
    Some(Judged { problems, ..Judged::new(Verdict::Past, None) })
}

/// The verdict that asks most of the reader. A part set aside, or without cases, does not hide a part that
/// was met: the row is met.
fn summary(verdicts: impl Iterator<Item = Verdict>) -> Verdict {
    let rank = |verdict: &Verdict| match verdict {
        Verdict::Met => 0,
        Verdict::NoneOccurred | Verdict::Coming | Verdict::Past | Verdict::Elsewhere | Verdict::NotApplicable => 1,
        Verdict::Unreadable
        | Verdict::Unmet
        | Verdict::SoftUnmet
        | Verdict::Blank
        | Verdict::NotCounted
        | Verdict::ToReview => -1,
    };
    verdicts.min_by_key(|verdict| (rank(verdict), *verdict)).unwrap_or(Verdict::Blank)
}

fn finding(at: usize, slot: Option<SlotRef>, problem: Problem) -> Finding {
    let slot = match slot {
        Some(SlotRef::Own(slot)) => Some(slot),
        Some(SlotRef::Base(_) | SlotRef::Row { .. }) | None => None,
    };
    Finding { requirement: Some(at), slot, problem }
}

fn judge_requirement(it: &Requirement, mark: Mark, reason: &str, inputs: &dyn Inputs, context: &Context<'_>) -> Judged {
    let reasoned = !reason.trim().is_empty();
    match mark {
        Mark::NotApplicable => {
            let problem = (!reasoned).then_some((None, Problem::NotApplicableReasonMissing));
            return Judged { problems: problem.into_iter().collect(), ..Judged::new(Verdict::NotApplicable, None) };
        }
        Mark::NotCounted => {
            let problem = (!reasoned).then_some((None, Problem::NotCountedReasonMissing));
            return Judged { problems: problem.into_iter().collect(), ..Judged::new(Verdict::NotCounted, None) };
        }
        Mark::NoneOccurred => return none_occurred(it, inputs),
        Mark::None | Mark::ToReview => {}
    }
    let mut judged = kind::judge(&it.kind, inputs, context);
    if judged.verdict == Verdict::Unmet && it.firmness == Firmness::Soft {
        judged.verdict = Verdict::SoftUnmet;
        if !reasoned {
            judged.problems.push((None, Problem::ReasonMissing));
        }
    }
    if mark == Mark::ToReview && judged.verdict == Verdict::Met {
        judged.verdict = Verdict::ToReview;
        judged.problems.push((None, Problem::AwaitsReview));
    }
    judged
}

/// 本年度无此类事项: complete by one click, unless figures say otherwise.
fn none_occurred(it: &Requirement, inputs: &dyn Inputs) -> Judged {
    let contradicts = it.kind.slots().into_iter().find(|at| {
        let reading = inputs.reading(*at);
        !reading.is_blank() && reading.number().is_none_or(|number| number != crate::decimal::Decimal::ZERO)
    });
    if let Some(at) = contradicts {
        // A whole that is shared may well be above 0 while this part has none: only own figures contradict.
        if matches!(at, SlotRef::Own(_)) && *inputs.reading(at) != Reading::Unreadable {
            return Judged::new(Verdict::Unreadable, None).with(at, Problem::MarkContradicts);
        }
    }
    match &it.kind {
        Kind::Rate(rate) | Kind::Ratio(rate) => kind::rate::none_occurred(rate),
        Kind::Count(_)
        | Kind::Span(_)
        | Kind::Deadline(_)
        | Kind::Frequency(_)
        | Kind::Sum(_)
        | Kind::Choice(_)
        | Kind::Gate(_)
        | Kind::Level(_)
        | Kind::Trend(_)
        | Kind::Narrative(_) => Judged::new(Verdict::NoneOccurred, None),
    }
}
