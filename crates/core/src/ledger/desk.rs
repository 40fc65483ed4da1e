//! What the office does with one file that comes in: looks at it, and gives it a receipt. The page and the
//! program both do it by these two functions; neither writes a file here.

use super::{Intake, Ledger, LedgerError};
use crate::digest::Digests;
use crate::envelope::{self, EnvelopeError, Outcome, Parts, Pending, SealError};
use crate::report::Report;
use crate::sign::{PrivateKey, PublicKey, ReceiptVerdict, SIGNATURE_BYTES};
use crate::verify::{Reason, Shelf, Verification, verify};

/// What the office collects; without it every catalogue and period at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Id of the catalogue.
    pub catalogue: String,
    /// Id of the period.
    pub period: String,
}

/// A file as it comes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    pub found: Verification,
    /// What the ledger makes of it; none where the report is invalid.
    pub intake: Option<Intake>,
    /// Of another catalogue or period than the office collects, or of one that is not at hand.
    pub other_matter: bool,
    /// Digests of its content; none where the file could not be opened.
    pub digests: Option<Digests>,
}

/// The one word for a file that comes in, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// May get its receipt without a person deciding.
    Clear,
    /// Sound, but a signer is in no trust list: a person decides.
    UnknownSigner,
    /// The unit handed in another report for the same catalogue and period: a person decides.
    Another,
    /// Has its receipt already.
    Duplicate,
    /// A newer revision has a receipt.
    Superseded,
    /// Another continuation of a report has a receipt.
    Fork,
    OtherMatter,
    Invalid,
}

impl Class {
    /// Every class, best first.
    pub const ALL: [Class; 8] = [
        Class::Clear,
        Class::UnknownSigner,
        Class::Another,
        Class::Duplicate,
        Class::Superseded,
        Class::Fork,
        Class::OtherMatter,
        Class::Invalid,
    ];

    /// A stable word for tables, tests and `--json` output.
    pub const fn code(self) -> &'static str {
        match self {
            Class::Clear => "clear",
            Class::UnknownSigner => "unknown-signer",
            Class::Another => "another",
            Class::Duplicate => "duplicate",
            Class::Superseded => "superseded",
            Class::Fork => "fork",
            Class::OtherMatter => "other-matter",
            Class::Invalid => "invalid",
        }
    }
}

/// What a person may let pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consent {
    UnknownSigner,
    Another,
}

/// A receipt given: the file for the unit, and the line for the ledger. One never goes without the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    pub no: i64,
    pub verdict: ReceiptVerdict,
    /// The report that ends with its receipt.
    pub file: Vec<u8>,
    /// To be appended to the ledger, with its line feed.
    pub line: Vec<u8>,
}

/// A key that signs somewhere else: a UKey, a command.
pub struct Elsewhere<'a> {
    pub parts: &'a Parts,
    pub key: &'a PublicKey,
    /// Gets the signing input.
    pub sign: &'a dyn Fn(&[u8]) -> [u8; SIGNATURE_BYTES],
}

/// Why no receipt was given. The ledger is as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IssueError {
    /// Nobody may let this pass, or nobody did.
    NotTaken(Class),
    Open(EnvelopeError),
    Seal(SealError),
    /// With its receipt the report would not verify at the unit.
    NotSound(Box<Verification>),
    Ledger(LedgerError),
}

impl Incoming {
    /// Verifies a file and holds it against the ledger.
    pub fn look(file: &[u8], ledger: &Ledger, shelf: &Shelf<'_>, wanted: Option<&Wanted>) -> Incoming {
        let found = verify(file, shelf);
        let report = found.report.as_ref().map(|it| it.content());
        let digests = envelope::open(file).ok().map(|it| *it.digests());
        let other_matter = match (report, wanted) {
            (Some(report), Some(wanted)) => !wanted.is(report),
            (Some(_), None) => false,
            (None, _) => found.reasons.iter().any(is_other_matter),
        };
        Incoming { found, intake: None, other_matter, digests }.against(ledger)
    }

    /// The same file after the ledger has grown.
    pub fn against(&self, ledger: &Ledger) -> Incoming {
        let intake = self.report().zip(self.digests.as_ref()).map(|(report, digests)| ledger.intake(report, digests));
        Incoming { intake, ..self.clone() }
    }

    /// The report; none where it is invalid.
    pub fn report(&self) -> Option<&Report> {
        self.found.report.as_ref().map(|it| it.content())
    }

