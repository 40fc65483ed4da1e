//! Writes signed files. A signature is checked before the file is given out, whoever made it, and
//! the finished file is opened and checked again. Read next: `open` for what must hold.

use std::sync::Arc;

use super::{Against, ContentKind, Envelope, EnvelopeError, Reason, SIGNATURES_MAX, check, open};
use crate::canonical::{JsonError, ShapeError, Value, parse, to_bytes, to_pretty};
use crate::digest::Digests;
use crate::sign::{
    ContentRef, Header, Moment, PrivateKey, PublicKey, Receipt, Role, SIGNATURE_BYTES, Signer, Statement,
    encode_base64url, protected_header, signing_input,
};

/// What the signatory says; the rest of the statement follows from the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    pub role: Role,
    pub opinion: String,
    pub signer: Signer,
    pub signed: Moment,
}

/// Why a file was not signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SealError {
    /// Content or statement is outside the profile, for example a forbidden character; with its path.
    Json(JsonError),
    /// A part of the statement is too long.
    Shape(ShapeError),
    /// The file to be countersigned, or the finished one, does not open.
    Open(EnvelopeError),
    /// It already bears [`SIGNATURES_MAX`].
    TooManySignatures,
    /// An earlier signature is bad: nobody should sign on top of it.
    Earlier { index: usize, reason: Reason },
    /// The signature given does not fit the statement and key.
    BadSignature,
}

impl SealError {
    /// A stable word for tables, tests and `--json` output.
    pub const fn code(&self) -> &'static str {
        match self {
            SealError::Json(error) => error.fault.code(),
            SealError::Shape(error) => error.code(),
            SealError::Open(error) => error.code(),
            SealError::TooManySignatures => "too-many-signatures",
            SealError::Earlier { .. } => "earlier-signature",
            SealError::BadSignature => "bad-signature",
        }
    }
}

/// Signs `content` for the first time and gives the bytes of the file.
///
/// # Errors
/// See [`SealError`].
pub fn seal(kind: ContentKind, content: &Value, parts: Parts, key: &PrivateKey) -> Result<Vec<u8>, SealError> {
    let pending = Pending::first(kind, content, parts, key.public())?;
    let signature = key.sign(pending.signing_input());
    pending.finish(&signature)
}

/// Adds one more sign-off to a signed file and gives the bytes of the new file.
///
/// # Errors
/// See [`SealError`].
pub fn add_signature(file: &[u8], parts: Parts, key: &PrivateKey) -> Result<Vec<u8>, SealError> {
    let pending = Pending::next(file, parts, key.public())?;
    let signature = key.sign(pending.signing_input());
    pending.finish(&signature)
}

/// Adds the office's receipt to a signed report and gives the bytes of the new file. The role in
/// `parts` must be the office's.
///
/// # Errors
/// See [`SealError`].
pub fn add_receipt(file: &[u8], parts: Parts, receipt: Receipt, key: &PrivateKey) -> Result<Vec<u8>, SealError> {
    let pending = Pending::receipt(file, parts, receipt, key.public())?;
    let signature = key.sign(pending.signing_input());
    pending.finish(&signature)
}

/// What stands in the file before the newest signature.
#[derive(Default)]
struct Before {
    /// As JSON.
    entries: Vec<Value>,
    keys: Vec<PublicKey>,
    prev: Option<Digests>,
    receipt: Option<Receipt>,
}

/// A file complete but for its newest signature, for keys that live elsewhere (a UKey, a portal).
#[derive(Debug, Clone)]
pub struct Pending {
    kind: ContentKind,
    content: Value,
    /// Entries already there, then keys already there, as JSON.
    entries: Vec<Value>,
    keys: Vec<PublicKey>,
    statement: Statement,
    protected: String,
    signing_input: Vec<u8>,
    key: PublicKey,
}

impl Pending {
    /// Prepares the first sign-off over `content`.
    ///
    /// # Errors
    /// [`SealError::Json`] and [`SealError::Shape`].
    pub fn first(kind: ContentKind, content: &Value, parts: Parts, key: &PublicKey) -> Result<Pending, SealError> {
        // Inside its member, so that depth and path are those of the file.
        let whole = Value::object([(kind.word(), content.clone())]);
        parse(&to_bytes(&whole)).map_err(SealError::Json)?;
        let digests = Digests::of(&to_bytes(content));
        Pending::new(ContentRef { kind, digests }, content.clone(), Before::default(), parts, key)
    }

