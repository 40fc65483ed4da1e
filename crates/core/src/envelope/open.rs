//! Opens a signed file: size, strict JSON, canonical bytes, exact members. Believes nothing yet.
//! Read next: `check`.

use std::sync::Arc;

use crate::canonical::{JsonError, Members, ShapeError, Value, parse, to_bytes, to_bytes_about};
use crate::digest::Digests;
use crate::sign::{ContentKind, Header, JwkError, Kid, PublicKey, Statement};

/// Most signatures in one file; at least one is needed.
pub const SIGNATURES_MAX: usize = 16;

/// Most key hints in one file: one per signature.
pub const KEYS_MAX: usize = SIGNATURES_MAX;

/// Longest `protected` and `signature` text taken in, in characters.
const BASE64_CHARS_MAX: usize = 1_024;

/// A well-formed signed file about which nothing is known yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    pub(super) kind: ContentKind,
    pub(super) content: Arc<Value>,
    /// Canonical, written once; digests are taken over these.
    pub(super) content_bytes: Arc<Vec<u8>>,
    pub(super) digests: Digests,
    /// 1..=[`SIGNATURES_MAX`].
    pub(super) entries: Vec<Entry>,
    pub(super) hints: Vec<PublicKey>,
}

/// One member of `signatures`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub(super) statement: Statement,
    /// Canonical bytes of the statement as it stood in the file: the payload of the JWS.
    pub(super) statement_bytes: Vec<u8>,
    pub(super) protected: String,
    pub(super) signature: String,
}

/// Why a file is not a signed file of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnvelopeError {
    /// Not the profile's JSON: altered, cut off, too large, another encoding.
    Json(JsonError),
    /// JSON, but none of the content members is there: another kind of file.
    Foreign,
    /// More than one content member.
    SeveralContents { first: ContentKind, second: ContentKind },
    /// An unknown, missing or ill-formed member, or 0 or more than 16 signatures.
    Shape(ShapeError),
    /// A member of `keys` that is no sound public key with its own thumbprint.
    BadKey { index: usize, error: JwkError },
    /// A member of `keys` that no signature names, or that is there twice.
    StrayKey { index: usize },
}

impl EnvelopeError {
    /// A stable word for tables, tests and `--json` output.
    pub const fn code(&self) -> &'static str {
        match self {
            EnvelopeError::Json(error) => error.fault.code(),
            EnvelopeError::Foreign => "foreign-file",
            EnvelopeError::SeveralContents { .. } => "several-contents",
            EnvelopeError::Shape(error) => error.code(),
            EnvelopeError::BadKey { .. } => "bad-key",
            EnvelopeError::StrayKey { .. } => "stray-key",
        }
    }
}

/// Reads a signed file.
///
/// # Errors
/// See [`EnvelopeError`]; a file that does not open is invalid.
pub fn open(file: &[u8]) -> Result<Envelope, EnvelopeError> {
    let Value::Object(mut root) = parse(file).map_err(EnvelopeError::Json)? else {
        return Err(EnvelopeError::Foreign);
    };
    // A draft names its catalogue too: without signatures it is no broken envelope but another file.
    if root.get("signatures").is_none() && root.get("format").is_some() {
        return Err(EnvelopeError::Foreign);
    }
    let mut kinds = ContentKind::ALL.into_iter().filter(|kind| root.get(kind.word()).is_some());
    let (kind, second) = (kinds.next().ok_or(EnvelopeError::Foreign)?, kinds.next());
    if let Some(second) = second {
        return Err(EnvelopeError::SeveralContents { first: kind, second });
    }
    let content = root.take(kind.word()).ok_or(EnvelopeError::Foreign)?;
    let rest = Value::Object(root);
    let shape = EnvelopeError::Shape;
    let members = Members::read(&rest, "", &["signatures", "keys"]).map_err(shape)?;
    let mut entries = Vec::new();
    for (index, entry) in members.array("signatures", 1, SIGNATURES_MAX).map_err(shape)?.iter().enumerate() {
        entries.push(Entry::read(entry, &format!("/signatures/{index}")).map_err(shape)?);
    }
    let hints = read_hints(members.array("keys", 0, KEYS_MAX).map_err(shape)?, &entries)?;
    let content_bytes = to_bytes_about(&content, file.len());
    let digests = Digests::of(&content_bytes);
    Ok(Envelope { kind, content: Arc::new(content), content_bytes: Arc::new(content_bytes), digests, entries, hints })
}

