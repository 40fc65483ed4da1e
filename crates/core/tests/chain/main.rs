//! Sign-offs from hand to hand: policy, receipts, the office's ledger, packages, changes after signing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod changed;
mod desk;
mod exceptions;
mod handed_on;
mod ledger;
mod maker;
mod packages;
mod policy;
