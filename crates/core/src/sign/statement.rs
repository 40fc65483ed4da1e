//! The sign-off statement `zicha-signoff/1`: who says what about which content.
//! It is small enough to be read in full before signing. Read next: `jws`.

use super::{Moment, Receipt};
use crate::canonical::{Members, ShapeError, ShapeFault, Value, to_bytes};
use crate::digest::Digests;

/// The `schema` of the statement.
pub const STATEMENT_SCHEMA: &str = "zicha-signoff/1";

/// Longest opinion 审核意见, in characters.
pub const OPINION_CHARS_MAX: usize = 2_000;

/// Longest name, title or unit of a signer, in characters.
pub const NAME_CHARS_MAX: usize = 100;

/// What an envelope can carry; the word is the name of its content member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContentKind {
    Report,
    Catalogue,
    Trust,
    Enrolment,
    Handoff,
    Rollup,
}

impl ContentKind {
    /// Every kind.
    pub const ALL: [ContentKind; 6] = [
        ContentKind::Report,
        ContentKind::Catalogue,
        ContentKind::Trust,
        ContentKind::Enrolment,
        ContentKind::Handoff,
        ContentKind::Rollup,
    ];

    /// The member name in the file.
    pub const fn word(self) -> &'static str {
        match self {
            ContentKind::Report => "report",
            ContentKind::Catalogue => "catalogue",
            ContentKind::Trust => "trust",
            ContentKind::Enrolment => "enrolment",
            ContentKind::Handoff => "handoff",
            ContentKind::Rollup => "rollup",
        }
    }

    /// The kind of that word.
    pub fn from_word(word: &str) -> Option<ContentKind> {
        ContentKind::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// In which capacity someone signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 填报人
    Filler,
    /// 审核人
    Reviewer,
    /// 负责人
    Head,
    /// 接收机关
    Office,
}

impl Role {
    /// Every role, in the order of signing.
    pub const ALL: [Role; 4] = [Role::Filler, Role::Reviewer, Role::Head, Role::Office];

    /// The word in the file.
    pub const fn word(self) -> &'static str {
        match self {
            Role::Filler => "filler",
            Role::Reviewer => "reviewer",
            Role::Head => "head",
            Role::Office => "office",
        }
    }

    /// The role of that word.
    pub fn from_word(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// The content a statement speaks of: its kind and the digests of its canonical bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContentRef {
    pub kind: ContentKind,
    pub digests: Digests,
}

/// The person, as they name themselves; the key says who they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signer {
    /// At most [`NAME_CHARS_MAX`] characters, as are the next two; may be empty.
    pub name: String,
    pub title: String,
    pub unit: String,
}

/// One sign-off. Everything in it is covered by its signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    pub content: ContentRef,
    pub role: Role,
    /// 审核意见, at most [`OPINION_CHARS_MAX`] characters; may be empty.
    pub opinion: String,
    pub signer: Signer,
    /// The signer's clock: a claim, not evidence.
    pub signed: Moment,
    /// Digests of the canonical bytes of the previous signature entry; `None` in the first.
    pub prev: Option<Digests>,
    /// 回执; only in the office's sign-off of a report.
    pub receipt: Option<Receipt>,
}

impl Statement {
    /// The statement as JSON.
    pub fn to_value(&self) -> Value {
        let [sha256, sm3] = self.content.digests.members();
        let mut members = vec![
            ("schema", Value::text(STATEMENT_SCHEMA)),
            ("content", Value::object([("type", Value::text(self.content.kind.word())), sha256, sm3])),
            ("role", Value::text(self.role.word())),
            ("opinion", Value::text(&self.opinion)),
            (
                "signer",
                Value::object([
                    ("name", Value::text(&self.signer.name)),
                    ("title", Value::text(&self.signer.title)),
                    ("unit", Value::text(&self.signer.unit)),
                ]),
            ),
            ("signed", Value::text(self.signed.as_str())),
            ("prev", self.prev.as_ref().map_or(Value::Null, Digests::to_value)),
        ];
        members.extend(self.receipt.as_ref().map(|receipt| ("receipt", receipt.to_value())));
        Value::object(members)
    }

    /// The canonical bytes, the payload of the JWS.
    pub fn to_bytes(&self) -> Vec<u8> {
        to_bytes(&self.to_value())
    }

    /// Reads exactly the members that [`Statement::to_value`] writes.
    ///
    /// # Errors
    /// The first unknown, missing or ill-formed member. A receipt is unknown but in the office's sign-off of a report.
    pub fn read(value: &Value, path: &str) -> Result<Statement, ShapeError> {
        let known = ["schema", "content", "role", "opinion", "signer", "signed", "prev", "receipt"];
        let members = Members::read(value, path, &known)?;
        members.word("schema", STATEMENT_SCHEMA, |word| (word == STATEMENT_SCHEMA).then_some(()))?;
        let content = Members::read(members.value("content")?, members.path("content"), &["type", "sha-256", "sm3"])?;
        let person = Members::read(members.value("signer")?, members.path("signer"), &["name", "title", "unit"])?;
        let prev = match members.value("prev")? {
            Value::Null => None,
            digests => Some(Digests::read(&Members::read(digests, members.path("prev"), &["sha-256", "sm3"])?)?),
        };
        let (mut opinion, mut signer) = (String::new(), Signer::default());
        members.texts(OPINION_CHARS_MAX, &mut [("opinion", &mut opinion)])?;
        let Signer { name, title, unit } = &mut signer;
        person.texts(NAME_CHARS_MAX, &mut [("name", name), ("title", title), ("unit", unit)])?;
        let kind = content.word("type", "a kind of content", ContentKind::from_word)?;
        let role = members.word("role", "filler, reviewer, head or office", Role::from_word)?;
        let receipt = match members.find("receipt") {
            None => None,
            Some(receipt) if role == Role::Office && kind == ContentKind::Report => {
                Some(Receipt::read(receipt, &members.path("receipt"))?)
            }
            Some(_) => return Err(ShapeError::new(members.path("receipt"), ShapeFault::Unknown)),
        };
        Ok(Statement {
            content: ContentRef { kind, digests: Digests::read(&content)? },
            role,
            opinion,
            signer,
            signed: members.word("signed", "an RFC 3339 time with its offset", Moment::read)?,
            prev,
            receipt,
        })
    }
}
