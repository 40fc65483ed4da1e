//! The end-to-end scenarios: the programs of tests/e2e, some at a time, every one to its end.
//!
//! `cargo test` runs them one after another and stops at the first that fails; on a machine with several cores that
//! is slower, and a run that takes minutes should tell all it can.

use crate::{Result, run};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::Instant;

/// Those that take longest are begun first, so that nothing long is left at the end. Others follow by name.
const LONG: &[&str] = &["goldens", "self_report", "robust", "axe", "exfil", "element"];
/// Browsers at once, at most: each takes a core and half a gibibyte.
const HANDS_MAX: usize = 4;

/// Makes the scenarios and runs them with `prepare`d surroundings and the `rest` of the words given. A word that
/// names a scenario's file chooses it; others are for the test programs.
pub fn run(root: &Path, rest: &[String], prepare: impl Fn(&mut Command) + Sync) -> Result {
    let all = programs(root)?;
    let (named, words): (Vec<&String>, Vec<&String>) =
        rest.iter().partition(|word| all.iter().any(|(name, _)| name == *word));
    let chosen = all.iter().filter(|(name, _)| named.is_empty() || named.contains(&name)).collect();
    let hands = std::thread::available_parallelism().map_or(1, usize::from).min(HANDS_MAX);
    let failed = each(chosen, hands, |(name, program)| {
        let mut command = run::command(program, &root.join("tests/e2e"));
        // One browser for each hand; a scenario of several tests would take more.
        command.args(&words).env("RUST_TEST_THREADS", "1").env("CARGO_MANIFEST_DIR", root.join("tests/e2e"));
        prepare(&mut command);
        one(name, &mut command)
    });
    if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", "))) }
}

/// Does `work` on every item with so many hands; returns the names of what failed, in order.
fn each(items: Vec<&(String, PathBuf)>, hands: usize, work: impl Fn(&(String, PathBuf)) -> bool + Sync) -> Vec<&str> {
    let (waiting, failed) = (Mutex::new(items.into_iter()), Mutex::new(Vec::new()));
    let next = || waiting.lock().ok().and_then(|mut it| it.next());
    let hand = || {
        while let Some(item) = next() {
            if !work(item) {
                failed.lock().into_iter().for_each(|mut it| it.push(item.0.as_str()));
            }
        }
    };
    std::thread::scope(|scope| (0..hands.max(1)).for_each(|_| drop(scope.spawn(hand))));
    let mut failed = failed.into_inner().unwrap_or_default();
    failed.sort_unstable();
    failed
}

/// Runs one and says how it ended; all it printed only when it failed.
fn one(name: &str, command: &mut Command) -> bool {
    let since = Instant::now();
    let done = command.stdin(Stdio::null()).output();
    let (passed, said) = match &done {
        Ok(output) => (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(error) => (false, format!("cannot be started: {error}")),
    };
    let line = summary(&said);
    let took = run::seconds(since.elapsed());
    if passed {
        eprintln!("    {name}: {line} in {took}");
    } else {
        let errors = done.map(|output| String::from_utf8_lossy(&output.stderr).into_owned()).unwrap_or_default();
        eprintln!("{said}{errors}\n    {name}: FAILED, {line} after {took}");
    }
    passed
}

/// `3 passed, 1 failed` of what a test program printed last.
fn summary(said: &str) -> String {
    let result = said.lines().rev().find_map(|line| line.strip_prefix("test result: "));
    let counts = result.and_then(|it| it.split_once(". ")).map(|(_, counts)| counts);
    let told = counts.map(|it| it.split("; ").take_while(|part| !part.ends_with("ignored")).collect::<Vec<_>>());
    told.map_or_else(|| "no result".to_owned(), |it| it.join(", "))
}

/// Name and file of every scenario, made now.
fn programs(root: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut cargo = run::cargo(root);
    cargo.args(["test", "--package", "zicha-e2e", "--no-run", "--message-format=json-render-diagnostics"]);
    let output = cargo.stderr(Stdio::inherit()).output().map_err(|e| format!("cannot start cargo: {e}"))?;
    if !output.status.success() {
        return Err("the end-to-end scenarios do not compile.".into());
    }
    let said = String::from_utf8_lossy(&output.stdout);
    let mut found: Vec<(String, PathBuf)> = said.lines().filter_map(program).collect();
    found.sort_by_key(|(name, _)| (LONG.iter().position(|it| it == name).unwrap_or(LONG.len()), name.clone()));
    if found.is_empty() { Err("cargo named no scenario of tests/e2e.".into()) } else { Ok(found) }
}

/// A test program in a line of what cargo prints (its book, "External tools").
fn program(line: &str) -> Option<(String, PathBuf)> {
    let message: Value = serde_json::from_str(line).ok()?;
    let is_test = message.pointer("/profile/test").and_then(Value::as_bool).unwrap_or(false);
    let file = message.get("executable").and_then(Value::as_str).filter(|_| is_test)?;
    Some((message.pointer("/target/name")?.as_str()?.to_owned(), file.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_program_is_known_by_its_line() {
        let line = |test: &str, file: &str| {
            format!(
                r#"{{"reason":"compiler-artifact","target":{{"name":"keys"}},"profile":{{"test":{test}}},"executable":{file}}}"#
            )
        };
        assert_eq!(program(&line("true", "\"/a/keys-1\"")), Some(("keys".into(), "/a/keys-1".into())));
        assert_eq!(program(&line("false", "\"/a/matrix\"")), None, "a program that is no test");
        assert_eq!(program(&line("true", "null")), None);
        assert_eq!(program("Compiling"), None);
    }

    #[test]
    fn a_result_is_told_in_short() {
        let said = "running 2 tests\ntest a ... ok\n\ntest result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 4.97s\n";
        assert_eq!(summary(said), "3 passed, 1 failed");
        assert_eq!(summary("killed"), "no result");
    }

    #[test]
    fn every_one_is_run_and_every_failure_told() {
        let items: Vec<(String, PathBuf)> = ["c", "a", "b"].map(|name| (name.to_owned(), PathBuf::new())).into();
        let seen = Mutex::new(0);
        let failed = each(items.iter().collect(), 2, |(name, _)| {
            *seen.lock().unwrap() += 1;
            name == "b"
        });
        assert_eq!((failed, *seen.lock().unwrap()), (vec!["a", "c"], 3));
    }
}
