//! Opening a key file with its passphrase. What was chosen and typed stays through every error but
//! a wrong passphrase, which must be typed again.

use super::Held;
use super::key_file::{KeyFile, Pick, is_of_passphrase, use_pick};
use super::secret::Secret;
use crate::browser::secret::{clear, typed};
use crate::browser::task;
use crate::own::{Own, use_own};
use crate::words;
use std::rc::Rc;
use yew::prelude::*;
use zeroize::Zeroizing;
use zicha_core::keyfile;
use zicha_core::text::{self, Lang};
use zicha_html::html;

/// What opening is told.
#[derive(Properties, PartialEq)]
pub struct OpenKeyProps {
    pub lang: Lang,
    /// Ids begin with it: a page with two keys needs two.
    #[prop_or(AttrValue::Static("zc-key"))]
    pub prefix: AttrValue,
    /// The file opened before, so that only its passphrase is asked for again.
    #[prop_or_default]
    pub file: Option<Rc<KeyFile>>,
    pub on_opened: Callback<Held>,
    pub on_say: Callback<String>,
}

/// Draws file, passphrase and button.
#[component(OpenKey)]
pub fn open_key(props: &OpenKeyProps) -> Html {
    let words = words::of(props.lang).keyring();
    let pick = use_pick(props.file.clone());
    let wrong = use_own(|| None::<String>);
    let busy = use_own(|| false);
    let node = use_node_ref();
    let onsubmit = {
        let job = Job {
            lang: props.lang,
            pick: pick.clone(),
            wrong: wrong.clone(),
            busy: busy.clone(),
            node: node.clone(),
            on_opened: props.on_opened.clone(),
            on_say: props.on_say.clone(),
        };
        move |event: SubmitEvent| {
            event.prevent_default();
            job.begin();
        }
    };
    html! {
        <form class="zc-sign__form" {onsubmit} novalidate=true aria-busy={busy.then_some("true")}>
            { pick.draw(&format!("{}-file", props.prefix), props.lang) }
            <Secret id={format!("{}-passphrase", props.prefix)} label={words.passphrase} show={words.show}
                hints={vec![words.passphrase_hint.into()]} errors={wrong.iter().cloned().collect::<Vec<_>>()} {node} />
            <p>
                <button type="submit" class="zc-button" disabled={*busy}>{ words.open }</button>
                if *busy { <span class="zc-busy">{ words.opening }</span> }
            </p>
        </form>
    }
}

/// One attempt to open.
#[derive(Clone)]
struct Job {
    lang: Lang,
    pick: Pick,
    wrong: Own<Option<String>>,
    busy: Own<bool>,
    node: NodeRef,
    on_opened: Callback<Held>,
    on_say: Callback<String>,
}

impl Job {
    fn begin(&self) {
        if *self.busy {
            return;
        }
        let Some(file) = self.pick.take(self.lang) else { return };
        let passphrase = typed(&self.node);
        if passphrase.is_empty() {
            self.wrong.set(Some(words::of(self.lang).keyring().passphrase_missing.to_owned()));
            return;
        }
        task::spawn(self.clone().open(file, passphrase));
    }

    async fn open(self, file: Rc<KeyFile>, passphrase: Zeroizing<String>) {
        let words = words::of(self.lang).keyring();
        self.busy.set(true);
        self.wrong.set(None);
        self.pick.forget_fault();
        self.on_say.emit(words.opening.to_owned());
        task::painted().await;
        let opened = keyfile::open(&file.bytes, &passphrase);
        self.busy.set(false);
        match opened {
            Ok(key) => {
                clear(&self.node);
                self.on_say.emit(words.ready.to_owned());
                self.on_opened.emit(Held::new(key, file));
            }
            Err(error) => {
                let sentence = text::key_error(&error, self.lang);
                self.on_say.emit(sentence.clone());
                if !is_of_passphrase(&error) {
                    self.pick.refuse(sentence);
                    return;
                }
                if error == keyfile::KeyFileError::WrongPassphrase {
                    clear(&self.node);
                }
                self.wrong.set(Some(sentence));
            }
        }
    }
}
