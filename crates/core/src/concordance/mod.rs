//! 对照: demands of several documents that mean the same. An answer given under one document is a
//! reference beside the answer asked by another: shown with what differs, never judged, and stored only
//! when a person types it or has it typed.
//!
//! Read next: `wire` (the file), `threshold` (what a demand is held against, as one line), `carry`
//! (which typed texts fit).

mod carry;
mod threshold;
pub mod wire;

use std::collections::BTreeSet;

use crate::answer::{Mark, Reading};
use crate::canonical;
use crate::catalogue::lint::{self, Fault, FaultCode, nearest};
use crate::catalogue::{Catalogue, Requirement};
use crate::finding::Verdict;
use crate::judge::Judgement;
use crate::kind::{Figure, Kind};
use crate::session::{Row, Session};
use crate::text::{self, Lang};

pub use threshold::threshold;
pub use wire::{Concordance, Group, Member};

/// The value of `format`.
pub const FORMAT: &str = "zicha-concordance/1";
/// Most members of a file.
pub const MEMBERS_MAX: usize = 10_000;
/// Longest value shown, in characters: a description is cut.
pub const VALUE_CHARS_MAX: usize = 40;

/// A value given elsewhere for the same demand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Index of the indicator and of the requirement in it that it is a reference for.
    pub row: usize,
    pub requirement: usize,
    /// Title of the other catalogue.
    pub document: String,
    /// The unit that answered, and the title of the period it answered for.
    pub unit: String,
    pub period: String,
    /// The other indicator's number as printed, and id and title of the requirement.
    pub number: String,
    pub source: String,
    pub title: String,
    /// What was answered, in words: `97%`, `3次`, `是`.
    pub value: String,
    pub threshold: Likeness,
    /// What the other document asks, in words.
    pub demand: String,
    /// How a threshold that reads otherwise comes to the same; may be empty.
    pub why: String,
    /// Whom or what the other document speaks of; empty where it is the same here.
    pub other_subject: String,
    /// Texts that could be typed here: own slot and text. Empty where the shapes do not fit.
    pub carry: Vec<(usize, String)>,
}

impl Reference {
    pub fn same_subject(&self) -> bool {
        self.other_subject.is_empty()
    }
}

/// How two thresholds compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    Same,
    Differs,
    /// Only one of the two documents states a figure.
    OneWithout,
    /// Neither states a figure.
    Neither,
    /// Neither states a figure, and they list different parts.
    OtherParts,
}

impl Likeness {
    /// The name in files and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Likeness::Same => "same",
            Likeness::Differs => "differs",
            Likeness::OneWithout => "one-without",
            Likeness::Neither => "neither",
            Likeness::OtherParts => "other-parts",
        }
    }
}

/// Reads a concordance file.
///
/// # Errors
/// The file is not JSON, the first place where it is not of the shape of [`Concordance`], or everything
/// that is wrong with its meaning.
pub fn read(bytes: &[u8]) -> Result<Concordance, Vec<Fault>> {
    let value = canonical::parse(bytes).map_err(|error| vec![lint::not_json(&error)])?;
    let file = canonical::wire::read(&value, wire::concordance).map_err(|fault| vec![lint::shape_fault(fault)])?;
    let faults = faults(&file);
    if faults.is_empty() { Ok(file) } else { Err(faults) }
}

fn fault(code: FaultCode, path: String, found: &str, expected: Option<&str>) -> Fault {
    Fault { code, path, found: found.to_owned(), expected: expected.map(str::to_owned), at: None }
}

fn faults(file: &Concordance) -> Vec<Fault> {
    let mut faults = Vec::new();
    if file.format != FORMAT {
        faults.push(lint::other_format(&file.format, FORMAT));
    }
    let members: usize = file.groups.iter().map(|group| group.members.len()).sum();
    if members > MEMBERS_MAX {
        faults.push(fault(FaultCode::TooMany, "groups".to_owned(), &members.to_string(), None));
        return faults;
    }
    let mut ids = BTreeSet::new();
    for (at, group) in file.groups.iter().enumerate() {
        let path = format!("groups[{at}]");
        if !ids.insert(&group.id) {
            faults.push(fault(FaultCode::Duplicate, format!("{path}.id"), &group.id, None));
        }
        let catalogues: BTreeSet<&str> = group.members.iter().map(|it| it.catalogue.as_str()).collect();
        if catalogues.len() < 2 {
            faults.push(fault(FaultCode::Empty, format!("{path}.members"), &group.id, None));
        }
        let mut seen = BTreeSet::new();
        for (at, it) in group.members.iter().enumerate() {
            let path = format!("{path}.members[{at}]");
            if !seen.insert((&it.catalogue, &it.requirement)) {
                faults.push(fault(FaultCode::Duplicate, format!("{path}.requirement"), &it.requirement, None));
            }
            if it.reads_as.is_some() != it.why.is_some() {
                faults.push(fault(FaultCode::MissingField, path, "why", None));
            }
        }
    }
    faults
}

