//! Holds for every file we publish: no spam word, no lost-month date, no empty ordinal; catalogues lint
//! and fit the schema.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;

use zicha_core::catalogue::Catalogue;
use zicha_core::catalogue::lint::{lint, read_file};

/// Words that clone sites, crawlers and page furniture left in the copies.
const SPAM: [&str; 9] = ["万博", "manbetx", "提现", "919768", "手机版", "扫一扫", "Baidu", "点击数", "附件下载"];

fn files(folder: &str) -> Vec<(PathBuf, String)> {
    let mut open = vec![PathBuf::from(format!("{}/../../assets/{folder}", env!("CARGO_MANIFEST_DIR")))];
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            found.push((path, text));
        }
    }
    found.sort();
    found
}

/// A day whose 月 was lost: 131日 for 1月31日, 1231日 for 12月31日.
fn lost_months(text: &str) -> Vec<&str> {
    let is_lost = |digits: &str| {
        let split = digits.len().checked_sub(2).filter(|at| (1..=2).contains(at));
        let in_range = |part: &str, last| part.parse::<u32>().is_ok_and(|number| (1..=last).contains(&number));
        split.is_some_and(|at| in_range(&digits[..at], 12) && in_range(&digits[at..], 31))
    };
    let digits_before = |at: usize| {
        let from = text[..at]
            .rfind(|c: char| !c.is_ascii_digit())
            .map_or(0, |before| before + text[before..].chars().next().map_or(0, char::len_utf8));
        &text[from..at]
    };
    text.match_indices('日').map(|(at, _)| digits_before(at)).filter(|digits| is_lost(digits)).collect()
}

#[test]
fn a_day_without_its_month_is_seen() {
    for (text, lost) in [
        ("每年131日前", vec!["131"]),
        ("1231日", vec!["1231"]),
        ("1月31日,180日内,15日内,20200101日", vec![]),
        ("131日和1011日", vec!["131", "1011"]),
    ] {
        assert_eq!(lost_months(text), lost, "{text}");
    }
}

#[test]
fn no_asset_carries_a_fault_of_the_copies() {
    let all = files("");
    assert!(all.len() > 4, "{}", all.len());
    for (path, text) in &all {
        for word in SPAM {
            assert!(!text.contains(word), "{word} in {}", path.display());
        }
        if path.extension().is_some_and(|it| it == "json") && !path.components().any(|it| it.as_os_str() == "schema") {
            assert_eq!(lost_months(text), Vec::<&str>::new(), "{}", path.display());
            for ordinal in ["()", "（）"] {
                assert!(!text.contains(ordinal), "{ordinal} in {}", path.display());
            }
        }
    }
}

#[test]
fn every_catalogue_passes_the_linter_and_is_named_by_its_file() {
    for (path, text) in files("catalogues") {
        let faults = read_file(text.as_bytes()).map_or_else(|faults| faults, |file| lint(&file));
        assert!(faults.is_empty(), "{}: {faults:#?}", path.display());
        let catalogue = Catalogue::read(text.as_bytes()).unwrap();
        assert_eq!(path.file_stem().and_then(|it| it.to_str()), Some(catalogue.id.as_str()));
    }
}

#[test]
fn every_catalogue_fits_the_published_schema() {
    let (_, schema) =
        files("schema").into_iter().find(|(path, _)| path.ends_with("zicha-catalogue-1.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    for (path, text) in files("catalogues") {
        let mut file: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert!(validator.is_valid(&file), "{}: {:?}", path.display(), validator.iter_errors(&file).next());
        file["tilte"] = serde_json::json!("x");
        assert!(!validator.is_valid(&file), "{}", path.display());
    }
}

#[test]
fn every_requirement_the_guide_points_at_is_there() {
    let guide = include_str!("../../../docs/catalogue.md");
    let mut seen = 0;
    for span in guide.split('`').skip(1).step_by(2) {
        let Some((id, requirement)) = span.split_once(' ') else { continue };
        let path = format!("{}/../../assets/catalogues/{id}.json", env!("CARGO_MANIFEST_DIR"));
        let Ok(bytes) = std::fs::read(path) else { continue };
        assert!(Catalogue::read(&bytes).unwrap().requirement_at(requirement).is_some(), "{span}");
        seen += 1;
    }
    assert!(seen >= 15, "{seen}");
}
