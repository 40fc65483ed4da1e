//! `html!` in Yew's syntax, made small. Yew's own macro writes some 430 bytes of wasm for every element
//! (each builds its node in place); this one writes a table and a few calls of the page's `crate::markup`.
//!
//! What it takes: elements with literal, `{expression}` and `{shorthand}` attributes, `on…` handlers, `key`,
//! `ref`, `value` and `checked`; fragments; `if`/`else` and `if let`; `{ expression }`, `{ for iterator }` and
//! literals. A component (`<Card row={…} />`) has its properties checked by
//! Yew's `props!`, takes no children, and is put by `crate::markup::component`.
//! What it does not: `@{dynamic}` tags, `~property`, and attributes spread with `..`.

mod emit;
mod parse;

use proc_macro::TokenStream;

/// See the crate.
#[proc_macro]
pub fn html(input: TokenStream) -> TokenStream {
    match parse::nodes(input.into()) {
        Ok(nodes) => emit::root(&nodes).into(),
        Err(fault) => fault.into_compile_error().into(),
    }
}
