//! `bench`: the core's own measurements, in release.

use crate::args::Args;
use crate::{Result, run};

pub fn run(args: &Args) -> Result {
    let root = run::root()?;
    let example = root.join("crates/core/examples/bench/main.rs");
    if !example.is_file() {
        return Err("there is no benchmark yet: crates/core/examples/bench/main.rs is missing.".into());
    }
    let mut cargo = run::cargo(&root);
    cargo.args(["run", "--release", "-p", "zicha-core", "--example", "bench", "--"]);
    run::show(cargo.args(&args.rest))
}
