//! Help texts, made from the table of verbs.

use zicha_core::text::Lang;

use crate::args::{Opt, Words};
use crate::verbs::{COMMON, VERBS, Verb};

const HEADLINE: Words = Words {
    zh: "自查：按指标目录核对填报，签署和核验自查报告。规则与网页相同。",
    en: "zicha (self-check): judge answers against a catalogue, sign and verify reports. Same rules as the page.",
};
const USAGE: Words = Words { zh: "用法：", en: "Usage:" };
const COMMANDS: Words = Words { zh: "命令：", en: "Commands:" };
const OPTIONS: Words = Words { zh: "选项：", en: "Options:" };
const EXAMPLES: Words = Words { zh: "示例：", en: "Examples:" };
const EXITS: Words = Words {
    zh: "退出码：0 完成（verify 为可信），2 verify：完好但签名人未知，1 文件有错或者报告无效，64 命令行有错。\n\
         “zicha 命令 --help”显示该命令的说明和示例。文件格式见 docs/format.md。",
    en: "Exit codes: 0 done (verify: trusted), 2 verify: intact but signer unknown, 1 a file is wrong or a report\n\
         invalid, 64 the command line is wrong. `zicha COMMAND --help` explains a command, with examples.\n\
         File formats: docs/format.md.",
};

const VERSION: Opt = Opt::switch("version", Words { zh: "显示版本", en: "print the version" }).short('V');

/// What `zicha --help` prints.
pub fn all(lang: Lang) -> String {
    let mut text =
        format!("{}\n\n{}\n  zicha COMMAND [OPTIONS] …\n\n{}\n", HEADLINE.of(lang), USAGE.of(lang), COMMANDS.of(lang));
    let rows = VERBS.iter().map(|verb| (verb.name.to_owned(), verb.about.of(lang)));
    text += &columns(rows.collect());
    let all: Vec<Opt> = COMMON.iter().copied().chain([VERSION]).collect();
    text += &format!("\n{}\n{}", OPTIONS.of(lang), options(&all, lang));
    text + "\n" + EXITS.of(lang) + "\n"
}

/// What `zicha VERB --help` prints.
pub fn one(verb: &Verb, lang: Lang) -> String {
    let usage =
        [verb.usage, verb.places.shape].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let mut text = format!("{}\n\n{}\n  zicha {} {usage}\n", verb.about.of(lang), USAGE.of(lang), verb.name);
    let all: Vec<Opt> = verb.options.iter().chain(COMMON).copied().collect();
    text += &format!("\n{}\n{}", OPTIONS.of(lang), options(&all, lang));
    if !verb.notes.of(lang).is_empty() {
        text += &format!("\n{}\n", verb.notes.of(lang));
    }
    text += &format!("\n{}\n", EXAMPLES.of(lang));
    verb.examples.iter().for_each(|example| text += &format!("  {example}\n"));
    text
}

/// The commands whose names begin as `words` do: `zicha catalogue` shows both.
pub fn family(word: &str, lang: Lang) -> Option<String> {
    let rows: Vec<_> = VERBS
        .iter()
        .filter(|verb| verb.name.split(' ').next() == Some(word))
        .map(|verb| (verb.name.to_owned(), verb.about.of(lang)))
        .collect();
    (!rows.is_empty()).then(|| format!("{}\n{}", COMMANDS.of(lang), columns(rows)))
}

fn options(options: &[Opt], lang: Lang) -> String {
    let rows = options.iter().map(|option| {
        let short = option.short.map_or("    ".to_owned(), |short| format!("-{short}, "));
        let value = option.value.map_or(String::new(), |value| format!(" {value}"));
        (format!("{short}--{}{value}", option.long), option.about.of(lang))
    });
    columns(rows.collect())
}

fn columns(rows: Vec<(String, &str)>) -> String {
    let width = rows.iter().map(|(left, _)| left.chars().count()).max().unwrap_or(0);
    let pad = |left: &str| " ".repeat(width - left.chars().count());
    rows.iter().map(|(left, right)| format!("  {left}{}  {right}\n", pad(left))).collect()
}
