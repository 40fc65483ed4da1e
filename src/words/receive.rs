//! Labels of the page 收件登记.

/// See `ZH` for what each says.
#[derive(Debug)]
pub struct Receive {
    pub title: &'static str,
}

pub(super) const ZH: Receive = Receive { title: "收件登记" };

pub(super) const EN: Receive = Receive { title: "Receive reports" };
