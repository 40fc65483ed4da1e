//! 收件簿: the receiving office's append-only ledger, `zicha-ledger/1`. One JSON text a line. The first line
//! names the office; every other records one receipt: its number, the digests of the line before, what the
//! report was, and the very sign-off that stands in the file given back. That sign-off names the line before
//! as well, so every receipt in a unit's hands vouches for the whole ledger up to it.
//!
//! What the lines cannot show by themselves is that the last ones were cut off; a receipt given out shows it
//! ([`Ledger::vouched_by`]). Read next: `ledger/line.rs`, then
//! `ledger/desk.rs`, what is done with a file that comes in.

mod desk;
mod line;

use crate::canonical::{JsonError, ShapeError};
use crate::digest::Digests;
use crate::envelope::{Envelope, Outcome, Reason};
use crate::report::Report;
use crate::sign::{Day, Receipt, ReceiptVerdict};
use crate::trust::TrustList;

pub use desk::{Class, Consent, Elsewhere, Incoming, IssueError, Issued, Wanted, receipt_name};
pub use line::{Brief, Line};

/// The `schema` of the first line.
pub const SCHEMA: &str = "zicha-ledger/1";
/// Most receipts in one ledger.
pub const LINES_MAX: usize = 50_000;
/// Longest line, in bytes.
pub const LINE_BYTES_MAX: usize = 64 * 1024;
/// Largest ledger file, in bytes.
pub const LEDGER_BYTES_MAX: usize = 256 * 1024 * 1024;

/// A ledger whose chain is whole; whose signatures are worth what, [`Ledger::check`] says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    office: String,
    opened: Day,
    lines: Vec<Line>,
    /// Digests of the last line's canonical bytes.
    last: Digests,
}

/// Where a ledger is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerError {
    /// From 1; the first is the head.
    pub line: usize,
    pub fault: LedgerFault,
}

/// How a ledger is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LedgerFault {
    /// The file is over [`LEDGER_BYTES_MAX`], has more than [`LINES_MAX`] lines or one over [`LINE_BYTES_MAX`].
    TooLarge,
    /// The file ends within a line: writing it was interrupted, or it was cut.
    Cut,
    Json(JsonError),
    Shape(ShapeError),
    /// The key of a line is no sound key.
    BadKey,
    /// `prev` is not the digest of the line before: a line was altered, taken out, put in or moved.
    PrevMismatch,
    /// The numbers do not run 1, 2, 3.
    NoMismatch {
        expected: i64,
    },
    /// The sign-off in the line is not the receipt that the line speaks of.
    ReceiptMismatch,
}

impl LedgerFault {
    /// A stable word for tables, tests and `--json` output.
    pub const fn code(&self) -> &'static str {
        match self {
            LedgerFault::TooLarge => "ledger-too-large",
            LedgerFault::Cut => "ledger-cut",
            LedgerFault::Json(error) => error.fault.code(),
            LedgerFault::Shape(error) => error.code(),
            LedgerFault::BadKey => "bad-key",
            LedgerFault::PrevMismatch => "ledger-prev-mismatch",
            LedgerFault::NoMismatch { .. } => "ledger-no-mismatch",
            LedgerFault::ReceiptMismatch => "receipt-mismatch",
        }
    }
}

/// What the ledger makes of a report that comes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Intake {
    /// The first of its unit, catalogue and period.
    First,
    /// Replaces the newest revision received.
    Successor { no: i64 },
    /// This very content has a receipt already.
    Duplicate { no: i64 },
    /// A newer revision was received: the one that comes in is superseded.
    Superseded { no: i64, revision: u32 },
    /// Claims the revision after the newest, or the same, but continues another content.
    Fork { no: i64, revision: u32 },
    /// The unit handed in another report, not a revision of this one, for the same catalogue and period.
    Another { no: i64 },
}

impl Intake {
    /// A stable word for tables, tests and `--json` output.
    pub const fn code(&self) -> &'static str {
        match self {
            Intake::First => "first",
            Intake::Successor { .. } => "successor",
            Intake::Duplicate { .. } => "duplicate",
            Intake::Superseded { .. } => "superseded",
            Intake::Fork { .. } => "fork",
            Intake::Another { .. } => "another",
        }
    }

    /// Whether it may get a receipt without a person deciding.
    pub const fn is_clear(&self) -> bool {
        match self {
            Intake::First | Intake::Successor { .. } => true,
            Intake::Duplicate { .. } | Intake::Superseded { .. } | Intake::Fork { .. } | Intake::Another { .. } => {
                false
            }
        }
    }
}

impl Ledger {
    /// A new ledger and the bytes of its first line.
    ///
    /// # Errors
    /// The name of the office is too long or not of the profile.
    pub fn begin(office: &str, opened: &Day) -> Result<(Ledger, Vec<u8>), LedgerError> {
        let bytes = line::head(office, opened);
        Ok((Ledger::read(&bytes)?, bytes))
    }

