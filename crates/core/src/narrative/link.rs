//! Figures by name: `26.files`, `base:files`, `26-r1` (what a requirement works out), `26-r1:reason`,
//! `26:measure`, and figures of the whole report (`sections`, `met`).

use crate::answer::{Days, Reading, Slot, SlotRef};
use crate::catalogue::{Catalogue, lint};
use crate::decimal;
use crate::finding::Verdict;
use crate::kind::Kind;
use crate::session::{Row, Session};
use crate::text::{self, Lang, wide};

use super::{BLANK, Ink};

/// Parts of a list that are all named; of more the first ones and how many.
const PARTS_NAMED_MAX: usize = 10;

/// Words for a place and how they are to be read.
pub(super) type Value = (String, Ink);

/// Figures of the whole report by name.
pub(super) const WHOLE: [&str; 9] =
    ["unit", "period", "year", "catalogue", "sections", "rows", "met", "unmet", "blank"];

/// What belongs to an answer besides slots: `26:measure`.
const BESIDE: [&str; 4] = ["measure", "owner", "due", "note"];

pub(super) fn blank() -> Value {
    (BLANK.to_owned(), Ink::Blank)
}

/// Words as typed, or a blank.
pub(super) fn typed(text: &str) -> Value {
    let text = text.trim();
    if text.is_empty() { blank() } else { (text.trim_end_matches(['。', '；']).to_owned(), Ink::Figure) }
}

/// The name of a slot as this row reads it.
pub(super) fn name(catalogue: &Catalogue, row: usize, at: SlotRef) -> String {
    let named = |row: usize, slot: usize| {
        let indicator = catalogue.indicators.get(row)?;
        Some([indicator.id.as_str(), ".", indicator.slots.get(slot)?.id.as_str()].concat())
    };
    match at {
        SlotRef::Own(slot) => named(row, slot),
        SlotRef::Row { indicator, slot } => named(indicator, slot),
        SlotRef::Base(base) => catalogue.bases.get(base).map(|base| ["base:", base.id.as_str()].concat()),
    }
    .unwrap_or_default()
}

/// What stands in a slot, ready for a sentence, its unit left out.
pub(super) fn slot(session: &Session, row: usize, at: SlotRef) -> Value {
    let Some(spec) = session.catalogue().slot(row, at) else { return blank() };
    match at {
        SlotRef::Base(base) => read(spec, session.base_text(base), session.base_reading(base)),
        SlotRef::Own(slot) => of_row(session, spec, row, slot),
        SlotRef::Row { indicator, slot } => of_row(session, spec, indicator, slot),
    }
}

fn of_row(session: &Session, spec: &Slot, row: usize, slot: usize) -> Value {
    let Some(it) = session.row(row) else { return blank() };
    match (it.answer.slots.get(slot), it.readings.get(slot)) {
        (Some(_), Some(Reading::Days(Days::Cases(_)))) => {
            let spans = |kind: &Kind| matches!(kind, Kind::Span(span) if span.slot == SlotRef::Own(slot));
            let requirements = session.catalogue().indicators.get(row).map(|it| it.requirements.as_slice());
            let at = requirements.unwrap_or_default().iter().position(|requirement| spans(&requirement.kind));
            at.map_or_else(blank, |at| figure(it, at))
        }
        (Some(text), Some(reading)) => read(spec, text, reading),
        (Some(_) | None, Some(_) | None) => blank(),
    }
}

/// The reading of a slot in any row.
pub(super) fn reading(session: &Session, row: usize, at: SlotRef) -> &Reading {
    let of = |row: usize, slot: usize| session.row(row).and_then(|row| row.readings.get(slot));
    match at {
        SlotRef::Own(slot) => of(row, slot),
        SlotRef::Row { indicator, slot } => of(indicator, slot),
        SlotRef::Base(base) => Some(session.base_reading(base)),
    }
    .unwrap_or(&Reading::Blank)
}

