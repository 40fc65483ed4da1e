//! Labels of the page 签名密钥.

/// See `ZH` for what each says.
#[derive(Debug)]
pub struct Keys {
    pub title: &'static str,
}

pub(super) const ZH: Keys = Keys { title: "签名密钥" };

pub(super) const EN: Keys = Keys { title: "Signing keys" };
