//! What lies on the receiving desk: the ledger, the files that came in, the receipts that went out. Pure: files
//! come in as bytes, receipts as made elsewhere. Nothing of it is a key.

use crate::pages::verify::list::Trust;
use crate::state::Shelf;
use std::rc::Rc;
use zicha_core::changes;
use zicha_core::ledger::{self, Class, Consent, Incoming, Ledger, LedgerError, Wanted};
use zicha_core::sign::{Day, ReceiptVerdict};
use zicha_core::trust::TrustList;
use zicha_core::verify::{self, Outcome};

/// Most files on the desk at once.
pub const ITEMS_MAX: usize = 200;

/// Most bytes of files kept.
pub const KEPT_BYTES_MAX: usize = 64 * 1024 * 1024;

/// The ledger as a file, and how much of it is in the person's hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    pub name: String,
    pub bytes: Vec<u8>,
    pub ledger: Ledger,
    /// What each receipt's signature is worth, by number.
    pub worth: Vec<zicha_core::envelope::Reason>,
    /// Receipts that were in the file when it was opened or last handed out.
    pub handed: usize,
}

impl Book {
    /// Opens a ledger file.
    ///
    /// # Errors
    /// Where its chain is broken.
    pub fn open(name: &str, bytes: Vec<u8>, trust: Option<&TrustList>) -> Result<Book, LedgerError> {
        let ledger = Ledger::read(&bytes)?;
        let (worth, handed) = (ledger.check(trust), ledger.lines().len());
        Ok(Book { name: name.to_owned(), bytes, ledger, worth, handed })
    }

    /// A new one, of an office.
    ///
    /// # Errors
    /// The name is empty of meaning, too long or not of the profile.
    pub fn begin(office: &str, today: &Day) -> Result<Book, LedgerError> {
        let (ledger, bytes) = Ledger::begin(office, today)?;
        let name = crate::pages::file_name::ledger(office, today.as_str().get(..4).unwrap_or_default());
        Ok(Book { name, bytes, ledger, worth: Vec::new(), handed: 0 })
    }

    /// How many receipts are in no file the person has.
    pub fn unhanded(&self) -> usize {
        self.ledger.lines().len().saturating_sub(self.handed)
    }

    /// The worst of the receipts' signatures.
    pub fn outcome(&self) -> Outcome {
        ledger::outcome(&self.worth)
    }
}

/// What came of reading a file.
#[derive(Debug)]
pub enum Came {
    Bytes(Vec<u8>),
    TooLarge { limit: u64 },
    Unreadable,
}

/// What is known of a file on the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    Looked(Box<Incoming>),
    TooLarge { limit: u64 },
    Unreadable,
}

/// A receipt that was signed here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    pub no: i64,
    pub verdict: ReceiptVerdict,
    pub file_name: String,
    pub file: Rc<[u8]>,
    /// The browser took the download.
    pub handed: bool,
}

/// One file that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Counts all files that came in, from 1: a key for the list.
    pub number: usize,
    pub name: String,
    /// Empty where the file was not read.
    pub bytes: Rc<[u8]>,
    pub found: Found,
    /// Name of an earlier file on the desk with the very same report.
    pub same_as: Option<String>,
    /// What a person chose, where they did.
    pub ticked: Option<bool>,
    pub given: Option<Given>,
    /// Why it got no receipt when it was asked for.
    pub refused: Option<String>,
}

impl Item {
    /// The word for it.
    pub fn class(&self) -> Class {
        match &self.found {
            Found::Looked(incoming) if self.same_as.is_some() => incoming.class().max(Class::Duplicate),
            Found::Looked(incoming) => incoming.class(),
            Found::TooLarge { .. } | Found::Unreadable => Class::Invalid,
        }
    }

    /// What a person lets pass by choosing it; none where it cannot be chosen.
    pub fn asks(&self) -> Option<Vec<Consent>> {
        match &self.found {
            Found::Looked(incoming) if self.same_as.is_none() && self.given.is_none() => incoming.asks(),
            Found::Looked(_) | Found::TooLarge { .. } | Found::Unreadable => None,
        }
    }

