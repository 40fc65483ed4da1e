//! `catalogue list` and `catalogue show`: what there is to answer. `catalogue sign` and `catalogue verify`: packages.

mod list;
mod package;
mod show;

pub use list::VERB as LIST;
pub use package::{SIGN, VERIFY};
pub use show::VERB as SHOW;
pub use show::year;
