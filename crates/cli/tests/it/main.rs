//! The built program, run as people and scripts run it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod answers;
mod assess;
mod broken;
mod catalogue;
mod docs;
mod help;
mod keys;
mod lint;
mod narrate;
mod office;
mod packages;
mod pages;
mod profile;
mod refer;
mod returns;
mod signers;
mod signing;
mod tool;
