//! `lint`: file, line, path and the nearest valid name.

use crate::tool::{Desk, Ran};

const SMALL: &str = include_str!("../data/small.json");

fn lint(text: &str, more: &[&str]) -> Ran {
    let desk = Desk::new();
    desk.put("c.json", text);
    let mut args = vec!["lint", "c.json"];
    args.extend(more);
    desk.run(&args)
}

#[track_caller]
fn check(from: &str, to: &str, said: &[&str]) {
    assert!(SMALL.contains(from), "{from}");
    lint(&SMALL.replacen(from, to, 1), &[]).refused(1, said);
}

#[test]
fn a_sound_catalogue_passes_and_is_counted() {
    assert!(lint(SMALL, &[]).good().out.contains("1 indicators, 11 requirements"));
    assert_eq!(lint(SMALL, &["--json"]).good().json()[0]["usable"], true);
}

#[test]
fn a_misspelt_member_names_the_nearest_with_line_and_column() {
    check("\"numerator\"", "\"numertaor\"", &["c.json:46:", "numertaor", "numerator"]);
    check(
        "\"title\": \"试用目录\",\n  \"about\"",
        "\"tilte\": \"试用目录\",\n  \"about\"",
        &["c.json:5:", "tilte", "title"],
    );
}

#[test]
fn a_misspelt_name_names_the_nearest_with_line_and_column() {
    check("\"slot\": \"parts\"", "\"slot\": \"prats\"", &["c.json:53:", "1-r8", "prats", "parts"]);
    check("\"base\": \"cases\"", "\"base\": \"case\"", &["c.json:32:", "cases"]);
    check("\"type\": \"department\"", "\"type\": \"departmnet\"", &["c.json:16:", "department"]);
    check("\"fact\": \"hears\"", "\"fact\": \"hear\"", &["c.json:56:", "hears"]);
}

#[test]
fn words_must_be_the_documents_and_mean_what_the_bound_means() {
    check("\"quote\": \"年底前办完\"", "\"quote\": \"年底以前办完\"", &["1-r4", "quote-not-in-text"]);
    check("{ \"at_least\": \"4.5\" }", "{ \"at_most\": \"4.5\" }", &["1-r2", "word-contradicts-bound"]);
}

#[test]
fn a_broken_file_says_where() {
    lint(&SMALL[..700], &[]).refused(1, &["c.json:", "unexpected-end"]);
    lint(&SMALL.replacen("\"id\": \"small\"", "\"id\": \"small\", \"id\": \"x\"", 1), &[])
        .refused(1, &["c.json:3:", "duplicate-key"]);
}

#[test]
fn json_gives_code_place_and_sentence() {
    let ran = lint(&SMALL.replacen("\"slot\": \"ticks\"", "\"slot\": \"tick\"", 1), &["--json"]);
    assert_eq!(ran.code, 1);
    let fault = &ran.json()[0]["faults"][0];
    assert_eq!(fault["code"], "unknown-name");
    assert_eq!(fault["expected"], "ticks");
    assert_eq!(fault["line"], 54);
    assert!(!fault["text"].as_str().unwrap().is_empty());
}
