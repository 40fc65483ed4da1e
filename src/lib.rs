//! The Yew application: what a person sees. The rules are in `zicha-core`.
//!
//! Modules in reading order. Arrows point up: `words`, `shelf` and `state` know no browser, `widgets` draw,
//! `pages` act, and `app` alone listens to the browser. See ARCHITECTURE.md.

pub mod component;

pub mod markup;

pub mod own;

pub mod words;

pub mod route;

pub mod shortcuts;

pub mod look;

pub mod shelf;

pub mod state;

pub mod drafts;

pub mod browser;

pub mod depot;

pub mod pins;

pub mod widgets;

pub mod pages;

pub mod app;
