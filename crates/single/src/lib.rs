//! The page as one file: its parts as text, what an office puts into its own edition, and the shell around the sealed
//! one. Used by what builds the page and by the program, so that an office needs no build.
//!
//! Not here: staging, wasm and scripts; those are crates/xtask. Reading order: `page`, `pack`, `data`, `office`, `sealed`.

pub mod page;

pub mod pack;

pub mod data;

pub mod office;

pub mod sealed;

/// A failure, as the sentence a person reads.
pub type Result<T = ()> = std::result::Result<T, String>;
