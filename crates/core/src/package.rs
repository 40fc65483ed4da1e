//! 目录包: what an office sends out for its units to fill in, signed by the office: a catalogue, and where
//! needed the calendar it counts by and the profile that assigns its units. In the envelope of kind
//! `catalogue`. A report names the catalogue inside by digest, the same whether it came signed or not.

use std::sync::Arc;

use crate::calendar::{CalendarError, WorkCalendar};
use crate::canonical::{self, JsonError, Members, ShapeError, Value};
use crate::catalogue::{Catalogue, Fault};
use crate::envelope::{self, Against, ContentKind, EnvelopeError, Outcome, Reason, SignatureFinding};
use crate::profile::{self, ProfileError};
use crate::sign::{Day, Role};

/// The `schema` of the content.
pub const SCHEMA: &str = "zicha-package/1";

/// A package whose signatures are sound. Only [`open`] makes one.
#[derive(Clone, Debug)]
pub struct Package {
    contents: Contents,
    outcome: Outcome,
    issuers: Vec<SignatureFinding>,
    fingerprint: String,
}

/// What a package holds.
#[derive(Clone, Debug)]
pub struct Contents {
    /// With the profile applied.
    pub catalogue: Arc<Catalogue>,
    /// The file of that catalogue, canonical.
    pub catalogue_file: Vec<u8>,
    /// Where the office sends its own.
    pub calendar: Option<Arc<WorkCalendar>>,
    /// The file of that calendar, canonical.
    pub calendar_file: Option<Vec<u8>>,
    pub issued: Day,
}

impl Package {
    pub fn contents(&self) -> &Contents {
        &self.contents
    }

    /// [`Outcome::Trusted`] or [`Outcome::IntactUnknown`].
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// Who issued it, one per signature.
    pub fn issuers(&self) -> &[SignatureFinding] {
        &self.issuers
    }

    /// SHA-256 of the content in groups of four, as printed on paper.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }
}

/// Why a file is no package, or why none was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackageError {
    /// Not a signed file, or a broken one.
    Open(EnvelopeError),
    /// Signed, but no package.
    NotAPackage {
        kind: ContentKind,
    },
    /// A signature over it is bad.
    Signature {
        index: usize,
        reason: Reason,
    },
    /// Someone signed it who does not sign as the office.
    NotTheOffice {
        index: usize,
        role: Role,
    },
    Json(JsonError),
    Shape(ShapeError),
    /// The catalogue inside has these faults.
    Catalogue(Vec<Fault>),
    /// The profile inside has these faults.
    Profile(Vec<Fault>),
    Calendar(CalendarError),
    /// The catalogue counts by another calendar than the one beside it.
    OtherCalendar {
        wanted: String,
        found: String,
    },
}

impl PackageError {
    /// A stable word for tables, tests and `--json` output.
    pub const fn code(&self) -> &'static str {
        match self {
            PackageError::Open(error) => error.code(),
            PackageError::NotAPackage { .. } => "not-a-package",
            PackageError::Signature { reason, .. } => reason.code(),
            PackageError::NotTheOffice { .. } => "not-the-office",
            PackageError::Json(error) => error.fault.code(),
            PackageError::Shape(error) => error.code(),
            PackageError::Catalogue(_) => "catalogue-faults",
            PackageError::Profile(_) => "profile-faults",
            PackageError::Calendar(_) => "calendar-faults",
            PackageError::OtherCalendar { .. } => "other-calendar",
        }
    }
}

/// The content to sign, of the files as they are.
///
/// # Errors
/// [`PackageError`]: nothing is packed that a reader would refuse.
pub fn content(
    catalogue: &[u8],
    profile: Option<&[u8]>,
    calendar: Option<&[u8]>,
    issued: &Day,
) -> Result<Value, PackageError> {
    let parse = |file: &[u8]| canonical::parse(file).map_err(PackageError::Json);
    let mut members = vec![
        ("schema", Value::text(SCHEMA)),
        ("issued", Value::text(issued.as_str())),
        ("catalogue", parse(catalogue)?),
    ];
    for (name, file) in [("profile", profile), ("calendar", calendar)] {
        if let Some(file) = file {
            members.push((name, parse(file)?));
        }
    }
    let content = Value::object(members);
    read(&content)?;
    Ok(content)
}

/// Reads a package's content, signed or not.
///
/// # Errors
/// [`PackageError`] of the shape or of a file inside.
pub fn read(content: &Value) -> Result<Contents, PackageError> {
    let shape = PackageError::Shape;
    let known = ["schema", "issued", "catalogue", "profile", "calendar"];
    let members = Members::read(content, "/catalogue", &known).map_err(shape)?;
    members.word("schema", SCHEMA, |schema| (schema == SCHEMA).then_some(())).map_err(shape)?;
    let issued = members.word("issued", "a day such as 2026-03-01", Day::read).map_err(shape)?;
    let mut catalogue_file = canonical::to_bytes(members.value("catalogue").map_err(shape)?);
    if let Some(profile) = members.find("profile") {
        let applied = profile::apply(&catalogue_file, &canonical::to_bytes(profile));
        catalogue_file = applied.map_err(|error| match error {
            ProfileError::Catalogue(faults) => PackageError::Catalogue(faults),
            ProfileError::Profile(faults) => PackageError::Profile(faults),
        })?;
    }
    let catalogue = Catalogue::read(&catalogue_file).map(Arc::new).map_err(PackageError::Catalogue)?;
    let calendar_file = members.find("calendar").map(canonical::to_bytes);
    let calendar = match &calendar_file {
        None => None,
        Some(file) => {
            let calendar = WorkCalendar::from_json(file).map_err(PackageError::Calendar)?;
            if calendar.id() != catalogue.calendar {
                let (wanted, found) = (catalogue.calendar.clone(), calendar.id().to_owned());
                return Err(PackageError::OtherCalendar { wanted, found });
            }
            Some(Arc::new(calendar))
        }
    };
    Ok(Contents { catalogue, catalogue_file, calendar, calendar_file, issued })
}

/// Opens a signed package.
///
/// # Errors
/// [`PackageError`]; the first thing that is wrong.
pub fn open(file: &[u8], against: &Against<'_>) -> Result<Package, PackageError> {
    let envelope = envelope::open(file).map_err(PackageError::Open)?;
    if envelope.kind() != ContentKind::Catalogue {
        return Err(PackageError::NotAPackage { kind: envelope.kind() });
    }
    let checked = envelope::check(&envelope, against).map_err(|refused| {
        let bad = refused.signatures.into_iter().find(|found| found.reason.outcome() == Outcome::Invalid);
        let (index, reason) = bad.map_or((0, Reason::BadSignature), |found| (found.index, found.reason));
        PackageError::Signature { index, reason }
    })?;
    if let Some(found) = checked.signatures().iter().find(|found| found.statement.role != Role::Office) {
        return Err(PackageError::NotTheOffice { index: found.index, role: found.statement.role });
    }
    Ok(Package {
        contents: read(checked.content())?,
        outcome: checked.outcome(),
        fingerprint: crate::digest::fingerprint(&checked.digests().sha256),
        issuers: checked.into_signatures(),
    })
}

/// Whether a file claims to be a signed package, so that it is not read as a bare catalogue.
pub fn is_one(value: &Value) -> bool {
    value.get("signatures").is_some() && value.get(ContentKind::Catalogue.word()).is_some()
}
