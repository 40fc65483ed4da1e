//! Reads the members of an object by name, refusing the unknown and the missing, each with its path.
//! For files whose trust depends on being exactly what they say. Read next: `sign::statement`.

use super::{Object, Value};

/// A value of the right JSON but the wrong shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShapeError {
    /// JSON Pointer (RFC 6901) of the value or member at fault.
    pub path: String,
    pub fault: ShapeFault,
}

/// One variant per cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShapeFault {
    /// A member that this object does not have in this format.
    Unknown,
    /// A member that must be there.
    Missing,
    /// Another JSON type; both are words of [`Value::type_name`].
    WrongType { expected: &'static str, found: &'static str },
    /// A string that is not one of the words, or not of the form, allowed here.
    NotAllowed { expected: &'static str, found: String },
    /// More characters or items than allowed.
    TooLong { max: usize },
    /// Fewer items than needed.
    TooShort { min: usize },
}

impl ShapeError {
    /// A fault at `path`.
    pub fn new(path: impl Into<String>, fault: ShapeFault) -> ShapeError {
        ShapeError { path: path.into(), fault }
    }

    /// The same, of a value that was read by itself and stands at `outer`.
    #[cold]
    pub(crate) fn under(mut self, outer: &str) -> ShapeError {
        self.path.insert_str(0, outer);
        self
    }

    /// A stable word for tables, tests and `--json` output.
    pub const fn code(&self) -> &'static str {
        match self.fault {
            ShapeFault::Unknown => "unknown-member",
            ShapeFault::Missing => "missing-member",
            ShapeFault::WrongType { .. } => "wrong-type",
            ShapeFault::NotAllowed { .. } => "not-allowed",
            ShapeFault::TooLong { .. } => "too-long",
            ShapeFault::TooShort { .. } => "too-short",
        }
    }
}

/// An object whose members are all of a known list.
#[derive(Debug, Clone)]
pub struct Members<'a> {
    object: &'a Object,
    path: String,
}

impl<'a> Members<'a> {
    /// Takes `value`, found at `path`, as an object that has no member outside `known`.
    ///
    /// # Errors
    /// [`ShapeFault::WrongType`] and [`ShapeFault::Unknown`].
    pub fn read(value: &'a Value, path: impl Into<String>, known: &[&str]) -> Result<Members<'a>, ShapeError> {
        let path = path.into();
        let Value::Object(object) = value else {
            return Err(wrong_type(path, "object", value));
        };
        match object.iter().find(|(key, _)| !known.contains(key)) {
            Some((key, _)) => Err(ShapeError::new(join(&path, key), ShapeFault::Unknown)),
            None => Ok(Members { object, path }),
        }
    }

    /// All members of an object whose names are not a format's but a catalogue's.
    pub(crate) fn whole(object: &'a Object, path: String) -> Members<'a> {
        Members { object, path }
    }

    /// The JSON Pointer of the member `key`.
    pub fn path(&self, key: &str) -> String {
        join(&self.path, key)
    }

    /// The member `key`, if it is there.
    pub fn find(&self, key: &str) -> Option<&'a Value> {
        self.object.get(key)
    }

    /// The member `key`.
    ///
    /// # Errors
    /// [`ShapeFault::Missing`].
    pub fn value(&self, key: &str) -> Result<&'a Value, ShapeError> {
        self.object.get(key).ok_or_else(|| ShapeError::new(self.path(key), ShapeFault::Missing))
    }

    /// A string of at most `chars_max` characters.
    ///
    /// # Errors
    /// Missing, another type, or too long.
    pub fn text(&self, key: &str, chars_max: usize) -> Result<&'a str, ShapeError> {
        match self.value(key)? {
            Value::Str(text) if text.len() > chars_max && text.chars().count() > chars_max => {
                Err(ShapeError::new(self.path(key), ShapeFault::TooLong { max: chars_max }))
            }
            Value::Str(text) => Ok(text),
            other => Err(wrong_type(self.path(key), "string", other)),
        }
    }

    /// Several strings of at most `chars_max` characters each, into the places given.
    ///
    /// # Errors
    /// Of the first that is missing, of another type, or too long.
    pub fn texts(&self, chars_max: usize, into: &mut [(&str, &mut String)]) -> Result<(), ShapeError> {
        for (key, place) in into {
            self.text(key, chars_max)?.clone_into(place);
        }
        Ok(())
    }

    /// The same, of which any may be absent and is then left as it is.
    ///
    /// # Errors
    /// Of the first that is of another type, or too long.
    pub fn texts_if_there(&self, chars_max: usize, into: &mut [(&str, &mut String)]) -> Result<(), ShapeError> {
        for (key, place) in into {
            if self.find(key).is_some() {
                self.text(key, chars_max)?.clone_into(place);
            }
        }
        Ok(())
    }

    /// An integer.
    ///
    /// # Errors
    /// Missing or another type.
    pub fn int(&self, key: &str) -> Result<i64, ShapeError> {
        match self.value(key)? {
            Value::Int(number) => Ok(*number),
            other => Err(wrong_type(self.path(key), "integer", other)),
        }
    }

    /// An array of `min..=max` items.
    ///
    /// # Errors
    /// Missing, another type, too short or too long.
    pub fn array(&self, key: &str, min: usize, max: usize) -> Result<&'a [Value], ShapeError> {
        match self.value(key)? {
            Value::Array(items) if items.len() < min => {
                Err(ShapeError::new(self.path(key), ShapeFault::TooShort { min }))
            }
            Value::Array(items) if items.len() > max => {
                Err(ShapeError::new(self.path(key), ShapeFault::TooLong { max }))
            }
            Value::Array(items) => Ok(items),
            other => Err(wrong_type(self.path(key), "array", other)),
        }
    }

    /// A string that `read` understands; `expected` says in a word or pattern what it should be.
    ///
    /// # Errors
    /// Missing, another type, or [`ShapeFault::NotAllowed`].
    pub fn word<T>(
        &self,
        key: &str,
        expected: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, ShapeError> {
        /// Longer than any word of a format.
        const WORD_CHARS_MAX: usize = 256;
        let found = self.text(key, WORD_CHARS_MAX)?;
        read(found).ok_or_else(|| self.not_allowed(key, expected, found))
    }

    #[cold]
    fn not_allowed(&self, key: &str, expected: &'static str, found: &str) -> ShapeError {
        ShapeError::new(self.path(key), ShapeFault::NotAllowed { expected, found: found.to_owned() })
    }
}

fn wrong_type(path: String, expected: &'static str, found: &Value) -> ShapeError {
    ShapeError { path, fault: ShapeFault::WrongType { expected, found: found.type_name() } }
}

/// RFC 6901 §3: `~` and `/` inside a key are written `~0` and `~1`.
pub(super) fn join(path: &str, key: &str) -> String {
    format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"))
}
