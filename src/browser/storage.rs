//! Texts kept between visits: the browser's localStorage, or memory where there is none.
//!
//! In a sandboxed frame, or with storage forbidden by policy, merely touching `localStorage`
//! throws; then [`open`] gives the memory twin and its [`Storage::kind`] tells the page to say so.
//! On `file://` Chromium and WebKit share one storage among all local pages: nothing secret is
//! ever put here. Not here: what is kept and when (`state`, `pages`).

use super::Listening;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;

/// Every key of ours starts with this.
pub const PREFIX: &str = "zicha:";

/// Most keys listed; further ones are left out.
pub const KEYS_MAX: usize = 1_000;

/// What the memory twin holds at most, in bytes of keys and values; browsers allow about as much.
pub const MEMORY_BYTES_MAX: usize = 5 * 1024 * 1024;

/// Where the texts go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// They outlive the page.
    Local,
    /// They are gone when the page closes.
    Memory,
}

/// Why a text was not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageError {
    /// No room left.
    Full,
    /// The browser forbade it.
    Refused,
}

/// A place for texts under keys that start with [`PREFIX`].
pub trait Storage {
    /// Whether the texts outlive the page.
    fn kind(&self) -> Kind;

    /// The text under `key`.
    fn get(&self, key: &str) -> Option<String>;

    /// Puts `text` under `key`; on failure the former text stays.
    ///
    /// # Errors
    /// See [`StorageError`]; the page must show it.
    fn set(&self, key: &str, text: &str) -> Result<(), StorageError>;

    /// Forgets the text under `key`, if there is one.
    fn remove(&self, key: &str);

    /// The keys that start with [`PREFIX`], in order, at most [`KEYS_MAX`].
    fn keys(&self) -> Vec<String>;
}

/// The browser's storage where writing to it works, else a fresh [`Memory`].
pub fn open() -> Rc<dyn Storage> {
    match Local::open() {
        Some(local) => Rc::new(local),
        None => Rc::new(Memory::new()),
    }
}

/// Calls `then` with the key and the new text whenever another tab has changed or added one of ours.
pub fn on_change(then: impl Fn(&str, &str) + 'static) -> Listening {
    let events = web_sys::window().map(|window| {
        gloo::events::EventListener::new(&window, "storage", move |event| {
            let change = event.dyn_ref::<web_sys::StorageEvent>();
            let change = change.and_then(|change| Some((change.key()?, change.new_value()?)));
            if let Some((key, text)) = change.filter(|(key, _)| key.starts_with(PREFIX)) {
                then(&key, &text);
            }
        })
    });
    Listening { _events: events.into_iter().collect() }
}

/// What [`on_change`] says instead of a key when a page around ours could not keep a text that it had taken.
pub const REFUSED: &str = "zicha:refused";

/// localStorage, found to work; or what has its methods and was given to a page that may not touch storage.
struct Local(web_sys::Storage);

impl Local {
    /// `None` where storage is missing, throws, or does not give back what was written.
    fn open() -> Option<Local> {
        const PROBE: &str = "zicha:probe";
        let storage = match super::embedded::given("zichaStorage") {
            Some(given) => given.unchecked_into::<web_sys::Storage>(),
            None => web_sys::window()?.local_storage().ok()??,
        };
        // A full storage is still one to read from; the page shows the error when it writes.
        let full = match storage.set_item(PROBE, PROBE) {
            Ok(()) => false,
            Err(error) if cause(&error) == StorageError::Full => true,
            Err(_) => return None,
        };
        let kept = storage.get_item(PROBE).ok()?;
        storage.remove_item(PROBE).ok()?;
        (full || kept.as_deref() == Some(PROBE)).then_some(Local(storage))
    }
}

impl Storage for Local {
    fn kind(&self) -> Kind {
        Kind::Local
    }

    fn get(&self, key: &str) -> Option<String> {
        self.0.get_item(key).ok()?
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StorageError> {
        self.0.set_item(key, text).map_err(|error| cause(&error))
    }

    fn remove(&self, key: &str) {
        // What cannot be removed was never kept.
        let _ = self.0.remove_item(key);
    }

    fn keys(&self) -> Vec<String> {
        let length = self.0.length().unwrap_or(0);
        let mut keys: Vec<String> = (0..length)
            .filter_map(|at| self.0.key(at).ok()?)
            .filter(|key| key.starts_with(PREFIX))
            .take(KEYS_MAX)
            .collect();
        keys.sort();
        keys
    }
}

/// HTML Standard, "setItem": a full storage throws `QuotaExceededError`; Firefox has its own name.
fn cause(error: &wasm_bindgen::JsValue) -> StorageError {
    let name = error.dyn_ref::<web_sys::DomException>().map(web_sys::DomException::name);
    match name.as_deref() {
        Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => StorageError::Full,
        Some(_) | None => StorageError::Refused,
    }
}

/// The twin without a browser, bounded like the real one.
#[derive(Debug, Default)]
pub struct Memory {
    /// In no order: they are few.
    texts: RefCell<Vec<(String, String)>>,
}

impl Memory {
    /// An empty one.
    pub fn new() -> Memory {
        Memory::default()
    }
}

impl Storage for Memory {
    fn kind(&self) -> Kind {
        Kind::Memory
    }

    fn get(&self, key: &str) -> Option<String> {
        self.texts.borrow().iter().find(|it| it.0 == key).map(|it| it.1.clone())
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StorageError> {
        let mut texts = self.texts.borrow_mut();
        let others: usize = texts.iter().filter(|it| it.0 != key).map(|it| it.0.len() + it.1.len()).sum();
        if others + key.len() + text.len() > MEMORY_BYTES_MAX {
            return Err(StorageError::Full);
        }
        texts.retain(|it| it.0 != key);
        texts.push((key.to_owned(), text.to_owned()));
        Ok(())
    }

    fn remove(&self, key: &str) {
        self.texts.borrow_mut().retain(|it| it.0 != key);
    }

    fn keys(&self) -> Vec<String> {
        let texts = self.texts.borrow();
        let mut keys: Vec<String> =
            texts.iter().map(|it| &it.0).filter(|key| key.starts_with(PREFIX)).cloned().collect();
        keys.sort_unstable();
        keys.truncate(KEYS_MAX);
        keys
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_full_at_its_bound_and_keeps_the_former_text() {
        let memory = Memory::new();
        let most = "a".repeat(MEMORY_BYTES_MAX - "zicha:a".len());
        assert_eq!(memory.set("zicha:a", &most), Ok(()));
        assert_eq!(memory.set("zicha:a", &(most.clone() + "a")), Err(StorageError::Full));
        assert_eq!(memory.get("zicha:a"), Some(most));
        assert_eq!(memory.set("zicha:b", ""), Err(StorageError::Full));
    }

    #[test]
    fn only_our_keys_are_listed() {
        let memory = Memory::new();
        for key in ["zicha:b", "other", "zicha:a"] {
            memory.set(key, "1").unwrap();
        }
        assert_eq!(memory.keys(), ["zicha:a", "zicha:b"]);
        memory.remove("zicha:a");
        assert_eq!(memory.get("zicha:a"), None);
    }

    #[test]
    fn one_key_past_the_bound_is_not_listed() {
        let memory = Memory::new();
        for at in 0..=KEYS_MAX {
            memory.set(&format!("zicha:{at:05}"), "").unwrap();
        }
        assert_eq!(memory.keys().len(), KEYS_MAX);
    }
}
