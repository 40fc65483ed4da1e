//! `template`: a blank answers file for one unit, and a guide to it.

use std::sync::Arc;

use zicha_core::answer::Slot;
use zicha_core::catalogue::lint::nearest;
use zicha_core::catalogue::{Catalogue, Indicator};
use zicha_core::draft;
use zicha_core::finding::{Finding, Verdict};
use zicha_core::session::{Row, Session, Setting};
use zicha_core::text::{self, Lang};

use super::{Verb, unit};
use crate::args::{Args, Opt, Places, Words};
use crate::exit::{Exit, Refusal};
use crate::wire::template::{Blank, Ordered, Row as BlankRow};
use crate::{files, say, shelf};

const GUIDE: Opt = Opt::switch(
    "guide",
    Words {
        zh: "不输出空白文件，而输出它的说明（Markdown）",
        en: "print a guide to the file (Markdown) instead of the file",
    },
);

const FACTS: Opt = Opt::value(
    "facts",
    "ID=yes|no,…",
    Words {
        zh: "单位情况的答案，逗号隔开；答“否”而不适用的指标不列出",
        en: "answers to the facts about the unit; what `no` sets aside is left out",
    },
);

pub const VERB: Verb = Verb {
    name: "template",
    about: Words { zh: "输出某单位的空白答案文件", en: "print a blank answers file for a unit" },
    usage: "--catalogue ID|FILE [--profile FILE] --unit NAME [--unit-type TYPE] [--period ID] [--facts ID=yes|no,…] [--all] [--guide]",
    places: Places { shape: "", min: 0, max: 0 },
    options: &[unit::CATALOGUE, unit::PROFILE, unit::UNIT, unit::UNIT_TYPE, unit::PERIOD, FACTS, unit::ALL, GUIDE],
    notes: Words {
        zh: "空白文件列出该单位每个指标的每个栏目，照原样交给 zicha assess 就能用。JSON没有注释，\n\
             各栏目问什么、怎么填，见 --guide。空着的栏目等于没填，可以删去；共用数只在 bases 里填一次。",
        en: "The blank file names every slot of the unit's indicators and can be given to `zicha assess` as it is.\n\
             JSON has no comments: what each slot asks and how it is filled in is what --guide prints. An empty slot\n\
             counts as blank and may be deleted; shared quantities are typed once, under bases.",
    },
    examples: &[
        "zicha template --catalogue hongqiao-2020 --unit 区司法局 > answers.json",
        "zicha template --catalogue hongqiao-2020 --unit 区司法局 --guide > answers.md",
        "zicha template --catalogue hongqiao-2020 --unit 丁字沽街道 --facts permits=no,losses=no > answers.json",
    ],
    run,
};

fn run(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let shelf::Opened { catalogue, calendar, .. } =
        shelf::open(args.needed(unit::CATALOGUE.long, lang)?, args.value(unit::PROFILE.long), lang)?;
    let of = unit::resolve(&catalogue, args.needed(unit::UNIT.long, lang)?, args.value(unit::UNIT_TYPE.long), lang)?;
    let period = unit::period(&catalogue, args.value(unit::PERIOD.long), lang)?;
    let facts = answered(&catalogue, args.value(FACTS.long).unwrap_or_default(), lang)?;
    let calendar = shelf::calendar_of(&catalogue, calendar, lang)?;
    let setting = Setting { unit: of, period, calendar, today: None, facts };
    let session = Session::new(Arc::clone(&catalogue), setting);
    let is_wanted = |row: &&Arc<Row>| args.has(unit::ALL.long) || (row.tier.is_mine() && !row.is_excluded());
    let rows = session.rows().filter(is_wanted).filter_map(|row| catalogue.indicators.get(row.indicator));
    let rows: Vec<&Indicator> = rows.collect();
    if args.has(GUIDE.long) {
        files::print(&guide(&session, &rows, lang));
    } else {
        files::print_json(&blank(&session, &rows), lang)?;
    }
    Ok(Exit::Good)
}

/// `permits=no,fees=yes` in the order of the catalogue.
fn answered(catalogue: &Catalogue, text: &str, lang: Lang) -> Result<Vec<Option<bool>>, Refusal> {
    let mut facts = vec![None; catalogue.facts.len()];
    for part in text.split([',', '，']).map(str::trim).filter(|part| !part.is_empty()) {
        let (id, answer) = part.split_once('=').unwrap_or((part, ""));
        let Some(at) = catalogue.facts.iter().position(|fact| fact.id == id) else {
            let near = nearest(id, catalogue.facts.iter().map(|fact| fact.id.as_str()));
            return Err(Refusal::bad(say::unknown_fact(id, near, lang)));
        };
        facts[at] = match answer {
            "yes" | "true" | "是" => Some(true),
            "no" | "false" | "否" => Some(false),
            _ => return Err(Refusal::bad(say::bad_fact(part, id, lang))),
        };
    }
    Ok(facts)
}

