//! Goes through the signatures of an open envelope, in the order of docs/format.md: header, key,
//! algorithm and strict verification, content digests, chain. Read next: `policy`.

use std::sync::Arc;

use super::{Entry, Envelope};
use crate::canonical::Value;
use crate::digest::Digests;
use crate::sign::{
    Alg, ContentKind, Day, Header, HeaderError, Kid, PublicKey, Role, Statement, read_signature, signing_input,
};
use crate::trust::{KeyStatus, TrustList, TrustedKey};

/// What the signatures are held against.
#[derive(Debug, Clone, Copy, Default)]
pub struct Against<'a> {
    /// Without a list no file is ever trusted, at best intact.
    pub trust: Option<&'a TrustList>,
    /// The day the office received the file, from its ledger. A key revoked later than that day
    /// was good; the time the signer claims does not count. Where it is not given, the file's own
    /// receipt says it, for the signatures before that receipt and only when the receipt is
    /// trusted. Without either a revoked key is refused.
    pub received: Option<&'a Day>,
}

/// The three-state result, best first. A file is as good as its worst signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// 可信
    Trusted,
    /// 完好但签名人未知
    IntactUnknown,
    /// 无效
    Invalid,
}

impl Outcome {
    /// A stable word for tables, tests and `--json` output.
    pub const fn code(self) -> &'static str {
        match self {
            Outcome::Trusted => "trusted",
            Outcome::IntactUnknown => "intact-unknown",
            Outcome::Invalid => "invalid",
        }
    }

    /// The exit code of the command line: 0, 2, 1.
    pub const fn exit_code(self) -> u8 {
        match self {
            Outcome::Trusted => 0,
            Outcome::IntactUnknown => 2,
            Outcome::Invalid => 1,
        }
    }
}

/// What came out for one signature: the first thing wrong, or how good it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Sound, and the trust list believes the key in this role.
    Trusted,
    /// Sound, but the key is known only from the file itself.
    UnknownSigner,
    /// The protected header is not ours.
    Header(HeaderError),
    /// A known algorithm that this version cannot verify.
    AlgNotSupported { alg: Alg },
    /// Neither the trust list nor the file has the key.
    KeyNotFound { kid: Kid },
    /// The algorithm does not go with the type of the key.
    AlgKeyMismatch { alg: Alg },
    /// `signature` is not 64 bytes of base64url.
    SignatureForm,
    /// The signature does not fit statement and key: one of them was altered.
    BadSignature,
    /// The statement speaks of another kind of content.
    ContentKind { stated: ContentKind },
    /// The content was altered after signing.
    ContentDigest,
    /// `prev` is not the digest of the entry before: something was taken out, put in or reordered.
    PrevMismatch,
    /// The office withdrew the key.
    KeyRevoked { since: Day },
    /// The key had run out.
    KeyExpired { since: Day },
    /// The list does not let this key sign in this role.
    RoleNotGranted { role: Role },
}

impl Reason {
    /// What it makes of the file.
    pub const fn outcome(&self) -> Outcome {
        match self {
            Reason::Trusted => Outcome::Trusted,
            Reason::UnknownSigner => Outcome::IntactUnknown,
            Reason::Header(_)
            | Reason::AlgNotSupported { .. }
            | Reason::KeyNotFound { .. }
            | Reason::AlgKeyMismatch { .. }
            | Reason::SignatureForm
            | Reason::BadSignature
            | Reason::ContentKind { .. }
            | Reason::ContentDigest
            | Reason::PrevMismatch
            | Reason::KeyRevoked { .. }
            | Reason::KeyExpired { .. }
            | Reason::RoleNotGranted { .. } => Outcome::Invalid,
        }
    }

