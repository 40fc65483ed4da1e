//! What only a real browser can show: storage, files, chance, the clock, and the pages drawn.
//! `cargo xtask test --only web` runs it in headless Chromium.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod web {
    pub mod abilities;
    pub mod generated;
    pub mod pages;
    pub mod reference;
    pub mod render;
    pub mod signing;
    pub mod stage;
}

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