fn blank<'a>(session: &'a Session, rows: &[&'a Indicator]) -> Blank<'a> {
    let (catalogue, setting) = (session.catalogue(), session.setting());
    let row = |row: &&'a Indicator| {
        let slots = Ordered(typed(row).map(|slot| (slot.id.as_str(), "")).collect());
        (row.id.as_str(), BlankRow { slots, marks: Ordered(Vec::new()), reasons: Ordered(Vec::new()), note: "" })
    };
    let facts = catalogue.facts.iter().zip(&setting.facts);
    Blank {
        format: draft::FORMAT,
        catalogue: &catalogue.id,
        unit: &setting.unit.name,
        unit_type: &setting.unit.unit_type,
        period: session.period().map(|period| period.id.as_str()).unwrap_or_default(),
        facts: Ordered(facts.filter_map(|(fact, answer)| Some((fact.id.as_str(), (*answer)?))).collect()),
        bases: Ordered(catalogue.bases.iter().map(|base| (base.id.as_str(), "")).collect()),
        answers: Ordered(rows.iter().map(row).collect()),
    }
}

/// Slots that are typed in their row: neither shared nor computed.
fn typed(row: &Indicator) -> impl Iterator<Item = &Slot> {
    row.slots.iter().filter(|slot| slot.base.is_none() && slot.sum_of.is_empty())
}

fn guide(session: &Session, rows: &[&Indicator], lang: Lang) -> String {
    let catalogue = session.catalogue();
    let year = super::catalogue::year(catalogue, session.setting().period);
    let mut out = format!("# {} · {}\n\n## facts\n\n", text::wide(&catalogue.title), session.setting().unit.name);
    for at in session.facts_asked() {
        let Some(fact) = catalogue.facts.get(at) else { continue };
        let question = match lang {
            Lang::Zh => &fact.question,
            Lang::En => fact.question_en.as_ref().unwrap_or(&fact.question),
        };
        let spared = session.spared(at);
        let spares = say::spares(spared.rows.len(), spared.parts.len(), lang);
        out += &format!("- `{}`: true / false — {question}{spares}\n", fact.id);
    }
    out += "\n## bases\n\n";
    catalogue.bases.iter().for_each(|base| out += &line(base));
    out += "\n## answers\n";
    for row in rows {
        out += &format!(
            "\n### `{}` {}\n\n{}\n\n",
            row.id,
            row.title.as_deref().unwrap_or_default(),
            text::wide(&row.text)
        );
        row.requirements.iter().enumerate().for_each(|(at, it)| {
            let state = set_aside(session, row, at, lang).map_or(String::new(), |state| format!(" ({state})"));
            out += &format!("- {}: {}{state}\n", it.id, text::demand(it, row, year, lang))
        });
        row.restates.iter().for_each(|it| out += &format!("- → {}\n", it.requirement));
        out += "\n";
        typed(row).for_each(|slot| out += &line(slot));
    }
    out + &format!("\n{}\n", say::guide_end(lang))
}

/// What the assessed period does not ask, or the unit is not concerned with.
fn set_aside(session: &Session, indicator: &Indicator, at: usize, lang: Lang) -> Option<String> {
    let row = session.row(session.catalogue().indicator_at(&indicator.id)?)?;
    let judgement = row.judgements.get(at)?;
    let own: Vec<&Finding> = row.findings.iter().filter(|finding| finding.requirement == Some(at)).collect();
    match judgement.verdict {
        Verdict::Coming | Verdict::Past => Some(text::judgement(judgement, &own, lang)),
        Verdict::NotApplicable => Some(text::set_aside(session.catalogue(), session.setting(), row, at, lang)),
        Verdict::Unreadable
        | Verdict::Unmet
        | Verdict::SoftUnmet
        | Verdict::Blank
        | Verdict::NotCounted
        | Verdict::ToReview
        | Verdict::NoneOccurred
        | Verdict::Elsewhere
        | Verdict::Met => None,
    }
}

fn line(slot: &Slot) -> String {
    let unit = if slot.unit.is_empty() { String::new() } else { format!("（{}）", slot.unit) };
    let options = if slot.options.is_empty() { String::new() } else { format!(" [{}]", slot.options.join(" | ")) };
    let hint = slot.hint.as_deref().map_or(String::new(), |hint| format!(" — {}", text::wide(hint)));
    let input = serde_json::to_value(slot.input).ok().and_then(|it| it.as_str().map(str::to_owned)).unwrap_or_default();
    format!("- `{}` {input}: {}{unit}{options}{hint}\n", slot.id, text::wide(&slot.label))
}
