//! While a page shows a list of errors, the window's title says so. Lies in the second part of the program.

use yew::prelude::*;
use zicha_core::text::Lang;

use crate::browser::title;
use crate::own::use_effect_with;
use crate::words;

/// `is_wrong` as it is drawn.
#[hook]
pub fn use_wrong(is_wrong: bool, lang: Lang) {
    use_effect_with((is_wrong, lang), |(is_wrong, lang)| {
        let wrong = is_wrong.then(|| title::wrong(words::of(*lang).review().wrong_title));
        move || drop(wrong)
    });
}
