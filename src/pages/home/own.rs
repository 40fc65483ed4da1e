//! Catalogues that a person loaded from a file, kept in the browser's storage so that drafts made with them open
//! again: under `zicha:own:<id>` the head, under `zicha:own-file:<id>` the file, under `zicha:own-calendar:<id>` the
//! calendar that came with it. Drafts have one part more.

use super::Depot;
use crate::browser::storage::StorageError;
use crate::shelf::Head;
use crate::state::{Book, Shelf};
use std::sync::Arc;
use zicha_core::calendar::WorkCalendar;

const HEAD: &str = "zicha:own:";
const FILE: &str = "zicha:own-file:";
const CALENDAR: &str = "zicha:own-calendar:";

/// Most loaded catalogues that are offered.
pub const OWN_MAX: usize = 50;

/// Puts those that are kept onto the shelf.
pub fn onto(shelf: &mut Shelf, depot: &Depot) {
    for key in depot.0.keys().iter().filter(|key| key.starts_with(HEAD)).take(OWN_MAX) {
        let id = key.get(HEAD.len()..).unwrap_or_default();
        let head = depot.0.get(key).and_then(|text| Head::read(id, &text));
        match head.filter(Head::is_own) {
            Some(head) => shelf.put(book(depot, head)),
            None => shelf.unreadable.push(id.to_owned()),
        }
    }
}

/// Keeps one; what came of an earlier one of the same id is replaced.
///
/// # Errors
/// The storage refused; then nothing is kept.
pub fn keep(depot: &Depot, head: Head, file: &str, calendar: Option<&str>) -> Result<Book, StorageError> {
    depot.0.remove(&key(CALENDAR, &head.id));
    let put = |what: &str, text: &str| depot.0.set(&key(what, &head.id), text);
    let kept = put(FILE, file)
        .and_then(|()| calendar.map_or(Ok(()), |calendar| put(CALENDAR, calendar)))
        .and_then(|()| put(HEAD, &head.written()));
    if kept.is_err() {
        forget(depot, &head.id);
    }
    kept.map(|()| book(depot, head))
}

/// Takes one out of the storage.
pub fn forget(depot: &Depot, id: &str) {
    depot.0.remove(&key(HEAD, id));
    depot.0.remove(&key(FILE, id));
    depot.0.remove(&key(CALENDAR, id));
}

fn book(depot: &Depot, head: Head) -> Book {
    let calendar = depot.0.get(&key(CALENDAR, &head.id));
    let calendar = calendar.and_then(|it| WorkCalendar::from_json(it.as_bytes()).ok()).map(Arc::new);
    let (depot, key) = (depot.clone(), key(FILE, &head.id));
    Book::new(head, move || depot.0.get(&key)).with_calendar(calendar)
}

fn key(what: &str, id: &str) -> String {
    format!("{what}{id}")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::*;
    use crate::browser::storage::{MEMORY_BYTES_MAX, Memory};
    use std::rc::Rc;

    fn head() -> Head {
        Head {
            id: "a.b".to_owned(), issuer: "某市司法局".to_owned(), title: "目录".to_owned(), ..Head::default()
        }
    }

    #[test]
    fn what_is_kept_is_there_again_until_it_is_forgotten() {
        let depot = Depot::new(Rc::new(Memory::new()));
        assert_eq!(keep(&depot, head(), "{}", Some("{}")).unwrap().text().unwrap(), "{}");
        let mut shelf = Shelf::default();
        onto(&mut shelf, &depot);
        assert_eq!((*shelf.books[0].head).clone(), head());
        assert_eq!(shelf.books[0].text().unwrap(), "{}");
        forget(&depot, "a.b");
        assert!(depot.0.keys().is_empty());
    }

    #[test]
    fn a_full_storage_keeps_neither_part() {
        let depot = Depot::new(Rc::new(Memory::new()));
        assert!(keep(&depot, head(), &" ".repeat(MEMORY_BYTES_MAX - 30), None).is_err());
        assert!(depot.0.keys().is_empty());
    }

    #[test]
    fn a_head_that_cannot_be_read_is_named() {
        let depot = Depot::new(Rc::new(Memory::new()));
        depot.0.set("zicha:own:x", "?").unwrap();
        let mut shelf = Shelf::default();
        onto(&mut shelf, &depot);
        assert_eq!(shelf.unreadable, ["x"]);
    }
}
