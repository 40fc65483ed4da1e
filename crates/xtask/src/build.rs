//! `setup`, `build` and `single-file`.

use crate::args::{Args, Flag};
use crate::route::{Purpose, Route};
use crate::tools::Tools;
use crate::{Result, pack, run};
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
    Flag { name: "units", value: Some("FILE"), help: "units, or a profile that also assigns them" },
    Flag { name: "calendar", value: Some("FILE"), help: "the calendar that the catalogue counts by" },
    Flag { name: "pin", value: Some("KID"), help: "thumbprint of the office's key; twice at most" },
    Flag { name: "name", value: Some("TEXT"), help: "what the header and the tab say in place of 自查" },
    Flag { name: "sealed", value: None, help: "the sealed edition" },
    Flag { name: "output", value: Some("FILE"), help: "write it here; named after the catalogue when not given" },
];

/// Builds, and lets the program put the office's files in: `zicha page` does the same without a build.
pub fn single_file(args: &Args) -> Result {
    let root = run::root()?;
    let own: Vec<&Flag> =
        SINGLE_FLAGS.iter().filter(|it| !matches!(it.name, "catalogue" | "sealed" | "output")).collect();
    let catalogue = args.value("catalogue");
    if catalogue.is_none()
        && let Some(flag) = own.iter().find(|it| args.has(it.name))
    {
        return Err(format!("--{} goes with --catalogue: say which catalogue the file is for.", flag.name));
    }
    let dist = release(&root, Purpose::Release)?;
    let whole = dist.join(if args.has("sealed") { "zicha-sealed.html" } else { "zicha.html" });
    let Some(catalogue) = catalogue else {
        let html = run::read_file(&whole)?;
        if let Some(output) = args.value("output") {
            run::write_file(Path::new(output), &html)?;
        }
        println!("{} ({} bytes)", args.value("output").map_or(whole, Into::into).display(), html.len());
        return Ok(());
    };
    let mut page = run::cargo(&root);
    page.args(["run", "--quiet", "--package", "zicha-cli", "--manifest-path"]).arg(root.join("Cargo.toml"));
    page.args(["--", "page", "--force", "--from"]).arg(&whole);
    for flag in own {
        for value in args.values(flag.name) {
            page.arg(format!("--{}={value}", flag.name));
        }
    }
    match args.value("output") {
        Some(output) => page.arg(format!("--out={output}")),
        None => page.arg("--into").arg(&dist),
    };
    // Paths are those of the person's own folder.
    page.current_dir(std::env::current_dir().map_err(|e| format!("this folder is gone: {e}"))?);
    run::show(page.arg(catalogue))
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
    "crates/single",
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
