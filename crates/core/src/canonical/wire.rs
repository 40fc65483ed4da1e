//! Reads wire types out of a parsed [`Value`]: one function a type, over the calls of [`Wire`]. A fault
//! carries its path (`groups[0].indicators[3].text`).
//!
//! The first fault is kept and reading goes on with empty values, so that a function for a type is a
//! plain list of its members; [`read`] gives the value only if there was no fault. serde would do the
//! same from a derive, for ten times the bytes in the page.

use super::{Object, Value};
use std::fmt;

/// Why a value is not of a wire type, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WireFault {
    pub cause: WireCause,
    /// Innermost last: `groups[0].indicators[3].text`; empty at the root.
    pub path: String,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WireCause {
    /// A member or variant the type does not have; a member is the last step of the path.
    Unknown {
        found: String,
        known: Vec<&'static str>,
    },
    Missing {
        member: &'static str,
    },
    /// Another type or value than expected, in words.
    Shape {
        message: String,
    },
}

impl fmt::Display for WireFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        match &self.cause {
            WireCause::Unknown { found, .. } => write!(f, ": unknown {found}"),
            WireCause::Missing { member } => write!(f, ": missing {member}"),
            WireCause::Shape { message } => write!(f, ": {message}"),
        }
    }
}

impl std::error::Error for WireFault {}

