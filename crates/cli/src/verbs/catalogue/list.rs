//! `catalogue list`: the catalogues inside the program.

use zicha_core::text::Lang;

use crate::args::{Args, Places, Words};
use crate::exit::{Exit, Refusal};
use crate::verbs::{Verb, unit};
use crate::wire::catalogue::Listed;
use crate::{files, shelf};

pub const VERB: Verb = Verb {
    name: "catalogue list",
    about: Words { zh: "列出内置的指标目录", en: "list the built-in catalogues" },
    usage: "[--json]",
    places: Places { shape: "", min: 0, max: 0 },
    options: &[unit::JSON],
    notes: Words { zh: "", en: "" },
    examples: &["zicha catalogue list", "zicha catalogue list --json | jq -r '.[].id'"],
    run,
};

fn run(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let mut all = Vec::new();
    for (id, bytes) in shelf::CATALOGUES {
        let catalogue = shelf::read(id, bytes, lang)?;
        all.push(Listed {
            id: catalogue.id.clone(),
            version: catalogue.version.clone(),
            title: catalogue.title.clone(),
            about: catalogue.about.clone(),
            indicators: catalogue.indicators.len(),
            requirements: catalogue.indicators.iter().map(|indicator| indicator.requirements.len()).sum(),
            periods: catalogue.periods.iter().map(|period| period.id.clone()).collect(),
            sha256: catalogue.content.sha256_hex(),
        });
    }
    if args.has(unit::JSON.long) {
        files::print_json(&all, lang)?;
    } else {
        all.iter().for_each(|it| files::print(&format!("{}  {}  {}\n    {}\n", it.id, it.version, it.title, it.about)));
    }
    Ok(Exit::Good)
}
