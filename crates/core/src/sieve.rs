//! 筛选: which rows are walked, by status, tier and kind of requirement, and how many each choice would leave.
//!
//! Within one aspect any of the chosen values will do, between aspects all must hold; an aspect with nothing chosen
//! lets every row of the unit pass. Written and read as the query of an address: `status=unmet,blank&tier=lead`.

use crate::catalogue::Catalogue;
use crate::finding::Verdict;
use crate::kind::Kind;
use crate::session::{Row, Session};
use crate::unit::Tier;

/// How a row stands, as people ask for it. A row that still asks for something is found by it whatever else is in it;
/// the last four hold only where they are all that is to be said of the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// 须更正: something keeps from signing.
    Error,
    /// 未达标.
    Unmet,
    /// 未达原则性要求.
    SoftUnmet,
    /// 未填.
    Blank,
    /// 未统计.
    NotCounted,
    /// 填了待核.
    ToReview,
    /// 未发生.
    NoneOccurred,
    /// 不适用.
    NotApplicable,
    /// 尚未到期, 已过该阶段, 另项填报: not to be answered here and now.
    NotNow,
    /// 达标.
    Met,
}

impl Status {
    pub const ALL: [Status; 10] = [
        Status::Error,
        Status::Unmet,
        Status::SoftUnmet,
        Status::Blank,
        Status::NotCounted,
        Status::ToReview,
        Status::NoneOccurred,
        Status::NotApplicable,
        Status::NotNow,
        Status::Met,
    ];

    /// The name in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Status::Error => "error",
            Status::Unmet => "unmet",
            Status::SoftUnmet => "soft_unmet",
            Status::Blank => "blank",
            Status::NotCounted => "not_counted",
            Status::ToReview => "to_review",
            Status::NoneOccurred => "none_occurred",
            Status::NotApplicable => "not_applicable",
            Status::NotNow => "not_now",
            Status::Met => "met",
        }
    }

    fn holds(self, row: &Row) -> bool {
        let any = |verdict: Verdict| row.judgements.iter().any(|it| it.verdict == verdict);
        match self {
            Status::Error => row.has_errors() || row.verdict == Verdict::Unreadable,
            Status::Unmet => any(Verdict::Unmet),
            Status::SoftUnmet => any(Verdict::SoftUnmet),
            Status::Blank => any(Verdict::Blank),
            Status::NotCounted => any(Verdict::NotCounted),
            Status::ToReview => any(Verdict::ToReview),
            Status::NoneOccurred => row.verdict == Verdict::NoneOccurred,
            Status::NotApplicable => row.verdict == Verdict::NotApplicable,
            Status::NotNow => matches!(row.verdict, Verdict::Coming | Verdict::Past | Verdict::Elsewhere),
            Status::Met => row.verdict == Verdict::Met,
        }
    }
}

/// Names of the kinds of requirement in addresses, as `Kind::code` gives them, in the order they are offered.
pub const KINDS: [&str; 12] =
    ["rate", "ratio", "count", "span", "deadline", "frequency", "sum", "choice", "gate", "level", "trend", "narrative"];

/// One value that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    Status(Status),
    Tier(Tier),
    /// Index into [`KINDS`].
    Kind(usize),
}

/// A set of values of one aspect, a bit each.
type Set = u16;

/// What is chosen. The default lets every row of the unit pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sieve {
    statuses: Set,
    tiers: Set,
    kinds: Set,
}

fn bit(at: Option<usize>) -> Set {
    at.and_then(|at| u32::try_from(at).ok()).and_then(|at| (1 as Set).checked_shl(at)).unwrap_or(0)
}

fn meets(chosen: Set, found: Set) -> bool {
    chosen == 0 || chosen & found != 0
}

impl Sieve {
    /// Nothing chosen.
    pub fn is_open(self) -> bool {
        self == Sieve::default()
    }

    /// How many values are chosen.
    pub fn chosen(self) -> u32 {
        self.statuses.count_ones() + self.tiers.count_ones() + self.kinds.count_ones()
    }

    pub fn has(self, choice: Choice) -> bool {
        let (set, bit) = match choice {
            Choice::Status(_) => (self.statuses, place(choice)),
            Choice::Tier(_) => (self.tiers, place(choice)),
            Choice::Kind(_) => (self.kinds, place(choice)),
        };
        set & bit != 0
    }

