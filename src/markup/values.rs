//! What may stand in an attribute and between tags, and how it is written down.

use yew::AttrValue;
use yew::html::ChildrenRenderer;
use yew::virtual_dom::VNode;

use super::{Markup, list};

/// What an attribute's value may be.
pub trait Text: Sized {
    fn into_text(self) -> Option<AttrValue>;

    fn put(self, markup: &mut Markup) {
        markup.attribute(self.into_text());
    }
}

impl Text for &'static str {
    fn into_text(self) -> Option<AttrValue> {
        Some(AttrValue::Static(self))
    }

    fn put(self, markup: &mut Markup) {
        markup.attribute_fixed(Some(self));
    }
}

impl Text for Option<&'static str> {
    fn into_text(self) -> Option<AttrValue> {
        self.map(AttrValue::Static)
    }

    fn put(self, markup: &mut Markup) {
        markup.attribute_fixed(self);
    }
}

impl Text for String {
    #[inline(never)]
    fn into_text(self) -> Option<AttrValue> {
        Some(AttrValue::from(self))
    }

    fn put(self, markup: &mut Markup) {
        markup.attribute_made(self);
    }
}

impl Text for Option<String> {
    #[inline(never)]
    fn into_text(self) -> Option<AttrValue> {
        self.map(AttrValue::from)
    }
}

impl Text for AttrValue {
    fn into_text(self) -> Option<AttrValue> {
        Some(self)
    }
}

impl Text for Option<AttrValue> {
    fn into_text(self) -> Option<AttrValue> {
        self
    }
}

/// What may stand between tags.
pub trait Piece {
    fn put(self, markup: &mut Markup);
}

impl Piece for VNode {
    fn put(self, markup: &mut Markup) {
        markup.node(self);
    }
}

impl Piece for &VNode {
    fn put(self, markup: &mut Markup) {
        markup.node(self.clone());
    }
}

impl Piece for Option<VNode> {
    fn put(self, markup: &mut Markup) {
        markup.node(self.unwrap_or_default());
    }
}

impl Piece for Vec<VNode> {
    fn put(self, markup: &mut Markup) {
        markup.node(list(self));
    }
}

impl Piece for ChildrenRenderer<VNode> {
    fn put(self, markup: &mut Markup) {
        markup.each(self);
    }
}

impl Piece for &str {
    fn put(self, markup: &mut Markup) {
        markup.text(self);
    }
}

impl Piece for String {
    fn put(self, markup: &mut Markup) {
        markup.string(self);
    }
}

impl Piece for &String {
    fn put(self, markup: &mut Markup) {
        markup.text(self);
    }
}

impl Piece for AttrValue {
    fn put(self, markup: &mut Markup) {
        markup.written(self);
    }
}

impl Piece for &AttrValue {
    fn put(self, markup: &mut Markup) {
        Piece::put(self.clone(), markup);
    }
}

impl Piece for char {
    fn put(self, markup: &mut Markup) {
        markup.string(self.to_string());
    }
}

macro_rules! numbers {
    ($($number:ty),+) => {$(
        impl Piece for $number {
            fn put(self, markup: &mut Markup) {
                markup.string(self.to_string());
            }
        }
    )+};
}

numbers!(u32, u64, usize, i64);
