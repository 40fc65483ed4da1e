//! What the page weighs, part by part, against budgets.toml.

use crate::args::{Args, Flag};
use crate::budget::Budget;
use crate::hook::{self, Parts};
use crate::{Result, pack, page, run, signing, top};
use std::path::Path;
use zicha_single::office::{self, Office};

pub const FLAGS: &[Flag] = &[
    Flag { name: "top", value: None, help: "also list the largest crates and functions in the wasm" },
    Flag { name: "dist", value: Some("DIR"), help: "measure this folder instead of dist/" },
];

/// The budget of the single file is for one catalogue.
const BUDGET_CATALOGUE: &str = "hongqiao-2020";

/// What signing and verifying add; a part of the wasm, not beside it (signing.rs).
const SIGNING: &str = "signing and verifying";

/// What the sealed file is longer than the single one.
const SHELL: &str = "the sealed shell";

/// One part of the page, measured three ways, in bytes.
#[derive(Debug, PartialEq)]
struct Part {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
    /// Counts towards the initial transfer; catalogues and the single file do not.
    initial: bool,
}

impl Part {
    fn measure(name: &str, bytes: &[u8], initial: bool) -> Part {
        let (gzip, brotli) = (pack::gzip(bytes).len(), pack::brotli_size(bytes));
        Part { name: name.to_string(), raw: bytes.len(), gzip, brotli, initial }
    }
}

pub fn run(args: &Args) -> Result {
    let root = run::root()?;
    let dist = args.value("dist").map_or_else(|| root.join("dist"), Into::into);
    let named = with_names(&root)?;
    let parts = measure(&dist, Some(&named))?;
    run::print(&table(&parts));
    if args.has("top") {
        let files = Parts::find(&index(&dist)?)?;
        let halves: Vec<_> = std::iter::once(files.wasm)
            .chain(files.later.into_iter().map(|it| it.1))
            .map(|file| dist.join(file))
            .collect();
        run::print(&top::report(&root, &halves)?);
    }
    let budget = Budget::read(&run::read_file(&root.join("budgets.toml"))?)?;
    let (lines, over) = judge(&parts, &budget);
    run::print(&(lines.join("\n") + "\n"));
    if over == 0 { Ok(()) } else { Err(format!("{over} of the budgets exceeded (budgets.toml).")) }
}

/// One line after a release build; says what is over, stops nothing.
pub fn remark(root: &Path, staging: &Path) -> Result {
    let parts = measure(staging, run::read_bytes(&root.join(hook::NAMED_WASM)).ok().as_deref())?;
    let (lines, over) = judge(&parts, &Budget::read(&run::read_file(&root.join("budgets.toml"))?)?);
    for line in lines.iter().filter(|line| over == 0 || line.contains("OVER")) {
        eprintln!("    {line}");
    }
    if over > 0 {
        eprintln!("    `cargo xtask size` fails until this is mended.");
    }
    Ok(())
}

fn index(dist: &Path) -> Result<String> {
    let path = dist.join("index.html");
    if !dist.join("zicha.html").is_file() {
        return Err(format!("{} holds no release; run `cargo xtask build` first.", dist.display()));
    }
    run::read_file(&path)
}

/// `named` is the wasm before it was cut.
fn measure(dist: &Path, named: Option<&[u8]>) -> Result<Vec<Part>> {
    let html = index(dist)?;
    let files = Parts::find(&html)?;
    let mut catalogues = String::new();
    let mut changes = Vec::new();
    for script in page::elements(&html, "script") {
        // The concordance grows with the catalogues and is read long after the form can be used.
        if matches!(script.attribute("class"), Some("zicha-catalogue" | "zicha-concordance")) {
            catalogues += &html[script.whole.clone()];
            changes.push((script.whole, String::new()));
        }
    }
    let without = page::replace(&html, changes);
    let file = |name: &str| run::read_bytes(&dist.join(name));
    let mut parts = vec![
        Part::measure("html", without.as_bytes(), true),
        Part::measure("js: glue", &file(&files.glue)?, true),
        Part::measure("js: loader", &file(&files.loader)?, true),
    ];
    if let Some(style) = &files.style {
        parts.push(Part::measure("css", &file(style)?, true));
    }
    parts.push(Part::measure("wasm", &file(&files.wasm)?, true));
    for (id, later) in &files.later {
        parts.push(Part::measure(&format!("wasm, {}", id.trim_start_matches("zicha-")), &file(later)?, false));
    }
    parts.push(Part::measure("catalogues", catalogues.as_bytes(), false));
    let single = run::read_file(&dist.join("zicha.html"))?;
    parts.push(Part::measure("zicha.html", single.as_bytes(), false));
    let of_one = office::edition(&single, &Office { id: BUDGET_CATALOGUE, ..Office::default() })?;
    parts.push(Part::measure("  with 红桥 only", of_one.as_bytes(), false));
    // The folder of a build in progress has neither yet.
    if let Ok(element) = file("embed/zicha.js") {
        parts.push(Part::measure("embed/zicha.js", &element, false));
    }
    if let Ok(sealed) = file("zicha-sealed.html") {
        let raw = sealed.len().saturating_sub(single.len());
        parts.push(Part { name: SHELL.to_string(), raw, gzip: 0, brotli: 0, initial: false });
    }
    if let Some(named) = named {
        let gzip = signing::gzip_bytes(named)?;
        parts.push(Part { name: SIGNING.to_string(), raw: 0, gzip, brotli: 0, initial: false });
    }
    Ok(parts)
}

