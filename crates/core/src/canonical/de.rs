//! Serde over a parsed [`Value`]: the wire types are read from what the strict parser took in, so a file
//! is parsed once, and a fault carries its path (`groups[0].indicators[3].text`).
//!
//! Only what wire types need: structs, sequences, options, strings, integers, booleans and externally
//! tagged enums. One reader for one kind of input keeps the derived code small in the page.

use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, Expected, MapAccess, SeqAccess, Unexpected};
use serde::de::{VariantAccess, Visitor};
use serde::forward_to_deserialize_any;
use std::fmt;

use super::{Object, Value};

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
    /// A member or variant the type does not have.
    Unknown {
        found: String,
        known: &'static [&'static str],
    },
    Missing {
        member: &'static str,
    },
    /// Another type or value than expected; serde's words.
    Shape {
        message: String,
    },
}

/// Reads a wire type.
///
/// # Errors
/// The first place where the value is not of the type.
pub fn read<'de, T: de::Deserialize<'de>>(value: &'de Value) -> Result<T, WireFault> {
    T::deserialize(value)
}

impl WireFault {
    fn new(cause: WireCause) -> WireFault {
        WireFault { cause, path: String::new() }
    }

    /// The same fault seen from one level further out.
    fn inside(mut self, step: &str) -> WireFault {
        let rest = std::mem::take(&mut self.path);
        self.path.push_str(step);
        if !rest.is_empty() && !rest.starts_with('[') {
            self.path.push('.');
        }
        self.path.push_str(&rest);
        self
    }

    fn expected(found: &Value, expected: &dyn Expected) -> WireFault {
        <WireFault as de::Error>::invalid_type(Unexpected::Other(found.type_name()), expected)
    }
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

impl de::Error for WireFault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        WireFault::new(WireCause::Shape { message: message.to_string() })
    }

    fn unknown_field(found: &str, known: &'static [&'static str]) -> Self {
        WireFault::new(WireCause::Unknown { found: found.to_owned(), known })
    }

    fn unknown_variant(found: &str, known: &'static [&'static str]) -> Self {
        WireFault::unknown_field(found, known)
    }

    fn missing_field(member: &'static str) -> Self {
        WireFault::new(WireCause::Missing { member })
    }
}

impl<'de> Deserializer<'de> for &'de Value {
    type Error = WireFault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WireFault> {
        Err(WireFault::expected(self, &visitor))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WireFault> {
        match self {
            Value::Bool(yes) => visitor.visit_bool(*yes),
            Value::Null | Value::Int(_) | Value::Str(_) | Value::Array(_) | Value::Object(_) => {
                Err(WireFault::expected(self, &visitor))
            }
        }
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WireFault> {
        match self {
            Value::Int(number) => visitor.visit_i64(*number),
            Value::Null | Value::Bool(_) | Value::Str(_) | Value::Array(_) | Value::Object(_) => {
                Err(WireFault::expected(self, &visitor))
            }
        }
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WireFault> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WireFault> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WireFault> {
        match self {
            Value::Str(text) => visitor.visit_borrowed_str(text),
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Array(_) | Value::Object(_) => {
                Err(WireFault::expected(self, &visitor))
            }
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WireFault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WireFault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WireFault> {
        if *self == Value::Null { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, WireFault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WireFault> {
        match self {
            Value::Array(items) => visitor.visit_seq(Items { items, at: 0 }),
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Str(_) | Value::Object(_) => {
                Err(WireFault::expected(self, &visitor))
            }
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, WireFault> {
        match self {
            Value::Array(items) if items.len() != length => Err(de::Error::invalid_length(items.len(), &visitor)),
            Value::Array(_) | Value::Null | Value::Bool(_) | Value::Int(_) | Value::Str(_) | Value::Object(_) => {
                self.deserialize_seq(visitor)
            }
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WireFault> {
        match self {
            Value::Object(object) => visitor.visit_map(Entries { object, at: 0 }),
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Str(_) | Value::Array(_) => {
                Err(WireFault::expected(self, &visitor))
            }
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _members: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, WireFault> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, WireFault> {
        match self {
            Value::Str(name) => visitor.visit_enum(Variant { name, content: None }),
            Value::Object(object) if object.len() == 1 => match object.members.first() {
                Some((name, content)) => visitor.visit_enum(Variant { name, content: Some(content) }),
                None => Err(WireFault::expected(self, &visitor)),
            },
            Value::Object(_) | Value::Null | Value::Bool(_) | Value::Int(_) | Value::Array(_) => {
                Err(WireFault::expected(self, &visitor))
            }
        }
    }

    forward_to_deserialize_any! {
        i8 i16 i128 u8 u16 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple_struct ignored_any
    }
}

struct Items<'de> {
    items: &'de [Value],
    at: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = WireFault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, WireFault> {
        let Some(item) = self.items.get(self.at) else { return Ok(None) };
        let at = self.at;
        self.at += 1;
        seed.deserialize(item).map(Some).map_err(|fault| fault.inside(&format!("[{at}]")))
    }
}

struct Entries<'de> {
    object: &'de Object,
    at: usize,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = WireFault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, WireFault> {
        let Some((key, _)) = self.object.members.get(self.at) else { return Ok(None) };
        seed.deserialize(Key(key)).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, WireFault> {
        let Some((key, value)) = self.object.members.get(self.at) else {
            return Err(WireFault::new(WireCause::Missing { member: "" }));
        };
        self.at += 1;
        seed.deserialize(value).map_err(|fault| fault.inside(key))
    }
}

/// A member's name.
struct Key<'de>(&'de str);

impl<'de> Deserializer<'de> for Key<'de> {
    type Error = WireFault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WireFault> {
        visitor.visit_borrowed_str(self.0)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// `"name"` or `{"name": content}`.
struct Variant<'de> {
    name: &'de str,
    content: Option<&'de Value>,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = WireFault;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), WireFault> {
        Ok((seed.deserialize(Key(self.name))?, self))
    }
}

impl<'de> Variant<'de> {
    fn content(&self) -> Result<&'de Value, WireFault> {
        self.content.ok_or_else(|| {
            let message = format!("`{}` needs a value", self.name);
            WireFault::new(WireCause::Shape { message })
        })
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = WireFault;

    fn unit_variant(self) -> Result<(), WireFault> {
        match self.content {
            None => Ok(()),
            Some(_) => {
                let message = format!("`{}` takes no value", self.name);
                Err(WireFault::new(WireCause::Shape { message }))
            }
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, WireFault> {
        seed.deserialize(self.content()?).map_err(|fault| fault.inside(self.name))
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, WireFault> {
        self.content()?.deserialize_tuple(length, visitor).map_err(|fault| fault.inside(self.name))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _members: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, WireFault> {
        self.content()?.deserialize_map(visitor).map_err(|fault| fault.inside(self.name))
    }
}
