//! `countersign`: the reviewer and the head sign on top of what is there.

use zicha_core::envelope::Outcome;
use zicha_core::sign::Role;
use zicha_core::text::{self, Lang};
use zicha_core::verify::{Shelf, Verification, verify_so_far};

use super::Verb;
use super::by::{self, Signing};
use super::keygen::{FORCE, existing};
use super::sign::OUT;
use super::verify::{CATALOGUES, at_hand};
use crate::args::{Args, Opt, Places, Words};
use crate::exit::{Exit, Refusal};
use crate::files::Readers;
use crate::{by_usage, files, options, say, say_office, secret};

const AS: Opt = Opt::value("as", "reviewer|head", Words { zh: "审核人或者负责人", en: "in which role" });

pub const VERB: Verb = Verb {
    name: "countersign",
    about: Words { zh: "审核人、负责人在报告上签批", en: "sign a report as its reviewer or head" },
    usage: concat!("--as reviewer|head ", by_usage!(), " [--opinion TEXT] [--catalogue FILE]… -o FILE"),
    places: Places { shape: "REPORT.json", min: 1, max: 1 },
    options: options![[AS], by::OPTIONS, [CATALOGUES], secret::OPTIONS, [OUT, FORCE]],
    notes: Words {
        zh: "先核验报告，有无效签名、判定不符等情形不签。次序是填报人、审核人、负责人；目录要求谁签，由目录定。",
        en: "The report is verified first; nothing is signed on top of one that is invalid. The order is filler, reviewer,\n\
             head; who must sign is for the catalogue to say.",
    },
    examples: &[
        "zicha countersign --as reviewer --key li.key.json --name 李某 --title 科长 --opinion 属实 -o r2.report.json r.report.json",
    ],
    run,
};

fn run(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let out = args.needed(OUT.long, lang)?;
    let word = args.needed(AS.long, lang)?;
    let role = Role::from_word(word).filter(|role| [Role::Reviewer, Role::Head].contains(role));
    let role = role.ok_or_else(|| args.refuse(say::bad_option_value(AS.long, word, "reviewer | head", lang)))?;
    let path = args.places.first().map(String::as_str).unwrap_or_default();
    let bytes = files::read(path, lang)?;
    let (catalogues, calendars) = at_hand(args, lang)?;
    let shelf = Shelf { catalogues: &catalogues, calendars: &calendars, trust: None, received: None };
    let before = verify_so_far(&bytes, &shelf);
    let Some(report) = before.report.as_ref().map(|it| it.content()) else {
        return Err(Refusal::bad(say_office::cannot_sign_on(path, &why(&before, lang), lang)));
    };
    let Signing { hand, parts } = by::signing(args, role, &report.unit.name, lang)?;
    let signed = hand.add(&bytes, parts, path, lang)?;
    let after = verify_so_far(&signed, &shelf);
    let (Outcome::Trusted | Outcome::IntactUnknown, Some(fingerprint)) = (after.outcome, &after.fingerprint) else {
        return Err(Refusal::bad(say_office::cannot_sign_on(path, &why(&after, lang), lang)));
    };
    let existing = existing(args);
    files::write(out, &signed, existing, Readers::Everybody, lang)?;
    if out != "-" {
        let awaiting: Vec<&str> = after.awaiting.iter().map(|role| text::role(*role, lang)).collect();
        let (role, awaiting) = (text::role(role, lang), awaiting.join(", "));
        files::print(&say_office::countersigned(out, role, fingerprint, &awaiting, lang));
    }
    Ok(Exit::Good)
}

/// The first thing against a file, in words.
pub fn why(found: &Verification, lang: Lang) -> String {
    let bad = found.signatures.iter().find(|it| it.reason.outcome() == Outcome::Invalid);
    let of_file = found.reasons.first().map(|reason| text::reason(reason, lang));
    of_file.or_else(|| bad.map(|it| text::signature(&it.reason, lang))).unwrap_or_default()
}
