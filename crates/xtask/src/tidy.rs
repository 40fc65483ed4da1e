//! Rules of the house that no compiler checks. Each rule is a function from a file's path and text
//! to the lines that break it; the tests below hold a bad sample for every rule.

use crate::args::Args;
use crate::{Result, run};
use std::path::Path;

const LINES_MAX: usize = 400;
const FILES_MAX: usize = 20_000;
/// Folders that hold nothing of ours.
const SKIPPED: &[&str] = &["target", "dist", "node_modules", ".git", ".stage"];
const TEXT_ENDINGS: &[&str] =
    &["rs", "toml", "md", "js", "cjs", "mjs", "ts", "html", "css", "json", "sh", "yml", "run"];

/// One broken rule: the line (from 1) and what to do.
type Break = (usize, String);

struct Rule {
    applies: fn(&str) -> bool,
    check: fn(&str) -> Vec<Break>,
}

const RULES: &[Rule] = &[
    Rule { applies: is_rust, check: too_long },
    Rule { applies: must_not_panic, check: unwraps },
    Rule { applies: |path| is_rust(path) && path.starts_with("crates/core/src/"), check: floats },
    Rule { applies: outside_browser, check: browser_calls },
    Rule { applies: |path| path != "crates/xtask/src/tidy.rs", check: machine_paths },
    Rule {
        applies: |path| path == "index.html" || (is_rust(path) && path.starts_with("src/")),
        check: style_attributes,
    },
];

pub fn run(_: &Args) -> Result {
    let root = run::root()?;
    let mut files = Vec::new();
    collect(&root, &root, &mut files)?;
    files.sort();
    let mut found = Vec::new();
    for path in &files {
        let text = run::read_file(&root.join(path))?;
        found.extend(breaks(path, &text).into_iter().map(|(line, what)| format!("{path}:{line}: {what}")));
    }
    if found.is_empty() {
        println!("tidy: {} files keep the rules.", files.len());
        return Ok(());
    }
    Err(format!("{}\ntidy: {} rules broken.", found.join("\n"), found.len()))
}

fn breaks(path: &str, text: &str) -> Vec<Break> {
    RULES.iter().filter(|rule| (rule.applies)(path)).flat_map(|rule| (rule.check)(text)).collect()
}

fn collect(root: &Path, dir: &Path, files: &mut Vec<String>) -> Result {
    let entries = std::fs::read_dir(dir).map_err(|e| format!("cannot list {}: {e}", dir.display()))?;
    for entry in entries {
        let entry = entry.map_err(|e| format!("cannot list {}: {e}", dir.display()))?;
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_symlink() || SKIPPED.contains(&name.as_str()) {
            continue;
        }
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if is_text(&name) {
            let relative = path.strip_prefix(root).unwrap_or(&path);
            files.push(relative.to_string_lossy().replace('\\', "/"));
        }
        if files.len() > FILES_MAX {
            return Err(format!("more than {FILES_MAX} files under {}.", root.display()));
        }
    }
    Ok(())
}

fn is_text(name: &str) -> bool {
    name == "run" || name.rsplit_once('.').is_some_and(|(_, ending)| TEXT_ENDINGS.contains(&ending))
}

fn is_rust(path: &str) -> bool {
    path.ends_with(".rs")
}

/// Tests, benchmarks and this program may stop at once; what people use may not.
fn must_not_panic(path: &str) -> bool {
    let free = ["tests/", "examples/", "benches/", "crates/bench/"]
        .iter()
        .any(|dir| path.starts_with(dir) || path.contains(&format!("/{dir}")));
    is_rust(path) && !free && !path.ends_with("/tests.rs") && !path.starts_with("crates/xtask/")
}

fn outside_browser(path: &str) -> bool {
    let inside = path.starts_with("src/browser") || path.starts_with("src/embed") || path == "src/main.rs";
    is_rust(path) && path.starts_with("src/") && !inside
}

/// Lines of code with their numbers: comments left out, and everything from `#[cfg(test)]` before
/// an inline module on, which by the custom of this house ends the file.
fn code(text: &str) -> Vec<(usize, &str)> {
    let lines: Vec<&str> = text.lines().collect();
    let tests = lines.iter().enumerate().position(|(at, line)| {
        let next = lines[at + 1..].iter().find(|line| !line.trim_start().starts_with("#["));
        line.trim() == "#[cfg(test)]" && next.is_some_and(|next| next.contains("mod ") && next.ends_with('{'))
    });
    let numbered = lines.into_iter().enumerate().take(tests.unwrap_or(usize::MAX));
    numbered.filter(|(_, line)| !line.trim_start().starts_with("//")).map(|(at, line)| (at + 1, line)).collect()
}

fn each(text: &str, bad: impl Fn(&str) -> bool, what: &str) -> Vec<Break> {
    code(text).into_iter().filter(|(_, line)| bad(line)).map(|(at, _)| (at, what.to_string())).collect()
}

