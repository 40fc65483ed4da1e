//! What can be changed, and what a change touches.

use std::sync::Arc;

use crate::answer::{Evidence, Mark, Reading, Rectification};
use crate::canonical::{self, Forbidden};
use crate::date::Date;
use crate::decimal::Decimal;
use crate::judge;

use super::{Row, Session, Shared, View, applies, facts, read_slot};

/// One change of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Text of a slot; a slot that shows a base changes the base.
    Slot {
        slot: usize,
        text: String,
    },
    Mark {
        requirement: usize,
        mark: Mark,
    },
    Reason {
        requirement: usize,
        text: String,
    },
    Note(String),
    Evidence(Vec<Evidence>),
    /// One more document, behind those listed. A file that is listed already is not listed twice; a bare line with
    /// its title but no file gets the file.
    EvidenceFile(Evidence),
    Rectification(Rectification),
}

impl Session {
    /// The session after one change. Costs one row and its dependents, whatever the size of the catalogue.
    /// A change of a row, slot or requirement that does not exist, or of a computed slot, changes nothing.
    #[must_use]
    pub fn edit(&self, at: usize, edit: Edit) -> Session {
        let mut work = Work::new(self);
        work.edit(at, edit);
        self.after(work)
    }

    /// The session after a shared quantity was typed where no row shows it.
    #[must_use]
    pub fn edit_base(&self, base: usize, text: &str) -> Session {
        let mut work = Work::new(self);
        work.edit_base(base, clean(text));
        self.after(work)
    }

    fn after(&self, work: Work<'_>) -> Session {
        let mut next = self.clone();
        next.bases = Arc::clone(&work.bases);
        next.put(work.into_changed());
        next
    }

    /// The session on another day.
    #[must_use]
    pub fn with_today(&self, today: Option<Date>) -> Session {
        let mut setting = (*self.setting).clone();
        setting.today = today;
        let mut next = self.clone();
        next.setting = Arc::new(setting);
        next.judged_anew()
    }
}

/// Rows with their indices.
pub(super) type Changed = Vec<(usize, Arc<Row>)>;

/// Rows being changed; everything else is read from the session as it was.
pub(super) struct Work<'s> {
    session: &'s Session,
    /// Ascending by index.
    changed: Changed,
    rejudge: Vec<usize>,
    bases: Arc<Vec<Shared>>,
}

