//! `refer ANSWERS OTHER…`: what was answered under other documents for the demands of this one.

use std::sync::Arc;

use zicha_core::catalogue::Catalogue;
use zicha_core::concordance::{self, Concordance, Reference};
use zicha_core::draft::{self, DraftError};
use zicha_core::session::Session;
use zicha_core::text::{self, Lang};
use zicha_core::verify::{Shelf, verify};

use super::{Verb, answers, unit};
use crate::args::{Args, Places, Words};
use crate::exit::{Exit, Refusal};
use crate::wire::refer as wire;
use crate::{files, say, shelf};

/// Most files on one command line.
const FILES_MAX: usize = 1_000;

pub const VERB: Verb = Verb {
    name: "refer",
    about: Words {
        zh: "列出别的文件里同义要求填报的数，供参考",
        en: "show what was answered elsewhere for the same demands",
    },
    usage: "[--profile FILE] [--json]",
    places: Places { shape: "ANSWERS.json OTHER.json…", min: 2, max: FILES_MAX },
    options: &[unit::PROFILE, unit::JSON],
    notes: Words {
        zh: "第一个是正在填的答案文件，其余是依据另一份目录的答案文件或者自查报告。参考值只供对照，\n\
             不判定，不写入文件；注明阈值、对象是否相同。“可填”列出可以照抄的栏目。对照表见 docs/concordance.md。",
        en: "The first file is the one being filled in, the others are answers or reports under other catalogues.\n\
             A reference is for comparison: never judged, never written; it says whether threshold and subject are\n\
             the same. Slots that could be copied are listed. The concordance is in docs/concordance.md.",
    },
    examples: &["zicha refer answers-2020.json answers-2018.json", "zicha refer new.json old.report.json --json"],
    run,
};

fn run(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let concordance = concordance(lang)?;
    let ours = opened(args, &args.places[0], lang)?;
    let mut found = Vec::new();
    for path in args.places.iter().skip(1) {
        let other = opened(args, path, lang)?;
        found.extend(concordance::references(&concordance, ours.catalogue(), &other, lang));
    }
    found.retain(|it| ours.row(it.row).is_some_and(|row| row.tier.is_mine()));
    found.sort_by_key(|it| (it.row, it.requirement));
    if args.has(unit::JSON.long) {
        let references = found.iter().filter_map(|it| shape(ours.catalogue(), it)).collect();
        files::print_json(&wire::References { catalogue: ours.catalogue().id.clone(), references }, lang)?;
    } else {
        files::print(&readable(&ours, &found, lang));
    }
    Ok(Exit::Good)
}

fn concordance(lang: Lang) -> Result<Concordance, Refusal> {
    concordance::read(shelf::CONCORDANCE)
        .map_err(|faults| Refusal::bad(say::internal(&format!("{:?}", faults.first()), lang)))
}

/// The form in an answers file, or in a report that is not invalid.
fn opened(args: &Args, path: &str, lang: Lang) -> Result<Session, Refusal> {
    let (name, bytes) = (files::shown(path, lang), files::read(path, lang)?);
    let is_report = matches!(draft::read(&bytes), Err(DraftError::OtherFormat { found }) if found == "report");
    let profile = args.value(unit::PROFILE.long);
    let target = profile.map(|path| shelf::profile_target(path, lang)).transpose()?;
    if !is_report {
        // The files are of different catalogues; a profile is of one.
        let of_this = draft::read(&bytes).is_ok_and(|it| it.catalogue.split('.').next() == target.as_deref());
        return Ok(answers::of_bytes_by(args, profile.filter(|_| of_this), name, bytes, None, lang)?.session);
    }
    let mut catalogues: Vec<Arc<Catalogue>> =
        shelf::CATALOGUES.iter().map(|(id, bytes)| shelf::read(id, bytes, lang)).collect::<Result<_, _>>()?;
    if let Some(target) = target {
        catalogues.push(shelf::open(&target, profile, lang)?.catalogue);
    }
    let calendars = shelf::calendars(lang)?;
    let at_hand = Shelf { catalogues: &catalogues, calendars: &calendars, trust: None, received: None };
    let found = verify(&bytes, &at_hand);
    found.report.as_ref().map(|report| report.session().clone()).ok_or_else(|| {
        let reasons = found.reasons.iter().map(|reason| say::at(&name, None, &text::reason(reason, lang)));
        Refusal::all_bad(reasons, lang)
    })
}

fn shape(catalogue: &Catalogue, it: &Reference) -> Option<wire::Reference> {
    let indicator = catalogue.indicators.get(it.row)?;
    let slot = |at: usize| indicator.slots.get(at).map(|slot| slot.id.clone()).unwrap_or_default();
    Some(wire::Reference {
        row: indicator.id.clone(),
        requirement: indicator.requirements.get(it.requirement)?.id.clone(),
        document: it.document.clone(),
        unit: it.unit.clone(),
        period: it.period.clone(),
        number: it.number.clone(),
        source: it.source.clone(),
        title: it.title.clone(),
        value: it.value.clone(),
        demand: it.demand.clone(),
        threshold: it.threshold.code(),
        why: it.why.clone(),
        same_subject: it.same_subject(),
        other_subject: it.other_subject.clone(),
        carry: it.carry.iter().map(|(at, text)| (slot(*at), text.clone())).collect(),
    })
}

fn readable(ours: &Session, found: &[Reference], lang: Lang) -> String {
    let mut out = String::new();
    let mut last = None;
    for it in found {
        let Some(indicator) = ours.catalogue().indicators.get(it.row) else { continue };
        let Some(requirement) = indicator.requirements.get(it.requirement) else { continue };
        if last.replace((it.row, it.requirement)) != Some((it.row, it.requirement)) {
            let title = text::wide(&requirement.title);
            out += &format!("\n{}  {}  {title}\n", indicator.number, requirement.id);
        }
        let (source, likeness) = (text::reference_source(it, lang), text::reference_likeness(it, lang));
        out += &format!("    {}  {}  {source}  {}\n", it.value, it.unit, it.source);
        out += &format!("        {likeness}\n");
        let slots: Vec<String> = it
            .carry
            .iter()
            .filter_map(|(at, text)| Some(format!("{}={}", indicator.slots.get(*at)?.id, text.replace('\n', "|"))))
            .collect();
        if !slots.is_empty() {
            out += &format!("        {}\n", say::could_type(&slots.join(" "), lang));
        }
    }
    format!("{}\n{out}", say::references(found.len(), lang))
}
