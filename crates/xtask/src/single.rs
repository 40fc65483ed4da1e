//! dist/zicha.html: program, style, catalogues and calendars in one file that opens from disk.

use crate::hook::Parts;
use crate::pack::Packing;
use crate::{Result, pack, page, run, streams};
use std::path::Path;
use zicha_single::data::packed;
use zicha_single::sealed;

/// The page around the sealed edition, and the script inside that speaks with it.
const SHELL: &str = "assets/sealed/shell.html";
/// Both parts of the script inside.
const INNER: [&str; 2] = ["assets/port/storage.js", "assets/port/inner.js"];

/// Takes the staged page (with its policy marker still in place) and puts every part inside it.
pub fn compose(html: &str, staging: &Path, parts: &Parts, loader: &str, packing: Packing) -> Result<String> {
    let mut changes = Vec::new();
    let (mut style, mut glue) = (String::new(), String::new());
    let first = sorted(&staging.join(&parts.wasm))?;
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
            let bytes = sorted(&staging.join(file))?;
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
                let text = inert(loader, "the loader", "</script")?;
                changes.push((script.whole, format!("<script>{text}</script>")));
            }
        }
    }
    let html = page::replace(html, changes);
    let html = page::fill(&html, "<!--zicha-csp-->", &page::policy_meta(&page::single_policy(&html, &style, &glue)))?;
    check(&html)?;
    Ok(html)
}

/// The sealed edition of a single file. Its shell is shipped as it stands, for it is printed in README.md.
///
/// # Errors
/// A part is missing, or its text would end its element.
pub fn seal(root: &Path, single: &str, inner: &str) -> Result<String> {
    let shell = run::read_file(&root.join(SHELL))?;
    sealed::seal(single, &shell, &inert(inner, INNER[1], "</script")?)
}

/// The script inside the sealed edition, as it is written.
///
/// # Errors
/// A part is missing.
pub fn inner(root: &Path) -> Result<String> {
    let parts: Result<String> = INNER.iter().map(|part| run::read_file(&root.join(part))).collect();
    Ok(format!("(function () {{\n'use strict';\n{}}})();\n", parts?))
}

/// A part of the program as it packs best; as it is where it cannot be sorted, as a debug build's.
fn sorted(file: &Path) -> Result<Vec<u8>> {
    let bytes = run::read_bytes(file)?;
    Ok(streams::apart(&bytes).unwrap_or(bytes))
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

/// A text, refused where it would end its element early or be changed by the parser, which
/// would also break its hash in the policy.
fn inert(text: &str, file: &str, end: &str) -> Result<String> {
    let lower = text.to_ascii_lowercase();
    match [end, "<!--", "\r", "\0"].iter().find(|part| lower.contains(**part)) {
        Some(part) => Err(format!("{file} contains {part:?} and cannot stand inside the page.")),
        None => Ok(text.to_owned()),
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
        let single = compose(html, &dir, &parts, "start()", Packing::Small).unwrap();
        for part in [
            &folded("style", "p{}"),
            &folded("glue", "let wasm_bindgen"),
            &zicha_single::pack::sha256_base64("p{}"),
            &zicha_single::pack::sha256_base64("let wasm_bindgen"),
            &pack::letters(&pack::lzma_after(b"\0asm", &[], Packing::Small)),
            "<script>start()</script>",
        ] {
            assert!(single.contains(part), "{part} missing in {single}");
        }
        let ends = compose(html, &dir, &parts, "'</script>'", Packing::Small);
        assert!(ends.is_err_and(|e| e.contains("the loader")));
        std::fs::remove_dir_all(&dir).unwrap();
    }
}
