//! Components as the page puts them. Yew makes a component's whole life (create, compare, draw, destroy) anew for each type;
//! here one component lives for all of them, and only drawing and comparing know which it is.

use std::any::{Any, TypeId};
use std::hash::{Hash, Hasher};
use std::rc::Rc;

use yew::functional::{FunctionProvider, Hook, HookContext};
use yew::prelude::*;
use yew::virtual_dom::{Key, VComp, VList, VNode};

/// A component with its properties.
trait Drawn {
    fn draw(&self, context: &mut HookContext) -> HtmlResult;
    fn is_same(&self, other: &dyn Any) -> bool;
    fn as_any(&self) -> &dyn Any;
}

struct Given<C: FunctionProvider>(C::Properties);

impl<C: FunctionProvider + 'static> Drawn for Given<C>
where
    C::Properties: 'static,
{
    fn draw(&self, context: &mut HookContext) -> HtmlResult {
        C::run(context, &self.0)
    }

    fn is_same(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<Given<C>>().is_some_and(|other| self.0 == other.0)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// A component with its properties, whichever it is.
#[derive(Properties)]
pub struct AnyProps {
    drawn: Rc<dyn Drawn>,
}

impl AnyProps {
    /// Of the component `C`.
    pub fn of<C>(props: C::Properties) -> AnyProps
    where
        C: FunctionProvider + 'static,
        C::Properties: 'static,
    {
        AnyProps { drawn: Rc::new(Given::<C>(props)) }
    }
}

impl PartialEq for AnyProps {
    fn eq(&self, other: &AnyProps) -> bool {
        self.drawn.is_same(other.drawn.as_any())
    }
}

/// The component of all components.
#[component(AnyComponent)]
pub fn any_component(props: &AnyProps) -> HtmlResult {
    use_drawn(Rc::clone(&props.drawn))
}

/// The hooks of what is drawn are the hooks of the one component.
fn use_drawn(drawn: Rc<dyn Drawn>) -> impl Hook<Output = HtmlResult> {
    Drawing(drawn)
}

struct Drawing(Rc<dyn Drawn>);

impl Hook for Drawing {
    type Output = HtmlResult;

    fn run(self, context: &mut HookContext) -> HtmlResult {
        self.0.draw(context)
    }
}

/// What `html!` calls for `<Card … />`. `key` tells components side by side apart, as everywhere in Yew.
#[inline]
pub fn component<C>(props: C::Properties, key: Option<Key>) -> VNode
where
    C: FunctionProvider + 'static,
    C::Properties: 'static,
{
    put(AnyProps::of::<C>(props), TypeId::of::<C>(), key)
}

/// Another component in the same place must begin anew, with hooks of its own, and so must one under another key: it
/// stands in a list of one, under a key of its type and its key. (Yew looks at a list's own key among siblings only.)
#[inline(never)]
fn put(props: AnyProps, id: TypeId, key: Option<Key>) -> VNode {
    let mut number = Number(0);
    id.hash(&mut number);
    let mut known = number.0.to_string();
    known.extend(key.as_deref());
    let one = VComp::new::<AnyComponent>(Rc::new(props), Some(Key::from(known)));
    VNode::VList(Rc::new(VList::with_children(vec![VNode::from(one)], key)))
}

/// A type's number, as its identity hands it to a hasher.
struct Number(u64);

impl Hasher for Number {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 ^= number;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
