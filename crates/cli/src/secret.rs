//! Passphrases: from a file, from the environment, or asked for at the terminal. Never from an argument,
//! which every user of the computer can read.

use std::io::IsTerminal;

use zeroize::Zeroizing;
use zicha_core::keyfile::PASSPHRASE_BYTES_MAX;
use zicha_core::text::Lang;

use crate::args::{Args, Opt, Words};
use crate::exit::Refusal;
use crate::verbs::key::words;
use crate::{files, say};

/// Where one passphrase comes from; a verb with two keys has two of these.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    pub file: Opt,
    pub env: Opt,
    /// What is asked at the terminal.
    prompt: Words,
}

/// The passphrase of the key file that is used.
pub const KEY: Source = Source {
    file: Opt::value(
        "passphrase-file",
        "FILE",
        Words { zh: "口令取自该文件的第一行", en: "the passphrase is the first line of this file" },
    ),
    env: Opt::value(
        "passphrase-env",
        "VAR",
        Words { zh: "口令取自该环境变量", en: "the passphrase is in this environment variable" },
    ),
    prompt: Words { zh: "口令：", en: "Passphrase: " },
};

/// The passphrase of a file that is about to be written.
pub const NEW: Source = Source {
    file: Opt::value(
        "new-passphrase-file",
        "FILE",
        Words { zh: "新口令取自该文件的第一行", en: "the new passphrase is the first line of this file" },
    ),
    env: Opt::value(
        "new-passphrase-env",
        "VAR",
        Words { zh: "新口令取自该环境变量", en: "the new passphrase is in this environment variable" },
    ),
    prompt: Words { zh: "新口令：", en: "New passphrase: " },
};

/// The passphrase of a key that another one replaces.
pub const OLD: Source = Source {
    file: Opt::value(
        "old-passphrase-file",
        "FILE",
        Words {
            zh: "原密钥的口令取自该文件的第一行", en: "the old key's passphrase is the first line of this file"
        },
    ),
    env: Opt::value(
        "old-passphrase-env",
        "VAR",
        Words {
            zh: "原密钥的口令取自该环境变量", en: "the old key's passphrase is in this environment variable"
        },
    ),
    prompt: Words { zh: "原密钥的口令：", en: "Passphrase of the old key: " },
};

/// Where the passphrase of the key file that is used comes from, as options.
pub const OPTIONS: [Opt; 2] = [KEY.file, KEY.env];

/// Whether a passphrase asked for at the terminal is typed once or twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Once,
    Twice,
}

/// The passphrase the options lead to.
pub fn passphrase(args: &Args, asked: Asked, lang: Lang) -> Result<Zeroizing<String>, Refusal> {
    from(&KEY, args, asked, lang)
}

/// The passphrase that `source` leads to.
pub fn from(source: &Source, args: &Args, asked: Asked, lang: Lang) -> Result<Zeroizing<String>, Refusal> {
    let (file, env) = (source.file.long, source.env.long);
    match (args.value(file), args.value(env)) {
        (Some(_), Some(_)) => Err(args.refuse(say::one_of(file, env, lang))),
        (Some(path), None) => first_line(path, lang),
        (None, Some(name)) => {
            std::env::var(name).map(Zeroizing::new).map_err(|_| args.refuse(say::no_variable(name, lang)))
        }
        (None, None) if std::io::stdin().is_terminal() => ask(source.prompt, asked, lang),
        (None, None) => Err(args.refuse(words::no_passphrase(file, env, lang))),
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

fn ask(words: Words, asked: Asked, lang: Lang) -> Result<Zeroizing<String>, Refusal> {
    let prompt = |words: &str| {
        let typed = rpassword::prompt_password(words);
        typed.map(Zeroizing::new).map_err(|error| Refusal::bad(say::cannot_read("tty", &error, lang)))
    };
    let first = prompt(words.of(lang))?;
    match asked {
        Asked::Once => Ok(first),
        Asked::Twice if *prompt(words::ask_again(lang))? == *first => Ok(first),
        Asked::Twice => Err(Refusal::bad(words::passphrases_differ(lang))),
    }
}
