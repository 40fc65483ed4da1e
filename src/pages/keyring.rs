//! Choosing the key: open a key file, or make one. The open key lives in the page's memory only, and is
//! locked when it is not used for a while or the page goes out of sight.
//!
//! Reading order: `lock`, `key_file` (choosing one), `passphrase` (is it good enough), `new_passphrase`,
//! `open_key`, `make_key`.

pub mod key_file;
pub mod lock;
pub mod make_key;
pub mod new_passphrase;
pub mod open_key;
pub mod passphrase;
pub mod secret;

use self::key_file::KeyFile;
use self::lock::{Why, use_lock};
use self::make_key::{Made, MakeKey};
use self::open_key::OpenKey;
use crate::browser::{focus, idle};
use crate::own::{Own, use_effect_with, use_own};
use crate::widgets::choice::{Group, radios};
use crate::words::{self, Keyring};
use std::cell::Cell;
use std::rc::Rc;
use yew::prelude::*;
use zicha_core::digest::fingerprint;
use zicha_core::sign::{KeyType, PrivateKey, PublicKey};
use zicha_core::text::Lang;
use zicha_html::html;

/// A key in memory, overwritten when the last of these is dropped.
#[derive(Clone)]
pub struct Held {
    key: Rc<PrivateKey>,
    /// When it was last used, in milliseconds since 1970.
    used: Rc<Cell<u64>>,
    /// Where it came from, so that only the passphrase is asked for when it was locked.
    file: Rc<KeyFile>,
}

impl Held {
    /// A key just opened, and so just used.
    pub fn new(key: PrivateKey, file: Rc<KeyFile>) -> Held {
        Held { key: Rc::new(key), used: Rc::new(Cell::new(idle::now_ms())), file }
    }

    /// The file it lies in, encrypted.
    pub fn file(&self) -> &Rc<KeyFile> {
        &self.file
    }

    /// The key, to sign with: from now on it stays open for [`lock::IDLE_MS`] again.
    pub fn key(&self) -> &PrivateKey {
        self.used.set(idle::now_ms());
        &self.key
    }

    /// Its public half; looking at that is no use of the key.
    pub fn public(&self) -> &PublicKey {
        self.key.public()
    }
}

impl PartialEq for Held {
    fn eq(&self, other: &Held) -> bool {
        Rc::ptr_eq(&self.key, &other.key)
    }
}

/// Where a key comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Open,
    Make,
}

/// What the chooser is told.
#[derive(Properties, PartialEq)]
pub struct KeyChooserProps {
    pub lang: Lang,
    /// A new key file is named after this person.
    pub signer: AttrValue,
    pub held: Option<Held>,
    /// Why the choice as a whole is at fault.
    pub errors: Vec<String>,
    /// The key that was opened; none when the person takes another one, and when it was locked.
    pub on_key: Callback<Option<Held>>,
    /// Says a sentence in the live region.
    pub on_say: Callback<String>,
}

/// Draws the choice, or the key that is open, which it locks in time. One in a page.
#[component(KeyChooser)]
pub fn key_chooser(props: &KeyChooserProps) -> Html {
    let words = words::of(props.lang).keyring();
    let way = use_own(|| Way::Open);
    let file = use_own(|| None::<Rc<KeyFile>>);
    let made = use_own(|| false);
    let locked = use_own(|| None::<Why>);
    let on_lock = {
        let (way, locked, on_key, on_say) = (way.clone(), locked.clone(), props.on_key.clone(), props.on_say.clone());
        let (file, from) = (file.clone(), props.held.as_ref().map(|held| Rc::clone(held.file())));
        Callback::from(move |why| {
            file.set(from.clone());
            way.set(Way::Open);
            locked.set(Some(why));
            on_say.emit(why_locked(words, why).to_owned());
            on_key.emit(None);
        })
    };
    use_lock(props.held.as_ref(), on_lock);
    let taken = use_own(|| 0_u32);
    let arrival = use_arrival(*taken);
    let chooser = Chooser { props, words, way, file, made, locked, taken, arrival };
    match &props.held {
        Some(held) => chooser.open(held),
        None => chooser.choice(),
    }
}

/// One drawing of the chooser.
struct Chooser<'a> {
    props: &'a KeyChooserProps,
    words: &'static Keyring,
    way: Own<Way>,
    /// The file last opened or made.
    file: Own<Option<Rc<KeyFile>>>,
    /// It was made here, and what to do with it still stands there.
    made: Own<bool>,
    locked: Own<Option<Why>>,
    /// Counts keys that were opened or made; each takes the keyboard.
    taken: Own<u32>,
    arrival: NodeRef,
}

