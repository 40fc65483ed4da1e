//! Opening a key file with its passphrase. What was chosen and typed stays through every error but
//! a wrong passphrase, which must be typed again.

use super::Held;
use super::secret::Secret;
use crate::browser::files::{self, File};
use crate::browser::secret::{clear, typed};
use crate::browser::task;
use crate::own::{Own, use_own};
use crate::pages::file_drop::FileDrop;
use crate::words::{self, Sign};
use std::rc::Rc;
use yew::prelude::*;
use zeroize::Zeroizing;
use zicha_core::keyfile::{self, KeyFileError};
use zicha_core::text::{self, Lang};
use zicha_html::html;

/// What opening is told.
#[derive(Properties, PartialEq)]
pub struct OpenKeyProps {
    pub lang: Lang,
    pub on_key: Callback<Option<Held>>,
    pub on_say: Callback<String>,
}

/// A chosen file that looks like a key file.
#[derive(Clone)]
struct Chosen {
    name: String,
    bytes: Rc<Zeroizing<Vec<u8>>>,
}

/// Which field is at fault, and the sentence.
#[derive(Clone, PartialEq)]
enum Wrong {
    File(String),
    Passphrase(String),
}

/// Draws file, passphrase and button.
#[component(OpenKey)]
pub fn open_key(props: &OpenKeyProps) -> Html {
    let words = &words::of(props.lang).sign;
    let chosen = use_own(|| None::<Chosen>);
    let wrong = use_own(|| None::<Wrong>);
    let busy = use_own(|| false);
    let node = use_node_ref();
    let on_files = {
        let (chosen, wrong, lang) = (chosen.clone(), wrong.clone(), props.lang);
        Callback::from(move |files: Vec<File>| choose(files, lang, chosen.clone(), wrong.clone()))
    };
    let onsubmit = {
        let (chosen, wrong, busy, node) = (chosen.clone(), wrong.clone(), busy.clone(), node.clone());
        let (lang, on_key, on_say) = (props.lang, props.on_key.clone(), props.on_say.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            let Some(file) = (*chosen).clone() else {
                // A refused file keeps its own reason.
                if !matches!(&*wrong, Some(Wrong::File(_))) {
                    wrong.set(Some(Wrong::File(words.key_file_missing.to_owned())));
                }
                return;
            };
            let passphrase = typed(&node);
            if passphrase.is_empty() {
                wrong.set(Some(Wrong::Passphrase(words.passphrase_missing.to_owned())));
                return;
            }
            let job = Job { words, lang, wrong: wrong.clone(), busy: busy.clone(), node: node.clone() };
            task::spawn(job.open(file, passphrase, on_key.clone(), on_say.clone()));
        }
    };
    let (file_errors, passphrase_errors) = match &*wrong {
        Some(Wrong::File(text)) => (vec![text.clone()], Vec::new()),
        Some(Wrong::Passphrase(text)) => (Vec::new(), vec![text.clone()]),
        None => (Vec::new(), Vec::new()),
    };
    html! {
        <form class="zc-sign__form" {onsubmit} novalidate=true aria-busy={busy.then_some("true")}>
            <FileDrop id="zc-key-file" label={words.key_file} hint={words.key_file_hint} or_drop={words.or_drop}
                errors={file_errors} {on_files} />
            if let Some(chosen) = &*chosen { <p class="zc-ok">{ (words.key_file_chosen)(&chosen.name) }</p> }
            <Secret id="zc-key-passphrase" label={words.passphrase} show={words.show}
                hints={vec![words.passphrase_hint.into()]} errors={passphrase_errors} {node} />
            <p>
                <button type="submit" class="zc-button" disabled={*busy}>{ words.open }</button>
                if *busy { <span class="zc-busy">{ words.opening }</span> }
            </p>
        </form>
    }
}

/// Reads the chosen file and looks whether it is a key file at all, before any passphrase.
fn choose(files: Vec<File>, lang: Lang, chosen: Own<Option<Chosen>>, wrong: Own<Option<Wrong>>) {
    let words = &words::of(lang).sign;
    let mut files = files.into_iter();
    let (Some(file), None) = (files.next(), files.next()) else {
        wrong.set(Some(Wrong::File(words.one_file_only.to_owned())));
        return;
    };
    task::spawn(async move {
        let name = file.name();
        let read = files::read(file).await.map(Zeroizing::new);
        let found = match read {
            Ok(bytes) => match keyfile::look(&bytes) {
                Ok(()) => Ok(Chosen { name, bytes: Rc::new(bytes) }),
                Err(error) => Err(text::key_error(&error, lang)),
            },
            Err(error) => Err(super::file_error(error, lang)),
        };
        match found {
            Ok(file) => {
                chosen.set(Some(file));
                wrong.set(None);
            }
            Err(sentence) => {
                chosen.set(None);
                wrong.set(Some(Wrong::File(sentence)));
            }
        }
    });
}

/// One attempt to open.
struct Job {
    words: &'static Sign,
    lang: Lang,
    wrong: Own<Option<Wrong>>,
    busy: Own<bool>,
    node: NodeRef,
}

impl Job {
    async fn open(
        self,
        file: Chosen,
        passphrase: Zeroizing<String>,
        on_key: Callback<Option<Held>>,
        on_say: Callback<String>,
    ) {
        self.busy.set(true);
        self.wrong.set(None);
        on_say.emit(self.words.opening.to_owned());
        task::painted().await;
        let opened = keyfile::open(&file.bytes, &passphrase);
        self.busy.set(false);
        match opened {
            Ok(key) => {
                clear(&self.node);
                on_say.emit(self.words.key_ready.to_owned());
                on_key.emit(Some(Held(Rc::new(key))));
            }
            Err(error) => {
                let sentence = text::key_error(&error, self.lang);
                on_say.emit(sentence.clone());
                self.wrong.set(Some(self.place(&error, sentence)));
            }
        }
    }

    fn place(&self, error: &KeyFileError, sentence: String) -> Wrong {
        match error {
            KeyFileError::WrongPassphrase => {
                clear(&self.node);
                Wrong::Passphrase(sentence)
            }
            KeyFileError::PassphraseLength { .. } => Wrong::Passphrase(sentence),
            KeyFileError::NotAKeyFile
            | KeyFileError::Json(_)
            | KeyFileError::TooLarge { .. }
            | KeyFileError::Malformed { .. }
            | KeyFileError::Unsupported { .. }
            | KeyFileError::IterationsOutOfRange { .. } => Wrong::File(sentence),
        }
    }
}
