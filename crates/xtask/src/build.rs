//! `setup`, `build` and `single-file`.

use crate::args::{Args, Flag};
use crate::route::{Purpose, Route};
use crate::tools::Tools;
use crate::{Result, pack, run, single};
use std::path::{Path, PathBuf};

pub const FLAGS: &[Flag] = &[Flag {
    name: "diagnostic",
    value: None,
    help: "keep panic messages: larger, for finding out why a page stopped",
}];

pub fn setup_only(_: &Args) -> Result {
    let root = run::root()?;
    setup(&root)?;
    eprintln!("Everything is in place: `cargo xtask serve` or `cargo xtask test`.");
    Ok(())
}

pub fn run(args: &Args) -> Result {
    let root = run::root()?;
    let purpose = if args.has("diagnostic") { Purpose::Diagnostic } else { Purpose::Release };
    let dist = release(&root, purpose)?;
    println!("{}", dist.join("index.html").display());
    println!("{}", dist.join("zicha.html").display());
    Ok(())
}

pub const SINGLE_FLAGS: &[Flag] = &[
    Flag { name: "catalogue", value: Some("ID|FILE"), help: "with this catalogue only" },
    Flag { name: "output", value: Some("FILE"), help: "write it here instead of dist/" },
];

pub fn single_file(args: &Args) -> Result {
    let root = run::root()?;
    let whole = release(&root, Purpose::Release)?.join("zicha.html");
    let mut html = run::read_file(&whole)?;
    let mut file = whole.clone();
    if let Some(name) = args.value("catalogue") {
        let own = Path::new(name).is_file().then(|| run::read_file(Path::new(name))).transpose()?;
        let id = own.as_deref().map_or(Ok(name.to_string()), id_of)?;
        html = single::with_only(&html, &id, own.as_deref())?;
        file = whole.with_file_name(format!("zicha-{id}.html"));
    }
    if let Some(output) = args.value("output") {
        file = output.into();
    }
    if file != whole {
        run::write_file(&file, &html)?;
    }
    println!("{} ({} bytes)", file.display(), html.len());
    Ok(())
}

/// The id that a catalogue file gives itself.
fn id_of(json: &str) -> Result<String> {
    let value: serde_json::Value = serde_json::from_str(json).map_err(|e| format!("the catalogue is not JSON: {e}"))?;
    let id = value.get("id").and_then(|id| id.as_str()).unwrap_or_default();
    let is_plain = !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    if is_plain { Ok(id.to_string()) } else { Err("the catalogue has no usable `id`; try `zicha lint`.".into()) }
}

/// Everything building needs, installed where it is missing.
pub fn setup(root: &Path) -> Result<(Route, Tools)> {
    let since = run::say("checking what building needs", "");
    let route = Route::find(root)?;
    let tools = Tools::install(root)?;
    run::done("set-up", since);
    Ok((route, tools))
}

/// Builds dist/ and returns its path.
pub fn release(root: &Path, purpose: Purpose) -> Result<PathBuf> {
    let (route, tools) = setup(root)?;
    let since = run::say("fetching crates", "30 s the first time");
    // Trunk is told to stay offline, so everything must be here before it starts: our own
    // dependencies for every platform, and those of std, which only the second call knows.
    run::show(run::cargo(root).args(["fetch", "--quiet"]))?;
    let mut std = route.cargo(root, purpose);
    run::show(std.args(["fetch", "--quiet", "--target", "wasm32-unknown-unknown"]))?;
    run::done("crates", since);

    let inputs = format!("{purpose:?} {}", digest_of_inputs(root)?);
    let stamp = root.join(STAMP);
    let dist = root.join("dist");
    let is_there = dist.join("index.html").is_file() && dist.join("zicha.html").is_file();
    if is_there && std::fs::read_to_string(&stamp).is_ok_and(|built| built == inputs) {
        run::done("page: nothing has changed since it was built", since);
        return Ok(dist);
    }
    // Gone before the build starts: a build that fails half-way leaves no claim behind.
    let _ = std::fs::remove_file(&stamp);

    let since = run::say("building the page with Trunk", "3 to 5 min the first time, 1 min later");
    let shim = route.write_shim(root, purpose)?;
    let mut trunk = run::command(tools.bin.join("trunk"), root);
    trunk.args(["build", "--release", "--offline=true", "--skip-version-check"]);
    trunk.env("PATH", run::path_with(&[shim.clone(), tools.bin, tools.node_bin])?);
    // Trunk's library prefers this variable to PATH.
    trunk.env("CARGO", shim.join("cargo"));
    // Its own backtrace says nothing about the page.
    trunk.env("RUST_BACKTRACE", "0");
    // A person's NO_COLOR=1 is read by Trunk as the value of its own flag and refused.
    trunk.env_remove("NO_COLOR");
    run::show(&mut trunk)?;
    run::done("page", since);
    run::write_file(&stamp, inputs)?;
    Ok(dist)
}

/// Everything the page is made of.
const INPUTS: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "index.html",
    "assets",
    "src",
    "crates/core",
    "crates/html",
    "crates/xtask",
];
/// What the last build was made of.
const STAMP: &str = "target/size/built";

/// The contents of all inputs, by name.
fn digest_of_inputs(root: &Path) -> Result<String> {
    let mut files = Vec::new();
    for input in INPUTS {
        list(&root.join(input), &mut files)?;
    }
    files.sort();
    let mut parts = Vec::with_capacity(files.len() * 2);
    for file in &files {
        parts.push(file.to_string_lossy().into_owned().into_bytes());
        parts.push(run::read_bytes(file)?);
    }
    Ok(pack::short_digest(&parts.iter().map(Vec::as_slice).collect::<Vec<_>>()))
}

fn list(path: &Path, files: &mut Vec<PathBuf>) -> Result {
    if path.is_file() {
        files.push(path.to_owned());
        return Ok(());
    }
    let entries = std::fs::read_dir(path).map_err(|e| format!("cannot list {}: {e}", path.display()))?;
    for entry in entries {
        list(&entry.map_err(|e| format!("cannot list {}: {e}", path.display()))?.path(), files)?;
    }
    Ok(())
}
