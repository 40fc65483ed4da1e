//! Other people's programs and ours read each other's files: npm `jose`, PyPI `jwcrypto`, `joserfc` and `gmssl`, jq with
//! openssl, and the three programs of docs/verify-yourself.md. Ignored unless `cargo xtask test --only outside` has put the
//! libraries there and says where.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod altered;
mod files;
mod ours;
mod scripts;
mod theirs;
#[path = "../it/tool.rs"]
#[allow(dead_code)]
mod tool;

use std::path::PathBuf;
use std::process::{Command, Output};

/// A program of tests/outside with its library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Library {
    Jose,
    Jwcrypto,
    Joserfc,
    Gmssl,
}

/// Those that verify Ed25519; gmssl verifies SM2.
pub const OF_ED25519: [Library; 3] = [Library::Jose, Library::Jwcrypto, Library::Joserfc];

impl Library {
    pub fn name(self) -> &'static str {
        match self {
            Library::Jose => "jose",
            Library::Jwcrypto => "jwcrypto",
            Library::Joserfc => "joserfc",
            Library::Gmssl => "gmssl",
        }
    }

    /// `verify`, `sign`, `seal` or `open` with its files, in a folder. The head of jws.py describes them.
    pub fn run(self, desk: &tool::Desk, args: &[&str]) -> Output {
        let mut command = match self {
            Library::Jose => {
                let mut node = Command::new("node");
                node.env("ZICHA_JOSE", variable("ZICHA_JOSE")).arg(outside("jose.mjs"));
                node
            }
            Library::Jwcrypto | Library::Joserfc | Library::Gmssl => {
                let mut python = Command::new(variable("ZICHA_PYTHON"));
                // joserfc warns of the name EdDSA, which RFC 9864 replaces and everybody uses.
                python.args(["-W", "ignore"]).arg(outside("jws.py")).arg(self.name());
                python
            }
        };
        command.args(args).current_dir(&desk.0).output().unwrap()
    }

    /// Which of these files it finds sound, in their order.
    #[track_caller]
    pub fn sound(self, desk: &tool::Desk, files: &[String]) -> Vec<bool> {
        let names: Vec<&str> = files.iter().map(String::as_str).collect();
        let out = good(self.run(desk, &[&["verify"][..], &names].concat()));
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(lines.len(), files.len(), "{}: {out}", self.name());
        let sound = |(file, line): (&String, &&str)| match line.split_once(' ') {
            Some(("sound", name)) if name == file => true,
            Some(("refused", rest)) if rest.starts_with(file.as_str()) => false,
            _ => panic!("{}: {line}", self.name()),
        };
        files.iter().zip(&lines).map(sound).collect()
    }
}

/// A file of tests/outside.
pub fn outside(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/outside").join(name)
}

pub fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run `cargo xtask test --only outside`"))
}

/// What a program printed; it must have ended well.
#[track_caller]
pub fn good(output: Output) -> String {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    assert!(output.status.success(), "{}{}", text(output.stdout), text(output.stderr));
    text(output.stdout)
}
