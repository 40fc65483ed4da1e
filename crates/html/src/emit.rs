//! Nodes to calls of the page's `crate::markup`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use crate::parse::{Attribute, Component, Element, Node, Value};

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

/// The whole markup, written into one `Markup`; its result is a node.
pub fn root(nodes: &[Node]) -> TokenStream {
    let it = markup();
    let steps = one(nodes);
    quote! { { let mut #it = crate::markup::Markup::new(); #steps #it.done() } }
}

/// The name of the markup being written; the page's own expressions cannot see it.
fn markup() -> Ident {
    Ident::new("markup", Span::mixed_site())
}

/// One node stands for itself; several are a list.
fn one(nodes: &[Node]) -> TokenStream {
    let it = markup();
    match nodes {
        [] => quote! { #it.nothing(); },
        [one] => node(one),
        several => {
            let several = several.iter().map(node);
            quote! { #it.list(); #(#several)* #it.close(); }
        }
    }
}

fn node(node: &Node) -> TokenStream {
    let it = markup();
    match node {
        Node::Element(element) => self::element(element),
        Node::Fragment(children) => {
            let children = children.iter().map(self::node);
            quote! { #it.list(); #(#children)* #it.close(); }
        }
        Node::Component(component) => self::component(component),
        Node::Text(text) => quote! { #it.fixed(#text); },
        Node::Expression(tokens) => quote! { crate::markup::Piece::put(#tokens, &mut #it); },
        Node::Each(tokens) => quote! { #it.each(#tokens); },
        Node::If { condition, then, otherwise } => {
            let (then, otherwise) = (one(then), one(otherwise));
            quote! { if #condition { #then } else { #otherwise } }
        }
    }
}

/// Yew's `props!` checks that nothing is missing and converts as its `html!` does.
fn component(component: &Component) -> TokenStream {
    let it = markup();
    let Component { name, attributes, base } = component;
    let is_key = |attribute: &&Attribute| attribute.name == "key";
    let raw = |value: &Value| match value {
        Value::Literal(literal) => quote! { #literal },
        Value::Expression(tokens) => quote! { { #tokens } },
    };
    let key = attributes.iter().find(is_key).map_or_else(
        || quote! { ::std::option::Option::None },
        |key| {
            let key = raw(&key.value);
            quote! { ::std::option::Option::Some(::std::convert::Into::into(#key)) }
        },
    );
    let fields = attributes.iter().filter(|it| !is_key(it)).map(|attribute| {
        let field = Ident::new(&attribute.name, attribute.span);
        let value = raw(&attribute.value);
        quote! { #field: #value }
    });
    let props = match base {
        Some(base) => quote! { #base },
        None => {
            quote! { ::yew::props! { <#name as ::yew::functional::FunctionProvider>::Properties { #(#fields),* } } }
        }
    };
    quote! { #it.node(crate::component::component::<#name>(#props, #key)); }
}

fn element(element: &Element) -> TokenStream {
    let it = markup();
    let name = element.name.to_string();
    let is_input = name == "input" || name == "textarea";
    let mut parts = Parts::default();
    for attribute in &element.attributes {
        parts.add(attribute, is_input);
    }
    let Parts { plain, boolean, class, steps } = parts;
    let all: Vec<Attr> = plain.into_iter().chain(boolean).chain(class).collect();
    let keys = all.iter().map(|attr| match attr {
        Attr::Fixed(name, _) | Attr::Made(name, _) => name,
    });
    let fixed = all.iter().map(|attr| match attr {
        Attr::Fixed(_, value) => quote! { ::std::option::Option::Some(#value) },
        Attr::Made(..) => quote! { ::std::option::Option::None },
    });
    let made = all.iter().filter_map(|attr| match attr {
        Attr::Fixed(..) => None,
        Attr::Made(_, step) => Some(step),
    });
    let children = element.children.iter().map(node);
    quote! {
        #it.open(&crate::markup::Tag { name: #name, keys: &[#(#keys),*], fixed: &[#(#fixed),*] });
        #(#made)*
        #steps
        #(#children)*
        #it.close();
    }
}

#[derive(Default)]
struct Parts {
    plain: Vec<Attr>,
    boolean: Vec<Attr>,
    class: Vec<Attr>,
    /// Key, reference, properties and handlers.
    steps: TokenStream,
}

/// An attribute: known when the page is compiled, or the step that makes it.
enum Attr {
    Fixed(String, TokenStream),
    Made(String, TokenStream),
}

impl Parts {
    fn add(&mut self, attribute: &Attribute, is_input: bool) {
        let it = markup();
        let (name, span) = (attribute.name.as_str(), attribute.span);
        let raw = match &attribute.value {
            Value::Literal(literal) => quote! { #literal },
            Value::Expression(tokens) => quote! { { #tokens } },
        };
        match name {
            "key" => self.steps.extend(quote! { #it.key(::std::convert::Into::into(#raw)); }),
            "ref" => self.steps.extend(quote! { #it.node_ref(&(#raw)); }),
            "value" if is_input => {
                let text = quote_spanned! { span => crate::markup::Text::into_text(#raw) };
                self.steps.extend(quote! { #it.value(#text); });
            }
            "checked" if is_input => self.steps.extend(quote! { #it.checked(#raw); }),
            _ if name.starts_with("on") && !name.contains('-') => {
                let event = format_ident!("{}", name, span = span);
                self.steps.extend(quote_spanned! { span => crate::markup::event::#event(&mut #it, #raw); });
            }
            _ if BOOLEAN.contains(&name) => {
                self.boolean.push(Attr::Made(name.to_owned(), quote_spanned! { span => #it.flag(#raw, #name); }));
            }
            _ => {
                let attr = match &attribute.value {
                    Value::Literal(literal) => Attr::Fixed(name.to_owned(), quote! { #literal }),
                    Value::Expression(_) => {
                        let step = quote_spanned! { span => crate::markup::Text::put(#raw, &mut #it); };
                        Attr::Made(name.to_owned(), step)
                    }
                };
                if name == "class" { self.class.push(attr) } else { self.plain.push(attr) }
            }
        }
    }
}
