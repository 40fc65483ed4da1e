//! Help, languages and usage errors.

use crate::tool::{Desk, run};

const VERBS: &[&str] = &[
    "catalogue list",
    "catalogue show",
    "lint",
    "profile apply",
    "template",
    "assess",
    "narrate",
    "refer",
    "keygen",
    "key passphrase",
    "key enrol",
    "key form",
    "key export",
    "key import",
    "sign",
    "verify",
    "countersign",
    "compare",
    "receive",
    "ledger verify",
    "trust new",
    "trust add",
    "trust revoke",
    "trust show",
    "trust verify",
    "catalogue sign",
    "catalogue verify",
    "schema",
];

#[test]
fn help_names_every_command_and_the_exit_codes() {
    let help = run(&["--help"]).good().out;
    VERBS.iter().for_each(|verb| assert!(help.contains(verb), "{verb}"));
    assert!(help.contains("64 the command line is wrong"));
    assert_eq!(run(&["help"]).good().out, help);
}

#[test]
fn help_of_each_command_has_usage_and_a_runnable_example() {
    for verb in VERBS {
        let mut args: Vec<&str> = verb.split(' ').collect();
        args.push("--help");
        let english = run(&args).good().out;
        assert!(english.contains(&format!("zicha {verb}")), "{english}");
        let examples = english.split("Examples:\n").nth(1).expect(verb);
        assert!(examples.lines().all(|line| line.contains("zicha ")), "{examples}");
        args.extend(["--lang", "zh"]);
        let chinese = run(&args).good().out;
        assert!(chinese.contains("用法："), "{chinese}");
        assert_ne!(english, chinese);
    }
}

#[test]
fn the_language_follows_the_option_then_the_system() {
    let desk = Desk::new();
    let check = |args: &[&str], env: &[(&str, &str)], chinese: bool| {
        let ran = desk.run_with(args, env);
        assert_eq!(ran.out.contains("用法："), chinese, "{args:?} {env:?}");
    };
    check(&["lint", "--help"], &[("LANG", "zh_CN.UTF-8")], true);
    check(&["lint", "--help"], &[("LANG", "C.UTF-8")], false);
    check(&["lint", "--help"], &[("LANG", "en_US.UTF-8"), ("LC_ALL", "zh_CN.UTF-8")], true);
    check(&["lint", "--help", "--lang", "en"], &[("LANG", "zh_CN.UTF-8")], false);
    check(&["lint", "--help", "--lang=zh-CN"], &[], true);
}

#[test]
fn a_wrong_command_line_ends_with_64_and_names_what_was_meant() {
    let check = |args: &[&str], said: &[&str]| run(args).refused(64, said);
    check(&[], &["zicha --help"]);
    check(&["asess"], &["asess", "`assess`"]);
    check(&["catalogue"], &["catalogue list", "catalogue show"]);
    check(&["verify"], &["FILE…", "zicha verify --help"]);
    check(&["verify", "--thrust", "x", "y"], &["--thrust", "--trust"]);
    check(&["assess", "--unit"], &["--unit", "value"]);
    check(&["assess", "--unit", "a", "--unit", "b", "x.json"], &["--unit", "once"]);
    check(&["assess", "a.json", "b.json"], &["b.json"]);
    check(&["assess", "a.json", "--today", "1 May"], &["--today", "1 May", "YYYY-MM-DD"]);
    check(&["lint", "--lang", "fr", "x"], &["fr", "zh | en"]);
    check(&["sign", "a.json"], &["--out"]);
    check(&["template"], &["--catalogue"]);
}

#[test]
fn the_version_is_that_of_the_package() {
    assert_eq!(run(&["--version"]).good().out, concat!("zicha ", env!("CARGO_PKG_VERSION"), "\n"));
}
