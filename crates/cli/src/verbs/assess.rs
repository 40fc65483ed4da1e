//! `assess ANSWERS.json`: answers in, rows with reading, verdict and findings out.

use zicha_core::answer::{Days, Reading, Slot};
use zicha_core::catalogue::Indicator;
use zicha_core::finding::{Finding, Severity, Verdict};
use zicha_core::session::{Row, Session, facts};
use zicha_core::text::{self, Lang};

use super::answers::{self, TODAY};
use super::{Verb, unit};
use crate::args::{Args, Places, Words};
use crate::exit::{Exit, Refusal};
use crate::wire::assess as wire;
use crate::{files, say};

pub const VERB: Verb = Verb {
    name: "assess",
    about: Words {
        zh: "核对一份答案：读数、判定、问题", en: "judge an answers file: readings, verdicts, findings"
    },
    usage: "[--catalogue ID|FILE] [--profile FILE] [--unit NAME [--unit-type TYPE]] [--period ID] [--today DAY] [--all] [--json]",
    places: Places { shape: "ANSWERS.json|-", min: 1, max: 1 },
    options: &[unit::CATALOGUE, unit::PROFILE, unit::UNIT, unit::UNIT_TYPE, unit::PERIOD, TODAY, unit::ALL, unit::JSON],
    notes: Words {
        zh: "目录、单位、考核期写在答案文件里，选项可以补上或者改换。未达标不是错误，退出码为0；\n\
             答案文件本身有错（不是JSON、指标或栏目名称写错）时逐处说明，退出码为1。\n\
             答案文件的格式见 docs/format.md；zicha template 给出空白的一份。",
        en: "Catalogue, unit and period stand in the answers file; options supply or replace them. Falling short is\n\
             no error: exit code 0. A wrong answers file (not JSON, a misspelt indicator or slot) is explained place\n\
             by place and ends with 1. The format is in docs/format.md; `zicha template` prints a blank file.",
    },
    examples: &[
        "zicha assess answers.json",
        "zicha assess answers.json --json | jq '.rows[] | select(.verdict == \"unmet\") | .id'",
        "jq '.answers[\"26\"].slots.reviewed = 12' answers.json | zicha assess - --unit 区司法局 --today 2020-12-31",
    ],
    run,
};

fn run(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let session = answers::open(args, answers::today(args, lang)?, lang)?.session;
    if args.has(unit::JSON.long) {
        files::print_json(&assessment(&session, args.has(unit::ALL.long), lang), lang)?;
    } else {
        files::print(&readable(&session, args.has(unit::ALL.long), lang));
    }
    Ok(Exit::Good)
}

fn assessment(session: &Session, all: bool, lang: Lang) -> wire::Assessment {
    let (catalogue, unit, total) = (session.catalogue(), &session.setting().unit, session.total());
    let is_error = |finding: &&Finding| finding.problem.severity() == Severity::Error;
    wire::Assessment {
        catalogue: catalogue.id.clone(),
        version: catalogue.version.clone(),
        unit: wire::Unit { code: unit.code.clone(), name: unit.name.clone(), unit_type: unit.unit_type.clone() },
        period: session.period().map(|period| period.id.clone()).unwrap_or_default(),
        count: total.rows,
        complete: total.complete,
        with_errors: total.with_errors,
        totals: Verdict::ALL.into_iter().map(|verdict| (verdict.code(), total.of(verdict))).collect(),
        errors: session.mine().map(|row| row.findings.iter().filter(is_error).count()).sum(),
        rows: shown(session, all).map(|(indicator, it)| row(session, indicator, it, lang)).collect(),
    }
}

fn shown(session: &Session, all: bool) -> impl Iterator<Item = (&Indicator, &Row)> {
    let wanted = move |row: &&std::sync::Arc<Row>| all || row.tier.is_mine();
    session
        .rows()
        .filter(wanted)
        .filter_map(|row| Some((session.catalogue().indicators.get(row.indicator)?, row.as_ref())))
}

fn row(session: &Session, indicator: &Indicator, row: &Row, lang: Lang) -> wire::Row {
    let slots = indicator.slots.iter().zip(row.answer.slots.iter().zip(&row.readings));
    wire::Row {
        id: indicator.id.clone(),
        number: indicator.number.clone(),
        tier: row.tier.code(),
        verdict: row.verdict.code(),
        complete: row.is_complete(),
        slots: slots.map(|(slot, (text, it))| slot_shown(slot, text, it)).collect(),
        requirements: (0..indicator.requirements.len())
            .filter_map(|at| requirement(session, indicator, row, at, lang))
            .collect(),
        findings: findings(indicator, row, None, lang),
    }
}

fn requirement(
    session: &Session,
    indicator: &Indicator,
    row: &Row,
    at: usize,
    lang: Lang,
) -> Option<wire::Requirement> {
    let (it, judgement) = (indicator.requirements.get(at)?, row.judgements.get(at)?);
    let own: Vec<&Finding> = row.findings.iter().filter(|finding| finding.requirement == Some(at)).collect();
    let aside = judgement.excluded && judgement.verdict == Verdict::NotApplicable;
    let because = aside.then(|| text::set_aside(session.catalogue(), session.setting(), row, at, lang));
    Some(wire::Requirement {
        id: it.id.clone(),
        kind: it.kind.code(),
        verdict: judgement.verdict.code(),
        excluded: judgement.excluded,
        mark: row.answer.marks.get(at).copied().unwrap_or_default().code(),
        reason: row.answer.reasons.get(at).cloned().unwrap_or_default(),
        figure: judgement.figure.as_ref().map(|figure| text::figure(figure, lang)),
        text: because.clone().unwrap_or_else(|| text::judgement(judgement, &own, lang)),
        because,
        findings: findings(indicator, row, Some(at), lang),
    })
}

