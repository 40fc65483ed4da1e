//! Labels of the choice of colours and of the size of letters.

/// See `ZH` for what each says.
#[derive(Debug)]
pub struct Looks {
    pub title: &'static str,
    pub theme: &'static str,
    pub themes: [&'static str; 3],
    pub size: &'static str,
    pub sizes: [&'static str; 2],
}

pub(super) static ZH: Looks = Looks {
    title: "显示",
    theme: "配色",
    themes: ["跟随系统", "浅色", "深色"],
    size: "字号",
    sizes: ["标准", "大字版"],
};

pub(super) static EN: Looks = Looks {
    title: "Display",
    theme: "Colours",
    themes: ["As the system", "Light", "Dark"],
    size: "Text",
    sizes: ["Normal", "Large"],
};
