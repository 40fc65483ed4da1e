//! `verify FILE…`: the three-state result, with a reason for each signature.

use std::sync::Arc;

use zicha_core::calendar::WorkCalendar;
use zicha_core::canonical::{self, JsonError, Value};
use zicha_core::catalogue::Catalogue;
use zicha_core::envelope::{self, EnvelopeError, Outcome, SignatureFinding};
use zicha_core::ledger::Ledger;
use zicha_core::pinned;
use zicha_core::report::Report;
use zicha_core::sign::Day;
use zicha_core::text::{self, Lang};
use zicha_core::trust::{TrustError, TrustList};
use zicha_core::verify::{Reason, Shelf, Verification, Verified, verify};

use super::ledger::{self, LEDGER};
use super::office::{self, AFTER, PIN};
use super::{Verb, unit};
use crate::args::{Args, Opt, Places, Words};
use crate::exit::{Exit, Refusal};
use crate::wire::assess::Unit;
use crate::wire::verify as wire;
use crate::{clock, files, locate, say, say_office, shelf};

pub const TRUST: Opt = Opt::value(
    "trust",
    "FILE",
    Words {
        zh: "受信名单；没有它，至多是完好", en: "trust list; without one nothing is more than intact"
    },
);
pub const CATALOGUES: Opt = Opt::value(
    "catalogue",
    "FILE",
    Words {
        zh: "另外可用的目录文件，可以写多次", en: "a catalogue beside the built-in ones; may be repeated"
    },
)
.many();

pub const VERB: Verb = Verb {
    name: "verify",
    about: Words {
        zh: "核验自查报告：可信、完好但签名人未知、无效",
        en: "verify reports: trusted, intact but unknown, invalid",
    },
    usage: "[--trust FILE [--pin KID]…] [--ledger FILE] [--catalogue FILE]… [--json]",
    places: Places { shape: "FILE…", min: 1, max: usize::MAX },
    options: &[TRUST, PIN, AFTER, LEDGER, CATALOGUES, unit::JSON],
    notes: Words {
        zh: "退出码取各文件中最差的：0 都可信，2 完好但有签名人不在受信名单，1 有文件无效或者读不了。\n\
             判定由本程序按答案重算，与报告所写不同即为无效。核验的步骤见 docs/format.md。",
        en: "The exit code is that of the worst file: 0 all trusted, 2 intact but a signer is not in the trust list,\n\
             1 a file is invalid or cannot be read. Verdicts are computed again from the answers; a report that says\n\
             otherwise is invalid. The steps are in docs/format.md.",
    },
    examples: &[
        "zicha verify 区司法局-2020.report.json",
        "zicha verify --trust office.trust.json --json reports/*.json | jq -r '.[] | [.file, .outcome] | @tsv'",
    ],
    run,
};

fn run(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let (catalogues, calendars) = at_hand(args, lang)?;
    let trust = trusted(args, lang)?;
    let ledger = args.value(LEDGER.long).map(|path| ledger::read(path, lang)).transpose()?;
    let (mut worst, mut all) = (Outcome::Trusted, Vec::new());
    for path in &args.places {
        let (outcome, file) = match files::read(path, lang) {
            Ok(bytes) => {
                let received = ledger.as_ref().and_then(|ledger| received(ledger, &bytes));
                let at_hand = Shelf {
                    catalogues: &catalogues,
                    calendars: &calendars,
                    trust: trust.as_ref(),
                    received: received.as_ref(),
                };
                let found = verify(&bytes, &at_hand);
                (found.outcome, shown(path, &bytes, &found, lang))
            }
            Err(refusal) => {
                refusal.lines.iter().for_each(|line| eprintln!("{line}"));
                (Outcome::Invalid, unreadable(path, &refusal))
            }
        };
        worst = worst.max(outcome);
        if !args.has(unit::JSON.long) {
            tell(&file, outcome, lang);
        }
        all.push(file);
    }
    if args.has(unit::JSON.long) {
        files::print_json(&all, lang)?;
    }
    Ok(match worst {
        Outcome::Trusted => Exit::Good,
        Outcome::IntactUnknown => Exit::Unknown,
        Outcome::Invalid => Exit::Bad,
    })
}

/// Catalogues and calendars.
pub(super) type AtHand = (Vec<Arc<Catalogue>>, Vec<Arc<WorkCalendar>>);

