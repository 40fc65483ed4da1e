//! `profile apply`: a catalogue and an office's assignment of units become a catalogue file.

use zicha_core::canonical;
use zicha_core::text::Lang;

use super::Verb;
use crate::args::{Args, Places, Words};
use crate::exit::{Exit, Refusal};
use crate::{files, say, shelf};

pub const VERB: Verb = Verb {
    name: "profile apply",
    about: Words {
        zh: "把分工方案套用到目录，输出新目录", en: "apply an office's profile to a catalogue"
    },
    usage: "",
    places: Places { shape: "ID|FILE PROFILE", min: 2, max: 2 },
    options: &[],
    notes: Words {
        zh: "分工方案写明哪些单位负责哪些指标，格式见 docs/catalogue.md。新目录的代号为 目录.方案，\n\
             报告记的是新目录的代号和摘要，核验时用 --catalogue 给出这个文件。",
        en: "A profile says which units answer for which indicators; its format is in docs/catalogue.md. The new\n\
             catalogue is called CATALOGUE.PROFILE. Reports name and hash the new file: give it to `zicha verify`\n\
             by --catalogue.",
    },
    examples: &["zicha profile apply hongqiao-2020 my-office.profile.json > hongqiao-2020.my-office.json"],
    run,
};

fn run(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let [catalogue, profile] = args.places.as_slice() else { return Err(Refusal::bad(say::internal("places", lang))) };
    let opened = shelf::open(catalogue, Some(profile), lang)?;
    let value = canonical::parse(&opened.bytes).map_err(|error| Refusal::bad(say::internal(error.code(), lang)))?;
    files::print(&canonical::to_pretty(&value));
    Ok(Exit::Good)
}
