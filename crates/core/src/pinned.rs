//! Trust lists as an office issues them: signed, in the envelope of kind `trust`. Whoever uses a list has
//! pinned the office's thumbprint beforehand, off paper; two may be pinned while the office changes its key.
//! A list older than one already seen is refused, so that nobody can bring a withdrawn key back.
//! Read next: `kept`, what is remembered between two lists; `package`, which the same office signs.

mod kept;

use crate::canonical::{JsonError, parse};
use crate::envelope::{self, Against, Checked, ContentKind, EnvelopeError, Outcome, Reason};
use crate::sign::{Kid, Role, Statement};
use crate::trust::{KeyStatus, TrustError, TrustList};

pub use kept::{KEPT_SCHEMA, Kept, KeptError, KeptPin, OFFICES_MAX};

/// Most thumbprints pinned at once: the office's present key and its next.
pub const PINS_MAX: usize = 2;

/// Thumbprints of an office's keys, 1 to [`PINS_MAX`], taken from paper and not from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pins(Vec<Kid>);

impl Pins {
    /// `None` for no kid at all or more than [`PINS_MAX`] different ones.
    pub fn new(kids: &[Kid]) -> Option<Pins> {
        let mut kids = kids.to_vec();
        kids.sort_unstable();
        kids.dedup();
        (1..=PINS_MAX).contains(&kids.len()).then_some(Pins(kids))
    }

    /// Whether this one is pinned.
    pub fn holds(&self, kid: Kid) -> bool {
        self.0.contains(&kid)
    }
}

/// The newest list accepted so far, for whoever can remember it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    pub seq: i64,
    /// SHA-256 of the list's canonical bytes.
    pub sha256: [u8; 32],
}

/// A list that a pinned key signed. Only [`open`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pinned {
    list: TrustList,
    seen: Seen,
    signers: Vec<(Kid, Statement)>,
}

impl Pinned {
    /// The list itself.
    pub fn list(&self) -> &TrustList {
        &self.list
    }

    /// What to remember of it.
    pub fn seen(&self) -> Seen {
        self.seen
    }

    /// Who signed it, in file order.
    pub fn signers(&self) -> &[(Kid, Statement)] {
        &self.signers
    }

    /// Gives out the list.
    pub fn into_list(self) -> TrustList {
        self.list
    }
}

/// Why a signed list was not accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PinnedError {
    /// Not a signed file, or a broken one.
    Open(EnvelopeError),
    /// Signed, but no trust list.
    NotAList { kind: ContentKind },
    /// A signature over it is bad.
    Signature { index: usize, reason: Reason },
    /// Someone signed it who does not sign as the office.
    NotTheOffice { index: usize, role: Role },
    /// No pinned key signed it, or only one that the list itself withdraws.
    NotPinned { signers: Vec<Kid> },
    /// The content is no sound list.
    List(TrustError),
    /// A newer list was already seen.
    LowerSeq { seq: i64, seen: i64 },
    /// Two different lists bear this number.
    SeqReused { seq: i64 },
}

impl PinnedError {
    /// A stable word for tables, tests and `--json` output.
    pub const fn code(&self) -> &'static str {
        match self {
            PinnedError::Open(error) => error.code(),
            PinnedError::NotAList { .. } => "not-a-list",
            PinnedError::Signature { reason, .. } => reason.code(),
            PinnedError::NotTheOffice { .. } => "not-the-office",
            PinnedError::NotPinned { .. } => "not-pinned",
            PinnedError::List(error) => error.code(),
            PinnedError::LowerSeq { .. } => "lower-seq",
            PinnedError::SeqReused { .. } => "seq-reused",
        }
    }
}

/// A soundly signed list, and who claims to have signed it as the office; for showing it to a person who shall
/// compare thumbprints with paper. Nothing says yet that any signer is the office. Only [`claim`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    list: TrustList,
    seen: Seen,
    signers: Vec<(Kid, Statement)>,
}

impl Claimed {
    /// What the list says; nobody vouches for it yet.
    pub fn list(&self) -> &TrustList {
        &self.list
    }

    /// Its number and digest.
    pub fn seen(&self) -> Seen {
        self.seen
    }

    /// Who signed it, in file order; at least one.
    pub fn signers(&self) -> &[(Kid, Statement)] {
        &self.signers
    }
}

/// Opens a signed trust list. Whether it has run out is for the caller ([`TrustList::stale_on`]).
///
/// # Errors
/// See [`PinnedError`]; the first thing that is wrong.
pub fn open(file: &[u8], pins: &Pins, seen: Option<&Seen>) -> Result<Pinned, PinnedError> {
    let Claimed { list, seen: now, signers } = claim(file)?;
    if !signers.iter().any(|(kid, _)| pins.holds(*kid) && !withdrawn(&list, *kid)) {
        return Err(PinnedError::NotPinned { signers: signers.into_iter().map(|(kid, _)| kid).collect() });
    }
    match seen {
        Some(seen) if now.seq < seen.seq => Err(PinnedError::LowerSeq { seq: now.seq, seen: seen.seq }),
        Some(seen) if now.seq == seen.seq && now.sha256 != seen.sha256 => Err(PinnedError::SeqReused { seq: now.seq }),
        Some(_) | None => Ok(Pinned { list, seen: now, signers }),
    }
}

/// Reads a signed list without asking who signed it.
///
/// # Errors
/// See [`PinnedError`]; never one of pins or numbers.
pub fn claim(file: &[u8]) -> Result<Claimed, PinnedError> {
    let checked = checked(file)?;
    let mut signers = Vec::with_capacity(checked.signatures().len());
    for found in checked.signatures() {
        let role = found.statement.role;
        if role != Role::Office {
            return Err(PinnedError::NotTheOffice { index: found.index, role });
        }
        signers.extend(found.kid.map(|kid| (kid, found.statement.clone())));
    }
    let json = |error: JsonError| PinnedError::List(TrustError::Json(error));
    let content = parse(checked.content_bytes()).map_err(json)?;
    let list = TrustList::from_value(&content).map_err(PinnedError::List)?;
    let seen = Seen { seq: list.seq, sha256: checked.digests().sha256 };
    Ok(Claimed { list, seen, signers })
}

/// Who claims to have signed a trust list. Every signature is sound; nothing says that any signer is the office.
///
/// # Errors
/// [`PinnedError::Open`], [`PinnedError::NotAList`] and [`PinnedError::Signature`].
pub fn claimed_signers(file: &[u8]) -> Result<Vec<Kid>, PinnedError> {
    Ok(checked(file)?.signatures().iter().filter_map(|found| found.kid).collect())
}

fn checked(file: &[u8]) -> Result<Checked, PinnedError> {
    let envelope = envelope::open(file).map_err(PinnedError::Open)?;
    if envelope.kind() != ContentKind::Trust {
        return Err(PinnedError::NotAList { kind: envelope.kind() });
    }
    envelope::check(&envelope, &Against::default()).map_err(|refused| {
        let bad = refused.signatures.into_iter().find(|found| found.reason.outcome() == Outcome::Invalid);
        let (index, reason) = bad.map_or((0, Reason::BadSignature), |found| (found.index, found.reason));
        PinnedError::Signature { index, reason }
    })
}

/// A key that the list itself no longer believes cannot vouch for it.
fn withdrawn(list: &TrustList, kid: Kid) -> bool {
    list.find(kid).is_some_and(|entry| match entry.status {
        KeyStatus::Active => false,
        KeyStatus::Revoked | KeyStatus::Expired => true,
    })
}
