//! From a linted file to a `Catalogue`: every name becomes an index. Nothing is checked twice; what lint
//! should have caught and did not comes back as a fault, never as a panic.

use crate::answer::{Slot, SlotRef};
use crate::date::PartialDate;
use crate::decimal::Decimal;
use crate::digest::Digests;
use crate::kind::bound::Bound;
use crate::kind::{Kind, choice, count, deadline, frequency, narrative, rate, span, sum};

use super::lint::{self, Fault, FaultCode, requirement::decimal};
use super::path::{self, Name};
use super::wire::{self, CatalogueFile, Check, DeadlineRule, Input, ScoreRule};
use super::{Catalogue, Group, Indicator, Period, Requirement, Score, SigningPolicy, graph};

pub(super) fn compile(file: CatalogueFile, digests: Digests) -> Result<Catalogue, Vec<Fault>> {
    let mut rows = Vec::new();
    lint::collect(&file.groups, "groups", &mut rows);
    let rows: Vec<&wire::Indicator> = rows.into_iter().map(|(_, row)| row).collect();
    let names = Names { file: &file, rows: &rows };
    let mut indicators = Vec::with_capacity(rows.len());
    for row in &rows {
        indicators.push(indicator(&names, row).ok_or_else(|| vec![missed(&row.id)])?);
    }
    let mut groups = Vec::new();
    let mut next = 0;
    number_groups(&file.groups, None, &mut groups, &mut next, &mut indicators);
    let bases: Vec<Slot> = file.bases.iter().map(base).collect();
    let graph = graph::Graph::new(&indicators, bases.len()).map_err(|places| {
        let name = |(row, slot): &(usize, usize)| {
            let row = indicators.get(*row)?;
            Some(format!("{}.{}", row.id, row.slots.get(*slot)?.id))
        };
        let found = places.iter().filter_map(name).collect::<Vec<_>>().join(" → ");
        vec![Fault { code: FaultCode::Cycle, path: "sum_of".to_owned(), found, expected: None, at: None }]
    })?;
    let periods = file.periods.iter().map(period).collect::<Option<Vec<_>>>().ok_or_else(|| vec![missed("periods")])?;
    Ok(Catalogue {
        id: file.id,
        version: file.version,
        title: file.title,
        about: file.about,
        source: file.source,
        calendar: file.calendar,
        periods,
        unit_types: file.unit_types,
        units: file.units,
        collectives: file.collectives,
        facts: file.facts,
        bases,
        groups,
        indicators,
        signing: file.signing.unwrap_or(SigningPolicy { required: vec!["filler".to_owned()], distinct_keys: false }),
        digests,
        graph,
    })
}

/// A fault lint should have named.
fn missed(at: &str) -> Fault {
    Fault { code: FaultCode::Shape, path: at.to_owned(), found: String::new(), expected: None, at: None }
}

fn period(period: &wire::Period) -> Option<Period> {
    Some(Period {
        id: period.id.clone(),
        title: period.title.clone(),
        start: period.start.parse().ok()?,
        end: period.end.parse().ok()?,
    })
}

fn base(base: &wire::Base) -> Slot {
    Slot {
        id: base.id.clone(),
        label: base.label.clone(),
        input: Input::Count,
        unit: base.unit.clone(),
        base: None,
        sum_of: Vec::new(),
        options: Vec::new(),
        hint: base.hint.clone(),
    }
}

/// Same order as `lint::collect`: a group's own indicators before those of its groups.
fn number_groups(
    files: &[wire::Group],
    parent: Option<usize>,
    groups: &mut Vec<Group>,
    next: &mut usize,
    indicators: &mut [Indicator],
) {
    for file in files {
        let at = groups.len();
        let first = *next;
        groups.push(Group {
            id: file.id.clone(),
            number: file.number.clone(),
            title: file.title.clone(),
            parent,
            indicators: first..first,
        });
        *next += file.indicators.len();
        indicators.iter_mut().take(*next).skip(first).for_each(|indicator| indicator.group = at);
        number_groups(&file.groups, Some(at), groups, next, indicators);
        groups[at].indicators = first..*next;
    }
}