/// What a verifier has: those of `--catalogue`, packages among them, and the built-in ones.
///
/// # Errors
/// A file of `--catalogue` is no catalogue.
pub(super) fn at_hand(args: &Args, lang: Lang) -> Result<AtHand, Refusal> {
    let (mut catalogues, mut calendars) = (Vec::new(), shelf::calendars(lang)?);
    for path in args.values(CATALOGUES.long) {
        let opened = shelf::open(path, None, lang)?;
        catalogues.push(opened.catalogue);
        calendars.extend(opened.calendar);
    }
    for (id, bytes) in shelf::CATALOGUES {
        catalogues.push(shelf::read(id, bytes, lang)?);
    }
    Ok((catalogues, calendars))
}

/// The day a report came in, by the ledger.
fn received(ledger: &Ledger, bytes: &[u8]) -> Option<Day> {
    ledger.received(envelope::open(bytes).ok()?.digests())
}

/// The list of `--trust`: with `--pin` signed by a pinned key and not below that of `--after`, else a bare one.
/// None where it was not given or has run out, which is said.
///
/// # Errors
/// What core says of the list.
pub(super) fn trusted(args: &Args, lang: Lang) -> Result<Option<TrustList>, Refusal> {
    let Some(path) = args.value(TRUST.long) else { return Ok(None) };
    let Some(pins) = office::pins(args, None, lang)? else { return trust(path, lang) };
    let bytes = files::read(path, lang)?;
    let list = office::open_list(args, path, &bytes, &pins, lang)?.into_list();
    Ok(if office::stale(path, &list, lang)? { None } else { Some(list) })
}

/// A bare trust list; none where it has run out, which is said.
pub(super) fn trust(path: &str, lang: Lang) -> Result<Option<TrustList>, Refusal> {
    let bytes = files::read(path, lang)?;
    let list = TrustList::read(&bytes).map_err(|error| {
        if let (TrustError::Signed, Ok(signers)) = (&error, pinned::claimed_signers(&bytes)) {
            let kids: Vec<String> = signers.iter().map(ToString::to_string).collect();
            return Refusal::bad(say_office::pin_needed(path, &kids.join(", "), lang));
        }
        let place = match &error {
            TrustError::Json(error) => Some((error.line, error.column)),
            TrustError::Shape(error) => locate::pointer(&bytes, &error.path),
            TrustError::Key { index, .. } => locate::pointer(&bytes, &format!("/keys/{index}")),
            TrustError::KeyTwice { .. } | TrustError::DaysReversed | TrustError::Signed => None,
        };
        Refusal::bad(say::at(path, place, &text::trust_error(&error, lang)))
    })?;
    let today = clock::today().and_then(|day| Day::read(&day.to_string()));
    if today.is_some_and(|today| list.stale_on(&today)) {
        eprintln!("{}", say::stale_trust(path, list.expires.as_str(), lang));
        return Ok(None);
    }
    eprintln!("{}", say_office::bare_list(path, lang));
    Ok(Some(list))
}

fn unreadable(path: &str, refusal: &Refusal) -> wire::File {
    let reasons = vec![wire::Reason { code: "unreadable", text: refusal.lines.join("; "), line: None, column: None }];
    let (file, outcome) = (path.to_owned(), Outcome::Invalid.code());
    wire::File { file, outcome, fingerprint: None, reasons, signatures: Vec::new(), report: None }
}

fn shown(path: &str, bytes: &[u8], found: &Verification, lang: Lang) -> wire::File {
    wire::File {
        file: files::shown(path, lang),
        outcome: found.outcome.code(),
        fingerprint: found.fingerprint.clone(),
        reasons: other_format(bytes, lang).map_or_else(
            || found.reasons.iter().map(|reason| reason_shown(bytes, reason, lang)).collect(),
            |other| vec![other],
        ),
        signatures: found.signatures.iter().map(|it| signature(it, lang)).collect(),
        report: found.report.as_ref().map(report),
    }
}

/// A file that says of itself that it is another of ours, such as an answers file; no signed file has `format`.
fn other_format(bytes: &[u8], lang: Lang) -> Option<wire::Reason> {
    let value = canonical::parse(bytes).ok()?;
    let Some(Value::Str(format)) = value.get("format") else { return None };
    let place = locate::pointer(bytes, "/format");
    Some(wire::Reason {
        code: "foreign-file",
        text: say::not_signed_file(format, lang),
        line: place.map(|(line, _)| line),
        column: place.map(|(_, column)| column),
    })
}

