//! Where the WebAssembly std comes from.
//!
//! The page must run on old Chromium kernels, so std is rebuilt for the first WebAssembly version
//! (`target-cpu=mvp`), which needs std's source. Two routes, tried in order: the active toolchain
//! with rustup's component rust-src; else Debian's own rustc-web with rust-web-src and lld-22,
//! for machines where rustup can fetch nothing. Both read unstable flags from a stable compiler,
//! hence RUSTC_BOOTSTRAP=1. The variables below are set for that one build only: in
//! .cargo/config.toml they would reach native builds too.

use crate::Result;
use crate::run;
use crate::tools;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// Debian's packages of the second route.
pub const DEBIAN_PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
/// `-Cpanic=immediate-abort` exists from Rust 1.91; older compilers are refused by name.
const MINOR_MIN: u32 = 91;
/// How long rustup may try to fetch a component before the other route is taken.
const RUSTUP_LIMIT: Duration = Duration::from_secs(120);

/// A cargo, a rustc and a linker that can together build std for wasm32.
#[derive(Debug)]
pub struct Route {
    pub name: &'static str,
    cargo: PathBuf,
    /// Named only where it is not what cargo would find by itself.
    rustc: Option<PathBuf>,
    linker: PathBuf,
}

/// What the wasm is built for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// A panic is one trap instruction: smallest.
    Release,
    /// The same with panic messages, about 11 KB more: for finding out why a page stopped.
    Diagnostic,
    /// Unoptimised, for wasm-bindgen-test.
    Test,
}

impl Purpose {
    fn rustflags(self) -> &'static str {
        match self {
            Purpose::Release => {
                // The hashes and the cipher in their short, looped forms: 20 KB less.
                // Named in full, and alike functions not merged, for the cut of the wasm (split.rs).
                concat!(
                    "-Csymbol-mangling-version=v0 -Zmerge-functions=disabled -Clink-arg=--emit-relocs ",
                    "-Ctarget-cpu=mvp -Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none",
                    r#" --cfg sha2_backend="soft" --cfg sha2_backend_soft="compact""#,
                    r#" --cfg aes_backend_soft="compact""#,
                )
            }
            Purpose::Diagnostic | Purpose::Test => "-Ctarget-cpu=mvp",
        }
    }

    /// Each purpose has its own target folder: other flags would rebuild everything each time.
    fn folder(self) -> &'static str {
        match self {
            Purpose::Release => "wasm",
            Purpose::Diagnostic => "wasm-diagnostic",
            Purpose::Test => "wasm-test",
        }
    }
}

impl Route {
    /// Finds a route, installing it where that can be done, and says which one it took.
    pub fn find(root: &Path) -> Result<Route> {
        if let Some(route) = active_toolchain(root) {
            eprintln!("    WebAssembly std: {}", route.name);
            return Ok(route);
        }
        if let Some(route) = debian() {
            eprintln!("    WebAssembly std: {}", route.name);
            return Ok(route);
        }
        if run::find("rustup").is_some() {
            let since = run::say("rustup component add rust-src", "10 s; given up after 2 min");
            let mut add = run::command("rustup", root);
            if run::attempt(add.args(["component", "add", "rust-src"]), RUSTUP_LIMIT)
                && let Some(route) = active_toolchain(root)
            {
                run::done("rust-src", since);
                eprintln!("    WebAssembly std: {}", route.name);
                return Ok(route);
            }
            eprintln!("    rustup could not fetch rust-src here; Debian's packages are tried.");
        }
        tools::apt_install(root, DEBIAN_PACKAGES, NEED)?;
        match debian() {
            Some(route) => {
                eprintln!("    WebAssembly std: {}", route.name);
                Ok(route)
            }
            None => Err(format!(
                "{NEED}\nThe packages are installed, but their rustc is older than 1.{MINOR_MIN} or lies elsewhere than /usr/bin."
            )),
        }
    }

    /// The variables under which plain `cargo build --target wasm32-unknown-unknown` works.
    pub fn variables(&self, root: &Path, purpose: Purpose) -> Vec<(String, String)> {
        let text = |path: &Path| path.to_string_lossy().into_owned();
        let mut all = vec![
            ("RUSTC_BOOTSTRAP".into(), "1".into()),
            ("CARGO_UNSTABLE_BUILD_STD".into(), "std,panic_abort".into()),
            // Sorting and formatting in their small forms: 80 KB less than the fast ones, used in a hundred places.
            ("CARGO_UNSTABLE_BUILD_STD_FEATURES".into(), "optimize_for_size".into()),
            ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS".into(), purpose.rustflags().into()),
            ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER".into(), text(&self.linker)),
            ("CARGO_TARGET_DIR".into(), text(&root.join("target").join(purpose.folder()))),
        ];
        if let Some(rustc) = &self.rustc {
            all.push(("RUSTC".into(), text(rustc)));
        }
        all
    }

    /// A cargo that builds for wasm, ready for its arguments.
    pub fn cargo(&self, root: &Path, purpose: Purpose) -> Command {
        let mut command = run::command(&self.cargo, root);
        for name in FOREIGN {
            command.env_remove(name);
        }
        command.envs(self.variables(root, purpose));
        command
    }

