//! What was verified so far, held against one trust list. Pure: files come in as bytes.

use super::sort::{Found, check};
use crate::state::Shelf;
use std::rc::Rc;
use yew::prelude::Reducible;
use zicha_core::trust::TrustList;
use zicha_core::verify::Outcome;

/// Most files on the board.
pub const ITEMS_MAX: usize = 200;

/// Most bytes of files kept, so that they can be verified again when the trust list changes.
pub const KEPT_BYTES_MAX: usize = 64 * 1024 * 1024;

/// One file that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Counts all files that came in, from 1: a key for the list.
    pub number: usize,
    pub name: String,
    /// Empty where the file was not read.
    pub bytes: Rc<[u8]>,
    pub found: Found,
    /// Name of an earlier item with the very same report; only said of sound ones.
    pub same_as: Option<String>,
}

impl Item {
    /// What counts in the totals: a file that is no report is not valid.
    pub fn outcome(&self) -> Outcome {
        match &self.found {
            Found::Checked(found) => found.outcome,
            Found::Foreign(_) | Found::TooLarge { .. } | Found::Unreadable => Outcome::Invalid,
        }
    }

    fn fingerprint(&self) -> Option<&str> {
        match &self.found {
            Found::Checked(found) => found.fingerprint.as_deref(),
            Found::Foreign(_) | Found::TooLarge { .. } | Found::Unreadable => None,
        }
    }
}

/// A trust list in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trust {
    pub list: Rc<TrustList>,
    /// It had run out on the day it was chosen.
    pub stale: bool,
}

/// Everything the page shows.
#[derive(Debug, Clone, Default)]
pub struct Board {
    pub shelf: Rc<Shelf>,
    pub items: Vec<Rc<Item>>,
    pub trust: Option<Trust>,
    /// Files are still being read.
    pub busy: bool,
    /// Some were left out: [`ITEMS_MAX`] or [`KEPT_BYTES_MAX`].
    pub overflow: bool,
    came: usize,
}

/// What came of reading a file.
#[derive(Debug)]
pub enum Came {
    Bytes(Vec<u8>),
    TooLarge { limit: u64 },
    Unreadable,
}

/// Everything that can happen.
#[derive(Debug)]
pub enum Step {
    Begin,
    File {
        name: String,
        came: Came,
    },
    /// More came than were taken in.
    Overflow,
    End,
    Trust(Option<Trust>),
    Clear,
}

impl Board {
    /// An empty one.
    pub fn new(shelf: Rc<Shelf>) -> Board {
        Board { shelf, ..Board::default() }
    }

    /// How many files came out so.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.items.iter().filter(|item| item.outcome() == outcome).count()
    }

    fn check(&self, bytes: &[u8]) -> Found {
        check(bytes, &self.shelf, self.trust.as_ref().map(|trust| &*trust.list))
    }

    fn take(&mut self, name: String, came: Came) {
        let kept: usize = self.items.iter().map(|item| item.bytes.len()).sum();
        let (bytes, found) = match came {
            Came::Bytes(bytes) if kept + bytes.len() > KEPT_BYTES_MAX => {
                self.overflow = true;
                return;
            }
            Came::Bytes(bytes) => {
                let found = self.check(&bytes);
                (bytes, found)
            }
            Came::TooLarge { limit } => (Vec::new(), Found::TooLarge { limit }),
            Came::Unreadable => (Vec::new(), Found::Unreadable),
        };
        if self.items.len() >= ITEMS_MAX {
            self.overflow = true;
            return;
        }
        self.came += 1;
        let mut item = Item { number: self.came, name, bytes: bytes.into(), found, same_as: None };
        let sound = |item: &Item| item.outcome() != Outcome::Invalid;
        let same = |other: &&Rc<Item>| sound(&item) && sound(other) && other.fingerprint() == item.fingerprint();
        item.same_as = self.items.iter().find(same).map(|other| other.name.clone());
        self.items.push(Rc::new(item));
    }

    fn check_again(&mut self) {
        let again = |item: &Rc<Item>| match &item.found {
            Found::Checked(_) => Rc::new(Item { found: self.check(&item.bytes), ..(**item).clone() }),
            Found::Foreign(_) | Found::TooLarge { .. } | Found::Unreadable => Rc::clone(item),
        };
        self.items = self.items.iter().map(again).collect();
    }
}

impl Reducible for Board {
    type Action = Step;

    fn reduce(self: Rc<Board>, step: Step) -> Rc<Board> {
        let mut next = (*self).clone();
        match step {
            Step::Begin => {
                next.busy = true;
                next.overflow = false;
            }
            Step::File { name, came } => next.take(name, came),
            Step::Overflow => next.overflow = true,
            Step::End => next.busy = false,
            Step::Trust(trust) => {
                next.trust = trust;
                next.check_again();
            }
            Step::Clear => {
                next.items.clear();
                next.overflow = false;
            }
        }
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(steps: Vec<Step>) -> Rc<Board> {
        steps.into_iter().fold(Rc::new(Board::default()), Board::reduce)
    }

    fn file(name: &str, bytes: &[u8]) -> Step {
        Step::File { name: name.into(), came: Came::Bytes(bytes.to_vec()) }
    }

    #[test]
    fn one_file_past_the_bound_is_left_out_and_said() {
        let files = |count: usize| (0..count).map(|at| file(&at.to_string(), b"{")).collect();
        assert!(!after(files(ITEMS_MAX)).overflow);
        let board = after(files(ITEMS_MAX + 1));
        assert!(board.overflow);
        assert_eq!(board.items.len(), ITEMS_MAX);
    }

    #[test]
    fn bytes_past_the_bound_are_left_out_and_said() {
        let large = vec![b' '; KEPT_BYTES_MAX];
        let board = after(vec![file("a", &large), file("b", b" ")]);
        assert!(board.overflow);
        assert_eq!(board.items.len(), 1);
    }

    #[test]
    fn every_file_counts_even_one_that_was_not_read() {
        let unread = Step::File { name: "c".into(), came: Came::Unreadable };
        let board = after(vec![Step::Begin, file("a", b"{"), file("b", b"%PDF"), unread, Step::End]);
        assert_eq!(board.count(Outcome::Invalid), 3);
        assert!(!board.busy);
        assert!(after(vec![file("a", b"{"), Step::Clear]).items.is_empty());
    }
}
