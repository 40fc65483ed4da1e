//! Labels of the walk page.

/// See `ZH` for what each says.
#[derive(Debug)]
pub struct Walk {
    pub title: &'static str,
}

pub(super) const ZH: Walk = Walk { title: "" };

pub(super) const EN: Walk = Walk { title: "" };
