//! An open key is locked: dropped, and with it overwritten, when it was not used for a while and as soon as
//! the page is out of sight. What was typed stays.

use super::Held;
use crate::browser::task::{self, Timeout};
use crate::browser::{Listening, idle};
use crate::own::use_effect_with;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::prelude::*;

/// How long a key stays open unused, in milliseconds. Ten minutes: time to read a sheet between two
/// signatures; too little for a desk left over lunch.
pub const IDLE_MS: u64 = 600_000;

/// Why a key was locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Not used for [`IDLE_MS`].
    Idle,
    /// The page went out of sight.
    Hidden,
}

/// What to do when the clock was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Lock,
    /// Look again after so many milliseconds.
    Wait(u64),
}

/// Both in milliseconds. A clock that was set back says nothing about the time that passed: locked, then.
fn step(now: u64, used: u64) -> Step {
    match now.checked_sub(used) {
        Some(idle) if idle < IDLE_MS => Step::Wait(IDLE_MS - idle),
        Some(_) | None => Step::Lock,
    }
}

/// Tells `on_lock` once the key must go, for as long as it is held. For every component that holds a key:
/// the chooser does it for the pages that draw it.
#[hook]
pub fn use_lock(held: Option<&Held>, on_lock: Callback<Why>) {
    // What is told is always the drawing of now.
    let told = use_mut_ref(|| None::<Callback<Why>>);
    *told.borrow_mut() = Some(on_lock);
    use_effect_with(held.cloned(), move |held| {
        let watch = held.as_ref().map(|held| Watch::begin(Rc::clone(&held.used), told));
        move || drop(watch)
    });
}

/// Whoever is told, as last drawn.
type Told = Rc<RefCell<Option<Callback<Why>>>>;

/// Watches one key; holds the time of its last use, never the key.
struct Watch {
    used: Rc<Cell<u64>>,
    told: Told,
    timer: RefCell<Option<Timeout>>,
    hiding: RefCell<Option<Listening>>,
}

impl Watch {
    fn begin(used: Rc<Cell<u64>>, told: Told) -> Rc<Watch> {
        let watch = Rc::new(Watch { used, told, timer: RefCell::default(), hiding: RefCell::default() });
        let seen = Rc::downgrade(&watch);
        let hide = move || {
            if let Some(watch) = seen.upgrade() {
                watch.lock(Why::Hidden);
            }
        };
        *watch.hiding.borrow_mut() = Some(idle::on_hide(hide));
        if idle::is_hidden() {
            // Opening takes a second; the person has gone in the meantime.
            watch.lock(Why::Hidden);
        } else {
            watch.look();
        }
        watch
    }

    fn look(self: &Rc<Watch>) {
        match step(idle::now_ms(), self.used.get()) {
            Step::Lock => self.lock(Why::Idle),
            Step::Wait(ms) => {
                let seen = Rc::downgrade(self);
                let again = move || {
                    if let Some(watch) = seen.upgrade() {
                        watch.look();
                    }
                };
                let ms = u32::try_from(ms).unwrap_or(u32::MAX);
                *self.timer.borrow_mut() = Some(task::after(ms, again));
            }
        }
    }

    fn lock(&self, why: Why) {
        let told = self.told.borrow().clone();
        if let Some(told) = told {
            told.emit(why);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(now: u64, used: u64, want: Step) {
        assert_eq!(step(now, used), want);
    }

    #[test]
    fn ten_minutes_after_the_last_use_and_not_before() {
        check(5_000, 5_000, Step::Wait(IDLE_MS));
        check(5_000 + IDLE_MS - 1, 5_000, Step::Wait(1));
        check(5_000 + IDLE_MS, 5_000, Step::Lock);
        check(u64::MAX, 0, Step::Lock);
    }

    #[test]
    fn a_clock_set_back_locks() {
        check(4_999, 5_000, Step::Lock);
    }
}
