//! Labels of the home page.

/// See `ZH` for what each says.
#[derive(Debug)]
pub struct Home {
    pub title: &'static str,
}

pub(super) const ZH: Home = Home { title: "" };

pub(super) const EN: Home = Home { title: "" };
