//! 单位情况: what the answers to the questions about the unit decide, and why.
//!
//! An answer never overwrites something typed: what was answered before a fact set it aside is held
//! ([`Row::held`]) until the person decides. Nothing typed is ever deleted here.

use std::sync::Arc;

use super::{Row, Session, Setting, applies};
use crate::catalogue::wire::Fact;
use crate::catalogue::{Catalogue, Condition};
use crate::finding::{Finding, Problem, Statement};
use crate::unit::{self, Tier};

/// What answering one fact with 否 sets aside among the unit's rows, the other answers being as they are.
/// Indices of indicators in printed order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spared {
    /// Rows with nothing left to answer.
    pub rows: Vec<usize>,
    /// Rows of which a part goes.
    pub parts: Vec<usize>,
}

impl Session {
    /// The session after a fact about the unit was answered, or taken back. Requirements that were answered before
    /// and that this would set aside are held.
    #[must_use]
    pub fn with_fact(&self, fact: usize, value: Option<bool>) -> Session {
        let mut setting = (*self.setting).clone();
        if let Some(slot) = setting.facts.get_mut(fact) {
            *slot = value;
        }
        let mut next = self.clone();
        next.hold(&setting);
        next.setting = Arc::new(setting);
        next.judged_anew()
    }

    /// Marks what was answered and what these facts would set aside.
    fn hold(&mut self, setting: &Setting) {
        for at in 0..self.rows.len() {
            let Some(row) = self.rows.get(at) else { continue };
            let stands = applies(&self.catalogue, setting, at, row.tier);
            let held = to_hold(&self.catalogue, row, &stands);
            if held != row.held {
                let mut row = (**row).clone();
                row.held = held;
                self.rows.set(at, Arc::new(row));
            }
        }
    }

    /// The session after these requirements, as (indicator, requirement), were held again: a draft was opened.
    #[must_use]
    pub fn with_held(&self, held: &[(usize, usize)]) -> Session {
        let mut next = self.clone();
        for (at, requirement) in held {
            let Some(row) = next.rows.get(*at).filter(|row| row.applies.get(*requirement) == Some(&false)) else {
                continue;
            };
            let mut row = (**row).clone();
            row.held.push(*requirement);
            row.held.sort_unstable();
            row.held.dedup();
            next.rows.set(*at, Arc::new(row));
        }
        next.judged_anew()
    }

    /// The session after the person decided that what is held in a row does not apply. The answers stay, uncounted.
    #[must_use]
    pub fn set_aside(&self, at: usize) -> Session {
        let mut next = self.clone();
        let Some(row) = next.rows.get(at).filter(|row| !row.held.is_empty()) else { return next };
        let mut row = (**row).clone();
        row.held = Vec::new();
        next.rows.set(at, Arc::new(row));
        next.judged_anew()
    }

    /// The unit's rows in which something is held.
    pub fn held(&self) -> impl Iterator<Item = &Arc<Row>> {
        self.mine().filter(|row| !row.held.is_empty())
    }

    /// Indices of the facts that can decide something for this unit; the others are not worth asking it.
    pub fn facts_asked(&self) -> Vec<usize> {
        let mut asked = vec![false; self.catalogue.facts.len()];
        for row in self.mine() {
            let Some(indicator) = self.catalogue.indicators.get(row.indicator) else { continue };
            let whole = open(indicator.applies.as_ref(), &self.setting, row.tier);
            if whole == Open::Decided(false) {
                continue;
            }
            let parts = indicator.requirements.iter().map(|it| open(it.applies.as_ref(), &self.setting, row.tier));
            for id in parts.chain([whole]).flat_map(Open::ids) {
                if let Some(at) = self.catalogue.facts.iter().position(|fact| fact.id == id) {
                    asked[at] = true;
                }
            }
        }
        (0..asked.len()).filter(|at| asked[*at]).collect()
    }

    /// What 否 to this fact spares the unit, beside what is not asked anyway.
    pub fn spared(&self, fact: usize) -> Spared {
        let with = |value| {
            let mut setting = (*self.setting).clone();
            if let Some(slot) = setting.facts.get_mut(fact) {
                *slot = value;
            }
            setting
        };
        let (yes, no) = (with(Some(true)), with(Some(false)));
        let mut spared = Spared::default();
        for row in self.mine() {
            let before = applies(&self.catalogue, &yes, row.indicator, row.tier);
            let after = applies(&self.catalogue, &no, row.indicator, row.tier);
            if before.contains(&true) && !after.contains(&true) {
                spared.rows.push(row.indicator);
            } else if before.iter().zip(&after).any(|(before, after)| *before && !after) {
                spared.parts.push(row.indicator);
            }
        }
        spared
    }
}