    /// With a value chosen that was not, or the other way round.
    #[must_use]
    pub fn turned(mut self, choice: Choice) -> Sieve {
        *self.set(choice) ^= place(choice);
        self
    }

    /// With this value as the only one of its aspect.
    #[must_use]
    pub fn only(mut self, choice: Choice) -> Sieve {
        *self.set(choice) = place(choice);
        self
    }

    fn set(&mut self, choice: Choice) -> &mut Set {
        match choice {
            Choice::Status(_) => &mut self.statuses,
            Choice::Tier(_) => &mut self.tiers,
            Choice::Kind(_) => &mut self.kinds,
        }
    }

    /// Whether a row is walked. Rows of others never are.
    pub fn lets(self, catalogue: &Catalogue, row: &Row) -> bool {
        row.tier.is_mine()
            && (self.is_open()
                || (meets(self.tiers, tier_bit(row.tier))
                    && (self.statuses == 0 || meets(self.statuses, statuses(row)))
                    && (self.kinds == 0 || meets(self.kinds, kinds(catalogue, row)))))
    }

    /// The rows walked, in printed order.
    pub fn rows(self, session: &Session) -> impl DoubleEndedIterator<Item = usize> {
        let catalogue = session.catalogue();
        session.rows().filter(move |row| self.lets(catalogue, row)).map(|row| row.indicator)
    }

    /// How many rows each value would leave if it were the only one of its aspect, the other aspects as they are.
    pub fn counts(self, session: &Session) -> Counts {
        let mut counts = Counts::default();
        for row in session.mine() {
            let found = (statuses(row), tier_bit(row.tier), kinds(session.catalogue(), row));
            let by = [meets(self.statuses, found.0), meets(self.tiers, found.1), meets(self.kinds, found.2)];
            let [status, tier, kind] = by;
            let passing = [(found.0, tier && kind), (found.1, status && kind), (found.2, status && tier)];
            for (aspect, (set, passes)) in counts.0.iter_mut().zip(passing) {
                if passes {
                    aspect.iter_mut().enumerate().filter(|(at, _)| set & bit(Some(*at)) != 0).for_each(|it| *it.1 += 1);
                }
            }
            counts.1 += usize::from(status && tier && kind);
        }
        counts
    }

    /// As the query of an address, without `?`; empty where nothing is chosen.
    pub fn query(self) -> String {
        let mut query = String::new();
        for (name, codes) in self.codes() {
            if !codes.is_empty() {
                let join = if query.is_empty() { "" } else { "&" };
                query.push_str(&[join, name, "=", &codes.join(",")].concat());
            }
        }
        query
    }

    fn codes(self) -> [(&'static str, Vec<&'static str>); 3] {
        let status = Status::ALL.into_iter().filter(|it| self.has(Choice::Status(*it))).map(Status::code);
        let tier = Tier::MINE.into_iter().filter(|it| self.has(Choice::Tier(*it))).map(tier_code);
        let kind = KINDS.into_iter().enumerate().filter(|(at, _)| self.has(Choice::Kind(*at))).map(|(_, code)| code);
        [("status", status.collect()), ("tier", tier.collect()), ("kind", kind.collect())]
    }

    /// Reads a query. A name or value it does not know is passed over: an address may come from another version.
    pub fn from_query(query: &str) -> Sieve {
        let mut sieve = Sieve::default();
        for part in query.split('&').take(PARTS_MAX) {
            let Some((name, values)) = part.split_once('=') else { continue };
            for value in values.split(',').take(PARTS_MAX) {
                let choice = match name {
                    "status" => Status::ALL.into_iter().find(|it| it.code() == value).map(Choice::Status),
                    "tier" => Tier::MINE.into_iter().find(|it| tier_code(*it) == value).map(Choice::Tier),
                    "kind" => KINDS.iter().position(|it| *it == value).map(Choice::Kind),
                    _ => None,
                };
                if let Some(choice) = choice {
                    *sieve.set(choice) |= place(choice);
                }
            }
        }
        sieve
    }
}