    /// A stable word for tables, tests and `--json` output.
    pub const fn code(&self) -> &'static str {
        match self {
            Reason::Trusted => "trusted",
            Reason::UnknownSigner => "unknown-signer",
            Reason::Header(HeaderError::Base64) => "header-base64",
            Reason::Header(HeaderError::Json(_)) => "header-json",
            Reason::Header(HeaderError::Shape(_)) => "header-members",
            Reason::Header(HeaderError::Typ { .. }) => "header-typ",
            Reason::Header(HeaderError::UnknownAlg { .. }) => "unknown-alg",
            Reason::Header(HeaderError::Kid { .. }) => "header-kid",
            Reason::AlgNotSupported { .. } => "alg-not-supported",
            Reason::KeyNotFound { .. } => "key-not-found",
            Reason::AlgKeyMismatch { .. } => "alg-key-mismatch",
            Reason::SignatureForm => "signature-form",
            Reason::BadSignature => "bad-signature",
            Reason::ContentKind { .. } => "content-kind",
            Reason::ContentDigest => "content-digest",
            Reason::PrevMismatch => "prev-mismatch",
            Reason::KeyRevoked { .. } => "key-revoked",
            Reason::KeyExpired { .. } => "key-expired",
            Reason::RoleNotGranted { .. } => "role-not-granted",
        }
    }
}

/// One signature and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureFinding {
    /// Place in the file, from 0.
    pub index: usize,
    pub reason: Reason,
    /// What the signer says; believe it only as far as `reason` goes.
    pub statement: Statement,
    /// The key's name, when the header could be read.
    pub kid: Option<Kid>,
    /// Who holds the key according to the trust list.
    pub holder: Option<Holder>,
}

/// A person as the trust list names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub name: String,
    pub unit: String,
}

/// Content whose every signature is sound. It can only be had from [`check`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    kind: ContentKind,
    content: Arc<Value>,
    content_bytes: Arc<Vec<u8>>,
    digests: Digests,
    outcome: Outcome,
    signatures: Vec<SignatureFinding>,
}

impl Checked {
    /// What it is.
    pub fn kind(&self) -> ContentKind {
        self.kind
    }

    /// What was signed: the value that [`Checked::content_bytes`] were written from. Reading them strictly gives
    /// it again (`tests/canonical.rs`), so nobody needs to.
    pub fn content(&self) -> &Value {
        &self.content
    }

    /// The canonical bytes that were signed.
    pub fn content_bytes(&self) -> &[u8] {
        &self.content_bytes
    }

    /// Digests of [`Checked::content_bytes`].
    pub fn digests(&self) -> &Digests {
        &self.digests
    }

    /// [`Outcome::Trusted`] or [`Outcome::IntactUnknown`], never [`Outcome::Invalid`].
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// One finding per signature, in file order; at least one.
    pub fn signatures(&self) -> &[SignatureFinding] {
        &self.signatures
    }

    /// The same, for keeping.
    pub fn into_signatures(self) -> Vec<SignatureFinding> {
        self.signatures
    }
}

/// A file with at least one bad signature. Its content is not given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub kind: ContentKind,
    pub digests: Digests,
    /// One finding per signature, in file order.
    pub signatures: Vec<SignatureFinding>,
}

/// Checks every signature.
///
/// # Errors
/// [`Refused`] when the worst of them is [`Outcome::Invalid`].
pub fn check(envelope: &Envelope, against: &Against<'_>) -> Result<Checked, Refused> {
    // Nothing follows the last.
    let followed = envelope.entries.len().saturating_sub(1);
    let digests: Vec<Digests> = envelope.entries.iter().take(followed).map(Entry::digests).collect();
    let mut signatures = Vec::with_capacity(envelope.entries.len());
    // From the last to the first: a receipt bears witness for those before it.
    let mut witnessed: Option<Day> = None;
    for (index, entry) in envelope.entries.iter().enumerate().rev() {
        let header = Header::read(&entry.protected);
        let kid = header.as_ref().ok().map(|header| header.kid);
        let listed = kid.and_then(|kid| against.trust?.find(kid));
        let prev = index.checked_sub(1).and_then(|before| digests.get(before));
        let received = against.received.or(witnessed.as_ref());
        let reason = match header {
            Ok(header) => one(envelope, entry, header, listed, prev, received),
            Err(error) => Reason::Header(error),
        };
        if reason == Reason::Trusted && entry.statement.receipt.is_some() {
            witnessed = day_of(&entry.statement).or(witnessed);
        }
        signatures.push(SignatureFinding {
            index,
            reason,
            statement: entry.statement.clone(),
            kid,
            holder: listed.map(|listed| Holder { name: listed.name.clone(), unit: listed.unit.clone() }),
        });
    }
    signatures.reverse();
    let outcome = signatures.iter().map(|found| found.reason.outcome()).max().unwrap_or(Outcome::Invalid);
    let (kind, digests) = (envelope.kind, envelope.digests);
    match outcome {
        Outcome::Trusted | Outcome::IntactUnknown => {
            let (content, content_bytes) = (Arc::clone(&envelope.content), Arc::clone(&envelope.content_bytes));
            Ok(Checked { kind, content, content_bytes, digests, outcome, signatures })
        }
        Outcome::Invalid => Err(Refused { kind, digests, signatures }),
    }
}