/// What of a row is held under other facts: what was held and is still not asked, and what was answered and goes now.
fn to_hold(catalogue: &Catalogue, row: &Row, stands: &[bool]) -> Vec<usize> {
    let goes = |at: &usize| stands.get(*at) == Some(&false);
    let stood = |at: &usize| row.applies.get(*at) == Some(&true);
    // What stands beside the row as a whole is lost from sight only when the whole row goes.
    let whole = !stands.contains(&true) && is_answered(row);
    let keep = |at: &usize| row.held.contains(at) || whole || is_typed(catalogue, row, *at);
    (0..stands.len()).filter(goes).filter(stood).filter(keep).collect()
}

/// A note, evidence or rectification was written.
fn is_answered(row: &Row) -> bool {
    let it = &row.answer;
    !it.note.trim().is_empty() || !it.evidence.is_empty() || !it.rectification.is_empty()
}

/// The requirement has a value of its own, a state or a reason. Shared quantities and sums belong to other rows too.
fn is_typed(catalogue: &Catalogue, row: &Row, at: usize) -> bool {
    let Some(indicator) = catalogue.indicators.get(row.indicator) else { return false };
    let Some(requirement) = indicator.requirements.get(at) else { return false };
    let typed = |slot: &crate::answer::SlotRef| {
        let crate::answer::SlotRef::Own(slot) = slot else { return false };
        let own = indicator.slots.get(*slot).is_some_and(|it| it.base.is_none() && it.sum_of.is_empty());
        own && row.answer.slots.get(*slot).is_some_and(|text| !text.trim().is_empty())
    };
    requirement.kind.slots().iter().any(typed)
        || row.answer.marks.get(at).is_some_and(|mark| *mark != crate::answer::Mark::None)
        || row.answer.reasons.get(at).is_some_and(|text| !text.trim().is_empty())
}

/// Whether a row has something typed that is set aside: it is kept and counts nowhere.
pub fn has_uncounted(catalogue: &Catalogue, row: &Row) -> bool {
    let aside = |at: &usize| row.applies.get(*at) == Some(&false);
    (row.is_excluded() && is_answered(row))
        || (0..row.applies.len()).filter(aside).any(|at| is_typed(catalogue, row, at))
}

/// Held requirements stand; those that stand by themselves need not be held.
pub(super) fn keep_held(row: &mut Row) {
    let applies = &mut row.applies;
    row.held.retain(|at| applies.get(*at) == Some(&false));
    for at in &row.held {
        if let Some(stands) = applies.get_mut(*at) {
            *stands = true;
        }
    }
}

/// One finding for each requirement held.
pub(super) fn contradictions(catalogue: &Catalogue, setting: &Setting, row: &Row) -> Vec<Finding> {
    let finding = |at: &usize| Finding {
        requirement: Some(*at),
        slot: None,
        problem: Problem::FactContradicts { facts: reasons(catalogue, setting, row, *at) },
    };
    row.held.iter().map(finding).collect()
}

/// What the unit answered that sets a requirement aside; empty where its type or the division of duties does, or
/// where nothing does.
pub fn reasons(catalogue: &Catalogue, setting: &Setting, row: &Row, requirement: usize) -> Vec<Statement> {
    deciding(catalogue, setting, row, requirement)
        .into_iter()
        .filter_map(|at| statement(catalogue, setting, at))
        .collect()
}

