//! Is this file what it claims to be? The steps after `envelope::check`, on the canonical bytes it gives
//! out: what the report was judged by is known, its answers lead to its verdicts, its unit and period
//! exist. Only `verify` makes a `Verified<Report>`.

use std::sync::Arc;

use crate::calendar::WorkCalendar;
use crate::canonical::ShapeError;
use crate::catalogue::Catalogue;
use crate::digest;
use crate::envelope::{
    self, Against, Checked, ContentKind, EnvelopeError, KeyUse, Policy, PolicyFault, SignatureFinding,
};
use crate::finding::Verdict;
use crate::record::{self, ByName};
use crate::report::{self, Report};
use crate::session::{Session, Setting};
use crate::sign::{Day, Role};
use crate::text::{Foot, FootState};
use crate::trust::TrustList;
use crate::unit;

pub use crate::envelope::Outcome;

/// Most differing verdicts that are named.
pub const DIFFERENCES_MAX: usize = 20;

/// What a verifier has at hand.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shelf<'a> {
    pub catalogues: &'a [Arc<Catalogue>],
    pub calendars: &'a [Arc<WorkCalendar>],
    pub trust: Option<&'a TrustList>,
    /// The day the office received the file; see `envelope::Against`.
    pub received: Option<&'a Day>,
}

/// Something only `verify` can make: its content was signed soundly and judged again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified<T> {
    content: T,
    session: Session,
}

impl<T> Verified<T> {
    pub fn content(&self) -> &T {
        &self.content
    }

    /// The answers, judged again here.
    pub fn session(&self) -> &Session {
        &self.session
    }
}

/// Why a file is not trusted, as far as no single signature is to blame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Not a signed file at all, or a broken one.
    File(EnvelopeError),
    /// Signed, but no report.
    NotAReport {
        kind: ContentKind,
    },
    Shape(ShapeError),
    /// No catalogue of this id is at hand.
    UnknownCatalogue {
        id: String,
        version: String,
    },
    /// The catalogue of this id at hand has another digest.
    OtherCatalogue {
        id: String,
        version: String,
        at_hand: String,
    },
    UnknownCalendar {
        id: String,
    },
    UnknownPeriod {
        id: String,
    },
    UnknownUnit {
        name: String,
    },
    /// A signer's unit is not the unit of the report.
    SignerOfOtherUnit {
        index: usize,
        unit: String,
    },
    /// The first revision claims to replace a report, or a later one does not say which.
    RevisionMismatch {
        revision: u32,
    },
    /// Answers to indicators the catalogue does not have.
    ForeignAnswer {
        path: String,
    },
    /// The answers lead to another verdict than the file says.
    VerdictDiffers {
        requirement: String,
        said: Option<Verdict>,
        found: Option<Verdict>,
    },
    /// Signed although something had to be mended first.
    HasErrors {
        rows: usize,
    },
    Policy(PolicyFault),
}

impl Reason {
    /// A stable word for tables, tests and `--json` output.
    pub fn code(&self) -> &'static str {
        match self {
            Reason::File(error) => error.code(),
            Reason::NotAReport { .. } => "not-a-report",
            Reason::Shape(error) => error.code(),
            Reason::UnknownCatalogue { .. } => "unknown-catalogue",
            Reason::OtherCatalogue { .. } => "other-catalogue",
            Reason::UnknownCalendar { .. } => "unknown-calendar",
            Reason::UnknownPeriod { .. } => "unknown-period",
            Reason::UnknownUnit { .. } => "unknown-unit",
            Reason::SignerOfOtherUnit { .. } => "signer-of-other-unit",
            Reason::RevisionMismatch { .. } => "revision-mismatch",
            Reason::ForeignAnswer { .. } => "foreign-answer",
            Reason::VerdictDiffers { .. } => "verdict-differs",
            Reason::HasErrors { .. } => "has-errors",
            Reason::Policy(PolicyFault::RoleMissing { .. }) => "role-missing",
            Reason::Policy(PolicyFault::KeyShared { .. }) => "key-shared",
            Reason::Policy(PolicyFault::OutOfOrder { .. }) => "out-of-order",
        }
    }
}

