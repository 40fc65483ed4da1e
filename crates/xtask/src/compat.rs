//! `cargo xtask test --only compat`: what lies in dist/ can be read by the oldest browsers that are promised, and every
//! edition holds the same program. Measures the release; crates/xtask/js/compat.test.cjs does the reading.

use crate::tools::Tools;
use crate::{Result, embed, loader, run};
use std::path::{Path, PathBuf};

/// Wasm files in dist/ at most: three parts, once for the page and once for the element.
const WASM_MAX: usize = 6;

pub fn run(root: &Path) -> Result {
    let tools = Tools::install(root)?;
    let dist = root.join("dist");
    for file in wasm(&dist)? {
        let mut opt = run::command(tools.node_bin.join("wasm-opt"), root);
        // Reads and validates with only these features; nothing is written.
        run::show(opt.arg(&file).args(["--mvp-features", "--enable-mutable-globals"]))
            .map_err(|e| format!("{} is more than the first version of wasm: {e}", file.display()))?;
    }
    let whole = root.join("target/size/compat/zicha.cjs");
    run::write_file(&whole, loader::page(root)?)?;
    let mut node = run::command("node", root);
    node.env("NODE_PATH", root.join("target/tools/node_modules")).env("ZICHA_LOADER", whole).env("ZICHA_DIST", dist);
    run::show(node.args(["--test", "crates/xtask/js/compat.test.cjs"]))
}

/// The wasm files of a release in dist/.
pub fn wasm(dist: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for dir in [dist.to_owned(), dist.join(embed::FOLDER)] {
        let entries =
            std::fs::read_dir(&dir).map_err(|e| format!("{}: {e}; run `cargo xtask build`.", dir.display()))?;
        let files = entries.flatten().map(|entry| entry.path());
        found.extend(files.filter(|path| path.extension().is_some_and(|ending| ending == "wasm")));
    }
    found.sort();
    if found.is_empty() || found.len() > WASM_MAX {
        return Err(format!("{} wasm files in dist/, which is not a release of ours.", found.len()));
    }
    Ok(found)
}