struct Names<'a> {
    file: &'a CatalogueFile,
    rows: &'a [&'a wire::Indicator],
}

impl Names<'_> {
    fn slot(&self, own: &wire::Indicator, name: &str) -> Option<SlotRef> {
        match path::parse(name) {
            Name::Base(id) => Some(SlotRef::Base(self.file.bases.iter().position(|base| base.id == id)?)),
            Name::Own(id) => Some(SlotRef::Own(own.slots.iter().position(|slot| slot.id == id)?)),
            Name::Row { indicator: id, slot } => {
                let indicator = self.rows.iter().position(|row| row.id == id)?;
                let slot = self.rows[indicator].slots.iter().position(|it| it.id == slot)?;
                Some(SlotRef::Row { indicator, slot })
            }
        }
    }

    fn slots(&self, own: &wire::Indicator, names: &[String]) -> Option<Vec<SlotRef>> {
        names.iter().map(|name| self.slot(own, name)).collect()
    }
}

fn indicator(names: &Names<'_>, row: &wire::Indicator) -> Option<Indicator> {
    let mut slots = Vec::with_capacity(row.slots.len());
    for slot in &row.slots {
        let base = match &slot.base {
            Some(id) => Some(names.file.bases.iter().position(|base| base.id == *id)?),
            None => None,
        };
        let shared = base.and_then(|at| names.file.bases.get(at));
        slots.push(Slot {
            id: slot.id.clone(),
            label: slot.label.clone(),
            input: slot.input,
            unit: slot.unit.clone().or_else(|| shared.map(|base| base.unit.clone())).unwrap_or_default(),
            base,
            sum_of: names.slots(row, &slot.sum_of)?,
            options: slot.options.clone(),
            hint: slot.hint.clone().or_else(|| shared.and_then(|base| base.hint.clone())),
        });
    }
    let mut requirements = Vec::with_capacity(row.requirements.len());
    for it in &row.requirements {
        requirements.push(Requirement {
            id: it.id.clone(),
            title: it.title.clone(),
            quote: it.quote.clone(),
            derived: it.derived.clone(),
            firmness: it.firmness,
            soft_word: it.soft_word.clone(),
            condition: it.condition.clone(),
            applies: it.applies.clone(),
            evidence: it.evidence.clone(),
            note: it.note.clone(),
            score: it.score.as_ref().map(score).transpose_some()?,
            kind: kind(names, row, it, &mut slots)?,
        });
    }
    Some(Indicator {
        id: row.id.clone(),
        number: row.number.clone(),
        title: row.title.clone(),
        text: row.text.clone(),
        citation: row.citation.clone(),
        responsibility: row.responsibility.clone(),
        applies: row.applies.clone(),
        group: 0,
        slots,
        requirements,
    })
}

/// `None` inside means a fault, `None` outside means there was nothing to read.
trait TransposeSome<T> {
    fn transpose_some(self) -> Option<Option<T>>;
}

impl<T> TransposeSome<T> for Option<Option<T>> {
    fn transpose_some(self) -> Option<Option<T>> {
        match self {
            None => Some(None),
            Some(inner) => inner.map(Some),
        }
    }
}

fn score(score: &wire::Score) -> Option<Score> {
    let points = decimal(&score.points)?;
    Some(match &score.rule {
        ScoreRule::AllOrNothing {} => Score::AllOrNothing { points },
        ScoreRule::PerMissing { deduct } => Score::PerMissing { points, deduct: decimal(deduct)? },
    })
}

