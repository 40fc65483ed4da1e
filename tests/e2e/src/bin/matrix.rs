//! `cargo xtask test --browsers`: every edition of the page in every browser, from the first key to a verified file.
//!
//! Not here: what is done in them (`matrix::walk`), where they stand (`matrix::edition`), what is said of it
//! (`matrix::table`).

use std::process::ExitCode;
use zicha_e2e::matrix::{self, Wish};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let after = |name: &str| words.iter().position(|word| word == name).and_then(|at| words.get(at + 1)).cloned();
    let wish = Wish {
        edition: after("--edition"),
        engine: after("--engine"),
        write: words.iter().any(|word| word == "--write"),
    };
    match matrix::run(&wish) {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(said) => {
            println!("{said}");
            ExitCode::FAILURE
        }
    }
}
