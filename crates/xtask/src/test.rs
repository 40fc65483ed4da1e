//! `test`: every check there is, one named step after another.

use crate::args::{Args, Flag};
use crate::route::Purpose;
use crate::tools::Tools;
use crate::{
    Result, bench, browsers, build, compat, loader, outside, pack, run, scenarios, size, streams, tidy, tools,
};
use std::path::{Path, PathBuf};
use std::time::Instant;

pub const FLAGS: &[Flag] = &[
    Flag { name: "no-browser-tests", value: None, help: "leave out what needs Chromium" },
    Flag { name: "e2e-only", value: None, help: "only build the release and run the end-to-end tests" },
    Flag { name: "browsers", value: None, help: "only build the release and run every edition in every browser" },
    Flag { name: "write", value: None, help: "with --browsers: write what was seen into docs/browsers.md" },
    Flag {
        name: "only",
        value: Some("STEP"),
        help: "run one step: tidy fmt clippy native outside bench build loader compat size web e2e browsers",
    },
];

/// The fonts are those the goldens of tests/e2e were made with; fontconfig tells whether they are there.
const PACKAGES: &[&str] =
    &["chromium", "chromium-driver", "jq", "openssl", "fontconfig", "fonts-noto-cjk", "fonts-liberation"];
const FONTS: [&str; 2] = ["Noto Sans CJK SC", "Liberation Mono"];
const NEED: &str = "The browser tests need Chromium with its driver, jq, openssl, fontconfig, and the fonts Noto CJK \
    and Liberation.\n(`cargo xtask test --no-browser-tests` does without them.)";

/// What a step found.
enum Outcome {
    Passed,
    /// Passed, with something worth repeating at the very end.
    PassedWith(String),
    /// Not run, and why; said aloud, never counted as passed.
    Skipped(String),
}

struct Step {
    /// What `--only` calls it.
    name: &'static str,
    title: &'static str,
    usual: &'static str,
    browser: bool,
    run: fn(&Bench) -> Result<Outcome>,
}

/// What the steps work with.
struct Bench {
    root: PathBuf,
    /// Arguments after `--`, for the test programs.
    rest: Vec<String>,
    /// Write the table of browsers instead of comparing it.
    write: bool,
}

const STEPS: &[Step] = &[
    Step { name: "tidy", title: "tidy: rules of the house", usual: "1 s", browser: false, run: house_rules },
    Step { name: "fmt", title: "rustfmt", usual: "2 s", browser: false, run: fmt },
    Step { name: "clippy", title: "clippy", usual: "2 min the first time", browser: false, run: clippy },
    Step { name: "native", title: "native tests", usual: "4 min the first time", browser: false, run: native },
    Step {
        name: "outside",
        title: "outside verifiers",
        usual: "1 min, 30 s more the first time",
        browser: false,
        run: outside_verifiers,
    },
    Step { name: "bench", title: "cost ratios", usual: "3 min the first time", browser: false, run: ratios },
    Step {
        name: "build",
        title: "release build",
        usual: "15 min the first time, 1 min later",
        browser: false,
        run: release,
    },
    Step { name: "loader", title: "loader tests (node)", usual: "2 s", browser: false, run: loader },
    Step { name: "compat", title: "old browsers' syntax, same wasm", usual: "20 s", browser: false, run: compat },
    Step { name: "size", title: "size budget", usual: "10 s", browser: false, run: size_budget },
    Step { name: "web", title: "browser unit tests", usual: "4 min the first time", browser: true, run: web },
    Step { name: "e2e", title: "end-to-end tests", usual: "12 min", browser: true, run: end_to_end },
    Step {
        name: "browsers",
        title: "every edition in every browser",
        usual: "5 min, 5 more the first time",
        browser: true,
        run: matrix,
    },
];

