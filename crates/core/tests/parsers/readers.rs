//! The table of readers. A new one stands here, or in THROUGH with the one that calls it.

use zicha_core::calendar::WorkCalendar;
use zicha_core::canonical::{self, Value};
use zicha_core::catalogue::{self, Catalogue};
use zicha_core::date::PartialDate;
use zicha_core::envelope::{self, Against};
use zicha_core::ledger::Ledger;
use zicha_core::pinned::{self, Kept, Pins};
use zicha_core::sign::{self, Day, Header, Kid, Moment, PublicKey, Receipt, Statement};
use zicha_core::trust::TrustList;
use zicha_core::verify::{self, Shelf};
use zicha_core::{
    block, changes, concordance, date, decimal, digest, draft, enrolment, keyfile, package, profile, report, returned,
    unit,
};

use crate::maker;

/// A reader's name, as file and function, and how it is called with any bytes.
pub type Reader = (&'static str, fn(&[u8]));

/// Longest date list read here.
const LINES_MAX: usize = 1_000;

pub const READERS: &[Reader] = &[
    ("canonical/parse.rs::parse", |b| done(canonical::parse(b))),
    ("canonical/members.rs::read", |b| with_value(b, |it| done(canonical::Members::read(it, "", &["schema"])))),
    ("calendar.rs::from_json", |b| done(WorkCalendar::from_json(b))),
    ("catalogue/mod.rs::read", |b| done(Catalogue::read(b))),
    ("catalogue/mod.rs::read_shipped", |b| done(Catalogue::read_shipped(b))),
    ("catalogue/lint.rs::read_file", |b| done(catalogue::lint::read_file(b))),
    ("concordance/mod.rs::read", |b| done(concordance::read(b))),
    ("profile.rs::read", |b| done(profile::read(b))),
    ("block.rs::read", |b| with_text(b, |it| done(block::read(it)))),
    ("draft.rs::read", |b| done(draft::read(b))),
    ("returned.rs::read", |b| done(returned::read(b))),
    ("report.rs::read", |b| with_value(b, |it| done(report::read(it)))),
    ("envelope/open.rs::open", |b| done(envelope::open(b).map(|it| envelope::check(&it, &Against::default()).is_ok()))),
    ("enrolment/mod.rs::open", |b| done(enrolment::open(b))),
    ("enrolment/mod.rs::read", |b| with_value(b, |it| done(enrolment::Enrolment::read(it)))),
    ("package.rs::open", |b| done(package::open(b, &Against::default()))),
    ("package.rs::read", |b| with_value(b, |it| done(package::read(it)))),
    ("trust.rs::read", |b| done(TrustList::read(b))),
    ("trust.rs::from_value", |b| with_value(b, |it| done(TrustList::from_value(it)))),
    ("pinned.rs::open", |b| done(pinned::open(b, &pins(), None))),
    ("pinned.rs::claimed_signers", |b| done(pinned::claimed_signers(b))),
    ("pinned/kept.rs::read", |b| done(Kept::read(b))),
    ("pinned/kept.rs::open", |b| done(Kept::default().open(b, &[maker::key(maker::AT_OFFICE).kid()]))),
    ("ledger.rs::read", |b| done(Ledger::read(b))),
    ("keyfile.rs::look", |b| done(keyfile::look(b))),
    ("changes.rs::compare", |b| done((changes::compare(b, b), changes::compare(&maker::report_file(), b)))),
    ("changes.rs::catalogue_id", |b| done(changes::catalogue_id(b))),
    ("verify.rs::verify", |b| done(verify::verify(b, &Shelf::default()))),
    ("verify.rs with catalogue and list", |b| done(maker::verify_with(b, Some(&maker::trust()), None))),
    ("sign/der.rs::signature_from_der", |b| done(sign::signature_from_der(b))),
    ("sign/key.rs::read", |b| with_text(b, |it| done(Kid::read(it)))),
    ("sign/key.rs::from_jwk", |b| with_value(b, |it| done(PublicKey::from_jwk(it, "")))),
    ("sign/jws.rs::read", |b| with_text(b, |it| done(Header::read(it)))),
    ("sign/jws.rs::read_signature", |b| with_text(b, |it| done(sign::read_signature(it)))),
    ("sign/statement.rs::read", |b| with_value(b, |it| done(Statement::read(it, "")))),
    ("sign/receipt.rs::read", |b| with_value(b, |it| done(Receipt::read(it, "")))),
    ("sign/moment.rs::read", |b| with_text(b, |it| done((Moment::read(it), Day::read(it))))),
    ("digest.rs::read_fingerprint", |b| with_text(b, |it| done((digest::read_fingerprint(it), digest::from_hex(it))))),
    ("digest/typed.rs::compare_typed", |b| with_text(b, |it| done(digest::compare_typed(it, &[7; 32])))),
    ("date/read.rs::read", |b| with_text(b, |it| done((date::read(it, None), date::read(it, Some(2020)))))),
    ("date/read.rs::read_list", |b| with_text(b, |it| done(date::read_list(it, Some(2020))))),
    ("date/pairs.rs::read_pairs", |b| with_text(b, |it| done(date::read_pairs(it, Some(2020), LINES_MAX)))),
    ("date/partial.rs::parse", |b| with_text(b, |it| done(PartialDate::parse(it)))),
    ("decimal/read.rs::read", |b| with_text(b, |it| done(decimal::read(it)))),
    ("decimal/read.rs::read_count", |b| with_text(b, |it| done(decimal::read_count(it)))),
    ("unit.rs::resolve", |b| with_text(b, |it| done(unit::resolve(&maker::catalogue(), it)))),
    ("slots of every input, by a session", |b| with_text(b, type_everywhere)),
];

/// Readers that others of the table call, or whose slow part has tests of its own.
pub const THROUGH: &[(&str, &str)] = &[
    ("answer/read.rs::read", "a session"),
    ("canonical/wire.rs::read", "Catalogue::read, profile::read"),
    ("calendar/wire.rs::read", "WorkCalendar::from_json"),
    ("keyfile.rs::open", "look reads all that needs no passphrase; tests/keyfile.rs opens damaged files"),
    ("ledger/desk.rs::look", "verify, and the ledger by its own reader"),
    ("ledger/line.rs::read", "Ledger::read"),
    ("ledger/line.rs::read_head", "Ledger::read"),
    ("sign/ed25519.rs::read", "PublicKey::from_jwk"),
    ("sign/sm2.rs::read", "PublicKey::from_jwk"),
];

/// What was read is looked at by nobody.
fn done<T>(read: T) {
    std::hint::black_box(read);
}

fn pins() -> Pins {
    Pins::new(&[maker::key(maker::AT_OFFICE).kid()]).unwrap()
}

fn with_text(bytes: &[u8], read: impl Fn(&str)) {
    read(&String::from_utf8_lossy(bytes));
}

/// Readers of a value get what the strict parser makes of the bytes, and else the whole as one text.
fn with_value(bytes: &[u8], read: impl Fn(&Value)) {
    match canonical::parse(bytes) {
        Ok(value) => {
            read(&value);
            // What stands one level further in is what most of them read.
            for inner in ["report", "trust", "enrolment", "catalogue", "statement"] {
                value.get(inner).into_iter().for_each(&read);
            }
        }
        Err(_) => read(&Value::text(String::from_utf8_lossy(bytes))),
    }
}

fn type_everywhere(text: &str) {
    use zicha_core::session::Edit;
    /// A slot takes no more than some thousand characters; the reader says so before it reads.
    const CHARS_MAX: usize = 20_000;
    let text: String = text.chars().take(CHARS_MAX).collect();
    let session = crate::seeds::of_every_input();
    let slots = session.row(0).map_or(0, |row| row.answer.slots.len());
    for slot in 0..slots {
        done(session.edit(0, Edit::Slot { slot, text: text.clone() }));
    }
}
