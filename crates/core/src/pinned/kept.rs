//! What a place that verifies remembers of the offices it believes, `zicha-pins/1`: the thumbprints that a person
//! compared with paper, and for each office the newest list accepted. All of it is public; none of it is a key.
//!
//! Where it is kept (a browser's storage, a file) is the caller's business.

use super::{PINS_MAX, Pinned, PinnedError, Pins, Seen, claim, open};
use crate::canonical::{JsonError, Members, ShapeError, ShapeFault, Value, parse, to_bytes};
use crate::digest::{from_hex, hex};
use crate::sign::{Day, Kid, NAME_CHARS_MAX};

/// The `schema` of what is kept.
pub const KEPT_SCHEMA: &str = "zicha-pins/1";

/// Most offices whose newest list is remembered; the one remembered longest gives way.
pub const OFFICES_MAX: usize = 8;

/// A thumbprint that a person compared with paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPin {
    pub kid: Kid,
    /// The office, as the list said that was open when the thumbprint was compared.
    pub office: String,
    /// The day it was compared.
    pub since: Day,
}

/// Pins and what was seen. At most [`PINS_MAX`] pins, each thumbprint once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    pins: Vec<KeptPin>,
    /// The newest list of each office by its name, the one accepted last at the end.
    seen: Vec<(String, Seen)>,
}

/// Why a kept text is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeptError {
    Json(JsonError),
    Shape(ShapeError),
}

impl Kept {
    /// Reads what [`Kept::to_bytes`] wrote.
    ///
    /// # Errors
    /// See [`KeptError`].
    pub fn read(text: &[u8]) -> Result<Kept, KeptError> {
        const KID: &str = "an RFC 7638 thumbprint";
        let shape = KeptError::Shape;
        let value = parse(text).map_err(KeptError::Json)?;
        let members = Members::read(&value, "", &["schema", "pins", "seen"]).map_err(shape)?;
        members.word("schema", KEPT_SCHEMA, |word| (word == KEPT_SCHEMA).then_some(())).map_err(shape)?;
        let mut kept = Kept::default();
        for (index, entry) in members.array("pins", 0, PINS_MAX).map_err(shape)?.iter().enumerate() {
            let path = format!("/pins/{index}");
            let it = Members::read(entry, path.clone(), &["kid", "office", "since"]).map_err(shape)?;
            let pin = KeptPin {
                kid: it.word("kid", KID, Kid::read).map_err(shape)?,
                office: it.text("office", NAME_CHARS_MAX).map_err(shape)?.to_owned(),
                since: it.word("since", "a day such as 2026-03-01", Day::read).map_err(shape)?,
            };
            if kept.pin(pin.kid).is_some() {
                let fault = ShapeFault::NotAllowed { expected: "each thumbprint once", found: pin.kid.to_string() };
                return Err(shape(ShapeError::new(path, fault)));
            }
            kept.pins.push(pin);
        }
        for (index, entry) in members.array("seen", 0, OFFICES_MAX).map_err(shape)?.iter().enumerate() {
            let it = Members::read(entry, format!("/seen/{index}"), &["office", "seq", "sha-256"]).map_err(shape)?;
            let office = it.text("office", NAME_CHARS_MAX).map_err(shape)?.to_owned();
            let sha256 = it.word("sha-256", "64 lower-case hexadecimal digits", from_hex).map_err(shape)?;
            kept.seen.push((office, Seen { seq: it.int("seq").map_err(shape)?, sha256 }));
        }
        Ok(kept)
    }

    /// The text to keep.
    pub fn to_bytes(&self) -> Vec<u8> {
        let pin = |it: &KeptPin| {
            Value::object([
                ("kid", Value::Str(it.kid.to_string())),
                ("office", Value::text(&it.office)),
                ("since", Value::text(it.since.as_str())),
            ])
        };
        let seen = |(office, it): &(String, Seen)| {
            Value::object([
                ("office", Value::text(office)),
                ("seq", Value::Int(it.seq)),
                ("sha-256", Value::Str(hex(&it.sha256))),
            ])
        };
        to_bytes(&Value::object([
            ("schema", Value::text(KEPT_SCHEMA)),
            ("pins", Value::Array(self.pins.iter().map(pin).collect())),
            ("seen", Value::Array(self.seen.iter().map(seen).collect())),
        ]))
    }

    /// The pins, in the order in which they came.
    pub fn pins(&self) -> &[KeptPin] {
        &self.pins
    }

    /// The pin of that thumbprint.
    pub fn pin(&self, kid: Kid) -> Option<&KeptPin> {
        self.pins.iter().find(|it| it.kid == kid)
    }

    /// The newest list accepted of the office of that name.
    pub fn seen(&self, office: &str) -> Option<&Seen> {
        self.seen.iter().find(|(name, _)| name == office).map(|(_, seen)| seen)
    }

    /// With one more pin, or the same one anew; none where [`PINS_MAX`] others are there.
    pub fn with(&self, pin: KeptPin) -> Option<Kept> {
        let mut next = self.clone();
        next.pins.retain(|it| it.kid != pin.kid);
        if next.pins.len() >= PINS_MAX {
            return None;
        }
        next.pins.push(pin);
        Some(next)
    }

    /// Without that pin. The office it named may begin its numbers anew unless another pin names it too.
    pub fn without(&self, kid: Kid) -> Kept {
        let mut next = self.clone();
        next.pins.retain(|it| it.kid != kid);
        if let Some(gone) = self.pin(kid).filter(|gone| next.pins.iter().all(|it| it.office != gone.office)) {
            next.seen.retain(|(office, _)| *office != gone.office);
        }
        next
    }

    /// Remembers an accepted list.
    pub fn saw(&self, pinned: &Pinned) -> Kept {
        let mut next = self.clone();
        let office = &pinned.list().office;
        next.seen.retain(|(name, _)| name != office);
        if next.seen.len() >= OFFICES_MAX {
            next.seen.remove(0);
        }
        next.seen.push((office.clone(), pinned.seen()));
        next
    }

    /// Opens a signed list by these pins and those in `more`, not below the newest list of its office.
    ///
    /// # Errors
    /// See [`PinnedError`]; without any pin, [`PinnedError::NotPinned`] for a sound list.
    pub fn open(&self, file: &[u8], more: &[Kid]) -> Result<Pinned, PinnedError> {
        let claimed = claim(file)?;
        let kids = more.iter().copied().chain(self.pins.iter().map(|it| it.kid));
        // Those given beside the kept ones come first: they stand in the page or in the person's hand.
        let mut first: Vec<Kid> = Vec::with_capacity(PINS_MAX);
        for kid in kids {
            if first.len() < PINS_MAX && !first.contains(&kid) {
                first.push(kid);
            }
        }
        match Pins::new(&first) {
            Some(pins) => open(file, &pins, self.seen(&claimed.list().office)),
            None => Err(PinnedError::NotPinned { signers: claimed.signers().iter().map(|(kid, _)| *kid).collect() }),
        }
    }
}
