//! dist/zicha.html: program, style, catalogues and calendars in one file that opens from disk.

use crate::hook::Parts;
use crate::pack::Packing;
use crate::{Result, catalogue, pack, page, run};
use std::path::Path;

/// Takes the staged page (with its policy marker still in place) and puts every part inside it.
pub fn compose(html: &str, staging: &Path, parts: &Parts, packing: Packing) -> Result<String> {
    let mut changes = Vec::new();
    let (mut style, mut glue) = (String::new(), String::new());
    let first = run::read_bytes(&staging.join(&parts.wasm))?;
    for link in page::elements(html, "link") {
        match link.attribute("rel") {
            Some("preload" | "modulepreload") => changes.push((link.whole, String::new())),
            Some("stylesheet") => {
                let file = parts.style.as_ref().ok_or("a style sheet without a name")?;
                style = run::read_file(&staging.join(file))?;
                changes.push((link.whole, folded("style", &style)));
            }
            _ => {}
        }
    }
    for script in page::elements(html, "script") {
        if let Some((id, file)) = wasm_of(&script, parts) {
            let bytes = run::read_bytes(&staging.join(file))?;
            let before = if id == "zicha-wasm" { &[] } else { first.as_slice() };
            let wasm = pack::letters(&pack::lzma_after(&bytes, before, packing));
            let new = format!("<script id=\"{id}\" type=\"application/octet-stream\">{wasm}</script>");
            changes.push((script.whole, new));
        } else if script.attribute("class").is_some_and(|class| class.starts_with("zicha-")) {
            changes.push((script.whole.clone(), packed(&html[script.whole])?));
        } else if script.attribute("src").is_some() {
            if script.attribute("id") == Some("zicha-glue") {
                glue = run::read_file(&staging.join(&parts.glue))?;
                changes.push((script.whole, folded("glue", &glue)));
            } else {
                let text = inline_text(staging, &parts.loader, "</script")?;
                changes.push((script.whole, format!("<script>{text}</script>")));
            }
        }
    }
    let html = page::replace(html, changes);
    let html = page::fill(&html, "<!--zicha-csp-->", &page::policy_meta(&page::single_policy(&html, &style, &glue)))?;
    check(&html)?;
    Ok(html)
}

/// The single file for those who fill in one catalogue: that of `id`, or `own` (an id and its JSON) in place of all. The
/// office's part of the program stays out.
///
/// # Errors
/// The file holds no catalogue of that name.
pub fn with_only(html: &str, id: &str, own: Option<&str>) -> Result<String> {
    let mut changes = Vec::new();
    let mut found = Vec::new();
    for script in page::elements(html, "script") {
        if script.attribute("id") == Some("zicha-office") {
            changes.push((script.whole, String::new()));
            continue;
        }
        match script.attribute("class") {
            Some("zicha-catalogue") => {}
            // Beside one catalogue there is nothing to refer to.
            Some("zicha-concordance") => {
                changes.push((script.whole, String::new()));
                continue;
            }
            Some(_) | None => continue,
        }
        let name = script.attribute("id").unwrap_or_default().trim_start_matches("zicha-catalogue-").to_string();
        let new = match own {
            Some(json) if found.is_empty() => packed(&catalogue::element("zicha-catalogue", id, json)?)?,
            None if name == id => html[script.whole.clone()].to_string(),
            _ => String::new(),
        };
        found.push(name);
        changes.push((script.whole, new));
    }
    if own.is_none() && !found.iter().any(|name| name == id) {
        return Err(format!("there is no catalogue {id}; the page has {}.", found.join(", ")));
    }
    Ok(page::replace(html, changes))
}

/// Which wasm an element stands for, if any.
fn wasm_of<'a>(script: &page::Element, parts: &'a Parts) -> Option<(&'static str, &'a str)> {
    match script.attribute("id") {
        Some("zicha-wasm") => Some(("zicha-wasm", &parts.wasm)),
        Some(id) => parts.later.iter().find(|(own, _)| *own == id).map(|(own, file)| (*own, file.as_str())),
        None => None,
    }
}

/// Style or glue, packed: the loader puts an element with the text into the page, which the policy names by its hash.
fn folded(what: &str, text: &str) -> String {
    let packed = pack::letters(&pack::lzma(text.as_bytes()));
    format!("<script id=\"zicha-packed-{what}\" type=\"application/octet-stream\">{packed}</script>")
}

