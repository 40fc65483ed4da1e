//! The rules of zicha, and nothing else.
#![forbid(unsafe_code)]
