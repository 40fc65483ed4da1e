//! `cargo xtask`: everything one does with this repository, as one small program.
//!
//! Not part of the product: nothing here is shipped. It installs what is missing, calls cargo and
//! Trunk, finishes the page, measures it and serves it. Read `commands` below for what it can do,
//! then `route` for how the WebAssembly std is found, and `hook` for what happens to the page.

mod args;
mod bench;
mod browsers;
mod budget;
mod build;
mod catalogue;
mod compat;
mod embed;
mod hook;
mod imports;
mod loader;
mod offline;
mod outside;
mod pack;
mod route;
mod run;
mod scenarios;
mod security;
mod serve;
mod signing;
mod single;
mod size;
mod split;
mod streams;
mod test;
mod tidy;
mod tools;
mod top;

use args::{Args, Flag};
use std::process::ExitCode;
use zicha_single::page;

/// A failure, as the sentence the person at the terminal reads.
pub type Result<T = ()> = std::result::Result<T, String>;

/// One verb: its name, one line for the list, the rest for its own `--help`, and its flags.
pub struct Verb {
    name: &'static str,
    line: &'static str,
    more: &'static str,
    flags: &'static [Flag],
    run: fn(&Args) -> Result,
}

const VERBS: &[Verb] = &[
    Verb {
        name: "serve",
        line: "set up what is missing, build the release, serve it on http://127.0.0.1:8080",
        more: "The first run installs tools into target/tools and takes about 10 minutes; later runs\n\
               skip what is done. Listens on this machine only. Ctrl+C ends it.",
        flags: serve::FLAGS,
        run: serve::run,
    },
    Verb {
        name: "test",
        line: "install what tests need and run every test",
        more: "Steps: tidy, rustfmt, clippy, native tests, loader tests (node), browser unit tests\n\
               (headless Chromium), release build, old browsers' syntax, size budget, end-to-end tests, every edition\n\
               in every browser (--browsers: only these). The last line is\n\
               the count, or the name of the step that failed.",
        flags: test::FLAGS,
        run: test::run,
    },
    Verb {
        name: "setup",
        line: "install what building needs, and nothing else",
        more: "Finds a Rust std that can be rebuilt for WebAssembly (rust-src from rustup, else\n\
               Debian's rustc-web), then wasm-bindgen, trunk, wasm-opt and esbuild in target/tools.",
        flags: &[],
        run: build::setup_only,
    },
    Verb {
        name: "build",
        line: "build the release into dist/, with dist/zicha.html, the page as one file",
        more: "Sets up what is missing first.",
        flags: build::FLAGS,
        run: build::run,
    },
    Verb {
        name: "single-file",
        line: "build the release and print the path and size of dist/zicha.html",
        more: "The single file holds program, style, catalogues and calendars, makes no request of\n\
               any kind and opens from disk. With --catalogue it holds one catalogue, its own or yours.",
        flags: build::SINGLE_FLAGS,
        run: build::single_file,
    },
    Verb {
        name: "size",
        line: "measure dist/ against budgets.toml; fails when over",
        more: "Measures the release that lies in dist/. Run `cargo xtask build` first.",
        flags: size::FLAGS,
        run: size::run,
    },
    Verb {
        name: "tidy",
        line: "check the rules of the house that compilers do not check",
        more: "File length, unwrap, floats in the core, browser calls outside src/browser, machine\n\
               paths, style attributes. Each finding names file, line and rule.",
        flags: &[],
        run: tidy::run,
    },
    Verb {
        name: "bench",
        line: "measure what editing and verifying cost, as ratios; fails over their budgets",
        more: "Runs crates/bench natively, then in WebAssembly under Node with the page's own flags. Arguments\n\
               after -- reach the native part.",
        flags: &[],
        run: bench::run,
    },
    Verb {
        name: "hook-post-build",
        line: "",
        more: "Called by Trunk (Trunk.toml) when the page is staged.",
        flags: &[],
        run: hook::run,
    },
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[String]) -> Result {
    let Some(name) = words.first() else {
        run::print(&overview());
        return Ok(());
    };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        run::print(&overview());
        return Ok(());
    }
    let Some(verb) = VERBS.iter().find(|verb| verb.name == name) else {
        return Err(format!("cargo xtask has no verb `{name}`.\n\n{}", overview()));
    };
    match Args::read(verb.flags, &words[1..]) {
        Ok(args) if args.has("help") => {
            run::print(&help_of(verb));
            Ok(())
        }
        Ok(args) => (verb.run)(&args),
        Err(message) => Err(format!("{message}\n\n{}", help_of(verb))),
    }
}

fn overview() -> String {
    let mut text = String::from("cargo xtask VERB [FLAGS]\n\n");
    for verb in VERBS.iter().filter(|verb| !verb.line.is_empty()) {
        text += &format!("  {:<12} {}\n", verb.name, verb.line);
    }
    text + "\n`cargo xtask VERB --help` says more.\n"
}

fn help_of(verb: &Verb) -> String {
    let mut text = format!("cargo xtask {}: {}\n\n{}\n", verb.name, verb.line, verb.more);
    for flag in verb.flags {
        let name = match flag.value {
            Some(value) => format!("--{} {value}", flag.name),
            None => format!("--{}", flag.name),
        };
        text += &format!("  {name:<20} {}\n", flag.help);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(words: &[&str]) -> Result {
        dispatch(&words.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn unknown_verbs_and_flags_are_refused_by_name() {
        let verb = answer(&["sevre"]).unwrap_err();
        assert!(verb.contains("`sevre`") && verb.contains("serve"), "{verb}");
        let flag = answer(&["serve", "--prot", "1"]).unwrap_err();
        assert!(flag.contains("--prot") && flag.contains("--port"), "{flag}");
    }

    #[test]
    fn every_verb_has_help_and_the_hook_stays_out_of_the_list() {
        for verb in VERBS {
            assert!(!verb.more.is_empty(), "{}", verb.name);
        }
        assert!(!overview().contains("hook"));
    }
}
