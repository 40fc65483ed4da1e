//! What the benchmarks work with: a form of any size, and a report signed three times. On WebAssembly it exports
//! the three measured acts, which crates/xtask/js/verifying.cjs calls and times. Read next: `verifying`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod form;
pub mod verifying;
#[cfg(target_arch = "wasm32")]
mod wasm;