fn read(spec: &Slot, text: &str, reading: &Reading) -> Value {
    let words = match reading {
        Reading::Blank => return blank(),
        Reading::Unreadable => return approximate(spec, text).unwrap_or_else(blank),
        Reading::Count(count) => count.to_string(),
        Reading::Number(number) if spec.unit == "%" => number.percent_text(),
        Reading::Number(number) => number.to_string(),
        Reading::Date(date) => date.chinese(),
        Reading::Dates(_) | Reading::PerPeriod(_) => reading.times().unwrap_or_default().to_string(),
        Reading::Days(Days::Range { shortest, longest }) if shortest == longest => longest.to_string(),
        Reading::Days(Days::Range { shortest, longest }) => [shortest.to_string(), longest.to_string()].join("至"),
        Reading::Days(Days::Cases(cases)) => cases.len().to_string(),
        Reading::Choice(choice) => choice.word().to_owned(),
        Reading::Parts(parts) => {
            let unit = measure(&spec.unit);
            let named = parts.iter().take(PARTS_NAMED_MAX);
            let named: Vec<String> = named.map(|(name, number)| [name, &*number.to_string(), &unit].concat()).collect();
            let more = if parts.len() > PARTS_NAMED_MAX { format!("等{}个", parts.len()) } else { String::new() };
            named.join("、") + &more
        }
        Reading::Ticks(ticks) => {
            let ticked = spec.options.iter().zip(ticks).filter(|(_, ticked)| **ticked);
            let ticked: Vec<String> = ticked.map(|(option, _)| wide(option)).collect();
            if ticked.is_empty() { "无".to_owned() } else { ticked.join("、") }
        }
        Reading::Level(at) => spec.options.get(*at).map(|option| wide(option)).unwrap_or_default(),
        Reading::Text => return approximate(spec, text).unwrap_or_else(|| typed(text)),
    };
    (words, Ink::Figure)
}

/// `20余`, `约300`: as typed, without the unit that the sentence puts after it.
fn approximate(spec: &Slot, text: &str) -> Option<Value> {
    let read = decimal::read(text).ok().filter(|read| read.approximate)?;
    let text = text.trim();
    let bare = read.unit.as_deref().filter(|unit| *unit == spec.unit).and_then(|unit| text.strip_suffix(unit));
    Some((bare.unwrap_or(text).trim().to_owned(), Ink::Approximate))
}

/// The unit as it stands after a number: `件`, `个工作日`; none after a percentage.
pub(super) fn measure(unit: &str) -> String {
    match unit {
        "%" => String::new(),
        "工作日" | "月" | "季度" | "小时" => ["个", unit].concat(),
        _ => wide(unit),
    }
}

/// What a requirement worked out, or a blank.
pub(super) fn figure(row: &Row, requirement: usize) -> Value {
    let figure = row.judgements.get(requirement).and_then(|judgement| judgement.figure.as_ref());
    figure.map_or_else(blank, |figure| (text::figure(figure, Lang::Zh), Ink::Figure))
}

/// Rows of the unit by what became of them: all, met, unmet, blank.
pub(super) fn tally(session: &Session) -> [u32; 4] {
    let total = session.total();
    let unmet = total.of(Verdict::Unmet) + total.of(Verdict::SoftUnmet);
    [total.rows, total.of(Verdict::Met), unmet, total.of(Verdict::Blank)]
}

/// A figure of the whole report.
pub(super) fn whole(session: &Session, sections: usize, name: &str) -> Option<Value> {
    let [rows, met, unmet, blank] = tally(session);
    let period = session.period();
    let text = match name {
        "unit" => session.setting().unit.name.clone(),
        "period" => period.map(|period| wide(&period.title)).unwrap_or_default(),
        "year" => period.map(|period| period.end.year().to_string()).unwrap_or_default(),
        "catalogue" => wide(&session.catalogue().title),
        "sections" => sections.to_string(),
        "rows" => rows.to_string(),
        "met" => met.to_string(),
        "unmet" => unmet.to_string(),
        "blank" => blank.to_string(),
        _ => return None,
    };
    Some((text, Ink::Figure))
}

