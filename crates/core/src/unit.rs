//! 填报单位: who answers, and in which tier each indicator concerns it.

use crate::catalogue::{Catalogue, Condition, Indicator, wire};

/// Longest name of a unit, in characters.
pub const NAME_CHARS_MAX: usize = 60;

/// A unit that fills in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The catalogue's code, or the type's id followed by the name for a unit it does not list.
    pub code: String,
    pub name: String,
    /// Id of a unit type of the catalogue.
    pub unit_type: String,
}

/// How an indicator concerns a unit, nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// 牵头.
    Lead,
    /// 点名责任: named among the cooperating units.
    Named,
    /// 按职责: through a collective such as 其他部门.
    ByDuty,
    /// Not this unit's row.
    None,
}

impl Tier {
    pub const MINE: [Tier; 3] = [Tier::Lead, Tier::Named, Tier::ByDuty];

    pub fn code(self) -> &'static str {
        match self {
            Tier::Lead => "lead",
            Tier::Named => "named",
            Tier::ByDuty => "by_duty",
            Tier::None => "none",
        }
    }

    pub fn is_mine(self) -> bool {
        self != Tier::None
    }
}

/// Why a name is no unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitError {
    Empty,
    TooLong,
    /// Not listed and of no recognisable type; the nearest listed name.
    Unknown {
        name: String,
        nearest: Option<String>,
    },
    UnknownType {
        unit_type: String,
    },
}

/// Finds the unit by code, name or alias; a name that is not listed is taken by its ending
/// (丁字沽街道 is a 街道). A full name with the place before it (天津市红桥区司法局) is not guessed at.
///
/// # Errors
/// [`UnitError`] when the name is empty, too long or fits nothing.
pub fn resolve(catalogue: &Catalogue, name: &str) -> Result<Unit, UnitError> {
    let name = checked_name(name)?;
    if let Some(unit) = listed(catalogue, name) {
        return Ok(Unit { code: unit.code.clone(), name: unit.name.clone(), unit_type: unit.unit_type.clone() });
    }
    let ending = |unit_type: &&wire::UnitType| {
        unit_type
            .name_endings
            .iter()
            .filter(|ending| name.ends_with(ending.as_str()) && name != ending.as_str())
            .map(String::len)
            .max()
    };
    // The longest ending wins: 街道办事处 before 处.
    match catalogue.unit_types.iter().filter(|it| ending(it).is_some()).max_by_key(ending) {
        Some(unit_type) => Ok(unlisted(name, &unit_type.id)),
        None => {
            let nearest = wire_nearest(catalogue, name);
            Err(UnitError::Unknown { name: name.to_owned(), nearest })
        }
    }
}

/// A unit that the catalogue does not list, of a type the filler chose.
///
/// # Errors
/// [`UnitError`] when the name is empty or too long, or the type does not exist.
pub fn of_type(catalogue: &Catalogue, name: &str, unit_type: &str) -> Result<Unit, UnitError> {
    let name = checked_name(name)?;
    if let Some(unit) = listed(catalogue, name) {
        return Ok(Unit { code: unit.code.clone(), name: unit.name.clone(), unit_type: unit.unit_type.clone() });
    }
    let known = catalogue.unit_types.iter().find(|it| it.id == unit_type || it.name == unit_type);
    let known = known.ok_or_else(|| UnitError::UnknownType { unit_type: unit_type.to_owned() })?;
    Ok(unlisted(name, &known.id))
}

/// The tier in which an indicator concerns a unit.
pub fn tier(catalogue: &Catalogue, indicator: &Indicator, unit: &Unit) -> Tier {
    let names = &indicator.responsibility;
    let named = |list: &[String]| list.iter().any(|name| is_unit(catalogue, name, unit));
    let collective = |list: &[String]| list.iter().any(|name| covers(catalogue, name, unit));
    if named(&names.lead) || collective(&names.lead) {
        Tier::Lead
    } else if named(&names.cooperating) {
        Tier::Named
    } else if collective(&names.cooperating) {
        Tier::ByDuty
    } else {
        Tier::None
    }
}

/// Whether a condition holds; facts not yet answered count as yes, so nothing is hidden by silence.
pub fn holds(condition: &Condition, unit: &Unit, tier: Tier, fact: &dyn Fn(&str) -> Option<bool>) -> bool {
    match condition {
        Condition::Fact(id) => fact(id).unwrap_or(true),
        Condition::UnitType(types) => types.contains(&unit.unit_type),
        Condition::Unit(units) => units.iter().any(|name| *name == unit.name || *name == unit.code),
        Condition::Lead => tier == Tier::Lead,
        Condition::All(all) => all.iter().all(|one| holds(one, unit, tier, fact)),
        Condition::Any(any) => any.iter().any(|one| holds(one, unit, tier, fact)),
        Condition::Not(inner) => match inner.as_ref() {
            // "Not X" with X unknown must not hide the row either.
            Condition::Fact(id) => fact(id).is_none_or(|known| !known),
            Condition::UnitType(_)
            | Condition::Unit(_)
            | Condition::Lead
            | Condition::All(_)
            | Condition::Any(_)
            | Condition::Not(_) => !holds(inner, unit, tier, fact),
        },
    }
}

fn checked_name(name: &str) -> Result<&str, UnitError> {
    let name = name.trim();
    if name.is_empty() {
        Err(UnitError::Empty)
    } else if name.chars().count() > NAME_CHARS_MAX {
        Err(UnitError::TooLong)
    } else {
        Ok(name)
    }
}

fn listed<'a>(catalogue: &'a Catalogue, name: &str) -> Option<&'a wire::Unit> {
    catalogue
        .units
        .iter()
        .find(|unit| unit.code == name || unit.name == name || unit.aliases.iter().any(|alias| alias == name))
}

fn unlisted(name: &str, unit_type: &str) -> Unit {
    Unit { code: format!("{unit_type}:{name}"), name: name.to_owned(), unit_type: unit_type.to_owned() }
}

fn wire_nearest(catalogue: &Catalogue, name: &str) -> Option<String> {
    let names = catalogue.units.iter().flat_map(|unit| std::iter::once(&unit.name).chain(&unit.aliases));
    crate::catalogue::lint::nearest(name, names.map(String::as_str)).map(str::to_owned)
}

fn is_unit(catalogue: &Catalogue, printed: &str, unit: &Unit) -> bool {
    printed == unit.name || listed(catalogue, printed).is_some_and(|found| found.code == unit.code)
}

fn covers(catalogue: &Catalogue, printed: &str, unit: &Unit) -> bool {
    let named = |it: &&wire::Collective| it.name == printed || it.aliases.iter().any(|alias| alias == printed);
    catalogue.collectives.iter().find(named).is_some_and(|found| found.types.contains(&unit.unit_type))
}
