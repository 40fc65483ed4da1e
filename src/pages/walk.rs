//! The walk: contents beside one indicator, its text beside its answer.

pub mod ids;

pub mod bar;
mod card;
mod clause;
mod demand;
mod extras;
mod fraction;
pub mod layout;
mod tree;
mod view;

pub use card::{Card, CardProps};
pub use demand::{ReasonField, reason_field};
pub use view::{WalkPage, WalkPageProps};
