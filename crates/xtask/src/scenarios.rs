//! The end-to-end scenarios: the programs of tests/e2e, some at a time, every one to its end.
//!
//! `cargo test` runs them one after another and stops at the first that fails; on a machine with several cores that
//! is slower, and a run that takes minutes should tell all it can.
//!
//! A test that fails is run once more, with no other browser beside it: what fails then too has failed. One that
//! passes only then is printed in full and named again at the very end, for it waits for too little somewhere.

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
/// Where more programs fail than this, something is broken, and nothing is run once more.
const AGAIN_MAX: usize = 3;

/// A test program: its name and its file.
type Program = (String, PathBuf);
/// Names of the tests that failed in a program; none where it ended before it could say.
type Failed<'a> = (&'a Program, Vec<String>);

/// Makes the scenarios and runs them with `prepare`d surroundings and the `rest` of the words given. A word that
/// names a scenario's file chooses it; others are for the test programs. Gives the tests that passed only when they were
/// run once more.
pub fn run(root: &Path, rest: &[String], prepare: impl Fn(&mut Command) + Sync) -> Result<Vec<String>> {
    let all = programs(root)?;
    let (named, words): (Vec<&String>, Vec<&String>) =
        rest.iter().partition(|word| all.iter().any(|(name, _)| name == *word));
    let chosen = all.iter().filter(|(name, _)| named.is_empty() || named.contains(&name)).collect();
    let hands = std::thread::available_parallelism().map_or(1, usize::from).min(HANDS_MAX);
    let start = |(name, program): &Program, words: &[&String]| {
        let mut command = run::command(program, &root.join("tests/e2e"));
        // One browser for each hand; a scenario of several tests would take more.
        command.args(words).env("RUST_TEST_THREADS", "1").env("CARGO_MANIFEST_DIR", root.join("tests/e2e"));
        prepare(&mut command);
        one(name, &mut command)
    };
    let failed = each(chosen, hands, |program| start(program, &words));
    let exact = "--exact".to_owned();
    once_more(failed, |program, tests| {
        let tests: Vec<&String> = tests.iter().chain((!tests.is_empty()).then_some(&exact)).collect();
        start(program, &tests).is_none()
    })
}

/// Runs what failed again, one after another; gives what passed then.
fn once_more(failed: Vec<Failed<'_>>, passes: impl Fn(&Program, &[String]) -> bool) -> Result<Vec<String>> {
    if failed.len() > AGAIN_MAX {
        let names: Vec<&str> = failed.iter().map(|(program, _)| program.0.as_str()).collect();
        return Err(format!("failed: {}", names.join(", ")));
    }
    if !failed.is_empty() {
        eprintln!("    what failed is run once more, alone");
    }
    let (mended, broken): (Vec<_>, Vec<_>) = failed.into_iter().partition(|(program, tests)| passes(program, tests));
    let names = |(program, tests): &Failed<'_>| format!("{}: {}", program.0, tests.join(", "));
    if broken.is_empty() {
        return Ok(mended.iter().map(names).collect());
    }
    Err(format!("failed twice: {}", broken.iter().map(names).collect::<Vec<_>>().join("; ")))
}

/// Does `work` on every item with so many hands; returns what failed, by name.
fn each<'a>(
    items: Vec<&'a Program>,
    hands: usize,
    work: impl Fn(&Program) -> Option<Vec<String>> + Sync,
) -> Vec<Failed<'a>> {
    let (waiting, failed) = (Mutex::new(items.into_iter()), Mutex::new(Vec::new()));
    let next = || waiting.lock().ok().and_then(|mut it| it.next());
    let hand = || {
        while let Some(item) = next() {
            if let Some(tests) = work(item) {
                failed.lock().into_iter().for_each(|mut it| it.push((item, tests.clone())));
            }
        }
    };
    std::thread::scope(|scope| (0..hands.max(1)).for_each(|_| drop(scope.spawn(hand))));
    let mut failed = failed.into_inner().unwrap_or_default();
    failed.sort_unstable();
    failed
}

