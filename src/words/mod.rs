//! Every label of the page, in both languages. A struct per page, each with a `ZH` and an `EN`: a
//! label that lacks one of them does not compile. Sentences about answers are `zicha_core::text`'s.

mod frame;
mod home;
mod intake;
mod narrate;
mod reference;
mod review;
mod sign;
mod verify;
mod walk;

use zicha_core::text::Lang;

pub use frame::Frame;
pub use home::Home;
pub use intake::Intake;
pub use narrate::Narrate;
pub use reference::Reference;
pub use review::Review;
pub use sign::Sign;
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
    pub reference: Reference,
    pub sign: Sign,
    pub verify: Verify,
}

static ZH: Words = Words {
    frame: frame::ZH,
    home: home::ZH,
    intake: intake::ZH,
    walk: walk::ZH,
    review: review::ZH,
    narrate: narrate::ZH,
    reference: reference::ZH,
    sign: sign::ZH,
    verify: verify::ZH,
};
static EN: Words = Words {
    frame: frame::EN,
    home: home::EN,
    intake: intake::EN,
    walk: walk::EN,
    review: review::EN,
    narrate: narrate::EN,
    reference: reference::EN,
    sign: sign::EN,
    verify: verify::EN,
};

/// The labels of a language.
pub fn of(lang: Lang) -> &'static Words {
    match lang {
        Lang::Zh => &ZH,
        Lang::En => &EN,
    }
}
