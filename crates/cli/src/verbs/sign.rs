//! `sign`: answers become a signed report. Nothing is written that does not verify.

use std::sync::Arc;

use zicha_core::catalogue::Indicator;
use zicha_core::draft::Identity;
use zicha_core::envelope::{self, Outcome};
use zicha_core::finding::Finding;
use zicha_core::report::{self, App, Stamp};
use zicha_core::session::Session;
use zicha_core::sign::{ContentKind, Moment, Role};
use zicha_core::text::{self, Lang};
use zicha_core::verify::{self, Shelf};

use super::answers::{self, Answers};
use super::by::{self, Signing};
use super::keygen::{FORCE, existing};
use super::{Verb, unit};
use crate::args::{Args, Opt, Places, Words};
use crate::exit::{Exit, Refusal};
use crate::files::{Existing, Readers};
use crate::{by_usage, chance, files, locate, options, say, secret};

const REPLACES: Opt = Opt::value(
    "replaces",
    "REPORT",
    Words {
        zh: "本报告替换的上一版报告文件，版次加一", en: "the report this one replaces; the revision grows by one"
    },
);
pub const OUT: Opt =
    Opt::value("out", "FILE", Words { zh: "报告文件，- 为标准输出", en: "the report file; - for stdout" }).short('o');

pub const VERB: Verb = Verb {
    name: "sign",
    about: Words { zh: "把答案签成自查报告", en: "sign answers into a report" },
    usage: concat!(
        by_usage!(),
        " [--opinion TEXT] [--replaces REPORT] [--catalogue ID|FILE] [--profile FILE] [--unit NAME] [--period ID] -o FILE"
    ),
    places: Places { shape: "ANSWERS.json|-", min: 1, max: 1 },
    options: options![
        by::OPTIONS,
        secret::OPTIONS,
        [unit::CATALOGUE, unit::PROFILE, unit::UNIT, unit::UNIT_TYPE, unit::PERIOD, REPLACES, OUT, FORCE]
    ],
    notes: Words {
        zh: "有错误时不签，逐处列出；未达标和未填不妨碍签署。签好的文件先重新读入核验，通过了才写出。\n\
             文件名习惯为 单位-考核期.report.json。签署时间取本机时钟，只是签署人的说法，不是证据。\n\
             --signer 的命令由系统的shell执行，它给出的签名先用公钥核对再写入。",
        en: "Refuses while there are errors and lists them; shortfalls and blanks do not hinder. The signed file is\n\
             read and verified again before it is written. By custom it is named UNIT-PERIOD.report.json.\n\
             The time of signing is this computer's clock: a claim, not evidence. The command of --signer is run\n\
             by the system's shell; what it gives is verified with the public key before it is stored.",
    },
    examples: &[
        "zicha sign --key me.key.json --name 王某 --title 科员 -o 区司法局-2020.report.json answers.json",
        "zicha sign --signer 'ukey-sign --slot 1' --public-key me.pub.pem --name 王某 --title 科员 -o new.report.json answers.json",
        "zicha sign --key me.key.json --passphrase-env PASS --name 王某 --title 科员 --replaces old.report.json -o new.report.json answers.json",
    ],
    run,
};

fn run(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let out = args.needed(OUT.long, lang)?;
    by::check_options(args, lang)?;
    let existing = existing(args);
    if existing == Existing::Keep && out != "-" && std::path::Path::new(out).exists() {
        return Err(Refusal::bad(say::already_there(out, lang)));
    }
    // What is overdue depends on the day of reading, so no day belongs in a report.
    let answers = answers::open(args, None, lang)?;
    refuse_errors(&answers, lang)?;
    let identity = identity(args, &answers.session, lang)?;
    let revision = identity.revision;
    let Signing { hand, parts } = by::signing(args, Role::Filler, &answers.session.setting().unit.name, lang)?;
    let moment = parts.signed.clone();
    let content = report::content(&answers.session, &stamp(identity, &moment));
    let bytes = hand.seal(ContentKind::Report, &content, parts, &answers.name, lang)?;
    let fingerprint = checked(&bytes, &answers.session, lang)?;
    files::write(out, &bytes, existing, Readers::Everybody, lang)?;
    if out != "-" {
        files::print(&say::signed(out, bytes.len(), &fingerprint, revision, lang));
    }
    Ok(Exit::Good)
}

