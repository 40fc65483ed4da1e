//! Whoever signs, on every page where somebody does: what is typed about the person, the key, what still keeps from
//! signing, and the button. Which texts a page asks for, and in what words, is the page's.

use yew::prelude::*;
use zicha_core::session::clean;
use zicha_core::sign::{NAME_CHARS_MAX, OPINION_CHARS_MAX};
use zicha_core::text::Lang;
use zicha_html::html;

use crate::browser::focus;
use crate::own::{Own, use_effect_with, use_own};
use crate::pages::keyring::{Held, KeyChooser};
use crate::state::{Action, Dispatch};
use crate::widgets::field::{Field, field};
use crate::widgets::summary::{self, Line};

/// What is wrong with what a signer typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    NameMissing,
    NameLong,
    JobLong,
    OpinionLong,
}

/// Everything that is wrong with name, post and opinion, verbatim as typed, in that order.
pub fn slips(name: &str, job: &str, opinion: &str) -> Vec<Slip> {
    let chars = |text: &str| clean(text.trim()).chars().count();
    let name = chars(name);
    let found = [
        (name == 0, Slip::NameMissing),
        (name > NAME_CHARS_MAX, Slip::NameLong),
        (chars(job) > NAME_CHARS_MAX, Slip::JobLong),
        (chars(opinion) > OPINION_CHARS_MAX, Slip::OpinionLong),
    ];
    found.into_iter().filter(|(is_so, _)| *is_so).map(|(_, slip)| slip).collect()
}

impl Slip {
    /// What to do about it, in the page's words; `too_long` is given the most characters there may be.
    pub fn sentence(self, missing: &str, too_long: fn(usize) -> String) -> String {
        match self {
            Slip::NameMissing => missing.to_owned(),
            Slip::NameLong | Slip::JobLong => too_long(NAME_CHARS_MAX),
            Slip::OpinionLong => too_long(OPINION_CHARS_MAX),
        }
    }

    /// Which of the three it is about.
    pub fn of<T>(self, name: T, job: T, opinion: T) -> T {
        match self {
            Slip::NameMissing | Slip::NameLong => name,
            Slip::JobLong => job,
            Slip::OpinionLong => opinion,
        }
    }
}

/// A field with at most one hint; none where that is empty.
pub fn text(drawn: Field<'_>, hint: &'static str, errors: &[String], typed: Callback<String>) -> Html {
    let hints = [AttrValue::Static(hint)];
    let hints = if hint.is_empty() { &hints[..0] } else { &hints[..] };
    field(&Field { hints, errors, ..drawn }, typed, Callback::noop())
}

/// The place of the key. `signer` names the file of a new one.
pub fn key(lang: Lang, signer: &str, held: &Own<Option<Held>>, errors: Vec<String>, dispatch: &Dispatch) -> Html {
    let (keep, dispatch) = (held.clone(), dispatch.clone());
    html! {
        <KeyChooser {lang} signer={signer.to_owned()} held={(**held).clone()} {errors}
            on_key={Callback::from(move |key| keep.set(key))}
            on_say={Callback::from(move |text| dispatch.dispatch(Action::Say(text)))} />
    }
}

/// The end of a page that signs.
pub struct Finish<'a> {
    /// Ids of the list of faults, of the sentence about a failure, and of the button.
    pub ids: [&'static str; 3],
    /// Stands above the faults.
    pub title: &'static str,
    pub faults: &'a [Line],
    pub failed: Option<&'a str>,
    /// What the button says.
    pub label: &'a str,
    /// What is said beside it while it acts; none while it does not.
    pub busy: Option<&'static str>,
}

/// The faults, which can have the keyboard; then the button.
pub fn finish(it: &Finish<'_>, tries: &Tries, onclick: Callback<MouseEvent>) -> Html {
    let [list, failed, button] = it.ids;
    html! {
        <>
            if !it.faults.is_empty() {
                <div class="zc-summary zc-summary--error" ref={tries.list.clone()} tabindex="-1" id={list}>
                    <h3>{ it.title }</h3>
                    <ul class="zc-summary__list">{ for it.faults.iter().map(summary::line) }</ul>
                </div>
            }
            if let Some(why) = it.failed { <p class="zc-field__error" id={failed}>{ why }</p> }
            <p>
                <button type="button" class="zc-button zc-button--primary" id={button} disabled={it.busy.is_some()}
                    {onclick}>{ it.label }</button>
                if let Some(busy) = it.busy { <span class="zc-busy">{ busy }</span> }
            </p>
        </>
    }
}

/// Asking to sign while something is wrong: the list of faults takes the keyboard, each time.
#[derive(Clone)]
pub struct Tries {
    count: Own<u32>,
    list: NodeRef,
}

/// For a page that signs.
#[hook]
pub fn use_tries() -> Tries {
    let (count, list) = (use_own(|| 0_u32), use_node_ref());
    let shown = list.clone();
    use_effect_with(*count, move |count| {
        if *count > 0 {
            focus::on(&shown);
        }
    });
    Tries { count, list }
}

impl Tries {
    /// Somebody asked; the faults are about to be drawn.
    pub fn again(&self) {
        self.count.set(self.count.latest().wrapping_add(1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, job: &str, opinion: &str, want: &[Slip]) {
        assert_eq!(slips(name, job, opinion), want);
    }

    #[test]
    fn a_name_is_needed_and_what_is_too_long_is_named() {
        let long = |most: usize| "长".repeat(most);
        check("张三", "", "", &[]);
        check(" \u{3000}", "", "", &[Slip::NameMissing]);
        check(&long(NAME_CHARS_MAX), &long(NAME_CHARS_MAX), &long(OPINION_CHARS_MAX), &[]);
        let all = [long(NAME_CHARS_MAX + 1), long(NAME_CHARS_MAX + 1), long(OPINION_CHARS_MAX + 1)];
        check(&all[0], &all[1], &all[2], &[Slip::NameLong, Slip::JobLong, Slip::OpinionLong]);
    }
}
