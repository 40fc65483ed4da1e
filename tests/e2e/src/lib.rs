//! What the end-to-end tests stand on: a browser, a server, and hands that fill in the form.
//!
//! Not here: what the page must do. That is `tests/`, one file per scenario. `cargo xtask test` sets
//! the variables [`setup`] reads, builds the release and runs everything.

pub mod setup;

pub mod server;

pub mod remote;

pub mod engine;

pub mod browser;

pub mod screen;

pub mod picture;

pub mod golden;

pub mod print;

pub mod logs;

pub mod values;

pub mod tabs;

pub mod page;

pub mod tour;

pub mod generation;

pub mod outside;

pub mod desk;

pub mod wrong;

pub mod matrix;
