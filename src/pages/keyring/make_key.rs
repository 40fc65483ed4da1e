//! Making a key file: an algorithm, chance, two equal passphrases, one download. The file is opened again
//! with the passphrase before it is handed out.

use super::Held;
use super::key_file::KeyFile;
use super::new_passphrase::{Pair, use_pair};
use crate::browser::{random, task};
use crate::own::{Own, use_own};
use crate::pages::file_name;
use crate::widgets::choice::{Group, radios};
use crate::words::{self, Keyring};
use std::rc::Rc;
use yew::prelude::*;
use zeroize::Zeroizing;
use zicha_core::keyfile::{self, Chance};
use zicha_core::sign::{KeyType, PrivateKey};
use zicha_core::text::Lang;
use zicha_html::html;

/// The algorithms a new key may have, in the order they are offered; the first is the default.
const OFFERED: [KeyType; 2] = [KeyType::Ed25519, KeyType::Sm2];

/// What making is told.
#[derive(Properties, PartialEq)]
pub struct MakeKeyProps {
    pub lang: Lang,
    /// Ids begin with it.
    #[prop_or(AttrValue::Static("zc-key"))]
    pub prefix: AttrValue,
    /// The file is named after this person.
    pub signer: AttrValue,
    pub on_made: Callback<Held>,
    pub on_say: Callback<String>,
}

/// Draws the algorithms, the two passphrases and the button.
#[component(MakeKey)]
pub fn make_key(props: &MakeKeyProps) -> Html {
    let words = words::of(props.lang).keyring();
    let chosen = use_own(|| 0_usize);
    let wrong = use_own(|| None::<&'static str>);
    let busy = use_own(|| false);
    let pair = use_pair();
    let onsubmit = {
        let job = Job {
            words,
            key_type: OFFERED.get(*chosen).copied().unwrap_or(KeyType::Ed25519),
            signer: props.signer.clone(),
            wrong: wrong.clone(),
            busy: busy.clone(),
            pair: pair.clone(),
            on_made: props.on_made.clone(),
            on_say: props.on_say.clone(),
        };
        move |event: SubmitEvent| {
            event.prevent_default();
            job.begin();
        }
    };
    let algorithms = Group {
        id: &format!("{}-alg", props.prefix),
        legend: words.algorithm_choose,
        options: &[words.choose_ed25519, words.choose_sm2],
        ..Group::default()
    };
    let choose = {
        let chosen = chosen.clone();
        Callback::from(move |at| chosen.set(at))
    };
    html! {
        <form class="zc-sign__form" {onsubmit} novalidate=true aria-busy={busy.then_some("true")}>
            <div class="zc-key__algorithms">{ radios(&algorithms, Some(*chosen), &choose) }</div>
            { pair.draw(&props.prefix, words.passphrase_new, words) }
            if let Some(wrong) = *wrong { <p class="zc-field__error">{ wrong }</p> }
            <p>
                <button type="submit" class="zc-button" disabled={*busy}>{ words.make }</button>
                if *busy { <span class="zc-busy">{ words.making }</span> }
            </p>
        </form>
    }
}

/// One attempt to make.
#[derive(Clone)]
struct Job {
    words: &'static Keyring,
    key_type: KeyType,
    signer: AttrValue,
    wrong: Own<Option<&'static str>>,
    busy: Own<bool>,
    pair: Pair,
    on_made: Callback<Held>,
    on_say: Callback<String>,
}

impl Job {
    fn begin(&self) {
        if *self.busy {
            return;
        }
        if self.signer.trim().is_empty() {
            self.wrong.set(Some(self.words.name_first));
            return;
        }
        self.wrong.set(None);
        let Some(passphrase) = self.pair.take(None) else { return };
        self.pair.clear();
        task::spawn(self.clone().make(passphrase));
    }

    async fn make(self, passphrase: Zeroizing<String>) {
        let words = self.words;
        self.busy.set(true);
        self.on_say.emit(words.making.to_owned());
        task::painted().await;
        let made = make(self.key_type, &passphrase);
        self.busy.set(false);
        match made {
            Ok((key, bytes)) => {
                let file = Rc::new(KeyFile { name: file_name::key(&self.signer), bytes: Zeroizing::new(bytes) });
                let taken = file.hand_out();
                self.on_say.emit(if taken { (words.made)(&file.name) } else { words.download_refused.to_owned() });
                self.on_made.emit(Held::new(key, file));
            }
            Err(error) => {
                let sentence = error.sentence(words);
                self.on_say.emit(sentence.to_owned());
                self.wrong.set(Some(sentence));
            }
        }
    }
}

/// Why no key file was made.
#[derive(Debug)]
enum MakeError {
    NoRandomness,
    NotSound,
}

impl MakeError {
    fn sentence(&self, words: &Keyring) -> &'static str {
        match self {
            MakeError::NoRandomness => words.no_randomness,
            MakeError::NotSound => words.not_sound,
        }
    }
}

/// Fresh random bytes for one key file; none where the browser has no chance to give.
pub fn chance() -> Option<Chance> {
    Some(Chance { salt: *random::bytes().ok()?, cek: *random::bytes().ok()?, iv: *random::bytes().ok()? })
}

/// A fresh key and its file, which the passphrase was seen to open.
fn make(key_type: KeyType, passphrase: &str) -> Result<(PrivateKey, Vec<u8>), MakeError> {
    let made = draw(key_type).ok_or(MakeError::NoRandomness)?;
    let chance = chance().ok_or(MakeError::NoRandomness)?;
    let bytes = keyfile::seal(&made, passphrase, &chance).map_err(|_| MakeError::NotSound)?;
    let key = keyfile::open(&bytes, passphrase).map_err(|_| MakeError::NotSound)?;
    if key.kid() == made.kid() { Ok((key, bytes)) } else { Err(MakeError::NotSound) }
}

/// A new key of that type.
fn draw(key_type: KeyType) -> Option<PrivateKey> {
    /// One draw in 2^32 is no SM2 key; so many in a row are no random bytes.
    const DRAWS_MAX: usize = 8;
    (0..DRAWS_MAX).find_map(|_| PrivateKey::from_secret(key_type, &*random::bytes().ok()?))
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
    let words = words::of(props.lang).keyring();
    let refused = use_own(|| false);
    let again = {
        let (file, refused) = (Rc::clone(&props.file), refused.clone());
        move |_: MouseEvent| refused.set(!file.hand_out())
    };
    html! {
        <div class="zc-note zc-key__made">
            <p><strong>{ (words.made)(&props.file.name) }</strong></p>
            <ul class="zc-key__keep">{ for words.keep_it.iter().map(|it| html! { <li>{ *it }</li> }) }</ul>
            if *refused { <p class="zc-field__error">{ words.download_refused }</p> }
            <p><button type="button" class="zc-button" onclick={again}>{ words.again }</button></p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::said::{self, every};

    #[test]
    fn every_failure_says_how_to_go_on() {
        let all = every![
            MakeError::NoRandomness => MakeError::NoRandomness,
            MakeError::NotSound => MakeError::NotSound,
        ];
        said::check(&all, |it, lang| it.sentence(words::of(lang).keyring()).to_owned());
    }
}
