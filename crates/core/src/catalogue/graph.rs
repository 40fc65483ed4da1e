//! What depends on what: computed slots in an order that works, and for every slot the rows an edit touches.

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
    /// Ascending by place.
    slots: Vec<(Place, Effects)>,
    bases: Vec<Effects>,
    computed: Vec<(usize, usize)>,
    none: Effects,
}

/// A slot by its place, whoever refers to it.
type Place = (usize, usize);

/// What can be typed: a slot by its place, or a base, which counts as a slot of the row [`BASES`].
type Node = Place;
const BASES: usize = usize::MAX;

/// Who depends on what: node and dependant, ascending.
type Edges = Vec<(Node, Place)>;

/// The edges from one node.
fn from(edges: &Edges, node: Node) -> &[(Node, Place)] {
    let start = edges.partition_point(|edge| edge.0 < node);
    let end = edges.partition_point(|edge| edge.0 <= node);
    edges.get(start..end).unwrap_or_default()
}

impl Graph {
    /// # Errors
    /// The computed slots that form a cycle.
    pub(super) fn new(indicators: &[Indicator], bases: usize) -> Result<Graph, Vec<Place>> {
        let computed = order(indicators)?;
        // Who is computed from, and who is judged by or shows a node; of a reader only the row counts.
        let (mut feeds, mut readers): (Edges, Edges) = (Vec::new(), Vec::new());
        for (row, indicator) in indicators.iter().enumerate() {
            for (slot, spec) in indicator.slots.iter().enumerate() {
                for at in &spec.sum_of {
                    feeds.push((node(indicators, row, *at), (row, slot)));
                }
                if let Some(base) = spec.base {
                    readers.push(((BASES, base), (row, 0)));
                }
            }
            for requirement in &indicator.requirements {
                for at in requirement.kind.slots() {
                    readers.push((node(indicators, row, at), (row, 0)));
                }
            }
        }
        feeds.sort_unstable();
        readers.sort_unstable();
        let mut nodes: Vec<Node> = Vec::new();
        for (node, _) in feeds.iter().chain(&readers) {
            nodes.push(*node);
        }
        nodes.sort_unstable();
        nodes.dedup();
        let mut graph = Graph { computed, ..Graph::default() };
        for node in nodes {
            if node.0 != BASES {
                let found = effects(node, &graph.computed, &feeds, &readers);
                if found != graph.none {
                    graph.slots.push((node, found));
                }
            }
        }
        for base in 0..bases {
            graph.bases.push(effects((BASES, base), &graph.computed, &feeds, &readers));
        }
        Ok(graph)
    }

    pub(super) fn of_slot(&self, indicator: usize, slot: usize) -> &Effects {
        let at = self.slots.binary_search_by(|it| it.0.cmp(&(indicator, slot))).ok();
        at.and_then(|at| self.slots.get(at)).map_or(&self.none, |it| &it.1)
    }

    pub(super) fn of_base(&self, base: usize) -> &Effects {
        self.bases.get(base).unwrap_or(&self.none)
    }

    pub(super) fn computed(&self) -> &[Place] {
        &self.computed
    }
}

fn effects(start: Node, computed: &[Place], feeds: &Edges, readers: &Edges) -> Effects {
    let mut touched = vec![start];
    let mut recompute = Vec::new();
    for place in computed {
        if touched.iter().any(|at| from(feeds, *at).iter().any(|edge| edge.1 == *place)) {
            touched.push(*place);
            recompute.push(*place);
        }
    }
    let mut rejudge: Vec<usize> = Vec::new();
    for at in touched {
        for (_, (row, _)) in from(readers, at) {
            rejudge.push(*row);
        }
    }
    for (row, _) in &recompute {
        rejudge.push(*row);
    }
    rejudge.retain(|row| *row != start.0);
    rejudge.sort_unstable();
    rejudge.dedup();
    Effects { recompute, rejudge }
}

/// A slot that shows a base is the base.
fn node(indicators: &[Indicator], row: usize, at: SlotRef) -> Node {
    let place = match at {
        SlotRef::Base(base) => return (BASES, base),
        SlotRef::Own(slot) => (row, slot),
        SlotRef::Row { indicator, slot } => (indicator, slot),
    };
    let base = indicators.get(place.0).and_then(|indicator| indicator.slots.get(place.1)).and_then(|slot| slot.base);
    base.map_or(place, |base| (BASES, base))
}

/// Computed slots, each after those it is computed from; or those that never come free.
fn order(indicators: &[Indicator]) -> Result<Vec<Place>, Vec<Place>> {
    let mut waiting: Vec<Place> = Vec::new();
    for (row, indicator) in indicators.iter().enumerate() {
        for (slot, spec) in indicator.slots.iter().enumerate() {
            if !spec.sum_of.is_empty() {
                waiting.push((row, slot));
            }
        }
    }
    let mut done = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let mut rest = Vec::new();
        for place in &waiting {
            let terms = &indicators[place.0].slots[place.1].sum_of;
            // `waiting` stays ascending.
            if terms.iter().any(|at| waiting.binary_search(&node(indicators, place.0, *at)).is_ok()) {
                rest.push(*place);
            } else {
                done.push(*place);
            }
        }
        if rest.len() == waiting.len() {
            return Err(rest);
        }
        waiting = rest;
    }
    Ok(done)
}
