//! From a linted file to a `Catalogue`: every name becomes an index. Nothing is checked twice; a name, number
//! or date that lint would have refused comes back as a fault, never as a panic.

use crate::answer::{Slot, SlotRef};
use crate::date::PartialDate;
use crate::digest::Content;
use crate::kind::bound::Bound;
use crate::kind::{Kind, choice, count, deadline, frequency, narrative, rate, span, sum};

use super::lint::{Fault, FaultCode, requirement::decimal};
use super::path::{self, Name};
use super::wire::{self, CatalogueFile, Check, DeadlineRule, Input, ScoreRule};
use super::{
    Catalogue, Group, INDICATORS_MAX, InForce, Indicator, PER_INDICATOR_MAX, Period, Requirement, Score, SigningPolicy,
    graph,
};

pub(super) fn compile(file: CatalogueFile, content: Content) -> Result<Catalogue, Vec<Fault>> {
    let mut layout = Layout::default();
    layout.groups(file.groups, None)?;
    let names = Names {
        bases: file.bases.iter().map(|base| base.id.clone()).collect(),
        rows: layout.rows.iter().map(|(_, row)| names_of(row)).collect(),
    };
    let bases: Vec<Slot> = file.bases.into_iter().map(base).collect();
    let mut indicators = Vec::with_capacity(layout.rows.len());
    for (at, (group, row)) in layout.rows.into_iter().enumerate() {
        let id = row.id.clone();
        indicators.push(indicator(&names, &bases, at, group, row).ok_or_else(|| missed(&id))?);
    }
    let graph = graph::Graph::new(&indicators, bases.len()).map_err(|places| cycle(&indicators, &places))?;
    let mut periods = Vec::with_capacity(file.periods.len());
    for it in file.periods {
        periods.push(period(it).ok_or_else(|| missed("periods"))?);
    }
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
        groups: layout.groups,
        indicators,
        signing: file.signing.unwrap_or(SigningPolicy { required: vec!["filler".to_owned()], distinct_keys: false }),
        content,
        graph,
    })
}

/// A fault lint should have named.
#[cold]
fn missed(at: &str) -> Vec<Fault> {
    vec![Fault { code: FaultCode::Shape, path: at.to_owned(), found: String::new(), expected: None, at: None }]
}

#[cold]
fn cycle(indicators: &[Indicator], places: &[(usize, usize)]) -> Vec<Fault> {
    let mut names: Vec<String> = Vec::new();
    for (row, slot) in places {
        if let Some(row) = indicators.get(*row)
            && let Some(slot) = row.slots.get(*slot)
        {
            names.push(format!("{}.{}", row.id, slot.id));
        }
    }
    let found = names.join(" → ");
    vec![Fault { code: FaultCode::Cycle, path: "sum_of".to_owned(), found, expected: None, at: None }]
}

/// Groups and rows in printed order: a group's own rows before those of its groups.
#[derive(Default)]
struct Layout {
    groups: Vec<Group>,
    /// Each with the index of its group.
    rows: Vec<(usize, wire::Indicator)>,
}

impl Layout {
    fn groups(&mut self, files: Vec<wire::Group>, parent: Option<usize>) -> Result<(), Vec<Fault>> {
        for file in files {
            let (at, first) = (self.groups.len(), self.rows.len());
            for row in file.indicators {
                if row.slots.len().max(row.requirements.len()) > PER_INDICATOR_MAX || self.rows.len() >= INDICATORS_MAX
                {
                    return Err(missed(&row.id));
                }
                self.rows.push((at, row));
            }
            let indicators = first..first;
            self.groups.push(Group { id: file.id, number: file.number, title: file.title, parent, indicators });
            self.groups(file.groups, Some(at))?;
            self.groups[at].indicators = first..self.rows.len();
        }
        Ok(())
    }
}

fn period(period: wire::Period) -> Option<Period> {
    let (start, end) = (period.start.parse().ok()?, period.end.parse().ok()?);
    Some(Period { id: period.id, title: period.title, start, end })
}

fn base(base: wire::Base) -> Slot {
    Slot {
        id: base.id,
        label: base.label,
        input: Input::Count,
        unit: base.unit,
        base: None,
        sum_of: Vec::new(),
        options: Vec::new(),
        hint: base.hint,
        names_year: false,
    }
}

