//! Tools that the build calls, each at one exact version, inside target/tools: nothing is
//! installed twice, and nothing outside the repository changes except Debian packages, which
//! are announced and need root.

use crate::Result;
use crate::run;
use std::path::{Path, PathBuf};

const TRUNK: &str = "0.21.14";
const BINARYEN: &str = "132.0.0";
const ESBUILD: &str = "0.28.2";
/// Reads scripts as one edition of ECMAScript and refuses what came later.
const ACORN: &str = "8.15.0";
/// Looks for what keeps people out, in the end-to-end tests (tests/e2e/tests/axe.rs); never part of the page.
const AXE: &str = "4.14.1";

/// Where the tools lie.
pub struct Tools {
    pub bin: PathBuf,
    pub node_bin: PathBuf,
}

impl Tools {
    pub fn of(root: &Path) -> Tools {
        let dir = root.join("target/tools");
        Tools { bin: dir.join("bin"), node_bin: dir.join("node_modules/.bin") }
    }

    /// Installs whatever is missing or of another version.
    pub fn install(root: &Path) -> Result<Tools> {
        let tools = Tools::of(root);
        let lock = run::read_file(&root.join("Cargo.lock"))?;
        let bindgen = locked_version(&lock, "wasm-bindgen")
            .ok_or("Cargo.lock names no wasm-bindgen; run `cargo generate-lockfile`.")?;
        tools.cargo_tool(root, "wasm-bindgen-cli", "wasm-bindgen", &bindgen, "2 min, once")?;
        tools.cargo_tool(root, "trunk", "trunk", TRUNK, "4 to 7 min, once")?;
        tools.node_tools(root)?;
        Ok(tools)
    }

    pub fn cargo_tool(&self, root: &Path, krate: &str, program: &str, version: &str, usual: &str) -> Result {
        let installed = run::read(run::command(self.bin.join(program), root).arg("--version"));
        if installed.is_ok_and(|text| text.split_whitespace().nth(1) == Some(version)) {
            return Ok(());
        }
        let since = run::say(&format!("installing {krate} {version} into target/tools"), usual);
        let build = root.join("target/tools/build");
        let attempt = |locked: bool| {
            let mut install = run::cargo(root);
            install.args(["install", "--quiet", "--force"]).args(locked.then_some("--locked"));
            install.args([krate, "--version", version, "--root"]).arg(root.join("target/tools"));
            // Trunk asks for fat LTO in one unit; it only starts other programs, so quick will do.
            install.env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
            run::show(install.env("CARGO_TARGET_DIR", &build))
        };
        // A registry mirror may lack one of the versions its author locked; then the newest
        // compatible ones do.
        if let Err(message) = attempt(true) {
            eprintln!("    {message}\n    once more without its own lock file");
            attempt(false)?;
        }
        // Half a gigabyte of intermediate files that nobody will need again.
        let _ = std::fs::remove_dir_all(&build);
        run::done(krate, since);
        Ok(())
    }

    fn node_tools(&self, root: &Path) -> Result {
        let dir = root.join("target/tools");
        let wanted = [("binaryen", BINARYEN), ("esbuild", ESBUILD), ("axe-core", AXE), ("acorn", ACORN)];
        let missing = wanted.iter().any(|(name, version)| npm_version(&dir, name).as_deref() != Some(version));
        if run::find("node").is_none() || (missing && run::find("npm").is_none()) {
            apt_install(root, &["nodejs", "npm"], "wasm-opt and esbuild run on Node.js 18 or later with npm.")?;
        }
        if !missing {
            return Ok(());
        }
        let since = run::say("installing wasm-opt, esbuild and axe-core into target/tools", "10 s, once");
        // Its own package.json keeps npm from looking for one further up, and from removing what
        // an earlier run installed.
        let manifest = dir.join("package.json");
        if !manifest.is_file() {
            run::write_file(&manifest, "{\"private\": true}\n")?;
        }
        let mut npm = run::command("npm", root);
        npm.args(["install", "--save-exact", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"]);
        // All, even when some are present: npm removes what it is not told to keep.
        run::show(npm.arg(&dir).args(wanted.map(|(name, version)| format!("{name}@{version}"))))?;
        run::done("wasm-opt, esbuild and axe-core", since);
        Ok(())
    }
}

/// Debian packages by apt-get when this is root; otherwise one message with the exact command.
pub fn apt_install(root: &Path, packages: &[&str], why: &str) -> Result {
    let list = packages.join(" ");
    let advice = format!(
        "{why}\nInstall it and run this again; on Debian, as root:\n    apt-get update && apt-get install -y {list}"
    );
    if run::find("apt-get").is_none() || !is_root(root) {
        return Err(advice);
    }
    let since = run::say(&format!("apt-get install {list}"), "1 to 3 min, once");
    let apt = |words: &[&str]| {
        let mut command = run::command("apt-get", root);
        run::show(command.env("DEBIAN_FRONTEND", "noninteractive").args(["-qq", "-o", "Dpkg::Use-Pty=0"]).args(words))
    };
    apt(&["update"]).map_err(|e| format!("{e}\n{advice}"))?;
    // --no-remove: never exchange a package somebody chose for ours.
    let mut words = vec!["install", "-y", "--no-remove", "--no-install-recommends"];
    words.extend(packages);
    apt(&words).map_err(|e| format!("{e}\n{advice}"))?;
    run::done("packages", since);
    Ok(())
}

fn is_root(root: &Path) -> bool {
    run::read(run::command("id", root).arg("-u")).is_ok_and(|id| id == "0")
}

/// The version that Cargo.lock gives a package.
fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| **line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    Some(version.trim_end_matches('"').to_string())
}

/// The version of an npm package installed under `dir`.
pub fn npm_version(dir: &Path, package: &str) -> Option<String> {
    let text = std::fs::read_to_string(dir.join("node_modules").join(package).join("package.json")).ok()?;
    let value: serde_json::Value = serde_json::from_str(&text).ok()?;
    Some(value.get("version")?.as_str()?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_decides_the_version() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked_version(lock, "bindgen"), None);
    }
}