fn reason_shown(bytes: &[u8], reason: &Reason, lang: Lang) -> wire::Reason {
    let place = place(bytes, reason);
    let text = match reason {
        // The place stands in front already.
        Reason::File(EnvelopeError::Json(error)) => text::json_fault(&error.fault, lang),
        other => text::reason(other, lang),
    };
    wire::Reason {
        code: reason.code(),
        text,
        line: place.map(|(line, _)| line),
        column: place.map(|(_, column)| column),
    }
}

/// Line and column, where the reason has a place in the file.
fn place(bytes: &[u8], reason: &Reason) -> Option<(usize, usize)> {
    match reason {
        Reason::File(EnvelopeError::Json(JsonError { line, column, .. })) => Some((*line, *column)),
        Reason::File(EnvelopeError::Shape(error)) | Reason::Shape(error) => locate::pointer(bytes, &error.path),
        Reason::File(EnvelopeError::BadKey { index, .. } | EnvelopeError::StrayKey { index }) => {
            locate::pointer(bytes, &format!("/keys/{index}"))
        }
        Reason::ForeignAnswer { path } => locate::dotted(bytes, &format!("report.{path}")),
        Reason::SignerOfOtherUnit { index, .. } => {
            locate::pointer(bytes, &format!("/signatures/{index}/statement/signer/unit"))
        }
        Reason::VerdictDiffers { requirement, .. } => {
            locate::pointer(bytes, &format!("/report/computed/verdicts/{requirement}"))
        }
        Reason::File(EnvelopeError::Foreign | EnvelopeError::SeveralContents { .. })
        | Reason::NotAReport { .. }
        | Reason::UnknownCatalogue { .. }
        | Reason::OtherCatalogue { .. }
        | Reason::UnknownCalendar { .. }
        | Reason::UnknownPeriod { .. }
        | Reason::UnknownUnit { .. }
        | Reason::HasErrors { .. }
        | Reason::Policy(_) => None,
        Reason::RevisionMismatch { .. } => locate::pointer(bytes, "/report/revision"),
    }
}

fn signature(found: &SignatureFinding, lang: Lang) -> wire::Signature {
    let statement = &found.statement;
    wire::Signature {
        index: found.index,
        outcome: found.reason.outcome().code(),
        code: found.reason.code(),
        text: text::signature(&found.reason, lang),
        role: statement.role.word(),
        name: statement.signer.name.clone(),
        title: statement.signer.title.clone(),
        unit: statement.signer.unit.clone(),
        opinion: statement.opinion.clone(),
        signed: statement.signed.as_str().to_owned(),
        kid: found.kid.map(|kid| kid.to_string()),
        holder: found.holder.as_ref().map(|it| wire::Holder { name: it.name.clone(), unit: it.unit.clone() }),
    }
}

fn report(verified: &Verified<Report>) -> wire::Report {
    let (it, total) = (verified.content(), verified.session().total());
    wire::Report {
        id: it.identity.id.clone(),
        revision: it.identity.revision,
        supersedes: it.identity.supersedes.clone(),
        created: it.created.clone(),
        app: format!("{} {}", it.app.name, it.app.version),
        unit: Unit { code: it.unit.code.clone(), name: it.unit.name.clone(), unit_type: it.unit.unit_type.clone() },
        period: it.period.0.clone(),
        catalogue: it.catalogue.id.clone(),
        version: it.catalogue.version.clone(),
        sha256: it.catalogue.digests.sha256_hex(),
        count: total.rows,
        complete: total.complete,
    }
}

/// The result on stdout, what is wrong on stderr.
fn tell(file: &wire::File, outcome: Outcome, lang: Lang) {
    let mut out = format!("{}: {}\n", file.file, text::outcome(outcome, lang));
    if let Some(it) = &file.report {
        let line = say::report_line(&it.unit.name, &it.period, &it.catalogue, it.revision, &it.created, lang);
        out += &format!("  {line}\n");
    }
    file.fingerprint.iter().for_each(|groups| out += &format!("  {}\n", say::fingerprint(groups, lang)));
    for it in &file.signatures {
        out += &format!("  {} {} {} {}: {}\n", it.index + 1, it.unit, it.title, it.name, it.text);
    }
    files::print(&out);
    // An unreadable file was already named.
    for reason in file.reasons.iter().filter(|reason| reason.code != "unreadable") {
        eprintln!("{}", say::at(&file.file, reason.line.zip(reason.column), &reason.text));
    }
}
