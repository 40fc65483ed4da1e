//! An office's units: a profile, or a plain list that a spreadsheet saves (CSV or tab-separated, UTF-8).

use std::collections::BTreeSet;

use zicha_core::canonical::{self, Value};
use zicha_core::catalogue::Catalogue;
use zicha_core::catalogue::lint::nearest;
use zicha_core::digest::{hex, sha256};
use zicha_core::profile::{self, ProfileError};
use zicha_core::text::{self, Lang};

use crate::exit::Refusal;
use crate::{files, say, say_page};

/// Most lines of a list.
const UNITS_MAX: usize = 10_000;
/// Heads of the first column: a line that begins so is no unit.
const HEADS: [&str; 5] = ["名称", "单位", "单位名称", "填报单位", "name"];
/// The profile that a list becomes.
const PROFILE_ID: &str = "units";

/// One line.
struct Listed {
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
    let made =
        if begins == Some(&b'{') { given } else { canonical::to_bytes(&profile_of(&given, catalogue, path, lang)?) };
    let before = catalogue.units.len();
    let file = profile::apply(catalogue_file, &made).map_err(|error| {
        let (ProfileError::Catalogue(faults) | ProfileError::Profile(faults)) = error;
        let line = |fault: &zicha_core::catalogue::Fault| say::at(path, fault.at, &text::fault(fault, lang));
        Refusal::all_bad(faults.iter().map(line), lang)
    })?;
    let after = Catalogue::read(&file).map_or(before, |it| it.units.len());
    Ok((file, after.saturating_sub(before).max(1)))
}

fn profile_of(given: &[u8], catalogue: &Catalogue, path: &str, lang: Lang) -> Result<Value, Refusal> {
    let text = std::str::from_utf8(given).map_err(|_| Refusal::bad(say_page::list_not_utf8(path, lang)))?;
    let listed = read(text.trim_start_matches('\u{feff}'), catalogue, path, lang)?;
    if listed.is_empty() {
        return Err(Refusal::bad(say_page::no_new_units(path, lang)));
    }
    let unit = |it: &Listed| {
        Value::object(vec![
            ("code", Value::text(&it.code)),
            ("name", Value::text(&it.name)),
            ("type", Value::text(&it.unit_type)),
        ])
    };
    let target = Value::object(vec![("id", Value::text(&catalogue.id)), ("version", Value::text(&catalogue.version))]);
    Ok(Value::object(vec![
        ("format", Value::text(profile::FORMAT)),
        ("id", Value::text(PROFILE_ID)),
        ("title", Value::text(&catalogue.title)),
        ("issuer", Value::text(&catalogue.source.issuer)),
        ("catalogue", target),
        ("units", Value::Array(listed.iter().map(unit).collect())),
        ("assign", Value::Array(Vec::new())),
    ]))
}

/// New units alone: those that the catalogue names already stay as they are there.
fn read(text: &str, catalogue: &Catalogue, path: &str, lang: Lang) -> Result<Vec<Listed>, Refusal> {
    let mut listed = Vec::new();
    let mut names: BTreeSet<&str> = catalogue.units.iter().map(|it| it.name.as_str()).collect();
    let mut faults = Vec::new();
    for (at, line) in text.lines().enumerate().take(UNITS_MAX + 1) {
        let mut cells = line.split([',', '，', '\t']).map(|cell| cell.trim().trim_matches('"').trim());
        let mut cell = || cells.next().unwrap_or_default();
        let (name, kind, code) = (cell(), cell(), cell());
        if name.is_empty() || at == 0 && HEADS.contains(&name.to_lowercase().as_str()) {
            continue;
        }
        if at == UNITS_MAX {
            faults.push(say::at(path, Some((at + 1, 1)), &say_page::too_many_units(UNITS_MAX, lang)));
            break;
        }
        if !names.insert(name) {
            continue;
        }
        match type_of(name, kind, catalogue) {
            Some(unit_type) => {
                let code = if code.is_empty() { code_of(name) } else { code.to_owned() };
                listed.push(Listed { name: name.to_owned(), unit_type, code });
            }
            None => {
                let known: Vec<&str> = catalogue.unit_types.iter().map(|it| it.name.as_str()).collect();
                let near = nearest(kind, known.iter().copied());
                let said = say_page::unknown_type(name, kind, near, &known.join("、"), lang);
                faults.push(say::at(path, Some((at + 1, 1)), &said));
            }
        }
    }
    if faults.is_empty() { Ok(listed) } else { Err(Refusal::all_bad(faults.into_iter(), lang)) }
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
