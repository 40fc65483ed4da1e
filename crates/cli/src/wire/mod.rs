//! Shapes of the JSON this program prints. Members are only ever added; docs/format.md describes them.

pub mod assess;
pub mod catalogue;
pub mod lint;
pub mod refer;
pub mod template;
pub mod verify;
