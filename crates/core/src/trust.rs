//! The trust list `zicha-trust/1`: whose keys an office believes, for which roles, since when.
//!
//! Here is the content: how it is read, and in `trust/issue.rs` how an office changes it. The signed
//! file around it, the office's pinned thumbprints and the refusal of a lower `seq` are in `pinned`.
//! Whether the list itself is out of date is for the caller, who knows the day ([`TrustList::stale_on`]).
//! Read next: `envelope::check`, `pinned`.

mod changes;
mod issue;

use crate::canonical::{JsonError, Members, ShapeError, ShapeFault, Value, parse};
use crate::sign::{Day, JwkError, Kid, NAME_CHARS_MAX, PublicKey, Role};

pub use changes::{ListChange, changes};
pub use issue::IssueError;

/// The `schema` of the list.
pub const TRUST_SCHEMA: &str = "zicha-trust/1";

/// Most keys in one list.
pub const KEYS_MAX: usize = 20_000;

/// A list as it was read; nothing says yet that an office signed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustList {
    /// Name of the office that issued it.
    pub office: String,
    /// Grows with every issue; from 1.
    pub seq: i64,
    pub issued: Day,
    /// The last day it may be used.
    pub expires: Day,
    /// Ascending by kid, each kid once.
    keys: Vec<TrustedKey>,
    /// Entries whose type of key this build does not know, kept so that changing a list loses nothing.
    passed_over: Vec<Value>,
}

/// One believed key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustedKey {
    pub key: PublicKey,
    /// The person, as the office knows them.
    pub name: String,
    pub unit: String,
    /// Roles this key may sign in; at least one.
    pub roles: Vec<Role>,
    pub status: KeyStatus,
    /// The day from which the status holds.
    pub since: Day,
}

/// What the office says of a key today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyStatus {
    Active,
    /// Withdrawn, for example lost.
    Revoked,
    /// Ran out in the ordinary way.
    Expired,
}

impl KeyStatus {
    /// Every status.
    pub const ALL: [KeyStatus; 3] = [KeyStatus::Active, KeyStatus::Revoked, KeyStatus::Expired];

    /// The word in the file.
    pub const fn word(self) -> &'static str {
        match self {
            KeyStatus::Active => "active",
            KeyStatus::Revoked => "revoked",
            KeyStatus::Expired => "expired",
        }
    }

    /// The status of that word.
    pub fn from_word(word: &str) -> Option<KeyStatus> {
        KeyStatus::ALL.into_iter().find(|status| status.word() == word)
    }
}

/// Why a list was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrustError {
    Json(JsonError),
    Shape(ShapeError),
    /// The key at `index` cannot be used.
    Key {
        index: usize,
        error: JwkError,
    },
    /// Two entries for one key.
    KeyTwice {
        kid: Kid,
    },
    /// `expires` lies before `issued`.
    DaysReversed,
    /// A signed list; it is opened by `pinned::open`, with the office's thumbprint.
    Signed,
}

impl TrustError {
    /// A stable word for tables, tests and `--json` output.
    pub const fn code(&self) -> &'static str {
        match self {
            TrustError::Json(error) => error.fault.code(),
            TrustError::Shape(error) => error.code(),
            TrustError::Key { .. } => "bad-key",
            TrustError::KeyTwice { .. } => "key-twice",
            TrustError::DaysReversed => "days-reversed",
            TrustError::Signed => "signed-list",
        }
    }
}

impl TrustList {
    /// Reads the bare content file. Keys of a type that is known but not yet supported are passed
    /// over: a signature by one is refused by its algorithm anyway.
    ///
    /// # Errors
    /// See [`TrustError`].
    pub fn read(file: &[u8]) -> Result<TrustList, TrustError> {
        let value = parse(file).map_err(TrustError::Json)?;
        if value.get("trust").is_some() && value.get("signatures").is_some() {
            return Err(TrustError::Signed);
        }
        TrustList::from_value(&value)
    }

