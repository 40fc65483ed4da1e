//! Digits typed off paper: against one file, and against all of them.

use super::board::Item;
use crate::widgets::field::{Field, Room, field};
use crate::words::{Frame, Verify};
use std::rc::Rc;
use yew::prelude::*;
use zicha_core::digest::{Compared, Typed, compare_typed, read_fingerprint};
use zicha_core::text::{self, Lang};
use zicha_html::html;

/// Height of the field: a fingerprint is printed in one line or in two.
const LINES: u32 = 2;

/// The field on a card, and how far the digits agree.
pub fn on_card(
    id: &str,
    print: &str,
    text: &str,
    words: &Verify,
    lang: Lang,
    typed: Callback<String>,
    tell: Callback<String>,
) -> Html {
    let found = read_fingerprint(print).map(|digest| compare_typed(text, &digest));
    let said = found.as_ref().and_then(|found| text::compared(found, lang));
    let agrees = found.is_some_and(|found| match found.typed {
        Typed::Begins { .. } | Typed::Whole => true,
        Typed::Nothing
        | Typed::TooFew { .. }
        | Typed::Differs { .. }
        | Typed::TooMany { .. }
        | Typed::NotADigit { .. } => false,
    });
    draw(id, (words.paper, words.paper_hint), text, said, agrees, (typed, tell))
}

/// Which files have these digits.
#[derive(Debug, PartialEq, Eq)]
pub enum Search {
    Nothing,
    /// They cannot be compared with anything yet.
    Unusable(Compared),
    /// Names of the files, with how far the digits agree.
    Found(Vec<String>, Compared),
    None,
}

/// Looks for typed digits among the files.
pub fn search<'a>(text: &str, files: impl Iterator<Item = (&'a str, &'a str)>) -> Search {
    let (mut names, mut reached) = (Vec::new(), None);
    for (name, print) in files {
        let Some(digest) = read_fingerprint(print) else { continue };
        let found = compare_typed(text, &digest);
        match found.typed {
            Typed::Nothing => return Search::Nothing,
            Typed::TooFew { .. } | Typed::NotADigit { .. } => return Search::Unusable(found),
            Typed::Begins { .. } | Typed::Whole => {
                names.push(name.to_owned());
                reached = Some(found);
            }
            Typed::TooMany { .. } => reached = Some(found),
            Typed::Differs { .. } => {}
        }
    }
    match reached {
        Some(found) if names.is_empty() => Search::Unusable(found),
        Some(found) => Search::Found(names, found),
        None => Search::None,
    }
}

/// The field for all files.
pub fn on_page(
    items: &[Rc<Item>],
    text: &str,
    words: &Verify,
    frame: &Frame,
    lang: Lang,
    typed: Callback<String>,
    tell: Callback<String>,
) -> Html {
    let files = items.iter().filter_map(|item| Some((item.name.as_str(), item.fingerprint()?)));
    if files.clone().next().is_none() {
        return Html::default();
    }
    let (said, agrees) = match search(text, files) {
        Search::Nothing => (None, false),
        Search::Unusable(found) => (text::compared(&found, lang), false),
        Search::Found(names, found) => {
            let said = (words.search_found)(&names.join(frame.comma)) + frame.stop;
            (Some(said + &text::compared(&found, lang).unwrap_or_default()), true)
        }
        Search::None if text.trim().is_empty() => (None, false),
        Search::None => (Some(words.search_none.to_owned()), false),
    };
    draw("zc-verify-search", (words.search, words.search_hint), text, said, agrees, (typed, tell))
}

/// `tell` hears the outcome when the field is left: while digits are typed it would only disturb.
fn draw(
    id: &str,
    (label, hint): (&str, &'static str),
    text: &str,
    said: Option<String>,
    agrees: bool,
    (typed, tell): (Callback<String>, Callback<String>),
) -> Html {
    let left = said.clone().map(|said| tell.reform(move |()| said.clone())).unwrap_or_default();
    let hints = [AttrValue::Static(hint)];
    let (errors, good) = if agrees { (Vec::new(), said) } else { (said.into_iter().collect(), None) };
    let drawn =
        Field { id, label, hints: &hints, errors: &errors, value: text, room: Room::Lines(LINES), ..Field::default() };
    html! {
        <div class="zc-anchor">
            { field(&drawn, typed, left) }
            if let Some(good) = good {
                <p class="zc-ok"><span aria-hidden="true">{ "✓ " }</span>{ good }</p>
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zicha_core::digest::{fingerprint, sha256};

    #[track_caller]
    fn check(text: &str, want: Result<&[&str], &str>) {
        let (a, b) = (fingerprint(&sha256(b"a")), fingerprint(&sha256(b"b")));
        let files = [("甲", a.as_str()), ("乙", b.as_str()), ("又甲", a.as_str())];
        let found = match search(text, files.into_iter()) {
            Search::Nothing => Err("nothing"),
            Search::Unusable(_) => Err("unusable"),
            Search::None => Err("none"),
            Search::Found(names, _) => {
                assert_eq!(Ok(&names.iter().map(String::as_str).collect::<Vec<_>>()[..]), want, "{text}");
                return;
            }
        };
        assert_eq!(found, want.map(|_: &[&str]| ""), "{text}");
    }

    #[test]
    fn typed_digits_name_every_file_that_has_them() {
        // sha256("a") = ca97 8112 ca1b…, sha256("b") = 3e23 e816 0039…
        check("ca97 8112", Ok(&["甲", "又甲"]));
        check("３Ｅ２３-e8l6", Ok(&["乙"]));
        check(&fingerprint(&sha256(b"b")), Ok(&["乙"]));
        check("0000 0000", Err("none"));
        check("", Err("nothing"));
        check("ca97", Err("unusable"));
        check("ca97 811z", Err("unusable"));
        check(&(fingerprint(&sha256(b"b")) + " 00"), Err("unusable"));
    }
}