fn refuse_errors(answers: &Answers, lang: Lang) -> Result<(), Refusal> {
    let blockers = report::blockers(&answers.session);
    if blockers.is_empty() {
        return Ok(());
    }
    let line = |(row, finding): &(usize, Finding)| {
        let Some(indicator) = answers.session.catalogue().indicators.get(*row) else { return String::new() };
        let path = path(indicator, finding);
        let sentence = text::finding(finding, indicator, lang);
        say::at(&answers.name, locate::dotted(&answers.bytes, &path), &format!("{path}: {sentence}"))
    };
    let mut refusal = Refusal::all_bad(blockers.iter().map(line), lang);
    refusal.lines.insert(0, say::not_signed(&answers.name, blockers.len(), lang));
    Err(refusal)
}

/// The member of the answers file to mend: a slot, a shared quantity, or the reason of a requirement.
fn path(indicator: &Indicator, finding: &Finding) -> String {
    let slot = finding.slot.and_then(|slot| indicator.slots.get(slot));
    let requirement = finding.requirement.and_then(|at| indicator.requirements.get(at));
    match (slot, requirement) {
        (Some(slot), _) => format!("answers.{}.slots.{}", indicator.id, slot.id),
        (None, Some(requirement)) => format!("answers.{}.reasons.{}", indicator.id, requirement.id),
        (None, None) => format!("answers.{}", indicator.id),
    }
}

/// A new report, or the next revision of the one `--replaces` names.
fn identity(args: &Args, session: &Session, lang: Lang) -> Result<Identity, Refusal> {
    let Some(path) = args.value(REPLACES.long) else {
        return Ok(Identity { id: chance::report_id(lang)?, revision: 1, supersedes: None });
    };
    let bytes = files::read(path, lang)?;
    let refuse = |cause: &str| Refusal::bad(say::not_replaceable(path, cause, lang));
    let envelope = envelope::open(&bytes).map_err(|error| refuse(&text::envelope_error(&error, lang)))?;
    let found = verify(&bytes, session);
    let Some(report) = &found.report else {
        return Err(refuse(text::outcome(found.outcome, lang)));
    };
    let old = report.content();
    let period = session.period().map(|period| period.id.as_str()).unwrap_or_default();
    if old.unit != session.setting().unit || old.period.0 != period || old.catalogue.id != session.catalogue().id {
        return Err(refuse(&say::other_report(&old.unit.name, &old.period.0, lang)));
    }
    Ok(Identity {
        id: old.identity.id.clone(),
        revision: old.identity.revision.saturating_add(1),
        supersedes: Some(envelope.digests().sha256_hex()),
    })
}

fn stamp(identity: Identity, moment: &Moment) -> Stamp {
    let build = option_env!("ZICHA_BUILD").unwrap_or("").to_owned();
    let app = App { name: "zicha-cli".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned(), build };
    Stamp { identity, created: moment.as_str().to_owned(), app }
}

/// Verifies what is about to be written and gives its fingerprint.
fn checked(bytes: &[u8], session: &Session, lang: Lang) -> Result<String, Refusal> {
    let found = verify(bytes, session);
    let reason = || found.reasons.first().map_or(found.outcome.code(), |reason| reason.code());
    match (found.outcome, &found.fingerprint) {
        (Outcome::Trusted | Outcome::IntactUnknown, Some(fingerprint)) => Ok(fingerprint.clone()),
        (Outcome::Trusted | Outcome::IntactUnknown | Outcome::Invalid, _) => {
            Err(Refusal::bad(say::own_check_failed(reason(), lang)))
        }
    }
}

fn verify(bytes: &[u8], session: &Session) -> verify::Verification {
    let catalogues = [Arc::clone(session.catalogue())];
    let calendars = [Arc::clone(&session.setting().calendar)];
    let shelf = Shelf { catalogues: &catalogues, calendars: &calendars, trust: None, received: None };
    verify::verify_so_far(bytes, &shelf)
}
