//! What was verified so far, held against one trust list and one ledger. Pure: files come in as bytes, the day and
//! the pins as values.

use super::list::{self, Given, Offer, Trust, Why};
use super::sort::{Against, Aid, Found, Recorded, aid, check};
use crate::pins::Pinboard;
use crate::state::Shelf;
use std::rc::Rc;
use yew::prelude::Reducible;
use zicha_core::ledger::Ledger;
use zicha_core::sign::{Day, Kid};
use zicha_core::trust::KeyStatus;
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
    /// What the ledger at hand says of it.
    pub recorded: Option<Recorded>,
    pub by: By,
    /// For each signature: what the list in use says of its key today, and since when.
    pub keys: Vec<Option<(KeyStatus, Day)>>,
    /// Name of an earlier item with the very same report; only said of sound ones.
    pub same_as: Option<String>,
}

/// What trust in an item rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// No list, or one that an office signed.
    Office,
    /// A list that nobody signed: trusted must be said with a mark.
    Nobody,
}

impl Item {
    /// Before it is held against anything.
    fn unread(number: usize, name: String, bytes: Rc<[u8]>) -> Item {
        let (found, by) = (Found::Unreadable, By::Office);
        Item { number, name, bytes, found, recorded: None, by, keys: Vec::new(), same_as: None }
    }

    /// What counts in the totals: a file that is no report is not valid.
    pub fn outcome(&self) -> Outcome {
        match &self.found {
            Found::Checked(found) => found.outcome,
            Found::Foreign(_) | Found::Ledger(_) | Found::TooLarge { .. } | Found::Unreadable => Outcome::Invalid,
        }
    }

    /// SHA-256 of its content in groups of four.
    pub fn fingerprint(&self) -> Option<&str> {
        match &self.found {
            Found::Checked(found) => found.fingerprint.as_deref(),
            Found::Foreign(_) | Found::Ledger(_) | Found::TooLarge { .. } | Found::Unreadable => None,
        }
    }
}

/// A ledger in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    /// Name of its file.
    pub name: String,
    pub ledger: Rc<Ledger>,
}

/// Everything the page shows.
#[derive(Debug, Clone, Default)]
pub struct Board {
    pub shelf: Rc<Shelf>,
    pub items: Vec<Rc<Item>>,
    pub pins: Pinboard,
    pub trust: Option<Trust>,
    /// A list that was given and is not used, and why.
    pub offer: Option<Offer>,
    pub book: Option<Book>,
    /// Files are still being read.
    pub busy: bool,
    /// Some were left out: [`ITEMS_MAX`] or [`KEPT_BYTES_MAX`].
    pub overflow: bool,
    came: usize,
    today: Option<Day>,
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
    /// A file given as trust list.
    List {
        name: String,
        came: Came,
    },
    /// The list in use is used no longer.
    NoList,
    /// The list offered is put away.
    NoOffer,
    /// The ledger is used no longer.
    NoBook,
    /// A person compared this thumbprint of the office of the list offered.
    Pin(Kid),
    Unpin(Kid),
    Clear,
}

impl Board {
    /// An empty one, on that day.
    pub fn new(shelf: Rc<Shelf>, pins: Pinboard, today: Option<Day>) -> Board {
        Board { shelf, pins, today, ..Board::default() }
    }

