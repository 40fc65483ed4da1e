//! 公钥登记: a key, who holds it and in which roles they mean to sign, as one signed file for the office.
//!
//! The file is an envelope of kind `enrolment` around a `zicha-enrolment/1`. The key itself signs it, so
//! that nobody registers a key they do not have; a key that takes the place of another is signed for by
//! that other one too (rotation). That says nothing yet about the person: the office compares the
//! fingerprint with the paper form ([`form`]), or finds the old key in its list ([`Enrolled::standing`]).
//!
//! Not here: the list of believed keys (`trust`). Read next: `form`.

pub mod form;

use crate::canonical::{JsonError, Members, ShapeError, ShapeFault, Value, parse};
use crate::digest::Digests;
use crate::envelope::{self, Against, EnvelopeError, Parts, Reason, SealError};
use crate::sign::{ContentKind, JwkError, Kid, Moment, NAME_CHARS_MAX, PrivateKey, PublicKey, Role, Signer};
use crate::trust::{KeyStatus, TrustList};

/// The `schema` of the content.
pub const ENROLMENT_SCHEMA: &str = "zicha-enrolment/1";

/// What is registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    pub key: PublicKey,
    /// Who holds it; name and unit are not empty.
    pub holder: Signer,
    /// In which roles they ask to sign; at least one, each once.
    pub roles: Vec<Role>,
    /// The holder's clock: a claim.
    pub created: Moment,
    /// The key whose place it takes; that one signs too.
    pub replaces: Option<Kid>,
}

/// Why a file is no enrolment to go by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnrolmentError {
    /// Not a signed file of ours.
    File(EnvelopeError),
    /// A signed file of another kind.
    OtherKind { found: ContentKind },
    /// A signature is bad.
    Signature { index: usize, reason: Reason },
    /// The content is not of the format.
    Shape(ShapeError),
    /// The content left the profile on the way; it cannot, as it was checked.
    Json(JsonError),
    /// The key is no usable public key.
    Key(JwkError),
    /// The key that is registered, or the one it replaces, has not signed.
    NotSigned { kid: Kid },
    /// A signature by a key that has nothing to do with it.
    Stray { index: usize },
    /// A signature that names another person, or another role than the first one asked for.
    OtherPerson { index: usize },
    /// It says that it replaces itself.
    ReplacesItself,
}

impl EnrolmentError {
    /// A stable word for tables, tests and `--json` output.
    pub const fn code(&self) -> &'static str {
        match self {
            EnrolmentError::File(error) => error.code(),
            EnrolmentError::OtherKind { .. } => "other-kind",
            EnrolmentError::Signature { reason, .. } => reason.code(),
            EnrolmentError::Shape(error) => error.code(),
            EnrolmentError::Json(error) => error.fault.code(),
            EnrolmentError::Key(_) => "bad-key",
            EnrolmentError::NotSigned { .. } => "not-signed-by-key",
            EnrolmentError::Stray { .. } => "stray-signature",
            EnrolmentError::OtherPerson { .. } => "other-person",
            EnrolmentError::ReplacesItself => "replaces-itself",
        }
    }
}

impl Enrolment {
    /// The content member.
    pub fn to_value(&self) -> Value {
        let roles = self.roles.iter().map(|role| Value::text(role.word())).collect();
        Value::object([
            ("schema", Value::text(ENROLMENT_SCHEMA)),
            ("key", self.key.to_jwk()),
            ("name", Value::text(&self.holder.name)),
            ("title", Value::text(&self.holder.title)),
            ("unit", Value::text(&self.holder.unit)),
            ("roles", Value::Array(roles)),
            ("created", Value::text(self.created.as_str())),
            ("replaces", self.replaces.map_or(Value::Null, |kid| Value::Str(kid.to_string()))),
        ])
    }

    /// What each of its signatures says; for [`envelope::seal`], [`envelope::add_signature`] and
    /// [`envelope::Pending`]. The key registered signs first, then the one it replaces.
    pub fn parts(&self) -> Parts {
        Parts {
            role: self.roles.first().copied().unwrap_or(Role::Filler),
            opinion: String::new(),
            signer: self.holder.clone(),
            signed: self.created.clone(),
        }
    }

    /// Reads exactly the members that [`Enrolment::to_value`] writes.
    ///
    /// # Errors
    /// [`EnrolmentError::Shape`], [`EnrolmentError::Key`] and [`EnrolmentError::ReplacesItself`].
    pub fn read(value: &Value) -> Result<Enrolment, EnrolmentError> {
        const KID: &str = "an RFC 7638 thumbprint";
        let known = ["schema", "key", "name", "title", "unit", "roles", "created", "replaces"];
        let shape = EnrolmentError::Shape;
        let members = Members::read(value, "/enrolment", &known).map_err(shape)?;
        let schema = |word: &str| (word == ENROLMENT_SCHEMA).then_some(());
        members.word("schema", ENROLMENT_SCHEMA, schema).map_err(shape)?;
        let jwk = members.value("key").map_err(shape)?;
        let key = PublicKey::from_jwk(jwk, &members.path("key")).map_err(EnrolmentError::Key)?;
        if jwk.get("kid").is_none() {
            return Err(shape(ShapeError::new(members.path("key/kid"), ShapeFault::Missing)));
        }
        let mut holder = Signer::default();
        let Signer { name, title, unit } = &mut holder;
        let mut texts = [("name", name), ("title", title), ("unit", unit)];
        members.texts(NAME_CHARS_MAX, &mut texts).map_err(shape)?;
        for (member, text) in [("name", &holder.name), ("unit", &holder.unit)] {
            if text.trim().is_empty() {
                return Err(shape(ShapeError::new(members.path(member), ShapeFault::TooShort { min: 1 })));
            }
        }
        let replaces = match members.value("replaces").map_err(shape)? {
            Value::Null => None,
            _ => Some(members.word("replaces", KID, Kid::read).map_err(shape)?),
        };
        if replaces == Some(key.kid()) {
            return Err(EnrolmentError::ReplacesItself);
        }
        let created = members.word("created", "an RFC 3339 time with its offset", Moment::read).map_err(shape)?;
        Ok(Enrolment { key, holder, roles: read_roles(&members)?, created, replaces })
    }
}

