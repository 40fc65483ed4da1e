//! What a file is: a report to verify, a trust list or a ledger to verify by, or something else that people pick by
//! mistake and that deserves its own sentence.

use super::list;
use crate::state::Shelf;
use crate::words::Verify;
use std::rc::Rc;
use zicha_core::canonical::{self, Value};
use zicha_core::envelope;
use zicha_core::ledger::{LINE_BYTES_MAX, Ledger, LedgerError, Line, SCHEMA as LEDGER_SCHEMA};
use zicha_core::sign::Day;
use zicha_core::trust::TrustList;
use zicha_core::verify::{self, Outcome, Reason, Verification};
use zicha_core::{catalogue, draft};

/// What came of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A report, or what claims to be one.
    Checked(Box<Verification>),
    Foreign(Foreign),
    /// A ledger of receipts whose chain is broken.
    Ledger(LedgerError),
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
            Foreign::Office => words.is_office,
            Foreign::Pdf => words.is_pdf,
        }
    }
}

/// A file that is no report and helps to verify reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aid {
    /// To be looked at by `list::consider`.
    Trust,
    Ledger(Result<Rc<Ledger>, LedgerError>),
}

/// Whether a file that was given as a report is something to verify by.
pub fn aid(bytes: &[u8]) -> Option<Aid> {
    let first = bytes.split_inclusive(|byte| *byte == b'\n').next().filter(|line| line.len() <= LINE_BYTES_MAX);
    let head = first.and_then(|line| canonical::parse(line).ok());
    if matches!(head.as_ref().and_then(|it| it.get("schema")), Some(Value::Str(schema)) if schema == LEDGER_SCHEMA) {
        return Some(Aid::Ledger(Ledger::read(bytes).map(Rc::new)));
    }
    canonical::parse(bytes).is_ok_and(|value| list::is_one(&value)).then_some(Aid::Trust)
}

/// What a report is held against.
#[derive(Debug, Clone, Copy)]
pub struct Against<'a> {
    pub shelf: &'a Shelf,
    pub trust: Option<&'a TrustList>,
    pub ledger: Option<&'a Ledger>,
}

/// What a ledger knows of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    pub no: i64,
    /// The day of receipt; goes for the judgement only where the ledger's own signature is believed.
    pub day: Option<Day>,
    /// The signature in the ledger's line is trusted by the list in use.
    pub believed: bool,
    /// The receipt in the file and the one in the ledger: word for word the same, or not. None where the file
    /// bears none.
    pub same: Option<bool>,
}

/// What the ledger says of a report file; none where it does not know it, unless the file bears a receipt.
fn recorded(bytes: &[u8], against: &Against<'_>) -> Option<Recorded> {
    let (ledger, envelope) = (against.ledger?, envelope::open(bytes).ok()?);
    let vouched = ledger.vouched_by(&envelope);
    let line: Option<&Line> = ledger.lines().iter().find(|line| line.report() == envelope.digests());
    match (line, vouched) {
        (Some(line), vouched) => Some(Recorded {
            no: line.no,
            day: line.day(),
            believed: line.signature(against.trust).outcome() == Outcome::Trusted,
            same: vouched.map(|it| it.is_ok()),
        }),
        (None, Some(Ok(no) | Err(no))) => Some(Recorded { no, day: None, believed: false, same: Some(false) }),
        (None, None) => None,
    }
}

/// Verifies the bytes of a file.
pub fn check(bytes: &[u8], against: &Against<'_>) -> (Found, Option<Recorded>) {
    let shelf = against.shelf;
    let recorded = recorded(bytes, against);
    let received = recorded.as_ref().filter(|it| it.believed).and_then(|it| it.day.as_ref());
    let verified = || {
        let (catalogues, calendars) = (&shelf.open(), &shelf.calendars);
        verify::verify(bytes, &verify::Shelf { catalogues, calendars, trust: against.trust, received })
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
        Some(foreign) => (Found::Foreign(foreign), None),
        None => (Found::Checked(Box::new(found)), recorded),
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
    match text("format") {
        draft::FORMAT => Some(Foreign::Draft),
        catalogue::wire::FORMAT => Some(Foreign::Catalogue),
        format if format.starts_with("zicha-calendar/") => Some(Foreign::Calendar),
        _ => (value.get("protected").is_some() && value.get("encrypted_key").is_some()).then_some(Foreign::Key),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::super::list::tests::list as trust_list;
    use super::*;

    #[test]
    fn every_other_file_is_said_to_be_no_report_and_what_to_do() {
        use crate::words::said::{self, every};
        let all = every![
            Foreign::Empty => Foreign::Empty,
            Foreign::Draft => Foreign::Draft,
            Foreign::Key => Foreign::Key,
            Foreign::Catalogue => Foreign::Catalogue,
            Foreign::Calendar => Foreign::Calendar,
            Foreign::Office => Foreign::Office,
            Foreign::Pdf => Foreign::Pdf,
        ];
        said::check(&all, |it, lang| it.sentence(crate::words::of(lang).verify()).to_owned());
    }

    fn sorted(bytes: &[u8]) -> Found {
        check(bytes, &Against { shelf: &Shelf::default(), trust: None, ledger: None }).0
    }

    #[track_caller]
    fn known(bytes: &[u8], want: Foreign) {
        assert_eq!(sorted(bytes), Found::Foreign(want));
    }

    /// The stable word of what is wrong with a file that claims to be ours.
    #[track_caller]
    fn broken(bytes: &[u8], want: &str) {
        let Found::Checked(found) = sorted(bytes) else {
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

    #[test]
    fn lists_and_ledgers_are_recognised_sound_or_not() {
        assert_eq!(aid(&trust_list(1, None)), Some(Aid::Trust));
        assert_eq!(aid(&trust_list(1, Some(9))), Some(Aid::Trust));
        assert_eq!(aid(br#"{"schema":"zicha-trust/1"}"#), Some(Aid::Trust));
        let (_, ledger) = Ledger::begin("区法治办", &Day::read("2026-01-01").unwrap()).unwrap();
        assert!(matches!(aid(&ledger), Some(Aid::Ledger(Ok(_)))));
        let broken = [&ledger[..], b"{}\n"].concat();
        assert!(matches!(aid(&broken), Some(Aid::Ledger(Err(_)))));
        assert_eq!(aid(br#"{"report":{},"signatures":[],"keys":[]}"#), None);
        assert_eq!(aid(b"hello"), None);
    }
}
