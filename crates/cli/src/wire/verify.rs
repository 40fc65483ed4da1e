//! `verify --json`: one entry per file, in the order given.

use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct File {
    pub file: String,
    /// `trusted`, `intact-unknown` or `invalid`.
    pub outcome: &'static str,
    /// SHA-256 of the report, in groups of four.
    pub fingerprint: Option<String>,
    /// What is wrong with the file as a whole.
    pub reasons: Vec<Reason>,
    pub signatures: Vec<Signature>,
    /// There unless the outcome is `invalid`.
    pub report: Option<Report>,
}

#[derive(Debug, Serialize)]
pub struct Reason {
    pub code: &'static str,
    pub text: String,
    pub line: Option<usize>,
    pub column: Option<usize>,
}

#[derive(Debug, Serialize)]
pub struct Signature {
    /// Place in the file, from 0.
    pub index: usize,
    pub outcome: &'static str,
    pub code: &'static str,
    pub text: String,
    pub role: &'static str,
    /// What the signer says of themselves.
    pub name: String,
    pub title: String,
    pub unit: String,
    pub opinion: String,
    pub signed: String,
    pub kid: Option<String>,
    /// What the trust list says of the key.
    pub holder: Option<Holder>,
}

#[derive(Debug, Serialize)]
pub struct Holder {
    pub name: String,
    pub unit: String,
}

#[derive(Debug, Serialize)]
pub struct Report {
    pub id: String,
    pub revision: u32,
    pub supersedes: Option<String>,
    pub created: String,
    pub app: String,
    pub unit: super::assess::Unit,
    pub period: String,
    pub catalogue: String,
    pub version: String,
    pub sha256: String,
    /// Rows of the unit, and how many are complete, judged again here.
    pub count: u32,
    pub complete: u32,
}
