//! One unit's answers to one catalogue, judged. `edit` gives the next session: it judges one row and its
//! dependents again and keeps every other row's `Arc`, so a screen redraws only what changed.

mod chunked;
mod edit;
pub mod facts;
mod tally;

use std::sync::Arc;

use crate::answer::{self, Answer, Reading, Slot, SlotRef};
use crate::calendar::WorkCalendar;
use crate::catalogue::{Catalogue, Period};
use crate::date::Date;
use crate::finding::{Finding, Problem, Severity, Verdict};
use crate::judge::Judgement;
use crate::kind::{Context, Inputs, SlotView};
use crate::score::{self, Points};
use crate::unit::{self, Tier, Unit};

pub use chunked::Chunked;
pub use edit::{Edit, clean};
pub use tally::Tally;

/// Everything a judgement depends on besides answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    pub unit: Unit,
    /// Index into the catalogue's periods; past the end means the last.
    pub period: usize,
    pub calendar: Arc<WorkCalendar>,
    /// The day of filling in, for what is overdue.
    pub today: Option<Date>,
    /// One per fact of the catalogue; none where it is not yet answered.
    pub facts: Vec<Option<bool>>,
}

/// One indicator's answer, readings, judgements and findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Index into the catalogue's indicators.
    pub indicator: usize,
    pub tier: Tier,
    /// One per requirement: whether the unit's facts leave it standing.
    pub applies: Vec<bool>,
    /// Indices of requirements, ascending, that a fact would set aside and that were answered before the fact was:
    /// they stand until the person decides ([`Session::set_aside`], or another answer to the fact).
    pub held: Vec<usize>,
    pub answer: Answer,
    pub readings: Vec<Reading>,
    read_problems: Vec<(usize, Problem)>,
    pub judgements: Vec<Judgement>,
    pub findings: Vec<Finding>,
    pub verdict: Verdict,
}

impl Row {
    /// Nothing left to fill in.
    pub fn is_complete(&self) -> bool {
        self.judgements.iter().all(|judgement| judgement.verdict.is_answered())
    }

    /// Something keeps from signing.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.problem.severity() == Severity::Error)
    }

    /// Something a "next problem" key should stop at: an error or a shortfall.
    pub fn has_problems(&self) -> bool {
        self.findings.iter().any(|finding| finding.problem.severity() <= Severity::Shortfall)
    }

    /// Facts decided that nothing of this row applies.
    pub fn is_excluded(&self) -> bool {
        !self.applies.is_empty() && self.applies.iter().all(|applies| !applies)
    }
}

/// A shared quantity as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shared {
    text: String,
    reading: Reading,
    problems: Vec<Problem>,
}

impl Shared {
    fn read(spec: &Slot, text: String) -> Shared {
        let mut problems = Vec::new();
        // A base is a count: no date to complete, so the year does not matter.
        let reading = answer::read(spec, &text, 0, &mut problems);
        Shared { text, reading, problems }
    }
}

/// See the module.
#[derive(Clone)]
pub struct Session {
    catalogue: Arc<Catalogue>,
    setting: Arc<Setting>,
    rows: Chunked<Arc<Row>>,
    bases: Arc<Vec<Shared>>,
    tallies: Chunked<Tally>,
    total: Tally,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session")
            .field("catalogue", &self.catalogue.id)
            .field("unit", &self.setting.unit)
            .field("total", &self.total)
            .finish_non_exhaustive()
    }
}

impl PartialEq for Session {
    /// Same catalogue (by digest), setting and rows: derived parts follow.
    fn eq(&self, other: &Self) -> bool {
        self.catalogue.content == other.catalogue.content
            && self.setting == other.setting
            && self.rows == other.rows
            && self.bases == other.bases
    }
}

impl Eq for Session {}

impl Session {
    /// A blank session.
    pub fn new(catalogue: Arc<Catalogue>, setting: Setting) -> Session {
        Session::filled(catalogue, setting, Vec::new(), Vec::new())
    }

