//! What depends on what: computed slots in an order that works, and for every slot the rows an edit touches.

use std::collections::BTreeMap;

use crate::answer::SlotRef;

use super::Indicator;

/// What an edit of one slot touches besides its own row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// Computed slots (indicator, slot) to add up anew, each after those it is computed from.
    pub recompute: Vec<(usize, usize)>,
    /// Other indicators to judge again, ascending.
    pub rejudge: Vec<usize>,
}

/// Effects of every slot and base that has any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Graph {
    slots: BTreeMap<(usize, usize), Effects>,
    bases: Vec<Effects>,
    computed: Vec<(usize, usize)>,
    none: Effects,
}

/// A slot by its place, whoever refers to it.
type Place = (usize, usize);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Slot(Place),
    Base(usize),
}

impl Graph {
    /// # Errors
    /// The computed slots that form a cycle.
    pub(super) fn new(indicators: &[Indicator], bases: usize) -> Result<Graph, Vec<Place>> {
        let computed = order(indicators)?;
        // Who is computed from, who is judged by, and who shows a node.
        let mut feeds: BTreeMap<Node, Vec<Place>> = BTreeMap::new();
        let mut readers: BTreeMap<Node, Vec<usize>> = BTreeMap::new();
        for (row, indicator) in indicators.iter().enumerate() {
            for (slot, spec) in indicator.slots.iter().enumerate() {
                for at in &spec.sum_of {
                    feeds.entry(node(indicators, row, *at)).or_default().push((row, slot));
                }
                if let Some(base) = spec.base {
                    readers.entry(Node::Base(base)).or_default().push(row);
                }
            }
            for at in indicator.requirements.iter().flat_map(|requirement| requirement.kind.slots()) {
                readers.entry(node(indicators, row, at)).or_default().push(row);
            }
        }
        let effects = |from: Node| {
            let mut touched = std::collections::BTreeSet::from([from]);
            let mut recompute = Vec::new();
            for place in &computed {
                let fed = |at: &Node| feeds.get(at).is_some_and(|places| places.contains(place));
                if touched.iter().any(fed) {
                    touched.insert(Node::Slot(*place));
                    recompute.push(*place);
                }
            }
            let mut rejudge: Vec<usize> =
                touched.iter().flat_map(|at| readers.get(at).into_iter().flatten().copied()).collect();
            rejudge.extend(recompute.iter().map(|place| place.0));
            if let Node::Slot((own, _)) = from {
                rejudge.retain(|row| *row != own);
            }
            rejudge.sort_unstable();
            rejudge.dedup();
            Effects { recompute, rejudge }
        };
        let mut slots = BTreeMap::new();
        for at in feeds.keys().chain(readers.keys()) {
            if let Node::Slot(place) = at {
                let found = effects(*at);
                if found != Effects::default() {
                    slots.insert(*place, found);
                }
            }
        }
        let bases = (0..bases).map(|base| effects(Node::Base(base))).collect();
        Ok(Graph { slots, bases, computed, none: Effects::default() })
    }

    pub(super) fn of_slot(&self, indicator: usize, slot: usize) -> &Effects {
        self.slots.get(&(indicator, slot)).unwrap_or(&self.none)
    }

    pub(super) fn of_base(&self, base: usize) -> &Effects {
        self.bases.get(base).unwrap_or(&self.none)
    }

    pub(super) fn computed(&self) -> &[Place] {
        &self.computed
    }
}

/// A slot that shows a base is the base.
fn node(indicators: &[Indicator], row: usize, at: SlotRef) -> Node {
    let place = match at {
        SlotRef::Base(base) => return Node::Base(base),
        SlotRef::Own(slot) => (row, slot),
        SlotRef::Row { indicator, slot } => (indicator, slot),
    };
    let base = indicators.get(place.0).and_then(|indicator| indicator.slots.get(place.1)).and_then(|slot| slot.base);
    base.map_or(Node::Slot(place), Node::Base)
}

/// Computed slots, each after those it is computed from; or those that never come free.
fn order(indicators: &[Indicator]) -> Result<Vec<Place>, Vec<Place>> {
    let mut waiting: Vec<(Place, Vec<Place>)> = Vec::new();
    for (row, indicator) in indicators.iter().enumerate() {
        for (slot, spec) in indicator.slots.iter().enumerate().filter(|(_, spec)| !spec.sum_of.is_empty()) {
            let needs = spec.sum_of.iter().filter_map(|at| match node(indicators, row, *at) {
                Node::Slot(place) => Some(place),
                Node::Base(_) => None,
            });
            waiting.push(((row, slot), needs.collect()));
        }
    }
    let mut done = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let open: std::collections::BTreeSet<Place> = waiting.iter().map(|(place, _)| *place).collect();
        let (ready, rest): (Vec<_>, Vec<_>) =
            waiting.into_iter().partition(|(_, needs)| needs.iter().all(|need| !open.contains(need)));
        if ready.is_empty() {
            return Err(open.into_iter().collect());
        }
        done.extend(ready.into_iter().map(|(place, _)| place));
        waiting = rest;
    }
    Ok(done)
}
