//! The key file a person chose: read, and looked at before any passphrase is asked for.

use crate::browser::files::{self, File, FileError};
use crate::browser::task;
use crate::own::{Own, use_own};
use crate::pages::file_drop::FileDrop;
use crate::words;
use std::rc::Rc;
use yew::prelude::*;
use zeroize::Zeroizing;
use zicha_core::keyfile::{self, KeyFileError};
use zicha_core::text::{self, Lang};
use zicha_html::html;

/// A file that looks like a key file, or one that was made here. The key in it is encrypted.
#[derive(PartialEq, Eq)]
pub struct KeyFile {
    pub name: String,
    pub bytes: Zeroizing<Vec<u8>>,
}

impl KeyFile {
    /// Whether the browser took the download; where it did not, the person can ask again.
    pub fn hand_out(&self) -> bool {
        files::download(&self.name, "application/json", &self.bytes).is_ok()
    }
}

/// What was chosen so far, and what is the matter with it.
#[derive(Clone)]
pub struct Pick {
    chosen: Own<Option<Rc<KeyFile>>>,
    wrong: Own<Option<String>>,
}

/// Remembers the choice between drawings; begins with `first`.
#[hook]
pub fn use_pick(first: Option<Rc<KeyFile>>) -> Pick {
    Pick { chosen: use_own(|| first), wrong: use_own(|| None) }
}

impl Pick {
    /// The file; says that it is missing where none was chosen. A refused file keeps its own reason.
    pub fn take(&self, lang: Lang) -> Option<Rc<KeyFile>> {
        let chosen = (*self.chosen).clone();
        if chosen.is_none() && self.wrong.is_none() {
            self.refuse(words::of(lang).keyring().file_missing.to_owned());
        }
        chosen
    }

    /// Says what is wrong with the file.
    pub fn refuse(&self, sentence: String) {
        self.wrong.set(Some(sentence));
    }

    pub fn forget_fault(&self) {
        self.wrong.set(None);
    }

    /// Draws the place for the file, and the name of the one that was chosen.
    pub fn draw(&self, id: &str, lang: Lang) -> Html {
        let (words, or_drop) = (words::of(lang).keyring(), words::of(lang).sign().or_drop);
        let errors: Vec<String> = self.wrong.iter().cloned().collect();
        let pick = self.clone();
        let on_files = Callback::from(move |files: Vec<File>| pick.choose(files, lang));
        html! {
            <>
                <FileDrop id={id.to_owned()} label={words.file} hint={words.file_hint} {or_drop}
                    {errors} {on_files} />
                if let Some(chosen) = &*self.chosen { <p class="zc-ok">{ (words.file_chosen)(&chosen.name) }</p> }
            </>
        }
    }

    fn choose(&self, files: Vec<File>, lang: Lang) {
        let mut files = files.into_iter();
        let (Some(file), None) = (files.next(), files.next()) else {
            self.refuse(words::of(lang).keyring().one_file_only.to_owned());
            return;
        };
        let pick = self.clone();
        task::spawn(async move {
            match read(file, lang).await {
                Ok(file) => {
                    pick.chosen.set(Some(Rc::new(file)));
                    pick.wrong.set(None);
                }
                Err(sentence) => {
                    pick.chosen.set(None);
                    pick.wrong.set(Some(sentence));
                }
            }
        });
    }
}

async fn read(file: File, lang: Lang) -> Result<KeyFile, String> {
    let name = file.name();
    let bytes = files::read(file).await.map(Zeroizing::new).map_err(|error| unread(error, lang))?;
    keyfile::look(&bytes).map_err(|error| text::key_error(&error, lang))?;
    Ok(KeyFile { name, bytes })
}

/// Why a chosen key file could not be read at all.
fn unread(error: FileError, lang: Lang) -> String {
    match error {
        FileError::TooLarge { bytes, .. } => {
            let bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
            text::key_error(&KeyFileError::TooLarge { bytes }, lang)
        }
        FileError::Unreadable => words::of(lang).keyring().unreadable.to_owned(),
    }
}

/// Whether an error of a key file is about its passphrase, which must then be typed again, or about the file.
pub fn is_of_passphrase(error: &KeyFileError) -> bool {
    match error {
        KeyFileError::WrongPassphrase | KeyFileError::PassphraseLength { .. } => true,
        KeyFileError::NotAKeyFile
        | KeyFileError::Json(_)
        | KeyFileError::TooLarge { .. }
        | KeyFileError::Malformed { .. }
        | KeyFileError::Unsupported { .. }
        | KeyFileError::IterationsOutOfRange { .. } => false,
    }
}
