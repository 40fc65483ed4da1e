//! Thumbprints of offices that a person compared with paper, and the newest list seen of each, kept in the browser
//! between visits; and those that came with the page. All of it is public. Which list they open is decided in
//! `zicha_core::pinned`.

use crate::browser::embedded;
use crate::browser::storage::{Storage, StorageError};
use zicha_core::pinned::{Kept, KeptPin, PINS_MAX};
use zicha_core::sign::{Day, Kid};

/// Where they are kept.
pub const KEY: &str = "zicha:pins";

/// What is pinned here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pinboard {
    /// What a person compared; kept.
    pub kept: Kept,
    /// What came with the page.
    pub of_page: Vec<Kid>,
}

impl Pinboard {
    /// What the browser kept, and what the page brought. A text that cannot be read counts as none: the person is
    /// asked to compare again.
    pub fn read(storage: &dyn Storage) -> Pinboard {
        let kept = storage.get(KEY).and_then(|text| Kept::read(text.as_bytes()).ok()).unwrap_or_default();
        Pinboard { kept, of_page: embedded::pins() }
    }

    /// Keeps what a person compared.
    ///
    /// # Errors
    /// The browser refused; it holds until the page closes.
    pub fn write(&self, storage: &dyn Storage) -> Result<(), StorageError> {
        if self.kept == Kept::default() {
            storage.remove(KEY);
            return Ok(());
        }
        let text = String::from_utf8(self.kept.to_bytes()).map_err(|_| StorageError::Refused)?;
        storage.set(KEY, &text)
    }

    /// Whether that thumbprint is pinned, by a person or by the page.
    pub fn holds(&self, kid: Kid) -> bool {
        self.of_page.contains(&kid) || self.kept.pin(kid).is_some()
    }

    /// How many different ones are pinned.
    pub fn count(&self) -> usize {
        let more = self.kept.pins().iter().filter(|it| !self.of_page.contains(&it.kid)).count();
        self.of_page.len() + more
    }

    /// With one more; none where there are two already.
    pub fn with(&self, kid: Kid, office: &str, since: Day) -> Option<Pinboard> {
        if self.count() >= PINS_MAX && !self.holds(kid) {
            return None;
        }
        let kept = self.kept.with(KeptPin { kid, office: office.to_owned(), since })?;
        Some(Pinboard { kept, of_page: self.of_page.clone() })
    }

    /// Without one that a person compared.
    pub fn without(&self, kid: Kid) -> Pinboard {
        Pinboard { kept: self.kept.without(kid), of_page: self.of_page.clone() }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::*;
    use crate::browser::storage::Memory;
    use zicha_core::sign::PrivateKey;

    fn kid(number: u8) -> Kid {
        PrivateKey::from_seed(&[number; 32]).kid()
    }

    fn day() -> Day {
        Day::read("2026-03-01").unwrap()
    }

    #[test]
    fn two_pins_are_the_most_wherever_they_come_from() {
        let page = Pinboard { kept: Kept::default(), of_page: vec![kid(1)] };
        let two = page.with(kid(2), "办", day()).unwrap();
        assert_eq!(two.count(), PINS_MAX);
        assert!(two.with(kid(3), "办", day()).is_none());
        assert!(two.holds(kid(1)) && two.holds(kid(2)) && !two.holds(kid(3)));
        assert_eq!(two.without(kid(1)).count(), PINS_MAX, "what came with the page stays");
        assert_eq!(two.without(kid(2)), page);
    }

    #[test]
    fn what_is_kept_is_read_back_and_nothing_leaves_no_trace() {
        let memory = Memory::new();
        let board = Pinboard::default().with(kid(1), "办", day()).unwrap();
        board.write(&memory).unwrap();
        let text = memory.get(KEY).unwrap();
        assert_eq!(Kept::read(text.as_bytes()).unwrap(), board.kept);
        board.without(kid(1)).write(&memory).unwrap();
        assert_eq!(memory.get(KEY), None);
    }
}