    /// Reads a whole ledger and holds its chain together.
    ///
    /// # Errors
    /// [`LedgerError`] of the first line at fault.
    pub fn read(file: &[u8]) -> Result<Ledger, LedgerError> {
        let at = |line: usize| move |fault| LedgerError { line, fault };
        if file.len() > LEDGER_BYTES_MAX {
            return Err(at(1)(LedgerFault::TooLarge));
        }
        let mut texts = file.split_inclusive(|byte| *byte == b'\n').enumerate();
        let (_, first) = texts.next().ok_or_else(|| at(1)(LedgerFault::Cut))?;
        let (office, opened, last) = line::read_head(first).map_err(at(1))?;
        let mut ledger = Ledger { office, opened, lines: Vec::new(), last };
        for (index, text) in texts {
            let (line, digests) = line::read(text).map_err(at(index + 1))?;
            ledger.take(line, digests).map_err(at(index + 1))?;
        }
        Ok(ledger)
    }

    fn take(&mut self, line: Line, digests: Digests) -> Result<(), LedgerFault> {
        let expected = self.next_no();
        if self.lines.len() >= LINES_MAX {
            return Err(LedgerFault::TooLarge);
        }
        if line.prev != self.last {
            return Err(LedgerFault::PrevMismatch);
        }
        if line.no != expected {
            return Err(LedgerFault::NoMismatch { expected });
        }
        if !line.agrees() {
            return Err(LedgerFault::ReceiptMismatch);
        }
        self.lines.push(line);
        self.last = digests;
        Ok(())
    }

    fn next_no(&self) -> i64 {
        i64::try_from(self.lines.len()).unwrap_or(i64::MAX).saturating_add(1)
    }

    /// Whose it is.
    pub fn office(&self) -> &str {
        &self.office
    }

    /// The day it was begun.
    pub fn opened(&self) -> &Day {
        &self.opened
    }

    /// Every receipt, by number.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Digests of the last line.
    pub fn last(&self) -> &Digests {
        &self.last
    }

    /// The receipt to be signed next.
    pub fn next_receipt(&self, verdict: ReceiptVerdict) -> Receipt {
        Receipt { no: self.next_no(), verdict, ledger_prev: self.last }
    }

    /// Takes in a report that now ends with the receipt of [`Ledger::next_receipt`] and gives the bytes to
    /// append to the file.
    ///
    /// # Errors
    /// [`LedgerFault::ReceiptMismatch`] when the file does not end with that receipt; nothing is taken in.
    pub fn append(&mut self, envelope: &Envelope, report: &Report) -> Result<Vec<u8>, LedgerError> {
        let number = self.lines.len() + 2;
        let at = |fault| LedgerError { line: number, fault };
        let bytes = line::write(envelope, report, &self.last).ok_or_else(|| at(LedgerFault::ReceiptMismatch))?;
        let (line, digests) = line::read(&bytes).map_err(at)?;
        self.take(line, digests).map_err(at)?;
        Ok(bytes)
    }

    /// What to make of a report that comes in with these digests.
    pub fn intake(&self, report: &Report, digests: &Digests) -> Intake {
        if let Some(same) = self.lines.iter().find(|line| line.report() == digests) {
            return Intake::Duplicate { no: same.no };
        }
        let brief = Brief::of(report);
        let edition = |line: &&Line| line.brief.id == brief.id;
        let newest = self.lines.iter().filter(edition).max_by_key(|line| line.brief.revision);
        let Some(newest) = newest else {
            let other = self.lines.iter().rev().find(|line| line.brief.same_matter(&brief));
            return other.map_or(Intake::First, |line| Intake::Another { no: line.no });
        };
        let (no, revision) = (newest.no, newest.brief.revision);
        let continues = report.identity.supersedes.as_ref() == Some(&newest.report().sha256_hex());
        if brief.revision < revision {
            Intake::Superseded { no, revision }
        } else if brief.revision > revision.saturating_add(1) || (brief.revision > revision && continues) {
            // Where a revision was skipped the office cannot know what it replaced.
            Intake::Successor { no }
        } else {
            Intake::Fork { no, revision }
        }
    }

    /// The number of the receipt that replaced this one, where one did.
    pub fn superseded_by(&self, line: &Line) -> Option<i64> {
        let later = |other: &&Line| other.brief.id == line.brief.id && other.brief.revision > line.brief.revision;
        self.lines.iter().filter(later).max_by_key(|other| other.brief.revision).map(|other| other.no)
    }

    /// What each receipt's signature is worth, by number.
    pub fn check(&self, trust: Option<&TrustList>) -> Vec<Reason> {
        self.lines.iter().map(|line| line.signature(trust)).collect()
    }

    /// Whether a receipt that was given out stands in this ledger word for word. A ledger that was cut or
    /// written anew fails here.
    pub fn vouched_by(&self, envelope: &Envelope) -> Option<Result<i64, i64>> {
        let entry = envelope.entries().iter().rev().find(|entry| entry.statement().receipt.is_some())?;
        let no = entry.statement().receipt.as_ref()?.no;
        let line = self.lines.iter().find(|line| line.no == no);
        Some(if line.is_some_and(|line| line.entry_digests() == entry.digests()) { Ok(no) } else { Err(no) })
    }

    /// The day the report of those digests was received; for `envelope::Against`.
    pub fn received(&self, digests: &Digests) -> Option<Day> {
        self.lines.iter().find(|line| line.report() == digests).and_then(Line::day)
    }
}

/// The worst of many.
pub fn outcome(reasons: &[Reason]) -> Outcome {
    reasons.iter().map(Reason::outcome).max().unwrap_or(Outcome::Trusted)
}
