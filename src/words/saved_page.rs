//! Labels around the page that saves itself.

/// See `ZH` for what each says.
#[derive(Debug)]
pub struct SavedPage {
    pub save: &'static str,
    pub hint: &'static str,
    pub saved: fn(&str) -> String,
    pub failed: &'static str,
    pub offline: &'static str,
    pub opened: fn(&str) -> String,
    pub browser_newer: &'static str,
    pub unusable: fn(&str) -> String,
    pub both_changed: &'static str,
    pub in_page: &'static str,
    pub in_browser: &'static str,
    /// When it was saved, rows filled in, rows.
    pub state: fn(&str, u32, u32) -> String,
    pub take_page: &'static str,
    pub take_browser: &'static str,
    pub other_kept: &'static str,
    pub other_not_kept: &'static str,
}

pub(super) static ZH: SavedPage = SavedPage {
    save: "另存为含答案的网页",
    hint: "得到一个网页文件，里面有本表和已填的内容，可以拷到别的电脑上打开继续填。",
    saved: |name| format!("“{name}”已交给浏览器下载，里面含有已填的内容。"),
    failed: "网页没有存成，请改用“导出草稿”。",
    offline: "下载离线版",
    opened: |at| format!("已打开网页里带的答案（{at}保存）。"),
    browser_newer: "本浏览器里的内容比网页里带的新，已打开本浏览器里的。",
    unusable: |why| format!("网页里带的答案打不开：{why}"),
    both_changed: "网页里带的答案和本浏览器保存的都改过，请选用哪一份。另一份会留在首页的草稿中。",
    in_page: "网页里的：",
    in_browser: "本浏览器里的：",
    state: |at, done, all| format!("{at}保存，已填{done}项，共{all}项"),
    take_page: "用网页里的",
    take_browser: "用本浏览器里的",
    other_kept: "另一份已留在首页的草稿中。",
    other_not_kept: "浏览器不允许保存另一份，它仍在原来的网页文件里。",
};

pub(super) static EN: SavedPage = SavedPage {
    save: "Save page with answers",
    hint: "One HTML file with this form and what was filled in; open it on any computer and go on.",
    saved: |name| format!("“{name}” was handed to the browser, with the answers inside."),
    failed: "The page was not saved: export the draft instead.",
    offline: "Download for offline use",
    opened: |at| format!("Opened the answers that came with the page (saved {at})."),
    browser_newer: "This browser has newer answers than the page; they were opened.",
    unusable: |why| format!("The answers inside the page cannot be opened: {why}"),
    both_changed: "The answers inside the page and those in this browser were both changed. Choose one; the other stays among the drafts.",
    in_page: "In the page: ",
    in_browser: "In this browser: ",
    state: |at, done, all| format!("saved {at}, {done} of {all} rows filled in"),
    take_page: "Use those in the page",
    take_browser: "Use those in this browser",
    other_kept: "The other one stays among the drafts on the first page.",
    other_not_kept: "The browser refuses to keep the other one; it is still in the file it came from.",
};
