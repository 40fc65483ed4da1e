//! Starting other programs and saying so. Every program this one starts is started here.

use crate::Result;
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Prints what is being done now; `usual` is how long a long step usually takes.
pub fn say(what: &str, usual: &str) -> Instant {
    if usual.is_empty() {
        eprintln!("==> {what}");
    } else {
        eprintln!("==> {what} (usually {usual})");
    }
    Instant::now()
}

/// Prints a result on standard output. A reader that has gone away (`| head`) is no failure.
pub fn print(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// Prints that a step is done and how long it took.
pub fn done(what: &str, since: Instant) {
    eprintln!("    {what}: done in {}", seconds(since.elapsed()));
}

/// `4.2 s` or `3 min 10 s`.
pub fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    if whole < 60 {
        format!("{}.{} s", whole, time.subsec_millis() / 100)
    } else {
        format!("{} min {} s", whole / 60, whole % 60)
    }
}

/// The top of this repository: the nearest folder above that holds Trunk.toml and crates/xtask.
pub fn root() -> Result<PathBuf> {
    let here = std::env::current_dir().map_err(|e| format!("the current folder is gone: {e}"))?;
    let is_root = |dir: &&Path| dir.join("Trunk.toml").is_file() && dir.join("crates/xtask").is_dir();
    match here.ancestors().find(is_root) {
        Some(dir) => Ok(dir.to_path_buf()),
        None => Err("run `cargo xtask` inside the repository.".into()),
    }
}

/// Where native builds go.
pub fn target_dir(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir))
}

/// A command that does not inherit what `cargo run` set for this program alone.
///
/// `cargo run` adds the toolchain's libraries to LD_LIBRARY_PATH and names this package in
/// CARGO_*; another toolchain started from here would trip over the first, build scripts over
/// the second.
pub fn command(program: impl AsRef<OsStr>, dir: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(dir).env_remove("LD_LIBRARY_PATH").env_remove("DYLD_FALLBACK_LIBRARY_PATH");
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

/// The cargo that started this program, so that a `+toolchain` given once holds throughout.
pub fn cargo(dir: &Path) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    command(program, dir)
}

/// Runs to the end with output shown; a bad exit is an error naming the command.
pub fn show(command: &mut Command) -> Result {
    let status = command.status().map_err(|e| format!("cannot start {}: {e}", name_of(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{} failed ({status})", name_of(command))) }
}

/// Runs to the end and returns what it printed on standard output, trimmed.
pub fn read(command: &mut Command) -> Result<String> {
    let output =
        command.stdin(Stdio::null()).output().map_err(|e| format!("cannot start {}: {e}", name_of(command)))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim().to_string());
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    Err(format!("{} failed ({})\n{}", name_of(command), output.status, errors.trim()))
}

/// Runs quietly for at most `limit`; true when it ended well. Used where failing is allowed.
pub fn attempt(command: &mut Command, limit: Duration) -> bool {
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let Ok(mut child) = child else { return false };
    let started = Instant::now();
    while started.elapsed() < limit {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => std::thread::sleep(Duration::from_millis(100)),
            Err(_) => return false,
        }
    }
    // Too slow counts as failed; whether it could still be ended changes nothing for the caller.
    let _ = child.kill();
    let _ = child.wait();
    false
}

/// The first file of this name in PATH.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dir| dir.join(program)).find(|file| file.is_file())
}

/// PATH with `dirs` in front.
pub fn path_with(dirs: &[PathBuf]) -> Result<std::ffi::OsString> {
    let old = std::env::var_os("PATH").unwrap_or_default();
    let all = dirs.iter().cloned().chain(std::env::split_paths(&old));
    std::env::join_paths(all).map_err(|e| format!("a folder's name cannot stand in PATH: {e}"))
}

pub fn read_file(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|e| format!("cannot read {}: {e}", path.display()))
}

pub fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|e| format!("cannot read {}: {e}", path.display()))
}

pub fn write_file(path: &Path, bytes: impl AsRef<[u8]>) -> Result {
    if let Some(dir) = path.parent() {
        std::fs::create_dir_all(dir).map_err(|e| format!("cannot make {}: {e}", dir.display()))?;
    }
    std::fs::write(path, bytes).map_err(|e| format!("cannot write {}: {e}", path.display()))
}

fn name_of(command: &Command) -> String {
    let mut text = command.get_program().to_string_lossy().into_owned();
    for word in command.get_args() {
        text = text + " " + &word.to_string_lossy();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        assert_eq!(seconds(Duration::from_millis(4_230)), "4.2 s");
        assert_eq!(seconds(Duration::from_secs(190)), "3 min 10 s");
    }

    #[test]
    fn a_slow_or_absent_program_counts_as_failed() {
        let here = Path::new(".");
        assert!(!attempt(&mut command("no-such-program-here", here), Duration::from_secs(1)));
        if cfg!(unix) {
            assert!(!attempt(command("sleep", here).arg("20"), Duration::from_millis(150)));
            assert!(attempt(&mut command("true", here), Duration::from_secs(5)));
        }
    }
}
