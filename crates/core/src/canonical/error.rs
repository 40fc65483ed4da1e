//! What can be wrong with a JSON text, and where. Codes and fields only: sentences for people are
//! written in `text`. Read next: `parse.rs`.

use super::Forbidden;

/// A JSON text that is not in the profile: the first fault found, and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonError {
    pub fault: JsonFault,
    /// Bytes before the fault, counted from the start of the file, BOM included.
    pub offset: usize,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// JSON Pointer (RFC 6901) of the value being read; empty at the root.
    pub path: String,
}

impl JsonError {
    /// The fault's stable word.
    pub fn code(&self) -> &'static str {
        self.fault.code()
    }
}

/// What people choose by mistake instead of a file of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Word, Excel, WPS, or a compressed folder.
    Office,
    Pdf,
    Picture,
    /// A web page.
    Page,
}

impl FileKind {
    /// By the signatures that these files begin with.
    pub(super) fn of(file: &[u8]) -> Option<FileKind> {
        const KNOWN: [(&[u8], FileKind); 9] = [
            (b"PK\x03\x04", FileKind::Office),
            (b"\xD0\xCF\x11\xE0", FileKind::Office),
            (b"Rar!", FileKind::Office),
            (b"%PDF", FileKind::Pdf),
            (b"\x89PNG", FileKind::Picture),
            (b"\xFF\xD8\xFF", FileKind::Picture),
            (b"GIF8", FileKind::Picture),
            (b"<!", FileKind::Page),
            (b"<html", FileKind::Page),
        ];
        let text = file.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(file).trim_ascii_start();
        KNOWN.into_iter().find(|(start, _)| text.starts_with(start)).map(|(_, kind)| kind)
    }
}

/// One variant per cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JsonFault {
    /// More than [`super::BYTES_MAX`] bytes; none was read.
    TooLarge { bytes: usize },
    /// No JSON at all, by its first bytes.
    OtherFile { kind: FileKind },
    /// Not UTF-8 (often GBK, saved by another program).
    NotUtf8,
    /// Nothing but space.
    Empty,
    /// The text ends inside a value: cut off.
    UnexpectedEnd,
    /// A character that cannot stand here.
    Unexpected { found: char },
    /// Something after the value.
    TrailingData,
    /// A key that this object already has.
    DuplicateKey { key: String },
    /// A key with a character outside U+0020–U+007E.
    KeyNotAscii,
    /// More than 2^53 − 1 away from zero.
    NumberTooLarge,
    /// `-0`.
    NegativeZero,
    /// A number with leading zeros.
    LeadingZero,
    /// A number with a decimal point; decimals are written as strings.
    Fraction,
    /// A number with an exponent.
    Exponent,
    /// `\uD800`–`\uDFFF` without its other half.
    LoneSurrogate,
    /// A backslash followed by something JSON does not know.
    BadEscape,
    /// A control character that JSON wants escaped, such as a raw line feed in a string.
    RawControl,
    /// See [`Forbidden`].
    ForbiddenCharacter { character: char, why: Forbidden },
    /// More than [`super::DEPTH_MAX`] levels.
    TooDeep,
}

impl JsonFault {
    /// A stable word for tables, tests and `--json` output.
    pub const fn code(&self) -> &'static str {
        match self {
            JsonFault::TooLarge { .. } => "too-large",
            JsonFault::OtherFile { .. } => "other-file",
            JsonFault::NotUtf8 => "not-utf8",
            JsonFault::Empty => "empty",
            JsonFault::UnexpectedEnd => "unexpected-end",
            JsonFault::Unexpected { .. } => "unexpected-character",
            JsonFault::TrailingData => "trailing-data",
            JsonFault::DuplicateKey { .. } => "duplicate-key",
            JsonFault::KeyNotAscii => "key-not-ascii",
            JsonFault::NumberTooLarge => "number-too-large",
            JsonFault::NegativeZero => "negative-zero",
            JsonFault::LeadingZero => "leading-zero",
            JsonFault::Fraction => "fraction",
            JsonFault::Exponent => "exponent",
            JsonFault::LoneSurrogate => "lone-surrogate",
            JsonFault::BadEscape => "bad-escape",
            JsonFault::RawControl => "raw-control",
            JsonFault::ForbiddenCharacter { .. } => "forbidden-character",
            JsonFault::TooDeep => "too-deep",
        }
    }
}
