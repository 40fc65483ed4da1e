//! Labels of the page 审核签批.

/// See `ZH` for what each says.
#[derive(Debug)]
pub struct Countersign {
    pub title: &'static str,
}

pub(super) const ZH: Countersign = Countersign { title: "审核签批" };

pub(super) const EN: Countersign = Countersign { title: "Review and countersign" };