/// Ids by which a file refers to its slots.
struct Names {
    bases: Vec<String>,
    /// An indicator's id and those of its slots.
    rows: Vec<(String, Vec<String>)>,
}

fn names_of(row: &wire::Indicator) -> (String, Vec<String>) {
    (row.id.clone(), row.slots.iter().map(|slot| slot.id.clone()).collect())
}

impl Names {
    fn base(&self, id: &str) -> Option<usize> {
        position(&self.bases, id)
    }

    /// What `name` means in the row at `own`.
    fn slot(&self, own: usize, name: &str) -> Option<SlotRef> {
        match path::parse(name) {
            Name::Base(id) => Some(SlotRef::Base(self.base(id)?)),
            Name::Own(id) => Some(SlotRef::Own(position(&self.rows.get(own)?.1, id)?)),
            Name::Row { indicator: id, slot } => {
                let indicator = self.rows.iter().position(|row| row.0 == id)?;
                Some(SlotRef::Row { indicator, slot: position(&self.rows[indicator].1, slot)? })
            }
        }
    }

    fn slots(&self, own: usize, names: &[String]) -> Option<Vec<SlotRef>> {
        let mut found = Vec::with_capacity(names.len());
        for name in names {
            found.push(self.slot(own, name)?);
        }
        Some(found)
    }
}

fn position(ids: &[String], id: &str) -> Option<usize> {
    ids.iter().position(|it| it == id)
}

fn indicator(names: &Names, bases: &[Slot], at: usize, group: usize, row: wire::Indicator) -> Option<Indicator> {
    let mut slots = Vec::with_capacity(row.slots.len());
    for it in row.slots {
        let sum_of = names.slots(at, &it.sum_of)?;
        let (mut unit, mut hint, mut base) = (it.unit, it.hint, None);
        if let Some(id) = it.base {
            let found = names.base(&id)?;
            let shared = bases.get(found)?;
            unit = unit.or_else(|| Some(shared.unit.clone()));
            hint = hint.or_else(|| shared.hint.clone());
            base = Some(found);
        }
        slots.push(Slot {
            id: it.id,
            label: it.label,
            input: it.input,
            unit: unit.unwrap_or_default(),
            base,
            sum_of,
            options: it.options,
            hint,
            names_year: false,
        });
    }
    let mut requirements = Vec::with_capacity(row.requirements.len());
    for it in row.requirements {
        if let Some(label) = own_choice(&it) {
            slots.push(choice_slot(&it.id, label));
        }
        requirements.push(Requirement {
            kind: kind(names, at, it.check, &slots)?,
            score: match &it.score {
                Some(points) => Some(score(points)?),
                None => None,
            },
            id: it.id,
            title: it.title,
            quote: it.quote,
            derived: it.derived,
            firmness: it.firmness,
            soft_word: it.soft_word,
            condition: it.condition,
            applies: it.applies,
            in_force: in_force(it.in_force)?,
            evidence: it.evidence,
            note: it.note,
        });
    }
    for it in &requirements {
        if let Kind::Deadline(deadline) = &it.kind
            && let SlotRef::Own(slot) = deadline.slot
            && let Some(slot) = slots.get_mut(slot)
        {
            slot.names_year = slot.names_year || deadline.rule.ends_later();
        }
    }
    Some(Indicator {
        id: row.id,
        number: row.number,
        title: row.title,
        text: row.text,
        citation: row.citation,
        responsibility: row.responsibility,
        applies: row.applies,
        group,
        slots,
        requirements,
        restates: row.restates,
    })
}

fn in_force(force: Option<wire::InForce>) -> Option<InForce> {
    let date = |text: Option<String>| match text {
        Some(text) => PartialDate::parse(&text).ok().map(Some),
        None => Some(None),
    };
    let force = force.unwrap_or_default();
    Some(InForce { from: date(force.from)?, to: date(force.to)? })
}

fn score(score: &wire::Score) -> Option<Score> {
    let points = decimal(&score.points)?;
    Some(match &score.rule {
        ScoreRule::AllOrNothing {} => Score::AllOrNothing { points },
        ScoreRule::PerMissing { deduct } => Score::PerMissing { points, deduct: decimal(deduct)? },
    })
}