pub fn run(args: &Args) -> Result {
    let bench = Bench { root: run::root()?, rest: args.rest.clone(), write: args.has("write") };
    let steps = chosen(args)?;
    if steps.iter().any(|step| step.browser) {
        browser(&bench.root)?;
    }
    let (mut passed, mut failed, mut remarks) = (0, Vec::new(), Vec::new());
    for step in steps {
        let since = run::say(step.title, step.usual);
        match (step.run)(&bench) {
            Ok(Outcome::Passed) => {
                passed += 1;
                run::done(step.title, since);
            }
            Ok(Outcome::PassedWith(remark)) => {
                passed += 1;
                remarks.push(remark);
                run::done(step.title, since);
            }
            Ok(Outcome::Skipped(why)) => eprintln!("    {}: skipped, {why}", step.title),
            Err(message) => {
                eprintln!("{message}\n    {}: FAILED after {}", step.title, run::seconds(since.elapsed()));
                failed.push(step.title);
            }
        }
    }
    remarks.iter().for_each(|remark| println!("{remark}"));
    println!("{passed} passed, {} failed", failed.len());
    if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", "))) }
}

fn chosen(args: &Args) -> Result<Vec<&'static Step>> {
    if let Some(only) = args.value("only") {
        let step = STEPS.iter().find(|step| step.name == only);
        let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        return step
            .map(|step| vec![step])
            .ok_or_else(|| format!("--only {only}: the steps are {}.", names.join(", ")));
    }
    let wanted = |step: &&Step| {
        if args.has("browsers") {
            return matches!(step.name, "build" | "browsers");
        }
        let e2e_only = !args.has("e2e-only") || matches!(step.name, "build" | "e2e");
        e2e_only && !(step.browser && args.has("no-browser-tests"))
    };
    Ok(STEPS.iter().filter(wanted).collect())
}

fn house_rules(_: &Bench) -> Result<Outcome> {
    tidy::run(&Args::default()).map(|()| Outcome::Passed)
}

fn fmt(bench: &Bench) -> Result<Outcome> {
    if let Some(skipped) = without_component(bench, "rustfmt", "fmt") {
        return Ok(skipped);
    }
    run::show(run::cargo(&bench.root).args(["fmt", "--all", "--check"])).map(|()| Outcome::Passed)
}

fn clippy(bench: &Bench) -> Result<Outcome> {
    if let Some(skipped) = without_component(bench, "clippy", "clippy") {
        return Ok(skipped);
    }
    let mut cargo = run::cargo(&bench.root);
    let features = ["--features", "zicha-core/schema,zicha-core/es256"];
    cargo.args(["clippy", "--quiet", "--workspace", "--all-targets"]).args(features).args(["--", "-D", "warnings"]);
    run::show(&mut cargo).map(|()| Outcome::Passed)
}

/// A minimal toolchain lacks rustfmt and clippy: fetched where rustup can, else said.
fn without_component(bench: &Bench, component: &str, verb: &str) -> Option<Outcome> {
    let present = || run::read(run::cargo(&bench.root).args([verb, "--version"])).is_ok();
    if present() {
        return None;
    }
    let mut add = run::command("rustup", &bench.root);
    run::attempt(add.args(["component", "add", component]), std::time::Duration::from_secs(120));
    if present() {
        return None;
    }
    Some(Outcome::Skipped(format!("this toolchain has no {component} and rustup could not fetch it")))
}

fn native(bench: &Bench) -> Result<Outcome> {
    let mut cargo = run::cargo(&bench.root);
    // Every program to its end: a run that takes minutes should tell all it can.
    cargo.args(["test", "--workspace", "--no-fail-fast", "--features", "zicha-core/schema,zicha-core/es256"]);
    if has_e2e(&bench.root) {
        cargo.args(["--exclude", "zicha-e2e"]);
    }
    cargo.arg("--").args(&bench.rest);
    run::show(&mut cargo).map(|()| Outcome::Passed)
}

fn outside_verifiers(bench: &Bench) -> Result<Outcome> {
    outside::run(&bench.root, &bench.rest).map(Outcome::PassedWith)
}

fn ratios(_: &Bench) -> Result<Outcome> {
    bench::run(&Args::default()).map(|()| Outcome::Passed)
}

