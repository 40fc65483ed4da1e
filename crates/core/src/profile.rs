//! 分工方案: a small file in which the deploying office says which units answer for which indicators of a
//! catalogue. Applied to the catalogue's file it gives a complete new file, which is what reports name and hash.
//!
//! Nothing of the catalogue changes but its id, its units and who answers. Read next: `profile/wire.rs`.

pub mod wire;

use crate::canonical::{self, Object, Value};
use crate::catalogue::lint::{self, Fault, FaultCode, Lint, roll};
use crate::catalogue::wire::{CatalogueFile, Group};

use wire::{Assignment, ProfileFile};

/// The value of `format`.
pub const FORMAT: &str = "zicha-profile/1";
/// Most entries of `assign` and names in them, together.
pub const ASSIGN_MAX: usize = 50_000;

/// Which of the two files is wrong, with every fault found and its path in that file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProfileError {
    Catalogue(Vec<Fault>),
    Profile(Vec<Fault>),
}

/// Reads the shape of a profile.
///
/// # Errors
/// The file is not JSON, or the first place where it is not of the shape of [`ProfileFile`].
pub fn read(bytes: &[u8]) -> Result<ProfileFile, Vec<Fault>> {
    open(bytes).map(|it| it.1)
}

fn open(bytes: &[u8]) -> Result<(Value, ProfileFile), Vec<Fault>> {
    let value = canonical::parse(bytes).map_err(|error| vec![lint::not_json(&error)])?;
    let file = canonical::wire::read(&value, wire::profile).map_err(|fault| vec![lint::shape_fault(fault)])?;
    Ok((value, file))
}

/// The catalogue file with the profile's units and assignments, as canonical bytes (RFC 8785). Its id is
/// `<catalogue>.<profile>`. What was wrong with the catalogue itself stays so: the result is read and linted
/// like any catalogue file.
///
/// # Errors
/// [`ProfileError`]; an unknown indicator, group or unit comes with the nearest known one.
pub fn apply(catalogue: &[u8], profile: &[u8]) -> Result<Vec<u8>, ProfileError> {
    let of_catalogue = |fault: Fault| ProfileError::Catalogue(vec![fault]);
    let mut value = canonical::parse(catalogue).map_err(|error| of_catalogue(lint::not_json(&error)))?;
    let before = lint::read_value(&value).map_err(ProfileError::Catalogue)?;
    let (given, profile) = open(profile).map_err(ProfileError::Profile)?;
    if let Value::Object(file) = &mut value {
        file.set("id", Value::Str(format!("{}.{}", before.id, profile.id)));
        for member in ["unit_types", "units", "collectives"] {
            append(file, member, given.get(member));
        }
        if let Some(groups) = file.get_mut("groups") {
            Plan::new(&profile).assign(groups, None);
        }
    }
    let after = lint::read_value(&value).map_err(ProfileError::Catalogue)?;
    let faults = faults(&profile, &before, &after);
    if faults.is_empty() { Ok(canonical::to_bytes(&value)) } else { Err(ProfileError::Profile(faults)) }
}

fn append(file: &mut Object, member: &str, more: Option<&Value>) {
    let Some(Value::Array(more)) = more else { return };
    match file.get_mut(member) {
        Some(Value::Array(items)) => items.extend_from_slice(more),
        Some(_) | None => file.set(member, Value::Array(more.clone())),
    }
}

