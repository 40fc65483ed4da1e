//! `trust show` and `trust verify`.

use serde::Serialize;
use zicha_core::canonical::{self, Value};
use zicha_core::pinned;
use zicha_core::sign::Kid;
use zicha_core::text::{self, Lang};
use zicha_core::trust::TrustList;

use super::super::office::{self, AFTER, PIN};
use super::super::unit::JSON;
use crate::args::{Args, Places, Words};
use crate::exit::{Exit, Refusal};
use crate::verbs::Verb;
use crate::{files, say, say_office};

pub const SHOW: Verb = Verb {
    name: "trust show",
    about: Words { zh: "显示受信名单", en: "show a trust list" },
    usage: "[--json]",
    places: Places { shape: "LIST.json", min: 1, max: 1 },
    options: &[JSON],
    notes: Words { zh: "只显示，不核验签名。", en: "Shows only; signatures are not verified." },
    examples: &["zicha trust show office.trust.json"],
    run: show,
};

pub const VERIFY: Verb = Verb {
    name: "trust verify",
    about: Words { zh: "核验受信名单是不是机关签发的", en: "verify that an office issued a trust list" },
    usage: "[--pin KID]… [--after OLD.json] [--json]",
    places: Places { shape: "LIST.json", min: 1, max: 1 },
    options: &[PIN, AFTER, JSON],
    notes: Words {
        zh: "退出码：0 由 --pin 的密钥签发且没有过期；2 签名完好但没有写 --pin；1 不接受：签名无效、不是所写的密钥、\n\
             期号比 --after 的小、已过期。",
        en: "Exit codes: 0 signed by a pinned key and not run out; 2 sound, but no --pin was given; 1 refused: a bad\n\
             signature, another key, a lower issue than that of --after, or run out.",
    },
    examples: &["zicha trust verify office-2.trust.json --pin 4hMd… --after office.trust.json"],
    run: verify,
};

#[derive(Debug, Serialize)]
struct Shown {
    office: String,
    seq: i64,
    issued: String,
    expires: String,
    /// Thumbprints; in `show` merely claimed.
    signers: Vec<String>,
    keys: Vec<Key>,
}

#[derive(Debug, Serialize)]
struct Key {
    kid: String,
    name: String,
    unit: String,
    roles: Vec<&'static str>,
    status: &'static str,
    since: String,
}

fn show(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let path = args.places.first().map(String::as_str).unwrap_or_default();
    let bytes = files::read(path, lang)?;
    let refuse = |line: String| Refusal::bad(say::at(path, None, &line));
    let value = canonical::parse(&bytes).map_err(|error| refuse(text::json_error(&error, lang)))?;
    let content = if value.get("signatures").is_some() { value.get("trust") } else { Some(&value) };
    let list = TrustList::from_value(content.unwrap_or(&Value::Null));
    let list = list.map_err(|error| refuse(text::trust_error(&error, lang)))?;
    let signers = pinned::claimed_signers(&bytes).unwrap_or_default();
    tell(args, path, &list, &signers, lang)?;
    if !args.has(JSON.long) {
        files::print(&format!("{}\n", say_office::unchecked(lang)));
    }
    Ok(Exit::Good)
}

fn verify(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let path = args.places.first().map(String::as_str).unwrap_or_default();
    let bytes = files::read(path, lang)?;
    let Some(pins) = office::pins(args, None, lang)? else {
        let refuse = |error| Refusal::bad(say::at(path, None, &text::pinned_error(&error, lang)));
        let signers = pinned::claimed_signers(&bytes).map_err(refuse)?;
        eprintln!("{}", say_office::pin_needed(path, &words(&signers).join(", "), lang));
        return Ok(Exit::Unknown);
    };
    let found = office::open_list(args, path, &bytes, &pins, lang)?;
    let signers: Vec<Kid> = found.signers().iter().map(|(kid, _)| *kid).collect();
    tell(args, path, found.list(), &signers, lang)?;
    Ok(if office::stale(path, found.list(), lang)? { Exit::Bad } else { Exit::Good })
}

fn words(kids: &[Kid]) -> Vec<String> {
    kids.iter().map(Kid::to_string).collect()
}

fn tell(args: &Args, path: &str, list: &TrustList, signers: &[Kid], lang: Lang) -> Result<(), Refusal> {
    let keys = list.keys().iter().map(|entry| Key {
        kid: entry.key.kid().to_string(),
        name: entry.name.clone(),
        unit: entry.unit.clone(),
        roles: entry.roles.iter().map(|role| role.word()).collect(),
        status: entry.status.word(),
        since: entry.since.as_str().to_owned(),
    });
    let shown = Shown {
        office: list.office.clone(),
        seq: list.seq,
        issued: list.issued.as_str().to_owned(),
        expires: list.expires.as_str().to_owned(),
        signers: words(signers),
        keys: keys.collect(),
    };
    if args.has(JSON.long) {
        return files::print_json(&shown, lang);
    }
    let line = say_office::list_line(&shown.office, shown.seq, &shown.issued, &shown.expires, shown.keys.len(), lang);
    files::print(&format!("{path}: {line}\n"));
    for it in &shown.keys {
        let roles = it.roles.join(",");
        files::print(&format!("  {}  {} {} {}  {} {}\n", it.kid, it.unit, it.name, roles, it.status, it.since));
    }
    Ok(())
}