/// What a name points at.
enum Place {
    Slot(usize, usize),
    Base(usize),
    Requirement(usize, usize),
    Reason(usize, usize),
    Beside(usize, &'static str),
}

fn find(catalogue: &Catalogue, name: &str) -> Option<Place> {
    if let Some(base) = name.strip_prefix("base:") {
        return catalogue.base_at(base).map(Place::Base);
    }
    let requirement = |id: &str| {
        catalogue.indicators.iter().enumerate().find_map(|(row, indicator)| {
            Some((row, indicator.requirements.iter().position(|requirement| requirement.id == id)?))
        })
    };
    if let Some((id, beside)) = name.rsplit_once(':') {
        if beside == "reason" {
            return requirement(id).map(|(row, at)| Place::Reason(row, at));
        }
        let beside = BESIDE.into_iter().find(|it| *it == beside)?;
        return catalogue.indicator_at(id).map(|row| Place::Beside(row, beside));
    }
    // An id may hold dots itself.
    let slot = name.match_indices('.').find_map(|(dot, _)| {
        let row = catalogue.indicator_at(&name[..dot])?;
        let slot = catalogue.indicators[row].slots.iter().position(|it| it.id == name[dot + 1..])?;
        Some(Place::Slot(row, slot))
    });
    slot.or_else(|| requirement(name).map(|(row, at)| Place::Requirement(row, at)))
}

pub(super) fn target(session: &Session, link: &str) -> Option<usize> {
    let link = link.split(' ').next().unwrap_or(link);
    match find(session.catalogue(), link)? {
        Place::Slot(row, _) | Place::Requirement(row, _) | Place::Reason(row, _) | Place::Beside(row, _) => Some(row),
        Place::Base(base) => {
            let shows = |slots: &[Slot]| slots.iter().any(|slot| slot.base == Some(base));
            session.catalogue().indicators.iter().position(|indicator| shows(&indicator.slots))
        }
    }
}

/// What a placeholder stands for; none where nothing has that name.
pub(super) fn resolve(session: &Session, sections: usize, name: &str) -> Option<Value> {
    if let Some(value) = whole(session, sections, name) {
        return Some(value);
    }
    let row = |at: usize| session.row(at);
    Some(match find(session.catalogue(), name)? {
        Place::Slot(at, own) => slot(session, at, SlotRef::Own(own)),
        Place::Base(base) => slot(session, 0, SlotRef::Base(base)),
        Place::Requirement(at, requirement) => figure(row(at)?, requirement),
        Place::Reason(at, requirement) => typed(row(at)?.answer.reasons.get(requirement)?),
        Place::Beside(at, beside) => {
            let answer = &row(at)?.answer;
            typed(match beside {
                "measure" => &answer.rectification.measure,
                "owner" => &answer.rectification.owner,
                "due" => &answer.rectification.due,
                _ => &answer.note,
            })
        }
    })
}

/// The name most likely meant.
pub(super) fn nearest(catalogue: &Catalogue, name: &str) -> Option<String> {
    let mut names: Vec<String> = WHOLE.into_iter().map(str::to_owned).collect();
    names.extend(catalogue.bases.iter().map(|base| ["base:", base.id.as_str()].concat()));
    for (row, indicator) in catalogue.indicators.iter().enumerate() {
        names.extend((0..indicator.slots.len()).map(|slot| self::name(catalogue, row, SlotRef::Own(slot))));
        names.extend(indicator.requirements.iter().map(|requirement| requirement.id.clone()));
    }
    lint::nearest(name, names.iter().map(String::as_str)).map(str::to_owned)
}
