//! `sheet`: what whoever signs next needs to look at, on one sheet.

use serde::Serialize;
use zicha_core::changes::{self, Comparison};
use zicha_core::countersign;
use zicha_core::exceptions::{self, Heading, Sheet};
use zicha_core::session::Session;
use zicha_core::text::{self, Lang};
use zicha_core::verify::{Shelf, Verification, verify_so_far};

use super::countersign::why;
use super::verify::{CATALOGUES, at_hand};
use super::{Verb, unit};
use crate::args::{Args, Opt, Places, Words};
use crate::exit::{Exit, Refusal};
use crate::{files, say, say_office};

const BEFORE: Opt = Opt::value(
    "before",
    "REPORT",
    Words {
        zh: "以前签过的一版，列出此后的改动", en: "an earlier signed file; what changed since is listed"
    },
);

pub const VERB: Verb = Verb {
    name: "sheet",
    about: Words { zh: "打印一份报告的例外情况表", en: "print the exceptions sheet of a signed report" },
    usage: "[--before REPORT] [--catalogue FILE]… [--json]",
    places: Places { shape: "REPORT.json", min: 1, max: 1 },
    options: &[BEFORE, CATALOGUES, unit::JSON],
    notes: Words {
        zh: "先核验报告；缺后面的签批不算错。表上只有要看的：未达标、不适用、未统计、待核、没有佐证材料和未填。",
        en: "The report is verified first; that later sign-offs are missing is no fault. Only what needs a look is on\n\
             the sheet: not met, not applicable, not counted, awaiting review, without evidence, blank.",
    },
    examples: &["zicha sheet 区司法局-2020.report.json", "zicha sheet --before old.report.json new.report.json"],
    run,
};

#[derive(Debug, Serialize)]
struct Shown {
    unit: String,
    revision: u32,
    fingerprint: String,
    signed: Vec<String>,
    awaiting: Vec<&'static str>,
    next: Option<&'static str>,
    entries: Vec<Entry>,
    counts: Counts,
    /// What the facts about the unit set aside, a line for each reason.
    set_aside: Vec<String>,
    changes: Option<Vec<Change>>,
}

#[derive(Debug, Serialize)]
struct Entry {
    heading: &'static str,
    indicator: String,
    requirement: Option<String>,
    lines: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Counts {
    rows: usize,
    quiet: usize,
    met: usize,
    none_occurred: usize,
    coming: usize,
    past: usize,
    excluded: usize,
}

#[derive(Debug, Serialize)]
struct Change {
    path: String,
    text: String,
}

fn run(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let path = args.places.first().map(String::as_str).unwrap_or_default();
    let bytes = files::read(path, lang)?;
    let (catalogues, calendars) = at_hand(args, lang)?;
    let shelf = Shelf { catalogues: &catalogues, calendars: &calendars, trust: None, received: None };
    let found = verify_so_far(&bytes, &shelf);
    let Some(report) = &found.report else {
        return Err(Refusal::bad(say::at(path, None, &why(&found, lang))));
    };
    let session = report.session();
    let sheet = exceptions::sheet(session);
    let before = args.value(BEFORE.long).map(|path| compared(path, &bytes, lang)).transpose()?;
    let shown = shown(&found, session, &sheet, before.as_ref(), lang);
    if args.has(unit::JSON.long) {
        files::print_json(&shown, lang)?;
    } else {
        files::print(&readable(&shown, session, &sheet, before.as_ref(), lang));
    }
    Ok(Exit::Good)
}

fn compared(path: &str, bytes: &[u8], lang: Lang) -> Result<Comparison, Refusal> {
    let found = changes::compare(&files::read(path, lang)?, bytes);
    found.map_err(|error| Refusal::bad(say::at(path, None, &text::compare_error(&error, lang))))
}

fn shown(found: &Verification, session: &Session, sheet: &Sheet, before: Option<&Comparison>, lang: Lang) -> Shown {
    let catalogue = session.catalogue();
    let entries = sheet.entries.iter().filter_map(|it| {
        let indicator = catalogue.indicators.get(it.row)?;
        Some(Entry {
            heading: it.heading.code(),
            indicator: indicator.id.clone(),
            requirement: it.requirement.and_then(|at| indicator.requirements.get(at)).map(|it| it.id.clone()),
            lines: text::exception(it, session, lang),
        })
    });
    let exceptions::Counts { rows, quiet, met, none_occurred, coming, past, excluded } = sheet.counts;
    let change = |it: &changes::Change| Change { path: it.place.path(), text: text::change(it, Some(catalogue), lang) };
    Shown {
        unit: session.setting().unit.name.clone(),
        revision: found.report.as_ref().map_or(1, |it| it.content().identity.revision),
        fingerprint: found.fingerprint.clone().unwrap_or_default(),
        signed: found.signatures.iter().map(|it| text::sign_off(&it.statement, lang)).collect(),
        awaiting: found.awaiting.iter().map(|role| role.word()).collect(),
        next: countersign::next_role(found).map(zicha_core::sign::Role::word),
        entries: entries.collect(),
        counts: Counts { rows, quiet, met, none_occurred, coming, past, excluded },
        set_aside: text::set_aside_lines(session, lang),
        changes: before.map(|it| it.changes.iter().map(change).collect()),
    }
}

fn readable(shown: &Shown, session: &Session, sheet: &Sheet, before: Option<&Comparison>, lang: Lang) -> String {
    let mut out = say_office::sheet_head(&shown.unit, shown.revision, &shown.fingerprint, lang);
    shown.signed.iter().for_each(|it| out += &format!("  {it}\n"));
    let awaiting: Vec<&str> = shown.awaiting.iter().filter_map(|word| role(word, lang)).collect();
    out += &say_office::awaiting(&awaiting, lang);
    out += &format!("{}\n", text::exception_counts(&sheet.counts, lang));
    for heading in Heading::ALL {
        let (under, mut last) = (sheet.under(heading), None);
        if !under.is_empty() {
            out += &format!("\n{}  {}\n", text::exception_heading(heading, lang), under.len());
        }
        for it in under {
            let Some(indicator) = session.catalogue().indicators.get(it.row) else { continue };
            if last.replace(it.row) != Some(it.row) {
                let title = text::wide(indicator.title.as_deref().unwrap_or_default());
                out += &format!("  {}  {title}\n", indicator.number);
            }
            text::exception(it, session, lang).iter().for_each(|line| out += &format!("      {line}\n"));
        }
    }
    if !shown.set_aside.is_empty() {
        out += &say::set_aside(&shown.set_aside, lang);
    }
    let Some(before) = before else { return out };
    out += &format!("\n{}\n", say_office::since_before(before.changes.len(), before.continues, lang));
    for it in shown.changes.iter().flatten() {
        out += &format!("  {}\n", it.text);
    }
    out
}

fn role(word: &str, lang: Lang) -> Option<&'static str> {
    zicha_core::sign::Role::from_word(word).map(|role| text::role(role, lang))
}
