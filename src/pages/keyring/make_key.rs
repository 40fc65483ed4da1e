//! Making a key file: chance, two equal passphrases, one download. The file is opened again with
//! the passphrase before it is handed out.

use super::Held;
use super::passphrase::{CHARS_MIN, Strength, strength};
use super::secret::Secret;
use crate::browser::secret::{clear, typed};
use crate::browser::{files, random, task};
use crate::own::use_own;
use crate::pages::file_name;
use crate::words::{self, Sign};
use std::rc::Rc;
use yew::prelude::*;
use zeroize::Zeroizing;
use zicha_core::keyfile::{self, Chance};
use zicha_core::sign::PrivateKey;
use zicha_core::text::Lang;
use zicha_html::html;

/// A key file that was made; kept so that it can be downloaded once more.
#[derive(PartialEq, Eq)]
pub struct KeyFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// What making is told.
#[derive(Properties, PartialEq)]
pub struct MakeKeyProps {
    pub lang: Lang,
    pub signer: AttrValue,
    pub on_made: Callback<Rc<KeyFile>>,
    pub on_key: Callback<Option<Held>>,
    pub on_say: Callback<String>,
}

/// Which field is at fault, and the sentence.
#[derive(Clone, PartialEq)]
enum Wrong {
    First(String),
    Again(String),
    /// Neither: the sentence stands above the button.
    Whole(String),
}

/// Draws the two passphrases and the button.
#[component(MakeKey)]
pub fn make_key(props: &MakeKeyProps) -> Html {
    let words = &words::of(props.lang).sign;
    let wrong = use_own(|| None::<Wrong>);
    let busy = use_own(|| false);
    let grade = use_own(|| None::<Strength>);
    let (first, again) = (use_node_ref(), use_node_ref());
    let on_typing = {
        let (grade, first) = (grade.clone(), first.clone());
        Callback::from(move |()| {
            let text = typed(&first);
            grade.set((!text.is_empty()).then(|| strength(&text)));
        })
    };
    let onsubmit = {
        let (wrong, busy, grade, first, again) =
            (wrong.clone(), busy.clone(), grade.clone(), first.clone(), again.clone());
        let (signer, on_made, on_key, on_say) =
            (props.signer.clone(), props.on_made.clone(), props.on_key.clone(), props.on_say.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            let passphrase = typed(&first);
            if let Some(found) = fault(words, &signer, &passphrase, &typed(&again)) {
                wrong.set(Some(found));
                return;
            }
            clear(&first);
            clear(&again);
            grade.set(None);
            wrong.set(None);
            busy.set(true);
            on_say.emit(words.making.to_owned());
            let (wrong, busy) = (wrong.clone(), busy.clone());
            let (signer, on_made, on_key, on_say) = (signer.clone(), on_made.clone(), on_key.clone(), on_say.clone());
            task::spawn(async move {
                task::painted().await;
                let made = make(&passphrase);
                busy.set(false);
                match made {
                    Ok((key, bytes)) => {
                        let file = Rc::new(KeyFile { name: file_name::key(&signer), bytes });
                        hand_out(&file);
                        on_say.emit((words.made)(&file.name));
                        on_made.emit(file);
                        on_key.emit(Some(Held(Rc::new(key))));
                    }
                    Err(error) => {
                        let sentence = error.sentence(words).to_owned();
                        on_say.emit(sentence.clone());
                        wrong.set(Some(Wrong::Whole(sentence)));
                    }
                }
            });
        }
    };
    let (mut first_errors, mut again_errors, mut whole) = (Vec::new(), Vec::new(), None);
    match (*wrong).clone() {
        Some(Wrong::First(text)) => first_errors.push(text),
        Some(Wrong::Again(text)) => again_errors.push(text),
        Some(Wrong::Whole(text)) => whole = Some(text),
        None => {}
    }
    html! {
        <form class="zc-sign__form" {onsubmit} novalidate=true aria-busy={busy.then_some("true")}>
            <Secret id="zc-key-new" label={words.passphrase_new} show={words.show}
                hints={vec![words.passphrase_new_hint.into()]} errors={first_errors} node={first} {on_typing} />
            if let Some(grade) = *grade { <p class="zc-sign__grade" role="status">{ strength_words(words, grade) }</p> }
            <Secret id="zc-key-again" label={words.passphrase_again} show={words.show} hints={Vec::new()}
                errors={again_errors} node={again} />
            if let Some(whole) = whole { <p class="zc-field__error">{ whole }</p> }
            <p>
                <button type="submit" class="zc-button" disabled={*busy}>{ words.make }</button>
                if *busy { <span class="zc-busy">{ words.making }</span> }
            </p>
        </form>
    }
}

