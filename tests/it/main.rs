//! The page's markup without a browser: components drawn by Yew's server renderer and compared with
//! tests/data/components/*.html. `ZICHA_BLESS=1 cargo test --test it` writes them anew.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod accessibility;
mod card;
mod chain;
mod clerks_path;
mod contrast;
#[path = "../web/generated.rs"]
mod generated;
mod history;
mod home;
mod licences;
mod live;
mod narrate;
mod print;
mod redraw;
mod reference;
mod stage;
mod state;
mod table;
mod widgets;
mod words;
