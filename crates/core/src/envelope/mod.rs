//! The signed file: one content member, the sign-offs over it, and the keys they may be tried with.
//!
//! `{"report":{…},"signatures":[{"statement","protected","signature"}…],"keys":[jwk…]}`; the same
//! for every [`ContentKind`]. [`open`] reads a file strictly but believes nothing; [`check`] goes
//! through the signatures and gives out a [`Checked`], whose canonical bytes are all that later
//! steps may read; [`seal`] and [`add_signature`] write.
//!
//! Not here: what the content means (catalogue digest, verdicts, period and unit), which is for
//! `verify` to settle on top of a [`Checked`]. Reading order: `open`, `check`, `policy`, `seal`.

mod check;
mod open;
mod policy;
mod seal;

pub use crate::sign::ContentKind;
pub(crate) use check::lone;
pub use check::{Against, Checked, Holder, Outcome, Reason, Refused, SignatureFinding, check};
pub use open::{Entry, Envelope, EnvelopeError, KEYS_MAX, SIGNATURES_MAX, open};
pub use policy::{KeyUse, Policy, PolicyFault};
pub use seal::{Parts, Pending, SealError, add_receipt, add_signature, seal};
