//! Catalogues and calendars inside the page.
//!
//! Each assets/catalogues/ID.json becomes `<script type="application/json"
//! class="zicha-catalogue" id="zicha-catalogue-ID">`, each assets/calendars/ID.json the same with
//! `zicha-calendar`: data, so that the program's size is not hidden in them or they in it, and
//! the page makes no request for them.

use crate::Result;
use crate::run;
use std::path::Path;

/// Folder under assets/, class and id prefix.
const SHELVES: &[(&str, &str)] = &[("catalogues", "zicha-catalogue"), ("calendars", "zicha-calendar")];
/// A file beyond this is a mistake, not a catalogue.
const FILE_BYTES_MAX: usize = 4 << 20;

/// The script elements for every JSON file on the shelves, minified, in the order of their names.
pub fn scripts(root: &Path) -> Result<String> {
    let mut text = String::new();
    for (folder, class) in SHELVES {
        for (id, json) in files(&root.join("assets").join(folder))? {
            text += &element(class, &id, &json).map_err(|e| format!("assets/{folder}/{id}.json: {e}"))?;
            text += "\n";
        }
    }
    Ok(text)
}

/// The element of one file.
pub fn element(class: &str, id: &str, json: &str) -> Result<String> {
    let json = minified(json)?;
    Ok(format!("<script type=\"application/json\" class=\"{class}\" id=\"{class}-{id}\">{json}</script>"))
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

/// The same JSON without white space between tokens, every `<` inside its strings escaped.
///
/// Works on the text, because passing through a parsed value could reorder members or rewrite
/// numbers, and a catalogue is identified by its digest.
fn minified(json: &str) -> Result<String> {
    serde_json::from_str::<serde_json::Value>(json).map_err(|e| format!("not JSON: {e}"))?;
    let mut text = String::with_capacity(json.len());
    let (mut in_string, mut escaped) = (false, false);
    for c in json.trim_start_matches('\u{feff}').chars() {
        if in_string {
            match c {
                '<' => text.push_str("\\u003c"),
                '\u{2028}' => text.push_str("\\u2028"),
                '\u{2029}' => text.push_str("\\u2029"),
                _ => text.push(c),
            }
            in_string = escaped || c != '"';
            escaped = !escaped && c == '\\';
        } else if !c.is_ascii_whitespace() {
            in_string = c == '"';
            text.push(c);
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, want: &str) {
        assert_eq!(minified(json).as_deref(), Ok(want));
    }

    #[test]
    fn json_is_minified_without_touching_its_meaning() {
        check("{ \"b\": 1,\n \"a\": [ ] }", "{\"b\":1,\"a\":[]}");
        check("\" two  spaces \"", "\" two  spaces \"");
        check(r#"["a\" ", "\\" , 1.50]"#, r#"["a\" ","\\",1.50]"#);
    }

    #[test]
    fn nothing_inside_can_end_the_script_element() {
        check("\"</script><!--\"", "\"\\u003c/script>\\u003c!--\"");
        assert!(minified("{").is_err_and(|e| e.contains("not JSON")));
    }
}
