//! Labels of the frame page.

/// See `ZH` for what each says.
#[derive(Debug)]
pub struct Frame {
    pub title: &'static str,
}

pub(super) const ZH: Frame = Frame { title: "" };

pub(super) const EN: Frame = Frame { title: "" };
