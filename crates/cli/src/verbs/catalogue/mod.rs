//! `catalogue list` and `catalogue show`: what there is to answer.

mod list;
mod show;

pub use list::VERB as LIST;
pub use show::VERB as SHOW;
pub use show::year;
