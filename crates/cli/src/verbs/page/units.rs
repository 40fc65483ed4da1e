//! An office's units: a profile, or a plain list that a spreadsheet saves (CSV or tab-separated, UTF-8). Whatever is
//! refused in a list is refused with its line.

use std::collections::BTreeSet;

use zicha_core::canonical::{self, Value};
use zicha_core::catalogue::lint::nearest;
use zicha_core::catalogue::{Catalogue, Fault};
use zicha_core::digest::{hex, sha256};
use zicha_core::profile::{self, ProfileError};
use zicha_core::text::{self, Lang};

use crate::csv::{self, Record};
use crate::exit::Refusal;
use crate::{files, say, say_page};

/// Most lines of a list.
const UNITS_MAX: usize = 10_000;
/// Heads of the first column: a line that begins so is no unit.
const HEADS: [&str; 5] = ["名称", "单位", "单位名称", "填报单位", "name"];
/// The profile that a list becomes.
const PROFILE_ID: &str = "units";

/// Characters of what was found that a fault tells.
const FOUND_MAX: usize = 80;
/// Cells of a line: name, type and code.
const CELLS: usize = 3;

/// One line.
struct Listed {
    /// From 1.
    line: usize,
    name: String,
    unit_type: String,
    code: String,
}

/// The catalogue file with the units, and how many came in.
///
/// # Errors
/// The file is neither a profile nor a list; a line has no type, or one that the catalogue does not know.
pub fn apply(
    catalogue_file: &[u8],
    catalogue: &Catalogue,
    path: &str,
    lang: Lang,
) -> Result<(Vec<u8>, usize), Refusal> {
    let given = files::read(path, lang)?;
    let begins = given.iter().find(|byte| !byte.is_ascii_whitespace() && ![0xEF, 0xBB, 0xBF].contains(*byte));
    let before = catalogue.units.len();
    let (made, listed) = if begins == Some(&b'{') {
        (given, Vec::new())
    } else {
        let listed = list(&given, catalogue, path, lang)?;
        (canonical::to_bytes(&profile_of(&listed, catalogue)), listed)
    };
    let file = profile::apply(catalogue_file, &made).map_err(|error| {
        let (ProfileError::Catalogue(faults) | ProfileError::Profile(faults)) = error;
        let place = |fault: &Fault| if listed.is_empty() { fault.at } else { line_of(fault, before, &listed) };
        let line = |fault: &Fault| say::at(path, place(fault), &text::fault(fault, lang));
        Refusal::all_bad(faults.iter().map(line), lang)
    })?;
    let after = Catalogue::read(&file).map_or(before, |it| it.units.len());
    Ok((file, after.saturating_sub(before).max(1)))
}

/// Where the unit that a fault speaks of stands in the list: it follows the `before` units of the catalogue. A code or name
/// that is there twice is told by itself; the later line is at fault.
fn line_of(fault: &Fault, before: usize, listed: &[Listed]) -> Option<(usize, usize)> {
    let rest = fault.path.strip_prefix("units")?;
    let index = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')?.0.parse::<usize>().ok());
    let found = match index {
        Some(index) => listed.get(index.checked_sub(before)?),
        None => listed
            .iter()
            .rev()
            .find(|it| [&it.code, &it.name].into_iter().any(|own| own.chars().take(FOUND_MAX).eq(fault.found.chars()))),
    };
    found.map(|it| (it.line, 1))
}

/// The new units of a list, at least one.
fn list(given: &[u8], catalogue: &Catalogue, path: &str, lang: Lang) -> Result<Vec<Listed>, Refusal> {
    let text = std::str::from_utf8(given).map_err(|_| Refusal::bad(say_page::list_not_utf8(path, lang)))?;
    let records = csv::records(text.trim_start_matches('\u{feff}'), UNITS_MAX + 1).map_err(|fault| {
        let (csv::Fault::Open(line) | csv::Fault::After(line)) = fault;
        Refusal::bad(say::at(path, Some((line, 1)), &say_page::quotes(fault, lang)))
    })?;
    if let Some(one) = records.get(UNITS_MAX) {
        return Err(Refusal::bad(say::at(path, Some((one.line, 1)), &say_page::too_many_units(UNITS_MAX, lang))));
    }
    let listed = read(&records, catalogue, path, lang)?;
    if listed.is_empty() { Err(Refusal::bad(say_page::no_new_units(path, lang))) } else { Ok(listed) }
}

