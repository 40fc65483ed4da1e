//! The same key under another passphrase, as a new file.

use crate::browser::secret::{clear, typed};
use crate::browser::task;
use crate::own::{Own, use_own};
use crate::pages::file_name;
use crate::pages::keyring::key_file::{KeyFile, Pick, is_of_passphrase, use_pick};
use crate::pages::keyring::make_key::chance;
use crate::pages::keyring::new_passphrase::{Pair, use_pair};
use crate::pages::keyring::secret::Secret;
use crate::pages::keyring::use_arrival;
use crate::words;
use std::rc::Rc;
use yew::prelude::*;
use zeroize::Zeroizing;
use zicha_core::keyfile;
use zicha_core::text::{self, Lang};
use zicha_html::html;

/// What changing is told.
#[derive(Properties, PartialEq)]
pub struct ChangeProps {
    pub lang: Lang,
    pub on_say: Callback<String>,
}

/// Draws the file, the old passphrase and the new one twice, or the new file.
#[component(Change)]
pub fn change(props: &ChangeProps) -> Html {
    let (words, shared) = (words::of(props.lang).keys(), words::of(props.lang).keyring());
    let job = Job {
        lang: props.lang,
        pick: use_pick(None),
        old: use_node_ref(),
        wrong: use_own(|| None),
        pair: use_pair(),
        busy: use_own(|| false),
        made: use_own(|| None),
        on_say: props.on_say.clone(),
    };
    let refused = use_own(|| false);
    let arrival = use_arrival(u32::from(job.made.is_some()));
    if let Some(file) = &*job.made {
        let again = {
            let (file, refused) = (Rc::clone(file), refused.clone());
            move |_: MouseEvent| refused.set(!file.hand_out())
        };
        return html! {
            <>
                <p class="zc-ok" id="zc-change-good" tabindex="-1" ref={arrival}><span aria-hidden="true">{ "✓ " }</span>{ (words.changed)(&file.name) }</p>
                <ul class="zc-key__keep">{ for words.changed_next.iter().map(|it| html! { <li>{ *it }</li> }) }</ul>
                if *refused { <p class="zc-field__error">{ shared.download_refused }</p> }
                <p><button type="button" class="zc-button" onclick={again}>{ shared.again }</button></p>
            </>
        };
    }
    let onsubmit = {
        let job = job.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            job.begin();
        }
    };
    let busy = *job.busy;
    html! {
        <form class="zc-sign__form" {onsubmit} novalidate=true aria-busy={busy.then_some("true")}>
            { job.pick.draw("zc-change-file", props.lang) }
            <Secret id="zc-change-old" label={words.passphrase_old} show={shared.show} hints={Vec::new()}
                errors={job.wrong.iter().cloned().collect::<Vec<_>>()} node={job.old.clone()} />
            { job.pair.draw("zc-change", words.passphrase_new, shared) }
            <p>
                <button type="submit" class="zc-button zc-button--primary" disabled={busy}>{ words.change_make }</button>
                if busy { <span class="zc-busy">{ words.changing }</span> }
            </p>
        </form>
    }
}

/// One attempt to change.
#[derive(Clone)]
struct Job {
    lang: Lang,
    pick: Pick,
    old: NodeRef,
    wrong: Own<Option<String>>,
    pair: Pair,
    busy: Own<bool>,
    made: Own<Option<Rc<KeyFile>>>,
    on_say: Callback<String>,
}

impl Job {
    fn begin(&self) {
        if *self.busy {
            return;
        }
        let old = typed(&self.old);
        let missing = words::of(self.lang).keyring().passphrase_missing;
        self.wrong.set(old.is_empty().then(|| missing.to_owned()));
        // All three are looked at, so that every fault is said at once.
        let (file, new) = (self.pick.take(self.lang), self.pair.take(Some(&old)));
        if let (Some(file), Some(new), false) = (file, new, old.is_empty()) {
            task::spawn(self.clone().change(file, old, new));
        }
    }

    async fn change(self, file: Rc<KeyFile>, old: Zeroizing<String>, new: Zeroizing<String>) {
        let words = words::of(self.lang).keys();
        self.busy.set(true);
        self.pick.forget_fault();
        self.on_say.emit(words.changing.to_owned());
        task::painted().await;
        let changed = match chance() {
            None => Err((words::of(self.lang).keyring().no_randomness.to_owned(), false)),
            Some(chance) => keyfile::change_passphrase(&file.bytes, &old, &new, &chance)
                .map_err(|error| (text::key_error(&error, self.lang), is_of_passphrase(&error))),
        };
        self.busy.set(false);
        match changed {
            Ok(bytes) => {
                clear(&self.old);
                self.pair.clear();
                let name = file_name::key_changed(&file.name);
                let file = Rc::new(KeyFile { name, bytes: Zeroizing::new(bytes) });
                let taken = file.hand_out();
                let refused = words::of(self.lang).keyring().download_refused;
                self.on_say.emit(if taken { (words.changed)(&file.name) } else { refused.to_owned() });
                self.made.set(Some(file));
            }
            Err((sentence, of_passphrase)) => {
                self.on_say.emit(sentence.clone());
                if of_passphrase {
                    clear(&self.old);
                    self.wrong.set(Some(sentence));
                } else {
                    self.pick.refuse(sentence);
                }
            }
        }
    }
}
