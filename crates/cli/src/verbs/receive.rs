//! `receive`: the office verifies what comes in, gives receipts and keeps its ledger.

use std::cell::RefCell;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use serde::Serialize;
use zicha_core::envelope::Outcome;
use zicha_core::ledger::{self, Consent, Elsewhere, Incoming, Intake, IssueError, Issued, Ledger};
use zicha_core::sign::{Role, SIGNATURE_BYTES};
use zicha_core::text::{self, Lang};
use zicha_core::verify::Shelf;

use super::by::{self, Signing};
use super::countersign::why;
use super::ledger::{LEDGER, read};
use super::office::{self, OFFICE, PIN};
use super::verify::{CATALOGUES, TRUST, at_hand, trusted};
use super::{Verb, unit};
use crate::args::{Args, Opt, Places, Words};
use crate::exit::{Exit, Refusal};
use crate::files::{Existing, Readers};
use crate::{by_usage, files, options, say, say_office, secret};

const INTO: Opt =
    Opt::value("into", "FOLDER", Words { zh: "回执写进哪个文件夹", en: "folder for the receipted reports" });
const BEGIN: Opt =
    Opt::switch("begin", Words { zh: "收件簿不存在时新开一本", en: "begin the ledger where there is none" });
const UNKNOWN: Opt =
    Opt::switch("unknown", Words { zh: "签名人不在名单的也收", en: "take in reports of unknown signers too" });
const ANOTHER: Opt = Opt::switch(
    "another",
    Words {
        zh: "同一单位、考核期的另一份报告也收", en: "take in a second report of the same unit and period"
    },
);

pub const VERB: Verb = Verb {
    name: "receive",
    about: Words {
        zh: "收件：核验报告，签发回执，记入收件簿", en: "verify reports, give receipts, keep the ledger"
    },
    usage: concat!("--ledger FILE --office NAME --trust FILE [--pin KID]… ", by_usage!(), " --into FOLDER [--begin]"),
    places: Places { shape: "REPORT.json…", min: 1, max: usize::MAX },
    options: options![
        [LEDGER, BEGIN, OFFICE, TRUST, PIN, CATALOGUES],
        by::OPTIONS,
        secret::OPTIONS,
        [INTO, UNKNOWN, ANOTHER, unit::JSON]
    ],
    notes: Words {
        zh: "先记入收件簿，再写出带回执的报告（原名加 .received.json）。无效的、重复的、已被更高版次替换的、\n\
             另起炉灶的都不发回执，逐份说明；有一份没有收，退出码就是1。回执的时间取本机时钟，密钥注销以它为准。",
        en: "The ledger is written first, then the report with its receipt (its name with .received.json). Invalid,\n\
             duplicate, superseded and forked reports get none, each with the reason; the exit code is 1 if any did not.\n\
             The receipt's time is this computer's clock: it decides whether a key was withdrawn in time.",
    },
    examples: &[
        "zicha receive --ledger 2026.ledger --begin --office 区法治办 --trust office.trust.json --pin 4hMd… --key office.key.json --name 赵某 --title 主任 --into receipts in/*.json",
    ],
    run,
};

#[derive(Debug, Serialize)]
struct Taken {
    file: String,
    /// `first`, `successor`, `duplicate`, `superseded`, `fork`, `another`; null where it does not verify.
    intake: Option<&'static str>,
    outcome: &'static str,
    no: Option<i64>,
    receipt: Option<String>,
    text: String,
}

/// Everything one run needs.
struct Desk<'a> {
    shelf: Shelf<'a>,
    signing: Signing,
    ledger: Ledger,
    file: fs::File,
}

fn run(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let (path, into) = (args.needed(LEDGER.long, lang)?, args.needed(INTO.long, lang)?);
    let office_name = args.needed(OFFICE.long, lang)?;
    let trust = trusted(args, lang)?;
    let (catalogues, calendars) = at_hand(args, lang)?;
    let shelf = Shelf { catalogues: &catalogues, calendars: &calendars, trust: trust.as_ref(), received: None };
    let signing = by::signing(args, Role::Office, office_name, lang)?;
    let _lock = Lock::take(path, lang)?;
    let ledger = open_ledger(args, path, office_name, lang)?;
    let refuse = |error: std::io::Error| Refusal::bad(say::cannot_write(path, &error, lang));
    let file = fs::OpenOptions::new().append(true).open(path).map_err(refuse)?;
    fs::create_dir_all(into).map_err(|error| Refusal::bad(say::cannot_write(into, &error, lang)))?;
    let mut desk = Desk { shelf, signing, ledger, file };
    let (mut all, mut exit) = (Vec::new(), Exit::Good);
    for from in &args.places {
        let taken = desk.take(args, from, into, path, lang)?;
        if taken.no.is_none() {
            exit = Exit::Bad;
        }
        match (args.has(unit::JSON.long), taken.no) {
            (true, _) => {}
            (false, Some(_)) => files::print(&taken.text),
            (false, None) => eprintln!("{}", taken.text),
        }
        all.push(taken);
    }
    if args.has(unit::JSON.long) {
        files::print_json(&all, lang)?;
    }
    Ok(exit)
}