/// Runs one and says how it ended; all it printed only when it failed. Nothing where it passed, else the tests that failed.
fn one(name: &str, command: &mut Command) -> Option<Vec<String>> {
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
        return None;
    }
    let errors = done.map(|output| String::from_utf8_lossy(&output.stderr).into_owned()).unwrap_or_default();
    eprintln!("{said}{errors}\n    {name}: FAILED, {line} after {took}");
    Some(failures(&said))
}

/// The tests a program said have failed.
fn failures(said: &str) -> Vec<String> {
    let name = |line: &str| Some(line.strip_prefix("test ")?.strip_suffix(" ... FAILED")?.to_owned());
    said.lines().filter_map(name).collect()
}

/// `3 passed, 1 failed` of what a test program printed last.
fn summary(said: &str) -> String {
    let result = said.lines().rev().find_map(|line| line.strip_prefix("test result: "));
    let counts = result.and_then(|it| it.split_once(". ")).map(|(_, counts)| counts);
    let told = counts.map(|it| it.split("; ").take_while(|part| !part.ends_with("ignored")).collect::<Vec<_>>());
    told.map_or_else(|| "no result".to_owned(), |it| it.join(", "))
}

/// Name and file of every scenario, made now.
fn programs(root: &Path) -> Result<Vec<Program>> {
    let mut cargo = run::cargo(root);
    cargo.args(["test", "--package", "zicha-e2e", "--no-run", "--message-format=json-render-diagnostics"]);
    let output = cargo.stderr(Stdio::inherit()).output().map_err(|e| format!("cannot start cargo: {e}"))?;
    if !output.status.success() {
        return Err("the end-to-end scenarios do not compile.".into());
    }
    let said = String::from_utf8_lossy(&output.stdout);
    let mut found: Vec<Program> = said.lines().filter_map(program).collect();
    found.sort_by_key(|(name, _)| (LONG.iter().position(|it| it == name).unwrap_or(LONG.len()), name.clone()));
    if found.is_empty() { Err("cargo named no scenario of tests/e2e.".into()) } else { Ok(found) }
}

/// A test program in a line of what cargo prints (its book, "External tools").
fn program(line: &str) -> Option<Program> {
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

    fn named(names: &[&str]) -> Vec<Program> {
        names.iter().map(|name| ((*name).to_owned(), PathBuf::new())).collect()
    }

    #[test]
    fn every_one_is_run_and_every_failure_told() {
        let items = named(&["c", "a", "b"]);
        let seen = Mutex::new(0);
        let failed = each(items.iter().collect(), 2, |(name, _)| {
            *seen.lock().unwrap() += 1;
            (name != "b").then(|| vec![format!("{name}_fails")])
        });
        let names: Vec<_> = failed.iter().map(|(program, tests)| (program.0.as_str(), tests[0].as_str())).collect();
        assert_eq!((names, *seen.lock().unwrap()), (vec![("a", "a_fails"), ("c", "c_fails")], 3));
    }

    #[test]
    fn failed_tests_are_known_by_name() {
        let said = "test one ... ok\ntest two::three ... FAILED\ntest four ... ignored\n\nfailures:\n    two::three\n";
        assert_eq!(failures(said), ["two::three"]);
        assert_eq!(failures("killed"), [""; 0]);
    }

    #[test]
    fn what_fails_twice_has_failed() {
        let items = named(&["a", "b", "c", "d"]);
        let failed = |count: usize| items.iter().take(count).map(|it| (it, vec!["x".to_owned()])).collect::<Vec<_>>();
        assert_eq!(once_more(Vec::new(), |_, _| panic!("nothing to run")), Ok(Vec::new()));
        assert_eq!(once_more(failed(2), |_, _| true), Ok(vec!["a: x".to_owned(), "b: x".to_owned()]));
        assert_eq!(once_more(failed(2), |program, _| program.0 == "a"), Err("failed twice: b: x".to_owned()));
        let many = once_more(failed(4), |_, _| panic!("too many to run again"));
        assert_eq!(many, Err("failed: a, b, c, d".to_owned()));
    }
}
