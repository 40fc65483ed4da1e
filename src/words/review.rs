//! Labels of the page that lists what is left before signing.

/// See `ZH` for what each says.
#[derive(Debug)]
pub struct Review {
    pub title: &'static str,
    pub errors: fn(usize) -> String,
    pub errors_none: &'static str,
    pub errors_hint: &'static str,
    pub shortfalls: fn(usize) -> String,
    pub shortfalls_hint: &'static str,
    pub soft: fn(usize) -> String,
    pub warnings: fn(usize) -> String,
    pub blanks: fn(usize) -> String,
    pub coming: fn(usize) -> String,
    pub not_applicable: fn(usize) -> String,
    pub by_facts: &'static str,
    pub no_reason: &'static str,
    pub counts: &'static str,
    pub go_sign: &'static str,
    pub go_walk: &'static str,
    pub more: fn(usize) -> String,
}

pub(super) const ZH: Review = Review {
    title: "签名前检查",
    errors: |n| format!("须更正 {n}处"),
    errors_none: "没有须更正的错误，可以签名。",
    errors_hint: "更正后才能签名；点击直接到该栏。",
    shortfalls: |n| format!("未达标 {n}处"),
    shortfalls_hint: "如实填写即可签名；请写明整改安排。",
    soft: |n| format!("未达原则性要求 {n}处"),
    warnings: |n| format!("请留意 {n}处"),
    blanks: |n| format!("未填 {n}项"),
    coming: |n| format!("尚未到期 {n}处"),
    not_applicable: |n| format!("不适用 {n}处"),
    by_facts: "由单位情况或者责任分工决定",
    no_reason: "没有写理由",
    counts: "判定汇总（按项）",
    go_sign: "去签名",
    go_walk: "返回填报",
    more: |n| format!("另有{n}处未列出。"),
};

pub(super) const EN: Review = Review {
    title: "Check before signing",
    errors: |n| format!("To correct: {n}"),
    errors_none: "Nothing must be corrected: you can sign.",
    errors_hint: "Signing waits for these; a link leads to its field.",
    shortfalls: |n| format!("Not met: {n}"),
    shortfalls_hint: "An honest report may be signed; say what will be done.",
    soft: |n| format!("Soft demands not met: {n}"),
    warnings: |n| format!("Worth a look: {n}"),
    blanks: |n| format!("Blank: {n}"),
    coming: |n| format!("Not yet due: {n}"),
    not_applicable: |n| format!("Not applicable: {n}"),
    by_facts: "decided by facts about the unit",
    no_reason: "no reason given",
    counts: "Verdicts (rows)",
    go_sign: "Go on to sign",
    go_walk: "Back to the form",
    more: |n| format!("{n} more are not listed."),
};