fn profile_of(listed: &[Listed], catalogue: &Catalogue) -> Value {
    let unit = |it: &Listed| {
        Value::object(vec![
            ("code", Value::text(&it.code)),
            ("name", Value::text(&it.name)),
            ("type", Value::text(&it.unit_type)),
        ])
    };
    let target = Value::object(vec![("id", Value::text(&catalogue.id)), ("version", Value::text(&catalogue.version))]);
    Value::object(vec![
        ("format", Value::text(profile::FORMAT)),
        ("id", Value::text(PROFILE_ID)),
        ("title", Value::text(&catalogue.title)),
        ("issuer", Value::text(&catalogue.source.issuer)),
        ("catalogue", target),
        ("units", Value::Array(listed.iter().map(unit).collect())),
        ("assign", Value::Array(Vec::new())),
    ])
}

/// New units alone: those that the catalogue names already stay as they are there.
fn read(records: &[Record], catalogue: &Catalogue, path: &str, lang: Lang) -> Result<Vec<Listed>, Refusal> {
    let mut listed = Vec::new();
    let mut names: BTreeSet<&str> = catalogue.units.iter().map(|it| it.name.as_str()).collect();
    let mut faults = Vec::new();
    for (at, record) in records.iter().enumerate() {
        let cell = |at: usize| record.cells.get(at).map_or("", String::as_str);
        let (name, kind, code) = (cell(0), cell(1), cell(2));
        if at == 0 && HEADS.contains(&name.to_lowercase().as_str()) {
            continue;
        }
        match wrong(record, lang) {
            Some(said) => faults.push(say::at(path, Some((record.line, 1)), &said)),
            None if !names.insert(name) => {}
            None => match type_of(name, kind, catalogue) {
                Some(unit_type) => {
                    let code = if code.is_empty() { code_of(name) } else { code.to_owned() };
                    listed.push(Listed { line: record.line, name: name.to_owned(), unit_type, code });
                }
                None => {
                    let known: Vec<&str> = catalogue.unit_types.iter().map(|it| it.name.as_str()).collect();
                    let near = nearest(kind, known.iter().copied());
                    let said = say_page::unknown_type(name, kind, near, &known.join("、"), lang);
                    faults.push(say::at(path, Some((record.line, 1)), &said));
                }
            },
        }
    }
    if faults.is_empty() { Ok(listed) } else { Err(Refusal::all_bad(faults.into_iter(), lang)) }
}

/// What keeps a line from being a unit, whatever the catalogue.
fn wrong(record: &Record, lang: Lang) -> Option<String> {
    let more = record.cells.iter().skip(CELLS).find(|cell| !cell.is_empty());
    let broken = record.cells.iter().find(|cell| cell.chars().any(char::is_control));
    let nameless = record.cells.first().is_none_or(String::is_empty);
    more.map(|cell| say_page::more_cells(cell, lang))
        .or_else(|| broken.map(|_| say_page::broken_cell(lang)))
        .or_else(|| nameless.then(|| say_page::nameless(lang)))
}

/// By id or name; else by the ending of the unit's name; else the only one there is.
fn type_of(name: &str, kind: &str, catalogue: &Catalogue) -> Option<String> {
    let types = &catalogue.unit_types;
    if !kind.is_empty() {
        return types.iter().find(|it| it.id == kind || it.name == kind).map(|it| it.id.clone());
    }
    let endings = types.iter().flat_map(|it| it.name_endings.iter().map(move |ending| (ending, it)));
    let ending = endings.filter(|(ending, _)| name.ends_with(ending.as_str())).max_by_key(|(ending, _)| ending.len());
    match (ending, types.as_slice()) {
        (Some((_, it)), _) => Some(it.id.clone()),
        (None, [only]) => Some(only.id.clone()),
        (None, _) => None,
    }
}

/// The same name has the same code in every edition.
fn code_of(name: &str) -> String {
    format!("u-{}", hex(&sha256(name.as_bytes())).get(..10).unwrap_or_default())
}