    /// Writes a small script named `cargo` that Trunk finds first in PATH, and returns its folder.
    ///
    /// Trunk starts plain `cargo` for two things: building the wasm, which needs the variables,
    /// and the hook of Trunk.toml, which must not see them. The script tells them apart, and
    /// remains behind as a readable record of how the wasm was built.
    pub fn write_shim(&self, root: &Path, purpose: Purpose) -> Result<PathBuf> {
        let own = std::env::current_exe().map_err(|e| format!("cannot find this program: {e}"))?;
        let dir = root.join("target/tools/shim");
        let path = dir.join("cargo");
        let quoted = |text: &str| format!("'{}'", text.replace('\'', r"'\''"));
        let mut text = String::from(
            "#!/bin/sh\n# Written by `cargo xtask`: the cargo that Trunk finds (crates/xtask/src/route.rs).\n",
        );
        text += &format!("[ \"$1\" = xtask ] && shift && exec {} \"$@\"\n", quoted(&own.to_string_lossy()));
        text += &format!("unset {}\n", FOREIGN.join(" "));
        for (name, value) in self.variables(root, purpose) {
            text += &format!("export {name}={}\n", quoted(&value));
        }
        text += &format!("exec {} \"$@\"\n", quoted(&self.cargo.to_string_lossy()));
        run::write_file(&path, text)?;
        make_executable(&path)?;
        Ok(dir)
    }
}

/// Variables that belong to the toolchain that started us and would mislead the other one.
const FOREIGN: &[&str] =
    &["CARGO", "RUSTC", "RUSTDOC", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "LD_LIBRARY_PATH", "CARGO_BUILD_TARGET"];

const NEED: &str = "The page needs a Rust std that can be rebuilt for WebAssembly.\n\
    Either: rustup component add rust-src\n\
    or, on Debian 12 and later, as root: apt-get update && apt-get install -y rustc-web cargo-web rust-web-src lld-22";

/// The first route: the toolchain that is active here, when it has std's source and rust-lld.
fn active_toolchain(root: &Path) -> Option<Route> {
    let sysroot = run::read(run::command("rustc", root).args(["--print", "sysroot"])).ok()?;
    let sysroot = PathBuf::from(sysroot);
    let verbose = run::read(run::command("rustc", root).arg("-vV")).ok()?;
    if !has_std_source(&sysroot) || minor_of(&verbose)? < MINOR_MIN {
        return None;
    }
    let host = verbose.lines().find_map(|line| line.strip_prefix("host: "))?;
    let lld = sysroot.join("lib/rustlib").join(host).join("bin/rust-lld");
    let cargo = std::env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from);
    // Debian's compiler as the active one has no rust-lld of its own.
    let linker = if lld.is_file() { lld } else { debian_linker()? };
    Some(Route { name: "rust-src of the active toolchain", cargo, rustc: None, linker })
}

/// The second route: Debian's packages, which install under /usr.
fn debian() -> Option<Route> {
    let (cargo, rustc) = (PathBuf::from("/usr/bin/cargo"), PathBuf::from("/usr/bin/rustc"));
    if !cargo.is_file() || !rustc.is_file() || !has_std_source(Path::new("/usr")) {
        return None;
    }
    let verbose = run::read(run::command(&rustc, Path::new("/")).arg("-vV")).ok()?;
    if minor_of(&verbose)? < MINOR_MIN {
        return None;
    }
    let linker = debian_linker()?;
    Some(Route { name: "Debian's rustc-web, rust-web-src and lld", cargo, rustc: Some(rustc), linker })
}

fn debian_linker() -> Option<PathBuf> {
    ["/usr/bin/wasm-ld-22", "/usr/bin/wasm-ld"].iter().map(PathBuf::from).find(|path| path.is_file())
}

fn has_std_source(sysroot: &Path) -> bool {
    sysroot.join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file()
}

/// 96 from the output of `rustc -vV` that holds `release: 1.96.0`.
fn minor_of(verbose: &str) -> Option<u32> {
    let release = verbose.lines().find_map(|line| line.strip_prefix("release: 1."))?;
    release.split('.').next()?.parse().ok()
}

#[cfg(unix)]
fn make_executable(path: &Path) -> Result {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))
        .map_err(|e| format!("cannot make {} executable: {e}", path.display()))
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> Result {
    Err("`cargo xtask` builds on Linux and macOS. On Windows use WSL, or `trunk serve` with the tools installed."
        .into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route() -> Route {
        let path = PathBuf::from;
        Route { name: "a test", cargo: path("/x/cargo"), rustc: Some(path("/x/rustc")), linker: path("/x/ld") }
    }

    #[test]
    fn versions_are_read() {
        assert_eq!(minor_of("rustc 1.96.0 (abc)\nrelease: 1.96.0\nhost: x"), Some(96));
        assert_eq!(minor_of("release: 1.99.0-nightly"), Some(99));
        assert_eq!(minor_of("nothing"), None);
    }

    #[test]
    fn only_the_release_gives_up_panic_messages() {
        let flags = |purpose| {
            let all = route().variables(Path::new("/r"), purpose);
            all.into_iter().find(|(name, _)| name.ends_with("_RUSTFLAGS")).map(|(_, value)| value)
        };
        assert!(flags(Purpose::Release).is_some_and(|text| text.contains("immediate-abort")));
        assert!(flags(Purpose::Diagnostic).is_some_and(|text| !text.contains("immediate-abort")));
        assert!(flags(Purpose::Test).is_some_and(|text| text.contains("mvp")));
    }

    #[test]
    fn the_compiler_is_named_only_where_cargo_would_find_another() {
        let names = |route: Route| {
            let all = route.variables(Path::new("/r"), Purpose::Release);
            all.into_iter().map(|(name, _)| name).collect::<Vec<_>>()
        };
        assert!(names(route()).contains(&"RUSTC".to_string()));
        assert!(!names(Route { rustc: None, ..route() }).contains(&"RUSTC".to_string()));
    }
}
