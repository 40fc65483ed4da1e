//! What happens to the page after Trunk has staged it and before it becomes dist/.
//!
//! Every build: catalogues and calendars go in. A release also: wasm-opt, esbuild over scripts and
//! style, the build's identity, the content security policy, and the single file.

use crate::args::Args;
use crate::embed::{self, Finish};
use crate::loader::For;
use crate::pack::Packing;
use crate::tools::Tools;
use crate::{Result, catalogue, imports, loader, offline, pack, page, run, single, size, split};
use std::path::{Path, PathBuf};

/// The oldest Chromium whose syntax our scripts and style may need.
pub const ESBUILD_TARGET: &str = "--target=es2017,chrome67";
/// The loader must be read by browsers that only get to know what to do instead; what cannot be said in it is refused.
pub const LOADER_SYNTAX: &str = "--target=es5";
/// A wasm for browsers that know only the first version of the format; the one exception is
/// exported mutable globals, which the parts share: Chromium has them from 74 on (docs/browsers.md).
/// The passes left out make the wasm a little longer and its brotli some 3 KB shorter: repetition packs well.
const WASM_OPT: &[&str] = &[
    "-Oz",
    "--converge",
    "--mvp-features",
    "--enable-mutable-globals",
    "--skip-pass=local-cse",
    "--skip-pass=inlining-optimizing",
    "--skip-pass=simplify-locals",
    "--skip-pass=code-folding",
    "--skip-pass=memory-packing",
    // Names are what the cut goes by (split.rs); it drops them.
    "-g",
];
/// The wasm before and after wasm-opt, kept with names for `cargo xtask size --top`.
const BOUND_WASM: &str = "target/size/bound.wasm";
pub const NAMED_WASM: &str = "target/size/named.wasm";
/// Set to 1, a debug build makes the editions too.
const EDITIONS: &str = "ZICHA_EDITIONS";
/// The parts that follow the first one: the id of the element each has in the page, the ending of its file, and whose
/// functions go there. A function whose name has one of the words, and that nothing before calls, goes into the part.
/// Route::part names the same pages.
const LATER: [(&str, &str, &[&str]); 2] =
    [("zicha-late", "_late.wasm", LATE), ("zicha-office", "_office.wasm", OFFICE)];
/// What a filler does not need in the first second.
const LATE: &[&str] = &[
    "zicha::pages::intake",
    "zicha::pages::file_drop",
    "zicha::pages::home::drafts",
    "zicha::pages::home::losing",
    "zicha::pages::elsewhere",
    "zicha::pages::looks",
    "zicha::pages::ledger",
    "zicha::pages::about",
    "zicha::pages::facts",
    "zicha::pages::review",
    "zicha::pages::narrate",
    "zicha::pages::evidence",
    "zicha::pages::find",
    "zicha::pages::table",
    "zicha::pages::reopen",
    "zicha::pages::restored",
    "zicha::pages::saved_page",
    "zicha::pages::signer",
    "zicha::pages::sign",
    "zicha::pages::verify",
    "zicha::pages::keyring",
    "zicha::pages::file_name",
    "zicha::pages::case",
    "zicha::pages::edited",
    "zicha::pages::remarks",
    "zicha::pages::keys",
    "zicha::pages::wrong",
    "zicha::words::drafts",
    "zicha::words::intake",
    "zicha::words::looks",
    "zicha::words::ledger",
    "zicha::words::about",
    "zicha::words::facts",
    "zicha::words::review",
    "zicha::words::narrate",
    "zicha::words::evidence",
    "zicha::words::find",
    "zicha::words::table",
    "zicha::words::saved_page",
    "zicha::words::sign",
    "zicha::words::verify",
    "zicha::words::countersign",
    "zicha::words::keys",
    "zicha::words::keyring",
    "zicha_core::narrative::",
    "zicha_core::find::",
];

/// What an edition with one catalogue for those who fill in goes without: the receiving office's pages, 审核签批 where
/// the catalogue asks for the filler's signature only, values given under other catalogues, catalogues from files with
/// their linter, and what answers the page around an element.
const OFFICE: &[&str] = &[
    "zicha::pages::countersign",
    "zicha::pages::receive",
    "zicha::pages::trust",
    "zicha::pages::reference",
    "zicha::pages::shelving",
    "zicha::pages::embed",
    "zicha::words::embed",
    "zicha::words::receive",
    "zicha::words::trust",
    "zicha::words::reference",
];

