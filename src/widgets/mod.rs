//! Drawing only: a widget takes plain values and callbacks and returns markup. It knows no page and
//! no state, and of the browser only what an event carries (`browser::events`). Most are functions,
//! not components: what they belong to is redrawn as a whole, and a function costs a fraction of the
//! wasm.

pub mod field;

pub mod choice;

pub mod input;

pub mod quoted;

pub mod tag;

pub mod summary;

pub mod verdicts;

pub mod pictures;

pub mod paper;

pub mod probe;
