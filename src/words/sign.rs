//! Labels of the sign page.

/// See `ZH` for what each says.
#[derive(Debug)]
pub struct Sign {
    pub title: &'static str,
}

pub(super) const ZH: Sign = Sign { title: "" };

pub(super) const EN: Sign = Sign { title: "" };