fn kind(names: &Names<'_>, row: &wire::Indicator, it: &wire::Requirement, slots: &mut Vec<Slot>) -> Option<Kind> {
    let slot = |name: &str| names.slot(row, name);
    let options = |at: SlotRef, slots: &[Slot]| match at {
        SlotRef::Own(own) => slots.get(own).map(|slot| slot.options.clone()).unwrap_or_default(),
        SlotRef::Base(_) | SlotRef::Row { .. } => Vec::new(),
    };
    Some(match &it.check {
        Check::Rate(check) => Kind::Rate(rate(&slot, check)?),
        Check::Ratio(check) => Kind::Ratio(rate(&slot, check)?),
        Check::Count(check) => Kind::Count(count::Count {
            slot: slot(&check.slot)?,
            bound: bound(&check.bound)?,
            words: check.words.clone(),
            per: check.per.clone(),
        }),
        Check::Span(check) => Kind::Span(span::Span {
            slot: slot(&check.slot)?,
            unit: check.count_in,
            bound: bound(&check.bound)?,
            words: check.words.clone(),
        }),
        Check::Deadline(check) => Kind::Deadline(deadline::Deadline {
            slot: slot(&check.slot)?,
            rule: rule(&check.rule)?,
            words: check.words.clone(),
        }),
        Check::Frequency(check) => Kind::Frequency(frequency::Frequency {
            slot: slot(&check.slot)?,
            every: check.every,
            times: check.times,
            words: check.words.clone(),
        }),
        Check::Sum(check) => Kind::Sum(sum::Sum {
            left: names.slots(row, &check.left)?,
            relation: check.relation,
            right: names.slots(row, &check.right)?,
        }),
        Check::Choice(check) => {
            let at = match &check.slot {
                Some(name) => slot(name)?,
                None => own_choice(it, slots),
            };
            Kind::Choice(choice::Choose { slot: at, options: options(at, slots) })
        }
        Check::Gate(check) => Kind::Gate(choice::Gate { slot: slot(&check.slot)? }),
        Check::Level(check) => {
            let at = slot(&check.slot)?;
            let options = options(at, slots);
            let at_least = options.iter().position(|option| *option == check.at_least)?;
            Kind::Level(choice::Level { slot: at, options, at_least })
        }
        Check::Trend(check) => Kind::Trend(choice::Trend {
            now: slot(&check.now)?,
            before: slot(&check.before)?,
            direction: check.direction,
        }),
        Check::Narrative(check) => Kind::Narrative(narrative::Narrative { slot: slot(&check.slot)? }),
    })
}

/// A 是/部分/否 the file did not have to spell out.
fn own_choice(it: &wire::Requirement, slots: &mut Vec<Slot>) -> SlotRef {
    slots.push(Slot {
        id: it.id.clone(),
        label: it.title.clone(),
        input: Input::Choice,
        unit: String::new(),
        base: None,
        sum_of: Vec::new(),
        options: Vec::new(),
        hint: None,
    });
    SlotRef::Own(slots.len() - 1)
}

fn rate(slot: &dyn Fn(&str) -> Option<SlotRef>, check: &wire::RateCheck) -> Option<rate::Rate> {
    Some(rate::Rate {
        numerator: slot(&check.numerator)?,
        denominator: slot(&check.denominator)?,
        bound: bound(&check.bound)?,
        zero: check.zero,
        words: check.words.clone(),
    })
}

fn bound(bound: &wire::Bound) -> Option<Bound> {
    Some(match bound {
        wire::Bound::AtLeast(value) => Bound::AtLeast(decimal(value)?),
        wire::Bound::AtMost(value) => Bound::AtMost(decimal(value)?),
        wire::Bound::Exactly(value) => Bound::Exactly(decimal(value)?),
        wire::Bound::MoreThan(value) => Bound::MoreThan(decimal(value)?),
        wire::Bound::LessThan(value) => Bound::LessThan(decimal(value)?),
        wire::Bound::Between(low, high) => Bound::Between(decimal(low)?, decimal(high)?),
        wire::Bound::About { value, tolerance } => {
            let tolerance: Option<Decimal> = tolerance.as_deref().map(decimal).transpose_some()?;
            Bound::About { value: decimal(value)?, tolerance }
        }
    })
}

fn rule(rule: &DeadlineRule) -> Option<deadline::Rule> {
    let date = |text: &str| PartialDate::parse(text).ok();
    Some(match rule {
        DeadlineRule::By(text) => deadline::Rule::By(date(text)?),
        DeadlineRule::Before { date: text, reading } => deadline::Rule::Before { date: date(text)?, reading: *reading },
        DeadlineRule::In(text) => deadline::Rule::In(date(text)?),
        DeadlineRule::From(text) => deadline::Rule::From(date(text)?),
        DeadlineRule::Window { from, to } => deadline::Rule::Window { from: date(from)?, to: date(to)? },
    })
}
