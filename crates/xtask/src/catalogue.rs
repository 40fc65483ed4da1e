//! Catalogues, calendars and the concordance inside the page.
//!
//! Each assets/catalogues/ID.json becomes `<script type="application/json"
//! class="zicha-catalogue" id="zicha-catalogue-ID">`, each assets/calendars/ID.json the same with
//! `zicha-calendar`, and assets/concordance.json `zicha-concordance-1`: data, so that the program's size is not hidden in them or they in it, and
//! the page makes no request for them.

use crate::{Result, page, run};
use serde_json::Value;
use std::path::Path;

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
            let newest_first = std::cmp::Reverse(head(&json).map_err(named)?.years);
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

/// What the page says of a catalogue before it reads it (src/shelf.rs, `Head`).
#[derive(Debug, PartialEq)]
struct Head {
    /// First and last year of its periods; zeros for a file without periods.
    years: (u16, u16),
    lines: String,
}

fn head(json: &str) -> Result<Head> {
    let file: Value =
        serde_json::from_str(json.trim_start_matches('\u{feff}')).map_err(|e| format!("not JSON: {e}"))?;
    let line = |value: &Value| value.as_str().unwrap_or_default().replace('\n', " ");
    let periods = file["periods"].as_array().map_or(&[][..], Vec::as_slice);
    let years = periods.iter().flat_map(|it| [&it["start"], &it["end"]]);
    let years = years.filter_map(|it| it.as_str()?.get(..4)?.parse::<u16>().ok());
    let years = (years.clone().min().unwrap_or(0), years.max().unwrap_or(0));
    let numbers = format!("{} {} {}", years.0, years.1, rows(&file["groups"]));
    let mut lines = ["", &line(&file["title"]), &line(&file["about"]), &numbers].join("\n");
    for period in periods {
        lines += &format!("\n{}\n{}", line(&period["id"]), line(&period["title"]));
    }
    Ok(Head { years, lines })
}

/// Indicators in these groups and the groups in them.
fn rows(groups: &Value) -> usize {
    let groups = groups.as_array().map_or(&[][..], Vec::as_slice);
    groups.iter().map(|it| it["indicators"].as_array().map_or(0, Vec::len) + rows(&it["groups"])).sum()
}

/// The element of one file.
pub fn element(class: &str, id: &str, json: &str) -> Result<String> {
    let text = minified(json)?;
    // A calendar needs no head: the page reads it at once.
    let head = if class == "zicha-catalogue" {
        format!(" data-head=\"{}\"", page::escape_attribute(&head(json)?.lines))
    } else {
        String::new()
    };
    Ok(format!("<script type=\"application/json\" class=\"{class}\" id=\"{class}-{id}\"{head}>{text}</script>"))
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
    fn the_head_is_what_the_page_says_before_it_reads() {
        let json = r#"{"title":"甲\n乙","about":"丙","periods":[{"id":"2014","title":"2014年度","start":"2014-01-01",
            "end":"2014-12-31"},{"id":"2016","title":"2016年度","start":"2016-01-01","end":"2016-12-31"}],
            "groups":[{"indicators":[{}],"groups":[{"indicators":[{},{}]}]}]}"#;
        let lines = "\n甲 乙\n丙\n2014 2016 3\n2014\n2014年度\n2016\n2016年度".to_string();
        assert_eq!(head(json), Ok(Head { years: (2014, 2016), lines }));
        assert!(
            element("zicha-catalogue", "x", r#"{"title":"<\"&"}"#).unwrap().contains("data-head=\"\n&lt;&quot;&amp;")
        );
        assert!(!element("zicha-calendar", "x", "{}").unwrap().contains("data-head"));
    }

    #[test]
    fn nothing_inside_can_end_the_script_element() {
        check("\"</script><!--\"", "\"\\u003c/script>\\u003c!--\"");
        assert!(minified("{").is_err_and(|e| e.contains("not JSON")));
    }
}