/// Of a choice without a slot of its own, and of a person's word on 左右, the slot is the last of `slots`.
fn kind(names: &Names, at: usize, check: Check, slots: &[Slot]) -> Option<Kind> {
    let slot = |name: &str| names.slot(at, name);
    let last = || slots.len().checked_sub(1).map(SlotRef::Own);
    let confirm = |bound: &wire::Bound| if matches!(bound, wire::Bound::About { .. }) { last() } else { None };
    let options = |at: SlotRef| match at {
        SlotRef::Own(own) => slots.get(own).map(|slot| slot.options.clone()).unwrap_or_default(),
        SlotRef::Base(_) | SlotRef::Row { .. } => Vec::new(),
    };
    Some(match check {
        Check::Rate(check) => Kind::Rate(rate(&slot, confirm(&check.bound), check)?),
        Check::Ratio(check) => Kind::Ratio(rate(&slot, confirm(&check.bound), check)?),
        Check::Count(check) => Kind::Count(count::Count {
            slot: slot(&check.slot)?,
            confirm: confirm(&check.bound),
            bound: bound(&check.bound)?,
            words: check.words,
            per: check.per,
        }),
        Check::Span(check) => Kind::Span(span::Span {
            slot: slot(&check.slot)?,
            unit: check.count_in,
            confirm: confirm(&check.bound),
            bound: bound(&check.bound)?,
            words: check.words,
        }),
        Check::Deadline(check) => Kind::Deadline(deadline::Deadline {
            slot: slot(&check.slot)?,
            rule: rule(&check.rule)?,
            words: check.words,
        }),
        Check::Frequency(check) => Kind::Frequency(frequency::Frequency {
            slot: slot(&check.slot)?,
            every: check.every,
            times: check.times,
            words: check.words,
        }),
        Check::Sum(check) => Kind::Sum(sum::Sum {
            left: names.slots(at, &check.left)?,
            relation: check.relation,
            right: names.slots(at, &check.right)?,
        }),
        Check::Choice(check) => {
            let at = match &check.slot {
                Some(name) => slot(name)?,
                None => last()?,
            };
            Kind::Choice(choice::Choose { slot: at, options: options(at) })
        }
        Check::Gate(check) => Kind::Gate(choice::Gate { slot: slot(&check.slot)? }),
        Check::Level(check) => {
            let at = slot(&check.slot)?;
            let options = options(at);
            let at_least = position(&options, &check.at_least)?;
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

/// The label of a 是/部分/否 the file does not spell out: a plain choice, or what a person says of 左右.
fn own_choice(it: &wire::Requirement) -> Option<String> {
    let bound = match &it.check {
        Check::Choice(wire::ChoiceCheck { slot: None }) => return Some(it.title.clone()),
        Check::Rate(check) | Check::Ratio(check) => &check.bound,
        Check::Count(check) => &check.bound,
        Check::Span(check) => &check.bound,
        Check::Choice(wire::ChoiceCheck { slot: Some(_) })
        | Check::Deadline(_)
        | Check::Frequency(_)
        | Check::Sum(_)
        | Check::Gate(_)
        | Check::Level(_)
        | Check::Trend(_)
        | Check::Narrative(_) => return None,
    };
    matches!(bound, wire::Bound::About { .. }).then(|| format!("是否符合“{}”", it.title))
}

fn choice_slot(id: &str, label: String) -> Slot {
    Slot {
        id: id.to_owned(),
        label,
        input: Input::Choice,
        unit: String::new(),
        base: None,
        sum_of: Vec::new(),
        options: Vec::new(),
        hint: None,
        names_year: false,
    }
}

fn rate(
    slot: &dyn Fn(&str) -> Option<SlotRef>,
    confirm: Option<SlotRef>,
    check: wire::RateCheck,
) -> Option<rate::Rate> {
    Some(rate::Rate {
        numerator: slot(&check.numerator)?,
        denominator: slot(&check.denominator)?,
        bound: bound(&check.bound)?,
        zero: check.zero,
        confirm,
        words: check.words,
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
            let tolerance = match tolerance {
                Some(text) => Some(decimal(text)?),
                None => None,
            };
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
