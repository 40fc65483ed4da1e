//! One polite live region, and no other that speaks by itself: everything that is to be heard goes into that of
//! src/app/frame.rs. What is drawn is looked at by tests/e2e/tests/axe.rs; this looks at every source.

use std::path::{Path, PathBuf};

/// Markup that is read out by itself when it changes.
const SPEAKS: [&str; 7] = [
    "role=\"status\"",
    "role=\"alert\"",
    "role=\"log\"",
    "role=\"timer\"",
    "aria-live=\"polite\"",
    "aria-live=\"assertive\"",
    "aria-live={",
];

/// Every source below a folder that can draw.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs" || it == "html") {
            found.push(path);
        }
    }
}

/// What in a text speaks by itself: the lines, and every `<output>` that is not told to keep quiet.
fn speaking(text: &str) -> Vec<String> {
    let code = || text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let said = code().filter(|line| SPEAKS.iter().any(|it| line.contains(it))).map(|line| line.trim().to_owned());
    let outputs = text.split("<output").skip(1).map(|it| it.split_once('\n').map_or(it, |it| it.0));
    let loud = outputs.filter(|it| !it.contains("aria-live=\"off\"")).map(|it| format!("<output{it}"));
    said.chain(loud).collect()
}

#[test]
fn only_the_notice_speaks_by_itself() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    sources(&root.join("src"), &mut all);
    assert!(all.len() > 100, "{}", all.len());
    let mut found: Vec<(String, usize)> = Vec::new();
    for path in all {
        let speaking = speaking(&std::fs::read_to_string(&path).unwrap());
        if !speaking.is_empty() {
            found.push((path.strip_prefix(root).unwrap().display().to_string(), speaking.len()));
        }
    }
    assert_eq!(found, [("src/app/frame.rs".to_owned(), 1)]);
}

#[test]
fn what_was_drawn_speaks_nowhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/components");
    let mut all = Vec::new();
    sources(&root, &mut all);
    assert!(all.len() > 5);
    for path in all {
        assert_eq!(speaking(&std::fs::read_to_string(&path).unwrap()), Vec::<String>::new(), "{}", path.display());
    }
}

#[test]
fn a_second_region_is_seen() {
    assert_eq!(speaking("<p role=\"status\">\n<output for=\"a\" aria-live=\"off\">").len(), 1);
    assert_eq!(speaking("<output for=\"a\">").len(), 1);
    assert_eq!(speaking("// <p role=\"alert\">").len(), 0);
}
