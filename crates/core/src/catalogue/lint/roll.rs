//! Faults of the head of a catalogue: format, periods, units, facts, bases, and what nothing uses.

use std::collections::BTreeSet;

use crate::catalogue::wire::{self, CatalogueFile, Condition, FORMAT};
use crate::date::Date;

use super::{FaultCode, Lint, is_catalogue_id, is_code};

/// Most questions about a unit.
pub(super) const FACTS_MAX: usize = 100;

pub(super) fn lint(lint: &mut Lint<'_>) {
    let file = lint.file;
    if file.format != FORMAT {
        lint.fault(FaultCode::Format, "format", &file.format, Some(FORMAT.to_owned()));
    }
    if !is_catalogue_id(&file.id) {
        lint.fault(FaultCode::BadId, "id", &file.id, None);
    }
    for (path, text) in [("version", &file.version), ("title", &file.title), ("calendar", &file.calendar)] {
        if text.trim().is_empty() {
            lint.fault(FaultCode::Empty, path, "", None);
        }
    }
    if file.source.sha256.len() != 64 || !file.source.sha256.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
        lint.fault(FaultCode::Shape, "source.sha256", &file.source.sha256, Some("64 × 0-9a-f".to_owned()));
    }
    day(lint, "source.published", &file.source.published);
    periods(lint);
    units(lint);
    lint.ids("facts", file.facts.iter().map(|fact| fact.id.as_str()), is_code);
    facts(lint);
    lint.ids("bases", file.bases.iter().map(|base| base.id.as_str()), is_code);
    if let Some(policy) = &file.signing {
        for role in &policy.required {
            lint.known("signing.required", role, ["filler", "reviewer", "head", "office"].into_iter());
        }
    }
}

/// What is asked and what 否 says must be there, and differ from what other facts ask and say.
fn facts(lint: &mut Lint<'_>) {
    let file = lint.file;
    if file.facts.len() > FACTS_MAX {
        let (found, most) = (file.facts.len().to_string(), FACTS_MAX.to_string());
        lint.fault(FaultCode::TooMany, "facts", &found, Some(most));
    }
    let mut seen = BTreeSet::new();
    for (at, fact) in file.facts.iter().enumerate() {
        let english = [("question_en", fact.question_en.as_ref()), ("if_no_en", fact.if_no_en.as_ref())];
        let chinese =
            [("question", Some(&fact.question)), ("hint", fact.hint.as_ref()), ("if_no", fact.if_no.as_ref())];
        for (member, text) in chinese.into_iter().chain(english) {
            let (Some(text), path) = (text.map(|it| it.trim()), format!("facts[{at}].{member}")) else { continue };
            if text.is_empty() {
                lint.fault(FaultCode::Empty, &path, "", None);
            } else if member != "hint" && !seen.insert(text) {
                lint.fault(FaultCode::Duplicate, &path, text, None);
            }
        }
        if fact.if_no.is_none() && fact.if_no_en.is_some() {
            lint.fault(FaultCode::MissingField, &format!("facts[{at}]"), "if_no", None);
        }
    }
}

fn periods(lint: &mut Lint<'_>) {
    let file = lint.file;
    if file.periods.is_empty() {
        lint.fault(FaultCode::Empty, "periods", "", None);
    }
    lint.ids("periods", file.periods.iter().map(|period| period.id.as_str()), is_code);
    for (index, period) in file.periods.iter().enumerate() {
        let path = format!("periods[{index}]");
        let start = day(lint, &format!("{path}.start"), &period.start);
        let end = day(lint, &format!("{path}.end"), &period.end);
        if let (Some(start), Some(end)) = (start, end)
            && end < start
        {
            lint.fault(FaultCode::DatesReversed, &path, &period.end, Some(period.start.clone()));
        }
    }
}

/// Types, units and collectives.
pub(crate) fn units(lint: &mut Lint<'_>) {
    let file = lint.file;
    let types = || file.unit_types.iter().map(|it| it.id.as_str());
    lint.ids("unit_types", types(), is_code);
    lint.ids("units", file.units.iter().map(|unit| unit.code.as_str()), is_code);
    let names = file.units.iter().flat_map(|unit| std::iter::once(&unit.name).chain(&unit.aliases));
    lint.ids("units", names.map(String::as_str), |name| !name.trim().is_empty());
    for (index, unit) in file.units.iter().enumerate() {
        lint.known(&format!("units[{index}].type"), &unit.unit_type, types());
    }
    for (index, collective) in file.collectives.iter().enumerate() {
        for unit_type in &collective.types {
            lint.known(&format!("collectives[{index}].types"), unit_type, types());
        }
    }
}

