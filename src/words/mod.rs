//! Every label of the page, in both languages. A struct per page, each with a `ZH` and an `EN`: a
//! label that lacks one of them does not compile. Sentences about answers are `zicha_core::text`'s.

mod about;
mod countersign;
mod drafts;
mod embed;
mod evidence;
mod facts;
mod find;
mod frame;
mod home;
mod intake;
mod keyring;
mod keys;
mod ledger;
mod looks;
mod narrate;
mod receive;
mod reference;
mod review;
#[cfg(test)]
pub(crate) mod said;
mod saved_page;
mod sign;
mod table;
mod trust;
mod verify;
mod walk;

use std::fmt;

use zicha_core::text::Lang;

pub use about::About;
pub use countersign::Countersign;
pub use drafts::Drafts;
pub use embed::Embed;
pub use evidence::Evidence;
pub use facts::Facts;
pub use find::Find;
pub use frame::Frame;
pub use home::Home;
pub use intake::Intake;
pub use keyring::Keyring;
pub use keys::Keys;
pub use ledger::Ledger;
pub use looks::Looks;
pub use narrate::Narrate;
pub use receive::Receive;
pub use reference::Reference;
pub use review::Review;
pub use saved_page::SavedPage;
pub use sign::Sign;
pub use table::Table;
pub use trust::Trust;
pub use verify::Verify;
pub use walk::Walk;

/// All labels of one language. Fields are those of the first screens; the labels of a page in the second part of the
/// program are a method, so that nothing in the first part refers to them and they travel with their page
/// (crates/xtask/src/split/data.rs).
pub struct Words {
    lang: Lang,
    /// Header, footer, and what several pages say.
    pub frame: Frame,
    pub home: Home,
    pub walk: Walk,
}

static ZH: Words = Words { lang: Lang::Zh, frame: frame::ZH, home: home::ZH, walk: walk::ZH };
static EN: Words = Words { lang: Lang::En, frame: frame::EN, home: home::EN, walk: walk::EN };

macro_rules! late {
    ($($name:ident: $labels:ident,)*) => {
        impl Words {
            $(pub fn $name(&self) -> &'static $labels {
                match self.lang {
                    Lang::Zh => &$name::ZH,
                    Lang::En => &$name::EN,
                }
            })*
        }

        /// Every label, for tests.
        impl fmt::Debug for Words {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut all = f.debug_struct("Words");
                all.field("frame", &self.frame).field("home", &self.home).field("walk", &self.walk);
                $(all.field(stringify!($name), self.$name());)*
                all.finish()
            }
        }
    };
}

late! {
    about: About,
    countersign: Countersign,
    drafts: Drafts,
    embed: Embed,
    evidence: Evidence,
    facts: Facts,
    find: Find,
    intake: Intake,
    keyring: Keyring,
    keys: Keys,
    ledger: Ledger,
    looks: Looks,
    narrate: Narrate,
    receive: Receive,
    reference: Reference,
    review: Review,
    saved_page: SavedPage,
    sign: Sign,
    table: Table,
    trust: Trust,
    verify: Verify,
}

/// The labels of a language.
pub fn of(lang: Lang) -> &'static Words {
    match lang {
        Lang::Zh => &ZH,
        Lang::En => &EN,
    }
}
