//! `trust`: the list of keys an office believes. `issue` makes and changes it, `read` shows and verifies it.

mod issue;
mod read;

pub use issue::{ADD, NEW, REVOKE};
pub use read::{SHOW, VERIFY};
