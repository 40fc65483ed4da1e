//! `lint --json`.

use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct File {
    pub file: String,
    /// Whether the catalogue can be used: it has no error.
    pub usable: bool,
    pub faults: Vec<Fault>,
}

#[derive(Debug, Serialize)]
pub struct Fault {
    pub code: &'static str,
    /// `error` or `warning`.
    pub severity: &'static str,
    pub path: String,
    pub found: String,
    pub expected: Option<String>,
    pub line: Option<usize>,
    pub column: Option<usize>,
    pub text: String,
}
