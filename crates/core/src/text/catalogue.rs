//! Sentences about a catalogue file's faults and about names of units.

use super::file::phrase_of_code;
use super::{Lang, sentence_case, wide};
use crate::catalogue::{Fault, FaultCode};
use crate::unit::{NAME_CHARS_MAX, UnitError};

/// One fault of a catalogue file: where, what, and the nearest valid name. Line and column, where they
/// are known, are in `Fault::at` and not said here.
pub fn fault(fault: &Fault, lang: Lang) -> String {
    let (path, what) = (fault.path.as_str(), what(fault, lang));
    // serde's tracker calls the root `.`.
    if path.is_empty() || path == "." { sentence_case(&what) } else { say!(lang, "{path}：{what}", "{path}: {what}") }
}

fn what(fault: &Fault, lang: Lang) -> String {
    let found = lang.quote_code(&fault.found);
    let wanted = fault.expected.as_deref().map(|it| lang.quote_code(it)).unwrap_or_default();
    let meant = meant(fault.expected.as_deref(), lang);
    match fault.code {
        FaultCode::NotJson => {
            let phrase = phrase_of_code(&fault.found, lang);
            say!(lang, "{phrase}，请更正后再读入。", "{phrase}; correct it and read it again.")
        }
        FaultCode::UnknownField => say!(lang, "没有{found}这一字段，{meant}", "there is no member {found}; {meant}"),
        FaultCode::UnknownName => say!(lang, "没有{found}，{meant}", "there is no {found}; {meant}"),
        FaultCode::MissingField => say!(lang, "缺少{found}字段，请补上。", "the member {found} is missing; add it."),
        FaultCode::Format => {
            say!(lang, "格式为{found}，应为{wanted}，请更正。", "the format is {found}; make it {wanted}.")
        }
        FaultCode::Shape => shape(fault, lang),
        FaultCode::BadId => say!(
            lang,
            "编号{found}不合规定，请只用小写字母、数字、-和_，不超过64个字符。",
            "the id {found} is not allowed; use only lower-case letters, digits, - and _, at most 64."
        ),
        FaultCode::Duplicate => {
            say!(lang, "{found}重复，请改成不同的编号。", "{found} is used twice; give each its own id.")
        }
        FaultCode::WrongInput => say!(
            lang,
            "{found}的填写方式不合用，应为{wanted}，请更正。",
            "the field {found} does not take what is needed here; it should take {wanted}."
        ),
        FaultCode::Empty => lang.pick("不能为空，请填写。", "it is empty; fill it in.").to_owned(),
        FaultCode::TooMany => {
            say!(lang, "{found}超过了上限{wanted}，请减少。", "{found} is more than allowed ({wanted}); use fewer.")
        }
        FaultCode::BadNumber => {
            say!(
                lang,
                "{found}不是规定写法的数，请写成{wanted}的样式。",
                "{found} is not a number as written here; write it as in {wanted}."
            )
        }
        FaultCode::BadDate => {
            say!(
                lang,
                "{found}不是规定写法的日期，请写成{wanted}的样式。",
                "{found} is not a date as written here; write it as in {wanted}."
            )
        }
        FaultCode::DatesReversed => {
            say!(lang, "{found}早于{wanted}，请核对先后。", "{found} is before {wanted}; check their order.")
        }
        FaultCode::BoundReversed => {
            say!(
                lang,
                "上限{found}小于下限{wanted}，请核对。",
                "the upper bound {found} is below the lower {wanted}; check them."
            )
        }
        FaultCode::Cycle => say!(
            lang,
            "汇总关系成了循环（{found}），请去掉其中一处。",
            "these sums go round in a circle ({found}); take one of them out."
        ),
        FaultCode::QuoteNotInText => quote_not_in_text(&found, lang),
        FaultCode::QuoteMissing => quote_missing(&found, lang),
        FaultCode::WordNotInQuote => word_not_in_quote(&found, lang),
        FaultCode::WordContradictsBound => word_contradicts_bound(&found, &wanted, lang),
        FaultCode::WordUnknown => word_unknown(&found, lang),
        FaultCode::RestatesItself => say!(
            lang,
            "{found}就是本项自己的要求，请写明它最先在哪一项提出。",
            "{found} is a requirement of this very indicator; name the one that states it elsewhere."
        ),
        FaultCode::SparesNothing => say!(
            lang,
            "{found}答“否”也不会使任何指标不适用，请改写问题，或者改写引用它的条件（applies）。",
            "“no” to {found} sets nothing aside; reword the question, or the conditions (applies) that refer to it."
        ),
        FaultCode::Unused => {
            say!(
                lang,
                "{found}没有用到，请删去或者在指标中引用。",
                "{found} is used nowhere; remove it or refer to it."
            )
        }
    }
}

