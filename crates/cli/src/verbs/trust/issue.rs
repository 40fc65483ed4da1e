//! `trust new`, `trust add`, `trust revoke`: each gives out the next issue of the list, signed by the office.

use zicha_core::digest;
use zicha_core::enrolment::Standing;
use zicha_core::pinned::{self, Pins};
use zicha_core::sign::{ContentKind, Day, Kid, Role};
use zicha_core::text::{self, Lang};
use zicha_core::trust::{IssueError, KeyStatus, TrustList, TrustedKey};

use super::super::by::{self, Signing};
use super::super::keygen::{FORCE, existing};
use super::super::office::{self, OFFICE, PIN};
use super::super::sign::OUT;
use crate::args::{Args, Opt, Places, Words};
use crate::exit::{Exit, Refusal};
use crate::files::Readers;
use crate::verbs::Verb;
use crate::{by_usage, files, options, say, say_office, secret};

const EXPIRES: Opt =
    Opt::value("expires", "YYYY-MM-DD", Words { zh: "名单用到哪一天", en: "last day the list may be used" });
const PUBLIC: Opt = Opt::value(
    "public",
    "FILE",
    Words {
        zh: "对方的公钥：公钥登记文件、JWK或者 keygen --json 的输出",
        en: "their public key: their enrolment file, a JWK, or what keygen --json printed",
    },
);
const HOLDER: Opt = Opt::value("holder", "NAME", Words { zh: "持有人姓名", en: "who holds the key" });
const HOLDER_UNIT: Opt = Opt::value("holder-unit", "UNIT", Words { zh: "持有人的单位", en: "the holder's unit" });
const ROLE: Opt = Opt::value(
    "role",
    "filler|reviewer|head|office",
    Words { zh: "可以用哪种身份签批，可以写多次", en: "a role the key may sign in; may be repeated" },
)
.many();
const KID: Opt = Opt::value("kid", "KID", Words { zh: "公钥指纹", en: "thumbprint of the key" });
const SINCE: Opt =
    Opt::value("since", "YYYY-MM-DD", Words { zh: "从哪一天起，不写时为今天", en: "from which day; by default today" });
const STATUS: Opt = Opt::value(
    "status",
    "revoked|expired|active",
    Words { zh: "改成什么状态，不写时为 revoked", en: "the new status; by default revoked" },
);

const SIGNED_BY: Words = Words {
    zh: "名单由 --key 签发；原名单必须是同一密钥或 --pin 所写密钥签发的。期号加一，条目只改状态，不删除。",
    en: "The list is signed with --key; the one before must be signed by that key or by one given with --pin.\n\
         The issue number grows by one; entries change their status and are never removed.",
};

pub const NEW: Verb = Verb {
    name: "trust new",
    about: Words { zh: "新建受信名单", en: "begin a trust list" },
    usage: concat!("--office NAME --expires DAY ", by_usage!(), " -o FILE"),
    places: Places { shape: "", min: 0, max: 0 },
    options: options![[OFFICE, EXPIRES], by::OPTIONS, secret::OPTIONS, [OUT, FORCE]],
    notes: Words {
        zh: "名单里先有机关自己的密钥，可以签发回执。把显示的指纹印在纸上发给各单位。",
        en: "The list begins with the office's own key, which may sign receipts. Give the thumbprint to the units on paper.",
    },
    examples: &[
        "zicha trust new --office 区法治办 --expires 2027-12-31 --key office.key.json --name 赵某 --title 主任 -o office.trust.json",
    ],
    run: new,
};

pub const ADD: Verb = Verb {
    name: "trust add",
    about: Words { zh: "把公钥登记进受信名单", en: "enter a public key into a trust list" },
    usage: concat!("--public FILE [--holder NAME --holder-unit UNIT --role ROLE…] ", by_usage!(), " -o FILE"),
    places: Places { shape: "LIST.json", min: 1, max: 1 },
    options: options![[PUBLIC, HOLDER, HOLDER_UNIT, ROLE, EXPIRES, PIN], by::OPTIONS, secret::OPTIONS, [OUT, FORCE]],
    notes: SIGNED_BY,
    examples: &[
        "zicha trust add office.trust.json --public li.enrolment.json --role head --key office.key.json --name 赵某 --title 主任 -o office-2.trust.json",
    ],
    run: add,
};

pub const REVOKE: Verb = Verb {
    name: "trust revoke",
    about: Words { zh: "注销受信名单里的公钥", en: "withdraw a key from a trust list" },
    usage: concat!("--kid KID [--status revoked|expired|active] [--since DAY] ", by_usage!(), " -o FILE"),
    places: Places { shape: "LIST.json", min: 1, max: 1 },
    options: options![[KID, STATUS, SINCE, EXPIRES, PIN], by::OPTIONS, secret::OPTIONS, [OUT, FORCE]],
    notes: SIGNED_BY,
    examples: &[
        "zicha trust revoke office.trust.json --kid 4hMd… --since 2026-11-01 --key office.key.json --name 赵某 --title 主任 -o office-3.trust.json",
    ],
    run: revoke,
};

fn new(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let office_name = args.needed(OFFICE.long, lang)?;
    let expires = office::day(args, EXPIRES.long, lang)?;
    let expires = expires.ok_or_else(|| args.refuse(say::option_needed(EXPIRES.long, lang)))?;
    let signing = by::signing(args, Role::Office, office_name, lang)?;
    let issued = office::today(lang)?;
    let own = TrustedKey {
        key: signing.hand.public().clone(),
        name: signing.parts.signer.name.clone(),
        unit: office_name.to_owned(),
        roles: vec![Role::Office],
        status: KeyStatus::Active,
        since: issued.clone(),
    };
    let list = TrustList::first(office_name, issued, expires, vec![own]).map_err(|error| refused(&error, lang))?;
    write(args, &list, signing, lang)
}

