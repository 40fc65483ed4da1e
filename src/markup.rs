//! What `zicha_html::html!` calls: each step of making a node, once. Yew's macro writes these steps out at
//! every element; here an element costs a call and its parts.
//!
//! `VTag::__new_*` are Yew's own constructors for macros: hidden from its documentation, stable since 0.18. An
//! update that moves them does not compile.

use std::rc::Rc;

use yew::html::ChildrenRenderer;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listeners, VList, VNode, VTag, VText};
use yew::{AttrValue, NodeRef};

/// An element with children.
#[inline(never)]
pub fn element(name: &'static str, attributes: Attributes, listeners: Listeners, mut children: Vec<VNode>) -> VNode {
    let children = if children.len() == 1 { children.pop().unwrap_or_default() } else { list(children) };
    let tag = VTag::__new_other(AttrValue::Static(name), NodeRef::default(), None, attributes, listeners, children);
    VNode::VTag(Rc::new(tag))
}

/// `input` and `textarea`, whose value is a property.
#[inline(never)]
pub fn input(
    name: &'static str,
    attributes: Attributes,
    listeners: Listeners,
    value: Option<AttrValue>,
    checked: Option<bool>,
) -> VNode {
    let tag = if name == "input" {
        VTag::__new_input(value, checked, NodeRef::default(), None, attributes, listeners)
    } else {
        VTag::__new_textarea(value, None, NodeRef::default(), None, attributes, listeners)
    };
    VNode::VTag(Rc::new(tag))
}

#[inline(never)]
pub fn keyed(mut node: VNode, key: Key) -> VNode {
    if let VNode::VTag(tag) = &mut node {
        Rc::make_mut(tag).key = Some(key);
    }
    node
}

#[inline(never)]
pub fn with_ref(mut node: VNode, node_ref: NodeRef) -> VNode {
    if let VNode::VTag(tag) = &mut node {
        Rc::make_mut(tag).node_ref = node_ref;
    }
    node
}

/// Several nodes side by side.
#[inline(never)]
pub fn list(children: Vec<VNode>) -> VNode {
    if children.is_empty() { VNode::default() } else { VNode::VList(Rc::new(VList::with_children(children, None))) }
}

pub fn each<T: Piece>(pieces: impl IntoIterator<Item = T>) -> VNode {
    list(pieces.into_iter().map(T::into_node).collect())
}

/// A text that is known when the page is compiled.
#[inline(never)]
pub fn fixed(text: &'static str) -> VNode {
    VNode::VText(VText::new(AttrValue::Static(text)))
}

pub fn fixed_text(text: &'static str) -> Option<AttrValue> {
    Some(AttrValue::Static(text))
}

/// A boolean attribute: there under its own name, or not there.
pub fn flag(is_there: bool, name: &'static str) -> Option<AttrValue> {
    is_there.then_some(AttrValue::Static(name))
}

#[inline(never)]
pub fn attributes(keys: &'static [&'static str], values: Vec<Option<AttrValue>>) -> Attributes {
    let values = values.into_iter().map(|value| value.map(AttributeOrProperty::Attribute)).collect();
    Attributes::Dynamic { keys, values }
}

/// What an attribute's value may be.
pub trait Text {
    fn into_text(self) -> Option<AttrValue>;
}

impl Text for &'static str {
    fn into_text(self) -> Option<AttrValue> {
        Some(AttrValue::Static(self))
    }
}

impl Text for String {
    #[inline(never)]
    fn into_text(self) -> Option<AttrValue> {
        Some(AttrValue::from(self))
    }
}

impl Text for AttrValue {
    fn into_text(self) -> Option<AttrValue> {
        Some(self)
    }
}

impl<T: Text> Text for Option<T> {
    fn into_text(self) -> Option<AttrValue> {
        self.and_then(T::into_text)
    }
}

/// What may stand between tags.
pub trait Piece {
    fn into_node(self) -> VNode;
}

impl Piece for VNode {
    fn into_node(self) -> VNode {
        self
    }
}

impl Piece for &VNode {
    fn into_node(self) -> VNode {
        self.clone()
    }
}

impl Piece for Option<VNode> {
    fn into_node(self) -> VNode {
        self.unwrap_or_default()
    }
}

impl Piece for Vec<VNode> {
    fn into_node(self) -> VNode {
        list(self)
    }
}

impl Piece for ChildrenRenderer<VNode> {
    fn into_node(self) -> VNode {
        list(self.into_iter().collect())
    }
}

impl Piece for &str {
    #[inline(never)]
    fn into_node(self) -> VNode {
        VNode::VText(VText::new(AttrValue::from(self.to_owned())))
    }
}

impl Piece for String {
    #[inline(never)]
    fn into_node(self) -> VNode {
        VNode::VText(VText::new(AttrValue::from(self)))
    }
}

impl Piece for &String {
    fn into_node(self) -> VNode {
        self.as_str().into_node()
    }
}

impl Piece for AttrValue {
    fn into_node(self) -> VNode {
        VNode::VText(VText::new(self))
    }
}

impl Piece for &AttrValue {
    fn into_node(self) -> VNode {
        self.clone().into_node()
    }
}

impl Piece for char {
    fn into_node(self) -> VNode {
        self.to_string().into_node()
    }
}

macro_rules! numbers {
    ($($number:ty),+) => {$(
        impl Piece for $number {
            fn into_node(self) -> VNode {
                self.to_string().into_node()
            }
        }
    )+};
}

numbers!(u32, u64, usize, i64);

/// A class name, or none.
pub trait ClassName {
    fn name(self) -> Option<&'static str>;
}

impl ClassName for &'static str {
    fn name(self) -> Option<&'static str> {
        Some(self)
    }
}

impl ClassName for Option<&'static str> {
    fn name(self) -> Option<&'static str> {
        self
    }
}

/// Class names side by side; `None` is left out.
macro_rules! classes {
    ($($name:expr),+ $(,)?) => {
        $crate::markup::class(&[$($crate::markup::ClassName::name($name)),+])
    };
}

pub(crate) use classes;

/// What `classes!` makes.
#[inline(never)]
pub fn class(names: &[Option<&'static str>]) -> String {
    let mut all = String::new();
    for name in names.iter().flatten().filter(|name| !name.is_empty()) {
        if !all.is_empty() {
            all.push(' ');
        }
        all.push_str(name);
    }
    all
}