impl<'s> Work<'s> {
    pub(super) fn new(session: &'s Session) -> Work<'s> {
        Work { session, changed: Vec::new(), rejudge: Vec::new(), bases: Arc::clone(&session.bases) }
    }

    /// Every row of the catalogue, of a session that has none yet.
    pub(super) fn over(session: &'s Session, rows: Vec<Row>) -> Work<'s> {
        let changed = rows.into_iter().map(Arc::new).enumerate().collect();
        Work { changed, ..Work::new(session) }
    }

    fn row(&mut self, at: usize) -> Option<&mut Row> {
        let place = match self.found(at) {
            Ok(place) => place,
            Err(place) => {
                let old = self.session.rows.get(at)?;
                self.changed.insert(place, (at, Arc::clone(old)));
                place
            }
        };
        self.changed.get_mut(place).map(|it| Arc::make_mut(&mut it.1))
    }

    /// Where in `changed` a row is, or would be.
    fn found(&self, at: usize) -> Result<usize, usize> {
        self.changed.binary_search_by(|it| it.0.cmp(&at))
    }

    /// A row as it is now.
    fn now(&self, at: usize) -> Option<&Arc<Row>> {
        match self.found(at) {
            Ok(place) => self.changed.get(place).map(|it| &it.1),
            Err(_) => self.session.rows.get(at),
        }
    }

    fn edit(&mut self, at: usize, edit: Edit) {
        let catalogue = Arc::clone(&self.session.catalogue);
        if at >= self.session.rows.len() {
            return;
        }
        self.rejudge.push(at);
        let Some(row) = self.row(at) else { return };
        match edit {
            Edit::Slot { slot, text } => {
                let Some(spec) = catalogue.indicators.get(at).and_then(|indicator| indicator.slots.get(slot)) else {
                    return;
                };
                match spec.base {
                    _ if !spec.sum_of.is_empty() => {}
                    Some(base) => self.edit_base(base, clean(&text)),
                    None => self.edit_slot(at, slot, clean(&text)),
                }
            }
            Edit::Mark { requirement, mark } => {
                if let Some(slot) = row.answer.marks.get_mut(requirement) {
                    *slot = mark;
                }
            }
            Edit::Reason { requirement, text } => {
                if let Some(slot) = row.answer.reasons.get_mut(requirement) {
                    *slot = clean(&text);
                }
            }
            Edit::Note(text) => row.answer.note = clean(&text),
            Edit::Evidence(evidence) => row.answer.evidence = evidence.into_iter().map(clean_evidence).collect(),
            Edit::EvidenceFile(evidence) => list_file(&mut row.answer.evidence, clean_evidence(evidence)),
            Edit::Rectification(it) => {
                row.answer.rectification =
                    Rectification { measure: clean(&it.measure), owner: clean(&it.owner), due: clean(&it.due) };
            }
        }
    }

    fn edit_slot(&mut self, at: usize, slot: usize, text: String) {
        let catalogue = Arc::clone(&self.session.catalogue);
        let year = self.session.year();
        if let Some(row) = self.row(at) {
            row.answer.slots[slot] = text;
            read_slot(&catalogue, row, slot, year);
        }
        self.follow(catalogue.effects_of_slot(at, slot));
    }

    pub(super) fn edit_base(&mut self, base: usize, text: String) {
        let catalogue = Arc::clone(&self.session.catalogue);
        let Some(spec) = catalogue.bases.get(base) else { return };
        let shared = Shared::read(spec, text);
        let effects = catalogue.effects_of_base(base);
        for at in &effects.rejudge {
            self.show_base(*at, base, &shared);
        }
        if let Some(slot) = Arc::make_mut(&mut self.bases).get_mut(base) {
            *slot = shared;
        }
        self.follow(effects);
    }

    /// Copies a base into every slot of a row that shows it.
    fn show_base(&mut self, at: usize, base: usize, shared: &Shared) {
        let catalogue = Arc::clone(&self.session.catalogue);
        let Some(row) = self.row(at) else { return };
        for (slot, spec) in catalogue.indicators[at].slots.iter().enumerate() {
            if spec.base == Some(base) {
                row.answer.slots[slot].clone_from(&shared.text);
                row.readings[slot] = shared.reading.clone();
                row.read_problems.retain(|(it, _)| *it != slot);
                row.read_problems.extend(shared.problems.iter().map(|problem| (slot, problem.clone())));
                row.read_problems.sort_by_key(|(it, _)| *it);
            }
        }
    }

    fn follow(&mut self, effects: &crate::catalogue::Effects) {
        for (at, slot) in &effects.recompute {
            self.recompute(*at, *slot);
        }
        self.rejudge.extend_from_slice(&effects.rejudge);
    }

    /// Adds a computed slot up. One blank or unreadable term leaves it blank.
    fn recompute(&mut self, at: usize, slot: usize) {
        let catalogue = Arc::clone(&self.session.catalogue);
        let Some(spec) = catalogue.indicators.get(at).and_then(|indicator| indicator.slots.get(slot)) else { return };
        let sum = self.with_view(at, |view| crate::kind::sum::add_up(&spec.sum_of, view)).flatten();
        let Some(row) = self.row(at) else { return };
        row.answer.slots[slot] = sum.map(|sum| sum.to_string()).unwrap_or_default();
        row.readings[slot] = match sum {
            None => Reading::Blank,
            Some(sum) => number(spec.input, sum),
        };
    }

    fn with_view<T>(&self, at: usize, act: impl FnOnce(&View<'_>) -> T) -> Option<T> {
        let readings = |row: usize| -> Option<&[Reading]> { self.now(row).map(|row| row.readings.as_slice()) };
        let own = readings(at)?;
        let view = View { catalogue: &self.session.catalogue, at, own, bases: &self.bases, foreign: &readings };
        Some(act(&view))
    }

    /// Reads every slot, decides what applies, and judges every row.
    pub(super) fn read_everything(&mut self) {
        let catalogue = Arc::clone(&self.session.catalogue);
        let year = self.session.year();
        for at in 0..catalogue.indicators.len() {
            let session = self.session;
            let Some(new) = self.row(at) else { continue };
            new.applies = applies(&catalogue, &session.setting, at, new.tier);
            facts::keep_held(new);
            for (slot, spec) in catalogue.indicators[at].slots.iter().enumerate() {
                if let Some(base) = spec.base {
                    session.base_text(base).clone_into(&mut new.answer.slots[slot]);
                }
                read_slot(&catalogue, new, slot, year);
            }
            self.rejudge.push(at);
        }
        for (at, slot) in catalogue.computed() {
            self.recompute(*at, *slot);
        }
    }

    /// Judges what must be judged and hands over the changed rows.
    pub(super) fn into_changed(mut self) -> Changed {
        let Some(context) = self.session.context() else { return Vec::new() };
        let catalogue = &self.session.catalogue;
        let mut rejudge = std::mem::take(&mut self.rejudge);
        rejudge.sort_unstable();
        rejudge.dedup();
        for at in rejudge {
            let Some(row) = self.now(at) else { continue };
            let Some(indicator) = catalogue.indicators.get(at) else { continue };
            let judged = self.with_view(at, |view| {
                judge::judge(indicator, &row.answer, &row.read_problems, &row.applies, view, &context)
            });
            let contradictions = facts::contradictions(catalogue, &self.session.setting, row);
            let (Some(judged), Some(row)) = (judged, self.row(at)) else { continue };
            row.judgements = judged.judgements;
            row.findings = judged.findings;
            row.verdict = judged.verdict;
            row.findings.extend(contradictions);
        }
        self.changed
    }
}

fn number(input: crate::catalogue::wire::Input, sum: Decimal) -> Reading {
    match (input == crate::catalogue::wire::Input::Count, sum.to_int()) {
        (true, Some(count)) => Reading::Count(count),
        (true, None) => Reading::Unreadable,
        (false, Some(_) | None) => Reading::Number(sum),
    }
}

fn list_file(list: &mut Vec<Evidence>, it: Evidence) {
    if list.iter().any(|other| other.sha256 == it.sha256) {
        return;
    }
    match list.iter_mut().find(|other| other.sha256.is_empty() && other.title.trim() == it.title) {
        Some(bare) => (bare.file, bare.size, bare.sha256) = (it.file, it.size, it.sha256),
        None => list.push(it),
    }
}

fn clean_evidence(it: Evidence) -> Evidence {
    Evidence {
        title: clean(&it.title),
        number: clean(&it.number),
        date: clean(&it.date),
        file: clean(&it.file),
        size: it.size,
        sha256: it.sha256,
    }
}

/// What may stand in a report: line ends become LF, and marks that cannot be seen (control, zero-width
/// and direction characters) are left out, as the signed format refuses them. A private-use character,
/// which only one computer's fonts can show, stays readable as its number: `[U+E863]`.
pub fn clean(text: &str) -> String {
    // What was read from a file is clean already; only a byte that may begin something else is looked at.
    if canonical::is_clean(text) {
        return text.to_owned();
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if text.chars().all(|c| canonical::forbidden(c).is_none()) {
        return text;
    }
    let mut cleaned = String::with_capacity(text.len());
    for c in text.chars() {
        match canonical::forbidden(c) {
            None => cleaned.push(c),
            Some(Forbidden::PrivateUse) => cleaned.push_str(&format!("[U+{:04X}]", u32::from(c))),
            Some(Forbidden::Control | Forbidden::Invisible | Forbidden::Bidi | Forbidden::Noncharacter) => {}
        }
    }
    cleaned
}
