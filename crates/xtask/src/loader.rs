//! The loader: plain ES5 in parts under assets/loader, put together here into one script.
//!
//! The parts are function declarations in one scope, in reading order; the last one starts. What other scripts
//! of ours share with the page (the causes of failure, the net under the program) they take from here by name.

use crate::hook::{self, Parts};
use crate::{Result, pack, page, run};
use std::path::Path;

/// The parts of the page's loader.
const PAGE: &[&str] =
    &["unpack", "sorted", "causes", "modes", "forms", "net", "blank", TESTED, "offline", "policy", "copy", "start"];

/// Hands the functions to tests under Node.
const TESTED: &str = "node";

/// What a copy of the loader is for. Both names stand in assets/loader as HOSTED and INSIDE.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// A page that fetches its parts.
    Hosted,
    /// The single file.
    Inside,
}

/// The page's loader for both: a debug build has one.
pub fn page(root: &Path) -> Result<String> {
    let parts = parts(root, PAGE)?;
    Ok(format!("(function () {{\n'use strict';\nvar HOSTED = true, INSIDE = true;\n{parts}}})();\n"))
}

/// The loader of a release: esbuild drops what only the other sort of page needs.
pub fn release(root: &Path, given: For) -> Result<String> {
    let source = root.join("target/loader").join(format!("{given:?}.js"));
    let names: Vec<&str> = PAGE.iter().copied().filter(|name| *name != TESTED).collect();
    run::write_file(&source, format!("'use strict';\n{}", parts(root, &names)?))?;
    let is = |wanted| given == wanted;
    let kept = [format!("--define:HOSTED={}", is(For::Hosted)), format!("--define:INSIDE={}", is(For::Inside))];
    let mut more = vec!["--format=iife", "--tree-shaking=true"];
    more.extend(kept.iter().map(String::as_str));
    hook::minified(root, &source, hook::LOADER_SYNTAX, &more)
}

/// Some parts, one after another, for a script that wraps them itself.
pub fn parts(root: &Path, names: &[&str]) -> Result<String> {
    let texts = names.iter().map(|name| run::read_file(&root.join("assets/loader").join(format!("{name}.js"))));
    texts.collect()
}

/// Trunk staged one part under the loader's name: the whole takes its place, under a name of its own digest.
pub fn put(root: &Path, staging: &Path, html: &str) -> Result<String> {
    let staged = Parts::find(html)?.loader;
    let text = page(root)?;
    let name = format!("zicha-{}.js", pack::short_digest(&[text.as_bytes()]));
    let old = staging.join(&staged);
    std::fs::remove_file(&old).map_err(|e| format!("cannot remove {}: {e}", old.display()))?;
    run::write_file(&staging.join(&name), text)?;
    let scripts = page::elements(html, "script");
    let is_loader = |it: &&page::Element| it.attribute("src").is_some_and(|src| src.ends_with(&staged));
    let loader = scripts.iter().find(is_loader).ok_or("the page lacks its loader script.")?;
    Ok(page::replace(html, vec![(loader.whole.clone(), format!("<script src=\"./{name}\"></script>"))]))
}