/// What came of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    pub outcome: Outcome,
    /// Everything against it besides signatures; empty for a sound report.
    pub reasons: Vec<Reason>,
    /// One per signature, in file order; empty when the file could not be opened.
    pub signatures: Vec<SignatureFinding>,
    /// SHA-256 of the content in groups of four, as printed on paper.
    pub fingerprint: Option<String>,
    /// There unless the outcome is invalid.
    pub report: Option<Verified<Report>>,
    /// Roles the catalogue requires that have not signed, in the order of signing. [`verify`] makes
    /// a reason of each; [`verify_so_far`] leaves it at that.
    pub awaiting: Vec<Role>,
}

impl Verification {
    /// What stands at the foot of everything printed of this report; none of an invalid one.
    pub fn foot(&self) -> Option<Foot> {
        let report = self.report.as_ref()?;
        let (revision, fingerprint) = (report.content().identity.revision, self.fingerprint.clone()?);
        let period = report.session().period().map(|it| it.title.clone()).unwrap_or_default();
        let unit = report.content().unit.name.clone();
        Some(Foot { unit, period, state: FootState::Signed { revision, fingerprint } })
    }
}

/// Verifies a report file. Never fails: what is wrong is in the answer.
pub fn verify(file: &[u8], shelf: &Shelf<'_>) -> Verification {
    verify_at(file, shelf, Stage::Handed)
}

/// Verifies a report that is still going from hand to hand: that a required role has not signed yet
/// is no reason against it. For whoever signs next, never for the office that receives it.
pub fn verify_so_far(file: &[u8], shelf: &Shelf<'_>) -> Verification {
    verify_at(file, shelf, Stage::OnItsWay)
}

/// How far the sign-offs are supposed to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// On its way through the unit.
    OnItsWay,
    /// Handed in: complete.
    Handed,
}

fn verify_at(file: &[u8], shelf: &Shelf<'_>, stage: Stage) -> Verification {
    let envelope = match envelope::open(file) {
        Ok(envelope) => envelope,
        Err(error) => return invalid(vec![Reason::File(error)], Vec::new(), None),
    };
    let fingerprint = digest::fingerprint(&envelope.digests().sha256);
    let against = Against { trust: shelf.trust, received: shelf.received };
    let checked = match envelope::check(&envelope, &against) {
        Ok(checked) => checked,
        Err(refused) => return invalid(Vec::new(), refused.signatures, Some(fingerprint)),
    };
    match judge_again(&checked, shelf, stage) {
        Ok(report) => Verification {
            outcome: checked.outcome(),
            reasons: Vec::new(),
            fingerprint: Some(fingerprint),
            awaiting: policy(report.session.catalogue()).awaiting(&checked),
            signatures: checked.into_signatures(),
            report: Some(report),
        },
        Err(reasons) => invalid(reasons, checked.into_signatures(), Some(fingerprint)),
    }
}

fn invalid(reasons: Vec<Reason>, signatures: Vec<SignatureFinding>, fingerprint: Option<String>) -> Verification {
    Verification { outcome: Outcome::Invalid, reasons, signatures, fingerprint, report: None, awaiting: Vec::new() }
}

fn judge_again(checked: &Checked, shelf: &Shelf<'_>, stage: Stage) -> Result<Verified<Report>, Vec<Reason>> {
    if checked.kind() != ContentKind::Report {
        return Err(vec![Reason::NotAReport { kind: checked.kind() }]);
    }
    let report = report::read(checked.content()).map_err(|error| vec![Reason::Shape(error)])?;
    let (setting, catalogue) = setting(&report, shelf).map_err(|reason| vec![reason])?;
    let placed = record::place(&report.record, &catalogue);
    if let Some(leftover) = placed.leftovers.first() {
        return Err(vec![Reason::ForeignAnswer { path: leftover.path.clone() }]);
    }
    let setting = Setting { facts: placed.facts, ..setting };
    let session = Session::filled(Arc::clone(&catalogue), setting, placed.answers, placed.bases);
    let mut reasons = differences(&report, &session);
    let rows = session.mine().filter(|row| row.has_errors()).count();
    if rows > 0 {
        reasons.push(Reason::HasErrors { rows });
    }
    reasons.extend(revision(&report));
    let unmet = policy(&catalogue).unmet(checked).into_iter().filter(|fault| match (stage, fault) {
        (Stage::OnItsWay, PolicyFault::RoleMissing { .. }) => false,
        (Stage::OnItsWay, PolicyFault::KeyShared { .. } | PolicyFault::OutOfOrder { .. }) | (Stage::Handed, _) => true,
    });
    reasons.extend(unmet.map(Reason::Policy));
    reasons.extend(foreign_signer(checked, &report));
    if reasons.is_empty() { Ok(Verified { content: report, session }) } else { Err(reasons) }
}

