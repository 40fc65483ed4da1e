//! What holds for every message about something wrong: one sentence that says what is wrong and asks for what mends it,
//! ended by its mark, in both languages. Each module with such messages lists them with [`every`] and calls [`check`].

use std::fmt::Debug;

use zicha_core::text::Lang;

/// Words that ask for an act, or say that none is needed.
const ZH: [&str; 4] = ["请", "不用", "不要", "可以"];
const EN: [&str; 29] = [
    "add", "allow", "ask", "avoid", "begin", "check", "choose", "complete", "correct", "deal", "enter", "fetch",
    "fill", "give", "have", "make", "open", "paste", "press", "set", "shorten", "should", "sign", "take", "tick",
    "try", "use", "verify", "write",
];

/// All cases of an enum, each with an example: a new one does not compile before it stands here with its own.
macro_rules! every {
    ($($pattern:pat => $example:expr),+ $(,)?) => {{
        let all = [$($example),+];
        all.iter().for_each(|it| match it { $($pattern => {})+ });
        $(assert!(all.iter().any(|it| matches!(it, $pattern)), "no example of {}", stringify!($pattern));)+
        all
    }};
}

pub(crate) use every;

/// Each message by itself.
#[track_caller]
pub(crate) fn check<T: Debug>(all: &[T], say: impl Fn(&T, Lang) -> String) {
    let mut wrong = Vec::new();
    for it in all {
        let [zh, en] = [say(it, Lang::Zh), say(it, Lang::En)];
        let complaints = [
            (zh == en, "the same in both languages"),
            (!ends_once(&zh, &["。", "？"]) || !ends_once(&en, &[". ", "? "]), "not one sentence with its mark"),
            (!ZH.iter().any(|word| zh.contains(word)), "says no way on in Chinese"),
            (!words(&en).any(|word| EN.contains(&word.as_str())), "says no way on in English"),
            (unquoted(&en).chars().any(is_chinese), "Chinese in English"),
            (en.chars().next().is_none_or(char::is_lowercase), "begins small"),
            (!zh.chars().any(is_chinese), "no Chinese"),
        ];
        let found = complaints.into_iter().filter(|(is_so, _)| *is_so);
        wrong.extend(found.map(|(_, what)| format!("{it:?}: {what}: {zh} / {en}")));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Ends with one of the marks, and nothing before does.
fn ends_once(said: &str, marks: &[&str]) -> bool {
    let bare = unquoted(said) + " ";
    let count: usize = marks.iter().map(|mark| bare.matches(mark).count()).sum();
    count == 1 && marks.iter().any(|mark| said.ends_with(mark.trim()))
}

/// Without what is only quoted or stands in brackets.
fn unquoted(said: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::new();
    for c in said.chars() {
        match c {
            '“' | '（' | '(' => depth += 1,
            '”' | '）' | ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

fn words(said: &str) -> impl Iterator<Item = String> {
    let words: Vec<String> = said.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase).collect();
    words.into_iter()
}

fn is_chinese(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

#[test]
fn what_is_no_message_is_seen() {
    let is_refused = |zh: &'static str, en: &'static str| {
        std::panic::catch_unwind(|| check(&[()], |(), lang| if lang == Lang::Zh { zh.into() } else { en.into() }))
            .is_err()
    };
    assert!(!is_refused("太长了，请缩短。", "Too long: shorten it."));
    assert!(!is_refused("没有打开“甲。乙”，请另选（3.1）。", "“A. B” was not opened; choose another."));
    for (zh, en) in [
        ("", "Choose one."),
        ("请选一个。", ""),
        ("请选一个。", "请选一个。"),
        ("请选一个", "Choose one."),
        ("请选一个。", "Choose one"),
        ("太长了。请缩短。", "Too long: shorten it."),
        ("太长了，请缩短。", "Too long. Shorten it."),
        ("太长了。", "Too long: shorten it."),
        ("太长了，请缩短。", "Too long."),
        ("太长了，请缩短。", "too long: shorten it."),
    ] {
        assert!(is_refused(zh, en), "{zh} / {en}");
    }
}
