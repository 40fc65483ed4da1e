//! The words of a bound and what they mean. 以上, 以下, 以内 include the number; 超过, 不满, 以外 do
//! not (民法典 §1259).

use crate::catalogue::wire::Bound;

/// A bound word of the documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BoundWord {
    pub word: &'static str,
    /// Names of the `Bound` variants it can stand for.
    pub bounds: &'static [&'static str],
}

const fn word(word: &'static str, bounds: &'static [&'static str]) -> BoundWord {
    BoundWord { word, bounds }
}

/// Longer words first, so that 不超过 is not read as 超过.
const WORDS: [BoundWord; 40] = [
    word("不存在", &["exactly"]),
    word("全覆盖", &["exactly", "at_least"]),
    word("应进必进", &["exactly", "at_least"]),
    word("不得低于", &["at_least"]),
    word("不得少于", &["at_least"]),
    word("不得超过", &["at_most"]),
    word("不得高于", &["at_most"]),
    word("不低于", &["at_least"]),
    word("不少于", &["at_least"]),
    word("不超过", &["at_most"]),
    word("不高于", &["at_most"]),
    word("不多于", &["at_most"]),
    word("达到", &["at_least", "exactly"]),
    word("以上", &["at_least"]),
    word("以下", &["at_most"]),
    word("以内", &["at_most"]),
    word("之内", &["at_most"]),
    word("左右", &["about"]),
    word("至少", &["at_least"]),
    word("至多", &["at_most"]),
    word("最多", &["at_most"]),
    word("全部", &["exactly", "at_least"]),
    word("所有", &["exactly", "at_least"]),
    word("避免", &["exactly"]),
    word("消除", &["more_than", "exactly"]),
    word("超过", &["more_than"]),
    word("高于", &["more_than"]),
    word("多于", &["more_than"]),
    word("不满", &["less_than"]),
    word("低于", &["less_than"]),
    word("少于", &["less_than"]),
    word("以外", &["more_than"]),
    word("一般为", &["exactly"]),
    word("实现", &["exactly", "at_least"]),
    word("均", &["exactly", "at_least"]),
    word("达", &["at_least", "exactly"]),
    word("约", &["about"]),
    word("内", &["at_most"]),
    word("100%", &["exactly", "at_least"]),
    word("由", &["exactly"]),
];

/// The known bound words.
pub fn bound_words() -> &'static [BoundWord] {
    &WORDS
}

/// What the words mean; `None` where none of them is known.
pub(super) fn meanings(words: &str) -> Option<&'static [&'static str]> {
    WORDS.iter().find(|known| words.contains(known.word)).map(|known| known.bounds)
}

pub(super) fn name(bound: &Bound) -> &'static str {
    match bound {
        Bound::AtLeast(_) => "at_least",
        Bound::AtMost(_) => "at_most",
        Bound::Exactly(_) => "exactly",
        Bound::MoreThan(_) => "more_than",
        Bound::LessThan(_) => "less_than",
        Bound::Between(..) => "between",
        Bound::About { .. } => "about",
    }
}
