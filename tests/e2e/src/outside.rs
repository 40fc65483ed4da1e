//! Programs outside the page: the command line program, and a script of jq and openssl.

use crate::setup::Setup;
use std::path::Path;
use std::process::{Command, Output};

/// How a program ended.
#[derive(Debug)]
pub struct Ended {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ended {
    /// Of a program that has ended.
    pub fn of(output: Output) -> Ended {
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Ended { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Stops with everything that was printed where the code is another one.
    pub fn expect(self, code: i32) -> Ended {
        assert_eq!(self.code, code, "{}\n{}", self.out, self.err);
        self
    }
}

/// `zicha ARGS…`.
pub fn zicha(setup: &Setup, args: &[&str]) -> Ended {
    Ended::of(Command::new(&setup.cli).args(args).output().unwrap())
}

/// `verify.sh FILE [THUMBPRINT]`, the program of docs/verify-yourself.md.
pub fn verify_report(setup: &Setup, file: &Path, thumbprint: Option<&str>) -> Ended {
    let page = std::fs::read_to_string(setup.root.join("docs/verify-yourself.md")).unwrap();
    let (_, after) = page.split_once("```sh verify.sh\n").unwrap();
    let mut command = Command::new("sh");
    command.args(["-c", after.split_once("```").unwrap().0, "verify.sh"]).arg(file).args(thumbprint);
    Ended::of(command.output().unwrap())
}
