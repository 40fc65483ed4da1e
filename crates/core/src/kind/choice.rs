//! 是/部分/否, checklists of parts, gates (未经…不得…), levels on a scale, and trends.

use crate::answer::{Choice, SlotRef};
use crate::catalogue::wire::Direction;
use crate::decimal::Decimal;
use crate::finding::{Problem, Verdict};

use super::{Figure, Inputs, Judged, count};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choose {
    pub slot: SlotRef,
    /// The parts of a checklist, empty for a plain 是/部分/否.
    pub options: Vec<String>,
}

pub(super) fn judge(choose: &Choose, inputs: &dyn Inputs) -> Judged {
    match inputs.reading(choose.slot).ticks() {
        Some(ticks) => judge_ticks(choose, ticks),
        None => judge_word(choose.slot, inputs),
    }
}

fn judge_word(at: SlotRef, inputs: &dyn Inputs) -> Judged {
    let reading = inputs.reading(at);
    match reading.choice() {
        Some(Choice::Yes) => Judged::new(Verdict::Met, None),
        Some(Choice::Partial) => Judged::new(Verdict::Unmet, None).with(at, Problem::PartlyDone),
        Some(Choice::No) => Judged::new(Verdict::Unmet, None).with(at, Problem::NotDone),
        None => Judged::missing(at, reading),
    }
}

/// 左右: the figure leaves it open, so the 是/部分/否 of a person decides; until then it awaits review.
pub(super) fn confirmed(judged: Judged, at: SlotRef, confirm: Option<SlotRef>, inputs: &dyn Inputs) -> Judged {
    match confirm.filter(|confirm| !inputs.reading(*confirm).is_blank()) {
        Some(confirm) => Judged { figure: judged.figure, ..judge_word(confirm, inputs) },
        None => judged.with(confirm.unwrap_or(at), Problem::PersonJudges),
    }
}

fn judge_ticks(choose: &Choose, ticks: &[bool]) -> Judged {
    let missing: Vec<String> =
        choose.options.iter().zip(ticks).filter(|(_, ticked)| !**ticked).map(|(option, _)| option.clone()).collect();
    let figure = Some(Figure::Parts { present: ticks.len() - missing.len(), of: ticks.len() });
    if missing.is_empty() {
        return Judged::new(Verdict::Met, figure);
    }
    Judged::new(Verdict::Unmet, figure).with(choose.slot, Problem::MissingParts { parts: missing })
}

/// How many cases skipped a step nothing may skip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    pub slot: SlotRef,
}

pub(super) fn judge_gate(gate: &Gate, inputs: &dyn Inputs) -> Judged {
    let reading = inputs.reading(gate.slot);
    let Some(cases) = reading.count() else { return Judged::missing(gate.slot, reading) };
    let unit = inputs.slot(gate.slot).unit;
    let figure = Decimal::from_int(cases).map(|value| Figure::Quantity(count::quantity(value, unit)));
    if cases == 0 {
        return Judged::new(Verdict::Met, figure);
    }
    let problem = Problem::GateBroken { cases, unit: unit.to_owned() };
    Judged::new(Verdict::Unmet, figure).with(gate.slot, problem)
}

/// A place on a scale that runs from best to worst.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    pub slot: SlotRef,
    pub options: Vec<String>,
    /// Index of the worst option that still meets it.
    pub at_least: usize,
}

pub(super) fn judge_level(level: &Level, inputs: &dyn Inputs) -> Judged {
    let reading = inputs.reading(level.slot);
    let Some(place) = reading.level() else { return Judged::missing(level.slot, reading) };
    let word = |place: usize| level.options.get(place).cloned().unwrap_or_default();
    let figure = Some(Figure::Words(word(place)));
    if place <= level.at_least {
        return Judged::new(Verdict::Met, figure);
    }
    let problem = Problem::LevelTooLow { actual: word(place), wanted: word(level.at_least) };
    Judged::new(Verdict::Unmet, figure).with(level.slot, problem)
}

/// Better than before: strictly more, or strictly less.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trend {
    pub now: SlotRef,
    pub before: SlotRef,
    pub direction: Direction,
}

pub(super) fn judge_trend(trend: &Trend, inputs: &dyn Inputs) -> Judged {
    let read = |at: SlotRef| inputs.reading(at).number().ok_or_else(|| Judged::missing(at, inputs.reading(at)));
    let (now, before) = match (read(trend.now), read(trend.before)) {
        (Ok(now), Ok(before)) => (now, before),
        (Err(missing), Ok(_) | Err(_)) | (Ok(_), Err(missing)) => return missing,
    };
    let better = match trend.direction {
        Direction::Increase => now > before,
        Direction::Decrease => now < before,
    };
    let figure = Some(Figure::Quantity(count::quantity(now, inputs.slot(trend.now).unit)));
    if better {
        return Judged::new(Verdict::Met, figure);
    }
    let increase = trend.direction == Direction::Increase;
    Judged::new(Verdict::Unmet, figure).with(trend.now, Problem::NotBetter { now, before, increase })
}
