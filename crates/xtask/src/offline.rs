//! The hosted page as one that opens without a network: its service worker, its manifest and its icon.
//!
//! Not in the single file, which needs none, nor in a debug build.

use crate::hook::Parts;
use crate::{Result, pack, page, run};
use std::path::Path;

/// What goes beside the page as it stands.
const FILES: &[&str] = &["zicha.webmanifest", "icon.svg"];
pub const WORKER: &str = "sw.js";

/// Writes the files and returns the page that names them. `build` is the name of the build.
pub fn add(root: &Path, staging: &Path, html: &str, parts: &Parts, build: &str) -> Result<String> {
    for file in FILES {
        run::write_file(&staging.join(file), run::read_file(&root.join("assets").join(file))?)?;
    }
    let worker = run::read_file(&root.join("assets").join(WORKER))?;
    // A catalogue may differ in two builds of one name.
    let name = format!("{build} {}", pack::short_digest(&[html.as_bytes()]));
    run::write_file(&staging.join(WORKER), head(parts, &name)? + &worker)?;
    let scripts = format!(
        "<link rel=\"manifest\" href=\"./{}\">\n<meta name=\"zicha-worker\" content=\"./{WORKER}\">\n</head>",
        FILES[0]
    );
    page::fill(html, "</head>", &scripts)
}

/// The constants that the worker reads: the build, and everything the page consists of.
fn head(parts: &Parts, build: &str) -> Result<String> {
    let later = parts.later.iter().map(|(_, file)| file);
    let files = [&parts.glue, &parts.loader, &parts.wasm].into_iter().chain(&parts.style).chain(later);
    let names: Vec<String> = files.map(|file| format!("./{file}")).collect();
    let names = [vec!["./".to_string()], names, FILES.iter().map(|file| format!("./{file}")).collect()].concat();
    let json = serde_json::to_string(&names).map_err(|e| e.to_string())?;
    Ok(format!("const BUILD = {build:?}, FILES = {json};\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_knows_every_file_of_the_page() {
        let parts = Parts {
            glue: "g.js".into(),
            loader: "l.js".into(),
            wasm: "w.wasm".into(),
            later: vec![("zicha-late", "w_late.wasm".into())],
            style: Some("z.css".into()),
        };
        let want = r#"const BUILD = "abc", FILES = ["./","./g.js","./l.js","./w.wasm","./z.css","./w_late.wasm","./zicha.webmanifest","./icon.svg"];"#;
        assert_eq!(head(&parts, "abc").unwrap(), format!("{want}\n"));
    }
}
