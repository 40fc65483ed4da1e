//! Sentences of `narrate`, `refer`, and of facts about the unit, in both languages.

use zicha_core::text::Lang;

use crate::args::Words;

pub fn blanks(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("还有{count}段留有空白（＿＿）"),
        Lang::En => format!("{count} paragraphs still hold blanks (＿＿)"),
    }
}

pub fn references(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("参考值{count}个，只供对照，未写入答案"),
        Lang::En => format!("{count} references, for comparison only: nothing was written"),
    }
}

pub fn could_type(slots: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("可填：{slots}"),
        Lang::En => format!("could be typed: {slots}"),
    }
}

/// What was typed and is set aside.
pub fn uncounted(lang: Lang) -> &'static str {
    Words { zh: "（已填内容保留，不计入）", en: "(what was typed is kept and not counted)" }.of(lang)
}

/// Reasons of the facts about the unit, one a line.
pub fn set_aside(lines: &[String], lang: Lang) -> String {
    let head = Words { zh: "按单位情况不适用：", en: "Not applicable by the facts about the unit:" }.of(lang);
    lines.iter().fold(format!("\n{head}\n"), |out, line| format!("{out}    {line}\n"))
}

/// What “no” to a fact spares, in the guide.
pub fn spares(rows: usize, parts: usize, lang: Lang) -> String {
    match (rows, parts, lang) {
        (0, 0, Lang::Zh | Lang::En) => String::new(),
        (rows, 0, Lang::Zh) => format!("（答“否”免填{rows}项）"),
        (rows, 0, Lang::En) => format!(" (`false` spares {rows} rows)"),
        (0, parts, Lang::Zh) => format!("（答“否”免填{parts}项的一部分）"),
        (0, parts, Lang::En) => format!(" (`false` spares parts of {parts} rows)"),
        (rows, parts, Lang::Zh) => format!("（答“否”免填{rows}项，另有{parts}项免填一部分）"),
        (rows, parts, Lang::En) => format!(" (`false` spares {rows} rows and parts of {parts})"),
    }
}

pub fn unknown_fact(id: &str, near: Option<&str>, lang: Lang) -> String {
    let near = super::meant(near, lang);
    match lang {
        Lang::Zh => format!("目录里没有单位情况“{id}”{near}，见 zicha template --guide"),
        Lang::En => format!("the catalogue asks no fact `{id}`{near}; see zicha template --guide"),
    }
}

pub fn bad_fact(part: &str, id: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("“{part}”看不明白，请写成 {id}=yes 或者 {id}=no"),
        Lang::En => format!("`{part}` says neither yes nor no; write {id}=yes or {id}=no"),
    }
}