/// A catalogue or calendar, packed: the loader puts the text back before the program starts.
fn packed(element: &str) -> Result<String> {
    let (open, rest) = element.split_once('>').ok_or("a data element without an end")?;
    let text = rest.strip_suffix("</script>").ok_or("a data element without its closing tag")?;
    let packed = pack::letters(&pack::lzma(text.as_bytes()));
    Ok(format!("{open} data-packed=\"lzma\">{packed}</script>"))
}

/// A file's text, refused where it would end its element early or be changed by the parser, which
/// would also break its hash in the policy.
fn inline_text(staging: &Path, file: &str, end: &str) -> Result<String> {
    let text = run::read_file(&staging.join(file))?;
    let lower = text.to_ascii_lowercase();
    match [end, "<!--", "\r", "\0"].iter().find(|part| lower.contains(**part)) {
        Some(part) => Err(format!("{file} contains {part:?} and cannot stand inside the page.")),
        None => Ok(text),
    }
}

/// Nothing in the single file may point at another file.
fn check(html: &str) -> Result {
    let scripts = page::elements(html, "script");
    let links = page::elements(html, "link");
    let outside = scripts.iter().find_map(|script| script.attribute("src").or(script.attribute("data-src")));
    let outside =
        outside.or(links.iter().filter_map(|link| link.attribute("href")).find(|href| !href.starts_with("data:")));
    match outside {
        Some(address) => Err(format!("the single file still refers to {address}.")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_to_another_file_is_refused() {
        assert!(check("<link rel=\"icon\" href=\"data:,\"><script>x</script>").is_ok());
        assert!(check("<script src=\"a.js\"></script>").is_err_and(|e| e.contains("a.js")));
        assert!(check("<link rel=\"icon\" href=\"i.png\">").is_err_and(|e| e.contains("i.png")));
        assert!(check("<script data-src=\"a.wasm\"></script>").is_err());
    }

    #[test]
    fn one_catalogue_is_kept_or_put_in_their_place() {
        let element = |id: &str| catalogue::element("zicha-catalogue", id, &format!("{{\"id\":\"{id}\"}}")).unwrap();
        let html = format!("<p>{}{}</p>", element("a"), element("b"));
        assert_eq!(with_only(&html, "b", None).unwrap(), format!("<p>{}</p>", element("b")));
        let own = with_only(&html, "c", Some("{\"id\":\"c\"}")).unwrap();
        assert!(own.contains("id=\"zicha-catalogue-c\" data-head=\"") && !own.contains("-a"), "{own}");
        let packed = pack::letters(&pack::lzma(b"{\"id\":\"c\"}"));
        assert!(own.contains(&format!("\" data-packed=\"lzma\">{packed}</script>")), "{own}");
        assert!(with_only(&html, "d", None).is_err_and(|e| e.contains("a, b")));
    }

    #[test]
    fn every_part_ends_inside() {
        let dir = std::env::temp_dir().join(format!("zicha-single-{}", std::process::id()));
        let write = |name: &str, text: &str| run::write_file(&dir.join(name), text).unwrap();
        write("g.js", "let wasm_bindgen");
        write("l.js", "start()");
        write("z.css", "p{}");
        write("w.wasm", "\0asm");
        write("l.wasm", "\0asm");
        let html = "<!--zicha-csp--><link rel=\"preload\" href=\"./w.wasm\"><link rel=\"stylesheet\" href=\"./z.css\">\
            <script id=\"zicha-glue\" src=\"./g.js\"></script><script id=\"zicha-wasm\" data-src=\"./w.wasm\"></script><script id=\"zicha-late\" data-src=\"./l.wasm\"></script><script src=\"./l.js\"></script>";
        let parts = Parts::find(html).unwrap();
        let single = compose(html, &dir, &parts, Packing::Small).unwrap();
        for part in [
            &folded("style", "p{}"),
            &folded("glue", "let wasm_bindgen"),
            &pack::sha256_base64("p{}"),
            &pack::sha256_base64("let wasm_bindgen"),
            &pack::letters(&pack::lzma(b"\0asm")),
            "<script>start()</script>",
        ] {
            assert!(single.contains(part), "{part} missing in {single}");
        }
        write("l.js", "'</script>'");
        assert!(compose(html, &dir, &parts, Packing::Small).is_err_and(|e| e.contains("l.js")));
        std::fs::remove_dir_all(&dir).unwrap();
    }
}
