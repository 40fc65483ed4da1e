//! The rules of zicha, and nothing else.
#![forbid(unsafe_code)]

pub mod decimal;
pub mod date;
pub mod calendar;
pub mod canonical;
pub mod digest;
pub mod sign;
pub mod keyfile;
pub mod trust;
pub mod envelope;