/// The ledger at that place, or with `--begin` a new one.
fn open_ledger(args: &Args, path: &str, office_name: &str, lang: Lang) -> Result<Ledger, Refusal> {
    if !Path::new(path).exists() {
        if !args.has(BEGIN.long) {
            return Err(Refusal::bad(say_office::no_ledger(path, lang)));
        }
        let begun = Ledger::begin(office_name, &office::today(lang)?);
        let (ledger, bytes) =
            begun.map_err(|error| Refusal::bad(say::at(path, None, &text::ledger_error(&error, lang))))?;
        files::write(path, &bytes, Existing::Keep, Readers::Everybody, lang)?;
        return Ok(ledger);
    }
    let ledger = read(path, lang)?;
    if ledger.office() == office_name {
        Ok(ledger)
    } else {
        Err(Refusal::bad(say_office::other_office(path, ledger.office(), lang)))
    }
}

impl Desk<'_> {
    fn take(&mut self, args: &Args, from: &str, into: &str, path: &str, lang: Lang) -> Result<Taken, Refusal> {
        let not = |intake: Option<&Intake>, outcome: Outcome, why: &str| Taken {
            file: from.to_owned(),
            intake: intake.map(Intake::code),
            outcome: outcome.code(),
            no: None,
            receipt: None,
            text: say_office::not_received(from, why, lang),
        };
        let bytes = match files::read(from, lang) {
            Ok(bytes) => bytes,
            Err(refusal) => return Ok(not(None, Outcome::Invalid, &refusal.lines.join("; "))),
        };
        let incoming = Incoming::look(&bytes, &self.ledger, &self.shelf, None);
        let (Some(report), Some(intake)) = (incoming.report(), &incoming.intake) else {
            return Ok(not(None, Outcome::Invalid, &why(&incoming.found, lang)));
        };
        let (outcome, consents) = (incoming.found.outcome, consents(args));
        match incoming.asks() {
            Some(asks) if asks.iter().all(|it| consents.contains(it)) => {}
            Some(asks) if !asks.contains(&Consent::Another) || consents.contains(&Consent::Another) => {
                return Ok(not(Some(intake), outcome, say_office::unknown_not_received(lang)));
            }
            Some(_) | None => return Ok(not(Some(intake), outcome, &text::intake(intake, lang))),
        }
        let to = receipt_name(from, into);
        if Path::new(&to).exists() {
            return Ok(not(Some(intake), outcome, &say::already_there(&to, lang)));
        }
        let Issued { no, file: signed, line, .. } = match self.issue(&bytes, &incoming, &consents, lang)? {
            Ok(issued) => issued,
            Err(error) => return Ok(not(Some(intake), outcome, &text::receipt_error(&error, lang))),
        };
        // First the ledger: from its line a lost receipt can be made again, not the other way round.
        let written = self.file.write_all(&line).and_then(|()| self.file.sync_data());
        written.map_err(|error| Refusal::bad(say::cannot_write(path, &error, lang)))?;
        files::write(&to, &signed, Existing::Keep, Readers::Everybody, lang)?;
        let what = text::intake(intake, lang);
        let text = say_office::received(from, &to, no, &report.unit.name, report.identity.revision, &what, lang);
        let (file, outcome) = (from.to_owned(), outcome.code());
        Ok(Taken { file, intake: Some(intake.code()), outcome, no: Some(no), receipt: Some(to), text })
    }
}

impl Desk<'_> {
    /// The next receipt; where a signer gives no signature the run ends.
    fn issue(
        &mut self,
        bytes: &[u8],
        incoming: &Incoming,
        consents: &[Consent],
        lang: Lang,
    ) -> Result<Result<Issued, IssueError>, Refusal> {
        let Signing { hand, parts } = &self.signing;
        let refused = RefCell::new(None);
        let sign = |input: &[u8]| {
            // Zeros are nobody's signature; why there is no other is told below.
            hand.sign(input, lang).unwrap_or_else(|refusal| {
                refused.replace(Some(refusal));
                [0; SIGNATURE_BYTES]
            })
        };
        let by = Elsewhere { parts, key: hand.public(), sign: &sign };
        let issued = self.ledger.issue_by(bytes, incoming, consents, &by, &self.shelf);
        refused.take().map_or(Ok(issued), Err)
    }
}

/// What the command line lets pass.
fn consents(args: &Args) -> Vec<Consent> {
    let given = [(UNKNOWN, Consent::UnknownSigner), (ANOTHER, Consent::Another)];
    given.iter().filter(|(option, _)| args.has(option.long)).map(|(_, it)| *it).collect()
}

/// Where the receipted report goes.
fn receipt_name(from: &str, into: &str) -> String {
    Path::new(into).join(ledger::receipt_name(from)).to_string_lossy().into_owned()
}

/// Only one run writes a ledger at a time.
struct Lock(String);

impl Lock {
    fn take(path: &str, lang: Lang) -> Result<Lock, Refusal> {
        let lock = format!("{path}.lock");
        match fs::OpenOptions::new().write(true).create_new(true).open(&lock) {
            Ok(_) => Ok(Lock(lock)),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                Err(Refusal::bad(say_office::ledger_locked(&lock, lang)))
            }
            Err(error) => Err(Refusal::bad(say::cannot_write(&lock, &error, lang))),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // What is left over is said by the next run.
        let _ = fs::remove_file(&self.0);
    }
}