/// What a concordance says wrongly of these catalogues: a requirement that is not there, a threshold that
/// is not the catalogue's. Members of other catalogues are not looked at.
pub fn strays(file: &Concordance, catalogues: &[&Catalogue]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, group) in file.groups.iter().enumerate() {
        for (position, member) in group.members.iter().enumerate() {
            let Some(catalogue) = catalogues.iter().find(|it| is_of(member, &it.id)) else { continue };
            let path = |name: &str| format!("groups[{at}].members[{position}].{name}");
            let Some((row, requirement)) = catalogue.requirement_at(&member.requirement) else {
                let known = catalogue.indicators.iter().flat_map(|it| &it.requirements).map(|it| it.id.as_str());
                let known = nearest(&member.requirement, known);
                faults.push(fault(FaultCode::UnknownName, path("requirement"), &member.requirement, known));
                continue;
            };
            let real = threshold(catalogue, row, requirement);
            if real != member.threshold {
                faults.push(fault(FaultCode::UnknownName, path("threshold"), &member.threshold, Some(&real)));
            }
        }
    }
    faults
}

/// A catalogue made by a profile is called `<catalogue>.<profile>` and has the same requirements.
fn is_of(member: &Member, catalogue: &str) -> bool {
    catalogue.split('.').next() == Some(member.catalogue.as_str())
}

/// Every value of `other` that is a reference for `ours`, in the order of the concordance. Empty where both
/// are of the same catalogue. Nothing of either is changed.
pub fn references(file: &Concordance, ours: &Catalogue, other: &Session, lang: Lang) -> Vec<Reference> {
    let mut found = Vec::new();
    for group in &file.groups {
        for theirs in group.members.iter().filter(|it| is_of(it, &other.catalogue().id)) {
            let Some(answered) = Answered::of(other, theirs) else { continue };
            let alike = |it: &&Member| is_of(it, &ours.id) && it.catalogue != theirs.catalogue;
            for mine in group.members.iter().filter(alike).filter(|it| it.aspect == theirs.aspect) {
                found.extend(answered.beside(group, theirs, ours, mine, lang));
            }
        }
    }
    found
}

/// A requirement of the other form that holds an answer.
struct Answered<'a> {
    session: &'a Session,
    row: &'a Row,
    at: usize,
    judgement: &'a Judgement,
}

impl<'a> Answered<'a> {
    fn of(session: &'a Session, member: &Member) -> Option<Answered<'a>> {
        let (row, at) = session.catalogue().requirement_at(&member.requirement)?;
        let row = session.row(row).filter(|row| row.tier.is_mine())?;
        let judgement = row.judgements.get(at)?;
        let says_something = match judgement.verdict {
            Verdict::Met | Verdict::Unmet | Verdict::SoftUnmet | Verdict::ToReview | Verdict::NoneOccurred => true,
            Verdict::Unreadable
            | Verdict::Blank
            | Verdict::NotCounted
            | Verdict::Coming
            | Verdict::Past
            | Verdict::Elsewhere
            | Verdict::NotApplicable => false,
        };
        says_something.then_some(Answered { session, row, at, judgement })
    }

    fn beside(&self, group: &Group, theirs: &Member, ours: &Catalogue, mine: &Member, lang: Lang) -> Option<Reference> {
        let (row, requirement) = ours.requirement_at(&mine.requirement)?;
        let catalogue = self.session.catalogue();
        let indicator = catalogue.indicators.get(self.row.indicator)?;
        let there = indicator.requirements.get(self.at)?;
        let period = self.session.period()?;
        let (asked, said) = (subject(group, mine), subject(group, theirs));
        Some(Reference {
            row,
            requirement,
            document: text::wide(&catalogue.title),
            unit: self.session.setting().unit.name.clone(),
            period: period.title.clone(),
            number: indicator.number.clone(),
            source: there.id.clone(),
            title: text::wide(&there.title),
            value: self.value(there, lang)?,
            threshold: likeness(mine, theirs),
            demand: text::demand(there, indicator, period.end.year(), lang),
            why: theirs.why.iter().chain(&mine.why).map(String::as_str).collect(),
            other_subject: if asked == said { String::new() } else { said.to_owned() },
            carry: carry::carry(ours, (row, requirement), self.session, (self.row, self.at)),
        })
    }

    fn value(&self, requirement: &Requirement, lang: Lang) -> Option<String> {
        let slot = *requirement.kind.slots().first()?;
        let reading = carry::reading(self.session, self.row, slot)?;
        if let (Kind::Count(_), Reading::Dates(_) | Reading::PerPeriod(_)) = (&requirement.kind, reading) {
            let total = u32::try_from(reading.times()?).ok()?;
            return Some(text::figure(&Figure::Occurrences { each: Vec::new(), total }, lang));
        }
        if let Some(figure) = &self.judgement.figure {
            let words = text::figure(figure, lang);
            let cut = words.chars().count() > VALUE_CHARS_MAX;
            return Some(if cut { words.chars().take(VALUE_CHARS_MAX).chain(['…']).collect() } else { words });
        }
        if self.judgement.verdict == Verdict::NoneOccurred {
            return Some(text::mark(Mark::NoneOccurred, lang).to_owned());
        }
        Some(text::choice(reading.choice()?, lang).to_owned())
    }
}

fn subject<'a>(group: &'a Group, member: &'a Member) -> &'a str {
    member.subject.as_deref().unwrap_or(&group.subject)
}

fn likeness(a: &Member, b: &Member) -> Likeness {
    let reads = |it: &Member| it.reads_as.clone().unwrap_or_else(|| it.threshold.clone());
    let (a, b) = (reads(a), reads(b));
    match (threshold::is_figure(&a), threshold::is_figure(&b)) {
        (true, true) if a == b => Likeness::Same,
        (true, true) => Likeness::Differs,
        (true, false) | (false, true) => Likeness::OneWithout,
        (false, false) if a == b => Likeness::Neither,
        (false, false) => Likeness::OtherParts,
    }
}
