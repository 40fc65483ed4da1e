//! A blank answers file in printed order; docs/format.md describes it.

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

#[derive(Debug, Serialize)]
pub struct Blank<'a> {
    pub format: &'static str,
    pub catalogue: &'a str,
    pub unit: &'a str,
    pub unit_type: &'a str,
    pub period: &'a str,
    pub facts: Ordered<'a, bool>,
    pub bases: Ordered<'a, &'static str>,
    pub answers: Ordered<'a, Row<'a>>,
}

#[derive(Debug, Serialize)]
pub struct Row<'a> {
    pub slots: Ordered<'a, &'static str>,
    pub marks: Ordered<'a, &'static str>,
    pub reasons: Ordered<'a, &'static str>,
    pub note: &'static str,
}

/// An object whose members stay in the order given.
#[derive(Debug)]
pub struct Ordered<'a, T>(pub Vec<(&'a str, T)>);

impl<T: Serialize> Serialize for Ordered<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}