    /// A session with answers: index of the indicator and its answer, and one text per base.
    pub fn filled(
        catalogue: Arc<Catalogue>,
        setting: Setting,
        answers: Vec<(usize, Answer)>,
        bases: Vec<String>,
    ) -> Session {
        let mut setting = setting;
        setting.facts.resize(catalogue.facts.len(), None);
        setting.period = setting.period.min(catalogue.periods.len().saturating_sub(1));
        let mut texts = bases;
        texts.resize(catalogue.bases.len(), String::new());
        let bases = catalogue.bases.iter().zip(texts).map(|(spec, text)| Shared::read(spec, text)).collect();
        let bases = Arc::new(bases);
        let mut rows: Vec<Row> =
            (0..catalogue.indicators.len()).map(|at| blank_row(&catalogue, &setting, at)).collect();
        for (at, answer) in answers {
            if let Some(row) = rows.get_mut(at)
                && row.answer.slots.len() == answer.slots.len()
                && row.answer.marks.len() == answer.marks.len()
            {
                row.answer = answer;
            }
        }
        let (setting, total) = (Arc::new(setting), Tally::default());
        let mut session = Session { catalogue, setting, rows: Chunked::none(), bases, tallies: Chunked::none(), total };
        // The rows are the work's own from the start: none is copied to be read and judged.
        let mut work = edit::Work::over(&session, rows);
        work.read_everything();
        session.rows = work.into_changed().into_iter().map(|(_, row)| row).collect();
        session.counted()
    }

    pub fn catalogue(&self) -> &Arc<Catalogue> {
        &self.catalogue
    }

    pub fn setting(&self) -> &Arc<Setting> {
        &self.setting
    }

    pub fn period(&self) -> Option<&Period> {
        self.catalogue.periods.get(self.setting.period)
    }

    pub fn row(&self, at: usize) -> Option<&Arc<Row>> {
        self.rows.get(at)
    }

    /// Every row, the unit's own and the others, in printed order.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = &Arc<Row>> {
        self.rows.iter()
    }

    /// The unit's rows, in printed order.
    pub fn mine(&self) -> impl DoubleEndedIterator<Item = &Arc<Row>> {
        self.rows().filter(|row| row.tier.is_mine())
    }

    /// Progress of one group, index into the catalogue's groups.
    pub fn tally(&self, group: usize) -> Tally {
        self.tallies.get(group).copied().unwrap_or_default()
    }

    pub fn total(&self) -> Tally {
        self.total
    }

    /// Text of a shared quantity, as typed.
    pub fn base_text(&self, base: usize) -> &str {
        self.bases.get(base).map(|shared| shared.text.as_str()).unwrap_or_default()
    }

    pub fn base_reading(&self, base: usize) -> &Reading {
        self.bases.get(base).map_or(&Reading::Blank, |shared| &shared.reading)
    }

    /// Points of all rows of the unit.
    pub fn points(&self) -> Points {
        self.mine().fold(Points::default(), |total, row| {
            let Some(indicator) = self.catalogue.indicators.get(row.indicator) else { return total };
            let points = score::points(indicator, &row.judgements, &row.findings);
            Points {
                reached: total.reached.checked_add(points.reached).unwrap_or(total.reached),
                full: total.full.checked_add(points.full).unwrap_or(total.full),
            }
        })
    }

    /// The next row of the unit after `at` (going round) with an error or a shortfall.
    pub fn next_problem(&self, at: usize) -> Option<usize> {
        self.next_where(at, Row::has_problems)
    }

    /// The next row of the unit after `at` (going round) that is not complete.
    pub fn next_blank(&self, at: usize) -> Option<usize> {
        self.next_where(at, |row| !row.is_complete())
    }

    fn next_where(&self, at: usize, wanted: impl Fn(&Row) -> bool) -> Option<usize> {
        let mine = || self.mine().filter(|row| wanted(row)).map(|row| row.indicator);
        mine().find(|row| *row > at).or_else(|| mine().next())
    }

    fn context(&self) -> Option<Context<'_>> {
        let period = self.period()?;
        Some(Context {
            calendar: &self.setting.calendar,
            period: (period.start, period.end),
            today: self.setting.today,
        })
    }

    /// The year that completes dates typed without one.
    fn year(&self) -> i32 {
        self.period().map_or(2000, |period| period.end.year())
    }

    /// Reads and judges every row, keeping the `Arc` of each that comes out the same.
    fn judged_anew(mut self) -> Session {
        let mut work = edit::Work::new(&self);
        work.read_everything();
        let changed = work.into_changed();
        let keep = |(old, (_, new)): (&Arc<Row>, (usize, Arc<Row>))| if *old == new { Arc::clone(old) } else { new };
        self.rows = self.rows.iter().zip(changed).map(keep).collect();
        self.counted()
    }

    /// Counts every row.
    fn counted(mut self) -> Session {
        let mut tallies = vec![Tally::default(); self.catalogue.groups.len()];
        self.total = Tally::default();
        for row in self.rows.iter() {
            self.total.add(row);
            for group in self.catalogue.groups_of(row.indicator) {
                tallies[group].add(row);
            }
        }
        self.tallies = tallies.into_iter().collect();
        self
    }

    /// Puts rows in place; an equal row keeps its old `Arc`.
    fn put(&mut self, changed: edit::Changed) {
        for (at, row) in changed {
            let Some(old) = self.rows.get(at).cloned() else { continue };
            if *old == *row {
                continue;
            }
            self.count(&old, Tally::remove);
            self.count(&row, Tally::add);
            self.rows.set(at, row);
        }
    }

    fn count(&mut self, row: &Row, change: fn(&mut Tally, &Row)) {
        change(&mut self.total, row);
        for group in self.catalogue.groups_of(row.indicator) {
            let mut tally = self.tallies.get(group).copied().unwrap_or_default();
            change(&mut tally, row);
            self.tallies.set(group, tally);
        }
    }
}

