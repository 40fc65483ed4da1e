//! Sentences of `narrate` and `refer`, in both languages.

use zicha_core::text::Lang;

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
