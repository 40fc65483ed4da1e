//! What a file is: a report to verify, or something else that people pick by mistake and that
//! deserves its own sentence.

use crate::state::Shelf;
use crate::words::Verify;
use zicha_core::canonical::{self, Value};
use zicha_core::trust::{TRUST_SCHEMA, TrustList};
use zicha_core::verify::{self, Reason, Verification};
use zicha_core::{catalogue, draft};

/// What came of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A report, or what claims to be one.
    Checked(Box<Verification>),
    Foreign(Foreign),
    /// Larger than `limit` bytes; not read.
    TooLarge {
        limit: u64,
    },
    Unreadable,
}

/// Another file than a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    Empty,
    Draft,
    Key,
    Catalogue,
    Calendar,
    Trust,
    /// Word, Excel or a zip archive.
    Office,
    Pdf,
}

impl Foreign {
    /// What to tell the person.
    pub fn sentence(self, words: &Verify) -> &'static str {
        match self {
            Foreign::Empty => words.is_empty,
            Foreign::Draft => words.is_draft,
            Foreign::Key => words.is_key,
            Foreign::Catalogue => words.is_catalogue,
            Foreign::Calendar => words.is_calendar,
            Foreign::Trust => words.is_trust,
            Foreign::Office => words.is_office,
            Foreign::Pdf => words.is_pdf,
        }
    }
}

/// Verifies the bytes of a file.
pub fn check(bytes: &[u8], shelf: &Shelf, trust: Option<&TrustList>) -> Found {
    let verified = || {
        let (catalogues, calendars) = (&shelf.open(), &shelf.calendars);
        verify::verify(bytes, &verify::Shelf { catalogues, calendars, trust, received: None })
    };
    let mut found = verified();
    // A catalogue is read when the first report asks for it.
    let wanted = found.reasons.iter().find_map(|reason| {
        let (Reason::UnknownCatalogue { id, .. } | Reason::OtherCatalogue { id, .. }) = reason else { return None };
        Some(id.as_str())
    });
    let read = |id: &str| shelf.books.iter().filter(|it| it.head.id == id && it.catalogue().is_some()).count();
    if wanted.is_some_and(|id| read(id) > 0) {
        found = verified();
    }
    let unopened = found.reasons.iter().any(|reason| matches!(reason, Reason::File(_)));
    match foreign(bytes).filter(|_| unopened) {
        Some(foreign) => Found::Foreign(foreign),
        None => Found::Checked(Box::new(found)),
    }
}

/// Something known that is no report; `None` for reports and for what is not known.
fn foreign(bytes: &[u8]) -> Option<Foreign> {
    /// Zip (and with it docx, xlsx), and the compound files of old Word and Excel.
    const OFFICE: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0"];
    if bytes.is_empty() {
        return Some(Foreign::Empty);
    }
    if OFFICE.iter().any(|magic| bytes.starts_with(magic)) {
        return Some(Foreign::Office);
    }
    if bytes.starts_with(b"%PDF") {
        return Some(Foreign::Pdf);
    }
    let value = canonical::parse(bytes).ok()?;
    let text = |key: &str| match value.get(key) {
        Some(Value::Str(text)) => text.as_str(),
        Some(_) | None => "",
    };
    match (text("format"), text("schema")) {
        (draft::FORMAT, _) => Some(Foreign::Draft),
        (catalogue::wire::FORMAT, _) => Some(Foreign::Catalogue),
        (format, _) if format.starts_with("zicha-calendar/") => Some(Foreign::Calendar),
        (_, TRUST_SCHEMA) => Some(Foreign::Trust),
        _ => (value.get("protected").is_some() && value.get("encrypted_key").is_some()).then_some(Foreign::Key),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zicha_core::verify::Outcome;

    #[track_caller]
    fn known(bytes: &[u8], want: Foreign) {
        assert_eq!(check(bytes, &Shelf::default(), None), Found::Foreign(want));
    }

    /// The stable word of what is wrong with a file that claims to be ours.
    #[track_caller]
    fn broken(bytes: &[u8], want: &str) {
        let Found::Checked(found) = check(bytes, &Shelf::default(), None) else {
            unreachable!("{want}: taken for another kind of file");
        };
        assert_eq!(found.outcome, Outcome::Invalid);
        assert_eq!(found.reasons.iter().map(Reason::code).collect::<Vec<_>>(), [want]);
    }

    #[test]
    fn what_people_pick_by_mistake_is_named() {
        known(b"", Foreign::Empty);
        known(b"PK\x03\x04rest", Foreign::Office);
        known(b"\xD0\xCF\x11\xE0rest", Foreign::Office);
        known(b"%PDF-1.7", Foreign::Pdf);
        known(br#"{"format":"zicha-draft/1"}"#, Foreign::Draft);
        known(br#"{"protected":"x","encrypted_key":"y"}"#, Foreign::Key);
        known(br#"{"schema":"zicha-trust/1"}"#, Foreign::Trust);
        known(include_bytes!("../../../assets/catalogues/hongqiao-2020.json"), Foreign::Catalogue);
        known(include_bytes!("../../../assets/calendars/cn-mainland.json"), Foreign::Calendar);
    }

    #[test]
    fn each_way_of_being_broken_has_its_own_word() {
        broken(br#"{"report":{"a":1"#, "unexpected-end");
        broken(br#"{"report":{},"report":{}}"#, "duplicate-key");
        broken(b"hello", "unexpected-character");
        broken(b"{\"report\":\"\xC4\xE3\"}", "not-utf8");
        broken(&vec![b' '; canonical::BYTES_MAX + 1], "too-large");
        broken(format!("{}{}", "[".repeat(40), "]".repeat(40)).as_bytes(), "too-deep");
        broken(br#"{"name":"package"}"#, "foreign-file");
    }
}
