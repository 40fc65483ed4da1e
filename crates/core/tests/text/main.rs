//! What people read, in both languages: sentences, figures, demands, and the punctuation they are shown with.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod errors;
mod files;
mod findings;
mod maker;
mod office;
mod wide;
mod words;
