//! Labels of the review page.

/// See `ZH` for what each says.
#[derive(Debug)]
pub struct Review {
    pub title: &'static str,
}

pub(super) const ZH: Review = Review { title: "" };

pub(super) const EN: Review = Review { title: "" };
