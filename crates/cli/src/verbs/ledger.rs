//! `ledger verify`: whether the office's ledger is whole, and whether receipts given out stand in it.

use std::fs;
use std::io::Read as _;

use serde::Serialize;
use zicha_core::digest;
use zicha_core::envelope::{self, Outcome};
use zicha_core::ledger::{self, LEDGER_BYTES_MAX, Ledger};
use zicha_core::text::{self, Lang};

use super::office::PIN;
use super::verify::{TRUST, trusted};
use super::{Verb, unit};
use crate::args::{Args, Opt, Places, Words};
use crate::exit::{Exit, Refusal};
use crate::{files, say, say_office};

pub const LEDGER: Opt = Opt::value("ledger", "FILE", Words { zh: "收件簿", en: "the office's ledger of receipts" });

pub const VERB: Verb = Verb {
    name: "ledger verify",
    about: Words { zh: "核验收件簿是否完整、回执是否在簿", en: "verify the ledger of receipts" },
    usage: "[--trust FILE [--pin KID]…] [--json]",
    places: Places { shape: "LEDGER [RECEIVED.json…]", min: 1, max: usize::MAX },
    options: &[TRUST, PIN, unit::JSON],
    notes: Words {
        zh: "每一行都接着上一行，回执里也写着上一行的摘要。从末尾整行删去的，只看簿子看不出来：把发出的回执一并给出就能查。\n\
             退出码：0 可信，2 完好但签发人未知，1 簿子断了、签名无效或者回执不在簿。",
        en: "Every line continues the one before, and so does every receipt. Whole lines cut off the end cannot be seen\n\
             in the ledger alone: give receipts that went out, and they are looked for. Exit codes: 0 trusted, 2 whole\n\
             but the office is unknown, 1 broken, a bad signature, or a receipt that is not in it.",
    },
    examples: &["zicha ledger verify --trust office.trust.json --pin 4hMd… 2026.ledger receipts/*.received.json"],
    run,
};

#[derive(Debug, Serialize)]
struct Shown {
    outcome: &'static str,
    office: String,
    opened: String,
    /// SHA-256 of the last line, in groups of four: note it down, and nobody can cut the ledger unseen.
    last: String,
    receipts: Vec<Receipt>,
}

#[derive(Debug, Serialize)]
struct Receipt {
    no: i64,
    received: String,
    verdict: Option<&'static str>,
    unit: String,
    period: String,
    catalogue: String,
    id: String,
    revision: u32,
    sha256: String,
    superseded_by: Option<i64>,
    code: &'static str,
}

/// Reads a ledger file.
///
/// # Errors
/// It cannot be read, or its chain is broken.
pub fn read(path: &str, lang: Lang) -> Result<Ledger, Refusal> {
    let limit = u64::try_from(LEDGER_BYTES_MAX).unwrap_or(u64::MAX) + 1;
    let mut bytes = Vec::new();
    let done = fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes));
    done.map_err(|error| Refusal::bad(say::cannot_read(path, &error, lang)))?;
    Ledger::read(&bytes).map_err(|error| Refusal::bad(say::at(path, None, &text::ledger_error(&error, lang))))
}

fn run(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let (path, given) = args.places.split_first().ok_or_else(|| Refusal::bad(say::internal("places", lang)))?;
    let trust = trusted(args, lang)?;
    let ledger = read(path, lang)?;
    let reasons = ledger.check(trust.as_ref());
    let outcome = ledger::outcome(&reasons);
    let receipts = ledger.lines().iter().zip(&reasons).map(|(line, reason)| Receipt {
        no: line.no,
        received: line.statement().signed.as_str().to_owned(),
        verdict: line.statement().receipt.as_ref().map(|it| it.verdict.word()),
        unit: line.brief.unit.clone(),
        period: line.brief.period.clone(),
        catalogue: line.brief.catalogue.clone(),
        id: line.brief.id.clone(),
        revision: line.brief.revision,
        sha256: line.report().sha256_hex(),
        superseded_by: ledger.superseded_by(line),
        code: reason.code(),
    });
    let shown = Shown {
        outcome: outcome.code(),
        office: ledger.office().to_owned(),
        opened: ledger.opened().as_str().to_owned(),
        last: digest::fingerprint(&ledger.last().sha256),
        receipts: receipts.collect(),
    };
    if args.has(unit::JSON.long) {
        files::print_json(&shown, lang)?;
    } else {
        tell(path, &shown, outcome, lang);
    }
    let missing = given.iter().filter(|file| !vouched(&ledger, file, args, lang)).count();
    Ok(match outcome {
        Outcome::Invalid => Exit::Bad,
        Outcome::Trusted | Outcome::IntactUnknown if missing > 0 => Exit::Bad,
        Outcome::Trusted => Exit::Good,
        Outcome::IntactUnknown => Exit::Unknown,
    })
}

fn tell(path: &str, shown: &Shown, outcome: Outcome, lang: Lang) {
    let line = say_office::ledger_line(&shown.office, &shown.opened, shown.receipts.len(), &shown.last, lang);
    files::print(&format!("{path}: {}\n  {line}\n", text::outcome(outcome, lang)));
    for it in &shown.receipts {
        let note = it.superseded_by.map(|no| say_office::superseded_by(no, lang)).unwrap_or_default();
        let head = format!("  {}  {}  {} {} {}", it.no, it.received, it.unit, it.period, it.catalogue);
        files::print(&format!("{head} r{}  {}  {note}\n", it.revision, it.code));
    }
}

/// Whether a receipt that went out stands in the ledger, which is said.
fn vouched(ledger: &Ledger, path: &str, args: &Args, lang: Lang) -> bool {
    let bytes = match files::read(path, lang) {
        Ok(bytes) => bytes,
        Err(refusal) => {
            refusal.lines.iter().for_each(|line| eprintln!("{line}"));
            return false;
        }
    };
    let found = envelope::open(&bytes).map(|envelope| ledger.vouched_by(&envelope));
    match found {
        Ok(Some(Ok(no))) => {
            if !args.has(unit::JSON.long) {
                files::print(&format!("{}\n", say_office::in_ledger(path, Some(no), lang)));
            }
            true
        }
        Ok(Some(Err(_))) => {
            eprintln!("{}", say_office::in_ledger(path, None, lang));
            false
        }
        Ok(None) => {
            eprintln!("{}", say_office::no_receipt(path, lang));
            false
        }
        Err(error) => {
            eprintln!("{}", say::at(path, None, &text::envelope_error(&error, lang)));
            false
        }
    }
}
