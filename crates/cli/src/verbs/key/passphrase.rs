//! `key passphrase`: the same key under another passphrase.

use zicha_core::keyfile;
use zicha_core::text::{self, Lang};

use super::super::Verb;
use super::super::keygen::FORCE;
use super::words;
use crate::args::{Args, Opt, Places, Words};
use crate::exit::{Exit, Refusal};
use crate::files::{Existing, Readers};
use crate::secret::{self, Asked};
use crate::{chance, files, say};

const OUT: Opt = Opt::value(
    "out",
    "FILE",
    Words {
        zh: "写到另一个文件；不写时替换原文件", en: "write another file; by default the file itself is replaced"
    },
)
.short('o');

pub const VERB: Verb = Verb {
    name: "key passphrase",
    about: Words { zh: "改密钥文件的口令", en: "give a key file another passphrase" },
    usage: "[--passphrase-file FILE | --passphrase-env VAR] [--new-passphrase-file FILE | --new-passphrase-env VAR] [-o FILE]",
    places: Places { shape: "KEY.json", min: 1, max: 1 },
    options: &[secret::KEY.file, secret::KEY.env, secret::NEW.file, secret::NEW.env, OUT, FORCE],
    notes: Words {
        zh: "密钥不变，已登记的公钥继续有效。新文件先用新口令打开核对，通过了才替换。\n\
             以前的副本仍能用旧口令打开：旧口令已经泄露的，应当换密钥（zicha keygen，再 zicha key enrol --replaces）。",
        en: "The key stays the same, and so does its registration. The new file is opened with the new passphrase before it\n\
             replaces the old one. Older copies still open with the old passphrase: where that has leaked, make a new key\n\
             (zicha keygen, then zicha key enrol --replaces).",
    },
    examples: &[
        "zicha key passphrase me.key.json",
        "zicha key passphrase --passphrase-env OLD --new-passphrase-env NEW me.key.json",
    ],
    run,
};

fn run(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let path = args.places.first().map(String::as_str).unwrap_or_default();
    let file = files::read(path, lang)?;
    let refuse = |error| Refusal::bad(say::at(path, None, &text::key_error(&error, lang)));
    keyfile::look(&file).map_err(refuse)?;
    let old = secret::passphrase(args, Asked::Once, lang)?;
    let new = secret::from(&secret::NEW, args, Asked::Twice, lang)?;
    let changed = keyfile::change_passphrase(&file, &old, &new, &chance::for_key_file(lang)?).map_err(refuse)?;
    let (out, existing) = match args.value(OUT.long) {
        None => (path, Existing::Replace),
        Some(out) if args.has(FORCE.long) => (out, Existing::Replace),
        Some(out) => (out, Existing::Keep),
    };
    files::write(out, &changed, existing, Readers::Owner, lang)?;
    if out != "-" {
        files::print(&words::passphrase_changed(out, lang));
    }
    Ok(Exit::Good)
}