/// Most parts of a query that are looked at, and most values of one part.
const PARTS_MAX: usize = 32;

/// Rows by what could be chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts([[usize; 16]; 3], usize);

impl Counts {
    /// Rows with the value that pass the other aspects.
    pub fn of(&self, choice: Choice) -> usize {
        let aspect = match choice {
            Choice::Status(_) => 0,
            Choice::Tier(_) => 1,
            Choice::Kind(_) => 2,
        };
        let at = place(choice).trailing_zeros() as usize;
        self.0.get(aspect).and_then(|it| it.get(at)).copied().unwrap_or(0)
    }

    /// Rows that pass all aspects.
    pub fn rows(&self) -> usize {
        self.1
    }
}

fn place(choice: Choice) -> Set {
    match choice {
        Choice::Status(status) => bit(Status::ALL.iter().position(|it| *it == status)),
        Choice::Tier(tier) => tier_bit(tier),
        Choice::Kind(at) => bit(Some(at)),
    }
}

fn tier_bit(tier: Tier) -> Set {
    bit(Tier::MINE.iter().position(|it| *it == tier))
}

/// The name in addresses.
fn tier_code(tier: Tier) -> &'static str {
    match tier {
        Tier::Lead => "lead",
        Tier::Named => "named",
        Tier::ByDuty => "duty",
        Tier::None => "none",
    }
}

fn statuses(row: &Row) -> Set {
    let held = Status::ALL.iter().enumerate().filter(|(_, status)| status.holds(row));
    held.fold(0, |set, (at, _)| set | bit(Some(at)))
}

fn kinds(catalogue: &Catalogue, row: &Row) -> Set {
    let asked = catalogue.indicators.get(row.indicator).map(|it| it.requirements.as_slice()).unwrap_or_default();
    asked.iter().fold(0, |set, it| set | bit(KINDS.iter().position(|code| *code == it.kind.code())))
}

/// A requirement of the catalogue with this kind, to name the kind by.
pub fn example(catalogue: &Catalogue, kind: usize) -> Option<&Kind> {
    let code = KINDS.get(kind)?;
    let all = catalogue.indicators.iter().flat_map(|it| &it.requirements);
    all.map(|it| &it.kind).find(|it| it.code() == *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, again: &str) {
        assert_eq!(Sieve::from_query(query).query(), again, "{query}");
    }

    #[test]
    fn an_address_reads_back() {
        for query in ["", "status=unmet", "status=unmet,blank&tier=lead&kind=rate,narrative", "tier=named,duty"] {
            check(query, query);
        }
        let all: Vec<&str> = Status::ALL.into_iter().map(Status::code).collect();
        check(&format!("status={}", all.join(",")), &format!("status={}", all.join(",")));
    }

    #[test]
    fn order_and_repetition_do_not_matter_and_the_unknown_is_passed_over() {
        check("tier=lead&status=blank,unmet,blank", "status=unmet,blank&tier=lead");
        check("status=unmet&status=met", "status=unmet,met");
        check("status=nothing&colour=red&tier=none&kind", "");
        check("&&=&?status=unmet", "");
        check(&"status=met&".repeat(PARTS_MAX + 1), "status=met");
    }

    #[test]
    fn what_is_past_the_bound_is_not_read() {
        let many = vec!["met"; PARTS_MAX].join(",");
        check(&format!("status={many},unmet"), "status=met");
    }

    #[test]
    fn turning_twice_changes_nothing() {
        let sieve = Sieve::from_query("status=unmet");
        let blank = Choice::Status(Status::Blank);
        assert_eq!(sieve.turned(blank).query(), "status=unmet,blank");
        assert_eq!(sieve.turned(blank).turned(blank), sieve);
        assert_eq!(sieve.only(blank).query(), "status=blank");
        assert_eq!(sieve.turned(blank).chosen(), 2);
    }

    #[test]
    fn every_kind_has_its_place() {
        let places: std::collections::BTreeSet<Set> = (0..KINDS.len()).map(|at| place(Choice::Kind(at))).collect();
        assert_eq!(places.len(), KINDS.len());
        assert!(Status::ALL.len() <= 16 && KINDS.len() <= 16, "a bit each");
    }
}
