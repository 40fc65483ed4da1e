//! dist/embed/: the element `<zicha-form>` as a folder that a portal copies. The wasm are the page's, byte for byte; the
//! script is assets/embed with two parts of the loader and the page's glue, once as an ES module and once as a classic
//! script; the style is the page's with what an element needs more.

use crate::hook::Parts;
use crate::loader;
use crate::{Result, page, run};
use std::path::Path;

/// The folder in dist/.
pub const FOLDER: &str = "embed";
/// The two scripts, and what each gives to its page. The second one's only global is `zicha`.
pub const SCRIPTS: [(&str, &str); 2] = [
    ("zicha.js", "export { ZichaForm, VERSION as version };"),
    ("zicha.classic.js", "window.zicha = Object.freeze({ version: VERSION, ZichaForm: ZichaForm });"),
];
/// Of the loader, then of assets/embed, in the order they are put together.
const LOADER: &[&str] = &["causes", "forms", "net"];
const OWN: &[&str] = &["files", "program", "shield", "element"];
/// Copied as they are.
const COPIED: &[&str] = &["zicha.d.ts", "README.md", "package.json"];
/// The name of each part's file.
const WASM: [(&str, &str); 3] = [("first", "zicha.wasm"), ("late", "zicha-late.wasm"), ("office", "zicha-office.wasm")];

/// How much is done for size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finish {
    Release,
    Debug,
}

/// Makes the folder out of the staged page.
///
/// # Errors
/// A part is missing, or esbuild refuses a script.
pub fn compose(root: &Path, staging: &Path, html: &str, parts: &Parts, finish: Finish) -> Result {
    let folder = staging.join(FOLDER);
    let mut shipped = serde_json::Map::new();
    let later = parts.later.iter().map(|(_, file)| file);
    for ((part, name), file) in WASM.iter().zip([&parts.wasm].into_iter().chain(later)) {
        run::write_file(&folder.join(name), run::read_bytes(&staging.join(file))?)?;
        shipped.insert((*part).to_string(), (*name).into());
    }
    for (class, shelf) in [("zicha-catalogue", "catalogues"), ("zicha-calendar", "calendars")] {
        let mut names = Vec::new();
        for script in page::elements(html, "script") {
            let id = script.attribute("id").unwrap_or_default();
            if script.attribute("class") == Some(class)
                && let Some(id) = id.strip_prefix(class).and_then(|it| it.strip_prefix('-'))
            {
                run::write_file(&folder.join(shelf).join(format!("{id}.json")), &html[script.inner.clone()])?;
                names.push(id.to_string());
            }
        }
        shipped.insert(shelf.to_string(), names.into());
    }
    let metas = page::elements(html, "meta");
    let build = metas.iter().find(|it| it.attribute("name") == Some("zicha-build"));
    let build = build.and_then(|it| it.attribute("content")).unwrap_or("dev");
    shipped.insert("build".to_string(), build.into());
    scripts(root, &folder, &run::read_file(&staging.join(&parts.glue))?, &shipped, finish)?;
    frame(root, &folder, finish)?;
    let style = parts.style.as_ref().ok_or("a style sheet without a name")?;
    let style =
        themed(&run::read_file(&staging.join(style))?) + &run::read_file(&root.join("assets/embed/element.css"))?;
    run::write_file(&folder.join("zicha.css"), &style)?;
    for name in COPIED {
        let text = run::read_file(&root.join("assets/embed").join(name))?;
        run::write_file(&folder.join(name), text.replace("0.0.0-build", env!("CARGO_PKG_VERSION")))?;
    }
    if finish == Finish::Release {
        esbuild(root, &folder.join("zicha.css"), &folder.join("zicha.css"), finish, &[])?;
    }
    Ok(())
}

