//! The narrative report: goldens of whole units, what must hold for every catalogue, and each rule by its cases.
//! `ZICHA_BLESS=1 cargo test -p zicha-core --test narrative` writes the goldens of tests/data/narrative anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod maker;
mod whole;
mod words;
