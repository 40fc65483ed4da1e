//! Labels of the place where files come in on the first page.

/// See `ZH` for what each says.
#[derive(Debug)]
pub struct Intake {
    pub title: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    pub one_only: &'static str,
    pub failed: fn(&str) -> String,
    pub would_overwrite: &'static str,
    pub open_anyway: &'static str,
    pub open_not: &'static str,
    pub file_too_large: &'static str,
    pub file_unreadable: &'static str,
    pub faults: fn(usize) -> String,
    pub faults_more: fn(usize) -> String,
    pub already: fn(&str) -> String,
    pub no_base: fn(&str) -> String,
    pub kept: fn(&str) -> String,
    pub not_kept: fn(&str) -> String,
    pub no_issuer: &'static str,
    pub replaces: fn(&str, &str) -> String,
}

pub(super) static ZH: Intake = Intake {
    title: "打开文件",
    label: "草稿、签过的或者退回的报告、分工方案、指标目录",
    hint: "草稿：内容原样恢复。签过的或者退回的报告：改后作为下一版。分工方案、指标目录（由部署机关下发）：加入上面的目录，保存在本机浏览器。",
    one_only: "本网页只用于一份指标目录，要使用别的目录，请打开完整版网页。",
    failed: |it| format!("没有打开：{it}"),
    would_overwrite: "本机已有该单位该考核期的草稿，打开这个文件会代替它。",
    open_anyway: "仍然打开",
    open_not: "不打开",
    file_too_large: "文件太大，不是草稿。",
    file_unreadable: "文件读取失败，请重新选择。",
    faults: |n| format!("没有打开：文件有{n}处错误，请退回制作单位更正。"),
    faults_more: |n| format!("另有{n}处错误未列出。"),
    already: |it| format!("本页已有《{it}》，请在上面直接选用。"),
    no_base: |it| format!("分工方案所用的指标目录“{it}”不在本页，请先打开该目录。"),
    kept: |it| format!("已加入《{it}》，并保存在本机浏览器。"),
    not_kept: |it| format!("已加入《{it}》，但本机浏览器没有保存，下次须重新打开文件。"),
    no_issuer: "目录包没有签发人。",
    replaces: |old, new| {
        format!("原来的{old}版换成{new}版；正在填的表照旧按原来的版本，草稿下次打开时按新版，没有对应的内容会列出来。")
    },
};

pub(super) static EN: Intake = Intake {
    title: "Open a file",
    label: "A draft, a signed or returned report, an assignment of units, or a catalogue",
    hint: "A draft opens as it was; a signed or returned report as its next edition. An assignment or a catalogue from your office joins the list above and is kept in this browser.",
    one_only: "This edition is for one catalogue; open the full page to use another.",
    failed: |it| format!("Not opened: {it}"),
    would_overwrite: "There is a draft for this unit and period; opening this file replaces it.",
    open_anyway: "Open it anyway",
    open_not: "Do not open it",
    file_too_large: "the file is too large to be a draft.",
    file_unreadable: "the file could not be read; choose it again.",
    faults: |n| format!("Not opened: the file has {n} faults; return it to the office that made it."),
    faults_more: |n| format!("{n} more faults are not listed."),
    already: |it| format!("“{it}” is in this page already: choose it above."),
    no_base: |it| format!("the catalogue “{it}” that it assigns units to is not in this page: open that first."),
    kept: |it| format!("“{it}” is added and kept in this browser."),
    not_kept: |it| format!("“{it}” is added, but this browser did not keep it: open the file again next time."),
    no_issuer: "nobody issued the package.",
    replaces: |old, new| {
        format!(
            " Edition {old} is replaced by {new}: the form that is open keeps the old one, drafts open with the new one and list what has no place in it."
        )
    },
};
