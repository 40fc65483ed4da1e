//! One line of the ledger: its members, and that its parts agree with each other.

use super::{LINE_BYTES_MAX, LedgerFault, SCHEMA};
use crate::canonical::{Members, ShapeError, ShapeFault, Value, parse, to_bytes};
use crate::digest::Digests;
use crate::draft::Identity;
use crate::envelope::{Entry, Envelope, Reason, lone};
use crate::report::Report;
use crate::sign::{ContentKind, Day, NAME_CHARS_MAX, PublicKey, Role, Statement};
use crate::trust::TrustList;

/// Longest unit, period or catalogue name, in characters.
const WORD_CHARS_MAX: usize = 200;

/// What a report was, in the words of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    pub id: String,
    pub revision: u32,
    pub supersedes: Option<String>,
    pub unit: String,
    pub period: String,
    pub catalogue: String,
}

impl Brief {
    /// Of a report.
    pub fn of(report: &Report) -> Brief {
        let Identity { id, revision, supersedes } = report.identity.clone();
        Brief {
            id,
            revision,
            supersedes,
            unit: report.unit.name.clone(),
            period: report.period.0.clone(),
            catalogue: report.catalogue.id.clone(),
        }
    }

    /// The same unit reporting on the same catalogue for the same period.
    pub fn same_matter(&self, other: &Brief) -> bool {
        (&self.unit, &self.period, &self.catalogue) == (&other.unit, &other.period, &other.catalogue)
    }

    fn to_value(&self) -> Value {
        Value::object([
            ("id", Value::text(&self.id)),
            ("revision", Value::Int(i64::from(self.revision))),
            ("supersedes", self.supersedes.as_ref().map_or(Value::Null, Value::text)),
            ("unit", Value::text(&self.unit)),
            ("period", Value::text(&self.period)),
            ("catalogue", Value::text(&self.catalogue)),
        ])
    }

    fn read(value: &Value, path: String) -> Result<Brief, ShapeError> {
        let known = ["id", "revision", "supersedes", "unit", "period", "catalogue"];
        let members = Members::read(value, path, &known)?;
        let Identity { id, revision, supersedes } = Identity::read(&members)?;
        let (mut unit, mut period, mut catalogue) = (String::new(), String::new(), String::new());
        let places = &mut [("unit", &mut unit), ("period", &mut period), ("catalogue", &mut catalogue)];
        members.texts(WORD_CHARS_MAX, places)?;
        Ok(Brief { id, revision, supersedes, unit, period, catalogue })
    }
}

/// One receipt as the ledger records it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// From 1.
    pub no: i64,
    /// Digests of the line before.
    pub prev: Digests,
    pub brief: Brief,
    receipt: Entry,
    key: PublicKey,
}

impl Line {
    /// The receipt's sign-off.
    pub fn statement(&self) -> &Statement {
        self.receipt.statement()
    }

    /// Digests of the report.
    pub fn report(&self) -> &Digests {
        &self.receipt.statement().content.digests
    }

    /// The key that signed the receipt.
    pub fn key(&self) -> &PublicKey {
        &self.key
    }

    /// The day of receipt, as the office wrote it.
    pub fn day(&self) -> Option<Day> {
        self.statement().signed.as_str().get(..10).and_then(Day::read)
    }

    pub(super) fn entry_digests(&self) -> Digests {
        self.receipt.digests()
    }

    /// What the receipt's signature is worth by itself.
    pub fn signature(&self, trust: Option<&TrustList>) -> Reason {
        lone(&self.receipt, trust, &self.key)
    }

    /// Whether the sign-off is the receipt of this line.
    pub(super) fn agrees(&self) -> bool {
        let statement = self.statement();
        statement.content.kind == ContentKind::Report
            && statement.role == Role::Office
            && statement.receipt.as_ref().is_some_and(|it| it.no == self.no && it.ledger_prev == self.prev)
    }
}

/// The first line, with its line feed.
pub fn head(office: &str, opened: &Day) -> Vec<u8> {
    ended(&Value::object([
        ("schema", Value::text(SCHEMA)),
        ("office", Value::text(office)),
        ("opened", Value::text(opened.as_str())),
    ]))
}

pub fn read_head(text: &[u8]) -> Result<(String, Day, Digests), LedgerFault> {
    let (value, digests) = value(text)?;
    let members = Members::read(&value, "", &["schema", "office", "opened"]).map_err(LedgerFault::Shape)?;
    members.word("schema", SCHEMA, |schema| (schema == SCHEMA).then_some(())).map_err(LedgerFault::Shape)?;
    let office = members.text("office", NAME_CHARS_MAX).map_err(LedgerFault::Shape)?.to_owned();
    let opened = members.word("opened", "a day such as 2026-03-01", Day::read).map_err(LedgerFault::Shape)?;
    Ok((office, opened, digests))
}

/// The line of a report whose last signature is a receipt, with its line feed; `None` where it is not.
pub fn write(envelope: &Envelope, report: &Report, prev: &Digests) -> Option<Vec<u8>> {
    let entry = envelope.entries().last()?;
    let receipt = entry.statement().receipt.as_ref()?;
    let kid = entry.kid()?;
    let key = envelope.hints().iter().find(|hint| hint.kid() == kid)?;
    Some(ended(&Value::object([
        ("no", Value::Int(receipt.no)),
        ("prev", prev.to_value()),
        ("report", Brief::of(report).to_value()),
        ("receipt", entry.to_value()),
        ("key", key.to_jwk()),
    ])))
}

pub fn read(text: &[u8]) -> Result<(Line, Digests), LedgerFault> {
    let (value, digests) = value(text)?;
    let shape = LedgerFault::Shape;
    let members = Members::read(&value, "", &["no", "prev", "report", "receipt", "key"]).map_err(shape)?;
    let no = members.int("no").map_err(shape)?;
    if no < 1 {
        let fault = ShapeFault::NotAllowed { expected: "1 or more", found: no.to_string() };
        return Err(shape(ShapeError::new("/no", fault)));
    }
    let prev = members.value("prev").and_then(|prev| Members::read(prev, "/prev", &["sha-256", "sm3"]));
    let line = Line {
        no,
        prev: prev.and_then(|prev| Digests::read(&prev)).map_err(shape)?,
        brief: members.value("report").and_then(|it| Brief::read(it, "/report".to_owned())).map_err(shape)?,
        receipt: members.value("receipt").and_then(|it| Entry::read(it, "/receipt")).map_err(shape)?,
        key: PublicKey::from_jwk(members.value("key").map_err(shape)?, "/key").map_err(|_| LedgerFault::BadKey)?,
    };
    Ok((line, digests))
}

fn value(text: &[u8]) -> Result<(Value, Digests), LedgerFault> {
    if text.len() > LINE_BYTES_MAX {
        return Err(LedgerFault::TooLarge);
    }
    let text = text.strip_suffix(b"\n").ok_or(LedgerFault::Cut)?;
    let value = parse(text).map_err(LedgerFault::Json)?;
    let digests = Digests::of(&to_bytes(&value));
    Ok((value, digests))
}

fn ended(value: &Value) -> Vec<u8> {
    let mut bytes = to_bytes(value);
    bytes.push(b'\n');
    bytes
}
