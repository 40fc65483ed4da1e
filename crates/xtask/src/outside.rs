//! The step "outside verifiers": other people's libraries, each at one exact version inside target/tools/outside, and
//! the tests of crates/cli/tests/outside that use them. A registry that cannot be reached fails the step; nothing is
//! skipped.

use crate::{Result, run, tools};
use std::path::{Path, PathBuf};

/// npm `jose`; the last of its line that runs on Node.js 18.
const JOSE: &str = "5.10.0";

/// From PyPI with everything they need, so that a run next year installs the same.
const PYTHON: [(&str, &str); 8] = [
    ("jwcrypto", "1.6.1"),
    ("joserfc", "1.8.0"),
    ("gmssl", "3.2.2"),
    ("cryptography", "50.0.2"),
    ("cffi", "2.1.1"),
    ("pycparser", "3.12"),
    ("pycryptodomex", "3.24.2"),
    ("typing_extensions", "4.16.0"),
];

/// Where the libraries lie.
#[derive(Debug)]
pub struct Verifiers {
    /// The folder of npm's `jose`.
    pub jose: PathBuf,
    /// The interpreter that has the Python ones.
    pub python: PathBuf,
}

impl Verifiers {
    /// Installs whatever is missing or of another version.
    pub fn install(root: &Path) -> Result<Verifiers> {
        programs(root)?;
        let dir = root.join("target/tools/outside");
        let found = Verifiers { jose: dir.join("node_modules/jose"), python: dir.join("python/bin/python") };
        if tools::npm_version(&dir, "jose").as_deref() != Some(JOSE) {
            let since = run::say("installing npm jose into target/tools", "5 s, once");
            // Its own package.json keeps npm from looking for one further up.
            run::write_file(&dir.join("package.json"), "{\"private\": true}\n")?;
            let mut npm = run::command("npm", root);
            npm.args(["install", "--save-exact", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"]).arg(&dir);
            run::show(npm.arg(format!("jose@{JOSE}")))?;
            run::done("jose", since);
        }
        if !found.has_python(root) {
            let since = run::say("installing jwcrypto, joserfc and gmssl into target/tools", "20 s, once");
            let venv = dir.join("python");
            run::show(run::command("python3", root).args(["-m", "venv", "--clear"]).arg(&venv))?;
            let mut pip = run::command(&found.python, root);
            pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check"]);
            run::show(pip.args(PYTHON.map(|(name, version)| format!("{name}=={version}"))))?;
            run::done("jwcrypto, joserfc and gmssl", since);
        }
        Ok(found)
    }

    fn has_python(&self, root: &Path) -> bool {
        let list = run::read(run::command(&self.python, root).args(["-m", "pip", "list", "--format=freeze"]));
        list.is_ok_and(|list| has_all(&list))
    }

    /// What the step has used, for its last line.
    fn said(&self, root: &Path) -> String {
        let version = |program: &str, flag: &str| {
            let text = run::read(run::command(program, root).arg(flag)).unwrap_or_default();
            text.split(" (").next().unwrap_or_default().replace("jq-", "jq ").replacen(
                'v',
                "",
                usize::from(program == "node"),
            )
        };
        let libraries: Vec<String> = PYTHON[..3].iter().map(|(name, version)| format!("{name} {version}")).collect();
        format!(
            "outside verifiers used: npm jose {JOSE} (Node.js {}); PyPI {} ({}); {}; {}",
            version("node", "--version"),
            libraries.join(", "),
            version("python3", "--version"),
            version("jq", "--version"),
            version("openssl", "version"),
        )
    }
}

/// Whether what `pip list` printed has each at its version. pip writes names with `-` or `_` as it likes.
fn has_all(list: &str) -> bool {
    let list: Vec<String> = list.lines().map(|line| line.replace('-', "_").to_lowercase()).collect();
    PYTHON.iter().all(|(name, version)| list.iter().any(|line| *line == format!("{name}=={version}")))
}

/// Programs of the system: used where present, installed where apt may be.
fn programs(root: &Path) -> Result {
    // Debian's python3 comes without what makes environments.
    let has_venv = || run::read(run::command("python3", root).args(["-c", "import venv, ensurepip"])).is_ok();
    let wanted = [("node", "nodejs"), ("npm", "npm"), ("python3", "python3"), ("jq", "jq"), ("openssl", "openssl")];
    let missing = || -> Vec<&str> {
        let absent = wanted.iter().filter(|(program, _)| run::find(program).is_none()).map(|(_, package)| *package);
        absent.chain((!has_venv()).then_some("python3-venv")).collect()
    };
    let packages = missing();
    if packages.is_empty() {
        return Ok(());
    }
    const NEED: &str = "The outside verifiers need Node.js with npm, Python 3 with venv, jq and openssl 3.";
    tools::apt_install(root, &packages, NEED)?;
    if missing().is_empty() { Ok(()) } else { Err(NEED.into()) }
}

/// Runs the tests, and says last which verifiers they used.
pub fn run(root: &Path, rest: &[String]) -> Result<String> {
    let found = Verifiers::install(root)?;
    let mut cargo = run::cargo(root);
    cargo.args(["test", "--quiet", "--package", "zicha-cli", "--test", "outside", "--", "--ignored"]).args(rest);
    run::show(cargo.env("ZICHA_JOSE", &found.jose).env("ZICHA_PYTHON", &found.python))?;
    Ok(found.said(root))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_library_must_be_there_at_its_version() {
        let all: Vec<String> = PYTHON.iter().map(|(name, version)| format!("{name}=={version}")).collect();
        assert!(has_all(&all.join("\n")));
        assert!(has_all(&all.join("\n").replace("typing_extensions", "Typing-Extensions")));
        assert!(!has_all(&all[1..].join("\n")));
        assert!(!has_all(&all.join("\n").replace("1.6.1", "1.6.10")));
    }
}
