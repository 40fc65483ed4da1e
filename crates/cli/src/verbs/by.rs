//! Who signs, in every verb that signs in somebody's name: the options, and what they lead to.

use zicha_core::envelope::Parts;
use zicha_core::sign::{Role, Signer};
use zicha_core::text::Lang;

use crate::args::{Args, Opt, Words};
use crate::exit::Refusal;
use crate::hand::{self, Hand};
use crate::{clock, options, say};

pub const NAME: Opt = Opt::value("name", "NAME", Words { zh: "填报人姓名", en: "name of the person signing" });
pub const TITLE: Opt = Opt::value("title", "TITLE", Words { zh: "填报人职务", en: "their post" });
pub const OPINION: Opt = Opt::value("opinion", "TEXT", Words { zh: "签批意见", en: "what they say of the report" });

/// The key and whose it is; where the passphrase comes from is [`crate::secret::OPTIONS`].
pub const OPTIONS: &[Opt] = options![hand::OPTIONS, [NAME, TITLE, OPINION]];

/// What is needed of these, as a usage line shows it.
#[macro_export]
macro_rules! by_usage {
    () => {
        "--key FILE | --signer CMD --public-key FILE --name NAME --title TITLE"
    };
}

/// What signs, and what its holder says with it.
pub struct Signing {
    pub hand: Hand,
    pub parts: Parts,
}

/// Refuses what [`signing`] would for want of an option, before anything is read or asked.
///
/// # Errors
/// An option is missing, or two are given of which one is enough.
pub fn check_options(args: &Args, lang: Lang) -> Result<(), Refusal> {
    hand::check_options(args, lang)?;
    args.needed(NAME.long, lang)?;
    args.needed(TITLE.long, lang).map(|_| ())
}

/// Opens `--key`, or takes `--signer`, for a sign-off in that role on behalf of that unit.
///
/// # Errors
/// An option is missing, the key does not open, the clock says nothing.
pub fn signing(args: &Args, role: Role, unit: &str, lang: Lang) -> Result<Signing, Refusal> {
    check_options(args, lang)?;
    let (name, title) = (args.needed(NAME.long, lang)?, args.needed(TITLE.long, lang)?);
    let signed = clock::moment().ok_or_else(|| Refusal::bad(say::no_clock(lang)))?;
    let hand = hand::open(args, lang)?;
    let signer = Signer { name: name.to_owned(), title: title.to_owned(), unit: unit.to_owned() };
    let opinion = args.value(OPINION.long).unwrap_or_default().to_owned();
    Ok(Signing { hand, parts: Parts { role, opinion, signer, signed } })
}
