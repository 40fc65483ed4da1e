//! Catalogues and calendars as elements of the page: `<script type="application/json" class="zicha-catalogue"
//! id="zicha-catalogue-ID" data-head="…">`.

use crate::{Result, pack, page};
use serde_json::Value;

/// What the page says of a catalogue before it reads it (src/shelf.rs, `Head`).
#[derive(Debug, PartialEq)]
struct Head {
    /// First and last year of its periods; zeros for a file without periods.
    years: (u16, u16),
    lines: String,
}

/// Stands on the element of a catalogue whose reports others sign after the filler.
pub const COUNTERSIGNED: &str = " data-countersigned";

/// First and last year of a catalogue's periods; zeros for a file without any.
///
/// # Errors
/// It is not JSON.
pub fn years(json: &str) -> Result<(u16, u16)> {
    head(json).map(|it| it.years)
}

fn file(json: &str) -> Result<Value> {
    serde_json::from_str(json.trim_start_matches('\u{feff}')).map_err(|e| format!("not JSON: {e}"))
}

/// `signing.required`, where it is there, names whoever signs (crates/core/src/catalogue/wire).
fn asks_for_more_than_the_filler(file: &Value) -> bool {
    file["signing"]["required"].as_array().is_some_and(|roles| roles.iter().any(|role| role != "filler"))
}

fn head(json: &str) -> Result<Head> {
    let file = file(json)?;
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
///
/// # Errors
/// It is not JSON.
pub fn element(class: &str, id: &str, json: &str) -> Result<String> {
    let text = minified(json)?;
    // A calendar needs no head: the page reads it at once.
    let head = if class == "zicha-catalogue" {
        let head = format!(" data-head=\"{}\"", page::escape_attribute(&head(json)?.lines));
        if asks_for_more_than_the_filler(&file(json)?) { head + COUNTERSIGNED } else { head }
    } else {
        String::new()
    };
    Ok(format!("<script type=\"application/json\" class=\"{class}\" id=\"{class}-{id}\"{head}>{text}</script>"))
}

/// The element of a catalogue or calendar with its text packed: the loader puts the text back before the program starts.
///
/// # Errors
/// It is not one element.
pub fn packed(element: &str) -> Result<String> {
    let (open, rest) = element.split_once('>').ok_or("a data element without an end")?;
    let text = rest.strip_suffix("</script>").ok_or("a data element without its closing tag")?;
    let packed = pack::letters(&pack::lzma_text(text));
    Ok(format!("{open} data-packed=\"lzma\">{packed}</script>"))
}

/// The element of a catalogue that came in a signed package, with the line that says so.
///
/// # Errors
/// It is not JSON.
pub fn issued(id: &str, json: &str, issued: &str) -> Result<String> {
    let line = page::escape_attribute(&issued.replace('\n', " "));
    // The head begins with that line, empty where nobody signed.
    page::fill(&element("zicha-catalogue", id, json)?, " data-head=\"", &format!(" data-head=\"{line}"))
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
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
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