pub fn run(_: &Args) -> Result {
    let root = run::root()?;
    let Some(staging) = std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from) else {
        return Err("this is Trunk's hook; people want `cargo xtask build`.".into());
    };
    let index = staging.join("index.html");
    let html = run::read_file(&index)?;
    let html = page::fill(&html, "<!--zicha-data-->", &catalogue::scripts(&root)?)?;
    let html = loader::put(&root, &staging, &html)?;
    if std::env::var("TRUNK_PROFILE").as_deref() == Ok("release") {
        finish_release(&root, &staging, &html)
    } else {
        if std::env::var_os(EDITIONS).is_some_and(|it| it == "1") {
            debug_editions(&root, &staging, &html)?;
            // As hosted: this build is served, not watched.
            let policy = page::policy_meta(&page::hosted_policy(&html));
            return run::write_file(&index, page::fill(&html, "<!--zicha-csp-->", &policy)?);
        }
        // No policy here: Trunk's own reload script is inline.
        run::write_file(&index, page::fill(&html, "<!--zicha-csp-->", "")?)
    }
}

/// The editions of a debug build: nothing is cut, lowered or made small. Only where asked for, because a wasm of many
/// megabytes would make every save slow.
fn debug_editions(root: &Path, staging: &Path, html: &str) -> Result {
    let parts = Parts::find(html)?;
    let glue = staging.join(&parts.glue);
    run::write_file(&glue, without_script_address(&run::read_file(&glue)?)?)?;
    embed::compose(root, staging, html, &parts, Finish::Debug)?;
    let loader = run::read_file(&staging.join(&parts.loader))?;
    let single = single::compose(html, staging, &parts, &loader, Packing::Quick)?;
    run::write_file(&staging.join("zicha-sealed.html"), single::seal(root, &single, &single::inner(root)?)?)?;
    run::write_file(&staging.join("zicha.html"), single)
}

fn finish_release(root: &Path, staging: &Path, html: &str) -> Result {
    let parts = Parts::find(html)?;
    let cut = optimise_wasm(root, &staging.join(&parts.wasm))?;
    let mut wasm = cut.wasm.into_iter();
    let first = wasm.next().ok_or("a cut without a first part")?;
    let glue = run::read_file(&staging.join(&parts.glue))?;
    let (first, glue) = imports::shorten(&first, &without_script_address(&glue)?)?;
    run::write_file(&staging.join(&parts.wasm), first)?;
    let mut later = Vec::new();
    for ((id, ending, _), wasm) in LATER.iter().zip(wasm) {
        let name = parts.wasm.replace("_bg.wasm", ending);
        run::write_file(&staging.join(&name), wasm)?;
        later.push((*id, name));
    }
    run::write_file(&staging.join(&parts.glue), glue)?;
    let html = &with_later(html, &later)?;
    let parts = Parts::find(html)?;
    for file in [&parts.glue].into_iter().chain(&parts.style) {
        minify(root, &staging.join(file), ESBUILD_TARGET)?;
    }
    run::write_file(&staging.join(&parts.loader), loader::release(root, For::Hosted)?)?;
    let build = build_id(root, staging, &parts)?;
    let html = page::set_meta(html, "zicha-build", &build)?;
    embed::compose(root, staging, &html, &parts, Finish::Release)?;
    let hosted = offline::add(root, staging, &with_sums(&html, staging)?, &parts, &build)?;
    minify(root, &staging.join(offline::WORKER), ESBUILD_TARGET)?;
    let hosted = page::fill(&hosted, "<!--zicha-csp-->", &page::policy_meta(&page::hosted_policy(&hosted)))?;
    run::write_file(&staging.join("index.html"), hosted)?;
    let single = single::compose(&html, staging, &parts, &loader::release(root, For::Inside)?, Packing::Small)?;
    let inner = staging.join("inner.js");
    run::write_file(&inner, single::inner(root)?)?;
    minify(root, &inner, LOADER_SYNTAX)?;
    run::write_file(&staging.join("zicha-sealed.html"), single::seal(root, &single, &run::read_file(&inner)?)?)?;
    std::fs::remove_file(&inner).map_err(|e| format!("cannot remove {}: {e}", inner.display()))?;
    run::write_file(&staging.join("zicha.html"), single)?;
    size::remark(root, staging)
}

