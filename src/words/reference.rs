//! Labels of the values given under other documents.

/// See `ZH` for what each says.
#[derive(Debug)]
pub struct Reference {
    pub name: &'static str,
    pub other_unit: fn(&str) -> String,
    pub likeness: fn(&str) -> String,
    pub fill: &'static str,
    pub fill_spoken: fn(&str) -> String,
    pub filled: &'static str,
    pub more: fn(usize) -> String,
}

pub(super) static ZH: Reference = Reference {
    name: "参考",
    other_unit: |unit| format!("（{unit}）"),
    likeness: |it| format!("（{it}）"),
    fill: "填入",
    fill_spoken: |value| format!("填入参考值{value}"),
    filled: "已填入参考值，请核对后再改。",
    more: |n| format!("另有{n}个参考值未列出。"),
};

pub(super) static EN: Reference = Reference {
    name: "Reference",
    other_unit: |unit| format!(" ({unit})"),
    likeness: |it| format!(" ({it})"),
    fill: "Type it in",
    fill_spoken: |value| format!("Type it in: {value}"),
    filled: "The reference was typed in: check it.",
    more: |n| format!("{n} more references are not listed."),
};
