//! The rules of zicha, and nothing else: what a catalogue demands, what an answer means, whether it is
//! enough, and how a report is signed and verified.
//!
//! No input or output, no clock, no chance, no floats: bytes, the day, seeds and nonces are arguments.
//! Nothing here panics on any input: a bad answer is a `Finding`, a bad file an `Err`.
//! The modules stand in reading order; each uses only those above it, except that `catalogue::wire`
//! is a leaf of plain shapes whose small enums serve everywhere.
#![forbid(unsafe_code)]
#![deny(clippy::float_arithmetic, clippy::disallowed_methods, clippy::disallowed_types)]

pub mod decimal;

pub mod date;

pub mod canonical;

pub mod digest;

pub mod calendar;

pub mod finding;

pub mod answer;

pub mod kind;

pub mod catalogue;

pub mod profile;

pub mod unit;

pub mod judge;

pub mod text;

pub mod score;

pub mod session;

pub mod sieve;

pub mod find;

pub mod block;

pub mod concordance;

pub mod narrative;

pub mod record;

pub mod draft;

pub mod sign;

pub mod keyfile;

pub mod trust;

pub mod envelope;

pub mod pinned;

pub mod enrolment;

pub mod report;

pub mod changes;

pub mod verify;

pub mod exceptions;

pub mod countersign;

pub mod returned;

pub mod package;

pub mod ledger;
