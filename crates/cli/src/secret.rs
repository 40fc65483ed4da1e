//! Passphrases: from a file, from the environment, or asked for at the terminal. Never from an argument,
//! which every user of the computer can read.

use std::io::IsTerminal;

use zeroize::Zeroizing;
use zicha_core::keyfile::PASSPHRASE_BYTES_MAX;
use zicha_core::text::Lang;

use crate::args::{Args, Opt, Words};
use crate::exit::Refusal;
use crate::{files, say};

pub const FILE: Opt = Opt::value(
    "passphrase-file",
    "FILE",
    Words { zh: "口令取自该文件的第一行", en: "the passphrase is the first line of this file" },
);
pub const ENV: Opt = Opt::value(
    "passphrase-env",
    "VAR",
    Words { zh: "口令取自该环境变量", en: "the passphrase is in this environment variable" },
);

/// Whether a passphrase asked for at the terminal is typed once or twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Once,
    Twice,
}

/// The passphrase the options lead to.
pub fn passphrase(args: &Args, asked: Asked, lang: Lang) -> Result<Zeroizing<String>, Refusal> {
    match (args.value(FILE.long), args.value(ENV.long)) {
        (Some(_), Some(_)) => Err(args.refuse(say::one_of(FILE.long, ENV.long, lang))),
        (Some(path), None) => first_line(path, lang),
        (None, Some(name)) => {
            std::env::var(name).map(Zeroizing::new).map_err(|_| args.refuse(say::no_variable(name, lang)))
        }
        (None, None) if std::io::stdin().is_terminal() => ask(asked, lang),
        (None, None) => Err(args.refuse(say::no_passphrase(lang))),
    }
}

fn first_line(path: &str, lang: Lang) -> Result<Zeroizing<String>, Refusal> {
    let bytes = Zeroizing::new(files::read(path, lang)?);
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let line = line.get(..PASSPHRASE_BYTES_MAX + 1).unwrap_or(line);
    let text = std::str::from_utf8(line).map_err(|_| Refusal::bad(say::not_utf8(path, lang)))?;
    Ok(Zeroizing::new(text.to_owned()))
}

fn ask(asked: Asked, lang: Lang) -> Result<Zeroizing<String>, Refusal> {
    let prompt = |words: &str| {
        let typed = rpassword::prompt_password(words);
        typed.map(Zeroizing::new).map_err(|error| Refusal::bad(say::cannot_read("tty", &error, lang)))
    };
    let first = prompt(say::ask_passphrase(lang))?;
    match asked {
        Asked::Once => Ok(first),
        Asked::Twice if *prompt(say::ask_again(lang))? == *first => Ok(first),
        Asked::Twice => Err(Refusal::bad(say::passphrases_differ(lang))),
    }
}
