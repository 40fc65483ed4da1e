//! What dominates the wasm: sections, crates and functions, by the bytes they take.

use crate::{Result, hook, run, size};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use wasmparser::{KnownCustom, Name, Parser, Payload};

const CRATES_SHOWN: usize = 20;
const FUNCTIONS_SHOWN: usize = 40;

/// Sizes inside one wasm file, in bytes.
#[derive(Debug, Default)]
struct Inside {
    sections: Vec<(String, usize)>,
    /// Name of every function and where its body stands.
    functions: Vec<(String, Range<usize>)>,
}

/// The report for `cargo xtask size --top`; `shipped` are the halves, the functions those before the cut.
pub fn report(root: &Path, shipped: &[PathBuf]) -> Result<String> {
    let named: Vec<(String, usize)> =
        inside(&size::with_names(root)?)?.functions.into_iter().map(|(name, body)| (name, body.len())).collect();
    let mut text = String::new();
    for half in shipped {
        text += &format!("\nSections of {}, bytes\n", half.file_name().unwrap_or_default().to_string_lossy());
        for (name, bytes) in &inside(&run::read_bytes(half)?)?.sections {
            text += &format!("{bytes:>10}  {name}\n");
        }
    }
    text += "\nFunctions by the crate their name begins with, bytes\n";
    for (name, bytes) in largest(by_crate(&named), CRATES_SHOWN) {
        text += &format!("{bytes:>10}  {name}\n");
    }
    let parts = hook::part_of_each(root)?;
    for part in 0..shipped.len() {
        let own = named.iter().zip(&parts).filter(|(_, of)| **of == part).map(|(row, _)| row.clone()).collect();
        text += &format!("\nLargest functions of part {}, bytes\n", part + 1);
        for (name, bytes) in largest(own, FUNCTIONS_SHOWN) {
            text += &format!("{bytes:>10}  {name}\n");
        }
    }
    Ok(text + "\n")
}

/// Name and body of every function, in the order of the file.
pub fn functions(wasm: &[u8]) -> Result<Vec<(String, &[u8])>> {
    let found = inside(wasm)?.functions.into_iter();
    Ok(found.map(|(name, body)| (name, wasm.get(body).unwrap_or_default())).collect())
}

fn inside(wasm: &[u8]) -> Result<Inside> {
    let bad = |e: wasmparser::BinaryReaderError| format!("not a readable wasm: {e}");
    let (mut found, mut imported, mut names) = (Inside::default(), 0, BTreeMap::new());
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload.map_err(bad)?;
        if let Some((id, range)) = payload.as_section() {
            found.sections.push((section_name(id, &payload), range.len()));
        }
        match payload {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += usize::from(matches!(import.map_err(bad)?.ty, wasmparser::TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.range()),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(parts) = section.as_known() {
                    for part in parts {
                        if let Name::Function(map) = part.map_err(bad)? {
                            for naming in map {
                                let naming = naming.map_err(bad)?;
                                names.insert(naming.index as usize, naming.name.to_string());
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let named = bodies.into_iter().enumerate().map(|(at, body)| {
        let index = imported + at;
        (names.remove(&index).map_or_else(|| format!("function {index}"), |name| without_hashes(&name)), body)
    });
    found.functions = named.collect();
    Ok(found)
}

/// Rust's names without the hash that stands behind each crate: `yew[5439db9204cbb354]::app`.
pub fn without_hashes(name: &str) -> String {
    let mut text = String::new();
    for part in name.split_inclusive(']') {
        match part.rsplit_once('[') {
            Some((before, hash)) if hash.len() == 17 && hash[..16].chars().all(|c| c.is_ascii_hexdigit()) => {
                text += before
            }
            _ => text += part,
        }
    }
    text
}

fn section_name(id: u8, payload: &Payload) -> String {
    const NAMES: [&str; 13] = [
        "custom",
        "type",
        "import",
        "function",
        "table",
        "memory",
        "global",
        "export",
        "start",
        "element",
        "code",
        "data",
        "data count",
    ];
    match payload {
        Payload::CustomSection(section) => format!("custom `{}`", section.name()),
        _ => NAMES.get(usize::from(id)).map_or_else(|| format!("section {id}"), ToString::to_string),
    }
}

fn by_crate(functions: &[(String, usize)]) -> Vec<(String, usize)> {
    let mut sums = BTreeMap::new();
    for (name, bytes) in functions {
        *sums.entry(crate_of(name)).or_insert(0) += bytes;
    }
    sums.into_iter().collect()
}

/// `<alloc::vec::Vec<T> as core::fmt::Debug>::fmt` belongs to alloc, `zicha::app` to zicha.
fn crate_of(name: &str) -> String {
    let start =
        name.trim_start_matches(['<', '&', '*', '(', '[']).trim_start_matches("mut ").trim_start_matches("dyn ");
    let end = start.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(start.len());
    if start[end..].starts_with("::") { start[..end].to_string() } else { "(no crate in the name)".to_string() }
}

fn largest(mut rows: Vec<(String, usize)>, shown: usize) -> Vec<(String, usize)> {
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let rest: usize = rows.iter().skip(shown).map(|(_, bytes)| bytes).sum();
    let more = rows.len().saturating_sub(shown);
    rows.truncate(shown);
    if more > 0 {
        rows.push((format!("({more} more)"), rest));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, want: &str) {
        assert_eq!(crate_of(name), want, "{name}");
    }

    #[test]
    fn functions_are_given_to_crates() {
        check("zicha::app::view", "zicha");
        check("<alloc::vec::Vec<T> as core::fmt::Debug>::fmt", "alloc");
        check("<&mut core::option::Option<T> as X>::y", "core");
        check("<dyn yew::Component>::x", "yew");
        check("memcpy", "(no crate in the name)");
    }

    #[test]
    fn names_lose_their_hashes_and_nothing_else() {
        assert_eq!(
            without_hashes("<yew[5439db9204cbb354]::A as core[a786829f945b1301]::B>::c"),
            "<yew::A as core::B>::c"
        );
        assert_eq!(without_hashes("<[u8; 4] as a::B>::c[0]"), "<[u8; 4] as a::B>::c[0]");
    }

    #[test]
    fn the_rest_is_summed_not_dropped() {
        let rows = vec![("a".to_string(), 1), ("b".to_string(), 5), ("c".to_string(), 2)];
        assert_eq!(largest(rows, 1), [("b".to_string(), 5), ("(2 more)".to_string(), 3)]);
    }

    #[test]
    fn an_empty_module_has_nothing_inside() {
        let found = inside(b"\0asm\x01\0\0\0").unwrap();
        assert!(found.functions.is_empty() && found.sections.is_empty());
        assert!(inside(b"MZ").is_err());
    }
}