    /// Prepares one more sign-off over the content of a signed file.
    ///
    /// # Errors
    /// See [`SealError`].
    pub fn next(file: &[u8], parts: Parts, key: &PublicKey) -> Result<Pending, SealError> {
        Pending::after(file, parts, None, key)
    }

    /// Prepares the office's receipt over the report in a signed file.
    ///
    /// # Errors
    /// See [`SealError`]; [`SealError::Shape`] when it is no report or the role is not the office's.
    pub fn receipt(file: &[u8], parts: Parts, receipt: Receipt, key: &PublicKey) -> Result<Pending, SealError> {
        Pending::after(file, parts, Some(receipt), key)
    }

    fn after(file: &[u8], parts: Parts, receipt: Option<Receipt>, key: &PublicKey) -> Result<Pending, SealError> {
        let envelope = open(file).map_err(SealError::Open)?;
        if envelope.entries().len() >= SIGNATURES_MAX {
            return Err(SealError::TooManySignatures);
        }
        refuse_bad(&envelope)?;
        let prev = envelope.entries().last().map(super::Entry::digests);
        let content = ContentRef { kind: envelope.kind, digests: envelope.digests };
        let entries = envelope.entries.iter().map(super::Entry::to_value).collect();
        let before = Before { entries, keys: envelope.hints, prev, receipt };
        Pending::new(content, Arc::unwrap_or_clone(envelope.content), before, parts, key)
    }

    fn new(
        reference: ContentRef,
        content: Value,
        before: Before,
        parts: Parts,
        key: &PublicKey,
    ) -> Result<Pending, SealError> {
        let Parts { role, opinion, signer, signed } = parts;
        let Before { entries, keys, prev, receipt } = before;
        let statement = Statement { content: reference, role, opinion, signer, signed, prev, receipt };
        let bytes = statement.to_bytes();
        let reread = parse(&bytes).map_err(SealError::Json)?;
        Statement::read(&reread, "/statement").map_err(SealError::Shape)?;
        let protected = protected_header(Header { alg: key.alg(), kid: key.kid() });
        let signing_input = signing_input(&protected, &bytes);
        let (kind, key) = (reference.kind, key.clone());
        Ok(Pending { kind, content, entries, keys, statement, protected, signing_input, key })
    }

    /// What the signatory should read before signing.
    pub fn statement(&self) -> &Statement {
        &self.statement
    }

    /// The bytes to sign, about 600 to 900.
    pub fn signing_input(&self) -> &[u8] {
        &self.signing_input
    }

    /// Puts the signature in and gives the bytes of the file.
    ///
    /// # Errors
    /// [`SealError::BadSignature`] when it does not verify; [`SealError::Open`] when the file has
    /// become too large to be read again.
    pub fn finish(mut self, signature: &[u8; SIGNATURE_BYTES]) -> Result<Vec<u8>, SealError> {
        if !self.key.verify(&self.signing_input, signature) {
            return Err(SealError::BadSignature);
        }
        self.entries.push(Value::object([
            ("statement", self.statement.to_value()),
            ("protected", Value::Str(self.protected)),
            ("signature", Value::Str(encode_base64url(signature))),
        ]));
        if !self.keys.contains(&self.key) {
            self.keys.push(self.key);
        }
        let keys = Value::Array(self.keys.iter().map(PublicKey::to_jwk).collect());
        let file = write_file(self.kind, &self.content, &Value::Array(self.entries), &keys);
        refuse_bad(&open(&file).map_err(SealError::Open)?)?;
        Ok(file)
    }
}

/// One readable JSON file: content first, then signatures, then keys.
fn write_file(kind: ContentKind, content: &Value, signatures: &Value, keys: &Value) -> Vec<u8> {
    // A string in this profile holds no raw line feed, so every one of them starts a line to indent.
    let member = |name: &str, value| format!("  \"{name}\": {}", to_pretty(value).replace('\n', "\n  "));
    let members = [member(kind.word(), content), member("signatures", signatures), member("keys", keys)];
    format!("{{\n{}\n}}\n", members.join(",\n")).into_bytes()
}

fn refuse_bad(envelope: &Envelope) -> Result<(), SealError> {
    let Err(refused) = check(envelope, &Against::default()) else {
        return Ok(());
    };
    let bad = refused.signatures.into_iter().find(|found| found.reason.outcome() == super::Outcome::Invalid);
    match bad {
        Some(found) => Err(SealError::Earlier { index: found.index, reason: found.reason }),
        None => Ok(()),
    }
}
