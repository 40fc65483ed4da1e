//! Everything the program does: one table, from which help and dispatch both follow.
//! Adding a verb: a file here and a line in `VERBS`.

mod answers;
mod assess;
mod by;
mod catalogue;
mod compare;
mod countersign;
mod give_back;
pub mod key;
mod keygen;
mod ledger;
mod lint;
mod narrate;
mod office;
mod page;
mod profile;
mod receive;
mod refer;
mod schema;
mod sheet;
mod sign;
mod template;
mod trust;
mod unit;
mod verify;

use std::ffi::OsString;

use zicha_core::catalogue::lint::nearest;
use zicha_core::text::Lang;

use crate::args::{Args, Opt, Places, Words};
use crate::exit::{Exit, Refusal};
use crate::{files, help, say};

/// One thing the program does.
#[derive(Debug)]
pub struct Verb {
    /// One or two words.
    pub name: &'static str,
    pub about: Words,
    /// Options as the usage line shows them.
    pub usage: &'static str,
    pub places: Places,
    pub options: &'static [Opt],
    /// What else one needs to know; may be empty.
    pub notes: Words,
    pub examples: &'static [&'static str],
    pub run: fn(&Args, Lang) -> Result<Exit, Refusal>,
}

/// Options of every verb.
pub const COMMON: &[Opt] = &[
    Opt::value(
        "lang",
        "zh|en",
        Words { zh: "界面语言，不写时看系统设置", en: "language; by default that of the system" },
    ),
    Opt::switch("help", Words { zh: "显示本说明", en: "print this help" }).short('h'),
];

pub static VERBS: &[Verb] = &[
    catalogue::LIST,
    catalogue::SHOW,
    catalogue::SIGN,
    catalogue::VERIFY,
    lint::VERB,
    profile::VERB,
    page::VERB,
    template::VERB,
    assess::VERB,
    narrate::VERB,
    refer::VERB,
    keygen::VERB,
    key::passphrase::VERB,
    key::enrol::VERB,
    key::form::VERB,
    key::convert::EXPORT,
    key::convert::IMPORT,
    sign::VERB,
    sheet::VERB,
    countersign::VERB,
    give_back::VERB,
    verify::VERB,
    compare::VERB,
    receive::VERB,
    ledger::VERB,
    trust::NEW,
    trust::ADD,
    trust::REVOKE,
    trust::SHOW,
    trust::VERIFY,
    schema::VERB,
];

/// Most words of a verb's name.
const NAME_WORDS_MAX: usize = 2;

/// Runs the command line and says on stderr what is wrong with it.
pub fn run(args: Vec<OsString>) -> Exit {
    let lang = language(&args);
    match dispatch(args, lang) {
        Ok(exit) => exit,
        Err(refusal) => {
            refusal.lines.iter().for_each(|line| eprintln!("{line}"));
            refusal.exit
        }
    }
}

fn dispatch(args: Vec<OsString>, lang: Lang) -> Result<Exit, Refusal> {
    check_language(&args, lang)?;
    let (words, rest) = split(args);
    let is = |word: &str| rest.iter().any(|arg| arg == word);
    if let Some((verb, used)) = find(&words) {
        let places = words.iter().skip(used).map(OsString::from);
        let args = Args::read(verb, places.chain(rest).collect(), lang)?;
        if args.has("help") {
            files::print(&help::one(verb, lang));
            return Ok(Exit::Good);
        }
        return (verb.run)(&args, lang);
    }
    match words.first() {
        None if is("--version") || is("-V") => {
            files::print(concat!("zicha ", env!("CARGO_PKG_VERSION"), "\n"));
            Ok(Exit::Good)
        }
        None if is("--help") || is("-h") => {
            files::print(&help::all(lang));
            Ok(Exit::Good)
        }
        None => Err(Refusal::usage(say::no_verb(lang))),
        Some(word) if word == "help" => {
            files::print(&help::all(lang));
            Ok(Exit::Good)
        }
        Some(word) => Err(match help::family(word, lang) {
            Some(family) if words.len() == 1 && (is("--help") || is("-h")) => {
                files::print(&family);
                return Ok(Exit::Good);
            }
            Some(family) => Refusal::usage(family.trim_end().to_owned()),
            None => Refusal::usage(say::unknown_verb(word, nearest(word, VERBS.iter().map(|verb| verb.name)), lang)),
        }),
    }
}

/// The words in front, at most a verb's name and those that stand before the first dash, and the rest.
fn split(args: Vec<OsString>) -> (Vec<String>, Vec<OsString>) {
    let is_word = |arg: &OsString| arg.to_str().is_some_and(|arg| !arg.starts_with('-'));
    let count = args.iter().take(NAME_WORDS_MAX).take_while(|arg| is_word(arg)).count();
    let mut words = args;
    let rest = words.split_off(count);
    (words.into_iter().filter_map(|word| word.into_string().ok()).collect(), rest)
}

fn find(words: &[String]) -> Option<(&'static Verb, usize)> {
    VERBS.iter().find_map(|verb| {
        let name: Vec<&str> = verb.name.split(' ').collect();
        let matches = words.len() >= name.len() && name.iter().zip(words).all(|(name, word)| name == word);
        matches.then_some((verb, name.len()))
    })
}

/// `--lang`, else what the system is set to (POSIX: LC_ALL, LC_MESSAGES, LANG), else English.
fn language(args: &[OsString]) -> Lang {
    let set = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let system = || ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set);
    let wanted = asked_language(args).or_else(system).unwrap_or_default();
    if wanted.to_ascii_lowercase().starts_with("zh") { Lang::Zh } else { Lang::En }
}

fn asked_language(args: &[OsString]) -> Option<String> {
    let args: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).take_while(|arg| *arg != "--").collect();
    let joined = args.iter().find_map(|arg| arg.strip_prefix("--lang="));
    let apart = || args.array_windows().find_map(|[option, value]| (*option == "--lang").then_some(*value));
    joined.or_else(apart).map(str::to_owned)
}

fn check_language(args: &[OsString], lang: Lang) -> Result<(), Refusal> {
    match asked_language(args) {
        Some(asked)
            if !["zh", "en"].iter().any(|known| asked.to_ascii_lowercase().split(['-', '_']).next() == Some(known)) =>
        {
            Err(Refusal::usage(format!("zicha: {}", say::bad_option_value("lang", &asked, "zh | en", lang))))
        }
        Some(_) | None => Ok(()),
    }
}
