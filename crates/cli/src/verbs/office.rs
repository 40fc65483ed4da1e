//! What the verbs of an office share: which thumbprints are pinned, how a trust list is opened, and files by whose key
//! somebody is enrolled.

use zicha_core::canonical;
use zicha_core::enrolment::{self, Enrolled};
use zicha_core::envelope::Against;
use zicha_core::package::{self, Package};
use zicha_core::pinned::{self, Pinned, PinnedError, Pins};
use zicha_core::sign::{Day, Kid, PublicKey};
use zicha_core::text::{self, Lang};
use zicha_core::trust::TrustList;

use crate::args::{Args, Opt, Words};
use crate::exit::Refusal;
use crate::{clock, files, say, say_office};

pub const PIN: Opt = Opt::value(
    "pin",
    "KID",
    Words {
        zh: "发布机关的公钥指纹，按书面核对过；换密钥期间可以写两个",
        en: "thumbprint of the office's key, compared with paper; two while it changes its key",
    },
)
.many();
pub const AFTER: Opt = Opt::value(
    "after",
    "FILE",
    Words {
        zh: "以前用过的名单；期号比它小的不接受",
        en: "the list used before; one of a lower issue number is refused",
    },
);
pub const OFFICE: Opt = Opt::value("office", "NAME", Words { zh: "机关名称", en: "name of the office" });

/// The pins of the command line, and one more where it is given.
///
/// # Errors
/// One is no thumbprint, or there are more than two.
pub fn pins(args: &Args, own: Option<Kid>, lang: Lang) -> Result<Option<Pins>, Refusal> {
    let mut kids = Vec::new();
    for text in args.values(PIN.long) {
        let kid = Kid::read(text);
        kids.push(kid.ok_or_else(|| args.refuse(say::bad_option_value(PIN.long, text, "43 × A–Z a–z 0–9 - _", lang)))?);
    }
    if kids.is_empty() && own.is_none() {
        return Ok(None);
    }
    // A person's own key needs no pinning.
    if kids.is_empty() {
        kids.extend(own);
    }
    Pins::new(&kids).map(Some).ok_or_else(|| args.refuse(say_office::too_many_pins(lang)))
}

/// Opens a signed list by the pins, and not below the list of `--after`.
///
/// # Errors
/// What core says of either file.
pub fn open_list(args: &Args, path: &str, bytes: &[u8], pins: &Pins, lang: Lang) -> Result<Pinned, Refusal> {
    let refuse = |path: &str, error: &PinnedError| Refusal::bad(say::at(path, None, &text::pinned_error(error, lang)));
    let seen = match args.value(AFTER.long) {
        None => None,
        Some(before) => {
            let bytes = files::read(before, lang)?;
            Some(pinned::open(&bytes, pins, None).map_err(|error| refuse(before, &error))?.seen())
        }
    };
    pinned::open(bytes, pins, seen.as_ref()).map_err(|error| refuse(path, &error))
}

/// Today as it stands in files.
///
/// # Errors
/// The clock says nothing usable.
pub fn today(lang: Lang) -> Result<Day, Refusal> {
    let day = clock::today().and_then(|day| Day::read(&day.to_string()));
    day.ok_or_else(|| Refusal::bad(say::no_clock(lang)))
}

/// The day in an option.
///
/// # Errors
/// It is no day.
pub fn day(args: &Args, option: &'static str, lang: Lang) -> Result<Option<Day>, Refusal> {
    let Some(text) = args.value(option) else { return Ok(None) };
    let read = Day::read(text);
    read.map(Some).ok_or_else(|| args.refuse(say::bad_option_value(option, text, "YYYY-MM-DD", lang)))
}

/// Whether a list has run out today, which is said.
pub fn stale(path: &str, list: &TrustList, lang: Lang) -> Result<bool, Refusal> {
    let stale = list.stale_on(&today(lang)?);
    if stale {
        eprintln!("{}", say::stale_trust(path, list.expires.as_str(), lang));
    }
    Ok(stale)
}

/// A public key, with the enrolment it came in where it came in one.
pub struct Offered {
    pub key: PublicKey,
    pub enrolment: Option<Enrolled>,
}

/// A JWK, what `keygen --json` printed, or an enrolment file.
///
/// # Errors
/// None of these, or what core says of the enrolment.
pub fn offered(path: &str, lang: Lang) -> Result<Offered, Refusal> {
    let bytes = files::read(path, lang)?;
    let refuse = |line: &str| Refusal::bad(say::at(path, None, line));
    let value = canonical::parse(&bytes).map_err(|error| refuse(&text::json_error(&error, lang)))?;
    if value.get("signatures").is_none() {
        let jwk = value.get("jwk").unwrap_or(&value);
        let key = PublicKey::from_jwk(jwk, "").map_err(|_| refuse(say_office::no_public_key(lang)))?;
        return Ok(Offered { key, enrolment: None });
    }
    let enrolled = enrolment::open(&bytes).map_err(|error| refuse(&text::enrolment_error(&error, lang)))?;
    Ok(Offered { key: enrolled.enrolment().key.clone(), enrolment: Some(enrolled) })
}

/// Opens a catalogue package.
///
/// # Errors
/// What core says of it.
pub fn open_package(path: &str, bytes: &[u8], trust: Option<&TrustList>, lang: Lang) -> Result<Package, Refusal> {
    let opened = package::open(bytes, &Against { trust, received: None });
    opened.map_err(|error| Refusal::bad(say::at(path, None, &text::package_error(&error, lang))))
}