fn revision(report: &Report) -> Option<Reason> {
    let revision = report.identity.revision;
    ((revision > 1) != report.identity.supersedes.is_some()).then_some(Reason::RevisionMismatch { revision })
}

/// Finds by digest what the report was judged by.
fn setting(report: &Report, shelf: &Shelf<'_>) -> Result<(Setting, Arc<Catalogue>), Reason> {
    let wanted = &report.catalogue;
    let Some(catalogue) =
        shelf.catalogues.iter().find(|it| it.id == wanted.id && it.content.digests() == wanted.digests)
    else {
        let (id, version) = (wanted.id.clone(), wanted.version.clone());
        return Err(match shelf.catalogues.iter().find(|it| it.id == wanted.id) {
            Some(other) => Reason::OtherCatalogue { id, version, at_hand: other.version.clone() },
            None => Reason::UnknownCatalogue { id, version },
        });
    };
    let calendar = shelf.calendars.iter().find(|it| it.digests() == report.calendar.digests);
    let calendar = calendar.ok_or_else(|| Reason::UnknownCalendar { id: report.calendar.id.clone() })?;
    let (id, start, end) = &report.period;
    let period = catalogue
        .periods
        .iter()
        .position(|it| it.id == *id && it.start.to_string() == *start && it.end.to_string() == *end);
    let period = period.ok_or_else(|| Reason::UnknownPeriod { id: report.period.0.clone() })?;
    let unit = unit::of_type(catalogue, &report.unit.name, &report.unit.unit_type).ok();
    let unit = unit
        .filter(|unit| *unit == report.unit)
        .ok_or_else(|| Reason::UnknownUnit { name: report.unit.name.clone() })?;
    let setting = Setting { unit, period, calendar: Arc::clone(calendar), today: None, facts: Vec::new() };
    Ok((setting, Arc::clone(catalogue)))
}

fn differences(report: &Report, session: &Session) -> Vec<Reason> {
    let mut found = report::verdicts(session);
    found.sort_unstable_by(|left, right| left.0.cmp(&right.0));
    if found == report.verdicts {
        return Vec::new();
    }
    let mut names: Vec<&str> = Vec::with_capacity(found.len() + report.verdicts.len());
    for (name, _) in found.iter().chain(&report.verdicts) {
        names.push(name);
    }
    names.sort_unstable();
    names.dedup();
    let mut differences = Vec::new();
    for name in names {
        let (said, found) = (verdict_of(&report.verdicts, name), verdict_of(&found, name));
        if said != found && differences.len() < DIFFERENCES_MAX {
            differences.push(Reason::VerdictDiffers { requirement: name.to_owned(), said, found });
        }
    }
    differences
}

fn verdict_of(verdicts: &ByName<Verdict>, name: &str) -> Option<Verdict> {
    let at = verdicts.binary_search_by(|it| it.0.as_str().cmp(name)).ok()?;
    verdicts.get(at).map(|it| it.1)
}

fn policy(catalogue: &Catalogue) -> Policy {
    Policy {
        required: catalogue.signing.required.iter().filter_map(|word| Role::from_word(word)).collect(),
        keys: if catalogue.signing.distinct_keys { KeyUse::Distinct } else { KeyUse::Shared },
    }
}

/// The unit's own people sign for the unit; the receiving office signs as itself.
fn foreign_signer(checked: &Checked, report: &Report) -> Option<Reason> {
    let found = checked.signatures().iter().find(|it| match it.statement.role {
        Role::Filler | Role::Reviewer | Role::Head => it.statement.signer.unit != report.unit.name,
        Role::Office => false,
    })?;
    Some(Reason::SignerOfOtherUnit { index: found.index, unit: found.statement.signer.unit.clone() })
}
