//! `narrate DRAFT_OR_REPORT`: the annual report that answers turn into, as Markdown or a page to print.

use zicha_core::draft::{self, DraftError};
use zicha_core::envelope::Outcome;
use zicha_core::narrative::{self, Document, Rule, check, html, markdown};
use zicha_core::session::Session;
use zicha_core::text::{self, Foot, FootState, Lang};
use zicha_core::verify::{Shelf, verify};

use super::answers::{self, TODAY};
use super::keygen::{FORCE, existing};
use super::office::PIN;
use super::verify::{AtHand, TRUST, trusted};
use super::{Verb, unit};
use crate::args::{Args, Opt, Places, Words};
use crate::exit::{Exit, Refusal};
use crate::files::Readers;
use crate::{files, say, shelf};

const FORMAT: Opt = Opt::value(
    "format",
    "md|html",
    Words { zh: "Markdown（不写时）或者可打印的网页", en: "Markdown (the default) or a page to print" },
);
const OUTPUT: Opt =
    Opt::value("output", "FILE", Words { zh: "写到文件，不写时为标准输出", en: "write a file; by default stdout" })
        .short('o');

pub const VERB: Verb = Verb {
    name: "narrate",
    about: Words { zh: "由答案或报告生成年度报告", en: "write the annual report from answers or a report" },
    usage: "[--format md|html] [--output FILE] [--force] [--trust FILE [--pin KID]…] [--catalogue ID|FILE] [--profile FILE] [--unit NAME [--unit-type TYPE]] [--period ID]",
    places: Places { shape: "ANSWERS.json|REPORT.json|-", min: 1, max: 1 },
    options: &[
        FORMAT,
        OUTPUT,
        FORCE,
        TRUST,
        PIN,
        unit::CATALOGUE,
        unit::PROFILE,
        unit::UNIT,
        unit::UNIT_TYPE,
        unit::PERIOD,
        TODAY,
    ],
    notes: Words {
        zh: "没有填的数写成＿＿，不作推测。数与数、数与文字不符的逐条写在标准错误，不影响退出码。\n\
             答案文件的 narrative 可以换成自己的文字，其中的数写成占位符，见 docs/narrative.md；\n\
             占位符或者段名写错的，退出码为1，其余照常写出。报告先核验：无效的不生成，退出码为1；\n\
             完好但签名人未知的照常生成，退出码为2。",
        en: "What is not filled in is written as ＿＿; nothing is guessed. Figures that contradict each other or the\n\
             words are listed on stderr and do not change the exit code. The member `narrative` of an answers file\n\
             replaces words, with placeholders for figures: docs/narrative.md. A misspelt placeholder or paragraph\n\
             ends with 1, the rest is written. A report is verified first: nothing is made of an invalid one (1);\n\
             one that is intact but of an unknown signer is written, with exit code 2.",
    },
    examples: &[
        "zicha narrate answers.json > report.md",
        "zicha narrate --format html --output report.html answers.json",
        "zicha narrate --trust office.trust.json 区司法局-2020.report.json",
    ],
    run,
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Markdown,
    Html,
}

fn run(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let format = match args.value(FORMAT.long) {
        None | Some("md") => Format::Markdown,
        Some("html") => Format::Html,
        Some(other) => return Err(args.refuse(say::bad_option_value(FORMAT.long, other, "md | html", lang))),
    };
    let out = args.value(OUTPUT.long).unwrap_or("-");
    let existing = existing(args);
    let path = args.places.first().map(String::as_str).unwrap_or_default();
    let (name, bytes) = (files::shown(path, lang), files::read(path, lang)?);
    let Made { document, foot, exit } = document(args, &name, bytes, lang)?;
    let shown = match format {
        Format::Markdown => markdown::render(&document),
        Format::Html => html::page(&document, &foot),
    };
    files::write(out, shown.as_bytes(), existing, Readers::Everybody, lang)?;
    Ok(if tell(&name, &document, lang) { exit } else { Exit::Bad })
}

/// The annual report, and what stands at the foot of each printed sheet.
struct Made {
    document: Document,
    foot: Foot,
    exit: Exit,
}

fn foot(session: &Session, state: FootState) -> Foot {
    let period = session.period().map(|period| period.title.clone()).unwrap_or_default();
    Foot { unit: session.setting().unit.name.clone(), period, state }
}

/// The document of an answers file, or of a report that verifies.
fn document(args: &Args, name: &str, bytes: Vec<u8>, lang: Lang) -> Result<Made, Refusal> {
    let is_report = matches!(draft::read(&bytes), Err(DraftError::OtherFormat { found }) if found == "report");
    if !is_report {
        let answers = answers::of_bytes(args, name.to_owned(), bytes, answers::today(args, lang)?, lang)?;
        let document = narrative::narrate(&answers.session, &answers.narrative);
        return Ok(Made { document, foot: foot(&answers.session, FootState::Draft), exit: Exit::Good });
    }
    let (catalogues, calendars) = at_hand(args, lang)?;
    let trust = trusted(args, lang)?;
    let at_hand = Shelf { catalogues: &catalogues, calendars: &calendars, trust: trust.as_ref(), received: None };
    let found = verify(&bytes, &at_hand);
    let exit = match found.outcome {
        Outcome::Trusted => Exit::Good,
        Outcome::IntactUnknown => Exit::Unknown,
        Outcome::Invalid => Exit::Bad,
    };
    match found.report.as_ref().filter(|_| exit != Exit::Bad) {
        Some(report) => {
            let session = report.session();
            let document = narrative::narrate(session, &narrative::OwnWords::new());
            let foot = found.foot().unwrap_or_else(|| foot(session, FootState::Draft));
            Ok(Made { document, foot, exit })
        }
        None => {
            let reasons = found.reasons.iter().map(|reason| text::reason(reason, lang));
            let signatures = found.signatures.iter().map(|it| text::signature(&it.reason, lang));
            let lines: Vec<String> = reasons.chain(signatures).map(|line| say::at(name, None, &line)).collect();
            Err(Refusal::all_bad(lines.into_iter(), lang))
        }
    }
}

/// What a report may have been judged by: the catalogue of the options, with the profile applied, and the built-in
/// ones; each with the calendar that came with it.
fn at_hand(args: &Args, lang: Lang) -> Result<AtHand, Refusal> {
    let (mut catalogues, mut calendars) = (Vec::new(), shelf::calendars(lang)?);
    let profile = args.value(unit::PROFILE.long);
    let target = profile.map(|path| shelf::profile_target(path, lang)).transpose()?;
    if let Some(asked) = args.value(unit::CATALOGUE.long).or(target.as_deref()) {
        let opened = shelf::open(asked, profile, lang)?;
        catalogues.push(opened.catalogue);
        calendars.extend(opened.calendar);
    }
    for (id, bytes) in shelf::CATALOGUES {
        catalogues.push(shelf::read(id, bytes, lang)?);
    }
    Ok((catalogues, calendars))
}

/// Says on stderr what does not hold. False where words of one's own name something that does not exist.
fn tell(name: &str, document: &Document, lang: Lang) -> bool {
    let mut sound = true;
    for it in document.checks.iter().filter(|it| it.outcome != narrative::Outcome::Holds) {
        sound &= !matches!(it.rule, Rule::UnknownPlaceholder | Rule::UnknownBlock);
        eprintln!("{}", say::at(name, None, &format!("{}: {}", it.block, check::sentence(it, lang))));
    }
    let blanks = document.blocks.iter().filter(|block| block.has_blanks()).count();
    if blanks > 0 {
        eprintln!("{}", say::at(name, None, &say::blanks(blanks, lang)));
    }
    sound
}