fn fault(words: &Sign, signer: &str, passphrase: &str, again: &str) -> Option<Wrong> {
    if signer.trim().is_empty() {
        return Some(Wrong::Whole(words.name_first.to_owned()));
    }
    if passphrase.is_empty() {
        return Some(Wrong::First(words.passphrase_missing.to_owned()));
    }
    match strength(passphrase) {
        Strength::Short => Some(Wrong::First((words.passphrase_short)(CHARS_MIN))),
        Strength::Weak => Some(Wrong::First(words.passphrase_weak.to_owned())),
        Strength::Fair | Strength::Strong => {
            (passphrase != again).then(|| Wrong::Again(words.passphrase_differs.to_owned()))
        }
    }
}

fn strength_words(words: &Sign, grade: Strength) -> &'static str {
    match grade {
        Strength::Short => words.strength_short,
        Strength::Weak => words.strength_weak,
        Strength::Fair => words.strength_fair,
        Strength::Strong => words.strength_strong,
    }
}

/// Why no key file was made.
enum MakeError {
    NoRandomness,
    NotSound,
}

impl MakeError {
    fn sentence(&self, words: &Sign) -> &'static str {
        match self {
            MakeError::NoRandomness => words.no_randomness,
            MakeError::NotSound => words.key_not_sound,
        }
    }
}

/// A fresh key and its file, which the passphrase was seen to open.
fn make(passphrase: &Zeroizing<String>) -> Result<(PrivateKey, Vec<u8>), MakeError> {
    let none = |_: random::NoRandomness| MakeError::NoRandomness;
    let seed = random::bytes::<32>().map_err(none)?;
    let chance = Chance {
        salt: *random::bytes().map_err(none)?,
        cek: *random::bytes().map_err(none)?,
        iv: *random::bytes().map_err(none)?,
    };
    let made = PrivateKey::from_seed(&seed);
    let bytes = keyfile::seal(&made, passphrase, &chance).map_err(|_| MakeError::NotSound)?;
    let key = keyfile::open(&bytes, passphrase).map_err(|_| MakeError::NotSound)?;
    if key.kid() == made.kid() { Ok((key, bytes)) } else { Err(MakeError::NotSound) }
}

/// Whether the browser took the download; where it did not, the person can ask again.
fn hand_out(file: &KeyFile) -> bool {
    files::download(&file.name, "application/json", &file.bytes).is_ok()
}

/// What a [`Made`] shows.
#[derive(Properties, PartialEq)]
pub struct MadeProps {
    pub lang: Lang,
    pub file: Rc<KeyFile>,
}

/// A key file just made: its name, what to do with it, and the download once more.
#[component(Made)]
pub fn made(props: &MadeProps) -> Html {
    let words = &words::of(props.lang).sign;
    let refused = use_own(|| false);
    let again = {
        let (file, refused) = (Rc::clone(&props.file), refused.clone());
        move |_: MouseEvent| refused.set(!hand_out(&file))
    };
    html! {
        <div class="zc-note">
            <p><strong>{ (words.made)(&props.file.name) }</strong></p>
            <p>{ words.keep_it }</p>
            if *refused { <p class="zc-field__error">{ words.download_refused }</p> }
            <p><button type="button" class="zc-button" onclick={again}>{ words.again }</button></p>
        </div>
    }
}