fn read_roles(members: &Members<'_>) -> Result<Vec<Role>, EnrolmentError> {
    let shape = EnrolmentError::Shape;
    let mut roles = Vec::new();
    for (index, word) in members.array("roles", 1, Role::ALL.len()).map_err(shape)?.iter().enumerate() {
        let fault = match word {
            Value::Str(text) => match Role::from_word(text).filter(|role| !roles.contains(role)) {
                Some(role) => {
                    roles.push(role);
                    continue;
                }
                None => ShapeFault::NotAllowed {
                    expected: "filler, reviewer, head or office, each once",
                    found: text.clone(),
                },
            },
            other => ShapeFault::WrongType { expected: "string", found: other.type_name() },
        };
        return Err(shape(ShapeError::new(format!("{}/{index}", members.path("roles")), fault)));
    }
    Ok(roles)
}

/// An enrolment whose signatures are sound and are those it needs. It can only be had from [`open`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolled {
    enrolment: Enrolment,
    digests: Digests,
}

/// What an office has to do with an enrolment before it believes the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Compare its fingerprint with the signed paper form.
    OnPaper,
    /// Nothing: the key it replaces is in the list, active, of the same person and for all roles asked for.
    CarriedOver,
}

impl Enrolled {
    /// What is registered.
    pub fn enrolment(&self) -> &Enrolment {
        &self.enrolment
    }

    /// Digests of the content, for the paper form.
    pub fn digests(&self) -> &Digests {
        &self.digests
    }

    /// How it stands to the office's list.
    pub fn standing(&self, list: &TrustList) -> Standing {
        let Enrolment { holder, roles, replaces, .. } = &self.enrolment;
        let old = replaces.and_then(|kid| list.find(kid)).filter(|old| {
            old.status == KeyStatus::Active
                && old.name == holder.name
                && old.unit == holder.unit
                && roles.iter().all(|role| old.roles.contains(role))
        });
        if old.is_some() { Standing::CarriedOver } else { Standing::OnPaper }
    }
}

/// Why no enrolment file was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MakeError {
    Seal(SealError),
    /// The file was made, but would not be gone by.
    NotSound(EnrolmentError),
}

/// Signs an enrolment with the key it registers and, in a rotation, with the `old` one it replaces, and opens
/// the file as the office will.
///
/// # Errors
/// See [`MakeError`]; also when a key given is not the one the enrolment names.
pub fn make(it: &Enrolment, key: &PrivateKey, old: Option<&PrivateKey>) -> Result<(Vec<u8>, Enrolled), MakeError> {
    let seal = MakeError::Seal;
    let mut file = envelope::seal(ContentKind::Enrolment, &it.to_value(), it.parts(), key).map_err(seal)?;
    if let Some(old) = old {
        file = envelope::add_signature(&file, it.parts(), old).map_err(seal)?;
    }
    let enrolled = open(&file).map_err(MakeError::NotSound)?;
    Ok((file, enrolled))
}

/// Opens an enrolment file and checks it: sound signatures by the key itself and, in a rotation, by the key
/// it replaces, and by no other, each in the holder's name.
///
/// # Errors
/// See [`EnrolmentError`].
pub fn open(file: &[u8]) -> Result<Enrolled, EnrolmentError> {
    let opened = envelope::open(file).map_err(EnrolmentError::File)?;
    if opened.kind() != ContentKind::Enrolment {
        return Err(EnrolmentError::OtherKind { found: opened.kind() });
    }
    // Without a trust list: whom to believe is for the caller, and a revoked old key is no sound rotation there.
    let checked = envelope::check(&opened, &Against::default()).map_err(|refused| {
        let bad = refused.signatures.into_iter().find(|it| it.reason.outcome() == envelope::Outcome::Invalid);
        bad.map_or(EnrolmentError::Stray { index: 0 }, |it| EnrolmentError::Signature {
            index: it.index,
            reason: it.reason,
        })
    })?;
    let content = parse(checked.content_bytes()).map_err(EnrolmentError::Json)?;
    let enrolment = Enrolment::read(&content)?;
    let wanted: Vec<Kid> = [Some(enrolment.key.kid()), enrolment.replaces].into_iter().flatten().collect();
    let parts = enrolment.parts();
    for (found, index) in checked.signatures().iter().zip(0..) {
        if found.kid.is_none() || found.kid.as_ref() != wanted.get(index) {
            return Err(stray_or_missing(found.kid, &wanted, index));
        }
        if found.statement.signer != parts.signer || found.statement.role != parts.role {
            return Err(EnrolmentError::OtherPerson { index });
        }
    }
    match wanted.get(checked.signatures().len()) {
        Some(kid) => Err(EnrolmentError::NotSigned { kid: *kid }),
        None => Ok(Enrolled { enrolment, digests: *checked.digests() }),
    }
}

/// A signature that is not the one due at its place.
fn stray_or_missing(found: Option<Kid>, wanted: &[Kid], index: usize) -> EnrolmentError {
    match (wanted.get(index), found) {
        (Some(due), Some(found)) if wanted.contains(&found) => EnrolmentError::NotSigned { kid: *due },
        _ => EnrolmentError::Stray { index },
    }
}