/// Every name by which an indicator can say who answers for it.
pub(crate) fn names(file: &CatalogueFile) -> Vec<&str> {
    let units = file.units.iter().flat_map(|unit| std::iter::once(&unit.name).chain(&unit.aliases));
    let collectives = file.collectives.iter().flat_map(|it| std::iter::once(&it.name).chain(&it.aliases));
    units.chain(collectives).map(String::as_str).collect()
}

/// `YYYY-MM-DD`, or a fault.
pub(super) fn day(lint: &mut Lint<'_>, path: &str, text: &str) -> Option<Date> {
    let date = text.parse::<Date>().ok();
    if date.is_none() {
        lint.fault(FaultCode::BadDate, path, text, Some("YYYY-MM-DD".to_owned()));
    }
    date
}

/// Facts and bases nothing asks for are questions in vain.
pub(super) fn unused(lint: &mut Lint<'_>, all: &[(String, &wire::Indicator)]) {
    let (mut facts, mut sparing) = (BTreeSet::new(), BTreeSet::new());
    let mut bases = BTreeSet::new();
    for (_, indicator) in all {
        let conditions = indicator.requirements.iter().filter_map(|it| it.applies.as_ref()).chain(&indicator.applies);
        for condition in conditions {
            facts_of(condition, &mut facts);
            sparing_of(condition, true, &mut sparing);
        }
        bases.extend(indicator.slots.iter().filter_map(|slot| slot.base.as_deref()));
    }
    for fact in lint.file.facts.iter().filter(|fact| !facts.contains(fact.id.as_str())) {
        lint.fault(FaultCode::Unused, "facts", &fact.id, None);
    }
    let idle = |fact: &&wire::Fact| facts.contains(fact.id.as_str()) && !sparing.contains(fact.id.as_str());
    for fact in lint.file.facts.iter().filter(idle) {
        lint.fault(FaultCode::SparesNothing, "facts", &fact.id, None);
    }
    for base in lint.file.bases.iter().filter(|base| !bases.contains(base.id.as_str())) {
        lint.fault(FaultCode::Unused, "bases", &base.id, None);
    }
}

/// The facts whose 否 works towards setting something aside: those under an even number of `not`.
fn sparing_of<'c>(condition: &'c Condition, straight: bool, facts: &mut BTreeSet<&'c str>) {
    match condition {
        Condition::Fact(id) => facts.extend(straight.then_some(id.as_str())),
        Condition::All(inner) | Condition::Any(inner) => {
            inner.iter().for_each(|one| sparing_of(one, straight, facts));
        }
        Condition::Not(inner) => sparing_of(inner, !straight, facts),
        Condition::UnitType(_) | Condition::Unit(_) | Condition::Lead => {}
    }
}

fn facts_of<'c>(condition: &'c Condition, facts: &mut BTreeSet<&'c str>) {
    match condition {
        Condition::Fact(id) => {
            facts.insert(id);
        }
        Condition::All(inner) | Condition::Any(inner) => inner.iter().for_each(|one| facts_of(one, facts)),
        Condition::Not(inner) => facts_of(inner, facts),
        Condition::UnitType(_) | Condition::Unit(_) | Condition::Lead => {}
    }
}

/// Names inside a condition must exist.
pub(super) fn condition(lint: &mut Lint<'_>, path: &str, it: &Condition) {
    let file = lint.file;
    match it {
        Condition::Fact(id) => lint.known(path, id, file.facts.iter().map(|fact| fact.id.as_str())),
        Condition::UnitType(types) => {
            for id in types {
                lint.known(path, id, file.unit_types.iter().map(|unit_type| unit_type.id.as_str()));
            }
        }
        Condition::Unit(units) => {
            for name in units {
                let names = file.units.iter().flat_map(|unit| [unit.name.as_str(), unit.code.as_str()]);
                lint.known(path, name, names);
            }
        }
        Condition::All(inner) | Condition::Any(inner) => inner.iter().for_each(|one| condition(lint, path, one)),
        Condition::Not(inner) => condition(lint, path, inner),
        Condition::Lead => {}
    }
}
