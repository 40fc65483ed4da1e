//! Catalogues, calendars and the concordance inside the page.
//!
//! Each assets/catalogues/ID.json becomes `<script type="application/json"
//! class="zicha-catalogue" id="zicha-catalogue-ID">`, each assets/calendars/ID.json the same with
//! `zicha-calendar`, and assets/concordance.json `zicha-concordance-1`: data, so that the program's size is not hidden in them or they in it, and
//! the page makes no request for them.

use crate::{Result, run};
use std::path::Path;
use zicha_single::data::{self, element};

/// Folder under assets/, class and id prefix.
const SHELVES: &[(&str, &str)] = &[("catalogues", "zicha-catalogue"), ("calendars", "zicha-calendar")];
/// The file of demands that mean the same, its class and what follows in its id.
const CONCORDANCE: (&str, &str, &str) = ("assets/concordance.json", "zicha-concordance", "1");
/// A file beyond this is a mistake, not a catalogue.
const FILE_BYTES_MAX: usize = 4 << 20;

/// The script elements for every JSON file on the shelves, minified; catalogues newest first.
pub fn scripts(root: &Path) -> Result<String> {
    let mut text = String::new();
    for (folder, class) in SHELVES {
        let mut elements = Vec::new();
        for (id, json) in files(&root.join("assets").join(folder))? {
            let named = |e: String| format!("assets/{folder}/{id}.json: {e}");
            let newest_first = std::cmp::Reverse(data::years(&json).map_err(named)?);
            elements.push((newest_first, element(class, &id, &json).map_err(named)?));
        }
        elements.sort();
        text.extend(elements.into_iter().map(|(_, element)| element + "\n"));
    }
    let (path, class, id) = CONCORDANCE;
    let json = run::read_file(&root.join(path))?;
    text += &element(class, id, &json).map_err(|e| format!("{path}: {e}"))?;
    Ok(text + "\n")
}

fn files(dir: &Path) -> Result<Vec<(String, String)>> {
    let Ok(entries) = std::fs::read_dir(dir) else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(|e| format!("cannot list {}: {e}", dir.display()))?.path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if !id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
            return Err(format!("{}: a name may hold letters, digits, - and _ only.", path.display()));
        }
        let json = run::read_file(&path)?;
        if json.len() > FILE_BYTES_MAX {
            return Err(format!("{}: larger than {FILE_BYTES_MAX} bytes.", path.display()));
        }
        found.push((id, json));
    }
    found.sort();
    Ok(found)
}