/// assets/loader under Node, which the release build has made sure of.
fn loader(bench: &Bench) -> Result<Outcome> {
    if run::find("node").is_none() {
        return Ok(Outcome::Skipped("there is no node on this machine".into()));
    }
    let cases = bench.root.join("target/size/lzma");
    write_packed(&bench.root, &cases)?;
    run::write_file(&cases.join("zicha.js"), loader::page(&bench.root)?)?;
    let mut node = run::command("node", &bench.root);
    node.env("ZICHA_LZMA_CASES", &cases);
    run::show(node.args(["--test", "crates/xtask/js/loader.test.cjs"])).map(|()| Outcome::Passed)
}

/// Inputs of every sort with what `pack::lzma` makes of them, for the loader to unpack.
fn write_packed(root: &Path, cases: &Path) -> Result {
    let mut seed = 1_u32;
    let mut noise = |mask: u8| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 24) as u8 & mask
    };
    let made: Vec<(&str, Vec<u8>)> = vec![
        ("empty", Vec::new()),
        ("one", b"a".to_vec()),
        ("words", "自查".repeat(20_000).into_bytes()),
        ("zeros", vec![0; 300_000]),
        ("noise", (0..100_000).map(|_| noise(255)).collect()),
        ("four-bits", (0..100_000).map(|_| noise(15)).collect()),
        ("page", run::read_bytes(&root.join("index.html"))?),
        ("ledger", run::read_bytes(&root.join("assets/catalogues/hongqiao-2020.json"))?),
        ("lock", run::read_bytes(&root.join("Cargo.lock"))?),
        ("wasm", run::read_bytes(&root.join(crate::hook::NAMED_WASM)).unwrap_or_default()),
    ];
    let ledger = run::read_file(&root.join("assets/catalogues/hongqiao-2020.json"))?;
    run::write_file(&cases.join("ledger.text"), pack::letters(&pack::lzma_text(&ledger)))?;
    for (name, bytes) in made {
        let packed = pack::lzma(&bytes);
        run::write_file(&cases.join(format!("{name}.letters")), pack::letters(&packed))?;
        let before = bytes.len() / 3;
        run::write_file(
            &cases.join(format!("{name}.after")),
            pack::lzma_after(&bytes[before..], &bytes[..before], pack::Packing::Small),
        )?;
        run::write_file(&cases.join(format!("{name}.lzma")), packed)?;
        run::write_file(&cases.join(name), bytes)?;
    }
    for (number, file) in compat::wasm(&root.join("dist"))?.iter().enumerate() {
        let bytes = run::read_bytes(file)?;
        let sorted = streams::apart(&bytes).ok_or_else(|| format!("{} cannot be sorted.", file.display()))?;
        run::write_file(&cases.join(format!("part-{number}.sorted")), sorted)?;
        run::write_file(&cases.join(format!("part-{number}")), bytes)?;
    }
    Ok(())
}

fn web(bench: &Bench) -> Result<Outcome> {
    if !bench.root.join("tests/web.rs").is_file() {
        return Ok(Outcome::Skipped("there is no tests/web.rs yet".into()));
    }
    let (route, tools) = build::setup(&bench.root)?;
    let mut cargo = route.cargo(&bench.root, Purpose::Test);
    cargo.args(["test", "--package", "zicha", "--test", "web", "--target", "wasm32-unknown-unknown"]);
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", tools.bin.join("wasm-bindgen-test-runner"));
    cargo.env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    cargo.env("CHROMEDRIVER", driver()?);
    run::show(&mut cargo).map(|()| Outcome::Passed)
}

fn release(bench: &Bench) -> Result<Outcome> {
    build::release(&bench.root, Purpose::Release).map(|_| Outcome::Passed)
}

fn size_budget(_: &Bench) -> Result<Outcome> {
    size::run(&Args::default()).map(|()| Outcome::Passed)
}

fn end_to_end(bench: &Bench) -> Result<Outcome> {
    if !has_e2e(&bench.root) {
        return Ok(Outcome::Skipped("there is no tests/e2e yet".into()));
    }
    run::show(run::cargo(&bench.root).args(["build", "--package", "zicha-cli"]))?;
    let (driver, chromium) = (driver()?, chromium()?);
    let path = run::path_with(&[Tools::of(&bench.root).bin])?;
    let unsteady = scenarios::run(&bench.root, &bench.rest, |command| {
        command.env("ZICHA_DIST", bench.root.join("dist")).env("PATH", &path);
        command.env("ZICHA_CLI", run::target_dir(&bench.root).join("debug/zicha"));
        command.env("CHROMEDRIVER", &driver).env("CHROMIUM", &chromium);
    })?;
    if unsteady.is_empty() {
        return Ok(Outcome::Passed);
    }
    Ok(Outcome::PassedWith(format!("end-to-end tests that passed only the second time: {}", unsteady.join("; "))))
}

