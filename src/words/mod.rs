//! Every label of the page, in both languages. A struct per page, each with a `ZH` and an `EN`: a
//! label that lacks one of them does not compile. Sentences about answers are `zicha_core::text`'s.

mod countersign;
mod evidence;
mod frame;
mod home;
mod intake;
mod keyring;
mod keys;
mod narrate;
mod receive;
mod reference;
mod review;
mod saved_page;
mod sign;
mod trust;
mod verify;
mod walk;

use zicha_core::text::Lang;

pub use countersign::Countersign;
pub use evidence::Evidence;
pub use frame::Frame;
pub use home::Home;
pub use intake::Intake;
pub use keyring::Keyring;
pub use keys::Keys;
pub use narrate::Narrate;
pub use receive::Receive;
pub use reference::Reference;
pub use review::Review;
pub use saved_page::SavedPage;
pub use sign::Sign;
pub use trust::Trust;
pub use verify::Verify;
pub use walk::Walk;

/// All labels of one language.
#[derive(Debug)]
pub struct Words {
    /// Header, footer, and what several pages say.
    pub frame: Frame,
    pub home: Home,
    pub intake: Intake,
    pub walk: Walk,
    pub review: Review,
    pub narrate: Narrate,
    pub evidence: Evidence,
    pub saved_page: SavedPage,
    pub reference: Reference,
    pub sign: Sign,
    pub verify: Verify,
    pub trust: Trust,
    pub receive: Receive,
    pub countersign: Countersign,
    pub keyring: Keyring,
    pub keys: Keys,
}

static ZH: Words = Words {
    frame: frame::ZH,
    home: home::ZH,
    intake: intake::ZH,
    walk: walk::ZH,
    review: review::ZH,
    narrate: narrate::ZH,
    evidence: evidence::ZH,
    saved_page: saved_page::ZH,
    reference: reference::ZH,
    sign: sign::ZH,
    verify: verify::ZH,
    trust: trust::ZH,
    receive: receive::ZH,
    countersign: countersign::ZH,
    keyring: keyring::ZH,
    keys: keys::ZH,
};
static EN: Words = Words {
    frame: frame::EN,
    home: home::EN,
    intake: intake::EN,
    walk: walk::EN,
    review: review::EN,
    narrate: narrate::EN,
    evidence: evidence::EN,
    saved_page: saved_page::EN,
    reference: reference::EN,
    sign: sign::EN,
    verify: verify::EN,
    trust: trust::EN,
    receive: receive::EN,
    countersign: countersign::EN,
    keyring: keyring::EN,
    keys: keys::EN,
};

/// The labels of a language.
pub fn of(lang: Lang) -> &'static Words {
    match lang {
        Lang::Zh => &ZH,
        Lang::En => &EN,
    }
}
