//! `catalogue show`: one catalogue, whole or as it concerns one unit.

use std::collections::BTreeMap;

use zicha_core::answer::{Slot, SlotRef};
use zicha_core::catalogue::lint::nearest;
use zicha_core::catalogue::wire::Group;
use zicha_core::catalogue::{Catalogue, Indicator, lint, wire as file};
use zicha_core::text::{self, Lang};
use zicha_core::unit::{self as units, Tier, Unit};

use crate::args::{Args, Opt, Places, Words};
use crate::exit::{Exit, Refusal};
use crate::verbs::{Verb, unit};
use crate::wire::catalogue as wire;
use crate::{files, say, shelf};

const INDICATOR: Opt =
    Opt::value("indicator", "ID", Words { zh: "只看这个指标，可以写多次", en: "only this indicator; may be repeated" })
        .many();

pub const VERB: Verb = Verb {
    name: "catalogue show",
    about: Words {
        zh: "显示一个目录：指标、要求、填报栏目",
        en: "show a catalogue: indicators, requirements, slots to fill",
    },
    usage: "[--profile FILE] [--unit NAME [--unit-type TYPE] [--all]] [--period ID] [--indicator ID]… [--json]",
    places: Places { shape: "ID|FILE", min: 1, max: 1 },
    options: &[unit::PROFILE, unit::UNIT, unit::UNIT_TYPE, unit::PERIOD, unit::ALL, INDICATOR, unit::JSON],
    notes: Words {
        zh: "--json 给出写答案文件所需的一切：指标和栏目的代号、输入方式、单位、共用数、要求和界限。\n\
             写明 --unit 时只列该单位的指标，并注明牵头、点名责任或按职责。",
        en: "--json prints everything needed to write an answers file: ids of indicators and slots, kinds of input,\n\
             units of measure, shared quantities, requirements and bounds. With --unit only that unit's indicators\n\
             are listed, each with its tier: lead, named or by_duty.",
    },
    examples: &[
        "zicha catalogue show hongqiao-2020",
        "zicha catalogue show hongqiao-2020 --unit 区司法局 --json",
        "zicha catalogue show hongqiao-2020 --indicator 26 --json | jq '.indicators[0].slots'",
    ],
    run,
};

fn run(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let name = args.places.first().map(String::as_str).unwrap_or_default();
    let opened = shelf::open(name, args.value(unit::PROFILE.long), lang)?;
    let catalogue = opened.catalogue.as_ref();
    let year = year(catalogue, unit::period(catalogue, args.value(unit::PERIOD.long), lang)?);
    let of_type = args.value(unit::UNIT_TYPE.long);
    let of = args.value(unit::UNIT.long).map(|name| unit::resolve(catalogue, name, of_type, lang)).transpose()?;
    let rows = wanted(args, catalogue, of.as_ref(), lang)?;
    if args.has(unit::JSON.long) {
        let file = lint::read_file(&opened.bytes).map_err(|_| Refusal::bad(say::internal("catalogue", lang)))?;
        files::print_json(&whole(catalogue, &given(&file.groups), of.as_ref(), &rows, (year, lang)), lang)?;
    } else {
        files::print(&readable(catalogue, of.as_ref(), &rows, (year, lang)));
    }
    Ok(Exit::Good)
}

/// The rows to show: those asked for, else the unit's, else all.
fn wanted<'c>(
    args: &Args,
    catalogue: &'c Catalogue,
    of: Option<&Unit>,
    lang: Lang,
) -> Result<Vec<&'c Indicator>, Refusal> {
    let ids = || catalogue.indicators.iter().map(|indicator| indicator.id.as_str());
    let asked: Vec<&str> = args.values(INDICATOR.long).collect();
    if let Some(unknown) = asked.iter().find(|asked| !ids().any(|id| id == **asked)) {
        return Err(Refusal::bad(say::no_such_indicator(unknown, nearest(unknown, ids()), lang)));
    }
    let is_wanted = |indicator: &&Indicator| match (asked.is_empty(), of) {
        (false, _) => asked.contains(&indicator.id.as_str()),
        (true, Some(of)) => args.has(unit::ALL.long) || units::tier(catalogue, indicator, of).is_mine(),
        (true, None) => true,
    };
    Ok(catalogue.indicators.iter().filter(is_wanted).collect())
}

/// Requirements as they stand in the file, by id.
fn given(groups: &[Group]) -> BTreeMap<&str, &file::Requirement> {
    let mut all = BTreeMap::new();
    for group in groups {
        let own = group.indicators.iter().flat_map(|indicator| &indicator.requirements);
        all.extend(own.map(|requirement| (requirement.id.as_str(), requirement)));
        all.extend(given(&group.groups));
    }
    all
}

