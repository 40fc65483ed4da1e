//! Pictures where people would rather look than read: own SVG without style attributes. What a picture says stands in
//! words beside it or is its name, and shapes or signs say what colours say.

pub mod ring;

pub mod gauge;

pub mod matrix;