fn too_long(text: &str) -> Vec<Break> {
    let lines = text.lines().count();
    if lines > LINES_MAX { vec![(lines, format!("{lines} lines; a file has at most {LINES_MAX}"))] } else { Vec::new() }
}

fn unwraps(text: &str) -> Vec<Break> {
    let bad =
        |line: &str| [".unwrap()", ".expect(", ".unwrap_err()", ".expect_err("].iter().any(|part| line.contains(part));
    each(text, bad, "unwrap or expect outside tests: return a Finding or an Err")
}

fn floats(text: &str) -> Vec<Break> {
    each(text, |line| has_word(line, "f32") || has_word(line, "f64"), "a float in the core: judgements are exact")
}

fn browser_calls(text: &str) -> Vec<Break> {
    let bad = |line: &str| ["web_sys", "gloo", "js_sys"].iter().any(|word| has_word(line, word));
    each(text, bad, "the browser is touched in src/browser only")
}

/// Searched in comments and tests too: a path of somebody's machine helps no reader.
fn machine_paths(text: &str) -> Vec<Break> {
    let parts = ["/home/", "/root/", "/work/", "/Users/", "C:\\Users\\", "../shared"];
    let bad = |line: &&str| parts.iter().any(|part| line.contains(part));
    let lines = text.lines().enumerate().filter(|(_, line)| bad(line));
    lines.map(|(at, _)| (at + 1, "a path of one machine".to_string())).collect()
}

fn style_attributes(text: &str) -> Vec<Break> {
    let bad = |line: &str| line.match_indices("style=").any(|(at, _)| at == 0 || line[..at].ends_with([' ', '\t']));
    each(text, bad, "a style attribute: the content security policy blocks it, use a class")
}

fn has_word(line: &str, word: &str) -> bool {
    let edge = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        // `1_f64` and `2f32` are floats as well.
        let literal = before.is_some_and(|c| c.is_ascii_digit()) || line[..at].ends_with('_');
        (edge(before) || literal) && edge(line[at + word.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `want` names the line that breaks a rule, or 0 for none.
    fn check(path: &str, text: &str, want: usize) {
        let lines: Vec<usize> = breaks(path, text).into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines, if want == 0 { vec![] } else { vec![want] }, "{path}: {text}");
    }

    #[test]
    fn files_end_at_the_limit() {
        check("src/a.rs", &"x\n".repeat(LINES_MAX), 0);
        check("src/a.rs", &"x\n".repeat(LINES_MAX + 1), LINES_MAX + 1);
        check("README.md", &"x\n".repeat(LINES_MAX + 1), 0);
    }

    #[test]
    fn unwrap_is_for_tests() {
        check("src/a.rs", "fn a() {\n    b.unwrap();\n}", 2);
        check("crates/core/src/a.rs", "b.expect(\"x\")", 1);
        check("crates/core/src/a.rs", "// b.unwrap()\nb.unwrap_or(1)", 0);
        check("crates/core/src/a.rs", "x\n#[cfg(test)]\n#[allow(x)]\nmod tests {\n b.unwrap()", 0);
        check("crates/core/src/a.rs", "#[cfg(test)]\nmod tests;\nb.unwrap()", 3);
        for path in [
            "crates/core/src/a/tests.rs",
            "crates/core/tests/a.rs",
            "tests/it/a.rs",
            "crates/xtask/src/a.rs",
            "crates/core/examples/bench/main.rs",
        ] {
            check(path, "b.unwrap()", 0);
        }
    }

    #[test]
    fn the_core_has_no_floats() {
        for text in ["let a: f64 = 1.0;", "1 as f32", "2f32", "1_f64"] {
            check("crates/core/src/a.rs", text, 1);
        }
        check("crates/core/src/a.rs", "let buf64 = sf32x; // f64", 1);
        check("crates/core/src/a.rs", "let buf64 = f64x;", 0);
        check("crates/cli/src/a.rs", "f64", 0);
    }

    #[test]
    fn only_one_folder_touches_the_browser() {
        check("src/pages/a.rs", "use web_sys::Window;", 1);
        check("src/widgets/a.rs", "gloo::console::log!(1)", 1);
        for path in ["src/browser/a.rs", "src/browser.rs", "src/embed/a.rs", "src/main.rs", "tests/web.rs"] {
            check(path, "use js_sys::Date;", 0);
        }
    }

    #[test]
    fn no_machine_is_named() {
        check("README.md", "see\n/home/someone/x", 2);
        check("src/a.rs", "// ../shared/x", 1);
        check("docs/a.md", "the /workshop and a/roots/", 0);
    }

    #[test]
    fn styles_are_classes() {
        check("src/pages/a.rs", "<p style={x}>", 1);
        check("index.html", "<p style=\"x\">", 1);
        check("src/pages/a.rs", "<p class=\"a\" data-style=\"b\">", 0);
        check("src/pages/a.rs", "let style = 1; // fine", 0);
    }
}