fn blank_row(catalogue: &Catalogue, setting: &Setting, at: usize) -> Row {
    let indicator = &catalogue.indicators[at];
    let tier = unit::tier(catalogue, indicator, &setting.unit);
    Row {
        indicator: at,
        tier,
        applies: applies(catalogue, setting, at, tier),
        held: Vec::new(),
        answer: Answer::blank(indicator.slots.len(), indicator.requirements.len()),
        readings: vec![Reading::Blank; indicator.slots.len()],
        read_problems: Vec::new(),
        judgements: Vec::new(),
        findings: Vec::new(),
        verdict: Verdict::Blank,
    }
}

/// Which requirements the unit's facts leave standing.
fn applies(catalogue: &Catalogue, setting: &Setting, at: usize, tier: Tier) -> Vec<bool> {
    let fact = |id: &str| {
        let index = catalogue.facts.iter().position(|fact| fact.id == id)?;
        setting.facts.get(index).copied().flatten()
    };
    let indicator = &catalogue.indicators[at];
    let holds = |condition: &crate::catalogue::Condition| unit::holds(condition, &setting.unit, tier, &fact);
    let whole = indicator.applies.as_ref().is_none_or(holds);
    indicator.requirements.iter().map(|it| whole && it.applies.as_ref().is_none_or(holds)).collect()
}

/// Readings as a judgement of one row sees them.
struct View<'a> {
    catalogue: &'a Catalogue,
    at: usize,
    own: &'a [Reading],
    bases: &'a [Shared],
    foreign: &'a dyn Fn(usize) -> Option<&'a [Reading]>,
}

impl Inputs for View<'_> {
    fn reading(&self, at: SlotRef) -> &Reading {
        let found = match at {
            SlotRef::Own(slot) => self.own.get(slot),
            SlotRef::Base(base) => self.bases.get(base).map(|shared| &shared.reading),
            SlotRef::Row { indicator, slot } => (self.foreign)(indicator).and_then(|readings| readings.get(slot)),
        };
        found.unwrap_or(&Reading::Blank)
    }

    fn slot(&self, at: SlotRef) -> SlotView<'_> {
        self.catalogue.slot(self.at, at).map_or(SlotView { label: "", unit: "" }, SlotView::from)
    }
}

/// Reads one slot of a row into it, replacing what was found wrong with it before.
fn read_slot(catalogue: &Catalogue, row: &mut Row, slot: usize, year: i32) {
    row.read_problems.retain(|(at, _)| *at != slot);
    let Some(spec) = catalogue.indicators.get(row.indicator).and_then(|indicator| indicator.slots.get(slot)) else {
        return;
    };
    let mut problems = Vec::new();
    row.readings[slot] = answer::read(spec, &row.answer.slots[slot], year, &mut problems);
    row.read_problems.extend(problems.into_iter().map(|problem| (slot, problem)));
    row.read_problems.sort_by_key(|(at, _)| *at);
}