/// The day of a statement as its signer wrote it, in the signer's own offset.
fn day_of(statement: &Statement) -> Option<Day> {
    /// `2026-03-01`.
    const DAY_CHARS: usize = 10;
    statement.signed.as_str().get(..DAY_CHARS).and_then(Day::read)
}

fn one(
    envelope: &Envelope,
    entry: &Entry,
    header: Header,
    listed: Option<&TrustedKey>,
    prev: Option<&Digests>,
    received: Option<&Day>,
) -> Reason {
    let Header { alg, kid } = header;
    if !alg.supported() {
        return Reason::AlgNotSupported { alg };
    }
    let hint = || envelope.hints.iter().find(|hint| hint.kid() == kid);
    let Some(key) = listed.map(|listed| &listed.key).or_else(hint) else {
        return Reason::KeyNotFound { kid };
    };
    if let Some(reason) = wrong_signature(entry, alg, key) {
        return reason;
    }
    let content = &entry.statement.content;
    if content.kind != envelope.kind {
        return Reason::ContentKind { stated: content.kind };
    }
    if content.digests != envelope.digests {
        return Reason::ContentDigest;
    }
    if entry.statement.prev.as_ref() != prev {
        return Reason::PrevMismatch;
    }
    listed.map_or(Reason::UnknownSigner, |listed| standing(listed, entry.statement.role, received))
}

/// What is wrong with one entry by itself, without its content and chain: header, key, signature. The key
/// is that of the trust list, else the one offered. For the office's ledger.
pub(crate) fn lone(entry: &Entry, trust: Option<&TrustList>, offered: &PublicKey) -> Reason {
    let Header { alg, kid } = match Header::read(&entry.protected) {
        Ok(header) => header,
        Err(error) => return Reason::Header(error),
    };
    if !alg.supported() {
        return Reason::AlgNotSupported { alg };
    }
    if offered.kid() != kid {
        return Reason::KeyNotFound { kid };
    }
    if let Some(reason) = wrong_signature(entry, alg, offered) {
        return reason;
    }
    let listed = trust.and_then(|trust| trust.find(kid));
    // The ledger's chain, not the list of today, says when it was written.
    let received = day_of(&entry.statement);
    listed.map_or(Reason::UnknownSigner, |listed| standing(listed, entry.statement.role, received.as_ref()))
}

fn wrong_signature(entry: &Entry, alg: Alg, key: &PublicKey) -> Option<Reason> {
    if alg.key_type() != key.key_type() {
        return Some(Reason::AlgKeyMismatch { alg });
    }
    let Some(signature) = read_signature(&entry.signature) else {
        return Some(Reason::SignatureForm);
    };
    let message = signing_input(&entry.protected, &entry.statement_bytes);
    (!key.verify(&message, &signature)).then_some(Reason::BadSignature)
}

/// What the trust list makes of a sound signature.
fn standing(listed: &TrustedKey, role: Role, received: Option<&Day>) -> Reason {
    let in_time = received.is_some_and(|day| *day < listed.since);
    match listed.status {
        KeyStatus::Revoked if !in_time => Reason::KeyRevoked { since: listed.since.clone() },
        KeyStatus::Expired if !in_time => Reason::KeyExpired { since: listed.since.clone() },
        KeyStatus::Active | KeyStatus::Revoked | KeyStatus::Expired if !listed.roles.contains(&role) => {
            Reason::RoleNotGranted { role }
        }
        KeyStatus::Active | KeyStatus::Revoked | KeyStatus::Expired => Reason::Trusted,
    }
}