/// The same as indices of facts, ascending.
pub fn deciding(catalogue: &Catalogue, setting: &Setting, row: &Row, requirement: usize) -> Vec<usize> {
    let Some(indicator) = catalogue.indicators.get(row.indicator) else { return Vec::new() };
    let own = indicator.requirements.get(requirement).and_then(|it| it.applies.as_ref());
    let case = Case { catalogue, setting, tier: row.tier };
    let mut found = Vec::new();
    for condition in indicator.applies.iter().chain(own).filter(|it| !case.holds(it)) {
        case.against(condition, &mut found);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// What the unit's facts set aside: the facts that decide together, and the rows in which they do, in printed order.
pub fn decided(session: &Session) -> Vec<(Vec<Statement>, Vec<usize>)> {
    let (catalogue, setting) = (session.catalogue(), session.setting());
    let mut found: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    for row in session.mine() {
        for at in (0..row.applies.len()).filter(|at| row.applies.get(*at) == Some(&false)) {
            let facts = deciding(catalogue, setting, row, at);
            if facts.is_empty() {
                continue;
            }
            match found.iter_mut().find(|it| it.0 == facts) {
                Some((_, rows)) if rows.last() == Some(&row.indicator) => {}
                Some((_, rows)) => rows.push(row.indicator),
                None => found.push((facts, vec![row.indicator])),
            }
        }
    }
    let said = |facts: Vec<usize>| facts.into_iter().filter_map(|at| statement(catalogue, setting, at)).collect();
    found.into_iter().map(|(facts, rows)| (said(facts), rows)).collect()
}

fn statement(catalogue: &Catalogue, setting: &Setting, at: usize) -> Option<Statement> {
    let fact = catalogue.facts.get(at)?;
    let answer = setting.facts.get(at).copied().flatten()?;
    Some(match &fact.if_no {
        Some(text) if !answer => Statement { text: text.clone(), text_en: fact.if_no_en.clone(), answer: None },
        Some(_) | None => {
            Statement { text: fact.question.clone(), text_en: fact.question_en.clone(), answer: Some(answer) }
        }
    })
}

struct Case<'a> {
    catalogue: &'a Catalogue,
    setting: &'a Setting,
    tier: Tier,
}

impl Case<'_> {
    fn fact_at(&self, id: &str) -> Option<usize> {
        self.catalogue.facts.iter().position(|fact| fact.id == id)
    }

    fn holds(&self, condition: &Condition) -> bool {
        let fact = |id: &str| self.setting.facts.get(self.fact_at(id)?).copied().flatten();
        unit::holds(condition, &self.setting.unit, self.tier, &fact)
    }

    /// The answered facts that make a condition fail which does.
    fn against(&self, condition: &Condition, found: &mut Vec<usize>) {
        match condition {
            Condition::Fact(id) => found.extend(self.fact_at(id)),
            Condition::UnitType(_) | Condition::Unit(_) | Condition::Lead => {}
            Condition::Any(all) => all.iter().for_each(|one| self.against(one, found)),
            // One that fails is enough; where the unit itself decides, no fact does.
            Condition::All(all) => {
                for one in all.iter().filter(|one| !self.holds(one)) {
                    self.against(one, found);
                }
            }
            Condition::Not(inner) => self.answered(inner, found),
        }
    }

    /// The answered facts that a condition names.
    fn answered(&self, condition: &Condition, found: &mut Vec<usize>) {
        match condition {
            Condition::Fact(id) => {
                let answered = |at: &usize| self.setting.facts.get(*at).is_some_and(Option::is_some);
                found.extend(self.fact_at(id).filter(answered));
            }
            Condition::UnitType(_) | Condition::Unit(_) | Condition::Lead => {}
            Condition::Any(all) | Condition::All(all) => all.iter().for_each(|one| self.answered(one, found)),
            Condition::Not(inner) => self.answered(inner, found),
        }
    }
}

/// What is left of a condition once everything but the facts is known.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Open<'c> {
    Decided(bool),
    /// Ids of the facts it still turns on.
    By(Vec<&'c str>),
}

impl<'c> Open<'c> {
    fn ids(self) -> Vec<&'c str> {
        match self {
            Open::Decided(_) => Vec::new(),
            Open::By(ids) => ids,
        }
    }
}

fn open<'c>(condition: Option<&'c Condition>, setting: &Setting, tier: Tier) -> Open<'c> {
    let Some(condition) = condition else { return Open::Decided(true) };
    match condition {
        Condition::Fact(id) => Open::By(vec![id]),
        Condition::UnitType(_) | Condition::Unit(_) | Condition::Lead => {
            Open::Decided(unit::holds(condition, &setting.unit, tier, &|_| None))
        }
        Condition::Any(all) => joined(all, true, setting, tier),
        Condition::All(all) => joined(all, false, setting, tier),
        Condition::Not(inner) => match open(Some(inner), setting, tier) {
            Open::Decided(holds) => Open::Decided(!holds),
            Open::By(ids) => Open::By(ids),
        },
    }
}

/// `settles` is the value that one of them settles the whole with: true for any, false for all.
fn joined<'c>(all: &'c [Condition], settles: bool, setting: &Setting, tier: Tier) -> Open<'c> {
    let mut ids = Vec::new();
    for one in all {
        match open(Some(one), setting, tier) {
            Open::Decided(holds) if holds == settles => return Open::Decided(settles),
            Open::Decided(_) => {}
            Open::By(more) => ids.extend(more),
        }
    }
    if ids.is_empty() { Open::Decided(!settles) } else { Open::By(ids) }
}

/// What answering 否 says: the fact's statement, or its question with the answer.
pub fn if_no(fact: &Fact) -> Statement {
    match &fact.if_no {
        Some(text) => Statement { text: text.clone(), text_en: fact.if_no_en.clone(), answer: None },
        None => Statement { text: fact.question.clone(), text_en: fact.question_en.clone(), answer: Some(false) },
    }
}
