//! Labels of the drafts this browser keeps, and of the choice between what two windows saved.

/// See `ZH` for what each says.
#[derive(Debug)]
pub struct Drafts {
    pub title: &'static str,
    pub delete: &'static str,
    pub sure: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub deleted: &'static str,
    pub saved_at: fn(&str) -> String,
    pub unreadable: &'static str,
    pub catalogue_missing: fn(&str) -> String,
    pub load: &'static str,
    pub keep: &'static str,
}

pub(super) static ZH: Drafts = Drafts {
    title: "已有草稿",
    delete: "删除",
    sure: "确定删除这份草稿？删除后不能恢复。",
    yes: "确定删除",
    no: "不删除",
    deleted: "草稿已删除。",
    saved_at: |it| format!("保存于 {it}"),
    unreadable: "草稿无法读取",
    catalogue_missing: |it| format!("缺少目录“{it}”，请先打开目录文件"),
    load: "打开另一个窗口保存的内容",
    keep: "以本窗口为准，继续保存",
};

pub(super) static EN: Drafts = Drafts {
    title: "Your drafts",
    delete: "Delete",
    sure: "Delete this draft? It cannot be undone.",
    yes: "Delete it",
    no: "Keep it",
    deleted: "The draft is deleted.",
    saved_at: |it| format!("saved {it}"),
    unreadable: "unreadable draft",
    catalogue_missing: |it| format!("its catalogue “{it}” is missing: open that file first"),
    load: "Open what the other window saved",
    keep: "Keep this window's version and go on saving",
};