fn add(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let offered = office::offered(args.needed(PUBLIC.long, lang)?, lang)?;
    let (list, signing) = open(args, lang)?;
    let said = offered.enrolment.as_ref().map(|it| it.enrolment());
    let person = |option: Opt, said: Option<&str>| {
        let given = args.value(option.long).or(said).map(str::to_owned);
        given.ok_or_else(|| args.refuse(say_office::who_is_it(lang)))
    };
    let mut roles = Vec::new();
    for word in args.values(ROLE.long) {
        let role = Role::from_word(word).filter(|role| !roles.contains(role));
        roles.push(
            role.ok_or_else(|| args.refuse(say::bad_option_value(ROLE.long, word, ROLE.value.unwrap_or(""), lang)))?,
        );
    }
    if roles.is_empty() {
        roles.extend(said.iter().flat_map(|it| &it.roles));
    }
    if roles.is_empty() {
        return Err(args.refuse(say_office::who_is_it(lang)));
    }
    let kid = offered.key.kid();
    if list.find(kid).is_some() && !args.has(FORCE.long) {
        return Err(Refusal::bad(say_office::already_listed(&kid.to_string(), lang)));
    }
    let entry = TrustedKey {
        name: person(HOLDER, said.map(|it| it.holder.name.as_str()))?,
        unit: person(HOLDER_UNIT, said.map(|it| it.holder.unit.as_str()))?,
        roles,
        status: KeyStatus::Active,
        since: office::today(lang)?,
        key: offered.key,
    };
    let standing = offered.enrolment.map_or(Standing::OnPaper, |it| it.standing(&list));
    let said = match standing {
        Standing::OnPaper => say_office::compare_on_paper(&entry.name, &digest::fingerprint(kid.bytes()), lang),
        Standing::CarriedOver => say_office::carried_over(&entry.name, lang),
    };
    let list = list.with_key(entry).map_err(|error| refused(&error, lang))?;
    let exit = write(args, &next(args, &list, lang)?, signing, lang)?;
    if args.value(OUT.long) != Some("-") {
        files::print(&said);
    }
    Ok(exit)
}

fn revoke(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let text = args.needed(KID.long, lang)?;
    let bad =
        |option: Opt, text: &str, wanted: &str| args.refuse(say::bad_option_value(option.long, text, wanted, lang));
    let kid = Kid::read(text).ok_or_else(|| bad(KID, text, "43 × A–Z a–z 0–9 - _"))?;
    let word = args.value(STATUS.long).unwrap_or("revoked");
    let status = KeyStatus::from_word(word).ok_or_else(|| bad(STATUS, word, STATUS.value.unwrap_or("")))?;
    let since = office::day(args, SINCE.long, lang)?.map_or_else(|| office::today(lang), Ok)?;
    let (list, signing) = open(args, lang)?;
    let list = list.with_status(kid, status, since).map_err(|error| refused(&error, lang))?;
    write(args, &next(args, &list, lang)?, signing, lang)
}

/// The list to change and the key to sign the next issue with.
fn open(args: &Args, lang: Lang) -> Result<(TrustList, Signing), Refusal> {
    let path = args.places.first().map(String::as_str).unwrap_or_default();
    let bytes = files::read(path, lang)?;
    // Who signs for which office is known only once the list is open.
    let mut signing = by::signing(args, Role::Office, "", lang)?;
    let own = signing.hand.public().kid();
    let pins = office::pins(args, Some(own), lang)?.or_else(|| Pins::new(&[own]));
    let Some(pins) = pins else { return Err(Refusal::bad(say::internal("pins", lang))) };
    let list = office::open_list(args, path, &bytes, &pins, lang)?.into_list();
    signing.parts.signer.unit.clone_from(&list.office);
    Ok((list, signing))
}

/// The next issue, good as long as before unless `--expires` says otherwise.
fn next(args: &Args, list: &TrustList, lang: Lang) -> Result<TrustList, Refusal> {
    let expires: Day = office::day(args, EXPIRES.long, lang)?.unwrap_or_else(|| list.expires.clone());
    list.renewed(office::today(lang)?, expires).map_err(|error| refused(&error, lang))
}

fn write(args: &Args, list: &TrustList, signing: Signing, lang: Lang) -> Result<Exit, Refusal> {
    let out = args.needed(OUT.long, lang)?;
    let Signing { hand, parts } = signing;
    let bytes = hand.seal(ContentKind::Trust, &list.to_value(), parts, out, lang)?;
    let kid = hand.public().kid();
    // Opened again as a unit will.
    let pins = Pins::new(&[kid]).ok_or_else(|| Refusal::bad(say::internal("pins", lang)))?;
    pinned::open(&bytes, &pins, None).map_err(|error| Refusal::bad(text::pinned_error(&error, lang)))?;
    let existing = existing(args);
    files::write(out, &bytes, existing, Readers::Everybody, lang)?;
    if out != "-" {
        files::print(&say_office::list_written(out, list.seq, &kid.to_string(), lang));
    }
    Ok(Exit::Good)
}

fn refused(error: &IssueError, lang: Lang) -> Refusal {
    Refusal::bad(text::issue_error(error, lang))
}