fn findings(indicator: &Indicator, row: &Row, requirement: Option<usize>, lang: Lang) -> Vec<wire::Finding> {
    let shown = |finding: &Finding| wire::Finding {
        code: finding.problem.code(),
        severity: finding.problem.severity().code(),
        slot: finding.slot.and_then(|slot| indicator.slots.get(slot)).map(|slot| slot.id.clone()),
        text: text::finding(finding, indicator, lang),
    };
    row.findings.iter().filter(|finding| finding.requirement == requirement).map(shown).collect()
}

fn slot_shown(slot: &Slot, text: &str, reading: &Reading) -> wire::Slot {
    let state = match reading {
        Reading::Blank => "blank",
        Reading::Unreadable => "unreadable",
        Reading::Count(_)
        | Reading::Number(_)
        | Reading::Date(_)
        | Reading::Dates(_)
        | Reading::PerPeriod(_)
        | Reading::Days(_)
        | Reading::Choice(_)
        | Reading::Parts(_)
        | Reading::Ticks(_)
        | Reading::Level(_)
        | Reading::Text => "read",
    };
    wire::Slot { id: slot.id.clone(), text: text.to_owned(), state, reading: value(slot, text, reading) }
}

fn value(slot: &Slot, text: &str, reading: &Reading) -> wire::Reading {
    match reading {
        Reading::Blank | Reading::Unreadable => wire::Reading::None,
        Reading::Count(count) => wire::Reading::Whole(*count),
        Reading::Number(number) => wire::Reading::Text(number.to_string()),
        Reading::Date(date) => wire::Reading::Text(date.to_string()),
        Reading::Dates(dates) => wire::Reading::Texts(dates.iter().map(ToString::to_string).collect()),
        Reading::PerPeriod(counts) => wire::Reading::Wholes(counts.clone()),
        Reading::Days(Days::Range { shortest, longest }) => {
            wire::Reading::Range { shortest: shortest.to_string(), longest: longest.to_string() }
        }
        Reading::Days(Days::Cases(cases)) => {
            let shown = |case: &zicha_core::answer::Case| wire::Case {
                line: case.line,
                label: case.label.clone(),
                start: case.start.to_string(),
                end: case.end.to_string(),
            };
            wire::Reading::Cases(cases.iter().map(shown).collect())
        }
        Reading::Choice(choice) => wire::Reading::Text(choice.word().to_owned()),
        Reading::Parts(parts) => {
            let shown = |(name, number): &(String, zicha_core::decimal::Decimal)| wire::Part {
                name: name.clone(),
                number: number.to_string(),
            };
            wire::Reading::Parts(parts.iter().map(shown).collect())
        }
        Reading::Ticks(ticks) => {
            let ticked = slot.options.iter().zip(ticks).filter(|(_, ticked)| **ticked);
            wire::Reading::Texts(ticked.map(|(option, _)| option.clone()).collect())
        }
        Reading::Level(at) => wire::Reading::Text(slot.options.get(*at).cloned().unwrap_or_default()),
        Reading::Text => wire::Reading::Text(text.to_owned()),
    }
}

fn readable(session: &Session, all: bool, lang: Lang) -> String {
    let (catalogue, total) = (session.catalogue(), session.total());
    let mut out = format!("{}  {}\n", session.setting().unit.name, text::wide(&catalogue.title));
    let counts = Verdict::ALL.into_iter().filter(|verdict| total.of(*verdict) > 0);
    let counts: Vec<String> =
        counts.map(|verdict| format!("{} {}", text::verdict(verdict, lang), total.of(verdict))).collect();
    out += &say::progress(total.complete, total.rows, &counts.join(", "), lang);
    let mut untouched = Vec::new();
    for (indicator, row) in shown(session, all) {
        if row.answer.is_blank() && row.verdict == Verdict::Blank {
            untouched.push(indicator.number.as_str());
            continue;
        }
        let title = text::wide(indicator.title.as_deref().unwrap_or_default());
        out += &format!("\n{}  {title}  [{}]\n", indicator.number, text::verdict(row.verdict, lang));
        for it in (0..indicator.requirements.len()).filter_map(|at| requirement(session, indicator, row, at, lang)) {
            out += &format!("    {}  {}\n", it.id, it.text);
            it.findings.iter().for_each(|finding| out += &format!("        {}\n", finding.text));
        }
        if facts::has_uncounted(catalogue, row) {
            out += &format!("    {}\n", say::uncounted(lang));
        }
        indicator.restates.iter().for_each(|it| out += &format!("    → {}\n", it.requirement));
        findings(indicator, row, None, lang).iter().for_each(|finding| out += &format!("        {}\n", finding.text));
    }
    let aside = text::set_aside_lines(session, lang);
    if !aside.is_empty() {
        out += &say::set_aside(&aside, lang);
    }
    if !untouched.is_empty() {
        out += &say::untouched(&untouched.join(", "), lang);
    }
    out
}
