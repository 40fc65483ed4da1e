//! What `zicha_html::html!` calls. The markup is written down as the page is read from top to bottom: open an
//! element, put what stands in it, close it. Every step is a call with one or two plain arguments, and what is
//! known when the page is compiled is a table ([`Tag`]) instead of code: that is what makes the wasm small.
//!
//! `VTag::__new_*` are Yew's own constructors for macros: hidden from its documentation, stable since 0.18. An
//! update that moves them does not compile.

use std::rc::Rc;

mod tongue;
mod values;

pub use tongue::mark_chinese;
pub use values::{Piece, Text};

use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, Listeners, VList, VNode, VTag, VText};
use yew::{AttrValue, NodeRef};

/// What is known of an element when the page is compiled.
pub struct Tag {
    pub name: &'static str,
    /// Names of its attributes, in the order of the page.
    pub keys: &'static [&'static str],
    /// Their values; `None` where it is made while drawing. As long as `keys`.
    pub fixed: &'static [Option<&'static str>],
}

/// An element, or a list without one, whose end has not come yet.
struct Open {
    /// `None` for a list.
    tag: Option<&'static Tag>,
    values: Vec<Option<AttributeOrProperty>>,
    listeners: Vec<Option<Rc<dyn Listener>>>,
    key: Option<Key>,
    node_ref: NodeRef,
    value: Option<AttrValue>,
    checked: Option<bool>,
    /// Where its children begin among the finished nodes.
    first: usize,
}

/// Markup being written.
#[derive(Default)]
pub struct Markup {
    open: Vec<Open>,
    finished: Vec<VNode>,
}

impl Markup {
    #[inline(never)]
    pub fn new() -> Markup {
        Markup::default()
    }

    /// The node that was written.
    #[inline(never)]
    pub fn done(mut self) -> VNode {
        self.finished.pop().unwrap_or_default()
    }

    #[inline(never)]
    pub fn open(&mut self, tag: &'static Tag) {
        self.begin(Some(tag));
    }

    /// Several nodes side by side follow, until [`Markup::close`].
    #[inline(never)]
    pub fn list(&mut self) {
        self.begin(None);
    }

    fn begin(&mut self, tag: Option<&'static Tag>) {
        self.open.push(Open {
            tag,
            values: Vec::new(),
            listeners: Vec::new(),
            key: None,
            node_ref: NodeRef::default(),
            value: None,
            checked: None,
            first: self.finished.len(),
        });
    }

    /// Ends what was opened last; it becomes one finished node.
    #[inline(never)]
    pub fn close(&mut self) {
        let Some(it) = self.open.pop() else { return };
        let mut children = self.finished.split_off(it.first);
        let Some(tag) = it.tag else {
            self.finished.push(list(children));
            return;
        };
        let attributes = attributes(tag, it.values);
        let listeners =
            if it.listeners.is_empty() { Listeners::None } else { Listeners::Pending(it.listeners.into_boxed_slice()) };
        let tag = match tag.name {
            "input" => VTag::__new_input(it.value, it.checked, it.node_ref, it.key, attributes, listeners),
            "textarea" => VTag::__new_textarea(it.value, None, it.node_ref, it.key, attributes, listeners),
            name => {
                let children = if children.len() == 1 { children.pop().unwrap_or_default() } else { list(children) };
                VTag::__new_other(AttrValue::Static(name), it.node_ref, it.key, attributes, listeners, children)
            }
        };
        self.finished.push(VNode::VTag(Rc::new(tag)));
    }

    /// The value of the next attribute that is not fixed; none leaves the attribute out.
    #[inline(never)]
    pub fn attribute(&mut self, value: Option<AttrValue>) {
        let Some(it) = self.open.last_mut() else { return };
        let Some(tag) = it.tag else { return };
        fill(&mut it.values, tag.fixed);
        it.values.push(value.map(AttributeOrProperty::Attribute));
    }

    /// The same for a text known when the page is compiled.
    #[inline(never)]
    pub fn attribute_fixed(&mut self, value: Option<&'static str>) {
        self.attribute(value.map(AttrValue::Static));
    }

    /// The same for a text made while drawing.
    #[inline(never)]
    pub fn attribute_made(&mut self, value: String) {
        self.attribute(Some(AttrValue::from(value)));
    }

    /// A boolean attribute: there under its own name, or not there.
    #[inline(never)]
    pub fn flag(&mut self, is_there: bool, name: &'static str) {
        self.attribute_fixed(is_there.then_some(name));
    }

