//! Everything the page asks of the browser. No other folder touches web-sys or gloo for I/O.
//!
//! One file per ability. What the abilities hand back is plain data or a small error enum; what a
//! person reads about an error is written in `words`. Where a test without a browser is worth
//! having, the file holds an in-memory twin ([`storage`]) or a pure half ([`clock`], [`random`]).
//! Nothing here makes a network request.
//!
//! Reading order: `host`, `storage`, `files`, `clock`, `random`, `embedded`, `late`, `hash`, `unload`, `focus`,
//! `visit`, `title`, `keys`, `idle`, `task`, `print`, `panic`.

pub mod cells;
pub mod clipboard;
pub mod clock;
pub mod embedded;
pub mod events;
pub mod files;
pub mod focus;
pub mod hash;
pub mod host;
pub mod idle;
pub mod keys;
pub mod late;
pub mod panic;
pub mod picker;
pub mod print;
pub mod random;
pub mod screen;
pub mod secret;
pub mod storage;
pub mod task;
pub mod title;
pub mod unload;
pub mod visit;

/// A subscription to browser events; it ends when this is dropped.
#[must_use = "the subscription ends when this is dropped"]
pub struct Listening {
    _events: Vec<gloo::events::EventListener>,
}

/// The document, where there is a window at all.
fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}
