//! The Yew application.

pub mod browser;
