//! Setting a passphrase: typed twice, its strength said in words.

use super::passphrase::{CHARS_MIN, Strength, strength};
use super::secret::Secret;
use crate::browser::secret::{clear, typed};
use crate::own::{Own, use_own};
use crate::words::Keyring;
use yew::prelude::*;
use zeroize::Zeroizing;
use zicha_html::html;

/// Why a new passphrase is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Missing,
    Short,
    Weak,
    /// The one that the file has already.
    Same,
    Differs,
}

impl Fault {
    /// What is wrong, and what to do about it.
    fn sentence(self, words: &Keyring) -> String {
        match self {
            Fault::Missing => words.passphrase_missing.to_owned(),
            Fault::Short => (words.passphrase_short)(CHARS_MIN),
            Fault::Weak => words.passphrase_weak.to_owned(),
            Fault::Same => words.passphrase_same.to_owned(),
            Fault::Differs => words.passphrase_differs.to_owned(),
        }
    }
}

fn fault(passphrase: &str, again: &str, old: Option<&str>) -> Option<Fault> {
    if passphrase.is_empty() {
        return Some(Fault::Missing);
    }
    match strength(passphrase) {
        Strength::Short => Some(Fault::Short),
        Strength::Weak => Some(Fault::Weak),
        Strength::Fair | Strength::Strong if Some(passphrase) == old => Some(Fault::Same),
        Strength::Fair | Strength::Strong => (passphrase != again).then_some(Fault::Differs),
    }
}

/// The two fields.
#[derive(Clone)]
pub struct Pair {
    first: NodeRef,
    again: NodeRef,
    grade: Own<Option<Strength>>,
    wrong: Own<Option<Fault>>,
}

/// Remembers grade and fault between drawings; what is typed stays in the inputs.
#[hook]
pub fn use_pair() -> Pair {
    Pair { first: use_node_ref(), again: use_node_ref(), grade: use_own(|| None), wrong: use_own(|| None) }
}

impl Pair {
    /// The new passphrase where it is good and was typed twice; says what is wrong where not.
    pub fn take(&self, old: Option<&str>) -> Option<Zeroizing<String>> {
        let passphrase = typed(&self.first);
        let found = fault(&passphrase, &typed(&self.again), old);
        self.wrong.set(found);
        found.is_none().then_some(passphrase)
    }

    /// Empties both fields.
    pub fn clear(&self) {
        clear(&self.first);
        clear(&self.again);
        self.grade.set(None);
    }

    /// Draws both; their ids begin with `prefix`.
    pub fn draw(&self, prefix: &str, label: &'static str, words: &'static Keyring) -> Html {
        let on_typing = {
            let (grade, first) = (self.grade.clone(), self.first.clone());
            Callback::from(move |()| {
                let text = typed(&first);
                grade.set((!text.is_empty()).then(|| strength(&text)));
            })
        };
        let sentence = self.wrong.map(|fault| fault.sentence(words));
        let (mut errors, mut again_errors) = (Vec::new(), Vec::new());
        match *self.wrong {
            Some(Fault::Differs) => again_errors.extend(sentence),
            Some(Fault::Missing | Fault::Short | Fault::Weak | Fault::Same) | None => errors.extend(sentence),
        }
        html! {
            <>
                <Secret id={format!("{prefix}-new")} {label} show={words.show}
                    hints={vec![words.passphrase_new_hint.into()]} {errors} node={self.first.clone()} {on_typing} />
                if let Some(grade) = *self.grade {
                    <p class="zc-sign__grade">{ strength_words(words, grade) }</p>
                }
                <Secret id={format!("{prefix}-again")} label={words.passphrase_again} show={words.show}
                    hints={Vec::new()} errors={again_errors} node={self.again.clone()} />
            </>
        }
    }
}

fn strength_words(words: &Keyring, grade: Strength) -> &'static str {
    match grade {
        Strength::Short => words.strength_short,
        Strength::Weak => words.strength_weak,
        Strength::Fair => words.strength_fair,
        Strength::Strong => words.strength_strong,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;
    use crate::words::said::{self, every};

    #[test]
    fn every_fault_says_how_to_mend_it() {
        let all = every![
            Fault::Missing => Fault::Missing,
            Fault::Short => Fault::Short,
            Fault::Weak => Fault::Weak,
            Fault::Same => Fault::Same,
            Fault::Differs => Fault::Differs,
        ];
        said::check(&all, |it, lang| it.sentence(words::of(lang).keyring()));
    }

    #[track_caller]
    fn check(passphrase: &str, again: &str, want: Option<Fault>) {
        assert_eq!(fault(passphrase, again, Some("the old sentence")), want);
    }

    #[test]
    fn the_first_thing_wrong_is_said() {
        check("", "", Some(Fault::Missing));
        check("short", "", Some(Fault::Short));
        check("aaaaaaaaaaaa", "", Some(Fault::Weak));
        check("the old sentence", "the old sentence", Some(Fault::Same));
        check("today at three, bring a pen", "today at three", Some(Fault::Differs));
        check("today at three, bring a pen", "today at three, bring a pen", None);
    }
}
