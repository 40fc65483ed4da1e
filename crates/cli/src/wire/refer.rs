//! `refer --json`: values given under other documents for the same demands.

use std::collections::BTreeMap;

use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct References {
    /// Of the file being filled in.
    pub catalogue: String,
    pub references: Vec<Reference>,
}

#[derive(Debug, Serialize)]
pub struct Reference {
    /// Indicator and requirement it is a reference for.
    pub row: String,
    pub requirement: String,
    /// Title of the other catalogue, who answered it and for when, where in it.
    pub document: String,
    pub unit: String,
    pub period: String,
    pub number: String,
    pub source: String,
    pub title: String,
    pub value: String,
    /// What the other document asks.
    pub demand: String,
    /// `same`, `differs`, `one-without`, `neither` or `other-parts`.
    pub threshold: &'static str,
    pub why: String,
    pub same_subject: bool,
    pub other_subject: String,
    /// Slot and text that could be typed; empty where the shapes do not fit.
    pub carry: BTreeMap<String, String>,
}