    /// How many files came out so.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.items.iter().filter(|item| item.outcome() == outcome).count()
    }

    /// Holds the bytes against what is at hand.
    fn held(&self, item: Item) -> Item {
        let trust = self.trust.as_ref();
        let against = Against {
            shelf: &self.shelf,
            trust: trust.map(|trust| &*trust.list),
            ledger: self.book.as_ref().map(|book| &*book.ledger),
        };
        let (found, recorded) = check(&item.bytes, &against);
        let keys = match &found {
            Found::Checked(found) => found.signatures.iter().map(|it| {
                let entry = against.trust?.find(it.kid?)?;
                Some((entry.status, entry.since.clone()))
            }),
            Found::Foreign(_) | Found::Ledger(_) | Found::TooLarge { .. } | Found::Unreadable => {
                return Item { found, recorded, ..item };
            }
        };
        let keys = keys.collect();
        let by = if trust.is_none_or(|trust| trust.backing.is_signed()) { By::Office } else { By::Nobody };
        Item { found, recorded, keys, by, ..item }
    }

    fn take(&mut self, name: String, came: Came) {
        let kept: usize = self.items.iter().map(|item| item.bytes.len()).sum();
        let (bytes, found) = match came {
            Came::Bytes(bytes) => match aid(&bytes) {
                Some(Aid::Trust) => return self.list(&name, Came::Bytes(bytes)),
                Some(Aid::Ledger(Ok(ledger))) => return self.put(Some(Book { name, ledger })),
                Some(Aid::Ledger(Err(error))) => (Vec::new(), Some(Found::Ledger(error))),
                None if kept + bytes.len() > KEPT_BYTES_MAX => {
                    self.overflow = true;
                    return;
                }
                None => (bytes, None),
            },
            Came::TooLarge { limit } => (Vec::new(), Some(Found::TooLarge { limit })),
            Came::Unreadable => (Vec::new(), Some(Found::Unreadable)),
        };
        if self.items.len() >= ITEMS_MAX {
            self.overflow = true;
            return;
        }
        self.came += 1;
        let mut item = Item::unread(self.came, name, bytes.into());
        item = match found {
            Some(found) => Item { found, ..item },
            None => self.held(item),
        };
        let sound = |item: &Item| item.outcome() != Outcome::Invalid;
        let same = |other: &&Rc<Item>| sound(&item) && sound(other) && other.fingerprint() == item.fingerprint();
        item.same_as = self.items.iter().find(same).map(|other| other.name.clone());
        self.items.push(Rc::new(item));
    }

    fn check_again(&mut self) {
        let again = |item: &Rc<Item>| match &item.found {
            Found::Checked(_) => {
                let unread = Item::unread(item.number, item.name.clone(), Rc::clone(&item.bytes));
                Rc::new(self.held(Item { same_as: item.same_as.clone(), ..unread }))
            }
            Found::Foreign(_) | Found::Ledger(_) | Found::TooLarge { .. } | Found::Unreadable => Rc::clone(item),
        };
        self.items = self.items.iter().map(again).collect();
    }

    fn put(&mut self, book: Option<Book>) {
        self.book = book;
        self.check_again();
    }

    /// A file that is to serve as list. One that is refused leaves the list in use as it is.
    fn list(&mut self, name: &str, came: Came) {
        let given = match came {
            Came::Bytes(bytes) => list::consider(name, &bytes.into(), &self.pins, self.today.as_ref()),
            Came::TooLarge { limit } => Given::Offered(Offer::unread(name.to_owned(), Why::TooLarge { limit })),
            Came::Unreadable => Given::Offered(Offer::unread(name.to_owned(), Why::Unreadable)),
        };
        self.given(given);
    }

    fn given(&mut self, given: Given) {
        match given {
            Given::Offered(offer) => self.offer = Some(offer),
            Given::Used(trust, pins) => {
                (self.trust, self.offer, self.pins) = (Some(trust), None, pins);
                self.check_again();
            }
        }
    }

    fn pin(&mut self, kid: Kid) {
        let (Some(offer), Some(today)) = (self.offer.clone(), self.today.clone()) else { return };
        let Why::Compare(claimed) = &offer.why else { return };
        let signed = claimed.signers().iter().any(|(signer, _)| *signer == kid);
        let pinned = self.pins.with(kid, &claimed.list().office, today).filter(|_| signed);
        if let Some(pins) = pinned {
            self.pins = pins;
            self.given(offer.again(&self.pins, self.today.as_ref()));
        }
    }

    fn unpin(&mut self, kid: Kid) {
        self.pins = self.pins.without(kid);
        // What was used by that pin must be compared again.
        if let Some(trust) = self.trust.take() {
            match trust.again(&self.pins, self.today.as_ref()) {
                Given::Used(trust, pins) => (self.trust, self.pins) = (Some(trust), pins),
                Given::Offered(offer) => self.offer = Some(offer),
            }
            self.check_again();
        }
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
            Step::List { name, came } => next.list(&name, came),
            Step::NoList => {
                next.trust = None;
                next.check_again();
            }
            Step::NoOffer => next.offer = None,
            Step::NoBook => next.put(None),
            Step::Pin(kid) => next.pin(kid),
            Step::Unpin(kid) => next.unpin(kid),
            Step::Clear => {
                next.items.clear();
                next.overflow = false;
            }
        }
        Rc::new(next)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::super::list::tests::{day, key, list};
    use super::*;

    fn after(steps: Vec<Step>) -> Rc<Board> {
        let board = Board::new(Rc::default(), Pinboard::default(), Some(day("2026-06-01")));
        steps.into_iter().fold(Rc::new(board), Board::reduce)
    }

    /// Whether a signed or unsigned list is in use, how many pins there are, whether a list waits.
    fn stands(board: &Board) -> (Option<bool>, usize, bool) {
        (board.trust.as_ref().map(|it| it.backing.is_signed()), board.pins.count(), board.offer.is_some())
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

    #[test]
    fn a_list_among_the_reports_waits_to_be_compared_and_is_used_once_pinned() {
        let nine = key(9).kid();
        let given = || file("名单.json", &list(2, Some(9)));
        assert_eq!(stands(&after(vec![given()])), (None, 0, true));
        assert!(after(vec![given()]).items.is_empty());
        let pinned = || vec![given(), Step::Pin(nine)];
        assert_eq!(stands(&after(pinned())), (Some(true), 1, false));
        assert_eq!(stands(&after(vec![given(), Step::Pin(key(8).kid())])), (None, 0, true), "not who signed it");
        let then = |step: Step| after(pinned().into_iter().chain([step]).collect());
        assert_eq!(stands(&then(file("旧.json", &list(1, Some(9))))), (Some(true), 1, true), "a lower number");
        assert_eq!(stands(&then(file("又.json", &list(3, Some(9))))), (Some(true), 1, false));
        assert_eq!(stands(&then(file("裸.json", &list(9, None)))), (Some(true), 1, true), "nobody signed it");
        assert_eq!(stands(&then(Step::Unpin(nine))), (None, 0, true));
        assert_eq!(stands(&then(Step::NoList)), (None, 1, false));
    }

    #[test]
    fn a_ledger_is_taken_as_one() {
        let (_, ledger) = Ledger::begin("区法治办", &day("2026-01-01")).unwrap();
        let board = after(vec![file("收件簿.jsonl", &ledger)]);
        assert!(board.book.is_some() && board.items.is_empty());
        let broken = [&ledger[..], b"{}\n"].concat();
        let board = after(vec![file("收件簿.jsonl", &broken)]);
        assert!(board.book.is_none() && matches!(board.items[0].found, Found::Ledger(_)));
        assert!(after(vec![file("收件簿.jsonl", &ledger), Step::NoBook]).book.is_none());
    }
}
