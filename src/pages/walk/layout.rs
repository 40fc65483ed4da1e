//! Where each field of a card stands: under the first requirement that needs it, once.

use zicha_core::answer::SlotRef;
use zicha_core::catalogue::Indicator;

/// What stands under one requirement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Own slots to type or show here.
    pub fields: Vec<usize>,
    /// Own slots that stand under an earlier requirement.
    pub above: Vec<usize>,
    /// Quantities that stand nowhere in this card.
    pub elsewhere: Vec<SlotRef>,
}

/// One section per requirement, empty where `asked_now` says no; then the slots nothing asks for.
pub fn sections(indicator: &Indicator, asked_now: &[bool]) -> (Vec<Section>, Vec<usize>) {
    let mut placed = vec![false; indicator.slots.len()];
    let mut sections = Vec::with_capacity(indicator.requirements.len());
    for (at, requirement) in indicator.requirements.iter().enumerate() {
        let mut section = Section::default();
        if asked_now.get(at).copied().unwrap_or(true) {
            for slot in requirement.kind.slots() {
                place(indicator, slot, &mut placed, &mut section);
            }
        }
        // In the catalogue's order a whole stands before its part.
        section.fields.sort_unstable();
        sections.push(section);
    }
    let asked = |slot: &usize| indicator.requirements.iter().any(|it| it.kind.slots().contains(&SlotRef::Own(*slot)));
    let rest = (0..placed.len()).filter(|slot| !placed[*slot] && !asked(slot)).collect();
    (sections, rest)
}

/// A computed slot brings its own terms before it; those are never computed from it (lint: no cycles).
fn place(indicator: &Indicator, at: SlotRef, placed: &mut [bool], section: &mut Section) {
    let SlotRef::Own(slot) = at else {
        if !section.elsewhere.contains(&at) {
            section.elsewhere.push(at);
        }
        return;
    };
    let Some(done) = placed.get_mut(slot) else { return };
    if *done {
        if !section.fields.contains(&slot) && !section.above.contains(&slot) {
            section.above.push(slot);
        }
        return;
    }
    *done = true;
    let terms = indicator.slots.get(slot).map(|it| it.sum_of.as_slice()).unwrap_or_default();
    for term in terms {
        place(indicator, *term, placed, section);
    }
    section.fields.push(slot);
}