    /// Whether it is to get a receipt: chosen by a person, or else clear.
    pub fn is_chosen(&self) -> bool {
        self.asks().is_some_and(|asks| self.ticked.unwrap_or(asks.is_empty()))
    }

    pub fn incoming(&self) -> Option<&Incoming> {
        match &self.found {
            Found::Looked(incoming) => Some(incoming),
            Found::TooLarge { .. } | Found::Unreadable => None,
        }
    }

    fn digests(&self) -> Option<zicha_core::digest::Digests> {
        self.incoming()?.digests
    }

    /// Of two revisions of one report the lower gets its receipt first.
    fn revision(&self) -> u32 {
        self.incoming().and_then(Incoming::report).map_or(0, |report| report.identity.revision)
    }
}

/// Everything the page shows.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    pub shelf: Rc<Shelf>,
    pub book: Option<Rc<Book>>,
    pub trust: Option<Trust>,
    pub wanted: Option<Wanted>,
    pub items: Vec<Rc<Item>>,
    /// Files are being read, or receipts signed.
    pub busy: bool,
    /// Some were left out: [`ITEMS_MAX`] or [`KEPT_BYTES_MAX`].
    pub overflow: bool,
    came: usize,
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
    Book(Option<Box<Book>>),
    Trust(Option<Trust>),
    /// What files are verified with changed.
    Shelf(Rc<Shelf>),
    Wanted(Option<Wanted>),
    Tick {
        number: usize,
        on: bool,
    },
    /// Everything that can be chosen.
    TickAll,
    /// A receipt was signed; the book has its line.
    Given {
        number: usize,
        given: Box<Given>,
        book: Box<Book>,
    },
    NotGiven {
        number: usize,
        why: String,
    },
    /// The browser took a receipt.
    Handed(usize),
    /// The browser took the ledger.
    HandedBook,
    /// The files go, the ledger and what was not handed out stay.
    Clear,
}

impl Desk {
    /// Whom the office believes.
    pub fn trust(&self) -> Option<&TrustList> {
        self.trust.as_ref().map(|it| &*it.list)
    }

    /// How many files are of each class, those with a receipt of this session left out.
    pub fn count(&self, class: Class) -> usize {
        self.items.iter().filter(|it| it.given.is_none() && it.class() == class).count()
    }

    /// Those that are to get a receipt, in the order in which they get it.
    pub fn chosen(&self) -> Vec<Rc<Item>> {
        let mut chosen: Vec<Rc<Item>> = self.items.iter().filter(|it| it.is_chosen()).map(Rc::clone).collect();
        chosen.sort_by_key(|it| (it.revision(), it.number));
        chosen
    }

    /// Receipts that the browser has not taken yet.
    pub fn unhanded(&self) -> Vec<Rc<Item>> {
        let waits = |it: &&Rc<Item>| it.given.as_ref().is_some_and(|given| !given.handed);
        self.items.iter().filter(waits).map(Rc::clone).collect()
    }

    /// Whether closing the page now would lose a receipt or a line of the ledger.
    pub fn would_lose(&self) -> bool {
        self.book.as_ref().is_some_and(|book| book.unhanded() > 0) || !self.unhanded().is_empty()
    }

