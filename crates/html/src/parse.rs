//! Tokens to nodes. Expressions are kept as they are: the compiler reads them.

use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

/// One piece of markup.
pub enum Node {
    Element(Element),
    Fragment(Vec<Node>),
    Component(Component),
    Text(Literal),
    Expression(TokenStream),
    /// `{ for iterator }`
    Each(TokenStream),
    If {
        condition: TokenStream,
        then: Vec<Node>,
        otherwise: Vec<Node>,
    },
}

pub struct Element {
    pub name: Ident,
    pub attributes: Vec<Attribute>,
    pub children: Vec<Node>,
}

/// `<Card row={…} />`, or `<Card ..props />` with properties that are there already.
pub struct Component {
    pub name: Ident,
    pub attributes: Vec<Attribute>,
    pub base: Option<TokenStream>,
}

pub struct Attribute {
    /// With its hyphens: `aria-label`.
    pub name: String,
    pub span: Span,
    pub value: Value,
}

pub enum Value {
    Literal(Literal),
    Expression(TokenStream),
}

/// What is wrong with the markup, and where.
pub struct Fault {
    span: Span,
    message: String,
}

impl Fault {
    pub fn into_compile_error(self) -> TokenStream {
        let message = self.message;
        quote_spanned! { self.span => ::std::compile_error!(#message) }
    }
}

fn fault<T>(span: Span, message: impl Into<String>) -> Result<T, Fault> {
    Err(Fault { span, message: message.into() })
}

/// All nodes of a token stream.
pub fn nodes(tokens: TokenStream) -> Result<Vec<Node>, Fault> {
    let mut tape = Tape { tokens: tokens.into_iter().collect(), at: 0 };
    let mut nodes = Vec::new();
    while tape.peek(0).is_some() {
        nodes.push(tape.node()?);
    }
    Ok(nodes)
}

struct Tape {
    tokens: Vec<TokenTree>,
    at: usize,
}

impl Tape {
    fn peek(&self, ahead: usize) -> Option<&TokenTree> {
        self.tokens.get(self.at + ahead)
    }

    fn next(&mut self) -> Option<TokenTree> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token
    }

    fn span(&self) -> Span {
        self.peek(0).or_else(|| self.tokens.last()).map_or_else(Span::call_site, TokenTree::span)
    }

    fn is_punct(&self, ahead: usize, wanted: char) -> bool {
        matches!(self.peek(ahead), Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
    }

    fn punct(&mut self, wanted: char) -> Result<(), Fault> {
        if self.is_punct(0, wanted) {
            self.at += 1;
            return Ok(());
        }
        fault(self.span(), format!("`{wanted}` expected"))
    }

    fn brace(&mut self) -> Option<Group> {
        match self.peek(0) {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let group = group.clone();
                self.at += 1;
                Some(group)
            }
            Some(_) | None => None,
        }
    }

    fn node(&mut self) -> Result<Node, Fault> {
        if let Some(group) = self.brace() {
            return Ok(expression(group.stream()));
        }
        match self.peek(0) {
            Some(TokenTree::Literal(literal)) => {
                let literal = literal.clone();
                self.at += 1;
                Ok(Node::Text(literal))
            }
            Some(TokenTree::Ident(word)) if word == "if" => self.condition(),
            Some(TokenTree::Punct(punct)) if punct.as_char() == '<' => self.markup(),
            Some(_) | None => fault(self.span(), "an element, `{ expression }`, literal or `if` expected"),
        }
    }

    fn condition(&mut self) -> Result<Node, Fault> {
        self.at += 1;
        let mut condition = TokenStream::new();
        let then = loop {
            // A brace followed by `=` belongs to the pattern of an `if let`.
            let ends = matches!(self.peek(0), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace);
            if ends && !self.is_punct(1, '=') {
                match self.brace() {
                    Some(group) => break nodes(group.stream())?,
                    None => return fault(self.span(), "a body in braces expected"),
                }
            }
            match self.next() {
                Some(token) => condition.extend([token]),
                None => return fault(self.span(), "a body in braces expected"),
            }
        };
        let mut otherwise = Vec::new();
        if matches!(self.peek(0), Some(TokenTree::Ident(word)) if word == "else") {
            self.at += 1;
            if matches!(self.peek(0), Some(TokenTree::Ident(word)) if word == "if") {
                otherwise.push(self.condition()?);
            } else {
                match self.brace() {
                    Some(group) => otherwise = nodes(group.stream())?,
                    None => return fault(self.span(), "a body in braces expected"),
                }
            }
        }
        Ok(Node::If { condition, then, otherwise })
    }

    fn markup(&mut self) -> Result<Node, Fault> {
        self.punct('<')?;
        if self.is_punct(0, '>') {
            self.at += 1;
            let children = self.children()?;
            self.punct('>')?;
            return Ok(Node::Fragment(children));
        }
        let Some(TokenTree::Ident(name)) = self.next() else { return fault(self.span(), "a name expected") };
        let is_component = name.to_string().starts_with(char::is_uppercase);
        if is_component {
            let component = self.component(name)?;
            return Ok(Node::Component(component));
        }
        let attributes = self.attributes()?;
        let children = if self.is_punct(0, '/') {
            self.at += 1;
            self.punct('>')?;
            Vec::new()
        } else {
            self.punct('>')?;
            let children = self.children()?;
            match self.next() {
                Some(TokenTree::Ident(end)) if end == name => {}
                Some(_) | None => return fault(name.span(), format!("`</{name}>` is missing")),
            }
            self.punct('>')?;
            children
        };
        Ok(Node::Element(Element { name, attributes, children }))
    }

    /// Up to and with `</`.
    fn children(&mut self) -> Result<Vec<Node>, Fault> {
        let mut children = Vec::new();
        while !(self.is_punct(0, '<') && self.is_punct(1, '/')) {
            if self.peek(0).is_none() {
                return fault(self.span(), "a closing tag is missing");
            }
            children.push(self.node()?);
        }
        self.at += 2;
        Ok(children)
    }

    /// The properties of a component, to its end.
    fn component(&mut self, name: Ident) -> Result<Component, Fault> {
        let attributes = self.attributes()?;
        let mut base = None;
        if self.is_punct(0, '.') && self.is_punct(1, '.') {
            self.at += 2;
            let mut tokens = TokenStream::new();
            while !self.is_punct(0, '/') {
                match self.next() {
                    Some(token) => tokens.extend([token]),
                    None => return fault(name.span(), "`/>` is missing"),
                }
            }
            base = Some(tokens);
        }
        self.punct('/')?;
        self.punct('>')?;
        Ok(Component { name, attributes, base })
    }

    fn attributes(&mut self) -> Result<Vec<Attribute>, Fault> {
        let mut attributes = Vec::new();
        loop {
            if let Some(group) = self.brace() {
                let name = group.stream().to_string();
                attributes.push(Attribute { name, span: group.span(), value: Value::Expression(group.stream()) });
                continue;
            }
            let Some(TokenTree::Ident(first)) = self.peek(0) else { return Ok(attributes) };
            let (mut name, span) = (first.to_string(), first.span());
            self.at += 1;
            while self.is_punct(0, '-') {
                self.at += 1;
                match self.next() {
                    Some(TokenTree::Ident(part)) => name = format!("{name}-{part}"),
                    Some(_) | None => return fault(span, "a name expected after `-`"),
                }
            }
            self.punct('=')?;
            let value = match self.next() {
                Some(TokenTree::Literal(literal)) => Value::Literal(literal),
                Some(TokenTree::Ident(word)) if word == "true" || word == "false" => {
                    Value::Expression(quote! { #word })
                }
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                    Value::Expression(group.stream())
                }
                Some(_) | None => return fault(span, "a literal or `{expression}` expected"),
            };
            attributes.push(Attribute { name, span, value });
        }
    }
}

fn expression(tokens: TokenStream) -> Node {
    let mut iter = tokens.clone().into_iter();
    match iter.next() {
        Some(TokenTree::Ident(word)) if word == "for" => Node::Each(iter.collect()),
        Some(TokenTree::Literal(literal)) if iter.next().is_none() => Node::Text(literal),
        Some(_) => Node::Expression(quote! { { #tokens } }),
        None => Node::Fragment(Vec::new()),
    }
}