fn initial_brotli(parts: &[Part]) -> usize {
    parts.iter().filter(|part| part.initial).map(|part| part.brotli).sum()
}

fn table(parts: &[Part]) -> String {
    let sum = |what: fn(&Part) -> usize| parts.iter().filter(|part| part.initial).map(what).sum();
    let total = Part {
        name: "initial transfer".into(),
        raw: sum(|part| part.raw),
        gzip: sum(|part| part.gzip),
        brotli: initial_brotli(parts),
        initial: true,
    };
    let mut text = format!("{:<18}{:>12}{:>12}{:>12}   bytes\n", "", "raw", "gzip 9", "brotli 11");
    let (inside, apart): (Vec<&Part>, Vec<&Part>) = parts.iter().partition(|part| part.initial);
    let shown = |part: &&Part| part.name != SIGNING && part.name != SHELL;
    for part in inside.into_iter().chain([&total]).chain(apart.into_iter().filter(shown)) {
        text += &format!("{:<18}{:>12}{:>12}{:>12}\n", part.name, part.raw, part.gzip, part.brotli);
    }
    text
}

/// A line per budget, and how many are exceeded.
fn judge(parts: &[Part], budget: &Budget) -> (Vec<String>, usize) {
    let of = |name: &str, what: fn(&Part) -> usize| parts.iter().find(|part| part.name == name).map_or(0, what);
    let initial = initial_brotli(parts);
    let rows = [
        ("initial transfer, brotli", initial, budget.initial_brotli_max),
        ("late part, brotli", of("wasm, late", |part| part.brotli), budget.late_brotli_max),
        ("office part, brotli", of("wasm, office", |part| part.brotli), budget.office_brotli_max),
        ("dist/zicha.html with 红桥 only", of("  with 红桥 only", |part| part.raw), budget.single_file_max),
        ("wasm, raw", of("wasm", |part| part.raw), budget.wasm_raw_max),
        ("glue, gzip", of("js: glue", |part| part.gzip), budget.glue_gzip_max),
        ("dist/embed/zicha.js, gzip", of("embed/zicha.js", |part| part.gzip), budget.element_gzip_max),
        ("what the sealed shell adds", of(SHELL, |part| part.raw), budget.shell_max),
        ("signing and verifying, gzip", of(SIGNING, |part| part.gzip), budget.signing_gzip_max),
    ];
    let mut over = 0;
    let mut lines = Vec::new();
    for (name, bytes, max) in rows {
        let verdict = if bytes > max { "OVER" } else { "ok" };
        over += usize::from(bytes > max);
        lines.push(format!("{name}: {} of {} ({verdict})", kib(bytes), kib(max)));
    }
    if initial > budget.initial_brotli_aim {
        lines.push(format!("initial transfer is above the aim of {}", kib(budget.initial_brotli_aim)));
    }
    (lines, over)
}

fn kib(bytes: usize) -> String {
    format!("{}.{} KiB", bytes / 1024, bytes % 1024 * 10 / 1024)
}

/// The release wasm before it was cut, with its function names.
pub fn with_names(root: &Path) -> Result<Vec<u8>> {
    let named = root.join(hook::NAMED_WASM);
    if !named.is_file() {
        return Err("names are kept by a release build: run `cargo xtask build` first.".into());
    }
    run::read_bytes(&named)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(name: &str, bytes: usize, initial: bool) -> Part {
        Part { name: name.into(), raw: bytes, gzip: bytes, brotli: bytes, initial }
    }

    const BUDGET: Budget = Budget {
        initial_brotli_max: 100,
        initial_brotli_aim: 80,
        late_brotli_max: 70,
        office_brotli_max: 70,
        single_file_max: 500,
        wasm_raw_max: 90,
        glue_gzip_max: 9,
        element_gzip_max: 60,
        shell_max: 60,
        signing_gzip_max: 60,
    };

    fn check(parts: &[Part], want_over: usize, want: &str) {
        let (lines, over) = judge(parts, &BUDGET);
        assert_eq!(over, want_over, "{lines:?}");
        assert!(lines.join("\n").contains(want), "{lines:?}");
    }

    #[test]
    fn each_budget_is_judged_at_its_bound() {
        check(&[part("wasm", 90, true)], 0, "wasm, raw: 0.0 KiB of 0.0 KiB (ok)");
        check(&[part("wasm", 91, true)], 1, "wasm, raw: 0.0 KiB of 0.0 KiB (OVER)");
        check(&[part("js: glue", 10, true)], 1, "glue");
        check(&[part("  with 红桥 only", 501, false)], 1, "zicha.html");
        check(&[part("html", 101, true)], 1, "initial transfer");
        check(&[part(SIGNING, 61, false)], 1, "signing and verifying");
        check(&[part("embed/zicha.js", 61, false)], 1, "embed/zicha.js");
        check(&[part(SHELL, 61, false)], 1, "sealed shell");
        check(&[part("wasm, late", 71, false)], 1, "late part");
        check(&[part("wasm, office", 71, false)], 1, "office part");
    }

    #[test]
    fn catalogues_do_not_count_and_the_aim_is_only_mentioned() {
        check(&[part("html", 80, true), part("catalogues", 999, false)], 0, "ok");
        check(&[part("html", 81, true)], 0, "above the aim");
        assert_eq!(kib(1_536), "1.5 KiB");
    }
}
