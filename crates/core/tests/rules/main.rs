//! The rules of judgement, held by cases: one file per subject, one `check` and a column of cases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod drafts;
mod facts;
mod kinds;
mod lint;
mod maker;
mod periods;
mod profiles;
mod properties;
mod reports;
mod schema;
mod sessions;
mod shapes;
mod spans;
mod walking;
