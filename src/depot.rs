//! The storage as the pages share it, and the draft in it that no window writes over another's.
//!
//! Two windows may have the same form open. Each remembers the text it last saw under the form's key and looks again
//! before it writes: another text there is somebody else's work. Pure over [`Storage`]; told of by `app::keep`.

use std::cell::RefCell;
use std::rc::Rc;

use crate::browser::storage::{Kind, Storage};

/// The storage, compared by what it is and not by what it holds.
#[derive(Clone)]
pub struct Depot(pub Rc<dyn Storage>, Rc<RefCell<Option<String>>>);

/// Why a draft was not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unkept {
    /// Another window saved the same form since this one last saw it; its text stays.
    Elsewhere,
    /// There is no storage that lasts, or it is full or refuses.
    Refused,
}

impl PartialEq for Depot {
    fn eq(&self, other: &Depot) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Depot {
    pub fn new(storage: Rc<dyn Storage>) -> Depot {
        Depot(storage, Rc::default())
    }

    /// What it holds outlives the page.
    pub fn is_lasting(&self) -> bool {
        match self.0.kind() {
            Kind::Local => true,
            Kind::Memory => false,
        }
    }

    /// The form under `key` was opened, or this window is to prevail: what is there now is known.
    pub fn see(&self, key: &str) {
        self.1.replace(self.0.get(key));
    }

    /// Whether a text that another window wrote differs from what this one knows to be there.
    pub fn is_news(&self, text: &str) -> bool {
        self.1.borrow().as_deref() != Some(text)
    }

    /// Keeps a choice for the next visit; whether it will be there then.
    #[must_use = "the page must say where a choice is not kept"]
    pub fn keep_choice(&self, key: &str, text: &str) -> bool {
        // Where nothing lasts it is still there until the page is closed.
        self.0.set(key, text).is_ok() && self.is_lasting()
    }

    /// Keeps the draft of the open form; one that was deleted is written again.
    ///
    /// # Errors
    /// See [`Unkept`]; the page must show it.
    pub fn keep(&self, key: &str, text: &str) -> Result<(), Unkept> {
        if !self.is_lasting() {
            return Err(Unkept::Refused);
        }
        if self.0.get(key).is_some_and(|there| self.is_news(&there)) {
            return Err(Unkept::Elsewhere);
        }
        self.0.set(key, text).map_err(|_| Unkept::Refused)?;
        self.1.replace(Some(text.to_owned()));
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::browser::storage::{MEMORY_BYTES_MAX, Memory, StorageError};

    const KEY: &str = "zicha:c:u:p";

    /// A memory that claims to last.
    struct Lasting(Memory);

    impl Storage for Lasting {
        fn kind(&self) -> Kind {
            Kind::Local
        }
        fn get(&self, key: &str) -> Option<String> {
            self.0.get(key)
        }
        fn set(&self, key: &str, text: &str) -> Result<(), StorageError> {
            self.0.set(key, text)
        }
        fn remove(&self, key: &str) {
            self.0.remove(key);
        }
        fn keys(&self) -> Vec<String> {
            self.0.keys()
        }
    }

    /// Two windows that have opened the form with `there` in the storage.
    fn two(there: Option<&str>) -> (Depot, Depot) {
        let storage: Rc<dyn Storage> = Rc::new(Lasting(Memory::new()));
        if let Some(text) = there {
            storage.set(KEY, text).unwrap();
        }
        let windows = (Depot::new(Rc::clone(&storage)), Depot::new(storage));
        windows.0.see(KEY);
        windows.1.see(KEY);
        windows
    }

    #[test]
    fn the_second_window_to_write_is_refused_and_nothing_is_written_over() {
        for there in [None, Some("old")] {
            let (a, b) = two(there);
            assert_eq!((a.keep(KEY, "a1"), a.keep(KEY, "a2")), (Ok(()), Ok(())));
            assert_eq!(b.keep(KEY, "b1"), Err(Unkept::Elsewhere));
            assert_eq!(a.0.get(KEY).as_deref(), Some("a2"));
            assert_eq!(a.keep(KEY, "a3"), Ok(()), "the first goes on");
        }
    }

    #[test]
    fn who_decides_to_prevail_does_and_the_other_is_refused_then() {
        let (a, b) = two(Some("old"));
        assert_eq!((a.keep(KEY, "a"), b.keep(KEY, "b")), (Ok(()), Err(Unkept::Elsewhere)));
        b.see(KEY);
        assert_eq!((b.keep(KEY, "b"), a.keep(KEY, "a2")), (Ok(()), Err(Unkept::Elsewhere)));
        assert!(a.is_news("b") && !b.is_news("b"));
    }

    #[test]
    fn what_was_deleted_is_no_other_window_s_work() {
        let (a, b) = two(Some("old"));
        b.0.remove(KEY);
        assert_eq!(a.keep(KEY, "a"), Ok(()));
    }

    #[test]
    fn a_choice_is_kept_where_the_storage_lasts_and_has_room() {
        let (lasting, _) = two(None);
        assert!(lasting.keep_choice("zicha:look", "dark"));
        assert!(!lasting.keep_choice("zicha:look", &"a".repeat(MEMORY_BYTES_MAX)));
        let memory = Depot::new(Rc::new(Memory::new()));
        assert!(!memory.keep_choice("zicha:look", "dark"));
        assert_eq!(memory.0.get("zicha:look").as_deref(), Some("dark"), "it counts until the page is closed");
    }

    #[test]
    fn a_storage_that_is_full_or_does_not_last_refuses_and_the_former_text_stays() {
        let (a, _) = two(Some("old"));
        assert_eq!(a.keep(KEY, &"a".repeat(MEMORY_BYTES_MAX)), Err(Unkept::Refused));
        assert_eq!((a.0.get(KEY).as_deref(), a.keep(KEY, "a")), (Some("old"), Ok(())));
        assert_eq!(Depot::new(Rc::new(Memory::new())).keep(KEY, "a"), Err(Unkept::Refused));
    }
}