    /// Reads the content member of an envelope of kind `trust`.
    ///
    /// # Errors
    /// See [`TrustError`].
    pub fn from_value(value: &Value) -> Result<TrustList, TrustError> {
        const DAY: &str = "a day such as 2026-03-01";
        let shape = TrustError::Shape;
        let members =
            Members::read(value, "", &["schema", "office", "seq", "issued", "expires", "keys"]).map_err(shape)?;
        members.word("schema", TRUST_SCHEMA, |word| (word == TRUST_SCHEMA).then_some(())).map_err(shape)?;
        let mut list = TrustList {
            office: members.text("office", NAME_CHARS_MAX).map_err(shape)?.to_owned(),
            seq: members.int("seq").map_err(shape)?,
            issued: members.word("issued", DAY, Day::read).map_err(shape)?,
            expires: members.word("expires", DAY, Day::read).map_err(shape)?,
            keys: Vec::new(),
            passed_over: Vec::new(),
        };
        if list.seq < 1 {
            let fault = ShapeFault::NotAllowed { expected: "1 or more", found: list.seq.to_string() };
            return Err(shape(ShapeError::new("/seq", fault)));
        }
        if list.expires < list.issued {
            return Err(TrustError::DaysReversed);
        }
        for (index, entry) in members.array("keys", 0, KEYS_MAX).map_err(shape)?.iter().enumerate() {
            match read_key(index, entry)? {
                Some(key) => list.keys.push(key),
                None => list.passed_over.push(entry.clone()),
            }
        }
        list.keys.sort_by_key(|entry| entry.key.kid());
        match list.keys.array_windows().find(|[a, b]| a.key.kid() == b.key.kid()) {
            Some([twice, _]) => Err(TrustError::KeyTwice { kid: twice.key.kid() }),
            None => Ok(list),
        }
    }

    /// The entry of that key.
    pub fn find(&self, kid: Kid) -> Option<&TrustedKey> {
        let at = self.keys.binary_search_by_key(&kid, |entry| entry.key.kid()).ok()?;
        self.keys.get(at)
    }

    /// Every entry, ascending by kid.
    pub fn keys(&self) -> &[TrustedKey] {
        &self.keys
    }

    /// Whether `today` lies after the last day of use.
    pub fn stale_on(&self, today: &Day) -> bool {
        *today > self.expires
    }
}

/// One entry; `None` when its type of key is known but not supported.
fn read_key(index: usize, entry: &Value) -> Result<Option<TrustedKey>, TrustError> {
    let shape = TrustError::Shape;
    let path = format!("/keys/{index}");
    let known = ["kid", "jwk", "name", "unit", "roles", "status", "since"];
    let members = Members::read(entry, path, &known).map_err(shape)?;
    let kid = members.word("kid", "an RFC 7638 thumbprint", Kid::read).map_err(shape)?;
    let mut roles = Vec::new();
    for (i, role) in members.array("roles", 1, Role::ALL.len()).map_err(shape)?.iter().enumerate() {
        let read = match role {
            Value::Str(word) => Role::from_word(word),
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Array(_) | Value::Object(_) => None,
        };
        let fault = || ShapeFault::NotAllowed { expected: "a role", found: role.type_name().to_owned() };
        roles.push(read.ok_or_else(|| shape(ShapeError::new(format!("{}/{i}", members.path("roles")), fault())))?);
    }
    let name = members.text("name", NAME_CHARS_MAX).map_err(shape)?.to_owned();
    let unit = members.text("unit", NAME_CHARS_MAX).map_err(shape)?.to_owned();
    let status = members.word("status", "active, revoked or expired", KeyStatus::from_word).map_err(shape)?;
    let since = members.word("since", "a day such as 2026-03-01", Day::read).map_err(shape)?;
    let key = match PublicKey::from_jwk(members.value("jwk").map_err(shape)?, &members.path("jwk")) {
        Ok(key) if key.kid() == kid => key,
        Ok(key) => {
            let error = JwkError::KidMismatch { path: members.path("kid"), computed: key.kid() };
            return Err(TrustError::Key { index, error });
        }
        Err(JwkError::NotSupported { .. }) => return Ok(None),
        Err(error) => return Err(TrustError::Key { index, error }),
    };
    Ok(Some(TrustedKey { key, name, unit, roles, status, since }))
}
