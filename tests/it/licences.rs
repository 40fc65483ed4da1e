//! The list of libraries on the page about the page is that of Cargo.lock: what Cargo says is compiled into the page,
//! with the licence each declares. `ZICHA_BLESS=1 cargo test --test it licences` writes it anew.

use std::collections::BTreeSet;
use std::process::Command;

use zicha::pages::about::{LICENCES, LICENCES_MAX, licence};

const LIST: &str = "src/pages/about/licences.txt";

/// Licences whose words or whose address stand on the page, or that ask for neither.
const KNOWN: &[&str] = &["MIT", "Apache-2.0", "BSD-3-Clause", "BSD-1-Clause", "BSL-1.0", "Unlicense", "Unicode-3.0"];

/// As Cargo knows it from what was fetched to compile; a machine that has not compiled the page yet may fetch.
fn compiled() -> String {
    let tree = |offline: &[&str]| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(["tree", "--locked"])
            .args(offline)
            .args(["--package", "zicha"]);
        cargo.args(["--target", "wasm32-unknown-unknown", "--edges", "normal,no-proc-macro", "--prefix", "none"]);
        cargo.args(["--no-dedupe", "--format", "{p}|{l}"]).output().unwrap()
    };
    let mut told = tree(&["--offline"]);
    if !told.status.success() {
        told = tree(&[]);
    }
    assert!(told.status.success(), "cargo tree: {}", String::from_utf8_lossy(&told.stderr));
    let text = String::from_utf8(told.stdout).unwrap();
    // Without the folders of our own crates, and without these.
    let name = |line: &str| line.split_once(" (/").map_or_else(|| Some(line.to_owned()), |_| None);
    let all: BTreeSet<String> = text.lines().filter_map(name).collect();
    all.into_iter().map(|line| line + "\n").collect()
}

#[test]
fn the_list_is_what_is_compiled_in() {
    let compiled = compiled();
    if std::env::var_os("ZICHA_BLESS").is_some() {
        std::fs::write(LIST, &compiled).unwrap();
        return;
    }
    assert!(LICENCES == compiled, "{LIST} differs from Cargo.lock; ZICHA_BLESS=1 writes it anew:\n{compiled}");
}

#[test]
fn every_line_names_a_licence_that_the_page_knows() {
    let lines: Vec<&str> = LICENCES.lines().collect();
    assert!(lines.len() > 50 && lines.len() <= LICENCES_MAX);
    for line in lines {
        let (name, licence) = licence(line).unwrap();
        assert!(name.contains(" v"), "{line}");
        let words = licence.split([' ', '/', '(', ')']).filter(|it| !matches!(*it, "" | "OR" | "AND"));
        for word in words {
            assert!(KNOWN.contains(&word), "{line}: its words must stand on the page");
        }
    }
}
