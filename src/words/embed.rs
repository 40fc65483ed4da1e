//! Sentences that an element says to the page around it.

/// See `ZH` for what each says.
#[derive(Debug)]
pub struct Embed {
    pub no_form: &'static str,
    pub no_catalogue: &'static str,
    /// The period asked for, and those there are.
    pub no_period: fn(&str, &str) -> String,
    pub no_indicator: fn(&str) -> String,
    pub no_route: &'static str,
    pub unsaved: &'static str,
    pub readonly: &'static str,
    pub bad_signer: &'static str,
    pub bad_signature: &'static str,
    pub changed: &'static str,
}

pub(super) static ZH: Embed = Embed {
    no_form: "还没有打开的自查表，请先选定填报单位。",
    no_catalogue: "没有选定指标目录，请在 catalogue 属性中写明。",
    no_period: |wanted, known| format!("指标目录中没有考核期“{wanted}”，可用的有：{known}。"),
    no_indicator: |wanted| format!("指标目录中没有指标“{wanted}”。"),
    no_route: "没有这个页面。",
    unsaved: "当前自查表有未保存的改动，浏览器不能保存，请先导出草稿，再打开别的表。",
    readonly: "本表只供查看，不能签名。",
    bad_signer: "签名方的信息不完整：需要 publicKey（JWK，Ed25519 或 SM2）以及长度合适的姓名、职务、意见。",
    bad_signature: "签名应为64字节。",
    changed: "签名期间答案有改动，请重新签名。",
};

pub(super) static EN: Embed = Embed {
    no_form: "No form is open yet: choose a unit first.",
    no_catalogue: "No catalogue is chosen: name one in the catalogue attribute.",
    no_period: |wanted, known| format!("The catalogue has no period “{wanted}”; it has {known}."),
    no_indicator: |wanted| format!("The catalogue has no indicator “{wanted}”."),
    no_route: "There is no such page.",
    unsaved: "The open form has unsaved changes that the browser cannot keep: export the draft before opening another form.",
    readonly: "This form is for viewing only and cannot be signed.",
    bad_signer: "The signer is incomplete: publicKey (a JWK, Ed25519 or SM2) is needed, and name, title and opinion of fitting length.",
    bad_signature: "A signature has 64 bytes.",
    changed: "The answers changed while signing: sign again.",
};
