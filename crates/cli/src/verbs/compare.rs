//! `compare`: which answers differ between two signed reports, and which signatures that leaves without cover.

use serde::Serialize;
use zicha_core::changes::{self, CompareError};
use zicha_core::text::{self, Lang};

use super::verify::{CATALOGUES, at_hand};
use super::{Verb, unit};
use crate::args::{Args, Places, Words};
use crate::exit::{Exit, Refusal};
use crate::{files, say, say_office};

pub const VERB: Verb = Verb {
    name: "compare",
    about: Words {
        zh: "比较两份报告，指明改动和失效的签批",
        en: "compare two reports: what changed, whose sign-off it breaks",
    },
    usage: "[--catalogue FILE]… [--json]",
    places: Places { shape: "BEFORE.json AFTER.json", min: 2, max: 2 },
    options: &[CATALOGUES, unit::JSON],
    notes: Words {
        zh: "只作比较，不核验：签名后被改动过的文件也可以比较，从而找出改了哪里。核验用 zicha verify。",
        en: "Compares only and verifies nothing: a file altered after signing can be compared too, to see what was\n\
             altered. `zicha verify` verifies.",
    },
    examples: &["zicha compare r.report.json r-from-mail.report.json"],
    run,
};

#[derive(Debug, Serialize)]
struct Compared {
    changes: Vec<Change>,
    broken: Vec<Broken>,
    continues: bool,
}

#[derive(Debug, Serialize)]
struct Change {
    path: String,
    indicator: Option<String>,
    before: String,
    after: String,
    text: String,
}

#[derive(Debug, Serialize)]
struct Broken {
    index: usize,
    role: &'static str,
    name: String,
}

fn run(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let [before, after] = args.places.as_slice() else { return Err(Refusal::bad(say::internal("places", lang))) };
    let (first, second) = (files::read(before, lang)?, files::read(after, lang)?);
    let found = changes::compare(&first, &second).map_err(|error| {
        let (CompareError::Open { file, .. }
        | CompareError::NotAReport { file, .. }
        | CompareError::Shape { file, .. }) = &error;
        let path = if *file == 0 { before } else { after };
        Refusal::bad(say::at(path, None, &text::compare_error(&error, lang)))
    })?;
    let (catalogues, _) = at_hand(args, lang)?;
    let id = changes::catalogue_id(&first);
    let catalogue = catalogues.iter().find(|it| Some(&it.id) == id.as_ref()).map(|it| &**it);
    let changes = found.changes.iter().map(|change| Change {
        path: change.place.path(),
        indicator: change.place.indicator().map(str::to_owned),
        before: change.before.clone(),
        after: change.after.clone(),
        text: text::change(change, catalogue, lang),
    });
    let changes: Vec<Change> = changes.collect();
    if args.has(unit::JSON.long) {
        let broken =
            found.broken.iter().map(|it| Broken { index: it.index, role: it.role.word(), name: it.name.clone() });
        files::print_json(&Compared { changes, broken: broken.collect(), continues: found.continues }, lang)?;
        return Ok(Exit::Good);
    }
    changes.iter().for_each(|change| files::print(&format!("{}\n", change.text)));
    for it in &found.broken {
        files::print(&format!("{}\n", say_office::broken(it.index + 1, text::role(it.role, lang), &it.name, lang)));
    }
    let last = if found.broken.is_empty() {
        say_office::nothing_changed(lang)
    } else {
        say_office::continues(found.continues, lang)
    };
    files::print(&format!("{last}\n"));
    Ok(Exit::Good)
}