    #[inline(never)]
    pub fn key(&mut self, key: Key) {
        if let Some(it) = self.open.last_mut() {
            it.key = Some(key);
        }
    }

    #[inline(never)]
    pub fn node_ref(&mut self, node_ref: &NodeRef) {
        if let Some(it) = self.open.last_mut() {
            it.node_ref = node_ref.clone();
        }
    }

    /// The value of an `input` or `textarea`, a property.
    #[inline(never)]
    pub fn value(&mut self, value: Option<AttrValue>) {
        if let Some(it) = self.open.last_mut() {
            it.value = value;
        }
    }

    #[inline(never)]
    pub fn checked(&mut self, checked: bool) {
        if let Some(it) = self.open.last_mut() {
            it.checked = Some(checked);
        }
    }

    #[inline(never)]
    pub fn listen(&mut self, listener: Option<Rc<dyn Listener>>) {
        if let Some(it) = self.open.last_mut() {
            it.listeners.push(listener);
        }
    }

    #[inline(never)]
    pub fn node(&mut self, node: VNode) {
        self.finished.push(node);
    }

    /// Nothing, where something could stand.
    #[inline(never)]
    pub fn nothing(&mut self) {
        self.node(VNode::default());
    }

    /// A text that is known when the page is compiled.
    #[inline(never)]
    pub fn fixed(&mut self, text: &'static str) {
        self.node(VNode::VText(VText::new(AttrValue::Static(text))));
    }

    #[inline(never)]
    pub fn text(&mut self, text: &str) {
        self.written(AttrValue::from(text.to_owned()));
    }

    #[inline(never)]
    pub fn string(&mut self, text: String) {
        self.written(AttrValue::from(text));
    }

    /// A text made while drawing. What is Chinese in it is marked, unless that is said around it, or no element may
    /// stand there.
    #[inline(never)]
    pub fn written(&mut self, text: AttrValue) {
        let is_said = |it: &Open| {
            it.tag.is_some_and(|tag| tag.keys.contains(&"lang") || matches!(tag.name, "text" | "title" | "option"))
        };
        let node = if self.open.iter().any(is_said) { VNode::VText(VText::new(text)) } else { tongue::node(text) };
        self.node(node);
    }

    pub fn each<T: Piece>(&mut self, pieces: impl IntoIterator<Item = T>) {
        self.list();
        for piece in pieces {
            piece.put(self);
        }
        self.close();
    }
}

/// Adds the fixed values up to the next one that is made while drawing, or to the end.
#[inline(never)]
fn fill(values: &mut Vec<Option<AttributeOrProperty>>, fixed: &'static [Option<&'static str>]) {
    while let Some(Some(text)) = fixed.get(values.len()) {
        values.push(Some(AttributeOrProperty::Attribute(AttrValue::Static(text))));
    }
}

fn attributes(tag: &'static Tag, mut values: Vec<Option<AttributeOrProperty>>) -> Attributes {
    if tag.keys.is_empty() {
        return Attributes::Static(&[]);
    }
    fill(&mut values, tag.fixed);
    Attributes::Dynamic { keys: tag.keys, values: values.into_boxed_slice() }
}

fn list(children: Vec<VNode>) -> VNode {
    if children.is_empty() { VNode::default() } else { VNode::VList(Rc::new(VList::with_children(children, None))) }
}

/// `on…` handlers, by the event's name. A handler's own type ends here: what follows exists once per event.
pub mod event {
    use super::Markup;
    use yew::Callback;
    use yew::html::IntoEventCallback;

    macro_rules! events {
        ($($name:ident),+) => {$(
            #[inline]
            pub fn $name(markup: &mut Markup, handler: impl IntoEventCallback<yew::html::$name::Event>) {
                #[inline(never)]
                fn listen(markup: &mut Markup, handler: Option<Callback<yew::html::$name::Event>>) {
                    markup.listen(yew::html::$name::Wrapper::__macro_new(handler));
                }
                listen(markup, handler.into_event_callback());
            }
        )+};
    }

    events!(
        onblur,
        onchange,
        onclick,
        oncopy,
        oncut,
        ondblclick,
        ondragleave,
        ondragover,
        ondrop,
        onfocusin,
        oninput,
        onkeydown,
        onmousedown,
        onpaste,
        onscroll,
        onsubmit
    );
}

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