    /// What files are verified with: every catalogue of the id that a file names is read first.
    pub fn with_shelf<T>(&self, file: &[u8], then: impl FnOnce(&verify::Shelf<'_>) -> T) -> T {
        if let Some(id) = changes::catalogue_id(file) {
            for book in self.shelf.books.iter().filter(|it| it.head.id == id) {
                // Asking reads it; one that cannot be read leaves the report without its catalogue, which is said.
                let _ = book.catalogue();
            }
        }
        let (catalogues, calendars) = (&self.shelf.open(), &self.shelf.calendars);
        then(&verify::Shelf { catalogues, calendars, trust: self.trust(), received: None })
    }

    fn look(&self, file: &[u8]) -> Found {
        let Some(book) = &self.book else { return Found::Unreadable };
        let look = |shelf: &verify::Shelf<'_>| Incoming::look(file, &book.ledger, shelf, self.wanted.as_ref());
        Found::Looked(Box::new(self.with_shelf(file, look)))
    }

    fn take(&mut self, name: String, came: Came) {
        self.came += 1;
        let bytes: Rc<[u8]> = match &came {
            Came::Bytes(bytes) => Rc::from(bytes.as_slice()),
            Came::TooLarge { .. } | Came::Unreadable => Rc::from([]),
        };
        let kept: usize = self.items.iter().map(|it| it.bytes.len()).sum();
        if self.items.len() >= ITEMS_MAX || kept + bytes.len() > KEPT_BYTES_MAX {
            self.overflow = true;
            return;
        }
        let found = match came {
            Came::Bytes(_) => self.look(&bytes),
            Came::TooLarge { limit } => Found::TooLarge { limit },
            Came::Unreadable => Found::Unreadable,
        };
        let (number, given, refused) = (self.came, None, None);
        let item = Item { number, name, bytes, found, same_as: None, ticked: None, given, refused };
        let same = |it: &&Rc<Item>| it.digests().is_some() && it.digests() == item.digests();
        let same_as = self.items.iter().find(same).map(|it| it.name.clone());
        self.items.push(Rc::new(Item { same_as, ..item }));
    }

    /// Every file that has no receipt yet is looked at again.
    fn look_again(&mut self) {
        let found: Vec<Option<Found>> = self.items.iter().map(|it| self.again(it)).collect();
        for (item, found) in self.items.iter_mut().zip(found) {
            if let Some(found) = found {
                let item = Rc::make_mut(item);
                (item.found, item.refused) = (found, None);
            }
        }
    }

    fn again(&self, item: &Item) -> Option<Found> {
        (item.given.is_none() && item.incoming().is_some()).then(|| self.look(&item.bytes))
    }

    fn change(&mut self, number: usize, change: impl FnOnce(&mut Item)) {
        if let Some(item) = self.items.iter_mut().find(|it| it.number == number) {
            change(Rc::make_mut(item));
        }
    }

    fn given(&mut self, number: usize, given: Given, book: Book) {
        self.change(number, |it| (it.given, it.refused) = (Some(given), None));
        for item in &mut self.items {
            let grown = item.incoming().filter(|_| item.given.is_none()).map(|it| it.against(&book.ledger));
            if let Some(grown) = grown {
                Rc::make_mut(item).found = Found::Looked(Box::new(grown));
            }
        }
        self.book = Some(Rc::new(book));
    }
}

impl Desk {
    /// The desk after something happened.
    pub fn after(&self, step: Step) -> Desk {
        let mut next = self.clone();
        match step {
            Step::Begin => next.busy = true,
            Step::File { name, came } => next.take(name, came),
            Step::Overflow => next.overflow = true,
            Step::End => next.busy = false,
            Step::Book(book) => {
                next.book = book.map(|book| Rc::new(*book));
                if next.book.is_none() {
                    next.items.clear();
                }
                next.look_again();
            }
            Step::Trust(trust) => {
                next.trust = trust;
                if let Some(book) = &mut next.book {
                    let book = Rc::make_mut(book);
                    book.worth = book.ledger.check(next.trust.as_ref().map(|it| &*it.list));
                }
                next.look_again();
            }
            Step::Shelf(shelf) => {
                next.shelf = shelf;
                next.look_again();
            }
            Step::Wanted(wanted) => {
                next.wanted = wanted;
                next.look_again();
            }
            Step::Tick { number, on } => next.change(number, |it| it.ticked = Some(on)),
            Step::TickAll => {
                next.items.iter_mut().filter(|it| it.asks().is_some()).for_each(|it| {
                    Rc::make_mut(it).ticked = Some(true);
                });
            }
            Step::Given { number, given, book } => next.given(number, *given, *book),
            Step::NotGiven { number, why } => next.change(number, |it| it.refused = Some(why)),
            Step::Handed(number) => {
                next.change(number, |it| it.given.iter_mut().for_each(|given| given.handed = true));
            }
            Step::HandedBook => {
                if let Some(book) = &mut next.book {
                    let book = Rc::make_mut(book);
                    book.handed = book.ledger.lines().len();
                }
            }
            Step::Clear => {
                // A receipt that nobody has stays.
                next.items.retain(|it| it.given.as_ref().is_some_and(|given| !given.handed));
                next.overflow = false;
            }
        }
        next
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests;
