//! Labels of the page 信任名单.

/// See `ZH` for what each says.
#[derive(Debug)]
pub struct Trust {
    pub title: &'static str,
}

pub(super) const ZH: Trust = Trust { title: "信任名单" };

pub(super) const EN: Trust = Trust { title: "Trust list" };