    /// The worst that can be said of it.
    pub fn class(&self) -> Class {
        let Some(intake) = self.intake.as_ref().filter(|_| !self.other_matter) else {
            return if self.other_matter { Class::OtherMatter } else { Class::Invalid };
        };
        let by_ledger = match intake {
            Intake::First | Intake::Successor { .. } => Class::Clear,
            Intake::Another { .. } => Class::Another,
            Intake::Duplicate { .. } => Class::Duplicate,
            Intake::Superseded { .. } => Class::Superseded,
            Intake::Fork { .. } => Class::Fork,
        };
        let by_signers = match self.found.outcome {
            Outcome::Trusted => Class::Clear,
            Outcome::IntactUnknown => Class::UnknownSigner,
            Outcome::Invalid => Class::Invalid,
        };
        by_ledger.max(by_signers)
    }

    /// What a person would have to let pass for it to get a receipt; none where nobody may.
    pub fn asks(&self) -> Option<Vec<Consent>> {
        let mut asks = Vec::new();
        if self.found.outcome == Outcome::IntactUnknown {
            asks.push(Consent::UnknownSigner);
        }
        match self.class() {
            Class::Clear | Class::UnknownSigner => Some(asks),
            Class::Another => {
                asks.push(Consent::Another);
                Some(asks)
            }
            Class::Duplicate | Class::Superseded | Class::Fork | Class::OtherMatter | Class::Invalid => None,
        }
    }
}

/// `in/区司法局-2020.report.json` becomes `区司法局-2020.received.json`.
pub fn receipt_name(report: &str) -> String {
    let name = report.rsplit(['/', '\\']).next().unwrap_or(report);
    let stem = name.strip_suffix(".json").unwrap_or(name);
    let stem = stem.strip_suffix(".report").unwrap_or(stem);
    format!("{stem}.received.json")
}

impl Wanted {
    fn is(&self, report: &Report) -> bool {
        (&self.catalogue, &self.period) == (&report.catalogue.id, &report.period.0)
    }
}

fn is_other_matter(reason: &Reason) -> bool {
    match reason {
        Reason::UnknownCatalogue { .. } | Reason::OtherCatalogue { .. } | Reason::UnknownPeriod { .. } => true,
        Reason::File(_)
        | Reason::NotAReport { .. }
        | Reason::Shape(_)
        | Reason::UnknownCalendar { .. }
        | Reason::UnknownUnit { .. }
        | Reason::SignerOfOtherUnit { .. }
        | Reason::RevisionMismatch { .. }
        | Reason::ForeignAnswer { .. }
        | Reason::VerdictDiffers { .. }
        | Reason::HasErrors { .. }
        | Reason::Policy(_) => false,
    }
}

impl Ledger {
    /// Signs the next receipt onto a file that was just looked at and takes it into the ledger. What is handed
    /// out was verified again with the receipt in it.
    ///
    /// # Errors
    /// [`IssueError`]; then nothing changed.
    pub fn issue(
        &mut self,
        file: &[u8],
        incoming: &Incoming,
        consents: &[Consent],
        by: (&Parts, &PrivateKey),
        shelf: &Shelf<'_>,
    ) -> Result<Issued, IssueError> {
        let (parts, key) = by;
        let elsewhere = Elsewhere { parts, key: key.public(), sign: &|input| key.sign(input) };
        self.issue_by(file, incoming, consents, &elsewhere, shelf)
    }

    /// [`Ledger::issue`] with a key that lies elsewhere.
    ///
    /// # Errors
    /// As there; [`SealError::BadSignature`] where what it gave is not the key's.
    pub fn issue_by(
        &mut self,
        file: &[u8],
        incoming: &Incoming,
        consents: &[Consent],
        by: &Elsewhere<'_>,
        shelf: &Shelf<'_>,
    ) -> Result<Issued, IssueError> {
        let refused = || IssueError::NotTaken(incoming.class());
        let report = incoming.report().ok_or_else(refused)?;
        // The ledger may have grown since the file was looked at.
        let now = incoming.against(self);
        let asks = now.asks().ok_or(IssueError::NotTaken(now.class()))?;
        if asks.iter().any(|it| !consents.contains(it)) {
            return Err(IssueError::NotTaken(now.class()));
        }
        let verdict = match now.found.outcome {
            Outcome::Trusted => ReceiptVerdict::Trusted,
            Outcome::IntactUnknown => ReceiptVerdict::IntactUnknown,
            Outcome::Invalid => return Err(refused()),
        };
        let receipt = self.next_receipt(verdict);
        let no = receipt.no;
        let pending = Pending::receipt(file, by.parts.clone(), receipt, by.key).map_err(IssueError::Seal)?;
        let signature = (by.sign)(pending.signing_input());
        let signed = pending.finish(&signature).map_err(IssueError::Seal)?;
        // Nothing is recorded that would not verify at the unit.
        let after = verify(&signed, shelf);
        if after.report.is_none() {
            return Err(IssueError::NotSound(Box::new(after)));
        }
        let opened = envelope::open(&signed).map_err(IssueError::Open)?;
        let line = self.append(&opened, report).map_err(IssueError::Ledger)?;
        Ok(Issued { no, verdict, file: signed, line })
    }
}