fn matrix(bench: &Bench) -> Result<Outcome> {
    let (list, missing) = browsers::install(&bench.root)?;
    run::show(run::cargo(&bench.root).args(["build", "--package", "zicha-cli"]))?;
    let mut cargo = run::cargo(&bench.root);
    cargo.args(["run", "--quiet", "--package", "zicha-e2e", "--bin", "matrix", "--"]);
    cargo.args(bench.write.then_some("--write")).args(&bench.rest);
    cargo.env("ZICHA_BROWSERS", list).env("ZICHA_DIST", bench.root.join("dist"));
    cargo.env("ZICHA_CLI", run::target_dir(&bench.root).join("debug/zicha"));
    cargo.env("CHROMEDRIVER", driver()?).env("CHROMIUM", chromium()?);
    run::show(&mut cargo)?;
    Ok(if missing.is_empty() { Outcome::Passed } else { Outcome::PassedWith(missing.join("\n")) })
}

/// What the browsers of the promise can read, and whether every edition holds the same program.
fn compat(bench: &Bench) -> Result<Outcome> {
    compat::run(&bench.root).map(|()| Outcome::Passed)
}

fn has_e2e(root: &Path) -> bool {
    root.join("tests/e2e/Cargo.toml").is_file()
}

/// Chromium, its driver, jq, openssl and fonts: used where present, installed where apt may be.
fn browser(root: &Path) -> Result {
    let since: Instant = run::say("checking what browser tests need", "");
    let lacks = |name: &&str| run::find(name).is_none();
    let missing = || {
        driver().is_err() || chromium().is_err() || ["jq", "openssl", "fc-list"].iter().any(lacks) || !has_fonts(root)
    };
    if missing() {
        tools::apt_install(root, PACKAGES, NEED)?;
    }
    if missing() {
        return Err(NEED.into());
    }
    run::done("browser", since);
    Ok(())
}

/// Without these the page is drawn with other letters than in its goldens, or with boxes.
fn has_fonts(root: &Path) -> bool {
    let families = run::read(run::command("fc-list", root).args([":", "family"])).unwrap_or_default();
    FONTS.iter().all(|font| families.contains(font))
}

pub fn driver() -> Result<PathBuf> {
    program("CHROMEDRIVER", &["chromedriver"])
}

pub fn chromium() -> Result<PathBuf> {
    program("CHROMIUM", &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
}

/// A program named by a variable, else the first of some names in PATH.
fn program(variable: &str, names: &[&str]) -> Result<PathBuf> {
    if let Some(path) = std::env::var_os(variable).map(PathBuf::from) {
        return if path.is_file() { Ok(path) } else { Err(format!("{variable} names no file: {}", path.display())) };
    }
    names.iter().find_map(|name| run::find(name)).ok_or_else(|| format!("{} is not installed.", names[0]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &[&str], want: &str) {
        let words: Vec<String> = words.iter().map(ToString::to_string).collect();
        let args = Args::read(FLAGS, &words).unwrap();
        match chosen(&args) {
            Ok(steps) => assert_eq!(steps.iter().map(|step| step.name).collect::<Vec<_>>().join(" "), want),
            Err(message) => assert!(message.contains(want), "{message}"),
        }
    }

    #[test]
    fn flags_choose_steps() {
        check(&[], "tidy fmt clippy native outside bench build loader compat size web e2e browsers");
        check(&["--no-browser-tests"], "tidy fmt clippy native outside bench build loader compat size");
        check(&["--e2e-only"], "build e2e");
        check(&["--browsers"], "build browsers");
        check(&["--only", "size"], "size");
        check(&["--only", "sise"], "the steps are tidy");
    }
}