fn whole<'a>(
    catalogue: &'a Catalogue,
    given: &BTreeMap<&str, &'a file::Requirement>,
    of: Option<&'a Unit>,
    rows: &[&'a Indicator],
    said: (i32, Lang),
) -> wire::Catalogue<'a> {
    let period = |it: &'a zicha_core::catalogue::Period| wire::Period {
        id: &it.id,
        title: &it.title,
        start: it.start.to_string(),
        end: it.end.to_string(),
    };
    let group = |it: &'a zicha_core::catalogue::Group| wire::Group {
        id: &it.id,
        number: &it.number,
        title: &it.title,
        parent: it.parent.and_then(|parent| catalogue.groups.get(parent)).map(|parent| parent.id.as_str()),
    };
    wire::Catalogue {
        id: &catalogue.id,
        version: &catalogue.version,
        title: &catalogue.title,
        about: &catalogue.about,
        source: &catalogue.source,
        sha256: catalogue.content.sha256_hex(),
        sm3: catalogue.content.digests().sm3_hex(),
        calendar: &catalogue.calendar,
        periods: catalogue.periods.iter().map(period).collect(),
        unit_types: &catalogue.unit_types,
        units: &catalogue.units,
        collectives: &catalogue.collectives,
        facts: &catalogue.facts,
        bases: catalogue.bases.iter().map(|base| slot(catalogue, None, base)).collect(),
        groups: catalogue.groups.iter().map(group).collect(),
        unit: of.map(|of| wire::ResolvedUnit { code: &of.code, name: &of.name, unit_type: &of.unit_type }),
        indicators: rows.iter().map(|row| indicator(catalogue, given, of, row, said)).collect(),
    }
}

fn indicator<'a>(
    catalogue: &'a Catalogue,
    given: &BTreeMap<&str, &'a file::Requirement>,
    of: Option<&Unit>,
    row: &'a Indicator,
    (year, lang): (i32, Lang),
) -> wire::Indicator<'a> {
    let demand = |it: &'a zicha_core::catalogue::Requirement| {
        Some(wire::Demand {
            id: &it.id,
            kind: it.kind.code(),
            demand: text::demand(it, row, year, lang),
            slots: it.kind.slots().into_iter().filter_map(|at| reference(catalogue, Some(row), at)).collect(),
            given: given.get(it.id.as_str())?,
        })
    };
    wire::Indicator {
        id: &row.id,
        number: &row.number,
        title: row.title.as_deref(),
        text: &row.text,
        groups: around(catalogue, row),
        responsibility: &row.responsibility,
        tier: of.map(|of| units::tier(catalogue, row, of).code()),
        applies: row.applies.as_ref(),
        citation: &row.citation,
        slots: row.slots.iter().map(|it| slot(catalogue, Some(row), it)).collect(),
        requirements: row.requirements.iter().filter_map(demand).collect(),
        restates: &row.restates,
    }
}

fn slot<'a>(catalogue: &'a Catalogue, row: Option<&Indicator>, it: &'a Slot) -> wire::Slot<'a> {
    wire::Slot {
        id: &it.id,
        label: &it.label,
        input: it.input,
        unit: &it.unit,
        base: it.base.and_then(|base| catalogue.bases.get(base)).map(|base| base.id.as_str()),
        sum_of: it.sum_of.iter().filter_map(|at| reference(catalogue, row, *at)).collect(),
        options: &it.options,
        hint: it.hint.as_deref(),
    }
}

/// The spelling of catalogue files: `slot`, `indicator.slot` or `base:id`.
fn reference(catalogue: &Catalogue, row: Option<&Indicator>, at: SlotRef) -> Option<String> {
    match at {
        SlotRef::Own(slot) => Some(row?.slots.get(slot)?.id.clone()),
        SlotRef::Base(base) => Some(format!("base:{}", catalogue.bases.get(base)?.id)),
        SlotRef::Row { indicator, slot } => {
            let row = catalogue.indicators.get(indicator)?;
            Some(format!("{}.{}", row.id, row.slots.get(slot)?.id))
        }
    }
}

/// The year of a period, by which yearly deadlines are shown.
pub fn year(catalogue: &Catalogue, period: usize) -> i32 {
    catalogue.periods.get(period).map_or(0, |period| period.end.year())
}

/// Ids of the groups around a row, outermost first.
fn around<'a>(catalogue: &'a Catalogue, row: &Indicator) -> Vec<&'a str> {
    let inner = catalogue.groups.get(row.group);
    let outer = inner.and_then(|group| catalogue.groups.get(group.parent?));
    outer.into_iter().chain(inner).map(|group| group.id.as_str()).collect()
}

fn readable(catalogue: &Catalogue, of: Option<&Unit>, rows: &[&Indicator], (year, lang): (i32, Lang)) -> String {
    let mut out = format!("{}  {}\n{}\n", catalogue.id, catalogue.version, text::wide(&catalogue.title));
    out += &format!("{}\n", text::wide(&catalogue.about));
    let mut last = None;
    for row in rows {
        let group = catalogue.groups.get(row.group).filter(|_| last != Some(row.group));
        if let Some(group) = group {
            let parent = group.parent.and_then(|parent| catalogue.groups.get(parent));
            let names = parent.into_iter().chain([group]).map(|it| format!("{}{}", it.number, text::wide(&it.title)));
            out += &format!("\n{}\n", names.collect::<Vec<_>>().join(" › "));
        }
        last = Some(row.group);
        let tier = of.map_or(Tier::None, |of| units::tier(catalogue, row, of));
        let tier = if tier.is_mine() { format!("  [{}]", text::tier(tier, lang)) } else { String::new() };
        out += &format!(
            "\n{}  {}{tier}\n    {}\n",
            row.number,
            row.title.as_deref().unwrap_or_default(),
            text::wide(&row.text)
        );
        for it in &row.requirements {
            out += &format!("    {}  {}\n", it.id, text::demand(it, row, year, lang));
        }
        row.restates.iter().for_each(|it| out += &format!("    → {}\n", it.requirement));
        for it in &row.slots {
            let unit = if it.unit.is_empty() { String::new() } else { format!(" ({})", it.unit) };
            out += &format!("      {}: {}{unit}\n", it.id, text::wide(&it.label));
        }
    }
    out
}
