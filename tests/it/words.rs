//! Labels: that both languages have all of them is the compiler's business; that none is empty or
//! left in the other language is this test's.

use zicha::words;
use zicha_core::text::Lang;

/// Every string literal that `{:?}` shows of the labels.
fn labels(lang: Lang) -> Vec<String> {
    let shown = format!("{:?}", words::of(lang));
    shown.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn no_label_is_empty() {
    for lang in Lang::ALL {
        assert!(labels(lang).len() > 100);
        assert!(labels(lang).iter().all(|label| !label.is_empty()), "{lang:?}");
    }
}

#[test]
fn english_labels_are_english_but_for_names() {
    // The button back to Chinese, and an example of a name.
    let names = ["中文", "丁字沽街道"];
    let left: Vec<String> = labels(Lang::En)
        .into_iter()
        .filter(|label| is_chinese(label) && !names.iter().any(|name| label.contains(name)))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn both_languages_have_as_many_labels() {
    assert_eq!(labels(Lang::Zh).len(), labels(Lang::En).len());
}