/// The files the page is made of, by their names in the staged folder.
#[derive(Debug, PartialEq)]
pub struct Parts {
    pub glue: String,
    pub loader: String,
    pub wasm: String,
    /// The later parts, by the ids of their elements; only a release has them.
    pub later: Vec<(&'static str, String)>,
    pub style: Option<String>,
}

impl Parts {
    /// Reads them from the page that Trunk wrote.
    pub fn find(html: &str) -> Result<Parts> {
        let name = |address: &str| address.trim_start_matches("./").trim_start_matches('/').to_string();
        let scripts = page::elements(html, "script");
        let by_id = |id: &str, attribute: &str| {
            let script = scripts.iter().find(|script| script.attribute("id") == Some(id));
            script.and_then(|script| script.attribute(attribute)).map(name)
        };
        let loader = scripts
            .iter()
            .find(|script| script.attribute("id") != Some("zicha-glue") && script.attribute("src").is_some());
        let links = page::elements(html, "link");
        let style = links.iter().find(|link| link.attribute("rel") == Some("stylesheet"));
        Ok(Parts {
            glue: by_id("zicha-glue", "src").ok_or("the page lacks #zicha-glue; see pattern_script in Trunk.toml.")?,
            wasm: by_id("zicha-wasm", "data-src")
                .ok_or("the page lacks #zicha-wasm; see pattern_script in Trunk.toml.")?,
            later: LATER.iter().filter_map(|(id, ..)| Some((*id, by_id(id, "data-src")?))).collect(),
            loader: loader
                .and_then(|script| script.attribute("src"))
                .map(name)
                .ok_or("the page lacks its loader script.")?,
            style: style.and_then(|link| link.attribute("href")).map(name),
        })
    }
}

/// For each function of the wasm with names, the part it was put into by the last release.
pub fn part_of_each(root: &Path) -> Result<Vec<usize>> {
    let (bound, named) = (run::read_bytes(&root.join(BOUND_WASM))?, run::read_bytes(&root.join(NAMED_WASM))?);
    split::part_of_each(&bound, &named, &LATER.map(|(.., words)| words))
}

/// Their elements stand behind that of the first part.
fn with_later(html: &str, later: &[(&str, String)]) -> Result<String> {
    let scripts = page::elements(html, "script");
    let first = scripts.iter().find(|script| script.attribute("id") == Some("zicha-wasm"));
    let first = first.ok_or("the page lacks #zicha-wasm; see pattern_script in Trunk.toml.")?;
    let element = |(id, file): &(&str, String)| {
        format!("<script id=\"{id}\" type=\"application/octet-stream\" data-src=\"./{file}\"></script>")
    };
    let elements = later.iter().map(element).collect();
    Ok(page::replace(html, vec![(first.whole.end..first.whole.end, elements)]))
}

/// Says beside the name of each part of the wasm what it must be: CRC-32 and length. The loader tells a part that was
/// cut short or altered from one of another build. In the single file the packed form carries its own.
fn with_sums(html: &str, staging: &Path) -> Result<String> {
    let mut changes = Vec::new();
    for script in page::elements(html, "script") {
        let Some(file) = script.attribute("data-src") else { continue };
        let bytes = run::read_bytes(&staging.join(file.trim_start_matches("./")))?;
        let sum = format!(" data-sum=\"{} {}\"", pack::crc32(&bytes), bytes.len());
        changes.push((script.inner.start - 1..script.inner.start - 1, sum));
    }
    Ok(page::replace(html, changes))
}

fn optimise_wasm(root: &Path, wasm: &Path) -> Result<split::Parts> {
    let (bound, named) = (root.join(BOUND_WASM), root.join(NAMED_WASM));
    run::write_file(&bound, run::read_bytes(wasm)?)?;
    let since = run::say("wasm-opt", "20 s");
    let mut command = run::command(node_tool(root, "wasm-opt")?, root);
    run::show(command.args(WASM_OPT).arg(&bound).arg("-o").arg(&named)).map_err(|e| {
        format!("{e}\nA release is built with `cargo xtask build`: plain `trunk build --release` has another std.")
    })?;
    run::done("wasm-opt", since);
    let linked = linked_wasm(root).map(|file| run::read_bytes(&file)).transpose()?;
    let (bound, optimised) = (run::read_bytes(&bound)?, run::read_bytes(&named)?);
    let stages = split::Stages { linked: linked.as_deref(), bound: &bound, optimised: &optimised };
    let parts = split::split(stages, &LATER.map(|(.., words)| words))?;
    eprintln!("    cut in {}: {:?} functions", parts.counts.len(), parts.counts);
    Ok(parts)
}

/// What the linker wrote for the release that is being finished; none where another folder was chosen for it.
fn linked_wasm(root: &Path) -> Option<PathBuf> {
    let file = root.join("target/wasm/wasm32-unknown-unknown/wasm-release/zicha-page.wasm");
    file.is_file().then_some(file)
}

/// Lowers syntax to what old kernels read, and makes it small; in place.
fn minify(root: &Path, file: &Path, syntax: &str) -> Result {
    run::write_file(file, minified(root, file, syntax, &[])?)
}

/// A script or style as it is shipped; `more` are further flags of esbuild.
pub fn minified(root: &Path, file: &Path, syntax: &str, more: &[&str]) -> Result<String> {
    let mut command = run::command(node_tool(root, "esbuild")?, root);
    command.arg(file).args([syntax, "--minify", "--charset=utf8", "--legal-comments=none", "--log-level=warning"]);
    Ok(run::read(command.args(more))? + "\n")
}

pub fn node_tool(root: &Path, name: &str) -> Result<PathBuf> {
    let own = Tools::of(root).node_bin.join(name);
    if own.is_file() {
        return Ok(own);
    }
    run::find(name).ok_or_else(|| format!("a release needs {name}: run `cargo xtask setup`."))
}

/// wasm-bindgen's glue asks for its own address, which it does not need and which throws inside an
/// `about:srcdoc` frame. The statement is cut; when wasm-bindgen changes it, the build says so.
fn without_script_address(glue: &str) -> Result<String> {
    const START: &str = "let script_src;";
    const END: &str = "toString();\n    }\n";
    let missing = || "wasm-bindgen's glue no longer has the expected script_src block; see hook.rs.".to_string();
    let start = glue.find(START).ok_or_else(missing)?;
    let end = glue[start..].find(END).map(|offset| start + offset + END.len()).ok_or_else(missing)?;
    if end - start > 400 {
        return Err(missing());
    }
    Ok(format!("{}let script_src;\n{}", &glue[..start], &glue[end..]))
}

/// The commit when git knows it, with `-dirty` when files differ; else a digest of what is shipped.
fn build_id(root: &Path, staging: &Path, parts: &Parts) -> Result<String> {
    let git = |words: &[&str]| run::read(run::command("git", root).args(words));
    if let (Ok(commit), Ok(changed)) =
        (git(&["rev-parse", "--short=12", "HEAD"]), git(&["status", "--porcelain", "--untracked-files=no"]))
    {
        return Ok(if changed.is_empty() { commit } else { commit + "-dirty" });
    }
    let wasm = run::read_bytes(&staging.join(&parts.wasm))?;
    let loader = run::read_bytes(&staging.join(&parts.loader))?;
    Ok(format!("src-{}", crate::pack::short_digest(&[&wasm, &loader])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_are_read_from_the_page() {
        let html = "<link rel=\"stylesheet\" href=\"./zicha-1.css\"><script id=\"zicha-glue\" src=\"./p-2.js\"></script>\
            <script id=\"zicha-wasm\" type=\"application/octet-stream\" data-src=\"./p-2_bg.wasm\"></script>\
            <script src=\"./zicha-3.js\"></script>";
        let parts = Parts::find(html).unwrap();
        assert_eq!((parts.glue.as_str(), parts.loader.as_str()), ("p-2.js", "zicha-3.js"));
        assert_eq!((parts.wasm.as_str(), parts.style.as_deref()), ("p-2_bg.wasm", Some("zicha-1.css")));
        assert!(Parts::find("<p>").is_err_and(|e| e.contains("zicha-glue")));
    }

    #[test]
    fn a_changed_glue_is_noticed() {
        let glue = "a;\n    let script_src;\n    if (x) {\n        script_src = new URL(y).toString();\n    }\n    b;";
        let cut = without_script_address(glue).unwrap();
        assert!(!cut.contains("URL") && cut.contains("a;") && cut.contains("b;"), "{cut}");
        assert!(without_script_address("a; b;").is_err());
    }
}