fn quote_not_in_text(found: &str, lang: Lang) -> String {
    say!(
        lang,
        "引文{found}不在本项原文中，请照原文逐字摘录。",
        "the quote {found} does not stand in the text; copy it word for word."
    )
}

fn quote_missing(found: &str, lang: Lang) -> String {
    say!(
        lang,
        "{found}没有引文，请摘录原文，或者说明这项核对从何而来（derived）。",
        "{found} has no quote; quote the text, or say where the check comes from (derived)."
    )
}

fn word_not_in_quote(found: &str, lang: Lang) -> String {
    say!(
        lang,
        "字词{found}不在引文中，请照引文改写。",
        "the words {found} do not stand in the quote; take them from it."
    )
}

fn word_contradicts_bound(found: &str, wanted: &str, lang: Lang) -> String {
    say!(
        lang,
        "字词{found}的意思是{wanted}，与界限不符，请更正其中一处。",
        "the words {found} mean {wanted}, which is not the bound; correct one of them."
    )
}

fn word_unknown(found: &str, lang: Lang) -> String {
    say!(
        lang,
        "字词{found}不在已知的界限用语中，请人工核对界限是否正确。",
        "the words {found} are not known bound words; check by eye that the bound is right."
    )
}

fn shape(fault: &Fault, lang: Lang) -> String {
    match fault.expected.as_deref() {
        Some(expected) => {
            let expected = lang.quote_code(expected);
            say!(
                lang,
                "内容的类型或者搭配不对（{expected}），请对照编目说明更正。",
                "the value has the wrong type or does not fit the rest ({expected}); correct it by the guide to catalogues."
            )
        }
        None => lang
            .pick(
                "内容的类型或者搭配不对，请对照编目说明更正。",
                "the value has the wrong type or does not fit the rest; correct it by the guide to catalogues.",
            )
            .to_owned(),
    }
}

/// The nearest name, or all of them.
fn meant(expected: Option<&str>, lang: Lang) -> String {
    match expected {
        Some(names) if names.contains(", ") => {
            let names = names.replace(", ", lang.pick("、", ", "));
            say!(lang, "可用的有：{names}。", "known are: {names}.")
        }
        Some(name) => {
            let name = lang.quote_code(name);
            say!(lang, "是否应为{name}？", "did you mean {name}?")
        }
        None => lang.pick("请更正或者先行定义。", "correct it or define it first.").to_owned(),
    }
}

/// Why a name is no unit of this catalogue.
pub fn unit_error(error: &UnitError, lang: Lang) -> String {
    match error {
        UnitError::Empty => lang.pick("请填写单位名称。", "Enter the name of the unit.").to_owned(),
        UnitError::TooLong => say!(
            lang,
            "单位名称过长，请填写{NAME_CHARS_MAX}个字以内的名称。",
            "The name of the unit is too long; use at most {NAME_CHARS_MAX} characters."
        ),
        UnitError::Unknown { name, nearest: Some(nearest) } => {
            let (name, nearest) = (lang.quote(name), lang.quote(nearest));
            say!(lang, "本目录没有{name}，是否应为{nearest}？", "This catalogue has no {name}; did you mean {nearest}?")
        }
        UnitError::Unknown { name, nearest: None } => {
            let name = lang.quote(name);
            say!(
                lang,
                "本目录没有{name}，也看不出是哪类单位，请从列表中选择，或者指明单位类别。",
                "This catalogue has no {name}, and its type cannot be told; choose from the list, or say which type of unit it is."
            )
        }
        UnitError::UnknownType { unit_type } => {
            let unit_type = lang.quote(unit_type);
            say!(
                lang,
                "本目录没有{unit_type}这类单位，请从列出的类别中选择。",
                "This catalogue has no units of type {unit_type}; choose one of the types listed."
            )
        }
    }
}

impl Lang {
    /// A name of a file's own language, or words of its text.
    fn quote_code(self, text: &str) -> String {
        if text.is_ascii() { format!("“{text}”") } else { format!("“{}”", wide(text)) }
    }
}
