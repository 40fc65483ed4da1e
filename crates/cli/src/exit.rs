//! Exit codes, and the refusals that lead to them.

use std::process::ExitCode;

use zicha_core::text::Lang;

use crate::say;

/// Most faults of one file that are told at once.
pub const LINES_MAX: usize = 100;

/// What the program ends with. The numbers are a promise (docs/format.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: done; for `verify`, trusted.
    Good,
    /// 2: for `verify`, intact but the signer is unknown.
    Unknown,
    /// 1: a file is wrong or invalid, or nothing could be done.
    Bad,
    /// 64: the command line itself is wrong (EX_USAGE of sysexits.h).
    Usage,
}

impl Exit {
    pub fn code(self) -> u8 {
        match self {
            Exit::Good => 0,
            Exit::Unknown => 2,
            Exit::Bad => 1,
            Exit::Usage => 64,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.code())
    }
}

/// Why a verb stopped: lines for stderr and the code to end with.
#[derive(Debug)]
pub struct Refusal {
    pub exit: Exit,
    pub lines: Vec<String>,
}

impl Refusal {
    /// A file or the work itself is at fault.
    pub fn bad(line: impl Into<String>) -> Refusal {
        Refusal { exit: Exit::Bad, lines: vec![line.into()] }
    }

    /// A line for each of many faults, at most [`LINES_MAX`] and then how many more.
    pub fn all_bad(lines: impl ExactSizeIterator<Item = String>, lang: Lang) -> Refusal {
        let more = lines.len().saturating_sub(LINES_MAX);
        let mut lines: Vec<String> = lines.take(LINES_MAX).collect();
        if more > 0 {
            lines.push(say::and_more(more, lang));
        }
        Refusal { exit: Exit::Bad, lines }
    }

    /// The command line is at fault.
    pub fn usage(line: impl Into<String>) -> Refusal {
        Refusal { exit: Exit::Usage, lines: vec![line.into()] }
    }
}
