//! Canonical JSON: a strict reader and the one way to write a value as bytes.
//!
//! The bytes are RFC 8785 (JCS) over a narrow profile, so that what is signed has one spelling and
//! `jq -cS` or Python's sorted dumps write the same. The profile: UTF-8 with at most one BOM in
//! front, no duplicate keys, keys of printable ASCII, integers of at most 2^53 − 1 without `-0`,
//! `.` or `e` (decimals are strings), no lone surrogates, at most [`DEPTH_MAX`] levels and
//! [`BYTES_MAX`] bytes, nothing after the value, and no invisible or direction-turning characters
//! (see [`Forbidden`]). Nothing is normalised: text is kept exactly as it was typed.
//!
//! This is not a general JSON library. Files an office writes are read from a parsed [`Value`] by
//! [`wire::read`], those whose trust depends on being exactly what they say by [`Members`].
//! Read next: `parse.rs`, `write.rs`, `members.rs`, `wire.rs`.

mod chars;
mod error;
mod members;
mod parse;
mod strings;
pub mod wire;
mod write;

pub use chars::{Forbidden, forbidden};
pub use error::{FileKind, JsonError, JsonFault};
pub use members::{Members, ShapeError, ShapeFault};
pub use parse::parse;
pub(crate) use strings::is_clean;
pub use write::{to_bytes, to_pretty};
pub(crate) use write::{to_bytes_about, write_int};

/// The largest file that is read, in bytes, BOM included.
pub const BYTES_MAX: usize = 8 * 1024 * 1024;

/// The deepest nesting of arrays and objects that is read; a bare `[]` is one level.
pub const DEPTH_MAX: usize = 32;

/// The largest integer, and minus the smallest: 2^53 − 1, exact in every JSON reader (RFC 7493 §2.2).
pub const INT_MAX: i64 = 9_007_199_254_740_991;

/// One JSON value of the profile. What [`parse`] returns always fits the profile; a value put
/// together in code fits when [`parse`] takes its [`to_bytes`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Null,
    Bool(bool),
    /// |n| ≤ [`INT_MAX`].
    Int(i64),
    Str(String),
    Array(Vec<Value>),
    Object(Object),
}

impl Value {
    /// A string value.
    pub fn text(text: impl Into<String>) -> Value {
        Value::Str(text.into())
    }

    /// An object of the given members; of two with the same key the later one stays.
    pub fn object<K: Into<String>>(members: impl IntoIterator<Item = (K, Value)>) -> Value {
        let mut all = Vec::new();
        for (key, value) in members {
            all.push((key.into(), value));
        }
        Value::Object(Object::put(all))
    }

    /// The member `key` when this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Value> {
        match self {
            Value::Object(object) => object.get(key),
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Str(_) | Value::Array(_) => None,
        }
    }

    /// Overwrites every string, for values that held a secret.
    pub(crate) fn wipe(self) {
        match self {
            Value::Null | Value::Bool(_) | Value::Int(_) => {}
            Value::Str(mut text) => zeroize::Zeroize::zeroize(&mut text),
            Value::Array(items) => items.into_iter().for_each(Value::wipe),
            Value::Object(object) => object.members.into_iter().for_each(|(_, value)| value.wipe()),
        }
    }

    /// The JSON word for this type: `null`, `boolean`, `integer`, `string`, `array` or `object`.
    pub fn type_name(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Int(_) => "integer",
            Value::Str(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        }
    }
}

/// The members of an object in the order of RFC 8785 §3.2.3, which for printable ASCII keys is byte order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Object {
    /// Strictly ascending by key.
    members: Vec<(String, Value)>,
}

impl Object {
    /// The value under `key`.
    pub fn get(&self, key: &str) -> Option<&Value> {
        let at = self.members.binary_search_by(|(k, _)| k.as_str().cmp(key)).ok()?;
        self.members.get(at).map(|(_, value)| value)
    }

    /// Key and value, ascending by key.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Value)> {
        self.members.iter().map(|(k, v)| (k.as_str(), v))
    }

    /// How many members.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Takes the member `key` out.
    pub fn take(&mut self, key: &str) -> Option<Value> {
        let at = self.members.binary_search_by(|(k, _)| k.as_str().cmp(key)).ok()?;
        Some(self.members.remove(at).1)
    }

    /// Puts a member in, in the place of one of the same key.
    pub(crate) fn set(&mut self, key: &str, value: Value) {
        match self.members.binary_search_by(|(known, _)| known.as_str().cmp(key)) {
            Ok(at) => self.members[at].1 = value,
            Err(at) => self.members.insert(at, (key.to_owned(), value)),
        }
    }

    /// The value under `key`, to change it.
    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        let at = self.members.binary_search_by(|(known, _)| known.as_str().cmp(key)).ok()?;
        self.members.get_mut(at).map(|(_, value)| value)
    }

    /// Members put together in code: of two with the same key the later one stays.
    fn put(members: Vec<(String, Value)>) -> Object {
        let mut sorted: Vec<(String, Value)> = Vec::with_capacity(members.len());
        for (key, value) in members {
            // Most come in order, so most go to the end.
            match sorted.binary_search_by(|(known, _)| known.as_str().cmp(&key)) {
                Ok(at) => sorted[at].1 = value,
                Err(at) => sorted.insert(at, (key, value)),
            }
        }
        Object { members: sorted }
    }

    /// Sorts members read from a file; a key that came twice is given back.
    fn sorted(mut members: Vec<(String, Value)>) -> Result<Object, String> {
        if !members.is_sorted_by(|a, b| a.0 < b.0) {
            members.sort_by(|a, b| a.0.cmp(&b.0));
            if let Some(pair) = members.array_windows().find(|[a, b]| a.0 == b.0) {
                return Err(pair[0].0.clone());
            }
        }
        Ok(Object { members })
    }
}
