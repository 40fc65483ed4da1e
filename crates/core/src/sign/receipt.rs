//! 回执: what the receiving office adds to its sign-off. It numbers the report and ties the sign-off to the
//! office's ledger, so that neither can be changed alone. Read next: `statement`, later `ledger`.

use crate::canonical::{INT_MAX, Members, ShapeError, ShapeFault, Value};
use crate::digest::Digests;

/// The receipt inside the office's sign-off statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Number in the office's ledger, from 1 without a gap.
    pub no: i64,
    pub verdict: ReceiptVerdict,
    /// Digests of the ledger line before the one that records this receipt.
    pub ledger_prev: Digests,
}

/// What came of verifying the report when it was received. An invalid report gets no receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReceiptVerdict {
    /// 可信
    Trusted,
    /// 完好但签名人未知
    IntactUnknown,
}

impl ReceiptVerdict {
    /// Every verdict.
    pub const ALL: [ReceiptVerdict; 2] = [ReceiptVerdict::Trusted, ReceiptVerdict::IntactUnknown];

    /// The word in the file.
    pub const fn word(self) -> &'static str {
        match self {
            ReceiptVerdict::Trusted => "trusted",
            ReceiptVerdict::IntactUnknown => "intact-unknown",
        }
    }

    /// The verdict of that word.
    pub fn from_word(word: &str) -> Option<ReceiptVerdict> {
        ReceiptVerdict::ALL.into_iter().find(|verdict| verdict.word() == word)
    }
}

impl Receipt {
    /// `{"ledger_prev","no","verdict"}`.
    pub fn to_value(&self) -> Value {
        Value::object([
            ("no", Value::Int(self.no)),
            ("verdict", Value::text(self.verdict.word())),
            ("ledger_prev", self.ledger_prev.to_value()),
        ])
    }

    /// Reads exactly the members that [`Receipt::to_value`] writes.
    ///
    /// # Errors
    /// The first unknown, missing or ill-formed member.
    pub fn read(value: &Value, path: &str) -> Result<Receipt, ShapeError> {
        let members = Members::read(value, path, &["no", "verdict", "ledger_prev"])?;
        let no = members.int("no")?;
        if !(1..=INT_MAX).contains(&no) {
            let fault = ShapeFault::NotAllowed { expected: "1 or more", found: no.to_string() };
            return Err(ShapeError::new(members.path("no"), fault));
        }
        let prev = Members::read(members.value("ledger_prev")?, members.path("ledger_prev"), &["sha-256", "sm3"])?;
        Ok(Receipt {
            no,
            verdict: members.word("verdict", "trusted or intact-unknown", ReceiptVerdict::from_word)?,
            ledger_prev: Digests::read(&prev)?,
        })
    }
}