/// Which entry of `assign` speaks of which indicator or group: pairs of id and index, ascending.
struct Plan<'p> {
    profile: &'p ProfileFile,
    rows: Vec<(&'p str, usize)>,
    groups: Vec<(&'p str, usize)>,
}

impl<'p> Plan<'p> {
    fn new(profile: &'p ProfileFile) -> Plan<'p> {
        let mut plan = Plan { profile, rows: Vec::new(), groups: Vec::new() };
        for (at, it) in profile.assign.iter().enumerate() {
            plan.rows.extend(it.indicators.iter().map(|id| (id.as_str(), at)));
            plan.groups.extend(it.groups.iter().map(|id| (id.as_str(), at)));
        }
        plan.rows.sort_unstable();
        plan.groups.sort_unstable();
        plan
    }

    /// Assigns every indicator of these groups; `outer` is the entry that speaks of the group around them.
    fn assign(&self, groups: &mut Value, outer: Option<usize>) {
        let Value::Array(groups) = groups else { return };
        for group in groups {
            let Value::Object(group) = group else { continue };
            let own = outer.max(last(&self.groups, id_of(group)));
            if let Some(Value::Array(rows)) = group.get_mut("indicators") {
                for row in rows {
                    let Value::Object(row) = row else { continue };
                    let entry = own.max(last(&self.rows, id_of(row))).and_then(|at| self.profile.assign.get(at));
                    if let (Some(entry), Some(Value::Object(cell))) = (entry, row.get_mut("responsibility")) {
                        answer_for(cell, entry, self.profile);
                    }
                }
            }
            if let Some(inner) = group.get_mut("groups") {
                self.assign(inner, own);
            }
        }
    }
}

/// The last entry that speaks of `id`.
fn last(entries: &[(&str, usize)], id: &str) -> Option<usize> {
    let after = entries.partition_point(|it| it.0 <= id);
    entries.get(after.checked_sub(1)?).filter(|it| it.0 == id).map(|it| it.1)
}

fn id_of(object: &Object) -> &str {
    match object.get("id") {
        Some(Value::Str(id)) => id,
        Some(_) | None => "",
    }
}

/// The cell as printed stays; the note says who assigned.
fn answer_for(cell: &mut Object, found: &Assignment, profile: &ProfileFile) {
    let names = |names: &[String]| Value::Array(names.iter().map(|name| Value::text(name.as_str())).collect());
    cell.set("lead", names(&found.lead));
    cell.set("cooperating", names(&found.cooperating));
    let by = format!("{}《{}》", profile.issuer, profile.title);
    let note = match cell.get("note") {
        Some(Value::Str(note)) => format!("{note}；{by}"),
        Some(_) | None => by,
    };
    cell.set("note", Value::Str(note));
}

/// What the profile itself says wrong; `before` is the catalogue it was applied to, `after` what came of it.
fn faults(profile: &ProfileFile, before: &CatalogueFile, after: &CatalogueFile) -> Vec<Fault> {
    let mut lint = Lint { file: after, faults: Vec::new() };
    if profile.format != FORMAT {
        lint.faults.push(lint::other_format(&profile.format, FORMAT));
    }
    if !lint::is_code(&profile.id) || after.id.len() > lint::ID_BYTES_MAX {
        lint.fault(FaultCode::BadId, "id", &profile.id, None);
    }
    let target = &profile.catalogue;
    for (path, said, real) in
        [("catalogue.id", &target.id, &before.id), ("catalogue.version", &target.version, &before.version)]
    {
        if said != real {
            lint.fault(FaultCode::UnknownName, path, said, Some(real.clone()));
        }
    }
    roll::units(&mut lint);
    let size = |it: &Assignment| 1 + it.indicators.len() + it.groups.len() + it.lead.len() + it.cooperating.len();
    let size: usize = profile.assign.iter().map(size).sum();
    if size > ASSIGN_MAX {
        lint.fault(FaultCode::TooMany, "assign", &size.to_string(), Some(ASSIGN_MAX.to_string()));
        return lint.faults;
    }
    let (mut group_ids, mut rows) = (Vec::new(), Vec::new());
    ids(&after.groups, &mut group_ids, &mut rows);
    let names = roll::names(after);
    for (index, it) in profile.assign.iter().enumerate() {
        let path = format!("assign[{index}]");
        if it.indicators.len() + it.groups.len() == 0 || it.lead.len() + it.cooperating.len() == 0 {
            lint.fault(FaultCode::Empty, &path, "", None);
        }
        all_known(&mut lint, &format!("{path}.indicators"), &it.indicators, &rows);
        all_known(&mut lint, &format!("{path}.groups"), &it.groups, &group_ids);
        all_known(&mut lint, &format!("{path}.lead"), &it.lead, &names);
        all_known(&mut lint, &format!("{path}.cooperating"), &it.cooperating, &names);
    }
    lint.faults
}

fn all_known(lint: &mut Lint<'_>, path: &str, names: &[String], known: &[&str]) {
    for (index, name) in names.iter().enumerate() {
        lint.known(&format!("{path}[{index}]"), name, known.iter().copied());
    }
}

/// Ids of all groups and of all indicators.
fn ids<'f>(groups: &'f [Group], group_ids: &mut Vec<&'f str>, rows: &mut Vec<&'f str>) {
    for group in groups {
        group_ids.push(&group.id);
        rows.extend(group.indicators.iter().map(|row| row.id.as_str()));
        ids(&group.groups, group_ids, rows);
    }
}
