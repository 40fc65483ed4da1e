//! The file system: bounded reads, writes that leave no half file behind.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use zicha_core::canonical::BYTES_MAX;
use zicha_core::text::Lang;

use crate::exit::Refusal;
use crate::say;

/// Reads a file, or stdin for `-`. One byte more than the limit is taken, so that core sees what is too large
/// and says so, and no file fills the memory.
pub fn read(path: &str, lang: Lang) -> Result<Vec<u8>, Refusal> {
    read_within(path, BYTES_MAX, lang)
}

/// The same with another limit, in bytes.
pub fn read_within(path: &str, max: usize, lang: Lang) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(max).unwrap_or(u64::MAX).saturating_add(1);
    let done = if path == "-" {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    done.map(|_| bytes).map_err(|error| Refusal::bad(say::cannot_read(path, &error, lang)))
}

/// The name of a source in messages.
pub fn shown(path: &str, lang: Lang) -> String {
    if path == "-" { say::stdin(lang).to_owned() } else { path.to_owned() }
}

/// Whether an existing file may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    Keep,
    Replace,
}

/// Who may read a new file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    Everybody,
    /// Only the owner, where the system knows owners.
    Owner,
}

/// Writes a file beside its place and moves it there, or prints to stdout for `-`.
pub fn write(path: &str, bytes: &[u8], existing: Existing, readers: Readers, lang: Lang) -> Result<(), Refusal> {
    if path == "-" {
        return io::stdout()
            .lock()
            .write_all(bytes)
            .map_err(|error| Refusal::bad(say::cannot_write(path, &error, lang)));
    }
    if existing == Existing::Keep && Path::new(path).exists() {
        return Err(Refusal::bad(say::already_there(path, lang)));
    }
    let part = format!("{path}.part");
    write_new(&part, bytes, readers).and_then(|()| fs::rename(&part, path)).map_err(|error| {
        // Nothing more can be done for the half file than to try.
        let _ = fs::remove_file(&part);
        Refusal::bad(say::cannot_write(path, &error, lang))
    })
}

fn write_new(path: &str, bytes: &[u8], readers: Readers) -> io::Result<()> {
    // Left by a run that was stopped; its permissions may be other than ours.
    let _ = fs::remove_file(path);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    restrict(&mut options, readers);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(unix)]
fn restrict(options: &mut fs::OpenOptions, readers: Readers) {
    use std::os::unix::fs::OpenOptionsExt as _;
    match readers {
        Readers::Everybody => {}
        Readers::Owner => {
            options.mode(0o600);
        }
    }
}

#[cfg(not(unix))]
fn restrict(_: &mut fs::OpenOptions, _: Readers) {}

/// Prints to stdout. A reader that went away (`| head`) is no error.
pub fn print(text: &str) {
    let _ = io::stdout().lock().write_all(text.as_bytes());
}

/// Prints a shape as JSON, two spaces deep, with a line end.
pub fn print_json<T: serde::Serialize>(shape: &T, lang: Lang) -> Result<(), Refusal> {
    let text =
        serde_json::to_string_pretty(shape).map_err(|error| Refusal::bad(say::internal(&error.to_string(), lang)))?;
    print(&(text + "\n"));
    Ok(())
}
