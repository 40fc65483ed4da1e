//! Arguments of one verb, split by lexopt and held against the verb's own table of options.

use std::ffi::OsString;

use zicha_core::catalogue::lint::nearest;
use zicha_core::text::Lang;

use crate::exit::Refusal;
use crate::say;
use crate::verbs::{COMMON, Verb};

/// Most arguments on one command line; beyond it a shell pattern went wrong.
pub const ARGS_MAX: usize = 100_000;

/// The same words in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    pub zh: &'static str,
    pub en: &'static str,
}

impl Words {
    pub fn of(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// One option of a verb.
#[derive(Clone, Copy, Debug)]
pub struct Opt {
    pub long: &'static str,
    pub short: Option<char>,
    /// What stands for the value in help; none for a switch.
    pub value: Option<&'static str>,
    /// How often it may be given.
    pub times: Times,
    pub about: Words,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    Once,
    Many,
}

impl Opt {
    pub const fn switch(long: &'static str, about: Words) -> Opt {
        Opt { long, short: None, value: None, times: Times::Once, about }
    }

    pub const fn value(long: &'static str, value: &'static str, about: Words) -> Opt {
        Opt { long, short: None, value: Some(value), times: Times::Once, about }
    }

    pub const fn many(self) -> Opt {
        Opt { times: Times::Many, ..self }
    }

    pub const fn short(self, short: char) -> Opt {
        Opt { short: Some(short), ..self }
    }
}

/// How many options those lists have together.
pub const fn count(lists: &[&[Opt]]) -> usize {
    let (mut sum, mut at) = (0, 0);
    while at < lists.len() {
        sum += lists[at].len();
        at += 1;
    }
    sum
}

/// Those lists as one, in their order; for [`options!`](crate::options), which knows their [`count`].
pub const fn join<const N: usize>(lists: &[&[Opt]]) -> [Opt; N] {
    let nothing = Opt::switch("", Words { zh: "", en: "" });
    let (mut all, mut filled, mut list) = ([nothing; N], 0, 0);
    while list < lists.len() {
        let mut at = 0;
        while at < lists[list].len() {
            all[filled] = lists[list][at];
            filled += 1;
            at += 1;
        }
        list += 1;
    }
    all
}

/// A verb's options out of lists that several verbs share; one that stands there twice is the test's matter
/// (`tests/it/help.rs`).
#[macro_export]
macro_rules! options {
    ($($list:expr),+ $(,)?) => {{
        const LISTS: &[&[$crate::args::Opt]] = &[$(&$list),+];
        const ALL: [$crate::args::Opt; $crate::args::count(LISTS)] = $crate::args::join(LISTS);
        &ALL
    }};
}

/// What stands without a dash: `FILE…`.
#[derive(Clone, Copy, Debug)]
pub struct Places {
    /// As in help; empty where nothing may stand.
    pub shape: &'static str,
    pub min: usize,
    pub max: usize,
}

/// Arguments that fit the verb.
#[derive(Debug)]
pub struct Args {
    verb: &'static Verb,
    given: Vec<(&'static str, String)>,
    pub places: Vec<String>,
}

impl Args {
    /// # Errors
    /// A usage refusal that names the nearest valid option.
    pub fn read(verb: &'static Verb, args: Vec<OsString>, lang: Lang) -> Result<Args, Refusal> {
        if args.len() > ARGS_MAX {
            return Err(Refusal::usage(say::too_many_arguments(ARGS_MAX, lang)));
        }
        let mut read = Args { verb, given: Vec::new(), places: Vec::new() };
        let mut parser = lexopt::Parser::from_args(args);
        loop {
            let name = match parser.next() {
                Ok(None) => break,
                Ok(Some(lexopt::Arg::Value(value))) => {
                    read.places.push(words(value, lang)?);
                    continue;
                }
                Ok(Some(lexopt::Arg::Long(long))) => long.to_owned(),
                Ok(Some(lexopt::Arg::Short(short))) => short.to_string(),
                Err(error) => return Err(Refusal::usage(say::arguments(&error.to_string(), verb.name, lang))),
            };
            let option = read.option(&name, lang)?;
            let value = match option.value {
                None => String::new(),
                Some(_) => {
                    words(parser.value().map_err(|_| read.refuse(say::value_missing(option.long, lang)))?, lang)?
                }
            };
            if option.times == Times::Once && read.given.iter().any(|(long, _)| *long == option.long) {
                return Err(read.refuse(say::option_twice(option.long, lang)));
            }
            read.given.push((option.long, value));
        }
        if !read.has("help") {
            read.check_places(lang)?;
        }
        Ok(read)
    }

    pub fn has(&self, long: &str) -> bool {
        self.given.iter().any(|(given, _)| *given == long)
    }

    pub fn value(&self, long: &str) -> Option<&str> {
        self.given.iter().find(|(given, _)| *given == long).map(|(_, value)| value.as_str())
    }

    pub fn values(&self, long: &str) -> impl Iterator<Item = &str> {
        self.given.iter().filter(move |(given, _)| *given == long).map(|(_, value)| value.as_str())
    }

    /// The value of an option that cannot be left out.
    pub fn needed(&self, long: &'static str, lang: Lang) -> Result<&str, Refusal> {
        self.value(long).ok_or_else(|| self.refuse(say::option_needed(long, lang)))
    }

    /// A usage refusal of this verb.
    pub fn refuse(&self, line: String) -> Refusal {
        Refusal::usage(format!("zicha {}: {line}", self.verb.name))
    }

    fn option(&self, name: &str, lang: Lang) -> Result<&'static Opt, Refusal> {
        let short = |option: &&Opt| option.short.is_some_and(|short| name.chars().eq([short]));
        let known = || self.verb.options.iter().chain(COMMON);
        known().find(|option| option.long == name || short(option)).ok_or_else(|| {
            let near = nearest(name, known().map(|option| option.long));
            self.refuse(say::unknown_option(name, near, self.verb.name, lang))
        })
    }

    fn check_places(&self, lang: Lang) -> Result<(), Refusal> {
        let Places { shape, min, max } = self.verb.places;
        if self.places.len() < min {
            Err(self.refuse(say::place_missing(shape, self.verb.name, lang)))
        } else if let Some(extra) = self.places.get(max) {
            Err(self.refuse(say::place_extra(extra, self.verb.name, lang)))
        } else {
            Ok(())
        }
    }
}

fn words(value: OsString, lang: Lang) -> Result<String, Refusal> {
    value.into_string().map_err(|value| Refusal::usage(say::not_utf8_argument(&value.to_string_lossy(), lang)))
}
