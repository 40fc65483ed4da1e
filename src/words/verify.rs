//! Labels of the verify page.

/// See `ZH` for what each says.
#[derive(Debug)]
pub struct Verify {
    pub title: &'static str,
}

pub(super) const ZH: Verify = Verify { title: "" };

pub(super) const EN: Verify = Verify { title: "" };
