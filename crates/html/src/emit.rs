//! Nodes to calls of the page's `crate::markup`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};

use crate::parse::{Attribute, Element, Node, Value};

/// Attributes whose `true` means "there" and whose `false` means "not there" (HTML, boolean attributes).
const BOOLEAN: [&str; 10] = [
    "autofocus",
    "disabled",
    "hidden",
    "multiple",
    "novalidate",
    "open",
    "readonly",
    "required",
    "reversed",
    "selected",
];

/// One node stands for itself; several are a list.
pub fn root(nodes: &[Node]) -> TokenStream {
    match nodes {
        [] => quote! { ::yew::virtual_dom::VNode::default() },
        [one] => node(one),
        several => {
            let several = several.iter().map(node);
            quote! { crate::markup::list(::std::vec![#(#several),*]) }
        }
    }
}

fn node(it: &Node) -> TokenStream {
    match it {
        Node::Element(it) => element(it),
        Node::Fragment(children) => {
            let children = children.iter().map(node);
            quote! { crate::markup::list(::std::vec![#(#children),*]) }
        }
        Node::Component(tokens) => quote! { ::yew::html! { #tokens } },
        Node::Text(text) => quote! { crate::markup::fixed(#text) },
        Node::Expression(tokens) => quote! { crate::markup::Piece::into_node(#tokens) },
        Node::Each(tokens) => quote! { crate::markup::each(#tokens) },
        Node::If { condition, then, otherwise } => {
            let (then, otherwise) = (root(then), root(otherwise));
            quote! { if #condition { #then } else { #otherwise } }
        }
    }
}

fn element(it: &Element) -> TokenStream {
    let name = it.name.to_string();
    let is_input = name == "input" || name == "textarea";
    let mut parts = Parts::default();
    for attribute in &it.attributes {
        parts.add(attribute, is_input);
    }
    let Parts { plain, boolean, class, handlers, key, node_ref, value, checked } = parts;
    let attributes = attributes(plain.into_iter().chain(boolean).chain(class).collect());
    let handlers = if handlers.is_empty() {
        quote! { ::yew::virtual_dom::Listeners::None }
    } else {
        quote! { ::yew::virtual_dom::Listeners::Pending(::std::boxed::Box::new([#(#handlers),*])) }
    };
    let children = it.children.iter().map(node);
    let children = quote! { ::std::vec![#(#children),*] };
    let plain = if is_input {
        let value = value.unwrap_or_else(|| quote! { ::std::option::Option::None });
        let checked = checked.unwrap_or_else(|| quote! { ::std::option::Option::None });
        quote! { crate::markup::input(#name, #attributes, #handlers, #value, #checked) }
    } else {
        quote! { crate::markup::element(#name, #attributes, #handlers, #children) }
    };
    let keyed = match key {
        Some(key) => quote! { crate::markup::keyed(#plain, ::std::convert::Into::into(#key)) },
        None => plain,
    };
    match node_ref {
        Some(node_ref) => quote! { crate::markup::with_ref(#keyed, ::std::clone::Clone::clone(&(#node_ref))) },
        None => keyed,
    }
}

#[derive(Default)]
struct Parts {
    plain: Vec<Attr>,
    boolean: Vec<Attr>,
    class: Vec<Attr>,
    handlers: Vec<TokenStream>,
    key: Option<TokenStream>,
    node_ref: Option<TokenStream>,
    value: Option<TokenStream>,
    checked: Option<TokenStream>,
}

/// An attribute ready to write.
enum Attr {
    Fixed(String, TokenStream),
    Made(String, TokenStream),
}

impl Parts {
    fn add(&mut self, it: &Attribute, is_input: bool) {
        let (name, span) = (it.name.as_str(), it.span);
        let raw = match &it.value {
            Value::Literal(literal) => quote! { #literal },
            Value::Expression(tokens) => quote! { { #tokens } },
        };
        let text = quote_spanned! { span => crate::markup::Text::into_text(#raw) };
        match name {
            "key" => self.key = Some(raw),
            "ref" => self.node_ref = Some(raw),
            "value" if is_input => self.value = Some(text),
            "checked" if is_input => self.checked = Some(quote! { ::std::option::Option::Some(#raw) }),
            _ if name.starts_with("on") && !name.contains('-') => {
                let event = format_ident!("{}", name, span = span);
                self.handlers.push(quote_spanned! { span => ::yew::html::#event::Wrapper::__macro_new(#raw) });
            }
            _ if BOOLEAN.contains(&name) => {
                self.boolean
                    .push(Attr::Made(name.to_owned(), quote_spanned! { span => crate::markup::flag(#raw, #name) }));
            }
            _ => {
                let attr = match &it.value {
                    Value::Literal(literal) => Attr::Fixed(name.to_owned(), quote! { #literal }),
                    Value::Expression(_) => Attr::Made(name.to_owned(), text),
                };
                if name == "class" { self.class.push(attr) } else { self.plain.push(attr) }
            }
        }
    }
}

fn attributes(all: Vec<Attr>) -> TokenStream {
    if all.iter().all(|attr| matches!(attr, Attr::Fixed(..))) {
        let pairs = all.iter().map(|attr| match attr {
            Attr::Fixed(name, value) | Attr::Made(name, value) => {
                quote! { (#name, ::yew::virtual_dom::AttributeOrProperty::Static(#value)) }
            }
        });
        return quote! { ::yew::virtual_dom::Attributes::Static(&[#(#pairs),*]) };
    }
    let names = all.iter().map(|attr| match attr {
        Attr::Fixed(name, _) | Attr::Made(name, _) => name,
    });
    let values = all.iter().map(|attr| match attr {
        Attr::Fixed(_, value) => quote! { crate::markup::fixed_text(#value) },
        Attr::Made(_, value) => value.clone(),
    });
    quote! { crate::markup::attributes(&[#(#names),*], ::std::vec![#(#values),*]) }
}
