//! Which texts typed under one document could be typed under another: rate to rate, count to count,
//! choice to choice. Days and lists of days belong to their year and are not carried.

use crate::answer::{Reading, Slot, SlotRef};
use crate::catalogue::Catalogue;
use crate::catalogue::wire::Input;
use crate::kind::Kind;
use crate::session::{Row, Session};

/// Own slots of `ours` with their texts; all of the requirement's slots or none.
pub(super) fn carry(
    ours: &Catalogue,
    (row, requirement): (usize, usize),
    other: &Session,
    (from, theirs): (&Row, usize),
) -> Vec<(usize, String)> {
    let kind = |catalogue: &Catalogue, row: usize, at: usize| {
        Some(catalogue.indicators.get(row)?.requirements.get(at)?.kind.clone())
    };
    let (Some(into), Some(kind)) = (kind(ours, row, requirement), kind(other.catalogue(), from.indicator, theirs))
    else {
        return Vec::new();
    };
    let pairs = pairs(&into, &kind);
    let fits = |(to, of): (SlotRef, SlotRef)| text_for(ours, (row, to), other, (from, of), &into);
    pairs.into_iter().map(fits).collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// Slots that ask for the same thing: ours and theirs, a whole before its part.
fn pairs(ours: &Kind, theirs: &Kind) -> Vec<(SlotRef, SlotRef)> {
    let parts = |kind: &Kind| match kind {
        Kind::Rate(rate) | Kind::Ratio(rate) => vec![rate.denominator, rate.numerator],
        Kind::Count(count) => vec![count.slot],
        Kind::Gate(gate) => vec![gate.slot],
        Kind::Choice(choose) => vec![choose.slot],
        Kind::Span(_)
        | Kind::Deadline(_)
        | Kind::Frequency(_)
        | Kind::Sum(_)
        | Kind::Level(_)
        | Kind::Trend(_)
        | Kind::Narrative(_) => Vec::new(),
    };
    let per = |kind: &Kind| if let Kind::Count(count) = kind { count.per.clone() } else { None };
    if ours.code() == theirs.code() && per(ours) == per(theirs) {
        parts(ours).into_iter().zip(parts(theirs)).collect()
    } else {
        Vec::new()
    }
}

fn text_for(
    ours: &Catalogue,
    (row, to): (usize, SlotRef),
    other: &Session,
    (from, of): (&Row, SlotRef),
    kind: &Kind,
) -> Option<(usize, String)> {
    let (place, slot) = own(ours, row, to)?;
    let source = other.catalogue().slot(from.indicator, of)?;
    // The parts of a rate are cases whatever they are called; a number means nothing without its unit.
    let bare = matches!(kind, Kind::Count(_) | Kind::Gate(_));
    if slot.input != source.input || (bare && slot.unit != source.unit) {
        return None;
    }
    let typed = text(other, from, of)?.trim();
    let text = match slot.input {
        Input::Count | Input::Number | Input::Choice => typed.to_owned(),
        Input::Ticks => {
            let ticks = reading(other, from, of)?.ticks()?;
            let ticked = source.options.iter().zip(ticks).filter(|(option, on)| **on && slot.options.contains(option));
            ticked.map(|(option, _)| option.as_str()).collect::<Vec<_>>().join("\n")
        }
        Input::Date | Input::Dates | Input::Days | Input::Parts | Input::Level | Input::Text => return None,
    };
    (!text.is_empty()).then_some((place, text))
}

/// A slot that a person types on this row.
fn own(catalogue: &Catalogue, row: usize, at: SlotRef) -> Option<(usize, &Slot)> {
    let slots = &catalogue.indicators.get(row)?.slots;
    let place = match at {
        SlotRef::Own(slot) => slot,
        SlotRef::Base(base) => slots.iter().position(|slot| slot.base == Some(base))?,
        SlotRef::Row { .. } => return None,
    };
    slots.get(place).filter(|slot| slot.sum_of.is_empty()).map(|slot| (place, slot))
}

fn text<'a>(session: &'a Session, row: &'a Row, at: SlotRef) -> Option<&'a str> {
    match at {
        SlotRef::Own(slot) => row.answer.slots.get(slot).map(String::as_str),
        SlotRef::Base(base) => Some(session.base_text(base)),
        SlotRef::Row { indicator, slot } => session.row(indicator)?.answer.slots.get(slot).map(String::as_str),
    }
}

/// What the text of a slot means.
pub(super) fn reading<'a>(session: &'a Session, row: &'a Row, at: SlotRef) -> Option<&'a Reading> {
    match at {
        SlotRef::Own(slot) => row.readings.get(slot),
        SlotRef::Base(base) => Some(session.base_reading(base)),
        SlotRef::Row { indicator, slot } => session.row(indicator)?.readings.get(slot),
    }
}
