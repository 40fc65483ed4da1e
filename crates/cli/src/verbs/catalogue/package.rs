//! `catalogue sign` and `catalogue verify`: catalogue packages.

use serde::Serialize;
use zicha_core::envelope::Outcome;
use zicha_core::package::{self, Package};
use zicha_core::sign::{ContentKind, Role};
use zicha_core::text::{self, Lang};

use crate::args::{Args, Opt, Places, Words};
use crate::exit::{Exit, Refusal};
use crate::files::Readers;
use crate::verbs::by::{self, Signing};
use crate::verbs::keygen::{FORCE, existing};
use crate::verbs::office::{self, OFFICE, PIN};
use crate::verbs::sign::OUT;
use crate::verbs::verify::TRUST;
use crate::verbs::{Verb, unit, verify};
use crate::{by_usage, files, options, say, say_office, secret, shelf};

const CALENDAR: Opt =
    Opt::value("calendar", "FILE", Words { zh: "一并签发的工作日历", en: "a calendar of working days to send along" });

pub const SIGN: Verb = Verb {
    name: "catalogue sign",
    about: Words { zh: "签发目录包", en: "sign a catalogue package" },
    usage: concat!("--office NAME ", by_usage!(), " [--profile FILE] [--calendar FILE] -o FILE"),
    places: Places { shape: "ID|FILE", min: 1, max: 1 },
    options: options![[OFFICE, unit::PROFILE, CALENDAR], by::OPTIONS, secret::OPTIONS, [OUT, FORCE]],
    notes: Words {
        zh: "目录包里是目录，可以带分工方案和工作日历。报告记的是其中目录（已套用分工）的摘要，与是否签发无关。\n\
             签好的文件在凡是写 --catalogue FILE 的地方都能用。",
        en: "A package holds a catalogue and may hold a profile and a calendar. Reports name the digest of the catalogue\n\
             inside (with the profile applied), signed or not. A package can stand wherever --catalogue takes a file.",
    },
    examples: &[
        "zicha catalogue sign hongqiao-2020 --office 区法治办 --key office.key.json --name 赵某 --title 主任 -o hongqiao-2020.package.json",
    ],
    run: sign,
};

pub const VERIFY: Verb = Verb {
    name: "catalogue verify",
    about: Words {
        zh: "核验目录包是谁签发的、有没有改动", en: "verify who issued a catalogue package"
    },
    usage: "[--trust FILE [--pin KID]…] [--json]",
    places: Places { shape: "FILE", min: 1, max: 1 },
    options: &[TRUST, PIN, unit::JSON],
    notes: Words {
        zh: "退出码：0 可信，2 完好但签发人未知，1 无效。",
        en: "Exit codes: 0 trusted, 2 intact but the issuer is unknown, 1 invalid.",
    },
    examples: &["zicha catalogue verify --trust office.trust.json --pin 4hMd… hongqiao-2020.package.json"],
    run: check,
};

#[derive(Debug, Serialize)]
struct Shown {
    outcome: &'static str,
    fingerprint: String,
    id: String,
    version: String,
    issued: String,
    /// Of the catalogue, as reports name it.
    sha256: String,
    calendar: Option<String>,
    issuers: Vec<Issuer>,
}

#[derive(Debug, Serialize)]
struct Issuer {
    name: String,
    title: String,
    unit: String,
    kid: Option<String>,
    code: &'static str,
}

fn sign(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let out = args.needed(OUT.long, lang)?;
    let name = args.places.first().map(String::as_str).unwrap_or_default();
    // Read as everybody reads it first: its faults come with line and column.
    let opened = shelf::open(name, args.value(unit::PROFILE.long), lang)?;
    let plain = shelf::open(name, None, lang)?;
    let read = |option: Opt| args.value(option.long).map(|path| files::read(path, lang)).transpose();
    let (profile, calendar) = (read(unit::PROFILE)?, read(CALENDAR)?);
    let issued = office::today(lang)?;
    let content = package::content(&plain.bytes, profile.as_deref(), calendar.as_deref(), &issued)
        .map_err(|error| Refusal::bad(say::at(name, None, &text::package_error(&error, lang))))?;
    let Signing { hand, parts } = by::signing(args, Role::Office, args.needed(OFFICE.long, lang)?, lang)?;
    let bytes = hand.seal(ContentKind::Catalogue, &content, parts, name, lang)?;
    let made = office::open_package(out, &bytes, None, lang)?;
    if made.contents().catalogue.content != opened.catalogue.content {
        return Err(Refusal::bad(say::internal("package", lang)));
    }
    let existing = existing(args);
    files::write(out, &bytes, existing, Readers::Everybody, lang)?;
    if out != "-" {
        let it = &made.contents().catalogue;
        files::print(&say_office::package_signed(out, &it.id, &it.version, made.fingerprint(), lang));
    }
    Ok(Exit::Good)
}

fn check(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let path = args.places.first().map(String::as_str).unwrap_or_default();
    let bytes = files::read(path, lang)?;
    let trust = verify::trusted(args, lang)?;
    let found = office::open_package(path, &bytes, trust.as_ref(), lang)?;
    let shown = shown(&found);
    if args.has(unit::JSON.long) {
        files::print_json(&shown, lang)?;
    } else {
        let line = say_office::package_line(&shown.id, &shown.version, &shown.issued, &shown.sha256, lang);
        files::print(&format!("{path}: {}\n  {line}\n  {}\n", text::outcome(found.outcome(), lang), shown.fingerprint));
        for (it, issuer) in found.issuers().iter().zip(&shown.issuers) {
            let why = text::signature(&it.reason, lang);
            files::print(&format!("  {} {} {}: {why}\n", issuer.unit, issuer.title, issuer.name));
        }
    }
    Ok(match found.outcome() {
        Outcome::Trusted => Exit::Good,
        Outcome::IntactUnknown => Exit::Unknown,
        Outcome::Invalid => Exit::Bad,
    })
}

fn shown(found: &Package) -> Shown {
    let it = found.contents();
    Shown {
        outcome: found.outcome().code(),
        fingerprint: found.fingerprint().to_owned(),
        id: it.catalogue.id.clone(),
        version: it.catalogue.version.clone(),
        issued: it.issued.as_str().to_owned(),
        sha256: it.catalogue.content.sha256_hex(),
        calendar: it.calendar.as_ref().map(|calendar| calendar.id().to_owned()),
        issuers: found
            .issuers()
            .iter()
            .map(|it| Issuer {
                name: it.statement.signer.name.clone(),
                title: it.statement.signer.title.clone(),
                unit: it.statement.signer.unit.clone(),
                kid: it.kid.map(|kid| kid.to_string()),
                code: it.reason.code(),
            })
            .collect(),
    }
}