/// The keys that come with the file. Each must carry its own thumbprint and be named by a signature,
/// so that no byte of a trusted file is there for nothing.
fn read_hints(jwks: &[Value], entries: &[Entry]) -> Result<Vec<PublicKey>, EnvelopeError> {
    let named: Option<Vec<Kid>> =
        entries.iter().map(|entry| Header::read(&entry.protected).ok().map(|header| header.kid)).collect();
    let mut hints: Vec<PublicKey> = Vec::new();
    for (index, jwk) in jwks.iter().enumerate() {
        let path = format!("/keys/{index}");
        let bad = |error| EnvelopeError::BadKey { index, error };
        let kid = Members::read(jwk, path.as_str(), &["kty", "crv", "x", "y", "kid"])
            .and_then(|members| members.word("kid", "an RFC 7638 thumbprint", Kid::read))
            .map_err(|error| bad(JwkError::Shape(error)))?;
        // With an unreadable header the signature's own reason says more than a key without a use.
        let stray = named.as_ref().is_some_and(|kids| !kids.contains(&kid));
        if stray || hints.iter().any(|hint| hint.kid() == kid) {
            return Err(EnvelopeError::StrayKey { index });
        }
        match PublicKey::from_jwk(jwk, &path) {
            Ok(key) => hints.push(key),
            // The signature that names it is refused by its algorithm.
            Err(JwkError::NotSupported { .. }) => {}
            Err(error) => return Err(bad(error)),
        }
    }
    Ok(hints)
}

impl Envelope {
    /// What the file carries.
    pub fn kind(&self) -> ContentKind {
        self.kind
    }

    /// The content nobody has checked, for comparing files; a verifier reads [`super::Checked`].
    pub(crate) fn content(&self) -> &Value {
        &self.content
    }

    /// Digests of the canonical content, for showing a fingerprint; nothing is checked yet.
    pub fn digests(&self) -> &Digests {
        &self.digests
    }

    /// The signature entries in file order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The keys that came with the file, of supported types, believed by nobody.
    pub fn hints(&self) -> &[PublicKey] {
        &self.hints
    }
}

impl Entry {
    /// Reads one member of `signatures`.
    pub(crate) fn read(value: &Value, path: &str) -> Result<Entry, ShapeError> {
        let members = Members::read(value, path, &["statement", "protected", "signature"])?;
        let statement = members.value("statement")?;
        Ok(Entry {
            statement: Statement::read(statement, &members.path("statement"))?,
            statement_bytes: to_bytes(statement),
            protected: members.text("protected", BASE64_CHARS_MAX)?.to_owned(),
            signature: members.text("signature", BASE64_CHARS_MAX)?.to_owned(),
        })
    }

    /// The key the header names, unchecked.
    pub(crate) fn kid(&self) -> Option<Kid> {
        Header::read(&self.protected).ok().map(|header| header.kid)
    }

    /// What was signed, unchecked.
    pub fn statement(&self) -> &Statement {
        &self.statement
    }

    /// Digests of the whole entry, which the next entry's `prev` must equal.
    pub fn digests(&self) -> Digests {
        Digests::of(&to_bytes(&self.to_value()))
    }

    pub(crate) fn to_value(&self) -> Value {
        Value::object([
            ("statement", self.statement.to_value()),
            ("protected", Value::text(&self.protected)),
            ("signature", Value::text(&self.signature)),
        ])
    }
}
