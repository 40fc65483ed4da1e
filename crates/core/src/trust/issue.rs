//! How an office makes a trust list and changes it. Every change is a new issue with the next `seq`; an
//! entry is never taken out, because older files name it: its status changes instead.

use super::{KEYS_MAX, KeyStatus, TRUST_SCHEMA, TrustError, TrustList, TrustedKey};
use crate::canonical::{INT_MAX, ShapeError, ShapeFault, Value, parse, to_bytes};
use crate::sign::{Day, Kid};

/// Why a list was not changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IssueError {
    /// The list has no such key.
    UnknownKey { kid: Kid },
    /// The status is the one it already has, so there is nothing to issue.
    Unchanged { kid: Kid },
    /// What would be written could not be read again.
    List(TrustError),
}

impl IssueError {
    /// A stable word for tables, tests and `--json` output.
    pub const fn code(&self) -> &'static str {
        match self {
            IssueError::UnknownKey { .. } => "unknown-key",
            IssueError::Unchanged { .. } => "unchanged",
            IssueError::List(error) => error.code(),
        }
    }
}

impl TrustList {
    /// An office's first list, with `seq` 1.
    ///
    /// # Errors
    /// [`IssueError::List`]: a name too long, days reversed, a key twice.
    pub fn first(office: &str, issued: Day, expires: Day, keys: Vec<TrustedKey>) -> Result<TrustList, IssueError> {
        let (office, passed_over) = (office.to_owned(), Vec::new());
        TrustList { office, seq: 1, issued, expires, keys, passed_over }.reread()
    }

    /// The next issue, good until `expires`, otherwise the same.
    ///
    /// # Errors
    /// [`IssueError::List`] when the days are reversed.
    pub fn renewed(&self, issued: Day, expires: Day) -> Result<TrustList, IssueError> {
        let seq = self.seq.saturating_add(1);
        TrustList { seq, issued, expires, ..self.clone() }.reread()
    }

    /// With one more key, or with new particulars of one that is there.
    ///
    /// # Errors
    /// [`IssueError::List`] when the list is full or a name too long.
    pub fn with_key(&self, entry: TrustedKey) -> Result<TrustList, IssueError> {
        let mut list = self.clone();
        list.keys.retain(|known| known.key.kid() != entry.key.kid());
        list.keys.push(entry);
        list.reread()
    }

    /// With another status of a key from that day on.
    ///
    /// # Errors
    /// [`IssueError::UnknownKey`] and [`IssueError::Unchanged`].
    pub fn with_status(&self, kid: Kid, status: KeyStatus, since: Day) -> Result<TrustList, IssueError> {
        let mut list = self.clone();
        let entry = list.keys.iter_mut().find(|entry| entry.key.kid() == kid).ok_or(IssueError::UnknownKey { kid })?;
        if entry.status == status && entry.since == since {
            return Err(IssueError::Unchanged { kid });
        }
        (entry.status, entry.since) = (status, since);
        list.reread()
    }

    /// The content to sign.
    pub fn to_value(&self) -> Value {
        let keys = self.keys.iter().map(TrustedKey::to_value).chain(self.passed_over.iter().cloned());
        Value::object([
            ("schema", Value::text(TRUST_SCHEMA)),
            ("office", Value::text(&self.office)),
            ("seq", Value::Int(self.seq)),
            ("issued", Value::text(self.issued.as_str())),
            ("expires", Value::text(self.expires.as_str())),
            ("keys", Value::Array(keys.collect())),
        ])
    }

    /// Nothing is issued that a reader would refuse.
    fn reread(self) -> Result<TrustList, IssueError> {
        let list = |error| IssueError::List(error);
        if self.seq > INT_MAX || self.keys.len() + self.passed_over.len() > KEYS_MAX {
            let fault = ShapeFault::TooLong { max: KEYS_MAX };
            return Err(list(TrustError::Shape(ShapeError::new("/keys", fault))));
        }
        let value = parse(&to_bytes(&self.to_value())).map_err(|error| list(TrustError::Json(error)))?;
        TrustList::from_value(&value).map_err(list)
    }
}

impl TrustedKey {
    fn to_value(&self) -> Value {
        Value::object([
            ("kid", Value::Str(self.key.kid().to_string())),
            ("jwk", self.key.to_jwk()),
            ("name", Value::text(&self.name)),
            ("unit", Value::text(&self.unit)),
            ("roles", Value::Array(self.roles.iter().map(|role| Value::text(role.word())).collect())),
            ("status", Value::text(self.status.word())),
            ("since", Value::text(self.since.as_str())),
        ])
    }
}