fn scripts(
    root: &Path,
    folder: &Path,
    glue: &str,
    shipped: &serde_json::Map<String, serde_json::Value>,
    finish: Finish,
) -> Result {
    let shipped = serde_json::to_string(shipped).map_err(|e| e.to_string())?;
    let mut text = format!("var SHIPPED = {shipped};\n{}\n", loader::parts(root, LOADER)?);
    text += &glue_maker(glue);
    for name in OWN {
        text += &run::read_file(&root.join("assets/embed").join(format!("{name}.js")))?;
    }
    let source = root.join("target/embed/zicha.source.js");
    for (name, given) in SCRIPTS {
        run::write_file(&source, format!("{text}\n{given}\n"))?;
        let format = if given.starts_with("export") { "--format=esm" } else { "--format=iife" };
        esbuild(root, &source, &folder.join(name), finish, &[format])?;
    }
    Ok(())
}

/// The iframe edition: the element in a page of its own, and what speaks with the page around.
fn frame(root: &Path, folder: &Path, finish: Finish) -> Result {
    let read = |name: &str| run::read_file(&root.join("assets/port").join(name));
    let html = page::fill(&read("frame.html")?, "<!--policy-->", &page::policy_meta(&page::frame_policy()))?;
    run::write_file(&folder.join("frame.html"), html)?;
    run::write_file(&folder.join("frame.css"), read("frame.css")?)?;
    let source = root.join("target/embed/frame.source.js");
    run::write_file(&source, [loader::parts(root, &["policy"])?, read("storage.js")?, read("frame.js")?].join("\n"))?;
    esbuild(root, &source, &folder.join("frame.js"), finish, &["--format=iife"])
}

/// A program of its own for each element: the glue keeps its program in variables, so each gets glue of its own. What
/// it takes for `WebAssembly` catches traps (assets/embed/program.js); `zichaHost` is what src/browser/host.rs asks.
fn glue_maker(glue: &str) -> String {
    format!("function makeGlue(zichaHost, WebAssembly) {{\n{glue}\nreturn wasm_bindgen;\n}}\n")
}

fn esbuild(root: &Path, from: &Path, to: &Path, finish: Finish, more: &[&str]) -> Result {
    let mut command = run::command(crate::hook::node_tool(root, "esbuild")?, root);
    command.arg(from).args(["--charset=utf8", "--legal-comments=none", "--log-level=warning", "--tree-shaking=true"]);
    // What of the page's loader goes along is for files that are fetched.
    command.arg(crate::hook::ESBUILD_TARGET).arg("--define:HOSTED=true").args(more);
    if finish == Finish::Release {
        command.arg("--minify");
    }
    let text = run::read(&mut command)?;
    run::write_file(to, text + "\n")
}

/// Every token of the style can be set from outside: `--zc-blue: X` becomes `--zc-blue: var(--zicha-blue, X)`.
fn themed(style: &str) -> String {
    let mut text = String::with_capacity(style.len() * 2);
    let mut rest = style;
    while let Some(at) = rest.find("--zc-") {
        let (before, from) = rest.split_at(at);
        text += before;
        let end = from.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(from.len());
        let (name, after) = from.split_at(end);
        let is_set = before.trim_end().ends_with(['{', ';']) || before.trim_end().ends_with("*/");
        let value = after.trim_start().strip_prefix(':').filter(|_| is_set);
        let value = value.and_then(|it| it.find([';', '}']).map(|end| it.split_at(end)));
        text += name;
        rest = match value {
            Some((value, after)) => {
                text += &format!(":var({},{})", name.replacen("--zc-", "--zicha-", 1), value.trim());
                after
            }
            None => after,
        };
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_can_be_set_and_its_uses_stay() {
        let style = ".zc{--zc-ink:#111;\n  --zc-sans: \"A\", b}.x{color:var(--zc-ink)}";
        let want =
            ".zc{--zc-ink:var(--zicha-ink,#111);\n  --zc-sans:var(--zicha-sans,\"A\", b)}.x{color:var(--zc-ink)}";
        assert_eq!(themed(style), want);
        assert_eq!(themed(".x{color:red}"), ".x{color:red}");
    }

    #[test]
    fn the_glue_asks_what_it_is_given() {
        assert!(glue_maker("let wasm_bindgen;").contains("(zichaHost, WebAssembly) {\nlet wasm_bindgen;\nreturn"));
    }
}