impl Chooser<'_> {
    fn open(&self, held: &Held) -> Html {
        let words = self.words;
        let other = {
            let (way, file, made) = (self.way.clone(), self.file.clone(), self.made.clone());
            let told = self.props.on_key.clone();
            move |_: MouseEvent| {
                file.set(None);
                made.set(false);
                way.set(Way::Open);
                told.emit(None);
            }
        };
        let made = self.file.as_ref().filter(|_| *self.made);
        html! {
            <div class="zc-sign__key" id="zc-sign-key" tabindex="-1" ref={self.arrival.clone()}>
                if let Some(file) = made { <Made lang={self.props.lang} file={Rc::clone(file)} /> }
                <p class="zc-ok"><span aria-hidden="true">{ "✓ " }</span>{ words.ready }</p>
                { facts(held.public(), self.props.lang) }
                <p class="zc-field__hint">{ words.will_lock }</p>
                <p><button type="button" class="zc-button" onclick={other}>{ words.other }</button></p>
            </div>
        }
    }

    fn choice(&self) -> Html {
        let (words, props) = (self.words, self.props);
        let choose = {
            let way = self.way.clone();
            Callback::from(move |at: usize| way.set(if at == 0 { Way::Open } else { Way::Make }))
        };
        let ways = Group {
            id: "zc-sign-key",
            legend: words.way,
            hints: &[],
            errors: &props.errors,
            options: &[words.way_open, words.way_make],
        };
        let chosen = match *self.way {
            Way::Open => 0,
            Way::Make => 1,
        };
        html! {
            <div class="zc-sign__key">
                if let Some(why) = *self.locked { { locked_note(words, why) } }
                { radios(&ways, Some(chosen), &choose) }
                { match *self.way {
                    Way::Open => html! {
                        <OpenKey lang={props.lang} file={(*self.file).clone()} on_opened={self.take(Way::Open)}
                            on_say={props.on_say.clone()} />
                    },
                    Way::Make => html! {
                        <MakeKey lang={props.lang} signer={props.signer.clone()} on_made={self.take(Way::Make)}
                            on_say={props.on_say.clone()} />
                    },
                } }
            </div>
        }
    }

    /// Hands on a key that was opened, or made.
    fn take(&self, from: Way) -> Callback<Held> {
        let (file, made, locked) = (self.file.clone(), self.made.clone(), self.locked.clone());
        let (told, taken) = (self.props.on_key.clone(), self.taken.clone());
        Callback::from(move |held: Held| {
            file.set(Some(Rc::clone(held.file())));
            made.set(from == Way::Make);
            locked.set(None);
            told.emit(Some(held));
            taken.set(taken.latest().wrapping_add(1));
        })
    }
}

/// What takes the keyboard whenever `count` has grown: the form it was in is gone then.
#[hook]
pub fn use_arrival(count: u32) -> NodeRef {
    let node = use_node_ref();
    let drawn = node.clone();
    use_effect_with(count, move |count| {
        if *count > 0 {
            focus::on(&drawn);
        }
    });
    node
}

/// Why a key was locked, in words for the live region and beside the chooser.
pub fn why_locked(words: &Keyring, why: Why) -> &'static str {
    match why {
        Why::Idle => words.locked_idle,
        Why::Hidden => words.locked_hidden,
    }
}

/// The same as a note.
pub fn locked_note(words: &Keyring, why: Why) -> Html {
    html! { <p class="zc-note zc-note--warn" id="zc-key-locked">{ why_locked(words, why) }</p> }
}

/// Algorithm and fingerprint of a key.
pub fn facts(key: &PublicKey, lang: Lang) -> Html {
    let words = words::of(lang).keyring();
    html! {
        <dl class="zc-facts">
            <dt>{ words.algorithm }</dt>
            <dd id="zc-key-algorithm">{ algorithm(key.key_type(), words) }</dd>
            <dt>{ words.fingerprint }</dt>
            <dd class="zc-print" id="zc-key-fingerprint">{ fingerprint(key.kid().bytes()) }</dd>
        </dl>
    }
}

/// The name of an algorithm.
pub fn algorithm(key_type: KeyType, words: &Keyring) -> &'static str {
    match key_type {
        KeyType::Ed25519 => words.ed25519,
        KeyType::Sm2 => words.sm2,
        KeyType::P256 => words.p256,
    }
}