/// How one type is read.
pub type Take<T> = fn(&mut Wire, &Value) -> T;
/// The variants of an enum that is written `{"name": content}`, or `"name"` where there is no content.
pub type Variants<T> = [(&'static str, Variant<T>)];
/// The variants of an enum that is written `"name"`.
pub type Words<T> = [(&'static str, T)];

/// How one variant is read.
#[derive(Debug)]
pub enum Variant<T> {
    Bare(fn() -> T),
    Of(Take<T>),
}

/// What an absent member is read from, once its absence is noted.
const NOTHING: &Value = &Value::Null;
const NO_MEMBERS: &Object = &Object { members: Vec::new() };

/// Reads a wire type.
///
/// # Errors
/// A place where the value is not of the type.
pub fn read<T>(value: &Value, take: Take<T>) -> Result<T, WireFault> {
    let mut wire = Wire { path: String::new(), fault: None };
    let taken = take(&mut wire, value);
    wire.fault.map_or(Ok(taken), Err)
}

/// Where the reading stands, and its first fault.
#[derive(Debug)]
pub struct Wire {
    path: String,
    fault: Option<WireFault>,
}

impl Wire {
    /// The members of an object that has none but `known`; `expected` names the type.
    pub fn object<'v>(
        &mut self,
        value: &'v Value,
        expected: &'static str,
        known: &'static [&'static str],
    ) -> &'v Object {
        let Value::Object(object) = value else {
            self.wrong(value, expected);
            return NO_MEMBERS;
        };
        for (key, _) in &object.members {
            if !known.contains(&key.as_str()) {
                let outer = self.enter(key);
                self.unknown(key, known.to_vec());
                self.path.truncate(outer);
            }
        }
        object
    }

    pub fn text(&mut self, value: &Value) -> String {
        match value {
            Value::Str(text) => text.clone(),
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Array(_) | Value::Object(_) => {
                self.wrong(value, "a string");
                String::new()
            }
        }
    }

    pub fn flag(&mut self, value: &Value) -> bool {
        match value {
            Value::Bool(yes) => *yes,
            Value::Null | Value::Int(_) | Value::Str(_) | Value::Array(_) | Value::Object(_) => {
                self.wrong(value, "a boolean");
                false
            }
        }
    }

    pub fn u32(&mut self, value: &Value) -> u32 {
        let number = self.int(value, "u32");
        u32::try_from(number).unwrap_or_else(|_| self.out_of_range(number, "u32"))
    }

    pub fn i32(&mut self, value: &Value) -> i32 {
        let number = self.int(value, "i32");
        i32::try_from(number).unwrap_or_else(|_| self.out_of_range(number, "i32"))
    }

    fn int(&mut self, value: &Value, expected: &'static str) -> i64 {
        match value {
            Value::Int(number) => *number,
            Value::Null | Value::Bool(_) | Value::Str(_) | Value::Array(_) | Value::Object(_) => {
                self.wrong(value, expected);
                0
            }
        }
    }

    pub fn items<T>(&mut self, value: &Value, take: Take<T>) -> Vec<T> {
        let items = self.array(value, "a sequence");
        let mut taken = Vec::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            let outer = self.enter_item(at);
            taken.push(take(self, item));
            self.path.truncate(outer);
        }
        taken
    }

    /// Two items, no more and no less; `expected` says so.
    pub fn pair<T>(&mut self, value: &Value, expected: &'static str, take: Take<T>) -> (T, T) {
        let items = self.array(value, expected);
        if items.len() != 2 {
            self.shape(format!("invalid length {}, expected {expected}", items.len()));
        }
        let mut item = |at: usize| {
            let outer = self.enter_item(at);
            let taken = take(self, items.get(at).unwrap_or(NOTHING));
            self.path.truncate(outer);
            taken
        };
        (item(0), item(1))
    }

    /// A member that must be there.
    pub fn need<T>(&mut self, from: &Object, member: &'static str, take: Take<T>) -> T {
        let value = self.needed(from, member);
        self.inside(member, value, take)
    }

    /// A member that may be absent or null.
    pub fn find<T>(&mut self, from: &Object, member: &'static str, take: Take<T>) -> Option<T> {
        let value = from.get(member).filter(|value| **value != Value::Null)?;
        Some(self.inside(member, value, take))
    }

    /// A member that may be absent, but not null.
    pub fn or_default<T: Default>(&mut self, from: &Object, member: &'static str, take: Take<T>) -> T {
        match from.get(member) {
            Some(value) => self.inside(member, value, take),
            None => T::default(),
        }
    }

    pub fn text_of(&mut self, from: &Object, member: &'static str) -> String {
        self.need(from, member, Wire::text)
    }

    pub fn find_text(&mut self, from: &Object, member: &'static str) -> Option<String> {
        self.find(from, member, Wire::text)
    }

    pub fn texts(&mut self, value: &Value) -> Vec<String> {
        self.items(value, Wire::text)
    }

    /// `"name"`; `expected` names the type.
    pub fn word<T: Copy>(&mut self, value: &Value, expected: &'static str, words: &'static Words<T>) -> T {
        let (name, content) = self.named(value, expected);
        let found = words.iter().find(|(word, _)| *word == name);
        if found.is_none() {
            self.unknown(name, words.iter().map(|(word, _)| *word).collect());
        } else if content.is_some() {
            self.takes_nothing(name);
        }
        found.unwrap_or(&words[0]).1
    }

    /// `{"name": content}`; `expected` names the type. The first variant stands in where there is a fault.
    pub fn variant<T>(&mut self, value: &Value, expected: &'static str, variants: &'static Variants<T>) -> T {
        let (name, content) = self.named(value, expected);
        let found = variants.iter().find(|(variant, _)| *variant == name);
        if found.is_none() {
            self.unknown(name, variants.iter().map(|(variant, _)| *variant).collect());
        }
        let (name, variant) = found.unwrap_or(&variants[0]);
        match (variant, content) {
            (Variant::Of(take), Some(content)) => self.inside(name, content, *take),
            (Variant::Of(take), None) => {
                self.shape(format!("`{name}` needs a value"));
                take(self, NOTHING)
            }
            (Variant::Bare(make), content) => {
                if content.is_some() {
                    self.takes_nothing(name);
                }
                make()
            }
        }
    }

    fn inside<T>(&mut self, member: &str, value: &Value, take: Take<T>) -> T {
        let outer = self.enter(member);
        let taken = take(self, value);
        self.path.truncate(outer);
        taken
    }

    fn enter(&mut self, member: &str) -> usize {
        let outer = self.path.len();
        if outer > 0 {
            self.path.push('.');
        }
        self.path.push_str(member);
        outer
    }

    fn enter_item(&mut self, at: usize) -> usize {
        let outer = self.path.len();
        self.path.push('[');
        self.path.push_str(&at.to_string());
        self.path.push(']');
        outer
    }

    fn array<'v>(&mut self, value: &'v Value, expected: &'static str) -> &'v [Value] {
        match value {
            Value::Array(items) => items,
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Str(_) | Value::Object(_) => {
                self.wrong(value, expected);
                &[]
            }
        }
    }

    fn needed<'v>(&mut self, from: &'v Object, member: &'static str) -> &'v Value {
        from.get(member).unwrap_or_else(|| {
            self.fault(WireCause::Missing { member });
            NOTHING
        })
    }

    /// The name of a variant and what stands under it.
    fn named<'v>(&mut self, value: &'v Value, expected: &'static str) -> (&'v str, Option<&'v Value>) {
        match value {
            Value::Str(name) => return (name, None),
            Value::Object(object) if object.len() == 1 => {
                if let Some((name, content)) = object.members.first() {
                    return (name, Some(content));
                }
            }
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Array(_) | Value::Object(_) => {}
        }
        self.wrong(value, expected);
        ("", None)
    }

    fn wrong(&mut self, found: &Value, expected: &'static str) {
        self.shape(format!("invalid type: {}, expected {expected}", found.type_name()));
    }

    fn takes_nothing(&mut self, name: &str) {
        self.shape(format!("`{name}` takes no value"));
    }

    fn out_of_range<T: Default>(&mut self, number: i64, expected: &'static str) -> T {
        self.shape(format!("invalid value: integer `{number}`, expected {expected}"));
        T::default()
    }

    fn shape(&mut self, message: String) {
        self.fault(WireCause::Shape { message });
    }

    fn unknown(&mut self, found: &str, known: Vec<&'static str>) {
        self.fault(WireCause::Unknown { found: found.to_owned(), known });
    }

    fn fault(&mut self, cause: WireCause) {
        if self.fault.is_none() {
            self.fault = Some(WireFault { cause, path: self.path.clone() });
        }
    }
}
