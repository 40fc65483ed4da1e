//! Why a typed text is not the number that was asked for.

use std::fmt;

/// Characters of unreadable text an error repeats at most.
const FOUND_CHARS_MAX: usize = 20;

/// Why a text is not a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// Nothing but white space.
    Empty,
    /// Unreadable from the character `at` (counted from 0 in the text as typed).
    NotANumber { at: usize, found: String },
    /// Commas that do not part the number in threes, such as 1,23.
    BadGrouping { at: usize },
    /// More decimals than ten-thousandths hold: 0.12345, 99.975%.
    TooPrecise,
    /// Beyond the range of [`Decimal`].
    OutOfRange,
}

impl ReadError {
    pub(super) fn not_a_number(typed: &[char], at: usize) -> Self {
        let found = typed.iter().skip(at).take(FOUND_CHARS_MAX).collect();
        Self::NotANumber { at, found }
    }
}

/// A sentence for logs and files; what the page says comes from `text`.
impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("no number"),
            Self::NotANumber { at, found } => {
                write!(f, "not a number from character {}: {found}", at + 1)
            }
            Self::BadGrouping { at } => {
                write!(f, "comma at character {} does not part thousands", at + 1)
            }
            Self::TooPrecise => f.write_str("more than four decimals"),
            Self::OutOfRange => f.write_str("number too large"),
        }
    }
}

impl std::error::Error for ReadError {}

/// Why a text is not a count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CountError {
    /// Not a number at all.
    Number(ReadError),
    /// Typed as a percentage where a count is asked.
    Proportion,
    /// 约20, 20余: a count must be exact.
    Approximate,
    /// Below nought.
    Negative,
    /// 1.5 件.
    NotWhole,
    /// Above [`COUNT_MAX`].
    OutOfRange,
}

impl From<ReadError> for CountError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::TooPrecise => Self::NotWhole,
            ReadError::OutOfRange => Self::OutOfRange,
            other @ (ReadError::Empty | ReadError::NotANumber { .. } | ReadError::BadGrouping { .. }) => {
                Self::Number(other)
            }
        }
    }
}
