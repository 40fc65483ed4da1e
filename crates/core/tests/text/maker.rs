//! Rows of a real catalogue, short ways to write quantities, and what holds for every sentence.

use zicha_core::calendar::WorkCalendar;
use zicha_core::catalogue::wire::SpanUnit;
use zicha_core::catalogue::{Catalogue, Indicator};
use zicha_core::date::Date;
use zicha_core::decimal::Decimal;
use zicha_core::finding::{Limit, Quantity, Sign};
use zicha_core::text::Lang;

pub fn catalogue() -> Catalogue {
    Catalogue::read(include_bytes!("../../../../assets/catalogues/hongqiao-2020.json")).unwrap()
}

pub fn calendar() -> WorkCalendar {
    WorkCalendar::from_json(include_bytes!("../../../../assets/calendars/cn-mainland.json")).unwrap()
}

/// An indicator and the place of one of its requirements, by the requirement's id.
pub fn row<'a>(catalogue: &'a Catalogue, id: &str) -> (&'a Indicator, usize) {
    let find = |it: &'a Indicator| Some((it, it.requirements.iter().position(|it| it.id == id)?));
    catalogue.indicators.iter().find_map(find).unwrap()
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub fn cases(count: &str) -> Quantity {
    Quantity::Number(number(count), "件".to_owned())
}

pub fn working_days(count: &str) -> Quantity {
    Quantity::Span(number(count), SpanUnit::WorkingDays)
}

pub fn percent(text: &str) -> Quantity {
    Quantity::Percent(text.to_owned())
}

pub fn limit(sign: Sign, value: Quantity) -> Limit {
    Limit { sign, value }
}

pub fn is_chinese(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// What holds for every sentence of either language.
pub fn check_sentence(sentence: &str, lang: Lang) {
    let ends: &[char] = match lang {
        Lang::Zh => &['。', '？'],
        Lang::En => &['.', '?'],
    };
    assert!(sentence.ends_with(ends), "{sentence}");
    for trace in ["{", "}", "Some(", "None", "\"", "..", "  ", "。。", "；。", "，，", "，。"] {
        assert!(!sentence.contains(trace), "{trace} in {sentence}");
    }
    if lang == Lang::Zh {
        let chars: Vec<char> = sentence.chars().collect();
        for pair in chars.windows(2) {
            let wrong = is_chinese(pair[0]) && ",;:!?()".contains(pair[1])
                || ",;:!?()".contains(pair[0]) && is_chinese(pair[1]);
            assert!(!wrong, "{}{} in {sentence}", pair[0], pair[1]);
        }
    } else {
        assert!(!sentence.contains(['。', '；']), "{sentence}");
        assert!(sentence.chars().next().is_some_and(|first| !first.is_lowercase()), "{sentence}");
    }
}
