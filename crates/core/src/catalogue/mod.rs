//! 指标目录: a catalogue with every name resolved to an index, ready to judge by.
//!
//! `Catalogue::read` is the way to one: a file with any lint error does not become a catalogue.
//! `Catalogue::read_shipped` is for files that a test linted before they went out with the program.
//! Read next: `wire` (the file), `compile` (names to indices), `lint` (what can be wrong with a file).

mod compile;
mod graph;
pub mod lint;
mod path;
pub mod wire;

use crate::answer::{Slot, SlotRef};
use crate::canonical;
use crate::date::{Date, PartialDate};
use crate::decimal::Decimal;
use crate::digest::Content;
use crate::kind::Kind;

pub use graph::Effects;
pub use lint::{Fault, FaultCode};
pub use wire::{Citation, Condition, Responsibility, SigningPolicy, Source, UnitType};

/// Most indicators of one catalogue.
pub const INDICATORS_MAX: usize = 20_000;
/// Most slots of one indicator, and most requirements.
pub const PER_INDICATOR_MAX: usize = 200;

/// A catalogue ready to judge by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalogue {
    pub id: String,
    pub version: String,
    pub title: String,
    pub about: String,
    pub source: Source,
    pub calendar: String,
    pub periods: Vec<Period>,
    pub unit_types: Vec<UnitType>,
    pub units: Vec<wire::Unit>,
    pub collectives: Vec<wire::Collective>,
    pub facts: Vec<wire::Fact>,
    pub bases: Vec<Slot>,
    /// Both levels, in printed order, a parent before its children.
    pub groups: Vec<Group>,
    /// In printed order.
    pub indicators: Vec<Indicator>,
    pub signing: SigningPolicy,
    /// Over the canonical bytes of the file.
    pub content: Content,
    graph: graph::Graph,
}

/// 考核期.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    pub id: String,
    pub title: String,
    pub start: Date,
    pub end: Date,
}

/// 一级/二级指标.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub id: String,
    pub number: String,
    pub title: String,
    /// Index of the first-level group; none for a first-level group.
    pub parent: Option<usize>,
    /// Indices of all indicators below it, which are contiguous.
    pub indicators: std::ops::Range<usize>,
}

/// 指标.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    pub id: String,
    pub number: String,
    pub title: Option<String>,
    pub text: String,
    pub citation: Citation,
    pub responsibility: Responsibility,
    pub applies: Option<Condition>,
    /// Index of the innermost group.
    pub group: usize,
    pub slots: Vec<Slot>,
    /// None where everything is asked elsewhere.
    pub requirements: Vec<Requirement>,
    /// Words that repeat a requirement of another indicator; see `Catalogue::requirement_at`.
    pub restates: Vec<wire::Restatement>,
}

/// 要求.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    pub id: String,
    pub title: String,
    pub quote: Option<String>,
    pub derived: Option<String>,
    pub firmness: wire::Firmness,
    pub soft_word: Option<String>,
    pub condition: Option<String>,
    pub applies: Option<Condition>,
    pub in_force: InForce,
    pub evidence: Vec<String>,
    pub note: Option<String>,
    pub score: Option<Score>,
    pub kind: Kind,
}

/// When a requirement is asked; always where neither end is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InForce {
    pub from: Option<PartialDate>,
    pub to: Option<PartialDate>,
}

/// Points of a requirement, with the rule's numbers read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Score {
    AllOrNothing { points: Decimal },
    PerMissing { points: Decimal, deduct: Decimal },
}

fn open(bytes: &[u8]) -> Result<(wire::CatalogueFile, Content), Vec<Fault>> {
    let value = canonical::parse(bytes).map_err(|error| vec![lint::not_json(&error)])?;
    let content = Content::new(canonical::to_bytes(&value));
    Ok((lint::read_value(&value)?, content))
}

impl Catalogue {
    /// Reads and checks a catalogue file.
    ///
    /// # Errors
    /// Every fault found, each with its path in the file and, for a misspelt name, the nearest valid one.
    pub fn read(bytes: &[u8]) -> Result<Catalogue, Vec<Fault>> {
        let (file, content) = open(bytes)?;
        let faults = lint::lint(&file);
        if faults.iter().any(|fault| fault.code.is_error()) {
            return Err(faults);
        }
        compile::compile(file, content)
    }

    /// Reads a catalogue that was linted when the program was built. The linter stays out of the page:
    /// only the shape is checked here, and that every name, number and date can be resolved.
    ///
    /// # Errors
    /// The first fault found.
    pub fn read_shipped(bytes: &[u8]) -> Result<Catalogue, Vec<Fault>> {
        let (file, content) = open(bytes)?;
        if file.format != wire::FORMAT {
            return Err(vec![lint::other_format(&file.format, wire::FORMAT)]);
        }
        compile::compile(file, content)
    }

    pub fn indicator_at(&self, id: &str) -> Option<usize> {
        self.indicators.iter().position(|indicator| indicator.id == id)
    }

    /// Index of the indicator and of the requirement in it.
    pub fn requirement_at(&self, id: &str) -> Option<(usize, usize)> {
        let places = |(at, it): (usize, &Indicator)| Some((at, it.requirements.iter().position(|it| it.id == id)?));
        self.indicators.iter().enumerate().find_map(places)
    }

    pub fn period_at(&self, id: &str) -> Option<usize> {
        self.periods.iter().position(|period| period.id == id)
    }

    pub fn base_at(&self, id: &str) -> Option<usize> {
        self.bases.iter().position(|base| base.id == id)
    }

    /// The groups an indicator is in, innermost first.
    pub fn groups_of(&self, indicator: usize) -> impl Iterator<Item = usize> + '_ {
        let innermost = self.indicators.get(indicator).map(|indicator| indicator.group);
        std::iter::successors(innermost, |group| self.groups.get(*group)?.parent)
    }

    /// The slot behind a reference made by this catalogue for `indicator`.
    pub fn slot(&self, indicator: usize, at: SlotRef) -> Option<&Slot> {
        match at {
            SlotRef::Own(slot) => self.indicators.get(indicator)?.slots.get(slot),
            SlotRef::Base(base) => self.bases.get(base),
            SlotRef::Row { indicator, slot } => self.indicators.get(indicator)?.slots.get(slot),
        }
    }

    /// What an edit of one slot or base touches, precomputed.
    pub fn effects_of_slot(&self, indicator: usize, slot: usize) -> &Effects {
        self.graph.of_slot(indicator, slot)
    }

    pub fn effects_of_base(&self, base: usize) -> &Effects {
        self.graph.of_base(base)
    }

    /// Every computed slot, each after those it is computed from.
    pub fn computed(&self) -> &[(usize, usize)] {
        self.graph.computed()
    }
}
