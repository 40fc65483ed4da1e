//! What a component remembers between drawings, and what it does after them. Yew's `use_state`, `use_reducer` and
//! `use_effect_with` write their whole machinery out for every type and every use; here a value is kept as `dyn Any` in
//! one kind of cell, and only reading it knows its type.

use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::ops::Deref;
use std::rc::Rc;

use yew::functional::TearDown;
use yew::prelude::*;

/// A value of any type, and the way to draw its component again.
#[derive(Clone)]
struct Cell {
    value: Rc<RefCell<Option<Rc<dyn Any>>>>,
    redraw: UseForceUpdateHandle,
}

impl Cell {
    #[inline(never)]
    fn get(&self) -> Option<Rc<dyn Any>> {
        self.value.borrow().clone()
    }

    #[inline(never)]
    fn fill(&self, value: Rc<dyn Any>) {
        *self.value.borrow_mut() = Some(value);
    }

    #[inline(never)]
    fn set(&self, value: Rc<dyn Any>) {
        self.fill(value);
        self.redraw.force_update();
    }
}

#[hook]
fn use_cell() -> Cell {
    let value = use_mut_ref(|| None::<Rc<dyn Any>>);
    Cell { value, redraw: use_force_update() }
}

/// A component's own value: reads as it stood when the component was drawn.
pub struct Own<T> {
    cell: Cell,
    drawn: Rc<T>,
}

impl<T: Clone + 'static> Own<T> {
    /// What a text field reports goes into the value as it stands then.
    pub fn typed(&self, put: fn(&mut T, String)) -> Callback<String> {
        let own = self.clone();
        Callback::from(move |text| {
            let mut next = (*own.latest()).clone();
            put(&mut next, text);
            own.set(next);
        })
    }
}

impl<T: 'static> Own<T> {
    /// Puts a new value and draws the component again.
    pub fn set(&self, value: T) {
        self.cell.set(Rc::new(value));
    }

    /// As it stands now, for a callback that outlives a drawing.
    pub fn latest(&self) -> Rc<T> {
        let now = self.cell.get().and_then(|value| value.downcast().ok());
        now.unwrap_or_else(|| Rc::clone(&self.drawn))
    }
}

impl<T> Clone for Own<T> {
    fn clone(&self) -> Own<T> {
        Own { cell: self.cell.clone(), drawn: Rc::clone(&self.drawn) }
    }
}

impl<T> Deref for Own<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.drawn
    }
}

/// Changes a value of [`use_steps`] from wherever it is held. Equal to every other of the same value, so that a
/// component that is given one is not drawn again for it.
pub struct Steps<T> {
    cell: Cell,
    of: PhantomData<T>,
}

impl<T: Reducible + 'static> Steps<T> {
    /// Takes the value one step on, at once, and draws its component again where that made another value.
    pub fn dispatch(&self, action: T::Action) {
        let Some(now) = self.cell.get().and_then(|value| value.downcast::<T>().ok()) else { return };
        let next = T::reduce(Rc::clone(&now), action);
        if !Rc::ptr_eq(&now, &next) {
            self.cell.set(next);
        }
    }
}

impl<T> Clone for Steps<T> {
    fn clone(&self) -> Steps<T> {
        Steps { cell: self.cell.clone(), of: PhantomData }
    }
}

impl<T> PartialEq for Steps<T> {
    fn eq(&self, other: &Steps<T>) -> bool {
        Rc::ptr_eq(&self.cell.value, &other.cell.value)
    }
}

/// A value that changes by steps only: as it stands when the component is drawn, and what changes it.
#[hook]
pub fn use_steps<T: Reducible + 'static>(first: impl FnOnce() -> T) -> (Rc<T>, Steps<T>) {
    let own = use_own(first);
    (own.drawn, Steps { cell: own.cell, of: PhantomData })
}

/// A value that begins as `first` and stays until the component goes.
#[hook]
pub fn use_own<T: 'static>(first: impl FnOnce() -> T) -> Own<T> {
    let cell = use_cell();
    let drawn = cell.get().and_then(|value| value.downcast().ok()).unwrap_or_else(|| {
        let drawn = Rc::new(first());
        cell.fill(drawn.clone());
        drawn
    });
    Own { cell, drawn }
}

/// What an effect hangs on, of any type.
struct Watched {
    value: Rc<dyn Any>,
    is_same: fn(&dyn Any, &dyn Any) -> bool,
}

impl PartialEq for Watched {
    fn eq(&self, other: &Watched) -> bool {
        (self.is_same)(&*self.value, &*other.value)
    }
}

fn is_same<T: PartialEq + 'static>(one: &dyn Any, other: &dyn Any) -> bool {
    let both = one.downcast_ref::<T>().zip(other.downcast_ref::<T>());
    both.is_some_and(|(one, other)| one == other)
}

type Ending = Box<dyn FnOnce()>;

#[hook]
fn use_watched(watched: Watched, begin: Box<dyn FnOnce(&Watched) -> Ending>) {
    yew::functional::use_effect_with(watched, begin);
}

/// Yew's hook of this name: does `effect` after the first drawing and whenever `watched` is another than at the
/// drawing before; what it gives is done before the next time and when the component goes.
#[hook]
pub fn use_effect_with<T: PartialEq + 'static, E: TearDown>(watched: T, effect: impl FnOnce(&T) -> E + 'static) {
    let begin = Box::new(move |it: &Watched| -> Ending {
        let ending = it.value.downcast_ref::<T>().map(effect);
        Box::new(move || ending.into_iter().for_each(TearDown::tear_down))
    });
    use_watched(Watched { value: Rc::new(watched), is_same: is_same::<T> }, begin);
}
